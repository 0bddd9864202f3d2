"""What is asked of a line that is on disk: change, split, join, move, locate it, say why it goes no further, take it away."""

from __future__ import annotations

from functools import partial
from types import MappingProxyType
from typing import TYPE_CHECKING

from PySide6.QtWidgets import QMenu, QWidget

from cocity_desktop.application.capture import (
    DeclineEntry,
    ReviseEntry,
    decline_entry,
    remove_entry,
    revise_entry,
)
from cocity_desktop.application.entries import (
    JoinEntries,
    LocateEntry,
    MoveEntry,
    SplitEntry,
    join_entries,
    locate_entry,
    move_entry,
    split_entry,
)
from cocity_desktop.application.history import UndoChange, undo_change
from cocity_desktop.application.removal import Remove
from cocity_desktop.error_messages import words_for
from cocity_desktop.labels import label_of
from cocity_desktop.localization import _
from cocity_desktop.ui.operation import Operation
from cocity_desktop.ui.pages.meeting.acts import Acts
from cocity_desktop.ui.pages.meeting.entry_keys import KEYS
from cocity_desktop.ui.pages.meeting.entry_sheets import PlaceSheet, SplitSheet, TrashSheet
from cocity_desktop.ui.pages.meeting.keys import add_shortcut
from cocity_desktop.ui.pages.meeting.kinds import KINDS
from cocity_desktop.ui.pages.meeting.lines import Standing
from cocity_desktop.ui.pages.meeting.photo_acts import PhotoActs
from cocity_desktop.ui.permitted import allowed, doing
from cocity_desktop.ui.widgets.keys import native_key

if TYPE_CHECKING:
    from collections.abc import Callable, Mapping, Sequence

    from PySide6.QtCore import QPoint

    from cocity_desktop.application.views.registry import PlaceRow
    from cocity_desktop.application.views.work import MeetingDetail, RemovedEntryRow
    from cocity_desktop.domain.entity import EntityId
    from cocity_desktop.domain.meetings import EntryKind
    from cocity_desktop.ui.pages.base import PageContext
    from cocity_desktop.ui.pages.meeting.capture_desk import CaptureDesk
    from cocity_desktop.ui.pages.meeting.lines import Line
    from cocity_desktop.ui.pages.meeting.map_points import Point
    from cocity_desktop.ui.pages.meeting.speech import SpeechColumn


_COMMITS: Mapping[str, tuple[str, ...]] = MappingProxyType(
    {
        "split": ("split_entry",),
        "join": ("join_entries",),
        "move": ("move_entry",),
        "locate": ("locate_entry",),
        "photo": ("add_photo",),
        "reserve": ("revise_entry",),
    }
)
"""The label of the change that each act on a line makes (`ui.permitted`)."""


