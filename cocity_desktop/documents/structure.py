"""The structure tree of a tagged PDF (ISO 32000-1 §14.7): built while a document is composed, written at the end.

reportlab draws pages and knows nothing of structure. So the tree is kept here in plain Python: composing adds
elements in reading order, drawing adds to each element the marks it left on the pages, and `structure_writer`
turns it into PDF objects when all pages exist.
"""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import NamedTuple, TypeAlias

Attributes: TypeAlias = dict[str, str | int | tuple[float, ...]]
"""Attributes of one owner: strings become PDF names, numbers integers, tuples arrays."""


class Mark(NamedTuple):
    """A piece of marked content: on page `page` (from 1), the one with the identifier `mcid` (from 0)."""

    page: int
    mcid: int


class Marks:
    """Hands out the identifiers of marked content, which count from 0 on each page."""

    def __init__(self) -> None:
        self._next: dict[int, int] = {}

    def take(self, page: int) -> Mark:
        mcid = self._next.get(page, 0)
        self._next[page] = mcid + 1
        return Mark(page, mcid)


@dataclass(slots=True)
class Element:
    """An element of the tree. `tag` is a standard type ("H1", "P", "LI", "TD", "Figure"; ISO 32000-1 §14.8.4).

    `attributes` are by owner ("Table", "List", "Layout"); `alt` is what is read in place of a figure, `spoken` in
    place of text whose letters are drawn in another order; `language` a BCP 47 tag where it is not the document's.
    """

    tag: str
    marks: Marks
    kids: list[Element | Mark] = field(default_factory=list)
    attributes: dict[str, Attributes] = field(default_factory=dict)
    alt: str = ""
    spoken: str = ""
    language: str = ""

    def add(self, tag: str, *, alt: str = "", attributes: dict[str, Attributes] | None = None) -> Element:
        """A new element, last among the children of this one."""
        child = Element(tag, self.marks, alt=alt, attributes=attributes or {})
        self.kids.append(child)
        return child

    def mark(self, page: int) -> int:
        """The identifier for a piece of content of this element drawn on `page` (from 1)."""
        mark = self.marks.take(page)
        self.kids.append(mark)
        return mark.mcid


def new_tree() -> Element:
    """An empty tree: its root is the element Document."""
    return Element("Document", Marks())
