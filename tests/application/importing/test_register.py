"""A public register of pacts: what its rows become, what a later edition moves on, what is never guessed."""

from __future__ import annotations

import csv
import os
from dataclasses import replace
from datetime import date
from pathlib import Path
from typing import TYPE_CHECKING

import pytest

from cocity_desktop.application.history import undo_last
from cocity_desktop.application.importing.ports import Table, TableRow
from cocity_desktop.application.importing.register import ImportRegister, import_register, plan_register
from cocity_desktop.application.places import PlaceFields, UpdatePlace, update_place
from cocity_desktop.application.processes import (
    OpenProcess,
    TakeStep,
    UpdateProcess,
    open_process,
    remove_process,
    take_step,
    update_process,
)
from cocity_desktop.application.removal import Remove
from cocity_desktop.application.views.importing import RowChoice, RowDecision, RowReason, RowState
from cocity_desktop.domain.keeping import ImportedRow
from cocity_desktop.domain.lifecycle import ProcessState
from cocity_desktop.domain.processes import HistoryKind
from cocity_desktop.domain.registry import GroupKind

if TYPE_CHECKING:
    from cocity_desktop.application.importing.register import RegisterPlan
    from cocity_desktop.application.views.work import ProcessDetail
    from tests.application.conftest import SmallHouse

DATA = Path(__file__).resolve().parents[2] / "data" / "register"
FIRST, SECOND = DATA / "registro-prova-2026-03-01.csv", DATA / "registro-prova-2026-04-15.csv"
SHARED = Path(os.environ.get("COCITY_SHARED") or Path(__file__).resolve().parents[4] / "shared") / "data"
REAL = tuple(SHARED / f"registro-patti-{day}.csv" for day in ("2025-10-31", "2025-12-19"))
NEW, CHANGED, SAME, DOUBT, REFUSED = RowState


def read(file: Path) -> Table:
    """A register as the reader of tables gives it."""
    with file.open(encoding="utf-8-sig", newline="") as lines:
        headings, *rows = csv.reader(lines)
    cells = (tuple(cell.strip() or None for cell in row) for row in rows)
    found = tuple(TableRow(number, row) for number, row in enumerate(cells, start=2))
    return Table(file.name, "csv", "", "", (), 1, tuple(heading.strip() for heading in headings), found)


def table(*rows: dict[str, object], name: str = "registro-2026-03-01.csv") -> Table:
    """A register of these rows, with the columns that the first one has."""
    headings = tuple(rows[0])
    cells = [TableRow(n, tuple(row.get(h) for h in headings)) for n, row in enumerate(rows, start=2)]  # type: ignore[misc]
    return Table(name, "csv", "", "", (), 1, headings, tuple(cells))


def row(**cells: object) -> dict[str, object]:
    return {"Id": "1", "Titolo proposta": "Orto", "Stato di avanzamento": "Istruttoria in corso", **cells}


class Register:
    """A house that reads a register."""

    def __init__(self, house: SmallHouse) -> None:
        self.house = house
        self.services = house.services

    def take(self, table: Table, **named: object) -> RegisterPlan:
        """What the plan said, once it is done."""
        cmd = ImportRegister(table=table, **named)  # type: ignore[arg-type]
        plan = self.services.run(plan_register, cmd)
        self.house.run(import_register, cmd, self.services.regulations)
        return plan

    def process(self, title: str) -> ProcessDetail:
        """The one process with that title."""
        (found,) = [one for one in self.services.queries.processes() if one.title == title]
        return self.services.queries.process(found.id)

    def states(self) -> dict[str, ProcessState]:
        """Where every process of the register stands, by the register's number."""
        with self.services.new_unit_of_work() as uow:
            rows = uow.find(ImportedRow, record_kind="process")
        return {one.row_key: self.services.queries.process(one.record_id).state for one in rows}

    def everything(self) -> tuple[object, ...]:
        """All that pages show of it."""
        queries = self.services.queries
        return (
            queries.processes(),
            queries.places(),
            queries.groups(),
            queries.people(),
            [queries.process(one.id) for one in queries.processes()],
        )


