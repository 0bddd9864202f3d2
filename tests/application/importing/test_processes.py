"""Processes that were exported come back: the same state and history, whatever people typed; what cannot is refused in words."""

from __future__ import annotations

import itertools
from dataclasses import asdict, replace
from datetime import date
from typing import TYPE_CHECKING, Any

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from cocity_desktop.application.export_ports import ExportForm, ExportSubject
from cocity_desktop.application.history import undo_last
from cocity_desktop.application.importing.processes import (
    ImportProcesses,
    import_processes,
    plan_processes,
    propose_processes,
)
from cocity_desktop.application.process_cells import (
    history_in_cell,
    history_of_cell,
    opinions_in_cell,
    opinions_of_cell,
)
from cocity_desktop.application.views.exports import OpinionOut, StepOut
from cocity_desktop.application.views.importing import RowChoice, RowDecision, RowReason, RowState
from cocity_desktop.domain.house import StaffMember, StaffRole
from cocity_desktop.domain.lifecycle import ProcessState
from cocity_desktop.domain.places import Place
from cocity_desktop.domain.processes import (
    GovernmentForm,
    HistoryKind,
    HistoryStep,
    Opinion,
    OpinionKind,
    Participation,
    Process,
    ProcessRole,
)
from cocity_desktop.domain.registry import Group
from cocity_desktop.import_words import words_for_reason
from tests.application.test_export_round_trip import export

if TYPE_CHECKING:
    from collections.abc import Callable
    from pathlib import Path

    from cocity_desktop.application.importing.ports import Table
    from cocity_desktop.application.views.importing import ImportPlan
    from tests.application.conftest import SmallHouse

FORMS = (ExportForm.CSV, ExportForm.XLSX, ExportForm.ODS)
PLACES, GROUPS = ("Giardino", "Cortile; di «sotto» (b)"), ("Orto, dei vicini", "Rete (di) tutti", "Scuola")
LETTERS = st.characters(exclude_categories=("Cs", "Cc", "Cn", "Co", "Zl", "Zp", "Zs")) | st.sampled_from(
    " ;,()\\'\"“’=+-@:\n"
)
texts = st.text(LETTERS, max_size=30).map(lambda text: " ".join(text.split(" ")).strip())
words = st.text(LETTERS.filter(lambda sign: sign != "\n"), min_size=1, max_size=20).map(
    lambda text: f"a{text.strip()}"
)
days = st.dates(date(2020, 1, 1), date(2027, 2, 1))
states = st.sampled_from(list(ProcessState))
steps = st.builds(
    StepOut, history_kind=st.just(HistoryKind.STATE), from_state=st.none() | states, to_state=states, happened_on=days,
    description=texts, reason=texts, reference=texts,
) | st.builds(
    StepOut, history_kind=st.just(HistoryKind.ACT), from_state=st.none(), to_state=st.none(), happened_on=days,
    description=texts, reason=texts, reference=texts,
)  # fmt: skip
histories = st.lists(steps, min_size=1, max_size=6).map(
    lambda found: tuple(sorted(found, key=lambda one: one.happened_on))
)
opinions = st.lists(
    st.builds(
        OpinionOut, opinion_kind=st.sampled_from(list(OpinionKind)), office=words, subject=texts,
        asked_on=st.none() | days, due_on=st.none() | days, received_on=st.none() | days, reference=texts, outcome=texts,
    ),
    max_size=3,
).map(tuple)  # fmt: skip


@given(history=histories)
def test_a_history_is_read_as_it_was_written(history: tuple[StepOut, ...]) -> None:
    assert history_of_cell(history_in_cell(history)) == history


@given(asked=opinions)
def test_opinions_are_read_as_they_were_written(asked: tuple[OpinionOut, ...]) -> None:
    assert opinions_of_cell(opinions_in_cell(asked)) == asked


@pytest.mark.parametrize(
    "cell", ["2025-01-01 domani", "ieri atto", "2025-01-01 firmato (perché sì)", "2025-1-1 atto", "boh"]
)
def test_half_a_history_is_none(cell: str) -> None:
    with pytest.raises(ValueError, match=r".*"):
        history_of_cell(cell)


