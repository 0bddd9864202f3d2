"""One group, beside the list: how it decides, who signs, who is in it, where it takes part, what happened."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from functools import partial
from typing import TYPE_CHECKING, Any

from PySide6.QtCore import Signal

from cocity_desktop.application.views.codes import code_of
from cocity_desktop.application.views.registry import GroupDetail
from cocity_desktop.application.views.today import HistoryRow
from cocity_desktop.application.views.work import CommitmentRow
from cocity_desktop.domain.registry import DecisionMaking
from cocity_desktop.labels import label_of
from cocity_desktop.localization import _, by_day, language_name, local, number
from cocity_desktop.ui.dialogs.attachments import attachment_line
from cocity_desktop.ui.pages.groups import words
from cocity_desktop.ui.permitted import doing
from cocity_desktop.ui.record_words import capital, on_day, path_dots, period
from cocity_desktop.ui.shell.change_words import words_for_change
from cocity_desktop.ui.widgets.buttons import Button, IconButton
from cocity_desktop.ui.widgets.detail_pane import DetailLine, DetailPane
from cocity_desktop.ui.widgets.layouts import holding, row

if TYPE_CHECKING:
    from datetime import date, datetime

    from PySide6.QtWidgets import QWidget

    from cocity_desktop.application.views.registry import MemberRow, PartnerRow, ProcessBrief
    from cocity_desktop.ui.theme.tokens import Token

_PEOPLE, _EVENTS, _PROMISES = 5, 6, 4


@dataclass(frozen=True, slots=True)
class GroupFile:
    """A group with its open commitments and its history."""

    group: GroupDetail
    commitments: Sequence[CommitmentRow]
    history: Sequence[HistoryRow]


class GroupPane(DetailPane):
    """`asked(act, group, thing)`: what the person wants done, for the page to do. `went(page, id)`: where to go.

    `meeting_asked(process id)`: a new meeting, of the group's process if it has one that goes on.
    """

    asked = Signal(str, object, object)
    went = Signal(str, str)
    meeting_asked = Signal(str)

    def __init__(self) -> None:
        super().__init__(name=_("The selected group"))
        self._all_of: str | None = None

    def tell(self, file: GroupFile, today: date) -> None:
        """Show one group."""
        group = file.group
        self.begin(group.id)
        self.heading(words.over(group), group.name, self._actions(group), code_of(group.id))
        self._facts(group, today)
        self._people(group)
        self._former(group)
        self._partners(group)
        self._processes(group)
        self._commitments(file, today)
        self._documents(group)
        self._history(file.history, today)
        self.write_more(group.id, group.name)
        self.add(self._tool("delete", _("Remove the group"), "remove", group), 4)
        self.finish()

    def _ask(self, act: str, group: GroupDetail, thing: Any = None) -> None:
        self.asked.emit(act, group, thing)

    def _actions(self, group: GroupDetail) -> list[QWidget]:
        edit = doing(Button(_("Edit"), icon="pencil", shortcut="F2"), "update_group")
        edit.clicked.connect(lambda: self._ask("edit", group))
        meeting = doing(Button(_("New meeting"), "ghost", icon="meeting"), "schedule_meeting")
        going_on = next((process.id for process in group.processes if process.stage is not None), "")
        meeting.clicked.connect(lambda: self.meeting_asked.emit(going_on))
        return [edit, meeting]

    def _tool(self, icon: str, said: str, act: str, group: GroupDetail) -> QWidget:
        button = doing(Button(said, "ghost", icon=icon), "remove_group")
        button.clicked.connect(lambda: self._ask(act, group))
        return holding(row(button, None))

    def _facts(self, group: GroupDetail, today: date) -> None:
        self.add(row(), 6)
        decides = group.decision_making
        self.fact(_("How it decides"), label_of(decides), token=_known(decides is not DecisionMaking.UNKNOWN))
        self.fact(
            _("Who signs"), words.signs(group) or _("nobody yet"), token=_known(bool(group.representative))
        )
        self.fact(
            _("Contacts"), words.contacts(group.contacts) or _("none"), token=_known(bool(group.contacts))
        )
        self.fact(_("Address"), group.address)
        said, given = words.notices(group.members, today)
        self.fact(
            _("Privacy notice"), said, icon="tick" if given else "warning-circle",
            token="success" if given else "warning",
        )  # fmt: skip
        self.fact(_("Codice fiscale"), group.fiscal_code)
        self.fact(_("Partita IVA"), group.vat_number)
        self.fact(_("RUNTS"), group.runts_number)
        self.fact(_("Themes"), ", ".join(group.themes))
        self.fact(_("Languages"), ", ".join(language_name(code) for code in group.languages))
        self.fact(_("About"), group.description)

    def _people(self, group: GroupDetail) -> None:
        add = doing(Button(_("Add"), "ghost", icon="plus", compact=True), "add_member")
        add.setAccessibleName(_("Add a person"))
        add.clicked.connect(lambda: self._ask("add_member", group))
        self.section(_("People"), number(len(group.members)) if group.members else _("nobody yet"), add)
        shown = group.members if self._all_of == group.id else group.members[:_PEOPLE]
        for member in shown:
            self.line(*self._member(group, member))
        hidden = len(group.members) - len(shown)
        if hidden:
            more = Button(_("Show the other {n}").format(n=number(hidden)), "ghost", compact=True)
            more.clicked.connect(lambda: self._show_all(group))
            self.add(row(18, more, None, gap=0))

    def _member(self, group: GroupDetail, member: MemberRow) -> tuple[DetailLine, *tuple[QWidget, ...]]:
        line = DetailLine(member.name, icon="user", trailing=words.member_note(member))
        edit = doing(
            IconButton("pencil", _("Role and time of {name}").format(name=member.name), size=24),
            "update_membership",
        )
        edit.clicked.connect(lambda: self._ask("edit_member", group, member))
        away = doing(
            IconButton("close", _("Take {name} out of the group").format(name=member.name), size=24),
            "remove_member",
        )
        away.clicked.connect(lambda: self._ask("remove_member", group, member))
        if member.notice_on is not None:
            return line, edit, away
        notice = doing(IconButton(
            "warning-circle", _("{name} was not given the privacy notice: record it").format(name=member.name),
            size=24, token="warning",
        ), "give_notice")  # fmt: skip
        notice.clicked.connect(lambda: self._ask("give_notice", group, member))
        return line, notice, edit, away

    def _former(self, group: GroupDetail) -> None:
        """Who was in it once: a role that has ended can be opened again."""
        if not group.former:
            return
        self.section(_("Were in it"), number(len(group.former)))
        for member in group.former:
            edit = doing(
                IconButton("pencil", _("Role and time of {name}").format(name=member.name), size=24),
                "update_membership",
            )
            edit.clicked.connect(partial(self._ask, "edit_member", group, member))
            self.line(DetailLine(member.name, icon="user", trailing=period(member.since, member.until)), edit)

    def _show_all(self, group: GroupDetail) -> None:
        self._all_of = group.id
        self._ask("reread", group)

    def _partners(self, group: GroupDetail) -> None:
        add = doing(Button(_("Add"), "ghost", icon="plus", compact=True), "add_partner")
        add.setAccessibleName(_("Add a group to this group"))
        add.clicked.connect(lambda: self._ask("add_partner", group))
        self.section(
            _("Groups that it brings together"),
            number(len(group.partners)) if group.partners else _("none"),
            add,
        )
        for partner in group.partners:
            lead = _("lead partner") if partner.is_lead else ""
            acts = [] if partner.is_lead else [self._lead(group, partner)]
            go = partial(self.went.emit, "groups", partner.group_id)
            away = doing(
                IconButton("close", _("Take {name} out of the group").format(name=partner.name), size=24),
                "remove_partner",
            )
            away.clicked.connect(partial(self._ask, "remove_partner", group, partner))
            self.line(DetailLine(partner.name, icon="group", trailing=lead, go=go), *acts, away)

    def _lead(self, group: GroupDetail, partner: PartnerRow) -> IconButton:
        button = doing(
            IconButton("tick", _("Make {name} the lead partner").format(name=partner.name), size=24),
            "choose_lead",
        )
        button.clicked.connect(lambda: self._ask("choose_lead", group, partner))
        return button

    def _processes(self, group: GroupDetail) -> None:
        self.section(_("Processes"), number(len(group.processes)) if group.processes else _("none"))
        for process in group.processes:
            self._process(process)

    def _process(self, process: ProcessBrief) -> None:
        state = label_of(process.state)
        go = partial(self.went.emit, "processes", process.id)
        self.line(DetailLine(process.title, icon="path", below=capital(state), go=go))
        dots = path_dots(process)
        if dots is not None:
            self.add(row(28, (dots, 1), gap=0))

    def _commitments(self, file: GroupFile, today: date) -> None:
        self.section(_("Commitments"), words.commitments(file.group.commitments))
        for one in file.commitments[:_PROMISES]:
            by = _due(one.due_on, today) if one.due_on else ""
            token: Token = "danger_text" if one.late_days > 0 else "muted"
            go = partial(self.went.emit, "commitments", one.id)
            self.line(
                DetailLine(
                    one.what, icon="flag", trailing=by, trailing_token=token, below=one.recurrence, go=go
                )
            )

    def _documents(self, group: GroupDetail) -> None:
        """Above all what proves that somebody may sign for the group."""
        add = doing(Button(_("Add"), "ghost", icon="plus", compact=True), "attach_file")
        add.setAccessibleName(_("Attach a file"))
        add.clicked.connect(lambda: self._ask("attach", group))
        count = number(len(group.attachments)) if group.attachments else _("none")
        self.section(_("Documents"), count, add)
        for one in group.attachments:
            save = partial(self._ask, "save_copy", group, one)
            self.line(*attachment_line(one, save, partial(self._ask, "remove_attachment", group, one)))

    def _history(self, rows: Sequence[HistoryRow], today: date) -> None:
        self.section(_("History"))
        for at, label, actor in _events(rows)[:_EVENTS]:
            what = words_for_change(label, "")
            when = on_day(local(at).date(), today)
            said = _("{when}, {what}").format(when=when, what=what)
            self.line(DetailLine(said, icon="clock", trailing=actor))


def _due(due: date, today: date) -> str:
    """«entro il 28 feb», and the year when it is another."""
    return by_day(due, "d MMM" if due.year == today.year else "d MMM y")


def _known(known: bool) -> Token:
    return "text" if known else "muted"


def _events(rows: Sequence[HistoryRow]) -> list[tuple[datetime, str, str]]:
    """One line for each change, however many fields it wrote."""
    return list(dict.fromkeys((row.at, row.label, row.actor) for row in rows))
