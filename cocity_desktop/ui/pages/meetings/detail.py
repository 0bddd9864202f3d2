"""The right side of the list: one meeting, what can be done with it, its agenda, who came, what was said."""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING, NamedTuple, TypeVar

from PySide6.QtCore import QRectF, Qt, Signal, SignalInstance

from cocity_desktop.application.views.agenda import with_numbers
from cocity_desktop.application.views.codes import code_of
from cocity_desktop.application.views.work import AgendaRow
from cocity_desktop.domain.lifecycle import MeetingState
from cocity_desktop.domain.meetings import AgendaState
from cocity_desktop.labels import label_of
from cocity_desktop.localization import _, clock, day, local, ngettext, number
from cocity_desktop.ui.models.list_items import ListItem
from cocity_desktop.ui.models.list_view import ListView, RowsView
from cocity_desktop.ui.pages.meetings.printing import Sheet, words_of
from cocity_desktop.ui.pages.meetings.said import SaidList
from cocity_desktop.ui.pages.meetings.words import language_words, state_icon, state_tone
from cocity_desktop.ui.permitted import doing
from cocity_desktop.ui.record_words import capital
from cocity_desktop.ui.theme.canvas import painting
from cocity_desktop.ui.theme.tokens import px
from cocity_desktop.ui.widgets.buttons import Button, IconButton
from cocity_desktop.ui.widgets.cards import Separator
from cocity_desktop.ui.widgets.chips import Pill
from cocity_desktop.ui.widgets.detail_pane import CodeLabel
from cocity_desktop.ui.widgets.keys import words_with_key
from cocity_desktop.ui.widgets.labels import Label
from cocity_desktop.ui.widgets.layouts import clear, column, holding, row
from cocity_desktop.ui.widgets.roomy import Aside
from cocity_desktop.ui.widgets.scroll import ScrollPane

if TYPE_CHECKING:
    from collections.abc import Iterable, Sequence

    from PySide6.QtGui import QPaintEvent
    from PySide6.QtWidgets import QWidget

    from cocity_desktop.application.views.work import MeetingDetail, PresenceRow
    from cocity_desktop.domain.entity import EntityId
    from cocity_desktop.ui.theme.tokens import Token

Row = TypeVar("Row")

WIDTH = 364
_MOST = 100
"""Rows of a section: the rest is a page of its own."""
_FACT = 88
_POINTS: dict[AgendaState, tuple[str, Token]] = {
    AgendaState.DONE: ("tick", "success"),
    AgendaState.RUNNING: ("play", "primary"),
    AgendaState.OPEN: ("circle", "faint"),
    AgendaState.POSTPONED: ("arrow-right", "muted"),
}


class Numbered(NamedTuple):
    """A point of the agenda with its number: 2, or 2.1 for a sub-item."""

    number: str
    item: AgendaRow