@pytest.fixture
def register(house: SmallHouse) -> Register:
    return Register(house)


def states_of(plan: RegisterPlan) -> list[RowState]:
    return [one.state for one in plan.rows]


def reasons_of(plan: RegisterPlan) -> list[list[RowReason]]:
    return [[reason.code for reason in one.reasons] for one in plan.rows]


# --- what a row becomes -----------------------------------------------------------------------------------


def test_a_row_becomes_a_process_in_its_place_with_the_words_of_the_register(register: Register) -> None:
    register.take(read(FIRST))
    process = register.process('Orto "dei vicini"  di piazza Esempio')
    assert (process.state, process.regulation_code) == (ProcessState.TECHNICAL_EVALUATION, "palermo-2023")
    assert process.summary == "Ambiti di azione: Cura di spazi verdi e arredi\nProponente: Gruppo informale"
    assert process.groups == ()
    place = register.services.queries.place(process.place_id or "")
    assert (place.name, place.address, place.city) == ("Piazza Esempio", "Piazza Esempio", "Palermo")
    assert (place.quarter, place.district, place.description) == ("Quartiere Uno", 1, "UPL: Alfa")
    assert (place.latitude, place.longitude) == (38.110000012, 13.360000013)


def test_its_history_says_what_was_told_when_and_by_whom(register: Register) -> None:
    register.take(read(FIRST))
    step, note = register.process('Orto "dei vicini"  di piazza Esempio').history
    assert step.description == "dal registro del 1º marzo 2026: «Istruttoria in corso»"
    assert (step.from_state, step.to_state) == (None, ProcessState.TECHNICAL_EVALUATION)
    assert (note.history_kind, note.reason) == (HistoryKind.ACT, "dal registro del 1º marzo 2026")
    assert note.description == "Chiesto il parere  con nota n. 12/2026; si attende."
    assert {step.happened_on, note.happened_on} == {date(2026, 3, 1)}
    signed, link = register.process("Letture in cortile").history
    assert (signed.to_state, link.reference) == (
        ProcessState.SIGNED,
        "https://example.org/patti/patto_002.pdf",
    )


def test_a_group_is_made_only_where_the_row_names_one(register: Register) -> None:
    before = len(register.services.queries.groups())
    register.take(read(FIRST))
    assert len(register.services.queries.groups()) == before + 1
    process = register.process("Giardino finto")
    group = register.services.queries.group(process.groups[0].group_id)
    assert (group.name, group.group_kind) == ("Associazione Giardino Finto APS", GroupKind.APS)
    assert [one.name for one in register.services.queries.people()] == ["Bruno Prova"]
    assert register.process("Letture in cortile").groups == ()


@pytest.mark.parametrize(
    ("proponent", "representative", "name"),
    [
        ("Associazione culturale", "", ""),
        ("Società cooperativa", "Mario Finto", ""),
        ("Comitato civico: Le Scale", "", "Le Scale"),
        ("Gruppo informale", "Associazione Le Scale", "Associazione Le Scale"),
        ("Neu Esempio APS", "", "Neu Esempio APS"),
        ("Persona fisica: Ada Esempio", "", ""),
        ("Società", "Esempio S.r.l.", "Esempio S.r.l."),
        ("Altro", "", ""),
        ("Associazione 2024", "", ""),
        ("Associazione NaN", "", ""),
    ],
)
def test_no_name_is_made_up(register: Register, proponent: str, representative: str, name: str) -> None:
    register.take(table(row(Proponente=proponent, Rappresentante=representative)))
    process = register.process("Orto")
    assert [one.name for one in process.groups] == ([name] if name else [])
    assert process.summary == f"Proponente: {proponent}"


def test_what_is_not_understood_is_said_and_kept_out(register: Register) -> None:
    plan = register.take(read(FIRST))
    assert states_of(plan) == [NEW, NEW, NEW, DOUBT, DOUBT]
    assert reasons_of(plan)[3:] == [[RowReason.DISTRICT_UNCLEAR], [RowReason.COORDINATES_UNCLEAR]]
    place = register.services.queries.place(register.process("Giardino finto").place_id or "")
    assert (place.name, place.latitude, place.longitude) == ("Giardino finto", None, None)
    assert len(register.states()) == 5


