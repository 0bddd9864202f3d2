"""The published sentences that the rules were written on: they must stay read."""

from __future__ import annotations

from datetime import date

import pytest

from bench.recognition import GOALS, agrees, score, value_of
from cocity_desktop.application.recognition import Part, PartKind
from cocity_desktop.recognition.recognizer import LineRecognizer
from tools.recognition_table import SETS, Expected, Sentence, Table, load


@pytest.fixture(scope="module")
def result() -> object:
    recognizer = LineRecognizer()
    recognizer.prepare()
    return score(load(SETS["development"]), recognizer)


@pytest.mark.parametrize("kind", GOALS)
def test_precision_and_recall_reach_their_goals(result, kind: PartKind) -> None:
    own = result.scores[kind]
    assert own.expected > 0
    assert own.precision >= GOALS[kind], result.faults
    assert own.recall >= GOALS[kind], result.faults


def test_no_amount_is_certain_and_wrong(result) -> None:
    assert result.scores[PartKind.MONEY].wrong == 0, result.faults


@pytest.mark.parametrize("kind", [kind for kind in PartKind if kind not in GOALS])
def test_the_other_kinds_are_read_nine_times_in_ten(result, kind: PartKind) -> None:
    own = result.scores[kind]
    assert own.expected > 0
    assert min(own.precision, own.recall) >= 0.9, result.faults


class Says:
    """A recogniser that always gives the same parts."""

    def __init__(self, *parts: Part) -> None:
        self.parts = parts

    def recognise(self, *_: object) -> Says:
        return self


def scored(expected: tuple[Expected, ...], *given: Part):
    sentence = Sentence("dà 300 euro", "money", date(2027, 2, 11), parts=expected)
    return score(Table((), (sentence,)), Says(*given)).scores[PartKind.MONEY]


WANTED = (Expected("money", "300 euro", 30000),)


@pytest.mark.parametrize(
    ("expected", "given", "figures"),
    [
        (WANTED, Part(PartKind.MONEY, 3, 11, cents=30000), (1, 1, 1, 0)),
        (WANTED, Part(PartKind.MONEY, 3, 11, cents=3000), (0, 1, 1, 0)),
        (WANTED, Part(PartKind.MONEY, 0, 2, cents=30000), (0, 1, 1, 0)),
        (WANTED, Part(PartKind.MONEY, 3, 11, certain=False, cents=30000), (0, 0, 1, 1)),
        ((), Part(PartKind.MONEY, 3, 11, cents=30000), (0, 1, 0, 0)),
        ((), Part(PartKind.MONEY, 3, 11, certain=False, cents=30000), (0, 0, 0, 1)),
    ],
)
def test_the_scorer_counts_right_given_expected_and_guessed(expected, given: Part, figures) -> None:
    own = scored(expected, given)
    assert (own.right, own.given, own.expected, own.guesses) == figures


def test_texts_agree_without_case_accents_apostrophes_and_doubled_spaces() -> None:
    part = Part(PartKind.RECURRENCE, 0, 5, words="Tutti i  giovedi dell’anno")
    assert agrees(part, Expected("recurrence", "tutti", "tutti i giovedì dell'anno"), "tutti i giovedì")
    assert value_of(part) == "Tutti i  giovedi dell’anno"
