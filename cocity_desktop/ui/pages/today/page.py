"""Oggi: what needs me, in order. The meeting of today, commitments due, what stands between a pact and the Comune."""

from __future__ import annotations

from typing import TYPE_CHECKING, ClassVar, NamedTuple

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QMenu, QWidget

from cocity_desktop.application.commitments import MoveCommitment, move_commitment
from cocity_desktop.application.drafts import lines_of
from cocity_desktop.application.views.today import CityTask, CityTaskRow, SidebarCounts, TodayView
from cocity_desktop.domain.lifecycle import CommitmentStatus
from cocity_desktop.localization import _, day, local, ngettext, weekday_and_day
from cocity_desktop.ui.dialogs.base import open_dialog
from cocity_desktop.ui.dialogs.commitment_moves import MoveDialog
from cocity_desktop.ui.models.columns import Chip
from cocity_desktop.ui.models.list_items import LedgerItem, ListItem, RowAction
from cocity_desktop.ui.models.list_view import Ledger, ListView
from cocity_desktop.ui.operation import Operation
from cocity_desktop.ui.pages.base import Page, PageContext
from cocity_desktop.ui.pages.today import words
from cocity_desktop.ui.pages.today.first_steps import FirstSteps
from cocity_desktop.ui.pages.today.meeting_card import MeetingCard
from cocity_desktop.ui.pages.today.sheets import AttendanceSheet
from cocity_desktop.ui.pages.today.stages import StagesCard
from cocity_desktop.ui.permitted import doing
from cocity_desktop.ui.widgets.buttons import Button
from cocity_desktop.ui.widgets.cards import Card, EmptyState, PageHeader, SectionHeader
from cocity_desktop.ui.widgets.layouts import column, holding, row
from cocity_desktop.ui.widgets.roomy import Columns
from cocity_desktop.ui.widgets.scroll import ScrollPane

if TYPE_CHECKING:
    from cocity_desktop.application.changes import Changes
    from cocity_desktop.application.views.work import CommitmentRow, MeetingRow

KEPT, PUT_OFF = "kept", "put_off"
_UPCOMING = 4


class _Seen(NamedTuple):
    """What one reading of the archive gave."""

    view: TodayView
    counts: SidebarCounts
    unsent: bool


