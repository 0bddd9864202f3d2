"""The same minutes in every format: what one of them says, all of them say, and no reservation is lost in any."""

from __future__ import annotations

import hashlib
import io
import os
import subprocess
import sys
from dataclasses import replace
from pathlib import Path

import docx
import odfdo
import pikepdf
import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from cocity_desktop.application.ports import SUMMARY_LANGUAGES
from cocity_desktop.documents.docx_file import minutes_docx
from cocity_desktop.documents.fate_sheet import render_fate_sheet
from cocity_desktop.documents.minutes_outline import Decided, Said, Title, outline
from cocity_desktop.documents.minutes_pdf import render_minutes
from cocity_desktop.documents.odt_file import minutes_odt
from cocity_desktop.documents.plain_text import minutes_text
from cocity_desktop.documents.summary_pdf import render_summary
from cocity_desktop.domain.meetings import ParagraphRole
from tests.documents.meeting_samples import (
    ARABIC,
    BARE,
    DECIDED,
    FATES,
    FULL,
    LOCKED,
    PROSE,
    added,
    edited,
    with_prose,
)
from tests.documents.office_reading import (
    FO,
    STYLE,
    TABLE,
    W,
    docx_paragraphs,
    flat,
    odt_paragraphs,
    parts,
    trees,
    well_formed,
)
from tests.documents.reading import whole_text

ROOT = Path(__file__).parents[2]
RESOURCES = ROOT / "resources"
RESERVATION = DECIDED.decision.reservations[0]
FORMATS = {
    "pdf": lambda doc: whole_text(render_minutes(doc, RESOURCES)),
    "docx": lambda doc: flat(" ".join(text for _, text in docx_paragraphs(minutes_docx(doc)))),
    "odt": lambda doc: flat(" ".join(text for _, text in odt_paragraphs(minutes_odt(doc)))),
    "text": lambda doc: flat(minutes_text(doc)),
}
SUMMARIES = {
    f"summary-{language}": lambda doc, language=language: whole_text(render_summary(doc, language, RESOURCES))
    for language in SUMMARY_LANGUAGES
}


@pytest.fixture(params=FORMATS)
def printed(request):
    return FORMATS[request.param]


def unhyphenated(text: str) -> str:
    """Without spaces: a line that breaks after a dash comes back from a PDF without one."""
    return "".join(text.split()).casefold()


# --- The same content everywhere -------------------------------------------------------------------------------


@pytest.mark.parametrize("doc", [PROSE, FULL, LOCKED], ids=["prose", "notes", "locked"])
def test_every_format_says_everything(printed, doc):
    text = unhyphenated(printed(doc))
    said = [line.text for line in doc.standing] or [e.text for s in doc.sections for e in s.entries]
    said += [line.label for line in doc.presences]
    said += [e.commitment.what for s in doc.sections for e in s.entries if e.commitment]
    said += [r.text for s in doc.sections for e in s.entries if e.decision for r in e.decision.reservations]
    assert [words for words in said if unhyphenated(words) not in text] == []


def test_what_was_added_by_hand_is_there_and_what_was_struck_out_is_not(printed):
    entry = next(e for s in PROSE.sections for e in s.entries if e.text.startswith("Gli orari"))
    doc = added(edited(PROSE, f"entry {entry.id}", ""), "Si ringrazia chi ha portato la torta.")
    text = printed(doc)
    assert "Si ringrazia chi ha portato la torta." in text
    assert "il custode esce alle 17" not in text


def test_what_was_struck_out_does_not_leave_inside_the_file():
    entry = next(e for s in PROSE.sections for e in s.entries if e.text.startswith("Gli orari"))
    with pikepdf.open(io.BytesIO(render_minutes(edited(PROSE, f"entry {entry.id}", ""), RESOURCES))) as pdf:
        data = pdf.attachments["verbale.json"].get_file().read_bytes().decode()
    assert "custode" not in data
    assert RESERVATION.text in data


# --- Reservations ----------------------------------------------------------------------------------------------

