"""The page of the day: what needs me, in words; what is empty leaves; a commitment kept or put off from the row."""

from __future__ import annotations

from dataclasses import replace
from datetime import date, datetime, timedelta
from typing import TYPE_CHECKING, Any

import pytest
from PySide6.QtCore import Qt

from cocity_desktop.application.commitments import AddCommitment, CommitmentFields, add_commitment
from cocity_desktop.application.drafts import lines_of
from cocity_desktop.application.meetings import ScheduleMeeting, schedule_meeting
from cocity_desktop.application.people_data import Keeping, KeepUntil, keep_until
from cocity_desktop.application.views.today import CityTask, CityTaskRow, SidebarCounts, StageRow, TodayView
from cocity_desktop.domain.commitments import PartyKind
from cocity_desktop.domain.lifecycle import Stage
from cocity_desktop.localization import ROME, _
from cocity_desktop.ui.pages.today import words
from cocity_desktop.ui.pages.today.first_steps import FirstSteps
from cocity_desktop.ui.pages.today.page import KEPT, PUT_OFF, TodayPage
from cocity_desktop.ui.pages.today.stages import StagesCard, sentence
from tests.ui.fakes import House, open_house, speaking

if TYPE_CHECKING:
    from collections.abc import Iterator
    from pathlib import Path

    from pytestqt.qtbot import QtBot

    from cocity_desktop.ui.operation import Lanes
    from tests.ui.conftest import AnsweringDoors

TODAY = date(2027, 2, 11)
PROMISE = "Due rastrelliere nel cortile"


@pytest.fixture
def house(tmp_path: Path, lanes: Lanes) -> Iterator[House]:
    with speaking("it"), open_house(tmp_path / "casa", lanes) as made:
        yield made
        lanes.close()


@pytest.fixture
def page(house: House, qtbot: QtBot, doors: AnsweringDoors) -> TodayPage:
    made = TodayPage(house.context)
    qtbot.addWidget(made)
    made.resize(1158, 680)
    made.show()
    return made


def look(page: TodayPage, house: House, qtbot: QtBot) -> None:
    page.open()
    qtbot.waitUntil(house.context.lanes.idle)


def promise(house: House, what: str = PROMISE, days: int = -12, **fields: Any) -> str:
    fields = {"party_kind": PartyKind.COMUNE, "party_name": "Comune di Torino", **fields}
    command = AddCommitment(
        process_id=house.process_id,
        fields=CommitmentFields(what=what, due_on=TODAY + timedelta(days=days), **fields),
    )
    return house.run(add_commitment, command)


def meet(house: House, when: datetime, title: str = "Secondo tavolo") -> str:
    command = ScheduleMeeting(
        process_id=house.process_id,
        title=title,
        starts_at=when,
        planned_minutes=60,
        venue="sala grande",
    )
    return house.run(schedule_meeting, command)


def test_a_house_with_nothing_due_says_so_and_names_the_next_meeting(
    page: TodayPage, house: House, qtbot: QtBot
) -> None:
    meet(house, datetime(2027, 2, 18, 18, 0, tzinfo=ROME))
    look(page, house, qtbot)
    assert page.quiet.title.text() == "Niente in scadenza. Il prossimo incontro è giovedì 18."
    assert page.meeting.isHidden()
    assert page._due_part.isHidden()
    assert page._city_part.isHidden()
    assert page.first_steps.isHidden()


def test_the_meeting_of_today_has_the_one_button_that_runs_it(
    page: TodayPage, house: House, qtbot: QtBot
) -> None:
    meeting = meet(house, datetime(2027, 2, 11, 20, 20, tzinfo=ROME))
    look(page, house, qtbot)
    assert page.meeting.isVisible()
    assert "20:20, Secondo tavolo" in page.meeting.accessibleName()
    assert page.meeting._until.text() == "fra 1 h 50 min"
    assert page.header.facts.text() == "un incontro stasera"
    page.meeting.run.click()
    assert house.navigator.opened == [("meeting", meeting)]