@pytest.mark.parametrize(
    ("cells", "expected"),
    [
        ({"Coordinate": "38,11; 13,36"}, (38.11, 13.36)),
        ({"Coordinate": "13.36, 38.11"}, (38.11, 13.36)),
        ({"Lat.": "38,11", "Long.": "13,36"}, (38.11, 13.36)),
        ({"Lat.": 38.11, "Long.": 13.36}, (38.11, 13.36)),
        ({"Lat.": "38.11", "Long.": ""}, (None, None)),
        ({"Coordinate": "a Palermo", "geouri": "geo:38.11,13.36"}, (38.11, 13.36)),
        ({"Coordinate": "538.11, 13.36"}, (None, None)),
    ],
)
def test_coordinates_as_people_write_them(
    register: Register, cells: dict[str, object], expected: tuple[float | None, float | None]
) -> None:
    register.take(table(row(**cells)))
    place = register.services.queries.place(register.process("Orto").place_id or "")
    assert (place.latitude, place.longitude) == expected


@pytest.mark.parametrize(
    ("words", "state"),
    [
        ("Patto stipulato", ProcessState.SIGNED),
        (" PATTO  STIPULATO ", ProcessState.SIGNED),
        ("Istruttoria in corso", ProcessState.TECHNICAL_EVALUATION),
        ("In attesa di integrazioni", ProcessState.AWAITING_SUPPLEMENT),
        ("Archiviata", ProcessState.ARCHIVED),
        ("Respinto", ProcessState.REFUSED),
        ("Patto revocato", ProcessState.TERMINATED),
        ("Patto concluso", ProcessState.CONCLUDED),
        ("Non stipulato", None),
        ("Respinta ma riaperta", None),
        (None, None),
    ],
)
def test_states_are_known_by_their_whole_words(
    register: Register, words: str | None, state: ProcessState | None
) -> None:
    plan = register.take(table(row(**{"Stato di avanzamento": words})))
    process = register.process("Orto")
    assert process.state is (state or ProcessState.PROPOSAL_FILED)
    assert states_of(plan) == [NEW if state else DOUBT]
    assert (words or "").strip() in process.history[0].description


def test_letters_of_a_wrong_encoding_are_told_and_what_cannot_be_kept_is_left_out(register: Register) -> None:
    plan = register.take(table(row(**{"Titolo proposta": "Caff\u00c3\u00a8 \x00aperto"})))
    assert reasons_of(plan) == [[RowReason.GARBLED]]
    assert register.process("Caff\u00c3\u00a8 aperto").state is ProcessState.TECHNICAL_EVALUATION


def test_the_coordinates_with_most_decimals_count_wherever_they_stand(register: Register) -> None:
    first = {"geouri": "geo:38.1154,13.3432", "Lat.": "38.11", "Long.": "13.34"}
    register.take(table(row(**first, Coordinate="38.115403579, 13.343229772")))
    place = register.services.queries.place(register.process("Orto").place_id or "")
    assert (place.latitude, place.longitude) == (38.115403579, 13.343229772)


def test_columns_may_be_renamed_and_stand_anywhere(register: Register) -> None:
    plan = register.take(
        table(
            {
                "STATO": "Respinta",
                "Titolo della proposta": "Orto",
                "N.": 7,
                "Latitudine": 38.1,
                "Longitudine": 13.3,
                "Municipio": "Municipio 4",
                "Colonna nuova": "?",
            }
        )
    )
    assert [one.meaning.value for one in plan.columns][-1] == "ignore"
    assert register.states() == {"7": ProcessState.REFUSED}
    assert register.services.queries.place(register.process("Orto").place_id or "").district == 4


