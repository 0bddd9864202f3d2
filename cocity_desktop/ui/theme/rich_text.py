"""The little markup of texts that QLabel shows with some of their words marked."""

from __future__ import annotations

from cocity_desktop.ui.theme.fonts import escaped
from cocity_desktop.ui.theme.tokens import Token, css


def marked_html(text: str, line: str, ink: Token, ground: Token) -> str:
    """`text` escaped, with a CSS text-decoration `line`, its ink and its ground."""
    style = f"text-decoration:{line}; color:{css(ink)}; background-color:{css(ground)}"
    return f'<span style="{style}">{escaped(text)}</span>'


def paragraph_html(body: str) -> str:
    """`body` (markup already) as one text; line ends become breaks."""
    lines = body.replace("\n", "<br>")
    return f'<p style="margin:0; line-height:116%; color:{css("text")}">{lines}</p>'
