"""New, changed, unchanged, doubtful, refused: each row with its reason, and nothing but what was said is written."""

from __future__ import annotations

from datetime import date
from typing import TYPE_CHECKING, Any

import pytest

from cocity_desktop.application.history import redo_last, undo_last
from cocity_desktop.application.places import PlaceFields, RegisterPlace, register_place
from cocity_desktop.application.registry import (
    GroupFields,
    RegisterGroup,
    UpdateGroup,
    register_group,
    remove_group,
    update_group,
)
from cocity_desktop.application.removal import Remove
from cocity_desktop.application.views.importing import RowChoice, RowDecision, RowReason, RowState
from cocity_desktop.domain.keeping import ImportedRow
from cocity_desktop.domain.places import Place
from cocity_desktop.domain.registry import (
    Consent,
    ConsentKind,
    ContactKind,
    ContactPoint,
    Group,
    GroupKind,
    MemberRole,
    Membership,
    Partnership,
    Person,
)
from tests.application.importing.support import state_of, table_of

if TYPE_CHECKING:
    from cocity_desktop.application.views.importing import ImportPlan
    from tests.application.importing.support import Importing

HEADINGS = ("Denominazione", "Tipo", "Indirizzo", "Circ.", "Referente", "Tel.", "Mail")
ORTO = ("Orto dei vicini", "APS", "Via Alloro 3", "3", "Ada Esempio", "011 123456", "orto@example.org")
BANDA = (
    "Banda Alloro",
    "Gruppo informale",
    "Via Alloro 5",
    "Circ. 4",
    "Bruno Prova",
    "333 1234567",
    "banda@example.org",
)


def states(plan: ImportPlan) -> list[tuple[str, list[str]]]:
    return [(row.state.value, [reason.code.value for reason in row.reasons]) for row in plan.rows]


def register(house: Importing, **fields: Any) -> str:
    cmd = RegisterGroup(fields=GroupFields(**fields))
    return house.services.run(register_group, cmd, house.services.codes).created or ""


def test_a_first_table(groups: Importing) -> None:
    plan = groups.plan(table_of([HEADINGS, ORTO, BANDA]))
    assert states(plan) == [("new", ["not_here_yet"]), ("new", ["not_here_yet"])]
    assert {diff.meaning.value: diff.after for diff in plan.rows[0].diffs} == {
        "name": "Orto dei vicini", "group_kind": "aps", "address": "Via Alloro 3", "district": "3", "members": "Ada Esempio",
        "phone": "011 123456", "email": "orto@example.org",
    }  # fmt: skip
    assert groups.records(Group) == []
    groups.take(table_of([HEADINGS, ORTO, BANDA]))
    orto, banda = groups.records(Group)
    assert (orto.name, orto.group_kind, orto.district, banda.district) == (
        "Orto dei vicini",
        GroupKind.APS,
        3,
        4,
    )
    contacts = [(one.contact_kind, one.value, one.preferred) for one in groups.records(ContactPoint)]
    assert (ContactKind.EMAIL, "orto@example.org", True) in contacts
    assert {one.role for one in groups.records(Membership)} == {MemberRole.CONTACT}
    assert [one.family_name for one in groups.records(Person)] == ["Esempio", "Prova"]


def test_no_personal_data_in_what_is_remembered_of_rows(groups: Importing) -> None:
    groups.take(table_of([HEADINGS, ORTO, BANDA]))
    remembered = repr(groups.records(ImportedRow))
    assert not [word for word in ("Ada", "Esempio", "orto@example.org", "123456") if word in remembered]


def test_the_same_table_three_times_changes_nothing(groups: Importing) -> None:
    groups.take(table_of([HEADINGS, ORTO, BANDA]))
    before, changes = state_of(groups.services), groups.changes()
    for _ in range(2):
        assert groups.take(table_of([HEADINGS, ORTO, BANDA])).change_id is None
    assert {row.state for row in groups.plan(table_of([HEADINGS, ORTO, BANDA])).rows} == {RowState.UNCHANGED}
    assert (state_of(groups.services), groups.changes()) == (before, changes)


