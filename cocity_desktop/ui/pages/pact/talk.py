"""Under the article: what is said about it among those who write it, and the other texts that somebody wants.

Quiet until it is asked for: one line that counts. Nothing of it is on paper or in a delivery.
"""

from __future__ import annotations

from functools import partial
from typing import TYPE_CHECKING, Any

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QWidget

from cocity_desktop.application.article_talk import (
    AddComment,
    DeclineVariant,
    ProposeVariant,
    ResolveComment,
    TakeVariant,
    add_comment,
    decline_variant,
    propose_variant,
    remove_comment,
    resolve_comment,
    take_variant,
)
from cocity_desktop.application.pact_overview import article_prose
from cocity_desktop.application.removal import Remove
from cocity_desktop.domain.pacts import VariantState
from cocity_desktop.domain.variants import CHECK
from cocity_desktop.localization import _, day_and_clock, ngettext
from cocity_desktop.ui.dialogs.base import open_dialog
from cocity_desktop.ui.models.list_items import ListItem
from cocity_desktop.ui.models.list_view import ListView
from cocity_desktop.ui.operation import Operation
from cocity_desktop.ui.pages.pact.variant_dialogs import ProposeDialog, VariantsDialog
from cocity_desktop.ui.permitted import allowed, doing
from cocity_desktop.ui.theme.tokens import px
from cocity_desktop.ui.widgets.buttons import Button, IconButton
from cocity_desktop.ui.widgets.cards import Separator
from cocity_desktop.ui.widgets.labels import Label
from cocity_desktop.ui.widgets.layouts import column, holding, row
from cocity_desktop.ui.widgets.text_fields import TextField

if TYPE_CHECKING:
    from collections.abc import Callable

    from cocity_desktop.application.changes import Changes
    from cocity_desktop.application.document_views import ArticleText
    from cocity_desktop.application.views.versions import CommentRow, PactTalk, VariantRow
    from cocity_desktop.domain.completeness import Gap
    from cocity_desktop.ui.pages.base import PageContext

_LONG = 60
"""Letters of a remark that a row shows."""
_SHOWN = 104
"""Pixels of the list: two remarks of two lines; more are scrolled."""


