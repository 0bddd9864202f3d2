"""«Che fine ha fatto» and the additions on paper."""

from __future__ import annotations

from dataclasses import replace
from pathlib import Path

import pytest

from cocity_desktop.application.views.fates import Fate
from cocity_desktop.documents.additions_pdf import render_additions
from cocity_desktop.documents.fate_sheet import counts_in_words, render_fate_sheet
from cocity_desktop.documents.press import PaperPress
from tests.documents.meeting_samples import ARABIC, FATES, LOCKED
from tests.documents.reading import read_tagged, whole_text

RESOURCES = Path(__file__).parents[2] / "resources"


def test_every_line_is_on_the_sheet_under_its_fate():
    text = whole_text(render_fate_sheet(FATES, RESOURCES))
    assert counts_in_words(FATES) == "8 righe: 2 nel patto, 2 impegni, 1 non va avanti, 3 ancora aperte"
    assert counts_in_words(FATES) in text
    assert [row.text for row in FATES.rows if row.text not in text] == []
    assert "Art. 4. Orari e aperture (Patto di via Fleming)" in text
    assert "Perché no: non c’è l’assicurazione per la notte" in text
    assert "Comune di Torino · entro il 30 apr 2027" in text
    assert text.index("È nel patto") < text.index("È un impegno") < text.index("Ancora da decidere")


def test_there_is_one_row_for_each_line():
    tree = read_tagged(render_fate_sheet(FATES, RESOURCES)).tree
    headings = sum(1 for fate in Fate if FATES.of(fate))
    facts = 4
    assert len(tree.all("TR")) == len(FATES.rows) + headings + facts


def test_a_meeting_in_which_nobody_wrote():
    text = whole_text(render_fate_sheet(replace(FATES, rows=()), RESOURCES))
    assert "Non è stato annotato nulla." in text
    assert "0 righe" in text


def test_additions_stand_with_their_day_and_the_code_of_what_they_belong_to():
    text = whole_text(render_additions(LOCKED, RESOURCES))
    assert "mar 23 feb 2027, 18:30 Le rastrelliere sono tre, non due. aggiunto da Carla Modello" in text
    assert "3f2a 9c1b 77d0 41ee" in text
    assert text.index("23 feb") < text.index("26 feb")


def test_additions_of_none():
    assert "Non è stato aggiunto nulla." in whole_text(
        render_additions(replace(LOCKED, additions=()), RESOURCES)
    )


@pytest.mark.parametrize("language", ["it", "ar"])
def test_the_press_knows_them_all(language):
    press = PaperPress(RESOURCES)
    assert press.minutes_additions(LOCKED) == render_additions(LOCKED, RESOURCES)
    assert press.fate_sheet(FATES) == render_fate_sheet(FATES, RESOURCES)
    assert press.minutes_summary(LOCKED, language).startswith(b"%PDF-1.7")
    assert press.minutes_docx(LOCKED).startswith(b"PK")
    assert press.minutes_odt(LOCKED).startswith(b"PK")
    assert ARABIC in press.minutes_text(LOCKED)
