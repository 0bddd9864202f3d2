"""The verdict on every row of a table: new, changed, unchanged, doubtful or refused, and why.

Rows of one key are about one record: they are read together as long as none denies another, as in lists with one row for
each contact person. What is judged here is both shown (`plan_import`) and written (`import_table`).
"""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import TYPE_CHECKING, Any, Final

from cocity_desktop.application.importing.drafts import Draft
from cocity_desktop.application.importing.folding import digest, folded
from cocity_desktop.application.importing.known import Record
from cocity_desktop.application.importing.matching import Match, match, row_keys
from cocity_desktop.application.importing.texts import shown
from cocity_desktop.application.importing.weighing import FIELDS, Weighed, mark, weigh
from cocity_desktop.application.views.importing import Reason, RowChoice, RowReason, RowState
from cocity_desktop.domain.entity import EntityId
from cocity_desktop.domain.keeping import ImportedRow

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence

    from cocity_desktop.application.importing.known import Known
    from cocity_desktop.application.importing.ports import Step
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
    """What becomes of one row. `weighed` is None for a row that writes nothing."""

    draft: Draft
    key: str
    state: RowState
    record: Record | None = None
    origin: ImportedRow | None = None
    weighed: Weighed | None = None
    reasons: list[Reason] = field(default_factory=list)
    candidates: tuple[EntityId, ...] = ()


def judge(
    known: Known,
    drafts: Sequence[Draft],
    decisions: Mapping[int, RowDecision],
    step: Step,
    done: int,
    total: int,
) -> list[Verdict]:
    """In the order of the rows. `done` of `total` were done before."""
    keys = row_keys(list(drafts), known.target)
    first: dict[str, Verdict] = {}
    claimed: dict[EntityId, int] = {}
    verdicts = []
    together = _read_together(known, drafts, keys)
    for position, (draft, key) in enumerate(zip(drafts, keys, strict=True)):
        decision = decisions.get(draft.row.number)
        if key in first and not _stands_alone(decision):
            verdicts.append(_repeated(draft, key, first[key], together[key]))
        else:
            own_key = key if key not in first else digest(f"{key}:{draft.row.number}")
            verdict = _verdict(known, draft, own_key, decision, together.get(key, True), claimed)
            first.setdefault(key, verdict)
            verdicts.append(verdict)
        if position % _EVERY == 0:
            step(done + position, total)
    return verdicts


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


def _verdict(
    known: Known,
    draft: Draft,
    key: str,
    decision: RowDecision | None,
    agreeing: bool,
    claimed: dict[EntityId, int],
) -> Verdict:
    refused = _refusal(draft)
    if refused:
        return Verdict(draft, key, RowState.REFUSED, reasons=refused)
    found = match(known, draft, key, decision)
    reasons = [*draft.reasons, *found.reasons]
    choice = decision.choice if decision is not None else None
    if not agreeing and choice is None:
        reasons.append(Reason(RowReason.REPEATED_ROW, other=", ".join(map(str, draft.also)) or "…"))
    if found.record is not None and claimed.setdefault(found.record.id, draft.row.number) != draft.row.number:
        reasons.append(Reason(RowReason.REPEATED_ROW, other=str(claimed[found.record.id])))
        found.doubtful = True
    unclear = any(reason.code in _CELLS for reason in reasons)
    undecided = found.doubtful or not agreeing or unclear
    if choice is RowChoice.SKIP or (undecided and not _settles(choice, found, agreeing)):
        return Verdict(
            draft, key, RowState.DOUBTFUL, found.record, reasons=reasons, candidates=found.candidates
        )
    return _weighed(known, draft, key, choice, found, reasons)


def _settles(choice: RowChoice | None, found: Match, agreeing: bool) -> bool:
    """Whether a choice answers the doubts: whom the row is about is settled by name only."""
    if choice in (RowChoice.CREATE, RowChoice.MATCH):
        return True
    return choice in (RowChoice.TAKE, RowChoice.KEEP) and not found.doubtful and agreeing


def _weighed(
    known: Known, draft: Draft, key: str, choice: RowChoice | None, found: Match, reasons: list[Reason]
) -> Verdict:
    last = found.origin.values if found.origin is not None and found.record is not None else None
    weighed = weigh(known, draft, found.record, last)
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
        return Verdict(draft, key, RowState.DOUBTFUL, found.record, reasons=reasons)
    if found.record is None:
        state = RowState.NEW
        reasons = reasons or [Reason(RowReason.NOT_HERE_YET)]
    else:
        state = RowState.CHANGED if weighed.changes else RowState.UNCHANGED
    return Verdict(draft, key, state, found.record, found.origin, weighed, reasons)


def _refusal(draft: Draft) -> list[Reason]:
    if any(reason.code in _REFUSING for reason in draft.reasons):
        return draft.reasons
    name: Any = draft.values.get("name") or draft.values.get("given_name")
    return [] if name and folded(name) else [*draft.reasons, Reason(RowReason.NO_NAME)]
