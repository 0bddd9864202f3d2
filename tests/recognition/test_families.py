"""Families of constructions, combined instead of listed: every month, weekday, feast and lead that minutes use.

What is expected is reckoned here once more, in other words than the reader's own.
"""

from __future__ import annotations

from calendar import monthrange
from datetime import date, timedelta

import pytest

from cocity_desktop.application.recognition import KnownName, PartKind
from tests.recognition.support import ADA, HOUSE, PARENTS, SCHOOL, VOLUNTEERS, of_kind, read

MONTHS = "gennaio febbraio marzo aprile maggio giugno luglio agosto settembre ottobre novembre dicembre"
ENGLISH_MONTHS = "January February March April May June July August September October November December"
WEEKDAYS = ["lunedì", "martedì", "mercoledì", "giovedì", "venerdì", "sabato", "domenica"]
ENGLISH_WEEKDAYS = ["Monday", "Tuesday", "Wednesday", "Thursday", "Friday", "Saturday", "Sunday"]
TODAYS = (date(2027, 1, 1), date(2027, 3, 3), date(2027, 6, 30), date(2027, 12, 31), date(2028, 2, 29))


def due(text: str, today: date) -> date | None:
    part = read(f"Il Comune posa le panchine {text}", today).certain(PartKind.DUE)
    return part.day if part else None


def guessed(text: str, today: date) -> list[date | None]:
    parts = of_kind(f"Il Comune posa le panchine {text}", PartKind.DUE, today)
    assert not any(part.certain for part in parts)
    return [part.day for part in parts]


def year_of(month: int, day: int, today: date) -> int:
    return today.year + ((month, day) < (today.month, today.day))


@pytest.mark.parametrize("today", TODAYS)
@pytest.mark.parametrize(("month", "name"), list(enumerate(MONTHS.split(), start=1)))
def test_a_day_of_every_month_in_every_form(month: int, name: str, today: date) -> None:
    expected = date(year_of(month, 12, today), month, 12)
    assert {
        due(form, today)
        for form in (
            f"entro il 12 {name}", f"entro il 12/{month}", f"entro il 12.{month:02}", f"non oltre il 12 {name[:3]}.", f"per il dodici {name}",
            f"entro il giorno 12 {name}", f"entro il 12 del mese di {name}", f"il 12 {name} p.v.", f"entro le ore 12 del 12 {name}",
            f"entro il 12 {name} {expected.year}", f"al più tardi il 12 {name}", f"fino al 12/{month:02}/{expected.year}",
            f"entro {WEEKDAYS[expected.weekday()]} 12 {name}", f"entro {WEEKDAYS[expected.weekday()][:3]}. 12/{month}",
            f"per la riunione del 12 {name}", f"by {ENGLISH_MONTHS.split()[month - 1]} 12th",
        )
    } == {expected}  # fmt: skip
    assert due(f"prima del 12 {name}", today) in (
        (expected - timedelta(1), None) if expected == today else (expected - timedelta(1),)
    )


@pytest.mark.parametrize("today", TODAYS)
@pytest.mark.parametrize(("month", "name"), list(enumerate(MONTHS.split(), start=1)))
def test_every_month_as_a_whole(month: int, name: str, today: date) -> None:
    year = today.year + (month < today.month)
    last, middle = date(year, month, monthrange(year, month)[1]), date(year, month, 15)
    forms = (
        "entro {}", "entro fine {}", "entro la fine di {}", "a fine {}", "entro il mese di {}", "per fine {}",
        "entro l'ultimo giorno di {}", "fino a tutto {}", f"entro {month:02}/{year}",
    )  # fmt: skip
    assert {due(form.format(name), today) for form in forms} == {last}
    assert due(f"entro fine {name[:3]}", today) == last
    if middle >= today:
        assert {
            due(form.format(name), today) for form in ("entro metà {}", "entro meta' {}", "a metà {}")
        } == {middle}
    assert due(f"ad {name}", today) is None


@pytest.mark.parametrize("ahead", range(14))
@pytest.mark.parametrize("number", range(7))
def test_every_weekday_from_every_day(number: int, ahead: int) -> None:
    today, name = date(2027, 3, 1) + timedelta(ahead), WEEKDAYS[number]
    expected = next(day for day in (today + timedelta(n) for n in range(1, 8)) if day.weekday() == number)
    forms = (f"entro {name}", f"{name}", f"per {name}", f"entro {name} sera", f"by {ENGLISH_WEEKDAYS[number]}", f"entro {name} {expected.day}")  # fmt: skip
    assert {due(form, today) for form in forms} == {expected}
    clipped = {"mart" if number == 1 else name[:3], f"{name[:4]}." if number in (1, 2, 3) else f"{name[:3]}."}
    assert {due(f"entro {form}", today) for form in clipped} == {expected}
    week_after = today + timedelta(7 - today.weekday() + number)
    assert due(f"entro {name} della prossima settimana", today) == week_after
    assert due(f"entro {name} prossimo", today) == (expected if (expected - today).days > 3 else None)


