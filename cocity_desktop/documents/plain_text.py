"""The minutes as plain text, to paste into a chat or a mail: short lines, no tables, nothing that needs a font."""

from __future__ import annotations

from typing import TYPE_CHECKING

from cocity_desktop.documents.agreement_words import summary
from cocity_desktop.documents.words import (
    entry_word,
    minutes_word,
    names,
    party_kind_word,
    resource_words,
    when_words,
)
from cocity_desktop.domain.lifecycle import MinutesState
from cocity_desktop.localization import _, clock, local, weekday_and_day

if TYPE_CHECKING:
    from collections.abc import Iterator

    from cocity_desktop.application.document_views import CommitmentLine, DecisionLine
    from cocity_desktop.application.minutes_views import AgendaSection, EntryLine, MinutesDocument


def minutes_text(doc: MinutesDocument) -> str:
    """The minutes as text in the language in use, lines parted by line feeds, one at the end."""
    blocks = [_front(doc), *(_section(place, section) for place, section in enumerate(doc.sections, start=1))]
    promised = [entry.commitment for section in doc.sections for entry in section.entries if entry.commitment]
    if promised:
        blocks.append([_("COMMITMENTS"), *(f"☐ {_promise(line)}" for line in promised)])
    return "\n\n".join("\n".join(line for line in block if line) for block in blocks if any(block)) + "\n"


def _front(doc: MinutesDocument) -> list[str]:
    when = f"{weekday_and_day(local(doc.starts_at).date())}, {clock(doc.opened_at or doc.starts_at)}"
    who = names(_presence(line.label or line.group, line.head_count) for line in doc.presences)
    state = minutes_word(doc.state) if doc.state is MinutesState.DRAFT else ""
    return [
        doc.title.strip(),
        doc.process_title.strip(),
        ", ".join(part for part in (when, doc.venue.strip()) if part),
        _("Present: {who}").format(who=who) if who else "",
        f"({state})" if state else "",
    ]


def _presence(who: str, people: int) -> str:
    return f"{who.strip()} ({people})" if people > 1 else who.strip()


def _section(place: int, section: AgendaSection) -> list[str]:
    lines = [f"{place}. {section.title.strip()}"]
    for entry in section.entries:
        lines += _entry(entry)
    return lines


def _entry(entry: EntryLine) -> Iterator[str]:
    who = f" ({entry.who.strip()})" if entry.who.strip() else ""
    said = " ".join(entry.text.split())
    yield f"- {entry_word(entry.kind)}: {said}{who}"
    if entry.decision:
        yield from _decision(entry.decision)


def _decision(decision: DecisionLine) -> Iterator[str]:
    told = summary(decision)
    if told:
        yield f"  {told}"
    for reservation in decision.reservations:
        who = reservation.raised_by.strip() or _("someone")
        words = " ".join(reservation.text.split())
        yield "  " + _("Reservation of {who}: “{words}”").format(who=who, words=words)


def _promise(line: CommitmentLine) -> str:
    party = line.party.strip() or party_kind_word(line.party_kind)
    what = " ".join(line.what.split())
    details = ", ".join(part for part in (when_words(line), *resource_words(line)) if part)
    return f"{party}: {what}" + (f" ({details})" if details else "")