class TodayPage(Page):
    """See the module."""

    NAME: ClassVar[str] = "today"
    KINDS: ClassVar[tuple[str, ...]] = (
        "meeting", "agenda_item", "commitment", "process", "history_step", "pact", "article", "sentence", "delivery",
        "reply", "reply_item", "group", "person", "place", "attachment", "house",
    )  # fmt: skip

    def __init__(self, context: PageContext, parent: QWidget | None = None) -> None:
        super().__init__(context, parent)
        self.header = PageHeader(_("Today"))
        self.meeting = MeetingCard(context.services.clock)
        self.first_steps = FirstSteps()
        self.quiet = EmptyState("tick", _("Nothing falls due"))
        self.review = Button("", "ghost", icon="user")
        self.review.setToolTip(_("Records whose day to be looked at again has come"))
        self._build_lists()
        self._lay_out()
        self._connect()
        for part in (
            self.meeting,
            self.first_steps,
            self.quiet,
            self._due_part,
            self._city_part,
            self._side,
            self.review,
        ):
            part.hide()

    def refresh(self) -> None:
        services = self.context.services

        def look() -> _Seen:
            view = services.queries.today()
            unsent = view.meeting is not None and bool(services.drafts.load(lines_of(view.meeting.id)))
            return _Seen(view, services.queries.sidebar(), unsent)

        Operation(self, look).on_success(self._show).on_error(self.context.navigator.fail).start()

    def breadcrumb(self) -> tuple[str, ...]:
        return (weekday_and_day(words.today_of(self.context.services.clock.now())),)

    def explanation(self) -> str:
        return _(
            "What needs you today: the meeting to run, what was promised and falls due, what stands between a pact and "
            "the Comune. On a commitment, Space says it was kept and R puts it off. Each section leaves when it is empty."
        )

    def top_actions(self) -> tuple[QWidget, ...]:
        button = doing(Button(_("New"), "ghost", icon="plus"), "register_group")
        menu = QMenu(button)
        for text, page, act in (
            (_("Group"), "groups", "register_group"),
            (_("Place"), "places", "register_place"),
            (_("Process"), "processes", "open_process"),
            (_("Meeting"), "meetings", "schedule_meeting"),
        ):
            doing(menu.addAction(text), act).triggered.connect(
                lambda _checked=False, p=page: self.context.navigator.open_page(p, new="1")
            )
        button.clicked.connect(lambda: menu.popup(button.mapToGlobal(button.rect().bottomLeft())))
        return (button,)

    def _build_lists(self) -> None:
        actions = (
            RowAction(KEPT, _("It was kept (Space)"), "tick", Qt.Key.Key_Space, ("move_commitment",)),
            RowAction(PUT_OFF, _("Put it off (R)"), "clock", Qt.Key.Key_R, ("move_commitment",)),
        )
        self.due: Ledger[CommitmentRow] = Ledger(
            self._due_item, lambda one: one.id, actions=actions, name=_("Commitments falling due")
        )
        self.city: Ledger[CityTaskRow] = Ledger(
            _city_item, lambda one: f"{one.task}:{one.record_id}", grouped=False, name=_("Pacts and Comune")
        )
        self.upcoming: ListView[MeetingRow] = ListView(
            _upcoming_item, lambda one: one.id, fit=True, lines=True, inset=16, name=_("Next meetings")
        )
        self.stages = StagesCard()

    def _lay_out(self) -> None:
        self._due_header = SectionHeader(_("Commitments falling due"))
        self._city_header = SectionHeader(_("Pacts and Comune"))
        self._due_part = holding(
            column(self._due_header, 6, Card(column(self.due)), gap=0, margins=(0, 14, 0, 0))
        )
        self._city_part = holding(
            column(self._city_header, 6, Card(column(self.city)), gap=0, margins=(0, 14, 0, 0))
        )
        self._next_part = holding(
            column(
                SectionHeader(_("Next meetings")),
                6,
                Card(column(self.upcoming)),
                gap=0,
                margins=(0, 14, 0, 0),
            )
        )
        left = column(
            self.meeting, self.first_steps, self.quiet, self._due_part, self._city_part, 12,
            row(self.review, None), None, gap=0,
        )  # fmt: skip
        self._side = holding(column(self.stages, self._next_part, None, gap=0))
        body = Columns(312, 24)
        body.wide.addLayout(left)
        body.narrow.addWidget(self._side)
        content = holding(column(self.header, 12, (body, 1), gap=0, margins=(24, 16, 12, 16)))
        self.setLayout(column(ScrollPane(content), gap=0))

    def _connect(self) -> None:
        go = self.context.navigator.open_page
        self.meeting.run_asked.connect(lambda meeting: go("meeting", meeting))
        self.meeting.agenda_asked.connect(lambda meeting: go("meetings", meeting))
        self.meeting.sheet_asked.connect(AttendanceSheet(self).ask)
        self.first_steps.asked.connect(lambda page: go(page, new="1"))
        self.due.acted.connect(self._act)
        self.due.row_activated.connect(lambda one: go("commitments", one.id))
        self.city.clicked.connect(lambda index: self._open_task(self.city.rows.row(index.row())))
        self.city.row_activated.connect(self._open_task)
        self.review.clicked.connect(lambda: go("settings", section="personal_data"))
        self.upcoming.row_activated.connect(lambda one: go("meetings", one.id))
        self.upcoming.clicked.connect(lambda index: go("meetings", self.upcoming.rows.row(index.row()).id))

    def _show(self, seen: _Seen) -> None:
        view, counts, unsent = seen
        self._today = words.today_of(view.now)
        new_house = not counts.processes and not view.processes
        self.header.set_facts(words.key_facts(view))
        self.meeting.setVisible(view.meeting is not None)
        if view.meeting is not None:
            self.meeting.show_meeting(view.meeting, view.expected_people, unsent=unsent)
        self.first_steps.setVisible(new_house)
        if new_house:
            self.first_steps.show_counts(counts)
        self._show_due(view)
        self._show_city(view)
        self._show_side(view)
        due = ngettext("{n} record to look at again", "{n} records to look at again", view.to_review)
        self.review.setText(due.format(n=view.to_review))
        self.review.setVisible(view.to_review > 0)
        self._show_quiet(view, new_house)
        self.context.navigator.retitle()

    def _show_due(self, view: TodayView) -> None:
        self._due_part.setVisible(bool(view.due))
        self._due_header.set_facts(words.due_facts(view))
        self.due.set_rows(view.due)

    def _show_city(self, view: TodayView) -> None:
        self._city_part.setVisible(bool(view.city))
        count = ngettext("{n} thing to do", "{n} things to do", len(view.city))
        self._city_header.set_facts([(count, "muted")])
        self.city.set_rows(view.city)

    def _show_side(self, view: TodayView) -> None:
        self._side.setVisible(bool(view.processes or view.upcoming))
        self.stages.setVisible(bool(view.processes))
        self.stages.show_view(view)
        self._next_part.setVisible(bool(view.upcoming))
        self.upcoming.set_rows(view.upcoming[:_UPCOMING])

    def _show_quiet(self, view: TodayView, new_house: bool) -> None:
        busy = view.meeting is not None or view.due or view.city or new_house
        self.quiet.setVisible(not busy)
        if not busy and view.upcoming:
            self.quiet.title.setText(
                _("Nothing falls due. The next meeting is on {day}.").format(
                    day=day(local(view.upcoming[0].starts_at).date(), "EEEE d")
                )
            )
        elif not busy:
            self.quiet.title.setText(_("Nothing falls due"))

    def _due_item(self, one: CommitmentRow) -> LedgerItem:
        lead, icon = words.party(one)
        due = words.due(one, self._today)
        chip = Chip(words.postponed(one.times_postponed), "danger") if one.times_postponed > 1 else None
        return LedgerItem(
            lead, one.what, lead_icon=icon, note=one.process, chip=chip,
            trailing=due.words, trailing_icon=due.icon or None, trailing_token=due.token,
        )  # fmt: skip

    def _act(self, action: str, one: CommitmentRow) -> None:
        services = self.context.services
        if action == PUT_OFF:
            dialog = MoveDialog(self, services, one, CommitmentStatus.POSTPONED, self._today)
            if open_dialog(dialog) and dialog.changes is not None:
                self._moved(dialog.changes, _("Put off: “{what}”").format(what=one.what))
            return
        command = MoveCommitment(commitment_id=one.id, target=CommitmentStatus.KEPT)
        Operation(self, lambda: services.run(move_commitment, command)).on_success(
            lambda changes: self._moved(changes, _("Kept: “{what}”").format(what=one.what))
        ).on_error(self.context.navigator.fail).start()

    def _moved(self, changes: Changes, message: str) -> None:
        self.context.bus.changed.emit(changes)
        self.context.navigator.say(message)

    def _open_task(self, task: CityTaskRow) -> None:
        page = "pact" if task.task is CityTask.COMPLETE_DRAFT else "delivery"
        self.context.navigator.open_page(page, task.record_id)


