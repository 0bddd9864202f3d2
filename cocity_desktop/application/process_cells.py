"""The history of a process, its groups and what was asked of offices, each in one cell of a table and back without loss.

What is said of a step stands behind it in brackets, each with its own word in front («motivo: …»), so that whatever people
typed is read again as what it was. What cannot be read raises ValueError: half a history is none.
"""

from __future__ import annotations

from datetime import date
from typing import TYPE_CHECKING, Final

from cocity_desktop.application.cells import Item, in_cell, of_cell
from cocity_desktop.application.columns import WORDS, value_of
from cocity_desktop.application.views.exports import OpinionOut, StepOut
from cocity_desktop.domain.lifecycle import ProcessState
from cocity_desktop.domain.processes import HistoryKind, OpinionKind, ProcessRole

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Mapping, Sequence

_ACT: Final = "atto"
_FROM: Final = "da: "
_STEP_WORDS: Final = {"description": "nota: ", "reason": "motivo: ", "reference": "rif.: "}
_ASKED: Final = {OpinionKind.OPINION: "parere", OpinionKind.SUPPLEMENT: "integrazione"}
_OPINION_WORDS: Final = {"subject": "oggetto: ", "reference": "rif.: ", "outcome": "esito: "}
_OPINION_DAYS: Final = {"asked_on": "chiesto il ", "due_on": "entro il ", "received_on": "avuto il "}


def history_in_cell(steps: Sequence[StepOut]) -> str:
    """In their order. Whence a step came is only said where it is not the state of the step before."""
    items, before = [], None
    for step in steps:
        details = (
            []
            if step.from_state is before or step.to_state is None
            else [_FROM + _state_word(step.from_state)]
        )
        details += _told(step, _STEP_WORDS)
        word = _ACT if step.to_state is None else WORDS[step.to_state]
        items.append(Item(f"{step.happened_on.isoformat()} {word}", tuple(details)))
        before = step.to_state or before
    return in_cell(tuple(items))


def history_of_cell(cell: str) -> tuple[StepOut, ...]:
    """Raises ValueError for a cell that `history_in_cell` did not write."""
    steps: list[StepOut] = []
    before: ProcessState | None = None
    for item in of_cell(cell):
        day, _space, word = item.text.partition(" ")
        into = None if word == _ACT else value_of(ProcessState, word)
        if into is None and word != _ACT:
            raise ValueError(item.text)
        came = [one.removeprefix(_FROM) for one in item.details if one.startswith(_FROM)]
        said = _read(item.details[len(came) :], _STEP_WORDS)
        source = before if not came else value_of(ProcessState, came[0])
        kind = HistoryKind.ACT if into is None else HistoryKind.STATE
        steps.append(
            StepOut(
                kind, source if into else None, into, date.fromisoformat(day), said.get("description", ""),
                said.get("reason", ""), said.get("reference", ""),
            )
        )  # fmt: skip
        before = into or before
    if history_in_cell(steps) != cell:
        raise ValueError(cell)
    return tuple(steps)


def opinions_in_cell(opinions: Sequence[OpinionOut]) -> str:
    """In their order."""
    return in_cell(tuple(_opinion(one) for one in opinions))


def _opinion(one: OpinionOut) -> Item:
    days = [f"{word}{day.isoformat()}" for name, word in _OPINION_DAYS.items() if (day := getattr(one, name))]
    return Item(f"{_ASKED[one.opinion_kind]}: {one.office}", (*days, *_told(one, _OPINION_WORDS)))


def opinions_of_cell(cell: str) -> tuple[OpinionOut, ...]:
    """Raises ValueError for a cell that `opinions_in_cell` did not write."""
    found = tuple(_read_opinion(item) for item in of_cell(cell))
    if opinions_in_cell(found) != cell:
        raise ValueError(cell)
    return found


def _read_opinion(item: Item) -> OpinionOut:
    word, _colon, office = item.text.partition(": ")
    kind = next((kind for kind, said in _ASKED.items() if said == word), None)
    if kind is None:
        raise ValueError(item.text)
    days = [one for one in item.details if _with_a_day(one)]
    told = {name: date.fromisoformat(one.removeprefix(word)) for one in days for name, word in _OPINION_DAYS.items()
            if one.startswith(word)}  # fmt: skip
    said = _read(item.details[len(days) :], _OPINION_WORDS)
    return OpinionOut(
        kind, office, said.get("subject", ""), told.get("asked_on"), told.get("due_on"), told.get("received_on"),
        said.get("reference", ""), said.get("outcome", ""),
    )  # fmt: skip


def _with_a_day(detail: str) -> bool:
    return any(detail.startswith(word) for word in _OPINION_DAYS.values())


def groups_in_cell(groups: Iterable[tuple[str, ProcessRole]]) -> str:
    """Each with what it does in the process."""
    return in_cell(tuple(Item(name, (WORDS[role],)) for name, role in groups))


def groups_of_cell(cell: str) -> Iterator[tuple[str, ProcessRole]]:
    """Names with roles; who has none proposes."""
    for item in of_cell(cell):
        role = value_of(ProcessRole, item.details[0]) if item.details else None
        yield item.text.strip(), role or ProcessRole.PROPOSER


def _told(record: object, words: Mapping[str, str]) -> list[str]:
    return [word + text for name, word in words.items() if (text := str(getattr(record, name)))]


def _read(details: Iterable[str], words: Mapping[str, str]) -> dict[str, str]:
    said: dict[str, str] = {}
    for detail in details:
        name = next(
            (name for name, word in words.items() if detail.startswith(word) and name not in said), None
        )
        if name is None:
            raise ValueError(detail)
        said[name] = detail.removeprefix(words[name])
    return said


def _state_word(state: ProcessState | None) -> str:
    return WORDS[state] if state else "–"
