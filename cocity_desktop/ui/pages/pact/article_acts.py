"""What is done to whole articles: a menu at the head of their list, and the same by keys on a row."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import QObject, Qt, Signal
from PySide6.QtGui import QAction, QKeySequence, QShortcut
from PySide6.QtWidgets import QMenu

from cocity_desktop.application.articles import (
    AddArticle,
    MoveArticle,
    RenameArticle,
    add_article,
    move_article,
    remove_article,
    rename_article,
)
from cocity_desktop.application.removal import Remove
from cocity_desktop.localization import _
from cocity_desktop.ui.dialogs.base import Dialog, open_dialog
from cocity_desktop.ui.pages.pact.dialogs import missing
from cocity_desktop.ui.permitted import allowed, doing
from cocity_desktop.ui.widgets.form import Form
from cocity_desktop.ui.widgets.keys import native_key
from cocity_desktop.ui.widgets.text_fields import TextField

if TYPE_CHECKING:
    from collections.abc import Callable
    from typing import Any, Protocol

    from PySide6.QtWidgets import QWidget

    from cocity_desktop.application.changes import Changes
    from cocity_desktop.ui.pages.pact.rows import ArticleRow
    from cocity_desktop.ui.widgets.buttons import IconButton

    class Run(Protocol):
        """How the composer runs an act (`PactActs.run`)."""

        def __call__(
            self,
            use_case: Callable[..., Changes],
            cmd: Any,
            said: str,
            made: Callable[[str], object] | None = None,
        ) -> object: ...


ADD, RENAME, UP, DOWN, REMOVE = "Ctrl+Shift+N", "F2", "Alt+Up", "Alt+Down", "Del"


class TitleDialog(Dialog):
    """The title of a new article."""

    ACTS = ("add_article",)

    def __init__(self, parent: QWidget | None, heading: str, words: str, title: str = "") -> None:
        super().__init__(parent, heading, words, primary=_("Save"))
        self.title = TextField(_("Title"), longest=300)
        self.title.set_text(title)
        self.title.line.selectAll()
        self.form = Form()
        self.form.add("title", self.title)
        self.set_body(self.form)

    def accept(self) -> None:
        if not self.title.text():
            self.form.show_error("title", missing())
            return
        super().accept()


class RenameDialog(TitleDialog):
    """Another title for one that is there."""

    ACTS = ("rename_article",)


class ArticleActs(QObject):
    """Acts on the row that `selected()` gives, run by `run`. Emits `made(id)` for a new article."""

    made = Signal(str)

    def __init__(
        self,
        page: QWidget,
        rows: QWidget,
        more: IconButton,
        selected: Callable[[], ArticleRow | None],
        run: Run,
    ) -> None:
        super().__init__(page)
        self._page, self._selected, self._run = page, selected, run
        self._more = more
        self.pact_id = ""
        more.clicked.connect(self._open_menu)
        rows.setContextMenuPolicy(Qt.ContextMenuPolicy.CustomContextMenu)
        rows.customContextMenuRequested.connect(lambda at: self.menu().popup(rows.mapToGlobal(at)))
        for key, act in ((RENAME, self.rename), (UP, self.up), (DOWN, self.down), (REMOVE, self.remove)):
            shortcut = QShortcut(QKeySequence(key), rows)
            shortcut.setContext(Qt.ShortcutContext.WidgetShortcut)
            shortcut.activated.connect(act)
        QShortcut(QKeySequence(ADD), page).activated.connect(self.add)

    def menu(self) -> QMenu:
        """Everything that can be done to the selected article, each with its key."""
        menu = QMenu(self._page)
        menu.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        entries = (
            (_("New article under this heading…"), ADD, self.add, "add_article"),
            (_("Rename…"), RENAME, self.rename, "rename_article"),
            (_("Move up"), UP, self.up, "move_article"),
            (_("Move down"), DOWN, self.down, "move_article"),
            (_("Remove"), REMOVE, self.remove, "remove_article"),
        )
        for words, key, act, label in entries:
            action = QAction(f"{words}\t{native_key(key)}", menu)
            action.triggered.connect(act)
            menu.addAction(doing(action, label))
        return menu

    def add(self) -> None:
        """An article of one's own behind those of the selected one's heading."""
        chosen = self._selected()
        if chosen is None or not allowed("add_article"):
            return
        words = _("It stands behind «{title}», under the same heading of the regulation.").format(
            title=chosen.article.heading_title
        )
        dialog = TitleDialog(self._page, _("New article"), words)
        if open_dialog(dialog):
            title = dialog.title.text()
            command = AddArticle(pact_id=self.pact_id, heading=chosen.article.heading, title=title)
            self._run(add_article, command, _("New article: {title}").format(title=title), self.made.emit)

    def rename(self) -> None:
        """Another title for the selected one."""
        chosen = self._selected()
        if chosen is None or not allowed("rename_article"):
            return
        words = _("Heading of the regulation: {title}").format(title=chosen.article.heading_title)
        dialog = RenameDialog(self._page, _("Title of the article"), words, chosen.article.title)
        if open_dialog(dialog) and dialog.title.text() != chosen.article.title:
            command = RenameArticle(article_id=chosen.article.id, title=dialog.title.text())
            self._run(rename_article, command, _("Article renamed"))

    def up(self) -> None:
        """One place up among those of its heading."""
        self._move(-1)

    def down(self) -> None:
        """One place down among those of its heading."""
        self._move(1)

    def remove(self) -> None:
        """Out of the pact, if it is empty and nobody needs it."""
        chosen = self._selected()
        if chosen is not None and allowed("remove_article"):
            said = _("Removed: {title}").format(title=chosen.article.title)
            self._run(remove_article, Remove(id=chosen.article.id), said)

    def _move(self, step: int) -> None:
        chosen = self._selected()
        if chosen is not None and allowed("move_article"):
            command = MoveArticle(article_id=chosen.article.id, step=step)
            self._run(move_article, command, _("Article moved"))

    def _open_menu(self) -> None:
        self.menu().popup(self._more.mapToGlobal(self._more.rect().bottomLeft()))
