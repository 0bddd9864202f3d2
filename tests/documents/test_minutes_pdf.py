"""Minutes, passphrase sheet, plain text: what people take home from a meeting."""

from __future__ import annotations

from dataclasses import replace
from pathlib import Path

from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from cocity_desktop.documents.minutes_pdf import render_minutes
from cocity_desktop.documents.pact_pdf import render_pact
from cocity_desktop.documents.passphrase_sheet import render_passphrase_sheet
from cocity_desktop.documents.plain_text import minutes_text
from cocity_desktop.documents.press import PaperPress
from cocity_desktop.domain.lifecycle import MinutesState
from cocity_desktop.domain.meetings import EntryKind
from tests.documents.reading import page_texts, read_tagged, whole_text
from tests.documents.samples import HOUSE, MADE_AT, MINUTES, SEALED, entry

RESOURCES = Path(__file__).parents[2] / "resources"
BARE = replace(
    MINUTES, title="", process_title="", venue="", called_by="", presences=(), expected=(), sections=(),
    opened_at=None, closed_at=None,
)  # fmt: skip


def test_minutes_tell_the_whole_evening(resources):
    text = whole_text(render_minutes(MINUTES, resources))
    for said in (
        "giovedì 11 febbraio 2027",
        "dalle 18:38 alle 20:22",
        "Convocato da Casa del Quartiere di esempio, con nota del 28 gennaio",
        "Presenti 13 persone",
        "Bruno Prova Rete del cortile 1 18:42 19:50",
        "Punto 2 Uso del cortile nel fine settimana",
        "15 minuti previsti · lo conduce Carla Modello · per arrivare a: decidere se e quando aprire",
        "19:38 idea Aprire il sabato dalle 9 alle 13, con due volontari di turno. (Genitori Fleming · ora nel patto)",
        "12 pieno accordo",
        "«Il portone da soli non si apre: si sia sempre in due.»",
        "Associazione volontari Arcobaleno · ogni sabato, dal 6 mar 2027 · 120 ore · 2 mazzi di chiavi",
        "Impegni presi",
        "Non è stato annotato nulla.",
    ):
        assert said in text


def test_minutes_are_a_draft_until_approved(resources):
    draft = whole_text(render_minutes(MINUTES, resources))
    approved = replace(MINUTES, state=MinutesState.APPROVED, approved_by="Ada Esempio")
    firm = whole_text(render_minutes(approved, resources))
    assert "BOZZA" in draft
    assert "può chiedere correzioni" in draft
    assert "BOZZA" not in firm
    assert "Stato del verbale Approvato da Ada Esempio" in firm
    assert "Approvato da Ada Esempio." in firm


def test_notes_are_a_list_with_time_and_kind_as_labels(resources):
    tree = read_tagged(render_minutes(MINUTES, resources)).tree
    items = tree.all("LI")
    assert len(items) == sum(len(section.entries) for section in MINUTES.sections)
    assert all([kid.tag for kid in item.kids] == ["Lbl", "LBody"] for item in items)
    decision = items[4].kids[1]
    assert [kid.tag for kid in decision.kids] == ["P", "P", "Figure", "P"]


def test_an_empty_meeting_still_has_minutes(resources):
    assert "Tavolo di co-progettazione" in whole_text(render_minutes(BARE, resources))


def test_the_press_makes_what_the_application_asks_for(resources):
    press = PaperPress(resources)
    assert press.minutes(MINUTES) == render_minutes(MINUTES, resources)
    assert press.pact(SEALED, b"{}") == render_pact(SEALED, b"{}", resources)
    pictures = press.pages(press.pact(SEALED, b"{}"), 72)
    assert {(picture.width, picture.height) for picture in pictures} == {(596, 842)}


@settings(max_examples=25, deadline=None, suppress_health_check=[HealthCheck.too_slow])
@given(st.text(max_size=200), st.text(max_size=60))
def test_any_words_make_minutes(said, who):
    section = replace(MINUTES.sections[1], title=who, entries=(entry(1, EntryKind.NOTE, said, who),))
    document = replace(MINUTES, title=said, venue=who, sections=(section,), expected=(who, said))
    assert render_minutes(document, RESOURCES).startswith(b"%PDF-1.7")
    assert minutes_text(document).endswith("\n")


# --- Plain text ------------------------------------------------------------------------------------------------


def test_plain_minutes_can_be_pasted_in_a_chat():
    text = minutes_text(MINUTES)
    assert text.startswith("Secondo tavolo\nGiardino di via Fleming\ngiovedì 11 febbraio 2027, 18:38, salone")
    assert "Presenti: Genitori Fleming (9), Ada Esempio, Bruno Prova e Ufficio Beni Comuni (2)\n" in text
    assert (
        "- decisione: Si prova il sabato mattina, da marzo a giugno.\n  18 su 23 d’accordo, 1 con riserva (12 pieno"
        in text
    )
    assert "Riserva di Genitori Fleming: «Il portone da soli non si apre: si sia sempre in due.»" in text
    assert (
        "☐ Comune di Torino: Fornisce due rastrelliere per le biciclette. (entro il 30 apr 2027, 1.240,50\xa0€)"
        in text
    )
    assert "\n\n\n" not in text


def test_plain_minutes_of_an_empty_meeting_have_only_the_day():
    assert (
        minutes_text(BARE)
        == "Tavolo di co-progettazione\ngiovedì 11 febbraio 2027, 18:30\n(Bozza, non ancora approvata)\n"
    )


def test_a_note_of_many_lines_stays_one_line():
    section = replace(MINUTES.sections[1], entries=(entry(1, EntryKind.NOTE, "uno\n\ndue\ttre"),))
    assert "- nota: uno due tre\n" in minutes_text(replace(MINUTES, sections=(section,)))


# --- The sheet for the passphrase ------------------------------------------------------------------------------


def test_the_passphrase_is_printed_only_when_asked(resources):
    phrase = "quattro gatti sul tetto"
    blank, printed = (render_passphrase_sheet(HOUSE, MADE_AT, resources, given) for given in (None, phrase))
    assert phrase not in whole_text(blank)
    assert phrase.encode() not in blank
    assert phrase in whole_text(printed)
    assert "Nessuno può recuperarla" in whole_text(blank)
    assert len(page_texts(blank)) == len(page_texts(printed)) == 1


def test_the_room_to_write_is_told_to_who_does_not_see_it(resources):
    tree = read_tagged(render_passphrase_sheet(HOUSE, MADE_AT, resources)).tree
    assert [figure.alt for figure in tree.all("Figure")] == [
        "Spazio per scrivere a mano la frase segreta, su due righe"
    ]
