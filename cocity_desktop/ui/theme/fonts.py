"""Fonts by role. One function makes every QFont of the window, because two of the files have traps.

The 600 file of Titillium Web names its own family "Titillium Web SemiBold"; asking "Titillium Web" for DemiBold
silently gives Bold 700. Titillium's figures are tabular already; Lora's `tnum` would widen the space as well.
"""

from __future__ import annotations

from functools import lru_cache
from typing import TYPE_CHECKING, Literal

from PySide6.QtGui import QFont, QFontDatabase, QFontMetricsF

from cocity_desktop.ui.theme import tokens

if TYPE_CHECKING:
    from pathlib import Path

Family = Literal["ui", "text", "mono"]
_NAMES: dict[Family, str] = {"ui": "Titillium Web", "text": "Lora", "mono": "Roboto Mono"}
_SEMIBOLD = "Titillium Web SemiBold"
_FALLBACK = "Noto Sans"


def load(folder: Path) -> tuple[str, ...]:
    """Register every TTF under `folder`; the families found. Raises FileNotFoundError when there is none.

    Must come before the first widget: Qt caches the match of a family that it could not find.
    """
    found: list[str] = []
    for file in sorted(folder.rglob("*.ttf")):
        found.extend(QFontDatabase.applicationFontFamilies(QFontDatabase.addApplicationFont(str(file))))
    if not found:
        raise FileNotFoundError(folder)
    return tuple(dict.fromkeys(found))


def font(size: float = 15, weight: int = 400, family: Family = "ui", italic: bool = False) -> QFont:
    """A font of the design: `size` in design pixels (multiplied by the text scale), `weight` 400, 600 or 700."""
    return QFont(_cached(tokens.px(size), weight, family, italic))


def metrics(
    size: float = 15, weight: int = 400, family: Family = "ui", italic: bool = False
) -> QFontMetricsF:
    """The metrics of `font` with the same arguments, built once."""
    return _metrics(tokens.px(size), weight, family, italic)


def advance(text: str, font_: QFont) -> float:
    """The width of `text` on one line."""
    return QFontMetricsF(font_).horizontalAdvance(text)


def escaped(text: str) -> str:
    """`text` for a rich text. The library's own `html` costs milliseconds of start-up for its table of entities."""
    return text.replace("&", "&amp;").replace("<", "&lt;").replace(">", "&gt;")


def strong_html(text: str) -> str:
    """`text` escaped and set in 600 inside a rich text: <b> would be the 700 of another file."""
    return f"<span style=\"font-family: '{_SEMIBOLD}'\">{escaped(text)}</span>"


@lru_cache(maxsize=128)
def _cached(pixels: int, weight: int, family: Family, italic: bool) -> QFont:
    semibold = family == "ui" and weight == 600
    made = QFont([_SEMIBOLD if semibold else _NAMES[family], _FALLBACK])
    if not semibold:
        made.setWeight(QFont.Weight(weight))
    made.setPixelSize(pixels)
    made.setItalic(italic)
    made.setHintingPreference(QFont.HintingPreference.PreferNoHinting)
    return made


@lru_cache(maxsize=128)
def _metrics(pixels: int, weight: int, family: Family, italic: bool) -> QFontMetricsF:
    return QFontMetricsF(_cached(pixels, weight, family, italic))
