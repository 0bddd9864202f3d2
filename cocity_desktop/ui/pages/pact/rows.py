"""How articles and sources are shown in the two lists of the composer."""

from __future__ import annotations

from typing import TYPE_CHECKING, NamedTuple

from cocity_desktop.application.document_views import ArticleText
from cocity_desktop.application.views.pacts import ArticleState, ArticleStatus
from cocity_desktop.labels import label_of
from cocity_desktop.localization import day, local, ngettext
from cocity_desktop.ui.entry_looks import LOOKS
from cocity_desktop.ui.models.list_items import ListItem

if TYPE_CHECKING:
    from collections.abc import Mapping

    from cocity_desktop.application.views.pacts import SourceCandidate
    from cocity_desktop.ui.theme.tokens import Token

_STATES: dict[ArticleState, tuple[str, Token]] = {
    ArticleState.EMPTY: ("circle", "muted"),
    ArticleState.HAS_SOURCES: ("half", "primary"),
    ArticleState.COMPLETE: ("done", "success"),
    ArticleState.CHANGED_BY_CITY: ("exchange-circle", "warning"),
}


class ArticleRow(NamedTuple):
    """An article and how far it is."""

    article: ArticleText
    status: ArticleStatus
    short_title: str


def name_of(article: ArticleText, short_titles: Mapping[str, str]) -> str:
    """The heading's short title, unless somebody gave the article one of its own."""
    own = article.title != article.heading_title
    return article.title if own else short_titles.get(article.heading, article.title)


def article_item(row: ArticleRow) -> ListItem:
    """Number, short title, and the state as icon and word; a complete article needs no word."""
    icon, token = _STATES[row.status.state]
    words = "" if row.status.state is ArticleState.COMPLETE else label_of(row.status.state)
    if row.status.waiting and row.status.state is not ArticleState.CHANGED_BY_CITY:
        words = ngettext("{n} source", "{n} sources", row.status.waiting)
    changed = row.status.state is ArticleState.CHANGED_BY_CITY
    talk = talk_words(row.status)
    return ListItem(
        row.short_title,
        number=str(row.article.number),
        detail=" · ".join(filter(None, (words if changed else "", talk))),
        detail_token="warning" if changed else "muted",
        trailing="" if changed else words,
        trailing_icon=icon,
        trailing_token=token,
        icon_last=True,
        faint=row.status.state is ArticleState.EMPTY,
        spoken=", ".join(
            filter(None, (f"{row.article.number}. {row.article.title}", label_of(row.status.state), talk))
        ),
    )


def talk_words(status: ArticleStatus) -> str:
    """How many remarks and other texts wait."""
    notes = ngettext("{n} note", "{n} notes", status.notes) if status.notes else ""
    texts = ngettext("{n} other text", "{n} other texts", status.variants) if status.variants else ""
    return " · ".join(filter(None, (notes, texts)))


def source_item(row: SourceCandidate) -> ListItem:
    """What was said, by whom and when; its marks once it is in the text."""
    icon, token = LOOKS[row.entry_kind]
    marks = " ".join(map(str, row.used_marks))
    facts = [row.who, day(local(row.said_at).date(), "d MMMM") if row.said_at else ""]
    return ListItem(
        row.text,
        icon=icon,
        icon_token=token,
        detail="" if marks else " · ".join(filter(None, facts)),
        trailing=marks,
        trailing_token="primary",
        serif=True,
        spoken=f"{label_of(row.entry_kind)}: {row.text}",
    )