def test_a_later_edition_updates_whatever_its_order_and_name(groups: Importing) -> None:
    groups.take(table_of([HEADINGS, ORTO, BANDA], "gruppi 2025-03.csv"))
    moved = tuple("Via Nuova 1" if cell == "Via Alloro 3" else cell for cell in ORTO)
    turned = [tuple(reversed(row)) for row in (HEADINGS, BANDA, moved)]
    plan = groups.plan(table_of(turned, "GRUPPI def 2025-09 (2).xlsx"))
    assert states(plan) == [("unchanged", ["known_row"]), ("changed", ["known_row"])]
    assert [(diff.before, diff.after) for diff in plan.rows[1].diffs] == [("Via Alloro 3", "Via Nuova 1")]
    groups.take(table_of(turned, "GRUPPI def 2025-09 (2).xlsx"))
    assert [one.address for one in groups.records(Group)] == ["Via Nuova 1", "Via Alloro 5"]


def test_contacts_and_people_come_and_go_with_the_table_but_not_those_added_here(groups: Importing) -> None:
    groups.take(table_of([HEADINGS, ORTO]))
    orto = groups.records(Group)[0]
    services = groups.services
    with services.new_unit_of_work() as uow:
        uow.add(
            ContactPoint(
                id=uow.new_id(), contact_kind=ContactKind.PHONE, value="011 999999", group_id=orto.id
            )
        )
        uow.commit("add_member")
    later = (*ORTO[:4], "Carla Nuova", "011 222222", "orto@example.org")
    plan = groups.plan(table_of([HEADINGS, later]))
    assert {(diff.before, diff.after) for diff in plan.rows[0].diffs} == {
        ("", "011 222222"), ("011 123456", ""), ("", "Carla Nuova"), ("Ada Esempio", ""),
    }  # fmt: skip
    groups.take(table_of([HEADINGS, later]))
    phones = {one.value for one in groups.records(ContactPoint) if one.contact_kind is ContactKind.PHONE}
    assert phones == {"011 222222", "011 999999"}
    assert len(groups.records(Membership)) == 1
    assert groups.take(table_of([HEADINGS, later])).change_id is None


def change_here(house: Importing, **fields: Any) -> None:
    group = house.records(Group)[0]
    known = {name: getattr(group, name) for name in ("name", "group_kind", "address", "district")}
    cmd = UpdateGroup(group_id=group.id, fields=GroupFields(**{**known, **fields}))
    house.services.run(update_group, cmd, house.services.codes)


def test_a_field_changed_here_stays_unless_the_table_changed_too(groups: Importing) -> None:
    groups.take(table_of([HEADINGS, ORTO]))
    change_here(groups, address="Via Mia 7")
    assert groups.take(table_of([HEADINGS, ORTO])).change_id is None
    assert groups.records(Group)[0].address == "Via Mia 7"
    moved = tuple("Via Nuova 1" if cell == "Via Alloro 3" else cell for cell in ORTO)
    row = groups.plan(table_of([HEADINGS, moved])).rows[0]
    conflict = row.reasons[-1]
    assert (row.state, conflict.code) == (RowState.DOUBTFUL, RowReason.CHANGED_ON_BOTH_SIDES)
    assert (conflict.column, conflict.value, conflict.other) == ("Indirizzo", "Via Nuova 1", "Via Mia 7")
    assert groups.take(table_of([HEADINGS, moved])).change_id is None


@pytest.mark.parametrize(
    ("choice", "address"), [(RowChoice.KEEP, "Via Mia 7"), (RowChoice.TAKE, "Via Nuova 1")]
)
def test_who_decides_is_asked_once(groups: Importing, choice: RowChoice, address: str) -> None:
    groups.take(table_of([HEADINGS, ORTO]))
    change_here(groups, address="Via Mia 7")
    moved = table_of([HEADINGS, tuple("Via Nuova 1" if cell == "Via Alloro 3" else cell for cell in ORTO)])
    groups.take(moved, {2: RowDecision(choice)})
    assert groups.records(Group)[0].address == address
    assert groups.plan(moved).rows[0].state is RowState.UNCHANGED


def test_records_that_are_here_are_found_by_sure_marks_then_by_name(groups: Importing) -> None:
    register(groups, name="Cooperativa Nuova", vat_number="12345670017")
    register(groups, name="BANDA ALLORO")
    rows = [("Nome", "P.IVA", "Indirizzo"), ("Coop. Nuova", "12345670017", ""), ("Banda Alloro", "", "Via A")]
    assert states(groups.plan(table_of(rows))) == [
        ("doubtful", ["same_vat_number", "changed_on_both_sides"]),
        ("changed", ["same_name"]),
    ]
    groups.take(table_of(rows), {2: RowDecision(RowChoice.TAKE)})
    assert [one.name for one in groups.records(Group)] == ["Coop. Nuova", "BANDA ALLORO"]


