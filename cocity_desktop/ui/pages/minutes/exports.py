"""The ways out of the minutes: PDF, Word, LibreOffice, text to paste, one page in six languages, the sheet of additions."""

from __future__ import annotations

from collections.abc import Callable
from functools import partial
from pathlib import Path
from typing import TYPE_CHECKING, NamedTuple

from PySide6.QtCore import QObject
from PySide6.QtGui import QGuiApplication

from cocity_desktop.application.minutes_papers import minutes_pdf
from cocity_desktop.application.ports import SUMMARY_LANGUAGES
from cocity_desktop.localization import LANGUAGE_NAMES, _, local
from cocity_desktop.second_language import SECOND
from cocity_desktop.ui.dialogs.base import ask_file_save
from cocity_desktop.ui.operation import Operation
from cocity_desktop.ui.permitted import doing
from cocity_desktop.ui.public_copies import save_public_copy

if TYPE_CHECKING:
    from PySide6.QtWidgets import QMenu, QWidget

    from cocity_desktop.application.minutes_views import MinutesDocument
    from cocity_desktop.ui.pages.base import PageContext

Maker = Callable[["MinutesDocument"], bytes]


class Way(NamedTuple):
    """A file that can be made: its words in the menu, in the file's name, its ending and kind."""

    words: str
    name: str
    ending: str
    kinds: str
    make: Maker


class Exports(QObject):
    """Fills a menu for a document, and makes what is chosen on the work lane."""

    def __init__(self, context: PageContext, page: QWidget) -> None:
        super().__init__(page)
        self._context, self._page = context, page

    def fill(self, menu: QMenu, document: MinutesDocument) -> None:
        """What can be made of these minutes."""
        menu.clear()
        for way in self._ways(document):
            menu.addAction(way.words, partial(self.save, way, document))
        menu.addAction(_("Copy as text, for a chat"), partial(self.copy, document))
        menu.addSeparator()
        self._add_pages(menu, document, self.save)
        public = menu.addMenu(_("Public copy, without people’s data"))
        doing(public.menuAction(), "note_export")
        for way in self._ways(document):
            public.addAction(way.words, partial(self.save_public, way, document))
        self._add_pages(public, document, self.save_public)

    def _add_pages(
        self, menu: QMenu, document: MinutesDocument, save: Callable[[Way, MinutesDocument], None]
    ) -> None:
        pages = menu.addMenu(_("One page for who was there"))
        for language in SUMMARY_LANGUAGES:
            pages.addAction(language_name(language), partial(save, self._summary(language), document))

    def _ways(self, document: MinutesDocument) -> list[Way]:
        services, pdf = self._context.services, _("PDF (*.pdf)")
        press = services.press

        def printed(document: MinutesDocument) -> bytes:
            return minutes_pdf(document, press, services.read_bytes)

        ways = [
            Way(_("Save as PDF, to print…"), _("minutes"), "pdf", pdf, printed),
            Way(_("Save for Word (DOCX)…"), _("minutes"), "docx", _("Word (*.docx)"), press.minutes_docx),
            Way(
                _("Save for LibreOffice (ODT)…"),
                _("minutes"),
                "odt",
                _("LibreOffice (*.odt)"),
                press.minutes_odt,
            ),
        ]
        if document.additions:
            ways.append(
                Way(_("Sheet of the additions…"), _("additions"), "pdf", pdf, press.minutes_additions)
            )
        return ways

    def _summary(self, language: str) -> Way:
        press = self._context.services.press
        name = _("one page ({language})").format(language=language)
        return Way("", name, "pdf", _("PDF (*.pdf)"), partial(_summary, press.minutes_summary, language))

    def save(self, way: Way, document: MinutesDocument) -> None:
        """Ask where, make the file, say so."""
        services, navigator = self._context.services, self._context.navigator
        path = ask_file_save(
            self._page, way.words or way.name, Path.home() / file_name(way, document), way.kinds
        )
        if path is None:
            return

        def work() -> Path:
            services.write_file(path, way.make(document))
            return path

        def done(written: Path) -> None:
            navigator.say(_("Saved: {file}").format(file=written.name), undoable=False)

        Operation(self, work).on_success(done).on_error(navigator.fail).start("work")

    def save_public(self, way: Way, document: MinutesDocument) -> None:
        """The same without people's data; locked minutes are printed anew for it."""
        name = file_name(way, document)
        save_public_copy(self._page, self._context, document, name, way.kinds, way.make)

    def copy(self, document: MinutesDocument) -> None:
        """The whole text on the clipboard."""
        press, navigator = self._context.services.press, self._context.navigator

        def done(text: str) -> None:
            QGuiApplication.clipboard().setText(text)
            navigator.say(_("The minutes are copied: paste them where you want."), undoable=False)

        Operation(self, lambda: press.minutes_text(document)).on_success(done).on_error(navigator.fail).start(
            "work"
        )


def _summary(
    make: Callable[[MinutesDocument, str], bytes], language: str, document: MinutesDocument
) -> bytes:
    return make(document, language)


def language_name(code: str) -> str:
    """A language as it calls itself."""
    return LANGUAGE_NAMES[code] if code in LANGUAGE_NAMES else SECOND[code].name


def file_name(way: Way, document: MinutesDocument) -> str:
    """2027-02-11 verbale - Secondo tavolo.pdf, without what a file system does not take."""
    title = "".join(" " if letter in '\\/:*?"<>|' else letter for letter in document.title)
    date = local(document.starts_at).date().isoformat()
    return f"{date} {way.name} - {' '.join(title.split())[:80]}.{way.ending}"
