"""The little markup of texts that Qt shows with some of their words marked, and of two columns of them."""

from __future__ import annotations

from typing import TYPE_CHECKING

from cocity_desktop.ui.theme.fonts import escaped, font
from cocity_desktop.ui.theme.tokens import Token, css, px

if TYPE_CHECKING:
    from collections.abc import Iterable


def marked_html(text: str, line: str, ink: Token, ground: Token) -> str:
    """`text` escaped, with a CSS text-decoration `line`, its ink and its ground."""
    style = f"text-decoration:{line}; color:{css(ink)}; background-color:{css(ground)}"
    return f'<span style="{style}">{escaped(text)}</span>'


def paragraph_html(body: str) -> str:
    """`body` (markup already) as one text; line ends become breaks."""
    lines = body.replace("\n", "<br>")
    return f'<p style="margin:0; line-height:116%; color:{css("text")}">{lines}</p>'


def styled_html(body: str, size: int, weight: int, token: Token, *, serif: bool = False) -> str:
    """`body` (markup already) in a face, a size in pixels and a colour of its own."""
    face = font(size, weight, "text") if serif else font(size, weight)
    style = f"font-family:'{face.family()}'; font-size:{px(size)}px; color:{css(token)}"
    return f'<span style="{style}">{body}</span>'


def block_html(body: str, above: int, below: int = 0) -> str:
    """`body` (markup already) as a paragraph with so many pixels over and under it."""
    return f'<p style="margin:{px(above)}px 0 {px(below)}px 0">{body}</p>'


def two_columns_html(rows: Iterable[tuple[str, str]], left: int, padding: int) -> str:
    """Pairs of cells (markup already) side by side, the left ones `left` hundredths wide."""
    cells = "".join(f'<tr><td width="{left}%">{one}</td><td>{other}</td></tr>' for one, other in rows)
    return f'<table width="100%" cellspacing="0" cellpadding="{px(padding)}">{cells}</table>'


def anchored_html(name: str, body: str) -> str:
    """`body` (markup already) that can be found again by a name."""
    return f'<a name="{name}"></a>{body}'
