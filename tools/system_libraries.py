"""Find the system libraries and tools that pip cannot bring, and install them where that is allowed.

    python3 tools/system_libraries.py venv      what making .venv needs
    python3 tools/system_libraries.py window    what the window needs
    python3 tools/system_libraries.py test      the window's, plus the outside tools that tests compare with
    python3 tools/system_libraries.py package   what `make package` needs
    python3 tools/system_libraries.py conformance   the outside validators of `make conformance`

Standard library only: this runs before there is an environment. A library counts as present when the loader
can load it, whatever package it came from. Packages are installed by root or by a sudo that asks nothing;
otherwise the one line to type is printed. Exit 1 when something without which nothing works is missing.
"""

from __future__ import annotations

import ctypes
import importlib.util
import os
import shutil
import subprocess
import sys
from dataclasses import dataclass
from pathlib import Path


@dataclass(frozen=True)
class Need:
    """A Debian package and the library, command, Python module or file by which its presence is known."""

    package: str
    library: str = ""
    command: str = ""
    module: str = ""
    file: str = ""

    def is_met(self) -> bool:
        if self.file:
            return Path(self.file).exists()
        if self.command:
            return shutil.which(self.command) is not None
        if self.module:
            return importlib.util.find_spec(self.module) is not None
        try:
            ctypes.CDLL(self.library)
        except OSError:
            return False
        return True


VENV = [Need("python3-venv", module="ensurepip")]

WINDOW = [
    Need("libegl1", "libEGL.so.1"),
    Need("libgl1", "libGL.so.1"),
    Need("libglib2.0-0", "libglib-2.0.so.0"),
    Need("libfontconfig1", "libfontconfig.so.1"),
    Need("libxkbcommon0", "libxkbcommon.so.0"),
    Need("libdbus-1-3", "libdbus-1.so.3"),
    Need("libxcb-cursor0", "libxcb-cursor.so.0"),
    Need("libxcb-icccm4", "libxcb-icccm.so.4"),
    Need("libxcb-image0", "libxcb-image.so.0"),
    Need("libxcb-keysyms1", "libxcb-keysyms.so.1"),
    Need("libxcb-render-util0", "libxcb-render-util.so.0"),
    Need("libxcb-shape0", "libxcb-shape.so.0"),
    Need("libxcb-xkb1", "libxcb-xkb.so.1"),
    Need("libxkbcommon-x11-0", "libxkbcommon-x11.so.0"),
    Need("libxcb-util1", "libxcb-util.so.1"),
]

# Tests that compare with one of these skip, saying why, where it cannot be had.
TEST_TOOLS = [
    Need("xvfb", command="Xvfb"),
    Need("xauth", command="xauth"),
    Need("qpdf", command="qpdf"),
    Need("minisign", command="minisign"),
    Need("unzip", command="unzip"),
    Need("poppler-utils", command="pdftotext"),
]

PACKAGE_TOOLS = [
    Need("binutils", command="objdump"),
    Need("dpkg", command="dpkg-deb"),
    Need("desktop-file-utils", command="desktop-file-validate"),
    Need("appstream", command="appstreamcli"),
]

CONFORMANCE_TOOLS = [
    Need("default-jdk-headless", command="javac"),
    Need("libjaxb-java", file="/usr/share/java/jaxb-runtime.jar"),
    Need("libreoffice-writer-nogui", command="soffice"),
    Need("poppler-utils", command="pdftotext"),
]

# For each group: what must be there, and what is only wished for.
GROUPS: dict[str, tuple[list[Need], list[Need]]] = {
    "venv": (VENV, []),
    "window": (WINDOW, []),
    "test": (WINDOW, TEST_TOOLS),
    "package": (WINDOW, PACKAGE_TOOLS),
    "conformance": (WINDOW, CONFORMANCE_TOOLS),
}


def unmet(needs: list[Need]) -> list[str]:
    """The packages still missing among `needs`."""
    return [need.package for need in needs if not need.is_met()]


def administrator() -> list[str] | None:
    """The words to put before a command to run it as root, or None where that would ask for a password."""
    if os.geteuid() == 0:
        return []
    quiet_sudo = shutil.which("sudo") and subprocess.run(
        ["sudo", "-n", "true"], capture_output=True, check=False
    )
    return ["sudo", "-n"] if quiet_sudo and quiet_sudo.returncode == 0 else None


def install(packages: list[str]) -> None:
    """Install `packages` where allowed; otherwise do nothing."""
    prefix = administrator()
    if prefix is None or shutil.which("apt-get") is None:
        return
    print("Installing system packages:", " ".join(packages), flush=True)
    apt = [*prefix, "env", "DEBIAN_FRONTEND=noninteractive", "apt-get", "-qq", "-o=Dpkg::Use-Pty=0"]
    subprocess.run([*apt, "update"], check=False, stdout=subprocess.DEVNULL)
    subprocess.run(
        [*apt, "install", "-y", "--no-install-recommends", *packages], check=False, stdout=subprocess.DEVNULL
    )


def main(group: str) -> int:
    if sys.platform != "linux":
        return 0
    required, wished = GROUPS[group]
    if missing := unmet([*required, *wished]):
        install(missing)
    if still_missing := unmet([*required, *wished]):
        print("Missing here. Type:  sudo apt-get install", " ".join(still_missing), file=sys.stderr)
    return 1 if unmet(required) else 0


if __name__ == "__main__":
    raise SystemExit(main(sys.argv[1]))
