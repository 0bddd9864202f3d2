"""Two records side by side before they become one: what differs is chosen, what moves and why is told."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QHBoxLayout

from cocity_desktop.application.merging import (
    DistinguishRecords,
    MergeRecords,
    distinguish_records,
    merge_records,
)
from cocity_desktop.error_messages import words_for
from cocity_desktop.likeness_words import against_words, field_words, for_words, move_words, value_words
from cocity_desktop.localization import _
from cocity_desktop.ui.dialogs.base import Dialog
from cocity_desktop.ui.dialogs.side_row import LABEL, SideRow
from cocity_desktop.ui.operation import Operation
from cocity_desktop.ui.theme.tokens import px
from cocity_desktop.ui.widgets.buttons import Button
from cocity_desktop.ui.widgets.labels import Label
from cocity_desktop.ui.widgets.layouts import clear, column, holding, row
from cocity_desktop.ui.widgets.scroll import ScrollPane

if TYPE_CHECKING:
    from collections.abc import Callable

    from PySide6.QtWidgets import QWidget

    from cocity_desktop.application.changes import Changes
    from cocity_desktop.application.likeness import Likeness
    from cocity_desktop.application.services import Services
    from cocity_desktop.application.views.merging import FieldPair, MergePreview
    from cocity_desktop.domain.errors import AppError

_WIDTH, _TALLEST = 800, 330


class MergeDialog(Dialog):
    """`changes` is what was done: a merge, or that the two are different; None when it was left for another time."""

    ACTS = ("merge_records", "distinguish_records")

    def __init__(
        self, parent: QWidget | None, services: Services, seen: MergePreview, likeness: Likeness | None
    ) -> None:
        super().__init__(
            parent,
            _("Are they the same?"),
            self._why(likeness),
            primary=_("Merge"),
            secondary=_("Not now"),
            width=_WIDTH,
        )
        self._services, self.seen = services, seen
        self._reasons = for_words(likeness) if likeness is not None else ()
        self.changes: Changes | None = None
        self.rows: dict[str, SideRow] = {}
        self.fault = Label("", "error", wrap=True)
        self.fault.hide()
        self.different = Button(_("They are different"), "ghost")
        self.different.setAutoDefault(False)
        self.different.clicked.connect(self._tell_apart)
        self._buttons().insertWidget(0, self.different)
        self.swap = Button(_("Let the other one stay"), "ghost", icon="exchange-circle")
        self.swap.setAutoDefault(False)
        self.swap.clicked.connect(self._swap)
        self._buttons().insertWidget(1, self.swap)
        self.set_body(self._body())
        self._start()

    def moved(self) -> str:
        """What moves, in words."""
        return move_words(self.seen.moves)

    def accept(self) -> None:
        choices = {name: chosen.side() for name, chosen in self.rows.items()}
        seen = self.seen
        cmd = MergeRecords(
            kind=seen.kind, kept_id=seen.kept_id, gone_id=seen.gone_id, choices=choices, reasons=self._reasons
        )
        self._do(lambda: self._services.run(merge_records, cmd))

    def _tell_apart(self) -> None:
        seen = self.seen
        cmd = DistinguishRecords(kind=seen.kind, one_id=seen.kept_id, other_id=seen.gone_id)
        self._do(lambda: self._services.run(distinguish_records, cmd))

    def _swap(self) -> None:
        """The same two, the other way round: what is proposed is worked out anew."""
        seen, queries = self.seen, self._services.queries
        self._enable(False)
        Operation(self, lambda: queries.merge_preview(seen.kind, seen.gone_id, seen.kept_id)).on_success(
            self._turned
        ).on_error(self._refused).on_finally(lambda: self._enable(True)).start()

    def _turned(self, seen: MergePreview) -> None:
        self.seen = seen
        self.rows.clear()
        self.fault = Label("", "error", wrap=True)
        self.fault.hide()
        clear(self._place)
        self.set_body(self._body())
        self.adjustSize()
        self.swap.setFocus(Qt.FocusReason.OtherFocusReason)

    def _do(self, work: Callable[[], Changes]) -> None:
        self._enable(False)
        Operation(self, work).on_success(self._done).on_error(self._refused).on_finally(
            lambda: self._enable(True)
        ).start()

    def _enable(self, on: bool) -> None:
        self.primary.setEnabled(on)
        self.different.setEnabled(on)
        self.swap.setEnabled(on)

    def _done(self, changes: Changes) -> None:
        self.changes = changes
        super().accept()

    def _refused(self, error: AppError) -> None:
        self.fault.setText(words_for(error))
        self.fault.show()

    @staticmethod
    def _why(likeness: Likeness | None) -> str:
        if likeness is None:
            return ""
        why = ", ".join(for_words(likeness))
        against = ", ".join(against_words(likeness))
        said = why[:1].upper() + why[1:]
        if not against:
            return said + "." if said else ""
        return _("{reasons}. But: {against}.").format(reasons=said or "–", against=against)

    def _buttons(self) -> QHBoxLayout:
        frame = self.layout()
        item = frame.itemAt(frame.count() - 1) if frame is not None else None
        last = item.layout() if item is not None else None
        if not isinstance(last, QHBoxLayout):
            raise TypeError(type(last).__name__)
        return last

    def _body(self) -> QWidget:
        seen = self.seen
        heads = row(
            LABEL,
            (column(Label(seen.kept_name, "strong", wrap=True), Label(_("1 · stays"), "small"), gap=0), 1),
            12,
            (
                column(
                    Label(seen.gone_name, "strong", wrap=True), Label(_("2 · goes into it"), "small"), gap=0
                ),
                1,
            ),
            32,
            gap=0,
            margins=(2, 0, 20, 0),
        )
        pieces: list[QWidget] = []
        for one in seen.fields:
            if one.differs:
                line = SideRow(
                    field_words(one.name),
                    value_words(one.kept, one.name),
                    value_words(one.gone, one.name),
                    one.proposed,
                    joins=one.joins,
                )
                self.rows[one.name] = line
                pieces.append(line)
        rest = [one for one in seen.fields if not one.differs]
        if rest:
            told = Label(_("Kept without asking"), "label", token="muted")
            pieces.append(holding(row(told, None, gap=0, margins=(0, 8, 0, 0))))
            pieces += [self._rest(one) for one in rest]
        inside = holding(column(*pieces, None, gap=6, margins=(2, 2, 8, 2)))
        inside.setMinimumWidth(min(px(_WIDTH), self.width()) - px(80))
        pane = ScrollPane(inside)
        pane.setFixedHeight(min(px(_TALLEST), inside.sizeHint().height() + px(8)))
        hint = _(
            "1 or 2 chooses what is kept, 3 keeps both where both can stand. It can be taken back at any time."
        )
        moving = self.moved()
        moves = Label(
            _("Moves: {what}").format(what=moving) if moving else _("Nothing else refers to it."),
            "body",
            wrap=True,
        )
        hint_label = Label(hint, "small", wrap=True)
        return holding(column(heads, 8, pane, 12, moves, 4, hint_label, self.fault, gap=0))

    @staticmethod
    def _rest(one: FieldPair) -> QWidget:
        """What both have, or only one: it is kept without asking."""
        name = Label(field_words(one.name), "small", wrap=True)
        name.setFixedWidth(px(LABEL))
        said = Label(value_words(one.kept, one.name) or value_words(one.gone, one.name), "body", wrap=True)
        top = Qt.AlignmentFlag.AlignTop
        return holding(row((name, 0, top), (said, 1, top), gap=0))

    def _start(self) -> None:
        first = next(iter(self.rows.values()), None)
        (first or self.primary).setFocus(Qt.FocusReason.TabFocusReason)
