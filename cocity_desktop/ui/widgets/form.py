"""A form: fields in a column, errors told beside the field they concern."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import QSize, Qt, Signal
from PySide6.QtWidgets import QHBoxLayout, QVBoxLayout, QWidget

from cocity_desktop.error_messages import words_for
from cocity_desktop.ui.theme.tokens import px
from cocity_desktop.ui.widgets.labels import Label
from cocity_desktop.ui.widgets.notices import NoticeBar

if TYPE_CHECKING:
    from cocity_desktop.domain.errors import AppError
    from cocity_desktop.ui.widgets.field import Field


class Form(QWidget):
    """Fields by name, in the order they are added. The names are those of the command, so that a refusal finds its field.

    form = Form()
    form.add("name", TextField(_("Name")))
    form.add_row(("street", street), ("number", number))
    if form.check():
        Operation(self, save).on_error(form.show_fault).start()

    `changed` is emitted when one of the fields is.
    """

    changed = Signal()

    def __init__(self, width: int | None = None) -> None:
        super().__init__()
        self._fields: dict[str, Field] = {}
        self._box = QVBoxLayout(self)
        self._box.setContentsMargins(0, 0, 0, 0)
        self._box.setSpacing(px(12))
        self._general: NoticeBar | None = None
        if width is not None:
            self.setMaximumWidth(px(width))

    def add(self, name: str, field: Field) -> Field:
        """A field on a line of its own."""
        self._keep(name, field)
        self._box.addWidget(field)
        return field

    def add_row(self, *fields: tuple[str, Field], stretches: tuple[int, ...] = ()) -> None:
        """Several fields on one line; `stretches` gives their share of the width."""
        line = QHBoxLayout()
        line.setSpacing(px(12))
        for i, (name, field) in enumerate(fields):
            self._keep(name, field)
            line.addWidget(field, stretches[i] if stretches else 1, Qt.AlignmentFlag.AlignTop)
        self._box.addLayout(line)

    def add_widget(self, widget: QWidget) -> None:
        """Anything that is not a field, between the fields."""
        self._box.addWidget(widget)

    def add_section(self, title: str) -> None:
        """A heading between groups of fields."""
        self._box.addSpacing(px(8))
        self._box.addWidget(Label(title, "section"))

    def field(self, name: str) -> Field:
        """Raises KeyError for a name that was not added."""
        return self._fields[name]

    def check(self) -> bool:
        """Whether all that is typed can be read; otherwise each field tells, and the first wrong one has the cursor."""
        self.clear_errors()
        wrong = [field for field in self._fields.values() if field.isEnabled() and not field.check()]
        if wrong:
            wrong[0].setFocus()
        return not wrong

    def show_error(self, name: str | None, words: str) -> None:
        """`words` beside the field `name`, which takes the cursor; above the form when no field of that name is here."""
        field = self._fields.get(name or "")
        if field is None:
            self._tell(words)
        else:
            field.set_error(words)
            field.setFocus()

    def show_fault(self, error: AppError) -> None:
        """The words of `error` beside the field it names."""
        self.show_error(error.field, words_for(error))

    def clear_errors(self) -> None:
        for field in self._fields.values():
            if field.error() is not None:
                field.set_error(None)
        if self._general is not None:
            self._general.hide()

    def errors(self) -> dict[str, str]:
        """What is on show beside the fields, by name."""
        return {name: words for name, field in self._fields.items() if (words := field.error()) is not None}

    def focus_first(self) -> None:
        """The cursor in the first field."""
        if self._fields:
            next(iter(self._fields.values())).setFocus()

    def sizeHint(self) -> QSize:
        return super().sizeHint().expandedTo(QSize(px(320), 0))

    def _keep(self, name: str, field: Field) -> None:
        self._fields[name] = field
        field.changed.connect(self.changed)

    def _tell(self, words: str) -> None:
        if self._general is None:
            self._general = NoticeBar("danger", words)
            self._box.insertWidget(0, self._general)
        self._general.tell("danger", words)
        self._general.show()
