"""A person is found in every way people write a name, a mail and a number, and nobody else is."""

from __future__ import annotations

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from cocity_desktop.domain.erasing import (
    ERASED_CONTACT,
    Blotter,
    Traces,
    all_names,
    blot_plain,
    erased_name,
    next_number,
    phone_digits,
)

HERE = erased_name(12)
NICOLO = Blotter(
    Traces(
        names=(("Nicolò", "D’Angelo"),),
        phones=("+39 011 436 58 00",),
        literals=("nicolo.dangelo@example.org", "DNGNCL80A01L219X", "via dei Mille 3"),
    ),
    HERE,
)


@pytest.mark.parametrize(
    "written",
    [
        "Nicolò D’Angelo",
        "nicolo d'angelo",
        "NICOLO' D'ANGELO",
        "Nicolo\u0300 D'Angelo",
        "D'Angelo Nicolò",
        "D’Angelo, Nicolò",
        "Nicolò\nD'Angelo",
        "Nicolò DAngelo",
        "nicolo_dangelo",
    ],
)
def test_the_whole_name_is_found_in_either_order(written: str) -> None:
    assert NICOLO.may_find(written)
    assert NICOLO.blot(f"Ieri {written}: sì") == f"Ieri {HERE}: sì"


@pytest.mark.parametrize(
    "written", ["Nicolò D’Angeloni", "Nicola D'Angelo", "Nicolò. Poi D'Angelo", "Nicolò"]
)
def test_others_and_lone_names_stay(written: str) -> None:
    assert NICOLO.blot(written) == written


def test_lone_names_are_offered() -> None:
    assert NICOLO.finds_lone("Nicolò porta la scala")
    assert NICOLO.finds_lone("dice D'Angelo")
    assert not NICOLO.finds_lone("Nicolò D'Angelo porta la scala")
    assert NICOLO.blot_all("Nicolò porta la scala") == f"{HERE} porta la scala"


@pytest.mark.parametrize(
    "written",
    ["0114365800", "011/4365800", "011 436 5800", "+39 011 4365800", "0039011.436.58.00", "+390114365800",
     "Nicolo.Dangelo@Example.org", "dngncl80a01l219x", "Via dei  Mille 3"],
)  # fmt: skip
def test_contacts_are_found_as_people_write_them(written: str) -> None:
    assert NICOLO.finds(written)
    assert NICOLO.blot(f"scrivi a {written}, grazie") == f"scrivi a {ERASED_CONTACT}, grazie"


@pytest.mark.parametrize("written", ["01143658001", "xnicolo.dangelo@example.org", "via dei Mille 35"])
def test_other_contacts_stay(written: str) -> None:
    assert NICOLO.blot(written) == written


def test_a_single_word_is_nobodys_whole_name() -> None:
    blotter = Blotter(Traces(names=(("Mario", ""),)), HERE)
    assert blotter.blot("Mario") == "Mario"
    assert blotter.finds_lone("Mario")


def test_without_traces_nothing_is_found() -> None:
    blotter = Blotter(Traces(), HERE)
    assert blotter.blot("Nicolò") == "Nicolò"
    assert not blotter.may_find("Nicolò")


def test_every_text_inside_a_value_is_reached() -> None:
    value = {"Nicolò D’Angelo": ["da Nicolò D'Angelo", 3, None, {"a": True}]}
    assert blot_plain(value, NICOLO.blot) == {HERE: [f"da {HERE}", 3, None, {"a": True}]}


def test_names_that_changed_are_all_known() -> None:
    assert all_names(("Ada", "Ada"), ("Rossi", "Verdi")) == (("Ada", "Rossi"), ("Ada", "Verdi"))
    assert phone_digits("+39 011 12") == phone_digits("0039 01112") == phone_digits("011/12")


WORD = st.from_regex(r"([A-Za-z]['’])?[A-Za-zèéìòùÀçñøßłž]{2,8}['’]?", fullmatch=True)


@settings(deadline=None, max_examples=40)  # the first call works out the alphabet
@given(WORD, WORD)
def test_any_name_is_found_as_it_was_written(given_name: str, family_name: str) -> None:
    blotter = Blotter(Traces(names=((given_name, family_name),)), HERE)
    for text in (
        f"{given_name} {family_name}",
        f"{family_name} {given_name}",
        f"{given_name} {family_name}".upper(),
    ):
        assert blotter.may_find(text)
        assert HERE in blotter.blot(f"di {text}.")


def test_the_first_laptop_counts_and_others_keep_out_of_its_way() -> None:
    assert [next_number([]), next_number([1, 2, 1473])] == [1, 3]
    assert next_number(range(1, 1_000)) == 1_000
    assert next_number([*range(1, 1_001), 1_473]) == 1_474
    first = next_number([1, 2], "a laptop")
    assert first // 1_000 == 1
    assert first % 1_000 >= 100
    assert next_number([1, 2, first], "a laptop") == first + 1_000


@given(st.lists(st.sampled_from(["", "one", "two", "three"]), max_size=40))
def test_no_number_is_given_twice_where_it_is_known(devices: list[str]) -> None:
    given: list[int] = []
    for device in devices:
        given.append(next_number(given, device))
    assert len(set(given)) == len(given)