class MeetingPanel(Aside):
    """`print_asked(Sheet)` for a printer, `save_asked(Sheet)` for a PDF file; the other signals say what they ask."""

    run_asked = Signal()
    paper_asked = Signal()
    edit_asked = Signal()
    cancel_asked = Signal()
    reopen_asked = Signal()
    minutes_asked = Signal()
    fates_asked = Signal()
    remove_asked = Signal()
    invite_asked = Signal()
    template_asked = Signal()
    print_asked = Signal(object)
    save_asked = Signal(object)
    public_asked = Signal()

    def __init__(self) -> None:
        super().__init__()
        self.setFixedWidth(px(WIDTH))
        self._kind = Label("", "small", wrap=True)
        self._code = CodeLabel()
        self._title = Label("", "title", wrap=True)
        self._state = Pill("")
        self._acts = row(gap=8)
        self._facts = column(gap=4)
        self._below = column(gap=0)
        self.agenda: ListView[Numbered] = ListView(
            _point, lambda one: one.item.id, fit=True, inset=0, name=_("Agenda")
        )
        self.people: ListView[PresenceRow] = ListView(
            _presence, lambda one: one.id, fit=True, inset=0, name=_("Who came")
        )
        self.entries = SaidList()
        self._agenda_part, self._agenda_head = _part(_("Agenda"), self.agenda)
        self._people_part, self._people_head = _part(_("Who came"), self.people)
        self._entries_part, self._entries_head = _part(_("What was said"), self.entries)
        self._body = holding(
            column(
                row((self._kind, 1), (self._code, 0, Qt.AlignmentFlag.AlignTop), gap=8), 2, self._title, 8, row(self._state, None), 12, self._acts, 16, self._facts, 12,
                self._below, self._agenda_part, self._people_part, self._entries_part, None,
                gap=0, margins=(24, 20, 12, 24),
            )
        )  # fmt: skip
        self._body.hide()
        self.scrolled = ScrollPane(self._body)
        self.setLayout(column((self.scrolled, 1), gap=0))

    def show_meeting(self, meeting: MeetingDetail | None) -> None:
        """None while nothing is selected."""
        self._body.setVisible(meeting is not None)
        if meeting is None:
            return
        one = meeting.row
        self._code.set_code(code_of(one.id))
        self._kind.setText(f"{capital(label_of(one.meeting_kind))}  ·  {one.process}")
        self._title.setText(one.title)
        self._state.set_state(capital(label_of(one.state)), state_tone(one.state), state_icon(one.state))
        self._fill_acts(one.state)
        self._fill_facts(meeting)
        self._fill_below(meeting)
        agenda = [Numbered(*found) for found in with_numbers(_with_sums(meeting.agenda))]
        total = sum(one.item.planned_minutes for one in agenda if "." not in one.number)
        _fill(
            self._agenda_part,
            self._agenda_head,
            self.agenda,
            agenda,
            ngettext("{n} min", "{n} min", total),
        )
        _fill(self._people_part, self._people_head, self.people, meeting.presences, number(one.people))
        _fill(
            self._entries_part,
            self._entries_head,
            self.entries,
            meeting.entries,
            number(len(meeting.entries)),
        )
        self.setAccessibleName(_("Meeting: {title}").format(title=one.title))

    def _fill_acts(self, state: MeetingState) -> None:
        clear(self._acts)
        if state is MeetingState.CLOSED:
            self._act(_("Minutes"), "secondary", "note", self.minutes_asked, key="Ctrl+M")
            self._act(_("Open again…"), "ghost", None, self.reopen_asked, acts="run_meeting")
        elif state is not MeetingState.CANCELLED:
            words = _("Run the meeting") if state is MeetingState.PLANNED else _("Back to the room")
            begins = "run_meeting" if state is MeetingState.PLANNED else ""
            self._act(words, "secondary", "play", self.run_asked, key="F5", acts=begins)
        if state in (MeetingState.PLANNED, MeetingState.CLOSED):
            self._act(_("Edit"), "ghost", "pencil", self.edit_asked, key="F2", acts="update_meeting")
        self._acts.addStretch(1)

    def _act(
        self, words: str, kind: str, icon: str | None, signal: SignalInstance, key: str = "", acts: str = ""
    ) -> None:
        made = Button(words, kind, icon=icon, show_key=False)  # type: ignore[arg-type]
        button = doing(made, *filter(None, (acts,)))
        if key:
            button.setToolTip(f"{words} ({key})")
        button.clicked.connect(signal)
        self._acts.addWidget(button)

    def _fill_facts(self, meeting: MeetingDetail) -> None:
        clear(self._facts)
        one = meeting.row
        starts = local(one.starts_at)
        date_ = f"{day(starts.date(), 'EEE d MMMM y')}, {clock(one.starts_at)}"
        facts = [
            (_("When"), date_),
            (_("Length"), _length(meeting)),
            (_("Where"), one.venue),
            (_("Called by"), meeting.called_by),
            (_("Languages"), _languages(meeting)),
            (_("Called off") if one.state is MeetingState.CANCELLED else _("Reopened"), meeting.step_reason),
            (_("Minutes"), capital(label_of(meeting.minutes_state)) if meeting.minutes_state else ""),
        ]
        for name, words in facts:
            if words:
                label = Label(name, "small")
                label.setFixedSize(px(_FACT), px(23))
                top = Qt.AlignmentFlag.AlignTop
                self._facts.addLayout(row((label, 0, top), (Label(words, "body", wrap=True), 1), gap=12))

    def _fill_below(self, meeting: MeetingDetail) -> None:
        clear(self._below)
        state = meeting.row.state
        if state in (MeetingState.PLANNED, MeetingState.CANCELLED):
            off = state is MeetingState.CANCELLED
            words = _("Tell that it was called off…") if off else _("Invitation…")
            self._link(words, "mail", self.invite_asked, "Ctrl+I")
        self._sheet(Sheet.AGENDA, "Ctrl+P")
        self._sheet(Sheet.ATTENDANCE, "Ctrl+Shift+P")
        if state in (MeetingState.CLOSED, MeetingState.RUNNING):
            self._sheet(Sheet.MINUTES, "Ctrl+Alt+P")
        if meeting.entries:
            self._link(_("What became of it"), "path", self.fates_asked, "Ctrl+Shift+F")
        if meeting.agenda:
            self._link(
                _("Keep the agenda as a template…"),
                "list",
                self.template_asked,
                "Ctrl+Shift+T",
                "add_template",
            )
        if state is MeetingState.PLANNED:
            self._link(_("Type in from paper…"), "pencil", self.paper_asked, "Ctrl+F5", "run_meeting")
            self._link(_("Call off…"), "ban", self.cancel_asked, acts="cancel_meeting")
        if state is MeetingState.CANCELLED:
            self._link(_("Take away"), "delete", self.remove_asked, acts="remove_meeting")

    def _sheet(self, sheet: Sheet, key: str) -> None:
        """A paper of the meeting: to a printer, or to a file."""
        words = words_of(sheet)
        printed = Button(words, "ghost", icon="print")
        printed.setToolTip(words_with_key(_("Print: {sheet}").format(sheet=words), key))
        printed.clicked.connect(lambda: self.print_asked.emit(sheet))
        saved = IconButton("download", _("Save as PDF: {sheet}").format(sheet=words), size=32)
        saved.clicked.connect(lambda: self.save_asked.emit(sheet))
        public: list[QWidget] = []
        if sheet is Sheet.ATTENDANCE:
            hidden = doing(
                IconButton("password-invisible", _("Public copy, without people’s data"), size=32),
                "note_export",
            )
            hidden.clicked.connect(self.public_asked)
            public.append(hidden)
        self._below.addLayout(row(-10, printed, None, *public, saved, gap=0))

    def _link(self, words: str, icon: str, signal: SignalInstance, key: str = "", acts: str = "") -> None:
        button = doing(Button(words, "ghost", icon=icon), *filter(None, (acts,)))
        if key:
            button.setToolTip(words_with_key(words, key))
        button.clicked.connect(signal)
        self._below.addLayout(row(-10, button, None, gap=0))

    def paintEvent(self, _event: QPaintEvent) -> None:
        with painting(self) as canvas:
            canvas.fill(QRectF(self.rect()), "page")
            canvas.vline(0, 0, self.height())