def test_a_table_that_is_no_register_is_refused(register: Register) -> None:
    no_numbers = ImportRegister(table=table({"Titolo": "Orto"}))
    told = ImportRegister(table=table(row()), told_on=date(2030, 1, 1))
    ports = register.services.regulations
    assert register.house.refusal(import_register, no_numbers, ports) == ("import_no_register", None)
    assert register.house.refusal(import_register, told, ports) == ("date_in_future", "told_on")


def test_rows_without_a_number_or_a_title_are_refused_and_repeated_ones_too(register: Register) -> None:
    rows = (
        row(),
        row(Id="01", **{"Titolo proposta": "Altro"}),
        row(Id=None),
        row(Id="2", **{"Titolo proposta": None}),
    )
    plan = register.take(table(*rows, row(Id="3", **{"Titolo proposta": "x" * 301})))
    assert states_of(plan) == [NEW, REFUSED, REFUSED, REFUSED, REFUSED]
    assert reasons_of(plan)[1:] == [
        [RowReason.REPEATED_NUMBER],
        [RowReason.NO_NUMBER],
        [RowReason.NO_NAME],
        [RowReason.TOO_LONG],
    ]
    assert list(register.states()) == ["1"]


# --- a later edition --------------------------------------------------------------------------------------


def test_a_later_edition_moves_on_what_is_here(register: Register) -> None:
    register.take(read(FIRST))
    plan = register.take(read(SECOND))
    assert states_of(plan) == [CHANGED, CHANGED, DOUBT, SAME, NEW]
    assert plan.gone == ("Giardino finto",)
    assert register.states() == {
        "001": ProcessState.SIGNED,
        "002": ProcessState.TECHNICAL_EVALUATION,
        "003": ProcessState.AWAITING_SUPPLEMENT,
        "004": ProcessState.REFUSED,
        "005": ProcessState.ARCHIVED,
        "006": ProcessState.TECHNICAL_EVALUATION,
    }
    back = register.process("Letture in cortile").history[-1]
    assert (back.from_state, back.to_state) == (ProcessState.SIGNED, ProcessState.TECHNICAL_EVALUATION)
    assert back.description == "dal registro del 15 aprile 2026: «ISTRUTTORIA  IN CORSO»"


def test_days_from_contact_to_signing_count_no_process_whose_contact_nobody_saw(register: Register) -> None:
    register.take(read(FIRST))
    register.take(read(SECOND))
    assert register.services.queries.today().contact_to_signing_days is None


def test_unknown_words_are_kept_and_the_process_stays_where_it_was(register: Register) -> None:
    register.take(read(FIRST))
    register.take(read(SECOND))
    *_, words, note = register.process("Una panchina per tutti").history
    assert (words.history_kind, words.description) == (HistoryKind.ACT, "«In mano agli elfi»")
    assert note.description == "Perviene l'integrazione."


def test_the_same_edition_three_times_changes_nothing(register: Register) -> None:
    for file in (FIRST, SECOND):
        register.take(read(file))
        once = register.everything()
        for _ in range(2):
            changes = register.services.run(
                import_register, ImportRegister(table=read(file)), register.services.regulations
            )
            assert changes.change_id is None
        assert register.everything() == once


def test_spreadsheets_may_take_the_zeros_away(register: Register) -> None:
    register.take(table(row(Id="001")))
    assert states_of(register.take(table(row(Id=1), row(Id="2")))) == [SAME, NEW]


def test_an_older_edition_turns_nothing_back_and_says_so(register: Register) -> None:
    register.take(read(SECOND))
    there = register.everything()
    plan = register.take(read(FIRST))
    assert states_of(plan) == [REFUSED, REFUSED, REFUSED, SAME, DOUBT]
    assert {code for codes in reasons_of(plan)[:3] for code in codes} == {RowReason.OLDER_EDITION}
    assert plan.rows[0].reasons[0].other == "2026-04-15"
    assert register.everything() == there


