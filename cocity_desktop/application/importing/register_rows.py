"""A row of a register as read: what it says in the app's own terms, and what in it is not understood."""

from __future__ import annotations

import re
from collections.abc import Mapping
from dataclasses import dataclass, field
from typing import TYPE_CHECKING, Final

from cocity_desktop.application import forms
from cocity_desktop.application.importing.folding import folded
from cocity_desktop.application.importing.register_columns import as_text
from cocity_desktop.application.importing.register_words import (
    district_of,
    names_a_group,
    numbers_in,
    position_of,
    proponent_of,
    state_of,
)
from cocity_desktop.application.views.importing import ColumnMeaning, Reason, RowReason
from cocity_desktop.domain.lifecycle import ProcessState
from cocity_desktop.domain.registry import GroupKind

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    from cocity_desktop.application.importing.ports import Table, TableRow

_M = ColumnMeaning
_GARBLED: Final = re.compile("\ufffd|Ã[\u00a0-\u00bf]|â€|[\x00-\x08\x0b\x0c\x0e-\x1f\ud800-\udfff]")
"""What a wrong encoding makes of accents and quotes."""

_LIMITS: Final = (
    (_M.TITLE, forms.SHORT),
    (_M.ADDRESS, forms.SHORT),
    (_M.QUARTER, forms.SHORT),
    (_M.NAME, forms.SHORT),
    (_M.PROCESS_STATE, forms.SHORT),
    (_M.NOTE, forms.LONG),
    (_M.THEMES, forms.LONG),
)


@dataclass(frozen=True, slots=True)
class PlaceWords:
    """The commons of a row. Latitude and longitude are WGS 84 degrees, both or neither."""

    name: str
    address: str
    quarter: str
    district: int | None
    latitude: float | None
    longitude: float | None
    description: str


@dataclass(frozen=True, slots=True)
class RegisterRow:
    """What one row says. `key` tells its proposal from the others; `row_id` is the same as the register writes it.

    `headings` are the register's own. `refused` says why nothing can be made of it; `doubts` what in it was not understood and is left as its words.
    """

    number: int
    key: str
    row_id: str
    title: str = ""
    summary: str = ""
    state_words: str = ""
    state: ProcessState | None = None
    note: str = ""
    link: str = ""
    place: PlaceWords | None = None
    group_name: str = ""
    group_kind: GroupKind | None = None
    representative: str = ""
    headings: Mapping[ColumnMeaning, str] = field(default_factory=dict)
    refused: tuple[Reason, ...] = ()
    doubts: tuple[Reason, ...] = field(default=())


def key_of(row_id: str) -> str:
    """«001», «1» and «1.0» are one number: spreadsheets take the zeros away."""
    plain = row_id.strip().casefold()
    whole = plain.removesuffix(".0")
    return (whole.lstrip("0") or "0") if whole.isdigit() else plain


def read_rows(table: Table, meanings: Sequence[ColumnMeaning]) -> Iterator[RegisterRow]:
    """Every row of the table, in its order; of rows with the same number the first counts."""
    columns = _Columns(table.headings, meanings)
    seen: dict[str, RegisterRow] = {}
    for raw in table.rows:
        read = columns.read(raw)
        before = seen.setdefault(read.key, read) if read.key else read
        yield read if before is read else _repeated(read, before, columns.heading(_M.RECORD_ID))


def _repeated(row: RegisterRow, first: RegisterRow, heading: str) -> RegisterRow:
    reason = Reason(RowReason.REPEATED_NUMBER, heading, row.row_id, other=str(first.number))
    return RegisterRow(row.number, row.key, row.row_id, row.title, refused=(reason,))