def test_a_clipped_weekday_or_month_is_one_only_after_a_word_like_entro() -> None:
    today = date(2027, 3, 3)
    for text in ("due set di attrezzi", "in mar aperto", "con un gen. verde", "ven", "il sab", "a dom"):
        assert due(text, today) is None


@pytest.mark.parametrize(
    "lead", ["entro", "entro i prossimi", "fra", "tra", "nel giro di", "da qui a", "di qui a"]
)
@pytest.mark.parametrize(
    ("count", "days"),
    [("10 giorni", 10), ("dieci giorni", 10), ("15 gg", 15), ("tre settimane", 21), ("2 settimane", 14), ("novanta giorni", 90)],
)  # fmt: skip
def test_distances_count_from_the_meeting(lead: str, count: str, days: int) -> None:
    today = date(2027, 3, 3)
    assert due(f"{lead} {count}", today) == today + timedelta(days)
    assert due(f"{lead} {count} da oggi", today) == today + timedelta(days)
    assert due(f"{lead} {count} dalla firma", today) is None
    assert due(f"{lead} {count} circa", today) is None


EASTERS = (date(2027, 3, 28), date(2028, 4, 16), date(2029, 4, 1), date(2030, 4, 21))
"""From the tables of the Bureau des longitudes."""


@pytest.mark.parametrize("easter", EASTERS)
@pytest.mark.parametrize(
    ("name", "days"),
    [
        ("Pasqua", 0), ("la domenica di Pasqua", 0), ("Pasquetta", 1), ("il lunedì di Pasqua", 1), ("il lunedì dell’Angelo", 1), ("la domenica delle Palme", -7),
        ("il Venerdì Santo", -2), ("Good Friday", -2), ("Easter Monday", 1), ("martedì grasso", -47), ("Pentecoste", 49),
    ],
)  # fmt: skip
def test_feasts_that_move(name: str, days: int, easter: date) -> None:
    assert due(f"entro {name}", date(easter.year, 1, 2)) == easter + timedelta(days)


@pytest.mark.parametrize(
    ("name", "month", "day"),
    [
        ("Natale", 12, 25), ("la vigilia di Natale", 12, 24), ("Santo Stefano", 12, 26), ("San Silvestro", 12, 31), ("Capodanno", 1, 1), ("la Befana", 1, 6),
        ("l’Epifania", 1, 6), ("il 25 aprile", 4, 25), ("il 1° maggio", 5, 1), ("il primo maggio", 5, 1), ("il 2 giugno", 6, 2), ("la Festa della Repubblica", 6, 2),
        ("San Giovanni", 6, 24), ("Ferragosto", 8, 15), ("Ognissanti", 11, 1), ("i Santi", 11, 1), ("i morti", 11, 2), ("l’Immacolata", 12, 8), ("Christmas Eve", 12, 24),
    ],
)  # fmt: skip
@pytest.mark.parametrize("today", TODAYS)
def test_feasts_that_stay(name: str, month: int, day: int, today: date) -> None:
    expected = date(year_of(month, day, today), month, day)
    assert due(f"entro {name}", today) == expected
    if expected > today:
        assert due(f"prima di {name}", today) == expected - timedelta(1)


@pytest.mark.parametrize(
    "lead",
    [
        "La scadenza è il", "Scadenza", "Scadenza:", "Scadenza fissata al", "Termine ultimo:", "Il termine è il", "Deadline", "Consegna il", "Consegna:", "Consegna prevista per il",
        "Da fare per il", "Da chiudere entro il", "Volantini pronti per il", "Il progetto è pronto per il", "I lavori si chiudono il", "Fine lavori:", "Il bando scade il", "Rinviato al",
        "Prorogato fino al", "Massimo il", "Al massimo entro il", "Entro e non oltre il", "Tassativamente entro il", "Prossimo incontro il", "Da qui al", "Teniamo le chiavi fino al",
        "Ok, entro il", "entro massimo il", "In tempo per la festa del", "Verbale consegnato entro il", "Ci si aggiorna al",
    ],
)  # fmt: skip
def test_a_deadline_after_every_lead(lead: str) -> None:
    part = read(f"{lead} 12 aprile").certain(PartKind.DUE)
    assert part is not None
    assert part.day == date(2027, 4, 12)


