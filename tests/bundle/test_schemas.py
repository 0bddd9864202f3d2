"""The published schemas, and the small checker of our own beside the `jsonschema` library."""

from __future__ import annotations

import copy
import json
from typing import TYPE_CHECKING, Any

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from jsonschema import Draft202012Validator

from cocity_desktop.bundle import shape
from cocity_desktop.domain.commitments import PartyKind
from cocity_desktop.domain.deliveries import Verdict
from cocity_desktop.domain.lifecycle import CommitmentStatus, ProcessState
from cocity_desktop.domain.meetings import DecisionMethod, EntryKind, EntryOutcome, MeetingKind
from cocity_desktop.domain.pacts import AttachmentRole, SentenceOrigin
from cocity_desktop.domain.processes import GovernmentForm, HistoryKind, OpinionKind, ProcessRole
from cocity_desktop.domain.registry import GroupKind
from tests.bundle.examples import SCHEMAS, an_id, pact, process

if TYPE_CHECKING:
    from enum import StrEnum

REPLY = {
    "format": "cocity-risposta/1",
    "delivery_id": an_id(3),
    "version": 1,
    "content_code": "SY1Y-2DBY-XYWB-VWRS",
    "file_code": "",
    "tag_manifest_sha512": "",
    "office": "Ufficio di esempio",
    "officer_role": "",
    "protocol": "",
    "protocol_date": None,
    "replied_on": "2026-12-01",
    "items": [
        {"article_id": an_id(101), "article_number": 1, "verdict": "accepted"},
        {
            "article_id": an_id(102),
            "article_number": 2,
            "verdict": "rejected",
            "text": "",
            "reason": "perché",
        },
    ],
    "note": "",
}
EXAMPLES: dict[str, dict[str, Any]] = {"patto": pact(), "percorso": process(), "risposta": REPLY}
KNOWN = {
    "$schema", "$id", "title", "description", "$defs", "$ref", "type", "properties", "required", "additionalProperties",
    "items", "const", "enum", "pattern", "minLength", "maxLength", "minimum", "maximum", "minItems", "maxItems",
    "allOf", "if", "then",
}  # fmt: skip


def schema(name: str) -> dict[str, Any]:
    return shape.load_schema(SCHEMAS / f"{name}.schema.json")


def keywords(node: Any) -> set[str]:
    """Every keyword in use; the names of properties are none."""
    if isinstance(node, list):
        return set().union(*map(keywords, node)) if node else set()
    if not isinstance(node, dict):
        return set()
    found = set(node)
    for key, value in node.items():
        inner = value.values() if key in {"properties", "$defs"} else [value]
        found |= set().union(*(keywords(each) for each in inner)) if inner else set()
    return found


@pytest.mark.parametrize("name", EXAMPLES)
def test_a_schema_is_a_schema_and_uses_only_what_our_checker_knows(name: str) -> None:
    Draft202012Validator.check_schema(schema(name))
    assert keywords(schema(name)) <= KNOWN


@pytest.mark.parametrize("name", EXAMPLES)
def test_no_object_lets_unknown_fields_in(name: str) -> None:
    def objects(node: Any) -> list[dict[str, Any]]:
        if isinstance(node, list):
            return [found for each in node for found in objects(each)]
        if not isinstance(node, dict):
            return []
        inside = [found for value in node.values() for found in objects(value)]
        return [node, *inside] if "required" in node and "type" in node else inside

    found = objects(schema(name))
    assert len(found) > 1
    assert all(each["additionalProperties"] is False for each in found)


@pytest.mark.parametrize("name", EXAMPLES)
def test_the_examples_follow_their_schema(name: str) -> None:
    assert list(Draft202012Validator(schema(name)).iter_errors(EXAMPLES[name])) == []
    assert shape.misfits(EXAMPLES[name], schema(name)) == []


def places(value: Any, path: tuple[Any, ...] = ()) -> list[tuple[Any, ...]]:
    inside: list[tuple[Any, Any]] = []
    if isinstance(value, dict):
        inside = list(value.items())
    elif isinstance(value, list):
        inside = list(enumerate(value))
    return [path, *(found for key, item in inside for found in places(item, (*path, key)))]