def test_an_older_edition_between_two_is_known_though_its_rows_are_the_first_ones(register: Register) -> None:
    first = table(row(), name="r-2026-03-01.csv")
    register.take(first)
    register.take(replace(first, file_name="r-2026-05-01.csv"))
    between = table(row(**{"Stato di avanzamento": "Respinta"}), name="r-2026-04-01.csv")
    assert states_of(register.take(between)) == [REFUSED]
    assert register.states() == {"1": ProcessState.TECHNICAL_EVALUATION}


def test_a_row_that_only_an_older_edition_has_comes_in_when_asked(register: Register) -> None:
    register.take(read(SECOND))
    take = {6: RowDecision(RowChoice.CREATE)}
    register.take(read(FIRST), decisions=take)
    assert register.process("Giardino finto").state is ProcessState.ARCHIVED


# --- what people did here ---------------------------------------------------------------------------------


def test_what_was_changed_here_is_ours_while_the_register_says_the_same(register: Register) -> None:
    register.take(read(FIRST))
    process = register.process("Fontana di prova")
    rename = UpdateProcess(
        process_id=process.id, title="La fontana", place_id=process.place_id, regulation_code="palermo-2023",
        form=process.form, summary=process.summary,
    )  # fmt: skip
    register.house.run(update_process, rename, register.services.regulations)
    place = PlaceFields(name="Il largo", address="Largo Immaginato 2", city="Palermo")
    register.house.run(update_place, UpdatePlace(place_id=process.place_id or "", fields=place))
    register.take(read(SECOND))
    assert register.process("La fontana").place == "Il largo"


def test_where_both_changed_the_row_waits_for_a_decision(register: Register) -> None:
    register.take(table(row()))
    process = register.process("Orto")
    by_hand = TakeStep(
        process_id=process.id, target=ProcessState.ADMITTED, happened_on=date(2026, 3, 10), reference="D.D. 1"
    )
    register.house.run(take_step, by_hand)
    later = table(row(**{"Stato di avanzamento": "Respinta"}), name="registro-2026-04-15.csv")
    plan = register.take(later)
    assert (states_of(plan), reasons_of(plan)) == ([DOUBT], [[RowReason.MOVED_HERE]])
    assert register.process("Orto").state is ProcessState.ADMITTED
    register.take(later, decisions={2: RowDecision(RowChoice.TAKE)})
    assert register.process("Orto").state is ProcessState.REFUSED


def test_a_step_that_is_later_here_is_never_overtaken(register: Register) -> None:
    register.take(table(row()))
    process = register.process("Orto")
    late = TakeStep(
        process_id=process.id, target=ProcessState.ADMITTED, happened_on=date(2026, 9, 1), reference="D.D. 1"
    )
    register.house.run(take_step, late)
    later = table(row(**{"Stato di avanzamento": "Respinta"}), name="registro-2026-04-15.csv")
    take = {2: RowDecision(RowChoice.TAKE)}
    assert reasons_of(register.take(later, decisions=take)) == [[RowReason.LATER_HERE]]
    assert register.process("Orto").state is ProcessState.ADMITTED
    assert [step.description for step in register.process("Orto").history if step.to_state is None] == [
        "«Respinta»"
    ]


def test_a_process_removed_here_is_not_brought_back_unasked(register: Register) -> None:
    register.take(table(row()))
    register.house.run(remove_process, Remove(id=register.process("Orto").id))
    plan = register.take(table(row()))
    assert (states_of(plan), reasons_of(plan)) == ([DOUBT], [[RowReason.REMOVED_HERE]])
    assert [one.title for one in register.services.queries.processes()] == ["Cortile aperto"]
    register.take(table(row()), decisions={2: RowDecision(RowChoice.CREATE)})
    assert register.process("Orto").state is ProcessState.TECHNICAL_EVALUATION


def test_a_process_opened_by_hand_is_not_doubled(register: Register) -> None:
    opened = OpenProcess(title="ORTO", opened_on=date(2026, 1, 1), regulation_code="palermo-2023")
    process = register.house.run(open_process, opened, register.services.regulations)
    plan = register.take(table(row()))
    assert (states_of(plan), plan.rows[0].candidates) == ([DOUBT], ((process, "ORTO"),))
    match = {2: RowDecision(RowChoice.MATCH, process)}
    register.take(table(row(Indirizzo="Via Esempio")), decisions=match)
    found = register.services.queries.process(process)
    assert (found.title, found.state, found.place) == (
        "ORTO", ProcessState.TECHNICAL_EVALUATION, "Via Esempio",
    )  # fmt: skip
    assert states_of(register.take(table(row(Indirizzo="Via Esempio")))) == [SAME]


