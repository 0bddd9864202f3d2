#!/usr/bin/env bash
# Open the app; on a machine without a display say so and show the whole job on the command line instead.
set -euo pipefail
cd "$(dirname "$0")/.."

if [ -n "${DISPLAY:-}${WAYLAND_DISPLAY:-}" ] || [ "$(uname)" = Darwin ]; then
    "${PYTHON:-python3}" tools/system_libraries.py window
    exec .venv/bin/cocity-desktop "$@"
fi

if [ -z "${COCITY_PASSPHRASE:-}" ]; then
    export COCITY_PASSPHRASE="quattro parole di esempio"
    echo "The passphrase of the sample archive is: $COCITY_PASSPHRASE"
fi
if [ -d demo/data ]; then
    echo "There is no display here, so no window can open. The sample house is already in ./demo; its pacts are:"
    exec .venv/bin/cocity --data ./demo/data pact list
fi
echo "There is no display here, so no window can open. Running instead: cocity demo --out ./demo"
exec .venv/bin/cocity demo --out ./demo
