"""Exporting groups, people, places and processes: what is wanted is read, then made into a file, then noted.

`read_export` belongs on the database lane, `make_export` on the work lane; who has written the file runs
`exports.note_export` with `export_note`.
"""

from __future__ import annotations

from dataclasses import dataclass, replace
from typing import TYPE_CHECKING, Any, cast

from cocity_desktop.application import export_tables as tables
from cocity_desktop.application.cells import Item, in_cell, of_cell
from cocity_desktop.application.export_ports import ExportForm, ExportSubject, LabelSheet, TableFormat
from cocity_desktop.application.exports import NoteExport
from cocity_desktop.application.place_features import places_as_geojson
from cocity_desktop.application.public_copy import public_words
from cocity_desktop.application.steps import Step, followed, no_step, part
from cocity_desktop.application.views.exports import (
    Addressee,
    Card,
    ContactOut,
    GroupOut,
    PeopleToHide,
    PersonOut,
    PlaceOut,
    ProcessOut,
)
from cocity_desktop.domain.entity import EntityId
from cocity_desktop.domain.errors import ErrorCode, UserError
from cocity_desktop.domain.keeping import ExportKind
from cocity_desktop.domain.registry import ContactKind, GroupKind

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence
    from datetime import datetime

    from cocity_desktop.application.document_views import HouseLine
    from cocity_desktop.application.export_ports import ExportQueries, MailingPress, TableWriter
    from cocity_desktop.application.views.exports import CellValue, OutTable
    from cocity_desktop.domain.entity import JsonObject


_TABLES = {
    ExportForm.CSV: TableFormat.CSV, ExportForm.XLSX: TableFormat.XLSX, ExportForm.ODS: TableFormat.ODS,
}  # fmt: skip
_CARDS = {ExportForm.VCARD: "4.0", ExportForm.VCARD_3: "3.0"}
_SHEETS = {ExportForm.LABELS: LabelSheet.SMALL, ExportForm.LABELS_LARGE: LabelSheet.LARGE}
_LISTS = (ExportForm.ADDRESSES, ExportForm.ADDRESSES_TEXT)
_OF_PEOPLE = (*_CARDS, *_SHEETS, *_LISTS)

FORMS: dict[ExportSubject, tuple[ExportForm, ...]] = {
    ExportSubject.GROUPS: (*_TABLES, *_OF_PEOPLE),
    ExportSubject.PEOPLE: (*_TABLES, *_OF_PEOPLE),
    ExportSubject.PLACES: (*_TABLES, ExportForm.GEOJSON),
    ExportSubject.PROCESSES: tuple(_TABLES),
}
"""What each subject can become, in the order it is offered."""

ENDINGS: dict[ExportForm, str] = {form: form.value for form in (*_TABLES, ExportForm.GEOJSON)} | {
    ExportForm.VCARD: "vcf", ExportForm.VCARD_3: "vcf", ExportForm.LABELS: "pdf", ExportForm.LABELS_LARGE: "pdf",
    ExportForm.ADDRESSES: "pdf", ExportForm.ADDRESSES_TEXT: "txt",
}  # fmt: skip
"""The ending of each form's file, without its dot."""

_KINDS = {
    **dict.fromkeys(_TABLES, ExportKind.TABLE), **dict.fromkeys(_CARDS, ExportKind.VCARD),
    **dict.fromkeys(_SHEETS, ExportKind.LABELS), **dict.fromkeys(_LISTS, ExportKind.ADDRESSES),
    ExportForm.GEOJSON: ExportKind.GEOJSON,
}  # fmt: skip

_TYPED_ON_MAPS = ("name", "address", "city", "quarter", "cadastre")
"""What people type about a place and a map takes along: any of it may name somebody."""


@dataclass(frozen=True, slots=True, kw_only=True)
class ExportRequest:
    """What is wanted. `ids` None: all of them. `public`: without people's data."""

    subject: ExportSubject
    form: ExportForm
    ids: tuple[EntityId, ...] | None = None
    public: bool = False


@dataclass(frozen=True, slots=True)
class ExportContent:
    """What was read for a request, still without a file."""

    request: ExportRequest
    records: tuple[GroupOut | PersonOut | PlaceOut | ProcessOut, ...]
    hide: PeopleToHide | None

    @property
    def with_people(self) -> bool:
        """Whether the file will hold people's data: all do but public copies and maps."""
        return not (self.request.public or self.request.form is ExportForm.GEOJSON) and (
            self.request.subject in (ExportSubject.GROUPS, ExportSubject.PEOPLE, ExportSubject.PROCESSES)
        )

    @property
    def without_address(self) -> int:
        """How many records have no label, since no address of theirs is known. Always 0 in other forms."""
        if self.request.form not in _SHEETS:
            return 0
        return sum(not _addressee(one).address for one in self.records)


def read_export(request: ExportRequest, queries: ExportQueries, step: Step = no_step) -> ExportContent:
    """The records wanted, from one reading. Raises UserError(INVALID_VALUE) for what cannot be made of them.

    `step` is told how far it is; it may raise to stop.
    """
    if request.form not in FORMS[request.subject]:
        raise UserError(ErrorCode.INVALID_VALUE, "format", value=request.form.value)
    if request.public and (request.form in _OF_PEOPLE or request.subject is ExportSubject.PEOPLE):
        raise UserError(ErrorCode.INVALID_VALUE, "public", value=request.form.value)
    readers: dict[ExportSubject, Any] = {
        ExportSubject.GROUPS: queries.groups_to_export,
        ExportSubject.PEOPLE: queries.people_to_export,
        ExportSubject.PLACES: queries.places_to_export,
        ExportSubject.PROCESSES: queries.processes_to_export,
    }
    hides = request.public or request.form is ExportForm.GEOJSON
    records = readers[request.subject](request.ids, step)
    return ExportContent(request, records, queries.people_to_hide() if hides else None)