def test_what_only_looks_alike_is_asked_about_and_decided_by_a_person(groups: Importing) -> None:
    here = register(groups, name="Associazione Orto dei vicini")
    table = table_of([("Nome", "Indirizzo"), ("Orto dei vicini APS", "Via A"), ("Orto dei vicinni", "Via B")])
    plan = groups.plan(table)
    assert states(plan) == [("doubtful", ["looks_like"]), ("doubtful", ["looks_like", "looks_like_row"])]
    assert plan.rows[0].candidates == ((here, "Associazione Orto dei vicini"),)
    assert groups.take(table).change_id is not None  # the meaning of the columns alone
    assert len(groups.records(Group)) == 1
    groups.take(table, {2: RowDecision(RowChoice.MATCH, here), 3: RowDecision(RowChoice.CREATE)})
    assert sorted(one.name for one in groups.records(Group)) == ["Orto dei vicini APS", "Orto dei vicinni"]
    assert {row.state for row in groups.plan(table).rows} == {RowState.UNCHANGED}


def test_a_row_that_was_removed_here_does_not_come_back_by_itself(groups: Importing) -> None:
    groups.take(table_of([HEADINGS[:3], ORTO[:3]]))
    groups.services.run(remove_group, Remove(id=groups.records(Group)[0].id))
    table = table_of([HEADINGS[:3], ORTO[:3]])
    assert states(groups.plan(table)) == [("doubtful", ["removed_here"])]
    groups.take(table, {2: RowDecision(RowChoice.CREATE)})
    assert [one.name for one in groups.records(Group)] == ["Orto dei vicini"]
    assert states(groups.plan(table)) == [("unchanged", ["known_row"])]


def test_one_row_for_each_contact_person_is_one_group(groups: Importing) -> None:
    rows = [
        ("Nome", "Referente", "Mail"),
        ("Orto", "Ada Esempio", "a@example.org"),
        ("Orto", "Bruno Prova", "b@example.org"),
    ]
    table = table_of(rows)
    assert states(groups.plan(table)) == [("new", ["not_here_yet"]), ("unchanged", ["repeated_row"])]
    groups.take(table)
    assert (
        len(groups.records(Group)),
        len(groups.records(Membership)),
        len(groups.records(ContactPoint)),
    ) == (1, 2, 2)
    assert groups.take(table_of([rows[0], rows[2], rows[1]])).change_id is None


def test_rows_of_one_name_that_deny_each_other_are_all_doubtful(groups: Importing) -> None:
    table = table_of([("Nome", "Indirizzo"), ("Orto", "Via A"), ("Orto", "Via B")])
    assert [row.state for row in groups.plan(table).rows] == [RowState.DOUBTFUL] * 2
    groups.take(table, {2: RowDecision(RowChoice.CREATE), 3: RowDecision(RowChoice.CREATE)})
    assert sorted(one.address for one in groups.records(Group)) == ["Via A", "Via B"]


def test_cells_that_cannot_be_read_hold_the_row_back_until_somebody_says(groups: Importing) -> None:
    headings = ("Nome", "CF", "Circ.", "Tel.", "Mail", "Registrato il", "Tipo", "Note")
    bad = ("Orto", "ABC", "nord", "boh", "niente", "domani", "marziani", "=1+1")
    row = groups.plan(table_of([headings, bad])).rows[0]
    assert row.state is RowState.DOUBTFUL
    assert {(reason.code, reason.column) for reason in row.reasons} == {
        (RowReason.FISCAL_CODE_WRONG, "CF"),
        (RowReason.DISTRICT_UNCLEAR, "Circ."),
        (RowReason.PHONE_UNCLEAR, "Tel."),
        (RowReason.MAIL_UNCLEAR, "Mail"),
        (RowReason.DATE_UNCLEAR, "Registrato il"),
        (RowReason.KIND_UNCLEAR, "Tipo"),
        (RowReason.FORMULA, "Note"),
    }
    groups.take(table_of([headings, bad]), {2: RowDecision(RowChoice.TAKE)})
    assert [(one.name, one.district, one.description) for one in groups.records(Group)] == [
        ("Orto", None, "")
    ]


