"""The structure tree of a tagged PDF (ISO 32000-1 §14.7): built while a document is composed, written at the end.

reportlab draws pages and knows nothing of structure. So the tree is kept here in plain Python: composing adds
elements in reading order, drawing adds to each element the marks it left on the pages, and `write_structure`
turns it into PDF objects when all pages exist.
"""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import TYPE_CHECKING, NamedTuple, TypeAlias

if TYPE_CHECKING:
    from collections.abc import Callable

    import pikepdf

Attributes: TypeAlias = dict[str, str | int | tuple[float, ...]]
"""Attributes of one owner: strings become PDF names, numbers integers, tuples arrays."""


_EVERY = 500
"""Elements written between two ticks."""


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


def write_structure(
    pdf: pikepdf.Pdf, root: Element, language: str, tick: Callable[[], object] = lambda: None
) -> None:
    """Put the tree into `pdf`: StructTreeRoot, ParentTree, and what says that the file is tagged.

    `language` is a BCP 47 tag. Every page must be there already, with the marks the tree speaks of. `tick` is called now and
    then and may raise to stop.
    """
    from pikepdf import Dictionary, Name, String

    writer = _Writer(pdf, tick)
    top = pdf.make_indirect(Dictionary(Type=Name.StructTreeRoot))
    top.K = writer.element(root, top)
    top.ParentTree = writer.parent_tree()
    top.ParentTreeNextKey = len(pdf.pages)
    pdf.Root.StructTreeRoot = top
    pdf.Root.MarkInfo = Dictionary(Marked=True)
    pdf.Root.Lang = String(language)
    pdf.Root.ViewerPreferences = Dictionary(DisplayDocTitle=True)
    for number, page in enumerate(pdf.pages):
        page.obj.StructParents = number
        page.obj.Tabs = Name.S


class _Writer:
    """One pass over the tree that also notes which element each mark belongs to."""

    def __init__(self, pdf: pikepdf.Pdf, tick: Callable[[], object]) -> None:
        self._pdf, self._tick, self._made = pdf, tick, 0
        self._pages = [page.obj for page in pdf.pages]
        self._parents: list[dict[int, pikepdf.Object]] = [{} for _ in self._pages]

    def element(self, element: Element, parent: pikepdf.Object) -> pikepdf.Object:
        from pikepdf import Array, Dictionary, Name, String

        if self._made % _EVERY == 0:
            self._tick()
        self._made += 1
        made = self._pdf.make_indirect(Dictionary(Type=Name.StructElem, S=Name("/" + element.tag), P=parent))
        if element.alt:
            made.Alt = String(element.alt)
        if element.spoken:
            made.ActualText = String(element.spoken)
        if element.language:
            made.Lang = String(element.language)
        if element.attributes:
            made.A = Array([_attributes(owner, values) for owner, values in element.attributes.items()])
        kids = [self._kid(kid, made) for kid in element.kids]
        if kids:
            made.K = Array(kids)
        return made

    def _kid(self, kid: Element | Mark, parent: pikepdf.Object) -> pikepdf.Object:
        from pikepdf import Dictionary, Name

        if isinstance(kid, Element):
            return self.element(kid, parent)
        self._parents[kid.page - 1][kid.mcid] = parent
        return Dictionary(Type=Name.MCR, Pg=self._pages[kid.page - 1], MCID=kid.mcid)

    def parent_tree(self) -> pikepdf.Object:
        """A number tree from page to the elements of its marks, in the order of their identifiers."""
        from pikepdf import Array, Dictionary

        numbers = Array()
        for page, parents in enumerate(self._parents):
            numbers.append(page)
            numbers.append(self._pdf.make_indirect(Array([parents[mcid] for mcid in sorted(parents)])))
        return self._pdf.make_indirect(Dictionary(Nums=numbers))


def _attributes(owner: str, values: Attributes) -> pikepdf.Object:
    from pikepdf import Array, Dictionary, Name

    made = Dictionary(O=Name("/" + owner))
    for key, value in values.items():
        if isinstance(value, str):
            made[Name("/" + key)] = Name("/" + value)
        elif isinstance(value, tuple):
            made[Name("/" + key)] = Array([round(number, 2) for number in value])
        else:
            made[Name("/" + key)] = value
    return made
