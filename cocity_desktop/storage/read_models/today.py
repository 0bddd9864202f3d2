"""The page of the day and the figures beside the pages' names. Days begin at midnight in Rome."""

from __future__ import annotations

from datetime import date, timedelta
from typing import TYPE_CHECKING, Final

from cocity_desktop.application.views.today import CityTask, CityTaskRow, SidebarCounts, TodayView
from cocity_desktop.domain.lifecycle import MeetingState, ProcessState, is_closed
from cocity_desktop.localization import local
from cocity_desktop.storage.read_models.commitments import due_commitments
from cocity_desktop.storage.read_models.deliveries import sealed, to_open
from cocity_desktop.storage.read_models.gaps import RegulationShelf, gaps_of_pacts
from cocity_desktop.storage.read_models.meetings import meetings_to_come
from cocity_desktop.storage.read_models.pacts import drafts
from cocity_desktop.storage.read_models.registry import CURRENT, PENDING, TAKES_PART
from cocity_desktop.storage.read_models.rows import Reading, Row, day_of, days_after, midnight
from cocity_desktop.storage.read_models.stages import Paths

if TYPE_CHECKING:
    from collections.abc import Sequence

    from cocity_desktop.application.views.work import MeetingRow
    from cocity_desktop.domain.entity import EntityId

SOON_DAYS: Final = 7
"""A commitment due within a week is on the page of the day."""

_CLOSED = tuple(state for state in ProcessState if is_closed(state))

_COUNTS = """
    SELECT
        (SELECT count(*) FROM groups WHERE alive = 1) AS groups,
        (SELECT count(*) FROM people WHERE alive = 1 AND erased_number IS NULL) AS people,
        (SELECT count(*) FROM places WHERE alive = 1) AS places,
        (SELECT count(*) FROM processes WHERE alive = 1 AND state NOT IN :closed) AS processes,
        (SELECT count(*) FROM commitments
         WHERE alive = 1 AND status IN :pending AND due_on < :today) AS late_commitments,
        (SELECT count(*) FROM pacts WHERE alive = 1) AS pacts,
        (SELECT count(*) FROM deliveries WHERE alive = 1 AND state = 'sealed') AS deliveries_waiting,
        (SELECT count(*) FROM meetings WHERE alive = 1 AND (state = 'running' OR (
            state = 'planned' AND starts_at >= :midnight AND starts_at < :next_midnight))) AS meetings_today
"""

_TO_REVIEW = """
    SELECT (SELECT count(*) FROM people WHERE retain_until <= :today AND alive = 1 AND erased_number IS NULL)
        + (SELECT count(*) FROM groups WHERE retain_until <= :today AND alive = 1) AS due
"""

_EXPECTED = f"""
    SELECT count(DISTINCT m.person_id) AS people FROM memberships m
    JOIN ({TAKES_PART}) part ON part.group_id = m.group_id
    WHERE part.process_id = :process AND {CURRENT.format("m")}
"""


def sidebar(reading: Reading) -> SidebarCounts:
    """Processes under way, commitments late, deliveries sealed and not handed over; groups, places and pacts all."""
    row = reading.rows(
        _COUNTS,
        closed=_CLOSED,
        pending=PENDING,
        today=reading.today.isoformat(),
        midnight=midnight(reading.today),
        next_midnight=midnight(days_after(reading.today, 1)),
    )[0]
    return SidebarCounts(
        groups=row["groups"],
        people=row["people"],
        places=row["places"],
        processes=row["processes"],
        meeting_today=row["meetings_today"] > 0,
        late_commitments=row["late_commitments"],
        pacts=row["pacts"],
        deliveries_waiting=row["deliveries_waiting"],
    )


def today(reading: Reading, shelf: RegulationShelf) -> TodayView:
    """What needs me, in this moment."""
    to_come = meetings_to_come(reading, reading.today)
    meeting = _meeting_of_the_day(reading, to_come)
    due = due_commitments(reading, days_after(reading.today, SOON_DAYS))
    late = sum(row.late_days > 0 for row in due)
    paths = Paths(reading)
    return TodayView(
        now=reading.now,
        meeting=meeting,
        expected_people=_expected_people(reading, meeting.process_id) if meeting else 0,
        due=due,
        late=late,
        due_soon=len(due) - late,
        city=_city_tasks(reading, shelf),
        upcoming=tuple(row for row in to_come if row is not meeting),
        stages=paths.stages(),
        processes=paths.walked(),
        contact_to_signing_days=paths.contact_to_signing(),
        to_review=reading.rows(_TO_REVIEW, today=reading.today.isoformat())[0]["due"],
    )


def _meeting_of_the_day(reading: Reading, to_come: Sequence[MeetingRow]) -> MeetingRow | None:
    """The one that is running; else today's next, or today's last one if its time has passed without it beginning."""
    running = [row for row in to_come if row.state is MeetingState.RUNNING]
    if running:
        return running[-1]
    of_today = [row for row in to_come if local(row.starts_at).date() == reading.today]
    ahead = [row for row in of_today if row.starts_at + timedelta(minutes=row.planned_minutes) > reading.now]
    return ahead[0] if ahead else of_today[-1] if of_today else None


def _expected_people(reading: Reading, process_id: EntityId) -> int:
    """The people known to be in the groups of a process, each once."""
    row = reading.rows(_EXPECTED, process=process_id, today=reading.today.isoformat())[0]
    return int(row["people"])


def _city_tasks(reading: Reading, shelf: RegulationShelf) -> tuple[CityTaskRow, ...]:
    answers = [_delivery_task(CityTask.OPEN_REPLY, row, reading.today) for row in to_open(reading)]
    waiting = [_delivery_task(CityTask.HAND_OVER, row, reading.today) for row in sealed(reading)]
    return (*answers, *_drafts_that_lack(reading, shelf), *waiting)


def _delivery_task(task: CityTask, row: Row, today: date) -> CityTaskRow:
    return CityTaskRow(
        task=task,
        record_id=row["id"],
        title=row["pact"],
        version=row["version"],
        accepted=row["accepted"],
        to_see=row["undecided"],
        gaps=(),
        days=(today - day_of(row["sealed_at"])).days,
    )


def _drafts_that_lack(reading: Reading, shelf: RegulationShelf) -> list[CityTaskRow]:
    """Drafts that cannot leave the house yet, with the codes of what holds them back."""
    found = drafts(reading)
    gaps = gaps_of_pacts(reading, shelf, (row["id"] for row in found))
    tasks = []
    for row in found:
        codes = tuple(gap.code for gap in gaps[row["id"]] if gap.blocking)
        if codes:
            tasks.append(
                CityTaskRow(
                    CityTask.COMPLETE_DRAFT, row["id"], row["title"], row["draft"], 0, 0, codes, days=0
                )
            )
    return tasks
