"""The minutes of a meeting on paper: who was there, what was said point by point, what was decided and promised."""

from __future__ import annotations

from hashlib import sha256
from itertools import groupby
from typing import TYPE_CHECKING

from cocity_desktop.documents import minutes_words as sentences
from cocity_desktop.documents.agreement import add_agreement, add_reservation
from cocity_desktop.documents.archival import DocumentFacts, EmbeddedFile
from cocity_desktop.documents.composer import Cell, Column, Composer, Row
from cocity_desktop.documents.glyphs import LABEL, Markup, blank_safe, load_glyphs
from cocity_desktop.documents.layout import Sheet, finish
from cocity_desktop.documents.letterhead import add_letterhead, signing_space
from cocity_desktop.documents.minutes_data import DATA_NAME, minutes_data
from cocity_desktop.documents.minutes_outline import Decided, Prose, Said, Title, commitments_of, outline
from cocity_desktop.documents.minutes_words import approval_words, meeting_title
from cocity_desktop.documents.style import WIDTH
from cocity_desktop.documents.words import (
    bcp47,
    day_of,
    filled,
    minutes_word,
    party_words,
    public_note,
    short_code,
    when_words,
)
from cocity_desktop.domain.lifecycle import MinutesState
from cocity_desktop.localization import _, clock, number

if TYPE_CHECKING:
    from pathlib import Path

    from cocity_desktop.application.minutes_views import MinutesDocument, PresenceLine
    from cocity_desktop.documents.minutes_outline import Block

_MOMENT = len("18:42")


def render_minutes(doc: MinutesDocument, resources: Path) -> bytes:
    """The minutes as one PDF/A-3a and PDF/UA-1 file with their data inside; a draft until they are approved.

    The same document and language give the same bytes.
    """
    composer = Composer(load_glyphs(resources / "fonts"))
    facts = [(name, composer.text(value)) for name, value in sentences.minutes_facts(doc)]
    add_meeting_front(composer, doc, _("Minutes"), facts)
    _add_presences(composer, doc)
    _add_body(composer, doc)
    _add_commitments(composer, doc)
    _add_closing(composer, doc)
    data = minutes_data(doc)
    files = (EmbeddedFile(DATA_NAME, data, "application/json", _("The data of these minutes")),)
    return finish(composer, _sheet(doc, data), meeting_facts(doc, _("Minutes")), resources, files)


# --- What the sheets of a meeting share -----------------------------------------------------------------------


def meeting_facts(doc: MinutesDocument, kind: str) -> DocumentFacts:
    """What the file says of itself. Its moment is one of the meeting's own: bytes must not change from day to day."""
    made_at = doc.locked_at or doc.closed_at or doc.starts_at
    subject = f"{kind}. {filled(doc.process_title)} {day_of(doc.starts_at)}"
    title = f"{kind}: {meeting_title(doc)}"
    author = filled(doc.house.name, "Co-City Desktop")
    return DocumentFacts(title, author, subject, bcp47(doc.language), made_at)


def add_meeting_front(
    composer: Composer, doc: MinutesDocument, kind: str, facts: list[tuple[str, Markup]]
) -> None:
    """The house, what sheet this is, the meeting, and its facts."""
    add_letterhead(composer, doc.house, public=doc.public)
    composer.space(24)
    composer.paragraph(composer.text(kind), "kind")
    composer.heading(1, meeting_title(doc))
    composer.space(6)
    composer.facts(facts)


def where_and_when(
    composer: Composer, doc: MinutesDocument, *, planned: bool = False
) -> list[tuple[str, Markup]]:
    """The facts every sheet of a meeting opens with; its hours as they were `planned`, or as they went."""
    return [(name, composer.text(value)) for name, value in sentences.meeting_facts(doc, planned=planned)]


# --- The minutes ----------------------------------------------------------------------------------------------


def _sheet(doc: MinutesDocument, data: bytes) -> Sheet:
    state = minutes_word(doc.state)
    if doc.state is MinutesState.DRAFT:
        note = public_note(state, public=doc.public)
        return Sheet(meeting_title(doc), _("Minutes"), note=note, watermark=_("DRAFT"))
    note = public_note(_("{state}. Code of the data").format(state=state), public=doc.public)
    return Sheet(meeting_title(doc), _("Minutes"), note=note, code=short_code(sha256(data).hexdigest()))


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


def _add_body(composer: Composer, doc: MinutesDocument) -> None:
    """The blocks in order; those with a time beside them form lists."""
    for is_listed, blocks in groupby(outline(doc), key=_is_listed):
        if not is_listed:
            for block in blocks:
                _add_block(composer, block, "")
            continue
        with composer.listing("None"):
            for block in blocks:
                label = block.label if isinstance(block, Said | Decided) else ""
                with composer.item(label):
                    _add_block(composer, block, "timed_" if len(label) <= _MOMENT else "entry_")


def _is_listed(block: Block) -> bool:
    return isinstance(block, Said | Decided) and bool(block.label)


def _add_block(composer: Composer, block: Block, kind: str) -> None:
    """`kind` is the beginning of the names of its styles: "entry_" beside time and kind, "timed_" beside a time."""
    if isinstance(block, Title):
        _add_title(composer, block)
    elif isinstance(block, Prose):
        composer.paragraph(composer.text(block.text), "empty" if block.aside else "body")
    elif isinstance(block, Said):
        _add_said(composer, block, kind)
    else:
        _add_decided(composer, block, kind)


def _add_title(composer: Composer, title: Title) -> None:
    if title.level > 1:
        composer.heading(3, f"{title.eyebrow}. {title.text}")
    else:
        composer.heading(2, title.text, eyebrow=title.eyebrow)
    for line in title.about:
        composer.paragraph(composer.text(line), "under_heading", leads=True)


def _add_said(composer: Composer, said: Said, kind: str) -> None:
    after = f' <font name="{LABEL}" size="9">{composer.muted(f"({said.after})")}</font>' if said.after else ""
    text = Markup(f"{composer.text(blank_safe(said.text))}{after}")
    composer.paragraph(text, f"{kind}tight" if said.details else f"{kind}body")
    composer.paragraph(composer.text(said.details), f"{kind}small")


def _add_decided(composer: Composer, block: Decided, kind: str) -> None:
    add_agreement(composer, block.text, block.line, kind=kind, about=block.about)
    for told in block.told:
        composer.paragraph(Markup(f"<i>{composer.text(told)}</i>"), f"{kind}reservation")
    for who, said in block.reserved:
        add_reservation(composer, who, said, kind=kind)


def _add_commitments(composer: Composer, doc: MinutesDocument) -> None:
    taken = commitments_of(doc)
    if not taken:
        return
    composer.heading(2, _("Commitments taken"))
    columns = (Column(_("Who"), 130), Column(_("What"), WIDTH - 250), Column(_("When"), 120))
    rows = [
        Row(
            (
                Cell(composer.bold(party_words(line)), "cell_label"),
                Cell(composer.text(blank_safe(line.what))),
                Cell(composer.text(blank_safe(when_words(line))), "cell_label"),
            )
        )
        for line in taken
    ]
    composer.table(columns, rows)


def _add_closing(composer: Composer, doc: MinutesDocument) -> None:
    with composer.kept_together():
        composer.heading(2, _("Approval"))
        composer.paragraph(composer.text(approval_words(doc)))
        signing_space(composer, filled(doc.approved_by, doc.house.name))
