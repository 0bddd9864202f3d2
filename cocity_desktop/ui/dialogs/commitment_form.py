"""The form of a commitment: who, what, by when or how often, with which resources, for which article."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace
from typing import TYPE_CHECKING, NamedTuple

from cocity_desktop.application.commitments import (
    AddCommitment,
    CommitmentFields,
    UpdateCommitment,
    add_commitment,
    update_commitment,
)
from cocity_desktop.application.parties import city_name
from cocity_desktop.application.views.lists import Window
from cocity_desktop.application.views.registry import GroupRow
from cocity_desktop.application.views.work import ProcessRow
from cocity_desktop.domain.commitments import PartyKind
from cocity_desktop.domain.errors import ErrorCode, UserError
from cocity_desktop.labels import label_of
from cocity_desktop.localization import _
from cocity_desktop.ui.dialogs.choosing import distinct, group_items, is_part, only_named, read_groups
from cocity_desktop.ui.dialogs.form_dialog import FormDialog
from cocity_desktop.ui.operation import Operation
from cocity_desktop.ui.record_words import capital
from cocity_desktop.ui.widgets.choice import Choice
from cocity_desktop.ui.widgets.date_fields import DateField
from cocity_desktop.ui.widgets.looking_up import LookingUp
from cocity_desktop.ui.widgets.number_fields import MoneyField, SpinField
from cocity_desktop.ui.widgets.picker import Picker
from cocity_desktop.ui.widgets.text_fields import TextArea, TextField

if TYPE_CHECKING:
    from collections.abc import Callable
    from datetime import date

    from PySide6.QtWidgets import QWidget

    from cocity_desktop.application.changes import Changes
    from cocity_desktop.application.services import Services
    from cocity_desktop.application.views.work import CommitmentRow

_NO_HEADING = ""
_PUBLIC = (PartyKind.COMUNE, PartyKind.CIRCOSCRIZIONE, PartyKind.HOUSE)


class Party(NamedTuple):
    """Who promises, as a command wants it."""

    kind: PartyKind
    group_id: str | None = None
    name: str = ""


class CommitmentChoices(NamedTuple):
    """What a commitment can be about: `spoken` are the names by which the house and the Comune are called anyway."""

    processes: Sequence[ProcessRow]
    groups: Window[GroupRow]
    headings: Sequence[tuple[str, str]]
    spoken: frozenset[str]


def read_headings(services: Services, process_id: str | None) -> list[tuple[str, str]]:
    """(code, words) of the headings of a process's regulation; none while no process is chosen."""
    if process_id is None:
        return []
    process = services.queries.process(process_id)
    regulation = services.regulations.find(process.regulation_code)
    headings = regulation.for_form(process.form).headings if regulation else ()
    return [(one.code, f"{one.number}. {one.short_title}") for one in headings]


def read_choices(services: Services, process_id: str | None) -> CommitmentChoices:
    """On the database lane: everything the form offers."""
    queries = services.queries
    house = queries.house()
    spoken = frozenset({house.name, city_name(house)})
    return CommitmentChoices(
        queries.processes(), read_groups(services), read_headings(services, process_id), spoken
    )


