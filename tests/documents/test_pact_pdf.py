"""The pact on paper: all of it is there, the same input gives the same bytes, hostile input gives a document."""

from __future__ import annotations

import hashlib
import io
import os
import subprocess
import sys
import time
from dataclasses import replace
from datetime import timedelta
from pathlib import Path

import pikepdf
import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from cocity_desktop.application.bundle_contents import canonical_json, pact_as_json
from cocity_desktop.application.deliveries import draft_line
from cocity_desktop.documents.minutes_pdf import render_minutes
from cocity_desktop.documents.pact_pdf import draft_code, render_pact
from tests.documents.reading import page_texts, read_tagged, whole_text
from tests.documents.samples import COMMITMENTS, EMPTY, MINUTES, PACT, SEALED, article, sentence

ROOT = Path(__file__).parents[2]
HOSTILE = "Neu[nòi] – spazio <b> & co\x00 🌳 </para>{x}%s\n\nمرحبا"


def text_of(document, resources) -> str:
    return whole_text(render_pact(document, None, resources))


def test_parties_place_and_history_are_told(resources):
    text = text_of(PACT, resources)
    for said in (
        "Patto per il cortile e il giardino di via Fleming",
        "Casa del Quartiere di esempio",
        "Capofila: Neu[nòi] – spazio al lavoro APS",
        "Orto di Perù & amici",
        "Rappresenta: Ada Esempio (statuto, art. 9)",
        "foglio 1099",
        (
            "in data 26 aprile 2026 l’Associazione volontari Arcobaleno e la Rete del cortile hanno presentato la proposta di "
            "collaborazione (prot. 687406/2026): «Presentata dall’associazione e dai genitori»;"
        ),
        "in data 13 maggio 2026 il Consiglio della Circoscrizione 7 aderisce alla proposta (deliberazione 146);",
        "il parere del Servizio Verde pubblico in merito a «sicurezza delle alberature», chiesto in data 3 novembre 2026",
        "l’Ufficio Beni Comuni ha chiesto l’integrazione «planimetria quotata», non ancora pervenuta.",
        "si è tenuto il tavolo di co-progettazione «Secondo tavolo» (salone di via Fleming 20), con 23 persone presenti.",
        "Tutto ciò premesso e considerato, le parti convengono quanto segue.",
        "Nessun numero di protocollo: lo assegna il Comune.",
    ):
        assert said in text


def test_recitals_are_grouped_and_lettered_through(resources):
    text = text_of(PACT, resources)
    signs = [
        "Premesse",
        "Visto",
        "a) il parere",
        "Premesso che",
        "b) in data 26 aprile 2026",
        "Considerato che",
        "f) in data",
    ]
    places = [text.index(sign) for sign in signs]
    assert places == sorted(places)


def test_the_paper_has_the_recitals_of_the_document_and_no_others(resources):
    text = text_of(PACT, resources)
    items = [item for group in PACT.recitals for item in group.items]
    assert len(items) == 10
    assert [item for item in items if item not in text] == []


def test_every_sentence_carries_its_mark(resources):
    text = text_of(replace(PACT, articles=(article(1, "Oggetto", "Oggetto"),)), resources)
    assert "cartellino.11" in text
    assert "pubblico.Com." in text
    assert "giugno 2027.red." in text


def test_sources_tell_who_said_it_and_where_it_stands(resources):
    text = text_of(PACT, resources)
    assert "Da dove viene ogni frase" in text
    assert "decisione · Orto di Perù & amici Secondo tavolo, gio 11 feb 2027, 18:41" in text
    assert "art. 1, c. 2" in text
    assert "Aggiunta in redazione da Carla Modello" in text
    assert "Il Comune, nella sua risposta" in text


def test_a_source_used_twice_is_listed_once_with_both_places(resources):
    told = (sentence(4),)
    document = replace(PACT, articles=(replace(article(1, "A", "A"), paragraphs=(told, told)),))
    text = text_of(document, resources)
    assert text.count("art. 1, c. 1 art. 1, c. 2") == len(sentence(4).sources)


