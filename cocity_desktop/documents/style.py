"""The look on paper: the same tokens as on screen, in points, chosen to be read in black and white.

A4, 30 mm at the sides so that a line of text has some 70 letters, everything on a grid of 4 points. Ink is the
screen's text colour, nearly black when printed; grey never carries meaning alone.
"""

from __future__ import annotations

from functools import lru_cache
from typing import Any

from reportlab.lib.colors import HexColor
from reportlab.lib.pagesizes import A4
from reportlab.lib.styles import ParagraphStyle
from reportlab.lib.units import mm

from cocity_desktop.documents.glyphs import CODE, LABEL, LABEL_STRONG, TEXT

INK = HexColor(0x17334F)
MUTED = HexColor(0x55677A)
LINE = HexColor(0xC4CFD9)
STRONG_LINE = HexColor(0x17334F)
GROUND = HexColor(0xF0F4F8)
WATERMARK = HexColor(0xEEF1F5)
SOLID = HexColor(0x17334F)

PAGE_WIDTH, PAGE_HEIGHT = A4
SIDE = 30 * mm
TOP = 30 * mm
BOTTOM = 28 * mm
WIDTH = PAGE_WIDTH - 2 * SIDE
"""The width of the text, in points."""
HANG = 24.0
"""How far text stands in from its number, in points."""
ENTRY = 92.0
"""How far a line of notes stands in from its time and kind, in points."""
TIMED = 40.0
"""How far a paragraph stands in from its time, in points."""

