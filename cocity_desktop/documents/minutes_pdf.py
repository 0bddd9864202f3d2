"""The minutes of a meeting on paper: who was there, what was said point by point, what was decided and promised."""

from __future__ import annotations

from typing import TYPE_CHECKING

from cocity_desktop.documents.agreement import add_decision
from cocity_desktop.documents.archival import DocumentFacts
from cocity_desktop.documents.composer import Cell, Column, Composer, Row
from cocity_desktop.documents.glyphs import LABEL, Markup, blank_safe, load_glyphs
from cocity_desktop.documents.layout import Sheet, finish
from cocity_desktop.documents.letterhead import add_letterhead, bcp47, filled, signing_space
from cocity_desktop.documents.style import ENTRY, WIDTH
from cocity_desktop.documents.words import (
    day_of,
    entry_word,
    meeting_word,
    minutes_word,
    outcome_word,
    party_kind_word,
    resource_words,
    when_words,
)
from cocity_desktop.domain.lifecycle import MinutesState
from cocity_desktop.localization import _, clock, local, ngettext, number, pgettext, weekday_and_day

if TYPE_CHECKING:
    from pathlib import Path

    from cocity_desktop.application.document_views import CommitmentLine
    from cocity_desktop.application.minutes_views import (
        AgendaSection,
        EntryLine,
        MinutesDocument,
        PresenceLine,
    )


def render_minutes(doc: MinutesDocument, resources: Path) -> bytes:
    """The minutes as one PDF/A-3a and PDF/UA-1 file; a draft until they are approved.

    The same document and language give the same bytes.
    """
    composer = Composer(load_glyphs(resources / "fonts"))
    add_meeting_front(composer, doc, _("Minutes"), _facts(composer, doc))
    _add_presences(composer, doc)
    for place, section in enumerate(doc.sections, start=1):
        _add_section(composer, place, section)
    _add_commitments(composer, doc)
    _add_closing(composer, doc)
    return finish(composer, _sheet(doc), meeting_facts(doc, _("Minutes")), resources)


# --- What the sheets of a meeting share -----------------------------------------------------------------------


def meeting_title(doc: MinutesDocument) -> str:
    """The title of the meeting, or its kind."""
    return filled(doc.title, meeting_word(doc.meeting_kind).capitalize())


def meeting_facts(doc: MinutesDocument, kind: str) -> DocumentFacts:
    """What the file says of itself. Its moment is the meeting's: a view carries no other, and bytes must not change."""
    subject = f"{kind}. {filled(doc.process_title)} {day_of(doc.starts_at)}"
    title = f"{kind}: {meeting_title(doc)}"
    author = filled(doc.house.name, "Co-City Desktop")
    return DocumentFacts(title, author, subject, bcp47(doc.language), doc.closed_at or doc.starts_at)


def add_meeting_front(
    composer: Composer, doc: MinutesDocument, kind: str, facts: list[tuple[str, Markup]]
) -> None:
    """The house, what sheet this is, the meeting, and its facts."""
    add_letterhead(composer, doc.house)
    composer.space(24)
    composer.paragraph(composer.text(kind), "kind")
    composer.heading(1, meeting_title(doc))
    composer.space(6)
    composer.facts(facts)


def where_and_when(
    composer: Composer, doc: MinutesDocument, *, planned: bool = False
) -> list[tuple[str, Markup]]:
    """The facts every sheet of a meeting opens with; its hours as they were `planned`, or as they went."""
    rows = [
        (_("Path"), doc.process_title),
        (_("Kind"), meeting_word(doc.meeting_kind)),
        (_("Day"), weekday_and_day(local(doc.starts_at).date())),
        (_("Time"), _planned_hours(doc) if planned else _hours(doc)),
        (_("Where"), doc.venue),
        (_("Called by"), doc.called_by),
    ]
    return [(name, composer.text(value)) for name, value in rows if value.strip()]


def _hours(doc: MinutesDocument) -> str:
    if doc.opened_at and doc.closed_at:
        return pgettext("hours", "from {start} to {end}").format(
            start=clock(doc.opened_at), end=clock(doc.closed_at)
        )
    return _planned_hours(doc)


def _planned_hours(doc: MinutesDocument) -> str:
    planned = ngettext("{n} minute planned", "{n} minutes planned", doc.planned_minutes)
    return f"{clock(doc.starts_at)}, {planned}"


# --- The minutes ----------------------------------------------------------------------------------------------


def _sheet(doc: MinutesDocument) -> Sheet:
    is_draft = doc.state is MinutesState.DRAFT
    note = f"{minutes_word(doc.state)}. {day_of(doc.starts_at)}"
    return Sheet(meeting_title(doc), _("Minutes"), note=note, watermark=_("DRAFT") if is_draft else "")


