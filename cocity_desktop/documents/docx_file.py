"""Minutes and pacts as DOCX (ECMA-376), with the named styles that word processors know, through python-docx."""

from __future__ import annotations

import io
from datetime import UTC
from typing import TYPE_CHECKING, Any

import docx
from docx.enum.table import WD_TABLE_ALIGNMENT
from docx.enum.text import WD_ALIGN_PARAGRAPH
from docx.oxml import OxmlElement
from docx.oxml.ns import qn
from docx.shared import Mm, Pt, RGBColor

from cocity_desktop.documents.docx_lists import Lists
from cocity_desktop.documents.office import OfficeFacts, Run, resealed, xml_text
from cocity_desktop.documents.office_minutes import compose_minutes, office_facts
from cocity_desktop.documents.office_pact import compose_pact, pact_office_facts
from cocity_desktop.localization import _

if TYPE_CHECKING:
    from collections.abc import Sequence

    from docx.styles.style import ParagraphStyle
    from docx.table import Table
    from docx.text.paragraph import Paragraph

    from cocity_desktop.application.document_views import PactDocument
    from cocity_desktop.application.minutes_views import MinutesDocument

_TEXT, _LABEL = "Lora", "Titillium Web"
_INK, _MUTED = RGBColor(0x17, 0x33, 0x4F), RGBColor(0x55, 0x67, 0x7A)
_WIDTH = Mm(160)
# Fonts are named, not carried: what stands in for them where they are not installed (ECMA-376-1 §17.8.3.1).
_FONT_TABLE = (
    b'<?xml version="1.0" encoding="UTF-8" standalone="yes"?>\n'
    b'<w:fonts xmlns:w="http://schemas.openxmlformats.org/wordprocessingml/2006/main">'
    b'<w:font w:name="Lora"><w:altName w:val="Georgia"/><w:family w:val="roman"/></w:font>'
    b'<w:font w:name="Titillium Web"><w:altName w:val="Calibri"/><w:family w:val="swiss"/></w:font>'
    b"</w:fonts>"
)
# Style: font, size in points, bold, italic, colour, space before and after in points.
_STYLES: dict[str, tuple[str, float, bool, bool, RGBColor, float, float]] = {
    "Normal": (_TEXT, 10.5, False, False, _INK, 0, 6),
    "Title": (_LABEL, 24, True, False, _INK, 0, 6),
    "Subtitle": (_LABEL, 10.5, True, False, _MUTED, 0, 0),
    "Heading 1": (_LABEL, 18, True, False, _INK, 18, 4),
    "Heading 2": (_LABEL, 14, True, False, _INK, 16, 4),
    "Quote": (_TEXT, 10.5, False, True, _INK, 0, 6),
    "List Bullet": (_TEXT, 10.5, False, False, _INK, 0, 4),
    "List Number": (_TEXT, 10.5, False, False, _INK, 0, 6),
    "Header": (_LABEL, 8, False, False, _MUTED, 0, 0),
    "Caption": (_LABEL, 9, False, False, _MUTED, 0, 6),
    "Footer": (_LABEL, 8, False, False, _MUTED, 0, 0),
}


def minutes_docx(doc: MinutesDocument) -> bytes:
    """The minutes as a DOCX file in the language in use. The same document gives the same bytes."""
    return compose_minutes(_DocxWriter(office_facts(doc)), doc)


def pact_docx(doc: PactDocument) -> bytes:
    """The pact as a DOCX file in the language in use. The same document gives the same bytes."""
    return compose_pact(_DocxWriter(pact_office_facts(doc)), doc)


