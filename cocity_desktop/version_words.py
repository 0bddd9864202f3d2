"""The words of versions and of what differs between two of them, for the window, the paper and the command line."""

from __future__ import annotations

from types import MappingProxyType
from typing import TYPE_CHECKING, Final

from cocity_desktop.application.views.versions import CauseKind, VersionKind
from cocity_desktop.domain.pact_diff import ArticleChange, SentenceChange
from cocity_desktop.domain.text_diff import PieceKind
from cocity_desktop.localization import _, day, day_and_clock, local, ngettext, pgettext

if TYPE_CHECKING:
    from collections.abc import Callable, Mapping, Sequence

    from cocity_desktop.application.views.versions import (
        Cause,
        CauseReply,
        CauseSource,
        PactComparison,
        VersionRow,
    )
    from cocity_desktop.domain.pact_diff import ArticleDiff, SentenceDiff
    from cocity_desktop.domain.text_diff import Piece

_QUOTED: Final = 90
_TOLD: Final = 4
"""Changes of words that are told one by one; more of them are counted."""

_DONE: Final[Mapping[CauseKind, Callable[[], str]]] = MappingProxyType(
    {
        CauseKind.WRITTEN: lambda: _("written in drafting"),
        CauseKind.SOURCE: lambda: _("taken from a meeting"),
        CauseKind.CITY: lambda: _("answer of the Comune"),
        CauseKind.VARIANT: lambda: _("other text taken"),
        CauseKind.UNDONE: lambda: _("undone or done again"),
        CauseKind.ARTICLES: lambda: _("articles put in order"),
        CauseKind.OTHER: lambda: _("other change"),
    }
)
_FATES: Final[Mapping[SentenceChange, Callable[[], str]]] = MappingProxyType(
    {
        SentenceChange.SAME: lambda: pgettext("sentence", "the same"),
        SentenceChange.REWORDED: lambda: pgettext("sentence", "reworded"),
        SentenceChange.ADDED: lambda: pgettext("sentence", "added"),
        SentenceChange.REMOVED: lambda: pgettext("sentence", "taken out"),
        SentenceChange.MOVED: lambda: pgettext("sentence", "moved here"),
        SentenceChange.LEFT: lambda: pgettext("sentence", "moved from here"),
    }
)
_SAID: Final[Mapping[str, Callable[[], str]]] = MappingProxyType(
    {
        "commitment": lambda: _("commitment"),
        "decision": lambda: _("decision"),
        "entry": lambda: _("said"),
    }
)


def version_name(row: VersionRow) -> str:
    """«Adesso», «Prima del tavolo», «Consegna 2», «dopo: scritto in redazione, “Durata”»."""
    if row.key.kind is VersionKind.NOW:
        return _("Now")
    if row.key.kind is VersionKind.DELIVERED:
        return _("Delivery {n}").format(n=row.name)
    if row.key.kind is VersionKind.NAMED:
        return row.name
    return _("after: {what}").format(what=moment_words(row))


def moment_words(row: VersionRow) -> str:
    """What the change did, and to which article."""
    done = _DONE[row.cause or CauseKind.OTHER]()
    return f"{done}, «{cut(row.name)}»" if row.name else done


def version_line(row: VersionRow) -> str:
    """The name with its moment and who kept it: a row of a list."""
    when = day_and_clock(row.at) if row.at else ""
    return " · ".join(filter(None, (version_name(row), when, row.by)))


def fate(line: SentenceDiff) -> str:
    """What became of a sentence, and of one that moved from or to where."""
    words = _FATES[line.change]()
    if not line.other:
        return words
    if line.change is SentenceChange.MOVED:
        return _("moved here from article {n}").format(n=line.other)
    return _("moved to article {n}").format(n=line.other)


def article_fate(article: ArticleDiff) -> str:
    """What became of an article as a whole, "" when only its sentences tell."""
    if article.change is ArticleChange.ADDED:
        return _("new article")
    if article.change is ArticleChange.REMOVED:
        return _("article taken out")
    parts = []
    if article.old_number != article.number:
        parts.append(_("it was number {n}").format(n=article.old_number))
    if article.old_title != article.title:
        parts.append(_("it was called «{title}»").format(title=article.old_title))
    return ", ".join(parts)


def article_name(article: ArticleDiff) -> str:
    """«Articolo 4. Durata», with the number and the title it has, or had when it is gone."""
    number = article.number or article.old_number
    return _("Article {n}. {title}").format(n=number, title=article.title or article.old_title)


def cause_lines(cause: Cause | None) -> tuple[str, ...]:
    """Who and when; then what was said or answered, one line for each source."""
    if cause is None:
        return ()
    who = " · ".join(filter(None, (cause.by, day_and_clock(cause.at), _DONE[cause.kind]())))
    answer = (_answered(cause.reply),) if cause.reply else ()
    return (who, *answer, *map(_said, cause.sources))


def _said(source: CauseSource) -> str:
    kind = _SAID[source.kind]()
    when = day(local(source.said_at).date(), "d MMMM y") if source.said_at else ""
    place = ", ".join(filter(None, (source.who, source.meeting, when)))
    return f"{kind}: «{cut(source.text)}»" + (f" ({place})" if place else "")


def _answered(reply: CauseReply) -> str:
    protocol = _("prot. {number}").format(number=reply.protocol) if reply.protocol else ""
    head = ", ".join(filter(None, (reply.office or _("Comune"), protocol, day(reply.replied_on))))
    return f"{head}: «{cut(reply.reason)}»" if reply.reason else head


def spoken(line: SentenceDiff) -> str:
    """The difference for the ear and for grey paper: «riscritta: via «8», al suo posto «9»»."""
    if line.change not in (SentenceChange.REWORDED, SentenceChange.MOVED):
        return fate(line)
    told = list(_changes(line.pieces))
    shown = "; ".join(told[:_TOLD])
    if len(told) > _TOLD:
        rest = len(told) - _TOLD
        shown += "; " + ngettext("{n} more change of words", "{n} more changes of words", rest).format(n=rest)
    return f"{fate(line)}: {shown}" if shown else fate(line)


def _changes(pieces: Sequence[Piece]) -> list[str]:
    found = []
    gone = ""
    for kind, text in (*pieces, (PieceKind.STAYS, "")):
        words = cut(text.strip())
        if kind is PieceKind.GONE:
            gone = words
        elif kind is PieceKind.COME and gone:
            found.append(_("«{old}» became «{new}»").format(old=gone, new=words))
            gone = ""
        elif kind is PieceKind.COME:
            found.append(_("added «{words}»").format(words=words))
        elif gone:
            found.append(_("taken out «{words}»").format(words=gone))
            gone = ""
    return found


def summary(comparison: PactComparison) -> str:
    """«2 articoli e 5 frasi cambiano»."""
    if not comparison.sentences and not comparison.changed_articles:
        return _("The text is the same")
    articles = ngettext("{n} article", "{n} articles", comparison.changed_articles)
    sentences = ngettext("{n} sentence", "{n} sentences", comparison.sentences)
    return _("{articles} and {sentences} differ").format(
        articles=articles.format(n=comparison.changed_articles),
        sentences=sentences.format(n=comparison.sentences),
    )


def cut(text: str) -> str:
    """At most so many letters of a quotation."""
    short = " ".join(text.split())
    return short if len(short) <= _QUOTED else f"{short[: _QUOTED - 1].rstrip()}…"