def make_export(
    content: ExportContent,
    files: TableWriter,
    mailing: MailingPress,
    house: HouseLine,
    made_at: datetime,
    step: Step = no_step,
) -> bytes:
    """The file of what was read. `step` is told how far it is; it may raise to stop."""
    form = content.request.form
    if form in _TABLES:
        return files.table(_table(content, part(step, 0, 0.5)), _TABLES[form], part(step, 0.5, 1))
    if form in _CARDS:
        return files.cards([_card(one) for one in content.records], _CARDS[form], step)
    if form is ExportForm.GEOJSON:
        return files.geojson(_map(content, step))
    addressees = [_addressee(one) for one in content.records]
    if form in _SHEETS:
        return mailing.labels([one for one in addressees if one.address], _SHEETS[form], made_at, step)
    if form is ExportForm.ADDRESSES:
        return mailing.address_list(addressees, house, made_at, step)
    return mailing.address_text(addressees).encode()


def export_note(content: ExportContent, file_name: str) -> NoteExport:
    """What is to be written down of it."""
    kind = ExportKind.PUBLIC_COPY if content.request.public else _KINDS[content.request.form]
    return NoteExport(
        kind=kind,
        file_name=file_name,
        records=len(content.records) - content.without_address,
        with_people=content.with_people,
    )


def _table(content: ExportContent, step: Step) -> OutTable:
    public = content.request.public
    records = cast("Any", followed(content.records, part(step, 0, 0.5)))
    if content.request.subject is ExportSubject.PEOPLE:
        return tables.people_table(records)
    makers: dict[ExportSubject, Any] = {
        ExportSubject.GROUPS: tables.groups_table,
        ExportSubject.PLACES: tables.places_table,
        ExportSubject.PROCESSES: tables.processes_table,
    }
    table: OutTable = makers[content.request.subject](records, public=public)
    return _without_people(table, content.hide, part(step, 0.5, 1)) if content.hide else table


def _without_people(table: OutTable, hide: PeopleToHide, step: Step) -> OutTable:
    """Typed words of a public table, masked all at once: each name is looked for once."""
    texts = tuple(text for row in table.rows for cell in row for text in _texts_of(cell))
    masked = iter(public_words(texts, hide, step))
    rows = tuple(tuple(_masked(cell, masked) for cell in row) for row in table.rows)
    return replace(table, title=f"{table.title} (copia pubblica)", rows=rows)


def _texts_of(cell: CellValue) -> tuple[str, ...]:
    """What people typed in a cell: in a list, the backslash before a comma is ours."""
    items = _items(cell)
    if items is not None:
        return tuple(text for item in items for text in (item.text, *item.details))
    return (cell,) if isinstance(cell, str) else ()


def _masked(cell: CellValue, masked: Iterator[str]) -> CellValue:
    items = _items(cell)
    if items is not None:
        return in_cell(tuple(Item(next(masked), tuple(next(masked) for _ in one.details)) for one in items))
    return next(masked) if isinstance(cell, str) else cell


def _items(cell: CellValue) -> tuple[Item, ...] | None:
    """The things of a cell in which the notation of lists hides something."""
    if not isinstance(cell, str) or "\\" not in cell:
        return None
    items = of_cell(cell)
    return items if in_cell(items) == cell else None


def _map(content: ExportContent, step: Step) -> JsonObject:
    places = [one for one in content.records if isinstance(one, PlaceOut)]
    if content.hide is not None:
        texts = tuple(getattr(one, field) for one in places for field in _TYPED_ON_MAPS)
        masked = iter(public_words(texts, content.hide, step))
        said: list[dict[str, Any]] = [{field: next(masked) for field in _TYPED_ON_MAPS} for _one in places]
        places = [replace(one, **words) for one, words in zip(places, said, strict=True)]
    return places_as_geojson(places)


def _card(record: object) -> Card:
    if isinstance(record, GroupOut):
        alone = record.group_kind is GroupKind.SINGLE_PERSON
        return Card(
            made_from=record.id, name=record.name, given_name="", family_name=record.name if alone else "",
            organisations=() if alone else (record.name,), contacts=record.contacts, address=record.address, note="",
            is_group=not alone,
        )  # fmt: skip
    assert isinstance(record, PersonOut)
    name = record.name
    return Card(
        made_from=name.id, name=name.spoken, given_name=name.given_name, family_name=name.family_name,
        organisations=record.groups, contacts=record.contacts, address="", note="", is_group=False,
    )  # fmt: skip


def _addressee(record: object) -> Addressee:
    if isinstance(record, GroupOut):
        care_of = record.representative.spoken if record.representative else ""
        post = _of_kind(record.contacts, ContactKind.POST)
        address = post[0] if post else record.address
        return _reached(record.name, care_of if care_of != record.name else "", address, record.contacts)
    assert isinstance(record, PersonOut)
    post = _of_kind(record.contacts, ContactKind.POST)
    return _reached(record.name.spoken, ", ".join(record.groups), post[0] if post else "", record.contacts)


def _reached(name: str, care_of: str, address: str, contacts: Sequence[ContactOut]) -> Addressee:
    mails = (*_of_kind(contacts, ContactKind.EMAIL), *_of_kind(contacts, ContactKind.PEC))
    return Addressee(name, care_of, address, _of_kind(contacts, ContactKind.PHONE), mails)


def _of_kind(contacts: Sequence[ContactOut], kind: ContactKind) -> tuple[str, ...]:
    return tuple(one.value for one in contacts if one.contact_kind is kind)
