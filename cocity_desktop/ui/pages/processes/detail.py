"""One process, whole: where it stands on its way, what happened, who is in it, what was asked and attached."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from functools import partial
from typing import TYPE_CHECKING, Any

from PySide6.QtCore import Qt, Signal

from cocity_desktop.application.views.codes import code_of
from cocity_desktop.application.views.work import CommitmentRow, ProcessDetail
from cocity_desktop.domain.lifecycle import MeetingState
from cocity_desktop.domain.pacts import AttachmentRole
from cocity_desktop.labels import label_of
from cocity_desktop.localization import _, local, ngettext, number, short_day
from cocity_desktop.ui.dialogs.attachments import size_words
from cocity_desktop.ui.pages.processes import words
from cocity_desktop.ui.permitted import doing
from cocity_desktop.ui.record_words import capital
from cocity_desktop.ui.theme.tokens import px
from cocity_desktop.ui.widgets.buttons import Button, IconButton
from cocity_desktop.ui.widgets.detail_pane import DetailLine, DetailPane
from cocity_desktop.ui.widgets.labels import Label
from cocity_desktop.ui.widgets.layouts import column, row
from cocity_desktop.ui.widgets.progress import PathStations

if TYPE_CHECKING:
    from datetime import date

    from PySide6.QtWidgets import QWidget

    from cocity_desktop.application.views.work import MeetingRow, StepRow


@dataclass(frozen=True, slots=True)
class ProcessFile:
    """A process, the title of its regulation and its open commitments."""

    process: ProcessDetail
    regulation: str
    commitments: Sequence[CommitmentRow]


_COMMITS = {
    "act": "record_act",
    "opinion": "record_opinion",
    "join": "add_group_to_process",
    "attach": "attach_file",
}
"""The label of the change that each thing added here makes (`ui.permitted`)."""


class ProcessPane(DetailPane):
    """`asked(act, process, thing)`: what the person wants done. `went(page, id, args)`: where to go."""

    asked = Signal(str, object, object)
    went = Signal(str, object, object)

    def __init__(self) -> None:
        super().__init__(None, name=_("The selected process"))

    def tell(self, file: ProcessFile, today: date) -> None:
        """Show one process."""
        process = file.process
        self.begin(process.id)
        self.heading(words.over(process), process.title, self._actions(process), code_of(process.id))
        self.add(PathStations(words.stations(process)), 4)
        self.add(Label(words.next_words(process), "small", wrap=True), 6)
        wide, narrow = self.split()
        self.into(wide)
        self._facts(file)
        self._history(process)
        self._opinions(process, today)
        self.into(narrow)
        self._groups(process)
        self._meetings(process)
        self._commitments(file)
        self._attachments(process)
        self.into(wide)
        remove = doing(Button(_("Remove the process"), "ghost", icon="delete"), "remove_process")
        remove.clicked.connect(lambda: self._ask("remove", process))
        self.add(row(remove, None), 20)
        self.finish()
        narrow.addStretch(1)

    def _ask(self, act: str, process: ProcessDetail, thing: Any = None) -> None:
        self.asked.emit(act, process, thing)

    def _actions(self, process: ProcessDetail) -> list[QWidget]:
        step = doing(Button(_("Record a step"), icon="path", shortcut="F7"), "take_step")
        step.setEnabled(bool(process.next_states))
        step.clicked.connect(lambda: self._ask("step", process))
        edit = doing(Button(_("Edit"), icon="pencil", shortcut="F2"), "update_process")
        edit.clicked.connect(lambda: self._ask("edit", process))
        if process.pacts:
            pact = Button(_("Open the pact"), "ghost", icon="pact")
            pact.clicked.connect(lambda: self.went.emit("pact", process.pacts[0].id, {}))
        else:
            pact = doing(Button(_("Begin the pact"), "ghost", icon="pact"), "assemble_pact")
            pact.clicked.connect(lambda: self._ask("begin_pact", process))
        return [step, edit, pact]

    def _adding(self, said: str, act: str, process: ProcessDetail) -> Button:
        add = doing(Button(_("Add"), "ghost", icon="plus", compact=True), _COMMITS[act])
        add.setAccessibleName(said)
        add.setToolTip(said)
        add.clicked.connect(lambda: self._ask(act, process))
        return add

    def _facts(self, file: ProcessFile) -> None:
        process = file.process
        self.add(row(), 8)
        self.fact(_("Where it stands"), capital(label_of(process.state)))
        if process.place_id is not None:
            place = DetailLine(process.place, go=partial(self.went.emit, "places", process.place_id, {}))
            label = Label(_("Place"), "small")
            label.setFixedWidth(px(100))
            self.add(row(label, (place, 1), gap=6), 4)
        else:
            self.fact(_("Place"), _("still to choose"), token="muted")
        self.fact(_("Regulation"), file.regulation)
        self.fact(_("In short"), process.summary)

    def _history(self, process: ProcessDetail) -> None:
        self.section(_("History"), "", self._adding(_("Record an act"), "act", process))
        for step in reversed(process.history):
            self.add(_step(step), 6)

    def _opinions(self, process: ProcessDetail, today: date) -> None:
        count = number(len(process.opinions)) if process.opinions else _("none yet")
        add = self._adding(_("Record an opinion"), "opinion", process)
        self.section(_("Opinions and supplements"), count, add)
        for one in process.opinions:
            said, late = words.opinion_state(one, today)
            below = ", ".join(filter(None, (capital(label_of(one.opinion_kind)), one.subject, one.reference)))
            self.line(
                DetailLine(
                    one.office,
                    icon="mail",
                    below=below,
                    trailing=said,
                    trailing_token="danger_text" if late else "muted",
                )
            )

    def _groups(self, process: ProcessDetail) -> None:
        count = number(len(process.groups)) if process.groups else _("none yet")
        add = self._adding(_("Add a group to the process"), "join", process)
        self.section(_("Groups"), count, add)
        for group in process.groups:
            away = doing(
                IconButton("close", _("Take {name} out of the process").format(name=group.name), size=24),
                "remove_group_from_process",
            )
            away.clicked.connect(partial(self._ask, "leave", process, group))
            go = partial(self.went.emit, "groups", group.group_id, {})
            self.line(DetailLine(group.name, icon="group", below=capital(label_of(group.role)), go=go), away)

    def _meetings(self, process: ProcessDetail) -> None:
        new = doing(Button(_("New"), "ghost", icon="plus", compact=True), "schedule_meeting")
        new.setAccessibleName(_("New meeting"))
        new.clicked.connect(lambda: self.went.emit("meetings", None, {"new": "1", "process": process.id}))
        self.section(_("Meetings"), number(len(process.meetings)) if process.meetings else _("none yet"), new)
        for meeting in process.meetings:
            self._meeting(meeting)

    def _meeting(self, meeting: MeetingRow) -> None:
        on = short_day(local(meeting.starts_at).date())
        held = meeting.state is MeetingState.CLOSED
        lines = ngettext("{n} line", "{n} lines", meeting.entries)
        below = f"{on}, {lines if held else label_of(meeting.state)}"
        go = partial(self.went.emit, "meetings", meeting.id, {})
        self.line(DetailLine(meeting.title, icon="calendar", below=below, go=go))

    def _commitments(self, file: ProcessFile) -> None:
        open_ones = file.commitments
        go = Button(_("See them"), "ghost", compact=True)
        go.clicked.connect(lambda: self.went.emit("commitments", None, {"process": file.process.id}))
        late = sum(one.late_days > 0 for one in open_ones)
        facts = [ngettext("{n} open", "{n} open", len(open_ones))] if open_ones else [_("none open")]
        if late:
            facts.append(ngettext("{n} late", "{n} late", late))
        self.section(_("Commitments"), ", ".join(facts), go if open_ones else None)

    def _attachments(self, process: ProcessDetail) -> None:
        count = number(len(process.attachments)) if process.attachments else _("none yet")
        self.section(_("Attachments"), count, self._adding(_("Attach a file"), "attach", process))
        for one in process.attachments:
            said = one.caption or capital(label_of(AttachmentRole(one.role)))
            self.line(
                DetailLine(
                    one.name,
                    icon="clip",
                    below=said,
                    trailing=size_words(one.size),
                    go=partial(self._ask, "save_copy", process, one),
                )
            )


def _step(step: StepRow) -> Any:
    """A line of the history: the day, what happened, why, and the reference as the Comune wrote it."""
    when = Label(short_day(step.happened_on), "small")
    when.setFixedWidth(px(100))
    said = [Label(words.step_title(step), "body", wrap=True)]
    if notes := words.step_notes(step):
        said.append(Label(notes, "small", wrap=True))
    if step.reference:
        said.append(Label(step.reference, "mono", wrap=True, select=True))
    return row((when, 0, Qt.AlignmentFlag.AlignTop), (column(*said, gap=0), 1), gap=6)
