"""What is asked of the agenda while the meeting goes on: turn to a point, keep its time, add one, take up another."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QMenu, QWidget

from cocity_desktop.application.meetings import AddAgendaItem, NewItem, add_agenda_item
from cocity_desktop.application.running import (
    ExtendItem,
    StartItem,
    extend_item,
    finish_item,
    pause_item,
    resume_item,
    skip_item,
    start_item,
)
from cocity_desktop.domain.meetings import AgendaState
from cocity_desktop.localization import _, ngettext
from cocity_desktop.ui.pages.meeting.acts import Acts
from cocity_desktop.ui.pages.meeting.asking import ask_minutes
from cocity_desktop.ui.pages.meeting.header import EXTRA_MINUTES, ItemHeader
from cocity_desktop.ui.pages.meeting.keys import (
    ACT,
    EXTEND,
    EXTEND_BY,
    NEXT,
    PAUSE,
    SKIP,
    TAKE_OUT,
    TICK,
    TICK_ROW,
)
from cocity_desktop.ui.pages.meeting.outline import coming, outlined, running, to_begin
from cocity_desktop.ui.permitted import allowed, doing
from cocity_desktop.ui.widgets.buttons import native_key

if TYPE_CHECKING:
    from collections.abc import Callable
    from datetime import datetime
    from typing import Any

    from PySide6.QtCore import QPoint

    from cocity_desktop.application.changes import Changes
    from cocity_desktop.application.views.work import AgendaRow, OpenPoint
    from cocity_desktop.ui.operation import Operation
    from cocity_desktop.ui.pages.base import PageContext
    from cocity_desktop.ui.pages.meeting.agenda import AgendaColumn
    from cocity_desktop.ui.pages.meeting.outline import Point

    UseCase = Callable[..., Any]


class AgendaActs(Acts):
    """Behind the left column and the header. `turned(AgendaRow)` at once, before the point is begun on disk.

    `moment` is None while somebody is in the room, and the time that was written for a meeting held on paper.
    """

    turned = Signal(object)

    def __init__(self, context: PageContext, agenda: AgendaColumn, header: ItemHeader, page: QWidget) -> None:
        super().__init__(context, page)
        self._page, self._header = page, header
        self.moment: Callable[[], datetime | None] = lambda: None
        self.minutes = ask_minutes(page)
        self.minutes.given.connect(self._granted)
        self.minutes.closed.connect(self.done)
        agenda.start_asked.connect(lambda point: self.start(point.row))
        agenda.added.connect(self.add_item)
        agenda.taken_up.connect(self.take_up)
        agenda.left.connect(self.done)
        agenda.list.ticked.connect(lambda point: self.tick(point.row))
        agenda.list.skipped.connect(lambda point: self.skip(point.row))
        agenda.list.menu_asked.connect(self.menu)
        for asked, act in (
            (header.pause_asked, self.pause),
            (header.extend_asked, self.extend),
            (header.skip_asked, self.skip),
            (header.next_asked, self.next),
        ):
            asked.connect(lambda act=act: act())

    def running(self) -> AgendaRow | None:
        """The point being talked about."""
        return running(self.meeting.agenda) if self.meeting else None

    def _timed(self) -> AgendaRow | None:
        """The point whose time can be kept: none on paper, where there is no clock."""
        return None if self.meeting is None or self.meeting.on_paper else self.running()

    # --- from point to point -----------------------------------------------------------------------------------

    def start(self, item: AgendaRow) -> None:
        """Turn to a point, or to the first of its sub-items that waits."""
        self.done.emit()
        begins = to_begin(self.meeting.agenda, item.id) if self.meeting else None
        if begins is None or begins.state is AgendaState.RUNNING or not allowed("start_item"):
            return
        self.turned.emit(begins)
        command = StartItem(item_id=begins.id, at=self.moment())
        self.run(start_item, command, _("Now: “{title}”").format(title=begins.title))

    def next(self) -> None:
        """Turn to the point after the one that is running."""
        waiting = coming(self.meeting.agenda) if self.meeting else ()
        if waiting:
            self.start(waiting[0])
        else:
            self.done.emit()

    def tick(self, item: AgendaRow | None = None) -> None:
        """This point, or the running one, is done; nothing else begins."""
        self._end(finish_item, item, _("Done: “{title}”"))

    def skip(self, item: AgendaRow | None = None) -> None:
        """This point, or the running one, is left for another time."""
        self._end(skip_item, item, _("Left for another time: “{title}”"))

    def _end(self, use_case: UseCase, item: AgendaRow | None, said: str) -> None:
        self.done.emit()
        point = self._point(item or self.running())
        if point is not None and point.state in (AgendaState.OPEN, AgendaState.RUNNING):
            begun = any(row.started_at for row in point.subs or (point.row,))
            command = StartItem(item_id=point.row.id, at=self.moment() if begun else None)
            self.run(use_case, command, said.format(title=point.row.title))

    def _point(self, item: AgendaRow | None) -> Point | None:
        agenda = self.meeting.agenda if self.meeting else ()
        return next((one for one in outlined(agenda) if item is not None and one.row.id == item.id), None)

    # --- its time ------------------------------------------------------------------------------------------------

    def pause(self) -> None:
        """Stop the time of the running point, or let it go on."""
        self.done.emit()
        item = self._timed()
        if item is None:
            return
        use_case = pause_item if item.paused_at is None else resume_item
        said = _("Paused: “{title}”") if item.paused_at is None else _("It goes on: “{title}”")
        self.run(use_case, StartItem(item_id=item.id), said.format(title=item.title))

    def extend(self, minutes: int = EXTRA_MINUTES) -> None:
        """The room grants the running point some minutes, or takes some back."""
        self.done.emit()
        item = self._timed()
        if item is not None:
            self._extend(item, minutes)

    def ask_minutes(self) -> None:
        """How many, when five are not the right number."""
        if self._timed() is not None and allowed("extend_item"):
            self.minutes.ask("10", self._header.extend)

    def _granted(self, minutes: int) -> None:
        item = self._timed()
        if item is None:
            self.minutes.put_away()
            return
        operation = self._extend(item, minutes)
        operation.on_success(lambda _changes: self.minutes.put_away())

    def _extend(self, item: AgendaRow, minutes: int) -> Operation[Changes]:
        said = (
            ngettext("{n} more minute by agreement", "{n} more minutes by agreement", minutes)
            if minutes > 0
            else ngettext("{n} minute fewer", "{n} minutes fewer", -minutes)
        )
        return self.run(extend_item, ExtendItem(item_id=item.id, minutes=minutes), said)

    # --- other points ---------------------------------------------------------------------------------------------

    def add_item(self, item: NewItem) -> None:
        """One more point, at the end; a sub-item goes under the point being talked about, or under the last."""
        parent = self._parent() if item.is_sub else None
        self.run(add_agenda_item, AddAgendaItem(meeting_id=self.meeting_id, item=item, parent_id=parent))

    def _parent(self) -> str | None:
        current = self.running()
        if current is not None:
            return current.parent_id or current.id
        points = [
            point for point in outlined(self.meeting.agenda if self.meeting else ()) if not point.is_sub
        ]
        return points[-1].row.id if points else None

    def take_up(self, point: OpenPoint) -> None:
        """What was left open becomes a point of tonight."""
        said = _("On the agenda: “{title}”").format(title=point.text)
        item = NewItem(title=point.text[:300])
        self.run(add_agenda_item, AddAgendaItem(meeting_id=self.meeting_id, item=item), said)
        self.done.emit()

    def menu(self, point: Point, where: QPoint) -> None:
        """All that can be done with a point, with the keys that do it."""
        menu = QMenu(self._page)
        menu.aboutToHide.connect(menu.deleteLater)
        is_running = point.state is AgendaState.RUNNING
        if not is_running:
            words = _("Begin") if point.row.started_at is None else _("Take up again")
            doing(menu.addAction(_keyed(words, ACT), lambda: self.start(point.row)), "start_item")
        if point.state in (AgendaState.OPEN, AgendaState.RUNNING):
            doing(
                menu.addAction(
                    _keyed(_("Done"), TICK if is_running else TICK_ROW), lambda: self.tick(point.row)
                ),
                "finish_item",
            )
            skipping = _keyed(_("Leave for another time"), SKIP if is_running else TAKE_OUT)
            doing(menu.addAction(skipping, lambda: self.skip(point.row)), "skip_item")
        if is_running and self._timed() is not None:
            item = self._timed()
            paused = item is not None and item.paused_at is not None
            doing(
                menu.addAction(_keyed(_("Let the time go on") if paused else _("Pause"), PAUSE), self.pause),
                "resume_item" if paused else "pause_item",
            )
            doing(
                menu.addAction(_keyed(_("{n} more minutes").format(n=EXTRA_MINUTES), EXTEND), self.extend),
                "extend_item",
            )
            doing(menu.addAction(_keyed(_("Other minutes…"), EXTEND_BY), self.ask_minutes), "extend_item")
        if is_running:
            doing(menu.addAction(_keyed(_("Go to the next point"), NEXT), self.next), "start_item")
        menu.popup(where)


def _keyed(words: str, keys: str) -> str:
    """The words of a menu with their key at the end: the key itself belongs to the page."""
    return f"{words}\t{native_key(keys)}"
