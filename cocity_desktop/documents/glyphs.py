"""Which font draws which character, so that nothing typed ever vanishes from a page.

Titillium Web, Lora and Roboto Mono cover the languages of western and central Europe, Noto Sans Arabic the Arabic
script. What they lack is drawn with DejaVu Sans (Greek, Cyrillic, Hebrew, Armenian, arrows, signs). What it lacks too
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

LABEL, LABEL_STRONG, TEXT, CODE, ARABIC, ARABIC_STRONG, FALLBACK = (
    "TitilliumWeb",
    "TitilliumWeb-SemiBold",
    "Lora",
    "RobotoMono",
    "NotoSansArabic",
    "NotoSansArabic-Bold",
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
    ARABIC: "NotoSansArabic-Regular.ttf",
    ARABIC_STRONG: "NotoSansArabic-Bold.ttf",
    FALLBACK: "DejaVuSans.ttf",
}
# What <b> and <i> give inside each font: normal, bold, italic, both.
_FAMILIES = {
    LABEL: (LABEL, LABEL_STRONG, "TitilliumWeb-Italic", LABEL_STRONG),
    LABEL_STRONG: (LABEL_STRONG,) * 4,
    TEXT: (TEXT, "Lora-Bold", "Lora-Italic", "Lora-BoldItalic"),
    CODE: (CODE,) * 4,
    ARABIC: (ARABIC, ARABIC_STRONG, ARABIC, ARABIC_STRONG),
    ARABIC_STRONG: (ARABIC_STRONG,) * 4,
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

    def __init__(self, everywhere: frozenset[int], arabic: frozenset[int], fallback: frozenset[int]) -> None:
        self._everywhere = everywhere
        self._arabic = arabic
        self._fallback = fallback
        self._plain = frozenset(filter(self._is_plain, map(chr, everywhere | {0x20})))

    def markup(self, text: str) -> Markup:
        """`text` escaped, line breaks kept, each character with a font that has it."""
        if self._plain.issuperset(text) and unicodedata.is_normalized("NFC", text):
            return Markup(text)
        clean = rtl.shape("".join(_cleaned(unicodedata.normalize("NFC", text))))
        runs = groupby(map(self._pair, clean), key=lambda pair: pair[1])
        return Markup("".join(_run(font, "".join(character for character, _ in run)) for font, run in runs))

    @staticmethod
    def _is_plain(character: str) -> bool:
        """Whether it comes out of `markup` as it is, whatever stands beside it."""
        return character not in _ESCAPES and "".join(_cleaned(character)) == rtl.shape(character) == character

    def lacking(self, text: str) -> set[str]:
        """The characters of `text` that were boxed."""
        clean = _cleaned(unicodedata.normalize("NFC", text))
        return {character for character in clean if self._pair(character)[0] != character}

    def _pair(self, character: str) -> tuple[str, str]:
        """The character, or a box in its place, and the font it needs: "" for any of the text's own."""
        code = ord(character)
        if code in self._everywhere or character in "\n ":
            return character, ""
        if code in self._arabic:
            return character, ARABIC
        # reportlab tells readers the wrong letter for anything beyond the basic plane; a box is more honest.
        if code not in self._fallback or code > 0xFFFF or unicodedata.category(character) == "Co":
            return BOX, FALLBACK
        return character, FALLBACK


def _cleaned(text: str) -> Iterable[str]:
    """Without what cannot be seen; other white space and control characters as spaces."""
    for character in text.replace("\r\n", "\n").replace("\r", "\n"):
        if character in _HIDDEN:
            continue
        is_space = unicodedata.category(character) in {"Cc", "Zs", "Zl", "Zp"}
        yield " " if is_space and character not in {"\n", "\u00a0"} else character


def _run(font: str, text: str) -> str:
    escaped = "".join(_ESCAPES.get(character, character) for character in text)
    return escaped if not font else f'<font name="{font}">{escaped}</font>'


def blank_safe(text: str) -> str:
    """`text`, or a dash where there is nothing to show."""
    return text if text.strip() else "–"


@lru_cache(maxsize=4)
def load_glyphs(fonts: Path) -> Glyphs:
    """Register the fonts in `fonts` with reportlab and learn what they can draw.

    Raises reportlab's TTFError when a font file is missing or broken: an installation fault, not a user's.
    """
    from reportlab.pdfbase import pdfmetrics

    from cocity_desktop.documents.measured import MeasuredFont

    loaded = {name: MeasuredFont(name, str(fonts / file)) for name, file in _FILES.items()}
    for font in loaded.values():
        _mend_widths(font.face)
        pdfmetrics.registerFont(font)
    for name, (normal, bold, italic, both) in _FAMILIES.items():
        pdfmetrics.registerFontFamily(name, normal=normal, bold=bold, italic=italic, boldItalic=both)
    coverage = {name: frozenset(font.face.charToGlyph) for name, font in loaded.items()}
    everywhere = frozenset.intersection(
        *(codes for name, codes in coverage.items() if name not in {ARABIC, ARABIC_STRONG, FALLBACK})
    )
    arabic = frozenset(code for code in coverage[ARABIC] if _is_arabic(code))
    return Glyphs(everywhere, arabic, coverage[FALLBACK])


def _is_arabic(code: int) -> bool:
    """Letters, marks and signs of the Arabic script; its font also has digits and stops, which the text's own draw."""
    return "ARABIC" in unicodedata.name(chr(code), "")


def _mend_widths(face: TTFontFace) -> None:
    """Give the glyphs at the end of `hmtx` their width in font units, as the others have (OpenType, hmtx).

    reportlab 5.1 keeps it in thousandths of an em there, and writes it so into the subset of a monospaced font:
    the widths inside the file then contradict those of the PDF, which PDF/A forbids (ISO 19005-3 §6.2.11.5).
    """
    full = int.from_bytes(face.get_table("hhea")[34:36], "big")  # type: ignore[no-untyped-call]
    advance, _ = face.hmetrics[full - 1]
    face.hmetrics[full:] = [(advance, bearing) for _, bearing in face.hmetrics[full:]]
