"""Build the Debian package from the frozen folder: the program, its entry in the menu, its licences.

    python packaging/make_deb.py dist/cocity-desktop dist

What the package depends on is the list that `make run` installs: tools/system_libraries.py.
"""

from __future__ import annotations

import re
import shutil
import subprocess
import sys
from importlib import metadata
from pathlib import Path

TOP = Path(__file__).resolve().parent.parent
sys.path.insert(0, str(TOP))

from cocity_desktop import __version__  # noqa: E402 - needs the line above
from tools.system_libraries import WINDOW  # noqa: E402

APP_ID = "it.cocity.Desktop"
NAME = "cocity-desktop"

# Debian 13 gave these libraries a new name with its 64-bit time_t.
RENAMED = {"libglib2.0-0": "libglib2.0-0t64 | libglib2.0-0"}

CONTROL = """\
Package: {name}
Version: {version}
Architecture: {architecture}
Maintainer: Co-City Desktop contributors <cocity-desktop@example.org>
Installed-Size: {size}
Depends: {depends}
Section: misc
Priority: optional
Description: from the first meeting to a signed pact for the urban commons
 Co-City follows the work of Torino's neighbourhood houses: it registers
 groups and places, runs co-design meetings, records commitments, assembles
 the draft of a collaboration pact from them and delivers it to the City as
 one signed file that anyone can verify. It works offline on an encrypted
 archive. This package brings the window and the command line (cocity).
"""

COPYRIGHT = """\
Format: https://www.debian.org/doc/packaging-manuals/copyright-format/1.0/
Upstream-Name: Co-City Desktop

Files: *
Copyright: 2026 Co-City Desktop contributors
License: EUPL-1.2
 The texts of this and of every other licence are in the folder licences
 beside this file, one for each library that the program brings with it.
"""


def depends() -> str:
    """The libraries of the window as a Depends field; libc by the oldest that PySide6's wheels support."""
    packages = sorted(need.package for need in WINDOW)
    return ", ".join(
        ["libc6 (>= 2.34)", "libstdc++6", *(RENAMED.get(package, package) for package in packages)]
    )


def architecture() -> str:
    query = ["dpkg", "--print-architecture"]
    return subprocess.run(query, check=True, capture_output=True, text=True).stdout.strip()


def pinned(pins: Path) -> list[str]:
    """The names in a list of hashed pins."""
    return re.findall(r"^([A-Za-z0-9._-]+)==", pins.read_text(encoding="utf-8"), flags=re.MULTILINE)


def gather_licences(target: Path) -> None:
    """Copy the licence files of every library that is installed from requirements/run.txt."""
    shutil.copytree(TOP / "LICENSES", target)
    installed = {dist.name.lower().replace("_", "-"): dist for dist in metadata.distributions()}
    for name in pinned(TOP / "requirements" / "run.txt"):
        dist = installed.get(name)
        if dist is None:
            continue  # pinned for another platform
        lines = [f"{dist.name} {dist.version}", str(dist.metadata.json.get("license_expression", ""))]
        (target / name).mkdir()
        (target / name / "ABOUT.txt").write_text("\n".join(lines).strip() + "\n", encoding="utf-8")
        for file in dist.files or []:
            if re.match(r"(licen[cs]e|copying|notice|authors)", file.name, re.IGNORECASE):
                shutil.copy(str(file.locate()), target / name / file.name)


def lay_out(frozen: Path, root: Path) -> None:
    """Everything under `root` where Debian wants it."""
    shutil.copytree(frozen, root / "usr/lib" / NAME, symlinks=True)
    programs = root / "usr/bin"
    programs.mkdir(parents=True)
    for program in ("cocity", "cocity-desktop"):
        (programs / program).symlink_to(f"../lib/{NAME}/{program}")
    linux = TOP / "packaging/linux"
    for source, place in (
        (f"{APP_ID}.desktop", f"usr/share/applications/{APP_ID}.desktop"),
        (f"{APP_ID}.metainfo.xml", f"usr/share/metainfo/{APP_ID}.metainfo.xml"),
        (f"{APP_ID}-mime.xml", f"usr/share/mime/packages/{APP_ID}.xml"),
        (f"{APP_ID}.svg", f"usr/share/icons/hicolor/scalable/apps/{APP_ID}.svg"),
    ):
        (root / place).parent.mkdir(parents=True)
        shutil.copyfile(linux / source, root / place)
    documents = root / "usr/share/doc" / NAME
    documents.mkdir(parents=True)
    (documents / "copyright").write_text(COPYRIGHT, encoding="utf-8")
    gather_licences(documents / "licences")


def write_control(root: Path) -> None:
    size = sum(path.lstat().st_size for path in root.rglob("*") if path.is_file())
    fields = {"name": NAME, "version": __version__, "architecture": architecture(), "depends": depends()}
    (root / "DEBIAN").mkdir()
    control = CONTROL.format(size=size // 1024, **fields)
    (root / "DEBIAN/control").write_text(control, encoding="utf-8")


def main(frozen: Path, target: Path) -> int:
    root = target / "deb"
    shutil.rmtree(root, ignore_errors=True)
    lay_out(frozen, root)
    write_control(root)
    subprocess.run(["chmod", "-R", "u=rwX,go=rX", str(root)], check=True)
    package = target / f"{NAME}_{__version__}_{architecture()}.deb"
    subprocess.run(["dpkg-deb", "--root-owner-group", "--build", str(root), str(package)], check=True)
    return 0


if __name__ == "__main__":
    raise SystemExit(main(Path(sys.argv[1]), Path(sys.argv[2])))
