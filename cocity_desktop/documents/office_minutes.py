"""Minutes as a document to go on writing in: what they say, in order, for any writer of office files."""

from __future__ import annotations

from typing import TYPE_CHECKING

from cocity_desktop.documents.agreement_words import circumstances, degrees, quoted, reservation_lead
from cocity_desktop.documents.minutes_outline import Decided, Prose, Said, Title, commitments_of, outline
from cocity_desktop.documents.minutes_words import (
    approval_words,
    locked_code,
    meeting_title,
    minutes_facts,
)
from cocity_desktop.documents.office import OfficeFacts, Run
from cocity_desktop.documents.words import (
    bcp47,
    filled,
    house_words,
    party_words,
    public_words,
    resource_words,
    when_words,
)
from cocity_desktop.localization import _, clock, day_and_clock, number

if TYPE_CHECKING:
    from collections.abc import Sequence

    from cocity_desktop.application.minutes_views import MinutesDocument, PresenceLine
    from cocity_desktop.documents.minutes_outline import Block
    from cocity_desktop.documents.office import Writer


def compose_minutes(writer: Writer, doc: MinutesDocument) -> bytes:
    """All that the PDF says, with `writer`."""
    writer.title(_("Minutes"), meeting_title(doc))
    if doc.public:
        writer.paragraph(Run(public_words(), strong=True))
    writer.remark(house_words(doc.house))
    code = locked_code(doc)
    facts = [*minutes_facts(doc), *([(_("Code of the minutes"), code)] if code else [])]
    writer.facts(facts)
    _presences(writer, doc.presences)
    for block in outline(doc):
        _block(writer, block)
    _commitments(writer, doc)
    _additions(writer, doc)
    writer.heading(1, _("Approval"))
    writer.paragraph(Run(approval_words(doc)))
    writer.signing((_("Place and date"), _("Signature")))
    return writer.finished()


def office_facts(doc: MinutesDocument) -> OfficeFacts:
    """What minutes in an office file say of themselves; their moment is the meeting's own."""
    made_at = doc.locked_at or doc.closed_at or doc.starts_at
    author = filled(doc.house.name, "Co-City Desktop")
    kind = _("Minutes")
    return OfficeFacts(
        f"{kind}: {meeting_title(doc)}", author, doc.process_title.strip(), bcp47(doc.language), made_at
    )


def _presences(writer: Writer, lines: Sequence[PresenceLine]) -> None:
    if not lines:
        return
    writer.heading(1, _("Who was there"))
    rows = [
        (
            filled(line.label, line.group, "–"),
            filled(line.group, "–"),
            number(line.head_count),
            clock(line.arrived_at),
            clock(line.left_at) if line.left_at else "–",
        )
        for line in lines
    ]
    headings = (_("Who"), _("Group"), _("People"), _("Arrived"), _("Left"))
    writer.table(headings, rows, (34, 33, 11, 11, 11))


def _block(writer: Writer, block: Block) -> None:
    if isinstance(block, Title):
        writer.heading(block.level, f"{block.eyebrow}. {block.text}" if block.eyebrow else block.text)
        for line in block.about:
            writer.remark(line)
    elif isinstance(block, Prose):
        writer.paragraph(Run(block.text))
    elif isinstance(block, Said):
        _said(writer, block)
    else:
        _decided(writer, block)


def _said(writer: Writer, said: Said) -> None:
    label = Run(f"{' '.join(said.label.split())}: " if said.label else "", strong=True)
    after = Run(f" ({said.after})" if said.after else "")
    details = Run(f" – {said.details}" if said.details else "")
    writer.item(label, Run(filled(said.text, "–")), after, details)


def _decided(writer: Writer, block: Decided) -> None:
    label = f"{' '.join(block.label.split())}: " if block.label else ""
    writer.paragraph(Run(label + filled(block.text, "–"), strong=True))
    for line in block.about:
        writer.paragraph(Run(line))
    if block.line:
        facts = (circumstances(block.line), degrees(block.line))
        writer.remark(". ".join(part for part in facts if part))
    for told in block.told:
        writer.quote(Run(told))
    for who, words in block.reserved:
        writer.quote(Run(f"{reservation_lead(who)} ", strong=True), Run(quoted(words)))


def _commitments(writer: Writer, doc: MinutesDocument) -> None:
    taken = commitments_of(doc)
    if not taken:
        return
    writer.heading(1, _("Commitments taken"))
    rows = [
        (
            party_words(line),
            filled(line.what, "–"),
            filled(when_words(line), "–"),
            filled(", ".join(resource_words(line)), "–"),
        )
        for line in taken
    ]
    writer.table((_("Who"), _("What"), _("When"), _("With what")), rows, (24, 36, 22, 18))


def _additions(writer: Writer, doc: MinutesDocument) -> None:
    if not doc.additions:
        return
    writer.heading(1, _("Additions after the closing"))
    for line in doc.additions:
        lead = " · ".join(part for part in (day_and_clock(line.added_at), line.added_by.strip()) if part)
        writer.item(Run(f"{lead}: ", strong=True), Run(line.text))
