"""The agenda of a meeting to come, or of a template, written by keyboard: one line adds, arrows move, the sum is told."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import QEvent, Qt, Signal
from PySide6.QtGui import QKeyEvent
from PySide6.QtWidgets import QLayout, QWidget

from cocity_desktop.application.meetings import NewItem
from cocity_desktop.localization import _, pgettext
from cocity_desktop.ui.pages.meetings.agenda_lines import AgendaLines, sum_words
from cocity_desktop.ui.pages.meetings.agenda_list import AgendaListView
from cocity_desktop.ui.theme.tokens import px
from cocity_desktop.ui.widgets.buttons import Button, IconButton
from cocity_desktop.ui.widgets.cards import Card
from cocity_desktop.ui.widgets.labels import Label
from cocity_desktop.ui.widgets.layouts import column, holding, row
from cocity_desktop.ui.widgets.number_fields import SpinField
from cocity_desktop.ui.widgets.text_fields import TextField

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable

    from PySide6.QtCore import QObject

    from cocity_desktop.ui.pages.meetings.agenda_lines import DraftLine

USUAL_MINUTES = 10
_LONGEST = 300
_MINUTES_WIDTH = 128
_LOWEST = 108
"""Of the list: three lines, on a screen that is not tall."""


class AgendaEditor(QWidget):
    """`changed` whenever the lines are others.

    Enter in a field adds the line or changes the chosen one, Esc gives the change up. In the list Enter or F2 takes a line
    into the fields, Delete removes it, Alt and the arrows move it and make it a sub-item or a point again; in the fields
    Alt+Right and Alt+Left do that to the line being written.
    """

    changed = Signal()

    def __init__(self, *, of_template: bool = False) -> None:
        super().__init__()
        self.lines = AgendaLines()
        self._editing: str | None = None
        self._as_sub = False
        self._planned = 0
        self._more_minutes = 0
        self.sum = Label("", "small")
        self.list = AgendaListView()
        self.title = TextField(_("Point"), placeholder=_("What is talked about"), longest=_LONGEST)
        self.minutes = SpinField(pgettext("time", "Minutes"), lowest=1, highest=600, step=5)
        self.owner = TextField(_("Who leads it"), longest=_LONGEST)
        self.outcome = TextField(_("What is wanted from it"), longest=_LONGEST)
        self.translation = TextField(_("In the second language"), longest=_LONGEST)
        self.add = Button(_("Add"), "secondary")
        self.above = row(gap=8)
        self.below_nothing = row()
        self.owner.setVisible(not of_template)
        self.translation.hide()
        self.minutes.set_value(USUAL_MINUTES)
        self.minutes.setFixedWidth(px(_MINUTES_WIDTH))
        self._lay_out()
        self._connect()
        self._tell()

    def _connect(self) -> None:
        self.list.installEventFilter(self)
        self.list.row_activated.connect(self._edit)
        self.list.dropped.connect(self._drop)
        self.add.clicked.connect(self.take)
        for field in (self.title, self.owner, self.outcome, self.translation):
            field.submitted.connect(self.take)
            field.line.installEventFilter(self)
        self.minutes.line.returnPressed.connect(self.take)
        self.minutes.line.installEventFilter(self)

    def _lay_out(self) -> None:
        acts: tuple[tuple[str, str, Callable[[], None]], ...] = (
            ("arrow-left", _("Make it a point (Alt Left)"), self._outdent),
            ("arrow-right", _("Make it a sub-item (Alt Right)"), self._indent),
            ("up", _("Move up (Alt Up)"), lambda: self._move(-1)),
            ("down", _("Move down (Alt Down)"), lambda: self._move(1)),
            ("delete", _("Take away (Delete)"), self._remove),
        )
        tools = row(gap=2)
        for icon, words, act in acts:
            button = IconButton(icon, words, size=28)
            button.clicked.connect(act)
            tools.addWidget(button)
        head = row(Label(_("Agenda"), "section"), None, self.above, 12, tools, gap=0)
        first = row((self.title, 1), self.minutes, column(None, self.add, 6), gap=8)
        second = row()
        second.setSpacing(px(8))  # unlike a gap of `row`, it goes with a field that is hidden
        for field, share in ((self.owner, 2), (self.outcome, 3), (self.translation, 3)):
            second.addWidget(field, share)
        self._nothing = holding(
            column(None, _centred(Label(_nothing(), "muted")), 8, self.below_nothing, None)
        )
        card = Card(column((self._nothing, 1), (self.list, 1), gap=0, margins=(1, 1, 1, 1)))
        card.setMinimumHeight(px(_LOWEST))
        self.setLayout(column(head, 6, (card, 1), 4, self.sum, 6, first, 4, second, gap=0))

    # --- what it holds -------------------------------------------------------------------------------------------

    def items(self) -> tuple[NewItem, ...]:
        """In their order."""
        return self.lines.items()

    def set_items(self, items: Iterable[NewItem]) -> None:
        """Begin with these."""
        self.lines.replace_all(items)
        self._tell()

    def add_items(self, items: Iterable[NewItem]) -> None:
        """Behind those that are there."""
        self.lines.extend(items)
        self._tell()

    def set_planned(self, minutes: int | None) -> None:
        """How long the meeting lasts, to tell the sum against."""
        self._planned = minutes or 0
        self._tell_sum()

    def set_more(self, minutes: int) -> None:
        """Minutes of what will join these lines."""
        self._more_minutes = minutes
        self._tell_sum()

    def set_translated(self, language: str) -> None:
        """Ask for titles in `language` too (its name); "" to ask no more."""
        self.translation.setVisible(bool(language))
        self.translation.label.setText(_("Title in {language}").format(language=language) if language else "")

    def unfinished(self) -> bool:
        """Whether a line stands in the fields and is not in the list yet."""
        return bool(self.title.text())

    def take(self) -> None:
        """Put what stands in the fields into the list."""
        title = self.title.text()
        if not title or not self.minutes.check():
            self.title.setFocus()
            return
        item = NewItem(
            title=title,
            planned_minutes=self.minutes.value() or USUAL_MINUTES,
            owner=self.owner.text(),
            wanted_outcome=self.outcome.text(),
            translation=self.translation.text(),
            is_sub=self._as_sub,
        )
        if self._editing is None:
            self.list_key(self.lines.add(item))
        else:
            self.lines.change(self._editing, item)
        self._write_next()
        self._tell()

    def list_key(self, key: str) -> None:
        """Show the line `key`, so that one sees where it went."""
        self.list.set_rows(self.lines.rows())
        self.list.select(key)

    # --- hands -----------------------------------------------------------------------------------------------------

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Enter belongs to the line being written, Esc to a change being made: neither goes on to the dialog."""
        control = bool(event.modifiers() & Qt.KeyboardModifier.ControlModifier)
        enter = event.key() in (Qt.Key.Key_Return, Qt.Key.Key_Enter) and not control
        if event.key() == Qt.Key.Key_Escape and self._editing is not None:
            self._write_next()
            self._tell()
        elif not enter:
            super().keyPressEvent(event)

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        if event.type() == QEvent.Type.KeyPress and isinstance(event, QKeyEvent):
            key = self._key if watched is self.list else self._key_in_field
            if key(event):
                return True
        return super().eventFilter(watched, event)

    def _key(self, event: QKeyEvent) -> bool:
        if _alt(event):
            acts = {
                Qt.Key.Key_Up: lambda: self._move(-1),
                Qt.Key.Key_Down: lambda: self._move(1),
                Qt.Key.Key_Right: self._indent,
                Qt.Key.Key_Left: self._outdent,
            }
        else:
            acts = {
                Qt.Key.Key_Delete: self._remove,
                Qt.Key.Key_Backspace: self._remove,
                Qt.Key.Key_F2: self._edit_chosen,
            }
        act = acts.get(Qt.Key(event.key()))
        if act is not None:
            act()
        return act is not None

    def _key_in_field(self, event: QKeyEvent) -> bool:
        if not _alt(event) or event.key() not in (Qt.Key.Key_Right, Qt.Key.Key_Left):
            return False
        is_sub = event.key() == Qt.Key.Key_Right
        if self._editing is not None:
            (self._indent if is_sub else self._outdent)()
        else:
            self._as_sub = is_sub and bool(self.lines.items())
        self._tell_place()
        return True

    def _edit_chosen(self) -> None:
        if (chosen := self.list.selected()) is not None:
            self._edit(chosen)

    def _edit(self, chosen: DraftLine) -> None:
        item = chosen.item
        self._editing = chosen.key
        self.title.set_text(item.title)
        self.minutes.set_value(item.planned_minutes)
        self.owner.set_text(item.owner)
        self.outcome.set_text(item.wanted_outcome)
        self.translation.set_text(item.translation)
        self._tell_place()
        self.title.setFocus()

    def _write_next(self) -> None:
        """Empty fields for one more line."""
        self._editing = None
        self.title.set_text("")
        self.minutes.set_value(USUAL_MINUTES)
        for field in (self.owner, self.outcome, self.translation):
            field.set_text("")
        self.title.setFocus()

    def _act(self, act: Callable[[str], object]) -> None:
        chosen = self.list.selected()
        key = self._editing or (chosen.key if chosen is not None else None)
        if key is not None:
            act(key)
            self._tell()
            self.list.select(key)

    def _move(self, by: int) -> None:
        self._act(lambda key: self.lines.move(key, by))

    def _indent(self) -> None:
        self._act(self.lines.indent)

    def _outdent(self) -> None:
        self._act(self.lines.outdent)

    def _drop(self, key: str, before: int) -> None:
        self.lines.drop(key, before)
        self._tell()
        self.list.select(key)

    def _remove(self) -> None:
        chosen = self.list.selected()
        if chosen is None:
            return
        at = self.list.currentIndex().row()
        if self._editing is not None:
            self._write_next()
        self.lines.remove(chosen.key)
        self._tell()
        if rows := self.lines.rows():
            self.list.select(rows[min(at, len(rows) - 1)].key)
        self.list.setFocus()

    # --- telling ---------------------------------------------------------------------------------------------------

    def _tell(self) -> None:
        rows = self.lines.rows()
        self.list.set_rows(rows)
        self.list.setVisible(bool(rows))
        self._nothing.setVisible(not rows)
        self._as_sub = self._as_sub and bool(self.lines.items())
        self._tell_place()
        self._tell_sum()
        self.changed.emit()

    def _tell_sum(self) -> None:
        total = self.lines.total() + self._more_minutes
        self.sum.setText(sum_words(len(self.lines.items()), total, self._planned))
        self.sum.set_token("warning" if 0 < self._planned < total else "muted")

    def _tell_place(self) -> None:
        """Which number the line in the fields has, or will have."""
        rows = self.lines.rows()
        if self._editing is not None:
            number = next((one.number for one in rows if one.key == self._editing), "")
            self.add.setText(_("Change"))
        else:
            number = next_number([one.number for one in rows], is_sub=self._as_sub)
            self.add.setText(_("Add"))
        words = _("Sub-item {number}") if "." in number else _("Point {number}")
        self.title.label.setText(words.format(number=number))


def next_number(numbers: list[str], *, is_sub: bool) -> str:
    """The number of a line put behind `numbers`."""
    point, _dot, sub = (numbers[-1] if numbers else "0").partition(".")
    return f"{point}.{int(sub or 0) + 1}" if is_sub and numbers else str(int(point) + 1)


def _nothing() -> str:
    return _("No points yet: write the first one here below.")


def _centred(label: Label) -> QLayout:
    return row(None, label, None)


def _alt(event: QKeyEvent) -> bool:
    return bool(event.modifiers() & Qt.KeyboardModifier.AltModifier)
