"""Lines of large type: wrapped, and for titles balanced, so that no line holds one word alone."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtGui import QFont, QFontMetricsF

from cocity_desktop.ui.theme.fonts import font

if TYPE_CHECKING:
    from collections.abc import Sequence

    from cocity_desktop.ui.theme.fonts import Family


def scaled(
    pixels: float, scale: float, weight: int = 400, family: Family = "ui", italic: bool = False
) -> QFont:
    """A font of the screen: `pixels` at 1080 lines; it follows the screen, not the person's text size."""
    made = font(15, weight, family, italic)
    made.setPixelSize(max(8, round(pixels * scale)))
    return made


def wrapped(words: str, type_: QFont, width: float) -> list[str]:
    """`words` in lines no wider than `width`; a word that is wider stands alone on its line."""
    metrics = QFontMetricsF(type_)
    lines: list[str] = []
    for word in words.split():
        longer = f"{lines[-1]} {word}" if lines else word
        if lines and metrics.horizontalAdvance(longer) <= width:
            lines[-1] = longer
        else:
            lines.append(word)
    return lines


def balanced(words: str, type_: QFont, width: float) -> list[str]:
    """As few lines as `wrapped` needs, as even as they can be."""
    lines = wrapped(words, type_, width)
    low, high = 0.0, width
    while len(lines) > 1 and high - low > 4:
        middle = (low + high) / 2
        narrower = wrapped(words, type_, middle)
        if len(narrower) == len(lines) and _fits(narrower, type_, width):
            lines, high = narrower, middle
        else:
            low = middle
    return lines


def shortened(lines: Sequence[str], most: int) -> list[str]:
    """At most `most` lines; the last says with an ellipsis that there is more."""
    if len(lines) <= most:
        return list(lines)
    return [*lines[: most - 1], f"{lines[most - 1].rstrip(',;.')} …"]


def _fits(lines: Sequence[str], type_: QFont, width: float) -> bool:
    metrics = QFontMetricsF(type_)
    return all(metrics.horizontalAdvance(line) <= width for line in lines)
