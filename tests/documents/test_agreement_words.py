"""A vote is told as a vote, a consensus as a consensus, in everything that is handed out."""

from __future__ import annotations

from dataclasses import replace
from pathlib import Path

import pytest

from cocity_desktop.application.minutes_prose import pieces
from cocity_desktop.application.ports import SUMMARY_LANGUAGES
from cocity_desktop.documents.agreement_words import circumstances, degrees, gradients, spoken, summary
from cocity_desktop.documents.docx_file import minutes_docx
from cocity_desktop.documents.minutes_pdf import render_minutes
from cocity_desktop.documents.odt_file import minutes_odt
from cocity_desktop.documents.plain_text import minutes_text
from cocity_desktop.documents.summary_pdf import render_summary
from cocity_desktop.domain.meetings import DecisionMethod
from tests.documents.office_reading import docx_paragraphs, odt_paragraphs
from tests.documents.reading import whole_text
from tests.documents.samples import DECISIONS, MINUTES

RESOURCES = Path(__file__).parents[2] / "resources"
CONSENSUS = DECISIONS[0]
HANDS = replace(
    CONSENSUS,
    method=DecisionMethod.SHOW_OF_HANDS,
    in_favour=18,
    fine=0,
    with_reservation=0,
    stand_aside=2,
    against=3,
)
VOTE = "18 a favore, 3 contrari, 2 astenuti"


def with_decision(decision):
    """The evening with another first decision."""

    def put(entry):
        return replace(entry, decision=decision) if entry.decision == CONSENSUS else entry

    sections = tuple(replace(one, entries=tuple(map(put, one.entries))) for one in MINUTES.sections)
    document = replace(MINUTES, sections=sections)
    assert document != MINUTES
    return document


@pytest.mark.parametrize("method", [DecisionMethod.SHOW_OF_HANDS, DecisionMethod.COUNT])
def test_a_vote_is_told_by_its_numbers(method):
    taken = replace(HANDS, method=method)
    assert summary(taken) == spoken(taken) == VOTE
    assert degrees(taken) == "", "nothing is told twice"
    assert [one.word for one in gradients(taken)] == ["a favore", "astenuti", "contrari"]
    assert circumstances(taken).endswith(f"23 persone presenti · {VOTE}")


def test_one_is_one_and_nobody_against_is_said():
    few = replace(HANDS, in_favour=1, stand_aside=1, against=1)
    assert summary(few) == "1 a favore, 1 contrario, 1 astenuto"
    assert summary(replace(HANDS, stand_aside=0, against=0)) == "18 a favore, nessun contrario"


def test_what_was_counted_under_another_method_is_still_told():
    changed = replace(CONSENSUS, method=DecisionMethod.SHOW_OF_HANDS)
    assert summary(changed) == "12 a favore, nessun contrario, 6 va bene, 1 con riserva, 4 astenuti"
    assert [one.people for one in gradients(changed)] == [12, 6, 1, 4, 0]


@pytest.mark.parametrize("method", DecisionMethod)
def test_a_room_that_nobody_counted_did_not_disagree(method):
    taken = replace(CONSENSUS, method=method, in_favour=0, fine=0, with_reservation=0, stand_aside=0)
    assert taken.present == 23
    assert summary(taken) == degrees(taken) == ""


def told_everywhere(document):
    return {
        "prose": " ".join(piece.text for piece in pieces(document)),
        "PDF": whole_text(render_minutes(document, RESOURCES)),
        "text": minutes_text(document),
        "DOCX": " ".join(text for _style, text in docx_paragraphs(minutes_docx(document))),
        "ODT": " ".join(text for _style, text in odt_paragraphs(minutes_odt(document))),
    }


def test_every_paper_tells_the_vote():
    document = with_decision(HANDS)
    texts = told_everywhere(document)
    for paper in ("PDF", "DOCX", "ODT"):
        assert texts[paper].count(VOTE) == 1, paper
    assert "18 a favore 2 astenuti 3 contrari" in texts["PDF"], "under the bar"
    assert f"\n  {VOTE}\n" in texts["text"]
    assert "Si decide per alzata di mano: 18 a favore, 2 astenuti e 3 contrari." in texts["prose"]
    assert "d’accordo" not in texts["text"]


@pytest.mark.parametrize(
    ("language", "said"),
    [
        ("it", "per alzata di mano · 18 a favore · 2 astenuti · 3 contrari"),
        ("en", "by show of hands · 18 in favour · 2 abstaining · 3 against"),
        ("fr", "à main levée · 18 pour · 2 abstentions · 3 contre"),
        ("es", "a mano alzada · 18 a favor · 2 abstenciones · 3 en contra"),
        ("ro", "prin ridicarea mâinii · 18 voturi pentru · 2 abțineri · 3 voturi împotrivă"),
    ],
)
def test_the_summary_tells_the_vote_in_its_language(language, said):
    assert said in whole_text(render_summary(with_decision(HANDS), language, RESOURCES))


def test_the_summary_in_arabic_differs_between_a_vote_and_a_consensus():
    assert "ar" in SUMMARY_LANGUAGES
    vote = whole_text(render_summary(with_decision(HANDS), "ar", RESOURCES))
    assert vote != whole_text(render_summary(MINUTES, "ar", RESOURCES))
