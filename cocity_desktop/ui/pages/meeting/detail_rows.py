"""What a decision may bring with it, in one row under the capture line, reached by Tab.

Everything here is optional: Enter saves from any of the fields, and what is left empty can be written later.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import QSize, Qt, Signal
from PySide6.QtWidgets import QWidget

from cocity_desktop.application.agreement import asked, is_vote, standing
from cocity_desktop.application.capture import DecisionFields, NewReservation
from cocity_desktop.domain.agreement import Degree
from cocity_desktop.domain.meetings import DecisionMethod
from cocity_desktop.localization import _, ngettext, pgettext
from cocity_desktop.ui.agreement_words import degree_word, reservations_without_words
from cocity_desktop.ui.pages.meeting.room_reading import presence_words
from cocity_desktop.ui.pages.meeting.tally import RoomFacts, Tally
from cocity_desktop.ui.theme.tokens import px
from cocity_desktop.ui.widgets.acts import Acts
from cocity_desktop.ui.widgets.buttons import Button
from cocity_desktop.ui.widgets.choice import ComboBox
from cocity_desktop.ui.widgets.date_reading import Unreadable
from cocity_desktop.ui.widgets.field import LineBox
from cocity_desktop.ui.widgets.labels import Label
from cocity_desktop.ui.widgets.layouts import holding, row
from cocity_desktop.ui.widgets.number_reading import read_whole

if TYPE_CHECKING:
    from collections.abc import Callable, Sequence
    from datetime import date

    from cocity_desktop.application.views.work import DecisionRow

LEAD = 160
"""The width of what stands under the kind; the rest begins on the edge of the texts."""


_TYPED = 6
"""The method and five figures come first in what was typed."""


class Wrong(ValueError):
    """A field that cannot be read; the text is the sentence to show. The cursor is already in it."""


class _Small(LineBox):
    """A field of 32 px named by its placeholder."""

    def __init__(self, words: str, width: int | None = None) -> None:
        super().__init__(words, height=32)
        self.row.setContentsMargins(px(8), 2, px(4), 3)
        self.line.setAccessibleName(words)
        self.line.setToolTip(words)
        if width is not None:
            self.setFixedWidth(px(width))

    def read(self, reading: Callable[[str], int | date | None]) -> int | date | None:
        """What is typed. Raises Wrong."""
        try:
            value = reading(self.text())
        except Unreadable as unreadable:
            self.set_wrong(True)
            self.line.setFocus()
            raise Wrong(str(unreadable)) from unreadable
        self.set_wrong(False)
        return value


class DetailRow(QWidget):
    """What both rows share. `submitted` by Enter in a field."""

    submitted = Signal()

    def sizeHint(self) -> QSize:
        return QSize(px(760), px(32))

    def _boxes(self, *boxes: LineBox) -> None:
        for box in boxes:
            box.line.returnPressed.connect(self.submitted)


class DecisionDetails(DetailRow):
    """How it was decided and how many stood where. `reservations_asked` opens the place to write reservations.

    Only what the method counts is on show, and what was counted under another one. `changed` at each key in it: what it
    holds is kept as a draft. `tally` stands elsewhere in the line.
    """

    reservations_asked = Signal()
    changed = Signal()

    def __init__(self) -> None:
        super().__init__()
        self._reservations: tuple[NewReservation, ...] = ()
        self._room, self._then = RoomFacts(), RoomFacts()
        self.tally = Tally()
        self.tally.everybody_asked.connect(self._everybody)
        self.method = ComboBox(32)
        self.method.setFixedWidth(px(LEAD))
        self.method.setAccessibleName(_("How it was decided"))
        for method in DecisionMethod:
            self.method.addItem(_method_name(method), method)
        self.counts = tuple(_Small("0", 36) for _degree in Degree)
        self._words = tuple(Label("", "small") for _degree in Degree)
        self._boxes(*self.counts)
        for box in self.counts:
            box.line.textEdited.connect(lambda _text: self._changed())
        self.method.activated.connect(lambda _row: self._method_chosen())
        self.more = Button("", "ghost", compact=True)
        self.more.clicked.connect(self.reservations_asked)
        self._pairs = tuple(
            holding(row(box, 4, word, 8, gap=0)) for box, word in zip(self.counts, self._words, strict=True)
        )
        self.setLayout(
            row(
                (self.method, 0, Qt.AlignmentFlag.AlignTop),
                12,
                (Acts(*self._pairs, self.more, gap=0), 1),
                gap=0,
            )
        )
        self.set_reservations(())

    # --- who is in the room ------------------------------------------------------------------------------------

    def set_room(self, room: RoomFacts) -> None:
        """Who is there now, for a decision that is being taken."""
        self._room = room
        self._show_sums()

    def room(self) -> RoomFacts:
        """Who was there when the decision in hand was taken, as it was frozen then; now for a new one."""
        return self._then if self._then.heads else self._room

    def _everybody(self) -> None:
        """Whoever was not counted otherwise is in favour; the hand stays, or goes to that figure."""
        box = self.counts[0]
        box.set_text(str(max(0, self.room().heads - sum(self._figures()[1:]))))
        if self.tally.everybody.hasFocus():
            box.line.setFocus()
        self._changed()

    # --- showing -----------------------------------------------------------------------------------------------

    def _chosen(self) -> DecisionMethod:
        return DecisionMethod(self.method.currentData())

    def _method_chosen(self) -> None:
        self._show_fields()
        self._changed()

    def _changed(self) -> None:
        self._show_sums()
        self.changed.emit()

    def _show_fields(self) -> None:
        """A figure that the method does not count stays in sight as long as it is there."""
        method = self._chosen()
        for degree, box, label, pair in zip(Degree, self.counts, self._words, self._pairs, strict=True):
            words = _count_word(method, degree)
            label.setText(words)
            box.line.setAccessibleName(words)
            box.line.setToolTip(words)
            pair.setVisible(degree in asked(method) or bool(box.text().strip()))

    def _show_sums(self) -> None:
        figures, heads = self._figures(), self.room().heads
        self.tally.show_sum(sum(figures), sum(figures[1:]), heads)
        for box in self.counts:
            box.line.setAccessibleDescription(self.tally.sum.text())
        said, counted = len(self._reservations), figures[2]
        words = ngettext("{n} reservation", "{n} reservations", said) if said else _("+ words")
        why = _("Who has a reservation, and in which words")
        if counted > said:
            words = ngettext("{n} without words", "{n} without words", counted - said)
            why = reservations_without_words(counted - said)
        self.more.setText(words)
        self.more.setToolTip(why)
        self.more.setAccessibleName(why if counted > said else words)
        self.more.updateGeometry()

    def _figures(self) -> list[int]:
        """What is typed so far; a figure that cannot be read counts nothing."""
        return [_figure(box.text()) for box in self.counts]

    # --- what it holds -----------------------------------------------------------------------------------------

    def reservations(self) -> tuple[NewReservation, ...]:
        return self._reservations

    def set_reservations(self, reservations: Sequence[NewReservation]) -> None:
        """The words of the reservations, written in their own place."""
        self._reservations = tuple(reservations)
        self._changed()

    def typed(self) -> tuple[str, ...]:
        """All it holds as it was typed: the method, the five figures, then who and words of each reservation."""
        words = (text for one in self._reservations for text in (one.raised_by, one.text))
        return (str(self.method.currentData()), *(box.text() for box in self.counts), *words)

    def show_typed(self, typed: Sequence[str]) -> None:
        """What `typed` gave; anything else empties the row."""
        self._fill(None)
        known = [str(method) for method in DecisionMethod]
        if len(typed) < _TYPED or typed[0] not in known:
            return
        self.method.setCurrentIndex(known.index(typed[0]))
        for box, text in zip(self.counts, typed[1:], strict=False):
            box.set_text(text)
        words = typed[_TYPED:]
        pairs = zip(words[::2], words[1::2], strict=False)
        self._show_fields()
        self.set_reservations([NewReservation(raised_by=who, text=text) for who, text in pairs])

    @staticmethod
    def read(typed: Sequence[str]) -> DecisionFields | None:
        """The fields that `typed` stands for, None when it holds none; a figure that cannot be read counts nothing."""
        if len(typed) < _TYPED or typed[0] not in list(DecisionMethod):
            return None
        figures = [_figure(text) for text in typed[1:_TYPED]]
        words = typed[_TYPED:]
        pairs = zip(words[::2], words[1::2], strict=False)
        said = tuple(NewReservation(raised_by=who, text=text) for who, text in pairs)
        return _fields(DecisionMethod(typed[0]), figures, said)

    def fields(self) -> DecisionFields:
        """Raises Wrong."""
        figures = [int(str(box.read(lambda text: read_whole(text, 0, 9999)) or 0)) for box in self.counts]
        return _fields(self._chosen(), figures, self._reservations)

    def show_decision(self, decision: DecisionRow | None) -> None:
        """Fill from what is on disk; None empties."""
        self._then = RoomFacts()
        if decision is not None:
            here = sum(one.heads for one in decision.presence)
            self._then = RoomFacts(here or decision.present, presence_words(decision))
        self._fill(decision)

    def _fill(self, decision: DecisionRow | None) -> None:
        method = decision.method if decision is not None else DecisionMethod.CONSENSUS
        self.method.setCurrentIndex(list(DecisionMethod).index(method))
        counted = dict(standing(decision).degrees) if decision is not None else {}
        for degree, box in zip(Degree, self.counts, strict=True):
            box.set_text(str(counted[degree]) if counted.get(degree) else "")
            box.set_wrong(False)
        self._show_fields()
        known = decision.reservations if decision else ()
        self.set_reservations([NewReservation(raised_by=one.raised_by, text=one.text) for one in known])


def _fields(
    method: DecisionMethod, figures: Sequence[int], said: tuple[NewReservation, ...]
) -> DecisionFields:
    # More words than counted reservations: the words are there, so people are. In a vote they were counted already.
    gradients = any(figures) and not is_vote(method)
    return DecisionFields(
        method=method,
        in_favour=figures[0],
        fine=figures[1],
        with_reservation=max(figures[2], len(said)) if gradients else figures[2],
        stand_aside=figures[3],
        against=figures[4],
        reservations=said,
    )


def _method_name(method: DecisionMethod) -> str:
    """Short, for a box that is no wider than the kind above it."""
    return {
        DecisionMethod.CONSENSUS: pgettext("method", "consensus"),
        DecisionMethod.SHOW_OF_HANDS: pgettext("method", "show of hands"),
        DecisionMethod.COUNT: pgettext("method", "count"),
    }[method]


def _figure(text: str) -> int:
    """Anything but figures counts nothing."""
    text = text.strip()
    return int(text) if text.isascii() and text.isdigit() else 0


def _count_word(method: DecisionMethod, degree: Degree) -> str:
    """Beside a figure: shorter than under the bar where that is long."""
    if is_vote(method) or degree in (Degree.IN_FAVOUR, Degree.FINE, Degree.AGAINST):
        return degree_word(method, degree)
    return (
        pgettext("count", "reservation") if degree is Degree.WITH_RESERVATION else pgettext("count", "aside")
    )
