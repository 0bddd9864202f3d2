"""The capture line: one box at the foot of the meeting that never moves and always takes what is typed.

The text leaves the line only when it is on disk, or, when the person types on before that, into the list above
where it is seen waiting. What cannot be written stays here with the words of why.
"""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import TYPE_CHECKING

from PySide6.QtCore import QEvent, QRectF, Qt, Signal
from PySide6.QtGui import QKeyEvent
from PySide6.QtWidgets import QSizePolicy, QStackedLayout, QWidget

from cocity_desktop.application.capture import DecisionFields
from cocity_desktop.domain.meetings import EntryKind
from cocity_desktop.localization import _
from cocity_desktop.ui.pages.meeting.capture_hint import Hint
from cocity_desktop.ui.pages.meeting.capture_parts import CaptureEdit, KindButton, Letters
from cocity_desktop.ui.pages.meeting.detail_rows import DecisionDetails
from cocity_desktop.ui.pages.meeting.draft_text import UnsentLine
from cocity_desktop.ui.pages.meeting.mentioning import Mentioning
from cocity_desktop.ui.pages.meeting.part_chips import LEAD, PartChips
from cocity_desktop.ui.pages.meeting.understood import Shown, Understood, of_row
from cocity_desktop.ui.theme.canvas import painting
from cocity_desktop.ui.theme.tokens import Token, px
from cocity_desktop.ui.widgets.chips import Pill
from cocity_desktop.ui.widgets.labels import Label
from cocity_desktop.ui.widgets.layouts import column, holding, row

if TYPE_CHECKING:
    from PySide6.QtGui import QPaintEvent

    from cocity_desktop.application.recognition import Part, PartKind, Recognition
    from cocity_desktop.application.views.work import EntryRow
    from cocity_desktop.ui.pages.meeting.names import Names


@dataclass(frozen=True, slots=True)
class Typed:
    """What the line holds. Raises nothing: fields that could not be read never become one."""

    kind: EntryKind
    text: str
    said: Understood = field(default_factory=Understood)
    decision: DecisionFields | None = None


