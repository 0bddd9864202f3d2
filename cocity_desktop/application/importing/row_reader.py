"""Reads the rows of a table whose columns mean what was agreed. What cannot be read is told, never raised."""

from __future__ import annotations

import re
from dataclasses import replace
from functools import lru_cache
from typing import TYPE_CHECKING, Any, Final

from cocity_desktop.application import forms
from cocity_desktop.application.belonging_cells import consents_of_cell, contact_of
from cocity_desktop.application.cells import in_cell, of_cell, plain
from cocity_desktop.application.columns import OUR_MARK
from cocity_desktop.application.importing import cell_readers, cells
from cocity_desktop.application.importing.drafts import CONTROLS, Draft
from cocity_desktop.application.importing.folding import folded, tidy
from cocity_desktop.application.importing.habits import is_total
from cocity_desktop.application.importing.people import people_in
from cocity_desktop.application.views.importing import ColumnMeaning as M
from cocity_desktop.application.views.importing import Reason, RowReason
from cocity_desktop.domain.keeping import ImportTarget

if TYPE_CHECKING:
    from collections.abc import Callable, Sequence

    from cocity_desktop.application.importing.ports import Cell, TableRow
    from cocity_desktop.application.ports import ItalianCodes

_LONGEST_SEARCHED: Final = 2_000
"""Characters of a cell in which names, numbers and addresses are looked for: it takes the square of it in time."""
_GARBLED: Final = re.compile(
    "\ufffd|Ã[\u00a0-\u00bf€‚ƒ„…†‡ˆ‰Š‹Œ]|â€|[\x00-\x08\x0b\x0c\x0e-\x1f\ud800-\udfff]"
)
_ESCAPED: Final = re.compile(r"^['’](?=[=+\-@\t\r])")
"""The apostrophe by which a table that was written out keeps a text from being taken for a formula."""

_NONE_GIVEN: Final = frozenset(
    {"nessuno", "nessuna", "n d", "nd", "n a", "non c'e", "non c e", "non disponibile", "non pervenuto"}
)
_DASHES: Final = frozenset({"-", "--", "---", "–", "—", "/", "//", "."})
"""What people write into a cell that they leave empty."""
_LONGEST_LISTED: Final = 32_767
"""Characters of a cell that the app wrote as a list, which takes no searching: what XLSX holds."""
_AS_WRITTEN: Final = frozenset({M.EMAIL, M.PEC, M.PHONE, M.POST, M.WEB, M.THEMES, M.LANGUAGES})
"""What a table of ours says exactly, so that it is not read as people write it but as it was."""
_LISTED: Final = _AS_WRITTEN | {M.MEMBERS, M.PARTNERS, M.GROUPS, M.CONSENTS}


def _as_written(draft: Draft, meaning: M, _heading: str, cell: Cell) -> None:
    items = of_cell(_exact(cell))
    words = tuple(item.text for item in items)
    if meaning in (M.THEMES, M.LANGUAGES):
        draft.values[meaning.value] = words
        return
    draft.values.setdefault(meaning.value, []).extend(words)
    for value, note, preferred in map(contact_of, items):
        if note:
            draft.notes[value] = note
        if preferred and draft.preferred is not None:
            draft.preferred.add((meaning.value, value))


def _exact(cell: Cell) -> str:
    """A text as it was written, typography and all."""
    return cell if isinstance(cell, str) else cells.text_of(cell)


def _text_as_written(draft: Draft, meaning: M, heading: str, cell: Cell) -> None:
    text = _exact(cell)
    limit = forms.LONG if meaning in cell_readers.LONG_TEXTS else forms.SHORT
    if len(text) > limit:
        cell_readers.plain(draft, meaning, heading, cell)
    else:
        draft.values[meaning.value] = text


def _number_as_written(draft: Draft, meaning: M, heading: str, cell: Cell) -> None:
    """With a point: «45.123» is no 45 thousand here."""
    try:
        draft.values[meaning.value] = float(str(cell))
    except ValueError:
        cell_readers.number(draft, meaning, heading, cell)


def _consents_as_written(draft: Draft, meaning: M, heading: str, cell: Cell) -> None:
    try:
        draft.values[meaning.value] = consents_of_cell(_exact(cell))
    except ValueError:
        draft.doubt(RowReason.CHOICE_UNCLEAR, heading, cell)


def _who_signs(draft: Draft, meaning: M, heading: str, cell: Cell) -> None:
    """Who is among the people of the row already keeps the role that stands there."""
    found = people_in(str(cell))
    draft.signs = found[0].key if found else ""
    if not found or draft.signs not in {one.key for one in draft.people}:
        cell_readers.people(draft, meaning, heading, cell)