LOST = {
    "as generated": PROSE,
    "without prose": FULL,
    "struck out": edited(PROSE, f"reservation {RESERVATION.id}", ""),
    "in other words": edited(PROSE, f"reservation {RESERVATION.id}", "I genitori hanno un dubbio."),
    "the decision struck out": edited(
        edited(PROSE, f"entry {DECIDED.id}", ""), f"reservation {RESERVATION.id}", ""
    ),
    "all struck out": replace(PROSE, paragraphs=tuple(replace(p, text="") for p in PROSE.paragraphs)),
    "a source that is gone": replace(
        PROSE, paragraphs=tuple(replace(p, source="", edited=True) for p in PROSE.paragraphs)
    ),
}


@pytest.mark.parametrize("case", LOST)
@pytest.mark.parametrize("name", [*FORMATS, *SUMMARIES])
def test_no_way_of_printing_a_decision_drops_its_reservation(name, case):
    text = (FORMATS | SUMMARIES)[name](LOST[case])
    assert unhyphenated(RESERVATION.text) in unhyphenated(text)
    assert unhyphenated(RESERVATION.raised_by) in unhyphenated(text)
    assert unhyphenated(DECIDED.text.rstrip(".")) in unhyphenated(text)


def test_the_sheet_of_fates_prints_reservations_too():
    assert unhyphenated(RESERVATION.text) in unhyphenated(whole_text(render_fate_sheet(FATES, RESOURCES)))


def test_a_reservation_told_in_the_prose_is_not_told_twice(printed):
    assert unhyphenated(printed(PROSE)).count(unhyphenated(RESERVATION.text)) == 1


def test_two_decisions_with_the_same_reservation_have_it_twice(printed):
    section = FULL.sections[1]
    twin = replace(DECIDED, id="twin", text="Anche la domenica.", decision=replace(DECIDED.decision, id="td"))
    sections = (replace(section, entries=(*section.entries, twin)), *FULL.sections[2:])
    doc = with_prose(replace(FULL, sections=sections))
    first = next(p for p in doc.paragraphs if p.role is ParagraphRole.RESERVATION)
    doc = replace(doc, paragraphs=tuple(p for p in doc.paragraphs if p is not first))
    assert unhyphenated(printed(doc)).count(unhyphenated(RESERVATION.text)) == 2


SOURCES = [line.source for line in PROSE.paragraphs]


@settings(max_examples=60, deadline=None)
@given(
    st.dictionaries(st.sampled_from(SOURCES), st.sampled_from(["", "Altre parole.", RESERVATION.text[:12]]))
)
def test_whatever_is_edited_every_decision_is_told_once_with_its_reservations(changes):
    doc = PROSE
    for source, text in changes.items():
        doc = edited(doc, source, text)
    blocks = [block for block in outline(doc) if isinstance(block, Decided)]
    told = [block.line.id for block in blocks if block.line]
    taken = [e.decision.id for s in doc.sections for e in s.entries if e.decision]
    assert sorted(told) == sorted(taken)
    for block in blocks:
        if block.line:
            said = " ".join((block.text, *block.about, *block.told, *(words for _, words in block.reserved)))
            assert all(r.text.rstrip(".") in said for r in block.line.reservations)


def test_the_outline_follows_the_agenda():
    titles = [block.text for block in outline(FULL) if isinstance(block, Title)]
    assert titles == [section.title for section in FULL.sections]
    labels = [block.label for block in outline(PROSE) if isinstance(block, Said)]
    assert labels[0] == "19:35"


# --- Office files ----------------------------------------------------------------------------------------------


def test_docx_has_real_styles_a_language_and_page_numbers():
    file = minutes_docx(LOCKED)
    paragraphs = docx_paragraphs(file)
    assert ("Title", "Secondo tavolo") in paragraphs
    assert ("Heading1", "Chi c’era") in paragraphs
    assert ("Heading1", "2. Uso del cortile nel fine settimana") in paragraphs
    assert any(style == "Quote" and RESERVATION.text in text for style, text in paragraphs)
    assert any(style == "ListBullet" and "Serve un rubinetto" in text for style, text in paragraphs)
    parsed = trees(file)
    assert {node.get(f"{W}val") for node in parsed["word/styles.xml"].iter(f"{W}lang")} == {"it-IT"}
    assert len(list(parsed["word/document.xml"].iter(f"{W}tblHeader"))) == 2
    footer = next(tree for name, tree in parsed.items() if name.startswith("word/footer"))
    fields = [node.get(f"{W}instr") for node in footer.iter(f"{W}fldSimple")]
    assert fields == ["PAGE", "NUMPAGES"]