def test_one_undo_takes_all_of_it_back(register: Register) -> None:
    before = register.everything()
    register.take(read(FIRST))
    first = register.everything()
    register.take(read(SECOND))
    register.services.run(lambda _cmd, uow: undo_last(uow), None)
    assert register.everything() == first
    register.services.run(lambda _cmd, uow: undo_last(uow), None)
    assert register.everything() == before


def test_stopping_half_way_leaves_nothing(register: Register) -> None:
    class Stop(Exception):
        pass

    def step(done: int, _total: int) -> None:
        if done == 3:
            raise Stop

    before = register.everything()
    cmd = ImportRegister(table=read(FIRST))
    with pytest.raises(Stop):
        register.services.run(import_register, cmd, register.services.regulations, step)
    assert register.everything() == before


# --- the real register of Palermo -------------------------------------------------------------------------

real = pytest.mark.skipif(not REAL[0].exists(), reason="the real register is not beside the repository")


def raw_states(file: Path) -> dict[str, str]:
    with file.open(encoding="utf-8-sig", newline="") as lines:
        return {one["Id"]: one["Stato di avanzamento"].strip() for one in csv.DictReader(lines)}


WORDS = {
    "Istruttoria in corso": ProcessState.TECHNICAL_EVALUATION,
    "Respinta": ProcessState.REFUSED,
    "Patto stipulato": ProcessState.SIGNED,
    "In attesa di integrazione": ProcessState.AWAITING_SUPPLEMENT,
    "Archiviata": ProcessState.ARCHIVED,
}


@real
def test_the_difference_of_two_real_days_is_the_real_one(register: Register) -> None:
    first, second = (raw_states(file) for file in REAL)
    register.take(register.services.tables.read(REAL[0]))
    assert register.states() == {number: WORDS[words] for number, words in first.items()}
    before = register.states()
    plan = register.take(register.services.tables.read(REAL[1]))
    after = register.states()
    assert after == {number: WORDS[words] for number, words in second.items()}
    assert after.keys() - before.keys() == second.keys() - first.keys()
    moved = {number for number in before if before[number] is not after[number]}
    assert moved == {number for number in first if first[number] != second[number]}
    assert states_of(plan).count(NEW) == len(second.keys() - first.keys())
    told = [
        step
        for one in register.services.queries.processes()
        for step in register.services.queries.process(one.id).history
        if step.from_state is not None
    ]
    assert len(told) == len(moved)
    assert all(step.description.startswith("dal registro del 19 dicembre 2025: «") for step in told)


@real
def test_a_real_day_three_times_is_one(register: Register) -> None:
    table = register.services.tables.read(REAL[1])
    register.take(table)
    once = register.everything()
    for _ in range(2):
        changes = register.services.run(
            import_register, ImportRegister(table=table), register.services.regulations
        )
        assert changes.change_id is None
    assert register.everything() == once


@real
def test_real_titles_and_notes_are_as_written(register: Register) -> None:
    register.take(register.services.tables.read(REAL[1]))
    with REAL[1].open(encoding="utf-8-sig", newline="") as lines:
        rows = list(csv.DictReader(lines))
    titles = sorted(
        one.title for one in register.services.queries.processes() if one.title != "Cortile aperto"
    )
    assert titles == sorted(one["Titolo proposta"].strip() for one in rows)
    notes = {one["Nota per attività conclusive"].strip() for one in rows} - {""}
    told = {
        step.description
        for one in register.services.queries.processes()
        for step in register.services.queries.process(one.id).history
        if step.history_kind is HistoryKind.ACT and not step.reference
    }
    assert told == notes
    assert len(register.services.queries.groups()) == 1
