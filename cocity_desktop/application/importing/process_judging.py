"""What a row of a table of processes would do here: nothing, a new process, fields that change, steps that are added.

Fields that people changed here since are theirs unless the table changed them too; then somebody decides. Of two histories one
must hold the other: where both have steps of their own nothing is mixed without being asked.
"""

from __future__ import annotations

from collections import Counter, defaultdict
from dataclasses import dataclass, field
from typing import TYPE_CHECKING, Any, Final

from cocity_desktop.application.columns import WORDS
from cocity_desktop.application.importing.folding import folded
from cocity_desktop.application.importing.process_rows import ProcessRow
from cocity_desktop.application.importing.texts import shown
from cocity_desktop.application.importing.weighing import Weighed, mark, weigh_field
from cocity_desktop.application.views.exports import OpinionOut, StepOut
from cocity_desktop.application.views.importing import (
    ColumnMeaning,
    FieldDiff,
    Reason,
    RowChoice,
    RowPlan,
    RowReason,
    RowState,
)
from cocity_desktop.domain.entity import EntityId
from cocity_desktop.domain.house import StaffMember
from cocity_desktop.domain.keeping import ImportedRow
from cocity_desktop.domain.lifecycle import ProcessState
from cocity_desktop.domain.places import Place
from cocity_desktop.domain.processes import HistoryStep, Opinion, Participation, Process, ProcessRole
from cocity_desktop.domain.registry import Group

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping

    from cocity_desktop.application.ports import UnitOfWork
    from cocity_desktop.application.views.importing import RowDecision

_M, _R = ColumnMeaning, RowReason
FIELDS: Final = {
    _M.TITLE: "title", _M.SUMMARY: "summary", _M.FORM: "form", _M.REGULATION: "regulation_code",
    _M.OPENED_ON: "opened_on", _M.PLACE: "place_id", _M.FACILITATOR: "facilitator_id",
}  # fmt: skip


@dataclass(slots=True)
class Known:
    """Processes and what rows may name, by folded name; of namesakes none, since nobody can tell which is meant."""

    processes: dict[EntityId, Process] = field(default_factory=dict)
    by_title: defaultdict[str, list[EntityId]] = field(default_factory=lambda: defaultdict(list))
    origins: dict[str, ImportedRow] = field(default_factory=dict)
    steps: defaultdict[EntityId, list[StepOut]] = field(default_factory=lambda: defaultdict(list))
    opinions: defaultdict[EntityId, list[Opinion]] = field(default_factory=lambda: defaultdict(list))
    parts: defaultdict[EntityId, set[EntityId]] = field(default_factory=lambda: defaultdict(set))
    places: dict[str, EntityId] = field(default_factory=dict)
    groups: dict[str, EntityId] = field(default_factory=dict)
    staff: dict[str, EntityId] = field(default_factory=dict)
    names: dict[EntityId, str] = field(default_factory=dict)


def known_of(uow: UnitOfWork) -> Known:
    """All of it, each kind of record read once."""
    known = Known(processes={one.id: one for one in uow.find(Process)})
    for process in known.processes.values():
        known.by_title[folded(process.title)].append(process.id)
    for origin in uow.find(ImportedRow, source="processes"):
        known.origins[origin.row_key] = origin
    for step in sorted(uow.find(HistoryStep), key=lambda one: (one.happened_on, one.id)):
        known.steps[step.process_id].append(_told(step))
    for opinion in uow.find(Opinion):
        known.opinions[opinion.process_id].append(opinion)
    for one in uow.find(Participation):
        known.parts[one.process_id].add(one.group_id)
    known.places, known.groups = _named(known, uow.find(Place)), _named(known, uow.find(Group))
    known.staff = _named(known, uow.find(StaffMember))
    return known


def _named(known: Known, records: Iterable[Place | Group | StaffMember]) -> dict[str, EntityId]:
    found: defaultdict[str, list[EntityId]] = defaultdict(list)
    for record in records:
        known.names[record.id] = record.name
        found[folded(record.name)].append(record.id)
    return {name: ids[0] for name, ids in found.items() if len(ids) == 1}


def _told(step: HistoryStep) -> StepOut:
    return StepOut(
        step.history_kind, step.from_state, step.to_state, step.happened_on, step.description, step.reason,
        step.reference,
    )  # fmt: skip


