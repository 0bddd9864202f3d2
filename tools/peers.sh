#!/usr/bin/env bash
# Make .venv/peers from requirements/peers.txt: programs that ours is measured against, each run as a process of its
# own. They stand apart so that nothing of theirs can be imported, and so that a machine without them can still test.
set -euo pipefail
cd "$(dirname "$0")/.."
python=${PYTHON:-python3}
[ -x .venv/peers/bin/python ] || "$python" -m venv .venv/peers
echo "Installing the peers in .venv/peers"
.venv/peers/bin/python -m pip --disable-pip-version-check install --quiet --no-deps --require-hashes -r requirements/peers.txt