class _Columns:
    """Where in a row what stands."""

    def __init__(self, headings: Sequence[str], meanings: Sequence[ColumnMeaning]) -> None:
        self._headings = headings
        self._at: dict[ColumnMeaning, list[int]] = {}
        for index, meaning in enumerate(meanings):
            self._at.setdefault(meaning, []).append(index)
        self.headings = {meaning: self.heading(meaning) for meaning in self._at}

    def heading(self, meaning: ColumnMeaning) -> str:
        """The register's own word for it, "" where it has no such column."""
        return self._headings[self._at[meaning][0]].strip() if meaning in self._at else ""

    def read(self, raw: TableRow) -> RegisterRow:
        """One row."""
        text: dict[ColumnMeaning, str] = {
            meaning: "\n".join(filter(None, (as_text(raw.cells[index]) for index in indexes)))
            for meaning, indexes in self._at.items()
            if meaning not in (_M.IGNORE, _M.COORDINATES)
        }
        row_id, title = text.get(_M.RECORD_ID, ""), " ".join(text.get(_M.TITLE, "").splitlines()).strip()
        if refused := tuple(self._faults(row_id, title, text)):
            return RegisterRow(raw.number, key_of(row_id), row_id, title, refused=refused)
        return self._understood(raw, row_id, title, text)

    def _faults(self, row_id: str, title: str, text: Mapping[ColumnMeaning, str]) -> Iterator[Reason]:
        if not row_id:
            yield Reason(RowReason.NO_NUMBER, self.heading(_M.RECORD_ID))
        if not title:
            yield Reason(RowReason.NO_NAME, self.heading(_M.TITLE))
        for meaning, limit in _LIMITS:
            if len(text.get(meaning, "")) > limit:
                yield Reason(RowReason.TOO_LONG, self.heading(meaning), text[meaning][:60], other=str(limit))

    def _understood(
        self, raw: TableRow, row_id: str, title: str, text: Mapping[ColumnMeaning, str]
    ) -> RegisterRow:
        doubts: list[Reason] = []
        words = text.get(_M.PROCESS_STATE, "")
        state = state_of(words)
        if state is None:
            doubts.append(Reason(RowReason.STATE_UNKNOWN, self.heading(_M.PROCESS_STATE), words))
        doubts += self._garbled(raw)
        name, kind, representative = self._proponent(text, doubts)
        return RegisterRow(
            number=raw.number,
            key=key_of(row_id),
            row_id=row_id,
            title=title,
            summary=self._summary(text),
            state_words=words,
            state=state,
            note=text.get(_M.NOTE, ""),
            link=text.get(_M.PACT_LINK, ""),
            place=self._place(raw, title, text, doubts),
            group_name=name,
            group_kind=kind,
            representative=representative,
            headings=self.headings,
            doubts=tuple(doubts),
        )

    def _garbled(self, raw: TableRow) -> Iterator[Reason]:
        read = (index for meaning, at in self._at.items() if meaning is not _M.IGNORE for index in at)
        for index in read:
            cell = raw.cells[index]
            if isinstance(cell, str) and _GARBLED.search(cell):
                yield Reason(RowReason.GARBLED, self._headings[index].strip(), as_text(cell)[:80])

    def _summary(self, text: Mapping[ColumnMeaning, str]) -> str:
        """Themes and kind of proponent under the register's own headings, for the app has no field of them."""
        lines = (
            f"{self.heading(meaning)}: {text[meaning]}"
            for meaning in (_M.THEMES, _M.GROUP_KIND)
            if text.get(meaning)
        )
        return "\n".join(lines)

    def _proponent(
        self, text: Mapping[ColumnMeaning, str], doubts: list[Reason]
    ) -> tuple[str, GroupKind | None, str]:
        """Group's name, kind, and who speaks for it. A name is never made up; a person alone is no group."""
        cell, representative = text.get(_M.GROUP_KIND, ""), text.get(_M.REPRESENTATIVE, "")
        found = proponent_of(cell)
        if cell and found.kind is None:
            doubts.append(Reason(RowReason.KIND_UNCLEAR, self.heading(_M.GROUP_KIND), cell))
        spoken = names_a_group(representative)
        name = text.get(_M.NAME, "") or found.name or spoken.name
        if found.kind is GroupKind.SINGLE_PERSON or not name:
            return "", found.kind, ""
        kind = found.kind or spoken.kind or proponent_of(name).kind
        return name, kind, "" if spoken.name else representative

    def _place(
        self, raw: TableRow, title: str, text: Mapping[ColumnMeaning, str], doubts: list[Reason]
    ) -> PlaceWords:
        address = " ".join(text.get(_M.ADDRESS, "").split())
        district_words = text.get(_M.DISTRICT, "")
        district = district_of(district_words)
        if district_words and district is None:
            doubts.append(Reason(RowReason.DISTRICT_UNCLEAR, self.heading(_M.DISTRICT), district_words))
        latitude, longitude = self._position(raw, text, doubts)
        unit = text.get(_M.STATISTICAL_UNIT, "")
        return PlaceWords(
            name=address or title,
            address=address,
            quarter=text.get(_M.QUARTER, ""),
            district=district,
            latitude=latitude,
            longitude=longitude,
            description=f"{self.heading(_M.STATISTICAL_UNIT)}: {unit}" if unit else "",
        )

    def _position(
        self, raw: TableRow, text: Mapping[ColumnMeaning, str], doubts: list[Reason]
    ) -> tuple[float | None, float | None]:
        """Of the several columns that tell it, the one with the most decimals, wherever it stands."""
        pairs = [(self._headings[i], as_text(raw.cells[i])) for i in self._at.get(_M.COORDINATES, ())]
        two = " ".join(text.get(meaning, "") for meaning in (_M.LATITUDE, _M.LONGITUDE)).strip()
        pairs.append((self.heading(_M.LATITUDE), two))
        best, told = None, Reason(RowReason.COORDINATES_UNCLEAR)
        for heading, words in pairs:
            numbers = numbers_in(words)
            found = position_of(*numbers[:2]) if len(numbers) >= 2 else None
            if found is not None and (best is None or _digits(found) > _digits(best)):
                best, told = found, Reason(RowReason.COORDINATES_UNCLEAR, heading, words)
        if best is not None:
            doubts += [told] if best[2] else []
            return best[0], best[1]
        if unread := next(((h, w) for h, w in pairs if folded(w)), None):
            doubts.append(Reason(RowReason.COORDINATES_UNCLEAR, *unread))
        return None, None


def _digits(found: tuple[float, float, bool]) -> int:
    return len(repr(found[0])) + len(repr(found[1]))
