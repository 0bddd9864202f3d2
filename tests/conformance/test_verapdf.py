"""The reference validator of PDF/A and PDF/UA, run over every document we make; `conftest` says where it comes from."""

from __future__ import annotations

from dataclasses import replace
from functools import partial
from pathlib import Path
from typing import TYPE_CHECKING

from cocity_desktop.application.export_ports import LabelSheet
from cocity_desktop.application.ports import SUMMARY_LANGUAGES
from cocity_desktop.application.public_copy import public_copy
from cocity_desktop.application.views.exports import PeopleToHide
from cocity_desktop.documents.additions_pdf import render_additions
from cocity_desktop.documents.address_list import render_address_list
from cocity_desktop.documents.comparison_pdf import render_comparison
from cocity_desktop.documents.fate_sheet import render_fate_sheet
from cocity_desktop.documents.labels_pdf import render_labels
from cocity_desktop.documents.list_sheet import render_list
from cocity_desktop.documents.meeting_sheets import render_agenda, render_attendance_sheet
from cocity_desktop.documents.minutes_pdf import render_minutes
from cocity_desktop.documents.pact_pdf import render_pact
from cocity_desktop.documents.pact_summary import render_pact_summary
from cocity_desktop.documents.passphrase_sheet import render_passphrase_sheet
from cocity_desktop.documents.place_map import render_place_map
from cocity_desktop.documents.place_sheet import render_place_sheet
from cocity_desktop.documents.privacy_papers import PaperPrivacy
from cocity_desktop.documents.summary_pdf import render_summary
from cocity_desktop.domain.lifecycle import MinutesState
from cocity_desktop.localization import use_language
from tests.documents.comparison_samples import COMPARISON, SAME
from tests.documents.map_samples import FULL as MAP
from tests.documents.meeting_samples import ARABIC, BARE, FATES, FULL, LOCKED, PROSE, crowded, with_prose
from tests.documents.papers import CALLED_OFF, NOTES, SHEET
from tests.documents.place_samples import BARE_PLACE, PLACE
from tests.documents.privacy_samples import NOTICE
from tests.documents.privacy_samples import PERSON as PRIVATE
from tests.documents.samples import (
    COMMITMENTS,
    EMPTY,
    HOUSE,
    MADE_AT,
    MINUTES,
    PACT,
    SEALED,
    article,
)
from tests.documents.test_list_sheet import LIST
from tests.documents.test_mailing import HOUSE as ADDRESS_HOUSE
from tests.documents.test_mailing import LONG, SHORT

if TYPE_CHECKING:
    from collections.abc import Callable

ROOT = Path(__file__).parents[2]
STRANGE = "Neu[nòi] – <b> & co → Ελλάδα Привет مرحبا 花园 🌳"
NAMES = "Asociația «Grădina» Țărănești · جمعية حديقة الحي"
LONG_PACT = replace(
    SEALED,
    parties=tuple(replace(PACT.parties[n % 4], name=f"{NAMES} {n}") for n in range(12)),
    articles=tuple(article(n, f"Voce {n}", f"Titolo {n} {NAMES}") for n in range(1, 61)),
    commitments=tuple(
        replace(
            COMMITMENTS[n % 8], id=f"c{n}", party=f"{NAMES} {n % 7}", what=f"{COMMITMENTS[n % 8].what} {n}"
        )
        for n in range(200)
    ),
)
HIDE = PeopleToHide(
    (("Ada", "Esempio"), ("Carla", "Modello")), ("ada@example.org",), frozenset(), frozenset()
)


def in_english(render: Callable[[Path], bytes]) -> Callable[[Path], bytes]:
    """The same document with English words."""

    def made(resources: Path) -> bytes:
        use_language("en", ROOT / "i18n")
        try:
            return render(resources)
        finally:
            use_language("it", ROOT / "i18n")

    return made


