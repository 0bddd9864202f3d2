"""What a meeting held on paper shows in place of a clock: «sono le 18:40», and a line that says how times work."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import QEvent, QObject, QRectF, Qt, Signal
from PySide6.QtGui import QKeyEvent
from PySide6.QtWidgets import QSizePolicy, QWidget

from cocity_desktop.localization import _, clock
from cocity_desktop.ui.pages.meeting.keys import TIME
from cocity_desktop.ui.theme.canvas import painting
from cocity_desktop.ui.theme.tokens import px
from cocity_desktop.ui.widgets.buttons import Button
from cocity_desktop.ui.widgets.field import LineBox
from cocity_desktop.ui.widgets.keys import native_key, words_with_key
from cocity_desktop.ui.widgets.labels import Icon, Label
from cocity_desktop.ui.widgets.layouts import holding, row

if TYPE_CHECKING:
    from datetime import datetime

    from PySide6.QtGui import QPaintEvent

_STEPS = {
    Qt.Key.Key_Up: 1,
    Qt.Key.Key_Down: -1,
    Qt.Key.Key_PageUp: 10,
    Qt.Key.Key_PageDown: -10,
}


class TimeBox(QWidget):
    """«sono le [18:40]». `given(str)` by Enter, `stepped(int)` minutes by the arrows, `left` by Esc or without it."""

    given = Signal(str)
    stepped = Signal(int)
    left = Signal()

    def __init__(self) -> None:
        super().__init__()
        self._shown = ""
        self.box = LineBox(key=native_key(TIME), height=36)
        self.box.setFixedWidth(px(128))
        self.box.line.setAccessibleName(_("It is now, on paper"))
        self.box.line.setToolTip(words_with_key(_("The time of what you write from here on"), TIME))
        self.box.line.returnPressed.connect(lambda: self.given.emit(self.box.text()))
        self.box.line.textEdited.connect(lambda _text: self.box.set_wrong(False))
        self.box.line.installEventFilter(self)
        self.setLayout(row(Label(_("it is"), "muted"), 8, self.box, gap=0))
        self.setSizePolicy(QSizePolicy.Policy.Fixed, QSizePolicy.Policy.Preferred)

    def show_moment(self, moment: datetime) -> None:
        self._shown = clock(moment)
        self.box.set_text(self._shown)
        self.box.set_wrong(False)

    def go(self) -> None:
        """The cursor in the field."""
        self.box.line.setFocus(Qt.FocusReason.ShortcutFocusReason)
        self.box.line.selectAll()

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        if event.type() == QEvent.Type.FocusOut:
            self.box.set_text(self._shown)  # what was not given with Enter is not the time
            self.box.set_wrong(False)
        elif event.type() == QEvent.Type.KeyPress and isinstance(event, QKeyEvent):
            if event.key() == Qt.Key.Key_Escape:
                self.left.emit()
                return True
            if event.key() in _STEPS:
                self.stepped.emit(_STEPS[Qt.Key(event.key())])
                return True
        return super().eventFilter(watched, event)


class PaperStrip(QWidget):
    """Under the header. Before the meeting is begun it asks when it began: `began(str)` by Enter or the button."""

    began = Signal(str)
    left = Signal()

    def __init__(self) -> None:
        super().__init__()
        self._wrong = False
        self._words = Label("", "small", wrap=True, token="text")
        self.box = LineBox(height=32)
        self.box.setFixedWidth(px(76))
        self.box.line.setAccessibleName(_("The meeting began at"))
        self.box.line.returnPressed.connect(lambda: self.began.emit(self.box.text()))
        self.button = Button(_("Begin to type it in"), "primary", compact=True)
        self.button.clicked.connect(lambda: self.began.emit(self.box.text()))
        self._asking = holding(row(Label(_("The meeting began at"), "strong"), 8, self.box, 12, self.button))
        self.setLayout(
            row(
                Icon("pencil", 16),
                10,
                (self._words, 1, Qt.AlignmentFlag.AlignVCenter),
                self._asking,
                gap=0,
                margins=(24, 6, 24, 6),
            )
        )
        self.setSizePolicy(QSizePolicy.Policy.Preferred, QSizePolicy.Policy.Fixed)
        self.hide()

    def ask(self, began: datetime) -> None:
        """When did it begin?"""
        self._asking.show()
        self.tell("")
        self.box.set_text(clock(began))
        self.show()
        self.box.line.setFocus(Qt.FocusReason.OtherFocusReason)
        self.box.line.selectAll()

    def follow(self) -> None:
        """It is being typed in."""
        self._asking.hide()
        self.show()
        self.tell("")

    def tell(self, wrong: str) -> None:
        """What is wrong with a time, or how times work here."""
        self._wrong = bool(wrong)
        rule = _("Meeting on paper: the times are those you write.")
        if not self._asking.isVisibleTo(self):
            rule = " ".join((rule, _("“18.40 ” before a line sets the time.")))
        self._words.setText(wrong or rule)
        self._words.set_token("warning" if wrong else "text")
        self.box.set_wrong(bool(wrong))
        self.update()

    def said(self) -> str:
        """What it says now."""
        return self._words.text()

    def keyPressEvent(self, event: QKeyEvent) -> None:
        if event.key() == Qt.Key.Key_Escape:
            self.left.emit()
        else:
            super().keyPressEvent(event)

    def paintEvent(self, _event: QPaintEvent) -> None:
        with painting(self) as canvas:
            canvas.fill(QRectF(self.rect()), "warning_bg" if self._wrong else "sunken")
