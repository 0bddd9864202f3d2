"""One reader for each meaning of a column: it puts what a cell says in the draft of its row, or a doubt about it."""

from __future__ import annotations

import re
from dataclasses import replace
from typing import TYPE_CHECKING, Any, Final

from cocity_desktop.application import forms
from cocity_desktop.application.cells import Item, in_cell, of_cell
from cocity_desktop.application.importing import cells, kinds
from cocity_desktop.application.importing.folding import folded
from cocity_desktop.application.importing.people import people_in, role_of, split_name
from cocity_desktop.application.views.importing import ColumnMeaning as M
from cocity_desktop.application.views.importing import RowReason
from cocity_desktop.domain.registry import MemberRole

if TYPE_CHECKING:
    from collections.abc import Callable, Sequence

    from cocity_desktop.application.importing.drafts import Draft
    from cocity_desktop.application.importing.ports import Cell

LONG_TEXTS: Final = frozenset({M.DESCRIPTION, M.NOTE, M.CONSTRAINTS, M.NEEDS})
LISTS: Final = frozenset({M.EMAIL, M.PEC, M.PHONE, M.POST, M.WEB, M.MEMBERS, M.PARTNERS, M.GROUPS})
"""Slots that hold several things, each of which comes and goes by itself."""
PLAIN: Final = frozenset(
    {
        M.NAME, M.GIVEN_NAME, M.FAMILY_NAME, M.RUNTS_NUMBER, M.ADDRESS, M.CITY, M.QUARTER, M.DESCRIPTION,
        M.REPRESENTATION_PROOF, M.NEEDS, M.NEEDS_TIME, M.NEEDS_ACCESS, M.NEEDS_TRANSLATION, M.NOTE, M.CADASTRE,
        M.OWNER, M.CONSTRAINTS, M.STATE_OF_USE,
    }
)  # fmt: skip
CHOICES: Final[dict[M, tuple[Callable[[str], Any], RowReason]]] = {
    M.GROUP_KIND: (kinds.group_kind, RowReason.KIND_UNCLEAR),
    M.DECISION_MAKING: (kinds.decision_making, RowReason.CHOICE_UNCLEAR),
    M.NATURE: (kinds.nature, RowReason.CHOICE_UNCLEAR),
    M.STRAND: (kinds.strand, RowReason.CHOICE_UNCLEAR),
    M.NOTICE_CHANNEL: (kinds.channel, RowReason.CHOICE_UNCLEAR),
}
_OTHERWISE: Final = re.compile(r"\s/\s|\n")
"""How people part what a cell lists, and the app does not."""
_JOINED: Final = {M.ADDRESS: ", ", M.CADASTRE: ", ", M.DESCRIPTION: "\n", M.NOTE: "\n", M.CONSTRAINTS: "\n"}
_PEOPLE_ROLES: Final = {M.CONTACT_PERSON: MemberRole.CONTACT, M.REPRESENTATIVE: MemberRole.REPRESENTATIVE}


def plain(draft: Draft, meaning: M, heading: str, cell: Cell) -> None:
    """A text; several columns of one meaning are joined."""
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


def choice(draft: Draft, meaning: M, heading: str, cell: Cell) -> None:
    """One of a list of values, from its words or its code."""
    read, reason = CHOICES[meaning]
    found = read(cells.text_of(cell))
    if found is None:
        draft.doubt(reason, heading, cell)
    else:
        draft.values[meaning.value] = found


def full_name(draft: Draft, _meaning: M, heading: str, cell: Cell) -> None:
    """Given and family name from one cell."""
    text = cells.text_of(cell)
    if len(text) > forms.SHORT:
        draft.doubt(RowReason.NAME_TOO_LONG, heading, text, str(forms.SHORT))
        return
    given, family = split_name(text.replace(",", " "))
    draft.values.update(given_name=given, family_name=family)


def district(draft: Draft, meaning: M, heading: str, cell: Cell) -> None:
    """A circoscrizione."""
    found = cells.district(cell)
    if found is None:
        draft.doubt(RowReason.DISTRICT_UNCLEAR, heading, cell)
    else:
        draft.values[meaning.value] = found


def day(draft: Draft, meaning: M, heading: str, cell: Cell) -> None:
    """A day, however it is written."""
    found = cells.day(cell)
    if found is None:
        draft.doubt(RowReason.DATE_UNCLEAR, heading, cell)
    else:
        draft.values[meaning.value] = found


def number(draft: Draft, meaning: M, heading: str, cell: Cell) -> None:
    """A number, with a point or a comma."""
    found = cells.number(cell)
    if found is None:
        draft.doubt(RowReason.NUMBER_UNCLEAR, heading, cell)
    else:
        draft.values[meaning.value] = found


def coordinates(draft: Draft, _meaning: M, heading: str, cell: Cell) -> None:
    """Latitude and longitude in one cell."""
    found = cells.coordinates(cell)
    if found is None:
        draft.doubt(RowReason.COORDINATES_UNCLEAR, heading, cell)
    else:
        draft.values.update(latitude=found[0], longitude=found[1])


