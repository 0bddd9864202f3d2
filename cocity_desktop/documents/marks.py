"""Markup for files without fonts of their own: nothing is boxed or turned around, what is bold or raised becomes runs."""

from __future__ import annotations

import re
from html import escape, unescape
from typing import NamedTuple, Protocol

from cocity_desktop.documents.glyphs import Markup


class Marks(Protocol):
    """Makes pieces of text; `composer.Composer` for pages, `PlainMarks` for office files."""

    def text(self, text: str) -> Markup:
        """Typed text, safe to stand in markup."""
        ...

    def bold(self, text: str) -> Markup:
        """Set off from what stands around it."""
        ...

    def muted(self, text: str) -> Markup:
        """Less than what stands around it."""
        ...

    def code(self, text: str) -> Markup:
        """Signs that are compared one by one."""
        ...

    def raised(self, text: str) -> Markup:
        """Above the line, as the number of a note."""
        ...


class Run(NamedTuple):
    """A piece of text inside a paragraph."""

    text: str
    strong: bool = False
    raised: bool = False


class PlainMarks:
    """Satisfies `Marks`."""

    def text(self, text: str) -> Markup:
        return Markup(escape(text, quote=False).replace("\n", "<br/>"))

    def bold(self, text: str) -> Markup:
        return Markup(f"<b>{self.text(text)}</b>")

    def muted(self, text: str) -> Markup:
        return self.text(text)

    def code(self, text: str) -> Markup:
        return self.text(text)

    def raised(self, text: str) -> Markup:
        return Markup(f"<super>{self.text(text)}</super>")


def runs_of(markup: Markup) -> tuple[Run, ...]:
    """The runs of what `PlainMarks` made; tags that only say a font are passed over."""
    runs: list[Run] = []
    strong = raised = False
    for tag, text in _PIECES.findall(markup):
        if tag in ("<b>", "</b>"):
            strong = tag == "<b>"
        elif tag in ("<super>", "</super>"):
            raised = tag == "<super>"
        elif tag == "<br/>":
            runs.append(Run("\n"))
        elif text:
            runs.append(Run(unescape(text), strong, raised))
    return tuple(runs)


def words_of(markup: Markup) -> str:
    """The text of what `PlainMarks` made."""
    return "".join(run.text for run in runs_of(markup))


_PIECES = re.compile(r"(<[^>]*>)|([^<]+)")