def test_a_line_that_was_never_sent_is_told_on_the_card_of_its_meeting(
    page: TodayPage, house: House, qtbot: QtBot
) -> None:
    meeting_id = meet(house, house.clock.now())
    look(page, house, qtbot)
    assert not page.meeting._unsent.isVisible()
    house.services.drafts.save(lines_of(meeting_id), "Il portone è")
    look(page, house, qtbot)
    assert page.meeting._unsent.isVisible()
    assert page.meeting.accessibleName().endswith("C’è una riga non inviata")


def test_late_and_coming_commitments_are_told_in_words(page: TodayPage, house: House, qtbot: QtBot) -> None:
    promise(house)
    promise(house, "Planimetria del cortile", days=1)
    promise(house, "Verbale da mandare", days=2, party_kind=PartyKind.HOUSE, party_name="")
    look(page, house, qtbot)
    items = [page.due.rows.item(row) for row in range(page.due.rows.rowCount())]
    told = {item.title: (item.lead, item.trailing, item.trailing_token) for item in items}
    assert told == {
        PROMISE: ("Comune di Torino", "in ritardo di 12 giorni", "danger_text"),
        "Planimetria del cortile": ("Comune di Torino", "domani", "warning"),
        "Verbale da mandare": (_("We of the house"), "sabato 13", "muted"),
    }
    assert page.header.facts.text() == "1 impegno in ritardo"


def test_space_says_that_a_commitment_was_kept(page: TodayPage, house: House, qtbot: QtBot) -> None:
    kept = promise(house)
    look(page, house, qtbot)
    page.due.setFocus()
    qtbot.keyClick(page.due, Qt.Key.Key_Space)
    qtbot.waitUntil(lambda: bool(house.navigator.said))
    qtbot.waitUntil(page._due_part.isHidden)
    assert house.navigator.said == [(f"Mantenuto: «{PROMISE}»", True)]
    assert house.services.queries.commitment(kept).row.status == "kept"


def test_r_asks_the_new_day_and_puts_it_off(
    page: TodayPage, house: House, qtbot: QtBot, doors: AnsweringDoors
) -> None:
    late = promise(house)

    def answer(dialog: Any) -> bool:
        dialog.due.set_value(TODAY + timedelta(days=30))
        dialog.accept()
        qtbot.waitUntil(lambda: dialog.changes is not None)
        return True

    doors.answer = answer
    look(page, house, qtbot)
    page.due.setFocus()
    qtbot.keyClick(page.due, Qt.Key.Key_R)
    qtbot.waitUntil(lambda: bool(house.navigator.said))
    row = house.services.queries.commitment(late).row
    assert (row.status, row.due_on, row.times_postponed) == ("postponed", TODAY + timedelta(days=30), 1)


def test_giving_up_puts_nothing_off(page: TodayPage, house: House, qtbot: QtBot) -> None:
    late = promise(house)
    look(page, house, qtbot)
    page._act(PUT_OFF, page.due.rows.row(0))
    assert house.navigator.said == []
    assert house.services.queries.commitment(late).row.status == "open"


def test_a_refusal_is_told_by_the_window(page: TodayPage, house: House, qtbot: QtBot) -> None:
    promise(house)
    look(page, house, qtbot)
    row = page.due.rows.row(0)
    page._act(KEPT, row)
    page._act(KEPT, row)
    qtbot.waitUntil(lambda: bool(house.navigator.failed))
    assert house.navigator.failed[0].code == "illegal_step"


def test_a_change_elsewhere_is_seen_at_once(page: TodayPage, house: House, qtbot: QtBot) -> None:
    look(page, house, qtbot)
    assert page._due_part.isHidden()
    command = AddCommitment(process_id=house.process_id, fields=CommitmentFields(what=PROMISE, due_on=TODAY))
    house.context.bus.changed.emit(house.services.run(add_commitment, command))
    qtbot.waitUntil(lambda: not page._due_part.isHidden())