def _part(title: str, view: QWidget) -> tuple[QWidget, Label]:
    """A section that leaves when it has nothing."""
    fact = Label("", "muted")
    part = holding(
        column(16, Separator(), 14, row(Label(title, "strong"), 8, fact, None, gap=0), 2, view, gap=0)
    )
    return part, fact


def _fill(part: QWidget, fact: Label, view: RowsView[Row], rows: Sequence[Row], words: str) -> None:
    part.setVisible(bool(rows))
    fact.setText(words)
    view.set_rows(rows[-_MOST:])


def _length(meeting: MeetingDetail) -> str:
    """Planned, or what it was."""
    if meeting.opened_at and meeting.closed_at:
        minutes = round((meeting.closed_at - meeting.opened_at).total_seconds() / 60)
        return _("from {start} to {end}, {length}").format(
            start=clock(meeting.opened_at),
            end=clock(meeting.closed_at),
            length=ngettext("{n} min", "{n} min", minutes),
        )
    return ngettext("{n} min", "{n} min", meeting.row.planned_minutes)


def _languages(meeting: MeetingDetail) -> str:
    """What the room speaks beside Italian, "" for Italian alone."""
    code = meeting.room_language
    return _("Italian and {language}").format(language=language_words(code)) if code else ""


def _with_sums(agenda: Iterable[AgendaRow]) -> list[AgendaRow]:
    """The points; the minutes of one with sub-items are theirs together."""
    rows = list(agenda)
    theirs: dict[EntityId | None, int] = {}
    for row_ in rows:
        theirs[row_.parent_id] = theirs.get(row_.parent_id, 0) + row_.planned_minutes
    return [replace(row_, planned_minutes=theirs.get(row_.id, row_.planned_minutes)) for row_ in rows]


def _point(one: Numbered) -> ListItem:
    item = one.item
    icon, token = _POINTS[item.state]
    postponed = item.state is AgendaState.POSTPONED
    length = "" if postponed else ngettext("{n} min", "{n} min", item.planned_minutes)
    outcome = _("to reach: {outcome}").format(outcome=item.wanted_outcome) if item.wanted_outcome else ""
    parts = (
        label_of(item.state) if postponed else "",
        _("asked by the Comune’s answer") if item.from_reply else "",
        _("carried over") if item.carried else "",
        item.owner,
        outcome,
        item.translation,
    )
    return ListItem(
        f"{one.number}  {item.title}",
        detail="  ·  ".join(filter(None, parts)),
        icon=icon,
        icon_token=token,
        trailing=length,
        indent=1 if "." in one.number else 0,
    )


def _presence(one: PresenceRow) -> ListItem:
    times = clock(one.arrived_at) + (f"–{clock(one.left_at)}" if one.left_at else "")
    icon = "user" if one.person_id else "group"
    name = one.label if one.head_count == 1 else f"{one.label}  {number(one.head_count)}"
    return ListItem(name, icon=icon, trailing=times)
