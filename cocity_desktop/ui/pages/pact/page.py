"""The composer: articles at the left, the text in the middle, what the meetings said at the right, what lacks below."""

from __future__ import annotations

from functools import partial
from typing import TYPE_CHECKING, ClassVar

from PySide6.QtCore import QSignalBlocker
from PySide6.QtGui import QKeySequence, QShortcut
from PySide6.QtWidgets import QStackedWidget, QWidget

from cocity_desktop.application.sentence_memory import SentenceMemory
from cocity_desktop.application.views.codes import code_of
from cocity_desktop.application.views.pacts import ArticleState
from cocity_desktop.domain.pacts import PactState
from cocity_desktop.domain.regulation import CheckCode
from cocity_desktop.localization import _
from cocity_desktop.ui.dialogs.base import open_dialog
from cocity_desktop.ui.models.list_view import ListView
from cocity_desktop.ui.operation import Operation
from cocity_desktop.ui.pages.base import Page, PageContext
from cocity_desktop.ui.pages.pact.acts import PactActs
from cocity_desktop.ui.pages.pact.article_acts import ArticleActs
from cocity_desktop.ui.pages.pact.article_view import ArticleView
from cocity_desktop.ui.pages.pact.dialogs import OverridesDialog
from cocity_desktop.ui.pages.pact.exports import PactExports
from cocity_desktop.ui.pages.pact.facts import facts_of, gaps_and_changes
from cocity_desktop.ui.pages.pact.finding import Finding
from cocity_desktop.ui.pages.pact.gap_strip import ASK, CHANGED, GapStrip
from cocity_desktop.ui.pages.pact.paper import PaperView
from cocity_desktop.ui.pages.pact.reading import PactFile, read_pact
from cocity_desktop.ui.pages.pact.rows import ArticleRow, article_item, name_of
from cocity_desktop.ui.pages.pact.sheet import WIDTH, SheetPane
from cocity_desktop.ui.pages.pact.sources import SourcesPanel, key_of
from cocity_desktop.ui.pages.pact.suggestions import Suggesting
from cocity_desktop.ui.pages.pact.talk import TalkPane
from cocity_desktop.ui.permitted import allowed, doing
from cocity_desktop.ui.theme.tokens import px
from cocity_desktop.ui.widgets.buttons import Button, IconButton
from cocity_desktop.ui.widgets.cards import Card, PageHeader, Separator
from cocity_desktop.ui.widgets.detail_pane import CodeLabel
from cocity_desktop.ui.widgets.labels import Label
from cocity_desktop.ui.widgets.layouts import column, holding, row
from cocity_desktop.ui.widgets.roomy import Part, Roomy
from cocity_desktop.ui.widgets.toggles import SegmentedControl

if TYPE_CHECKING:
    from cocity_desktop.application.document_views import ArticleText, PactDocument
    from cocity_desktop.application.sentence_writing import CarriedSentence
    from cocity_desktop.application.views.pacts import PactDetail, SourceCandidate
    from cocity_desktop.domain.completeness import Gap
    from cocity_desktop.domain.errors import AppError
    from cocity_desktop.ui.models.list_items import ListItem

TEXT, PAPER, BESIDE = "text", "paper", "beside"
_BESIDE, _BESIDE_SOURCES = 860, 640
"""Below these widths, in design pixels, the columns stand one above the other, the text on top."""
_ARTICLES, _ARTICLE, _SOURCES = 200, 270, 420
"""Heights then at least, in design pixels."""