@dataclass(slots=True)
class Judgement:
    """What becomes of a row. `steps`, `groups` and `opinions` are what is to be added; `into` the state it moves to."""

    row: ProcessRow
    state: RowState
    process: Process | None = None
    weighed: Weighed = field(default_factory=Weighed)
    reasons: list[Reason] = field(default_factory=list)
    candidates: tuple[EntityId, ...] = ()
    comes_in: bool = False
    steps: list[StepOut] = field(default_factory=list)
    into: ProcessState | None = None
    groups: list[tuple[EntityId, ProcessRole]] = field(default_factory=list)
    opinions: list[OpinionOut] = field(default_factory=list)

    @property
    def adds(self) -> bool:
        """Whether anything is written of the process."""
        return bool(self.weighed.sets or self.steps or self.into or self.groups or self.opinions)

    def plan(self, known: Known) -> RowPlan:
        """As it is shown."""
        title = self.row.title or (self.process.title if self.process else "")
        return RowPlan(
            self.row.number, self.state, title, self.process.id if self.process else "",
            tuple(self._diffs(known)), tuple(self.reasons),
            tuple((one, known.processes[one].title) for one in self.candidates), comes_in=self.comes_in,
        )  # fmt: skip

    def _diffs(self, known: Known) -> list[FieldDiff]:
        before, meanings = self.process, {name: meaning for meaning, name in FIELDS.items()}

        def said(value: Any) -> str:
            return known.names.get(value, shown(value)) if isinstance(value, str) else shown(value)

        diffs = [
            FieldDiff(meanings[name], said(getattr(before, name)) if before else "", said(value))
            for name, value in self.weighed.sets.items()
        ]
        if self.into is not None:
            diffs.append(FieldDiff(_M.PROCESS_STATE, before.state.value if before else "", self.into.value))
        diffs += [FieldDiff(_M.GROUPS, "", known.names[one]) for one, _role in self.groups]
        diffs += [
            FieldDiff(_M.HISTORY, "", " ".join(filter(None, (shown(one.happened_on), one.description, one.reference))))
            for one in self.steps
        ]  # fmt: skip
        return diffs + [FieldDiff(_M.OPINIONS, "", one.office) for one in self.opinions]


def judge(
    row: ProcessRow, known: Known, headings: Mapping[str, str], decision: RowDecision | None
) -> Judgement:
    """One row against what is here."""
    if row.refused:
        return Judgement(row, RowState.REFUSED, reasons=list(row.refused))
    found = _matched(row, known, decision)
    if found.state is RowState.DOUBTFUL:
        return found
    _weigh(found, known, headings, decision)
    return found


def _matched(row: ProcessRow, known: Known, decision: RowDecision | None) -> Judgement:
    """Whom the row is about: by our code, by the row that came before, by its title and day."""
    choice = decision.choice if decision else None
    if choice is RowChoice.MATCH and decision and decision.record_id in known.processes:
        return Judgement(row, RowState.CHANGED, known.processes[decision.record_id])
    origin = known.origins.get(row.key)
    code = str(row.said.get(_M.RECORD_ID) or "")
    for record_id, why in ((code, _R.SAME_ID), (origin.record_id if origin else "", _R.KNOWN_ROW)):
        if record_id in known.processes:
            process = known.processes[record_id]
            return Judgement(row, RowState.CHANGED, process, reasons=[Reason(why, record_id=process.id)])
    if choice is RowChoice.CREATE:
        return Judgement(row, RowState.NEW, reasons=[Reason(_R.NOT_HERE_YET)])
    if origin is not None:
        return _asked(row, Reason(_R.REMOVED_HERE), ())
    same = known.by_title.get(folded(row.title), [])
    agreeing = [one for one in same if known.processes[one].opened_on == row.said.get(_M.OPENED_ON)]
    if len(agreeing) == 1:
        process = known.processes[agreeing[0]]
        reason = Reason(_R.SAME_NAME, record_id=process.id, other=process.title)
        return Judgement(row, RowState.CHANGED, process, reasons=[reason])
    if same:
        code_ = _R.SAME_NAME if len(same) == 1 else _R.SEVERAL_MATCH
        return _asked(row, Reason(code_, record_id=same[0], other=row.title), tuple(same))
    return Judgement(row, RowState.NEW, reasons=[Reason(_R.NOT_HERE_YET)])


def _asked(row: ProcessRow, reason: Reason, candidates: tuple[EntityId, ...]) -> Judgement:
    return Judgement(row, RowState.DOUBTFUL, reasons=[reason], candidates=candidates)


