"""dateparser: loaded only when it is needed, beside; and asked for a second opinion on our own calendar."""

from __future__ import annotations

import subprocess
import sys
import threading
from datetime import date, datetime, time

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from cocity_desktop.application.recognition import PartKind
from cocity_desktop.recognition.long_tail import LongTail
from cocity_desktop.recognition.phrases import phrases
from cocity_desktop.recognition.recognizer import LineRecognizer
from tests.recognition.support import TODAY

MONTHS = [
    "gennaio",
    "febbraio",
    "marzo",
    "aprile",
    "maggio",
    "giugno",
    "luglio",
    "agosto",
    "settembre",
    "ottobre",
    "novembre",
    "dicembre",
]


@pytest.fixture(scope="module")
def loaded() -> LineRecognizer:
    recognizer = LineRecognizer()
    recognizer.prepare()
    return recognizer


@pytest.mark.parametrize("text", ["entro il 2027/04/30", "entro 15mar28", "entro 30-apr-27 ore dodici"])
def test_what_our_grammar_does_not_know_is_a_guess_of_dateparser(loaded: LineRecognizer, text: str) -> None:
    found = loaded.recognise(text, (), TODAY).parts
    assert [(part.kind, part.start) for part in found] == [(PartKind.DUE, 0)]
    assert found[0].day is not None
    assert found[0].day >= TODAY


def test_its_readings_take_no_effect(loaded: LineRecognizer) -> None:
    part = loaded.recognise("entro il 2027/04/30", (), TODAY).parts[0]
    assert (part.day, part.certain) == (date(2027, 4, 30), False)


def test_the_past_is_no_deadline_for_it_either(loaded: LineRecognizer) -> None:
    assert loaded.recognise("entro il 2019/04/30", (), TODAY).parts == ()


def test_it_is_loaded_on_another_thread_and_the_line_does_not_wait() -> None:
    tail = LongTail()
    assert tail.read("2027/04/30", TODAY) is None  # begins to load
    for thread in threading.enumerate():
        if thread.name == "dateparser":
            thread.join(timeout=60)
    assert tail.read("2027/04/30", TODAY) == date(2027, 4, 30)


def test_ordinary_lines_do_not_load_it() -> None:
    code = """
import sys
from datetime import date
from cocity_desktop.recognition.recognizer import LineRecognizer
LineRecognizer().recognise("Il Comune fornisce due rastrelliere entro il 30 aprile", (), date(2027, 3, 3))
print(sorted(name for name in sys.modules if name.partition(".")[0] in ("dateparser", "regex")))
"""
    run = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, check=True)
    assert run.stdout.strip() == "[]"


@settings(max_examples=60, deadline=None)
@given(
    day=st.dates(min_value=date(2027, 3, 3), max_value=date(2099, 12, 31)), form=st.sampled_from((0, 1, 2, 3))
)
def test_dateparser_reads_whole_dates_as_we_do(day: date, form: int) -> None:
    from dateparser.date import DateDataParser

    text = (
        f"{day.day} {MONTHS[day.month - 1]} {day.year}",
        f"{day.day}/{day.month}/{day.year}",
        day.isoformat(),
        f"{day:%B} {day.day}, {day.year}",
    )[form]
    settings_of_it = {"DATE_ORDER": "DMY", "RELATIVE_BASE": datetime.combine(TODAY, time())}
    if form == 2:
        settings_of_it["DATE_ORDER"] = "YMD"
    theirs = DateDataParser(languages=["it", "en"], settings=settings_of_it).get_date_data(text).date_obj
    ours = next(phrases(text.lower(), TODAY))
    assert theirs is not None
    assert theirs.date() == day == ours.days.first == ours.days.last
