"""For each rule of each shipped regulation: a whole document lacks nothing, and one lacking exactly that is told that alone."""

from __future__ import annotations

from dataclasses import dataclass, replace
from datetime import date
from pathlib import Path
from typing import TYPE_CHECKING

import pytest

from cocity_desktop.domain.commitments import PartyKind
from cocity_desktop.domain.completeness import PactFacts, PartyFacts, find_gaps
from cocity_desktop.domain.pacts import AttachmentRole
from cocity_desktop.domain.regulation import CheckCode, Fact, Heading, Regulation
from cocity_desktop.system.regulation_library import RegulationLibrary

if TYPE_CHECKING:
    from collections.abc import Iterator

    from cocity_desktop.domain.processes import GovernmentForm

LIBRARY = RegulationLibrary(Path(__file__).resolve().parents[2] / "resources" / "regulations")

SAID = {
    Fact.SUSPENSION: "Il Comune può sospendere il patto con 48 ore di preavviso.",
    Fact.WITHDRAWAL: "Ciascuna parte può recedere con trenta giorni di preavviso.",
    Fact.RISK: "Il rischio è l’uso degli attrezzi.",
    Fact.INSURANCE: "Non è prevista alcuna polizza.",
    Fact.FINAL: "Si approvano a parte gli articoli 6 e 11, ai sensi dell’art. 1341 c.c.",
}
"""What a whole document says of a fact that some control looks for; of the others it says something else."""

OTHERWISE = "Le parti ne parlano ogni sei mesi."


@dataclass(frozen=True)
class Lack:
    """`facts` is a whole document but for one thing; `told` are the codes of the gaps that must be found."""

    facts: PactFacts
    told: tuple[str, ...]


def whole(regulation: Regulation) -> PactFacts:
    comune = PartyFacts(
        None, "Comune", 1, representation_shown=True, notice_given=True, kind=PartyKind.COMUNE
    )
    group = PartyFacts("g", "Orto", 1, representation_shown=True, notice_given=True)
    return PactFacts(
        written={heading.code: prose(heading) for heading in regulation.headings},
        article_ids={heading.code: f"article of {heading.code}" for heading in regulation.headings},
        parties=(comune, group),
        starts_on=date(2027, 1, 1),
        ends_on=date(2029, 12, 31),
        attachment_roles=frozenset(rule.role for rule in regulation.attachments if rule.required),
    )


def prose(heading: Heading) -> str:
    return " ".join([OTHERWISE, *(SAID[fact] for fact in heading.facts if fact in SAID)])


def without(facts: PactFacts, fact: Fact) -> PactFacts:
    """The same articles, silent of one thing; one that speaks of nothing else would be empty, and is told as such."""
    written = {code: text.replace(SAID[fact], "").strip() for code, text in facts.written.items()}
    return replace(facts, written=written)


def party(facts: PactFacts, place: int, **lacking: object) -> PactFacts:
    parties = list(facts.parties)
    parties[place] = replace(parties[place], **lacking)  # type: ignore[arg-type]
    return replace(facts, parties=tuple(parties))


def lacks(regulation: Regulation) -> Iterator[tuple[str, Lack]]:
    """Every rule that asks something of a document, with a document that lacks exactly that."""
    facts = whole(regulation)
    for heading in regulation.headings:
        yield from lacks_of_heading(facts, heading)
    for rule in regulation.parties:
        if rule.required:
            rest = tuple(one for one in facts.parties if one.kind not in rule.kinds)
            yield f"party {rule.code}", Lack(replace(facts, parties=rest), (f"party:{rule.code}",))
    for paper in regulation.attachments:
        if paper.required:
            roles = facts.attachment_roles - {paper.role}
            left = replace(facts, attachment_roles=roles)
            yield f"paper {paper.code}", Lack(left, (f"attachment:{paper.code}",))
    for approval in regulation.approvals:
        if approval.question:
            yield (
                f"approval {approval.code}",
                Lack(without(facts, Fact.FINAL), (f"approval:{approval.code}",)),
            )
    for check in regulation.checks:
        for number, found in enumerate(lacks_of_check(regulation, facts, check.code)):
            yield f"{check.code} {number}", found


