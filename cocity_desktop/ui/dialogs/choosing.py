"""Choosing a group, a person or a place of the archive in a form: the first of a list, and of a longer one what is typed.

A form is handed a window of the list (`read_…`, on a lane), never the list: it opens as fast among 10,000 groups as
among ten.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from cocity_desktop.application.views.lists import ListQuestion, Span
from cocity_desktop.labels import label_of
from cocity_desktop.ui.record_words import district
from cocity_desktop.ui.widgets.looking_up import LookingUp
from cocity_desktop.ui.widgets.picker import Picker

if TYPE_CHECKING:
    from collections.abc import Callable, Collection, Iterable, Sequence

    from cocity_desktop.application.services import Services
    from cocity_desktop.application.views.lists import Window
    from cocity_desktop.application.views.registry import GroupRow, PersonRow, PlaceRow

MOST = 200
"""So many are handed to a form; of more, those that are typed are looked up."""
CHOICES = Span(limit=MOST)


def read_people(services: Services, words: str = "") -> Window[PersonRow]:
    """The people that a form may choose among, or the first of them."""
    return services.queries.people_window(ListQuestion(words=words), CHOICES)


def read_groups(services: Services, words: str = "") -> Window[GroupRow]:
    """The groups that a form may choose among, or the first of them."""
    return services.queries.groups_window(ListQuestion(words=words), CHOICES)


def read_places(services: Services, words: str = "", around: str | None = None) -> Window[PlaceRow]:
    """The places that a form may choose among, or some of them: those around one that is chosen already."""
    return services.queries.places_window(ListQuestion(words=words), Span(limit=MOST, around=around))


def is_part(known: Window[Any]) -> bool:
    """Whether there are more than were handed over."""
    return known.total > len(known.rows)


def group_items(rows: Iterable[GroupRow], without: Collection[str] = ()) -> list[tuple[str, str]]:
    """What a picker of groups offers."""
    return distinct([(one.id, one.name, label_of(one.group_kind)) for one in rows if one.id not in without])


def group_picker(
    services: Services, known: Window[GroupRow], label: str, without: Collection[str] = ()
) -> Picker[str]:
    """A field for a group, those of `without` not among its answers."""
    return _picker(
        label, known, lambda rows: group_items(rows, without), lambda words: read_groups(services, words)
    )


def place_picker(services: Services, known: Window[PlaceRow], label: str, help_text: str = "") -> Picker[str]:
    """A field for a place."""

    def items(rows: Iterable[PlaceRow]) -> list[tuple[str, str]]:
        return distinct([(one.id, one.name, one.address or district(one.district)) for one in rows])

    return _picker(label, known, items, lambda words: read_places(services, words), help_text)


def _picker(
    label: str,
    known: Window[Any],
    items: Callable[[Iterable[Any]], list[tuple[str, str]]],
    read: Callable[[str], Window[Any]],
    help_text: str = "",
) -> Picker[str]:
    picker: Picker[str] = Picker(label, items(known.rows), help_text=help_text)
    if is_part(known):
        LookingUp(picker, lambda words: items(read(words).rows))
    return picker


def only_named(rows: Iterable[GroupRow | PersonRow], name: str) -> str | None:
    """The one record of that whole name, for who types faster than is looked up."""
    same = [one.id for one in rows if one.name.casefold() == name.casefold()]
    return same[0] if len(same) == 1 else None


def distinct(rows: Sequence[tuple[str, str, str]]) -> list[tuple[str, str]]:
    """(id, words) of (id, name, what else is known), where equal names are told apart by the rest, then counted."""
    names = [name for _id, name, _rest in rows]
    used: set[str] = set()
    told = []
    for record_id, name, rest in rows:
        words = f"{name}, {rest}" if names.count(name) > 1 and rest else name
        count = 1
        unique = words
        while unique in used:
            count += 1
            unique = f"{words} ({count})"
        used.add(unique)
        told.append((record_id, unique))
    return told