_BODY = {"fontName": TEXT, "fontSize": 10.5, "leading": 16, "textColor": INK, "spaceAfter": 6}
_LABEL = {"fontName": LABEL, "fontSize": 9, "leading": 12, "textColor": MUTED}
SMALLEST = 9.0
"""The smallest letters that a text may shrink to, in points."""
_TIGHTEST = 1.3
_LENGTHS = {"fontSize", "leading", "spaceBefore", "spaceAfter", "leftIndent", "rightIndent", "bulletFontSize"}
_STYLES: dict[str, dict[str, Any]] = {
    "body": _BODY,
    "lead": {**_BODY, "fontSize": 12, "leading": 18},
    "numbered": {**_BODY, "leftIndent": HANG, "spaceAfter": 8},
    "item": {**_BODY, "leftIndent": HANG, "spaceAfter": 4},
    "quote": {**_BODY, "fontName": "Lora-Italic", "leftIndent": HANG, "spaceAfter": 4},
    "empty": {**_BODY, "fontName": "Lora-Italic", "textColor": MUTED},
    "entry_body": {**_BODY, "leftIndent": ENTRY, "spaceAfter": 6},
    "timed_body": {**_BODY, "leftIndent": TIMED, "spaceAfter": 6},
    "timed_tight": {**_BODY, "leftIndent": TIMED, "spaceAfter": 1},
    "timed_small": {**_LABEL, "leftIndent": TIMED, "spaceAfter": 6},
    "timed_decision": {**_BODY, "fontName": "Lora-Bold", "leftIndent": TIMED, "spaceAfter": 2},
    "timed_reservation": {**_BODY, "leftIndent": TIMED, "spaceAfter": 8},
    "tight": {**_BODY, "spaceAfter": 1},
    "entry_tight": {**_BODY, "leftIndent": ENTRY, "spaceAfter": 1},
    "entry_small": {**_LABEL, "leftIndent": ENTRY, "spaceAfter": 6},
    "entry_decision": {**_BODY, "fontName": "Lora-Bold", "leftIndent": ENTRY, "spaceAfter": 2},
    "entry_reservation": {**_BODY, "leftIndent": ENTRY, "spaceAfter": 8},
    "h1": {"fontName": LABEL_STRONG, "fontSize": 24, "leading": 30, "textColor": INK, "spaceAfter": 6},
    "h2": {
        "fontName": LABEL_STRONG,
        "fontSize": 15,
        "leading": 20,
        "textColor": INK,
        "spaceBefore": 20,
        "spaceAfter": 4,
    },
    "h2_under": {"fontName": LABEL_STRONG, "fontSize": 15, "leading": 20, "textColor": INK, "spaceAfter": 4},
    "h3": {
        "fontName": LABEL_STRONG,
        "fontSize": 11.5,
        "leading": 16,
        "textColor": INK,
        "spaceBefore": 12,
        "spaceAfter": 4,
    },
    "when": {"fontName": LABEL_STRONG, "fontSize": 16, "leading": 22, "textColor": INK, "spaceAfter": 0},
    "kind": {**_LABEL, "fontName": LABEL_STRONG, "fontSize": 10.5, "leading": 16},
    "opening": {**_BODY, "spaceBefore": 8, "spaceAfter": 4},
    "formula": {**_BODY, "fontName": "Lora-Italic", "fontSize": 12, "leading": 18},
    "under_heading": {**_LABEL, "spaceAfter": 6},
    "signatory": {
        "fontName": LABEL_STRONG,
        "fontSize": 10.5,
        "leading": 15,
        "textColor": INK,
        "spaceBefore": 8,
    },
    "decision": {**_BODY, "fontName": "Lora-Bold", "spaceBefore": 12, "spaceAfter": 2},
    "reservation_lead": {**_LABEL, "textColor": INK, "spaceBefore": 4},
    "small_ink": {**_LABEL, "fontSize": 10, "leading": 15, "textColor": INK},
    "reservation": {**_BODY, "spaceAfter": 4},
    "passphrase": {
        "fontName": CODE,
        "fontSize": 16,
        "leading": 28,
        "textColor": INK,
        "spaceBefore": 12,
        "spaceAfter": 12,
    },
    "eyebrow": {**_LABEL, "fontName": LABEL_STRONG, "fontSize": 9, "spaceBefore": 20},
    "house": {"fontName": LABEL_STRONG, "fontSize": 11, "leading": 14, "textColor": INK},
    "label": {**_LABEL, "spaceAfter": 4},
    "small": {**_LABEL, "spaceAfter": 2},
    "small_right": {**_LABEL, "alignment": 2},
    "fact_name": {**_LABEL, "fontSize": 10, "leading": 15},
    "fact": {**_LABEL, "fontSize": 10, "leading": 15, "textColor": INK},
    "th": {**_LABEL, "fontName": LABEL_STRONG, "fontSize": 8.5, "leading": 12},
    "th_right": {**_LABEL, "fontName": LABEL_STRONG, "fontSize": 8.5, "leading": 12, "alignment": 2},
    "group": {"fontName": LABEL_STRONG, "fontSize": 9.5, "leading": 14, "textColor": INK},
    "group_right": {"fontName": LABEL, "fontSize": 9.5, "leading": 14, "textColor": INK, "alignment": 2},
    "cell": {"fontName": TEXT, "fontSize": 9.5, "leading": 14, "textColor": INK},
    "cell_label": {"fontName": LABEL, "fontSize": 9.5, "leading": 14, "textColor": INK},
    "cell_right": {"fontName": LABEL, "fontSize": 9.5, "leading": 14, "textColor": INK, "alignment": 2},
    "cell_code": {"fontName": CODE, "fontSize": 8.5, "leading": 14, "textColor": INK},
    "picture": {**_LABEL, "fontSize": 8.5, "leading": 10, "textColor": INK},
    "running": {**_LABEL, "fontSize": 8, "leading": 10},
    "running_right": {**_LABEL, "fontSize": 8, "leading": 10, "alignment": 2},
}


@lru_cache(maxsize=256)
def style(name: str, scale: float = 1.0, *, from_right: bool = False) -> ParagraphStyle:
    """A paragraph style by its name above, `scale` times as large, or mirrored. Raises KeyError for another.

    No letter becomes smaller than `SMALLEST` (or than it was), however small the `scale`.
    """
    shared: dict[str, Any] = {
        "splitLongWords": 1,
        "allowWidows": 0,
        "allowOrphans": 0,
        "bulletFontName": LABEL,
        "bulletFontSize": 9.5,
        "bulletIndent": 0,
        "bulletColor": MUTED,
    }
    values = shared | _STYLES[name]
    size = values["fontSize"]
    for key in _LENGTHS & values.keys():
        values[key] = values[key] * scale
    values["fontSize"] = max(values["fontSize"], min(size, SMALLEST))
    values["leading"] = max(values["leading"], values["fontSize"] * _TIGHTEST)
    return ParagraphStyle(name, None, **(_mirrored(values) if from_right else values))


def _mirrored(values: dict[str, Any]) -> dict[str, Any]:
    """Left and right exchanged: text that was flush left is flush right."""
    return values | {
        "alignment": {0: 2, 2: 0}.get(values.get("alignment", 0), 1),
        "leftIndent": values.get("rightIndent", 0),
        "rightIndent": values.get("leftIndent", 0),
    }
