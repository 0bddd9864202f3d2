"""The capture line: one box at the foot of the meeting that never moves and always takes what is typed.

The text leaves the line only when it is on disk, or, when the person types on before that, into the list above
where it is seen waiting. What cannot be written stays here with the words of why.
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from PySide6.QtCore import QRectF, Signal
from PySide6.QtWidgets import QSizePolicy, QStackedLayout, QWidget

from cocity_desktop.application.capture import DecisionFields
from cocity_desktop.application.commitments import CommitmentFields
from cocity_desktop.domain.meetings import EntryKind
from cocity_desktop.localization import _
from cocity_desktop.ui.pages.meeting.capture_parts import CaptureEdit, KindButton, Letters
from cocity_desktop.ui.pages.meeting.detail_rows import LEAD, CommitmentDetails, DecisionDetails
from cocity_desktop.ui.theme.canvas import keycap_width, painting
from cocity_desktop.ui.theme.fonts import advance, font
from cocity_desktop.ui.theme.tokens import px
from cocity_desktop.ui.widgets.labels import Label
from cocity_desktop.ui.widgets.layouts import column, row

if TYPE_CHECKING:
    from PySide6.QtGui import QPaintEvent

    from cocity_desktop.application.views.work import EntryRow


@dataclass(frozen=True, slots=True)
class Draft:
    """What the line holds. Raises nothing: fields that could not be read never become a draft."""

    kind: EntryKind
    text: str
    decision: DecisionFields | None = None
    commitment: CommitmentFields | None = None


class CaptureLine(QWidget):
    """`submitted` on Enter with words in it, `retry_asked` without; `moved_on` when something is typed while the last line is being written.

    `back_asked` (up on an empty line), `forward_asked`, `left` (Esc). The desk behind decides what they do.
    """

    submitted = Signal()
    retry_asked = Signal()
    moved_on = Signal()
    back_asked = Signal()
    forward_asked = Signal()
    left = Signal()

    def __init__(self) -> None:
        super().__init__()
        self._kind = EntryKind.NOTE
        self._flying = False
        self.kind_button = KindButton()
        self.edit = CaptureEdit()
        self.decision = DecisionDetails()
        self.commitment = CommitmentDetails()
        self._hint = _Hint()
        self._error = Label("", "error", wrap=True)
        self._error.hide()
        self._letters = _indented(Letters())
        self._rows = QStackedLayout()
        for piece in (self._letters, self.decision, self.commitment):
            self._rows.addWidget(piece)
        top = row(self.kind_button, 10, (self.edit, 1), 12, self._hint, gap=0)
        layout = column(self._error, top, 8, self._rows, gap=4, margins=(24, 24, 28, 24))
        self.setLayout(layout)
        self.setSizePolicy(QSizePolicy.Policy.Preferred, QSizePolicy.Policy.Fixed)
        self.setFocusProxy(self.edit)
        self._connect()
        self.set_kind(EntryKind.NOTE)
        self.show_mode(None)

    def _connect(self) -> None:
        edit = self.edit
        edit.before_edit.connect(self._before_edit)
        edit.textEdited.connect(lambda _text: self.show_error(""))
        edit.kind_typed.connect(self.set_kind)
        edit.kind_untyped.connect(lambda: self.set_kind(EntryKind.NOTE))
        edit.returnPressed.connect(self._submit)
        edit.back_asked.connect(self.back_asked)
        edit.forward_asked.connect(self.forward_asked)
        edit.left.connect(self.left)
        self.kind_button.picked.connect(self._picked)
        self.decision.submitted.connect(self._submit)
        self.commitment.submitted.connect(self._submit)

    # --- what it holds -----------------------------------------------------------------------------------------

    def kind(self) -> EntryKind:
        return self._kind

    def set_kind(self, kind: EntryKind) -> None:
        """The words stay, the row below changes."""
        self._kind = kind
        self.kind_button.show_kind(kind)
        rows = {EntryKind.DECISION: self.decision, EntryKind.COMMITMENT: self.commitment}
        self._rows.setCurrentWidget(rows.get(kind, self._letters))

    def bare(self) -> Draft:
        """The kind and the words alone, whatever the fields hold."""
        return Draft(self._kind, self.edit.text())

    def show_bare(self, draft: Draft) -> None:
        """Put them back."""
        self.set_kind(draft.kind)
        self.edit.setText(draft.text)

    def draft(self) -> Draft:
        """What would be saved now. Raises detail_rows.Wrong for a field that cannot be read."""
        text = self.edit.text().strip()
        decision = self.decision.fields() if self._kind is EntryKind.DECISION else None
        commitment = self.commitment.fields(text) if self._kind is EntryKind.COMMITMENT else None
        return Draft(self._kind, text, decision, commitment)

    def is_empty(self) -> bool:
        return not self.edit.text().strip()

    def clear(self) -> None:
        """Ready for the next line, which is a note until said otherwise."""
        self._flying = False
        self.edit.clear()
        self.decision.show_decision(None)
        self.commitment.show_commitment(None)
        self.set_kind(EntryKind.NOTE)
        self.show_error("")

    def show_entry(self, row_: EntryRow) -> None:
        """Put a line that is on disk back under the hand."""
        self.clear()
        self.set_kind(row_.entry_kind)
        self.edit.setText(row_.text)
        self.decision.show_decision(row_.decision)
        self.commitment.show_commitment(row_.commitment)

    def insert(self, text: str) -> None:
        """Letters that were typed elsewhere on the page, or a sentence picked there."""
        self._before_edit()
        self.edit.setFocus()
        self.edit.insert(text)

    # --- saving ------------------------------------------------------------------------------------------------

    def flying(self) -> bool:
        """Whether what stands in the line is being written."""
        return self._flying

    def fly(self) -> None:
        """It is being written: it stays until `landed`, unless the person types on."""
        self._flying = True
        self.show_error("")

    def landed(self) -> None:
        """It is on disk."""
        if self._flying:
            self.clear()

    def refused(self, words: str) -> None:
        """It could not be written: it stays, with the reason."""
        self._flying = False
        self.show_error(words)

    def show_error(self, words: str) -> None:
        self._error.setText(words)
        self._error.setVisible(bool(words))
        self.edit.setAccessibleDescription(words)
        self.update()

    def error(self) -> str:
        return self._error.text()

    def show_mode(self, entry: EntryRow | None) -> None:
        """Whether an old line is being changed, and what the keys do then."""
        self._hint.set_keys(_("saves") if entry is None else _("changes"), editing=entry is not None)
        self.edit.setAccessibleName(_("What is being said") if entry is None else _("Change this line"))
        self.edit.setPlaceholderText(_("Write what is being said") if entry is None else "")

    def _before_edit(self) -> None:
        if self._flying:
            self.clear()
            self.moved_on.emit()

    def _submit(self) -> None:
        if self.is_empty():
            self.retry_asked.emit()
        elif not self._flying:
            self.submitted.emit()

    def _picked(self, kind: EntryKind) -> None:
        self.set_kind(kind)
        self.edit.setFocus()

    def paintEvent(self, _event: QPaintEvent) -> None:
        body = QRectF(self.rect()).adjusted(px(12), px(12), -px(12), -px(12))
        with painting(self) as canvas:
            canvas.fill(QRectF(self.rect()), "surface")
            canvas.shadow(body, 10, 0.10, 2)
            canvas.box(body, "surface", "danger" if self._error.text() else "primary", 8, 2)


def _indented(widget: QWidget) -> QWidget:
    """On the edge of the texts, past the kind."""
    holder = QWidget()
    holder.setLayout(row(LEAD + 12, widget, None, gap=0))
    return holder


class _Hint(QWidget):
    """«Invio salva», always in sight; «Esc lascia» beside it while an old line is changed."""

    def __init__(self) -> None:
        super().__init__()
        self._pairs: tuple[tuple[str, str], ...] = ()
        self.setFixedHeight(px(36))

    def set_keys(self, enter: str, *, editing: bool) -> None:
        self._pairs = ((_("Enter"), enter),)
        if editing:
            self._pairs = ((_("Esc"), _("leaves it")), *self._pairs)
        widths = (keycap_width(key) + advance(words, font(13)) for key, words in self._pairs)
        self.setFixedWidth(round(sum(widths)) + px(18) * len(self._pairs))
        self.setAccessibleName(", ".join(f"{key} {words}" for key, words in self._pairs))
        self.update()

    def paintEvent(self, _event: QPaintEvent) -> None:
        x, middle = 0.0, self.height() / 2
        with painting(self) as canvas:
            for key, words in self._pairs:
                x += canvas.keycap(x, middle, key) + px(6)
                x += canvas.text(QRectF(x, 0, px(120), self.height() - 1), words, font(13), "muted") + px(12)
