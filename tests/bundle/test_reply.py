"""Answers from office machines: taken as meant, or refused with every reason."""

from __future__ import annotations

import json
from dataclasses import replace
from datetime import date
from typing import Any

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from cocity_desktop.bundle.reply import (
    ParsedReply,
    ReplyDefect,
    ReplyFault,
    answerable,
    binding_defects,
    decode,
    new_reply,
    parse_reply,
    reply_bytes,
    set_verdict,
)
from cocity_desktop.domain.deliveries import Verdict
from tests.bundle.examples import SCHEMAS, an_id, pact

DELIVERY = answerable(pact(), "SY1Y-2DBY-XYWB-VWRS", "SY1Y-2DBY-XYWB-VWHF", "a" * 128)


def filled(**changes: Any) -> dict[str, Any]:
    reply = new_reply(DELIVERY)
    set_verdict(reply, 2, Verdict.ACCEPTED_WITH_TEXT, text="Il Comune «propone» <b>questo</b>")
    set_verdict(reply, 3, Verdict.REJECTED, reason="Non è possibile")
    set_verdict(reply, None, Verdict.ACCEPTED)
    return reply | {"office": "Ufficio Beni Comuni di esempio", "replied_on": "2026-12-01"} | changes


def parsed(raw: bytes) -> ParsedReply:
    found = parse_reply(raw, SCHEMAS)
    assert isinstance(found, ParsedReply), found
    return found


def faults(raw: bytes | dict[str, Any]) -> set[ReplyFault]:
    found = parse_reply(raw if isinstance(raw, bytes) else reply_bytes(raw), SCHEMAS)
    assert isinstance(found, tuple), found
    assert all(isinstance(defect, ReplyDefect) for defect in found)
    return {defect.code for defect in found}


def test_a_filled_answer_reads_back() -> None:
    reply = parsed(reply_bytes(filled(protocol="12/2026", protocol_date="2026-12-02", note="a\r\nb ")))
    assert [(item.number, item.verdict) for item in reply.items] == [
        (1, Verdict.ACCEPTED),
        (2, Verdict.ACCEPTED_WITH_TEXT),
        (3, Verdict.REJECTED),
    ]
    assert reply.items[1].text == "Il Comune «propone» <b>questo</b>"
    assert (reply.replied_on, reply.protocol_date, reply.note) == (
        date(2026, 12, 1),
        date(2026, 12, 2),
        "a\nb",
    )
    assert binding_defects(reply, DELIVERY) == ()


def test_a_fresh_answer_is_refused_until_it_is_filled_in() -> None:
    found = parse_reply(reply_bytes(new_reply(DELIVERY)), SCHEMAS)
    assert isinstance(found, tuple)
    told = sorted((defect.code.value, defect.details.get("article")) for defect in found)
    assert told == [
        ("office_missing", None),
        ("replied_on_missing", None),
        ("verdict_missing", 1),
        ("verdict_missing", 2),
        ("verdict_missing", 3),
    ]


def test_a_verdict_for_an_article_that_is_not_there() -> None:
    with pytest.raises(KeyError):
        set_verdict(new_reply(DELIVERY), 99, Verdict.ACCEPTED)


ENCODINGS = ["utf-8", "utf-8-sig", "utf-16", "utf-16-le", "utf-16-be", "utf-32", "cp1252"]


@pytest.mark.parametrize("encoding", ENCODINGS)
def test_answers_come_in_the_encodings_of_office_machines(encoding: str) -> None:
    text = reply_bytes(filled(note="perché sì, città")).decode()
    raw = text.encode(encoding)
    assert parsed(raw).note == "perché sì, città"


def test_bytes_in_no_encoding_are_refused() -> None:
    assert faults(b'{"a": "\x81\x8d"}') == {ReplyFault.ENCODING}
    assert decode(b"\xff\xfe\x00") is None


@pytest.mark.parametrize(
    ("raw", "fault"),
    [
        (b"", ReplyFault.NOT_JSON),
        (b"{", ReplyFault.NOT_JSON),
        (b"[]", ReplyFault.NOT_A_REPLY),
        (b"{}", ReplyFault.NOT_A_REPLY),
        (b"null", ReplyFault.NOT_A_REPLY),
        (b'{"format": NaN}', ReplyFault.NOT_JSON),
        (b'{"format": 1, "format": 2}', ReplyFault.DUPLICATE_KEY),
        (b'{"format": "cocity-risposta/2"}', ReplyFault.NEWER),
        (b'{"format": ["cocity-risposta/1"]}', ReplyFault.NOT_A_REPLY),
        (b"[" * 200_000, ReplyFault.NOT_JSON),
        (b'{"format": ' + b"9" * 5000 + b"}", ReplyFault.NOT_JSON),
        (b" " * (9 << 20), ReplyFault.TOO_LARGE),
        (b"PK\x03\x04\x00\x00", ReplyFault.NOT_JSON),
    ],
)
def test_what_is_no_answer_is_refused_with_its_reason(raw: bytes, fault: ReplyFault) -> None:
    assert faults(raw) == {fault}


def changed(number: int, **fields: Any) -> dict[str, Any]:
    reply = filled()
    reply["items"][number - 1].update(fields)
    return reply


