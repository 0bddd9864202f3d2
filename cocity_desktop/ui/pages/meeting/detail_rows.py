"""What a decision may bring with it, in one row under the capture line, reached by Tab.

Everything here is optional: Enter saves from any of the fields, and what is left empty can be written later.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import QSize, Signal
from PySide6.QtWidgets import QWidget

from cocity_desktop.application.capture import DecisionFields, NewReservation
from cocity_desktop.domain.meetings import DecisionMethod
from cocity_desktop.labels import label_of
from cocity_desktop.localization import _, ngettext, pgettext
from cocity_desktop.ui.theme.tokens import px
from cocity_desktop.ui.widgets.buttons import Button
from cocity_desktop.ui.widgets.choice import ComboBox
from cocity_desktop.ui.widgets.date_reading import Unreadable
from cocity_desktop.ui.widgets.field import LineBox
from cocity_desktop.ui.widgets.labels import Label
from cocity_desktop.ui.widgets.layouts import row
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

    `changed` at each key in it: what it holds is kept as a draft.
    """

    reservations_asked = Signal()
    changed = Signal()

    def __init__(self) -> None:
        super().__init__()
        self._reservations: tuple[NewReservation, ...] = ()
        self.method = ComboBox(32)
        self.method.setFixedWidth(px(LEAD))
        self.method.setAccessibleName(_("How it was decided"))
        for method in DecisionMethod:
            self.method.addItem(label_of(method), method)
        words = (
            _("full agreement"), _("fine for me"), pgettext("count", "reservation"),
            pgettext("count", "aside"), pgettext("people", "against"),
        )  # fmt: skip
        self.counts = tuple(_count(word) for word in words)
        self._boxes(*self.counts)
        for box in self.counts:
            box.line.textEdited.connect(lambda _text: self.changed.emit())
        self.method.activated.connect(lambda _row: self.changed.emit())
        self.more = Button("", "ghost", compact=True)
        self.more.clicked.connect(self.reservations_asked)
        pieces: list[QWidget | int] = []
        for box, word in zip(self.counts, words, strict=True):
            pieces += [box, 4, Label(word, "small"), 8]
        self.setLayout(row(self.method, 12, *pieces, self.more, None, gap=0))
        self.set_reservations(())

    def reservations(self) -> tuple[NewReservation, ...]:
        return self._reservations

    def set_reservations(self, reservations: Sequence[NewReservation]) -> None:
        """The words of the reservations, written in their own place."""
        self._reservations = tuple(reservations)
        count = len(self._reservations)
        words = ngettext("{n} reservation", "{n} reservations", count) if count else _("+ words")
        self.more.setText(words)
        self.more.setToolTip(_("Who has a reservation, and in which words"))
        self.more.updateGeometry()
        self.changed.emit()

    def typed(self) -> tuple[str, ...]:
        """All it holds as it was typed: the method, the five figures, then who and words of each reservation."""
        words = (text for one in self._reservations for text in (one.raised_by, one.text))
        return (str(self.method.currentData()), *(box.text() for box in self.counts), *words)

    def show_typed(self, typed: Sequence[str]) -> None:
        """What `typed` gave; anything else empties the row."""
        self.show_decision(None)
        known = [str(method) for method in DecisionMethod]
        if len(typed) < _TYPED or typed[0] not in known:
            return
        self.method.setCurrentIndex(known.index(typed[0]))
        for box, text in zip(self.counts, typed[1:], strict=False):
            box.set_text(text)
        words = typed[_TYPED:]
        pairs = zip(words[::2], words[1::2], strict=False)
        self.set_reservations([NewReservation(raised_by=who, text=text) for who, text in pairs])

    @staticmethod
    def read(typed: Sequence[str]) -> DecisionFields | None:
        """The fields that `typed` stands for, None when it holds none; a figure that cannot be read counts nothing."""
        if len(typed) < _TYPED or typed[0] not in list(DecisionMethod):
            return None
        figures = [int(text) if text.strip().isdigit() else 0 for text in typed[1:_TYPED]]
        words = typed[_TYPED:]
        pairs = zip(words[::2], words[1::2], strict=False)
        said = tuple(NewReservation(raised_by=who, text=text) for who, text in pairs)
        return _fields(DecisionMethod(typed[0]), figures, said)

    def fields(self) -> DecisionFields:
        """Raises Wrong."""
        figures = [int(str(box.read(lambda text: read_whole(text, 0, 9999)) or 0)) for box in self.counts]
        return _fields(DecisionMethod(self.method.currentData()), figures, self._reservations)

    def show_decision(self, decision: DecisionRow | None) -> None:
        """Fill from what is on disk; None empties."""
        self.method.setCurrentIndex(0 if decision is None else list(DecisionMethod).index(decision.method))
        figures = (
            (0,) * 5
            if decision is None
            else (
                decision.in_favour,
                decision.fine,
                decision.with_reservation,
                decision.stand_aside,
                decision.against,
            )
        )
        for box, figure in zip(self.counts, figures, strict=True):
            box.set_text(str(figure) if figure else "")
            box.set_wrong(False)
        known = decision.reservations if decision else ()
        self.set_reservations([NewReservation(raised_by=one.raised_by, text=one.text) for one in known])


def _fields(
    method: DecisionMethod, figures: Sequence[int], said: tuple[NewReservation, ...]
) -> DecisionFields:
    # More words than counted reservations: the words are there, so people are.
    return DecisionFields(
        method=method,
        in_favour=figures[0],
        fine=figures[1],
        with_reservation=max(figures[2], len(said)) if any(figures) else figures[2],
        stand_aside=figures[3],
        against=figures[4],
        reservations=said,
    )


def _count(words: str) -> _Small:
    box = _Small("0", 38)
    box.line.setAccessibleName(words)
    box.line.setToolTip(words)
    return box
