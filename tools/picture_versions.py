"""Pictures of the versions of a pact: compared, with nothing that differs, kept under a name; and the paper of it."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from cocity_desktop.application.article_talk import (
    AddComment,
    ProposeVariant,
    add_comment,
    propose_variant,
)
from cocity_desktop.application.pact_overview import article_prose
from cocity_desktop.application.pact_versions import KeepVersion, keep_version
from cocity_desktop.application.pacts import WriteArticle, write_article
from cocity_desktop.application.views.versions import VersionKey
from cocity_desktop.ui.dialogs.base import open_dialog
from cocity_desktop.ui.pages.compare.dialogs import KeepDialog
from cocity_desktop.ui.pages.compare.page import WHOLE

if TYPE_CHECKING:
    from collections.abc import Callable

    from cocity_desktop.application.services import Services
    from cocity_desktop.ui.main_window import MainWindow
    from tools.picture_meeting import Ids
    from tools.picture_studio import Studio

VERSIONS = (
    "pact-talk",
    "pact-talk-empty",
    "pact-variants",
    "pact-propose",
    "compare",
    "compare-whole",
    "compare-same",
    "compare-keep",
)


def version_sheets() -> dict[str, Callable[[Services, Any], bytes]]:
    """The two texts side by side."""
    return {"sheet-side-by-side": lambda s, ids: s.press.pact_comparison(_comparison(s, ids["pact", "pact"]))}


def _comparison(services: Services, pact_id: str) -> Any:
    rows = services.queries.pact_versions(pact_id)
    return services.queries.pact_comparison(pact_id, rows[1].key, VersionKey())


def take_versions(studio: Studio, window: MainWindow, ids: Ids) -> None:
    """The house is changed: a version is kept, and two articles are written again."""
    if not studio.wants(*VERSIONS):
        return
    pact = ids["pact", "pact"]
    page = studio.open_page(window, "compare", pact)
    services = page.context.services
    _take_talk(studio, window, pact, services)
    page = studio.open_page(window, "compare", pact)
    form = KeepDialog(page, ())
    studio.dialog("compare-keep", lambda: open_dialog(form))
    version = services.run(keep_version, KeepVersion(pact_id=pact, name="Prima del quarto tavolo")).created
    _write_again(services, pact)
    page = studio.open_page(window, "compare", pact)
    page.refresh()
    studio.settle()
    studio.shoot(window, "compare")
    page.view_choice.set_value(WHOLE)
    studio.settle()
    studio.shoot(window, "compare-whole")
    del version
    page.old.setCurrentIndex(0)
    page.old.activated.emit(0)
    page.view_choice.set_value("changes")
    studio.settle()
    studio.shoot(window, "compare-same")


def _take_talk(studio: Studio, window: MainWindow, pact: str, services: Services) -> None:
    """The remarks under an article, and two texts side by side."""
    first = next(one for one in services.queries.pact(pact).document.articles if any(one.paragraphs))
    page = studio.open_page(window, "pact", pact, article=first.id)
    page.talk.notes.setChecked(True)
    studio.settle()
    studio.shoot(window, "pact-talk-empty")
    asked = ("Il «nido» o la scuola? Chiedere a chi ha le chiavi.", "Manca l’orario d’estate.")
    for text in asked:
        services.run(add_comment, AddComment(article_id=first.id, text=text))
    prose = article_prose(first)
    other = ProposeVariant(
        article_id=first.id,
        text=prose.replace("sabato", "sabato mattina").replace("quartiere", "vicinato"),
        by="Associazione volontari Arcobaleno",
        note="Il pomeriggio c’è la festa",
    )
    services.run(propose_variant, other)
    page.refresh()
    studio.settle()
    page.talk.list.setCurrentIndex(page.talk.list.rows.index(0, 0))
    studio.shoot(window, "pact-talk")
    studio.dialog("pact-variants", page.talk.compare)
    studio.dialog("pact-propose", page.talk.propose.click)
    page.talk.notes.setChecked(False)


def _write_again(services: Services, pact: str) -> None:
    articles = [one for one in services.queries.pact(pact).document.articles if any(one.paragraphs)]
    for place, article in enumerate(articles[:3]):
        text = article_prose(article)
        words = text.replace("dalle", "alle ore").replace(" 9", " 10").replace(" e ", " ed anche ")
        if place == 1:
            words = "\n".join([*words.splitlines()[1:], "Le chiavi si ritirano in portineria."])
        services.run(write_article, WriteArticle(article_id=article.id, text=words))
