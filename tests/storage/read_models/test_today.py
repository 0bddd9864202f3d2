"""The page of the day, and the figures beside the pages' names."""

from __future__ import annotations

from datetime import UTC, date, datetime, timedelta

import pytest

from cocity_desktop.application.views.today import CityTask
from cocity_desktop.domain.commitments import PartyKind
from cocity_desktop.domain.lifecycle import CommitmentStatus, DeliveryState, MeetingState, ProcessState, Stage
from cocity_desktop.domain.pacts import Pact, PactState, RegulationTemplate
from cocity_desktop.domain.processes import HistoryStep, Participation
from cocity_desktop.domain.registry import Group, Membership, Partnership, Person
from tests.storage.read_models.records import VERDICTS, answer, deliver
from tests.storage.read_models.store import NOW

DAY = timedelta(days=1)
HOUR = timedelta(hours=1)


@pytest.fixture
def process(store):
    return store.process()


def test_the_meeting_of_today_and_those_after_it(store, queries, process):
    store.meeting(process, NOW - DAY, title="ieri")
    later = store.meeting(process, NOW + 7 * DAY, title="poi")
    tonight = store.meeting(process, NOW + 2 * HOUR, title="stasera")
    store.meeting(process, NOW + DAY, title="annullato", state=MeetingState.CANCELLED)
    store.meeting(process, NOW - 2 * HOUR, title="chiuso", state=MeetingState.CLOSED)

    today = queries.today()

    assert today.meeting.id == tonight.id
    assert [row.id for row in today.upcoming] == [later.id]
    assert queries.sidebar().meeting_today


@pytest.mark.parametrize(
    ("starts_at", "is_today"),
    [
        (datetime(2027, 2, 10, 22, 59, 59, tzinfo=UTC), False),
        (datetime(2027, 2, 10, 23, 0, tzinfo=UTC), True),
        (datetime(2027, 2, 11, 22, 59, tzinfo=UTC), True),
        (datetime(2027, 2, 11, 23, 0, tzinfo=UTC), False),
    ],
)
def test_today_is_what_romes_calendars_call_today(store, queries, process, starts_at, is_today):
    store.meeting(process, starts_at)

    assert (queries.today().meeting is not None) is is_today
    assert queries.sidebar().meeting_today is is_today


@pytest.mark.parametrize(
    ("starts_at", "is_today"),
    [
        (datetime(2027, 3, 27, 22, 59, tzinfo=UTC), False),
        (datetime(2027, 3, 27, 23, 0, tzinfo=UTC), True),
        (datetime(2027, 3, 28, 21, 59, tzinfo=UTC), True),  # 23:59, the day has 23 hours
        (datetime(2027, 3, 28, 22, 0, tzinfo=UTC), False),
    ],
)
def test_the_day_on_which_the_clocks_go_forward(store, queries, process, starts_at, is_today):
    store.clock.moment = datetime(2027, 3, 28, 8, 0, tzinfo=UTC)
    store.meeting(process, starts_at)

    assert (queries.today().meeting is not None) is is_today
    assert queries.sidebar().meeting_today is is_today


@pytest.mark.parametrize(
    ("starts_at", "is_today"),
    [
        (datetime(2027, 10, 30, 21, 59, tzinfo=UTC), False),
        (datetime(2027, 10, 30, 22, 0, tzinfo=UTC), True),
        (datetime(2027, 10, 31, 22, 30, tzinfo=UTC), True),  # 23:30, the day has 25 hours
        (datetime(2027, 10, 31, 23, 0, tzinfo=UTC), False),
    ],
)
def test_the_day_on_which_the_clocks_go_back(store, queries, process, starts_at, is_today):
    store.clock.moment = datetime(2027, 10, 31, 8, 0, tzinfo=UTC)
    store.meeting(process, starts_at)

    assert (queries.today().meeting is not None) is is_today
    assert queries.sidebar().meeting_today is is_today


def test_a_running_meeting_goes_before_those_to_come_even_past_midnight(store, queries, process):
    running = store.meeting(process, NOW - 18 * HOUR, state=MeetingState.RUNNING)
    planned = store.meeting(process, NOW + HOUR)

    today = queries.today()

    assert (today.meeting.id, [row.id for row in today.upcoming]) == (running.id, [planned.id])
    assert queries.sidebar().meeting_today


def test_of_two_meetings_the_next_one_until_both_have_passed(store, queries, process):
    morning = store.meeting(process, NOW - 5 * HOUR, planned_minutes=90)
    evening = store.meeting(process, NOW + 2 * HOUR, planned_minutes=90)
    assert queries.today().meeting.id == evening.id

    store.clock.moment = NOW - 4 * HOUR
    assert queries.today().meeting.id == morning.id

    store.clock.moment = NOW + 6 * HOUR
    assert queries.today().meeting.id == evening.id