def _city_item(task: CityTaskRow) -> LedgerItem:
    named = _("{title}, version {n}").format(title=task.title, n=task.version)
    if task.task is CityTask.OPEN_REPLY:
        accepted = ngettext("{n} article accepted", "{n} articles accepted", task.accepted)
        to_see = ngettext("{n} to see", "{n} to see", task.to_see)
        return _task(
            _("Answer of the Comune"), "mail", "primary", f"{named}: {accepted}, {to_see}", _("Open")
        )
    if task.task is CityTask.COMPLETE_DRAFT:
        lacks = _("{title}: it lacks {things}").format(title=task.title, things=words.gaps(task.gaps))
        return _task(_("Incomplete draft"), "pact", "amber", lacks, _("Complete"))
    since = _("sealed today")
    if task.days:
        since = ngettext("sealed {n} day ago", "sealed {n} days ago", task.days)
    return _task(_("To hand over"), "box", "muted", f"{named}: {since}", _("Hand over"))


def _task(lead: str, icon: str, token: str, title: str, verb: str) -> LedgerItem:
    return LedgerItem(lead, title, lead_icon=icon, lead_token=token, trailing=verb, link=True)  # type: ignore[arg-type]


def _upcoming_item(one: MeetingRow) -> ListItem:
    when = local(one.starts_at)
    detail = "  ·  ".join(filter(None, (f"{when:%H:%M}", one.venue)))
    return ListItem(one.title, detail, date=(day(when.date(), "EEE"), f"{when.day}"))


PAGE = TodayPage
