"""What a line says beside its words: recognised while it is typed, changed and taken away by hand, never in the way."""

from __future__ import annotations

import itertools
from dataclasses import replace
from datetime import date
from threading import Event
from typing import TYPE_CHECKING

import pytest
from PySide6.QtCore import QPoint, Qt
from PySide6.QtWidgets import QApplication

from cocity_desktop.application.capture import CaptureEntry, capture_entry
from cocity_desktop.application.history import undo_last
from cocity_desktop.application.recognition import KnownName, Part, PartKind, Recognition
from cocity_desktop.domain.commitments import PartyKind
from cocity_desktop.domain.meetings import EntryKind
from tests.ui.fakes import House, open_house, speaking
from tests.ui.pages.live_meeting import Seat, running
from tests.ui.person import type_text

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence
    from pathlib import Path

    from pytestqt.qtbot import QtBot

    from cocity_desktop.ui.operation import Lanes

Key = Qt.Key
COMUNE = KnownName("Comune di Torino", PartyKind.COMUNE)


class Words:
    """Recognises these words wherever they stand, and can be held: what a slow or a wrong recogniser would do."""

    def __init__(self, known: dict[str, Part]) -> None:
        self.known = known
        self.asked: list[str] = []
        self.go = Event()
        self.go.set()

    def recognise(self, text: str, names: Sequence[KnownName], today: date) -> Recognition:
        self.asked.append(text)
        self.go.wait(timeout=20)
        found = [
            replace(part, start=text.index(words), end=text.index(words) + len(words))
            for words, part in self.known.items()
            if words in text
        ]
        return Recognition(text, tuple(sorted(found, key=lambda part: part.start)))


KNOWN = {
    "Il Comune": Part(PartKind.PARTY, 0, 0, party=COMUNE),
    "due rastrelliere": Part(PartKind.MATERIALS, 0, 0, words="2 rastrelliere"),
    "entro il 30 aprile": Part(PartKind.DUE, 0, 0, day=date(2027, 4, 30)),
    "entro maggio": Part(PartKind.DUE, 0, 0, day=date(2027, 5, 31)),
    "ogni sabato": Part(PartKind.RECURRENCE, 0, 0, words="ogni sabato"),
    "circa 40 euro": Part(PartKind.MONEY, 0, 0, certain=False, cents=4_000),
    "#cortile": Part(PartKind.THEME, 0, 0, words="cortile"),
}
SPOKEN = "Il Comune fornisce due rastrelliere entro il 30 aprile"


@pytest.fixture
def words() -> Iterator[Words]:
    made = Words(dict(KNOWN))
    yield made
    made.go.set()


@pytest.fixture
def house(tmp_path: Path, lanes: Lanes, words: Words) -> Iterator[House]:
    with speaking("it"), open_house(tmp_path / "casa", lanes) as made:
        services = replace(made.context.services, recognizer=words)
        made.context = replace(made.context, services=services)
        yield made
        words.go.set()
        lanes.close()


@pytest.fixture
def seat(house: House, qtbot: QtBot) -> Seat:
    return Seat(house, qtbot, running(house))


def test_what_is_recognised_becomes_chips_and_fields_and_the_words_stay_as_typed(seat: Seat) -> None:
    seat.write(f"m {SPOKEN}")
    assert seat.chips() == ["Comune di Torino", "2 rastrelliere", "entro ven 30 aprile 2027"]
    assert seat.edit.tints._marks == ((0, 9, False), (19, 35, False), (36, 54, False))
    row = seat.save()
    made = row.commitment
    assert made is not None
    assert row.text == SPOKEN
    assert (made.party_kind, made.party, made.materials, made.due_on) == (
        PartyKind.COMUNE, "Comune di Torino", "2 rastrelliere", date(2027, 4, 30),
    )  # fmt: skip
    assert seat.chips() == []


