"""The agenda and the attendance sheet, read back by libraries that did not write them."""

from __future__ import annotations

from dataclasses import replace
from pathlib import Path

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from cocity_desktop.documents.invitation_text import invitation_text
from cocity_desktop.documents.meeting_sheets import render_agenda, render_attendance_sheet
from cocity_desktop.documents.press import PaperPress
from tests.documents.papers import BARE_SHEET, CALLED_OFF, NOTES, SHEET
from tests.documents.reading import page_texts, read_tagged, whole_text

RESOURCES = Path(__file__).parents[2] / "resources"


def test_the_agenda_gives_each_item_its_number_and_its_hour_as_planned(resources):
    text = whole_text(render_agenda(SHEET, resources))
    assert "giovedì 11 febbraio 2027 dalle 18:30 alle 20:00 salone di via Fleming 20" in text
    assert "18:35 2 Uso del cortile nel fine settimana" in text
    assert "18:35 2.1 Chi apre il portone" in text
    assert "18:50 2.2 Se piove" in text
    assert "Per arrivare a: decidere se e quando aprire" in text
    assert "35 minuti in tutto" in text
    assert "Come rispondere" not in text


def test_with_notes_the_agenda_is_an_invitation(resources):
    text = whole_text(render_agenda(SHEET, resources, NOTES))
    assert "Casa di esempio, via Agliè 9, Torino" in text
    assert "Come rispondere Scrivi a casa@example.org" in text
    assert "Ingresso senza scalini dal cortile" in text


def test_the_list_to_sign_has_the_groups_with_who_speaks_for_them_then_room(resources):
    pdf = render_attendance_sheet(SHEET, resources, blank_rows=7)
    text = whole_text(pdf)
    assert "1 Ada Esempio Genitori Fleming 2 Bruno Prova Genitori Fleming" in text
    assert "Neu[nòi] – spazio al lavoro APS" in text
    assert "Gruppo, o «a titolo personale»" in text
    assert "e a nient’altro" in text
    facts, heading, groups, named, spare = 2, 1, 3, 2, 4
    assert len(read_tagged(pdf).tree.all("TR")) == facts + heading + groups + named + spare + 7


@pytest.mark.parametrize("render", [render_agenda, render_attendance_sheet])
def test_every_page_says_how_to_find_the_meeting_again(render, resources):
    long = replace(SHEET, items=SHEET.items * 8, expected=SHEET.expected * 8)
    pages = page_texts(render(long, resources))
    assert len(pages) > 1
    for place, text in enumerate(pages, start=1):
        assert "Codice dell’incontro 01BC-77DE" in text
        assert f"pagina {place} di {len(pages)}" in text


@pytest.mark.parametrize("render", [render_agenda, render_attendance_sheet])
def test_an_empty_meeting_is_still_a_sheet(render, resources):
    assert "Tavolo di co-progettazione" in whole_text(render(BARE_SHEET, resources))


@pytest.mark.parametrize("render", [render_agenda, render_attendance_sheet])
def test_a_sheet_of_a_meeting_called_off_says_so_and_why(render, resources):
    text = whole_text(render(CALLED_OFF, resources))
    assert "Annullato: sala allagata" in text
    assert "ANNULLATO" in text


def test_the_press_makes_what_the_application_asks_for(resources):
    press = PaperPress(resources)
    assert press.agenda(SHEET) == render_agenda(SHEET, resources)
    assert press.agenda(SHEET, NOTES) == render_agenda(SHEET, resources, NOTES)
    assert press.attendance_sheet(SHEET) == render_attendance_sheet(SHEET, resources)
    assert press.invitation(SHEET, NOTES) == invitation_text(SHEET, NOTES)


@settings(max_examples=25, deadline=None, suppress_health_check=[HealthCheck.too_slow])
@given(st.text(max_size=200), st.text(max_size=60))
def test_any_words_make_sheets(said, who):
    items = (replace(SHEET.items[0], title=said, owner=who, translation=who),)
    expected = (replace(SHEET.expected[0], name=said, people=(who,)),)
    document = replace(SHEET, title=said, venue=who, items=items, expected=expected, step_reason=said)
    for render in (render_agenda, render_attendance_sheet):
        assert render(document, RESOURCES).startswith(b"%PDF-1.7")
