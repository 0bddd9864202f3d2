"""Days: each way of naming one, what it is for, and what names a day and is none."""

from __future__ import annotations

from datetime import date

import pytest

from cocity_desktop.application.recognition import PartKind
from cocity_desktop.recognition import calendar
from tests.recognition.support import TODAY, of_kind, read

DUE = {
    "entro il 30 aprile": date(2027, 4, 30),
    "entro il 3 marzo": date(2027, 3, 3),  # today
    "entro il 2 marzo": date(2028, 3, 2),
    "entro l’8 aprile": date(2027, 4, 8),
    "Entro e non oltre il 15/4/27": date(2027, 4, 15),
    "entro il 15.4": date(2027, 4, 15),
    "entro il primo di maggio": date(2027, 5, 1),
    "entro il ventuno giugno": date(2027, 6, 21),
    "entro il prossimo 30 aprile": date(2027, 4, 30),
    "entro ven. 12 marzo": date(2027, 3, 12),
    "per lunedì 15": date(2027, 3, 15),
    "entro il 20": date(2027, 3, 20),
    "entro il 20 del mese prossimo": date(2027, 4, 20),
    "entro metà mese": date(2027, 3, 15),
    "entro aprile": date(2027, 4, 30),
    "entro febbraio": date(2028, 2, 29),
    "per fine maggio": date(2027, 5, 31),
    "entro fine mese": date(2027, 3, 31),
    "entro la fine dell’anno": date(2027, 12, 31),
    "entro il 2028": date(2028, 12, 31),
    "entro il primo trimestre": date(2027, 3, 31),
    "entro giovedì": date(2027, 3, 4),
    "entro mercoledì": date(2027, 3, 10),
    "entro le 12 di venerdì": date(2027, 3, 5),
    "martedì della settimana prossima": date(2027, 3, 9),
    "entro la settimana": date(2027, 3, 7),
    "entro la prossima settimana": date(2027, 3, 14),
    "entro l’ultimo venerdì di marzo": date(2027, 3, 26),
    "entro domani": date(2027, 3, 4),
    "entro 48 ore": date(2027, 3, 5),
    "fra due settimane": date(2027, 3, 17),
    "entro 10 gg": date(2027, 3, 13),
    "nel giro di un mese": date(2027, 4, 3),
    "entro Pasqua": date(2027, 3, 28),
    "entro Natale 2028": date(2028, 12, 25),
    "prima del 30 aprile": date(2027, 4, 29),
    "prima di giugno": date(2027, 5, 31),
    "fino al 30/06": date(2027, 6, 30),
    "sabato 13 e domenica 14 marzo": date(2027, 3, 14),
    "by the 30th of April": date(2027, 4, 30),
    "by April 30": date(2027, 4, 30),
    "by the end of next month": date(2027, 4, 30),
    "within ten days": date(2027, 3, 13),
    "no later than Friday": date(2027, 3, 5),
}


@pytest.mark.parametrize("text", DUE)
def test_a_deadline(text: str) -> None:
    parts = read(text).parts
    assert [(part.kind, part.day, part.certain) for part in parts] == [(PartKind.DUE, DUE[text], True)]
    assert (parts[0].start, parts[0].end) == (0, len(text))


GUESSED = {
    "a marzo": date(2027, 3, 31),
    "in settimana": date(2027, 3, 7),
    "venerdì prossimo": date(2027, 3, 5),  # in two days: this one or the next
    "venerdì 13 marzo": date(2027, 3, 13),  # a Saturday
    "entro i primi di giugno": date(2027, 6, 10),
    "verso fine maggio": date(2027, 5, 31),
    "entro 7 giorni lavorativi": date(2027, 3, 10),
    "il mese prossimo": date(2027, 4, 30),
}


@pytest.mark.parametrize("text", GUESSED)
def test_a_day_on_which_people_may_differ_is_a_guess(text: str) -> None:
    assert [(part.day, part.certain) for part in of_kind(text, PartKind.DUE)] == [(GUESSED[text], False)]


