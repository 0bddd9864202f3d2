"""The composer: articles at the left, the text in the middle, what the meetings said at the right, what lacks below."""

from __future__ import annotations

import mimetypes
import re
from pathlib import Path
from typing import TYPE_CHECKING, Any, ClassVar

from PySide6.QtGui import QKeySequence, QShortcut
from PySide6.QtWidgets import QStackedWidget, QWidget

from cocity_desktop.application.capture import DeclineEntry, decline_entry
from cocity_desktop.application.pacts import (
    AttachFile,
    PutSource,
    UpdatePact,
    WriteArticle,
    attach_file,
    put_source,
    update_pact,
    write_article,
)
from cocity_desktop.application.views.pacts import ArticleState
from cocity_desktop.domain.errors import EnvironmentFault, ErrorCode
from cocity_desktop.domain.pacts import AttachmentRole, PactState
from cocity_desktop.domain.regulation import CheckCode
from cocity_desktop.localization import _, ngettext
from cocity_desktop.ui.dialogs.base import ask_file_open, ask_file_save, open_dialog
from cocity_desktop.ui.models.list_view import ListView
from cocity_desktop.ui.operation import Operation
from cocity_desktop.ui.pages.base import Page, PageContext
from cocity_desktop.ui.pages.pact.article_view import ArticleView
from cocity_desktop.ui.pages.pact.dialogs import OverridesDialog, ReasonDialog, TermDialog
from cocity_desktop.ui.pages.pact.gap_strip import GapStrip
from cocity_desktop.ui.pages.pact.paper import PaperView
from cocity_desktop.ui.pages.pact.rows import ArticleRow, article_item
from cocity_desktop.ui.pages.pact.sealing import Sealing
from cocity_desktop.ui.pages.pact.sources import SourcesPanel
from cocity_desktop.ui.theme.tokens import px
from cocity_desktop.ui.widgets.buttons import Button
from cocity_desktop.ui.widgets.cards import Card, PageHeader, Separator
from cocity_desktop.ui.widgets.labels import Label
from cocity_desktop.ui.widgets.layouts import column, holding, row
from cocity_desktop.ui.widgets.toggles import SegmentedControl

if TYPE_CHECKING:
    from collections.abc import Callable

    from cocity_desktop.application.changes import Changes
    from cocity_desktop.application.views.pacts import PactDetail, SourceCandidate
    from cocity_desktop.domain.completeness import Gap
    from cocity_desktop.domain.errors import AppError

TEXT, PAPER = "text", "paper"