class CommitmentDialog(FormDialog):
    """`known` is the commitment to edit, None for a new one (then `process_id` may be chosen beforehand)."""

    ACTS = ("add_commitment", "update_commitment")

    def __init__(
        self,
        parent: QWidget | None,
        services: Services,
        choices: CommitmentChoices,
        today: date,
        known: CommitmentRow | None = None,
        process_id: str | None = None,
    ) -> None:
        title = _("Edit the commitment") if known else _("New commitment")
        super().__init__(parent, title, known.process if known else "", width=640)
        self._services, self._known, self._choices = services, known, choices
        self._make_fields(today)
        self._lay_out()
        if known is not None:
            self._fill(known)
        else:
            self.process.set_value(process_id)
            self.agreed_on.set_value(today)
        self.show_form()

    def _make_fields(self, today: date) -> None:
        given = self._choices
        self.process = Picker(_("Process"), distinct([(p.id, p.title, p.place) for p in given.processes]))
        self.process.chosen.connect(self._read_headings)
        self.party: Picker[Party] = Picker(
            _("Who"), _parties(given.groups), free=True,
            help_text=_("A group, the Comune, the house; or write who it is"),
        )  # fmt: skip
        if is_part(given.groups):
            LookingUp(self.party, lambda words: _parties(read_groups(self._services, words), words))
        self.what = TextArea(_("What"), lines=2)
        self.due_on = DateField(_("By when"), today=today)
        self.recurrence = TextField(_("How often"), placeholder=_("every Saturday"))
        self.starts_on = DateField(_("Starting on"), today=today)
        self.money = MoneyField(_("Money"))
        self.hours = SpinField(_("Hours of work"), lowest=0)
        self.materials = TextField(_("Materials"), placeholder=_("soil, two benches"))
        self.heading = Choice(_("Article of the pact"), self._heading_items(given.headings))
        self.agreed_on = DateField(_("Agreed on"), today=today)

    def _lay_out(self) -> None:
        form = self.form
        if self._known is None:
            form.add("process_id", self.process)
        form.add("group_id", self.party)
        form.add("what", self.what)
        form.add_row(("due_on", self.due_on), ("recurrence", self.recurrence), ("starts_on", self.starts_on))
        form.add_row(("money_cents", self.money), ("hours", self.hours), ("materials", self.materials))
        form.add("heading", self.heading)
        if self._known is None:
            form.add("agreed_on", self.agreed_on)

    def _fill(self, known: CommitmentRow) -> None:
        self.party.line.setText(known.party)
        self.what.set_text(known.what)
        self.due_on.set_value(known.due_on)
        self.recurrence.set_text(known.recurrence)
        self.starts_on.set_value(known.starts_on)
        self.money.set_value(known.money_cents)
        self.hours.set_value(known.hours)
        self.materials.set_text(known.materials)
        self.heading.set_value(known.heading)

    def accept(self) -> None:
        if self._known is None and self.form.check() and self.process.value() is None:
            self.form.show_fault(UserError(ErrorCode.REQUIRED, "process_id"))
            return
        super().accept()

    def work(self) -> Callable[[], Changes]:
        services, fields = self._services, self.fields()
        if self._known is not None:
            edited = UpdateCommitment(commitment_id=self._known.id, fields=fields)
            return lambda: services.run(
                update_commitment, replace(edited, fields=self._looked_up(edited.fields))
            )
        new = AddCommitment(
            process_id=self.process.value() or "", fields=fields, agreed_on=self.agreed_on.value()
        )
        return lambda: services.run(add_commitment, replace(new, fields=self._looked_up(new.fields)))

    def _looked_up(self, fields: CommitmentFields) -> CommitmentFields:
        """Who types a name faster than it is looked up means the group of that name, as in a list that is there whole."""
        known = self._known.party if self._known is not None else ""
        if fields.party_kind is not PartyKind.OTHER or not is_part(self._choices.groups):
            return fields
        if not fields.party_name or fields.party_name == known:
            return fields
        group_id = only_named(read_groups(self._services, fields.party_name).rows, fields.party_name)
        if group_id is None:
            return fields
        return replace(fields, party_kind=PartyKind.GROUP, group_id=group_id, party_name="")

    def fields(self) -> CommitmentFields:
        """What is typed."""
        party = self.promiser()
        return CommitmentFields(
            what=self.what.text(),
            party_kind=party.kind,
            group_id=party.group_id,
            party_name=party.name,
            due_on=self.due_on.value(),
            recurrence=self.recurrence.text(),
            starts_on=self.starts_on.value(),
            money_cents=self.money.value(),
            hours=self.hours.value(),
            materials=self.materials.text(),
            heading=self.heading.value() or _NO_HEADING,
        )

    def promiser(self) -> Party:
        """Who promises: as it was if the words are those of before, one of the list, or a name of its own."""
        text, known = self.party.text(), self._known
        if known is not None and text == known.party:
            named = known.group_id is None and text not in self._choices.spoken
            return Party(known.party_kind, known.group_id, text if named else "")
        return self.party.value() or Party(PartyKind.OTHER, None, text)

    def _heading_items(self, headings: Sequence[tuple[str, str]]) -> list[tuple[str, str]]:
        return [(_NO_HEADING, _("not said yet")), *headings]

    def _read_headings(self, process_id: str | None) -> None:
        services = self._services
        Operation(self, lambda: read_headings(services, process_id)).on_success(
            lambda found: self.heading.set_items(self._heading_items(found))
        ).on_error(self.form.show_fault).start()


def _parties(groups: Window[GroupRow], words: str = "") -> list[tuple[Party, str]]:
    """Groups, then who can promise besides and has `words` in what they are called."""
    public = {capital(label_of(kind)): Party(kind) for kind in _PUBLIC}
    named = {called: Party(PartyKind.GROUP, group_id) for group_id, called in group_items(groups.rows)}
    named |= {called: party for called, party in public.items() if words.casefold() in called.casefold()}
    return [(party, called) for called, party in named.items()]