def test_commitments_are_added_up_by_party(resources):
    text = text_of(PACT, resources)
    assert "In tutto: 8 impegni · 2.390,50 € · 202 ore" in text
    assert "Comune di Torino 1.240,50 € · 16 ore" in text
    assert "ogni sabato, dal 6 mar 2027" in text
    assert "La Casa 6 ore" in text
    assert "(mantenuto)" in text


def test_reservations_are_word_for_word(resources):
    text = text_of(PACT, resources)
    assert "Riserva di Genitori Fleming: «Il portone da soli non si apre: si sia sempre in due.»" in text
    assert "Riserva di qualcuno: «Chi paga se la bolletta raddoppia?»" in text


def test_files_and_accepted_gaps_are_listed(resources):
    text = text_of(PACT, resources)
    assert "planimetria.pdf" in text
    assert "9f86d081884c7d65" in text
    assert "9f86d081884c7d659" not in text
    assert "1,5 MB" in text
    assert "La dirigente firma dopo il 15 marzo." in text


def test_a_draft_says_so_on_every_page_and_a_sealed_pact_carries_its_code(resources):
    drafts, sealed = (
        page_texts(render_pact(PACT, None, resources)),
        page_texts(render_pact(SEALED, None, resources)),
    )
    assert all("BOZZA" in text and "Bozza 3" in text for text in drafts)
    assert not any("BOZZA" in text for text in sealed)
    assert all("Codice del contenuto K7QF-2M9D-0XTB-3W5H" in text for text in sealed)
    assert all(f"pagina {n} di {len(sealed)}" in text for n, text in enumerate(sealed, start=1))
    assert all("Patto per il cortile" in text for text in sealed)


def test_a_draft_carries_the_code_of_its_data_on_every_page(resources):
    one, again, other = (
        canonical_json(pact_as_json(document, draft_line(document)))
        for document in (
            PACT,
            replace(PACT, made_at=PACT.made_at + timedelta(hours=3)),
            replace(PACT, title="Altro"),
        )
    )
    assert draft_code(one) == draft_code(again) != draft_code(other)
    pages = page_texts(render_pact(PACT, one, resources))
    assert all(f"Bozza 3, del 12 marzo 2027 · codice {draft_code(one)}" in text for text in pages)


@pytest.mark.parametrize("form", ["patto.json", "verbale.json"])
def test_the_data_inside_say_how_they_belong_to_the_pages(form, resources):
    pdf = (
        render_pact(PACT, b'{"a":1}', resources)
        if form == "patto.json"
        else render_minutes(MINUTES, resources)
    )
    with pikepdf.open(io.BytesIO(pdf)) as file:
        (spec,) = file.Root.AF
        assert spec.AFRelationship == pikepdf.Name.Data
        assert spec.EF.F.Subtype == pikepdf.Name("/application/json")
        assert str(spec.UF) == form
        assert list(file.attachments) == [form]


def test_in_an_english_document_what_the_pact_says_is_marked_as_italian(resources, in_english):
    with pikepdf.open(io.BytesIO(render_pact(PACT, None, resources))) as file:
        assert str(file.Root.Lang) == "en-GB"
        marked = [one for one in file.objects if isinstance(one, pikepdf.Dictionary) and "/Lang" in one]
        assert {str(one.Lang) for one in marked} == {"en-GB", "it-IT"}
        assert {str(one.S) for one in marked if "/S" in one} == {"/H1", "/H2", "/P", "/TD"}


def test_the_word_across_the_page_is_not_read_aloud(resources):
    """It stands inside an artifact, and in no element of the structure."""
    pdf = render_pact(PACT, None, resources)
    spoken, behind = set(), 0
    with pikepdf.open(io.BytesIO(pdf)) as file:
        for page in file.pages:
            inside = ""
            for operands, operator in pikepdf.parse_content_stream(page):
                if str(operator) in {"BDC", "BMC"}:
                    inside = str(operands[0])
                elif str(operator) == "EMC":
                    inside = ""
                elif str(operator) == "Tf" and float(operands[1]) == 150:
                    behind += inside == "/Artifact"
                    spoken.add(inside)
        assert behind == len(file.pages)
    assert spoken == {"/Artifact"}


