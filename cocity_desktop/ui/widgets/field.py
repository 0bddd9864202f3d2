"""What every field of a form shares: a label above, the control, help or the error below.

The error stands beside what it concerns, in words; the space of the help line carries it, so nothing jumps when there
was help, and the form grows by one line when there was none.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import QEvent, QRectF, Qt, Signal
from PySide6.QtGui import QPalette
from PySide6.QtWidgets import QHBoxLayout, QLineEdit, QSizePolicy, QVBoxLayout, QWidget

from cocity_desktop.ui.theme.canvas import keycap_width, painting
from cocity_desktop.ui.theme.fonts import font
from cocity_desktop.ui.theme.tokens import Token, colour, px
from cocity_desktop.ui.widgets.labels import Icon, Label
from cocity_desktop.ui.widgets.refusing import Refusing

if TYPE_CHECKING:
    from PySide6.QtGui import QFocusEvent, QPaintEvent


class FieldFrame(QWidget):
    """The painted border around a borderless editor: 1 px at rest, 2 px and primary with the cursor inside."""

    def __init__(self, height: int | None = 40) -> None:
        super().__init__()
        self._wrong = self._read_only = False
        self._editor: QWidget | None = None
        if height is not None:
            self.setFixedHeight(px(height))
        self.row = QHBoxLayout(self)
        self.row.setContentsMargins(px(10), 2, px(4), 3)
        self.row.setSpacing(px(8))

    def hold(self, editor: QWidget) -> None:
        """The editor whose focus lights the border; clicking the frame goes to it."""
        self._editor = editor
        self.row.addWidget(editor, 1)
        self.setFocusProxy(editor)

    def set_read_only(self, on: bool) -> None:
        """Painted as what cannot be changed."""
        self._read_only = on
        self.update()

    def set_wrong(self, wrong: bool) -> None:
        """Danger border."""
        self._wrong = wrong
        self.update()

    def paintEvent(self, _event: QPaintEvent) -> None:
        focused = self._editor is not None and self._editor.hasFocus()
        edge: Token = "danger" if self._wrong else "primary" if focused else "control"
        with painting(self) as canvas:
            if self.isEnabled() and not self._read_only:
                canvas.box(QRectF(self.rect()), "surface", edge, 6, 2 if focused or self._wrong else 1)
            else:
                canvas.box(
                    QRectF(self.rect()), "sunken", "primary" if focused and self.isEnabled() else "line"
                )


class Grounded:
    """Mixin for borderless editors: the ink stays that of words also when disabled, the ground is the frame's.

    Once the application has a style sheet, Qt fills a disabled editor with the ground of an enabled one whatever its
    palette says; only a style sheet of its own makes it see-through. Editors are leaves, so nothing below inherits it.
    """

    _grounding = False

    def changeEvent(self, event: QEvent) -> None:
        super().changeEvent(event)  # type: ignore[misc]
        if event.type() == QEvent.Type.PaletteChange and not self._grounding:
            self.ground()

    def see_through(self) -> None:
        """Show the frame behind."""
        editor: QWidget = self  # type: ignore[assignment]
        editor.setStyleSheet("QLineEdit, QPlainTextEdit { background: transparent; border: 0; }")
        self.ground()

    def ground(self) -> None:
        """Take the ink of the present scheme."""
        editor: QWidget = self  # type: ignore[assignment]
        self._grounding = True
        palette = editor.palette()
        palette.setColor(QPalette.ColorRole.Text, colour("text"))
        palette.setColor(QPalette.ColorRole.PlaceholderText, colour("muted"))
        editor.setPalette(palette)
        self._grounding = False


class _Line(Grounded, QLineEdit):
    """A line edit that tells its frame about focus."""

    def __init__(self) -> None:
        super().__init__()
        self.setFrame(False)
        self.setFont(font(15))
        self.setTextMargins(0, 0, 0, 0)
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


class _Cap(QWidget):
    """The key cap at the end of a search field."""

    def __init__(self, key: str) -> None:
        super().__init__()
        self._key = key
        self.setFixedSize(round(keycap_width(key)), px(20))
        self.setAttribute(Qt.WidgetAttribute.WA_TransparentForMouseEvents)

    def paintEvent(self, _event: QPaintEvent) -> None:
        with painting(self) as canvas:
            canvas.keycap(0, self.height() / 2, self._key)


class LineBox(FieldFrame):
    """One line of text in its frame, without a label: filters and search. `line` is the real QLineEdit.

    `trailing` widgets may be added to `row`; `show_cap` hides a key cap while there is text to clear.
    """

    def __init__(
        self, placeholder: str = "", *, icon: str | None = None, key: str | None = None, height: int = 40
    ) -> None:
        super().__init__(height)
        if icon:
            self.row.addWidget(Icon(icon), 0)
        self._placeholder, self._tip = placeholder, ""
        self.line = _Line()
        self.line.setPlaceholderText(placeholder)
        self.hold(self.line)
        self.cap = _Cap(key) if key else None
        if self.cap is not None:
            self.row.addWidget(self.cap)
            self.row.setContentsMargins(px(10), 2, px(8), 3)

    def refuse(self, reason: str) -> None:
        """Read only, with `reason` where one would begin to type; with "" it is again as it was (`ui.permitted`)."""
        if bool(reason) != self.line.isReadOnly():
            self._tip = self.line.toolTip() if reason else self._tip
            self.line.setToolTip(reason or self._tip)
        self.line.setReadOnly(bool(reason))
        self.line.setPlaceholderText(reason or self._placeholder)
        self.line.setAccessibleDescription(reason)
        self.set_read_only(bool(reason))

    def text(self) -> str:
        return self.line.text()

    def set_text(self, text: str) -> None:
        self.line.setText(text)


class Field(Refusing, QWidget):
    """Base of the labelled fields. Subclasses give their control to `_build` and say what is wrong in `problem`.

    `changed` is emitted when the person (or code) changes the value; it clears the error. One that is refused
    (`ui.permitted`) is greyed; a text can still be read, selected and copied.
    """

    changed = Signal()

    def __init__(self, label: str, help_text: str = "") -> None:
        super().__init__()
        self._help = help_text
        self._error: str | None = None
        self.label = Label(label, "strong")
        self.below = Label(help_text, "small", wrap=True)
        self.below.setVisible(bool(help_text))
        self._box = QVBoxLayout(self)
        self._box.setContentsMargins(0, 0, 0, 0)
        self._box.setSpacing(0)
        self.setSizePolicy(QSizePolicy.Policy.Preferred, QSizePolicy.Policy.Fixed)

    def _build(self, control: QWidget, editor: QWidget) -> None:
        """Lay out `control` under the label; `editor` is what takes focus and carries the accessible name."""
        self._control, self._editor = control, editor
        if self.label.text():
            self._box.addWidget(self.label)
            self._box.addSpacing(px(4))
        self._box.addWidget(control)
        self._box.addSpacing(px(4))
        self._box.addWidget(self.below)
        self.label.lead_to(editor)
        editor.setAccessibleName(self.label.text())
        editor.setAccessibleDescription(self._help)
        self.setFocusProxy(editor)
        self.changed.connect(self._forgive)

    def refuse(self, reason: str) -> None:
        super().refuse(reason)
        self._editor.setAccessibleDescription(reason or self._help)

    def problem(self) -> str | None:
        """Words for what is wrong with what is typed, None when it can be read. An empty field is no problem here."""
        return None

    def error(self) -> str | None:
        """The error on show."""
        return self._error

    def set_error(self, words: str | None) -> None:
        """Show `words` in place of the help, or take the error away."""
        self._error = words
        self.below.setText(words or self._help)
        self.below.set_token("danger_text" if words else "muted")
        self.below.setVisible(bool(words or self._help))
        self._editor.setAccessibleDescription(words or self._help)
        if isinstance(self._control, FieldFrame):
            self._control.set_wrong(words is not None)

    def set_help(self, words: str) -> None:
        """Another help line, kept under an error until it is mended."""
        self._help = words
        self.set_error(self._error)

    def check(self) -> bool:
        """Show the problem, if any; whether there is none."""
        words = self.problem()
        if words is not None:
            self.set_error(words)
        return words is None

    def _forgive(self) -> None:
        if self._error is not None:
            self.set_error(None)
