"""Minutes that write themselves and stay people's own: what was generated meets what was written, paragraph by paragraph.

Each paragraph remembers the text it was generated with (the base). When the notes change, the new text takes its place only
where nobody wrote; where somebody did, both are kept until a person chooses. Words are never merged by the machine: two
edits that do not overlap can still contradict each other, and a merge that doubles or drops half a sentence is found by
nobody (docs/adr/0018).
"""

from __future__ import annotations

import re
from dataclasses import dataclass, replace
from enum import StrEnum
from typing import TYPE_CHECKING, Final

from cocity_desktop.domain.entity import EntityId
from cocity_desktop.domain.meetings import MinutesParagraph, ParagraphRole

if TYPE_CHECKING:
    from collections.abc import Collection, Iterable, Mapping, Sequence


class Settlement(StrEnum):
    """What a person makes of a paragraph whose notes changed after they wrote."""

    MINE = "mine"
    THEIRS = "theirs"
    OTHER = "other"


@dataclass(frozen=True, slots=True)
class Piece:
    """A paragraph as the notes give it. `source` is unique among the pieces of a meeting and stays the same."""

    source: str
    role: ParagraphRole
    text: str


def is_edited(paragraph: MinutesParagraph) -> bool:
    """Whether somebody wrote in it: other words than were generated, or words that nothing generated."""
    return not paragraph.source or paragraph.text != paragraph.generated


def regenerate(standing: Sequence[MinutesParagraph], pieces: Sequence[Piece]) -> list[MinutesParagraph]:
    """The minutes after the notes changed, in order; new paragraphs have the id "". `standing` is in order.

    What follows the notes stands in the order of the notes. What people added, and what they wrote where the notes are
    gone, stays behind the paragraph that it followed.
    """
    known = {piece.source for piece in pieces}
    by_source = {paragraph.source: paragraph for paragraph in standing if paragraph.source in known}
    behind = _anchored(standing, known)
    found = list(behind.get(None, ()))
    for piece in pieces:
        old = by_source.get(piece.source)
        found.append(_met(old, piece.role, piece.text) if old else _fresh(piece))
        found += behind.get(piece.source, ())
    return [replace(paragraph, position=position) for position, paragraph in enumerate(found)]


def _anchored(
    standing: Sequence[MinutesParagraph], known: Collection[str]
) -> Mapping[str | None, list[MinutesParagraph]]:
    """What no piece makes any more or ever made, by the source of the paragraph before it (None: the beginning)."""
    behind: dict[str | None, list[MinutesParagraph]] = {}
    anchor: str | None = None
    for paragraph in standing:
        if paragraph.source in known:
            anchor = paragraph.source
            continue
        kept = _met(paragraph, paragraph.role, "") if paragraph.source else paragraph
        if kept.text or kept.has_proposal:
            behind.setdefault(anchor, []).append(kept)
    return behind


def _fresh(piece: Piece) -> MinutesParagraph:
    return MinutesParagraph(
        id="", minutes_id="", role=piece.role, source=piece.source, generated=piece.text, text=piece.text
    )


def _met(mine: MinutesParagraph, role: ParagraphRole, theirs: str) -> MinutesParagraph:
    """One paragraph against its notes; `theirs` is "" when they are gone."""
    base = mine.generated
    if theirs == base:
        return replace(mine, role=role, proposed="", has_proposal=False)
    if mine.text in (base, theirs):
        return replace(mine, role=role, generated=theirs, text=theirs, proposed="", has_proposal=False)
    return replace(mine, role=role, proposed=theirs, has_proposal=True)


def settle(paragraph: MinutesParagraph, choice: Settlement, text: str = "") -> None:
    """Put an end to a proposal: keep what is there, take the new text, or write a third one.

    The notes are the base from here on, whatever was chosen.
    """
    words = {Settlement.MINE: paragraph.text, Settlement.THEIRS: paragraph.proposed, Settlement.OTHER: text}[
        choice
    ]
    paragraph.generated, paragraph.text = paragraph.proposed, words
    paragraph.proposed, paragraph.has_proposal = "", False


def is_void(paragraph: MinutesParagraph) -> bool:
    """Whether nothing is left of it: no notes to come back from, no words."""
    return not (paragraph.text or paragraph.generated or paragraph.has_proposal)


# --- The words of reservations --------------------------------------------------------------------------------


@dataclass(frozen=True, slots=True)
class Reserved:
    """The words of a reservation and who has it."""

    id: EntityId
    raised_by: str
    text: str


# What people type differently without changing a word: apostrophes, quotation marks, kinds of dash.
_SAME: Final = str.maketrans({"’": "'", "‘": "'", "“": '"', "”": '"', "«": '"', "»": '"', "–": "-", "—": "-"})
_TAKEN = "\0"


def missing_reservations(texts: Iterable[str], reservations: Sequence[Reserved]) -> list[Reserved]:
    """The reservations whose words do not stand in `texts`, one place of the text for each, in their order."""
    prose = _plain("\n".join(texts))
    missing = set()
    # The longest first: a short reservation must not pass for standing inside a longer one.
    for reservation in sorted(reservations, key=lambda one: (-len(_plain(one.text)), one.id)):
        found = re.search(rf"(?<!\w){re.escape(_plain(reservation.text))}(?!\w)", prose)
        if found is None:
            missing.add(reservation)
        else:
            prose = f"{prose[: found.start()]}{_TAKEN}{prose[found.end() :]}"
    return [reservation for reservation in reservations if reservation in missing]


def _plain(text: str) -> str:
    """Without the differences that are none: spaces, quotation marks, a full stop at the end."""
    return " ".join(text.translate(_SAME).split()).rstrip(" .")