# --- there and back -------------------------------------------------------------------------------------------------


def furnish(house: SmallHouse) -> dict[str, str]:
    """What rows may name, by name."""
    with house.services.new_unit_of_work() as uow:
        made: list[Any] = [uow.add(Place(id=uow.new_id(), name=name)) for name in PLACES]
        made += [uow.add(Group(id=uow.new_id(), name=name)) for name in GROUPS]
        made.append(uow.add(StaffMember(id=uow.new_id(), name="Carla Modello", role=StaffRole.FACILITATOR)))
        ids = {one.name: one.id for one in made}
        uow.commit("found_house")
    return ids


wholes = st.fixed_dictionaries(
    {
        "title": words, "summary": texts, "place": st.none() | st.sampled_from(PLACES), "opened_on": days,
        "form": st.sampled_from(list(GovernmentForm)), "facilitator": st.booleans(), "history": histories,
        "regulation_code": st.sampled_from(["torino-391", "palermo-2023"]), "opinions": opinions,
        "groups": st.dictionaries(st.sampled_from(GROUPS), st.sampled_from(list(ProcessRole))),
    }
)  # fmt: skip


def put(house: SmallHouse, ids: dict[str, str], whole: dict[str, Any], number: int) -> str:
    """A process as the archive keeps one."""
    told = [one.to_state for one in whole["history"] if one.to_state]
    with house.services.new_unit_of_work() as uow:
        process = uow.add(
            Process(
                id=uow.new_id(), title=f"{number} {whole['title']}", summary=whole["summary"], form=whole["form"],
                place_id=ids.get(whole["place"] or ""), opened_on=whole["opened_on"], regulation_code=whole["regulation_code"],
                facilitator_id=ids["Carla Modello"] if whole["facilitator"] else None,
                state=told[-1] if told else ProcessState.CONTACT,
            )
        )  # fmt: skip
        for step in whole["history"]:
            uow.add(HistoryStep(id=uow.new_id(), process_id=process.id, **asdict(step)))
        for one in whole["opinions"]:
            uow.add(Opinion(id=uow.new_id(), process_id=process.id, **asdict(one)))
        for name, role in whole["groups"].items():
            uow.add(Participation(id=uow.new_id(), process_id=process.id, group_id=ids[name], role=role))
        uow.commit("open_process")
    return process.id


def command(house: SmallHouse, file: Path, **more: Any) -> ImportProcesses:
    table: Table = house.services.tables.read(file)
    columns = house.services.run(propose_processes, table)
    return ImportProcesses(table=table, meanings=tuple(one.meaning for one in columns), **more)


def take_in(house: SmallHouse, file: Path, **more: Any) -> ImportPlan:
    cmd, regulations = command(house, file, **more), house.services.regulations
    plan = house.services.run(plan_processes, cmd, regulations)
    house.services.run(import_processes, cmd, regulations)
    return plan


def state(house: SmallHouse, titles: set[str] | None = None) -> list[Any]:
    found = (
        replace(one, id="", groups=tuple(sorted(one.groups)))
        for one in house.services.outgoing.processes_to_export()
    )
    return [one for one in found if titles is None or one.title in titles]


Two = tuple["SmallHouse", dict[str, str], "SmallHouse"]


@pytest.fixture
def two(house: SmallHouse, bare: SmallHouse) -> Two:
    """Where processes come from, and where they go."""
    ids = furnish(house)
    furnish(bare)
    return house, ids, bare


_number = itertools.count(1)


