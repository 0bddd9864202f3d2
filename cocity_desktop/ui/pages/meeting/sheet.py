"""A sheet that opens over the list, just above the capture line: nothing modal, Esc puts it away."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import QEvent, QRectF, Qt, Signal
from PySide6.QtWidgets import QFrame, QVBoxLayout, QWidget

from cocity_desktop.application.capture import NewReservation
from cocity_desktop.localization import _
from cocity_desktop.ui.pages.meeting.mention import Offer
from cocity_desktop.ui.pages.meeting.offers import Offers
from cocity_desktop.ui.pages.meeting.room_reading import offered
from cocity_desktop.ui.theme.canvas import painting
from cocity_desktop.ui.theme.tokens import px
from cocity_desktop.ui.widgets.buttons import Button, IconButton
from cocity_desktop.ui.widgets.chips import Pill
from cocity_desktop.ui.widgets.field import LineBox
from cocity_desktop.ui.widgets.labels import Icon, Label
from cocity_desktop.ui.widgets.layouts import clear, column, holding, row

if TYPE_CHECKING:
    from collections.abc import Sequence

    from PySide6.QtCore import QObject
    from PySide6.QtGui import QKeyEvent, QPaintEvent

    from cocity_desktop.ui.pages.meeting.room_reading import Known

_AIR = 12


class Sheet(QFrame):
    """`closed` when it was put away, `typed` at each letter in it: what stands in an open sheet is kept as a draft.

    `open_above(widget)` places it; it follows when the page is resized.
    """

    closed = Signal()
    typed = Signal()

    def __init__(self, parent: QWidget, title: str) -> None:
        super().__init__(parent)
        self._above: QWidget | None = None
        self._title = Label(title, "strong", wrap=True)
        close = IconButton("close", _("Close"), size=28)
        close.clicked.connect(self.close_sheet)
        self._recovered = Pill(_("recovered"), icon="restore")
        self._recovered.hide()
        self.body = column(gap=8)
        self._box = column(
            row((self._title, 1), self._recovered, close), 8, self.body, margins=(28, 24, 24, 26)
        )
        self.setLayout(self._box)
        self.setAccessibleName(title)
        self.hide()

    def set_title(self, title: str) -> None:
        self._title.setText(title)
        self.setAccessibleName(title)

    def fields(self) -> tuple[str, ...]:
        """What stands in it unsent, () when nothing does or it is put away."""
        return ()

    def mark_recovered(self) -> None:
        """Until the first key it says that its text comes from before a crash."""
        self._recovered.show()

    def _follow(self, *boxes: LineBox) -> None:
        for box in boxes:
            box.line.textEdited.connect(lambda _text: self._recovered.hide())
            box.line.textChanged.connect(lambda _text: self.typed.emit())

    def open_above(self, widget: QWidget) -> None:
        """Show it, its foot on `widget`."""
        if self._above is None:
            widget.installEventFilter(self)
        self._above = widget
        self.show()
        self.raise_()
        self.place()

    def place(self) -> None:
        """Its width is the column's, its height what it holds."""
        if self._above is None or not self.isVisible():
            return
        self._box.activate()
        width = self._above.width()
        height = self._box.totalHeightForWidth(width) if self._box.hasHeightForWidth() else 0
        height = max(height, self._box.totalSizeHint().height())
        room = self._above.y() + px(_AIR)
        if height > room:  # where letters are large: no further up than the column begins, if it can be
            height = max(room, self._box.totalMinimumSize().height())
        self.setGeometry(self._above.x(), max(0, room - height), width, height)

    def close_sheet(self) -> None:
        self._recovered.hide()
        self.hide()
        self.typed.emit()
        self.closed.emit()

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        if watched is self._above and event.type() in (QEvent.Type.Resize, QEvent.Type.Move):
            self.place()
        return super().eventFilter(watched, event)

    def keyPressEvent(self, event: QKeyEvent) -> None:
        if event.key() == Qt.Key.Key_Escape:
            self.close_sheet()
        else:
            super().keyPressEvent(event)

    def paintEvent(self, _event: QPaintEvent) -> None:
        body = QRectF(self.rect()).adjusted(px(_AIR), px(_AIR), -px(_AIR), -px(_AIR))
        with painting(self) as canvas:
            canvas.shadow(body, 12, 0.14, 2)
            canvas.box(body, "surface", "line", 8)


