"""What was said, to be read: whole sentences in the text's own type, what came of them under each."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, Any

from PySide6.QtCore import QRectF, QSize, Qt
from PySide6.QtWidgets import QListView, QStyle, QStyleOptionViewItem

from cocity_desktop.domain.meetings import EntryKind, EntryOutcome
from cocity_desktop.labels import label_of
from cocity_desktop.localization import _, by_day, clock
from cocity_desktop.ui.agreement_words import agreement_words
from cocity_desktop.ui.models.list_delegate import ListDelegate
from cocity_desktop.ui.models.list_view import RowsView
from cocity_desktop.ui.theme.canvas import cell
from cocity_desktop.ui.theme.fonts import font
from cocity_desktop.ui.theme.text import Paragraph, draw_paragraph, paragraph
from cocity_desktop.ui.theme.tokens import Token, px

if TYPE_CHECKING:
    from PySide6.QtCore import QModelIndex, QPersistentModelIndex
    from PySide6.QtGui import QPainter, QResizeEvent

    from cocity_desktop.application.views.work import CommitmentRow, DecisionRow, EntryRow

    Index = QModelIndex | QPersistentModelIndex

_KINDS: dict[EntryKind, tuple[str, Token]] = {
    EntryKind.NOTE: ("note", "muted"),
    EntryKind.IDEA: ("bulb", "muted"),
    EntryKind.QUESTION: ("help-circle", "muted"),
    EntryKind.CONCERN: ("warning-circle", "warning"),
    EntryKind.DECISION: ("done", "success"),
    EntryKind.COMMITMENT: ("flag", "primary"),
}
_TEXT = 28


@dataclass(frozen=True, slots=True)
class Said:
    """A line as it is read here."""

    title: str
    facts: str
    icon: str
    token: Token

    def sentence(self) -> str:
        """The line in words."""
        return f"{self.facts}: {self.title}"


def said(row: EntryRow) -> Said:
    """Time, kind and outcome of a line; a decision brings its count and every reservation."""
    facts = [clock(row.said_at), label_of(row.entry_kind), row.who]
    if row.decision is not None:
        facts += _decided(row.decision)
    if row.commitment is not None:
        facts += _promised(row.commitment)
    if row.outcome is EntryOutcome.DECLINED:
        facts.append(_("Will not go into the pact: {reason}").format(reason=row.outcome_reason))
    icon, token = _KINDS[row.entry_kind]
    return Said(row.text, " · ".join(filter(None, facts)), icon, token)


def _decided(decision: DecisionRow) -> list[str]:
    found = [agreement_words(decision)]
    for one in decision.reservations:
        who = _("Reservation of {who}").format(who=one.raised_by) if one.raised_by else _("Reservation")
        found.append(f"{who}: «{one.text}»")
    return found


def _promised(commitment: CommitmentRow) -> list[str]:
    due = by_day(commitment.due_on) if commitment.due_on else ""
    return [commitment.party, commitment.recurrence, due, label_of(commitment.status)]


class _SaidDelegate(ListDelegate):
    """Two paragraphs, as tall as they need."""

    def sizeHint(self, _option: QStyleOptionViewItem, index: Index) -> QSize:
        words, facts = self._paragraphs(index)
        return QSize(px(120), round(words.height + facts.height) + px(16))

    def paint(self, painter: QPainter, option: QStyleOptionViewItem, index: Index) -> None:
        rect = QRectF(option.rect)
        view: Any = self.parent()
        item: Any = view.rows.item(index.row())
        words, facts = self._paragraphs(index)
        with cell(painter, rect, option.direction == Qt.LayoutDirection.RightToLeft) as canvas:
            if option.state & QStyle.StateFlag.State_Selected and view.hasFocus():
                canvas.box(rect.adjusted(0, 1, 0, -1), "selection")
            top = rect.top() + px(6)
            canvas.icon(rect.left(), top + px(2), item.icon, 20, item.token)
            draw_paragraph(canvas, words, rect.left() + px(_TEXT), top, "text")
            draw_paragraph(canvas, facts, rect.left() + px(_TEXT), top + words.height, "muted")

    def _paragraphs(self, index: Index) -> tuple[Paragraph, Paragraph]:
        view: Any = self.parent()
        item: Any = view.rows.item(index.row())
        room = view.viewport().width() - px(_TEXT)
        words = paragraph(item.title, font(15, 400, "text"), room, px(22))
        return words, paragraph(item.facts, font(13), room, px(20))


class SaidList(RowsView["EntryRow"]):
    """Rows of `EntryRow`, grown to their number."""

    def __init__(self) -> None:
        super().__init__(said, lambda row: row.id, _SaidDelegate(), fit=True, name=_("What was said"))
        self.setResizeMode(QListView.ResizeMode.Adjust)

    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        self.updateGeometry()
