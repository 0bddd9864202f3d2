"""A row of a table as the values it gives, field by field, and what in it could not be read.

A *slot* is a meaning's value («address», «email»): most are fields of the record, the others are what belongs to it
(contacts, people, groups, consents). A cell that cannot be read gives no slot, so it changes nothing.
"""

from __future__ import annotations

import re
from dataclasses import dataclass, field, replace
from typing import TYPE_CHECKING, Any, Final

from cocity_desktop.application import forms
from cocity_desktop.application.importing import cells, kinds
from cocity_desktop.application.importing.folding import folded, tidy
from cocity_desktop.application.importing.people import NamedPerson, people_in, role_of, split_name
from cocity_desktop.application.importing.ports import TableRow
from cocity_desktop.application.views.importing import ColumnMeaning as M
from cocity_desktop.application.views.importing import Reason, RowReason
from cocity_desktop.domain.keeping import ImportTarget
from cocity_desktop.domain.registry import MemberRole

if TYPE_CHECKING:
    from collections.abc import Callable, Sequence

    from cocity_desktop.application.importing.ports import Cell
    from cocity_desktop.application.ports import ItalianCodes

_SHOWN: Final = 80
"""Characters of a cell that a reason shows."""
_LONGEST_SEARCHED: Final = 2_000
"""Characters of a cell in which names, numbers and addresses are looked for: it takes the square of it in time."""
_GARBLED: Final = re.compile(
    "\ufffd|Ã[\u00a0-\u00bf€‚ƒ„…†‡ˆ‰Š‹Œ]|â€|[\x00-\x08\x0b\x0c\x0e-\x1f\ud800-\udfff]"
)
_CONTROLS: Final = re.compile("[\x00-\x08\x0b\x0c\x0e-\x1f\ud800-\udfff]")
_ESCAPED: Final = re.compile(r"^['’](?=[=+\-@\t\r])")
"""The apostrophe by which a table that was written out keeps a text from being taken for a formula."""
LONG_TEXTS: Final = frozenset({M.DESCRIPTION, M.NOTE, M.CONSTRAINTS, M.NEEDS})
LISTS: Final = frozenset({M.EMAIL, M.PEC, M.PHONE, M.POST, M.WEB, M.MEMBERS, M.PARTNERS, M.GROUPS})
"""Slots that hold several things, each of which comes and goes by itself."""


@dataclass(slots=True)
class Draft:
    """What a row says. `values` by slot; `consents` as (slot, day or None); `people` with the roles their columns give."""

    row: TableRow
    values: dict[str, Any] = field(default_factory=dict)
    people: list[NamedPerson] = field(default_factory=list)
    people_asked: bool = False
    reasons: list[Reason] = field(default_factory=list)
    also: list[int] = field(default_factory=list)
    contact_mails: list[str] = field(default_factory=list)
    contact_phones: list[str] = field(default_factory=list)

    @property
    def title(self) -> str:
        """The name, for a person to find the row by."""
        values = self.values
        return str(
            values.get("name")
            or " ".join(filter(None, (values.get("given_name"), values.get("family_name"))))
        )

    def doubt(self, code: RowReason, heading: str, cell: Cell, other: str = "") -> None:
        """Something in the row cannot be read."""
        self.reasons.append(Reason(code, heading, _CONTROLS.sub("", str(cell))[:_SHOWN], other=other))


