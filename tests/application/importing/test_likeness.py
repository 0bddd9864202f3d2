"""Rows that look like a record or like one another: asked about by the rules of the doubles, made one when a person says so."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest

from cocity_desktop.application.history import undo_last
from cocity_desktop.application.importing.folding import folded
from cocity_desktop.application.likeness import Trait
from cocity_desktop.application.merging import MergeRecords, merge_records
from cocity_desktop.application.views.importing import RowChoice, RowDecision, RowState
from cocity_desktop.domain.naming import fold
from cocity_desktop.domain.registry import ContactPoint, Group, Membership, Person
from cocity_desktop.import_words import words_for_reason
from tests.application.importing.support import state_of, table_of

if TYPE_CHECKING:
    from cocity_desktop.application.views.importing import ImportPlan
    from tests.application.importing.support import Importing

HEADINGS = ("Nome", "Indirizzo", "Referente", "Tel.", "Mail")
ASS = ("Ass. Amici del Parco", "Via Alloro 3", "Ada Esempio", "011 1000001", "parco@example.org")
APS = ("Associazione Amici del Parco APS", "", "Bruno Prova", "011 1000002", "parco@example.org")
OTHER = ("Banda Alloro", "Via Lontana 9", "", "", "")
SAME = {4: RowDecision(RowChoice.MATCH, row=2)}


def states(plan: ImportPlan) -> list[tuple[str, list[str]]]:
    return [(row.state.value, [reason.code.value for reason in row.reasons]) for row in plan.rows]


def test_the_second_of_two_rows_that_look_alike_is_doubtful(groups: Importing) -> None:
    plan = groups.plan(table_of([HEADINGS, ASS, OTHER, APS]))
    assert states(plan) == [
        ("new", ["not_here_yet"]),
        ("new", ["not_here_yet"]),
        ("doubtful", ["looks_like_row"]),
    ]
    assert plan.rows[2].rows == ((2, "Ass. Amici del Parco"),)
    reason = plan.rows[2].reasons[0]
    assert reason.likeness[0].trait is Trait.SAME_BUT_FORM
    assert Trait.SAME_MAIL in {one.trait for one in reason.likeness}
    assert "row 2" in words_for_reason(reason)


def test_nothing_of_a_doubtful_row_comes_in_by_itself(groups: Importing) -> None:
    groups.take(table_of([HEADINGS, ASS, OTHER, APS]))
    assert sorted(one.name for one in groups.records(Group)) == [ASS[0], OTHER[0]]


def test_rows_said_to_be_one_make_one_record_of_both(groups: Importing) -> None:
    table = table_of([HEADINGS, ASS, OTHER, APS])
    groups.take(table, SAME)
    assert sorted(one.name for one in groups.records(Group)) == [ASS[0], OTHER[0]]
    one = next(one for one in groups.records(Group) if one.name == ASS[0])
    contacts = [contact.value for contact in groups.records(ContactPoint) if contact.group_id == one.id]
    assert sorted(value[-7:] for value in contacts) == ["1000001", "1000002", "ple.org"]
    assert len([member for member in groups.records(Membership) if member.group_id == one.id]) == 2
    undo_last(groups.services.new_unit_of_work())
    assert groups.records(Group) == []


@pytest.mark.parametrize("order", [(ASS, OTHER, APS), (APS, ASS, OTHER)])
def test_the_same_table_again_remembers_which_rows_were_one(
    groups: Importing, order: tuple[tuple[str, ...], ...]
) -> None:
    groups.take(table_of([HEADINGS, ASS, OTHER, APS]), SAME)
    before = state_of(groups.services)
    again = table_of([HEADINGS, *order])
    assert {row.state for row in groups.plan(again).rows} == {RowState.UNCHANGED}
    assert groups.take(again).change_id is None
    assert state_of(groups.services) == before


def test_a_later_edition_of_either_row_changes_the_one_record(groups: Importing) -> None:
    groups.take(table_of([HEADINGS, ASS, OTHER, APS]), SAME)
    later = (*APS[:3], "011 1000003", APS[4])
    plan = groups.plan(table_of([HEADINGS, ASS, OTHER, later]))
    assert [row.state.value for row in plan.rows] == ["unchanged", "unchanged", "changed"]


def test_a_row_said_to_be_another_one_is_made(groups: Importing) -> None:
    table = table_of([HEADINGS, ASS, OTHER, APS])
    groups.take(table, {4: RowDecision(RowChoice.CREATE)})
    assert len(groups.records(Group)) == 3
    assert groups.take(table).change_id is None


def test_a_chain_of_rows_said_to_be_one_goes_to_its_top(groups: Importing) -> None:
    third = ("Amici Parco", "Via Alloro 3", "", "", "parco@example.org")
    table = table_of([HEADINGS, ASS, APS, third])
    groups.take(table, {3: RowDecision(RowChoice.MATCH, row=2), 4: RowDecision(RowChoice.MATCH, row=3)})
    assert [one.name for one in groups.records(Group)] == [ASS[0]]
    assert groups.take(table).change_id is None


def test_a_row_joined_to_one_that_stays_out_stays_out_with_it(groups: Importing) -> None:
    decisions = {2: RowDecision(RowChoice.SKIP), 3: RowDecision(RowChoice.MATCH, row=2)}
    table = table_of([HEADINGS, ("Ass. Amici del Parco", "", "", "12", ""), APS])
    groups.take(table, decisions)
    assert groups.records(Group) == []


@pytest.mark.parametrize("row", [3, 4, 99, -1])
def test_a_row_joined_to_none_above_it_stays_in_doubt(groups: Importing, row: int) -> None:
    plan = groups.plan(table_of([HEADINGS, ASS, APS]), {3: RowDecision(RowChoice.MATCH, row=row)})
    assert plan.rows[1].state is RowState.DOUBTFUL


def test_a_group_with_its_code_and_without_is_asked_about(groups: Importing) -> None:
    rows = [("Nome", "P.IVA"), ("Coop. Nuova", "12345670017"), ("Cooperativa Nuova", "")]
    assert [row.state.value for row in groups.plan(table_of(rows)).rows] == ["new", "doubtful"]


@pytest.mark.parametrize(
    ("one", "other"),
    [
        ("Parrocchia Santa Rita", "Scuola Santa Rita"),
        ("Associazione Via Alloro", "Associazione Via Lauro"),
        ("Circolo 3", "Circolo 4"),
    ],
)
def test_what_the_doubles_do_not_take_for_one_is_not_asked_about(
    groups: Importing, one: str, other: str
) -> None:
    plan = groups.plan(table_of([("Nome", "Indirizzo"), (one, ""), (other, "")]))
    assert [row.state.value for row in plan.rows] == ["new", "new"]


def test_people_called_by_a_short_name_are_asked_about(people: Importing) -> None:
    rows = [
        ("Nome e cognome", "Tel."),
        ("Giuseppe Provetti", "333 1000001"),
        ("Beppe Provetti", "333 1000001"),
    ]
    plan = people.plan(table_of(rows))
    assert states(plan)[1] == ("doubtful", ["looks_like_row"])
    people.take(table_of(rows), {3: RowDecision(RowChoice.MATCH, row=2)})
    assert [one.given_name for one in people.records(Person)] == ["Giuseppe"]


def test_a_name_with_contacts_and_without_is_asked_about(people: Importing) -> None:
    rows = [("Nome e cognome", "Mail"), ("Ada Esempio", "a@example.org"), ("Ada Esempio", "")]
    assert states(people.plan(table_of(rows)))[1] == ("doubtful", ["looks_like_row"])


def test_names_are_folded_as_the_doubles_fold_them() -> None:
    for text in ("A.P.S. Orto", "Ass.ne Città d’Arte", "ØSTLAND", "Straße", "C. F."):
        assert folded(text) == fold(text)


def sides(plan: ImportPlan, row: int) -> dict[str, tuple[str, ...]]:
    """By field of the first side of a row: here, said, and what would be by TAKE and KEEP."""
    found = next(one for one in plan.rows if one.number == row).sides[0]
    return {one.meaning.value: (one.here, one.said, one.taken, one.kept) for one in found.fields}


def test_a_doubtful_row_is_laid_beside_the_record_it_may_be(groups: Importing) -> None:
    groups.take(table_of([HEADINGS, ASS], "uno.csv"))
    plan = groups.plan(table_of([HEADINGS, (*APS[:4], "")], "due.csv"))
    assert sides(plan, 2) == {
        "name": ("Ass. Amici del Parco", "Associazione Amici del Parco APS", "Associazione Amici del Parco APS",
                 "Ass. Amici del Parco"),
        "phone": ("011 1000001", "011 1000002", "011 1000001, 011 1000002", "011 1000001, 011 1000002"),
        "members": ("Ada Esempio", "Bruno Prova", "Ada Esempio, Bruno Prova", "Ada Esempio, Bruno Prova"),
    }  # fmt: skip


def test_records_that_came_apart_and_were_merged_later_are_asked_about_no_more(groups: Importing) -> None:
    table = table_of([HEADINGS, ASS, OTHER, APS])
    groups.take(table, {4: RowDecision(RowChoice.CREATE)})
    by_name = {one.name: one.id for one in groups.records(Group)}
    merge = MergeRecords(kind="group", kept_id=by_name[ASS[0]], gone_id=by_name[APS[0]])
    groups.services.run(merge_records, merge)
    before = state_of(groups.services)
    assert {row.state for row in groups.plan(table).rows} == {RowState.UNCHANGED}
    assert groups.take(table).change_id is None
    assert state_of(groups.services) == before
