"""Article by article: what the house proposes, and the four things an office can say of it."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QWidget

from cocity_desktop.application.inspection import ArticleAnswer
from cocity_desktop.domain.deliveries import Verdict
from cocity_desktop.localization import _
from cocity_desktop.ui.pages.desk.draft import NEEDS_REASON
from cocity_desktop.ui.widgets.labels import Label
from cocity_desktop.ui.widgets.layouts import column, holding, row
from cocity_desktop.ui.widgets.scroll import ScrollPane
from cocity_desktop.ui.widgets.text_fields import TextArea
from cocity_desktop.ui.widgets.toggles import RadioCard

if TYPE_CHECKING:
    from cocity_desktop.ui.pages.desk.draft import ArticleText


def verdict_words(verdict: Verdict) -> tuple[str, str]:
    """A verdict as a choice, and what follows from it."""
    return {
        Verdict.ACCEPTED: (_("Accept"), _("It stays as it is")),
        Verdict.ACCEPTED_WITH_TEXT: (
            _("Accept with this text"),
            _("Yours in its place"),
        ),
        Verdict.DEFERRED: (_("Defer"), _("They talk about it at their next meeting")),
        Verdict.REJECTED: (_("Reject"), _("They talk about it, knowing why")),
    }[verdict]


class ArticlePanel(QWidget):
    """`answered(number, ArticleAnswer)` at each change: nothing here needs saving."""

    answered = Signal(int, object)

    def __init__(self) -> None:
        super().__init__()
        self._article: ArticleText | None = None
        self._title = Label("", "section", wrap=True)
        self._proposed = Label("", "serif", wrap=True, select=True)
        self.choices = {
            verdict: RadioCard(*verdict_words(verdict), key=str(number))
            for number, verdict in enumerate(Verdict, start=1)
        }
        self.text = TextArea(_("The text of the Comune"), lines=5, serif=True)
        self.reason = TextArea(_("Why"), lines=2)
        self._connect()
        cards = row(*((card, 1) for card in self.choices.values()), gap=12)
        body = column(
            self._title, 12, Label(_("What the house proposes"), "label"), 4, self._proposed, 20,
            Label(_("What do you answer?"), "strong"), 8, cards, 16, self.text, 8, self.reason, None,
            gap=0, margins=(24, 18, 12, 18),
        )  # fmt: skip
        self.setLayout(column(ScrollPane(holding(body)), gap=0))

    def show_article(self, article: ArticleText, said: ArticleAnswer | None) -> None:
        """An article, with what was said of it before."""
        self._article = None
        self._title.setText(_("Article {n}, {title}").format(n=article.number, title=article.title))
        self._proposed.setText(article.text)
        for verdict, card in self.choices.items():
            card.setAutoExclusive(False)
            card.setChecked(said is not None and said.verdict is verdict)
            card.setAutoExclusive(True)
        self.text.set_text(said.text if said else article.text)
        self.reason.set_text(said.reason if said else "")
        self._article = article
        self._show_fields()

    def verdict(self) -> Verdict | None:
        """What is chosen."""
        return next((verdict for verdict, card in self.choices.items() if card.isChecked()), None)

    def _connect(self) -> None:
        for card in self.choices.values():
            card.toggled.connect(self._chosen)
        self.text.changed.connect(self._tell)
        self.reason.changed.connect(self._tell)

    def _chosen(self, on: bool) -> None:
        if on and self._article is not None:
            self._show_fields()
            self._tell()
            field = self.text if self.verdict() is Verdict.ACCEPTED_WITH_TEXT else self.reason
            if not field.isHidden():
                field.setFocus()

    def _show_fields(self) -> None:
        verdict = self.verdict()
        self.text.setVisible(verdict is Verdict.ACCEPTED_WITH_TEXT)
        self.reason.setVisible(verdict is not None and verdict is not Verdict.ACCEPTED)
        needed = verdict in NEEDS_REASON
        self.reason.set_help(
            _("It goes to the house with the answer.") if needed else _("If there is something to say.")
        )

    def _tell(self) -> None:
        verdict = self.verdict()
        if self._article is None or verdict is None:
            return
        own = verdict is Verdict.ACCEPTED_WITH_TEXT
        answer = ArticleAnswer(
            verdict,
            self.text.text() if own else "",
            self.reason.text() if verdict is not Verdict.ACCEPTED else "",
        )
        self.answered.emit(self._article.number, answer)
