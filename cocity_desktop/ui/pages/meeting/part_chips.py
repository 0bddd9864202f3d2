"""The chips under the capture line: what was recognised, what is guessed, what may still be said.

One row that never grows: chips that do not fit shorten their words, places that may be filled leave first. Tab and the
arrows go through them, Delete takes one away, Enter, F2 or simply typing opens its value.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import QPoint, QSize, Qt, Signal
from PySide6.QtWidgets import QMenu, QWidget

from cocity_desktop.application.recognition import PartKind
from cocity_desktop.localization import _
from cocity_desktop.ui.pages.meeting import part_words
from cocity_desktop.ui.pages.meeting.part_editor import PartEditor
from cocity_desktop.ui.theme.tokens import px
from cocity_desktop.ui.widgets.chips import Chip
from cocity_desktop.ui.widgets.labels import Label

if TYPE_CHECKING:
    from collections.abc import Sequence

    from PySide6.QtGui import QKeyEvent, QResizeEvent

    from cocity_desktop.application.recognition import Part
    from cocity_desktop.ui.pages.meeting.understood import Shown

    Look = tuple[PartKind, str, str, Shown | None]

LEAD = 172
"""Where the chips begin: on the edge of the texts, past the kind."""
_WORDS_AT, _GAP, _HEIGHT, _LEAST = 34, 8, 32, 64
ADDABLE = (
    PartKind.PARTY,
    PartKind.DUE,
    PartKind.RECURRENCE,
    PartKind.HOURS,
    PartKind.MONEY,
    PartKind.MATERIALS,
)
"""What a commitment usually says."""


class PartChip(Chip):
    """`opened(letters)` to change it, `stepped(-1 or 1)` to its neighbour, `left` back to the line."""

    opened = Signal(str)
    stepped = Signal(int)
    left = Signal()
    submitted = Signal()

    def __init__(self, slot: PartKind, words: str, icon: str, shown: Shown | None) -> None:
        guess = shown is None or shown.guess
        quiet = shown is None and icon == "plus"
        super().__init__(words, icon=icon, closable=not guess, guess=guess, quiet=quiet)
        self.slot, self.shown, self.quiet = slot, shown, quiet
        self.in_full = words
        self.in_short = part_words.short_words(shown) if shown is not None else words
        self.setAccessibleName(words)
        if not guess:
            self.setToolTip(_("{what}: Enter changes it, Delete takes it away").format(what=words))
        elif shown is not None:
            self.setToolTip(_("Only guessed: Enter takes it"))
            self.setAccessibleDescription(_("Only guessed: Enter takes it"))

    def keyPressEvent(self, event: QKeyEvent) -> None:
        key, typed = event.key(), event.text()
        if key in (Qt.Key.Key_Return, Qt.Key.Key_Enter):
            if event.modifiers() & Qt.KeyboardModifier.ControlModifier:
                self.submitted.emit()
            else:
                self.click()
        elif key == Qt.Key.Key_F2:
            self.opened.emit("")
        elif key in (Qt.Key.Key_Left, Qt.Key.Key_Right):
            self.stepped.emit(1 if key == Qt.Key.Key_Right else -1)
        elif key in (Qt.Key.Key_Escape, Qt.Key.Key_Up):
            self.left.emit()
        elif key in (Qt.Key.Key_Backspace, Qt.Key.Key_Delete) and self.shown is not None:
            self.removed.emit()
        elif (
            typed.isprintable()
            and typed.strip()
            and not event.modifiers() & ~Qt.KeyboardModifier.ShiftModifier
        ):
            self.opened.emit(typed)
        else:
            super().keyPressEvent(event)


class PartChips(QWidget):
    """`removed(Shown)`, `given(slot, Part or None)`, `chosen(Shown)` a guess, `commitment_asked`, `left`, `submitted`.

    `wrong(words)` when a value cannot be read, "" once it can.
    """

    removed = Signal(object)
    given = Signal(object, object)
    chosen = Signal(object)
    commitment_asked = Signal()
    wrong = Signal(str)
    left = Signal()
    submitted = Signal()

    def __init__(self, before: QWidget) -> None:
        super().__init__()
        self._before = before
        self._chips: list[PartChip] = []
        self._looks: list[Look] = []
        self._lead = Label("", "small")
        self._lead.setParent(self)
        self._more = PartChip(PartKind.ARTICLE, "", "plus", None)
        self._more.setParent(self)
        self._more.clicked.connect(self._open_menu)
        self._more.opened.connect(self._open_first_kept_out)
        self._listen(self._more)
        self._kept_out: list[PartChip] = []
        self._adding = False
        self._begin = px(LEAD)
        self.editor = PartEditor(self, before)
        self.editor.given.connect(self._given)
        self.editor.left.connect(self._editor_left)
        self.editor.wrong.connect(self.wrong)
        self.setFixedHeight(px(_HEIGHT))

    def sizeHint(self) -> QSize:
        return QSize(px(760), px(_HEIGHT))

    def chips(self) -> Sequence[PartChip]:
        """Those that can be seen, in their order."""
        return [chip for chip in self._chips if not chip.isHidden()]

    def show_parts(self, shown: Sequence[Shown], *, binding: bool, promises: bool) -> None:
        """`binding` offers what a commitment may still say; `promises` asks whether this is one."""
        wanted: list[Look] = [
            (one.slot, part_words.words_of(one), "plus" if one.guess else part_words.icon_of(one.part), one)
            for one in shown
        ]
        if promises:
            wanted.append((PartKind.ARTICLE, _("commitment?"), "flag", None))
        filled = {one.slot for one in shown}
        if binding:
            missing = [slot for slot in ADDABLE if slot not in filled]
            wanted += [(slot, part_words.slot_name(slot), "plus", None) for slot in missing]
        self._lead.setText(
            _("recognised") if any(not one.guess for one in shown) else _("add") if binding else ""
        )
        if wanted != self._looks:
            self._looks = wanted
            self._rebuild(wanted)

    def focus_first(self) -> None:
        """From the line by Tab."""
        chips = self.chips()
        if chips:
            chips[0].setFocus(Qt.FocusReason.TabFocusReason)

    def _rebuild(self, wanted: Sequence[Look]) -> None:
        focused = next((chip.slot for chip in self._chips if chip.hasFocus()), None)
        for chip in self._chips:
            chip.hide()
            chip.deleteLater()
        self._chips = [self._chip(*one) for one in wanted]
        last = self._before
        for chip in (*self._chips, self._more):
            QWidget.setTabOrder(last, chip)
            last = chip
        self._place()
        if focused is not None:
            again = next((chip for chip in self.chips() if chip.slot is focused), None)
            if again is not None:
                again.setFocus(Qt.FocusReason.TabFocusReason)
            else:
                self.left.emit()

    def _chip(self, slot: PartKind, words: str, icon: str, shown: Shown | None) -> PartChip:
        chip = PartChip(slot, words, icon, shown)
        chip.setParent(self)
        chip.opened.connect(lambda letters: self._open(chip, letters))
        chip.removed.connect(lambda: self.removed.emit(shown))
        if shown is not None and shown.guess:
            chip.clicked.connect(lambda: self.chosen.emit(shown))
        elif shown is None and icon == "flag":
            chip.clicked.connect(self.commitment_asked)
        else:
            chip.clicked.connect(lambda: self._open(chip, ""))
        self._listen(chip)
        return chip

    def _listen(self, chip: PartChip) -> None:
        chip.stepped.connect(lambda by: self._step(chip, by))
        chip.left.connect(self.left)
        chip.submitted.connect(self.submitted)

    # --- places ----------------------------------------------------------------------------------------------------

    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        self._place()

    def _place(self) -> None:
        """What was recognised keeps its place; what may be added has what room is left.

        A full row says days shortly, leaves themes to their mark in the words, and begins further out.
        """
        fixed = [chip for chip in self._chips if chip.shown is not None]
        adding = [chip for chip in self._chips if chip.shown is None]
        self._begin = px(LEAD)
        widths = _widths(self._chips, short=False)
        if self._taken(fixed, widths) > self.width() - self._begin:
            self._begin = px(_WORDS_AT)
            fixed = [chip for chip in fixed if chip.slot is not PartKind.THEME]
            widths = _widths(self._chips, short=True)
        self._lead.setVisible(self._begin == px(LEAD))
        self._lead.setGeometry(px(_WORDS_AT), 0, px(LEAD - _WORDS_AT), self.height())
        room = self.width() - self._begin
        used, more = self._taken(fixed, widths), self._more.sizeHint().width() + px(_GAP)
        shown, self._kept_out = list(fixed), []
        for position, chip in enumerate(adding):
            rest = more if position < len(adding) - 1 else 0
            if not self._kept_out and used + widths[chip] + rest <= room:
                used += widths[chip] + px(_GAP)
                shown.append(chip)
            else:
                self._kept_out.append(chip)
        if self._kept_out:
            room -= more
        _shorten(widths, fixed, room - px(_GAP) * len(shown))
        self._put(shown, widths)

    def _taken(self, chips: Sequence[PartChip], widths: dict[PartChip, int]) -> int:
        """How much of the row they want, with the chip that holds the rest."""
        return sum(widths[chip] + px(_GAP) for chip in chips) + self._more.sizeHint().width()

    def _put(self, shown: Sequence[PartChip], widths: dict[PartChip, int]) -> None:
        x, top = self._begin, (self.height() - px(28)) // 2
        if shown and shown[0].quiet:
            x -= px(6)  # without an edge, its picture stands on the edge of the texts
        for chip in self._chips:
            chip.setVisible(chip in shown)
        for chip in shown:
            chip.setGeometry(self._mirrored(x, widths[chip]), top, widths[chip], px(28))
            x += widths[chip] + px(_GAP)
        width = self._more.sizeHint().width()
        self._more.setGeometry(self._mirrored(x, width), top, width, px(28))
        self._more.setVisible(bool(self._kept_out))
        names = ", ".join(chip.text() for chip in self._kept_out)
        self._more.setAccessibleName(_("Add: {what}").format(what=names))
        self._more.setToolTip(self._more.accessibleName())

    def _mirrored(self, x: int, width: int) -> int:
        return x if self.layoutDirection() == Qt.LayoutDirection.LeftToRight else self.width() - x - width

    # --- hands -----------------------------------------------------------------------------------------------------

    def _step(self, chip: PartChip, by: int) -> None:
        chips = [*self.chips(), *([self._more] if not self._more.isHidden() else [])]
        at = chips.index(chip) + by
        if 0 <= at < len(chips):
            chips[at].setFocus(Qt.FocusReason.TabFocusReason)
        elif at < 0:
            self.left.emit()

    def _open_menu(self) -> None:
        menu = QMenu(self)
        menu.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        for chip in self._kept_out:
            menu.addAction(chip.text()).triggered.connect(chip.click)
        menu.popup(self._more.mapToGlobal(QPoint(0, -menu.sizeHint().height() - px(4))))

    def _open_first_kept_out(self, letters: str) -> None:
        """Typing on the last chip fills the first of those that had no room."""
        if self._kept_out:
            self._open(self._kept_out[0], letters)

    def _open(self, chip: PartChip, letters: str) -> None:
        self._adding = chip.shown is None
        value = part_words.written(chip.shown.part) if chip.shown is not None else ""
        at = chip.x() if not chip.isHidden() else self._more.x()
        self.editor.slot = chip.slot
        width = self.editor.width_wanted()
        left = max(self._begin, min(at, self.width() - width))
        self.editor.setGeometry(left, (self.height() - px(30)) // 2, width, px(30))
        for other in self.chips():
            other.setVisible(not other.geometry().intersects(self.editor.geometry()))
        self.editor.open_on(chip.slot, value, letters)

    def _given(self, slot: PartKind, part: Part | None, forward: bool) -> None:
        """Enter gives the hand back to the line, Tab goes on to the next chip."""
        self._close_editor()
        self.given.emit(slot, part)
        after = self._after(slot) if forward else None
        if after is not None:
            after.setFocus(Qt.FocusReason.TabFocusReason)
        else:
            self.left.emit()

    def _after(self, slot: PartKind) -> PartChip | None:
        """What comes after a place: having just been filled, the next one that may be; else its neighbour."""
        if self._adding:
            rest = ADDABLE[ADDABLE.index(slot) + 1 :] if slot in ADDABLE else ()
            found = next((chip for chip in self._chips if chip.shown is None and chip.slot in rest), None)
            return self._more if found is not None and found.isHidden() else found
        chips = self.chips()
        at = next((n for n, chip in enumerate(chips) if chip.slot is slot), len(chips))
        return next(iter(chips[at + 1 :]), None)

    def _close_editor(self) -> None:
        self.editor.close_field()
        self._place()

    def _editor_left(self) -> None:
        self._close_editor()
        self.wrong.emit("")
        here = next((chip for chip in self.chips() if chip.slot is self.editor.slot), None)
        if here is not None:
            here.setFocus(Qt.FocusReason.TabFocusReason)
        else:
            self.left.emit()


def _widths(chips: Sequence[PartChip], *, short: bool) -> dict[PartChip, int]:
    """What each asks for, in full or in short words."""
    for chip in chips:
        chip.setText(chip.in_short if short else chip.in_full)
    return {chip: chip.sizeHint().width() for chip in chips}


def _shorten(widths: dict[PartChip, int], chips: Sequence[PartChip], room: int) -> None:
    """The longest chips give first, down to what still shows a word."""
    while chips and sum(widths[chip] for chip in chips) > room:
        longest = max(chips, key=lambda chip: widths[chip])
        if widths[longest] <= px(_LEAST):
            return
        over = sum(widths[chip] for chip in chips) - room
        shorter = [widths[chip] for chip in chips if widths[chip] < widths[longest]]
        least = max([px(_LEAST), widths[longest] - over, *([max(shorter)] if shorter else [])])
        widths[longest] = least if least < widths[longest] else max(px(_LEAST), widths[longest] - 1)
