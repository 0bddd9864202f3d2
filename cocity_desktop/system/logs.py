"""The log of this machine: what the app did wrong, never what was written in the archive."""

from __future__ import annotations

import logging
from logging.handlers import RotatingFileHandler
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from pathlib import Path

_SIZE, _COUNT = 512 * 1024, 3
_LINE = "%(asctime)s %(levelname)s %(name)s: %(message)s"


def start_log(directory: Path) -> None:
    """Write warnings and errors to `directory`/co-city.log; to standard error where that cannot be written."""
    handler: logging.Handler
    try:
        directory.mkdir(parents=True, exist_ok=True)
        handler = RotatingFileHandler(
            directory / "co-city.log", maxBytes=_SIZE, backupCount=_COUNT, encoding="utf-8", delay=True
        )
    except OSError:
        handler = logging.StreamHandler()
    handler.setFormatter(logging.Formatter(_LINE))
    logging.basicConfig(level=logging.WARNING, handlers=[handler])
