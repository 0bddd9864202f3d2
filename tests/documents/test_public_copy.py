"""Public copies: nothing of the people that the archive knows is in the text of any document, and organisations are."""

from __future__ import annotations

import io
import json
import random
from dataclasses import replace
from datetime import date
from pathlib import Path

import pikepdf
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from cocity_desktop.application.bundle_contents import canonical_json, pact_as_json
from cocity_desktop.application.deliveries import draft_line
from cocity_desktop.application.export_ports import ExportForm, ExportSubject
from cocity_desktop.application.exporting import ExportContent, ExportRequest, make_export
from cocity_desktop.application.minutes_papers import minutes_pdf
from cocity_desktop.application.ports import SUMMARY_LANGUAGES
from cocity_desktop.application.public_copy import _texts, public_copy, public_words
from cocity_desktop.application.views.exports import OpinionOut, PeopleToHide, ProcessOut, StepOut
from cocity_desktop.application.views.fates import FateSheet, fate_row
from cocity_desktop.application.views.sheets import ExpectedParty, MeetingSheet
from cocity_desktop.documents.mailing import PaperMailing
from cocity_desktop.documents.minutes_outline import entries_of
from cocity_desktop.documents.press import PaperPress
from cocity_desktop.domain.lifecycle import MeetingState, ProcessState
from cocity_desktop.domain.processes import GovernmentForm, HistoryKind, OpinionKind, ProcessRole
from cocity_desktop.tabular.files import OutFiles
from tests.documents import samples
from tests.documents.meeting_samples import LOCKED, with_prose
from tests.documents.office_reading import docx_paragraphs, odt_paragraphs, trees
from tests.documents.planting import Somebody, hidden, planted, somebody
from tests.documents.reading import read_tagged, whole_text

SAID = "Copia pubblica: senza dati personali"

MINUTES = with_prose(samples.MINUTES)
FATES = FateSheet(
    meeting_id="m1",
    title="Secondo tavolo",
    process_title="Cortile",
    house=samples.HOUSE,
    starts_at=samples.EVENING,
    venue="salone",
    rows=tuple(fate_row(entry, ()) for entry in entries_of(samples.MINUTES)),
    pacts=(),
    language="it",
    at=samples.MADE_AT,
)
SHEET = MeetingSheet(
    meeting_id="m1",
    code="ABCD",
    title="Secondo tavolo",
    meeting_kind=samples.MINUTES.meeting_kind,
    state=MeetingState.PLANNED,
    step_reason="",
    process_title="Cortile",
    house=samples.HOUSE,
    house_phone="",
    starts_at=samples.EVENING,
    planned_minutes=90,
    venue="salone",
    place_address="",
    called_by="",
    room_language="it",
    items=(),
    expected=(ExpectedParty("Genitori Fleming", ("Ada Esempio",)),),
    changes=0,
    changed_at=samples.MADE_AT,
    language="it",
)
DOCUMENTS = {
    "minutes": MINUTES,
    "notes": samples.MINUTES,
    "pact": samples.PACT,
    "fates": FATES,
    "sheet": SHEET,
}


def flat(text: str) -> str:
    return " ".join(text.split()).casefold()


def found(text: str, people: list[Somebody]) -> list[str]:
    text = flat(text)
    return [secret for one in people for secret in one.secrets if flat(secret) in text]


def crowd(seed: int) -> tuple[list[Somebody], random.Random]:
    rng = random.Random(seed)
    return [somebody(rng, number) for number in range(rng.randrange(1, 6))], rng


@settings(max_examples=250, deadline=None)
@given(seed=st.integers(0, 2**32), name=st.sampled_from(sorted(DOCUMENTS)))
def test_no_view_has_anything_of_anybody(seed: int, name: str) -> None:
    people, rng = crowd(seed)
    document = planted(DOCUMENTS[name], people, rng)
    assert found("\n|\n".join(_texts(public_copy(document, hidden(people)))), people) == []