class TalkPane(QWidget):
    """Remarks on one article and its other texts. `read` when anything changed, `show_article` when another is open.

    `versions`, for the heading of the page, leads to the comparison of the pact.
    """

    def __init__(self, context: PageContext) -> None:
        super().__init__()
        self._context = context
        self._pact_id = ""
        self._article: ArticleText | None = None
        self._talk: PactTalk | None = None
        self._build()
        self._lay_out()
        self._connect()
        self._fill()

    def read(self, pact_id: str) -> None:
        """Read what is said about the articles of a pact, on the database lane."""
        self._pact_id = pact_id
        queries = self._context.services.queries
        Operation(self, lambda: queries.pact_talk(pact_id)).on_success(partial(self._show, pact_id)).on_error(
            self._context.navigator.fail
        ).start()

    def show_article(self, article: ArticleText) -> None:
        """The article that is open now; what was typed stays, it was meant for the one before no longer."""
        if self._article is None or self._article.id != article.id:
            self.words.set_text("")
        self._article = article
        self._fill()

    # --- building -------------------------------------------------------------------------------------------------

    def _build(self) -> None:
        self.versions = IconButton("exchange-circle", _("Compare with an earlier state"), shortcut="F9")
        self.notes = Button("", "ghost", icon="comment", shortcut="Ctrl+Shift+M", compact=True)
        self.notes.setCheckable(True)
        self.others = Button("", "ghost", icon="files", compact=True)
        self.propose = doing(
            Button(_("Propose another text"), "ghost", shortcut="Ctrl+Shift+V", compact=True),
            "propose_variant",
        )
        self.list: ListView[CommentRow] = ListView(comment_item, lambda one: one.id, name=_("Notes"))
        self.list.setFixedHeight(px(_SHOWN))
        self.nothing = Label(
            _("No notes on this article. They stay here: on no paper, in no delivery."), "muted", wrap=True
        )
        self.chosen = Label("", "body", wrap=True)
        self.resolve = doing(Button("", "ghost", icon="tick", compact=True), "resolve_comment")
        self.remove = doing(Button(_("Take it away"), "ghost", icon="delete", compact=True), "remove_comment")
        self.words = doing(
            TextField(placeholder=_("A note for those who write: Enter adds it"), longest=2_000),
            "add_comment",
        )
        self.words.line.setAccessibleName(_("A note for those who write"))
        self.add = doing(Button(_("Add"), "secondary"), "add_comment")

    def _lay_out(self) -> None:
        head = row(self.notes, self.others, self.propose, None, self.resolve, self.remove, gap=4)
        self.body = holding(
            column(
                self.nothing,
                self.list,
                self.chosen,
                6,
                row(
                    (self.words, 1),
                    (holding(column(self.add, margins=(0, 2, 0, 0))), 0, Qt.AlignmentFlag.AlignTop),
                    gap=8,
                ),
                gap=0,
            )
        )
        self.body.hide()
        inside = column(head, 4, self.body, gap=0, margins=(32, 6, 40, 8))
        self.setLayout(column(Separator(), holding(inside), gap=0))

    def _connect(self) -> None:
        self.versions.clicked.connect(lambda: self._context.navigator.open_page("compare", self._pact_id))
        self.notes.toggled.connect(self._toggle)
        self.others.clicked.connect(self.compare)
        self.propose.clicked.connect(self._propose)
        self.list.row_selected.connect(self._selected)
        self.words.submitted.connect(self._add)
        self.add.clicked.connect(self._add)
        self.resolve.clicked.connect(self._resolve)
        self.remove.clicked.connect(self._remove)

    # --- showing --------------------------------------------------------------------------------------------------

    def _show(self, pact_id: str, talk: PactTalk) -> None:
        if pact_id == self._pact_id:
            self._talk = talk
            self._fill()

    def _fill(self) -> None:
        comments, variants = self._comments(), self._variants()
        open_ones = sum(not one.resolved for one in comments)
        waiting = sum(one.state is VariantState.OPEN for one in variants)
        self.notes.setText(ngettext("{n} note", "{n} notes", open_ones) if open_ones else _("Notes"))
        self.others.setVisible(bool(variants))
        self.others.setText(
            ngettext("{n} other text to decide", "{n} other texts to decide", waiting)
            if waiting
            else _("Other texts, decided")
        )
        self.nothing.setVisible(not comments)
        self.list.setVisible(bool(comments))
        self.list.set_rows(comments)
        self._selected(self.list.selected())

    def _comments(self) -> list[CommentRow]:
        here = self._article.id if self._article else ""
        return [one for one in self._talk.comments if one.article_id == here] if self._talk else []

    def _variants(self) -> list[VariantRow]:
        here = self._article.id if self._article else ""
        return [one for one in self._talk.variants if one.article_id == here] if self._talk else []

    def _toggle(self, shown: bool) -> None:
        self.body.setVisible(shown)
        self._selected(self.list.selected())
        if shown:
            self.words.setFocus()

    def _selected(self, one: CommentRow | None) -> None:
        """The acts on the chosen remark, and all of its words where the row has no room for them."""
        shown = one is not None and self.notes.isChecked()
        for button in (self.resolve, self.remove):
            button.setVisible(shown)
        self.chosen.setVisible(one is not None and len(one.text) > _LONG)
        if one is not None:
            self.chosen.setText(one.text)
            self.resolve.setText(_("Open again") if one.resolved else _("Dealt with"))

    # --- acts -----------------------------------------------------------------------------------------------------

    def _add(self) -> None:
        text = self.words.text()
        if self._article is None or not text or not allowed("add_comment"):
            return
        self.words.set_text("")
        self._run(add_comment, AddComment(article_id=self._article.id, text=text), _("Note added"))

    def _resolve(self) -> None:
        one = self.list.selected()
        if one is not None:
            cmd = ResolveComment(comment_id=one.id, resolved=not one.resolved)
            self._run(resolve_comment, cmd, _("Note open again") if one.resolved else _("Note dealt with"))

    def _remove(self) -> None:
        one = self.list.selected()
        if one is not None:
            self._run(remove_comment, Remove(id=one.id), _("Note taken away"))

    def _propose(self) -> None:
        if self._article is None:
            return
        dialog = ProposeDialog(self, self._article.title, article_prose(self._article))
        if open_dialog(dialog):
            cmd = ProposeVariant(
                article_id=self._article.id,
                text=dialog.words.text(),
                by=dialog.by.text(),
                note=dialog.note.text(),
            )
            self._run(propose_variant, cmd, _("Another text proposed: the article stays as it is"))

    def mend(self, gap: Gap) -> None:
        """Of a gap that is another text, what decides it; of the others, nothing."""
        if gap.check == CHECK:
            self.compare()

    def compare(self) -> None:
        """The other texts beside the article's, to take one or to decline it."""
        variants = self._variants()
        if self._article is None or not variants:
            return
        dialog = VariantsDialog(self, self._article.title, article_prose(self._article), variants)
        if not open_dialog(dialog):
            return
        one = dialog.variant()
        if dialog.declined:
            cmd = DeclineVariant(variant_id=one.id, reason=dialog.reason.text())
            self._run(decline_variant, cmd, _("Declined, with its reason"))
        else:
            self._run(take_variant, TakeVariant(variant_id=one.id), _("The other text is the article’s now"))

    def _run(self, use_case: Callable[..., Changes], cmd: Any, said: str) -> None:
        def done(changes: Changes) -> None:
            self._context.bus.changed.emit(changes)
            self._context.navigator.say(said, undoable=True)

        services = self._context.services
        Operation(self, lambda: services.run(use_case, cmd)).on_success(done).on_error(
            self._context.navigator.fail
        ).start()


def comment_item(one: CommentRow) -> ListItem:
    """What was written, by whom and when; one that is dealt with is faint and says so."""
    done = _("dealt with") if one.resolved else ""
    return ListItem(
        one.text,
        icon="comment",
        detail=" · ".join(filter(None, (one.by, day_and_clock(one.at)))),
        trailing=done,
        trailing_icon="tick" if one.resolved else None,
        faint=one.resolved,
        spoken=", ".join(filter(None, (one.text, one.by, day_and_clock(one.at), done))),
    )