DOCUMENTS: dict[str, Callable[[Path], bytes]] = {
    "patto-bozza": lambda resources: render_pact(PACT, b'{"a": 1}', resources),
    "patto": lambda resources: render_pact(SEALED, b'{"a": 1}', resources),
    "patto-vuoto": lambda resources: render_pact(EMPTY, None, resources),
    "patto-strano": lambda resources: render_pact(
        replace(PACT, title=STRANGE, parties=(replace(PACT.parties[0], name=STRANGE * 40),)), None, resources
    ),
    "testo-a-fronte": lambda resources: render_comparison(COMPARISON, resources),
    "testo-a-fronte-uguale": lambda resources: render_comparison(SAME, resources),
    "testo-a-fronte-strano": lambda resources: render_comparison(
        replace(COMPARISON, title=STRANGE), resources
    ),
    "verbale": lambda resources: render_minutes(MINUTES, resources),
    "verbale-prosa": lambda resources: render_minutes(PROSE, resources),
    "verbale-chiuso": lambda resources: render_minutes(replace(LOCKED, locked_sha256=""), resources),
    "verbale-vuoto": lambda resources: render_minutes(BARE, resources),
    "verbale-strano": lambda resources: render_minutes(
        with_prose(replace(FULL, title=STRANGE, called_by=ARABIC, venue=STRANGE * 20)), resources
    ),
    "aggiunte": lambda resources: render_additions(LOCKED, resources),
    "che-fine-ha-fatto": lambda resources: render_fate_sheet(FATES, resources),
    "riassunto-strano": lambda resources: render_summary(
        replace(FULL, title=STRANGE, venue=ARABIC), "ar", resources
    ),
    "riassunto-due-pagine": lambda resources: render_summary(crowded(9, 9, 9), "ar", resources),
    "verbale-approvato": lambda resources: render_minutes(
        replace(MINUTES, state=MinutesState.LOCKED), resources
    ),
    "ordine-del-giorno": lambda resources: render_agenda(SHEET, resources),
    "invito-annullato": lambda resources: render_agenda(CALLED_OFF, resources, NOTES),
    "foglio-firme": lambda resources: render_attendance_sheet(SHEET, resources, blank_rows=40),
    "mappa-dei-luoghi": lambda resources: render_place_map(MAP, resources),
    "mappa-vuota": lambda resources: render_place_map(replace(MAP, marks=()), resources),
    "mappa-strana": lambda resources: render_place_map(
        replace(MAP, marks=tuple(replace(one, name=STRANGE, address=ARABIC) for one in MAP.marks) * 60),
        resources,
    ),
    "scheda-luogo": lambda resources: render_place_sheet(PLACE, resources),
    "scheda-luogo-vuota": lambda resources: render_place_sheet(BARE_PLACE, resources),
    "scheda-luogo-strana": lambda resources: render_place_sheet(
        replace(PLACE, name=STRANGE, owner=ARABIC, constraints=STRANGE * 30, photos=PLACE.photos * 6),
        resources,
    ),
    "dati-di-una-persona": lambda resources: PaperPrivacy(resources).person(PRIVATE),
    "dati-strani": lambda resources: PaperPrivacy(resources).person(
        replace(PRIVATE, name=STRANGE, sections=PRIVATE.sections[:1])
    ),
    "informativa": lambda resources: PaperPrivacy(resources).notice(NOTICE),
    "informativa-strana": lambda resources: PaperPrivacy(resources).notice(
        replace(NOTICE, title=STRANGE, text=ARABIC * 90, to_verify=False)
    ),
    "etichette": lambda resources: render_labels([SHORT, LONG] * 20, LabelSheet.SMALL, MADE_AT, resources),
    "etichette-strane": lambda resources: render_labels(
        [replace(SHORT, name=STRANGE)], LabelSheet.LARGE, MADE_AT, resources
    ),
    "etichette-vuote": lambda resources: render_labels([], LabelSheet.SMALL, MADE_AT, resources),
    "indirizzi": lambda resources: render_address_list([SHORT, LONG] * 40, ADDRESS_HOUSE, MADE_AT, resources),
    "indirizzi-vuoti": lambda resources: render_address_list([], ADDRESS_HOUSE, MADE_AT, resources),
    "elenco": lambda resources: render_list(LIST, resources),
    "elenco-strano": lambda resources: render_list(
        replace(LIST, title=STRANGE, filters=(ARABIC,), rows=((STRANGE * 20, ARABIC, "", "7", "–"),) * 30),
        resources,
    ),
    "elenco-vuoto": lambda resources: render_list(replace(LIST, rows=()), resources),
    "frase-segreta": lambda resources: render_passphrase_sheet(
        HOUSE, MADE_AT, resources, "quattro gatti sul tetto"
    ),
}
DOCUMENTS |= {
    "patto-lungo": lambda resources: render_pact(LONG_PACT, b'{"a": 1}', resources),
    "patto-pubblico": lambda resources: render_pact(public_copy(PACT, HIDE), b'{"a": 1}', resources),
    "patto-senza-giorni": lambda resources: render_pact(
        replace(PACT, commitments=(replace(COMMITMENTS[2], hours=None),)), None, resources
    ),
    "patto-in-breve": lambda resources: render_pact_summary(PACT, "it", resources),
    "patto-in-breve-en": lambda resources: render_pact_summary(SEALED, "en", resources),
    "patto-in-breve-lungo": lambda resources: render_pact_summary(LONG_PACT, "en", resources),
    "patto-in-breve-vuoto": lambda resources: render_pact_summary(EMPTY, "it", resources),
    "patto-in-breve-strano": lambda resources: render_pact_summary(
        replace(PACT, title=STRANGE, commitments=(replace(COMMITMENTS[0], party=ARABIC, what=STRANGE),)),
        "it",
        resources,
    ),
}
DOCUMENTS |= {
    f"{name}-inglese": in_english(DOCUMENTS[name])
    for name in (
        "patto",
        "patto-bozza",
        "patto-lungo",
        "verbale",
        "verbale-prosa",
        "foglio-firme",
        "scheda-luogo",
    )
}
DOCUMENTS |= {
    f"riassunto-{language}": partial(render_summary, LOCKED, language) for language in SUMMARY_LANGUAGES
}


def test_every_document_is_pdf_a_3a_and_pdf_ua_1(validate, resources, tmp_path):
    files = []
    for name, render in DOCUMENTS.items():
        files.append(tmp_path / f"{name}.pdf")
        files[-1].write_bytes(render(resources))
    code, words = validate(*files)
    assert code == 0, words
    assert words.count(" conforms,") == 2 * len(DOCUMENTS), words


def test_the_validator_would_notice_a_fault(validate, resources, tmp_path):
    """That a pass means something: the same file without its language and its marks fails both standards."""
    import pikepdf

    whole, broken = tmp_path / "whole.pdf", tmp_path / "broken.pdf"
    whole.write_bytes(render_agenda(SHEET, resources))
    with pikepdf.open(whole) as pdf:
        del pdf.Root.Lang
        del pdf.Root.MarkInfo
        pdf.save(broken)
    code, words = validate(broken)
    assert code == 1
    assert words.count(" FAILS,") == 2, words
