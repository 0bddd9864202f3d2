"""Fields for words: one line, a passphrase, a paragraph."""

from __future__ import annotations

from itertools import pairwise
from typing import TYPE_CHECKING

from PySide6.QtCore import QRectF, QSize, Qt, Signal
from PySide6.QtWidgets import QFrame, QLineEdit, QPlainTextEdit, QWidget

from cocity_desktop.localization import _, ngettext
from cocity_desktop.ui.theme.canvas import painting
from cocity_desktop.ui.theme.fonts import font
from cocity_desktop.ui.theme.tokens import Token, px
from cocity_desktop.ui.widgets.buttons import IconButton
from cocity_desktop.ui.widgets.field import Field, FieldFrame, Grounded, LineBox
from cocity_desktop.ui.widgets.labels import Icon, Label
from cocity_desktop.ui.widgets.layouts import holding, row

if TYPE_CHECKING:
    from PySide6.QtGui import QFocusEvent, QKeyEvent, QPaintEvent


class TextField(Field):
    """A line of text. `submitted` when Enter is pressed in it; `icon` leads; `clearable` shows a × while there is text."""

    submitted = Signal()

    def __init__(
        self,
        label: str = "",
        *,
        help_text: str = "",
        placeholder: str = "",
        icon: str | None = None,
        key: str | None = None,
        clearable: bool = False,
        longest: int | None = None,
    ) -> None:
        super().__init__(label, help_text)
        self.box = LineBox(placeholder, icon=icon, key=key)
        self.line = self.box.line
        if longest is not None:
            self.line.setMaxLength(longest)
        self._build(self.box, self.line)
        self.line.textChanged.connect(lambda _text: self.changed.emit())
        self.line.returnPressed.connect(self.submitted)
        if clearable:
            add_clear_button(self.box)

    def refuse(self, reason: str) -> None:
        """Read only: what stands here can still be selected and copied."""
        refuse_text(self, self.line, self.box, reason)

    def text(self) -> str:
        """What is typed, without spaces at the ends."""
        return self.line.text().strip()

    def set_text(self, text: str) -> None:
        self.line.setText(text)
        if not self.line.hasFocus():
            self.line.setCursorPosition(0)  # a long text shows how it begins


def refuse_text(field: Field, editor: QLineEdit | QPlainTextEdit, frame: FieldFrame, reason: str) -> None:
    """Nothing can be typed in `editor` for `reason`, until it is "" (`ui.permitted`)."""
    editor.setReadOnly(bool(reason))
    frame.set_read_only(bool(reason))
    field.setToolTip(reason)
    editor.setAccessibleDescription(reason)


def add_clear_button(box: LineBox) -> IconButton:
    """A × at the end of `box` while there is text, in the place of its key cap."""
    button = IconButton("close", _("Clear"), size=24)
    button.setFocusPolicy(Qt.FocusPolicy.NoFocus)
    button.clicked.connect(box.line.clear)
    box.row.addWidget(button)

    def follow(text: str) -> None:
        button.setVisible(bool(text))
        if box.cap is not None:
            box.cap.setVisible(not text)

    box.line.textChanged.connect(follow)
    follow(box.line.text())
    return button


class _Strength(QWidget):
    """Four bars: how many of them are filled, the words stand beside."""

    def __init__(self) -> None:
        super().__init__()
        self.filled = 0
        self.token: Token = "success"
        self.setFixedHeight(px(4))

    def paintEvent(self, _event: QPaintEvent) -> None:
        gap = px(6)
        width = (self.width() - 3 * gap) / 4
        with painting(self) as canvas:
            for i in range(4):
                canvas.box(
                    QRectF(i * (width + gap), 0, width, px(4)),
                    self.token if i < self.filled else "track",
                    None,
                    2,
                )


