"""Recitals as real pacts have them, from every kind of step; what nobody wrote down is never made up."""

from __future__ import annotations

import re
from datetime import date

import pytest
from hypothesis import given
from hypothesis import strategies as st

from cocity_desktop.domain.lifecycle import ProcessState
from cocity_desktop.domain.meetings import MeetingKind
from cocity_desktop.domain.registry import GroupKind
from cocity_desktop.domain.wording.acts import (
    PastMeeting,
    PastOpinion,
    PastStep,
    law_words,
    meeting_words,
    opinion_words,
    step_words,
    supplement_words,
)
from cocity_desktop.domain.wording.parties import Party
from cocity_desktop.domain.wording.recitals import Opening, write_recitals

DAY = date(2024, 4, 26)
PROPOSER = Party("Gruppo informale «Casa della Partecipazione»", group_kind=GroupKind.INFORMAL_GROUP)
OWN = {ProcessState.CONTACT, ProcessState.INQUIRY, ProcessState.PROPOSAL_DRAFT, ProcessState.PACT_DRAFT}


def step(state, description="", reference="", on=DAY):
    return step_words(PastStep(on, state, description, reference), ())


@pytest.mark.parametrize("state", [state for state in ProcessState if state not in OWN])
def test_every_step_has_its_words(state):
    words = step(state, reference="atto n. 5")
    assert words.startswith("in data 26 aprile 2024 ")
    assert words.endswith(" (atto n. 5)")
    assert step(state, on=None).startswith(("è ", "la ", "il ", "lo ", "l’", "una "))


@pytest.mark.parametrize("state", sorted(OWN))
def test_steps_of_the_house_are_told_only_with_a_reference(state):
    assert step(state, "Due mamme passano allo sportello") == ""
    assert "(nota 7)" in step(state, "Due mamme passano allo sportello", "nota 7")


def test_the_proposal_says_who_filed_it_and_under_which_protocol():
    filed = PastStep(DAY, ProcessState.PROPOSAL_FILED, "", "prot. 687406/2024")
    assert step_words(filed, [PROPOSER]) == (
        "in data 26 aprile 2024 il Gruppo informale «Casa della Partecipazione» ha presentato la proposta di "
        "collaborazione (prot. 687406/2024)"
    )
    two = step_words(filed, [PROPOSER, Party("Amici del Parco")])
    assert " e gli Amici del Parco hanno presentato la proposta" in two
    assert step_words(PastStep(None, ProcessState.PROPOSAL_FILED), ()) == (
        "è stata presentata la proposta di collaborazione"
    )


@pytest.mark.parametrize(
    ("description", "reference", "expected"),
    [
        ("Il consiglio della circoscrizione I aderisce.", "deliberazione 146",
         "in data 26 aprile 2024 il consiglio della circoscrizione I aderisce (deliberazione 146)"),
        ("Si riunisce il gruppo di lavoro intersettoriale.", "",
         "in data 26 aprile 2024 si riunisce il gruppo di lavoro intersettoriale"),
        ("Proposta protocollata.", "prot. 687406/2024",
         "in data 26 aprile 2024 risulta agli atti quanto segue: «Proposta protocollata» (prot. 687406/2024)"),
        ("La deliberazione 146", "", "in data 26 aprile 2024 risulta agli atti quanto segue: «La deliberazione 146»"),
        ("", "12/2024", "in data 26 aprile 2024 risulta un atto del procedimento (rif. 12/2024)"),
        ("", "", ""),
    ],
)  # fmt: skip
def test_acts_stand_in_the_words_they_were_recorded_with(description, reference, expected):
    assert step(None, description, reference) == expected


def test_a_description_that_only_repeats_the_step_is_not_told_twice():
    assert step(ProcessState.DELIVERED, "Versione 1 consegnata al Comune.").endswith(
        "è stata consegnata al Comune"
    )
    assert step(ProcessState.DELIVERED, "Su chiavetta.").endswith(": «Su chiavetta»")


