"""The invitation as text and as a calendar file, which an independent parser and the letter of RFC 5545 both accept."""

from __future__ import annotations

from dataclasses import replace
from datetime import UTC, datetime, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st
from icalendar import Calendar

from cocity_desktop.documents.calendar_ics import calendar_file
from cocity_desktop.documents.invitation_text import invitation_text
from cocity_desktop.localization import ROME
from tests.documents.papers import BARE_SHEET, CALLED_OFF, NOTES, SHEET

MADE_AT = datetime(2027, 2, 1, 9, 30, 15, 250, tzinfo=UTC)


def event_of(content):
    calendar = Calendar.from_ical(content)
    (event,) = calendar.walk("VEVENT")
    assert not calendar.errors
    assert not event.errors
    return event


def unfolded(content):
    """Content lines as RFC 5545 §3.1 has them, checked: CRLF everywhere, at most 75 octets, no bare CR or LF."""
    assert content.endswith(b"\r\n")
    lines = content[:-2].split(b"\r\n")
    for line in lines:
        assert len(line) <= 75
        assert b"\n" not in line
        assert b"\r" not in line
        line.decode("utf-8")  # no character is cut in two
    whole = []
    for line in lines:
        if line.startswith((b" ", b"\t")):
            whole[-1] += line[1:]
        else:
            whole.append(line)
    return [line.decode("utf-8") for line in whole]


# --- Text -----------------------------------------------------------------------------------------------------


def test_the_invitation_says_what_when_where_and_how_to_answer():
    assert invitation_text(SHEET, NOTES) == (
        "Invito: Secondo tavolo\n"
        "Tavolo di co-progettazione · Giardino di via Fleming\n"
        "\n"
        "Quando: giovedì 11 febbraio 2027, dalle 18:30 alle 20:00\n"
        "Dove: salone di via Fleming 20, Casa di esempio, via Agliè 9, Torino\n"
        "\n"
        "Ordine del giorno\n"
        "1. Saluti e giro di nomi (5’)\n"
        "2. Uso del cortile nel fine settimana / استخدام الفناء (20’)\n"
        "   2.1. Chi apre il portone (15’)\n"
        "   2.2. Se piove (5’)\n"
        "3. Varie, prossimo incontro (10’)\n"
        "\n"
        "Come rispondere\n"
        "Scrivi a casa@example.org o chiama lo 011 000000.\n"
        "\n"
        "Come si arriva e si entra\n"
        "Ingresso senza scalini dal cortile; bus 50 e 51, fermata Fleming.\n"
        "\n"
        "Casa del Quartiere di esempio, con nota del 28 gennaio\n"
    )


def test_what_is_not_known_leaves_no_hole():
    text = invitation_text(BARE_SHEET, replace(NOTES, address="", answer=" ", access=""))
    assert "\n\n\n" not in text
    assert "Dove" not in text
    assert "Ordine del giorno" not in text
    assert text.endswith(f"{BARE_SHEET.house.name}\n")


def test_a_meeting_called_off_is_told_as_such():
    text = invitation_text(CALLED_OFF, NOTES)
    assert text.startswith("Secondo tavolo\nL’incontro è annullato. Motivo: sala allagata")
    assert "Invito" not in text


def test_the_invitation_names_nobody_who_is_expected():
    told = invitation_text(SHEET, NOTES) + calendar_file(SHEET, NOTES, MADE_AT).decode()
    assert "Ada Esempio" not in told
    assert "Bruno Prova" not in told
    assert "Carla Modello" not in told


# --- Calendar file ----------------------------------------------------------------------------------------------


