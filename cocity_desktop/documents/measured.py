"""A font that remembers how wide words are: breaking lines measures each word anew, letter by letter, and words recur."""

from __future__ import annotations

from typing import Any

from reportlab.pdfbase.ttfonts import TTFont

_MOST = 20_000
"""Words kept for a font; a document of hundreds of pages has fewer."""


class MeasuredFont(TTFont):
    """Measures as reportlab does, once for each word and size."""

    def __init__(self, *arguments: Any, **options: Any) -> None:
        super().__init__(*arguments, **options)
        self._known: dict[tuple[str, float], float] = {}

    def stringWidth(self, text: str, size: float, encoding: str = "utf8") -> float:  # noqa: N802 - reportlab's name
        """The width in points of `text` set in `size` points."""
        key = (text, size)
        width = self._known.get(key)
        if width is None:
            if len(self._known) >= _MOST:
                self._known.clear()
            width = self._known[key] = super().stringWidth(text, size, encoding)
        return width
