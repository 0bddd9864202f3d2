"""What an experienced reader would miss in two pacts, from the facts that were read of them (domain.md §2)."""

from __future__ import annotations

from dataclasses import replace
from datetime import date
from pathlib import Path
from typing import TYPE_CHECKING

import pytest

from cocity_desktop.domain.commitments import PartyKind
from cocity_desktop.domain.completeness import PactFacts, PartyFacts, find_gaps
from cocity_desktop.domain.pacts import AttachmentRole
from cocity_desktop.domain.processes import GovernmentForm
from cocity_desktop.system.regulation_library import RegulationLibrary
from tests.data import alloro

if TYPE_CHECKING:
    from cocity_desktop.domain.regulation import Regulation

LIBRARY = RegulationLibrary(Path(__file__).resolve().parents[2] / "resources" / "regulations")
CITY = PartyFacts(None, "Comune", 3, representation_shown=True, notice_given=True, kind=PartyKind.COMUNE)


def regulation(code: str) -> Regulation:
    return LIBRARY.get(code).for_form(GovernmentForm.PACT)


@pytest.fixture
def alloro_pact() -> PactFacts:
    """Via Alloro 95: an informal group of four through a lead partner, four years; no published pact insures anybody."""
    said = {code: " ".join(s.text for s in sentences) for code, sentences in alloro.ARTICLES.items()}
    said["liability"] = "Dei danni a persone o cose rispondono i proponenti."
    written = {heading.code: said.get(heading.code, "Le parti ne parlano ogni sei mesi.") for heading in
               regulation("palermo-2023").headings}  # fmt: skip
    return PactFacts(
        written=written,
        article_ids={code: code for code in written},
        parties=(
            CITY,
            PartyFacts("gruppo", "Quattro gruppi", 5, representation_shown=True, notice_given=True),
        ),
        starts_on=date(2025, 2, 1),
        ends_on=date(2029, 1, 31),
        attachment_roles=frozenset({AttachmentRole.REPORT}),
    )


def told(facts: PactFacts, code: str) -> list[str]:
    return [gap.code for gap in find_gaps(facts, regulation(code))]


def test_of_the_alloro_pact(alloro_pact: PactFacts) -> None:
    """Insurance unsaid, no site plan, no deed of the lead partner's power, and no clauses named for art. 1341."""
    assert told(alloro_pact, "palermo-2023") == [
        "attachment:site_plan",
        "insurance_unsaid",
        "attachment:representation",
        "approval:onerous_clauses",
    ]


def test_of_the_alloro_pact_made_whole(alloro_pact: PactFacts) -> None:
    written = {
        **alloro_pact.written,
        "liability": alloro_pact.written["liability"] + " Non è prevista nessuna assicurazione.",
        "final": "Si approvano a parte i punti 6, 11 e 12 (art. 1341, secondo comma, c.c.).",
    }
    whole = replace(alloro_pact, written=written, attachment_roles=frozenset(AttachmentRole))
    assert told(whole, "palermo-2023") == []


def test_of_the_alloro_pact_when_the_lead_partner_s_power_is_not_shown(alloro_pact: PactFacts) -> None:
    bare = replace(alloro_pact.parties[1], representation_shown=False)
    assert "representation_missing:gruppo" in told(replace(alloro_pact, parties=(CITY, bare)), "palermo-2023")


def test_of_a_torino_pact() -> None:
    """Nido «I Puffi», via Fleming: an association and an informal group, a yard open outside hours, until 30 June 2022."""
    written = {
        "object": "Cortile scolastico aperto fuori orario, orto didattico, area relax, prato, fioriere, murale.",
        "duration": "Almeno due anni scolastici, fino al 30 giugno 2022.",
        "commitments": "L’associazione cura l’orto e apre il cortile; i genitori tengono i turni.",
        "liability": "Il Comune assicura l’apertura del cancello. Dei danni risponde [… chi].",
    }
    facts = PactFacts(
        written=written,
        article_ids={},
        parties=(
            CITY,
            PartyFacts("arcobaleno", "Associazione", 2, representation_shown=True, notice_given=True),
            PartyFacts(
                "genitori", "Genitori ed educatori", 0, representation_shown=False, notice_given=False
            ),
        ),
        starts_on=None,
        ends_on=date(2022, 6, 30),
        attachment_roles=frozenset({AttachmentRole.SITE_PLAN, AttachmentRole.REPRESENTATION}),
    )
    empty = [h.code for h in regulation("torino-391").headings if h.code not in written]
    assert sorted(told(facts, "torino-391")) == sorted(
        [
            *(f"empty_heading:{code}" for code in empty),
            "blank_left:liability",
            "party_without_commitment:genitori",
            "no_term",
            "suspension_unsaid",
            "insurance_unsaid",
            "representation_missing:genitori",
            "privacy_notice_missing:genitori",
        ]
    )
