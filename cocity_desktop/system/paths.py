"""Where things lie: the archive by each platform's convention, the shipped resources wherever the app runs from.

The only module that knows the three layouts: a checkout, an installed wheel, a frozen build.
"""

from __future__ import annotations

import sys
from functools import cache
from pathlib import Path

APP_NAME = "Co-City"
_PACKAGE = Path(__file__).resolve().parent.parent


def default_data_directory() -> Path:
    """The archive's directory when nobody chose one."""
    from platformdirs import user_data_path

    return user_data_path(APP_NAME, appauthor=False) / "casa"


def config_directory() -> Path:
    """Where the choices of this machine are kept (`system.settings`)."""
    from platformdirs import user_config_path

    return user_config_path(APP_NAME, appauthor=False)


def log_directory() -> Path:
    """Where the log is kept (`system.logs`)."""
    from platformdirs import user_log_path

    return user_log_path(APP_NAME, appauthor=False)


def resources() -> Path:
    """Fonts, icons, regulations, schemas, the sample house."""
    return _shipped("resources")


def catalogues() -> Path:
    """The compiled catalogues: xx/LC_MESSAGES/cocity.mo."""
    return _shipped("i18n")


@cache
def _shipped(name: str) -> Path:
    """Raises FileNotFoundError when none of the layouts has it: the installation is broken."""
    frozen = getattr(sys, "_MEIPASS", None)
    places = [
        *([Path(frozen) / "cocity_desktop" / f"_{name}"] if frozen else []),
        _PACKAGE / f"_{name}",
        _PACKAGE.parent / name,
    ]
    for place in places:
        if place.is_dir():
            return place
    raise FileNotFoundError(name)
