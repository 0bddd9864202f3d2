"""House, groups, people and places."""

from __future__ import annotations

from datetime import date, timedelta

from cocity_desktop.application.views.registry import CommitmentCount
from cocity_desktop.domain.house import StaffMember, StaffRole
from cocity_desktop.domain.lifecycle import CommitmentStatus, MeetingState, ProcessState, Stage
from cocity_desktop.domain.meetings import Attendance
from cocity_desktop.domain.pacts import Attachment
from cocity_desktop.domain.places import Place, Strand
from cocity_desktop.domain.processes import Participation
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
    PrivacyNotice,
)
from tests.storage.read_models.store import NOW

DAY = timedelta(days=1)


def test_the_house_with_its_staff(store, queries):
    house = store.house(district=8, is_sample=True)
    staff = store.new(StaffMember, name="Irene Prova", role=StaffRole.COORDINATOR)

    detail = queries.house()

    assert (detail.id, detail.name, detail.city, detail.district, detail.is_sample) == (
        house.id, "Casa di prova", "Torino", 8, True,
    )  # fmt: skip
    assert [(row.id, row.name, row.role, row.active) for row in detail.staff] == [
        (staff.id, "Irene Prova", StaffRole.COORDINATOR, True)
    ]


def test_groups_come_by_last_contact_and_count_their_people_and_processes(store, queries):
    met, alone, planned = (store.new(Group, name=name) for name in ("Arcobaleno", "Àlberi", "Forno"))
    ada = store.new(Person, given_name="Ada")
    store.new(Membership, group_id=met.id, person_id=ada.id)
    store.new(Membership, group_id=met.id, person_id=ada.id, role=MemberRole.CONTACT)
    garden = store.process()
    store.new(Participation, process_id=garden.id, group_id=planned.id)
    store.meeting(garden, NOW)
    other = store.process("Orti")
    before = store.meeting(other, NOW - 3 * DAY, state=MeetingState.CLOSED)
    store.new(Attendance, meeting_id=before.id, person_id=ada.id, label="Ada", arrived_at=before.starts_at)

    rows = queries.groups()

    assert [(row.id, row.people, row.processes, row.last_contact) for row in rows] == [
        (planned.id, 0, 1, date(2027, 2, 11)),
        (met.id, 1, 0, date(2027, 2, 8)),
        (alone.id, 0, 0, None),
    ]
    assert rows[0].group_kind is GroupKind.INFORMAL_GROUP


def test_a_meeting_called_off_or_still_to_come_is_no_contact(store, queries):
    group = store.new(Group, name="Arcobaleno")
    process = store.process()
    store.new(Participation, process_id=process.id, group_id=group.id)
    store.meeting(process, NOW + 5 * DAY)
    store.meeting(process, NOW - 5 * DAY, state=MeetingState.CANCELLED)

    assert queries.groups()[0].last_contact is None


def test_who_left_a_group_is_not_counted_but_the_last_day_still_is(store, queries):
    group = store.new(Group, name="Arcobaleno")
    for number, until in enumerate((date(2027, 2, 10), date(2027, 2, 11), None)):
        person = store.new(Person, given_name=f"P{number}")
        store.new(Membership, group_id=group.id, person_id=person.id, until=until)

    assert queries.groups()[0].people == 2
    assert [member.name for member in queries.group(group.id).members] == ["P1", "P2"]
    assert {person.name: person.groups for person in queries.people()} == {
        "P0": "", "P1": "Arcobaleno", "P2": "Arcobaleno",
    }  # fmt: skip


def test_a_group_inside_another_is_in_its_processes(store, queries):
    outer = store.new(Group, name="Casa della partecipazione")
    inner = store.new(Group, name="Neu[nòi] – spazio al lavoro APS")
    lead = store.new(Group, name="Teatro")
    store.new(Partnership, group_id=outer.id, partner_id=inner.id)
    store.new(Partnership, group_id=outer.id, partner_id=lead.id, is_lead=True)
    process = store.process(state=ProcessState.CO_DESIGN)
    store.new(Participation, process_id=process.id, group_id=outer.id)

    assert {row.name: row.processes for row in queries.groups()} == {
        outer.name: 1,
        inner.name: 1,
        lead.name: 1,
    }
    assert [(brief.id, brief.stage) for brief in queries.group(inner.id).processes] == [
        (process.id, Stage.CO_DESIGN)
    ]
    assert [(p.name, p.is_lead) for p in queries.group(outer.id).partners] == [
        ("Teatro", True), ("Neu[nòi] – spazio al lavoro APS", False),
    ]  # fmt: skip


