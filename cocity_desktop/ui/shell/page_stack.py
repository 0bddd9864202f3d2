"""The pages, made when first opened and kept; and the way back through them."""

from __future__ import annotations

from collections.abc import Mapping
from typing import TYPE_CHECKING, NamedTuple

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QStackedWidget

from cocity_desktop.ui.shell import places

if TYPE_CHECKING:
    from cocity_desktop.ui.pages.base import Page, PageContext

_REMEMBERED = 50


class Visit(NamedTuple):
    """Where the person was: enough to go there again."""

    name: str
    record_id: str | None
    arguments: Mapping[str, str]


class PageStack(QStackedWidget):
    """One page on top. `arrived(visit)` once a page has been opened."""

    arrived = Signal(object)

    def __init__(self) -> None:
        super().__init__()
        self._context: PageContext | None = None
        self._pages: dict[str, Page] = {}
        self._visits: list[Visit] = []

    def use(self, context: PageContext) -> None:
        """The archive that pages made from now on will show."""
        self._context = context

    def page(self) -> Page | None:
        """The page on top."""
        return self._pages.get(self._visits[-1].name) if self._visits else None

    def visit(self) -> Visit | None:
        """Where the person is."""
        return self._visits[-1] if self._visits else None

    def go(self, name: str, record_id: str | None = None, **arguments: str) -> bool:
        """Open a page; False when the one on top does not let go."""
        return self._leave() and self._arrive(Visit(name, record_id, arguments), keep=True)

    def back(self) -> bool:
        """To the page before; False when there is none or the one on top does not let go."""
        if len(self._visits) < 2 or not self._leave():
            return False
        self._visits.pop()
        return self._arrive(self._visits[-1], keep=False)

    def again(self) -> None:
        """Make every page anew, in the language now in use, and stay where the person is."""
        self.forget_pages()
        if self._visits:
            self._arrive(self._visits[-1], keep=False)

    def forget_pages(self) -> None:
        """Drop the pages, not the way through them."""
        for page in self._pages.values():
            self.removeWidget(page)
            page.deleteLater()
        self._pages.clear()

    def may_leave(self) -> bool:
        """Whether the page on top lets go; one with an unsaved text saves it and says yes."""
        return self._leave()

    def is_live(self) -> bool:
        """Whether something goes on by the clock on any of the pages."""
        return any(page.is_live() for page in self._pages.values())

    def _leave(self) -> bool:
        page = self.page()
        return page is None or page.may_leave()

    def _arrive(self, visit: Visit, *, keep: bool) -> bool:
        page = self._made(visit.name)
        if keep and (not self._visits or self._visits[-1] != visit):
            self._visits = [*self._visits[-_REMEMBERED:], visit]
        was_here = self._has_keys(page)
        self.setCurrentWidget(page)
        if not was_here:  # else the keys would stay on the sidebar, and Enter fold it
            page.setFocus()
            page.start().setFocus()  # one that cannot be seen yet does not take them
        page.open(visit.record_id, **visit.arguments)
        self.arrived.emit(visit)
        return True

    def _has_keys(self, page: Page) -> bool:
        return page.isAncestorOf(self.window().focusWidget())

    def _made(self, name: str) -> Page:
        if name not in self._pages:
            if self._context is None:
                raise RuntimeError("no archive is open")
            page = places.load(name)(self._context)
            page.setObjectName(name)
            self._pages[name] = page
            self.addWidget(page)
        return self._pages[name]
