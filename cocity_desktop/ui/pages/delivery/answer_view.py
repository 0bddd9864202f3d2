"""The Comune's answer: at the left what is to be seen, at the right one article with the two texts and our choice."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import Signal

from cocity_desktop.domain.deliveries import Choice, Verdict
from cocity_desktop.labels import label_of
from cocity_desktop.localization import _, day
from cocity_desktop.ui.models.list_items import ListItem
from cocity_desktop.ui.models.list_view import ListView
from cocity_desktop.ui.pages.delivery.choices import Choices
from cocity_desktop.ui.pages.delivery.comparison import Comparison
from cocity_desktop.ui.theme.tokens import Tone, ink, px
from cocity_desktop.ui.widgets.buttons import Button
from cocity_desktop.ui.widgets.cards import Card, Separator
from cocity_desktop.ui.widgets.chips import Pill
from cocity_desktop.ui.widgets.labels import Icon, Label
from cocity_desktop.ui.widgets.layouts import column, holding, row
from cocity_desktop.ui.widgets.progress import ProgressStrip
from cocity_desktop.ui.widgets.roomy import Part, Roomy
from cocity_desktop.ui.widgets.scroll import ScrollPane

if TYPE_CHECKING:
    from collections.abc import Mapping

    from PySide6.QtWidgets import QWidget

    from cocity_desktop.application.views.pacts import ReplyDetail, ReplyItemRow

_LOOKS: dict[Verdict, tuple[Tone, str]] = {
    Verdict.ACCEPTED: ("success", "check-circle"),
    Verdict.ACCEPTED_WITH_TEXT: ("warning", "exchange-circle"),
    Verdict.DEFERRED: ("neutral", "clock"),
    Verdict.REJECTED: ("danger", "close-circle"),
}

_BESIDE, _ITEMS = 835, 160
"""Below this width, in design pixels, the list of articles stands above the article, and is so tall at least."""

_LEAST = 340


class AnswerView(Card):
    """`decided(item, choice, reason)`."""

    decided = Signal(object, object, str)

    def __init__(self) -> None:
        super().__init__()
        self._next, self._open = 1, True
        self._office = ""
        self._short_titles: Mapping[str, str] = {}
        self._items: list[ReplyItemRow] = []
        self.items: ListView[ReplyItemRow] = ListView(self._row, lambda one: one.id, name=_("To see"))
        self.items.row_selected.connect(self._show_item)
        self._decided = Label("", "small")
        self._strip = ProgressStrip("success")
        self._accepted = Label("", "strong")
        self._numbers = Label("", "small", wrap=True)
        self.title = Label("", "section", wrap=True)
        self.verdict = Pill("", "neutral")
        self.texts = Comparison()
        self._quote = Label("", "quote", wrap=True)
        self._from = Label("", "small")
        self._reason = Card(
            row((Icon("comment", 20), 0), (self._quote, 1), self._from, gap=12, margins=(14, 10, 14, 10)),
            fill="sunken",
            edge=None,
        )
        self.choices = Choices()
        self.choices.decided.connect(self._choose)
        self.before = Button("", "ghost", icon="arrow-left")
        self.after = Button("", "ghost", trailing="arrow-right")
        self.before.clicked.connect(lambda: self._step(-1))
        self.after.clicked.connect(lambda: self._step(1))
        left = self._left()
        left.setFixedWidth(px(280))
        self.setMinimumHeight(px(_LEAST))
        self._parts = Roomy(
            Part(left, _ITEMS, self.items),
            Part(self._right(), takes=True, turned=lambda beside: self._texts.show_whole(not beside)),
            least=_BESIDE,
            lines=True,
            inner=True,
        )
        self.setLayout(column((self._parts, 1), gap=0))

    def show_answer(
        self, reply: ReplyDetail, short_titles: Mapping[str, str], next_version: int, open_: bool
    ) -> None:
        """Show an answer; `short_titles` by article, `open_` while its articles can still be decided."""
        self._next, self._open, self._short_titles = next_version, open_, short_titles
        when = day(reply.replied_on, "d MMMM")
        self._office = ", ".join(filter(None, (reply.office, when)))
        self._items = [one for one in reply.items if one.verdict is not Verdict.ACCEPTED]
        accepted = [str(one.article_number) for one in reply.items if one.verdict is Verdict.ACCEPTED]
        done = sum(one.choice is not Choice.PENDING for one in self._items)
        facts = _("{done} decided of {all}").format(done=done, all=len(self._items))
        self._decided.setText(facts)
        self._strip.show_share(done, len(self._items), words=facts)
        self._accepted.setText(_("Accepted as sent: {n}").format(n=len(accepted)))
        self._numbers.setText(", ".join(accepted))
        self._numbers.setVisible(bool(accepted))
        self.items.set_rows(self._items)
        if self.items.selected() is None and self._items:
            first = next((one for one in self._items if one.choice is Choice.PENDING), self._items[0])
            self.items.select(first.id)
        self._show_item(self.items.selected())

    def _row(self, item: ReplyItemRow) -> ListItem:
        tone, icon = _LOOKS[item.verdict]
        return ListItem(
            self._short_titles.get(item.article_id, item.title),
            number=str(item.article_number),
            detail=_short(item.verdict),
            detail_icon=icon,
            detail_token=ink(tone),
            trailing_below=label_of(item.choice),
            spoken=f"{item.article_number}. {item.title}, {label_of(item.verdict)}, {label_of(item.choice)}",
        )

    def _left(self) -> QWidget:
        head = row((Label(_("To see"), "strong"), 1), self._decided, gap=8, margins=(8, 0, 8, 0))
        strip = row((self._strip, 1), margins=(8, 0, 8, 0))
        accepted = column(self._accepted, self._numbers, gap=2, margins=(8, 0, 8, 0))
        return holding(
            column(head, 8, strip, 10, (self.items, 1), Separator(), 12, accepted, gap=0, margins=(8, 12, 8, 16))
        )  # fmt: skip

    def _right(self) -> QWidget:
        head = row((self.title, 1), self.verdict, gap=12)
        texts = column(self.texts, None, gap=0, margins=(24, 4, 16, 8))
        foot = row(self.before, None, self.after, margins=(14, 8, 14, 8))
        top = holding(column(head, margins=(24, 12, 24, 8)))
        choices = holding(column(self._reason, 14, self.choices, gap=0, margins=(24, 8, 24, 14)))
        self._texts = ScrollPane(holding(texts))
        self._detail = holding(column(top, (self._texts, 1), choices, Separator(), foot, gap=0))
        return self._detail

    def _show_item(self, item: ReplyItemRow | None) -> None:
        self._detail.setVisible(item is not None)
        if item is None:
            return
        tone, icon = _LOOKS[item.verdict]
        self.title.setText(_("Article {n}, {title}").format(n=item.article_number, title=_lower(item.title)))
        self.verdict.set_state(label_of(item.verdict), tone, icon)
        self.texts.show_texts(item.sent, item.text)
        self._quote.setText(f"«{item.reason}»")
        self._from.setText(self._office)
        self._reason.setVisible(bool(item.reason))
        self.choices.show_item(item, self._next, self._open)
        self._show_steps(item)

    def _show_steps(self, item: ReplyItemRow) -> None:
        place = [one.id for one in self._items].index(item.id)
        for button, at in ((self.before, place - 1), (self.after, place + 1)):
            button.setVisible(0 <= at < len(self._items))
            if button.isVisible() or 0 <= at < len(self._items):
                other = self._items[at]
                button.setText(
                    _("Article {n}, {title}").format(
                        n=other.article_number,
                        title=_lower(self._short_titles.get(other.article_id, other.title)),
                    )
                )
                button.updateGeometry()

    def _step(self, step: int) -> None:
        item = self.items.selected()
        if item is not None:
            place = [one.id for one in self._items].index(item.id) + step
            self.items.select(self._items[place].id)

    def _choose(self, choice: Choice, reason: str) -> None:
        item = self.items.selected()
        if item is not None:
            self.decided.emit(item, choice, reason)


def _short(verdict: Verdict) -> str:
    return _("another text") if verdict is Verdict.ACCEPTED_WITH_TEXT else label_of(verdict)


def _lower(title: str) -> str:
    """Inside a sentence; a word all in capitals (an acronym) stays."""
    first = title.split(" ", 1)[0]
    return title if len(first) > 1 and first.isupper() else title[:1].lower() + title[1:]