STARTS = {
    "dal 6 marzo 2027": date(2027, 3, 6),
    "a partire da lunedì": date(2027, 3, 8),
    "da settembre": date(2027, 9, 1),
    "dal mese prossimo": date(2027, 4, 1),
    "dalla prossima settimana": date(2027, 3, 8),
    "con decorrenza dal 1° luglio": date(2027, 7, 1),
    "starting from 7 March": date(2027, 3, 7),
}


@pytest.mark.parametrize("text", STARTS)
def test_a_start(text: str) -> None:
    found = [(part.kind, part.day, part.certain) for part in read(text).parts]
    assert found == [(PartKind.STARTS, STARTS[text], True)]


def test_with_a_verb_of_beginning_the_day_is_the_first() -> None:
    assert of_kind("I laboratori iniziano il 5 ottobre", PartKind.STARTS)[0].day == date(2027, 10, 5)
    assert of_kind("I laboratori sono il 5 ottobre", PartKind.STARTS) == []


SPANS = {
    "dal 3 al 30 giugno": (date(2027, 6, 3), date(2027, 6, 30)),
    "dal 1 ottobre al 31 marzo": (date(2027, 10, 1), date(2028, 3, 31)),
    "da aprile a giugno": (date(2027, 4, 1), date(2027, 6, 30)),
    "dal 5 aprile fino al 30 maggio": (date(2027, 4, 5), date(2027, 5, 30)),
}


@pytest.mark.parametrize("text", SPANS)
def test_a_stretch_has_a_start_and_an_end(text: str) -> None:
    found = read(text)
    starts, due = found.certain(PartKind.STARTS), found.certain(PartKind.DUE)
    assert (starts and starts.day, due and due.day) == SPANS[text]


NO_DAY = (
    "Come deciso il 12 gennaio si va avanti",
    "Nella riunione del 12 aprile se n’è parlato",
    "Il verbale del 20 u.s. è approvato",
    "giovedì scorso",
    "La richiesta inviata il 5 aprile",
    "Il 12 aprile si è deciso di aprire",
    "entro il 30 febbraio",
    "entro 30 giorni dalla firma",
    "entro l’estate",
    "entro il prossimo incontro",
    "entro la fine dell’anno scolastico",
    "entro il lunedì successivo",
    "dalle 9 alle 13",
    "alle 18.30",
    "tel. 011 000 0000",
    "via Fleming 20",
    "piazza 25 Aprile 3",
    "la bolletta di aprile",
    "Legge 7 agosto 1990, n. 241",
    "due set di attrezzi",
    "3/4 del cortile",
    "Dal 2019 il cortile è chiuso",
)


@pytest.mark.parametrize("text", NO_DAY)
def test_what_names_a_day_and_is_none(text: str) -> None:
    assert of_kind(text, PartKind.DUE) + of_kind(text, PartKind.STARTS) == []


def test_two_deadlines_are_a_choice_for_a_person() -> None:
    found = of_kind("Le panchine entro maggio, le rastrelliere entro giugno", PartKind.DUE)
    assert [(part.day, part.certain) for part in found] == [
        (date(2027, 5, 31), False),
        (date(2027, 6, 30), False),
    ]


# Computus tables of the Gregorian calendar.
EASTERS = (
    (2024, 3, 31),
    (2025, 4, 20),
    (2026, 4, 5),
    (2027, 3, 28),
    (2028, 4, 16),
    (2038, 4, 25),
    (2008, 3, 23),
)


@pytest.mark.parametrize("day", EASTERS)
def test_easter(day: tuple[int, int, int]) -> None:
    assert calendar.easter(day[0]) == date(*day)


def test_a_month_later_stays_in_the_month() -> None:
    assert calendar.months_later(date(2027, 1, 31), 1) == date(2027, 2, 28)
    assert calendar.months_later(date(2027, 12, 31), 2) == date(2028, 2, 29)


def test_a_weekday_is_never_today() -> None:
    assert calendar.next_weekday(TODAY.weekday(), TODAY) == date(2027, 3, 10)
