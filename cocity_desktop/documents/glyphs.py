"""Which font draws which character, so that nothing typed ever vanishes from a page.

Titillium Web, Lora and Roboto Mono cover the languages of western and central Europe. What they lack is drawn
with DejaVu Sans (Greek, Cyrillic, Hebrew, Arabic, Armenian, Georgian, arrows, signs). What DejaVu lacks too
(emoji, Chinese…) becomes a visible box, and the log says which characters were boxed (`layout.finish`).
"""

from __future__ import annotations

import unicodedata
from functools import lru_cache
from itertools import groupby
from typing import TYPE_CHECKING, NewType

from cocity_desktop.documents import rtl

if TYPE_CHECKING:
    from collections.abc import Iterable
    from pathlib import Path

    from reportlab.pdfbase.ttfonts import TTFontFace

Markup = NewType("Markup", str)
"""Text that is safe for reportlab's paragraphs: escaped, and every character has a font."""

LABEL, LABEL_STRONG, TEXT, CODE, FALLBACK = (
    "TitilliumWeb",
    "TitilliumWeb-SemiBold",
    "Lora",
    "RobotoMono",
    "DejaVuSans",
)
BOX = "□"

_FILES = {
    LABEL: "TitilliumWeb-Regular.ttf",
    LABEL_STRONG: "TitilliumWeb-SemiBold.ttf",
    "TitilliumWeb-Italic": "TitilliumWeb-Italic.ttf",
    TEXT: "Lora-Regular.ttf",
    "Lora-Bold": "Lora-Bold.ttf",
    "Lora-Italic": "Lora-Italic.ttf",
    "Lora-BoldItalic": "Lora-BoldItalic.ttf",
    CODE: "RobotoMono-Regular.ttf",
    FALLBACK: "DejaVuSans.ttf",
}
# What <b> and <i> give inside each font: normal, bold, italic, both.
_FAMILIES = {
    LABEL: (LABEL, LABEL_STRONG, "TitilliumWeb-Italic", LABEL_STRONG),
    LABEL_STRONG: (LABEL_STRONG,) * 4,
    TEXT: (TEXT, "Lora-Bold", "Lora-Italic", "Lora-BoldItalic"),
    CODE: (CODE,) * 4,
    FALLBACK: (FALLBACK,) * 4,
}
_ESCAPES = {"&": "&amp;", "<": "&lt;", ">": "&gt;", "\n": "<br/>"}
# Characters that are never seen (Unicode's Default_Ignorable_Code_Point, in the ranges people's text may hold):
# soft hyphens, joiners, direction marks and isolates, variation selectors, byte order marks, tags of flags.
_HIDDEN = frozenset(
    map(chr, (0xAD, 0x61C, 0x180E, 0xFEFF, *range(0x200B, 0x2010), *range(0x202A, 0x202F), *range(0x2060, 0x2070),
              *range(0xFE00, 0xFE10), *range(0xE0000, 0xE1000)))
)  # fmt: skip


class Glyphs:
    """Turns what people typed into markup that the fonts can draw."""

    def __init__(self, everywhere: frozenset[int], fallback: frozenset[int]) -> None:
        self._everywhere = everywhere
        self._fallback = fallback

    def markup(self, text: str) -> Markup:
        """`text` escaped, line breaks kept, each character with a font that has it."""
        clean = self._drawable(unicodedata.normalize("NFC", text))
        runs = groupby(clean, key=lambda pair: pair[1])
        return Markup("".join(_run(kind, "".join(character for character, _ in run)) for kind, run in runs))

    def lacking(self, text: str) -> set[str]:
        """The characters of `text` that were boxed."""
        return {c for c, kind in map(self._pair, _cleaned(unicodedata.normalize("NFC", text))) if kind == BOX}

    def _drawable(self, text: str) -> list[tuple[str, str]]:
        """Pairs of a character and the font it needs: "" for any, FALLBACK, or "rtl"."""
        pairs = [self._pair(character) for character in _cleaned(text)]
        return _joined_rtl(
            [(BOX, FALLBACK) if kind == BOX else (character, kind) for character, kind in pairs]
        )

    def _pair(self, character: str) -> tuple[str, str]:
        code = ord(character)
        if code in self._everywhere or character in "\n ":
            return character, ""
        # reportlab tells readers the wrong letter for anything beyond the basic plane; a box is more honest.
        if code not in self._fallback or code > 0xFFFF or unicodedata.category(character) == "Co":
            return character, BOX
        return character, "rtl" if rtl.is_rtl(character) else FALLBACK


