"""«Che cosa rispondiamo?»: three cards, each with its key and what follows from it, and the reason to keep ours."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QWidget

from cocity_desktop.domain.deliveries import Choice, Verdict
from cocity_desktop.domain.errors import ErrorCode, UserError
from cocity_desktop.error_messages import words_for
from cocity_desktop.localization import _
from cocity_desktop.ui.permitted import allowed, doing
from cocity_desktop.ui.theme.tokens import px
from cocity_desktop.ui.widgets.buttons import Button
from cocity_desktop.ui.widgets.labels import Label
from cocity_desktop.ui.widgets.layouts import clear, column, holding, row
from cocity_desktop.ui.widgets.text_fields import TextField
from cocity_desktop.ui.widgets.toggles import RadioCard

if TYPE_CHECKING:
    from cocity_desktop.application.views.pacts import ReplyItemRow

_ORDER = (Choice.ACCEPT, Choice.DISCUSS, Choice.KEEP)


class Choices(QWidget):
    """`decided(choice, reason)`; keeping ours asks for its reason first."""

    decided = Signal(object, str)

    def __init__(self) -> None:
        super().__init__()
        self._item: ReplyItemRow | None = None
        self.cards: dict[Choice, RadioCard] = {}
        self._cards = row(gap=12)
        self.reason = doing(TextField(_("Why we keep ours"), longest=2000), "decide_reply_item")
        self._save = doing(Button(_("Save the reason"), "secondary"), "decide_reply_item")
        self._save.setFixedHeight(px(40))
        self._save.clicked.connect(self._keep)
        self.reason.submitted.connect(self._keep)
        self._why = holding(row((self.reason, 1), (self._save, 0, Qt.AlignmentFlag.AlignBottom), gap=8))
        heading = Label(_("What do we answer?"), "strong")
        self.setLayout(column(heading, 8, self._cards, 10, self._why, gap=0))

    def show_item(self, item: ReplyItemRow, next_version: int, open_: bool) -> None:
        """Offer the choices about one article; with `open_` False they are only told."""
        typing = self._item is not None and self._item.id == item.id and self._why.isVisible()
        self._item = item
        focused = next((choice for choice, card in self.cards.items() if card.hasFocus()), None)
        clear(self._cards)
        self.cards = {choice: self._card(choice, item, next_version) for choice in _ORDER}
        holder = holding(row(*((card, 1) for card in self.cards.values()), gap=12))
        self._cards.addWidget(holder)
        holder.show()  # at once, so that their keys are heard at once
        if focused is not None:
            self.cards[focused].setFocus()
        if item.choice in self.cards:
            self.cards[item.choice].setChecked(True)
        for choice, card in self.cards.items():
            card.setEnabled(open_)
            card.clicked.connect(lambda _checked=False, choice=choice: self._pick(choice))
        if not typing or item.choice is Choice.KEEP:
            self.reason.set_text(item.choice_reason)
            self.reason.set_error(None)
        self._why.setVisible(item.choice is Choice.KEEP or typing)
        self._why.setEnabled(open_)

    def _card(self, choice: Choice, item: ReplyItemRow, next_version: int) -> RadioCard:
        words, consequence = _words(choice, item, next_version)
        return doing(RadioCard(words, consequence, key=str(_ORDER.index(choice) + 1)), "decide_reply_item")

    def _pick(self, choice: Choice) -> None:
        if choice is Choice.KEEP:
            self._why.show()
            self.reason.setFocus()
            return
        self._why.hide()
        self.decided.emit(choice, "")

    def _keep(self) -> None:
        if not allowed("decide_reply_item"):
            return
        reason = self.reason.text().strip()
        if not reason:
            self.reason.set_error(words_for(UserError(ErrorCode.REASON_REQUIRED)))
            self.reason.setFocus()
            return
        self.reason.set_error(None)
        self.decided.emit(Choice.KEEP, reason)


def _words(choice: Choice, item: ReplyItemRow, next_version: int) -> tuple[str, str]:
    if choice is Choice.DISCUSS:
        agenda = item.on_agenda_of
        follows = (
            _("On the agenda of “{meeting}”").format(meeting=agenda)
            if agenda
            else _("It becomes a point of that meeting")
        )
        return _("We talk about it at the next meeting"), follows
    if choice is Choice.KEEP:
        follows = _("The reason leaves with version {n}").format(n=next_version)
        return _("We keep ours and say why"), follows
    if item.verdict is Verdict.ACCEPTED_WITH_TEXT:
        return _("We accept their text"), _("It goes into version {n} as it is").format(n=next_version)
    if item.verdict is Verdict.DEFERRED:
        return _("We wait for them"), _("Our text stays as it is")
    return _("We accept the refusal"), _("You change the article in the draft")