@pytest.mark.parametrize(
    "text",
    [
        "Oggi si parla di orari", "Oggi si discute del patto", "Stasera decidiamo gli orari", "Today we talk about the keys", "Verbale della riunione del 12 aprile", "Come deciso il 12 aprile, si va avanti",
        "Entro l’estate", "Prima delle vacanze", "Entro l’inizio della scuola", "Entro l’anno scolastico", "Entro il primo quadrimestre", "Per le feste", "Quanto prima", "Pulizia il 7 e il 14 marzo",
        "Pulizia il 7, il 14 e il 21 marzo", "Dopo Pasqua", "A marzo", "In primavera", "Dal 5",
    ],
)  # fmt: skip
def test_what_gives_no_certain_deadline(text: str) -> None:
    assert read(text).certain(PartKind.DUE) is None


def test_two_days_in_a_row_are_one_thing_with_an_end() -> None:
    assert due("sabato 6 e domenica 7 marzo", date(2027, 3, 3)) == date(2027, 3, 7)
    assert guessed("sabato 6 e sabato 13 marzo", date(2027, 3, 3)) == [date(2027, 3, 13)]


OFFICERS = ("Il presidente", "La referente", "I tecnici", "L’assessora", "Due rappresentanti", "Gli uffici", "Il dirigente scolastico")  # fmt: skip


@pytest.mark.parametrize("officer", OFFICERS)
def test_whoever_acts_for_a_body_promises_for_it(officer: str) -> None:
    part = read(f"{officer} della Circoscrizione fanno il sopralluogo").certain(PartKind.PARTY)
    assert part is not None
    assert part.party is not None
    assert part.party.name == "Circoscrizione 8"


@pytest.mark.parametrize(
    "text",
    [
        "Noi di Arcobaleno pensiamo alle piante", "Alle piante pensiamo noi di Arcobaleno", "Come Arcobaleno ci impegniamo ad aprire", "Disponibilità di Arcobaleno ad aprire il sabato",
        "Contributo di Arcobaleno: 50 euro", "Capofila Arcobaleno", "Referente della pulizia: Arcobaleno", "Montaggio del gazebo (Arcobaleno)", "Gazebo (Arcobaleno, entro sabato)",
        "Gazebo → Arcobaleno", "Gazebo, 6 ore, Arcobaleno", "Gazebo @Arcobaleno entro sabato", "Per Arcobaleno parla Ada Esempio: il gruppo monta il gazebo", "Ada di Arcobaleno porta il trapano",
        "La Casa comunica che Arcobaleno monta il gazebo", "È stato deciso che Arcobaleno monta il gazebo", "Il trasporto è a cura e spese di Arcobaleno", "Il gazebo va montato da Arcobaleno",
        "Arcobaleno si è presa l’incarico di montare il gazebo", "The gazebo is provided by Arcobaleno", "Arcobaleno have agreed to open the gate",
    ],
)  # fmt: skip
def test_whoever_is_said_to_do_it_promises(text: str) -> None:
    assert parties(text, (VOLUNTEERS, HOUSE, ADA)) == [("Volontari Arcobaleno", True)]


@pytest.mark.parametrize(
    "text",
    [
        "Arcobaleno chiede le chiavi", "Arcobaleno vuole le chiavi", "Arcobaleno rinuncia ai turni", "Arcobaleno ha già le chiavi", "Arcobaleno prende atto della chiusura", "Le famiglie di Arcobaleno suonano",
        "Grazie ad Arcobaleno", "Presenti: Arcobaleno", "Si manda il verbale ad Arcobaleno", "A detta di Arcobaleno bastano due ore",
    ],
)  # fmt: skip
def test_whoever_asks_receives_or_is_only_named_promises_nothing(text: str) -> None:
    assert parties(text, (VOLUNTEERS, HOUSE, ADA)) == []


def parties(text: str, names: tuple[KnownName, ...]) -> list[tuple[str, bool]]:
    found = read(text, names=names).parts
    return [(part.party.name, part.certain) for part in found if part.kind is PartKind.PARTY and part.party]


def test_a_second_subject_without_its_verb_is_found_and_makes_a_choice_of_both() -> None:
    names = (SCHOOL, HOUSE, VOLUNTEERS)
    both = [("Casa del Quartiere", False), ("Scuola Fleming", False)]
    assert parties("la Casa le rastrelliere, la scuola le chiavi", names) == both
    assert parties("La Casa fornisce le rastrelliere e la scuola le chiavi", names) == both
    assert parties("Alla Casa spettano le rastrelliere, alla scuola le chiavi", names) == both