@lru_cache(maxsize=4096)
def _said(text: str) -> str | None:
    """A text as people write it in the app, None for one that says that there is nothing."""
    text = tidy(_unescaped(text))
    return None if text and (text in _DASHES or folded(text) in _NONE_GIVEN) else text


def _unescaped(text: str) -> str:
    return _ESCAPED.sub("", text) if text.startswith(("'", "’")) else text


class RowReader:
    """Reads the rows of one table, whose columns mean what was agreed."""

    def __init__(
        self,
        target: ImportTarget,
        headings: Sequence[str],
        meanings: Sequence[M],
        codes: ItalianCodes,
        *,
        guarded: bool = True,
    ) -> None:
        self._target = target
        self._codes = codes
        self._guarded = guarded
        self._ours = OUR_MARK in headings
        self._columns = tuple(
            (position, heading, meaning, self._reader(meaning))
            for position, (heading, meaning) in enumerate(zip(headings, meanings, strict=True))
            if meaning is not M.IGNORE
        )
        self._phones: dict[str, str | None] = {}
        self._asked = {meaning.value for meaning in meanings}

    def read(self, row: TableRow) -> Draft:
        """Raises nothing: what cannot be read is told in the draft's reasons."""
        draft = Draft(row)
        draft.preferred = set() if self._ours else None
        for position, heading, meaning, reader in self._columns:
            cell = row.cells[position]
            if isinstance(cell, str):
                cell = self._text(draft, heading, cell)
            if cell is None or cell == "":
                self._empty(draft, meaning)
            elif (
                isinstance(cell, str)
                and len(cell) > _LONGEST_SEARCHED
                and (most := self._most(meaning, cell))
            ):
                draft.doubt(RowReason.TOO_LONG, heading, cell, str(most))
            else:
                reader(draft, meaning, heading, cell)
        self._finish(draft)
        if not self._ours and is_total(row.cells):
            draft.reasons = [Reason(RowReason.TOTAL)]  # what its cells are taken for says nothing
        return draft

    def _most(self, meaning: M, cell: str) -> int:
        """How many characters a long cell may have, 0 when it may be read as it is."""
        if meaning in cell_readers.PLAIN or meaning is M.GEOMETRY:
            return 0
        listed = self._ours and meaning in _LISTED and in_cell(of_cell(cell)) == cell
        if listed and len(cell) <= _LONGEST_LISTED:
            return 0
        return _LONGEST_LISTED if listed else _LONGEST_SEARCHED

    def _text(self, draft: Draft, heading: str, text: str) -> str | None:
        """A text without what a table's own program put in it; None when there is nothing to be read."""
        if self._ours:
            return self._ours_exactly(draft, heading, text)
        if text.startswith("="):
            draft.doubt(RowReason.FORMULA, heading, text)
            return None
        if not (text.isascii() and text.isprintable()) and _GARBLED.search(text):
            draft.doubt(RowReason.GARBLED, heading, _unescaped(text))
            text = CONTROLS.sub("", text)
        return _said(text)

    def _ours_exactly(self, draft: Draft, heading: str, text: str) -> str:
        """What the app wrote, as it wrote it; only a file that was damaged since has such signs."""
        text = plain(text) if self._guarded else text
        if "\ufffd" in text or CONTROLS.search(text):
            draft.doubt(RowReason.GARBLED, heading, text)
        return CONTROLS.sub("", text)

    def _empty(self, draft: Draft, meaning: M) -> None:
        slot = meaning.value
        if meaning in cell_readers.LISTS:
            draft.values.setdefault(slot, [])
        elif meaning in cell_readers.PLAIN or meaning in (M.FISCAL_CODE, M.VAT_NUMBER):
            draft.values.setdefault(slot, "")
        elif meaning in (M.THEMES, M.LANGUAGES):
            draft.values.setdefault(slot, ())
        elif meaning in (M.DISTRICT, M.REGISTERED_ON, M.RETAIN_UNTIL, M.LATITUDE, M.LONGITUDE):
            draft.values.setdefault(slot, None)

    def _finish(self, draft: Draft) -> None:
        if not draft.people and (draft.contact_mails or draft.contact_phones):
            for slot, found in ((M.EMAIL, draft.contact_mails), (M.PHONE, draft.contact_phones)):
                known = draft.values.setdefault(slot.value, [])
                known.extend(one for one in found if one not in known)
        elif draft.contact_mails or draft.contact_phones:
            first = draft.people[0]
            draft.people[0] = replace(
                first,
                mails=tuple(dict.fromkeys((*first.mails, *draft.contact_mails))),
                phones=tuple(dict.fromkeys((*first.phones, *draft.contact_phones))),
            )
        draft.people_asked = bool(self._asked & {"members", "contact_person", "representative"})
        if self._target is ImportTarget.PLACES:
            self._check_coordinates(draft)

    def _check_coordinates(self, draft: Draft) -> None:
        values = draft.values
        if "latitude" not in values and "longitude" not in values:
            return
        latitude, longitude = values.get("latitude"), values.get("longitude")
        if latitude is None and longitude is None:
            return
        if latitude is None or longitude is None or abs(latitude) > 90 or abs(longitude) > 180:
            draft.doubt(RowReason.COORDINATES_UNCLEAR, "", f"{latitude or '–'}, {longitude or '–'}")
            values.pop("latitude", None)
            values.pop("longitude", None)

    def _reader(self, meaning: M) -> Callable[[Draft, M, str, Any], None]:
        if meaning in cell_readers.PLAIN:
            return _text_as_written if self._ours else cell_readers.plain
        if meaning in cell_readers.CHOICES:
            return cell_readers.choice
        if self._ours and meaning in _AS_WRITTEN:
            return _as_written
        if self._ours and meaning is M.REPRESENTATIVE:
            return _who_signs
        if meaning is M.CONSENTS:
            return _consents_as_written
        if self._ours and meaning in (M.LATITUDE, M.LONGITUDE):
            return _number_as_written
        by_meaning: dict[M, Callable[[Draft, M, str, Any], None]] = {
            M.FULL_NAME: cell_readers.full_name, M.FISCAL_CODE: self._code, M.VAT_NUMBER: self._code, M.DISTRICT: cell_readers.district,
            M.THEMES: cell_readers.themes, M.LANGUAGES: cell_readers.languages, M.REGISTERED_ON: cell_readers.day, M.RETAIN_UNTIL: cell_readers.day,
            M.EMAIL: cell_readers.mail, M.PEC: cell_readers.mail, M.CONTACT_EMAIL: cell_readers.mail, M.PHONE: self._phone, M.CONTACT_PHONE: self._phone,
            M.POST: cell_readers.post, M.WEB: cell_readers.web, M.CONTACT_PERSON: cell_readers.people, M.MEMBERS: cell_readers.people, M.REPRESENTATIVE: cell_readers.people,
            M.PARTNERS: cell_readers.names, M.GROUPS: cell_readers.names, M.MEMBER_ROLE: cell_readers.role, M.NOTICE_GIVEN_ON: cell_readers.day,
            M.NEWSLETTER: cell_readers.yes_or_no, M.PHOTOS: cell_readers.yes_or_no, M.LATITUDE: cell_readers.number, M.LONGITUDE: cell_readers.number,
            M.COORDINATES: cell_readers.coordinates, M.GEOMETRY: cell_readers.geometry, M.RECORD_ID: cell_readers.as_it_is,
        }  # fmt: skip
        return by_meaning[meaning]

    def _code(self, draft: Draft, meaning: M, heading: str, cell: Cell) -> None:
        text = cells.text_of(cell).replace(" ", "").upper()
        if isinstance(cell, int | float) and text.isdigit():
            text = text.zfill(11)  # a number has lost its first zeros
        is_vat = meaning is M.VAT_NUMBER
        text = text.removeprefix("IT") if is_vat else text
        if (self._codes.vat_number if is_vat else self._codes.fiscal_code)(text):
            draft.values[meaning.value] = text
        else:
            code = RowReason.VAT_NUMBER_WRONG if is_vat else RowReason.FISCAL_CODE_WRONG
            draft.doubt(code, heading, text)

    def _phone(self, draft: Draft, meaning: M, heading: str, cell: Cell) -> None:
        numbers = []
        for part in cells.phone_parts(cells.text_of(cell)) or [""]:
            number = self._number(part) if part else None
            if number is None:
                draft.doubt(RowReason.PHONE_UNCLEAR, heading, part or cell)
                return
            numbers.append(number)
        known = (
            draft.contact_phones if meaning is M.CONTACT_PHONE else draft.values.setdefault(M.PHONE.value, [])
        )
        known.extend(one for one in numbers if one not in known)
        cell_readers.note(draft, numbers, str(cell))

    def _number(self, text: str) -> str | None:
        if text not in self._phones:
            self._phones[text] = cells.italian_phone(text) or self._codes.phone(text) or None
        return self._phones[text]
