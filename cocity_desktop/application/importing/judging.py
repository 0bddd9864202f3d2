"""The verdict on every row of a table: new, changed, unchanged, doubtful or refused, and why.

Rows of one key are about one record: they are read together as long as none denies another, as in lists with one row for
each contact person. What is judged here is both shown (`plan_import`) and written (`import_table`).
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from typing import TYPE_CHECKING, Any, Final

from cocity_desktop.application.importing.drafts import Draft
from cocity_desktop.application.importing.folding import digest, folded
from cocity_desktop.application.importing.joining import by_leader, joined_rows, with_others
from cocity_desktop.application.importing.known import Known, Record
from cocity_desktop.application.importing.likeness import Alike, find_alike
from cocity_desktop.application.importing.matching import Match, doubt_likeness, match, row_keys
from cocity_desktop.application.importing.texts import shown
from cocity_desktop.application.importing.weighing import FIELDS, Weighed, mark, weigh
from cocity_desktop.application.views.importing import Reason, RowChoice, RowReason, RowState
from cocity_desktop.domain.entity import EntityId
from cocity_desktop.domain.keeping import ImportedRow

if TYPE_CHECKING:
    from collections.abc import Callable

    from cocity_desktop.application.importing.ports import Step
    from cocity_desktop.application.likeness import Matcher
    from cocity_desktop.application.views.importing import RowDecision

_EVERY: Final = 250
"""Rows between two steps told."""
_REFUSING: Final = frozenset({RowReason.NO_NAME, RowReason.NAME_TOO_LONG, RowReason.TOTAL})
_CELLS: Final = frozenset(
    {
        RowReason.DATE_UNCLEAR, RowReason.NUMBER_UNCLEAR, RowReason.PHONE_UNCLEAR, RowReason.MAIL_UNCLEAR,
        RowReason.FISCAL_CODE_WRONG, RowReason.VAT_NUMBER_WRONG, RowReason.DISTRICT_UNCLEAR, RowReason.KIND_UNCLEAR,
        RowReason.CHOICE_UNCLEAR, RowReason.PEOPLE_UNCLEAR, RowReason.COORDINATES_UNCLEAR, RowReason.FORMULA,
        RowReason.GARBLED, RowReason.TOO_LONG,
    }
)  # fmt: skip
"""Doubts about cells: the rest of the row can be taken without them."""


@dataclass(slots=True)
class Verdict:
    """What becomes of one row. `weighed` is None for a row that writes nothing.

    `candidates` and `rows` are the records and the rows above that a doubtful one may be. `leader` is the row above that a
    person said it is: it brings what this one adds.
    """

    draft: Draft
    key: str
    state: RowState
    record: Record | None = None
    origin: ImportedRow | None = None
    weighed: Weighed | None = None
    reasons: list[Reason] = field(default_factory=list)
    candidates: tuple[EntityId, ...] = ()
    rows: tuple[int, ...] = ()
    leader: Verdict | None = None


@dataclass(slots=True)
class _Judge:
    """The rows of one table on their way to a verdict: by position, `keys`; by row number, what each looks like."""

    known: Known
    keys: Sequence[str]
    together: Mapping[str, bool]
    alike: Mapping[int, Alike] = field(default_factory=dict)
    joined: Mapping[int, Sequence[Draft]] = field(default_factory=dict)
    claimed: dict[EntityId, int] = field(default_factory=dict)
    taken: frozenset[str] = frozenset()


def judge(
    known: Known,
    drafts: Sequence[Draft],
    decisions: Mapping[int, RowDecision],
    matcher: Matcher,
    step: Step,
    done: int,
    total: int,
) -> list[Verdict]:
    """In the order of the rows. `done` of `total` were done before."""
    keys = row_keys(list(drafts), known.target)
    judged = _Judge(known, keys, _read_together(known, drafts, keys), taken=frozenset(keys))
    firsts = dict(zip(reversed(keys), reversed(drafts), strict=True))
    judged.alike = _alike(judged, firsts, matcher, lambda: step(done, total))
    leaders = joined_rows(drafts, keys, decisions)
    judged.joined = by_leader(drafts, leaders)
    first: dict[str, Verdict] = {}
    by_row: dict[int, Verdict] = {}
    verdicts = []
    for position, (draft, key) in enumerate(zip(drafts, keys, strict=True)):
        decision = decisions.get(draft.row.number)
        leader = by_row.get(leaders.get(draft.row.number, 0))
        if leader is not None:
            verdict = _joined(known, draft, key, leader)
            first.setdefault(key, verdict)
        elif key in first and not _stands_alone(decision):
            verdict = _repeated(draft, key, first[key], judged.together[key])
        else:
            own_key = key if key not in first else digest(f"{key}:{draft.row.number}")
            verdict = _verdict(judged, draft, own_key, decision, judged.together.get(key, True))
            first.setdefault(key, verdict)
        by_row[draft.row.number] = verdict
        verdicts.append(verdict)
        if position % _EVERY == 0:
            step(done + position, total)
    return verdicts


def _alike(
    judged: _Judge, firsts: Mapping[str, Draft], matcher: Matcher, tick: Callable[[], object]
) -> Mapping[int, Alike]:
    """What the rows look like that nothing sure explains. The same whatever was decided, so that nothing comes in unasked."""
    unexplained = [
        draft
        for key, draft in firsts.items()
        if not _refusal(draft) and match(judged.known, draft, key, None, judged.taken).unexplained
    ]
    return find_alike(judged.known, unexplained, matcher, tick)


def _stands_alone(decision: RowDecision | None) -> bool:
    return decision is not None and decision.choice in (RowChoice.CREATE, RowChoice.MATCH)


def _read_together(known: Known, drafts: Sequence[Draft], keys: Sequence[str]) -> dict[str, bool]:
    """Take what later rows of a key say into its first row. Whether that went without a contradiction, by key."""
    first: dict[str, Draft] = {}
    agreeing: dict[str, bool] = {}
    for draft, key in zip(drafts, keys, strict=True):
        if key not in first:
            first[key] = draft
            agreeing[key] = True
        elif agreeing[key]:
            agreeing[key] = _take_in(first[key], draft, FIELDS[known.target])
    return agreeing


def _take_in(first: Draft, later: Draft, fields: Sequence[str]) -> bool:
    ours, theirs = first.values, later.values
    if any(
        mark(ours.get(name)) and mark(theirs.get(name)) and mark(ours[name]) != mark(theirs[name])
        for name in fields
    ):
        return False
    for slot, value in theirs.items():
        if isinstance(value, list):
            ours[slot] = list(dict.fromkeys((*ours.get(slot, ()), *value)))
        elif not mark(ours.get(slot)):
            ours[slot] = value
    known = {person.key for person in first.people}
    first.people += [person for person in later.people if person.key not in known]
    first.also.append(later.row.number)
    return True


def _repeated(draft: Draft, key: str, first: Verdict, agreeing: bool) -> Verdict:
    """A further row of a key: read with the first one, or a doubt about all of them."""
    reason = Reason(RowReason.REPEATED_ROW, other=str(first.draft.row.number))
    doubts = [one for one in draft.reasons if one.code in _CELLS]
    state = RowState.UNCHANGED if agreeing and not doubts else RowState.DOUBTFUL
    return Verdict(draft, key, state, reasons=[*draft.reasons, reason])


def _joined(known: Known, draft: Draft, key: str, leader: Verdict) -> Verdict:
    """A row that is the one above, as a person said. It is remembered too: the same table again asks nothing."""
    reasons = [*draft.reasons, Reason(RowReason.REPEATED_ROW, other=str(leader.draft.row.number))]
    if leader.weighed is None or leader.state is RowState.DOUBTFUL:
        return Verdict(draft, key, RowState.DOUBTFUL, reasons=reasons, leader=leader)
    last = Weighed(last=weigh(known, draft, None, None).last)
    return Verdict(
        draft, key, RowState.UNCHANGED, leader.record, known.origins.get(key), last, reasons, leader=leader
    )


def _verdict(judged: _Judge, draft: Draft, key: str, decision: RowDecision | None, agreeing: bool) -> Verdict:
    refused = _refusal(draft)
    if refused:
        return Verdict(draft, key, RowState.REFUSED, reasons=refused)
    found = _matched(judged, draft, key, decision)
    reasons = [*draft.reasons, *found.reasons]
    choice = decision.choice if decision is not None else None
    if not agreeing and choice is None:
        reasons.append(Reason(RowReason.REPEATED_ROW, other=", ".join(map(str, draft.also)) or "…"))
    if (above := _claimed_above(judged, draft, key, found)) is not None:
        reasons.append(Reason(RowReason.REPEATED_ROW, other=str(above)))
        found.doubtful = True
    unclear = any(reason.code in _CELLS for reason in reasons)
    undecided = found.doubtful or not agreeing or unclear
    if choice is RowChoice.SKIP or (undecided and not _settles(choice, found, agreeing)):
        doubt = Verdict(draft, key, RowState.DOUBTFUL, found.record, found.origin, reasons=reasons)
        doubt.candidates, doubt.rows = found.candidates, found.rows
        return doubt
    return _weighed(judged, draft, key, choice, found, reasons)


def _matched(judged: _Judge, draft: Draft, key: str, decision: RowDecision | None) -> Match:
    """Whom a row is about; where nothing sure says it and nobody said it is another one, what it looks like."""
    found = match(judged.known, draft, key, decision, judged.taken)
    alike = judged.alike.get(draft.row.number)
    creates = decision is not None and decision.choice is RowChoice.CREATE
    if alike is not None and found.unexplained and not creates:
        doubt_likeness(judged.known, found, alike)
    return found


def _claimed_above(judged: _Judge, draft: Draft, key: str, found: Match) -> int | None:
    """The row above that is about the same record; a row that came to it before stands on its own."""
    if found.record is None:
        return None
    above = judged.claimed.setdefault(found.record.id, draft.row.number)
    came_before = found.origin is not None and found.origin.row_key == key
    return above if above != draft.row.number and not came_before else None


def _settles(choice: RowChoice | None, found: Match, agreeing: bool) -> bool:
    """Whether a choice answers the doubts: whom the row is about is settled by name only."""
    if choice is RowChoice.CREATE:
        return True
    if choice is RowChoice.MATCH:
        return found.record is not None
    return choice in (RowChoice.TAKE, RowChoice.KEEP) and not found.doubtful and agreeing


def _weighed(
    judged: _Judge, draft: Draft, key: str, choice: RowChoice | None, found: Match, reasons: list[Reason]
) -> Verdict:
    known, others = judged.known, judged.joined.get(draft.row.number, ())
    last = found.origin.values if found.origin is not None and found.record is not None else None
    weighed = weigh(known, draft, found.record, last)
    if others:
        said, weighed = weighed.last, weigh(known, with_others(draft, others), found.record, last)
        weighed.last = said  # each row is remembered by what it says itself
    reasons += weighed.reasons
    for name, value in weighed.conflicts.items():
        if choice in (RowChoice.TAKE, RowChoice.MATCH):
            weighed.sets[name] = value
        if choice is not None:
            weighed.last[name] = mark(value)
        else:
            here, column = shown(getattr(found.record, name)), known.headings.get(name, "")
            reasons.append(Reason(RowReason.CHANGED_ON_BOTH_SIDES, column, shown(value), other=here))
    if weighed.conflicts and choice is None:
        return Verdict(draft, key, RowState.DOUBTFUL, found.record, found.origin, reasons=reasons)
    if found.record is None:
        state = RowState.NEW
        reasons = reasons or [Reason(RowReason.NOT_HERE_YET)]
    else:
        state = RowState.CHANGED if weighed.changes else RowState.UNCHANGED
    return Verdict(draft, key, state, found.record, found.origin, weighed, reasons)


def _refusal(draft: Draft) -> list[Reason]:
    if draft.reasons and any(reason.code in _REFUSING for reason in draft.reasons):
        return draft.reasons
    name: Any = draft.values.get("name") or draft.values.get("given_name")
    return [] if name and folded(name) else [*draft.reasons, Reason(RowReason.NO_NAME)]
