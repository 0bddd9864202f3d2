"""Sportello: the city's side of a delivery. Check a file, answer it article by article, save the answer as a file.

It needs nothing of the archive that is open: an office may use the app for this alone.
"""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING, ClassVar

from PySide6.QtWidgets import QStackedWidget, QWidget

from cocity_desktop.domain.deliveries import Verdict
from cocity_desktop.labels import label_of
from cocity_desktop.localization import _, local, ngettext
from cocity_desktop.ui.dialogs.base import ask_file_save
from cocity_desktop.ui.models.list_items import ListItem
from cocity_desktop.ui.models.list_view import ListView
from cocity_desktop.ui.operation import Operation
from cocity_desktop.ui.pages.base import Page, PageContext
from cocity_desktop.ui.pages.desk.answer_bar import AnswerBar
from cocity_desktop.ui.pages.desk.articles import ArticlePanel
from cocity_desktop.ui.pages.desk.draft import ArticleText, ReplyDraft
from cocity_desktop.ui.pages.desk.drop import DropPlace
from cocity_desktop.ui.pages.desk.verdict import DefectsView, VerdictCard
from cocity_desktop.ui.theme.tokens import Token, px
from cocity_desktop.ui.widgets.buttons import Button
from cocity_desktop.ui.widgets.cards import Card, PageHeader, Separator
from cocity_desktop.ui.widgets.layouts import column, holding, row

if TYPE_CHECKING:
    from datetime import date

    from cocity_desktop.application.inspection import ArticleAnswer, Inspection

_STATES: dict[Verdict, tuple[str, Token]] = {
    Verdict.ACCEPTED: ("tick", "success"),
    Verdict.ACCEPTED_WITH_TEXT: ("exchange-circle", "warning"),
    Verdict.DEFERRED: ("clock", "muted"),
    Verdict.REJECTED: ("close-circle", "danger_text"),
}