@pytest.mark.parametrize(
    ("opinion", "expected"),
    [
        (PastOpinion(False, "Servizio Verde pubblico", "sicurezza delle alberature", date(2026, 11, 3), date(2026, 12, 9),
                     "nota 4471", "Favorevole."),
         ("il parere del Servizio Verde pubblico in merito a «sicurezza delle alberature», chiesto in data 3 novembre 2026, reso "
         "in data 9 dicembre 2026 (nota 4471), con esito: «favorevole»")),
        (PastOpinion(False, "Soprintendenza", received_on=date(2026, 12, 1)),
         "il parere della Soprintendenza, reso in data 1° dicembre 2026"),
        (PastOpinion(False, "Verde pubblico", asked_on=date(2026, 11, 8)),
         "in data 8 novembre 2026 è stato chiesto il parere dell’ufficio Verde pubblico, non ancora reso"),
        (PastOpinion(False, ""), "è stato chiesto il parere, non ancora reso"),
    ],
)  # fmt: skip
def test_opinions(opinion, expected):
    assert opinion_words(opinion) == expected


@pytest.mark.parametrize(
    ("supplement", "expected"),
    [
        (PastOpinion(True, "Ufficio Beni Comuni", "Planimetria quotata", date(2027, 1, 20), date(2027, 2, 1), "nota 12"),
         ("in data 20 gennaio 2027 l’Ufficio Beni Comuni ha chiesto l’integrazione «planimetria quotata», pervenuta in data "
         "1° febbraio 2027 (nota 12)")),
        (PastOpinion(True, "Ufficio Beni Comuni", "Planimetria quotata", date(2027, 1, 20)),
         "in data 20 gennaio 2027 l’Ufficio Beni Comuni ha chiesto l’integrazione «planimetria quotata», non ancora pervenuta"),
        (PastOpinion(True, ""), "è stata chiesta un’integrazione, non ancora pervenuta"),
    ],
)  # fmt: skip
def test_supplements(supplement, expected):
    assert supplement_words(supplement) == expected


@pytest.mark.parametrize("kind", MeetingKind)
def test_every_kind_of_meeting_has_its_words(kind):
    words = meeting_words(PastMeeting(kind, "Primo", date(2027, 2, 11), "sala grande", 23, date(2027, 2, 18)))
    assert words.startswith("in data 11 febbraio 2027 si è ")
    assert words.endswith(
        " «Primo» (sala grande), con 23 persone presenti, come da verbale approvato in data 18 febbraio 2027"
    )


def test_a_meeting_whose_minutes_are_a_draft_says_nothing_of_them():
    words = meeting_words(PastMeeting(MeetingKind.ASSEMBLY, "", date(2027, 2, 11), "", 1))
    assert words == "in data 11 febbraio 2027 si è tenuta l’assemblea, con una persona presente"


@pytest.mark.parametrize(
    ("citation", "expected"),
    [
        ("art. 118, quarto comma, della Costituzione", "l’art. 118, quarto comma, della Costituzione"),
        ("Regolamento n. 391", "il Regolamento n. 391"),
        ("artt. 8 e 9 del Regolamento", "gli artt. 8 e 9 del Regolamento"),
        ("legge 7 agosto 1990, n. 241;", "la legge 7 agosto 1990, n. 241"),
        ("D.Lgs. 117/2017", "il D.Lgs. 117/2017"),
        ("Direttiva europea", "Direttiva europea"),
    ],
)
def test_laws_have_their_article(citation, expected):
    assert law_words(citation) == expected


