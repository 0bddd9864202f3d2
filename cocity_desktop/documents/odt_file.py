"""Minutes as ODT (OpenDocument 1.3), the format Italian offices are asked to use, through odfdo."""

from __future__ import annotations

import io
from datetime import UTC, timedelta
from typing import TYPE_CHECKING

import odfdo
from odfdo import Cell, Element, Header, HeaderRows, List, ListItem, Paragraph, Row, Span, Table

from cocity_desktop.documents.office import (
    OfficeFacts,
    Run,
    compose_minutes,
    office_facts,
    resealed,
    xml_text,
)
from cocity_desktop.localization import _

if TYPE_CHECKING:
    from collections.abc import Sequence

    from cocity_desktop.application.minutes_views import MinutesDocument

_WIDTH_MM = 160
_FONTS = {"Lora": "Lora, Georgia, serif", "Titillium Web": "'Titillium Web', Calibri, sans-serif"}
_INK, _MUTED = "#17334f", "#55677a"
# Style: its parent, font, size in points, weight, slant, colour, margins above, below and left in points.
_STYLES: dict[str, tuple[str, str, float, str, str, str, float, float, float]] = {
    "Text_20_body": ("Standard", "Lora", 10.5, "normal", "normal", _INK, 0, 6, 0),
    "Title": ("Heading", "Titillium Web", 24, "bold", "normal", _INK, 0, 6, 0),
    "Subtitle": ("Heading", "Titillium Web", 10.5, "bold", "normal", _MUTED, 0, 0, 0),
    "Heading_20_1": ("Heading", "Titillium Web", 18, "bold", "normal", _INK, 18, 4, 0),
    "Heading_20_2": ("Heading", "Titillium Web", 14, "bold", "normal", _INK, 16, 4, 0),
    "Quotations": ("Standard", "Lora", 10.5, "normal", "italic", _INK, 0, 6, 22),
    "Caption": ("Standard", "Titillium Web", 9, "normal", "normal", _MUTED, 0, 6, 0),
    "Footer": ("Standard", "Titillium Web", 8, "normal", "normal", _MUTED, 0, 0, 0),
    "Table_20_Contents": ("Standard", "Lora", 9.5, "normal", "normal", _INK, 0, 0, 0),
    "Table_20_Heading": ("Table_20_Contents", "Titillium Web", 9.5, "bold", "normal", _INK, 0, 0, 0),
}
_PAGE = """
<style:page-layout style:name="Sheet"><style:page-layout-properties fo:page-width="210mm" fo:page-height="297mm"
 fo:margin-top="25mm" fo:margin-bottom="18mm" fo:margin-left="25mm" fo:margin-right="25mm"
 style:print-orientation="portrait"/><style:footer-style><style:header-footer-properties fo:min-height="8mm"
 fo:margin-top="4mm"/></style:footer-style></style:page-layout>
"""


def minutes_odt(doc: MinutesDocument) -> bytes:
    """The minutes as an ODT file in the language in use. The same document gives the same bytes."""
    return compose_minutes(_OdtWriter(office_facts(doc)), doc)