class DeskPage(Page):
    """Three faces: the place to drop a file, what is wrong with it, the answer to a valid one."""

    NAME: ClassVar[str] = "desk"

    def __init__(self, context: PageContext, parent: QWidget | None = None) -> None:
        super().__init__(context, parent)
        self._file: Path | None = None
        self.draft: ReplyDraft | None = None
        self.drop = DropPlace()
        self.defects = DefectsView()
        self.verdict = VerdictCard()
        self.bar = AnswerBar(self._today())
        self.panel = ArticlePanel()
        self.list: ListView[ArticleText] = ListView(
            self._present, lambda one: str(one.number), name=_("Articles")
        )
        self.other = Button(_("Another file"), "ghost", icon="folder", shortcut="Ctrl+O")
        self.accept_rest = Button(_("Accept the others"), icon="tick")
        self.save = Button(_("Save the answer"), "primary", icon="download", shortcut="Ctrl+S", show_key=True)
        self.header = PageHeader(_("City desk"), "", (self.other, self.accept_rest, self.save))
        self._stack = QStackedWidget()
        self._lay_out()
        self._connect()
        self._face(self.drop)

    def breadcrumb(self) -> tuple[str, ...]:
        return (_("City desk"), self._file.name) if self._file else (_("City desk"),)

    def explanation(self) -> str:
        return _(
            "What the office does with a delivered file: drop it here, read whether it is whole and whose it is, answer "
            "each article, and save the answer as a file to send back. The numbers 1 to 4 choose the answer."
        )

    def check(self, file: Path) -> None:
        """Look at a file from end to end."""
        self._file = file
        self.header.set_facts(_("checking {name}…").format(name=file.name))
        verifier = self.context.services.verifier
        Operation(self, lambda: verifier.verify(file)).on_success(self._checked).on_error(
            self.context.navigator.fail
        ).on_finally(self._count).start("work")

    def _lay_out(self) -> None:
        self.list.setFixedWidth(px(280))
        articles = Card(
            row(
                holding(column(self.list, margins=(8, 8, 8, 8))),
                Separator(vertical=True),
                (self.panel, 1),
                gap=0,
            )
        )
        self._answering = holding(column(self.verdict, 12, self.bar, 12, (articles, 1), gap=0))
        for face in (self.drop, self.defects, self._answering):
            self._stack.addWidget(face)
        self.setLayout(column(self.header, 12, (self._stack, 1), gap=0, margins=(24, 16, 24, 16)))

    def _connect(self) -> None:
        self.drop.given.connect(self.check)
        self.other.clicked.connect(self._another)
        self.accept_rest.clicked.connect(self._accept_rest)
        self.save.clicked.connect(self._save)
        self.list.row_selected.connect(self._show_article)
        self.panel.answered.connect(self._answered)

    def _checked(self, found: Inspection) -> None:
        self.draft = ReplyDraft(found) if found.valid else None
        if self.draft is None:
            self.defects.show_defects(found, self._file.name if self._file else "")
            self._face(self.defects)
        else:
            self.verdict.show_delivery(found)
            self.bar.clear(self._today())
            self.list.set_rows(self.draft.articles)
            self.list.select(str(self.draft.articles[0].number))
            self._face(self._answering)
        self.context.navigator.retitle()

    def _face(self, face: QWidget) -> None:
        self._stack.setCurrentWidget(face)
        self.other.setVisible(face is not self.drop)
        self.accept_rest.setVisible(face is self._answering)
        self.save.setVisible(face is self._answering)
        self._count()

    def _another(self) -> None:
        self._file, self.draft = None, None
        self._face(self.drop)
        self.context.navigator.retitle()
        self.drop.ask()

    def _show_article(self, article: ArticleText | None) -> None:
        if article is not None and self.draft is not None:
            self.panel.show_article(article, self.draft.said(article.number))

    def _answered(self, number: int, answer: ArticleAnswer) -> None:
        if self.draft is not None:
            self.draft.say(number, answer)
            self._again()

    def _accept_rest(self) -> None:
        if self.draft is not None:
            self.draft.accept_rest()
            self._again()
            self._show_article(self.list.selected())

    def _again(self) -> None:
        """The list shows what was said; the panel keeps the cursor."""
        if self.draft is not None:
            self.list.selectionModel().blockSignals(True)
            self.list.rows.set_rows(self.draft.articles)
            self.list.selectionModel().blockSignals(False)
            self._count()

    def _count(self) -> None:
        left = len(self.draft.open_articles()) if self.draft else 0
        self.save.setEnabled(self.draft is not None and not left)
        self.accept_rest.setEnabled(bool(left))
        if self.draft is None:
            self.header.set_facts("")
        elif left:
            self.header.set_facts(ngettext("{n} article to answer", "{n} articles to answer", left))
        else:
            self.header.set_facts(_("every article has its answer"))

    def _save(self) -> None:
        if self.draft is None:
            return
        answer = self.bar.answer(self.draft.answers())
        if answer is None:
            return
        version = (self.draft.delivery.pact or {})["delivery"]["version"]
        suggested = _("answer-v{n}.json").format(n=version)
        file = ask_file_save(
            self, _("Where to keep the answer"), _beside(self._file, suggested), "JSON (*.json)"
        )
        if file is None:
            return
        services, delivery = self.context.services, self.draft.delivery
        said = _("Answer saved: {file}. Send it back to the house.").format(file=file.name)
        Operation(
            self, lambda: services.write_file(file, services.verifier.answer(delivery, answer))
        ).on_success(lambda _none: self.context.navigator.say(said, undoable=False)).on_error(
            self.context.navigator.fail
        ).start("work")

    def _present(self, article: ArticleText) -> ListItem:
        said = self.draft.said(article.number) if self.draft else None
        if said is None:
            return ListItem(article.title, _("to answer"), number=str(article.number))
        icon, token = _STATES[said.verdict]
        whole = self.draft is not None and self.draft.is_answered(article.number)
        words = label_of(said.verdict)
        missing = "" if whole else _("something is missing")
        return ListItem(
            article.title,
            words,
            number=str(article.number),
            detail_icon=icon,
            detail_token=token,
            trailing_below=missing,
        )

    def _today(self) -> date:
        return local(self.context.services.clock.now()).date()


def _beside(file: Path | None, name: str) -> Path:
    """A name in the folder of the delivery."""
    return file.with_name(name) if file else Path(name)


PAGE = DeskPage