class PassphraseField(Field):
    """A secret with an eye to show it. With `judged`, four bars and words say how strong it is while it is typed.

    The judgement is by length and number of words, not a promise: long and memorable is what withstands guessing.
    """

    submitted = Signal()

    def __init__(self, label: str, *, help_text: str = "", judged: bool = False) -> None:
        super().__init__(label, help_text)
        self.box = LineBox()
        self.line = self.box.line
        self.line.setEchoMode(QLineEdit.EchoMode.Password)
        self.eye = IconButton("password-visible", _("Show"), size=32)
        self.eye.clicked.connect(self._toggle)
        self.box.row.addWidget(self.eye)
        self._build(self.box, self.line)
        self.line.textChanged.connect(lambda _text: self.changed.emit())
        self.line.returnPressed.connect(self.submitted)
        if judged:
            self._add_strength()

    @staticmethod
    def lead_on(*fields: PassphraseField) -> None:
        """Tab goes from phrase to phrase, to the eyes only then: who types a phrase twice looks at the keys.

        To be called once the fields stand in one window, which keeps the order. Only eyes are moved in it: a line moved
        to before the field that hands the focus on to it would be come to again.
        """
        chain: list[QWidget] = [fields[-1].line, *(field.eye for field in fields)]
        for before, after in pairwise(chain):
            QWidget.setTabOrder(before, after)

    def text(self) -> str:
        """The passphrase exactly as typed."""
        return self.line.text()

    def set_text(self, text: str) -> None:
        self.line.setText(text)

    def _toggle(self) -> None:
        hidden = self.line.echoMode() == QLineEdit.EchoMode.Password
        self.line.setEchoMode(QLineEdit.EchoMode.Normal if hidden else QLineEdit.EchoMode.Password)
        self.eye.set_icon(
            "password-invisible" if hidden else "password-visible", _("Hide") if hidden else _("Show")
        )

    def _add_strength(self) -> None:
        self._bars = _Strength()
        self._verdict = Label("", "label")
        self._advice = Label("", "small")
        self._tick = Icon("tick", 16, "success")
        line = holding(row(self._tick, 4, self._verdict, 6, self._advice, None, gap=0))
        self._box.insertSpacing(self._box.count() - 1, px(6))
        self._box.insertWidget(self._box.count() - 1, self._bars)
        self._box.insertSpacing(self._box.count() - 1, px(4))
        self._box.insertWidget(self._box.count() - 1, line)
        self.line.textChanged.connect(self._judge)
        self._judge("")

    def _judge(self, text: str) -> None:
        level = strength(text)
        token: Token = "success" if level >= 3 else "warning"
        self._bars.filled, self._bars.token = level, token
        self._bars.update()
        verdict, advice = _judgement(text, level)
        self._verdict.setText(verdict)
        self._verdict.set_token(token if text else "muted")
        self._advice.setText(advice)
        self._tick.setVisible(level >= 3)
        self.line.setAccessibleDescription(f"{verdict} {advice}".strip())


def strength(text: str) -> int:
    """0 (nothing) to 4: by length, and by different words when there are several."""
    words = {w.lower() for w in text.split()}
    if len(set(text)) < 5:
        return min(1, len(text))
    if len(text) < 10:
        return 1
    if len(words) >= 6 or len(text) >= 32:
        return 4
    return 3 if len(words) >= 4 or len(text) >= 20 else 2


def _judgement(text: str, level: int) -> tuple[str, str]:
    count = len(text.split())
    counted = ngettext("{n} word", "{n} words", count)
    if not text:
        return _("Four or five words are easy to remember."), ""
    if level <= 1:
        return _("Too short."), _("Go on: four or five words.")
    if level == 2:
        return _("Fair: {words}.").format(words=counted), _("One or two more make it strong.")
    if level == 3:
        return _("Strong: {words}.").format(words=counted), _("One more would hold for centuries.")
    return _("Very strong: {words}.").format(words=counted), ""


class _Paragraph(Grounded, QPlainTextEdit):
    """A plain text editor that tells its frame about focus and lets Tab move on."""

    submitted = Signal()

    def __init__(self) -> None:
        super().__init__()
        self.setFrameShape(QFrame.Shape.NoFrame)
        self.setFont(font(15))
        self.setTabChangesFocus(True)
        self.setHorizontalScrollBarPolicy(
            Qt.ScrollBarPolicy.ScrollBarAlwaysOff
        )  # lines are broken at the edge
        self.document().setDocumentMargin(px(2))
        self.see_through()

    def focusInEvent(self, event: QFocusEvent) -> None:
        super().focusInEvent(event)
        self._tell()

    def focusOutEvent(self, event: QFocusEvent) -> None:
        super().focusOutEvent(event)
        self._tell()

    def _tell(self) -> None:
        if (frame := self.parentWidget()) is not None:
            frame.update()

    def keyPressEvent(self, event: QKeyEvent) -> None:
        control = event.modifiers() & Qt.KeyboardModifier.ControlModifier
        if control and event.key() in (Qt.Key.Key_Return, Qt.Key.Key_Enter):
            self.submitted.emit()
            event.ignore()  # the dialog it stands in takes it as its answer
            return
        super().keyPressEvent(event)

    def minimumSizeHint(self) -> QSize:
        return QSize(px(80), px(40))


class TextArea(Field):
    """Several lines of plain text; Tab moves on, Ctrl+Enter submits. `lines` is its height."""

    submitted = Signal()

    def __init__(
        self,
        label: str = "",
        *,
        help_text: str = "",
        placeholder: str = "",
        lines: int = 4,
        serif: bool = False,
    ) -> None:
        super().__init__(label, help_text)
        self.edit = _Paragraph()
        if serif:
            self.edit.setFont(font(16, 400, "text"))
        self.edit.setPlaceholderText(placeholder)
        frame = FieldFrame(None)
        frame.row.setContentsMargins(px(8), px(6), 2, px(6))
        frame.hold(self.edit)
        frame.setFixedHeight(round(self.edit.fontMetrics().lineSpacing() * lines) + px(20))
        self._frame = frame
        self._build(frame, self.edit)
        self.edit.textChanged.connect(self.changed)
        self.edit.submitted.connect(self.submitted)

    def refuse(self, reason: str) -> None:
        """Read only: what stands here can still be selected and copied."""
        refuse_text(self, self.edit, self._frame, reason)

    def text(self) -> str:
        return self.edit.toPlainText().strip()

    def set_text(self, text: str) -> None:
        self.edit.setPlainText(text)
