"""The right side: what the minutes still need of somebody, how firm they are, what was struck out, what was added."""

from __future__ import annotations

from functools import partial
from typing import TYPE_CHECKING

from PySide6.QtCore import QRectF, Signal
from PySide6.QtWidgets import QVBoxLayout

from cocity_desktop.application.minutes_approval import lost_reservations
from cocity_desktop.domain.lifecycle import MinutesState
from cocity_desktop.localization import _, day, day_and_clock, ngettext
from cocity_desktop.ui.pages.minutes.choices import ChoicesPanel
from cocity_desktop.ui.permitted import doing
from cocity_desktop.ui.theme.canvas import painting
from cocity_desktop.ui.theme.tokens import px
from cocity_desktop.ui.widgets.buttons import Button
from cocity_desktop.ui.widgets.cards import Card, Separator
from cocity_desktop.ui.widgets.detail_pane import DetailLine
from cocity_desktop.ui.widgets.labels import Label
from cocity_desktop.ui.widgets.layouts import clear, column, holding, row
from cocity_desktop.ui.widgets.roomy import Aside
from cocity_desktop.ui.widgets.scroll import ScrollPane

if TYPE_CHECKING:
    from PySide6.QtGui import QPaintEvent

    from cocity_desktop.application.minutes_views import MinutesDocument, ParagraphLine
    from cocity_desktop.ui.theme.tokens import Token

WIDTH = 330
_STRUCK = 8
"""Struck-out paragraphs on show; the others come up as these are dealt with."""


class SidePanel(Aside):
    """`restore_asked(reservation id)` for words that are missing; `put_back_asked(paragraph id)` for one struck out."""

    restore_asked = Signal(str)
    put_back_asked = Signal(str)

    def __init__(self) -> None:
        super().__init__()
        self.setFixedWidth(px(WIDTH))
        self.choices = ChoicesPanel()
        self.choices.hide()
        self._missing = QVBoxLayout()
        self._path = QVBoxLayout()
        self._struck = QVBoxLayout()
        self._additions = QVBoxLayout()
        parts = (self._missing, self._path, self._struck, self._additions)
        for part in parts:
            part.setSpacing(0)
        body = holding(column(self.choices, *parts, None, gap=0, margins=(16, 14, 12, 16)))
        self.scrolled = ScrollPane(body)
        self.setLayout(column((self.scrolled, 1), gap=0))

    def show_minutes(self, document: MinutesDocument) -> None:
        """Everything anew; the choice on show stays."""
        draft = document.state is MinutesState.DRAFT
        waiting = [line for line in document.paragraphs if line.proposed is not None] if draft else []
        self.choices.show_choices(waiting)
        for part in (self._missing, self._path, self._struck, self._additions):
            clear(part)
        if waiting:
            self._missing.addSpacing(px(16))
        if draft:
            self._fill_missing(document)
        self._fill_path(document)
        if draft:
            self._fill_struck(
                [line for line in document.paragraphs if not line.text and line.proposed is None]
            )
        self._fill_additions(document)

    def _fill_missing(self, document: MinutesDocument) -> None:
        for lost in lost_reservations(document):
            back = doing(
                Button(_("Put it back in the text"), "secondary", compact=True),
                "write_paragraph",
                "insert_paragraph",
            )
            back.clicked.connect(partial(self._restore, lost.id))
            who = lost.raised_by or _("someone")
            title = Label(_("A reservation of {who} is missing").format(who=who), "strong", wrap=True)
            words = Label(_("“{words}”").format(words=lost.text), "quote", wrap=True)
            card = Card(
                column(title, 4, words, 8, row(back, None), gap=0, margins=(12, 10, 12, 10)), bar="warning"
            )
            self._missing.addWidget(card)
            self._missing.addSpacing(px(12))

    def _fill_path(self, document: MinutesDocument) -> None:
        self._path.addWidget(Label(_("How firm they are"), "section"))
        self._path.addSpacing(px(6))
        approved = document.state is not MinutesState.DRAFT
        locked = document.state is MinutesState.LOCKED
        by_whom = ""
        if approved and document.approved_on:
            by_whom = f"{document.approved_by}, {day(document.approved_on)}"
        by_lock = f"{document.locked_by}, {day_and_clock(document.locked_at)}" if document.locked_at else ""
        reason = (
            _("back to a draft: {reason}").format(reason=document.step_reason) if document.step_reason else ""
        )
        for words, done, now, below in (
            (_("Draft"), approved, not approved, "" if approved else reason),
            (_("Approved"), locked, approved and not locked, by_whom),
            (_("Locked for good"), locked, False, by_lock),
        ):
            self._path.addWidget(_station(words, done=done, now=now, below=below))

    def _fill_struck(self, lines: list[ParagraphLine]) -> None:
        if not lines:
            return
        self._head(self._struck, _("Struck out"), ngettext("{n} paragraph", "{n} paragraphs", len(lines)))
        for line in lines[:_STRUCK]:
            back = partial(self.put_back_asked.emit, line.id)
            self._struck.addWidget(
                doing(DetailLine(line.generated, icon="restore", go=back), "write_paragraph")
            )

    def _fill_additions(self, document: MinutesDocument) -> None:
        if not document.additions:
            return
        count = ngettext("{n} after the lock", "{n} after the lock", len(document.additions))
        self._head(self._additions, _("Additions"), count)
        for line in document.additions:
            self._additions.addSpacing(px(6))
            self._additions.addWidget(Label(line.text, "serif", wrap=True, select=True))
            signed = " · ".join(part for part in (line.added_by, day_and_clock(line.added_at)) if part)
            self._additions.addWidget(Label(signed, "small", wrap=True))

    def _head(self, part: QVBoxLayout, title: str, facts: str) -> None:
        part.addSpacing(px(14))
        part.addWidget(Separator())
        part.addSpacing(px(12))
        part.addLayout(row((Label(title, "section"), 1), Label(facts, "small"), gap=8))

    def _restore(self, reservation_id: str) -> None:
        self.restore_asked.emit(reservation_id)

    def paintEvent(self, _event: QPaintEvent) -> None:
        with painting(self) as canvas:
            canvas.fill(QRectF(self.rect()), "page")


def _station(words: str, *, done: bool, now: bool, below: str) -> DetailLine:
    icon, token = ("done", "success") if done else ("half", "primary") if now else ("circle", "faint")
    ink: Token = token  # type: ignore[assignment]
    return DetailLine(words, icon=icon, icon_token=ink, below=below, trailing=_("now") if now else "")