def test_the_real_case_of_via_alloro():
    """Palermo, pact 024 (public register): proposal, adhesion, working group, meeting with the school."""
    groups = write_recitals(
        ["Regolamento approvato dal Consiglio Comunale con deliberazione 31 del 20 aprile 2023"],
        [
            PastStep(date(2024, 4, 26), ProcessState.PROPOSAL_FILED, "", "prot. 687406/2024"),
            PastStep(
                date(2024, 5, 13), None, "Il consiglio della circoscrizione I aderisce.", "deliberazione 146"
            ),
            PastStep(date(2024, 7, 19), ProcessState.TECHNICAL_EVALUATION),
            PastStep(
                date(2024, 7, 19),
                ProcessState.ADMITTED,
                "Favorevole, con condizioni.",
                "verbale del 19/07/2024",
            ),
        ],
        [],
        [
            PastMeeting(
                MeetingKind.TECHNICAL, "Uso condiviso dei locali", date(2025, 1, 20), "", 0, date(2025, 1, 20)
            )
        ],
        [PROPOSER],
    )
    assert [(group.title, group.items) for group in groups] == [
        (
            "Visto",
            ("il Regolamento approvato dal Consiglio Comunale con deliberazione 31 del 20 aprile 2023.",),
        ),
        (
            "Premesso che",
            (
                (
                    "in data 26 aprile 2024 il Gruppo informale «Casa della Partecipazione» ha presentato la proposta di "
                    "collaborazione (prot. 687406/2024);"
                ),
                "in data 13 maggio 2024 il consiglio della circoscrizione I aderisce (deliberazione 146);",
                "in data 19 luglio 2024 la proposta è passata alla valutazione tecnica; e",
                (
                    "in data 19 luglio 2024 la proposta è stata ammessa alla co-progettazione (verbale del 19/07/2024): "
                    "«Favorevole, con condizioni»."
                ),
            ),
        ),
        (
            "Considerato che",
            (
                (
                    "in data 20 gennaio 2025 si è tenuta la riunione tecnica «Uso condiviso dei locali», come da verbale "
                    "approvato in data 20 gennaio 2025."
                ),
            ),
        ),
    ]


def test_evaluation_resumes_and_a_supplement_is_told_once():
    asked = date(2026, 5, 31)
    groups = write_recitals(
        [],
        [
            PastStep(date(2026, 5, 17), ProcessState.TECHNICAL_EVALUATION),
            PastStep(asked, ProcessState.AWAITING_SUPPLEMENT, "Manca la pianta."),
            PastStep(date(2026, 6, 22), ProcessState.TECHNICAL_EVALUATION),
        ],
        [PastOpinion(True, "Ufficio Beni Comuni", "Pianta", asked, date(2026, 6, 22))],
        [],
        [],
    )
    premised, noted = groups
    assert premised.items == (
        "in data 17 maggio 2026 la proposta è passata alla valutazione tecnica; e",
        "in data 22 giugno 2026 è ripresa la valutazione tecnica della proposta.",
    )
    assert len(noted.items) == 1


def test_nothing_recorded_gives_no_recitals():
    assert write_recitals([], [], [], [], []) == ()
    assert write_recitals(["  "], [PastStep(DAY, ProcessState.CONTACT)], [], [], []) == ()


texts = st.one_of(
    st.text("abcdegotu .,;:!?'’-àèì0123\n\x1b\u200b🌳", max_size=20),
    st.sampled_from(("", "nota 4", "Il Comune aderisce.", "«a» e «b»", "Poi. E poi.")),
)
days = st.one_of(st.none(), st.dates(date(2000, 1, 1), date(2040, 1, 1)))
steps = st.lists(
    st.builds(PastStep, days, st.one_of(st.none(), st.sampled_from(ProcessState)), texts, texts), max_size=6
)
opinions = st.lists(st.builds(PastOpinion, st.booleans(), texts, texts, days, days, texts, texts), max_size=4)
meetings = st.lists(
    st.builds(PastMeeting, st.sampled_from(MeetingKind), texts, st.dates(), texts, st.integers(0, 99), days),
    max_size=4,
)


@given(st.lists(texts, max_size=3), steps, opinions, meetings)
def test_any_history_gives_well_punctuated_recitals(laws, steps, opinions, meetings):
    for group in write_recitals(laws, steps, opinions, meetings, [PROPOSER]):
        assert group.opening in Opening
        assert all(item.endswith(";") for item in group.items[:-2])
        assert all(item.endswith("; e") for item in group.items[-2:-1])
        assert group.items[-1].endswith(".")
        for item in group.items:
            assert not re.search(r"\(\s*\)|«\s*»|\bNone\b|\bdi il\b|\n", item)