def geometry(draft: Draft, meaning: M, heading: str, cell: Cell) -> None:
    """A GeoJSON geometry (RFC 7946 §3.1)."""
    import json

    try:
        found = json.loads(str(cell).replace("’", "'"))
    except ValueError:
        found = None
    at = found.get("coordinates") if isinstance(found, dict) else None
    if isinstance(found, dict) and found.get("type") == "Point" and isinstance(at, list) and len(at) > 1:
        # A point is kept as coordinates alone (`domain.places.settled`).
        number(draft, M.LONGITUDE, heading, at[0])
        number(draft, M.LATITUDE, heading, at[1])
    elif isinstance(found, dict) and isinstance(found.get("coordinates"), list) and "type" in found:
        draft.values[meaning.value] = found
    else:
        draft.doubt(RowReason.COORDINATES_UNCLEAR, heading, cell)


def yes_or_no(draft: Draft, meaning: M, heading: str, cell: Cell) -> None:
    """A consent: yes, no, or the day it was given on."""
    found = cells.yes_or_no(cell)
    given_on = cells.day(cell) if found is None else None
    if found is None and given_on is None:
        draft.doubt(RowReason.CHOICE_UNCLEAR, heading, cell)
    else:
        draft.values[meaning.value] = given_on or found


def themes(draft: Draft, meaning: M, _heading: str, cell: Cell) -> None:
    """Themes, parted by commas or semicolons."""
    known = draft.values.get(meaning.value, ())
    draft.values[meaning.value] = tuple(dict.fromkeys((*known, *cells.pieces(cells.text_of(cell)))))


def languages(draft: Draft, meaning: M, heading: str, cell: Cell) -> None:
    """Languages as ISO 639-1 codes."""
    found = cells.languages(cell)
    if found is None:
        draft.doubt(RowReason.CHOICE_UNCLEAR, heading, cell)
    else:
        draft.values[meaning.value] = tuple(dict.fromkeys((*draft.values.get(meaning.value, ()), *found)))


def mail(draft: Draft, meaning: M, heading: str, cell: Cell) -> None:
    """Addresses; a PEC is told by its provider."""
    found = cells.mails(cell)
    if not found:
        draft.doubt(RowReason.MAIL_UNCLEAR, heading, cell)
        return
    note(draft, found, str(cell))
    for mail in found:
        if meaning is M.CONTACT_EMAIL:
            draft.contact_mails.append(mail)
            continue
        slot = M.PEC if meaning is M.PEC or cells.is_certified(mail) else M.EMAIL
        known = draft.values.setdefault(slot.value, [])
        if mail not in known:
            known.append(mail)


def note(draft: Draft, values: Sequence[str], cell: str) -> None:
    """What stands in brackets behind each contact, in a cell that the app wrote."""
    items = _listed(cell)
    if len(items) == len(values):
        draft.notes |= {
            value: ", ".join(item.details) for value, item in zip(values, items, strict=True) if item.details
        }


def _listed(cell: str) -> tuple[Item, ...]:
    """The things of a cell as the app writes lists; nothing for a cell that was written otherwise."""
    items = of_cell(cell)
    return items if in_cell(items) == cell and not _OTHERWISE.search(cell) else ()


def post(draft: Draft, meaning: M, heading: str, cell: Cell) -> None:
    """Postal addresses."""
    text = cells.text_of(cell)
    if len(text) > forms.SHORT:
        draft.doubt(RowReason.TOO_LONG, heading, text, str(forms.SHORT))
        return
    values = [item.text for item in _listed(text)] or [text]
    draft.values.setdefault(meaning.value, []).extend(values)
    note(draft, values, text)


def web(draft: Draft, meaning: M, heading: str, cell: Cell) -> None:
    """Addresses of pages."""
    found = cells.sites(cell)
    if not found:
        draft.doubt(RowReason.CHOICE_UNCLEAR, heading, cell)
    else:
        draft.values.setdefault(meaning.value, []).extend(found)
        note(draft, found, str(cell))


def people(draft: Draft, meaning: M, heading: str, cell: Cell) -> None:
    """People, with the role that their column gives unless the cell says another."""
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


def names(draft: Draft, meaning: M, _heading: str, cell: Cell) -> None:
    """Names of groups."""
    text = cells.text_of(cell)
    items = _listed(text)
    names = [f"{item.text} (capofila)" if _leads(item) else item.text for item in items]
    if not items:
        names = [part.strip() for part in re.split(r"[;\n|]|\s/\s", text) if part.strip()]
    draft.values.setdefault(meaning.value, []).extend(names)


def _leads(item: Item) -> bool:
    return any(folded(detail) in ("capofila", "lead") for detail in item.details)


def role(draft: Draft, meaning: M, _heading: str, cell: Cell) -> None:
    """What a person does in a group."""
    draft.values[meaning.value] = role_of(cells.text_of(cell))


def as_it_is(draft: Draft, meaning: M, _heading: str, cell: Cell) -> None:
    """Our own code of a record."""
    draft.values[meaning.value] = folded(str(cell)).replace(" ", "-")
