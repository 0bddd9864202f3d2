"""The table of colours, sizes and type: the one place where a number of the look is written.

Nothing keeps a colour: painted widgets and delegates ask `colour(token)` each time they paint, so that a change of
scheme needs only a repaint. The dark ink on the light blue primary and the separate `control` line are measured
choices (a test computes every contrast from these tables).
"""

from __future__ import annotations

from typing import Literal, get_args

from PySide6.QtGui import QColor

Token = Literal[
    "page", "surface", "sunken", "line", "control", "text", "muted", "faint", "primary", "primary_hover",
    "primary_press", "on_primary", "selection", "on_selection", "hover", "success", "success_bg", "warning",
    "warning_bg", "danger", "danger_text", "danger_bg", "danger_hover", "danger_press", "on_danger", "amber",
    "shadow", "track", "halo", "inverse_link",
]  # fmt: skip
TOKENS: tuple[Token, ...] = get_args(Token)

Scheme = Literal["light", "dark"]
Tone = Literal["neutral", "primary", "success", "warning", "danger", "text"]

LIGHT: dict[Token, str] = {
    "page": "#F5F7FA", "surface": "#FFFFFF", "sunken": "#EEF2F6", "line": "#D9E1E8", "control": "#7A8B9C",
    "text": "#17334F", "muted": "#5D7083", "faint": "#7A8B9C",
    "primary": "#0066CC", "primary_hover": "#0059B3", "primary_press": "#004D99", "on_primary": "#FFFFFF",
    "selection": "#E6F0FA", "on_selection": "#4B6075", "hover": "#F0F4F8",
    "success": "#008055", "success_bg": "#EDF7F3", "warning": "#995C00", "warning_bg": "#FFF3E0",
    "danger": "#CC334D", "danger_text": "#B92B44", "danger_bg": "#FBEBEE",
    "danger_hover": "#B92B44", "danger_press": "#9E2138", "on_danger": "#FFFFFF",
    "amber": "#B86E00", "shadow": "#17334F", "track": "#E3EAF0", "halo": "#B3D1F0", "inverse_link": "#8CC4FF",
}  # fmt: skip
DARK: dict[Token, str] = {
    "page": "#0F1B26", "surface": "#162635", "sunken": "#1B2E40", "line": "#2A3D50", "control": "#6F869C",
    "text": "#E8EEF4", "muted": "#9DB2C6", "faint": "#6F869C",
    "primary": "#5CA8FF", "primary_hover": "#7DBAFF", "primary_press": "#9CCBFF", "on_primary": "#0B1A29",
    "selection": "#1B3A5A", "on_selection": "#B5C7D8", "hover": "#1B2D3E",
    "success": "#4CC796", "success_bg": "#143730", "warning": "#F0B04D", "warning_bg": "#392E1A",
    "danger": "#FF8095", "danger_text": "#FF8A9D", "danger_bg": "#3E2430",
    "danger_hover": "#FF9CAD", "danger_press": "#FFB8C4", "on_danger": "#0B1A29",
    "amber": "#F0A63A", "shadow": "#000000", "track": "#26394C", "halo": "#27527F", "inverse_link": "#0052A3",
}  # fmt: skip
TABLES: dict[Scheme, dict[Token, str]] = {"light": LIGHT, "dark": DARK}

# Ink and ground of what tells a state: chips, notices, words in lists.
TONES: dict[Tone, tuple[Token, Token]] = {
    "neutral": ("muted", "sunken"),
    "primary": ("primary", "selection"),
    "success": ("success", "success_bg"),
    "warning": ("warning", "warning_bg"),
    "danger": ("danger_text", "danger_bg"),
    "text": ("text", "sunken"),
}

SPACE = (4, 8, 12, 16, 24, 32)
RADIUS = 6
SIZES = (13, 15, 18, 24, 32)


class _State:
    """The table and the text factor in use; module-level so that a look-up costs two attribute reads."""

    scheme: Scheme = "light"
    table: dict[Token, str] = LIGHT
    factor: float = 1.0


_state = _State()


def use(scheme: Scheme) -> None:
    """Swap the table. `scheme.apply` is what also repaints; tests call this one alone."""
    _state.scheme = scheme
    _state.table = TABLES[scheme]


def current() -> Scheme:
    """The scheme whose table is in use."""
    return _state.scheme


def colour(token: Token) -> QColor:
    """A fresh QColor of `token` in the scheme in use. Raises KeyError for a token that is not in the table."""
    return QColor(_state.table[token])


def css(token: Token) -> str:
    """`token` as #RRGGBB, for rich text and style sheets."""
    return _state.table[token]


def ink(tone: Tone) -> Token:
    """The token of the words of a tone."""
    return TONES[tone][0]


def ground(tone: Tone) -> Token:
    """The token of the tint behind a tone."""
    return TONES[tone][1]


def set_text_scale(factor: float) -> None:
    """The person's text size, 1.0 to 2.0: everything measured with `px` or `font` follows, at the next construction."""
    _state.factor = min(2.0, max(0.8, factor))


def text_scale() -> float:
    """The factor in use."""
    return _state.factor


def px(size: float) -> int:
    """A length of the design, in device-independent pixels at the person's text size."""
    return round(size * _state.factor)


def _linear(channel: float) -> float:
    return channel / 12.92 if channel <= 0.03928 else ((channel + 0.055) / 1.055) ** 2.4


def luminance(colour_: str) -> float:
    """Relative luminance of a #RRGGBB colour, 0 to 1 (WCAG 2.1, definition of relative luminance)."""
    q = QColor(colour_)
    red, green, blue = (_linear(c) for c in (q.redF(), q.greenF(), q.blueF()))
    return 0.2126 * red + 0.7152 * green + 0.0722 * blue


def contrast(one: str, other: str) -> float:
    """Contrast ratio of two #RRGGBB colours, 1 to 21 (WCAG 2.1, definition of contrast ratio)."""
    high, low = sorted((luminance(one), luminance(other)), reverse=True)
    return (high + 0.05) / (low + 0.05)
