"""What a row of a register would do here: nothing, a new process, a step of one that is known; and when it may not.

What people changed here since is theirs as long as the register says what it said. Where both changed, the row waits for
a decision. An edition older than the newest one read never changes a process that is known.
"""

from __future__ import annotations

from dataclasses import dataclass, field, replace
from typing import TYPE_CHECKING, Final

from cocity_desktop.application.importing.folding import folded
from cocity_desktop.application.importing.register_known import KnownRow
from cocity_desktop.application.importing.register_rows import RegisterRow
from cocity_desktop.application.views.importing import (
    ColumnMeaning,
    FieldDiff,
    Reason,
    RowChoice,
    RowDecision,
    RowPlan,
    RowReason,
    RowState,
)
from cocity_desktop.domain.entity import EntityId
from cocity_desktop.domain.lifecycle import ProcessState

if TYPE_CHECKING:
    from collections.abc import Mapping
    from datetime import date

    from cocity_desktop.application.importing.register_known import KnownRegister
    from cocity_desktop.application.importing.register_rows import PlaceWords
    from cocity_desktop.domain.processes import Process

_M, _R = ColumnMeaning, RowReason

STANDS_AT_LEAST_AT: Final = ProcessState.PROPOSAL_FILED
"""Where a proposal stands whose state has unknown words: whatever they mean, it was filed, or it had no row."""

PLACE_MEANINGS: Final[Mapping[str, ColumnMeaning]] = {
    "address": _M.ADDRESS,
    "quarter": _M.QUARTER,
    "district": _M.DISTRICT,
    "latitude": _M.LATITUDE,
    "longitude": _M.LONGITUDE,
    "description": _M.STATISTICAL_UNIT,
}
PROCESS_MEANINGS: Final[Mapping[str, ColumnMeaning]] = {"title": _M.TITLE, "summary": _M.THEMES}


@dataclass(frozen=True, slots=True)
class Judgement:
    """What becomes of a row. `comes_in` is whether anything is written of it; `into` the state it moves to.

    `process` and `place` name the fields that take the row's value. `adopted` is a process of ours that the row is about.
    """

    row: RegisterRow
    state: RowState
    known: KnownRow | None = None
    adopted: EntityId = ""
    reasons: tuple[Reason, ...] = ()
    diffs: tuple[FieldDiff, ...] = ()
    candidates: tuple[tuple[EntityId, str], ...] = ()
    comes_in: bool = False
    into: ProcessState | None = None
    process: frozenset[str] = field(default=frozenset())
    place: frozenset[str] = field(default=frozenset())

    def plan(self) -> RowPlan:
        """As it is shown."""
        known = self.known
        record = known.origin.record_id if known and known.process else ""
        return RowPlan(
            self.row.number, self.state, self.row.title or self.row.row_id, record, self.diffs, self.reasons,
            self.candidates, comes_in=self.comes_in,
        )  # fmt: skip


def judge(
    row: RegisterRow,
    known: KnownRegister,
    own: Mapping[str, Process],
    told_on: date,
    decision: RowDecision | None,
) -> Judgement:
    """One row against what is known; `own` are the processes made by hand, by folded title."""
    if row.refused:
        return Judgement(row, RowState.REFUSED, reasons=row.refused)
    before = known.rows.get(row.key)
    if before is None:
        return _unknown(row, known, own, told_on, decision)
    if before.process is None:
        return _removed(row, before, decision)
    return _compared(row, before, before.process, known.newest, told_on, decision)


def _unknown(
    row: RegisterRow,
    known: KnownRegister,
    own: Mapping[str, Process],
    told_on: date,
    decision: RowDecision | None,
) -> Judgement:
    new = _new(row)
    asked: list[Reason] = []
    candidates: tuple[tuple[EntityId, str], ...] = ()
    if known.newest and told_on < known.newest:
        asked.append(Reason(_R.OLDER_EDITION, other=known.newest.isoformat()))
    if same := own.get(folded(row.title)):
        asked.append(Reason(_R.SAME_NAME, value=row.title, record_id=same.id, other=same.title))
        candidates = ((same.id, same.title),)
    if not asked:
        return replace(new, comes_in=not _skips(decision))
    waiting = replace(
        new, state=RowState.DOUBTFUL, reasons=(*asked, *new.reasons), candidates=candidates, comes_in=False
    )
    choice = decision.choice if decision else RowChoice.SKIP
    if choice is RowChoice.MATCH and decision and decision.record_id:
        return replace(waiting, comes_in=True, adopted=decision.record_id)
    return replace(waiting, comes_in=choice in (RowChoice.CREATE, RowChoice.TAKE))


def _new(row: RegisterRow) -> Judgement:
    diffs = [FieldDiff(_M.TITLE, "", row.title), FieldDiff(_M.PROCESS_STATE, "", row.state_words)]
    diffs += [
        FieldDiff(meaning, "", value)
        for meaning, value in (
            (_M.NAME, row.group_name),
            (_M.NOTE, row.note),
            (_M.PACT_LINK, row.link),
            (_M.THEMES, row.summary),
        )
        if value
    ]
    if row.place:
        diffs += _place_diffs({}, row.place, set(PLACE_MEANINGS))
    state = RowState.DOUBTFUL if row.doubts else RowState.NEW
    return Judgement(row, state, reasons=row.doubts, diffs=tuple(diffs), into=row.state or STANDS_AT_LEAST_AT)


