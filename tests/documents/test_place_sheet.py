"""The sheet of one place: all that is known, read aloud in order, and a public copy that tells of nobody."""

from __future__ import annotations

import io
from dataclasses import replace

import pikepdf

from cocity_desktop.application.public_copy import public_copy
from cocity_desktop.application.views.exports import PeopleToHide
from cocity_desktop.documents.place_sheet import render_place_sheet
from tests.documents.map_samples import RESOURCES, mark
from tests.documents.place_samples import BARE_PLACE, PLACE
from tests.documents.reading import read_tagged, whole_text

HIDE = PeopleToHide((("Bruno", "Prova"),), (), frozenset(), frozenset())


def told(sheet=PLACE) -> str:
    return " ".join(whole_text(render_place_sheet(sheet, RESOURCES)).split())


def test_all_that_is_known_is_told() -> None:
    text = told()
    for words in (
        "Scheda del luogo", "Cortile del nido", "via Fleming 20, Torino", "Circoscrizione 8", "Lingotto",
        "foglio 1401, particella 12", "Ada Esempio", "Vincolo paesaggistico", "chiuso dal 2021", "sette tigli",
        "45,07500° nord, 7,68500° est", "ambito C, spazio pubblico", "Cortile aperto il sabato",
    ):  # fmt: skip
        assert words in text, words


def test_pictures_have_their_words_and_what_cannot_be_shown_is_counted() -> None:
    pdf = render_place_sheet(PLACE, RESOURCES)
    figures = read_tagged(pdf).tree.all("Figure")
    assert [one.alt for one in figures] == [
        "Mappa di dov’è Cortile del nido. Il nord è in alto.",
        "Foto: Il portone, con Ada Esempio",
        "Planimetria: pianta.png",
    ]
    assert "Altri 2 file sono allegati a questo luogo." in told()
    with pikepdf.open(io.BytesIO(pdf)) as file:
        assert sum(len(list(page.get_images())) for page in file.pages) == 2


def test_the_same_view_gives_the_same_bytes() -> None:
    assert render_place_sheet(PLACE, RESOURCES) == render_place_sheet(PLACE, RESOURCES)


def test_a_place_of_which_nothing_is_known() -> None:
    text = told(BARE_PLACE)
    assert "Nessuno l’ha ancora messo sulla mappa." in text
    assert "Nessun percorso riguarda ancora questo luogo." in text
    assert "Foto e planimetrie" not in text


def test_a_point_is_seen_with_what_is_around_it() -> None:
    assert "Web Mercator" in told(replace(PLACE, mark=mark("Qui", 7.68, 45.07)))


def test_a_public_copy_tells_of_nobody_and_shows_no_picture() -> None:
    pdf = render_place_sheet(public_copy(PLACE, HIDE), RESOURCES)
    text = " ".join(whole_text(pdf).split())
    assert "Copia pubblica" in text
    assert "Ada Esempio" not in text
    assert "Bruno Prova" not in text
    assert "bruno@example.org" not in text
    assert "A. E." in text
    assert "Foto e file non sono in una copia pubblica" in text
    with pikepdf.open(io.BytesIO(pdf)) as file:
        assert not any(list(page.get_images()) for page in file.pages)


def test_a_body_that_owns_a_place_stays() -> None:
    assert "Città di Torino" in told(public_copy(replace(PLACE, owner="Città di Torino"), HIDE))