def _cleaned(text: str) -> Iterable[str]:
    """Without what cannot be seen; other white space and control characters as spaces."""
    for character in text.replace("\r\n", "\n").replace("\r", "\n"):
        if character in _HIDDEN:
            continue
        is_space = unicodedata.category(character) in {"Cc", "Zs", "Zl", "Zp"}
        yield " " if is_space and character not in {"\n", "\u00a0"} else character


def _joined_rtl(pairs: list[tuple[str, str]]) -> list[tuple[str, str]]:
    """Spaces, signs and digits between two right-to-left words belong to the same run (UAX #9, rule N1)."""
    joined = list(pairs)
    last: int | None = None
    for place, (_, kind) in enumerate(pairs):
        if kind != "rtl":
            continue
        if last is not None and all(_is_neutral(character) for character, _ in pairs[last + 1 : place]):
            joined[last + 1 : place] = [(character, "rtl") for character, _ in pairs[last + 1 : place]]
        last = place
    return joined


def _is_neutral(character: str) -> bool:
    return character != "\n" and unicodedata.bidirectional(character) not in {"L", "R", "AL"}


def _run(kind: str, text: str) -> str:
    escaped = "".join(
        _ESCAPES.get(character, character) for character in (rtl.shape(text) if kind == "rtl" else text)
    )
    return escaped if not kind else f'<font name="{FALLBACK}">{escaped}</font>'


def blank_safe(text: str) -> str:
    """`text`, or a dash where there is nothing to show."""
    return text if text.strip() else "–"


@lru_cache(maxsize=4)
def load_glyphs(fonts: Path) -> Glyphs:
    """Register the fonts in `fonts` with reportlab and learn what they can draw.

    Raises reportlab's TTFError when a font file is missing or broken: an installation fault, not a user's.
    """
    from reportlab.pdfbase import pdfmetrics
    from reportlab.pdfbase.ttfonts import TTFont

    loaded = {name: TTFont(name, str(fonts / file)) for name, file in _FILES.items()}
    for font in loaded.values():
        _mend_widths(font.face)
        pdfmetrics.registerFont(font)
    for name, (normal, bold, italic, both) in _FAMILIES.items():
        pdfmetrics.registerFontFamily(name, normal=normal, bold=bold, italic=italic, boldItalic=both)
    coverage = {name: frozenset(font.face.charToGlyph) for name, font in loaded.items()}
    everywhere = frozenset.intersection(*(codes for name, codes in coverage.items() if name != FALLBACK))
    return Glyphs(everywhere, coverage[FALLBACK])


def _mend_widths(face: TTFontFace) -> None:
    """Give the glyphs at the end of `hmtx` their width in font units, as the others have (OpenType, hmtx).

    reportlab 5.1 keeps it in thousandths of an em there, and writes it so into the subset of a monospaced font:
    the widths inside the file then contradict those of the PDF, which PDF/A forbids (ISO 19005-3 §6.2.11.5).
    """
    full = int.from_bytes(face.get_table("hhea")[34:36], "big")  # type: ignore[no-untyped-call]
    advance, _ = face.hmetrics[full - 1]
    face.hmetrics[full:] = [(advance, bearing) for _, bearing in face.hmetrics[full:]]
