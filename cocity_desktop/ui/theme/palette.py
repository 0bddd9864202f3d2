"""What Qt itself colours: the palette, and a style sheet for scroll bars and tooltips only.

Everything else is painted: QSS cannot do a ring outside the box, a line that stops before the edge, a tinted icon.
"""

from __future__ import annotations

from PySide6.QtGui import QPalette

from cocity_desktop.ui.theme.tokens import Token, colour, css

_Role = QPalette.ColorRole
_ROLES: tuple[tuple[QPalette.ColorRole, Token], ...] = (
    (_Role.Window, "page"), (_Role.WindowText, "text"), (_Role.Base, "surface"), (_Role.AlternateBase, "sunken"),
    (_Role.Text, "text"), (_Role.PlaceholderText, "muted"), (_Role.Button, "surface"), (_Role.ButtonText, "text"),
    (_Role.Highlight, "selection"), (_Role.HighlightedText, "text"), (_Role.Accent, "primary"),
    (_Role.Link, "primary"), (_Role.LinkVisited, "primary"), (_Role.ToolTipBase, "text"), (_Role.ToolTipText, "page"),
    (_Role.BrightText, "on_primary"), (_Role.Mid, "line"), (_Role.Light, "surface"), (_Role.Midlight, "line"),
    (_Role.Dark, "line"), (_Role.Shadow, "shadow"),
)  # fmt: skip
_DISABLED: tuple[tuple[QPalette.ColorRole, Token], ...] = (
    (_Role.WindowText, "muted"), (_Role.Text, "muted"), (_Role.ButtonText, "muted"), (_Role.Base, "sunken"),
)  # fmt: skip


def palette() -> QPalette:
    """The palette of the scheme in use."""
    made = QPalette()
    for role, token in _ROLES:
        made.setColor(role, colour(token))
    for role, token in _DISABLED:
        made.setColor(QPalette.ColorGroup.Disabled, role, colour(token))
    return made


def style_sheet() -> str:
    """Scroll bars of 12 px with a 6 px handle and no arrows; dark tooltips."""
    return f"""
    QScrollBar:vertical {{ background: transparent; width: 12px; margin: 0; border: 0; }}
    QScrollBar:horizontal {{ background: transparent; height: 12px; margin: 0; border: 0; }}
    QScrollBar::handle {{ background: {css("line")}; border-radius: 3px; margin: 3px; }}
    QScrollBar::handle:vertical {{ min-height: 40px; }}
    QScrollBar::handle:horizontal {{ min-width: 40px; }}
    QScrollBar::handle:hover {{ background: {css("faint")}; }}
    QScrollBar::handle:disabled {{ background: transparent; }}
    QScrollBar::add-line, QScrollBar::sub-line {{ height: 0; width: 0; }}
    QScrollBar::add-page, QScrollBar::sub-page {{ background: transparent; }}
    QToolTip {{ background: {css("text")}; color: {css("page")}; border: 0; padding: 4px 8px; }}
    """