def test_refused_rows(groups: Importing) -> None:
    table = table_of([("Nome", "Note"), (None, "a"), ("–", "b"), ("x" * 301, "c")])
    assert states(groups.plan(table)) == [
        ("refused", ["no_name"]),
        ("refused", ["no_name"]),
        ("refused", ["name_too_long"]),
    ]
    groups.take(table)
    assert groups.records(Group) == []


def test_typography_is_no_change(groups: Importing) -> None:
    groups.take(table_of([("Nome", "Note"), ("L’Orto “dei” vicini", "a  b")]))
    assert groups.take(table_of([("Nome", "Note"), ('L\'Orto "dei" vicini', "a b")])).change_id is None


def test_undo_takes_all_of_it_back_and_redo_brings_it_again(groups: Importing) -> None:
    register(groups, name="Banda Alloro")
    before = state_of(groups.services)
    groups.take(table_of([HEADINGS, ORTO, BANDA], "g.csv"), {3: RowDecision(RowChoice.TAKE)})
    after = state_of(groups.services)
    assert before != after
    undo_last(groups.services.new_unit_of_work())
    assert state_of(groups.services) == before
    assert groups.records(ImportedRow) == []
    redo_last(groups.services.new_unit_of_work())
    assert state_of(groups.services) == after


def test_people_with_all_that_is_kept_of_them(people: Importing) -> None:
    register(people, name="Orto dei vicini")
    headings = (
        "Cognome", "Nome", "C.F.", "Lingue", "Cell.", "Mail", "Gruppo", "Ruolo", "Informativa", "Newsletter", "Orari",
        "Accessibilità", "Interprete", "Note", "Da rivedere il",
    )  # fmt: skip
    row = (
        "Esempio", "Ada", "RSSMRA85T10A562S", "italiano, arabo", "333 1234567", "ada@example.org", "Orto dei vicini",
        "Presidente", "3/7/25", "sì", "la sera", "scale", "arabo", "suona", "2027-01-31",
    )  # fmt: skip
    people.take(table_of([headings, row], "persone.csv"))
    ada = people.records(Person)[0]
    assert (ada.given_name, ada.family_name, ada.fiscal_code, ada.languages) == (
        "Ada", "Esempio", "RSSMRA85T10A562S", ("it", "ar"),
    )  # fmt: skip
    assert (ada.needs_time, ada.needs_access, ada.needs_translation, ada.note) == (
        "la sera",
        "scale",
        "arabo",
        "suona",
    )
    assert ada.retain_until == date(2027, 1, 31)
    membership = people.records(Membership)[0]
    assert (membership.role, membership.duty) == (MemberRole.REPRESENTATIVE, "Presidente")
    assert people.records(Group)[0].representative_id == ada.id
    given = {one.consent_kind: one.given_on for one in people.records(Consent)}
    assert given[ConsentKind.NOTICE] == date(2025, 7, 3)
    assert set(given) == {ConsentKind.NOTICE, ConsentKind.NEWSLETTER}
    assert people.take(table_of([headings, row], "persone.csv")).change_id is None


def test_a_group_that_is_not_here_is_told_and_joined_when_it_is(people: Importing) -> None:
    table = table_of([("Nome e cognome", "Gruppo"), ("Ada Esempio", "Orto")], "persone.csv")
    assert states(people.plan(table)) == [("new", ["group_unknown"])]
    people.take(table)
    register(people, name="Orto")
    people.take(table)
    assert len(people.records(Membership)) == 1


def test_namesakes_are_told_apart_by_their_contacts(people: Importing) -> None:
    rows = [("Nome e cognome", "Mail"), ("Ada Esempio", "a@example.org"), ("Ada Esempio", "b@example.org")]
    people.take(table_of(rows))
    assert len(people.records(Person)) == 2
    assert people.take(table_of([rows[0], rows[2], rows[1]])).change_id is None
    other = table_of([rows[0], ("Ada Esempio", "c@example.org")], "altra.csv")
    assert states(people.plan(other)) == [("doubtful", ["keys_disagree"])]