class PactPage(Page):
    """See the module."""

    NAME: ClassVar[str] = "pact"
    KINDS: ClassVar[tuple[str, ...]] = (
        "pact", "article", "sentence", "source_link", "entry", "commitment", "decision", "attachment", "group",
        "delivery", "reply_item", "consent", "process", "article_comment", "article_variant",
    )  # fmt: skip
    FOLDS_SIDEBAR: ClassVar[bool] = True

    def __init__(self, context: PageContext, parent: QWidget | None = None) -> None:
        super().__init__(context, parent)
        self._pact_id = ""
        self._article_id = ""
        self._listed: list[ListItem] = []
        self._file: PactFile | None = None
        self._acts = PactActs(context, self)
        self._build()
        self._suggesting = Suggesting(context, self, self.article.editor.prose)
        self._lay_out()
        self._connect()

    def open(self, record_id: str | None = None, **arguments: str) -> None:
        if record_id and record_id != self._pact_id:
            self.article.editor.save()
            self._pact_id, self._file = record_id, None
            self._article_id, self._listed = "", []
            self._memory = SentenceMemory()
            self.article_acts.pact_id = record_id
        self._article_id = arguments.get("article", self._article_id)
        self.refresh()

    def refresh(self) -> None:
        if self._pact_id:
            services, pact_id = self.context.services, self._pact_id
            Operation(self, lambda: read_pact(services, pact_id)).on_success(self._show).on_error(
                self.context.navigator.fail
            ).start()

    def breadcrumb(self) -> tuple[str, ...]:
        if self._file is None:
            return (_("Pacts"),)
        document = self._file.detail.document
        return (_("Pacts"), document.process.title, _("Draft {n}").format(n=document.draft))

    def explanation(self) -> str:
        return _(
            "The pact, article by article. At the right is what the meetings said: Enter puts it in the text. "
            "Small figures say where a sentence comes from; dotted ones were added in drafting. "
            "F6 shows the real pages; below is what still lacks."
        )

    def may_leave(self) -> bool:
        self.article.editor.save()
        return True

    # --- Building

    def _build(self) -> None:
        self.view_choice: SegmentedControl[str] = SegmentedControl(
            [(TEXT, _("Text")), (PAPER, _("Pages")), (BESIDE, _("Beside"))], _("What to show"), shortcut="F6"
        )
        self.term = doing(IconButton("pencil", _("Title and term")), "update_pact")
        self.deliver = doing(Button(_("Prepare the delivery"), "primary"), "record_delivery")
        self.talk = TalkPane(self.context)
        self.ways = IconButton("print", _("Print or send"), shortcut="Ctrl+P")
        self._exports = PactExports(self.context, self, self._document)
        self.header = PageHeader(
            "", "", [self.talk.versions, self.ways, self.term, self.view_choice, self.deliver]
        )
        self.articles: ListView[ArticleRow] = ListView(
            article_item, lambda one: one.article.id, name=_("Articles")
        )
        self.articles_facts = Label("", "small")
        self.more = IconButton("more-items", _("Add, rename, move an article"), size=28)
        self.code = CodeLabel()
        self.article = ArticleView()
        self.paper = PaperView(self.context.services)
        self.sheet = SheetPane(self.context.services, self.article.editor.prose)
        self.sources = SourcesPanel()
        self.gaps = GapStrip()
        self.gaps.hide()
        self.article_acts = ArticleActs(
            self, self.articles, self.more, self.articles.selected, self._acts.run
        )
        self._memory = SentenceMemory()
        self.finding = Finding(self.article.finder, self.article.editor, self._articles, self.articles.select)

    def _lay_out(self) -> None:
        head = row(
            (Label(_("Articles"), "section"), 1), self.articles_facts, self.more, gap=8, margins=(8, 0, 4, 0)
        )
        left = holding(
            column(
                head, 8, (self.articles, 1), 4, row(8, self.code, None, gap=0), gap=0, margins=(8, 16, 8, 8)
            )
        )
        left.setFixedWidth(px(280))
        self._right = right = QStackedWidget()
        right.addWidget(self.sources)
        right.addWidget(self.sheet)
        right.setFixedWidth(px(320))
        self._text = Roomy(
            Part(Card(column((self.article, 1), self.talk, gap=0), edge=None), _ARTICLE, takes=True),
            Part(right, _SOURCES),
            least=_BESIDE_SOURCES,
            lines=True,
            inner=True,
        )
        self._middle = QStackedWidget()
        self._middle.addWidget(self._text)
        self._middle.addWidget(self.paper)
        body = holding(column((self._middle, 1), Separator(), self.gaps, gap=0))
        self._parts = Roomy(
            Part(left, _ARTICLES, self.articles),
            Part(body, _ARTICLE, takes=True),
            least=_BESIDE,
            lines=True,
            first=1,
        )
        top = holding(column(self.header, margins=(24, 11, 24, 11)))
        self.setLayout(column(top, Separator(), (self._parts, 1), gap=0))

    def _connect(self) -> None:
        self.ways.clicked.connect(lambda: self._exports.open_under(self.ways))
        self.articles.row_selected.connect(self._choose)
        self.article.editor.written.connect(self._write)
        self.article.editor.textChanged.connect(self.sheet.type_on)
        self.article.editor.source_dropped.connect(self._dropped)
        self.article.meeting_asked.connect(self._go_to_meeting)
        self.sources.put_asked.connect(self._put)
        self.sources.decline_asked.connect(self._acts.decline)
        self.sources.meeting_asked.connect(self._go_to_meeting)
        self.article.suggestions_asked.connect(self._suggest)
        self.gaps.mend_asked.connect(self._mend)
        self.gaps.override_asked.connect(self._override)
        self.view_choice.chosen.connect(self._choose_view)
        self.term.clicked.connect(self._ask_term)
        self.deliver.clicked.connect(lambda: self._seal({}))
        self.gaps.agenda_asked.connect(self._ask_gap)
        self.article_acts.made.connect(self._open_made)
        keys = (
            ("Ctrl+Down", partial(self._step, 1)),
            ("Ctrl+Up", partial(self._step, -1)),
            ("Ctrl+F", self.find_words),
            (ASK, self._ask_at_hand),
        )
        for key, act in keys:
            QShortcut(QKeySequence(key), self).activated.connect(act)

    # --- Showing

    def _show(self, file: PactFile) -> None:
        detail, document = file.detail, file.detail.document
        if document.id != self._pact_id:
            return
        self._file = file
        self._memory.learn(document.articles)
        blocking = sum(gap.blocking for gap in detail.gaps)
        self.header.set_title(document.title)
        self.code.set_code(code_of(document.id))
        self.header.set_facts(facts_of(detail))
        self.deliver.setEnabled(not blocking and detail.state is PactState.DRAFT)
        statuses = {status.article_id: status for status in detail.statuses}
        rows = [ArticleRow(a, statuses[a.id], name_of(a, file.short_titles)) for a in document.articles]
        complete = sum(s.state is ArticleState.COMPLETE for s in detail.statuses)
        self.articles_facts.setText(
            _("{done} complete of {all}").format(done=complete, all=len(document.articles))
        )
        if self._article_id not in statuses and document.articles:
            self._article_id = document.articles[0].id
        with QSignalBlocker(self.articles):  # what was selected before is not what is wanted now
            if [
                article_item(row) for row in rows
            ] != self._listed:  # each save comes here: painting waits for no key
                self._listed = [article_item(row) for row in rows]
                self.articles.set_rows(rows)
            self.articles.select(self._article_id)
        self._show_article()
        self._show_gaps(detail)
        self.finding.again()
        self.talk.read(document.id)
        if self.view_choice.value() == PAPER:
            self.paper.show_document(document)
        self.context.navigator.retitle()

    def _show_gaps(self, detail: PactDetail) -> None:
        waiting = sum(bool(status.waiting) for status in detail.statuses)
        self.gaps.show_gaps(gaps_and_changes(detail), detail.asked, waiting)

    def _articles(self) -> tuple[ArticleText, ...]:
        return self._file.detail.document.articles if self._file is not None else ()

    def _show_article(self) -> None:
        if self._file is None:
            return
        found = [a for a in self._file.detail.document.articles if a.id == self._article_id]
        if found:
            candidates = self._file.detail.candidates
            self.article.show_article(found[0], candidates)
            self.talk.show_article(found[0])
            self.sources.show_sources(candidates, found[0].heading, self.article.marks())
            self.sheet.show_article(self._file.detail.document, found[0])

    def _choose(self, chosen: ArticleRow | None) -> None:
        if chosen is not None and chosen.article.id != self._article_id:
            self.article.editor.save()
            self._article_id = chosen.article.id
            self._show_article()

    def _open_made(self, article_id: str) -> None:
        self.article.editor.save()
        self._article_id = article_id

    def _step(self, step: int) -> None:
        if self._file is None:
            return
        ids = [article.id for article in self._file.detail.document.articles]
        place = ids.index(self._article_id) + step if self._article_id in ids else 0
        self.articles.select(ids[max(0, min(place, len(ids) - 1))])

    def _choose_view(self, view: str) -> None:
        self.article.editor.save()
        self._middle.setCurrentWidget(self.paper if view == PAPER else self._text)
        self._right.setCurrentWidget(self.sheet if view == BESIDE else self.sources)
        self._right.setFixedWidth(px(WIDTH if view == BESIDE else 320))
        self._show_article()
        if view == PAPER and self._file is not None:
            self.paper.show_document(self._file.detail.document)

    def _put(self, source: SourceCandidate) -> None:
        """At the end of the caret's paragraph, last when the caret was put nowhere."""
        editor = self.article.editor
        editor.save()
        self._acts.put(self._article_id, source, editor.paragraph_at_hand(), joins=True)

    def _dropped(self, key: str, paragraph: int) -> None:
        found = [one for one in self._candidates() if key_of(one) == key]
        if found and allowed("put_source"):
            self.article.editor.save()
            self._acts.put(self._article_id, found[0], paragraph)

    def _candidates(self) -> tuple[SourceCandidate, ...]:
        return self._file.detail.candidates if self._file is not None else ()

    def _write(self, article_id: str, text: str, pasted: tuple[CarriedSentence, ...]) -> None:
        """Words that come back or come from elsewhere bring along what they stood on."""
        shown = [
            line.text
            for article in self._articles()
            if article.id == article_id
            for paragraph in article.paragraphs
            for line in paragraph
        ]
        carried = (*pasted, *self._memory.recall(text, shown))
        self._acts.write(article_id, text, carried, self.article.editor.settled)

    def find_words(self) -> None:
        """Words anywhere in the pact."""
        self._back_to_text()
        self.finding.open()

    def _suggest(self) -> None:
        if self._file is None:
            return
        self.article.editor.save()
        document = self._file.detail.document
        for article in document.articles:
            if article.id == self._article_id:
                self._suggesting.offer(document, article)

    # --- Mending

    def _go_to_meeting(self, meeting_id: str) -> None:
        if meeting_id:
            self.context.navigator.open_page("meetings", meeting_id)

    def _mend(self, gap: Gap) -> None:
        if self._file is None:
            return
        code = gap.code.partition(":")[2]
        if gap.article_id:
            self._back_to_text()
            self.articles.select(gap.article_id)
            self.article.editor.setFocus()
            self.talk.mend(gap)
        elif gap.check == "attachment":
            self._acts.attach(gap, self._file.detail.process_id, self._file.roles.get(code))
        elif gap.check == CheckCode.NO_TERM:
            self._ask_term()
        elif gap.check == "party":
            self.context.navigator.open_page("processes", self._file.detail.process_id)
        elif gap.check == CheckCode.PARTY_WITHOUT_COMMITMENT:
            self.context.navigator.open_page("commitments", new="1")
        else:
            self.context.navigator.open_page("groups", code or None)

    def _ask_gap(self, gap: Gap) -> None:
        self._acts.ask_gap(self._pact_id, gap)

    def _ask_at_hand(self) -> None:
        gap = self.gaps.at_hand(self._article_id)
        if gap is not None and gap.check != CHANGED and allowed("ask_gap"):
            self._ask_gap(gap)

    def _back_to_text(self) -> None:
        if self.view_choice.value() == PAPER:
            self.view_choice.set_value(TEXT)

    def _ask_term(self) -> None:
        if self._file is not None:
            self._acts.ask_term(self._file.detail.document)

    def _override(self) -> None:
        if self._file is None:
            return
        dialog = OverridesDialog(self, [gap for gap in self._file.detail.gaps if gap.blocking])
        if open_dialog(dialog):
            self._seal(dialog.reasons())

    def _seal(self, reasons: dict[str, str]) -> None:
        if self._file is None:
            return
        self.article.editor.save()
        if self._acts.seal(self._file.detail.document, reasons, self._not_sealed):
            self.deliver.setEnabled(False)

    def _not_sealed(self, error: AppError) -> None:
        self.deliver.setEnabled(True)
        self.context.navigator.fail(error)

    def _document(self) -> PactDocument | None:
        """The pact as it was last read, what is being typed saved before."""
        self.article.editor.save()
        return self._file.detail.document if self._file is not None else None


PAGE = PactPage
