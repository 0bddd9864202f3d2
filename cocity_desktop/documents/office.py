"""Minutes as a document to go on writing in: what they say, in order, for any writer of office files.

DOCX and ODT are two writers of one small vocabulary, so that neither can leave out what the other has. They carry
real styles (headings, lists, quotes, tables with a heading row), because the next hand will build on them.
"""

from __future__ import annotations

import io
import unicodedata
import zipfile
from dataclasses import dataclass
from datetime import datetime
from typing import TYPE_CHECKING, NamedTuple, Protocol

from cocity_desktop.documents.agreement_words import circumstances, degrees, quoted, reservation_lead
from cocity_desktop.documents.minutes_outline import Decided, Prose, Said, Title, commitments_of, outline
from cocity_desktop.documents.minutes_words import (
    approval_words,
    locked_code,
    meeting_title,
    minutes_facts,
)
from cocity_desktop.documents.words import (
    bcp47,
    filled,
    party_words,
    public_words,
    resource_words,
    when_words,
)
from cocity_desktop.localization import _, clock, day_and_clock, number

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence

    from cocity_desktop.application.minutes_views import MinutesDocument, PresenceLine
    from cocity_desktop.documents.minutes_outline import Block

_EPOCH = (2026, 1, 1, 0, 0, 0)
"""The date of every file inside the zip: office files must not say when they were made, only when the meeting was."""


class Run(NamedTuple):
    """A piece of text inside a paragraph."""

    text: str
    strong: bool = False


@dataclass(frozen=True, slots=True)
class OfficeFacts:
    """What the file says of itself. `language` is a BCP 47 tag, `made_at` aware."""

    title: str
    author: str
    subject: str
    language: str
    made_at: datetime


class Writer(Protocol):
    """A file being written from the top down."""

    def title(self, kind: str, text: str) -> None:
        """The title of the document, and what kind of document it is."""
        ...

    def heading(self, level: int, text: str) -> None:
        """A heading of `level` 1 or 2."""
        ...

    def paragraph(self, *runs: Run) -> None:
        """Running text."""
        ...

    def remark(self, text: str) -> None:
        """A small line about what stands before it."""
        ...

    def item(self, *runs: Run) -> None:
        """An item of a list; items that follow each other are one list."""
        ...

    def quote(self, *runs: Run) -> None:
        """Words that somebody said."""
        ...

    def table(self, headings: Sequence[str], rows: Sequence[Sequence[str]], shares: Sequence[int]) -> None:
        """A table with a heading row; `shares` are the widths of its columns in hundredths."""
        ...

    def facts(self, pairs: Sequence[tuple[str, str]]) -> None:
        """Pairs of a name and a value: a table whose first column names its rows."""
        ...

    def signing(self, labels: Sequence[str]) -> None:
        """Lines to write on by hand."""
        ...

    def finished(self) -> bytes:
        """The file."""
        ...


def compose_minutes(writer: Writer, doc: MinutesDocument) -> bytes:
    """All that the PDF says, with `writer`."""
    writer.title(_("Minutes"), meeting_title(doc))
    if doc.public:
        writer.paragraph(Run(public_words(), strong=True))
    writer.remark(_letterhead(doc))
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


def _letterhead(doc: MinutesDocument) -> str:
    house = doc.house
    place = ", ".join(part.strip() for part in (house.address, house.city) if part.strip())
    return " · ".join(part for part in (house.name.strip(), place, house.email.strip()) if part)


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


# --- What both files need -------------------------------------------------------------------------------------


def xml_text(text: str) -> str:
    """`text` without the characters that XML 1.0 forbids (§2.2); other control characters become spaces."""
    kept = text.replace("\r\n", "\n").replace("\r", "\n")
    return "".join(_xml_character(character) for character in kept)


def _xml_character(character: str) -> str:
    if character == "\n" or unicodedata.category(character) not in {"Cc", "Cs"}:
        return "\ufffd" if ord(character) & 0xFFFE == 0xFFFE else character
    return "\ufffd" if unicodedata.category(character) == "Cs" else " "


def resealed(archive: bytes, replaced: Mapping[str, bytes], first: str) -> bytes:
    """The same zip with fixed dates, `first` first, and some files `replaced`: equal contents give equal bytes.

    The file `first` is stored as it is, as ODF asks of its mimetype (ODF 1.3 part 2 §3.3).
    """
    made = io.BytesIO()
    with zipfile.ZipFile(io.BytesIO(archive)) as old, zipfile.ZipFile(made, "w") as new:
        names = sorted(
            {info.filename for info in old.infolist() if not info.is_dir()}, key=lambda n: (n != first, n)
        )
        for name in names:
            info = zipfile.ZipInfo(name, _EPOCH)
            info.compress_type = zipfile.ZIP_STORED if name == first else zipfile.ZIP_DEFLATED
            info.create_system = 3
            info.external_attr = 0o644 << 16
            new.writestr(info, replaced.get(name, old.read(name)))
    return made.getvalue()
