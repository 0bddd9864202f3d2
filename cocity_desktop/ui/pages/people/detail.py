"""One person, beside the list: how to reach them, what they need, which groups they are in, what they were told."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from functools import partial
from typing import TYPE_CHECKING, Any

from PySide6.QtCore import Signal

from cocity_desktop.application.views.codes import code_of
from cocity_desktop.application.views.registry import ConsentRow, PersonDetail
from cocity_desktop.application.views.today import HistoryRow
from cocity_desktop.localization import _, day, local, number
from cocity_desktop.ui.pages.people import words
from cocity_desktop.ui.permitted import doing
from cocity_desktop.ui.record_words import given_on, on_day, period
from cocity_desktop.ui.shell.change_words import words_for_change
from cocity_desktop.ui.widgets.buttons import Button
from cocity_desktop.ui.widgets.detail_pane import DetailLine, DetailPane
from cocity_desktop.ui.widgets.layouts import holding, row

if TYPE_CHECKING:
    from datetime import date

    from PySide6.QtWidgets import QWidget

_EVENTS = 6
ERASE = "erase"
"""The act of erasing for good."""
_COMMITS = {
    ERASE: "erase_person", "remove": "remove_person", "record_consent": "record_consent", "export_data": "note_export",
}  # fmt: skip
"""The label of the change that each act at the foot makes (`ui.permitted`)."""


@dataclass(frozen=True, slots=True)
class PersonFile:
    """A person with the history of the record."""

    person: PersonDetail
    history: Sequence[HistoryRow]


class PersonPane(DetailPane):
    """`asked(act, person, thing)`: what the person at the desk wants done. `went(page, id)`: where to go.

    `tools` are acts of other parts of the app: (icon, words, act), each a button at the foot, told by `asked`.
    """

    asked = Signal(str, object, object)
    went = Signal(str, str)

    def __init__(self, tools: Sequence[tuple[str, Callable[[], str], str]] = ()) -> None:
        super().__init__(name=_("The selected person"))
        self._tools = tuple(tools)

    def tell(self, file: PersonFile, today: date) -> None:
        """Show one person."""
        person = file.person
        self.begin(person.id)
        code = code_of(person.id) if person.erased_number is None else ""
        self.heading(words.over(person), person.name, self._actions(person), code)
        self._facts(person, today)
        self._contacts(person)
        self._groups(person)
        self._notices(person, today)
        self._history(file.history, today)
        self.write_more(person.id, person.name)
        for icon, said, act in self._tools:
            self.add(self._tool(icon, said(), act, person), 4)
        self.add(self._tool("delete", _("Remove the person"), "remove", person), 4)
        self.finish()

    def _ask(self, act: str, person: PersonDetail, thing: Any = None) -> None:
        self.asked.emit(act, person, thing)

    def _actions(self, person: PersonDetail) -> list[QWidget]:
        edit = doing(Button(_("Edit"), icon="pencil", shortcut="F2"), "update_person")
        edit.clicked.connect(lambda: self._ask("edit", person))
        return [edit]

    def _tool(self, icon: str, said: str, act: str, person: PersonDetail) -> QWidget:
        button = doing(Button(said, "ghost", icon=icon), _COMMITS[act])
        button.clicked.connect(lambda: self._ask(act, person))
        return holding(row(button, None))

    def _facts(self, person: PersonDetail, today: date) -> None:
        self.add(row(), 6)
        given = person.notice_on
        said = given_on(given, today) if given else _("to be given")
        self.fact(
            _("Privacy notice"), said, icon="tick" if given else "warning-circle",
            token="success" if given else "warning",
        )  # fmt: skip
        self.fact(_("Languages"), words.languages(person.languages))
        self.fact(_("Times"), person.needs_time)
        self.fact(_("Access"), person.needs_access)
        self.fact(_("Translation"), person.needs_translation)
        self.fact(_("Other needs"), person.needs)
        self.fact(_("Codice fiscale"), person.fiscal_code)
        self.fact(_("Note"), person.note)
        if person.retain_until is not None:
            self.fact(_("To look at again"), day(person.retain_until, "d MMMM y"))

    def _contacts(self, person: PersonDetail) -> None:
        self.section(_("Contacts"), "" if person.contacts else _("none"))
        for one in person.contacts:
            said, note = words.contact(one)
            self.line(DetailLine(said, icon=words.CONTACT_ICONS[one.contact_kind], trailing=note))

    def _groups(self, person: PersonDetail) -> None:
        self.section(_("Groups"), number(len(person.groups)) if person.groups else _("none"))
        for one in person.groups:
            self._group(one)
        if person.former:
            self.section(_("Was in"), number(len(person.former)))
            for one in person.former:
                self._group(one)

    def _group(self, one: Any) -> None:
        go = partial(self.went.emit, "groups", one.group_id)
        below = period(one.since, one.until)
        self.line(DetailLine(one.name, icon="group", trailing=words.role(one), below=below, go=go))

    def _notices(self, person: PersonDetail, today: date) -> None:
        give = doing(Button(_("Record it"), "ghost", icon="plus", compact=True), "give_notice")
        give.setAccessibleName(_("Record that the privacy notice was given"))
        give.clicked.connect(lambda: self._ask("give_notice", person))
        self.section(_("Notices and consents"), action=give)
        for one in person.consents:
            said, how = words.consent(one, today)
            self.line(DetailLine(said, icon="note", below=how), *self._withdrawal(person, one))
        if person.erased_number is None:
            self.add(self._tool("plus", _("Record a consent"), "record_consent", person), 4)

    def _withdrawal(self, person: PersonDetail, one: ConsentRow) -> list[QWidget]:
        """What can be taken back is a consent that stands; a notice was given or not."""
        if words.is_notice(one) or one.withdrawn_on is not None:
            return []
        button = doing(Button(_("Taken back"), "ghost", compact=True), "withdraw_consent")
        button.setToolTip(_("Record that the consent was taken back"))
        button.clicked.connect(lambda: self._ask("withdraw_consent", person, one))
        return [button]

    def _history(self, rows: Sequence[HistoryRow], today: date) -> None:
        self.section(_("History"))
        events = list(dict.fromkeys((one.at, one.label, one.actor) for one in rows))
        for at, label, actor in events[:_EVENTS]:
            said = _("{when}, {what}").format(
                when=on_day(local(at).date(), today), what=words_for_change(label, "")
            )
            self.line(DetailLine(said, icon="clock", trailing=actor))
