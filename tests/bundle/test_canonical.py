"""One value, one spelling: what canonical JSON keeps, and what it refuses."""

from __future__ import annotations

import json

import pytest
from hypothesis import given
from hypothesis import strategies as st

from cocity_desktop.bundle.canonical import DuplicateKeyError, canonical_json, strict_loads

texts = st.text(st.characters(exclude_categories=["Cs"]))
values = st.recursive(
    st.none() | st.booleans() | st.integers(-(2**60), 2**60) | texts,
    lambda inner: st.lists(inner, max_size=4) | st.dictionaries(texts, inner, max_size=4),
    max_leaves=20,
)


@given(values)
def test_canonical_json_reads_back_and_is_a_fixed_point(value: object) -> None:
    written = canonical_json(value)
    assert strict_loads(written.decode()) == value
    assert canonical_json(json.loads(written)) == written


@given(st.dictionaries(texts, st.integers(0, 9)))
def test_the_order_of_keys_does_not_matter(value: dict[str, int]) -> None:
    assert canonical_json(dict(reversed(list(value.items())))) == canonical_json(value)


def test_accents_stand_as_typed() -> None:
    composed, parted = "é", "e\u0301"
    assert canonical_json([composed, parted]) == f'[\n  "{composed}",\n  "{parted}"\n]\n'.encode()


@pytest.mark.parametrize("value", [1.5, [float("nan")], {"a": {"b": [1.0]}}, {1: "a"}, {"a": object()}])
def test_what_differs_between_machines_is_refused(value: object) -> None:
    with pytest.raises(TypeError):
        canonical_json(value)


def test_half_a_surrogate_pair_is_refused() -> None:
    with pytest.raises(UnicodeEncodeError):
        canonical_json("\ud800")


def test_a_key_written_twice_is_refused() -> None:
    with pytest.raises(DuplicateKeyError, match="a"):
        strict_loads('{"b": {"a": 1, "a": 1}}')


@pytest.mark.parametrize("text", ["NaN", "[Infinity]", '{"a": -Infinity}'])
def test_no_number_that_json_does_not_have(text: str) -> None:
    with pytest.raises(ValueError):
        strict_loads(text)