def test_empty_articles_say_so_and_nothing_is_made_up(resources):
    text = text_of(EMPTY, resources)
    assert text.count("Questo articolo è ancora vuoto.") == 14
    assert "Patto senza titolo" in text
    assert "Non c’è ancora nessuna parte." in text
    assert "Premesso" not in text
    assert "Firme" not in text
    assert "Allegato" not in text


def test_who_signs_is_printed_or_asked(resources):
    text = text_of(PACT, resources)
    assert text.count("Chi firma, e a che titolo") == 2
    assert text.count("Luogo e data") == 4
    alts = [figure.alt for figure in read_tagged(render_pact(PACT, None, resources)).tree.all("Figure")]
    assert "Spazio per luogo, data e firma di Comune di Torino" in alts


def test_the_data_travel_inside_with_their_relation(resources):
    with pikepdf.open(io.BytesIO(render_pact(SEALED, b'{"a":1}', resources))) as pdf:
        assert pdf.attachments["patto.json"].get_file().read_bytes() == b'{"a":1}'
        assert [str(spec.AFRelationship) for spec in pdf.Root.AF] == ["/Data"]
    with pikepdf.open(io.BytesIO(render_pact(SEALED, None, resources))) as pdf:
        assert len(pdf.attachments) == 0


def test_metadata_agree_and_declare_both_standards(resources):
    with pikepdf.open(io.BytesIO(render_pact(SEALED, None, resources))) as pdf:
        assert str(pdf.Root.Lang) == "it-IT"
        assert str(pdf.docinfo.CreationDate) == str(pdf.docinfo.ModDate) == "D:20270314164000+00'00'"
        title = str(pdf.docinfo.Title)
        xmp = pdf.open_metadata(set_pikepdf_as_editor=False, update_docinfo=False)
        assert xmp["dc:title"] == title == SEALED.title
        assert (xmp["pdfaid:part"], xmp["pdfaid:conformance"], xmp["pdfuaid:part"]) == ("3", "A", "1")
        assert xmp["xmp:CreateDate"] == xmp["xmp:ModifyDate"] == "2027-03-14T16:40:00+00:00"


def test_the_outline_leads_to_articles_and_annexes(resources):
    with pikepdf.open(io.BytesIO(render_pact(PACT, None, resources))) as pdf, pdf.open_outline() as outline:
        titles = [item.title for item in outline.root]
    assert titles[:3] == ["Le parti", "Il bene comune", "Premesse"]
    assert "Articolo 14. Informativa privacy" in titles
    assert "Allegato D. Da dove viene ogni frase" in titles


@pytest.mark.usefixtures("in_english")
def test_the_words_around_follow_the_language_in_use(resources):
    pdf = render_pact(replace(PACT, language="en"), None, resources)
    text = whole_text(pdf)
    assert "Recitals" in text
    assert "page 1 of" in text
    assert "€1,240.50" in text
    with pikepdf.open(io.BytesIO(pdf)) as file:
        assert str(file.Root.Lang) == "en-GB"


# --- The same bytes --------------------------------------------------------------------------------------------

_CHILD = """
import hashlib, os, sys, locale
from pathlib import Path
os.umask(int(sys.argv[2], 8))
root = Path(sys.argv[1])
from cocity_desktop.localization import use_language
use_language("it", root / "i18n")
from cocity_desktop.application.bundle_contents import canonical_json, pact_as_json
from cocity_desktop.application.deliveries import draft_line
from cocity_desktop.documents.minutes_pdf import render_minutes
from cocity_desktop.documents.pact_pdf import draft_code, render_pact
from cocity_desktop.documents.minutes_pdf import render_minutes
from tests.documents.samples import MINUTES, SEALED
pdf = render_pact(SEALED, b"{}", root / "resources") + render_minutes(MINUTES, root / "resources")
sys.stdout.write(hashlib.sha256(pdf).hexdigest())
"""


