"""The suggestions: one at least for every fact, ours and said so, and none that is taken for a finished text."""

from __future__ import annotations

from collections import Counter
from pathlib import Path

import pytest

from cocity_desktop.domain.completeness import BLANK, blanks_in, find_gaps
from cocity_desktop.domain.regulation import CheckCode, Fact
from cocity_desktop.system.regulation_library import RegulationLibrary
from cocity_desktop.system.suggestion_library import SuggestionLibrary
from tests.domain.test_every_rule import DOCUMENTS, whole

RESOURCES = Path(__file__).resolve().parents[2] / "resources"
LIBRARY = SuggestionLibrary(RESOURCES / "suggestions")
SEVERAL = (
    Fact.DURATION, Fact.SUSPENSION, Fact.WITHDRAWAL, Fact.RISK, Fact.SAFETY, Fact.INSURANCE, Fact.DAMAGE,
    Fact.DISPUTE, Fact.GUARANTEE, Fact.PRIVACY, Fact.MONITORING, Fact.JOINING, Fact.BREACH, Fact.HAND_BACK,
)  # fmt: skip


def test_every_fact_has_one_and_what_is_often_asked_has_several() -> None:
    count = Counter(one.fact for one in LIBRARY.all())
    assert set(count) == set(Fact)
    assert all(count[fact] >= 2 for fact in SEVERAL)


def test_each_has_a_title_of_its_own_and_no_rule_is_claimed() -> None:
    for one in LIBRARY.all():
        assert one.title
        assert one.text
        assert "'" not in one.text
        assert "TODO" not in one.text
    titles = [(one.fact, one.title) for one in LIBRARY.all()]
    assert len(set(titles)) == len(titles)


def test_brackets_are_always_blanks() -> None:
    for one in LIBRARY.all():
        assert one.text.count("[") == one.text.count("]") == len(blanks_in(one.text)), one.title


@pytest.mark.parametrize("text", ["[…]", "[… giorni]", "[...]", "[ ]", "____", "……………", "il [… luogo] di"])
def test_what_is_a_blank(text: str) -> None:
    assert BLANK.search(text)


@pytest.mark.parametrize(
    "text", ["il Comune (…) paga", "e poi… basta", "[1]", "[all. 2]", "a_b", "2026-11-29"]
)
def test_what_is_no_blank(text: str) -> None:
    assert not BLANK.search(text)


@pytest.mark.parametrize(("code", "form", "regulation"), DOCUMENTS, ids=lambda one: str(one)[:24])
def test_a_document_made_of_suggestions_lacks_only_its_blanks(code, form, regulation) -> None:
    """The first suggestion on each fact of each heading: filled in, nothing lacks but what no suggestion can know."""
    texts = {
        heading.code: "\n".join(
            LIBRARY.about([fact])[-1 if fact is Fact.FINAL else 0].text for fact in heading.facts
        )
        for heading in regulation.headings
    }
    facts = whole(regulation)
    raw = find_gaps(type(facts)(**{**fields(facts), "written": texts}), regulation)
    assert {gap.check for gap in raw} <= {CheckCode.BLANK_LEFT}
    filled = {code: BLANK.sub("tre", text) for code, text in texts.items()}
    assert find_gaps(type(facts)(**{**fields(facts), "written": filled}), regulation) == ()


def fields(facts) -> dict:
    return {name: getattr(facts, name) for name in type(facts).__slots__}


def test_a_heading_finds_its_suggestions_in_its_own_order() -> None:
    heading = RegulationLibrary(RESOURCES / "regulations").get("torino-391").heading("duration")
    found = [one.fact for one in LIBRARY.about(heading.facts)]
    assert found == sorted(found, key=heading.facts.index)
    assert set(found) == set(heading.facts)
