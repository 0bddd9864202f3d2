"""Two records that are one and that nobody proposed: which ones, found by typing part of their names."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any, NamedTuple

from cocity_desktop.domain.entity import EntityId
from cocity_desktop.localization import _, pgettext
from cocity_desktop.ui.dialogs.base import Dialog
from cocity_desktop.ui.dialogs.choosing import distinct, is_part, read_groups, read_people, read_places
from cocity_desktop.ui.widgets.layouts import column
from cocity_desktop.ui.widgets.looking_up import LookingUp
from cocity_desktop.ui.widgets.picker import Picker

if TYPE_CHECKING:
    from collections.abc import Callable

    from PySide6.QtWidgets import QWidget

    from cocity_desktop.application.likeness import RegistryFacts
    from cocity_desktop.application.services import Services
    from cocity_desktop.application.views.lists import Window

_READERS: dict[str, Callable[..., Window[Any]]] = {
    "person": read_people,
    "group": read_groups,
    "place": read_places,
}


class Choices(NamedTuple):
    """Records with words that tell them apart; `is_part`: of a longer list, the rest is looked up."""

    items: list[tuple[EntityId, str]]
    is_part: bool

    def without(self, record_id: EntityId) -> Choices:
        """All but one."""
        return self._replace(items=[item for item in self.items if item[0] != record_id])


def read_choices(services: Services, kind: str, words: str = "", also: EntityId | None = None) -> Choices:
    """On a lane: those that have these words, or the first; with `also`, that one among them."""
    window = _READERS[kind](services, words)
    ids = {row.id for row in window.rows} | ({also} if also is not None else set())
    return Choices(named(services.queries.facts(kind, sorted(ids))), is_part(window))


def named(facts: RegistryFacts) -> list[tuple[EntityId, str]]:
    """All by name; of equal names each with how it is reached or where it is, and only then counted."""
    rows = [
        (one.id, f"{one.given_name} {one.family_name}".strip(), next(iter((*one.mails, *one.phones)), ""))
        for one in facts.people
    ]
    rows += [(one.id, one.name, next(iter((*one.mails, *one.phones)), one.address)) for one in facts.groups]
    rows += [(one.id, one.name, one.address) for one in facts.places]
    return distinct(sorted(rows, key=lambda row: row[1].casefold()))


class OtherDialog(Dialog):
    """Which record is the same as this one."""

    ACTS = ("merge_records",)

    def __init__(
        self, parent: QWidget | None, name: str, known: Choices, find: Callable[[str], Choices]
    ) -> None:
        """`find` runs on the reading lane."""
        text = _("Choose the record that “{name}” is the same as. You see both before anything happens.")
        super().__init__(parent, _("The same as another"), text.format(name=name), primary=_("Compare"))
        self.picker = _picker(_("The other one"), known, find)
        self.set_body(self.picker)

    def accept(self) -> None:
        if _is_chosen(self.picker):
            super().accept()


class TwoDialog(Dialog):
    """Which two records are one; the first may be said already."""

    ACTS = ("merge_records",)

    def __init__(
        self,
        parent: QWidget | None,
        title: str,
        known: Choices,
        find: Callable[[str], Choices],
        first: EntityId | None = None,
    ) -> None:
        """`find` runs on the reading lane."""
        text = _("Choose the two records that are one. You see both before anything happens.")
        super().__init__(parent, title, text, primary=_("Compare"))
        self.one = _picker(pgettext("one of two records", "One"), known, find)
        self.other = _picker(_("The other one"), known, find)
        self.one.set_value(first)
        self.set_body(column(self.one, 12, self.other, gap=0))
        if self.one.value() is not None:
            self.other.line.setFocus()

    def accept(self) -> None:
        if not _is_chosen(self.one) or not _is_chosen(self.other):
            return
        if self.one.value() == self.other.value():
            self.other.set_error(_("That is the same record: choose another."))
            return
        super().accept()


def _picker(label: str, known: Choices, find: Callable[[str], Choices]) -> Picker[EntityId]:
    picker: Picker[EntityId] = Picker(label, known.items)
    if known.is_part:
        LookingUp(picker, lambda words: find(words).items)
    return picker


def _is_chosen(picker: Picker[EntityId]) -> bool:
    if picker.value() is not None:
        return True
    picker.set_error(_("Choose one of the list."))
    return False
