#!/usr/bin/env bash
# Turn requirements/*.in into hashed pins for every platform. --no-header and --no-annotate keep addresses and
# paths out of the files. Needs uv. Pass --upgrade to take newer versions.
set -euo pipefail
cd "$(dirname "$0")/../requirements"
for list in build run dev peers; do
    uv pip compile --quiet --universal --python-version 3.11 --generate-hashes --no-emit-index-url \
        --no-header --no-annotate "$@" "$list.in" --output-file "$list.txt"
done