replacements = st.one_of(
    st.none(), st.booleans(), st.integers(-2, 200), st.text(max_size=12).filter(lambda text: "\n" not in text),
    st.sampled_from(["2026-02-30", "2026-13-01", an_id(9), "accepted", "deferred", "", [], {}, ["x"], {"a": 1}]),
)  # fmt: skip


@settings(max_examples=400, deadline=None)
@given(st.sampled_from(list(EXAMPLES)), st.data())
def test_our_checker_agrees_with_the_library(name: str, data: st.DataObject) -> None:
    value = copy.deepcopy(EXAMPLES[name])
    *way, last = data.draw(st.sampled_from(places(value)[1:]))
    holder: Any = value
    for key in way:
        holder = holder[key]
    action = data.draw(st.sampled_from(["replace", "delete", "add"]))
    if action == "replace":
        holder[last] = data.draw(replacements)
    elif action == "delete":
        del holder[last]
    elif isinstance(holder, dict):
        holder["nuovo"] = data.draw(replacements)
    expected = Draft202012Validator(schema(name)).is_valid(value)
    assert (shape.misfits(value, schema(name)) == []) == expected


def test_every_difference_is_told_with_its_place() -> None:
    value = pact()
    value["articles"][0]["number"] = 0
    value["articles"][1]["paragraphs"][0][0]["origin"] = "sogno"
    value["place"]["a/b~c"] = 1
    del value["house"]["name"]
    found = {(misfit.place, misfit.fault) for misfit in shape.misfits(value, schema("patto"))}
    assert found == {
        ("/articles/0/number", shape.ShapeFault.RANGE),
        ("/articles/1/paragraphs/0/0/origin", shape.ShapeFault.VALUE),
        ("/place/a~1b~0c", shape.ShapeFault.UNKNOWN),
        ("/house/name", shape.ShapeFault.MISSING),
    }


def test_a_flood_of_differences_is_cut_off() -> None:
    value = pact()
    value["articles"] = [{} for _ in range(10_000)]
    assert len(shape.misfits(value, schema("patto"))) == shape.MAX_FAULTS


VALUES: list[tuple[str, str, type[StrEnum]]] = [
    ("patto", "pact/form", GovernmentForm),
    ("patto", "parties/[]/kind", GroupKind),
    ("patto", "parties/[]/role", ProcessRole),
    ("patto", "history/[]/kind", HistoryKind),
    ("patto", "history/[]/to_state", ProcessState),
    ("patto", "$sentence/origin", SentenceOrigin),
    ("patto", "commitments/[]/party_kind", PartyKind),
    ("patto", "commitments/[]/status", CommitmentStatus),
    ("patto", "decisions/[]/method", DecisionMethod),
    ("patto", "attachments/[]/role", AttachmentRole),
    ("percorso", "process/state", ProcessState),
    ("percorso", "meetings/[]/kind", MeetingKind),
    ("percorso", "meetings/[]/entries/[]/kind", EntryKind),
    ("percorso", "meetings/[]/entries/[]/outcome", EntryOutcome),
    ("percorso", "opinions/[]/kind", OpinionKind),
    ("risposta", "$item/verdict", Verdict),
]


@pytest.mark.parametrize(("name", "way", "values"), VALUES)
def test_the_schemas_know_the_values_of_the_domain(name: str, way: str, values: type[StrEnum]) -> None:
    """A new value of the domain needs a new version of the format: this fails until someone decides."""
    node = schema(name)
    for part in way.split("/"):
        if part == "[]":
            node = node["items"]
        else:
            node = node["$defs"][part[1:]] if part.startswith("$") else node["properties"][part]
    assert set(node["enum"]) - {None} == {value.value for value in values}


def test_schema_files_are_written_with_two_spaces() -> None:
    written = list(SCHEMAS.glob("*.schema.json"))
    assert written
    for path in written:
        text = path.read_text(encoding="utf-8")
        assert json.loads(text)
        assert text.endswith("}\n")
