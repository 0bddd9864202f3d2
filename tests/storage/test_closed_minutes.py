"""What approved and locked minutes hold still, against the real unit of work: no use case, undo or redo gets past."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import UTC, datetime, timedelta
from typing import Any

import pytest

from cocity_desktop.application.history import UndoChange, redo_last, undo_change, undo_last
from cocity_desktop.domain.closed_minutes import FREE
from cocity_desktop.domain.entity import Entity
from cocity_desktop.domain.errors import ErrorCode, UserError
from cocity_desktop.domain.kinds import KINDS
from cocity_desktop.domain.lifecycle import MinutesState
from cocity_desktop.domain.meetings import (
    AgendaItem,
    Attendance,
    Decision,
    Entry,
    EntryOutcome,
    Meeting,
    Minutes,
    MinutesAddition,
    MinutesParagraph,
    ParagraphRole,
    Reservation,
)
from cocity_desktop.domain.processes import Process
from cocity_desktop.domain.record import field_specs
from cocity_desktop.storage.archive import Archive

AT = datetime(2027, 2, 11, 17, 0, tzinfo=UTC)
CLOSED = (MinutesState.APPROVED, MinutesState.LOCKED)
REFUSED = {MinutesState.APPROVED: ErrorCode.MINUTES_APPROVED, MinutesState.LOCKED: ErrorCode.MINUTES_LOCKED}


@dataclass
class Table:
    """A meeting with one record of each kind that minutes tell of."""

    archive: Archive
    records: dict[str, Entity]

    def change(self, kind: str, **fields: Any) -> str:
        with self.archive.unit_of_work("") as uow:
            record = uow.get(KINDS[kind], self.records[kind].id)
            for name, value in fields.items():
                setattr(record, name, value)
            return uow.commit("change").change_id or ""

    def put_into(self, kind: str, parent: str) -> None:
        with self.archive.unit_of_work("") as uow:
            uow.add(_made(kind, uow.new_id(), {parent: self.records[parent].id}))
            uow.commit("add")

    def take_out(self, kind: str) -> None:
        with self.archive.unit_of_work("") as uow:
            uow.remove(uow.get(KINDS[kind], self.records[kind].id))
            uow.commit("remove")

    def close(self, state: MinutesState) -> str:
        return self.change("minutes", state=state)


def _made(kind: str, record_id: str, ids: dict[str, str]) -> Entity:
    makers = {
        "meeting": lambda: Meeting(id=record_id, process_id=ids["process"], title="Tavolo", starts_at=AT),
        "agenda_item": lambda: AgendaItem(id=record_id, meeting_id=ids["meeting"], title="Orto"),
        "attendance": lambda: Attendance(id=record_id, meeting_id=ids["meeting"], label="Ada", arrived_at=AT),
        "entry": lambda: Entry(id=record_id, meeting_id=ids["meeting"], text="Si prova", said_at=AT),
        "decision": lambda: Decision(id=record_id, entry_id=ids["entry"]),
        "reservation": lambda: Reservation(id=record_id, decision_id=ids["decision"], text="In due"),
        "minutes": lambda: Minutes(id=record_id, meeting_id=ids["meeting"]),
        "minutes_paragraph": lambda: MinutesParagraph(
            id=record_id, minutes_id=ids["minutes"], role=ParagraphRole.TEXT
        ),
        "minutes_addition": lambda: MinutesAddition(
            id=record_id, minutes_id=ids["minutes"], text="Poi", added_at=AT
        ),
    }
    return makers[kind]()


PARENTS = {
    "agenda_item": "meeting", "attendance": "meeting", "entry": "meeting", "decision": "entry",
    "reservation": "decision", "minutes_paragraph": "minutes",
}  # fmt: skip


@pytest.fixture
def table(archive: Archive) -> Table:
    made: dict[str, Entity] = {}
    with archive.unit_of_work("") as uow:
        made["process"] = uow.add(Process(id=uow.new_id(), title="Cortile", opened_on=AT.date()))
        for kind in ("meeting", "minutes", *(kind for kind in PARENTS)):
            made[kind] = uow.add(_made(kind, uow.new_id(), {name: one.id for name, one in made.items()}))
        uow.commit("fill")
    return Table(archive, made)


def refusal(work: Any, *arguments: Any, **named: Any) -> ErrorCode:
    with pytest.raises(UserError) as refused:
        work(*arguments, **named)
    return refused.value.code


def other(cls: type[Entity], name: str, value: Any) -> Any:
    """Another value that the field can hold."""
    spec = next(spec for spec in field_specs(cls) if spec.name == name)
    if spec.python_type is datetime:
        return (value or AT) + timedelta(minutes=1)
    if isinstance(value, tuple):
        return (*value, "x")
    if isinstance(value, bool):
        return not value
    if isinstance(value, int):
        return value + 1
    if spec.python_type.__mro__[1].__name__ == "StrEnum":
        return next(one for one in spec.python_type if one != value)
    return f"{value or ''} e poi"


def own_fields() -> list[tuple[str, str]]:
    """Every field of the kinds that minutes hold still, references left out: those need another record."""
    return [
        (kind, spec.name)
        for kind in FREE
        for spec in field_specs(KINDS[kind])
        if spec.refers_to is None and spec.python_type is not float
    ]


@pytest.mark.parametrize("state", CLOSED)
@pytest.mark.parametrize(("kind", "name"), own_fields())
def test_each_field_is_held_or_free_as_the_table_says(
    table: Table, kind: str, name: str, state: MinutesState
) -> None:
    table.close(state)
    value = other(KINDS[kind], name, getattr(table.records[kind], name))
    if name in FREE[kind]:
        assert table.change(kind, **{name: value})
    else:
        assert refusal(table.change, kind, **{name: value}) is REFUSED[state]


@pytest.mark.parametrize("state", CLOSED)
def test_nothing_enters_or_leaves(table: Table, state: MinutesState) -> None:
    table.close(state)
    for kind, parent in PARENTS.items():
        assert refusal(table.put_into, kind, parent) is REFUSED[state]
    for kind in ("reservation", "attendance", "agenda_item", "minutes_paragraph"):
        assert refusal(table.take_out, kind) is REFUSED[state]


def test_nothing_moves_out_of_a_closed_meeting_into_an_open_one(table: Table) -> None:
    with table.archive.unit_of_work("") as uow:
        ids = {"process": table.records["process"].id}
        elsewhere = uow.add(_made("meeting", uow.new_id(), ids)).id
        uow.commit("add")
    table.close(MinutesState.APPROVED)
    assert refusal(table.change, "entry", meeting_id=elsewhere) is ErrorCode.MINUTES_APPROVED


def test_a_draft_holds_nothing(table: Table) -> None:
    for kind, name in own_fields():
        value = other(KINDS[kind], name, getattr(table.records[kind], name))
        assert table.change(kind, **{name: value})


def test_locked_minutes_take_additions_and_nothing_else(table: Table) -> None:
    table.close(MinutesState.LOCKED)
    for fields in (
        {"state": MinutesState.DRAFT},
        {"locked_sha256": "a" * 64},
        {"text": "altro"},
        {"approved_by": "io"},
    ):
        assert refusal(table.change, "minutes", **fields) is ErrorCode.MINUTES_LOCKED
    table.put_into("minutes_addition", "minutes")


def test_undo_and_redo_are_held_like_any_change(table: Table) -> None:
    corrected = table.change("entry", text="Si prova da marzo")
    undone = undo_last(table.archive.unit_of_work(""))
    assert undone.change_id
    redo_last(table.archive.unit_of_work(""))
    table.close(MinutesState.APPROVED)
    back = UndoChange(change_id=corrected)
    assert refusal(undo_change, back, table.archive.unit_of_work("")) is ErrorCode.MINUTES_APPROVED
    table.close(MinutesState.LOCKED)
    assert refusal(undo_last, table.archive.unit_of_work("")) is ErrorCode.MINUTES_LOCKED
    assert refusal(undo_change, back, table.archive.unit_of_work("")) is ErrorCode.MINUTES_LOCKED


def test_what_becomes_of_an_entry_goes_on(table: Table) -> None:
    table.close(MinutesState.LOCKED)
    assert table.change("entry", outcome=EntryOutcome.DECLINED, outcome_reason="non serve più")
