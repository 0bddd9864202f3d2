"""A new regulation to be filled in: the shipped skeleton, under the name of its folder."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from cocity_desktop.domain.errors import EnvironmentFault, ErrorCode, UserError
from cocity_desktop.system.files import write_atomically
from cocity_desktop.system.regulation_files import REGULATION_FILE

if TYPE_CHECKING:
    from pathlib import Path

_CODE = re.compile(r"[a-z0-9][a-z0-9_-]*")


def write_skeleton(skeleton: Path, folder: Path) -> Path:
    """Write `folder/regulation.toml` into a new or empty folder, whose name becomes the code.

    Raises UserError: INVALID_VALUE for a name that cannot be a code, REGULATION_FOLDER_TAKEN when something is there;
    EnvironmentFault: FILE_UNWRITABLE and the others of `write_atomically`.
    """
    if not _CODE.fullmatch(folder.resolve().name):
        raise UserError(ErrorCode.INVALID_VALUE, "code")
    if folder.exists() and (not folder.is_dir() or any(folder.iterdir())):
        raise UserError(ErrorCode.REGULATION_FOLDER_TAKEN, None, path=folder)
    try:
        folder.mkdir(parents=True, exist_ok=True)
    except OSError as error:
        raise EnvironmentFault(ErrorCode.FILE_UNWRITABLE, path=folder) from error
    text = skeleton.read_text(encoding="utf-8").replace("CODE", folder.resolve().name)
    write_atomically(folder / REGULATION_FILE, [text.encode()])
    return folder / REGULATION_FILE