def test_enter_before_it_was_read_saves_the_same_as_enter_after(seat: Seat) -> None:
    type_text(seat.edit, f"m {SPOKEN}")
    seat.press(Key.Key_Return)
    seat.settle()
    made = seat.rows()[-1].commitment
    assert made is not None
    assert (made.due_on, made.materials) == (date(2027, 4, 30), "2 rastrelliere")


def test_a_part_taken_away_by_its_cross_stays_away_while_one_types_on(seat: Seat, qtbot: QtBot) -> None:
    seat.write(f"m {SPOKEN}")
    chip = seat.line.parts.chips()[2]
    where = QPoint(chip.width() - 10, chip.height() // 2)
    qtbot.mouseClick(chip, Qt.MouseButton.LeftButton, pos=where)
    assert seat.chips() == ["Comune di Torino", "2 rastrelliere"]
    seat.write(", davanti alla scuola")
    assert seat.chips() == ["Comune di Torino", "2 rastrelliere"]
    made = seat.saved_commitment()
    assert made.due_on is None
    assert seat.rows()[-1].text == f"{SPOKEN}, davanti alla scuola"


def test_delete_takes_a_chip_away_and_the_hand_stays_in_the_row(seat: Seat) -> None:
    seat.write(f"m {SPOKEN}")
    seat.press(Key.Key_Tab, on=seat.edit)
    seat.press(Key.Key_Right, Key.Key_Delete)
    assert seat.chips() == ["Comune di Torino", "entro ven 30 aprile 2027"]
    seat.press(Key.Key_Escape)
    assert QApplication.focusWidget() is seat.edit


def test_a_value_by_hand_is_never_replaced(seat: Seat) -> None:
    seat.write(f"m {SPOKEN}")
    seat.press(Key.Key_Tab, on=seat.edit)
    seat.press(Key.Key_Right, Key.Key_Right)
    seat.press(Key.Key_F2)
    assert QApplication.focusWidget().text() == "30.04.2027"  # type: ignore[union-attr]
    seat.type("15.5")
    seat.press(Key.Key_Return)
    assert QApplication.focusWidget() is seat.edit
    assert "entro sab 15 maggio 2027" in seat.chips()
    seat.write(", anzi entro maggio")
    assert "entro sab 15 maggio 2027" in seat.chips()
    assert seat.saved_commitment().due_on == date(2027, 5, 15)


def test_a_value_by_hand_that_is_taken_away_does_not_give_the_recognised_one_back(seat: Seat) -> None:
    seat.write(f"m {SPOKEN}")
    seat.press(Key.Key_Tab, on=seat.edit)
    seat.press(Key.Key_Right, Key.Key_Right, Key.Key_Return)
    seat.type("15.5")
    seat.press(Key.Key_Return)
    chip = next(chip for chip in seat.line.parts.chips() if chip.slot is PartKind.DUE)
    seat.press(Key.Key_Backspace, on=chip)
    seat.settle()
    assert seat.saved_commitment().due_on is None


def test_a_guess_does_nothing_until_it_is_chosen(seat: Seat) -> None:
    seat.write("m Mette circa 40 euro")
    guess = seat.line.parts.chips()[0]
    assert guess.text().replace("\xa0", " ") == "40,00 €?"
    assert seat.saved_commitment().money_cents is None
    seat.write("m Mette circa 40 euro")
    seat.press(Key.Key_Tab, on=seat.edit)
    seat.press(Key.Key_Return)
    assert seat.saved_commitment().money_cents == 4_000


def test_a_slow_recogniser_holds_no_key_and_what_it_finds_too_late_is_thrown_away(
    seat: Seat, words: Words, qtbot: QtBot
) -> None:
    words.go.clear()
    type_text(seat.edit, "m Il Comune")
    qtbot.waitUntil(lambda: words.asked[-1:] == ["Il Comune"])
    for letter in " fornisce, o no":
        type_text(seat.edit, letter)
    seat.edit.setText("Nessuno fornisce")
    words.go.set()
    seat.settle()
    assert seat.chips() == []
    assert words.asked[-1] == "Nessuno fornisce"
    assert len(words.asked) <= 3, "the texts between were never read"


def test_a_recogniser_that_never_answers_keeps_no_line_from_the_disk(
    seat: Seat, words: Words, qtbot: QtBot
) -> None:
    words.go.clear()
    type_text(seat.edit, f"m {SPOKEN}")
    seat.press(Key.Key_Return)
    qtbot.waitUntil(lambda: bool(seat.rows()))
    assert seat.rows()[-1].text == SPOKEN
    assert seat.rows()[-1].commitment is not None
    words.go.set()
    seat.settle()


def test_a_recogniser_that_breaks_is_told_once_and_lines_go_on(
    seat: Seat, house: House, words: Words
) -> None:
    told: list[BaseException] = []
    house.context.lanes.on_bug = told.append
    words.known = {"Il": None}  # type: ignore[dict-item]
    seat.write("m Il Comune")
    seat.write(" fornisce")
    assert seat.save().text == "Il Comune fornisce"
    assert len(told) == 1


def test_what_is_recognised_wrongly_hides_no_word(seat: Seat, words: Words) -> None:
    words.known = {"Il Comune fornisce": Part(PartKind.MATERIALS, 0, 0, words="sciocchezze")}
    seat.write(f"m {SPOKEN}")
    assert seat.edit.text() == SPOKEN
    row = seat.save()
    assert row.text == SPOKEN


def test_a_note_shows_themes_and_asks_whether_a_promise_is_one(seat: Seat) -> None:
    seat.write(f"{SPOKEN} #cortile")
    assert [chip.text() for chip in seat.line.parts.chips()] == ["cortile", "impegno?"]
    seat.press(Key.Key_Tab, on=seat.edit)
    seat.press(Key.Key_Right, Key.Key_Return)
    assert seat.line.kind() is EntryKind.COMMITMENT
    row = seat.save()
    assert row.themes == ("cortile",)
    assert row.commitment is not None
    assert row.commitment.due_on == date(2027, 4, 30)


def test_an_old_line_shows_its_values_and_is_changed_in_one_step(seat: Seat) -> None:
    seat.write(f"m {SPOKEN}")
    seat.save()
    seat.press(Key.Key_Up, on=seat.edit)
    seat.settle()
    assert seat.chips() == ["Comune di Torino", "2 rastrelliere", "entro ven 30 aprile 2027"]
    seat.press(Key.Key_Tab, on=seat.edit)
    seat.press(Key.Key_Delete)
    seat.press(Key.Key_Escape)
    seat.type(" davvero")
    changed = seat.save()
    assert changed.text == f"{SPOKEN} davvero"
    assert changed.commitment is not None
    assert changed.commitment.party == ""
    undone = undo_last(seat.house.services.new_unit_of_work())
    seat.house.context.bus.changed.emit(undone)
    seat.settle()
    before = seat.rows()[-1]
    assert before.text == SPOKEN
    assert before.commitment is not None
    assert before.commitment.party == "Comune di Torino"


def test_what_an_old_line_was_saved_without_is_only_offered(seat: Seat) -> None:
    line = CaptureEntry(meeting_id=seat.meeting_id, entry_kind=EntryKind.COMMITMENT, text=SPOKEN)
    seat.house.run(capture_entry, line)
    seat.page.refresh()
    seat.settle()
    seat.press(Key.Key_Up, on=seat.edit)
    seat.settle()
    assert seat.chips() == []
    offered = [chip.text() for chip in seat.line.parts.chips() if chip.shown is not None]
    assert offered == ["Comune di Torino?", "2 rastrelliere?", "entro ven 30 aprile 2027?"]
    seat.write(" ogni sabato")
    assert seat.chips() == ["ogni sabato"], "what is typed now is meant now"


def test_names_are_completed_and_enter_is_left_to_the_line(seat: Seat) -> None:
    seat.type("Lo chiede @gen")
    offers = seat.line.mentioning.list
    assert [offer.words for offer in offers.offers()] == ["Genitori Fleming"]
    seat.press(Key.Key_Return)
    seat.settle()
    assert seat.rows()[-1].text == "Lo chiede @gen", "nothing had been chosen"
    seat.type("Lo chiede @gen")
    seat.press(Key.Key_Tab)
    assert seat.edit.text() == "Lo chiede @Genitori Fleming "
    assert not offers.offers()
    seat.type("e basta")
    assert not offers.offers()
    assert seat.save().text == "Lo chiede @Genitori Fleming e basta"


def test_the_list_filters_closes_by_esc_and_takes_what_the_arrows_chose(seat: Seat) -> None:
    offers = seat.line.mentioning.list
    seat.type("@")
    assert [offer.words for offer in offers.offers()][:2] == ["Genitori Fleming", "Orti di prova"]
    seat.type("àd")
    assert [offer.words for offer in offers.offers()] == ["Ada Esempio"], "accents are passed over"
    seat.press(Key.Key_Escape)
    assert not offers.offers()
    seat.type("a")
    assert not offers.offers(), "this word is left alone"
    seat.type(" e @o")
    seat.press(Key.Key_Down, Key.Key_Return)
    assert seat.edit.text() == "@àda e @Orti di prova "
    assert seat.rows() == ()


def test_whom_a_note_calls_by_name_has_said_it(seat: Seat, words: Words) -> None:
    group = seat.house.groups["Genitori Fleming"]
    who = KnownName("Genitori Fleming", PartyKind.GROUP, group)
    words.known["Genitori Fleming"] = Part(PartKind.PARTY, 0, 0, party=who)
    seat.write("Lo chiedono i Genitori Fleming")
    assert seat.chips() == [], "named, not called"
    assert seat.save().group_id is None
    seat.write("@Genitori Fleming il portone è pesante")
    assert seat.chips() == ["Genitori Fleming"]
    assert seat.edit.tints._marks == ((0, 17, False),)
    row = seat.save()
    assert (row.group_id, row.who) == (group, "Genitori Fleming")


def test_a_name_that_nobody_has_stays_text(seat: Seat) -> None:
    seat.type("@Zenobia dice di no")
    assert not seat.line.mentioning.list.offers()
    assert seat.save().text == "@Zenobia dice di no"


def test_themes_used_before_are_offered(seat: Seat) -> None:
    seat.write("Il portone #cortile")
    seat.save()
    again = Seat(seat.house, seat.bot, seat.meeting_id)
    again.edit.setFocus()
    again.type("Le chiavi #co")
    again.press(Key.Key_Tab)
    assert again.edit.text() == "Le chiavi #cortile "


def test_more_chips_than_room_stay_in_one_row_that_does_not_move(seat: Seat, words: Words) -> None:
    words.known |= {
        "4 ore": Part(PartKind.HOURS, 0, 0, hours=4),
        "120 euro": Part(PartKind.MONEY, 0, 0, cents=12_000),
        "dal 6 marzo": Part(PartKind.STARTS, 0, 0, day=date(2027, 3, 6)),
    }
    before = seat.line.geometry()
    seat.write(f"m {SPOKEN} ogni sabato dal 6 marzo, 4 ore e 120 euro #cortile")
    row = seat.line.parts
    chips = row.chips()
    assert len(seat.chips()) == 7, "themes are marked in the words"
    assert seat.line.geometry() == before
    places = [chip.geometry() for chip in chips]
    assert all(one.right() < other.left() for one, other in itertools.pairwise(places))
    assert places[-1].right() <= row.width()
    assert "entro il 30 apr 27" in seat.chips(), "a full row says days shortly"
