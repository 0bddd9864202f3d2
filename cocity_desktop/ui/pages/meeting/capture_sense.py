"""What makes sense of the line while it is typed: the names that may be used, the day that counts, the recogniser.

In a large house the groups that have nothing to do with the meeting are read when somebody begins to type one.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import QObject

from cocity_desktop.application.recognition import KnownName, PartKind
from cocity_desktop.domain.commitments import PartyKind
from cocity_desktop.localization import local
from cocity_desktop.ui.operation import Operation
from cocity_desktop.ui.pages.meeting.capture_reader import CaptureReader, Reading
from cocity_desktop.ui.pages.meeting.lookup import Lookup
from cocity_desktop.ui.pages.meeting.names import Names

if TYPE_CHECKING:
    from datetime import date

    from cocity_desktop.application.changes import Changes
    from cocity_desktop.application.recognition import Recognition
    from cocity_desktop.application.views.names import NamesToWrite
    from cocity_desktop.application.views.work import MeetingDetail
    from cocity_desktop.domain.entity import EntityId
    from cocity_desktop.domain.errors import AppError
    from cocity_desktop.ui.pages.base import PageContext
    from cocity_desktop.ui.pages.meeting.capture_line import CaptureLine

_MOST_FAR = 200
_NAMING = ("group", "person", "membership", "participation", "partnership")


class CaptureSense(QObject):
    """Reads names once for a meeting, and again when groups or people change."""

    def __init__(self, context: PageContext, line: CaptureLine, parent: QObject) -> None:
        super().__init__(parent)
        self._context, self._line = context, line
        self._meeting: MeetingDetail | None = None
        self._archive: NamesToWrite | None = None
        self._headings: dict[int, str] = {}
        self._far: dict[EntityId | None, KnownName] = {}
        self._lookup = Lookup(self._find, context.navigator.fail, self)
        self._lookup.found.connect(self._learn)
        self._reader = CaptureReader(context.services.recognizer, self)
        self._use()
        line.words_changed.connect(self._reader.ask)
        self._reader.found.connect(self._found)
        context.bus.changed.connect(self._changed)
        editor = line.parts.editor
        for sought in (line.mentioning.sought, editor.sought):
            sought.connect(self._look_up)
        editor.today, editor.spoken_day = self.today, self._spoken_day

    def set_meeting(self, meeting: MeetingDetail) -> None:
        """As read from disk: who is in the room may have changed."""
        other = self._meeting is None or self._meeting.row.id != meeting.row.id
        moved = other or self._meeting is None or self._meeting.presences != meeting.presences
        self._meeting = meeting
        if other:
            self._archive = None
        if other or self._comes_from_afar(meeting):
            self._read_names()
        if moved:
            self._use()

    def _comes_from_afar(self, meeting: MeetingDetail) -> bool:
        """Somebody of a group that was not among those near the meeting."""
        if self._archive is None or not self._archive.more_groups:
            return False
        near = {group.id for group in self._archive.groups}
        return any(one.group_id is not None and one.group_id not in near for one in meeting.presences)

    def today(self) -> date:
        """The day from which "entro giovedì" counts: that of the meeting."""
        meeting = self._meeting
        if meeting is not None and meeting.on_paper:
            return local(meeting.row.starts_at).date()
        return local(self._context.services.clock.now()).date()

    def headings(self) -> dict[int, str]:
        """Codes of the regulation's headings by the number of their article."""
        return self._headings

    def reading(self) -> Reading:
        """Of the words that stand in the line now."""
        return self._reader.at_once(self._line.edit.text())

    def reading_of(self, text: str) -> Reading:
        """Of other words."""
        return self._reader.at_once(text)

    def _found(self, recognition: Recognition) -> None:
        self._line.show_recognised(recognition)

    def _use(self) -> None:
        names = Names(self._archive, self._meeting, self._headings, self._far.values())
        self._line.use_names(names)
        self._reader.use(names.for_text, self.today, self._named_in)

    def _look_up(self, sought: str) -> None:
        if self._archive is not None and self._archive.more_groups:
            self._lookup.ask(sought)

    def _find(self, words: str) -> list[KnownName]:
        """On the reading lane."""
        found = self._context.services.queries.called(words)
        return [KnownName(one.name, PartyKind.GROUP, one.group_id) for one in found if one.group_id]

    def _learn(self) -> None:
        """What was found stays among the names: the line that has it is read next."""
        new = {known.group_id: known for known in self._lookup.names}
        if new.keys() - self._far.keys():
            kept = list((self._far | new).items())[-_MOST_FAR:]
            self._far = dict(kept)
            self._use()

    def _named_in(self, text: str) -> tuple[KnownName, ...]:
        """On the reading lane: groups of a large house that a line calls by @, whoever wrote it, and when."""
        archive = self._archive
        if "@" not in text or archive is None or not archive.more_groups:
            return ()
        found = self._context.services.queries.groups_named(text)
        return tuple(KnownName(group.name, PartyKind.GROUP, group.id) for group in found)

    def _read_names(self) -> None:
        meeting = self._meeting
        if meeting is None:
            return
        services, meeting_id = self._context.services, meeting.row.id

        def job() -> tuple[NamesToWrite, dict[int, str]]:
            names = services.queries.names_to_write(meeting_id)
            regulation = services.regulations.find(names.regulation_code)
            headings = regulation.for_form(names.form).headings if regulation else ()
            return names, {n: heading.code for n, heading in enumerate(headings, start=1)}

        Operation(self, job).on_success(self._named).on_error(self._not_named).start()

    def _named(self, found: tuple[NamesToWrite, dict[int, str]]) -> None:
        self._archive, self._headings = found
        self._far = {}
        self._lookup.ask("")
        self._use()
        self._reader.at_once("")  # loads what reading needs before the first line is typed

    def _not_named(self, error: AppError) -> None:
        """Lines are written all the same, without names to complete."""
        self._context.navigator.fail(error)

    def _changed(self, changes: Changes) -> None:
        if self._line.isVisible() and changes.concerns(*_NAMING):
            self._read_names()

    def _spoken_day(self, text: str) -> date | None:
        """Of “fine mese” or “giovedì prossimo”, as it would be said in a line."""
        for words in (f"entro {text}", f"by {text}", text):
            part = self._reader.now(words).certain(PartKind.DUE)
            if part is not None:
                return part.day
        return None
