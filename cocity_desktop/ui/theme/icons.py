"""Icons as tinted SVG: Bootstrap Italia's set and a few of our own, coloured when drawn.

The set's outlines are one unit on a grid of 24: at 20 px they turn grey, so a stroke of the fill's own colour brings
them back to a little over a pixel. Our own icons (`own/`) are drawn on the same grid with 1.25.
"""

from __future__ import annotations

import re
from functools import lru_cache
from pathlib import Path
from typing import TYPE_CHECKING

from PySide6.QtCore import QByteArray, QRectF, QSize, Qt
from PySide6.QtGui import QIcon, QPainter, QPixmap
from PySide6.QtWidgets import QApplication

from cocity_desktop.ui.theme import tokens

if TYPE_CHECKING:
    from PySide6.QtGui import QColor

    from cocity_desktop.ui.theme.tokens import Token


class _Place:
    """Where the SVG files are; told once by `theme.install`."""

    folder: Path = Path()


_place = _Place()


def use_folder(folder: Path) -> None:
    """Read icons from `folder` (it-NAME.svg) and `folder`/own (NAME.svg)."""
    _place.folder = folder
    clear()


def clear() -> None:
    """Forget every picture: after a change of scheme, and before the application ends (pixmaps must not outlive it)."""
    _source.cache_clear()
    _render.cache_clear()


def pixmap(name: str, size: float, ink: QColor, knock: QColor, ratio: float) -> QPixmap:
    """`name` in `ink`; `knock` is the ground that shows through (the tick of a filled disc).

    `size` in device-independent pixels. Raises FileNotFoundError for an icon that is not in the folder.
    """
    return _render(name, round(size), ink.name(), knock.name(), ratio)


def icon(name: str, size: int = 20, token: Token = "text") -> QIcon:
    """A QIcon for what Qt paints itself (menus, the window)."""
    app = QApplication.instance()
    ratio = app.devicePixelRatio() if isinstance(app, QApplication) else 1.0
    return QIcon(pixmap(name, tokens.px(size), tokens.colour(token), tokens.colour("surface"), ratio))


def names() -> frozenset[str]:
    """Every name that `pixmap` accepts."""
    own = {file.stem for file in (_place.folder / "own").glob("*.svg")}
    return frozenset(own | {file.stem.removeprefix("it-") for file in _place.folder.glob("it-*.svg")})


@lru_cache(maxsize=512)
def _source(name: str) -> str:
    own = _place.folder / "own" / f"{name}.svg"
    if own.exists():
        return own.read_text(encoding="utf-8")
    outline = (_place.folder / f"it-{name}.svg").read_text(encoding="utf-8")
    outline = re.sub(r'fill="(?!none)[^"]*"', "", outline)
    return outline.replace("<svg ", '<svg fill="currentColor" stroke="currentColor" stroke-width="0.3" ', 1)


@lru_cache(maxsize=2000)
def _render(name: str, size: int, ink: str, knock: str, ratio: float) -> QPixmap:
    from PySide6.QtSvg import QSvgRenderer  # a library of its own: loaded with the first icon

    svg = _source(name).replace("currentColor", ink).replace("knockout", knock)
    picture = QPixmap(QSize(round(size * ratio), round(size * ratio)))
    picture.setDevicePixelRatio(ratio)
    picture.fill(Qt.GlobalColor.transparent)
    painter = QPainter(picture)
    try:
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        QSvgRenderer(QByteArray(svg.encode())).render(painter, QRectF(0, 0, size, size))
    finally:
        painter.end()
    return picture