class PactPage(Page):
    """See the module."""

    NAME: ClassVar[str] = "pact"
    KINDS: ClassVar[tuple[str, ...]] = (
        "pact", "article", "sentence", "source_link", "entry", "commitment", "decision", "attachment", "group",
        "delivery", "reply_item", "consent", "process",
    )  # fmt: skip
    FOLDS_SIDEBAR: ClassVar[bool] = True

    def __init__(self, context: PageContext, parent: QWidget | None = None) -> None:
        super().__init__(context, parent)
        self._pact_id = ""
        self._article_id = ""
        self._detail: PactDetail | None = None
        self._titles: dict[str, str] = {}
        self._build()
        self._lay_out()
        self._connect()

    def open(self, record_id: str | None = None, **arguments: str) -> None:
        if record_id and record_id != self._pact_id:
            self._pact_id, self._detail = record_id, None
            self._article_id = ""
        self._article_id = arguments.get("article", self._article_id)
        self.refresh()

    def refresh(self) -> None:
        if self._pact_id:
            queries, pact_id = self.context.services.queries, self._pact_id
            Operation(self, lambda: queries.pact(pact_id)).on_success(self._show).on_error(
                self.context.navigator.fail
            ).start()

    def breadcrumb(self) -> tuple[str, ...]:
        if self._detail is None:
            return (_("Pacts"),)
        document = self._detail.document
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
            [(TEXT, _("Text")), (PAPER, _("Pages"))], _("What to show"), shortcut="F6"
        )
        self.term = Button(_("Title and term"), "ghost", icon="pencil")
        self.deliver = Button(_("Prepare the delivery"), "primary")
        self.header = PageHeader("", "", [self.term, self.view_choice, self.deliver])
        self.articles: ListView[ArticleRow] = ListView(
            article_item, lambda one: one.article.id, name=_("Articles")
        )
        self.articles_facts = Label("", "small")
        self.article = ArticleView()
        self.paper = PaperView(self.context.services)
        self.sources = SourcesPanel()
        self.gaps = GapStrip()
        self.gaps.hide()

    def _lay_out(self) -> None:
        head = row((Label(_("Articles"), "section"), 1), self.articles_facts, gap=8, margins=(16, 0, 8, 0))
        left = holding(column(head, 8, (self.articles, 1), gap=0, margins=(0, 16, 0, 8)))
        left.setFixedWidth(px(280))
        right = self.sources
        right.setFixedWidth(px(320))
        self._text = holding(
            row((Card(column(self.article), edge=None), 1), Separator(vertical=True), right, gap=0)
        )
        self._middle = QStackedWidget()
        self._middle.addWidget(self._text)
        self._middle.addWidget(self.paper)
        body = holding(column((self._middle, 1), Separator(), self.gaps, gap=0))
        self.setLayout(
            column(
                holding(column(self.header, margins=(24, 11, 24, 11))),
                Separator(),
                (holding(row(left, Separator(vertical=True), (body, 1), gap=0)), 1),
                gap=0,
            )
        )

    def _connect(self) -> None:
        self.articles.row_selected.connect(self._choose)
        self.article.editor.written.connect(self._write)
        self.article.source_asked.connect(self._go_to_meeting)
        self.sources.put_asked.connect(self._put)
        self.sources.decline_asked.connect(self._decline)
        self.sources.meeting_asked.connect(self._go_to_meeting)
        self.gaps.mend_asked.connect(self._mend)
        self.gaps.override_asked.connect(self._override)
        self.view_choice.chosen.connect(self._choose_view)
        self.term.clicked.connect(self._ask_term)
        self.deliver.clicked.connect(lambda: self._seal({}))
        for key, step in (("Alt+Down", 1), ("Alt+Up", -1)):
            QShortcut(QKeySequence(key), self).activated.connect(lambda step=step: self._step(step))

    # --- Showing

    def _show(self, detail: PactDetail) -> None:
        self._detail = detail
        document = detail.document
        if not self._titles:
            self._titles = self._short_titles(document.regulation_code)
        blocking = sum(gap.blocking for gap in detail.gaps)
        self.header.set_title(document.title)
        self.header.set_facts(self._facts(detail, blocking))
        self.deliver.setEnabled(not blocking and detail.state is PactState.DRAFT)
        statuses = {status.article_id: status for status in detail.statuses}
        rows = [
            ArticleRow(a, statuses[a.id], self._titles.get(a.heading, a.title)) for a in document.articles
        ]
        complete = sum(s.state is ArticleState.COMPLETE for s in detail.statuses)
        self.articles_facts.setText(
            _("{done} complete of {all}").format(done=complete, all=len(document.articles))
        )
        self.articles.set_rows(rows)
        if not self._article_id and document.articles:
            self._article_id = document.articles[0].id
        self.articles.select(self._article_id)
        self._show_article()
        self.gaps.show_gaps(detail.gaps)
        if self.view_choice.value() == PAPER:
            self.paper.show_document(document)
        self.context.navigator.retitle()

    def _facts(self, detail: PactDetail, blocking: int) -> str:
        document = detail.document
        facts = [
            _("draft {n}").format(n=document.draft),
            ngettext("{n} meeting", "{n} meetings", len(document.meetings)),
        ]
        if detail.state is not PactState.DRAFT:
            facts.append(_("delivered: waiting for the Comune"))
        elif blocking:
            facts.append(ngettext("{n} thing lacks", "{n} things lack", blocking))
        return " · ".join(facts)

    def _short_titles(self, code: str) -> dict[str, str]:
        try:
            return {h.code: h.short_title for h in self.context.services.regulations.get(code).headings}
        except Exception:  # noqa: BLE001
            return {}

    def _show_article(self) -> None:
        if self._detail is None:
            return
        found = [a for a in self._detail.document.articles if a.id == self._article_id]
        if found:
            self.article.show_article(found[0])
            self.sources.show_sources(self._detail.candidates, found[0].heading)

    def _choose(self, chosen: ArticleRow | None) -> None:
        if chosen is not None and chosen.article.id != self._article_id:
            self.article.editor.save()
            self._article_id = chosen.article.id
            self._show_article()

    def _step(self, step: int) -> None:
        if self._detail is None:
            return
        ids = [article.id for article in self._detail.document.articles]
        place = ids.index(self._article_id) + step if self._article_id in ids else 0
        self.articles.select(ids[max(0, min(place, len(ids) - 1))])

    def _choose_view(self, view: str) -> None:
        self.article.editor.save()
        self._middle.setCurrentWidget(self.paper if view == PAPER else self._text)
        if view == PAPER and self._detail is not None:
            self.paper.show_document(self._detail.document)

    # --- Doing

    def _run(self, use_case: Callable[..., Changes], cmd: Any, said: str = "") -> None:
        def done(changes: Changes) -> None:
            self.context.bus.changed.emit(changes)
            if said and changes.change_id:
                self.context.navigator.say(said, undoable=True)

        Operation(self, lambda: self.context.services.run(use_case, cmd)).on_success(done).on_error(
            self._refused
        ).start()

    def _refused(self, error: AppError) -> None:
        self.context.navigator.fail(error)

    def _write(self, text: str) -> None:
        self._run(write_article, WriteArticle(article_id=self._article_id, text=text))

    def _put(self, source: SourceCandidate) -> None:
        self.article.editor.save()
        cmd = PutSource(
            article_id=self._article_id,
            commitment_id=source.id if source.kind == "commitment" else None,
            decision_id=source.id if source.kind == "decision" else None,
            entry_id=source.id if source.kind == "entry" else None,
        )
        self._run(put_source, cmd, _("Put in the text: «{text}»").format(text=source.text[:60]))

    def _decline(self, source: SourceCandidate) -> None:
        dialog = ReasonDialog(self, _("Not needed"), source.text, _("Why it does not go into the pact"))
        if open_dialog(dialog):
            cmd = DeclineEntry(entry_id=source.id, reason=dialog.reason.text())
            self._run(decline_entry, cmd, _("Put aside, with its reason"))

    def _ask_term(self) -> None:
        if self._detail is None:
            return
        today = self.context.services.clock.now().date()
        dialog = TermDialog(self, self._detail.document, today)
        if open_dialog(dialog):
            cmd = UpdatePact(
                pact_id=self._pact_id,
                title=dialog.title.text(),
                starts_on=dialog.starts.value(),
                ends_on=dialog.ends.value(),
            )
            self._run(update_pact, cmd, _("Title and term saved"))

    def _go_to_meeting(self, meeting_id: str) -> None:
        if meeting_id:
            self.context.navigator.open_page("meetings", meeting_id)

    def _mend(self, gap: Gap) -> None:
        if gap.article_id:
            self.articles.select(gap.article_id)
            self.article.editor.setFocus()
        elif gap.check == "attachment":
            self._attach(gap)
        elif gap.check == CheckCode.NO_TERM:
            self._ask_term()
        elif gap.check == CheckCode.PARTY_WITHOUT_COMMITMENT:
            self.context.navigator.open_page("commitments", new="1")
        else:
            self.context.navigator.open_page("groups", gap.code.partition(":")[2])

    def _attach(self, gap: Gap) -> None:
        path = ask_file_open(self, gap.subject, _("All files (*)"))
        if path is None or self._detail is None:
            return
        role = self._role(gap.code.partition(":")[2])
        process_id = self._detail.process_id
        services = self.context.services

        def attach() -> Changes:
            cmd = AttachFile(
                name=path.name,
                media_type=mimetypes.guess_type(path.name)[0] or "application/octet-stream",
                content=_read(path),
                role=role,
                process_id=process_id,
            )
            return services.run(attach_file, cmd)

        Operation(self, attach).on_success(self.context.bus.changed.emit).on_error(self._refused).start()

    def _role(self, code: str) -> AttachmentRole:
        rules = self.context.services.regulations.get(self._detail.document.regulation_code).attachments  # type: ignore[union-attr]
        return next((rule.role for rule in rules if rule.code == code), AttachmentRole.OTHER)

    def _override(self) -> None:
        if self._detail is None:
            return
        dialog = OverridesDialog(self, [gap for gap in self._detail.gaps if gap.blocking])
        if open_dialog(dialog):
            self._seal(dialog.reasons())

    def _seal(self, reasons: dict[str, str]) -> None:
        if self._detail is None:
            return
        self.article.editor.save()
        document = self._detail.document
        suggested = Path.home() / f"{_slug(document.title)}-v{document.draft}.patto.zip"
        out = ask_file_save(self, _("Where to write the delivery"), suggested, _("Deliveries (*.zip)"))
        if out is None:
            return
        self.deliver.setEnabled(False)
        sealing = Sealing(self, self.context.services, out)
        sealing.done, sealing.failed = self._sealed, self._not_sealed
        sealing.start(self._pact_id, reasons)

    def _sealed(self, changes: Changes) -> None:
        self.context.bus.changed.emit(changes)
        self.context.navigator.open_page("delivery", changes.created)

    def _not_sealed(self, error: AppError) -> None:
        self.deliver.setEnabled(True)
        self.context.navigator.fail(error)


def _slug(title: str) -> str:
    return re.sub(r"[^a-z0-9]+", "-", title.lower()).strip("-") or "patto"


def _read(path: Path) -> bytes:
    try:
        return path.read_bytes()
    except OSError as error:
        raise EnvironmentFault(ErrorCode.FILE_UNREADABLE, path=str(path)) from error


PAGE = PactPage
