"""The timetable and the budget of a pact: what falls when, what costs whom, in the picture, in words and in figures."""

from __future__ import annotations

from dataclasses import replace
from datetime import date

import pytest

from cocity_desktop.documents.pact_pdf import render_pact
from cocity_desktop.documents.timetable import Shape, budget_rows, has_budget, timetable_of
from tests.documents.reading import read_tagged, whole_text
from tests.documents.samples import COMMITMENTS, PACT, commitment

MARCH, JUNE = date(2027, 3, 6), date(2027, 6, 10)


def only(**changes):
    """The one timed commitment of a pact with nothing else; None when it has no place in time."""
    doc = replace(PACT, commitments=(commitment(1, "Rete", "Semina.", **changes),))
    found = timetable_of(doc).timed
    return found[0] if found else None


@pytest.mark.parametrize(
    ("changes", "shape", "starts", "ends"),
    [
        ({"due_on": JUNE}, Shape.DAY, JUNE, JUNE),
        ({"starts_on": MARCH, "due_on": JUNE}, Shape.PERIOD, MARCH, JUNE),
        ({"starts_on": MARCH}, Shape.PERIOD, MARCH, None),
        ({"starts_on": JUNE, "due_on": MARCH}, Shape.PERIOD, JUNE, JUNE),
        ({"recurrence": "ogni sabato"}, Shape.REPEATED, PACT.starts_on, PACT.ends_on),
        ({"recurrence": "ogni sabato", "starts_on": MARCH, "due_on": JUNE}, Shape.REPEATED, MARCH, JUNE),
        ({"recurrence": "quando serve"}, Shape.ONGOING, PACT.starts_on, PACT.ends_on),
    ],
)
def test_how_a_commitment_lies_in_time(changes, shape, starts, ends):
    timed = only(**changes)
    assert (timed.shape, timed.starts, timed.ends) == (shape, starts, ends)


def test_what_has_no_day_is_apart_and_keeps_its_number():
    timetable = timetable_of(PACT)
    assert [(n, party) for party, n, _line in timetable.undated] == [(3, "La Casa"), (8, "Nido «I Puffi»")]
    assert [one.number for one in timetable.timed] == [1, 2, 4, 5, 6, 7]


def test_a_rhythm_without_any_first_day_is_apart():
    doc = replace(
        PACT, starts_on=None, ends_on=None, commitments=(commitment(1, "R", "x", recurrence="ogni mese"),)
    )
    assert not timetable_of(doc).timed
    assert len(timetable_of(doc).undated) == 1


def test_money_and_hours_are_added_up_to_the_cent():
    rows = budget_rows(timetable_of(PACT))
    assert rows[0] == ("Comune di Torino", "2", "1.240,50\xa0€", "16")
    assert rows[-1] == ("In tutto", "8", "2.390,50\xa0€", "202")
    cents = [10, 20, 2**60 + 1]
    doc = replace(
        PACT, commitments=tuple(commitment(n, "A", "x", money_cents=c) for n, c in enumerate(cents))
    )
    assert budget_rows(timetable_of(doc))[-1][2] == "11.529.215.046.068.470,07\xa0€"


def test_the_picture_is_read_aloud_as_what_it_shows(resources):
    pdf = render_pact(PACT, None, resources)
    (alt,) = [f.alt for f in read_tagged(pdf).tree.all("Figure") if f.alt.startswith("Calendario")]
    assert alt.startswith(
        "Calendario degli impegni, dal 28 febbraio 2027 al 31 marzo 2029. Comune di Torino: 1, Forn"
    )
    assert (
        "5, Tiene in ordine il prato e le panchine, e segnala al Comune i guasti che vede: due volte al mese."
        in alt
    )
    assert "Scrive il racconto" not in alt
    text = whole_text(pdf)
    assert "Senza un giorno" in text
    assert "La Casa: Scrive il racconto dei primi sei mesi." in text


def test_without_days_money_or_commitments_nothing_is_drawn(resources):
    bare = replace(PACT, commitments=(commitment(1, "Rete", "Semina."),))
    assert not has_budget(timetable_of(bare))
    text = whole_text(render_pact(bare, None, resources))
    assert "Nessun impegno ha ancora un giorno." in text
    assert "Nessun impegno parla di denaro o di ore." in text
    assert "Tempi e risorse" not in whole_text(render_pact(replace(PACT, commitments=()), None, resources))


def test_many_commitments_take_more_than_one_picture_and_all_are_told(resources):
    many = tuple(
        commitment(n, f"Gruppo {n % 5}", f"Fa la cosa numero {n}.", due_on=date(2027 + n % 3, 1 + n % 12, 5))
        for n in range(90)
    )
    pdf = render_pact(replace(PACT, commitments=many), None, resources)
    alts = [f.alt for f in read_tagged(pdf).tree.all("Figure") if f.alt.startswith("Calendario")]
    assert len(alts) > 2
    assert all(any(f"Fa la cosa numero {n}: " in alt for alt in alts) for n in range(90))


@pytest.mark.parametrize(
    "line",
    [
        {"due_on": date.max},
        {"due_on": date.min},
        {"starts_on": date.min, "due_on": date.max},
        {"recurrence": "ogni giorno", "starts_on": date.min, "due_on": date.max},
        {"recurrence": "مرحبا 花园", "starts_on": MARCH},
        {"due_on": JUNE, "what": "نظف الفناء " * 20, "party": "花园 <b>"},
    ],
)
def test_far_days_and_strange_names_give_a_picture(line, resources):
    doc = replace(PACT, articles=(), commitments=(replace(COMMITMENTS[0], **line), COMMITMENTS[3]))
    figures = read_tagged(render_pact(doc, None, resources)).tree.all("Figure")
    assert any(figure.alt.startswith("Calendario") for figure in figures)
