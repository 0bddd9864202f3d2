"""What a draft lacks is named by the regulation's own data: every control, its gap, and how it is mended."""

from __future__ import annotations

from dataclasses import replace
from datetime import date
from pathlib import Path

import pytest

from cocity_desktop.domain.commitments import PartyKind
from cocity_desktop.domain.completeness import Gap, PactFacts, PartyFacts, find_gaps
from cocity_desktop.domain.pacts import AttachmentRole
from cocity_desktop.domain.regulation import CheckCode, Regulation
from cocity_desktop.system.regulation_library import RegulationLibrary

LIBRARY = RegulationLibrary(Path(__file__).resolve().parents[2] / "resources" / "regulations")
COMUNE = PartyFacts(None, "Comune", 1, representation_shown=True, notice_given=True, kind=PartyKind.COMUNE)
PARTY = PartyFacts(id="g", name="Orto", commitments=1, representation_shown=True, notice_given=True)


WHOLE = "Le parti hanno un’assicurazione; contro i rischi, sospensione e recesso; si approva ai sensi dell’art. 1341."


def whole(regulation: Regulation) -> PactFacts:
    """A pact that lacks nothing."""
    codes = [heading.code for heading in regulation.headings]
    return PactFacts(
        written=dict.fromkeys(codes, WHOLE),
        article_ids={code: f"article of {code}" for code in codes},
        parties=(COMUNE, PARTY),
        starts_on=date(2027, 1, 1),
        ends_on=date(2029, 12, 31),
        attachment_roles=frozenset(AttachmentRole),
    )


@pytest.fixture(params=LIBRARY.codes())
def regulation(request: pytest.FixtureRequest) -> Regulation:
    return LIBRARY.get(request.param)


@pytest.fixture
def torino() -> Regulation:
    return LIBRARY.get("torino-391")


def codes(gaps: tuple[Gap, ...]) -> set[str]:
    return {gap.code for gap in gaps}


def test_a_whole_pact_lacks_nothing(regulation: Regulation) -> None:
    assert find_gaps(whole(regulation), regulation) == ()


def test_every_required_heading_left_empty_is_named_with_its_question(regulation: Regulation) -> None:
    facts = replace(whole(regulation), written={})
    found = {gap.code: gap for gap in find_gaps(facts, regulation)}
    for heading in regulation.headings:
        if heading.required:
            gap = found[f"empty_heading:{heading.code}"]
            assert (gap.subject, gap.question) == (heading.title, heading.question)
            assert gap.article_id == f"article of {heading.code}"


def test_an_article_of_blanks_is_empty(torino: Regulation) -> None:
    required = next(heading.code for heading in torino.headings if heading.required)
    facts = whole(torino)
    facts = replace(facts, written={**facts.written, required: " \n "})
    assert f"empty_heading:{required}" in codes(find_gaps(facts, torino))


def test_blocking_gaps_come_first(regulation: Regulation) -> None:
    nothing = PactFacts({}, {}, (replace(PARTY, commitments=0),), None, None, frozenset())
    blocking = [gap.blocking for gap in find_gaps(nothing, regulation)]
    assert blocking == sorted(blocking, reverse=True)


def test_codes_of_gaps_are_unique(regulation: Regulation) -> None:
    bare = replace(PARTY, commitments=0, representation_shown=False, notice_given=False)
    nothing = PactFacts({}, {}, (bare, replace(bare, id=None, name="Bar")), None, None, frozenset())
    gaps = find_gaps(nothing, regulation)
    assert len(codes(gaps)) == len(gaps)


def test_required_attachments_are_named(regulation: Regulation) -> None:
    facts = replace(whole(regulation), attachment_roles=frozenset())
    wanted = {f"attachment:{rule.code}" for rule in regulation.attachments if rule.required}
    assert codes(find_gaps(facts, regulation)) == wanted


PARTY_CHECKS = {
    CheckCode.PARTY_WITHOUT_COMMITMENT: {"commitments": 0},
    CheckCode.REPRESENTATION_MISSING: {"representation_shown": False},
    CheckCode.PRIVACY_NOTICE_MISSING: {"notice_given": False},
}


@pytest.mark.parametrize("check", PARTY_CHECKS)
def test_what_a_party_lacks_is_said_of_that_party(torino: Regulation, check: CheckCode) -> None:
    other = replace(PARTY, id="h", name="Scuola", **PARTY_CHECKS[check])
    gaps = find_gaps(replace(whole(torino), parties=(COMUNE, PARTY, other)), torino)
    assert [(gap.code, gap.subject) for gap in gaps] == [(f"{check}:h", "Scuola")]


@pytest.mark.parametrize("lacking", [{"starts_on": None}, {"ends_on": None}])
def test_a_pact_without_a_term_says_so(torino: Regulation, lacking: dict[str, None]) -> None:
    assert codes(find_gaps(replace(whole(torino), **lacking), torino)) == {"no_term"}


def test_insurance_must_be_named_even_to_say_that_there_is_none(torino: Regulation) -> None:
    facts = whole(torino)
    silent = replace(facts, written=dict.fromkeys(facts.written, "Il Comune assicura l’apertura alle nove."))
    assert "insurance_unsaid" in codes(find_gaps(silent, torino))
    said = {**silent.written, next(iter(silent.written)): "Nessuna polizza è prevista."}
    assert "insurance_unsaid" not in codes(find_gaps(replace(silent, written=said), torino))


def test_a_control_that_no_heading_can_answer_asks_nothing(regulation: Regulation) -> None:
    bare = replace(regulation, headings=())
    gaps = find_gaps(replace(whole(regulation), written={}), bare)
    assert not codes(gaps) & {"no_way_out", "empty_heading"}
