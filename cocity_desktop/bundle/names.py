"""Which names may stand in a delivery: those that mean the same file on every system and never leave the folder."""

from __future__ import annotations

import re
import unicodedata

from cocity_desktop.bundle.defects import DefectCode
from cocity_desktop.domain.file_names import FORBIDDEN, MAX_NAME_BYTES, RESERVED, normal, safe_file_name

__all__ = [
    "MAX_NAME_BYTES",
    "folded",
    "folder_for",
    "is_folder",
    "leaves_folder",
    "name_fault",
    "normal",
    "safe_file_name",
]

_FOLDER = re.compile(r"[a-z0-9][a-z0-9.-]{0,79}")
MAX_PATH_BYTES = 1000


def folded(path: str) -> str:
    """What two names share when a file system that ignores case would take them for one."""
    return unicodedata.normalize("NFC", path.casefold())


def leaves_folder(path: str) -> bool:
    """Whether a path would lead, or could be read to lead, outside the folder it stands in."""
    if path.startswith(("/", "\\", "~")) or re.match(r"[A-Za-z]:", path):
        return True
    return ".." in re.split(r"[/\\]", path) or "\x00" in path


def _bad_part(part: str) -> bool:
    if part in ("", ".", "..") or part != part.strip(" ") or part.endswith("."):
        return True
    return (
        part.split(".", maxsplit=1)[0].casefold() in RESERVED
        or len(part.encode("utf-8", "replace")) > MAX_NAME_BYTES
    )


def name_fault(path: str) -> DefectCode | None:
    """Why `path` ("/" between parts, relative) may not stand in a delivery; None when it may."""
    if leaves_folder(path) or FORBIDDEN.search(path) or any(_bad_part(part) for part in path.split("/")):
        return DefectCode.UNSAFE_NAME
    if len(path.encode("utf-8", "replace")) > MAX_PATH_BYTES:
        return DefectCode.UNSAFE_NAME
    return None if normal(path) == path else DefectCode.NAME_NOT_NORMAL


def folder_for(title: str, version: int) -> str:
    """The top folder of a delivery: "patto-giardino-di-via-fleming-v2", plain ASCII whatever the title."""
    plain = unicodedata.normalize("NFKD", title).encode("ascii", "ignore").decode().lower()
    slug = re.sub(r"[^a-z0-9]+", "-", plain).strip("-")[:60].strip("-")
    return f"patto-{slug}-v{version}" if slug else f"patto-v{version}"


def is_folder(name: str) -> bool:
    """Whether `name` may be the top folder of a delivery."""
    return _FOLDER.fullmatch(name) is not None and not name.endswith(".")
