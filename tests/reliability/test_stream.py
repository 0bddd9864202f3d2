"""The measure itself: what it calls lost is lost, and what it calls kept is there."""

from __future__ import annotations

from tests.reliability.stream import Outcome, Typed, compare


def typed(text: str, *, begun: str = "", acknowledged: int = 0, start: float = 100.0) -> Typed:
    """A key each tenth of a second."""
    made = Typed(begun=begun, acknowledged=acknowledged)
    for place, letter in enumerate(text):
        made.key(letter, start + place / 10)
    return made


def test_all_there() -> None:
    assert compare(typed("uno\ndue\ntr", acknowledged=2), ["uno", "due"], "tr", 101) == Outcome(
        2, 0, 0, 0, False
    )


def test_an_acknowledged_line_that_is_gone() -> None:
    outcome = compare(typed("uno\ndue\n", acknowledged=2), ["uno"], "", 101)
    assert (outcome.lost, outcome.keys_lost) == (1, 3)


def test_a_line_saved_before_it_was_told_is_no_trouble() -> None:
    assert compare(typed("uno\n", acknowledged=0), ["uno"], "", 101) == Outcome(0, 0, 0, 0, False)


def test_the_age_of_the_oldest_key_that_is_gone() -> None:
    outcome = compare(typed("uno\nquattro", acknowledged=1), ["uno"], "quat", 101.2)
    assert outcome.keys_lost == 3
    assert round(outcome.typing_lost, 3) == 0.4


def test_a_line_that_was_on_its_way_is_kept_by_its_draft() -> None:
    assert compare(typed("uno\ndue\n", acknowledged=1), ["uno"], "due", 101).keys_lost == 0


def test_text_recovered_from_the_round_before_counts_as_typed() -> None:
    assert compare(typed("tro\n", begun="quat", acknowledged=1), ["quattro"], "", 101).strange == ""
    assert compare(typed("tro", begun="quat"), [], "", 101).typing_lost == float("inf")


def test_what_nobody_typed_is_strange() -> None:
    assert compare(typed("uno\n", acknowledged=1), ["una"], "", 101).strange
    assert compare(typed("uno\n", acknowledged=1), ["uno", "uno"], "", 101).strange
    assert compare(typed("uno"), [], "unto", 101).strange


def test_a_draft_of_a_saved_line_is_a_repeat() -> None:
    outcome = compare(typed("quattro\n", acknowledged=1), ["quattro"], "quattro", 101)
    assert (outcome.repeated, outcome.strange) == (True, "")


def test_a_line_that_begins_like_the_last_one_is_no_repeat() -> None:
    outcome = compare(typed("quattro\nquat", acknowledged=1), ["quattro"], "qua", 101.2)
    assert (outcome.repeated, outcome.keys_lost) == (False, 1)
