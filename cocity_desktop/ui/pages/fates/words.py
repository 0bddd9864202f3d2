"""What the page of fates says in sentences."""

from __future__ import annotations

from typing import TYPE_CHECKING

from cocity_desktop.application.views.fates import Fate
from cocity_desktop.labels import label_of
from cocity_desktop.localization import _, clock, day, local, ngettext, number
from cocity_desktop.ui.agreement_words import agreement_words
from cocity_desktop.ui.agreement_words import counted as people_counted
from cocity_desktop.ui.models.list_items import LedgerItem
from cocity_desktop.ui.record_words import capital

if TYPE_CHECKING:
    from cocity_desktop.application.document_views import DecisionLine
    from cocity_desktop.application.views.fates import ClausePlace, FateRow, FateSheet
    from cocity_desktop.ui.theme.tokens import Token

LOOKS: dict[Fate, tuple[str, Token]] = {
    Fate.OPEN: ("help-circle", "warning"),
    Fate.CLAUSE: ("pact", "success"),
    Fate.COMMITMENT: ("flag", "primary"),
    Fate.DECLINED: ("ban", "muted"),
}
"""How each fate is drawn, in the order of the page: what waits for somebody comes first."""


def item(row: FateRow, same: int) -> LedgerItem:
    """A line in the list: its fate once for a run of lines, with how many are the `same`; its words; what became of it."""
    icon, token = LOOKS[row.fate]
    return LedgerItem(
        counted(row.fate, same),
        " ".join(row.text.split()),
        lead_icon=icon,
        lead_token=token,
        trailing=became(row),
        trailing_token="muted",
        spoken=sentence(row),
    )


def counted(fate: Fate, count: int) -> str:
    """«3 ancora aperte»."""
    return {
        Fate.OPEN: lambda: ngettext("{n} still open", "{n} still open", count),
        Fate.CLAUSE: lambda: ngettext("{n} in the pact", "{n} in the pact", count),
        Fate.COMMITMENT: lambda: ngettext("{n} commitment", "{n} commitments", count),
        Fate.DECLINED: lambda: ngettext("{n} goes no further", "{n} go no further", count),
    }[fate]()


def became(row: FateRow) -> str:
    """In a few words: the article, the party, the kind of a line that waits."""
    if row.fate is Fate.CLAUSE:
        return clause(row.clauses[0]) + (f" +{number(len(row.clauses) - 1)}" if row.clauses[1:] else "")
    if row.fate is Fate.COMMITMENT and row.commitment:
        return row.commitment.party or label_of(row.commitment.party_kind)
    return label_of(row.kind)


def clause(place: ClausePlace) -> str:
    """«art. 4»."""
    return _("art. {number}").format(number=place.number)


def sentence(row: FateRow) -> str:
    """The line as a screen reader says it."""
    said = ", ".join(filter(None, (clock(row.said_at), label_of(row.kind), row.who)))
    return f"{capital(label_of(row.fate))}: {row.text} ({said}). {became(row)}"


def facts(sheet: FateSheet) -> str:
    """«16 righe, 3 ancora aperte»."""
    waiting = len(sheet.of(Fate.OPEN))
    parts = [ngettext("{n} line", "{n} lines", len(sheet.rows))] if sheet.rows else []
    return ", ".join([*parts, *([counted(Fate.OPEN, waiting)] if waiting else [])])


def agreed(decision: DecisionLine) -> str:
    """«per consenso, 18 su 23 d'accordo»."""
    how = label_of(decision.method)
    return ", ".join((how, agreement_words(decision))) if people_counted(decision) else how


def file_name(sheet: FateSheet) -> str:
    """2027-02-11 che fine ha fatto - Secondo tavolo.pdf, without what a file system does not take."""
    title = "".join(" " if letter in '\\/:*?"<>|' else letter for letter in sheet.title)
    date = local(sheet.starts_at).date().isoformat()
    kind = _("what became of it")
    return f"{date} {kind} - {' '.join(title.split())[:80]}.pdf"


def trail(sheet: FateSheet) -> str:
    """«Secondo tavolo, 11 feb»."""
    return f"{sheet.title}, {day(local(sheet.starts_at).date(), 'd MMM')}"