def test_the_page_of_a_group(store, queries):
    ada = store.new(Person, given_name="Ada", family_name="Esempio")
    zeno = store.new(Person, given_name="Zeno")
    group = store.new(
        Group,
        name="Genitori",
        themes=("orto", "cortile"),
        representative_id=ada.id,
        registered_on=date(2026, 5, 1),
    )
    store.new(Membership, group_id=group.id, person_id=ada.id, duty="turni")
    store.new(Membership, group_id=group.id, person_id=zeno.id, role=MemberRole.REPRESENTATIVE)
    store.new(Consent, person_id=ada.id, given_on=date(2026, 1, 14))
    store.new(Consent, person_id=ada.id, given_on=date(2027, 1, 14))
    store.new(Consent, person_id=ada.id, given_on=date(2027, 2, 1), consent_kind=ConsentKind.PHOTOS)
    store.new(Consent, person_id=zeno.id, given_on=date(2027, 1, 1), withdrawn_on=date(2027, 1, 2))
    store.new(ContactPoint, group_id=group.id, contact_kind=ContactKind.PHONE, value="011 0000000")
    store.new(
        ContactPoint, group_id=group.id, contact_kind=ContactKind.EMAIL, value="g@example.org", preferred=True
    )

    detail = queries.group(group.id)

    assert (detail.themes, detail.representative, detail.registered_on) == (
        ("orto", "cortile"), "Ada Esempio", date(2026, 5, 1),
    )  # fmt: skip
    assert [(m.name, m.role, m.duty, m.notice_on) for m in detail.members] == [
        ("Zeno", MemberRole.REPRESENTATIVE, "", None),
        ("Ada Esempio", MemberRole.MEMBER, "turni", date(2027, 1, 14)),
    ]
    assert [contact.value for contact in detail.contacts] == ["g@example.org", "011 0000000"]
    assert detail.commitments == CommitmentCount(0, 0, 0)


def test_a_group_counts_what_it_kept_what_is_open_and_what_is_late(store, queries):
    group = store.new(Group, name="Genitori")
    process = store.process()
    for status, due in (
        (CommitmentStatus.KEPT, date(2027, 1, 1)),
        (CommitmentStatus.OPEN, date(2027, 2, 10)),
        (CommitmentStatus.POSTPONED, date(2027, 2, 11)),
        (CommitmentStatus.REOPENED, None),
        (CommitmentStatus.DROPPED, date(2027, 1, 1)),
    ):
        store.commitment(process, group_id=group.id, status=status, due_on=due)

    assert queries.group(group.id).commitments == CommitmentCount(kept=1, open=3, late=1)


def test_people_come_by_family_name(store, queries):
    for given, family in (("Ada", "Zeta"), ("Élodie", ""), ("Bruno", "àlberti"), ("Aldo", "Alberti")):
        store.new(Person, given_name=given, family_name=family)

    assert [row.name for row in queries.people()] == ["Aldo Alberti", "Bruno àlberti", "Élodie", "Ada Zeta"]


def test_somebody_in_two_groups_has_both_in_one_line(store, queries):
    ada = store.new(Person, given_name="Ada")
    for name in ("Orti", "Arcobaleno"):
        store.new(Membership, group_id=store.new(Group, name=name).id, person_id=ada.id)

    assert queries.people()[0].groups == "Arcobaleno, Orti"


def test_places_as_a_list_and_as_a_page(store, queries):
    point = {"type": "Point", "coordinates": [7.66, 45.03]}
    place = store.new(Place, name="Cortile", strand=Strand.C, latitude=45.03, longitude=7.66, geometry=point)
    store.new(Place, name="Àrea verde")
    process = store.process(place_id=place.id, state=ProcessState.CONCLUDED)
    plan = store.new(
        Attachment, name="pianta.pdf", media_type="application/pdf", sha256="a" * 64, size=12, added_at=NOW,
        place_id=place.id,
    )  # fmt: skip

    assert [(row.name, row.strand, row.processes) for row in queries.places()] == [
        ("Àrea verde", None, 0), ("Cortile", Strand.C, 1),
    ]  # fmt: skip
    detail = queries.place(place.id)
    assert (detail.geometry, detail.latitude) == (point, 45.03)
    assert [(brief.id, brief.stage) for brief in detail.processes] == [(process.id, None)]
    assert [(file.id, file.size, file.role) for file in detail.attachments] == [(plan.id, 12, "other")]


def test_what_was_removed_is_nowhere(store, queries):
    person = store.new(Person, given_name="Ada")
    group = store.new(Group, name="Genitori")
    place = store.new(Place, name="Cortile")
    membership = store.new(Membership, group_id=group.id, person_id=person.id)
    store.remove(membership)
    assert queries.group(group.id).members == ()
    assert queries.groups()[0].people == 0

    store.remove(person, group, place)

    assert (queries.groups(), queries.people(), queries.places()) == ((), (), ())
    assert (queries.sidebar().groups, queries.sidebar().places) == (0, 0)


def test_somebody_who_was_taken_off_a_sheet_is_no_contact_of_their_group(store, queries):
    group, ada = store.new(Group, name="Genitori"), store.new(Person, given_name="Ada")
    store.new(Membership, group_id=group.id, person_id=ada.id)
    meeting = store.meeting(store.process())
    came = store.new(Attendance, meeting_id=meeting.id, person_id=ada.id, label="Ada", arrived_at=NOW)
    assert queries.groups()[0].last_contact == NOW.date()

    store.remove(came)

    assert queries.groups()[0].last_contact is None


def test_a_notice_counts_the_people_who_got_it_each_once(store, queries):
    store.house()
    old, new = (
        store.new(
            PrivacyNotice, version=str(year), title="Informativa", text="…", valid_from=date(year, 1, 1)
        )
        for year in (2025, 2026)
    )
    ada, bruno = store.new(Person, given_name="Ada"), store.new(Person, given_name="Bruno")
    for person, kind in (
        (ada, ConsentKind.NOTICE),
        (ada, ConsentKind.NOTICE),
        (ada, ConsentKind.PHOTOS),
        (bruno, ConsentKind.PHOTOS),
    ):
        store.new(
            Consent, person_id=person.id, notice_id=new.id, consent_kind=kind, given_on=date(2027, 1, 1)
        )

    assert [(notice.id, notice.given) for notice in queries.house().notices] == [(new.id, 1), (old.id, 0)]