def test_one_word_of_a_name_is_a_name_after_an_at_when_nobody_else_has_it() -> None:
    assert parties("@fleming porta le torte", (PARENTS, HOUSE)) == [("Genitori Fleming", True)]
    assert parties("@fleming porta le torte", (PARENTS, SCHOOL)) == []
    assert parties("fleming porta le torte", (PARENTS, HOUSE)) == []
    assert parties("la Casa del quartire stampa", (HOUSE,)) == []


UNITS = ("3 kg", "2,5 kg", "dodici metri", "20 mq", "3 mc", "5 l", "due sacchi", "4 confezioni", "tre paia", "sei mazzi", "40 copie", "mezzo quintale")  # fmt: skip


@pytest.mark.parametrize("unit", UNITS)
@pytest.mark.parametrize(
    ("line", "is_certain"),
    [("Il Comune fornisce {}", True), ("{} a carico del Comune", True), ("Comune: {}", True), ("Servono {}", False), ("Il Comune ha dato {}", False)],
)  # fmt: skip
def test_things_in_every_unit(unit: str, line: str, is_certain: bool) -> None:
    words = f"{unit} di sabbia"
    part = read(line.format(words)).certain(PartKind.MATERIALS)
    assert (part.words if part else None) == (words if is_certain else None)


def test_a_run_of_things_is_one_text() -> None:
    part = read("I genitori portano 4 sedie, due tavoli e una tovaglia entro sabato").certain(
        PartKind.MATERIALS
    )
    assert part is not None
    assert part.words == "4 sedie, due tavoli e una tovaglia"


@pytest.mark.parametrize(
    "text",
    [
        "300 euro scarsi", "300 euro e rotti", "100 euro per tre mesi", "2 volte 50 euro", "300 euro alla Casa e 200 alla scuola", "300 euro a testa", "300 o 400 euro",
        "300 dei 1000 euro che servono", "500 più altri 200 euro", "500 euro più 200 di rimborso", "300, massimo 350 euro", "300 euro, anzi 350", "600 euro di cui 300 subito", "sei euro e mezzo",
        "150 euro due volte", "300 euro se possibile", "300 euro salvo approvazione", "300 euro (da confermare)", "un acconto del 30% su 300 euro",
        "circa 300 euro", "300 euro più IVA", "3 rate da 100 euro", "la metà di 300 euro",
    ],
)  # fmt: skip
def test_a_sum_with_any_doubt_around_it_is_never_certain(text: str) -> None:
    assert read(f"Il Comune versa {text}").certain(PartKind.MONEY) is None


@pytest.mark.parametrize(
    "text",
    [
        "Il Comune metterebbe 300 euro", "Il Comune valuta di mettere 300 euro", "Il Comune sta valutando 300 euro", "La Casa incassa 300 euro", "La Casa deve 300 euro al Comune", "La Casa fa pagare 30 euro",
        "Ogni famiglia versa 20 euro, dice la Casa", "Ciascun gruppo versa 20 euro al Comune", "Su 1000 euro il Comune ne mette 300", "The City may give 300 euros", "Il Comune copre il 50% della spesa di 300 euro",
    ],
)  # fmt: skip
def test_a_sum_that_is_weighed_owed_taken_in_or_shared_is_never_certain(text: str) -> None:
    assert read(text).certain(PartKind.MONEY) is None


@pytest.mark.parametrize(
    "text",
    [
        "La Casa apre il cortile per 3 ore", "La scuola tiene aperta la palestra due ore", "La Casa presta la sala per 4 ore", "Sportello di due ore ogni martedì", "Un laboratorio di 3 ore a maggio",
        "La riunione dura due ore", "Il Comune concede la sosta per 2 ore",
    ],
)  # fmt: skip
def test_how_long_something_is_open_or_goes_on_is_no_work(text: str) -> None:
    assert read(text).certain(PartKind.HOURS) is None


@pytest.mark.parametrize(
    ("text", "cents"),
    [
        ("Ada si offre di anticipare i 47 euro e 80 della ferramenta", 4780),
        ("i genitori versano 400,- euro entro pasqua", 40000),
        ("arcobaleno paga 9,90 euro/mese per il sito", 990),
        ("The City grants EUR 3,400 for the fountain", 340000),
        ("Contributo pari a € 1.200, una tantum, dal Comune", 120000),
        ("La Casa arriva a € 300 e non oltre", 30000),
        ("Il tosaerba nuovo viene 389 euro su internet", None),
        ("La Casa mette + o - 400 euro per le sedie", None),
        ("Se vinciamo il bando la Circoscrizione aggiunge 2.000 euro", None),
        ("sab verde ci mette 60 euri", None),
    ],
)
def test_sums_that_were_once_read_wrongly(text: str, cents: int | None) -> None:
    found = read(text).certain(PartKind.MONEY)
    assert (found.cents if found else None) == cents
