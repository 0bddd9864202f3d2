"""Minutes and pacts as ODT (OpenDocument 1.3), the format Italian offices are asked to use, through odfdo."""

from __future__ import annotations

import io
from datetime import UTC, timedelta
from typing import TYPE_CHECKING

import odfdo
from odfdo import Cell, Element, Header, HeaderRows, List, ListItem, Paragraph, Row, Span, Table

from cocity_desktop.documents.office import OfficeFacts, Run, resealed, xml_text
from cocity_desktop.documents.office_minutes import compose_minutes, office_facts
from cocity_desktop.documents.office_pact import compose_pact, pact_office_facts
from cocity_desktop.localization import _

if TYPE_CHECKING:
    from collections.abc import Sequence

    from cocity_desktop.application.document_views import PactDocument
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
    "List_20_Number": ("Standard", "Lora", 10.5, "normal", "normal", _INK, 0, 6, 0),
    "Header": ("Standard", "Titillium Web", 8, "normal", "normal", _MUTED, 0, 0, 0),
    "Footer": ("Standard", "Titillium Web", 8, "normal", "normal", _MUTED, 0, 0, 0),
    "Table_20_Contents": ("Standard", "Lora", 9.5, "normal", "normal", _INK, 0, 0, 0),
    "Table_20_Heading": ("Table_20_Contents", "Titillium Web", 9.5, "bold", "normal", _INK, 0, 0, 0),
}
_PAGE = """
<style:page-layout style:name="Sheet"><style:page-layout-properties fo:page-width="210mm" fo:page-height="297mm"
 fo:margin-top="MARGIN" fo:margin-bottom="18mm" fo:margin-left="25mm" fo:margin-right="25mm"
 style:print-orientation="portrait"/><style:header-style><style:header-footer-properties fo:min-height="8mm"
 fo:margin-bottom="4mm"/></style:header-style><style:footer-style><style:header-footer-properties fo:min-height="8mm"
 fo:margin-top="4mm"/></style:footer-style></style:page-layout>
"""


_BULLET = 'bullet text:level="1" text:bullet-char="•"'
_NUMBERINGS = (("Decimal", "1", "."), ("Letters", "a", ")"))


def minutes_odt(doc: MinutesDocument) -> bytes:
    """The minutes as an ODT file in the language in use. The same document gives the same bytes."""
    return compose_minutes(_OdtWriter(office_facts(doc)), doc)