def test_another_parser_reads_the_event_back():
    event = event_of(calendar_file(SHEET, NOTES, MADE_AT))
    assert event["UID"] == f"{SHEET.meeting_id}@cocity-desktop"
    assert event["SEQUENCE"] == 3
    assert event.decoded("DTSTAMP") == MADE_AT.replace(microsecond=0)
    assert event.decoded("DTSTART") == SHEET.starts_at
    assert event.decoded("DTEND") - event.decoded("DTSTART") == timedelta(minutes=90)
    assert event["DTSTART"].params["TZID"] == "Europe/Rome"
    assert str(event["SUMMARY"]) == "Secondo tavolo"
    assert str(event["LOCATION"]) == "salone di via Fleming 20, Casa di esempio, via Agliè 9, Torino"
    assert str(event["STATUS"]) == "CONFIRMED"
    assert "2.1. Chi apre il portone" in str(event["DESCRIPTION"])
    assert str(event["ORGANIZER"]) == f"mailto:{SHEET.house.email}"


def test_the_lines_keep_the_letter_of_the_standard():
    lines = unfolded(calendar_file(SHEET, NOTES, MADE_AT))
    assert lines[0] == "BEGIN:VCALENDAR"
    assert "VERSION:2.0" in lines
    assert "DTSTART;TZID=Europe/Rome:20270211T183000" in lines
    assert "DTEND;TZID=Europe/Rome:20270211T200000" in lines
    assert "DTSTAMP:20270201T093015Z" in lines
    assert "METHOD:PUBLISH" in lines
    (description,) = [line for line in lines if line.startswith("DESCRIPTION:")]
    assert "\\n1. Saluti e giro di nomi (5’)\\n" in description
    assert "Varie\\, prossimo incontro" in description


def test_the_time_zone_is_rome_for_all_years():
    calendar = Calendar.from_ical(calendar_file(SHEET, NOTES, MADE_AT))
    (zone,) = calendar.walk("VTIMEZONE")
    rules = zone.to_tz()
    for month in range(1, 13):
        for year in (2027, 2031, 2036):
            noon = datetime(year, month, 27, 12)  # noqa: DTZ001
            assert noon.replace(tzinfo=rules).utcoffset() == noon.replace(tzinfo=ROME).utcoffset()


def test_a_meeting_through_the_night_of_the_clocks_lasts_as_planned():
    night = replace(SHEET, starts_at=datetime(2027, 3, 27, 23, 30, tzinfo=UTC), planned_minutes=240)
    event = event_of(calendar_file(night, NOTES, MADE_AT))
    assert event.decoded("DTEND").astimezone(UTC) == datetime(2027, 3, 28, 3, 30, tzinfo=UTC)
    assert event.decoded("DTEND").hour == 5, "the clocks were put forward"


def test_a_meeting_called_off_replaces_the_event():
    before, after = (event_of(calendar_file(sheet, NOTES, MADE_AT)) for sheet in (SHEET, CALLED_OFF))
    assert after["UID"] == before["UID"]
    assert after["SEQUENCE"] > before["SEQUENCE"]
    assert str(after["STATUS"]) == "CANCELLED"
    assert str(after["DESCRIPTION"]).startswith("L’incontro è annullato. Motivo: sala allagata")


def test_without_an_address_to_answer_to_there_is_no_organizer_and_no_method():
    lines = unfolded(calendar_file(replace(SHEET, house=replace(SHEET.house, email="")), NOTES, MADE_AT))
    assert not [line for line in lines if line.startswith(("ORGANIZER", "METHOD"))]


@pytest.mark.parametrize("title", ["a;b,c\\d", "riga\nnuova", "«è»" * 60, "خطة" * 40])
def test_odd_titles_come_back_as_they_were(title):
    event = event_of(calendar_file(replace(SHEET, title=title), NOTES, MADE_AT))
    assert str(event["SUMMARY"]) == title


@given(st.text(st.characters(exclude_categories=("Cs", "Cc")), max_size=300))
def test_any_words_are_folded_and_come_back(words):
    content = calendar_file(replace(SHEET, title=f"x{words}"), NOTES, MADE_AT)
    unfolded(content)
    assert str(event_of(content)["SUMMARY"]).strip() == f"x{words}".strip()