def _removed(row: RegisterRow, before: KnownRow, decision: RowDecision | None) -> Judgement:
    again = decision is not None and decision.choice in (RowChoice.CREATE, RowChoice.TAKE)
    reason = Reason(_R.REMOVED_HERE, record_id=before.origin.record_id)
    new = _new(row)
    return replace(new, state=RowState.DOUBTFUL, known=before, reasons=(reason, *row.doubts), comes_in=again)


def _compared(
    row: RegisterRow,
    before: KnownRow,
    process: Process,
    newest: date | None,
    told_on: date,
    decision: RowDecision | None,
) -> Judgement:
    values = before.values
    told = {name for name in ("title", "summary") if values.get(name, "") != getattr(row, name)}
    placed = _place_news(before, row.place)
    words = folded(values["state_words"]) != folded(row.state_words)
    diffs = tuple(_diffs(row, before, told, placed, words=words))
    if not diffs:
        return Judgement(row, RowState.UNCHANGED, before, reasons=row.doubts)
    found = Judgement(row, RowState.CHANGED, before, reasons=row.doubts, diffs=diffs, comes_in=True)
    if newest and told_on < newest:
        reason = Reason(_R.OLDER_EDITION, other=newest.isoformat())
        return replace(found, state=RowState.REFUSED, reasons=(reason,), comes_in=False)
    return _weighed(found, process, told, placed, told_on, decision, words=words)


def _weighed(
    found: Judgement,
    process: Process,
    told: set[str],
    placed: set[str],
    told_on: date,
    decision: RowDecision | None,
    *,
    words: bool,
) -> Judgement:
    row, before = found.row, found.known
    if before is None:  # only known rows are weighed
        return found
    choice = decision.choice if decision else None
    into = row.state if words and row.state is not None and row.state is not process.state else None
    waits: list[Reason] = []
    if into is not None and before.last_step is not None and before.last_step > told_on:
        waits.append(Reason(_R.LATER_HERE, value=row.state_words, other=before.last_step.isoformat()))
        into = None
    elif into is not None and process.state is not before.told_state:
        waits.append(Reason(_R.MOVED_HERE, value=row.state_words, other=process.state.value))
    ours = _changed_here(before, process, told, placed)
    waits += [_both(row, before, process, name) for name in sorted(ours)]
    if choice is RowChoice.KEEP:
        into = into if process.state is before.told_state else None
    if choice is not RowChoice.TAKE:
        told, placed = told - ours, placed - ours
    state = RowState.DOUBTFUL if waits or (words and row.doubts) else RowState.CHANGED
    comes_in = not _skips(decision) and (not waits or choice in (RowChoice.TAKE, RowChoice.KEEP))
    return replace(
        found, state=state, reasons=(*waits, *row.doubts), comes_in=comes_in, into=into,
        process=frozenset(told), place=frozenset(placed),
    )  # fmt: skip


def _both(row: RegisterRow, before: KnownRow, process: Process, name: str) -> Reason:
    if name in PROCESS_MEANINGS:
        meaning, told, here = PROCESS_MEANINGS[name], getattr(row, name), getattr(process, name)
    else:
        meaning, told, here = PLACE_MEANINGS[name], getattr(row.place, name), getattr(before.place, name)
    heading = row.headings.get(meaning, name)
    return Reason(_R.CHANGED_ON_BOTH_SIDES, heading, _shown(told), other=_shown(here))


def _skips(decision: RowDecision | None) -> bool:
    return decision is not None and decision.choice is RowChoice.SKIP


def _place_news(before: KnownRow, place: PlaceWords | None) -> set[str]:
    """The fields of the place of which the register says something else than last time."""
    if place is None or before.place_origin is None:
        return set()
    last = before.place_origin.values
    return {name for name in PLACE_MEANINGS if last.get(name) != getattr(place, name)}


def _changed_here(before: KnownRow, process: Process, told: set[str], placed: set[str]) -> set[str]:
    """Of the fields that the register changed, those that people changed here too."""
    ours = {name for name in told if getattr(process, name) != before.values.get(name, "")}
    if before.place is not None and before.place_origin is not None:
        last = before.place_origin.values
        ours |= {name for name in placed if getattr(before.place, name) != last.get(name)}
    return ours


def _diffs(
    row: RegisterRow, before: KnownRow, told: set[str], placed: set[str], *, words: bool
) -> list[FieldDiff]:
    values = before.values
    found = [FieldDiff(_M.PROCESS_STATE, values["state_words"], row.state_words)] if words else []
    found += [
        FieldDiff(PROCESS_MEANINGS[name], values.get(name, ""), getattr(row, name)) for name in sorted(told)
    ]
    for meaning, name in ((_M.NOTE, "note"), (_M.PACT_LINK, "link"), (_M.NAME, "group_name")):
        if values.get(name, "") != getattr(row, name):
            found.append(FieldDiff(meaning, values.get(name, ""), getattr(row, name)))
    if row.place is not None and before.place_origin is not None:
        found += _place_diffs(before.place_origin.values, row.place, placed)
    return found


def _place_diffs(last: Mapping[str, object], place: PlaceWords, names: set[str]) -> list[FieldDiff]:
    pairs = ((name, last.get(name), getattr(place, name)) for name in PLACE_MEANINGS if name in names)
    return [
        FieldDiff(PLACE_MEANINGS[name], _shown(old), _shown(new))
        for name, old, new in pairs
        if _shown(old) != _shown(new)
    ]


def _shown(value: object) -> str:
    return "" if value is None else str(value)
