"""The sample house is whole and honest: every name it uses is there, every step is legal, every invented thing says so."""

from __future__ import annotations

import tomllib
from datetime import time, timedelta
from pathlib import Path

import pytest

from cocity_desktop.domain.agreement import ASKED, Degree
from cocity_desktop.domain.commitments import PartyKind
from cocity_desktop.domain.deliveries import Choice, HandOver, Verdict
from cocity_desktop.domain.lifecycle import (
    MeetingState,
    ProcessState,
    check_start,
    check_step,
    check_step_date,
)
from cocity_desktop.domain.meetings import DecisionMethod, EntryKind, MeetingKind
from cocity_desktop.domain.pacts import AttachmentRole
from cocity_desktop.domain.processes import GovernmentForm
from cocity_desktop.domain.registry import DecisionMaking, GroupKind, MemberRole
from cocity_desktop.system.regulation_library import RegulationLibrary

RESOURCES = Path(__file__).parents[2] / "resources"
HOUSE = tomllib.loads((RESOURCES / "sample" / "house.toml").read_text(encoding="utf-8"))
TORINO = RegulationLibrary(RESOURCES / "regulations").get("torino-391").for_form(GovernmentForm.PACT)

ENTRIES = [(meeting, entry) for meeting in HOUSE["meetings"] for entry in meeting.get("entries", ())]
COMMITMENTS = [entry["commitment"] for _, entry in ENTRIES if "commitment" in entry] + HOUSE["commitments"]
ARTICLES = HOUSE["pact"]["articles"] + HOUSE["revisions"]
EXAMPLE_NAMES = {"Esempio", "Prova", "Modello", "Campione", "Traccia", "Saggio", "D’Abbozzo", "Schema"}


def keys(table: str) -> list[str]:
    return [record["key"] for record in HOUSE[table]]


def test_it_is_as_large_as_the_demo_says():
    assert (len(HOUSE["groups"]), len(HOUSE["meetings"]), len(ENTRIES), len(COMMITMENTS)) == (3, 6, 60, 25)
    assert {entry["entry_kind"] for _, entry in ENTRIES} == set(EntryKind)


def test_keys_are_unique_also_between_entries_and_commitments():
    for table in ("staff", "notices", "people", "groups", "places", "processes", "meetings"):
        assert len(set(keys(table))) == len(keys(table))
    sources = [entry["key"] for _, entry in ENTRIES] + keys("commitments")
    assert len(set(sources)) == len(sources)


def test_every_name_used_is_there():
    people, groups, processes = set(keys("people")), set(keys("groups")), set(keys("processes"))
    assert {g["representative"] for g in HOUSE["groups"]} <= people
    assert {m["person"] for g in HOUSE["groups"] for m in g["members"]} <= people
    assert {p["place"] for p in HOUSE["processes"]} <= set(keys("places"))
    assert {g for p in HOUSE["processes"] for g in p["groups"]} == groups
    assert {p["facilitator"] for p in HOUSE["processes"]} <= set(keys("staff"))
    assert {m["process"] for m in HOUSE["meetings"]} == processes
    assert {e["group"] for _, e in ENTRIES if "group" in e} <= groups
    assert {c["group"] for c in COMMITMENTS if "group" in c} <= groups
    for seat in (seat for m in HOUSE["meetings"] for seat in m.get("attendance", ())):
        assert len({"group", "person", "label"} & set(seat)) == 1
        assert seat.get("group", "arcobaleno") in groups
        assert seat.get("person", "ada") in people


def test_every_code_is_one_of_the_domain():
    assert {g["group_kind"] for g in HOUSE["groups"]} <= set(GroupKind)
    assert {g["decision_making"] for g in HOUSE["groups"]} <= set(DecisionMaking)
    assert {m["role"] for g in HOUSE["groups"] for m in g["members"]} <= set(MemberRole)
    assert {m["meeting_kind"] for m in HOUSE["meetings"]} <= set(MeetingKind)
    assert {m["state"] for m in HOUSE["meetings"]} == {MeetingState.CLOSED, MeetingState.PLANNED}
    assert {c["party_kind"] for c in COMMITMENTS} <= set(PartyKind)
    assert {a["role"] for a in HOUSE["attachments"]} <= set(AttachmentRole)
    assert {d["handed_over_how"] for d in HOUSE["deliveries"] if "handed_over_how" in d} <= set(HandOver)
    assert {i["verdict"] for i in HOUSE["reply"]["items"]} == set(Verdict) - {Verdict.ACCEPTED}
    assert {c["choice"] for c in HOUSE["choices"]} == set(Choice) - {Choice.PENDING}
    assert {f["form"] for f in HOUSE["processes"]} <= {form.form for form in TORINO.forms}


@pytest.mark.parametrize("process", HOUSE["processes"], ids=lambda process: process["key"])
def test_the_history_is_a_legal_walk_on_days_in_order(process):
    first, *rest = process["history"]
    check_start(ProcessState(first["to"]))
    before = first
    base = HOUSE["base_day"]
    for step in rest:
        check_step(
            ProcessState(before["to"]),
            ProcessState(step["to"]),
            step.get("reason", ""),
            step.get("reference", ""),
        )
        check_step_date(base + timedelta(before["day"]), base + timedelta(step["day"]), base)
        before = step


@pytest.mark.parametrize("meeting", HOUSE["meetings"], ids=lambda meeting: meeting["key"])
def test_what_was_said_was_said_while_the_meeting_was_open_in_order(meeting):
    said = [time.fromisoformat(entry["at"]) for entry in meeting.get("entries", ())]
    assert said == sorted(set(said))
    if meeting["state"] == MeetingState.CLOSED:
        assert time.fromisoformat(meeting["opened_at"]) < said[0]
        assert said[-1] < time.fromisoformat(meeting["closed_at"])
    assert all(1 <= entry["agenda"] <= len(meeting["agenda"]) for entry in meeting.get("entries", ()))