def test_the_steps_of_a_new_house_are_ticked_as_they_are_done(qtbot: QtBot) -> None:
    steps = FirstSteps()
    qtbot.addWidget(steps)
    asked: list[str] = []
    steps.asked.connect(asked.append)
    nothing = SidebarCounts(0, 0, 0, 0, False, 0, 0, 0)
    steps.show_counts(nothing)
    assert [name for name, button in steps.buttons.items() if button.kind == "primary"] == ["groups"]
    steps.show_counts(replace(nothing, groups=2))
    assert [name for name, button in steps.buttons.items() if button.kind == "primary"] == ["places"]
    for button in steps.buttons.values():
        button.click()
    assert asked == ["groups", "places", "processes"]


@pytest.mark.parametrize(
    ("task", "page_name"),
    [
        (CityTask.OPEN_REPLY, "delivery"),
        (CityTask.HAND_OVER, "delivery"),
        (CityTask.COMPLETE_DRAFT, "pact"),
    ],
)
def test_every_task_with_the_comune_opens_its_page(
    page: TodayPage, house: House, task: CityTask, page_name: str
) -> None:
    page._open_task(CityTaskRow(task, "id", "Cortile", 2, 9, 5, ("no_term",), 6))
    assert house.navigator.opened == [(page_name, "id")]


def test_what_a_draft_lacks_is_named_then_counted() -> None:
    with speaking("it"):
        assert words.gaps(("empty_heading:risks", "no_term")) == "la durata e 1 articolo"
        many = ("no_term", "insurance_unsaid", "risk_unsaid", "attachment:site_plan")
        assert words.gaps(many) == "la durata, rischi e sicurezza e altre 2 cose"


@pytest.mark.parametrize(
    ("minutes", "told"), [(110, "fra 1 h 50 min"), (60, "fra 1 h"), (5, "fra 5 min"), (-20, "20 min fa")]
)
def test_time_to_the_meeting(house: House, minutes: int, told: str) -> None:
    meet(house, datetime(2027, 2, 11, 20, 0, tzinfo=ROME))
    row = house.services.queries.meetings()[0]
    assert words.until(row, row.starts_at - timedelta(minutes=minutes)) == told


def view_of(*stalled: tuple[bool, ...]) -> TodayView:
    stages = tuple(StageRow(stage, flags, 21) for stage, flags in zip(Stage, stalled, strict=False))
    now = datetime(2027, 2, 11, 15, tzinfo=ROME)
    return TodayView(now, None, 0, (), 0, 0, (), (), stages, 6, 291)


def test_the_picture_of_the_stages_is_said_in_words() -> None:
    with speaking("it"):
        told = sentence(StageRow(Stage.CONTACT, (False, True, True), 21))
    assert told == "Contatto: 3 percorsi, 2 fermi da più di 90 giorni, mediana 21 giorni"


@pytest.mark.parametrize("count", [0, 1, 6, 30, 400])
def test_the_picture_is_painted_whatever_the_number(qtbot: QtBot, count: int) -> None:
    card = StagesCard()
    qtbot.addWidget(card)
    card.show_view(view_of((True,) + (False,) * count, (False,) * count))
    card.resize(312, 400)
    with qtbot.waitExposed(card):
        card.show()
    empty = StagesCard()
    qtbot.addWidget(empty)
    empty.show_view(view_of((), ()))
    empty.resize(312, 400)
    assert card.grab().toImage() != empty.grab().toImage()


def test_records_to_look_at_again_are_told_quietly_and_lead_to_their_list(
    page: TodayPage, house: House, qtbot: QtBot
) -> None:
    look(page, house, qtbot)
    assert not page.review.isVisible()
    ada = house.services.queries.people()[0].id
    house.run(keep_until, KeepUntil(records=(Keeping("person", ada, TODAY),)))
    look(page, house, qtbot)
    assert page.review.isVisible()
    assert page.review.text() == "1 scheda da rivedere"
    page.review.click()
    assert house.navigator.opened[-1][0] == "settings"