def test_the_people_expected_are_those_of_the_groups_of_the_process_each_once(store, queries, process):
    outer, inner, stranger = (store.new(Group, name=name) for name in ("Insieme", "Orti", "Altri"))
    store.new(Partnership, group_id=outer.id, partner_id=inner.id)
    store.new(Participation, process_id=process.id, group_id=outer.id)
    people = [store.new(Person, given_name=f"P{number}") for number in range(4)]
    for group, person, until in (
        (outer, people[0], None),
        (inner, people[0], None),
        (inner, people[1], None),
        (inner, people[2], date(2027, 1, 1)),
        (stranger, people[3], None),
    ):
        store.new(Membership, group_id=group.id, person_id=person.id, until=until)
    store.meeting(process, NOW + HOUR)

    assert queries.today().expected_people == 2


def test_what_is_due_the_comune_first_then_the_party_worst_in_arrears(store, queries, process):
    store.house()
    volunteers, gardens = store.new(Group, name="Arcobaleno"), store.new(Group, name="Orti")
    for what, due, fields in (
        ("turni", date(2027, 2, 13), {"group_id": volunteers.id}),
        ("statuto", date(2027, 2, 9), {"group_id": gardens.id}),
        ("semi", date(2027, 2, 16), {"group_id": gardens.id}),
        ("verbale", date(2027, 2, 10), {"party_kind": PartyKind.HOUSE}),
        ("parere", date(2027, 2, 12), {"party_kind": PartyKind.COMUNE}),
        (
            "rastrelliere",
            date(2027, 1, 30),
            {"party_kind": PartyKind.COMUNE, "status": CommitmentStatus.POSTPONED},
        ),
        ("fra una settimana", date(2027, 2, 18), {"group_id": volunteers.id}),
        ("fra otto giorni", date(2027, 2, 19), {"group_id": volunteers.id}),
        ("fatto", date(2027, 2, 9), {"group_id": volunteers.id, "status": CommitmentStatus.KEPT}),
        ("senza giorno", None, {"group_id": volunteers.id}),
    ):
        store.commitment(process, what, due_on=due, **fields)

    today = queries.today()

    assert [(row.what, row.late_days) for row in today.due] == [
        ("rastrelliere", 12), ("parere", 0), ("statuto", 2), ("semi", 0), ("verbale", 1), ("turni", 0),
        ("fra una settimana", 0),
    ]  # fmt: skip
    assert (today.late, today.due_soon) == (3, 4)
    assert queries.sidebar().late_commitments == 3


def test_what_is_to_be_done_with_the_comune(store, queries, process):
    template = store.new(RegulationTemplate, code="x", title="X", content={}, content_sha256="0" * 64)
    pact = store.new(
        Pact, process_id=process.id, template_id=template.id, title="Cortile", state=PactState.DELIVERED
    )
    new_answer = deliver(store, pact, 3, state=DeliveryState.ANSWERED)
    answer(store, new_answer, VERDICTS, replied_on=date(2027, 2, 10))
    old_answer = deliver(store, pact, 1, state=DeliveryState.ANSWERED)
    answer(store, old_answer, VERDICTS[:2], replied_on=date(2027, 1, 10))
    decided = deliver(store, pact, 2, state=DeliveryState.ANSWERED)
    answer(store, decided, (VERDICTS[0], VERDICTS[2]))
    young = deliver(store, pact, 5, sealed_at=NOW)
    old = deliver(store, pact, 4, sealed_at=datetime(2027, 2, 4, 23, 30, tzinfo=UTC))
    deliver(store, pact, 6, state=DeliveryState.DISCARDED)

    tasks = queries.today().city

    assert [(row.task, row.record_id, row.version, row.accepted, row.to_see, row.days) for row in tasks] == [
        (CityTask.OPEN_REPLY, old_answer.id, 1, 1, 1, 0),
        (CityTask.OPEN_REPLY, new_answer.id, 3, 1, 2, 0),
        (CityTask.HAND_OVER, old.id, 4, 0, 0, 6),
        (CityTask.HAND_OVER, young.id, 5, 0, 0, 0),
    ]
    assert {row.title for row in tasks} == {"Cortile"}
    assert (queries.sidebar().deliveries_waiting, queries.sidebar().pacts) == (2, 1)


def walk(store, opened, *steps, **fields):
    """A process opened on a day that took `steps`: (day, state). It stands in the last one."""
    process = store.process(opened_on=opened, state=steps[-1][1] if steps else ProcessState.CONTACT, **fields)
    source = None
    for day, target in ((opened, ProcessState.CONTACT), *steps):
        store.new(HistoryStep, process_id=process.id, happened_on=day, from_state=source, to_state=target)
        source = target
    return process