class _DocxWriter:
    """Satisfies `office.Writer`."""

    def __init__(self, facts: OfficeFacts) -> None:
        self._file = docx.Document()
        self._describe(facts)
        self._set_styles(facts.language)
        self._set_page(facts)
        self._lists = Lists(self._file)

    def title(self, kind: str, text: str) -> None:
        self._add("Subtitle", Run(kind))
        self._add("Title", Run(text))

    def heading(self, level: int, text: str, *, new_page: bool = False) -> None:
        made = self._add(f"Heading {level}", Run(text))
        if new_page:
            made.paragraph_format.page_break_before = True

    def paragraph(self, *runs: Run) -> None:
        self._add("Normal", *runs)

    def remark(self, text: str) -> None:
        if text:
            self._add("Caption", Run(text))

    def item(self, *runs: Run) -> None:
        self._add("List Bullet", *runs)

    def numbered(self, items: Sequence[Sequence[Run]], *, letters: bool = False, start: int = 1) -> None:
        if not items:
            return
        numbering = self._lists.begin(letters=letters, start=start)
        for runs in items:
            self._lists.put(self._add("List Number", *runs), numbering)

    def quote(self, *runs: Run) -> None:
        self._add("Quote", *runs)

    def table(self, headings: Sequence[str], rows: Sequence[Sequence[str]], shares: Sequence[int]) -> None:
        head = [Run(text, strong=True) for text in headings]
        table = self._table([head, *([Run(text) for text in texts] for texts in rows)], shares)
        _mark_row(table.rows[0], "w:tblHeader")

    def totalled(self, headings: Sequence[str], rows: Sequence[Sequence[str]], shares: Sequence[int]) -> None:
        head = [Run(text, strong=True) for text in headings]
        *parties, total = [[Run(text) for text in texts] for texts in rows]
        table = self._table([head, *parties, [Run(run.text, strong=True) for run in total]], shares)
        _mark_row(table.rows[0], "w:tblHeader")
        for row in table.rows:
            for cell in row.cells[1:]:
                cell.paragraphs[0].alignment = WD_ALIGN_PARAGRAPH.RIGHT

    def facts(self, pairs: Sequence[tuple[str, str]]) -> None:
        table = self._table([(Run(name, strong=True), Run(value)) for name, value in pairs], (28, 72))
        _name_rows(table)

    def signing(self, labels: Sequence[str]) -> None:
        for place, label in enumerate(labels, start=1):
            about = self._add("Normal", Run(f"{label}: {'_' * 40}")).paragraph_format
            about.space_before, about.keep_with_next = Pt(18), place < len(labels)

    def finished(self) -> bytes:
        made = io.BytesIO()
        self._file.save(made)
        return resealed(made.getvalue(), {"word/fontTable.xml": _FONT_TABLE}, "[Content_Types].xml")

    def _table(self, rows: Sequence[Sequence[Run]], shares: Sequence[int]) -> Table:
        table: Table = self._file.add_table(rows=0, cols=len(shares), style="Table Grid")
        table.alignment = WD_TABLE_ALIGNMENT.LEFT
        table.autofit = False
        for column, share in zip(table.columns, shares, strict=True):  # what LibreOffice goes by
            column.width = int(_WIDTH * share / 100)
        for runs in rows:
            row = table.add_row()  # type: ignore[no-untyped-call]
            _mark_row(row, "w:cantSplit")
            for cell, run, share in zip(row.cells, runs, shares, strict=True):
                cell.width = int(_WIDTH * share / 100)
                _fill(cell.paragraphs[0], (run,)).paragraph_format.space_after = Pt(2)
        self._add("Caption")
        return table

    def _add(self, style: str, *runs: Run) -> Paragraph:
        return _fill(self._file.add_paragraph(style=style), runs)

    def _describe(self, facts: OfficeFacts) -> None:
        about = self._file.core_properties
        about.title, about.author, about.subject = (
            xml_text(text)[:255] for text in (facts.title, facts.author, facts.subject)
        )
        about.language, about.comments, about.keywords = facts.language, "", ""
        about.last_modified_by = about.author
        about.created = about.modified = facts.made_at.astimezone(UTC).replace(tzinfo=None)
        about.revision = 1

    def _set_styles(self, language: str) -> None:
        styles: Any = self._file.styles
        for mark in styles.element.xpath("w:docDefaults//w:lang"):
            mark.set(qn("w:val"), language)
        for name, (font, size, bold, italic, colour, before, after) in _STYLES.items():
            style: ParagraphStyle = styles[name]
            _set_font(style, font)
            style.font.size, style.font.bold, style.font.italic = Pt(size), bold, italic
            style.font.color.rgb = colour
            style.paragraph_format.space_before, style.paragraph_format.space_after = Pt(before), Pt(after)
        styles["Quote"].paragraph_format.left_indent = Mm(8)
        styles["Caption"].paragraph_format.keep_with_next = True
        for close in styles["List Number"].element.xpath("w:pPr/w:contextualSpacing"):
            close.getparent().remove(close)
        for line in styles["Table Grid"].element.xpath("w:tblPr/w:tblBorders/*"):
            line.set(qn("w:color"), "C4CFD9")

    def _set_page(self, facts: OfficeFacts) -> None:
        section = self._file.sections[0]
        section.page_width, section.page_height = Mm(210), Mm(297)
        section.left_margin = section.right_margin = Mm(25)
        section.top_margin = section.bottom_margin = Mm(25)
        if facts.header:
            section.header.paragraphs[0].add_run(xml_text(facts.header))
        foot = section.footer.paragraphs[0]
        before, between, after = (
            _("{title} · page {page} of {pages}")
            .format(title=xml_text(facts.title), page="\0", pages="\0")
            .split("\0")
        )
        foot.add_run(before)
        _field(foot, "PAGE")
        foot.add_run(between)
        _field(foot, "NUMPAGES")
        foot.add_run(after)


def _fill(paragraph: Paragraph, runs: Sequence[Run]) -> Paragraph:
    for run in runs:
        if run.text:
            made = paragraph.add_run(xml_text(run.text))
            made.bold = True if run.strong else None
            made.font.superscript = True if run.raised else None
    return paragraph


def _set_font(style: ParagraphStyle, name: str) -> None:
    """By name: a style's theme font, where it has one, would win over it (ECMA-376-1 §17.3.2.26)."""
    style.font.name = name
    fonts: Any = style.element.rPr.rFonts
    for attribute in ("asciiTheme", "hAnsiTheme", "eastAsiaTheme", "cstheme"):
        fonts.attrib.pop(qn(f"w:{attribute}"), None)
    fonts.set(qn("w:cs"), name)


# python-docx has no words for these few things, so its elements are reached for.


def _mark_row(row: Any, mark: str) -> None:
    """`w:tblHeader` repeats a row on each page, `w:cantSplit` keeps it in one piece (ECMA-376-1 §17.4.50, 17.4.6)."""
    row._tr.get_or_add_trPr().append(OxmlElement(mark))  # noqa: SLF001


def _name_rows(table: Table) -> None:
    """The first column names the rows, and there is no heading row (ECMA-376-1 §17.4.56)."""
    for look in table._tbl.xpath("w:tblPr/w:tblLook"):  # noqa: SLF001
        look.set(qn("w:firstRow"), "0")
        look.set(qn("w:firstColumn"), "1")


def _field(paragraph: Paragraph, code: str) -> None:
    """A number that the word processor works out."""
    field: Any = OxmlElement("w:fldSimple")
    field.set(qn("w:instr"), code)
    run: Any = OxmlElement("w:r")
    text: Any = OxmlElement("w:t")
    text.text = "1"
    run.append(text)
    field.append(run)
    paragraph._p.append(field)  # noqa: SLF001
