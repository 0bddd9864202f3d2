"""Comparing texts: any two, applied back, readable where people look, and in time that grows with the texts alone."""

from __future__ import annotations

from itertools import pairwise
from random import Random
from time import process_time

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from cocity_desktop.domain.text_diff import (
    DiffMismatchError,
    Piece,
    PieceKind,
    apply,
    diff,
    new_of,
    old_of,
    rising,
)

STAYS, GONE, COME = PieceKind.STAYS, PieceKind.GONE, PieceKind.COME
WORDS = st.lists(
    st.sampled_from(
        ["il", "la", "di", "un", "cortile", "cancello", "apre", "chiude", ".", ",", "\n", "8", "è’", ""]
    ),
    max_size=60,
)


@given(st.text(max_size=80), st.text(max_size=80))
def test_a_comparison_of_any_two_texts_makes_one_the_other(old: str, new: str) -> None:
    pieces = diff(old, new)
    assert apply(pieces, old) == new
    assert all(piece.text for piece in pieces)


@settings(max_examples=300)
@given(WORDS, WORDS)
def test_so_does_one_of_texts_whose_words_come_again(old: list[str], new: list[str]) -> None:
    before, after = " ".join(old), " ".join(new)
    pieces = diff(before, after)
    assert (old_of(pieces), new_of(pieces)) == (before, after)
    kinds = [piece.kind for piece in pieces]
    assert all(one != other for one, other in pairwise(kinds))
    assert (COME, GONE) not in pairwise(kinds)


def test_a_comparison_is_not_applied_to_another_text() -> None:
    with pytest.raises(DiffMismatchError):
        apply(diff("Si apre.", "Si chiude."), "Si apre alle otto.")


def test_words_are_told_whole_and_what_goes_before_what_comes() -> None:
    pieces = diff("Il cortile apre alle 8 di mattina.", "Il cortile apre alle 9 di mattina.")
    assert pieces == (
        Piece(STAYS, "Il cortile apre alle "),
        Piece(GONE, "8 "),
        Piece(COME, "9 "),
        Piece(STAYS, "di mattina."),
    )
    assert diff("Uguale.", "Uguale.") == (Piece(STAYS, "Uguale."),)
    assert diff("", "Nuovo.") == (Piece(COME, "Nuovo."),)
    assert diff("", "") == ()


def test_a_short_word_does_not_stay_alone_between_others_that_change() -> None:
    kinds = [piece.kind for piece in diff("Apre Anna di Rossi.", "Chiude Bruno di Verdi.")]
    assert kinds == [GONE, COME, STAYS]


@given(st.lists(st.integers(0, 50), unique=True, max_size=12))
def test_the_longest_rising_run_is_found(numbers: list[int]) -> None:
    found = [numbers[place] for place in rising(numbers)]
    assert found == sorted(found)
    assert len(found) == _longest(numbers)


def _longest(numbers: list[int]) -> int:
    best: list[int] = []
    for place, number in enumerate(numbers):
        best.append(1 + max((best[i] for i in range(place) if numbers[i] < number), default=0))
    return max(best, default=0)


def text(random: Random, words: int, kinds: int) -> list[str]:
    """Words as texts have them: few come often, many once or twice."""
    return [f"parola{int(kinds * random.random() ** 3)}" for _ in range(words)]


def edited(random: Random, words: list[str], share: float) -> list[str]:
    return [f"altra{random.randrange(999)}" if random.random() < share else word for word in words]


def measured(pairs: list[tuple[str, str]]) -> float:
    start = process_time()
    for old, new in pairs:
        diff(old, new)
    return process_time() - start


@pytest.mark.parametrize("share", [0.02, 0.3, 1.0])
def test_the_time_grows_with_the_texts_and_not_with_their_square(share: float) -> None:
    random = Random(7)
    olds = [text(random, 8_000, 400) for _ in range(2)]
    long = [(" ".join(one), " ".join(edited(random, one, share))) for one in olds]
    short = [(old[: len(old) // 8], new[: len(new) // 8]) for old, new in long for _ in range(8)]
    assert measured(long) < 4 * measured(short) + 0.05


def test_words_that_are_all_alike_do_not_stop_it() -> None:
    assert measured([("la " * 30_000, "la " * 20_000 + "il " + "la " * 9_000)]) < 1.0
