"""A dialog around a form that is saved by a use case: what is refused is told beside its field, and the dialog stays."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import Qt

from cocity_desktop.domain.errors import ErrorCode, UserError
from cocity_desktop.error_messages import words_for
from cocity_desktop.localization import _
from cocity_desktop.ui.dialogs.base import Dialog, body_room, open_dialog
from cocity_desktop.ui.operation import Operation
from cocity_desktop.ui.theme.tokens import px
from cocity_desktop.ui.widgets.form import Form
from cocity_desktop.ui.widgets.layouts import column, holding
from cocity_desktop.ui.widgets.scroll import ScrollPane

if TYPE_CHECKING:
    from collections.abc import Callable

    from PySide6.QtGui import QCloseEvent, QKeyEvent, QShowEvent
    from PySide6.QtWidgets import QWidget

    from cocity_desktop.application.changes import Changes
    from cocity_desktop.domain.errors import AppError
    from cocity_desktop.ui.widgets.date_fields import DateField

_TALLEST = 490


class FormDialog(Dialog):
    """Subclasses fill `form` (fields under the names of the command), call `show_form`, and give the `work` to be done.

    `changes` is what the use case gave back, None until it succeeded. Once something was written, Esc asks before it
    throws that away; the button that gives up does not.
    """

    def __init__(
        self, parent: QWidget | None, title: str, text: str = "", *, primary: str = "", width: int = 560
    ) -> None:
        super().__init__(parent, title, text, primary=primary or _("Save"), width=width)
        self.form = Form()
        self.changes: Changes | None = None
        self._written = False
        self.form.changed.connect(self._write)

    def work(self) -> Callable[[], Changes]:
        """The use case with what is typed now, to be run on the database lane."""
        raise NotImplementedError

    def words_for(self, error: AppError) -> str:
        """The words of a refusal; a form that knows more than the error says it here."""
        return words_for(error)

    def show_form(self) -> None:
        """Put the form in place, scrolling when it is taller than a small screen allows."""
        inside = holding(column(self.form, None, margins=(2, 2, 12, 2)))
        self._form_pane = ScrollPane(inside)
        self._form_pane.setFixedHeight(
            min(px(_TALLEST), body_room(self), inside.sizeHint().height() + px(28))
        )
        self.set_body(self._form_pane)
        self.form.focus_first()

    def showEvent(self, event: QShowEvent) -> None:
        super().showEvent(event)
        if not event.spontaneous():
            self._written = False  # what stands there now was put there by the form

    def keyPressEvent(self, event: QKeyEvent) -> None:
        if event.key() != Qt.Key.Key_Escape or self._may_be_thrown_away():
            super().keyPressEvent(event)

    def closeEvent(self, event: QCloseEvent) -> None:
        """The cross of the window asks; when the app itself closes the form, there may be nobody to answer."""
        if event.spontaneous() and not self._may_be_thrown_away():
            event.ignore()
        else:
            super().closeEvent(event)

    def accept(self) -> None:
        if not self.form.check():
            self._show_cursor()
            return
        self.primary.setEnabled(False)
        Operation(self, self.work()).on_success(self._saved).on_error(self._refused).on_finally(
            self._again
        ).start()

    def _write(self) -> None:
        self._written = True

    def _may_be_thrown_away(self) -> bool:
        if not (self._written and self.isVisible()):
            return True
        asked = ThrowAwayDialog(self)
        open_dialog(asked)
        return asked.thrown

    def _saved(self, changes: Changes) -> None:
        self.changes = changes
        super().accept()

    def _refused(self, error: AppError) -> None:
        self.form.show_error(error.field, self.words_for(error))
        self._show_cursor()

    def _show_cursor(self) -> None:
        """What is wrong may have scrolled away."""
        here = self.focusWidget()
        if self._form_pane.isAncestorOf(here):
            self._form_pane.follow_focus(here)

    def _again(self) -> None:
        self.primary.setEnabled(True)


class ThrowAwayDialog(Dialog):
    """Esc over a form that was written in: Enter and another Esc go back to it, only the button throws it away."""

    def __init__(self, parent: QWidget | None) -> None:
        title, text = _("Throw away what you wrote?"), _("It has not been saved yet.")
        super().__init__(
            parent, title, text, primary=_("Keep writing"), secondary=_("Throw it away"), width=420
        )
        self.thrown = False
        self.secondary.clicked.disconnect(self.reject)
        self.secondary.clicked.connect(self._throw)
        self.primary.setFocus()

    def _throw(self) -> None:
        self.thrown = True
        self.reject()


def required_date(form: Form, name: str, field: DateField) -> bool:
    """Whether a day is there; the form says so beside the field when it is not."""
    if form.check() and field.value() is None:
        form.show_fault(UserError(ErrorCode.REQUIRED, name))
        return False
    return field.value() is not None
