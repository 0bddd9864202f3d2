"""From the structure tree of `structure` to PDF objects: StructTreeRoot, ParentTree, and what says that a file is tagged."""

from __future__ import annotations

from typing import TYPE_CHECKING

from pikepdf import Array, Dictionary, Name, String

from cocity_desktop.documents.structure import Element

if TYPE_CHECKING:
    from collections.abc import Callable

    import pikepdf

    from cocity_desktop.documents.structure import Attributes, Mark

_EVERY = 500
"""Elements written between two ticks."""


def write_structure(
    pdf: pikepdf.Pdf, root: Element, language: str, tick: Callable[[], object] = lambda: None
) -> None:
    """Put the tree into `pdf`: StructTreeRoot, ParentTree, and what says that the file is tagged.

    `language` is a BCP 47 tag. Every page must be there already, with the marks the tree speaks of. `tick` is called now and
    then and may raise to stop.
    """
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
        if isinstance(kid, Element):
            return self.element(kid, parent)
        self._parents[kid.page - 1][kid.mcid] = parent
        return Dictionary(Type=Name.MCR, Pg=self._pages[kid.page - 1], MCID=kid.mcid)

    def parent_tree(self) -> pikepdf.Object:
        """A number tree from page to the elements of its marks, in the order of their identifiers."""
        numbers = Array()
        for page, parents in enumerate(self._parents):
            numbers.append(page)
            numbers.append(self._pdf.make_indirect(Array([parents[mcid] for mcid in sorted(parents)])))
        return self._pdf.make_indirect(Dictionary(Nums=numbers))


def _attributes(owner: str, values: Attributes) -> pikepdf.Object:
    made = Dictionary(O=Name("/" + owner))
    for key, value in values.items():
        if isinstance(value, str):
            made[Name("/" + key)] = Name("/" + value)
        elif isinstance(value, tuple):
            made[Name("/" + key)] = Array([round(number, 2) for number in value])
        else:
            made[Name("/" + key)] = value
    return made