def _facts(composer: Composer, doc: MinutesDocument) -> list[tuple[str, Markup]]:
    people = sum(presence.head_count for presence in doc.presences)
    state = minutes_word(doc.state)
    if doc.state is not MinutesState.DRAFT and doc.approved_by.strip():
        state = _("{state}: {who}").format(state=state, who=doc.approved_by.strip())
    return [
        *where_and_when(composer, doc),
        (_("Present"), composer.text(ngettext("{n} person", "{n} people", people))),
        (_("State of the minutes"), composer.text(state)),
    ]


def _add_presences(composer: Composer, doc: MinutesDocument) -> None:
    if not doc.presences:
        return
    composer.heading(2, _("Who was there"))
    columns = (
        Column(_("Who"), WIDTH - 260),
        Column(_("Group"), 130),
        Column(_("People"), 46, "th_right"),
        Column(_("Arrived"), 42, "th_right"),
        Column(_("Left"), 42, "th_right"),
    )
    composer.table(columns, [_presence(composer, line) for line in doc.presences])


def _presence(composer: Composer, line: PresenceLine) -> Row:
    left = clock(line.left_at) if line.left_at else "–"
    return Row(
        (
            Cell(composer.text(blank_safe(line.label or line.group))),
            Cell(composer.text(blank_safe(line.group)), "cell_label"),
            Cell(composer.text(number(line.head_count)), "cell_right"),
            Cell(composer.text(clock(line.arrived_at)), "cell_right"),
            Cell(composer.text(left), "cell_right"),
        )
    )


def _add_section(composer: Composer, place: int, section: AgendaSection) -> None:
    title = filled(section.title, _("Without a title"))
    composer.heading(2, title, eyebrow=_("Item {place}").format(place=place))
    composer.paragraph(composer.text(_about(section)), "under_heading", leads=True)
    if section.background.strip():
        composer.paragraph(composer.text(section.background.strip()), "under_heading", leads=True)
    if not section.entries:
        composer.paragraph(composer.text(_("Nothing was written down.")), "empty")
        return
    with composer.listing("None"):
        for entry in section.entries:
            with composer.item(f"{clock(entry.said_at)}  {entry_word(entry.kind)}"):
                _add_entry(composer, entry)


def _about(section: AgendaSection) -> str:
    parts = [ngettext("{n} minute planned", "{n} minutes planned", section.planned_minutes)]
    if section.owner.strip():
        parts.append(_("led by {who}").format(who=section.owner.strip()))
    if section.wanted_outcome.strip():
        parts.append(_("to reach: {outcome}").format(outcome=section.wanted_outcome.strip()))
    return " · ".join(parts)


def _add_entry(composer: Composer, entry: EntryLine) -> None:
    if entry.decision:
        add_decision(composer, entry.decision, indent=ENTRY)
        return
    composer.paragraph(_said(composer, entry), "entry_tight" if entry.commitment else "entry")
    if entry.commitment:
        composer.paragraph(composer.text(_promised(entry.commitment)), "entry_small")


def _said(composer: Composer, entry: EntryLine) -> Markup:
    """The words, then who said them and what became of them."""
    after = " · ".join(part for part in (entry.who.strip(), outcome_word(entry.outcome)) if part)
    mark = f' <font name="{LABEL}" size="9">{composer.muted(f"({after})")}</font>' if after else ""
    return Markup(f"{composer.text(blank_safe(entry.text))}{mark}")


def _party(line: CommitmentLine) -> str:
    return filled(line.party, party_kind_word(line.party_kind))


def _promised(line: CommitmentLine) -> str:
    return " · ".join(part for part in (_party(line), when_words(line), *resource_words(line)) if part)


def _add_commitments(composer: Composer, doc: MinutesDocument) -> None:
    promised = [e.commitment for section in doc.sections for e in section.entries if e.commitment]
    if not promised:
        return
    composer.heading(2, _("Commitments taken"))
    columns = (Column(_("Who"), 130), Column(_("What"), WIDTH - 250), Column(_("When"), 120))
    rows = [
        Row(
            (
                Cell(composer.bold(_party(line)), "cell_label"),
                Cell(composer.text(blank_safe(line.what))),
                Cell(composer.text(blank_safe(when_words(line))), "cell_label"),
            )
        )
        for line in promised
    ]
    composer.table(columns, rows)


def _add_closing(composer: Composer, doc: MinutesDocument) -> None:
    with composer.kept_together():
        composer.heading(2, _("Approval"))
        if doc.state is MinutesState.DRAFT:
            text = _(
                "These minutes are a draft: whoever was there may ask for corrections before they are approved."
            )
        elif doc.approved_by.strip():
            text = _("Approved by {who}.").format(who=doc.approved_by.strip())
        else:
            text = _("These minutes are approved.")
        composer.paragraph(composer.text(text))
        signing_space(composer, filled(doc.approved_by, doc.house.name))
