"""Contacts and consents in cells of a table, and back without loss: which contact is preferred, when a consent was withdrawn."""

from __future__ import annotations

from datetime import date
from typing import TYPE_CHECKING, Final

from cocity_desktop.application.cells import Item, in_cell, of_cell
from cocity_desktop.application.columns import WORDS, value_of
from cocity_desktop.application.views.exports import ConsentOut
from cocity_desktop.domain.registry import ConsentKind, NoticeChannel

if TYPE_CHECKING:
    from collections.abc import Sequence

    from cocity_desktop.application.views.exports import ContactOut

_PREFERRED: Final = "preferito"
_NOT: Final = "non preferito"
"""Only said before a note that would be taken for one of these words."""
_VERSION: Final = "versione "
_WITHDRAWN: Final = "ritirato il "


def contact_item(contact: ContactOut) -> Item:
    """The contact, that it is preferred, and the note beside it."""
    mark = (_PREFERRED,) if contact.preferred else (_NOT,) if contact.note in (_PREFERRED, _NOT) else ()
    return Item(contact.value, (*mark, contact.note) if contact.note else mark)


def contact_of(item: Item) -> tuple[str, str, bool]:
    """Value, note and whether it is preferred."""
    marked = bool(item.details) and item.details[0] in (_PREFERRED, _NOT)
    note = ", ".join(item.details[marked:])
    return item.text, note, marked and item.details[0] == _PREFERRED


def consents_in_cell(consents: Sequence[ConsentOut]) -> str:
    """Every notice and consent: what, when, how, which version, and when it was withdrawn."""
    return in_cell(tuple(_item(one) for one in consents))


def _item(one: ConsentOut) -> Item:
    details = [WORDS[one.channel]]
    if one.version:
        details.append(f"{_VERSION}{one.version}")
    if one.withdrawn_on:
        details.append(f"{_WITHDRAWN}{one.withdrawn_on.isoformat()}")
    return Item(f"{WORDS[one.consent_kind]} {one.given_on.isoformat()}", tuple(details))


def consents_of_cell(cell: str) -> tuple[ConsentOut, ...]:
    """Raises ValueError for a cell that `consents_in_cell` did not write."""
    found = tuple(_consent(item) for item in of_cell(cell))
    if consents_in_cell(found) != cell:
        raise ValueError(cell)
    return found


def _consent(item: Item) -> ConsentOut:
    word, _space, day = item.text.rpartition(" ")
    kind = value_of(ConsentKind, word)
    channel = value_of(NoticeChannel, item.details[0]) if item.details else None
    if kind is None or channel is None:
        raise ValueError(item.text)
    version, withdrawn = "", None
    for detail in item.details[1:]:
        if detail.startswith(_VERSION) and not version:
            version = detail.removeprefix(_VERSION)
        else:
            withdrawn = date.fromisoformat(detail.removeprefix(_WITHDRAWN))
    return ConsentOut(kind, date.fromisoformat(day), channel, version, withdrawn)
