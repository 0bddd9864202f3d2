"""Numbered lists in DOCX that begin anew: python-docx knows the style, not the numbering behind it (ECMA-376-1 §17.9)."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from docx.oxml import OxmlElement
from docx.oxml.ns import qn

if TYPE_CHECKING:
    from docx.document import Document
    from docx.text.paragraph import Paragraph

_DECIMAL, _LETTERS = 90, 91
"""Ids of our two kinds of numbering; the library's own template has lower ones."""
_HANG = 454
"""How far text stands in from its number, in twentieths of a point (8 mm)."""


class Lists:
    """Hands out numberings; each counts from one."""

    def __init__(self, file: Document) -> None:
        self._root: Any = file.part.numbering_part.element
        first = self._root.find(qn("w:num"))
        for kind, form, text in ((_DECIMAL, "decimal", "%1."), (_LETTERS, "lowerLetter", "%1)")):
            first.addprevious(_abstract(kind, form, text))  # the schema wants these before all w:num
        self._next = max(int(num.get(qn("w:numId"))) for num in self._root.findall(qn("w:num"))) + 1

    def begin(self, *, letters: bool, start: int = 1) -> int:
        """The id of a new list, which counts from `start`."""
        made = _element("w:num", numId=self._next)
        made.append(_element("w:abstractNumId", val=_LETTERS if letters else _DECIMAL))
        anew = _element("w:lvlOverride", ilvl=0)
        anew.append(_element("w:startOverride", val=start))
        made.append(anew)
        self._root.append(made)
        self._next += 1
        return self._next - 1

    def put(self, paragraph: Paragraph, numbering: int) -> None:
        """Make `paragraph` an item of the list."""
        place: Any = paragraph._p.get_or_add_pPr().get_or_add_numPr()  # noqa: SLF001
        place.get_or_add_ilvl().val, place.get_or_add_numId().val = 0, numbering


def _abstract(kind: int, form: str, text: str) -> Any:
    made = _element("w:abstractNum", abstractNumId=kind)
    made.append(_element("w:multiLevelType", val="singleLevel"))
    level = _element("w:lvl", ilvl=0)
    for name, value in (("w:start", 1), ("w:numFmt", form), ("w:lvlText", text), ("w:lvlJc", "left")):
        level.append(_element(name, val=value))
    about = _element("w:pPr")
    about.append(_element("w:ind", left=_HANG, hanging=_HANG))
    level.append(about)
    made.append(level)
    return made


def _element(name: str, **values: object) -> Any:
    made: Any = OxmlElement(name)
    for key, value in values.items():
        made.set(qn(f"w:{key}"), str(value))
    return made
