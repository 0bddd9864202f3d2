"""Sheets about a line that is on disk: where it is split, where it is about, and the lines that were taken away."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from PySide6.QtCore import QSize, Qt, Signal

from cocity_desktop.localization import _, day_and_clock, ngettext
from cocity_desktop.ui.entry_looks import LOOKS
from cocity_desktop.ui.models.list_items import ListItem
from cocity_desktop.ui.models.list_view import ListView
from cocity_desktop.ui.pages.meeting.map_points import read_point, write_point
from cocity_desktop.ui.pages.meeting.sheet import Sheet
from cocity_desktop.ui.theme.tokens import px
from cocity_desktop.ui.widgets.buttons import Button
from cocity_desktop.ui.widgets.choice import ComboBox
from cocity_desktop.ui.widgets.date_reading import Unreadable
from cocity_desktop.ui.widgets.field import LineBox
from cocity_desktop.ui.widgets.labels import Label
from cocity_desktop.ui.widgets.layouts import row

if TYPE_CHECKING:
    from collections.abc import Sequence

    from PySide6.QtWidgets import QWidget

    from cocity_desktop.application.views.registry import PlaceRow
    from cocity_desktop.application.views.work import EntryRow, RemovedEntryRow
    from cocity_desktop.domain.entity import EntityId

_SENTENCE = re.compile(r"[.;:!?]\s+")
_TRASH_HEIGHT, _TRASH_LEAST = 208, 72
_SHOWN = 48
"""Letters of each half beside the place where a line is split."""


class SplitSheet(Sheet):
    """The words of a line with the caret where the second one begins. `given(int)` by Enter."""

    given = Signal(int)

    def __init__(self, parent: QWidget) -> None:
        super().__init__(parent, _("Where does the second line begin?"))
        self._text = ""
        self.words = LineBox(height=36)
        self.words.line.setAccessibleName(_("Put the caret where the second line begins, then press Enter"))
        self.preview = Label("", "small")
        self.error = Label("", "error")
        self.error.hide()
        done = Button(_("Split here"), "secondary")
        done.clicked.connect(self._give)
        self.words.line.returnPressed.connect(self._give)
        self.words.line.textEdited.connect(lambda _text: self._only_the_caret())
        self.words.line.cursorPositionChanged.connect(lambda _before, _now: self._show_halves())
        self.body.addLayout(row((self.words, 1), done))
        self.body.addWidget(self.preview)
        self.body.addWidget(self.error)

    def ask(self, text: str, above: QWidget) -> None:
        """Begin after the first sentence, where most lines are split; else in the middle, between two words."""
        self._text = text
        self.words.set_text(text)
        self.show_error("")
        self.open_above(above)
        self.words.line.setFocus()
        self.words.line.setCursorPosition(likely_split(text))
        self._show_halves()

    def show_error(self, words: str) -> None:
        self.error.setText(words)
        self.error.setVisible(bool(words))
        self.place()

    def _only_the_caret(self) -> None:
        """Words are changed elsewhere. A field that cannot be written in would show no caret."""
        at = min(self.words.line.cursorPosition(), len(self._text))
        self.words.set_text(self._text)
        self.words.line.setCursorPosition(at)

    def _show_halves(self) -> None:
        at = self.words.line.cursorPosition()
        first, second = self._text[:at].strip(), self._text[at:].strip()
        end = first if len(first) <= _SHOWN else f"…{first[-_SHOWN:]}"
        start = second if len(second) <= _SHOWN else f"{second[:_SHOWN]}…"
        self.preview.setText(_("«{end}»  and  «{start}»").format(end=end, start=start))

    def _give(self) -> None:
        self.given.emit(self.words.line.cursorPosition())


def likely_split(text: str) -> int:
    """After the first sentence, else at the space nearest to the middle, else 0."""
    sentence = _SENTENCE.search(text)
    if sentence is not None and sentence.end() < len(text):
        return sentence.end()
    spaces = [at + 1 for at, letter in enumerate(text) if letter == " "]
    return min(spaces, key=lambda at: abs(at - len(text) / 2), default=0)


class PlaceSheet(Sheet):
    """Which place a line is about, and which point of it. `given(place id or None, Point or None)` by Enter."""

    given = Signal(object, object)

    def __init__(self, parent: QWidget) -> None:
        super().__init__(parent, "")
        self._ids: list[EntityId | None] = [None]
        self.places = ComboBox(36)
        self.places.setAccessibleName(_("Place"))
        self.places.setMinimumWidth(px(260))
        self.point = LineBox(_("45.0781, 7.6761"), height=36)
        self.point.line.setAccessibleName(_("Point on the map"))
        self.point.line.returnPressed.connect(self._give)
        self.error = Label("", "error")
        self.error.hide()
        done = Button(_("Done"), "secondary")
        done.clicked.connect(self._give)
        self.body.addLayout(row(self.places, (self.point, 1), done))
        self.body.addWidget(Label(_("The point is optional: copy it from a map, latitude first"), "small"))
        self.body.addWidget(self.error)

    def ask(
        self, entry: EntryRow, places: Sequence[PlaceRow], first: EntityId | None, above: QWidget
    ) -> None:
        """With what the line has; `first`, the place of the process, stands first and is offered to a new line."""
        ordered = sorted(places, key=lambda place: place.id != first)
        self._ids = [None, *(place.id for place in ordered)]
        self.places.clear()
        self.places.addItem(_("No place"))
        for place in ordered:
            self.places.addItem(place.name)
        chosen = entry.place_id or first
        self.places.setCurrentIndex(self._ids.index(chosen) if chosen in self._ids else 0)
        self.point.set_text(write_point(entry.latitude, entry.longitude))
        self.set_title(_("Where is “{text}”?").format(text=entry.text[:80]))
        self.show_error("")
        self.open_above(above)
        self.places.setFocus()

    def show_error(self, words: str) -> None:
        self.error.setText(words)
        self.error.setVisible(bool(words))
        self.point.set_wrong(bool(words))
        self.place()

    def _give(self) -> None:
        try:
            point = read_point(self.point.text())
        except Unreadable as unreadable:
            self.show_error(str(unreadable))
            return
        self.given.emit(self._ids[max(0, self.places.currentIndex())], point)


class _Rows(ListView["RemovedEntryRow"]):
    """As tall as the sheet wants it, lower where letters are large for the window."""

    def sizeHint(self) -> QSize:
        return QSize(super().sizeHint().width(), px(_TRASH_HEIGHT))


class TrashSheet(Sheet):
    """The lines taken away in the last twelve months. `back_asked(RemovedEntryRow)` by Enter or a double click."""

    back_asked = Signal(object)

    def __init__(self, parent: QWidget) -> None:
        super().__init__(parent, _("Lines taken away"))
        self.rows: ListView[RemovedEntryRow] = _Rows(
            _removed, lambda one: one.id, inset=8, name=_("Lines taken away")
        )
        self.rows.setMinimumHeight(px(_TRASH_LEAST))
        self.rows.setMaximumHeight(px(_TRASH_HEIGHT))
        self.rows.row_activated.connect(self.back_asked)
        self.rows.doubleClicked.connect(lambda index: self.back_asked.emit(self.rows.rows.row(index.row())))
        self.back = Button(_("Put back"), "secondary")
        self.back.clicked.connect(self._give)
        self._facts = Label("", "small")
        self.body.addWidget(self.rows)
        self.body.addLayout(row((self._facts, 1), self.back))

    def show_removed(self, removed: Sequence[RemovedEntryRow], above: QWidget) -> None:
        """Open it, or show what is still there; when the last was put back, it goes and gives the hand back."""
        if not removed and self.isVisible():
            self.close_sheet()
            return
        self.rows.set_rows(removed)
        self.rows.setVisible(bool(removed))
        self.back.setVisible(bool(removed))
        kept = _("They stay here for twelve months.")
        count = ngettext("{n} line.", "{n} lines.", len(removed))
        self._facts.setText(f"{count} {kept}" if removed else _("Nothing was taken away from this meeting."))
        self.open_above(above)
        if removed:
            self.rows.setCurrentIndex(self.rows.model().index(0, 0))
            self.rows.setFocus(Qt.FocusReason.ShortcutFocusReason)

    def _give(self) -> None:
        chosen = self.rows.selected()
        if chosen is not None:
            self.back_asked.emit(chosen)


def _removed(one: RemovedEntryRow) -> ListItem:
    icon, token = LOOKS[one.entry_kind]
    when = day_and_clock(one.removed_at)
    detail = _("taken away {when} by {who}").format(when=when, who=one.removed_by) if one.removed_by else ""
    return ListItem(
        one.text,
        detail=detail or _("taken away {when}").format(when=when),
        icon=icon,
        icon_token=token,
        serif=True,
    )
