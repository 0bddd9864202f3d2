"""Pictures of the composer in its states: just begun, a draft again after the answer, and everything that opens in it."""

from __future__ import annotations

from functools import partial
from typing import TYPE_CHECKING, Any

from PySide6.QtCore import Qt

from cocity_desktop.application.meetings import ScheduleMeeting, schedule_meeting
from cocity_desktop.application.pacts import AssemblePact, assemble_pact
from cocity_desktop.application.replies import BeginNextVersion, begin_next_version
from cocity_desktop.ui.pages.pact.page import BESIDE, PAPER, TEXT
from tools.picture_studio import moment

if TYPE_CHECKING:
    from cocity_desktop.ui.main_window import MainWindow
    from tools.picture_meeting import Ids
    from tools.picture_studio import Studio

PACT = (
    "pact-begun",
    "pact-draft",
    "pact-sources",
    "pact-source",
    "pact-find",
    "pact-drop",
    "pact-asked",
    "pact-beside",
    "pact-pages",
    "pact-article-form",
    "pact-reasons",
    "pact-term",
)


def take_pact(studio: Studio, window: MainWindow, ids: Ids) -> None:
    """The house has another draft, a pact more and a meeting more afterwards."""
    page = studio.open_page(window, "pact", ids["pact", "pact"])
    services = page.context.services
    services.run(begin_next_version, BeginNextVersion(pact_id=ids["pact", "pact"]))
    begin = AssemblePact(process_id=ids["process", "aiuole"])
    begun = services.run(assemble_pact, begin, services.regulations).created
    studio.open_page(window, "pact", begun)
    studio.shoot(window, "pact-begun")
    page = studio.open_page(window, "pact", ids["pact", "pact"])
    open_article(studio, page, 2)
    studio.shoot(window, "pact-draft")
    page.sources.scope.setCurrentIndex(1)
    page.sources.to_use.setFocus()
    page.sources.to_use.setCurrentIndex(page.sources.to_use.rows.index(0, 0))
    studio.settle()
    studio.shoot(window, "pact-sources")
    open_article(studio, page, 3)
    editor = page.article.editor
    editor.setFocus()
    studio.press(Qt.Key.Key_End)
    studio.press(Qt.Key.Key_Left)
    studio.press(Qt.Key.Key_Left)
    studio.press(Qt.Key.Key_Left)
    studio.press(Qt.Key.Key_Left)
    studio.shoot(window, "pact-source")
    editor.leave_sentence()
    editor.show_gap(1)  # as while a source is dragged over it
    studio.shoot(window, "pact-drop")
    editor.show_gap(None)
    take_the_rest(studio, window, page, str(begun))


def take_the_rest(studio: Studio, window: MainWindow, page: Any, begun: str) -> None:
    """What opens over the text or beside it."""
    page.find_words()
    page.article.finder.field.set_text("cortile")
    studio.settle()
    studio.shoot(window, "pact-find")
    page.article.finder.leave()
    for view, name in ((BESIDE, "pact-beside"), (PAPER, "pact-pages")):
        page.view_choice.set_value(view)
        studio.settle()
        studio.shoot(window, name)
    page.view_choice.set_value(TEXT)
    page = studio.open_page(window, "pact", begun)
    services = page.context.services
    process = services.queries.pact(begun).process_id
    services.run(
        schedule_meeting,
        ScheduleMeeting(process_id=process, title="Secondo incontro", starts_at=moment("18:00", 7)),
    )
    gaps = services.queries.pact(begun).gaps
    for gap in (gaps[0], gaps[3]):
        page.gaps.agenda_asked.emit(gap)
        studio.settle()
    page.refresh()
    studio.settle()
    studio.shoot(window, "pact-asked")
    studio.dialog("pact-article-form", page.article_acts.add)
    studio.dialog("pact-reasons", partial(page.gaps.override_asked.emit))
    studio.dialog("pact-term", page.term.click)


def open_article(studio: Studio, page: Any, place: int) -> None:
    """The article at that place of the list, from 0."""
    page.articles.select(page.articles.rows.row(place).article.id)
    studio.settle()