def lacks_of_heading(facts: PactFacts, heading: Heading) -> Iterator[tuple[str, Lack]]:
    written = facts.written
    if heading.required:
        for blank in ("", " \n\t "):
            empty = replace(facts, written={**written, heading.code: blank})
            yield f"empty {heading.code}", Lack(empty, (f"empty_heading:{heading.code}",))
    left = replace(facts, written={**written, heading.code: f"{written[heading.code]} Entro […] giorni."})
    yield f"blank in {heading.code}", Lack(left, (f"blank_left:{heading.code}",))


def lacks_of_check(regulation: Regulation, facts: PactFacts, check: CheckCode) -> list[Lack]:
    """An empty article and a blank are told of each article: `lacks_of_heading`."""
    return {
        CheckCode.PARTY_WITHOUT_COMMITMENT: [
            Lack(party(facts, 0, commitments=0), (f"{check}:Comune",)),
            Lack(party(facts, 1, commitments=0), (f"{check}:g",)),
        ],
        CheckCode.REPRESENTATION_MISSING: [
            Lack(party(facts, 1, representation_shown=False), (f"{check}:g",))
        ],
        CheckCode.PRIVACY_NOTICE_MISSING: [Lack(party(facts, 1, notice_given=False), (f"{check}:g",))],
        CheckCode.NO_TERM: [
            Lack(replace(facts, ends_on=None), (check,)),
            Lack(replace(facts, starts_on=None), (check,)),
        ],
        CheckCode.SUSPENSION_UNSAID: [Lack(without(facts, Fact.SUSPENSION), (check,))],
        CheckCode.WITHDRAWAL_UNSAID: [Lack(without(facts, Fact.WITHDRAWAL), (check,))],
        CheckCode.INSURANCE_UNSAID: [Lack(without(facts, Fact.INSURANCE), (check,))],
        CheckCode.RISK_UNSAID: [lack_of_risk(regulation, facts)],
        CheckCode.EMPTY_HEADING: [],
        CheckCode.BLANK_LEFT: [],
    }[check]


def lack_of_risk(regulation: Regulation, facts: PactFacts) -> Lack:
    """An article about risks alone cannot be written and silent of them: it is empty, and told as that."""
    devoted = [h.code for h in regulation.headings if set(h.facts) <= {Fact.RISK, Fact.SAFETY}]
    if not devoted:
        return Lack(without(facts, Fact.RISK), (CheckCode.RISK_UNSAID,))
    empty = replace(facts, written={**facts.written, devoted[0]: ""})
    return Lack(empty, (f"empty_heading:{devoted[0]}",))


DOCUMENTS = [
    (code, rule.form, LIBRARY.get(code).for_form(rule.form))
    for code in LIBRARY.codes()
    for rule in LIBRARY.get(code).forms
]
CASES = [
    pytest.param(regulation, lack, id=f"{code}, {form}: {name}")
    for code, form, regulation in DOCUMENTS
    for name, lack in lacks(regulation)
]


@pytest.mark.parametrize(("code", "form", "regulation"), DOCUMENTS, ids=lambda one: str(one)[:24])
def test_a_whole_document_lacks_nothing(code: str, form: GovernmentForm, regulation: Regulation) -> None:
    assert find_gaps(whole(regulation), regulation) == ()


@pytest.mark.parametrize(("regulation", "lack"), CASES)
def test_what_lacks_is_told_and_nothing_else(regulation: Regulation, lack: Lack) -> None:
    assert tuple(gap.code for gap in find_gaps(lack.facts, regulation)) == lack.told


@pytest.mark.parametrize(("code", "form", "regulation"), DOCUMENTS, ids=lambda one: str(one)[:24])
def test_what_is_not_required_is_not_asked(code: str, form: GovernmentForm, regulation: Regulation) -> None:
    """Optional headings, papers and parties; forms, states, deadlines, premises and words ask nothing of a document."""
    facts = whole(regulation)
    optional = {heading.code for heading in regulation.headings if not heading.required}
    bare = replace(
        facts,
        written={code: "" if code in optional else text for code, text in facts.written.items()},
    )
    assert find_gaps(bare, regulation) == ()


def test_each_control_of_the_brief_stops_a_delivery() -> None:
    for code in LIBRARY.codes():
        blocking = {check.code for check in LIBRARY.get(code).checks if check.blocking}
        assert blocking == set(CheckCode) - {CheckCode.NO_WAY_OUT}, code
        plan = [rule for rule in LIBRARY.get(code).attachments if rule.role is AttachmentRole.SITE_PLAN]
        assert [(rule.required, rule.blocking) for rule in plan] == [(True, True)], code
