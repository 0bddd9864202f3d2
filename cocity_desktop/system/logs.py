"""The log of this machine: what the app did wrong, never what was written in the archive."""

from __future__ import annotations

import logging
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from pathlib import Path

_LARGEST = 512 * 1024
_LINE = "%(asctime)s %(levelname)s %(name)s: %(message)s"


def start_log(directory: Path) -> None:
    """Write warnings and errors to `directory`/co-city.log; to standard error where that cannot be written.

    The file of before is kept beside when it has grown over half a megabyte. (`logging.handlers` would do the
    same and load the network's modules for it.)
    """
    handler: logging.Handler
    file = directory / "co-city.log"
    try:
        directory.mkdir(parents=True, exist_ok=True)
        if file.exists() and file.stat().st_size > _LARGEST:
            file.replace(file.with_suffix(".1.log"))
        handler = logging.FileHandler(file, encoding="utf-8", delay=True)
    except OSError:
        handler = logging.StreamHandler()
    handler.setFormatter(logging.Formatter(_LINE))
    logging.basicConfig(level=logging.WARNING, handlers=[handler])
