"""The small questions of the composer: the term of the pact, why a line is not needed, the reasons to deliver."""

from __future__ import annotations

from typing import TYPE_CHECKING

from cocity_desktop.domain.errors import ErrorCode, UserError
from cocity_desktop.error_messages import words_for
from cocity_desktop.localization import _
from cocity_desktop.ui.dialogs.base import Dialog
from cocity_desktop.ui.pages.pact.gap_strip import words
from cocity_desktop.ui.widgets.date_fields import DateField
from cocity_desktop.ui.widgets.form import Form
from cocity_desktop.ui.widgets.scroll import ScrollPane
from cocity_desktop.ui.widgets.text_fields import TextArea, TextField

if TYPE_CHECKING:
    from collections.abc import Sequence
    from datetime import date

    from PySide6.QtWidgets import QWidget

    from cocity_desktop.application.document_views import PactDocument
    from cocity_desktop.domain.completeness import Gap

_LABEL = 58
"""Characters of a label that fit in the dialog."""


def missing() -> str:
    """The words for a field left empty."""
    return words_for(UserError(ErrorCode.REQUIRED))


class TermDialog(Dialog):
    """Title, first and last day of the pact."""

    ACTS = ("update_pact",)

    def __init__(self, parent: QWidget | None, document: PactDocument, today: date) -> None:
        super().__init__(parent, _("Title and term of the pact"), primary=_("Save"))
        self.title = TextField(_("Title"), longest=300)
        self.title.set_text(document.title)
        self.starts = DateField(_("First day"), today=today)
        self.ends = DateField(_("Last day"), today=today)
        self.starts.set_value(document.starts_on)
        self.ends.set_value(document.ends_on)
        self.form = Form()
        self.form.add("title", self.title)
        self.form.add_row(("starts_on", self.starts), ("ends_on", self.ends))
        self.set_body(self.form)

    def accept(self) -> None:
        if not self.form.check():
            return
        if not self.title.text().strip():
            self.form.show_error("title", missing())
            return
        starts, ends = self.starts.value(), self.ends.value()
        if starts and ends and ends < starts:
            self.form.show_error("ends_on", words_for(UserError(ErrorCode.DATES_REVERSED)))
            return
        super().accept()


class ReasonDialog(Dialog):
    """One reason, that may not be empty."""

    def __init__(self, parent: QWidget | None, title: str, text: str, label: str) -> None:
        super().__init__(parent, title, text, primary=_("Save"))
        self.reason = TextArea(label, lines=3)
        self.form = Form()
        self.form.add("reason", self.reason)
        self.set_body(self.form)

    def accept(self) -> None:
        if not self.reason.text().strip():
            self.form.show_error("reason", words_for(UserError(ErrorCode.REASON_REQUIRED)))
            return
        super().accept()


class OverridesDialog(Dialog):
    """A reason for every gap that holds the delivery back; the delivery shows them."""

    def __init__(self, parent: QWidget | None, gaps: Sequence[Gap]) -> None:
        super().__init__(
            parent,
            _("Deliver all the same"),
            _("Say why each of these can wait. The Comune reads the reasons in the file."),
            primary=_("Go on"),
        )
        self.fields = {gap.code: _reason_field(gap) for gap in gaps}
        self.form = Form()
        for code, field in self.fields.items():
            self.form.add(code, field)
        pane = ScrollPane(self.form)
        pane.setMinimumHeight(min(self.form.sizeHint().height(), 380))
        self.set_body(pane)

    def reasons(self) -> dict[str, str]:
        return {code: field.text().strip() for code, field in self.fields.items()}

    def accept(self) -> None:
        empty = [code for code, reason in self.reasons().items() if not reason]
        for code in empty:
            self.fields[code].set_error(words_for(UserError(ErrorCode.REASON_REQUIRED)))
        if empty:
            self.fields[empty[0]].setFocus()
            return
        super().accept()


def _reason_field(gap: Gap) -> TextField:
    """Whom or what it is about stands over the field, cut where it is long; the question below it, on as many lines as it takes."""
    label = gap.subject or gap.question
    short = label if len(label) <= _LABEL else f"{label[:_LABEL].rstrip()}…"
    help_text = gap.question if gap.subject or short != label else ""
    field = TextField(short, help_text=help_text, longest=300)
    field.line.setAccessibleName(words(gap))
    return field