def present_at(meeting: dict, moment: str) -> int:
    seats = meeting["attendance"]
    here = (s for s in seats if s["arrived"] <= moment < s.get("left", "24:00"))
    return sum(seat.get("head_count", 1) for seat in here)


@pytest.mark.parametrize(
    ("meeting", "entry"), [pair for pair in ENTRIES if "decision" in pair[1]], ids=lambda value: value["key"]
)
def test_the_counts_of_a_decision_are_the_people_in_the_room(meeting, entry):
    decision = entry["decision"]
    grades = ("in_favour", "fine", "with_reservation", "stand_aside", "against")
    assert sum(decision[grade] for grade in grades) == decision["present"] == present_at(meeting, entry["at"])
    asked = ASKED[DecisionMethod(decision["method"])]
    assert {grade for grade in grades if decision[grade]} <= set(asked), "a vote has no gradients"
    if Degree.WITH_RESERVATION in asked:
        assert len(decision.get("reservations", ())) == decision["with_reservation"]


def test_every_method_of_deciding_is_shown_once_at_least():
    assert {e["decision"]["method"] for _, e in ENTRIES if "decision" in e} == set(DecisionMethod)


def test_details_stand_exactly_where_the_kind_wants_them_and_three_reservations_at_least():
    for _, entry in ENTRIES:
        assert ("decision" in entry) == (entry["entry_kind"] == EntryKind.DECISION)
        assert ("commitment" in entry) == (entry["entry_kind"] == EntryKind.COMMITMENT)
    assert sum(len(e["decision"].get("reservations", ())) for _, e in ENTRIES if "decision" in e) >= 3


def test_every_commitment_has_a_party_a_time_and_a_heading_of_the_regulation():
    for commitment in COMMITMENTS:
        assert ("group" in commitment) == (commitment["party_kind"] == PartyKind.GROUP)
        assert "group" in commitment or commitment["party_name"]
        assert "due_day" in commitment or commitment["recurrence"]
        TORINO.heading(commitment["heading"])
    assert {c["party_kind"] for c in COMMITMENTS} == set(PartyKind) - {PartyKind.OTHER}


def test_each_sentence_of_the_pact_comes_from_its_own_process_or_says_drafting():
    own = {entry["key"]: entry for meeting, entry in ENTRIES if meeting["process"] == "fleming"}
    promised = {c["key"] for c in HOUSE["commitments"] if c["process"] == "fleming"}
    promised |= {key for key, entry in own.items() if "commitment" in entry}
    for sentence in (s for article in ARTICLES for s in article["sentences"]):
        assert ("from" in sentence) != sentence.get("drafting", False)
        assert set(sentence.get("from", ())) <= set(own) | promised
        assert "text" in sentence or set(sentence["from"]) <= promised


def test_the_first_version_uses_nothing_said_after_it_was_sealed():
    sealed = HOUSE["deliveries"][0]["sealed_day"]
    later = {entry["key"] for meeting, entry in ENTRIES if meeting["day"] > sealed}
    used = {key for a in HOUSE["pact"]["articles"] for s in a["sentences"] for key in s.get("from", ())}
    assert not used & later
    assert later & {key for a in HOUSE["revisions"] for s in a["sentences"] for key in s.get("from", ())}


def test_no_heading_is_left_empty_and_each_is_written_once():
    written = [article["heading"] for article in HOUSE["pact"]["articles"]]
    assert written == [heading.code for heading in TORINO.headings]


def test_the_answer_leaves_ten_articles_as_they_are_and_each_other_one_gets_a_choice():
    answered = [item["heading"] for item in HOUSE["reply"]["items"]]
    assert len(TORINO.headings) - len(set(answered)) == 10
    assert [choice["heading"] for choice in HOUSE["choices"]] == answered
    assert all(choice.get("reason") for choice in HOUSE["choices"] if choice["choice"] == Choice.KEEP)
    assert all(("text" in i) == (i["verdict"] == Verdict.ACCEPTED_WITH_TEXT) for i in HOUSE["reply"]["items"])
    assert all(item["reason"] for item in HOUSE["reply"]["items"])


def test_attached_files_are_there_and_cover_what_torino_wants():
    photos = [entry["photo"] for _, entry in ENTRIES if "photo" in entry]
    assert all((RESOURCES / "sample" / a["file"]).is_file() for a in HOUSE["attachments"] + photos)
    roles = {a["role"] for a in HOUSE["attachments"]}
    assert {rule.role for rule in TORINO.attachments if rule.required} <= roles


def test_people_addresses_and_numbers_are_plainly_examples():
    assert {person["family_name"] for person in HOUSE["people"]} <= EXAMPLE_NAMES
    assert all(member["name"].split()[-1] in EXAMPLE_NAMES for member in HOUSE["staff"])
    addresses = [p["email"] for p in HOUSE["people"] if "email" in p] + [HOUSE["house"]["email"]]
    assert all(address.endswith("@example.org") for address in addresses)
    references = [s["reference"] for p in HOUSE["processes"] for s in p["history"] if "reference" in s]
    references += [d["protocol"] for d in HOUSE["deliveries"] if "protocol" in d] + [
        HOUSE["reply"]["protocol"]
    ]
    assert all("ESEMPIO-" in reference for reference in references)
    assert HOUSE["house"]["is_sample"] is True
