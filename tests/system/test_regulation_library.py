"""The regulations shipped with the app, and what the library says of a file that is wrong."""

from __future__ import annotations

import shutil
from datetime import date
from pathlib import Path

import pytest

from cocity_desktop.domain.errors import ErrorCode, UserError
from cocity_desktop.domain.processes import GovernmentForm
from cocity_desktop.domain.regulation import Basis, CheckCode, Regulation
from cocity_desktop.domain.regulation_codec import regulation_from_plain, regulation_to_plain
from cocity_desktop.error_messages import words_for
from cocity_desktop.system.regulation_library import RegulationLibrary

ROOT = Path(__file__).parents[2]
SHIPPED = ROOT / "resources" / "regulations"
CODES = (
    "bologna-2014", "labsus-complesso", "labsus-ordinario", "palermo-2023", "torino-375", "torino-391",
)  # fmt: skip


@pytest.fixture(scope="module")
def library() -> RegulationLibrary:
    return RegulationLibrary(SHIPPED)


@pytest.fixture
def copy(tmp_path: Path) -> Path:
    shutil.copytree(SHIPPED / "torino-391", tmp_path / "torino-391")
    return tmp_path


def edit(folder: Path, old: str, new: str, name: str = "regulation.toml", times: int = 1) -> Path:
    path = folder / "torino-391" / name
    text = path.read_text(encoding="utf-8")
    assert old in text
    path.write_text(text.replace(old, new, times), encoding="utf-8")
    return path


def fault(folder: Path, code: str = "torino-391") -> UserError:
    with pytest.raises(UserError) as refused:
        RegulationLibrary(folder).get(code)
    return refused.value


def line_with(path: Path, text: str) -> int:
    lines = path.read_text(encoding="utf-8").splitlines()
    return next(number for number, line in enumerate(lines, 1) if text in line)


# --- What is shipped


def test_the_shipped_regulations_are_those_of_the_guide(library):
    assert library.codes() == CODES


@pytest.mark.parametrize("code", CODES)
def test_every_rule_has_a_source_in_the_list_and_says_verified_only_of_what_was_read(library, code):
    regulation = library.get(code)
    assert regulation.code == code
    for rule in regulation.rules():
        assert regulation.text_of(rule).title
        assert not rule.verified or rule.source.basis is Basis.READ
        assert not rule.verified or regulation.text_of(rule).seen != "none"


@pytest.mark.parametrize("code", CODES)
def test_a_shipped_regulation_survives_the_form_kept_in_the_archive(library, code):
    regulation = library.get(code)
    assert regulation_from_plain(regulation_to_plain(regulation)) == regulation


@pytest.mark.parametrize("code", CODES)
def test_every_gap_asks_a_question_and_no_text_is_blank(library, code):
    regulation = library.get(code)
    asking = (*regulation.headings, *regulation.parties, *regulation.attachments, *regulation.checks)
    assert all(rule.question.endswith((".", "?")) for rule in asking)
    assert all(h.title and h.short_title and h.title_en and h.facts for h in regulation.headings)


@pytest.mark.parametrize("code", CODES)
def test_commitments_of_citizens_and_city_have_a_heading(library, code):
    regulation = library.get(code)
    assert regulation.heading_for_party("group") is not None
    assert regulation.heading_for_party("comune") is not None


@pytest.mark.parametrize("code", CODES)
def test_every_control_of_the_pact_is_asked(library, code):
    assert {check.code for check in library.get(code).checks} == set(CheckCode) - {CheckCode.NO_WAY_OUT}


@pytest.mark.parametrize("code", CODES)
def test_apostrophes_are_typographic_and_nothing_is_left_open(library, code):
    for name in ("regulation.toml", "glossary.toml"):
        path = SHIPPED / code / name
        if path.is_file():
            body = "\n".join(
                line for line in path.read_text(encoding="utf-8").splitlines() if not line.startswith("#")
            )
            assert "'" not in body
            assert not any(word in body for word in ("TODO", "FIXME", "…", " ,"))


def test_palermo_has_its_fourteen_headings_as_printed(library):
    palermo = library.get("palermo-2023")
    assert [h.number for h in palermo.headings] == [str(n) for n in range(1, 15)]
    assert palermo.headings[0].title == "Oggetto degli interventi e obiettivi"
    assert palermo.headings[5].title == "Responsabilità in caso di danni a persone o cose"
    assert palermo.headings[10].title == "Risoluzione o recesso per inosservanza"
    assert all(h.verified for h in palermo.headings)
    assert palermo.approved_on == date(2023, 4, 20)
    assert [(a.law, a.headings) for a in palermo.approvals] == [("art. 1341, c. 2, c.c.", ())]


def test_palermo_knows_three_terms_and_leaves_the_report_to_the_pact(library):
    terms = {d.code: (d.days, d.hours) for d in library.get("palermo-2023").deadlines}
    assert terms == {
        "suspension_notice": (None, 48),
        "withdrawal_notice": (30, None),
        "dispute_proposal": (30, None),
        "report": (None, None),
    }


def test_bologna_has_the_letters_of_article_5_and_only_the_read_ones_are_verified(library):
    headings = library.get("bologna-2014").headings
    assert "".join(h.number for h in headings) == "abcdefghilm"
    assert "".join(h.number for h in headings if h.verified) == "abcdefg"
    assert all(h.source.article == f"art. 5, c. 2, lett. {h.number}" for h in headings)


