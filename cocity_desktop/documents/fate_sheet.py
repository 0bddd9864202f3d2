"""«Che fine ha fatto» on paper: every line of a meeting under what became of it, to hang beside the minutes."""

from __future__ import annotations

from typing import TYPE_CHECKING

from cocity_desktop.application.views.fates import Fate
from cocity_desktop.documents.agreement_words import circumstances, quoted, reservation_lead
from cocity_desktop.documents.archival import DocumentFacts
from cocity_desktop.documents.composer import Cell, Column, Composer, Row
from cocity_desktop.documents.glyphs import Markup, blank_safe, load_glyphs
from cocity_desktop.documents.layout import Sheet, finish
from cocity_desktop.documents.letterhead import add_letterhead
from cocity_desktop.documents.style import WIDTH
from cocity_desktop.documents.words import (
    bcp47,
    day_of,
    entry_word,
    filled,
    party_words,
    public_note,
    status_word,
    when_words,
)
from cocity_desktop.localization import _, clock, day_and_clock, local, ngettext, weekday_and_day

if TYPE_CHECKING:
    from collections.abc import Sequence
    from pathlib import Path

    from cocity_desktop.application.document_views import CommitmentLine
    from cocity_desktop.application.views.fates import FateRow, FateSheet


def render_fate_sheet(sheet: FateSheet, resources: Path) -> bytes:
    """Every line of the meeting exactly once. PDF/A-3a and PDF/UA-1. The same view gives the same bytes."""
    composer = Composer(load_glyphs(resources / "fonts"))
    _add_front(composer, sheet)
    for fate in Fate:
        rows = sheet.of(fate)
        if rows:
            _add_group(composer, fate, rows)
    if not sheet.rows:
        composer.paragraph(composer.text(_("Nothing was written down.")), "empty")
    title = filled(sheet.title, _("Without a title"))
    note = public_note(_("As it stood on {when}").format(when=day_and_clock(sheet.at)), public=sheet.public)
    return finish(composer, Sheet(title, _("What became of it"), note=note), _facts(sheet, title), resources)


def _facts(sheet: FateSheet, title: str) -> DocumentFacts:
    kind = _("What became of it")
    return DocumentFacts(
        title=f"{kind}: {title}",
        author=filled(sheet.house.name, "Co-City Desktop"),
        subject=f"{kind}. {sheet.process_title.strip()} {day_of(sheet.starts_at)}",
        language=bcp47(sheet.language),
        made_at=sheet.at,
    )


def _add_front(composer: Composer, sheet: FateSheet) -> None:
    add_letterhead(composer, sheet.house, public=sheet.public)
    composer.space(24)
    composer.paragraph(composer.text(_("What became of it")), "kind")
    composer.heading(1, filled(sheet.title, _("Without a title")))
    composer.space(6)
    facts = [
        (_("Path"), sheet.process_title),
        (_("Day"), weekday_and_day(local(sheet.starts_at).date())),
        (_("Where"), sheet.venue),
        (_("Lines of notes"), counts_in_words(sheet)),
    ]
    composer.facts([(name, composer.text(value)) for name, value in facts if value.strip()])


def counts_in_words(sheet: FateSheet) -> str:
    """«12 righe: 5 nel patto, 3 impegni, 1 non va avanti, 3 ancora aperte»."""
    total = ngettext("{n} line", "{n} lines", len(sheet.rows))
    parts = [
        ngettext("{n} in the pact", "{n} in the pact", len(sheet.of(Fate.CLAUSE))),
        ngettext("{n} commitment", "{n} commitments", len(sheet.of(Fate.COMMITMENT))),
        ngettext("{n} goes no further", "{n} go no further", len(sheet.of(Fate.DECLINED))),
        ngettext("{n} still open", "{n} still open", len(sheet.of(Fate.OPEN))),
    ]
    return f"{total}: {', '.join(parts)}" if sheet.rows else total


def _group_title(fate: Fate) -> str:
    return {
        Fate.CLAUSE: _("It is in the pact"),
        Fate.COMMITMENT: _("It is a commitment"),
        Fate.DECLINED: _("It goes no further, and why"),
        Fate.OPEN: _("Still open"),
    }[fate]


def _add_group(composer: Composer, fate: Fate, rows: Sequence[FateRow]) -> None:
    composer.heading(2, _group_title(fate))
    columns = (
        Column(_("When"), 74),
        Column(_("What was said"), WIDTH - 234),
        Column(_("What became of it"), 160),
    )
    composer.table(columns, [_row(composer, row) for row in rows])


def _row(composer: Composer, row: FateRow) -> Row:
    when = f"{clock(row.said_at)}\n{entry_word(row.kind)}"
    return Row(
        (
            Cell(composer.text(when), "cell_label"),
            Cell(_said(composer, row)),
            Cell(composer.text(_became(row)), "cell_label"),
        )
    )


def _said(composer: Composer, row: FateRow) -> Markup:
    """The words and who said them; a decision brings how it was taken and each of its reservations."""
    lines: list[str] = [composer.text(blank_safe(row.text))]
    if row.who.strip():
        lines.append(composer.muted(row.who.strip()))
    if row.decision:
        lines.append(composer.muted(circumstances(row.decision)))
        for words in row.decision.reservations:
            lead = composer.bold(reservation_lead(words.raised_by))
            lines.append(f"{lead} <i>{composer.text(quoted(words.text))}</i>")
    return Markup("<br/>".join(lines))


def _became(row: FateRow) -> str:
    lines = [
        _("Art. {number}. {title} ({pact})").format(number=c.number, title=c.title, pact=c.pact)
        for c in row.clauses
    ]
    if row.commitment:
        lines.append(_promised(row.commitment))
    if row.reason.strip():
        lines.append(_("Why not: {reason}").format(reason=row.reason.strip()))
    return "\n".join(lines) or _("Nobody has said yet.")


def _promised(line: CommitmentLine) -> str:
    status = status_word(line.status)
    parts = [party_words(line), when_words(line), status]
    return " · ".join(part for part in parts if part)