@pytest.mark.parametrize(
    ("zone", "language", "umask", "seed"),
    [
        ("UTC", "C", "022", "0"),
        ("Asia/Kathmandu", "C.UTF-8", "077", "1"),
        ("America/St_Johns", "tr_TR", "000", "7"),
    ],
)
def test_time_zone_locale_umask_and_hash_seed_change_nothing(zone, language, umask, seed, resources):
    from cocity_desktop.documents.minutes_pdf import render_minutes
    from tests.documents.samples import MINUTES

    here = render_pact(SEALED, b"{}", resources) + render_minutes(MINUTES, resources)
    environment = os.environ | {"TZ": zone, "LANG": language, "LC_ALL": language, "PYTHONHASHSEED": seed}
    child = subprocess.run(
        [sys.executable, "-c", _CHILD, str(ROOT), umask],
        env=environment,
        cwd=ROOT,
        capture_output=True,
        text=True,
        check=True,
    )
    assert child.stdout == hashlib.sha256(here).hexdigest()


def test_twice_is_the_same(resources):
    assert render_pact(PACT, b"{}", resources) == render_pact(PACT, b"{}", resources)


# --- Hostile input ---------------------------------------------------------------------------------------------


def test_hostile_words_everywhere_make_a_document(resources):
    document = replace(
        PACT,
        title=HOSTILE,
        regulation_title=HOSTILE,
        house=replace(PACT.house, name=HOSTILE, email=HOSTILE),
        place=replace(PACT.place, name=HOSTILE, cadastre=HOSTILE * 50),
        parties=tuple(replace(p, name=HOSTILE, lead=HOSTILE, partners=(HOSTILE,) * 9) for p in PACT.parties),
        history=tuple(replace(line, description=HOSTILE, reference=HOSTILE) for line in PACT.history),
        articles=tuple(replace(a, title=HOSTILE * 4, rule=HOSTILE) for a in PACT.articles),
        commitments=tuple(replace(c, what=HOSTILE, party=HOSTILE, materials=HOSTILE) for c in COMMITMENTS),
        attachments=tuple(replace(a, name=HOSTILE, caption=HOSTILE) for a in PACT.attachments),
        overrides=tuple(replace(o, reason=HOSTILE) for o in PACT.overrides),
    )
    text = text_of(document, resources)
    assert "Neu[nòi] – spazio <b> & co" in text
    assert "</para>{x}%s" in text


def test_a_word_of_ten_thousand_letters_fits_anywhere(resources):
    long = "abcdefghij" * 1000
    document = replace(
        PACT,
        title=long,
        parties=(replace(PACT.parties[0], name=long),),
        commitments=tuple(replace(line, what=long, materials=long) for line in COMMITMENTS[:2]),
        overrides=(replace(PACT.overrides[0], reason=long),),
        attachments=(replace(PACT.attachments[0], name=long),),
    )
    assert text_of(document, resources).count("j") >= 7000


def test_four_hundred_articles(resources):
    told = (sentence(2), sentence(3))
    many = tuple(
        replace(article(n, "Oggetto", f"Titolo numero {n}"), paragraphs=(told, told)) for n in range(1, 401)
    )
    texts = page_texts(render_pact(replace(PACT, articles=many), None, resources))
    assert any("Titolo numero 400" in text for text in texts)
    assert f"pagina {len(texts)} di {len(texts)}" in texts[-1]


@settings(max_examples=25, deadline=None, suppress_health_check=[HealthCheck.too_slow])
@given(st.text(max_size=120), st.text(max_size=400), st.lists(st.text(max_size=60), max_size=3))
def test_any_title_sentence_and_names_make_a_document(title, said, partners):
    one = replace(article(1, "Oggetto", title), paragraphs=((replace(sentence(1), text=said),),))
    document = replace(
        PACT,
        title=title,
        articles=(one,),
        parties=(replace(PACT.parties[2], name=title, partners=tuple(partners)),),
        commitments=(replace(COMMITMENTS[0], what=said, party=title),),
    )
    assert render_pact(document, None, ROOT / "resources").startswith(b"%PDF-1.7")


def test_a_long_pact_is_typeset_in_reasonable_time(resources):
    """A guard against quadratic layout only: the figure itself is measured by the benches."""
    started = time.monotonic()
    render_pact(PACT, None, resources)
    assert time.monotonic() - started < 15