@settings(max_examples=25, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(some=st.lists(wholes, min_size=1, max_size=4), form=st.sampled_from(FORMS))
def test_processes_come_back_to_the_same_state(
    two: Two, tmp_path: Path, some: list[dict[str, Any]], form: ExportForm
) -> None:
    """Into another archive as they were; the same file again, here and there, changes nothing."""
    house, ids, bare = two
    made = tuple(put(house, ids, one, next(_number)) for one in some)
    file = tmp_path / f"percorsi.{form.value}"
    file.write_bytes(export(house, ExportSubject.PROCESSES, form, ids=made))
    before = state(house)
    titles = {one.title for one in house.services.outgoing.processes_to_export(made)}
    plan = take_in(bare, file)
    assert [
        words_for_reason(why) for row in plan.rows if row.state is not RowState.NEW for why in row.reasons
    ] == []
    assert state(bare, titles) == state(house, titles)
    for place in (bare, house):
        again = take_in(place, file)
        assert {row.state for row in again.rows} == {RowState.UNCHANGED}
    assert state(house) == before
    assert state(bare, titles) == state(house, titles)


# --- later, and elsewhere -------------------------------------------------------------------------------------------

PLAIN: dict[str, Any] = {
    "title": "Orto", "summary": "Un orto", "place": "Giardino", "opened_on": date(2026, 1, 2), "form": GovernmentForm.PACT,
    "facilitator": True, "regulation_code": "torino-391", "opinions": (), "groups": {"Scuola": ProcessRole.PARTNER},
    "history": (
        StepOut(HistoryKind.STATE, None, ProcessState.CONTACT, date(2026, 1, 2), "Primo incontro", "", ""),
        StepOut(HistoryKind.STATE, ProcessState.CONTACT, ProcessState.INQUIRY, date(2026, 2, 2), "", "", "prot. 7"),
    ),
}  # fmt: skip


@pytest.fixture
def moved(two: Two, tmp_path: Path) -> tuple[SmallHouse, str, SmallHouse, Callable[[], Path]]:
    """One process, in both archives, and how it is exported anew."""
    house, ids, bare = two
    process = put(house, ids, PLAIN, 1)

    def file() -> Path:
        made = tmp_path / "percorsi.csv"
        made.write_bytes(export(house, ExportSubject.PROCESSES, ExportForm.CSV, ids=(process,)))
        return made

    take_in(bare, file())
    return house, process, bare, file


def step(house: SmallHouse, process: str, into: ProcessState, day: date) -> None:
    with house.services.new_unit_of_work() as uow:
        one = uow.get(Process, process)
        uow.add(
            HistoryStep(
                id=uow.new_id(), process_id=process, from_state=one.state, to_state=into, happened_on=day, reason="perché sì"
            )
        )  # fmt: skip
        one.state = into
        uow.commit("take_step")


def only(house: SmallHouse) -> Any:
    (found,) = (one for one in house.services.outgoing.processes_to_export() if one.title == "1 Orto")
    return found


Moved = tuple["SmallHouse", str, "SmallHouse", "Callable[[], Path]"]


def test_later_steps_are_added_and_undone_as_one(moved: Moved) -> None:
    house, process, bare, file = moved
    before = state(bare)
    step(house, process, ProcessState.PROPOSAL_DRAFT, date(2026, 3, 3))
    (row,) = take_in(bare, file()).rows
    assert row.state is RowState.CHANGED
    assert only(bare).state is ProcessState.PROPOSAL_DRAFT
    assert only(bare).history == only(house).history
    undo_last(bare.services.new_unit_of_work())
    assert state(bare) == before


def test_an_older_table_takes_no_step_away(moved: Moved) -> None:
    house, process, _bare, file = moved
    old = file()
    step(house, process, ProcessState.PROPOSAL_DRAFT, date(2026, 3, 3))
    before = only(house)
    (row,) = take_in(house, old).rows
    assert (row.state, only(house)) == (RowState.UNCHANGED, before)


def test_steps_on_both_sides_wait_for_a_decision(moved: Moved) -> None:
    house, process, bare, file = moved
    step(house, process, ProcessState.PROPOSAL_DRAFT, date(2026, 3, 3))
    step(bare, only(bare).id, ProcessState.ARCHIVED, date(2026, 3, 4))
    before = only(bare)
    (row,) = take_in(bare, file()).rows
    assert (row.state, only(bare)) == (RowState.DOUBTFUL, before)
    assert RowReason.STEPS_ON_BOTH_SIDES in {why.code for why in row.reasons}
    assert all(words_for_reason(why) for why in row.reasons)
    take_in(bare, file(), decisions={row.number: RowDecision(RowChoice.TAKE)})
    assert only(bare).state is ProcessState.PROPOSAL_DRAFT
    assert len(only(bare).history) == 4


def test_what_people_changed_here_stays_theirs(moved: Moved) -> None:
    house, process, bare, file = moved
    for where, record, name in ((bare, only(bare).id, "qui"), (house, process, "là")):
        with where.services.new_unit_of_work() as uow:
            uow.get(Process, record).summary = name
            uow.commit("edit_process")
    (row,) = take_in(bare, file()).rows
    assert row.state is RowState.DOUBTFUL
    assert only(bare).summary == "qui"
    take_in(bare, file(), decisions={row.number: RowDecision(RowChoice.TAKE)})
    assert only(bare).summary == "là"


def test_what_is_not_here_is_told_and_comes_the_next_time(
    house: SmallHouse, bare: SmallHouse, tmp_path: Path
) -> None:
    ids = furnish(house)
    process, file = put(house, ids, PLAIN, 1), tmp_path / "percorsi.ods"
    file.write_bytes(export(house, ExportSubject.PROCESSES, ExportForm.ODS, ids=(process,)))
    (row,) = take_in(bare, file).rows
    assert row.state is RowState.NEW
    told = {RowReason.PLACE_UNKNOWN, RowReason.GROUP_UNKNOWN, RowReason.STAFF_UNKNOWN}
    assert told <= {why.code for why in row.reasons}
    furnish(bare)
    take_in(bare, file)
    assert state(bare) == [one for one in state(house) if one.title == "1 Orto"]


@pytest.mark.parametrize(
    ("column", "text", "code"),
    [
        ("Storia", "2026-01-02 domani", RowReason.HISTORY_UNCLEAR),
        ("Pareri e integrazioni", "parere", RowReason.HISTORY_UNCLEAR),
        ("Stato", "firmato", RowReason.STATE_NOT_TOLD),
        ("Stato", "a buon punto", RowReason.CHOICE_UNCLEAR),
        ("Regolamento", "atlantide-1", RowReason.REGULATION_UNKNOWN),
        ("Aperto il", "dopodomani", RowReason.DATE_UNCLEAR),
        ("Percorso", "", RowReason.NO_NAME),
        ("Percorso", "x" * 5_000, RowReason.TOO_LONG),
    ],
)
def test_what_cannot_be_is_refused_in_words(moved: Moved, column: str, text: str, code: RowReason) -> None:
    _house, _process, bare, file = moved
    before, cmd = state(bare), command(bare, file())
    at = cmd.table.headings.index(column)
    (told,) = cmd.table.rows
    cells = (*told.cells[:at], text, *told.cells[at + 1 :])
    cmd = replace(cmd, table=replace(cmd.table, rows=(replace(told, cells=cells),)))
    (row,) = bare.services.run(plan_processes, cmd, bare.services.regulations).rows
    assert (row.state, code in {why.code for why in row.reasons}) == (RowState.REFUSED, True)
    assert all(words_for_reason(why) for why in row.reasons)
    bare.services.run(import_processes, cmd, bare.services.regulations)
    assert state(bare) == before


def test_the_same_title_of_another_day_is_asked_about(two: Two, tmp_path: Path) -> None:
    house, ids, bare = two
    process, file = put(house, ids, PLAIN, 1), tmp_path / "percorsi.csv"
    file.write_bytes(export(house, ExportSubject.PROCESSES, ExportForm.CSV, ids=(process,)))
    with bare.services.new_unit_of_work() as uow:
        uow.add(Process(id=uow.new_id(), title="1 orto", opened_on=date(2024, 1, 1)))
        uow.commit("open_process")
    (row,) = take_in(bare, file).rows
    assert row.state is RowState.DOUBTFUL
    assert [name for _id, name in row.candidates] == ["1 orto"]
    take_in(bare, file, decisions={row.number: RowDecision(RowChoice.CREATE)})
    assert len(state(bare)) == 2


def test_stopped_half_way_nothing_came_in(moved: Moved) -> None:
    house, process, bare, file = moved
    step(house, process, ProcessState.PROPOSAL_DRAFT, date(2026, 3, 3))
    before, cmd = state(bare), command(bare, file())

    def stop(_done: int, _total: int) -> None:
        raise KeyboardInterrupt

    with pytest.raises(KeyboardInterrupt):
        bare.services.run(import_processes, cmd, bare.services.regulations, stop)
    assert state(bare) == before
