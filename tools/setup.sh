#!/usr/bin/env bash
# Make .venv from the hashed pins and install the project in it, editable. Called by `make setup` only when
# the pins or pyproject.toml are newer than the last time.
set -euo pipefail
cd "$(dirname "$0")/.."
python=${PYTHON:-python3}

"$python" -c 'import sys; sys.exit(sys.version_info < (3, 11))' || {
    echo "Python 3.11 or newer is needed; this is $("$python" --version). Name another: make PYTHON=python3.12 setup" >&2
    exit 1
}
if [ ! -x .venv/bin/python ]; then
    "$python" tools/system_libraries.py venv
    "$python" -m venv .venv
fi

pip=(.venv/bin/python -m pip --disable-pip-version-check install --quiet --no-deps)
echo "Installing the pinned environment in .venv"
"${pip[@]}" --require-hashes -r requirements/build.txt
"${pip[@]}" --require-hashes --no-build-isolation -r requirements/dev.txt
"${pip[@]}" --no-build-isolation --editable .