def test_places(places: Importing) -> None:
    places.services.run(
        register_place, RegisterPlace(fields=PlaceFields(name="Giardino Alloro", address="Via Alloro 3"))
    )
    headings = (
        "Luogo",
        "Indirizzo",
        "Circoscrizione",
        "Coordinate",
        "Natura",
        "Ambito",
        "Foglio",
        "Particella",
    )
    rows = [
        ("Giardino Alloro", "Via Alloro 3", "III", "45.07, 7.68", "materiale", "C", "12", "345"),
        ("Giardino Alloro", "Via Lontana 9", "5", "", "", "", "", ""),
    ]
    plan = places.plan(table_of([headings, *rows]))
    assert [row.state for row in plan.rows] == [RowState.CHANGED, RowState.DOUBTFUL]
    places.take(table_of([headings, *rows]))
    place = places.records(Place)[0]
    assert (place.district, place.latitude, place.longitude, place.cadastre) == (3, 45.07, 7.68, "12, 345")


def test_groups_inside_groups(groups: Importing) -> None:
    register(groups, name="Orto")
    register(groups, name="Banda")
    table = table_of(
        [("Nome", "Gruppi che ne fanno parte"), ("Rete Alloro", "Orto (capofila); Banda; Nessuno")]
    )
    assert states(groups.plan(table)) == [("new", ["group_unknown"])]
    groups.take(table)
    assert [one.is_lead for one in groups.records(Partnership)] == [True, False]


def test_groups_inside_groups_of_the_same_table_are_joined_at_once(groups: Importing) -> None:
    table = table_of(
        [
            ("Nome", "Gruppi che ne fanno parte"),
            ("Rete Alloro", "Orto (capofila); Banda; Nessuno; Doppio; Rete Alloro"),
            ("Orto", ""),
            ("Banda", "Rete Alloro"),
        ]
    )
    assert states(groups.plan(table)) == [
        ("new", ["group_unknown"] * 3),
        ("new", ["not_here_yet"]),
        ("new", ["not_here_yet"]),
    ]
    groups.take(table)
    names = {one.id: one.name for one in groups.records(Group)}
    joined = [
        (names[one.group_id], names[one.partner_id], one.is_lead) for one in groups.records(Partnership)
    ]
    assert sorted(joined) == [
        ("Banda", "Rete Alloro", False),
        ("Rete Alloro", "Banda", False),
        ("Rete Alloro", "Orto", True),
    ]
    assert groups.take(table).change_id is None
    undo_last(groups.services.new_unit_of_work())
    assert groups.records(Partnership) == []


def test_a_group_here_is_joined_to_one_that_its_table_makes(groups: Importing) -> None:
    headings = ("Nome", "Gruppi che ne fanno parte")
    groups.take(table_of([headings, ("Rete Alloro", "Orto")]))
    later = table_of([headings, ("Rete Alloro", "Orto"), ("Orto", "")])
    assert [row.state.value for row in groups.plan(later).rows] == ["changed", "new"]
    groups.take(later)
    assert len(groups.records(Partnership)) == 1
    assert groups.take(later).change_id is None


def test_a_ditto_is_the_cell_above_and_a_total_is_no_record(groups: Importing) -> None:
    table = table_of(
        [
            ("Nome", "Indirizzo", "Tel.", "Note"),
            ("Orto", "Via Alloro 3", "011 123456", "vedi sopra"),
            ("Banda", "idem", '"', None),
            ("Coro", "Vedi sopra", "〃", "idem con patate"),
            ("TOTALE", None, "3", None),
            ("Totale gruppi: 3", None, None, None),
            ("Totale Follia", None, None, None),
        ]
    )
    assert states(groups.plan(table)) == [
        *[("new", ["not_here_yet"])] * 3,
        *[("refused", ["total"])] * 2,
        ("new", ["not_here_yet"]),
    ]
    groups.take(table)
    here = [(one.name, one.address, one.description) for one in groups.records(Group)]
    assert here == [
        ("Orto", "Via Alloro 3", "vedi sopra"),
        ("Banda", "Via Alloro 3", ""),
        ("Coro", "Via Alloro 3", "idem con patate"),
        ("Totale Follia", "", ""),
    ]
    assert [one.value for one in groups.records(ContactPoint)] == ["011 123456"] * 3


@pytest.mark.parametrize("nothing", ["nessuna", "Nessuno", "-", "–", "n.d.", "N/D", "/", "non disponibile"])
def test_a_cell_that_says_none_is_an_empty_one(groups: Importing, nothing: str) -> None:
    table = table_of([HEADINGS, (*ORTO[:4], nothing, nothing, nothing)])
    assert states(groups.plan(table)) == [("new", ["not_here_yet"])]
