"""The middle of the composer: one article's heading, its text, and where the sentence under the caret comes from."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QWidget

from cocity_desktop.labels import label_of
from cocity_desktop.localization import _, day_and_clock, ngettext
from cocity_desktop.ui.pages.pact.editor import ArticleEditor
from cocity_desktop.ui.theme.fonts import font
from cocity_desktop.ui.widgets.cards import Card
from cocity_desktop.ui.widgets.labels import Label
from cocity_desktop.ui.widgets.layouts import column

if TYPE_CHECKING:
    from cocity_desktop.application.document_views import ArticleText, SentenceLine


class ArticleView(QWidget):
    """Heading, editor, and the source of the sentence at hand. `source_asked(meeting id)`."""

    source_asked = Signal(str)

    def __init__(self) -> None:
        super().__init__()
        self.number = Label("", "label", token="muted")
        self.title = Label("", "title", wrap=True)
        self.title.setFont(font(24, 600, "text"))
        self.rule = Label("", "small", wrap=True)
        self.editor = ArticleEditor()
        self.editor.sentence_entered.connect(self._show_source)
        self._source = Label("", "body", wrap=True)
        self._source_facts = Label("", "small", wrap=True)
        self._popover = Card(
            column(self._source, self._source_facts, gap=2, margins=(16, 10, 16, 10)),
            fill="selection",
            edge=None,
        )
        self._popover.hide()
        self.facts = Label("", "small")
        self._sentences: dict[str, SentenceLine] = {}
        self.setLayout(
            column(
                self.number,
                2,
                self.title,
                self.rule,
                8,
                (self.editor, 1),
                self._popover,
                4,
                self.facts,
                gap=0,
                margins=(40, 20, 40, 12),
            )
        )

    def show_article(self, article: ArticleText) -> None:
        """Show one article."""
        self._sentences = {line.id: line for paragraph in article.paragraphs for line in paragraph}
        self.number.setText(_("Article {n}").format(n=article.number))
        self.title.setText(article.title)
        verified = "" if article.rule_verified else _("rule not verified in its source")
        self.rule.setText(" · ".join(filter(None, (article.rule, verified))))
        self.rule.setVisible(bool(article.rule or verified))
        self.editor.show_article(article)
        self.facts.setText(self._facts())

    def _facts(self) -> str:
        lines = list(self._sentences.values())
        sources = {source.mark for line in lines for source in line.sources}
        added = sum(not line.sources for line in lines)
        words = sum(len(line.text.split()) for line in lines)
        return " · ".join(
            [
                ngettext("{n} source from the meetings", "{n} sources from the meetings", len(sources)),
                ngettext("{n} sentence added in drafting", "{n} sentences added in drafting", added),
                ngettext("{n} word", "{n} words", words),
            ]
        )

    def _show_source(self, sentence_id: str) -> None:
        line = self._sentences.get(sentence_id)
        self._popover.setVisible(line is not None and self.editor.hasFocus())
        if line is None:
            return
        if line.sources:
            self._source.setText("\n".join(f"{s.mark}  «{s.text}»" for s in line.sources))
            facts = [
                " · ".join(
                    filter(None, (s.who, s.meeting_title, day_and_clock(s.said_at) if s.said_at else ""))
                )
                for s in line.sources
            ]
            self._source_facts.setText("\n".join(dict.fromkeys(filter(None, facts))))
        else:
            self._source.setText(label_of(line.origin))
            self._source_facts.setText(line.written_by)
