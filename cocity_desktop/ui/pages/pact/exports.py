"""The ways out of the pact: PDF with its data inside, Word, LibreOffice, one plain page, its data; each as public copy too."""

from __future__ import annotations

from collections.abc import Callable
from functools import partial
from pathlib import Path
from typing import TYPE_CHECKING, NamedTuple

from PySide6.QtCore import QObject
from PySide6.QtWidgets import QMenu

from cocity_desktop.application.bundle_contents import canonical_json, pact_as_json
from cocity_desktop.application.deliveries import draft_line
from cocity_desktop.application.document_views import PactDocument
from cocity_desktop.application.ports import PLAIN_LANGUAGES
from cocity_desktop.localization import LANGUAGE_NAMES, _
from cocity_desktop.ui.dialogs.base import ask_file_save
from cocity_desktop.ui.operation import Operation
from cocity_desktop.ui.permitted import doing
from cocity_desktop.ui.public_copies import save_public_copy

if TYPE_CHECKING:
    from PySide6.QtWidgets import QWidget

    from cocity_desktop.ui.pages.base import PageContext

_LONGEST = 80


class Way(NamedTuple):
    """A file that can be made: its words in the menu, what its name ends with, its kinds, who makes it."""

    words: str
    suffix: str
    kinds: str
    make: Callable[[PactDocument], bytes]


class PactExports(QObject):
    """Opens a menu for the document that `current` gives, and makes what is chosen on the work lane."""

    def __init__(
        self, context: PageContext, page: QWidget, current: Callable[[], PactDocument | None]
    ) -> None:
        super().__init__(page)
        self._context, self._page, self._current = context, page, current
        self.menu = QMenu(page)

    def open_under(self, control: QWidget) -> None:
        """The menu below the control that asked for it."""
        document = self._current()
        if document is not None:
            self.fill(document)
            self.menu.popup(control.mapToGlobal(control.rect().bottomLeft()))

    def fill(self, document: PactDocument) -> None:
        """What can be made of this pact."""
        self.menu.clear()
        self._add(self.menu, document, self.save)
        self.menu.addSeparator()
        public = self.menu.addMenu(_("Public copy, without people’s data"))
        doing(public.menuAction(), "note_export")
        self._add(public, document, self.save_public)

    def _add(self, menu: QMenu, document: PactDocument, save: Callable[[Way, PactDocument], None]) -> None:
        for way in self._ways():
            menu.addAction(way.words, partial(save, way, document))
        pages = menu.addMenu(_("The pact in brief, on one page"))
        for language in PLAIN_LANGUAGES:
            pages.addAction(LANGUAGE_NAMES[language], partial(save, self._summary(language), document))

    def _ways(self) -> tuple[Way, ...]:
        press = self._context.services.press
        return (
            Way(_("Save as PDF, to print…"), ".pdf", _("PDF (*.pdf)"), self._pages),
            Way(_("Save for Word (DOCX)…"), ".docx", _("Word (*.docx)"), press.pact_docx),
            Way(_("Save for LibreOffice (ODT)…"), ".odt", _("LibreOffice (*.odt)"), press.pact_odt),
            Way(_("Save the data (JSON)…"), ".json", _("Data (*.json)"), _data),
        )

    def _summary(self, language: str) -> Way:
        press = self._context.services.press
        words = _("The pact in brief, on one page")
        suffix = " - " + _("in brief ({language})").format(language=language) + ".pdf"
        return Way(words, suffix, _("PDF (*.pdf)"), partial(_in_brief, press.pact_summary, language))

    def _pages(self, document: PactDocument) -> bytes:
        return self._context.services.press.pact(document, _data(document))

    def save(self, way: Way, document: PactDocument) -> None:
        """Ask where, make the file, say so."""
        services, navigator = self._context.services, self._context.navigator
        path = ask_file_save(self._page, way.words, Path.home() / file_name(document, way), way.kinds)
        if path is None:
            return

        def work() -> Path:
            services.write_file(path, way.make(document))
            return path

        def done(written: Path) -> None:
            navigator.say(_("Saved: {file}").format(file=written.name), undoable=False)

        Operation(self, work).on_success(done).on_error(navigator.fail).start("work")

    def save_public(self, way: Way, document: PactDocument) -> None:
        """The same without people's data, also in the data inside."""
        save_public_copy(self._page, self._context, document, file_name(document, way), way.kinds, way.make)


def _data(document: PactDocument) -> bytes:
    return canonical_json(pact_as_json(document, draft_line(document)))


def _in_brief(make: Callable[[PactDocument, str], bytes], language: str, document: PactDocument) -> bytes:
    return make(document, language)


def file_name(document: PactDocument, way: Way) -> str:
    """«Patto per il cortile.docx», without what a file system does not take."""
    title = "".join(" " if letter in '\\/:*?"<>|' else letter for letter in document.title)
    return (" ".join(title.split())[:_LONGEST] or _("Pact")) + way.suffix