def test_torino_claims_no_content_and_no_deadline_that_nobody_read(library):
    torino = library.get("torino-391").for_form(GovernmentForm.PACT)
    assert not any(h.verified for h in torino.headings)
    assert {h.source.basis for h in torino.headings} == {Basis.DERIVED}
    assert all(d.days is None and d.hours is None and not d.verified for d in torino.deadlines)
    assert "articolo 8" in torino.note


def test_torino_has_its_whole_index_and_its_five_forms(library):
    torino = library.get("torino-391")
    assert [entry.number for entry in torino.index] == list(range(1, 31))
    assert torino.index[7].title == "Il patto di collaborazione"
    assert [f.article for f in torino.forms] == ["art. 8", "art. 13", "art. 15", "art. 16", "art. 17"]
    assert (torino.approved_on, torino.in_force_from) == (date(2019, 12, 2), date(2020, 1, 16))


def test_the_printed_glossary_is_the_one_in_the_data(library):
    printed = (ROOT / "docs" / "glossary.md").read_text(encoding="utf-8")
    room = printed.partition("## In the room")[2]
    rows = [
        [cell.strip() for cell in line.strip("|").split("|")]
        for line in room.splitlines()
        if line.startswith("|")
    ]
    terms = [[t.term, t.term_en, t.meaning_en, t.meaning] for t in library.get("torino-391").glossary]
    assert [row[:4] for row in rows[2:]] == terms


# --- The library itself


def test_a_regulation_is_read_when_asked_for_and_once(copy):
    library = RegulationLibrary(copy)
    (copy / "broken").mkdir()
    (copy / "broken" / "regulation.toml").write_text("not toml at all", encoding="utf-8")
    assert library.codes() == ("broken", "torino-391")
    first = library.get("torino-391")
    shutil.rmtree(copy / "torino-391" / "glossary.toml", ignore_errors=True)
    assert isinstance(first, Regulation)
    assert library.get("torino-391") is first


def test_an_unknown_code_is_told_with_the_known_ones(copy):
    error = fault(copy, "../torino-391")
    assert error.code is ErrorCode.REGULATION_UNKNOWN
    assert "torino-391" in words_for(error)


def test_a_folder_without_regulations_has_none(tmp_path):
    assert RegulationLibrary(tmp_path / "nowhere").codes() == ()


def test_the_glossary_may_be_absent(copy):
    (copy / "torino-391" / "glossary.toml").unlink()
    assert RegulationLibrary(copy).get("torino-391").glossary == ()


# --- Faults, with the file and the line


def test_bad_syntax_is_told_by_its_line(copy):
    path = edit(copy, 'city = "Torino"', "city = Torino")
    error = fault(copy)
    assert error.code is ErrorCode.REGULATION_SYNTAX
    assert (error.details["path"], error.details["line"]) == (path, line_with(path, "city = Torino"))


def test_a_file_cut_in_the_middle_of_a_text_is_told_by_its_last_line(copy):
    path = copy / "torino-391" / "regulation.toml"
    path.write_text('format = 1\ntitle = """unfinished', encoding="utf-8")
    assert fault(copy).details["line"] == 2


def test_a_wrong_value_is_told_by_its_own_line(copy):
    path = edit(copy, 'code = "liability"\nnumber = "7"', 'code = "liability"\nnumber = 7.0')
    error = fault(copy)
    assert (error.field, error.details["line"]) == ("headings[6].number", line_with(path, "number = 7.0"))
    assert str(path) in words_for(error)
    assert "string" in words_for(error)


def test_a_missing_value_is_told_by_the_line_of_its_table(copy):
    path = edit(copy, 'short_title = "Danni e responsabilità"\n', "")
    error = fault(copy)
    assert error.code is ErrorCode.REGULATION_FIELD_MISSING
    assert error.details["line"] == line_with(path, 'code = "liability"') - 1


def test_a_fault_of_the_glossary_is_told_by_the_glossary_file(copy):
    path = edit(copy, 'term_en = "commitment"', "term_en = 3", "glossary.toml")
    error = fault(copy)
    assert error.details["path"] == path
    assert error.details["line"] == line_with(path, "term_en = 3")


def test_the_glossary_file_holds_nothing_else(copy):
    path = copy / "torino-391" / "glossary.toml"
    path.write_text('code = "other"\n', encoding="utf-8")
    error = fault(copy)
    assert (error.code, error.details["line"]) == (ErrorCode.REGULATION_FIELD_UNKNOWN, 1)


def test_a_fault_in_a_single_table_is_told_by_that_table(copy):
    path = edit(copy, 'email = "benicomuni@comune.torino.it"', "email = 5")
    assert fault(copy).details["line"] == line_with(path, "[office]")


def test_the_folder_and_the_code_are_one_name(copy):
    (copy / "torino-391").rename(copy / "torino-392")
    error = fault(copy, "torino-392")
    assert (error.code, error.field) == (ErrorCode.REGULATION_FIELD_WRONG, "code")
    assert "torino-392" in words_for(error)


def test_bytes_that_are_not_text_are_told_by_their_line(copy):
    (copy / "torino-391" / "regulation.toml").write_bytes(b"format = 2\n\xff\xfe\x00")
    error = fault(copy)
    assert (error.code, error.details["line"]) == (ErrorCode.REGULATION_ENCODING, 2)