class ReservationSheet(Sheet):
    """Who has a reservation and in which words. `changed(tuple of NewReservation)` at each one."""

    changed = Signal(object)

    def __init__(self, parent: QWidget) -> None:
        super().__init__(parent, _("Reservations, in the words of who has them"))
        self._reservations: list[NewReservation] = []
        self._names: tuple[Known, ...] = ()
        self._list = QVBoxLayout()
        self._list.setSpacing(px(4))
        self.who = LineBox(_("Who"), height=36)
        self.who.setFixedWidth(px(200))
        self.words = LineBox(_("In which words"), height=36)
        for box in (self.who, self.words):
            box.line.setAccessibleName(box.line.placeholderText())
        add = Button(_("Add"), "secondary")
        add.clicked.connect(self._add)
        self.who.line.returnPressed.connect(self._to_words)
        self.words.line.returnPressed.connect(self._enter)
        self._list_of_names = Offers(self.who.line)
        self._list_of_names.taken.connect(lambda offer, _by_tab: self._named(offer))
        self.who.line.textEdited.connect(self._offer)
        self._follow(self.who, self.words)
        self.room = Label("", "small", wrap=True)
        self.body.addWidget(self.room)
        self.body.addLayout(self._list)
        self.body.addLayout(row(self.who, (self.words, 1), add))

    def show_reservations(
        self, reservations: Sequence[NewReservation], names: Sequence[Known], room: str
    ) -> None:
        """What is there already, the names to complete with, and in words who was there when it was taken."""
        self._reservations = list(reservations)
        self.room.setText(room)
        self.room.setVisible(bool(room))
        self._names = tuple(names)
        self._fill()

    def fields(self) -> tuple[str, ...]:
        """Who and in which words, not added yet."""
        typed = (self.who.text(), self.words.text())
        return typed if self.isVisible() and any(typed) else ()

    def fill(self, who: str, words: str) -> None:
        """Put them back."""
        self.who.set_text(who)
        self.words.set_text(words)

    def open_above(self, widget: QWidget) -> None:
        super().open_above(widget)
        self.who.line.setFocus()

    def _to_words(self) -> None:
        self._list_of_names.close_list()
        self.words.line.setFocus()

    def _offer(self, text: str) -> None:
        offers = [
            Offer(one.name, "group" if one.group_id else "user", one.beside)
            for one in offered(text, self._names)
        ]
        self._list_of_names.show_offers(offers, 0)

    def _named(self, offer: Offer) -> None:
        self.who.set_text(offer.words)
        self.words.line.setFocus()

    def _enter(self) -> None:
        """Enter adds; on an empty line it is done."""
        if self.words.text().strip():
            self._add()
        else:
            self.close_sheet()

    def _add(self) -> None:
        words = self.words.text().strip()
        if not words:
            self.words.line.setFocus()
            return
        self._reservations.append(NewReservation(raised_by=self.who.text().strip(), text=words))
        for box in (self.who, self.words):
            box.set_text("")
        self._tell()
        self.who.line.setFocus()

    def _remove(self, position: int) -> None:
        del self._reservations[position]
        self._tell()
        self.who.line.setFocus()

    def _tell(self) -> None:
        self._fill()
        self.changed.emit(tuple(self._reservations))

    def _fill(self) -> None:
        clear(self._list)
        for position, one in enumerate(self._reservations):
            words = f"{one.raised_by}: «{one.text}»" if one.raised_by else f"«{one.text}»"
            away = IconButton("close", _("Take it away: {what}").format(what=words), size=24)
            away.clicked.connect(lambda _checked=False, p=position: self._remove(p))
            top = Qt.AlignmentFlag.AlignTop
            label = Label(words, "quote", wrap=True)
            line = row((Icon("hand", 20, "warning"), 0, top), (label, 1), (away, 0, top))
            shown = holding(line)
            self._list.addWidget(shown)
            shown.show()  # a layout does it a moment later, and the sheet would be as high as without it
        self.place()


class ReasonSheet(Sheet):
    """One sentence asked for, with the reason. `given(str)` by Enter."""

    given = Signal(str)

    def __init__(self, parent: QWidget) -> None:
        super().__init__(parent, "")
        self.words = LineBox(_("Why"), height=36)
        self.words.line.setAccessibleName(_("Why"))
        self.error = Label("", "error")
        self.error.hide()
        done = Button(_("Done"), "secondary")
        done.clicked.connect(self._give)
        self.words.line.returnPressed.connect(self._give)
        self._follow(self.words)
        self.body.addLayout(row((self.words, 1), done))
        self.body.addWidget(self.error)

    def fields(self) -> tuple[str, ...]:
        """The reason, not given yet."""
        return (self.words.text(),) if self.isVisible() and self.words.text() else ()

    def ask(self, title: str, above: QWidget) -> None:
        self.set_title(title)
        self.words.set_text("")
        self.show_error("")
        self.open_above(above)
        self.words.line.setFocus()

    def show_error(self, words: str) -> None:
        """Beside the field, which keeps what was typed."""
        self.error.setText(words)
        self.error.setVisible(bool(words))
        self.words.set_wrong(bool(words))
        self.place()

    def _give(self) -> None:
        self.given.emit(self.words.text().strip())