class CaptureLine(QWidget):
    """`submitted` on Enter with words in it, `retry_asked` without; `moved_on` when something is typed while the last line is being written.

    `back_asked` (up on an empty line), `forward_asked`, `left` (Esc), `words_changed(text)` at each change of the words,
    `changed` at any. The desk behind decides what they do.
    """

    submitted = Signal()
    retry_asked = Signal()
    moved_on = Signal()
    back_asked = Signal()
    forward_asked = Signal()
    left = Signal()
    words_changed = Signal(str)
    changed = Signal()

    def __init__(self) -> None:
        super().__init__()
        self._kind = EntryKind.NOTE
        self._flying = False
        self._refused = ""
        self.said = Understood()
        self.kind_button = KindButton()
        self.edit = CaptureEdit()
        self.mentioning = Mentioning(self.edit)
        self.decision = DecisionDetails()
        self.parts = PartChips(self.edit)
        self._recovered = holding(row(Pill(_("recovered"), icon="restore"), 12, gap=0))
        self._recovered.hide()
        self._hint = Hint()
        self._error = Label("", "error", wrap=True)
        self._error.hide()
        self._letters = Letters(LEAD)
        self._nothing = QWidget()
        self._rows = QStackedLayout()
        for piece in (self._letters, self.decision, self.parts, self._nothing):
            self._rows.addWidget(piece)
        top = row(
            self.kind_button,
            10,
            (self.edit, 1),
            12,
            self._recovered,
            0,
            self.decision.tally,
            0,
            self._hint,
            gap=0,
        )
        layout = column(self._error, top, 8, self._rows, gap=4, margins=(24, 24, 28, 24))
        self.setLayout(layout)
        self.setSizePolicy(QSizePolicy.Policy.Preferred, QSizePolicy.Policy.Fixed)
        self.setFocusProxy(self.edit)
        self._connect()
        self.set_kind(EntryKind.NOTE)
        self.show_mode(None)

    def _connect(self) -> None:
        edit, parts = self.edit, self.parts
        edit.before_edit.connect(self._before_edit)
        edit.textChanged.connect(self._words_changed)
        edit.textEdited.connect(lambda _text: self._edited())
        edit.kind_typed.connect(self.set_kind)
        edit.kind_untyped.connect(lambda: self.set_kind(EntryKind.NOTE))
        edit.returnPressed.connect(self._submit)
        edit.back_asked.connect(self.back_asked)
        edit.forward_asked.connect(self.forward_asked)
        edit.left.connect(self.left)
        self.kind_button.picked.connect(self._picked)
        self.decision.submitted.connect(self._submit)
        self.decision.changed.connect(self.changed)
        parts.removed.connect(self._remove)
        parts.given.connect(self._give)
        parts.chosen.connect(self._choose)
        parts.commitment_asked.connect(lambda: self._picked(EntryKind.COMMITMENT))
        parts.wrong.connect(self.show_error)
        parts.left.connect(edit.setFocus)
        parts.submitted.connect(self._submit)

    # --- what it holds -----------------------------------------------------------------------------------------

    def kind(self) -> EntryKind:
        return self._kind

    def set_kind(self, kind: EntryKind) -> None:
        """The words stay, the row below changes."""
        self._kind = kind
        self.kind_button.show_kind(kind)
        self._show_parts()
        self.changed.emit()

    def unsent(self) -> UnsentLine:
        """All it holds, whether the fields can be read or not."""
        decision = self.decision.typed() if self._decides() else ()
        return UnsentLine(self._kind, self.edit.text(), self.said.copy(), decision)

    def show_unsent(self, line: UnsentLine, *, recovered: bool = False) -> None:
        """Put it back, marked until the first key when it was `recovered`."""
        self.said = line.said.copy()
        self.edit.setText(line.text)
        self.decision.show_typed(line.decision)
        self.set_kind(line.kind)
        self._recovered.setVisible(recovered)

    def typed(self) -> Typed:
        """What would be saved now. Raises detail_rows.Wrong for a field that cannot be read."""
        decision = self.decision.fields() if self._kind is EntryKind.DECISION else None
        if decision is None and self._decides():
            decision = self.decision.read(self.decision.typed())
        return Typed(self._kind, self.edit.text().strip(), self.said.copy(), decision)

    def _decides(self) -> bool:
        """Whether the row of a decision counts: reservations do, whatever the line has become since."""
        return self._kind is EntryKind.DECISION or bool(self.decision.reservations())

    def is_empty(self) -> bool:
        return not self.edit.text().strip()

    def is_recovered(self) -> bool:
        """Whether it says that its text comes from before a crash."""
        return not self._recovered.isHidden()

    def clear(self) -> None:
        """Ready for the next line, which is a note until said otherwise."""
        self._flying = False
        self.said = Understood()
        self._recovered.hide()
        self.edit.clear()
        self.parts.editor.close_field()
        self.decision.show_decision(None)
        self.set_kind(EntryKind.NOTE)
        self.show_error("")

    def show_entry(self, row_: EntryRow) -> None:
        """Put a line that is on disk back under the hand."""
        self.clear()
        self.said = of_row(row_, self.mentioning.names.headings)
        self.decision.show_decision(row_.decision)
        self.edit.setText(row_.text)
        self.set_kind(row_.entry_kind)

    def refuse(self, reason: str) -> None:
        """Nothing can be typed here for `reason`, which stands where one would begin (`ui.permitted`)."""
        self._refused = reason
        self.edit.setReadOnly(bool(reason))
        for part in (self.kind_button, self._hint):
            part.setVisible(not reason)
        self._show_parts()
        self.setToolTip(reason)
        self.show_mode(None)
        self.update()

    def insert(self, text: str) -> None:
        """Letters that were typed elsewhere on the page, or a sentence picked there."""
        if self._refused:
            return
        self._before_edit()
        self.edit.setFocus()
        self.edit.insert(text)

    def use_names(self, names: Names) -> None:
        """Whom and what a line may name, from now on."""
        self.mentioning.names = names
        self.parts.editor.names = names

    # --- what is recognised --------------------------------------------------------------------------------------

    def show_recognised(self, recognition: Recognition) -> None:
        """What a text was found to say; of another text than the one that stands here, nothing is taken."""
        self.said.read(recognition)
        if not self._flying:
            self._show_parts()

    def _show_parts(self) -> None:
        if self._refused:
            self._rows.setCurrentWidget(self._nothing)
            return
        kind = self._kind
        shown = self.said.shown(kind)
        binding = kind is EntryKind.COMMITMENT
        promises = kind in (EntryKind.NOTE, EntryKind.IDEA) and self.said.promises()
        self.edit.tints.show(self.said.marks(kind))
        self.parts.show_parts(shown, binding=binding, promises=promises)
        self.decision.tally.setVisible(kind is EntryKind.DECISION)
        if kind is EntryKind.DECISION:
            self._rows.setCurrentWidget(self.decision)
        else:
            self._rows.setCurrentWidget(self.parts if shown or binding or promises else self._letters)

    def _words_changed(self, text: str) -> None:
        """On the path of every key: no chip is touched before the hand rests."""
        self.said.retype(text)
        self.edit.tints.show(self.said.marks(self._kind))
        self.words_changed.emit(text)
        self.changed.emit()

    def _edited(self) -> None:
        if self._error.text():
            self.show_error("")
        self._recovered.hide()

    def _remove(self, shown: Shown) -> None:
        self.said.remove(shown)
        self._parts_changed()

    def _give(self, slot: PartKind, part: Part | None) -> None:
        """A value by hand; an emptied field takes the part away."""
        now = next((one for one in self.said.shown(self._kind) if one.slot is slot and not one.guess), None)
        if part is not None:
            self.said.settle(part)
        elif now is not None:
            self.said.remove(now)
        self.show_error("")
        self._parts_changed()

    def _choose(self, shown: Shown) -> None:
        self.said.settle(shown.part)
        self._parts_changed()

    def _parts_changed(self) -> None:
        self._recovered.hide()
        self._show_parts()
        self.changed.emit()

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
        self.edit.setPlaceholderText(
            self._refused or (_("Write what is being said") if entry is None else "")
        )

    def event(self, event: QEvent) -> bool:
        """Ctrl+Enter saves from wherever the hand is in the box."""
        if (
            event.type() == QEvent.Type.KeyPress
            and isinstance(event, QKeyEvent)
            and event.key() in (Qt.Key.Key_Return, Qt.Key.Key_Enter)
            and event.modifiers() & Qt.KeyboardModifier.ControlModifier
        ):
            self._submit()
            return True
        return super().event(event)

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
            ground: Token = "sunken" if self._refused else "surface"
            edge: Token = "danger" if self._error.text() else "line" if self._refused else "primary"
            canvas.box(body, ground, edge, 8, 1 if self._refused else 2)