class _OdtWriter:
    """Satisfies `office.Writer`."""

    def __init__(self, facts: OfficeFacts) -> None:
        self._file = odfdo.Document("text")
        self._body = self._file.body
        self._body.clear()
        self._list: List | None = None
        self._tables = 0
        self._describe(facts)
        self._set_styles(facts.language)
        self._set_page(facts.title)

    def title(self, kind: str, text: str) -> None:
        self._append(_paragraph("Subtitle", Run(kind)))
        self._append(_paragraph("Title", Run(text)))

    def heading(self, level: int, text: str) -> None:
        made = Header(level, xml_text(text))
        made.set_attribute("text:style-name", f"Heading_20_{level}")
        self._append(made)

    def paragraph(self, *runs: Run) -> None:
        self._append(_paragraph("Text_20_body", *runs))

    def remark(self, text: str) -> None:
        if text:
            self._append(_paragraph("Caption", Run(text)))

    def item(self, *runs: Run) -> None:
        if self._list is None:
            started = List(style="List_20_1")
            self._append(started)
            self._list = started
        item = ListItem()
        item.append(_paragraph("Text_20_body", *runs))
        self._list.append(item)

    def quote(self, *runs: Run) -> None:
        self._append(_paragraph("Quotations", *runs))

    def table(self, headings: Sequence[str], rows: Sequence[Sequence[str]], shares: Sequence[int]) -> None:
        head = HeaderRows()
        head.append(_row([(text, "Table_20_Heading") for text in headings]))
        body = [_row([(text, "Table_20_Contents") for text in texts]) for texts in rows]
        self._add_table([head, *body], shares)

    def facts(self, pairs: Sequence[tuple[str, str]]) -> None:
        rows = [_row([(name, "Table_20_Heading"), (value, "Table_20_Contents")]) for name, value in pairs]
        self._add_table(rows, (28, 72))

    def signing(self, labels: Sequence[str]) -> None:
        for label in labels:
            self._append(_paragraph("Signing", Run(f"{label}: {'_' * 40}")))

    def finished(self) -> bytes:
        made = io.BytesIO()
        self._file.save(made)
        return resealed(made.getvalue(), {}, "mimetype")

    def _add_table(self, rows: Sequence[Element], shares: Sequence[int]) -> None:
        self._tables += 1
        name = f"Table{self._tables}"
        table = Table(name, style="Grid")
        for place, share in enumerate(shares):
            style = f"{name}.{place}"
            self._add_style(_column_style(style, share))
            table.append(Element.from_tag(f'<table:table-column table:style-name="{style}"/>'))
        for row in rows:
            table.append(row)
        self._append(table)
        self._append(Paragraph("", style="Caption"))

    def _append(self, element: Element) -> None:
        self._list = None
        self._body.append(element)

    def _describe(self, facts: OfficeFacts) -> None:
        about = self._file.meta
        moment = facts.made_at.astimezone(UTC).replace(tzinfo=None)
        about.title, about.subject = xml_text(facts.title), xml_text(facts.subject)
        about.creator = about.initial_creator = xml_text(facts.author)
        about.creation_date = about.date = moment
        about.language, about.generator = facts.language, "Co-City Desktop"
        about.editing_cycles, about.editing_duration = 1, timedelta()

    def _set_styles(self, language: str) -> None:
        tongue, _dash, country = language.partition("-")
        for default in self._file.styles.get_elements("//style:default-style/style:text-properties"):
            default.set_attribute("fo:language", tongue)
            default.set_attribute("fo:country", country or "none")
        for name, families in _FONTS.items():
            self._add_style(
                f'<style:font-face style:name="{name}" svg:font-family="{families}"/>', automatic=False
            )
        for name in _STYLES:
            self._add_style(_style(name), automatic=False)
        self._add_style('<style:style style:name="Strong" style:family="text">'
                        '<style:text-properties fo:font-weight="bold"/></style:style>', automatic=False)  # fmt: skip
        self._add_style('<style:style style:name="Signing" style:family="paragraph" '
                        'style:parent-style-name="Text_20_body"><style:paragraph-properties '
                        'fo:margin-top="18pt"/></style:style>', automatic=False)  # fmt: skip
        self._add_style('<style:style style:name="Grid" style:family="table"><style:table-properties '
                        f'style:width="{_WIDTH_MM}mm" table:align="left"/></style:style>')  # fmt: skip
        self._add_style('<style:style style:name="Box" style:family="table-cell"><style:table-cell-properties '
                        'fo:padding="1.5mm" fo:border="0.5pt solid #c4cfd9"/></style:style>')  # fmt: skip
        self._add_style('<style:style style:name="Whole" style:family="table-row"><style:table-row-properties '
                        'fo:keep-together="always"/></style:style>')  # fmt: skip

    def _set_page(self, title: str) -> None:
        styles = self._file.styles
        layout = Element.from_tag(" ".join(_PAGE.split()))
        _found(styles, "//office:automatic-styles").append(layout)
        master = _found(styles, '//style:master-page[@style:name="Standard"]')
        master.set_attribute("style:page-layout-name", "Sheet")
        before, between, after = (
            _("{title} · page {page} of {pages}")
            .format(title=xml_text(title), page="\0", pages="\0")
            .split("\0")
        )
        foot = Paragraph(style="Footer")
        foot.append(Span(before))
        foot.append(Element.from_tag('<text:page-number text:select-page="current">1</text:page-number>'))
        foot.append(Span(between))
        foot.append(Element.from_tag("<text:page-count>1</text:page-count>"))
        foot.append(Span(after))
        footer = Element.from_tag("<style:footer/>")
        footer.append(foot)
        master.append(footer)

    def _add_style(self, tag: str, *, automatic: bool = True) -> None:
        self._file.insert_style(tag, automatic=automatic)


def _paragraph(style: str, *runs: Run) -> Paragraph:
    made = Paragraph(style=style)
    for run in runs:
        if run.strong:
            made.append(Span(xml_text(run.text), style="Strong"))
        elif run.text:
            made.append(Span(xml_text(run.text)))
    return made


def _found(part: odfdo.Styles, path: str) -> Element:
    """An element that the library's own template has. Raises LookupError when it has no longer."""
    element = part.get_element(path)
    if element is None:
        raise LookupError(path)
    return element


def _row(cells: Sequence[tuple[str, str]]) -> Row:
    """A row of texts with their styles."""
    row = Row(style="Whole")
    for text, style in cells:
        cell = Cell(style="Box")
        cell.append(_paragraph(style, Run(text)))
        row.append(cell)
    return row


def _column_style(name: str, share: int) -> str:
    width = _WIDTH_MM * share / 100
    return (
        f'<style:style style:name="{name}" style:family="table-column">'
        f'<style:table-column-properties style:column-width="{width:.1f}mm"/></style:style>'
    )


def _style(name: str) -> str:
    parent, font, size, weight, slant, colour, above, below, left = _STYLES[name]
    shown = name.replace("_20_", " ")
    return (
        f'<style:style style:name="{name}" style:display-name="{shown}" style:family="paragraph" '
        f'style:parent-style-name="{parent}"><style:paragraph-properties fo:margin-top="{above}pt" '
        f'fo:margin-bottom="{below}pt" fo:margin-left="{left}pt"/><style:text-properties '
        f'style:font-name="{font}" fo:font-size="{size}pt" fo:font-weight="{weight}" fo:font-style="{slant}" '
        f'fo:color="{colour}"/></style:style>'
    )
