"""Texts to begin an article from: ours, said to be ours, with blanks to fill; chosen by keys, put in as written by hand.

What is put in is a change of the article like any other: marked as added in drafting, undone like the rest.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import QEvent
from PySide6.QtGui import QTextCharFormat, QTextCursor
from PySide6.QtWidgets import QTextBrowser, QWidget

from cocity_desktop.application.pacts import WriteArticle, write_article
from cocity_desktop.domain.completeness import BLANK
from cocity_desktop.domain.errors import UserError
from cocity_desktop.localization import _, ngettext
from cocity_desktop.ui.dialogs.base import Dialog, open_dialog
from cocity_desktop.ui.models.list_items import ListItem
from cocity_desktop.ui.models.list_view import ListView
from cocity_desktop.ui.operation import Operation
from cocity_desktop.ui.theme.fonts import font
from cocity_desktop.ui.theme.tokens import colour, px
from cocity_desktop.ui.widgets.labels import Label
from cocity_desktop.ui.widgets.layouts import column, holding, row

if TYPE_CHECKING:
    from collections.abc import Callable, Sequence

    from cocity_desktop.application.changes import Changes
    from cocity_desktop.application.document_views import ArticleText, PactDocument
    from cocity_desktop.application.services import Services
    from cocity_desktop.domain.suggestions import Suggestion
    from cocity_desktop.ui.pages.base import PageContext

_WIDTH, _LIST, _HEIGHT = 820, 300, 300
"""Pixels of the dialog, of its list, and of both panes."""


class SuggestionsDialog(Dialog):
    """At the left the suggestions for one article, at the right the chosen one, its blanks marked."""

    ACTS = ("write_article",)

    def __init__(self, parent: QWidget | None, article: str, suggestions: Sequence[Suggestion]) -> None:
        super().__init__(
            parent,
            _("Suggestions for “{article}”").format(article=article),
            _("They are ours, to be adapted: no regulation says them. The blanks wait for your words."),
            primary=_("Put in the text"),
            width=_WIDTH,
        )
        self.list: ListView[Suggestion] = ListView(_item, _identity, name=_("Suggestions"))
        self.list.setFixedWidth(px(_LIST))
        self.reading = QTextBrowser()
        self.reading.setAccessibleName(_("Text of the suggestion"))
        self.reading.setFont(font(16, 400, "text"))
        self.reading.setFrameShape(QTextBrowser.Shape.NoFrame)
        self.reading.document().setDocumentMargin(px(12))
        self.blanks = Label("", "small")
        for pane in (self.list, self.reading):
            pane.setFixedHeight(px(_HEIGHT))
        right = column(self.reading, 4, self.blanks, gap=0)
        self.set_body(holding(row(column(self.list, None, gap=0), (right, 1), gap=16)))
        self.list.row_selected.connect(self._show)
        self.list.row_activated.connect(lambda _one: self.accept())
        self.list.set_rows(suggestions)
        self.list.select(_identity(suggestions[0]))
        self.list.setFocus()

    def chosen(self) -> Suggestion | None:
        """The one at hand."""
        return self.list.selected()

    def changeEvent(self, event: QEvent) -> None:
        """Another scheme has other colours: blanks are marked again, once there are any."""
        super().changeEvent(event)
        if event.type() == QEvent.Type.PaletteChange and hasattr(self, "reading"):
            _mark_blanks(self.reading)

    def _show(self, one: Suggestion | None) -> None:
        self.primary.setEnabled(one is not None)
        if one is None:
            return
        self.reading.setPlainText(one.text)
        _mark_blanks(self.reading)
        count = len(BLANK.findall(one.text))
        self.blanks.setText(ngettext("{n} blank to fill in", "{n} blanks to fill in", count) if count else "")


def suggestions_for(services: Services, document: PactDocument, heading: str) -> tuple[Suggestion, ...]:
    """What can be suggested under a heading, on the database lane; all there is where its regulation is gone."""
    try:
        facts = services.regulations.get(document.regulation_code).heading(heading).facts
    except UserError:
        return services.suggestions.all()
    return services.suggestions.about(facts)


class Suggesting:
    """Offers suggestions over the page `under`; `base()` is the article's text as it stands in the editor."""

    def __init__(self, context: PageContext, under: QWidget, base: Callable[[], str]) -> None:
        self._context, self._under, self._base = context, under, base

    def offer(self, document: PactDocument, article: ArticleText) -> None:
        """Read what there is for the article, let one be chosen, and put it at the end of its text."""
        services = self._context.services

        def choose(found: tuple[Suggestion, ...]) -> None:
            if not found:
                self._context.navigator.say(_("There are no suggestions for this article."))
                return
            dialog = SuggestionsDialog(self._under, article.title, found)
            if open_dialog(dialog) and (one := dialog.chosen()) is not None:
                self._put(article.id, one)

        Operation(self._under, lambda: suggestions_for(services, document, article.heading)).on_success(
            choose
        ).on_error(self._context.navigator.fail).start()

    def _put(self, article_id: str, one: Suggestion) -> None:
        services, text = self._context.services, "\n".join(filter(None, (self._base(), one.text)))
        command = WriteArticle(article_id=article_id, text=text)

        def done(changes: Changes) -> None:
            self._context.bus.changed.emit(changes)
            self._context.navigator.say(_("Put in the text: fill in its blanks."), undoable=True)

        Operation(self._under, lambda: services.run(write_article, command)).on_success(done).on_error(
            self._context.navigator.fail
        ).start()


def _identity(one: Suggestion) -> str:
    return f"{one.fact}: {one.title}"


def _item(one: Suggestion) -> ListItem:
    return ListItem(one.title, detail=_("our suggestion, to be adapted"))


def _mark_blanks(reading: QTextBrowser) -> None:
    """Give each blank a ground of its own."""
    marked = QTextCharFormat()
    marked.setBackground(colour("warning_bg"))
    marked.setForeground(colour("warning"))
    for blank in BLANK.finditer(reading.toPlainText()):
        cursor = reading.textCursor()
        cursor.setPosition(blank.start())
        cursor.setPosition(blank.end(), QTextCursor.MoveMode.KeepAnchor)
        cursor.mergeCharFormat(marked)
