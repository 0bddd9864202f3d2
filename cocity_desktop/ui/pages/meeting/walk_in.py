"""Somebody that nobody knows came in: their name, and for whom they come. Two fields, one after the other."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import Qt, Signal

from cocity_desktop.localization import _
from cocity_desktop.ui.pages.meeting.popover import Popover
from cocity_desktop.ui.pages.meeting.room_field import Candidate, Candidates
from cocity_desktop.ui.pages.meeting.room_reading import Arrival, Known, exact, offered
from cocity_desktop.ui.widgets.buttons import Button
from cocity_desktop.ui.widgets.field import LineBox
from cocity_desktop.ui.widgets.labels import Label
from cocity_desktop.ui.widgets.layouts import row

if TYPE_CHECKING:
    from collections.abc import Sequence

    from PySide6.QtWidgets import QWidget

    from cocity_desktop.ui.pages.meeting.lookup import Lookup


class WalkIn(Popover):
    """`given(Arrival)`. Enter goes from the name to the group, and from the group it is done."""

    given = Signal(object)

    def __init__(self, page: QWidget) -> None:
        super().__init__(page, _("Somebody new"), 300)
        self._groups: tuple[Known, ...] = ()
        self._lookup: Lookup[Known] | None = None
        self.name = LineBox(height=36)
        self.group = LineBox(_("on their own behalf"), height=36)
        for box, words in ((self.name, _("Name")), (self.group, _("Group"))):
            label = Label(words, "small")
            label.setFixedWidth(label.fontMetrics().horizontalAdvance("mmmmm"))
            box.line.setAccessibleName(words)
            self.body.addLayout(row(label, 8, (box, 1), gap=0))
        done = Button(_("They are in the room"), "secondary")
        done.clicked.connect(self.give)
        self.body.addLayout(row(None, done))
        self._list = Candidates(self.group.line)
        self._list.taken.connect(self._taken)
        self._list.dismissed.connect(self.put_away)
        self.group.line.textEdited.connect(self._edited)
        self.name.line.returnPressed.connect(self._to_group)
        self.group.line.returnPressed.connect(self._entered)

    def set_groups(self, groups: Sequence[Known]) -> None:
        """Those near the meeting that the group's field completes."""
        self._groups = tuple(groups)

    def look_up(self, lookup: Lookup[Known]) -> None:
        """Where all other groups are found."""
        self._lookup = lookup
        lookup.found.connect(lambda: self._offer(self.group.text()))

    def ask(self, name: str, widget: QWidget) -> None:
        """For whom comes this `name`? The cursor is where something is still missing."""
        self.name.set_text(name)
        self.group.set_text("")
        self.show_error("")
        self.open_beside(widget)
        (self.group if name else self.name).line.setFocus(Qt.FocusReason.OtherFocusReason)

    def give(self) -> None:
        """A group that is not in the archive stays beside the name, in its own words."""
        self._list.close_list()
        name, typed = self.name.text().strip(), self.group.text().strip()
        if not name:
            self.show_error(_("What are they called?"))
            self.name.line.setFocus()
            return
        group = exact(typed, self._known())
        label = f"{name}, {typed}" if typed and group is None else name
        self.given.emit(Arrival(label, 1, group.group_id if group else None))

    def put_away(self) -> None:
        self._list.close_list()
        super().put_away()

    def _known(self) -> tuple[Known, ...]:
        far = self._lookup.names if self._lookup is not None else ()
        near = {one.group_id for one in self._groups}
        return (*self._groups, *(one for one in far if one.person_id is None and one.group_id not in near))

    def _edited(self, text: str) -> None:
        self._offer(text)
        if self._lookup is not None:
            self._lookup.ask(text)

    def _entered(self) -> None:
        """A group far from the meeting may still be on the way."""
        if self._lookup is None:
            self._enter()
        else:
            self._lookup.when_known(self.group.text(), self._enter)

    def _enter(self) -> None:
        offers = self._list.offers()
        if offers:
            self._taken(offers[0])  # type: ignore[arg-type]
        else:
            self.give()

    def _offer(self, text: str) -> None:
        found = [Candidate(one.name, "group", known=one) for one in offered(text, self._known())]
        self._list.show_offers(found, 0)

    def _taken(self, offer: Candidate) -> None:
        self.group.set_text(offer.words)
        self.give()

    def _to_group(self) -> None:
        self.group.line.setFocus()