def _weigh(found: Judgement, known: Known, headings: Mapping[str, str], decision: RowDecision | None) -> None:
    row, process = found.row, found.process
    choice = decision.choice if decision else None
    origin = known.origins.get(row.key)
    last = origin.values if origin is not None and process is not None else None
    found.weighed = Weighed(last=dict(last or {}))
    for name, value in _values(found, known, headings):
        weigh_field(found.weighed, process, name, value, last)
    waits = _conflicts(found, headings, choice)
    _grow(found, known, choice, waits)
    _join(found, known, headings)
    found.reasons = [*waits, *found.reasons]
    decided = choice in (RowChoice.TAKE, RowChoice.KEEP, RowChoice.MATCH)
    if waits and not decided:
        found.state = RowState.DOUBTFUL
    elif process is not None:
        found.state = RowState.DOUBTFUL if waits else RowState.CHANGED if found.adds else RowState.UNCHANGED
    found.comes_in = choice is not RowChoice.SKIP and (not waits or decided)


def _values(found: Judgement, known: Known, headings: Mapping[str, str]) -> Iterable[tuple[str, Any]]:
    """Fields of the process; a place or a person who is not here is told and left out."""
    named = {_M.PLACE: (known.places, _R.PLACE_UNKNOWN), _M.FACILITATOR: (known.staff, _R.STAFF_UNKNOWN)}
    for meaning, name in FIELDS.items():
        if meaning not in found.row.said:
            continue
        value = found.row.said[meaning]
        if meaning in named and value:
            ids, reason = named[meaning]
            if folded(value) not in ids:
                found.reasons.append(Reason(reason, headings[meaning.value], value))
                continue
            value = ids[folded(value)]
        yield name, value


def _conflicts(found: Judgement, headings: Mapping[str, str], choice: RowChoice | None) -> list[Reason]:
    meanings = {name: meaning for meaning, name in FIELDS.items()}
    waits = []
    for name, value in found.weighed.conflicts.items():
        if choice in (RowChoice.TAKE, RowChoice.MATCH):
            found.weighed.sets[name] = value
        if choice is not None:
            found.weighed.last[name] = mark(value)
        column, here = headings[meanings[name].value], shown(getattr(found.process, name))
        waits.append(
            Reason(_R.CHANGED_ON_BOTH_SIDES, column, shown(found.row.said[meanings[name]]), other=here)
        )
    return waits


def _grow(found: Judgement, known: Known, choice: RowChoice | None, waits: list[Reason]) -> None:
    """The steps that are not here yet, if all that are here are in the table too, or if that was decided."""
    row, process = found.row, found.process
    told, state = row.said.get(_M.HISTORY), row.said.get(_M.PROCESS_STATE)
    here = known.steps[process.id] if process else []
    if told is None or (not told and not here):
        found.into = state if state and (process is None or process.state is not state) else None
        if process is not None and found.into:
            waits.append(Reason(_R.MOVED_HERE, value=_said(state), other=process.state.value))
            found.into = found.into if choice in (RowChoice.TAKE, RowChoice.MATCH) else None
        return
    lacking = Counter(told)
    lacking.subtract(here)
    new = [step for step in told if _take(lacking, step)]
    ours = Counter(here)
    ours.subtract(told)
    if new and any(count > 0 for count in ours.values()):
        other = process.state.value if process else ""
        waits.append(Reason(_R.STEPS_ON_BOTH_SIDES, value=_said(state), other=other))
        if choice not in (RowChoice.TAKE, RowChoice.MATCH):
            return
    found.steps = new
    moved = any(step.to_state for step in new)
    found.into = state if state and (process is None or (moved and process.state is not state)) else None


def _take(lacking: Counter[StepOut], step: StepOut) -> bool:
    lacking[step] -= 1
    return lacking[step] >= 0


def _said(state: ProcessState | None) -> str:
    return WORDS[state] if state else ""


def _join(found: Judgement, known: Known, headings: Mapping[str, str]) -> None:
    """Groups and opinions that are not here yet; none is ever taken away."""
    process, row = found.process, found.row
    here = set(known.parts[process.id]) if process else set()
    for name, role in row.said.get(_M.GROUPS, ()):
        group = known.groups.get(folded(name))
        if group is None:
            found.reasons.append(Reason(_R.GROUP_UNKNOWN, headings[_M.GROUPS.value], name))
        elif group not in here:
            here.add(group)
            found.groups.append((group, role))
    asked = Counter(_asking(one) for one in known.opinions[process.id]) if process else Counter()
    for opinion in row.said.get(_M.OPINIONS, ()):
        asked[_asking(opinion)] -= 1
        if asked[_asking(opinion)] < 0:
            found.opinions.append(opinion)


def _asking(one: Opinion | OpinionOut) -> tuple[object, ...]:
    """What makes two opinions the same one: an answer that came since changes it, and makes no other."""
    return (one.opinion_kind, folded(one.office), folded(one.subject), one.asked_on)
