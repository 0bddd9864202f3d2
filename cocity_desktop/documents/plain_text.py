"""The minutes as plain text, to paste into a chat or a mail: short lines, no tables, nothing that needs a font."""

from __future__ import annotations

from typing import TYPE_CHECKING

from cocity_desktop.documents.agreement_words import degrees, quoted, reservation_lead, summary
from cocity_desktop.documents.minutes_outline import Decided, Said, Title, commitments_of, outline
from cocity_desktop.documents.minutes_words import locked_code, meeting_title, minutes_state_words
from cocity_desktop.documents.words import names, party_words, public_words, resource_words, when_words
from cocity_desktop.localization import _, clock, day_and_clock, local, weekday_and_day

if TYPE_CHECKING:
    from collections.abc import Iterator

    from cocity_desktop.application.document_views import CommitmentLine
    from cocity_desktop.application.minutes_views import MinutesDocument
    from cocity_desktop.documents.minutes_outline import Block


def minutes_text(doc: MinutesDocument) -> str:
    """The minutes as text in the language in use, lines parted by line feeds, one at the end."""
    blocks = [_front(doc)]
    for block in outline(doc):
        if isinstance(block, Title) or len(blocks) == 1:
            blocks.append([])
        blocks[-1] += _lines(block)
    promised = commitments_of(doc)
    if promised:
        blocks.append([_("COMMITMENTS"), *(f"☐ {_promise(line)}" for line in promised)])
    if doc.additions:
        blocks.append([_("ADDED LATER"), *_additions(doc)])
    return "\n\n".join("\n".join(line for line in block if line) for block in blocks if any(block)) + "\n"


def _front(doc: MinutesDocument) -> list[str]:
    """The head; the prose, where there is one, opens with day, place and people itself."""
    code = locked_code(doc)
    return [
        meeting_title(doc),
        public_words() if doc.public else "",
        doc.process_title.strip(),
        *([] if doc.paragraphs else _circumstances(doc)),
        f"({minutes_state_words(doc)})",
        _("Code of the minutes: {code}").format(code=code) if code else "",
    ]


def _circumstances(doc: MinutesDocument) -> Iterator[str]:
    when = f"{weekday_and_day(local(doc.starts_at).date())}, {clock(doc.opened_at or doc.starts_at)}"
    who = names(_presence(line.label or line.group, line.head_count) for line in doc.presences)
    yield ", ".join(part for part in (when, doc.venue.strip()) if part)
    yield _("Present: {who}").format(who=who) if who else ""


def _presence(who: str, people: int) -> str:
    return f"{who.strip()} ({people})" if people > 1 else who.strip()


def _lines(block: Block) -> Iterator[str]:
    if isinstance(block, Title):
        place = block.eyebrow.rpartition(" ")[2]
        yield f"{place}. {_flat(block.text)}" if place else _flat(block.text).upper()
    elif isinstance(block, Said):
        after = f" ({block.after})" if block.after else ""
        yield f"- {_kind(block.label)}{_flat(block.text)}{after}"
    elif isinstance(block, Decided):
        yield from _decision(block)
    elif not block.aside:
        yield _flat(block.text)


def _kind(label: str) -> str:
    """The word of a label that has time and kind; a time alone is not for a chat."""
    _time, _space, kind = label.partition("  ")
    return f"{kind}: " if kind else ""


def _decision(block: Decided) -> Iterator[str]:
    yield f"- {_kind(block.label)}{_flat(block.text)}"
    for line in block.about:
        yield f"  {_flat(line)}"
    if block.line and summary(block.line) and not block.about:
        more = degrees(block.line)
        yield f"  {summary(block.line)} ({more})" if more else f"  {summary(block.line)}"
    for told in block.told:
        yield f"  {_flat(told)}"
    for who, words in block.reserved:
        yield f"  {reservation_lead(who)} {quoted(_flat(words))}"


def _promise(line: CommitmentLine) -> str:
    details = ", ".join(part for part in (when_words(line), *resource_words(line)) if part)
    return f"{party_words(line)}: {_flat(line.what)}" + (f" ({details})" if details else "")


def _additions(doc: MinutesDocument) -> Iterator[str]:
    for line in doc.additions:
        lead = ", ".join(part for part in (day_and_clock(line.added_at), line.added_by.strip()) if part)
        yield f"- {lead}: {_flat(line.text)}"


def _flat(text: str) -> str:
    return " ".join(text.split())
