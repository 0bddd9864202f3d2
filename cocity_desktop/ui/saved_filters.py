"""The questions of a list that were kept: a small menu beside the filter, to ask one again, keep, rename, take away."""

from __future__ import annotations

from functools import partial
from typing import TYPE_CHECKING

from PySide6.QtCore import QObject, QPoint
from PySide6.QtGui import QAction
from PySide6.QtWidgets import QMenu

from cocity_desktop.application.filters import (
    RenameFilter,
    SaveFilter,
    remove_filter,
    rename_filter,
    save_filter,
)
from cocity_desktop.application.removal import Remove
from cocity_desktop.domain.errors import ErrorCode
from cocity_desktop.localization import _
from cocity_desktop.ui.dialogs.form_dialog import FormDialog
from cocity_desktop.ui.operation import Operation
from cocity_desktop.ui.permitted import doing
from cocity_desktop.ui.theme.icons import icon
from cocity_desktop.ui.widgets.buttons import IconButton
from cocity_desktop.ui.widgets.text_fields import TextField

if TYPE_CHECKING:
    from collections.abc import Callable, Sequence
    from typing import Any

    from PySide6.QtWidgets import QWidget

    from cocity_desktop.application.changes import Changes
    from cocity_desktop.application.views.lists import SavedFilterRow
    from cocity_desktop.domain.errors import AppError
    from cocity_desktop.ui.list_filters import ListFilters
    from cocity_desktop.ui.records_page import RecordsPage


class FilterNameDialog(FormDialog):
    """The name of a filter. `work_with(name)` gives the use case."""

    ACTS = ("save_filter", "rename_filter")

    def __init__(
        self,
        parent: QWidget | None,
        title: str,
        known: str,
        work_with: Callable[[str], Callable[[], Changes]],
    ) -> None:
        super().__init__(parent, title, primary=_("Save"), width=440)
        self._work_with = work_with
        self.name = TextField(_("Name"), longest=80)
        self.name.set_text(known)
        self.form.add("name", self.name)
        self.show_form()

    def work(self) -> Callable[[], Changes]:
        return self._work_with(self.name.text())

    def words_for(self, error: AppError) -> str:
        if error.code is ErrorCode.INVALID_VALUE:
            return _("Another filter has this name already.")
        return super().words_for(error)


class SavedFilters(QObject):
    """Puts its button at the end of the line of filters of `page`."""

    def __init__(self, page: RecordsPage[Any, Any], filters: ListFilters) -> None:
        super().__init__(page)
        self._page, self._filters = page, filters
        self.button = IconButton("star-outline", _("Saved filters"))
        self.button.clicked.connect(self.open)
        filters.bar.add_choice(self.button)

    def open(self) -> None:
        """Read what was kept and show it under the button."""
        queries, name = self._page.context.services.queries, self._page.NAME
        Operation(self, lambda: queries.saved_filters(name)).on_success(self._show).on_error(
            self._page.fail
        ).start("reading")

    def menu(self, rows: Sequence[SavedFilterRow]) -> QMenu:
        """To ask, to keep, to rename, to take away."""
        menu = QMenu(self._page)
        for one in rows:
            self._action(menu, one.name, partial(self._filters.put, one.question), "funnel")
        menu.addSeparator()
        keep = self._action(menu, _("Keep this filter…"), self.keep, "plus")
        keep.setEnabled(self._filters.question().filters())
        doing(keep, "save_filter")
        if rows:
            rename, away = QMenu(_("Rename"), menu), QMenu(_("Take away"), menu)
            for one in rows:
                doing(self._action(rename, one.name, partial(self.rename, one)), "rename_filter")
                doing(self._action(away, one.name, partial(self.remove, one)), "remove_filter")
            menu.addMenu(rename)
            menu.addMenu(away)
        return menu

    def keep(self) -> None:
        """Ask for a name and keep what is asked now."""
        page, services = self._page.NAME, self._page.context.services
        question = self._filters.question()

        def work_with(name: str) -> Callable[[], Changes]:
            new = SaveFilter(page=page, name=name, question=question.to_plain())
            return lambda: services.run(save_filter, new)

        self._page.ask(
            FilterNameDialog(self._page, _("Keep this filter"), question.words, work_with),
            _("Filter kept: “{name}”"),
        )

    def rename(self, one: SavedFilterRow) -> None:
        """Ask for another name."""
        services = self._page.context.services

        def work_with(name: str) -> Callable[[], Changes]:
            return lambda: services.run(rename_filter, RenameFilter(filter_id=one.id, name=name))

        self._page.ask(
            FilterNameDialog(self._page, _("Rename the filter"), one.name, work_with), _("Saved: “{name}”")
        )

    def remove(self, one: SavedFilterRow) -> None:
        """Take it away; it can be undone."""
        services = self._page.context.services
        self._page.act(
            lambda: services.run(remove_filter, Remove(id=one.id)), _("Filter taken away: “{name}”")
        )

    def _show(self, rows: Sequence[SavedFilterRow]) -> None:
        self.menu(rows).popup(self.button.mapToGlobal(QPoint(0, self.button.height())))

    def _action(self, menu: QMenu, words: str, do: Callable[[], object], picture: str = "") -> QAction:
        action = QAction(icon(picture), words, menu) if picture else QAction(words, menu)
        action.triggered.connect(lambda _on: do())
        menu.addAction(action)
        return action