class EntryActs(Acts):
    """Behind the list of lines."""

    def __init__(
        self, context: PageContext, speech: SpeechColumn, desk: CaptureDesk, parent: QWidget
    ) -> None:
        super().__init__(context, parent)
        self._page, self._speech, self._desk = parent, speech, desk
        self._about: Line | None = None
        self.photos = PhotoActs(context, speech, desk, parent)
        self.splitting, self.placing, self.trash = SplitSheet(speech), PlaceSheet(speech), TrashSheet(speech)
        self.photos.done.connect(self.done)
        for sheet in (self.splitting, self.placing, self.trash):
            sheet.closed.connect(self.done)
        self.splitting.given.connect(self._split)
        self.placing.given.connect(self._locate)
        self.trash.back_asked.connect(self.put_back)
        speech.list.edit_asked.connect(lambda one: desk.edit(one.row))
        speech.list.remove_asked.connect(self.remove)
        speech.list.menu_asked.connect(self.popup)
        speech.list.act_asked.connect(self.act)
        speech.decline_given.connect(self.decline)
        add_shortcut(parent, KEYS["trash"], self.show_trash)
        add_shortcut(parent, KEYS["photo"], self.ask_photo)

    def set_meeting(self, meeting: MeetingDetail) -> None:
        """As read from disk."""
        super().set_meeting(meeting)
        self.photos.set_meeting(meeting)

    # --- choosing ---------------------------------------------------------------------------------------------

    def popup(self, line: Line, where: QPoint) -> None:
        """The menu at the line."""
        self.menu(line).popup(where)

    def menu(self, line: Line) -> QMenu:
        """All that can be done with a line. One that is not on disk yet can only wait."""
        menu = QMenu(self._page)
        if line.standing is not Standing.SAVED:
            self._offer(menu, _("It is being written"), None)
            return menu
        self._offer(menu, _("Change"), lambda: self._desk.edit(line.row), "Enter", "revise_entry")
        self._offer_kinds(menu.addMenu(_("It is a…")), line)
        self._offer(menu, _("Split…"), lambda: self.act(line, "split"), KEYS["split"], "split_entry")
        before = self._speech.list.above(line)
        self._offer(
            menu,
            _("Join to the line above"),
            partial(self.join, line) if before else None,
            KEYS["join"],
            "join_entries",
        )
        points = menu.addMenu(_("Move to…"))
        self._offer_points(points, line)
        menu.addSeparator()
        self._offer(menu, _("Place…"), lambda: self.act(line, "locate"), KEYS["locate"], "locate_entry")
        self._offer(menu, _("Photo…"), lambda: self.act(line, "photo"), KEYS["photo"], "add_photo")
        menu.addSeparator()
        if line.row.decision is not None:
            self._offer(
                menu,
                _("Reservations…"),
                lambda: self.write_reservations(line),
                KEYS["reserve"],
                "revise_entry",
            )
        self._offer(
            menu,
            _("Will not go into the pact…"),
            lambda: self._speech.ask_decline(line.row),
            acts="decline_entry",
        )
        self._offer(menu, _("Take away"), lambda: self.remove(line), "Del", "remove_entry")
        self._offer(menu, _("Lines taken away…"), self.show_trash, KEYS["trash"])
        return menu

    def act(self, line: Line, name: str) -> None:
        """By its key, or from the menu."""
        if name == "trash":
            self.show_trash()
        elif line.standing is Standing.SAVED and allowed(*_COMMITS[name]):
            self._about = line
            acts: dict[str, Callable[[Line], None]] = {
                "split": lambda one: self.splitting.ask(one.row.text, self._speech.line),
                "join": self.join,
                "move": self._ask_point,
                "locate": self._ask_place,
                "photo": self.photos.ask_file,
                "reserve": self.write_reservations,
            }
            acts[name](line)

    def write_reservations(self, line: Line) -> None:
        """The decision in hand, with the place for the words of its reservations open."""
        if line.row.decision is not None and allowed("revise_entry"):
            self._desk.edit(line.row)
            self._speech.open_reservations()

    def ask_photo(self) -> None:
        """For the line that the keyboard is on; from the capture line, for a line of its own."""
        self.photos.ask_file(self._speech.list.chosen() if self._speech.list.hasFocus() else None)

    def _offer(
        self, menu: QMenu, words: str, act: Callable[[], None] | None, keys: str = "", acts: str = ""
    ) -> None:
        """An act with its key beside it; one that has nothing to act on stands there grey."""
        action = menu.addAction(f"{words}\t{native_key(keys)}" if keys else words)
        action.setEnabled(act is not None)
        if act is not None:
            action.triggered.connect(act)
        doing(action, *filter(None, (acts,)))

    def _offer_kinds(self, menu: QMenu, line: Line) -> None:
        for kind in KINDS:
            if kind is not line.row.entry_kind:
                self._offer(menu, label_of(kind), partial(self.change_kind, line, kind), acts="revise_entry")

    def _offer_points(self, menu: QMenu, line: Line) -> None:
        agenda = self.meeting.agenda if self.meeting else ()
        places: list[tuple[EntityId | None, str]] = [(item.id, item.title) for item in agenda]
        for item_id, title in [*places, (None, _("No point"))]:
            if item_id != line.row.agenda_item_id:
                self._offer(menu, title, partial(self.move, line, item_id, title), acts="move_entry")

    def _ask_point(self, line: Line) -> None:
        """The points alone, where the line is."""
        view, menu = self._speech.list, QMenu(self._page)
        self._offer_points(menu, line)
        menu.popup(view.viewport().mapToGlobal(view.visualRect(view.currentIndex()).center()))

    def _ask_place(self, line: Line) -> None:
        queries, meeting = self.context.services.queries, self.meeting
        first = meeting.place_id if meeting else None

        def ask(places: Sequence[PlaceRow]) -> None:
            self.placing.ask(line.row, places, first, self._speech.line)

        Operation(self, queries.places).on_success(ask).on_error(self.fail).start()

    # --- doing ------------------------------------------------------------------------------------------------

    def change_kind(self, line: Line, kind: EntryKind) -> None:
        """What was noted as one thing is another."""
        row, said = line.row, _("Now it is: {kind}").format(kind=label_of(kind))
        command = ReviseEntry(
            entry_id=row.id, text=row.text, entry_kind=kind, group_id=row.group_id, person_id=row.person_id
        )
        self.run(revise_entry, command, said)

    def _split(self, at: int) -> None:
        if self._about is None:
            return
        operation = self.run(
            split_entry, SplitEntry(entry_id=self._about.row.id, at=at), _("One line became two")
        )
        operation.on_success(lambda _changes: self.splitting.close_sheet())
        operation.on_error(lambda _error: self.splitting.show_error(_("Each line needs some words.")))

    def join(self, line: Line) -> None:
        """Its words go to the end of the line above."""
        before = self._speech.list.above(line)
        if before is None:
            return
        command = JoinEntries(first_id=before.row.id, second_id=line.row.id)
        operation = self.run(join_entries, command, _("Two lines became one"))
        operation.on_success(lambda _changes: self._desk.forget(line.row.id))

    def move(self, line: Line, item_id: EntityId | None, title: str) -> None:
        """Under another point of the agenda."""
        command = MoveEntry(entry_id=line.row.id, agenda_item_id=item_id)
        self.run(move_entry, command, _("Moved to “{title}”").format(title=title))

    def _locate(self, place_id: EntityId | None, point: Point | None) -> None:
        if self._about is None:
            return
        command = LocateEntry(
            entry_id=self._about.row.id,
            place_id=place_id,
            latitude=point.latitude if point else None,
            longitude=point.longitude if point else None,
        )
        operation = self.run(locate_entry, command, _("Place of the line changed"))
        operation.on_success(lambda _changes: self.placing.close_sheet())
        operation.on_error(lambda error: self.placing.show_error(words_for(error)))

    def remove(self, line: Line) -> None:
        """Take a line away; the bar brings it back, and later the trash."""
        said = _("Taken away: “{text}”").format(text=line.row.text[:60])
        operation = self.run(remove_entry, Remove(id=line.row.id), said)
        operation.on_success(lambda _changes: self._desk.forget(line.row.id))

    def decline(self, entry_id: str, reason: str) -> None:
        """It will not go into the pact, and why."""
        command = DeclineEntry(entry_id=entry_id, reason=reason)
        operation = self.run(decline_entry, command, _("Noted with its reason"))
        operation.on_success(lambda _changes: self._speech.declined())
        operation.on_error(lambda error: self._speech.decline.show_error(words_for(error)))

    # --- the trash --------------------------------------------------------------------------------------------

    def show_trash(self) -> None:
        """The lines of this meeting that were taken away."""
        queries, meeting_id = self.context.services.queries, self.meeting_id

        def show(removed: Sequence[RemovedEntryRow]) -> None:
            self.trash.show_removed(removed, self._speech.line)

        Operation(self, lambda: queries.trash(meeting_id)).on_success(show).on_error(self.fail).start()

    def put_back(self, removed: RemovedEntryRow) -> None:
        """Bring a line back, whole; the sheet stays for the next one."""
        said = _("Put back: “{text}”").format(text=removed.text[:60])
        operation = self.run(undo_change, UndoChange(change_id=removed.change_id), said)
        operation.on_success(lambda _changes: self.show_trash())
