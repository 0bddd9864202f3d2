"""The processes, as a list and as pages with their history."""

from __future__ import annotations

from typing import TYPE_CHECKING

from cocity_desktop.application.views.work import (
    OpinionRow,
    PactBrief,
    ProcessDetail,
    ProcessGroupRow,
    ProcessRow,
    StepRow,
)
from cocity_desktop.domain.lifecycle import ProcessState, next_states, stage_of
from cocity_desktop.domain.processes import ProcessRole
from cocity_desktop.storage.read_models.attachments import attachments
from cocity_desktop.storage.read_models.meetings import meetings_of_process
from cocity_desktop.storage.read_models.registry import PENDING
from cocity_desktop.storage.read_models.rows import Reading, by_name, grouped, joined, row_to_dataclass

if TYPE_CHECKING:
    from cocity_desktop.domain.entity import EntityId

_PROCESSES = """
    SELECT pr.id, pr.title, pr.state, coalesce(pl.name, '') AS place,
        coalesce(entered.since, pr.opened_on) AS since,
        coalesce(held.meetings, 0) AS meetings, coalesce(promised.commitments, 0) AS open_commitments
    FROM processes pr
    LEFT JOIN places pl ON pl.id = pr.place_id
    LEFT JOIN (
        SELECT process_id, to_state, max(happened_on) AS since
        FROM history_steps WHERE alive = 1 AND history_kind = 'state' GROUP BY process_id, to_state
    ) entered ON entered.process_id = pr.id AND entered.to_state = pr.state
    LEFT JOIN (
        SELECT process_id, count(*) AS meetings
        FROM meetings WHERE alive = 1 AND state <> 'cancelled' GROUP BY process_id
    ) held ON held.process_id = pr.id
    LEFT JOIN (
        SELECT process_id, count(*) AS commitments
        FROM commitments WHERE alive = 1 AND status IN :pending GROUP BY process_id
    ) promised ON promised.process_id = pr.id
    WHERE pr.alive = 1
"""

_GROUPS_OF_ALL = """
    SELECT DISTINCT part.process_id, g.name FROM participations part
    JOIN groups g ON g.id = part.group_id AND g.alive = 1 WHERE part.alive = 1
"""

_PROCESS = """
    SELECT pr.id, pr.title, pr.form, pr.regulation_code, pr.state, pr.place_id, coalesce(pl.name, '') AS place,
        pr.summary, pr.opened_on, coalesce(s.name, '') AS facilitator
    FROM processes pr
    LEFT JOIN places pl ON pl.id = pr.place_id
    LEFT JOIN staff s ON s.id = pr.facilitator_id
    WHERE pr.id = :id AND pr.alive = 1
"""

_GROUPS = """
    SELECT part.id AS participation_id, part.group_id, g.name, part.role
    FROM participations part JOIN groups g ON g.id = part.group_id AND g.alive = 1
    WHERE part.process_id = :id AND part.alive = 1
"""

_HISTORY = """
    SELECT h.id, h.history_kind, h.from_state, h.to_state, h.happened_on, coalesce(s.name, '') AS "by",
        h.description, h.reason, h.reference
    FROM history_steps h LEFT JOIN staff s ON s.id = h.by_id
    WHERE h.process_id = :id AND h.alive = 1 ORDER BY h.happened_on, h.id
"""

_OPINIONS = """
    SELECT id, opinion_kind, office, subject, asked_on, due_on, received_on, reference
    FROM opinions WHERE process_id = :id AND alive = 1 ORDER BY asked_on, id
"""

_PACTS = """
    SELECT p.id, p.title, p.draft,
        (SELECT count(*) FROM deliveries d
         WHERE d.pact_id = p.id AND d.alive = 1 AND d.state <> 'discarded') AS deliveries
    FROM pacts p WHERE p.process_id = :id AND p.alive = 1 ORDER BY p.id
"""

_ROLE_ORDER = tuple(ProcessRole)


def processes(reading: Reading) -> tuple[ProcessRow, ...]:
    """By the day they entered their state, the most recent first; those of one day by title."""
    groups = grouped(reading.rows(_GROUPS_OF_ALL), "process_id")
    found = [
        row_to_dataclass(
            ProcessRow,
            row,
            stage=stage_of(ProcessState(row["state"])),
            groups=joined(group["name"] for group in groups.get(row["id"], ())),
        )
        for row in reading.rows(_PROCESSES, pending=PENDING)
    ]
    found.sort(key=lambda process: by_name(process.title))
    found.sort(key=lambda process: process.since, reverse=True)
    return tuple(found)


def process(reading: Reading, process_id: EntityId) -> ProcessDetail:
    """One process; its history from the first step on. Raises UserError(NOT_FOUND)."""
    row = reading.only("process", _PROCESS, id=process_id)
    state = ProcessState(row["state"])
    following = next_states(state)
    return row_to_dataclass(
        ProcessDetail,
        row,
        stage=stage_of(state),
        groups=process_groups(reading, process_id),
        history=reading.views(StepRow, _HISTORY, id=process_id),
        opinions=reading.views(OpinionRow, _OPINIONS, id=process_id),
        meetings=meetings_of_process(reading, process_id),
        pacts=reading.views(PactBrief, _PACTS, id=process_id),
        attachments=attachments(reading, "process_id", process_id),
        next_states=tuple(state for state in ProcessState if state in following),
    )


def process_groups(reading: Reading, process_id: EntityId) -> tuple[ProcessGroupRow, ...]:
    """The groups of a process: proposers, partners, interested ones, each by name."""
    found = reading.views(ProcessGroupRow, _GROUPS, id=process_id)
    return tuple(sorted(found, key=lambda group: (_ROLE_ORDER.index(group.role), by_name(group.name))))
