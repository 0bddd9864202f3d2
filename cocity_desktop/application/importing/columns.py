"""What the columns of a table seem to mean: as last time, by their headings, or by what is in them."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING, Any

from cocity_desktop.application.importing.catalogue import (
    MEANINGS,
    NAMES,
    REPEATABLE,
    by_pattern,
    heading_table,
)
from cocity_desktop.application.importing.folding import folded
from cocity_desktop.application.views.importing import ColumnMeaning, ColumnProposal, ProposedBy
from cocity_desktop.domain.errors import ErrorCode, UserError
from cocity_desktop.domain.identifiers import is_uuid7
from cocity_desktop.domain.keeping import ImportTarget

if TYPE_CHECKING:
    from collections.abc import Callable, Mapping, Sequence

    from cocity_desktop.application.importing.ports import Cell, Table

_SAMPLES = 3
_LOOK = 200
"""Rows looked into for what a column holds."""
_MOST = 0.6
"""Share of the filled cells that must look alike."""
_NUMBERED = re.compile(r" \(?\d{1,2}\)?$")
_MAIL = re.compile(r"[^\s@]+@[^\s@]+\.\w{2,}")
_PHONE = re.compile(r"(\+|00)?[\d\s./()-]{8,20}")
_FISCAL_CODE = re.compile(r"[A-Za-z]{6}\d\d[A-Za-z]\d\d[A-Za-z]\d{3}[A-Za-z]")
_WEB = re.compile(r"(https?://|www\.)\S+", re.IGNORECASE)


def signature_of(table: Table) -> str:
    """What the headings look like, in whatever order they stand."""
    return "|".join(sorted(folded(heading) for heading in table.headings))


def propose_columns(
    target: ImportTarget, table: Table, remembered: Mapping[str, str] | None = None
) -> tuple[ColumnProposal, ...]:
    """A meaning for each column, in their order. `remembered` gives meanings by folded heading (`ImportMap.meaning`)."""
    proposed: list[tuple[ColumnMeaning, ProposedBy]] = []
    taken: set[ColumnMeaning] = set()
    parted = any(_by_heading(target, one) is ColumnMeaning.FAMILY_NAME for one in table.headings)
    for position, heading in enumerate(table.headings):
        cells = _cells(table, position)
        meaning, by = _proposed(target, heading, cells, remembered or {}, parted=parted)
        if meaning in taken and meaning not in REPEATABLE:
            meaning, by = ColumnMeaning.IGNORE, ProposedBy.NOTHING
        taken.add(meaning)
        proposed.append((meaning, by))
    _find_a_name(target, table, proposed)
    return tuple(
        ColumnProposal(heading, meaning, by, _samples(table, position))
        for position, (heading, (meaning, by)) in enumerate(zip(table.headings, proposed, strict=True))
    )


def check_columns(target: ImportTarget, meanings: Sequence[ColumnMeaning]) -> None:
    """Raises UserError: IMPORT_NO_NAME, IMPORT_MEANING_TWICE, INVALID_VALUE."""
    for meaning in meanings:
        if meaning not in MEANINGS[target]:
            raise UserError(ErrorCode.INVALID_VALUE, "columns", value=meaning.value)
        if meanings.count(meaning) > 1 and meaning not in REPEATABLE:
            raise UserError(ErrorCode.IMPORT_MEANING_TWICE, "columns", value=meaning)
    if not NAMES & set(meanings):
        raise UserError(ErrorCode.IMPORT_NO_NAME, "columns")


def _proposed(
    target: ImportTarget,
    heading: str,
    cells: Sequence[Cell],
    remembered: Mapping[str, str],
    *,
    parted: bool,
) -> tuple[ColumnMeaning, ProposedBy]:
    """`parted`: family names stand in a column of their own, so «Nome» holds no whole names («Maria Grazia»)."""
    last = remembered.get(folded(heading))
    if last in {meaning.value for meaning in MEANINGS[target]}:
        return ColumnMeaning(last), ProposedBy.REMEMBERED
    meaning = _by_heading(target, heading)
    if meaning is ColumnMeaning.RECORD_ID and not _mostly(cells, is_uuid7):
        return ColumnMeaning.IGNORE, ProposedBy.CONTENT
    whole_names = folded(heading) == "nome" and not parted and _mostly(cells, _has_two_words)
    if meaning is ColumnMeaning.GIVEN_NAME and whole_names:
        return ColumnMeaning.FULL_NAME, ProposedBy.CONTENT
    if meaning is ColumnMeaning.CONTACT_PERSON and cells and not _mostly(cells, _has_letters):
        # no names in it: «ANNO 2025 / Primo contatto» is a day, «Contatto» may be a number
        under = heading_table(target).get(_under(heading))
        meaning = under if under is not meaning else None
    if meaning is not None:
        return meaning, ProposedBy.HEADING
    meaning = _by_content(target, cells)
    return (meaning, ProposedBy.CONTENT) if meaning else (ColumnMeaning.IGNORE, ProposedBy.NOTHING)


def _by_heading(target: ImportTarget, heading: str) -> ColumnMeaning | None:
    table = heading_table(target)
    whole = folded(_NUMBERED.sub("", heading))
    over, _, last = heading.rpartition("/")
    if over and target is ImportTarget.GROUPS:
        about = by_pattern(target, folded(heading))
        if about in (ColumnMeaning.CONTACT_EMAIL, ColumnMeaning.CONTACT_PHONE):
            return about
        above = table.get(folded(over))
        if folded(_NUMBERED.sub("", last)) in ("nome", "nominativo", "nome e cognome") and above:
            return above
    found = table.get(whole) or table.get(folded(heading)) or by_pattern(target, whole)
    return found or (table.get(folded(_NUMBERED.sub("", last))) if over else None)


def _under(heading: str) -> str:
    """A heading without the merged ones above it, folded: «ANNO 2025 / Primo contatto» is «primo contatto»."""
    return folded(_NUMBERED.sub("", heading.rpartition("/")[2]))


def _by_content(target: ImportTarget, cells: Sequence[Cell]) -> ColumnMeaning | None:
    tests: tuple[tuple[ColumnMeaning, Callable[[str], Any]], ...] = (
        (ColumnMeaning.RECORD_ID, is_uuid7),
        (ColumnMeaning.EMAIL, _MAIL.search),
        (ColumnMeaning.FISCAL_CODE, _FISCAL_CODE.fullmatch),
        (ColumnMeaning.WEB, _WEB.match),
        (ColumnMeaning.PHONE, _PHONE.fullmatch),
    )
    return next((m for m, test in tests if m in MEANINGS[target] and _mostly(cells, test)), None)


def _find_a_name(
    target: ImportTarget, table: Table, proposed: list[tuple[ColumnMeaning, ProposedBy]]
) -> None:
    """A table without a heading for the name: the first column of texts that differ from row to row."""
    if NAMES & {meaning for meaning, _ in proposed}:
        return
    meaning = ColumnMeaning.FULL_NAME if target is ImportTarget.PEOPLE else ColumnMeaning.NAME
    for position, (known, by) in enumerate(proposed):
        texts = [cell for cell in _cells(table, position) if isinstance(cell, str)]
        free = known is ColumnMeaning.IGNORE and by is ProposedBy.NOTHING
        if free and texts and len(set(texts)) > _MOST * len(texts) and _mostly(texts, _has_letters):
            proposed[position] = (meaning, ProposedBy.CONTENT)
            return


def _cells(table: Table, position: int) -> list[Cell]:
    return [row.cells[position] for row in table.rows[:_LOOK] if row.cells[position] is not None]


def _mostly(cells: Sequence[Cell], test: Callable[[str], Any]) -> bool:
    return bool(cells) and sum(bool(test(str(cell))) for cell in cells) >= _MOST * len(cells)


def _has_two_words(text: str) -> bool:
    return len(text.split()) >= 2


def _has_letters(text: str) -> bool:
    return sum(letter.isalpha() for letter in text) >= 3


def _samples(table: Table, position: int) -> tuple[str, ...]:
    different = dict.fromkeys(str(cell) for cell in _cells(table, position))
    return tuple(different)[:_SAMPLES]