def pact_odt(doc: PactDocument) -> bytes:
    """The pact as an ODT file in the language in use. The same document gives the same bytes."""
    return compose_pact(_OdtWriter(pact_office_facts(doc)), doc)


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
        self._set_page(facts)

    def title(self, kind: str, text: str) -> None:
        self._append(_paragraph("Subtitle", Run(kind)))
        self._append(_paragraph("Title", Run(text)))

    def heading(self, level: int, text: str, *, new_page: bool = False) -> None:
        made = Header(level, xml_text(text))
        made.set_attribute("text:style-name", "NewPage" if new_page else f"Heading_20_{level}")
        self._append(made)

    def paragraph(self, *runs: Run) -> None:
        self._append(_paragraph("Text_20_body", *runs))

    def remark(self, text: str) -> None:
        if text:
            self._append(_paragraph("Caption", Run(text)))

    def item(self, *runs: Run) -> None:
        if self._list is None:
            started = List(style="Bullets")
            self._append(started)
            self._list = started
        item = ListItem()
        item.append(_paragraph("Text_20_body", *runs))
        self._list.append(item)

    def numbered(self, items: Sequence[Sequence[Run]], *, letters: bool = False, start: int = 1) -> None:
        made = List(style="Letters" if letters else "Decimal")
        for place, runs in enumerate(items):
            item = ListItem()
            if place == 0 and start != 1:
                item.set_attribute("text:start-value", str(start))
            item.append(_paragraph("List_20_Number", *runs))
            made.append(item)
        if items:
            self._append(made)

    def quote(self, *runs: Run) -> None:
        self._append(_paragraph("Quotations", *runs))

    def table(self, headings: Sequence[str], rows: Sequence[Sequence[str]], shares: Sequence[int]) -> None:
        head = HeaderRows()
        head.append(_row([(text, "Table_20_Heading") for text in headings]))
        body = [_row([(text, "Table_20_Contents") for text in texts]) for texts in rows]
        self._add_table([head, *body], shares)

    def totalled(self, headings: Sequence[str], rows: Sequence[Sequence[str]], shares: Sequence[int]) -> None:
        head = HeaderRows()
        head.append(_row(_figures(headings, "Table_20_Heading")))
        *parties, total = rows
        body = [_row(_figures(texts, "Table_20_Contents")) for texts in parties]
        self._add_table([head, *body, _row(_figures(total, "Table_20_Heading"))], shares)

    def facts(self, pairs: Sequence[tuple[str, str]]) -> None:
        rows = [_row([(name, "Table_20_Heading"), (value, "Table_20_Contents")]) for name, value in pairs]
        self._add_table(rows, (28, 72))

    def signing(self, labels: Sequence[str]) -> None:
        for place, label in enumerate(labels, start=1):
            style = "Signing" if place == len(labels) else "SigningKept"
            self._append(_paragraph(style, Run(f"{label}: {'_' * 40}")))

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
        self._add_style('<style:style style:name="Raised" style:family="text"><style:text-properties '
                        'style:text-position="super 62%"/></style:style>', automatic=False)  # fmt: skip
        for name in ("Table_20_Contents", "Table_20_Heading"):
            self._add_style(f'<style:style style:name="{name}_20_Right" style:family="paragraph" '
                            f'style:parent-style-name="{name}"><style:paragraph-properties '
                            'fo:text-align="end"/></style:style>', automatic=False)  # fmt: skip
        self._add_style('<style:style style:name="NewPage" style:family="paragraph" '
                        'style:parent-style-name="Heading_20_1"><style:paragraph-properties '
                        'fo:break-before="page"/></style:style>')  # fmt: skip
        self._add_style(_list_style("Bullets", _BULLET), automatic=False)
        for level in self._file.styles.get_elements("//text:outline-style/text:outline-level-style"):
            level.set_attribute("style:num-format", "")  # the library's template numbers headings
            for attribute in ("style:num-suffix", "loext:num-list-format"):
                level.del_attribute(attribute)
        for name, form, suffix in _NUMBERINGS:
            number = f'number text:level="1" style:num-suffix="{suffix}" style:num-format="{form}"'
            self._add_style(_list_style(name, number), automatic=False)
        for name, kept in (("Signing", "auto"), ("SigningKept", "always")):
            self._add_style(f'<style:style style:name="{name}" style:family="paragraph" '
                            'style:parent-style-name="Text_20_body"><style:paragraph-properties '
                            f'fo:margin-top="18pt" fo:keep-with-next="{kept}"/></style:style>', automatic=False)  # fmt: skip
        self._add_style('<style:style style:name="Grid" style:family="table"><style:table-properties '
                        f'style:width="{_WIDTH_MM}mm" table:align="left"/></style:style>')  # fmt: skip
        self._add_style('<style:style style:name="Box" style:family="table-cell"><style:table-cell-properties '
                        'fo:padding="1.5mm" fo:border="0.5pt solid #c4cfd9"/></style:style>')  # fmt: skip
        self._add_style('<style:style style:name="Whole" style:family="table-row"><style:table-row-properties '
                        'fo:keep-together="always"/></style:style>')  # fmt: skip

    def _set_page(self, facts: OfficeFacts) -> None:
        styles = self._file.styles
        page = _PAGE.replace("MARGIN", "14mm" if facts.header else "25mm")
        layout = Element.from_tag(" ".join(page.split()))
        _found(styles, "//office:automatic-styles").append(layout)
        master = _found(styles, '//style:master-page[@style:name="Standard"]')
        master.set_attribute("style:page-layout-name", "Sheet")
        before, between, after = (
            _("{title} · page {page} of {pages}")
            .format(title=xml_text(facts.title), page="\0", pages="\0")
            .split("\0")
        )
        if facts.header:
            header = Element.from_tag("<style:header/>")
            header.append(_paragraph("Header", Run(facts.header)))
            master.append(header)
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
        if run.strong or run.raised:
            made.append(Span(xml_text(run.text), style="Strong" if run.strong else "Raised"))
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


def _figures(texts: Sequence[str], style: str) -> list[tuple[str, str]]:
    """A name, and figures flush right."""
    name, *figures = texts
    return [(name, style), *((text, f"{style}_20_Right") for text in figures)]


def _list_style(name: str, label: str) -> str:
    """`label` is the element of its only level: how items are numbered or marked."""
    return (
        f'<text:list-style style:name="{name}"><text:list-level-style-{label}><style:list-level-properties '
        'text:list-level-position-and-space-mode="label-alignment"><style:list-level-label-alignment '
        'text:label-followed-by="listtab" text:list-tab-stop-position="8mm" fo:text-indent="-8mm" '
        f'fo:margin-left="8mm"/></style:list-level-properties></text:list-level-style-{label.split(maxsplit=1)[0]}>'
        "</text:list-style>"
    )


def _column_style(name: str, share: int) -> str:
    width = _WIDTH_MM * share / 100
    return (
        f'<style:style style:name="{name}" style:family="table-column">'
        f'<style:table-column-properties style:column-width="{width:.1f}mm"/></style:style>'
    )


def _style(name: str) -> str:
    parent, font, size, weight, slant, colour, above, below, left = _STYLES[name]
    shown = name.replace("_20_", " ")
    kept = 'fo:keep-with-next="always" ' if name == "Caption" or name.startswith("Heading") else ""
    return (
        f'<style:style style:name="{name}" style:display-name="{shown}" style:family="paragraph" '
        f'style:parent-style-name="{parent}"><style:paragraph-properties {kept}fo:margin-top="{above}pt" '
        f'fo:margin-bottom="{below}pt" fo:margin-left="{left}pt"/><style:text-properties '
        f'style:font-name="{font}" fo:font-size="{size}pt" fo:font-weight="{weight}" fo:font-style="{slant}" '
        f'fo:color="{colour}"/></style:style>'
    )