class RowReader:
    """Reads the rows of one table, whose columns mean what was agreed."""

    def __init__(
        self,
        target: ImportTarget,
        headings: Sequence[str],
        meanings: Sequence[M],
        codes: ItalianCodes,
    ) -> None:
        self._target = target
        self._codes = codes
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
        for position, heading, meaning, reader in self._columns:
            cell = row.cells[position]
            if isinstance(cell, str):
                cell = self._text(draft, heading, cell)
            if cell is None or cell == "":
                self._empty(draft, meaning)
            elif (
                isinstance(cell, str)
                and len(cell) > _LONGEST_SEARCHED
                and meaning not in _PLAIN | {M.GEOMETRY}
            ):
                draft.doubt(RowReason.TOO_LONG, heading, cell, str(_LONGEST_SEARCHED))
            else:
                reader(draft, meaning, heading, cell)
        self._finish(draft)
        return draft

    def _text(self, draft: Draft, heading: str, text: str) -> str | None:
        """A text without what a table's own program put in it; None when there is nothing to be read."""
        if text.startswith("="):
            draft.doubt(RowReason.FORMULA, heading, text)
            return None
        if text.startswith(("'", "’")):
            text = _ESCAPED.sub("", text)
        if not (text.isascii() and text.isprintable()) and _GARBLED.search(text):
            draft.doubt(RowReason.GARBLED, heading, text)
            text = _CONTROLS.sub("", text)
        return tidy(text)

    def _empty(self, draft: Draft, meaning: M) -> None:
        slot = meaning.value
        if meaning in LISTS:
            draft.values.setdefault(slot, [])
        elif meaning in _PLAIN or meaning in (M.FISCAL_CODE, M.VAT_NUMBER):
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
        if meaning in _PLAIN:
            return _plain
        if meaning in _CHOICES:
            return _choice
        by_meaning: dict[M, Callable[[Draft, M, str, Any], None]] = {
            M.FULL_NAME: _full_name, M.FISCAL_CODE: self._code, M.VAT_NUMBER: self._code, M.DISTRICT: _district,
            M.THEMES: _themes, M.LANGUAGES: _languages, M.REGISTERED_ON: _day, M.RETAIN_UNTIL: _day,
            M.EMAIL: _mail, M.PEC: _mail, M.CONTACT_EMAIL: _mail, M.PHONE: self._phone, M.CONTACT_PHONE: self._phone,
            M.POST: _post, M.WEB: _web, M.CONTACT_PERSON: _people, M.MEMBERS: _people, M.REPRESENTATIVE: _people,
            M.PARTNERS: _names, M.GROUPS: _names, M.MEMBER_ROLE: _role, M.NOTICE_GIVEN_ON: _day,
            M.NEWSLETTER: _yes_or_no, M.PHOTOS: _yes_or_no, M.LATITUDE: _number, M.LONGITUDE: _number,
            M.COORDINATES: _coordinates, M.GEOMETRY: _geometry, M.RECORD_ID: _as_it_is,
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

    def _number(self, text: str) -> str | None:
        if text not in self._phones:
            self._phones[text] = cells.italian_phone(text) or self._codes.phone(text) or None
        return self._phones[text]


_PLAIN: Final = frozenset(
    {
        M.NAME, M.GIVEN_NAME, M.FAMILY_NAME, M.RUNTS_NUMBER, M.ADDRESS, M.CITY, M.QUARTER, M.DESCRIPTION,
        M.REPRESENTATION_PROOF, M.NEEDS, M.NEEDS_TIME, M.NEEDS_ACCESS, M.NEEDS_TRANSLATION, M.NOTE, M.CADASTRE,
        M.OWNER, M.CONSTRAINTS, M.STATE_OF_USE,
    }
)  # fmt: skip
_CHOICES: Final[dict[M, tuple[Callable[[str], Any], RowReason]]] = {
    M.GROUP_KIND: (kinds.group_kind, RowReason.KIND_UNCLEAR),
    M.DECISION_MAKING: (kinds.decision_making, RowReason.CHOICE_UNCLEAR),
    M.NATURE: (kinds.nature, RowReason.CHOICE_UNCLEAR),
    M.STRAND: (kinds.strand, RowReason.CHOICE_UNCLEAR),
    M.NOTICE_CHANNEL: (kinds.channel, RowReason.CHOICE_UNCLEAR),
}
_JOINED: Final = {M.ADDRESS: ", ", M.CADASTRE: ", ", M.DESCRIPTION: "\n", M.NOTE: "\n", M.CONSTRAINTS: "\n"}
_PEOPLE_ROLES: Final = {M.CONTACT_PERSON: MemberRole.CONTACT, M.REPRESENTATIVE: MemberRole.REPRESENTATIVE}


def _plain(draft: Draft, meaning: M, heading: str, cell: Cell) -> None:
    text, slot = cells.text_of(cell), meaning.value
    before = draft.values.get(slot)
    if before and meaning in _JOINED:
        text = f"{before}{_JOINED[meaning]}{text}"
    limit = forms.LONG if meaning in LONG_TEXTS else forms.SHORT
    if len(text) > limit:
        named = meaning in (M.NAME, M.GIVEN_NAME, M.FAMILY_NAME)
        draft.doubt(RowReason.NAME_TOO_LONG if named else RowReason.TOO_LONG, heading, text, str(limit))
    else:
        draft.values[slot] = text


def _choice(draft: Draft, meaning: M, heading: str, cell: Cell) -> None:
    read, reason = _CHOICES[meaning]
    found = read(cells.text_of(cell))
    if found is None:
        draft.doubt(reason, heading, cell)
    else:
        draft.values[meaning.value] = found


def _full_name(draft: Draft, _meaning: M, heading: str, cell: Cell) -> None:
    text = cells.text_of(cell)
    if len(text) > forms.SHORT:
        draft.doubt(RowReason.NAME_TOO_LONG, heading, text, str(forms.SHORT))
        return
    given, family = split_name(text.replace(",", " "))
    draft.values.update(given_name=given, family_name=family)


def _district(draft: Draft, meaning: M, heading: str, cell: Cell) -> None:
    found = cells.district(cell)
    if found is None:
        draft.doubt(RowReason.DISTRICT_UNCLEAR, heading, cell)
    else:
        draft.values[meaning.value] = found


def _day(draft: Draft, meaning: M, heading: str, cell: Cell) -> None:
    found = cells.day(cell)
    if found is None:
        draft.doubt(RowReason.DATE_UNCLEAR, heading, cell)
    else:
        draft.values[meaning.value] = found


def _number(draft: Draft, meaning: M, heading: str, cell: Cell) -> None:
    found = cells.number(cell)
    if found is None:
        draft.doubt(RowReason.NUMBER_UNCLEAR, heading, cell)
    else:
        draft.values[meaning.value] = found


def _coordinates(draft: Draft, _meaning: M, heading: str, cell: Cell) -> None:
    found = cells.coordinates(cell)
    if found is None:
        draft.doubt(RowReason.COORDINATES_UNCLEAR, heading, cell)
    else:
        draft.values.update(latitude=found[0], longitude=found[1])


def _geometry(draft: Draft, meaning: M, heading: str, cell: Cell) -> None:
    import json

    try:
        found = json.loads(str(cell).replace("’", "'"))
    except ValueError:
        found = None
    if isinstance(found, dict) and isinstance(found.get("coordinates"), list) and "type" in found:
        draft.values[meaning.value] = found
    else:
        draft.doubt(RowReason.COORDINATES_UNCLEAR, heading, cell)


def _yes_or_no(draft: Draft, meaning: M, heading: str, cell: Cell) -> None:
    found = cells.yes_or_no(cell)
    given_on = cells.day(cell) if found is None else None
    if found is None and given_on is None:
        draft.doubt(RowReason.CHOICE_UNCLEAR, heading, cell)
    else:
        draft.values[meaning.value] = given_on or found


def _themes(draft: Draft, meaning: M, _heading: str, cell: Cell) -> None:
    known = draft.values.get(meaning.value, ())
    draft.values[meaning.value] = tuple(dict.fromkeys((*known, *cells.pieces(cells.text_of(cell)))))


def _languages(draft: Draft, meaning: M, heading: str, cell: Cell) -> None:
    found = cells.languages(cell)
    if found is None:
        draft.doubt(RowReason.CHOICE_UNCLEAR, heading, cell)
    else:
        draft.values[meaning.value] = tuple(dict.fromkeys((*draft.values.get(meaning.value, ()), *found)))


def _mail(draft: Draft, meaning: M, heading: str, cell: Cell) -> None:
    found = cells.mails(cell)
    if not found:
        draft.doubt(RowReason.MAIL_UNCLEAR, heading, cell)
        return
    for mail in found:
        if meaning is M.CONTACT_EMAIL:
            draft.contact_mails.append(mail)
            continue
        slot = M.PEC if meaning is M.PEC or cells.is_certified(mail) else M.EMAIL
        known = draft.values.setdefault(slot.value, [])
        if mail not in known:
            known.append(mail)


def _post(draft: Draft, meaning: M, heading: str, cell: Cell) -> None:
    text = cells.text_of(cell)
    if len(text) > forms.SHORT:
        draft.doubt(RowReason.TOO_LONG, heading, text, str(forms.SHORT))
    else:
        draft.values.setdefault(meaning.value, []).append(text)


def _web(draft: Draft, meaning: M, heading: str, cell: Cell) -> None:
    found = cells.sites(cell)
    if not found:
        draft.doubt(RowReason.CHOICE_UNCLEAR, heading, cell)
    else:
        draft.values.setdefault(meaning.value, []).extend(found)


def _people(draft: Draft, meaning: M, heading: str, cell: Cell) -> None:
    found = people_in(str(cell))
    if not found:
        draft.doubt(RowReason.PEOPLE_UNCLEAR, heading, cell)
        return
    role = _PEOPLE_ROLES.get(meaning)
    known = {person.key: position for position, person in enumerate(draft.people)}
    for person in found:
        one = replace(person, role=person.role or role)
        if one.key not in known:
            draft.people.append(one)
        elif draft.people[known[one.key]].role in (None, MemberRole.MEMBER):
            draft.people[known[one.key]] = one


def _names(draft: Draft, meaning: M, _heading: str, cell: Cell) -> None:
    known = draft.values.setdefault(meaning.value, [])
    text = re.sub(r"\((capofila|lead)\)", lambda found: f"({found.group(1)})", cells.text_of(cell))
    known.extend(part.strip() for part in re.split(r"[;\n|]|\s/\s", text) if part.strip())


def _role(draft: Draft, meaning: M, _heading: str, cell: Cell) -> None:
    draft.values[meaning.value] = role_of(cells.text_of(cell))


def _as_it_is(draft: Draft, meaning: M, _heading: str, cell: Cell) -> None:
    draft.values[meaning.value] = folded(str(cell)).replace(" ", "-")