def stage(today, wanted):
    return next(row for row in today.stages if row.stage is wanted)


def test_each_stage_has_its_processes_those_standing_still_last(store, queries):
    for days in (91, 90, 10):
        walk(store, date(2027, 2, 11) - days * DAY)
    walk(store, date(2026, 1, 1), (date(2027, 2, 1), ProcessState.PROPOSAL_DRAFT))
    walk(store, date(2026, 1, 1), (date(2026, 2, 1), ProcessState.ARCHIVED))

    today = queries.today()

    assert stage(today, Stage.CONTACT).stalled == (False, False, True)
    assert stage(today, Stage.PROPOSAL).stalled == (False,)
    assert (today.processes, queries.sidebar().processes) == (4, 4)


def test_the_median_stay_counts_from_the_first_step_in_to_the_first_into_a_later_stage(store, queries):
    jan = date(2026, 1, 1)
    drafted, refused, filed = ProcessState.PROPOSAL_DRAFT, ProcessState.REFUSED, ProcessState.PROPOSAL_FILED
    # Twenty days at the contact; the proposal was refused, written again, and left after sixty days in all.
    walk(
        store, jan, (jan + 20 * DAY, drafted), (jan + 30 * DAY, filed), (jan + 40 * DAY, refused),
        (jan + 50 * DAY, drafted), (jan + 80 * DAY, ProcessState.ADMITTED),
    )  # fmt: skip
    walk(store, jan, (jan + 31 * DAY, drafted))
    walk(store, jan, (jan + 5 * DAY, ProcessState.ARCHIVED))

    today = queries.today()

    assert stage(today, Stage.CONTACT).median_days == 26  # of 20 and 31, halves up
    assert stage(today, Stage.PROPOSAL).median_days == 60
    assert stage(today, Stage.CO_DESIGN).median_days is None
    assert stage(today, Stage.IN_LIFE).median_days is None


def test_going_back_does_not_end_a_stay(store, queries):
    jan = date(2026, 1, 1)
    walk(
        store, jan, (jan + 10 * DAY, ProcessState.PACT_DRAFT), (jan + 30 * DAY, ProcessState.DELIVERED),
        (jan + 60 * DAY, ProcessState.PACT_DRAFT), (jan + 90 * DAY, ProcessState.DELIVERED),
        (jan + 110 * DAY, ProcessState.SIGNED),
    )  # fmt: skip

    today = queries.today()

    assert stage(today, Stage.CO_DESIGN).median_days == 20
    assert stage(today, Stage.DRAFT_AT_CITY).median_days == 80


def test_from_contact_to_signing_is_a_median_of_its_own(store, queries):
    jan = date(2026, 1, 1)
    for days in (100, 300, 210):
        walk(store, jan, (jan + days * DAY, ProcessState.SIGNED), (jan + 400 * DAY, ProcessState.IN_FORCE))
    walk(store, jan, (jan + 5 * DAY, ProcessState.INQUIRY))
    met_signed = store.process(opened_on=jan, state=ProcessState.SIGNED)
    store.new(HistoryStep, process_id=met_signed.id, happened_on=jan, to_state=ProcessState.SIGNED)

    assert queries.today().contact_to_signing_days == 210


def test_a_removed_step_did_not_happen(store, queries):
    process = walk(store, date(2026, 1, 1))
    wrong = store.new(
        HistoryStep, process_id=process.id, happened_on=date(2026, 1, 9), from_state=ProcessState.CONTACT,
        to_state=ProcessState.PROPOSAL_DRAFT,
    )  # fmt: skip
    assert stage(queries.today(), Stage.CONTACT).median_days == 8

    store.remove(wrong)

    assert stage(queries.today(), Stage.CONTACT).median_days is None


def test_a_removed_meeting_is_not_todays_and_was_no_contact(store, queries, process):
    group = store.new(Group, name="Genitori")
    store.new(Participation, process_id=process.id, group_id=group.id)
    meeting = store.meeting(process, NOW + HOUR)
    assert (queries.sidebar().meeting_today, queries.groups()[0].last_contact) == (True, NOW.date())

    store.remove(meeting)

    assert (queries.sidebar().meeting_today, queries.groups()[0].last_contact) == (False, None)
    assert queries.today().meeting is None


def test_records_whose_day_has_come_are_counted_and_no_others(store, queries):
    today = queries.today().now.date()
    store.new(Person, given_name="Oggi", retain_until=today)
    store.new(Group, name="Ieri", retain_until=today - DAY)
    store.new(Group, name="Domani", retain_until=today + DAY)
    store.new(Person, given_name="Senza giorno")
    store.new(Person, given_name="persona cancellata n. 1", retain_until=today, erased_number=1)

    assert queries.today().to_review == 2
