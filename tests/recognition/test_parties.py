"""Who promises, among all that a line names; and which words are names at all."""

from __future__ import annotations

import pytest

from cocity_desktop.application.recognition import KnownName, PartKind
from cocity_desktop.domain.commitments import PartyKind
from tests.recognition.support import ADA, COMUNE, NAMES, TODAY, certain_party, of_kind, read

PROMISES = {
    "Il Comune fornisce due rastrelliere": "Comune di Torino",
    "il comune fornisce due rastrelliere": "Comune di Torino",
    "IL COMUNE FORNISCE DUE RASTRELLIERE": "Comune di Torino",
    "lamministrazione": "",
    "Comune: due rastrelliere": "Comune di Torino",
    "La Circoscrizione paga la luce": "Circoscrizione 8",
    "La Circoscrizione 8 paga la luce": "Circoscrizione 8",
    "genitori fleming puliscono": "Genitori Fleming",
    "Arcobaleno apre e chiude": "Volontari Arcobaleno",
    "Entro maggio il Comune avvisa la scuola": "Comune di Torino",
    "Nel cortile della scuola il Comune mette due panchine": "Comune di Torino",
    "Il Comune consegna le chiavi ai genitori": "Comune di Torino",
    "Insieme ai genitori, Arcobaleno dipinge il muro": "Volontari Arcobaleno",
    "Le chiavi vengono tenute dai Volontari Arcobaleno": "Volontari Arcobaleno",
    "I genitori ricevono dal Comune due annaffiatoi": "Comune di Torino",
    "Arriveranno 5 bancali dal Comune": "Comune di Torino",
    "Tocca alla Circoscrizione avvisare la scuola": "Circoscrizione 8",
    "Il taglio dell’erba è a carico del Comune": "Comune di Torino",
    "Al Comune il compito di potare": "Comune di Torino",
    "Ai lampioni ci pensa il Comune": "Comune di Torino",
    "È il Comune che paga l’acqua": "Comune di Torino",
    "Sarà la scuola a tenere le chiavi": "Scuola Fleming",
    "Da parte del Comune c’è l’impegno a potare": "Comune di Torino",
    "Il Comune si è impegnato a potare": "Comune di Torino",
    "I genitori hanno dato la disponibilità a pulire": "Genitori Fleming",
    "Il Comune consegna le chiavi a @Genitori Fleming": "Comune di Torino",
    "The keys are kept by the Genitori Fleming": "Genitori Fleming",
}


@pytest.mark.parametrize("text", PROMISES)
def test_who_promises(text: str) -> None:
    assert certain_party(text) == PROMISES[text]


NOBODY = (
    "Si chiede al Comune di potare i tigli",
    "La proposta della Circoscrizione è piaciuta",
    "L’incontro si tiene presso la scuola",
    "Presenti: Genitori Fleming, la Circoscrizione",
    "I bambini della scuola chiedono più ombra",
    "La scuola chiede due panchine al Comune",
    "Il Comune ha speso troppo",
    "Il Comune non può pagare",
    "Il Comune non taglia l’erba",
    "Il Comune potrebbe dare una mano",
    "Bisogna che il Comune risponda",
    "Si ringrazia la Casa per la sala",
    "Il gruppo dei ragazzi avvisa la scuola entro marzo",
    "I genitori e Arcobaleno puliscono",
    "Il Comune o la Circoscrizione pagano la luce",
    "Se i genitori comprano la pompa, si installa",
    "Il Comune fornisce le panchine?",
    "Il Comune di Milano fornisce le panchine",
    "La Circoscrizione 5 paga la luce",
    "Un bene comune non si vende",
    "Si lavora in comune",
    "L’area indicata dal Comune è chiusa",
)


@pytest.mark.parametrize("text", NOBODY)
def test_nobody_promises_for_certain(text: str) -> None:
    assert certain_party(text) == ""


def test_two_who_promise_are_two_guesses() -> None:
    found = of_kind("I genitori e Arcobaleno puliscono", PartKind.PARTY)
    assert [(part.party and part.party.name, part.certain) for part in found] == [
        ("Genitori Fleming", False),
        ("Volontari Arcobaleno", False),
    ]


def test_a_person_is_named_beside_the_group_they_speak_for() -> None:
    found = read("Ada Esempio, per i Genitori Fleming, ritira le chiavi")
    assert [(part.kind, part.party and part.party.name, part.certain) for part in found.parts] == [
        (PartKind.PERSON, "Ada Esempio", True),
        (PartKind.PARTY, "Genitori Fleming", True),
    ]


@pytest.mark.parametrize("text", ["@ada porta la scala", "@Ada Esempio porta la scala", "Ada porta la scala"])
def test_a_person_by_mark_name_or_first_name(text: str) -> None:
    assert [part.party for part in of_kind(text, PartKind.PERSON)] == [ADA]


def test_the_part_is_the_name_without_its_article_and_mark() -> None:
    part = of_kind("Spetta al  @Comune", PartKind.PARTY)[0]
    assert (part.start, part.end) == (12, 18)


def test_another_person_of_that_first_name_is_nobody_known() -> None:
    assert of_kind("Ada Rossi porta la scala", PartKind.PERSON) == []


def test_a_first_name_of_two_says_nothing() -> None:
    names = (*NAMES, KnownName("Ada Prova", person_id="p2"))
    assert read("Ada porta la scala", names=names).parts == ()


def test_a_short_form_of_two_bodies_says_nothing() -> None:
    names = (
        KnownName("Comune di Torino", PartyKind.COMUNE),
        KnownName("Comune di Collegno", PartyKind.COMUNE),
    )
    assert read("Il Comune pota i tigli", TODAY, names).parts == ()
    assert len(read("Il Comune di Collegno pota i tigli", TODAY, names).parts) == 1


@pytest.mark.parametrize(
    "text", ["spazio[noi] apre il sabato", "Spazio [nòi] apre il sabato", "SPAZIO  NÒI apre il sabato"]
)
def test_a_name_however_it_is_written(text: str) -> None:
    names = (KnownName("Spazio[nòi]", PartyKind.GROUP),)
    found = read(text, TODAY, names).certain(PartKind.PARTY)
    assert found is not None
    assert found.party == names[0]


def test_the_longest_name_wins_and_hides_the_day_in_it() -> None:
    names = (
        COMUNE,
        KnownName("Orto in Comune", PartyKind.GROUP),
        KnownName("Circolo Primo Maggio", PartyKind.GROUP),
    )
    assert [part.party for part in read("Orto in Comune semina", TODAY, names).parts] == [names[1]]
    assert [part.party for part in read("Il Circolo Primo Maggio apre", TODAY, names).parts] == [names[2]]
