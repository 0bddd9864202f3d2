"""The middle of the composer: one article's heading, its text, and where the sentence under the caret comes from."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import QRect, Signal
from PySide6.QtWidgets import QWidget

from cocity_desktop.localization import _, ngettext
from cocity_desktop.ui.pages.pact.editor import ArticleEditor
from cocity_desktop.ui.pages.pact.find_bar import FindBar
from cocity_desktop.ui.pages.pact.popover import SourcePopover
from cocity_desktop.ui.permitted import doing
from cocity_desktop.ui.theme.fonts import font
from cocity_desktop.ui.widgets.buttons import Button
from cocity_desktop.ui.widgets.labels import Label
from cocity_desktop.ui.widgets.layouts import column, row

if TYPE_CHECKING:
    from collections.abc import Sequence

    from cocity_desktop.application.document_views import ArticleText, SentenceLine
    from cocity_desktop.application.views.pacts import SourceCandidate


class ArticleView(QWidget):
    """Heading, editor, and the source of the sentence at hand. `meeting_asked(meeting id)`, `suggestions_asked()`."""

    meeting_asked = Signal(str)
    suggestions_asked = Signal()

    def __init__(self) -> None:
        super().__init__()
        self.number = Label("", "label", token="muted")
        self.title = Label("", "title", wrap=True)
        self.title.setFont(font(24, 600, "text"))
        self.rule = Label("", "small", wrap=True)
        self.editor = doing(ArticleEditor(), "write_article")
        self.facts = Label("", "small")
        self.suggest = doing(
            Button(_("Suggestions…"), "ghost", compact=True, shortcut="Ctrl+Shift+G"), "write_article"
        )
        self.suggest.clicked.connect(self.suggestions_asked)
        self.finder = FindBar()
        self._sentences: dict[str, SentenceLine] = {}
        self._meetings: dict[tuple[str, str], str] = {}
        text = (self.editor, 1)
        foot = row((self.facts, 1), 8, self.suggest, gap=0)
        parts = (self.finder, self.number, 2, self.title, self.rule, 12, text, 4, foot)
        self.setLayout(column(*parts, gap=0, margins=(40, 20, 40, 12)))
        self.popover = SourcePopover(self)
        self.popover.meeting_asked.connect(self.meeting_asked)
        self.editor.sentence_entered.connect(self._show_source)
        self.editor.verticalScrollBar().valueChanged.connect(self.editor.leave_sentence)

    def show_article(self, article: ArticleText, candidates: Sequence[SourceCandidate]) -> None:
        """Show one article; `candidates` know the meetings of its sources."""
        self._sentences = {line.id: line for paragraph in article.paragraphs for line in paragraph}
        self._meetings = {(one.kind, one.id): one.meeting_id or "" for one in candidates}
        self.number.setText(_("Article {n}").format(n=article.number))
        self.title.setText(article.title)
        unread = "" if article.rule_verified else _("rule not verified in its source")
        self.rule.setText(" · ".join(filter(None, (article.rule, unread))))
        self.rule.setVisible(bool(self.rule.text()))
        self.editor.show_article(article)
        self.facts.setText(self._facts())

    def marks(self) -> frozenset[int]:
        """The marks of the sources of this article."""
        return frozenset(source.mark for line in self._sentences.values() for source in line.sources)

    def _facts(self) -> str:
        lines = list(self._sentences.values())
        sources = len(self.marks())
        added = sum(not line.sources for line in lines)
        words = sum(len(line.text.split()) for line in lines)
        return " · ".join(
            [
                ngettext("{n} source from the meetings", "{n} sources from the meetings", sources),
                ngettext("{n} sentence added in drafting", "{n} sentences added in drafting", added),
                ngettext("{n} word", "{n} words", words),
            ]
        )

    def _show_source(self, sentence_id: str) -> None:
        line = self._sentences.get(sentence_id)
        if line is None or not self.editor.hasFocus():
            self.popover.hide()
            return
        place = self.editor.sentence_rect()
        corner = self.editor.viewport().mapTo(self, place.topLeft())
        self.popover.tell(line, self._meetings, QRect(corner, place.size()))
