#!/usr/bin/env bash
# `make package`: the frozen folder and the Debian package, each tried before it is called done. Linux only.
set -euo pipefail
cd "$(dirname "$0")/.."
python=.venv/bin/python

# Same sources, same bytes: the date inside is that of the last change, not of the build.
SOURCE_DATE_EPOCH=$(git log -1 --format=%ct 2>/dev/null || echo 1767225600)
export SOURCE_DATE_EPOCH PYTHONHASHSEED=1

for tool in "desktop-file-validate packaging/linux/it.cocity.Desktop.desktop" \
    "appstreamcli validate --no-net packaging/linux/it.cocity.Desktop.metainfo.xml"; do
    if command -v "${tool%% *}" >/dev/null; then $tool; else echo "${tool%% *} is not here: not validated" >&2; fi
done

"$python" tools/catalogue.py compile
rm -rf build dist
"$python" -m PyInstaller --noconfirm --log-level WARN --workpath build --distpath dist packaging/cocity.spec
# These two come with 30 MB of debugging symbols.
strip --strip-unneeded dist/cocity-desktop/_internal/libpython3*.so* dist/cocity-desktop/_internal/sqlcipher3/*.so
"$python" packaging/smoke.py dist/cocity-desktop

"$python" packaging/make_deb.py dist/cocity-desktop dist
rm -rf dist/unpacked
dpkg-deb --extract dist/*.deb dist/unpacked
"$python" packaging/smoke.py dist/unpacked/usr/bin
rm -rf dist/unpacked dist/deb
du -sh dist/*