@settings(max_examples=8, deadline=None)
@given(seed=st.integers(0, 2**32))
def test_no_printed_minutes_have_anything_of_anybody(seed: int, resources) -> None:
    people, rng = crowd(seed)
    press = PaperPress(resources)
    document = public_copy(planted(MINUTES, people, rng), hidden(people))
    pdf = press.minutes(document)
    texts = {
        "pdf": f"{whole_text(pdf)} {attached(pdf)} {metadata(pdf)}",
        "docx": " ".join(text for _style, text in docx_paragraphs(press.minutes_docx(document))),
        "odt": " ".join(text for _style, text in odt_paragraphs(press.minutes_odt(document))),
        "text": press.minutes_text(document),
    }
    assert {kind: found(text, people) for kind, text in texts.items()} == {kind: [] for kind in texts}
    assert [kind for kind, text in texts.items() if SAID not in " ".join(text.split())] == []


@settings(max_examples=6, deadline=None)
@given(seed=st.integers(0, 2**32))
def test_no_printed_pact_fate_or_attendance_sheet_has_anything_of_anybody(seed: int, resources) -> None:
    people, rng = crowd(seed)
    press, hide = PaperPress(resources), hidden(people)
    pact = public_copy(planted(samples.PACT, people, rng), hide)
    data = canonical_json(pact_as_json(pact, draft_line(pact)))
    for pdf in (
        press.pact(pact, data),
        press.fate_sheet(public_copy(planted(FATES, people, rng), hide)),
        press.attendance_sheet(public_copy(planted(SHEET, people, rng), hide)),
    ):
        assert found(f"{whole_text(pdf)} {attached(pdf)} {metadata(pdf)}", people) == []
        assert SAID in whole_text(pdf)
    assert json.loads(data)["public_copy"] is True


@settings(max_examples=6, deadline=None)
@given(seed=st.integers(0, 2**32))
def test_no_pact_in_any_format_has_anything_of_anybody(seed: int, resources) -> None:
    people, rng = crowd(seed)
    press = PaperPress(resources)
    pact = public_copy(planted(samples.PACT, people, rng), hidden(people))
    pdf = press.pact(pact, None)
    brief = press.pact_summary(pact, "en")
    texts = {
        "alternative texts": " ".join(figure.alt for figure in read_tagged(pdf).tree.all("Figure")),
        "json": canonical_json(pact_as_json(pact, draft_line(pact))).decode(),
        "brief": f"{whole_text(brief)} {metadata(brief)}",
        **{
            f"{kind} {name}": " ".join(tree.itertext())
            for kind, file in (("docx", press.pact_docx(pact)), ("odt", press.pact_odt(pact)))
            for name, tree in trees(file).items()
        },
    }
    assert {kind: found(text, people) for kind, text in texts.items()} == {kind: [] for kind in texts}
    assert len(texts) > 12


@settings(max_examples=4, deadline=None)
@given(seed=st.integers(0, 2**32), language=st.sampled_from(SUMMARY_LANGUAGES))
def test_no_printed_summary_or_sheet_of_additions_has_anything_of_anybody(
    seed: int, language: str, resources
) -> None:
    people, rng = crowd(seed)
    press = PaperPress(resources)
    document = public_copy(planted(LOCKED, people, rng), hidden(people))
    summary = press.minutes_summary(document, language)
    for pdf in (summary, press.minutes_additions(document)):
        assert found(f"{whole_text(pdf)} {attached(pdf)} {metadata(pdf)}", people) == []
    if language == "it":
        assert SAID in " ".join(whole_text(summary).split())


PROCESS = ProcessOut(
    id="p1", title="Cortile", place="Giardino", form=GovernmentForm.PACT, regulation_code="torino-391",
    state=ProcessState.CONTACT, facilitator="", summary="in breve", opened_on=date(2026, 1, 2),
    groups=(("Orto, dei vicini", ProcessRole.PROPOSER),),
    history=(
        StepOut(HistoryKind.STATE, None, ProcessState.CONTACT, date(2026, 1, 2), "primo incontro", "perché sì", "prot. 7"),
        StepOut(HistoryKind.ACT, None, None, date(2026, 2, 2), "telefonata; poi niente", "(forse)", ""),
    ),
    opinions=(OpinionOut(OpinionKind.OPINION, "Verde", "alberi, due", None, None, None, "rif", "favorevole"),),
)  # fmt: skip


