"""Regulations as plain values and back, and the questions a pact asks of one."""

from __future__ import annotations

import json
from copy import deepcopy

import pytest

from cocity_desktop.domain.commitments import PartyKind
from cocity_desktop.domain.errors import ErrorCode, UserError
from cocity_desktop.domain.regulation import Fact
from cocity_desktop.domain.regulation_codec import regulation_from_plain, regulation_to_plain

READ = {"text": "law", "article": "art. 1", "basis": "read"}


def heading(code: str, number: str, **more: object) -> dict[str, object]:
    return {
        "code": code,
        "number": number,
        "title": code,
        "short_title": code,
        "title_en": code,
        "question": "Chi?",
        "facts": ["objective"],
        "required": True,
        "blocking": True,
        "source": dict(READ),
        "verified": True,
    } | more


@pytest.fixture
def plain() -> dict:
    return {
        "format": 1,
        "code": "example",
        "title": "Esempio",
        "title_en": "Example",
        "city": "Esempio",
        "approved_on": "2023-04-20",
        "source": dict(READ),
        "verified": True,
        "office": {"name": "Ufficio", "source": dict(READ), "verified": True},
        "texts": [{"code": "law", "title": "La legge", "seen": "whole"}],
        "forms": [
            {"form": "pact", "title": "Patto", "title_en": "Pact", "source": dict(READ), "verified": True}
        ],
        "headings": [
            heading("object", "1"),
            heading("duties", "2", facts=["commitment", "risk"], commitments_of=["group", "school"]),
            heading("support", "3", facts=["support"], commitments_of=["comune"]),
        ],
        "parties": [
            {
                "code": "city",
                "kinds": ["comune"],
                "title": "Comune",
                "title_en": "City",
                "question": "Chi?",
                "required": True,
                "source": dict(READ),
                "verified": True,
            },
        ],
        "approvals": [
            {
                "code": "onerous",
                "title": "Clausole",
                "title_en": "Clauses",
                "law": "art. 1341 c.c.",
                "headings": ["duties"],
                "source": dict(READ),
                "verified": True,
            },
        ],
    }


def fault(plain: dict) -> UserError:
    with pytest.raises(UserError) as refused:
        regulation_from_plain(plain)
    return refused.value


def set_at(plain: dict, place: str, value: object) -> dict:
    """A copy with `value` at a place such as "headings.1.title"; `...` takes the field away."""
    changed = deepcopy(plain)
    *way, last = place.split(".")
    here = changed
    for step in way:
        here = here[int(step)] if step.isdigit() else here[step]
    if value is ...:
        del here[last]
    else:
        here[int(last) if last.isdigit() else last] = value
    return changed


def test_a_regulation_survives_json_unchanged(plain):
    regulation = regulation_from_plain(plain)
    again = json.loads(json.dumps(regulation_to_plain(regulation)))
    assert regulation_from_plain(again) == regulation
    assert again == plain


def test_commitments_stand_under_the_heading_of_their_party(plain):
    regulation = regulation_from_plain(plain)
    assert regulation.heading_for_party(PartyKind.SCHOOL) is regulation.heading("duties")
    assert regulation.heading_for_party(PartyKind.COMUNE) is regulation.heading("support")
    assert regulation.heading_for_party(PartyKind.HOUSE) is None


def test_a_fact_finds_its_headings_in_order(plain):
    regulation = regulation_from_plain(set_at(plain, "headings.2.facts", ["support", "risk"]))
    assert [h.code for h in regulation.headings_about(Fact.RISK)] == ["duties", "support"]
    assert regulation.headings_about(Fact.PRIVACY) == ()


def test_an_unknown_heading_is_refused(plain):
    with pytest.raises(UserError) as refused:
        regulation_from_plain(plain).heading("nowhere")
    assert refused.value.code is ErrorCode.NOT_FOUND


def test_every_rule_can_be_counted_and_traced_to_its_text(plain):
    regulation = regulation_from_plain(plain)
    assert len(regulation.rules()) == 8
    assert {regulation.text_of(rule).title for rule in regulation.rules()} == {"La legge"}


@pytest.mark.parametrize(
    ("place", "value", "code", "where"),
    [
        ("headings.1.title", ..., "REGULATION_FIELD_MISSING", "headings[1].title"),
        ("office", ..., "REGULATION_FIELD_MISSING", "office"),
        ("headings.1.titel", "x", "REGULATION_FIELD_UNKNOWN", "headings[1].titel"),
        ("headings.1.source.autor", "x", "REGULATION_FIELD_UNKNOWN", "headings[1].source.autor"),
        ("headings.0.number", 1, "REGULATION_FIELD_WRONG", "headings[0].number"),
        ("headings.0.required", "yes", "REGULATION_FIELD_WRONG", "headings[0].required"),
        ("headings.1.facts", "risk", "REGULATION_FIELD_WRONG", "headings[1].facts"),
        ("headings.1.facts", ["risk", "luck"], "REGULATION_FIELD_WRONG", "headings[1].facts[1]"),
        ("headings.1.facts", [["risk"]], "REGULATION_FIELD_WRONG", "headings[1].facts[0]"),
        ("headings.2", "object", "REGULATION_FIELD_WRONG", "headings[2]"),
        ("headings.2.source.basis", "hearsay", "REGULATION_FIELD_WRONG", "headings[2].source.basis"),
        ("approved_on", "20 aprile", "REGULATION_FIELD_WRONG", "approved_on"),
        ("in_force", 1, "REGULATION_FIELD_WRONG", "in_force"),
        ("format", True, "REGULATION_FIELD_WRONG", "format"),
        ("format", 3, "REGULATION_FIELD_WRONG", "format"),
        ("headings.2.code", "object", "REGULATION_CODE_TWICE", "headings[2].code"),
        ("headings.2.number", "1", "REGULATION_CODE_TWICE", "headings[2].number"),
        ("headings.2.source.text", "rumour", "REGULATION_LINK_BROKEN", "headings[2].source.text"),
        ("source.text", "rumour", "REGULATION_LINK_BROKEN", "source.text"),
        ("approvals.0.headings", ["nowhere"], "REGULATION_LINK_BROKEN", "approvals[0].headings"),
        ("headings.0.source.basis", "memory", "REGULATION_NOT_READ", "headings[0].verified"),
        ("headings.0.source.basis", "derived", "REGULATION_NOT_READ", "headings[0].verified"),
    ],
)
def test_a_fault_is_told_by_its_place(plain, place, value, code, where):
    error = fault(set_at(plain, place, value))
    assert (error.code, error.field) == (ErrorCode[code], where)


def test_a_wrong_choice_is_told_with_the_right_ones(plain):
    error = fault(set_at(plain, "forms.0.form", "friendship"))
    assert error.details["expected"] == "pact | ordinary | civic_use | collective_management | foundation"