def test_docx_opens_again_and_says_what_it_is():
    file = docx.Document(io.BytesIO(minutes_docx(LOCKED)))
    about = file.core_properties
    assert (about.title, about.language) == ("Verbale: Secondo tavolo", "it-IT")
    assert about.author == LOCKED.house.name
    assert [len(table.rows) for table in file.tables] == [9, 5, 3]


def test_odt_has_real_styles_a_language_and_page_numbers():
    file = minutes_odt(LOCKED)
    paragraphs = odt_paragraphs(file)
    assert ("Title", "Secondo tavolo") in paragraphs
    assert ("Heading_20_1", "Chi c’era") in paragraphs
    assert any(style == "Quotations" and RESERVATION.text in text for style, text in paragraphs)
    parsed = trees(file)
    assert len(list(parsed["content.xml"].iter(f"{TABLE}table-header-rows"))) == 2
    defaults = [
        node.find(f"{STYLE}text-properties") for node in parsed["styles.xml"].iter(f"{STYLE}default-style")
    ]
    assert {node.get(f"{FO}language") for node in defaults if node is not None} == {"it"}
    foot = next(parsed["styles.xml"].iter(f"{STYLE}footer"))
    assert {node.tag.rpartition("}")[2] for node in foot.iter()} >= {"page-number", "page-count"}
    named = {node.get(f"{STYLE}name") for node in parsed["styles.xml"].iter(f"{STYLE}style")}
    named |= {node.get(f"{STYLE}name") for node in parsed["content.xml"].iter(f"{STYLE}style")}
    assert {style for style, _ in paragraphs} <= named


def test_odt_opens_again_and_says_what_it_is():
    file = minutes_odt(LOCKED)
    assert next(iter(parts(file))) == "mimetype"
    again = odfdo.Document(io.BytesIO(file))
    assert (again.meta.title, again.meta.language) == ("Verbale: Secondo tavolo", "it-IT")
    assert len(again.body.tables) == 3


@pytest.mark.parametrize("make", [minutes_docx, minutes_odt])
def test_office_files_of_an_empty_meeting(make):
    assert trees(make(BARE))


@settings(max_examples=20, deadline=None, suppress_health_check=[HealthCheck.too_slow])
@given(st.text(max_size=80), st.text(max_size=40))
def test_any_words_make_well_formed_office_files(said, who):
    section = replace(FULL.sections[1], title=who, entries=(replace(DECIDED, text=said, who=who),))
    doc = replace(FULL, title=said, venue=who, sections=(section,))
    for make in (minutes_docx, minutes_odt):
        assert well_formed(make(doc))


def test_arabic_and_accents_come_back_as_they_were_typed():
    doc = with_prose(replace(FULL, title=ARABIC, venue="Caffè dell’Àncora, Łódź"))
    for read in (FORMATS["docx"], FORMATS["odt"], FORMATS["text"]):
        assert ARABIC in read(doc)
        assert "Caffè dell’Àncora, Łódź" in read(doc)


_DIGESTS = """
import sys, hashlib
from pathlib import Path
from cocity_desktop.localization import use_language
use_language("it", Path(sys.argv[1]) / "i18n")
from cocity_desktop.documents.press import PaperPress
from tests.documents.meeting_samples import FATES, LOCKED
press = PaperPress(Path(sys.argv[1]) / "resources")
made = [press.minutes(LOCKED), press.minutes_docx(LOCKED), press.minutes_odt(LOCKED), press.minutes_additions(LOCKED),
        press.fate_sheet(FATES), *(press.minutes_summary(LOCKED, one) for one in ("ro", "ar"))]
print(*(hashlib.sha256(one).hexdigest() for one in made))
"""


def test_another_process_at_another_time_makes_the_same_bytes():
    def digests(seed: str, zone: str) -> list[str]:
        env = {**os.environ, "PYTHONHASHSEED": seed, "TZ": zone, "PYTHONPATH": str(ROOT)}
        command = [sys.executable, "-c", _DIGESTS, str(ROOT)]
        return subprocess.run(command, env=env, capture_output=True, text=True, check=True).stdout.split()

    here = digests("1", "UTC")
    assert len(here) == 7
    assert digests("2", "Asia/Kathmandu") == here
    assert hashlib.sha256(minutes_docx(LOCKED)).hexdigest() == here[1]