@settings(max_examples=150, deadline=None)
@given(seed=st.integers(0, 2**32))
def test_no_public_table_has_anything_of_anybody(seed: int) -> None:
    """Nor in a list, where a comma of «Esempio, Ada» has a backslash before it."""
    people, rng = crowd(seed)
    one = planted(PROCESS, [*people, *map(turned, people)], rng)
    request = ExportRequest(subject=ExportSubject.PROCESSES, form=ExportForm.CSV, public=True)
    content = ExportContent(request, (one,), hidden(people))
    made = make_export(content, OutFiles(), PaperMailing(Path()), samples.HOUSE, samples.MADE_AT)
    text = made.decode("utf-8-sig").replace("\\", "")
    assert found(text, people) == []
    assert found(text.replace(",", ""), people) == []


def turned(one: Somebody) -> Somebody:
    """As lists write people: «Esempio, Ada»."""
    return replace(one, given=f"{one.family},", family=one.given)


def attached(pdf: bytes) -> str:
    with pikepdf.open(io.BytesIO(pdf)) as file:
        return " ".join(spec.get_file().read_bytes().decode() for spec in file.attachments.values())


def metadata(pdf: bytes) -> str:
    with pikepdf.open(io.BytesIO(pdf)) as file:
        return f"{file.Root.Metadata.read_bytes().decode()} {dict(file.docinfo)}"


NOBODY = PeopleToHide(
    (("Ada", "Esempio"), ("Nicolò", "D’Esempio")), ("+39 340 1234567",), frozenset(), frozenset()
)


@pytest.mark.parametrize(
    ("text", "public"),
    [
        ("Lo dice ada ESEMPIO", "Lo dice A. E."),
        ("Esempio, Ada porta le sedie", "A. E. porta le sedie"),
        ("NICOLO' D'ESEMPIO", "N. D."),
        ("Ada porta le sedie", "Ada porta le sedie"),
        ("chiamare 3401234567", "chiamare …"),
        ("chiamare 0039 340.123.45.67 la sera", "chiamare … la sera"),
        ("scrivi a gino@example.org", "scrivi a …"),
        ("cf RSSMRA80A01L219M", "cf …"),
        ("mobile di altri 347 765 4321", "mobile di altri …"),
        ("entro il 30/04/2027, 3 volte, foglio 1099, prot. 687406/2026", None),
        ("dal 31/12/2027 18 posti, € 3.470.765,43", None),
        ("Adamo Esempioni", None),
    ],
)
def test_words_that_people_type(text: str, public: str | None) -> None:
    assert public_words((text,), NOBODY) == (text if public is None else public,)


def test_organisations_and_what_they_are_reached_by_stay() -> None:
    hide = hidden([])
    pact = public_copy(samples.PACT, hide)
    assert [party.name for party in pact.parties] == [party.name for party in samples.PACT.parties]
    assert pact.house == samples.HOUSE
    assert pact.parties[1].representative == "A. E."
    assert pact.parties[1].address == "via Fleming 18"
    assert pact.place == samples.PACT.place


def test_locked_minutes_are_printed_anew(resources) -> None:
    locked = replace(MINUTES, locked_sha256="ab" * 32)
    copy = public_copy(locked, hidden([]))
    assert minutes_pdf(copy, PaperPress(resources), {}.__getitem__).startswith(b"%PDF")


def test_a_public_copy_of_a_public_copy_is_the_same() -> None:
    copy = public_copy(samples.PACT, hidden([]))
    assert public_copy(copy, hidden([])) is copy


@pytest.mark.parametrize(
    ("who", "public"),
    [
        ("Carla Chiesa", "C. C."),
        ("Genitori Fleming di sotto", "Genitori Fleming di sotto"),
        ("la scuola", "la scuola"),
        ("Circoscrizione 8", "Circoscrizione 8"),
        ("Gino", "una persona"),
        ("", ""),
    ],
)
def test_who_said_it(who: str, public: str) -> None:
    line = next(entries_of(samples.MINUTES))
    entry = replace(line, who=who, decision=None, commitment=None)
    section = replace(samples.MINUTES.sections[0], entries=(entry,))
    made = public_copy(replace(samples.MINUTES, sections=(section,), presences=()), hidden([]))
    assert made.sections[0].entries[0].who == public