@pytest.mark.parametrize(
    ("reply", "expected"),
    [
        (changed(1, verdict=None), {ReplyFault.VERDICT_MISSING}),
        (changed(1, verdict="boh"), {ReplyFault.SHAPE}),
        (changed(1, verdict=["accepted"]), {ReplyFault.SHAPE}),
        (changed(2, text="  \n"), {ReplyFault.TEXT_MISSING}),
        (changed(3, reason=""), {ReplyFault.REASON_MISSING}),
        (changed(3, verdict="deferred", reason=None), {ReplyFault.REASON_MISSING}),
        (changed(2, text=7), {ReplyFault.SHAPE}),
        (changed(1, extra="x"), {ReplyFault.SHAPE}),
        (changed(1, article_number=True), {ReplyFault.SHAPE}),
        (changed(3, article_id=an_id(101)), {ReplyFault.ARTICLE_TWICE}),
        (changed(2, text="a\u0000b"), {ReplyFault.CONTROL_CHARACTER}),
        (filled(office="   "), {ReplyFault.OFFICE_MISSING}),
        (filled(replied_on="2026-02-30"), {ReplyFault.DATE}),
        (filled(protocol_date="30/12/2026"), {ReplyFault.SHAPE}),
        (filled(replied_on=["x"]), {ReplyFault.SHAPE}),
        (filled(items=[]), {ReplyFault.SHAPE}),
        (filled(items="tutti"), {ReplyFault.SHAPE}),
        (filled(items=[None, 3]), {ReplyFault.SHAPE}),
        (filled(version="1"), {ReplyFault.SHAPE}),
        (filled(office=None, version=1.5), {ReplyFault.OFFICE_MISSING, ReplyFault.SHAPE}),
    ],
)
def test_each_fault_has_its_own_reason(reply: dict[str, Any], expected: set[ReplyFault]) -> None:
    assert faults(reply) == expected


@pytest.mark.parametrize("name", sorted(filled()))
def test_a_field_that_is_not_there_is_told(name: str) -> None:
    reply = filled()
    del reply[name]
    assert faults(reply)


def test_half_a_surrogate_pair_is_refused() -> None:
    raw = reply_bytes(filled(note="QUI")).replace(b"QUI", b"\\ud800")
    assert faults(raw) == {ReplyFault.CONTROL_CHARACTER}


@pytest.mark.parametrize(
    ("delivery", "expected"),
    [
        (replace(DELIVERY, delivery_id=an_id(9)), {ReplyFault.OTHER_DELIVERY}),
        (replace(DELIVERY, version=2), {ReplyFault.OTHER_VERSION}),
        (replace(DELIVERY, content_code="SY1Y-2DBY-XYWB-VWHF"), {ReplyFault.OTHER_CONTENT}),
        (replace(DELIVERY, file_code="SY1Y-2DBY-XYWB-VWRS"), {ReplyFault.OTHER_FILE}),
        (replace(DELIVERY, tag_manifest_sha512="b" * 128), {ReplyFault.OTHER_FILE}),
        (replace(DELIVERY, articles={an_id(101): 1, an_id(102): 2}), {ReplyFault.ARTICLE_UNKNOWN}),
        (replace(DELIVERY, articles={**DELIVERY.articles, an_id(104): 4}), {ReplyFault.ARTICLE_MISSING}),
        (replace(DELIVERY, articles={**DELIVERY.articles, an_id(103): 4}), {ReplyFault.ARTICLE_NUMBER}),
    ],
)
def test_an_answer_is_bound_to_exactly_one_delivery(delivery: Any, expected: set[ReplyFault]) -> None:
    reply = parsed(reply_bytes(filled()))
    assert {defect.code for defect in binding_defects(reply, delivery)} == expected


def test_an_answer_made_without_the_zip_at_hand_is_taken() -> None:
    reply = parsed(reply_bytes(filled(file_code="", tag_manifest_sha512="")))
    assert binding_defects(reply, DELIVERY) == ()


@settings(max_examples=300, deadline=None)
@given(st.data())
def test_whatever_comes_there_is_an_answer_or_a_reason(data: st.DataObject) -> None:
    raw = reply_bytes(filled())
    place, length = data.draw(st.integers(0, len(raw))), data.draw(st.integers(0, 40))
    broken = raw[:place] + data.draw(st.binary(max_size=12)) + raw[place + length :]
    found = parse_reply(broken, SCHEMAS)
    assert isinstance(found, ParsedReply) or len(found) > 0


json_values = st.recursive(
    st.none() | st.booleans() | st.integers() | st.floats() | st.text(max_size=8),
    lambda inner: (
        st.lists(inner, max_size=3) | st.dictionaries(st.sampled_from(list(filled())), inner, max_size=4)
    ),
    max_leaves=12,
)


@settings(max_examples=300, deadline=None)
@given(st.dictionaries(st.sampled_from(list(filled())), json_values), st.lists(json_values, max_size=3))
def test_any_value_in_any_field_is_survived(fields: dict[str, Any], items: list[Any]) -> None:
    raw = json.dumps(filled(items=items) | fields | {"format": "cocity-risposta/1"}).encode()
    found = parse_reply(raw, SCHEMAS)
    assert isinstance(found, ParsedReply) or len(found) > 0
