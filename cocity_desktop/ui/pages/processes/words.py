"""What the page of processes says in sentences."""

from __future__ import annotations

from types import MappingProxyType
from typing import TYPE_CHECKING

from cocity_desktop.application.processes import stages_reached
from cocity_desktop.domain.lifecycle import Stage
from cocity_desktop.domain.processes import HistoryKind
from cocity_desktop.labels import label_of
from cocity_desktop.localization import _, dated, day, join_list, ngettext, short_day
from cocity_desktop.ui.models.list_items import ListItem
from cocity_desktop.ui.record_words import capital
from cocity_desktop.ui.widgets.progress import Station

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence
    from datetime import date

    from cocity_desktop.application.views.work import OpinionRow, ProcessDetail, ProcessRow, StepRow

STALLED = 90
"""Days in the same state after which a process stands still (as the page of the day counts them)."""

_ICONS: Mapping[Stage, str] = MappingProxyType(
    {
        Stage.CONTACT: "comment",
        Stage.PROPOSAL: "file",
        Stage.CO_DESIGN: "group",
        Stage.DRAFT_AT_CITY: "city",
        Stage.SIGNED: "seal",
        Stage.IN_LIFE: "tick",
    }
)


def days_in_state(row: ProcessRow, today: date) -> int:
    """How long it has been where it is."""
    return max(0, (today - row.since).days)


def stalled(row: ProcessRow, today: date) -> bool:
    """Whether it stands still: a path that is closed, or a pact in life, does not."""
    return row.stage not in (None, Stage.IN_LIFE) and days_in_state(row, today) > STALLED


def since(days: int) -> str:
    """«da oggi», «da 12 giorni»."""
    return _("since today") if days == 0 else ngettext("for {n} day", "for {n} days", days)


def item(row: ProcessRow, today: date) -> ListItem:
    """A process in the list."""
    still = stalled(row, today)
    where = "  ·  ".join(filter(None, (capital(label_of(row.state)), row.place, row.groups)))
    return ListItem(
        row.title,
        detail=where,
        trailing=since(days_in_state(row, today)),
        trailing_icon="warning-circle" if still else None,
        trailing_token="warning" if still else "muted",
    )


def facts(rows: Sequence[ProcessRow], today: date) -> str:
    """«12, 2 fermi da più di 90 giorni»."""
    still = sum(stalled(row, today) for row in rows)
    counted = [str(len(rows))] if rows else []
    if still:
        counted.append(
            ngettext("{n} standing still for over 90 days", "{n} standing still for over 90 days", still)
        )
    return ", ".join(counted)


def over(process: ProcessDetail) -> str:
    """Form of government and facilitator, above the title."""
    by = _("followed by {name}").format(name=process.facilitator) if process.facilitator else ""
    return "  ·  ".join(filter(None, (capital(label_of(process.form)), by)))


def stations(process: ProcessDetail) -> list[Station]:
    """The six stages: when each was reached, and since when it stands where it is."""
    reached = stages_reached(process.history)
    order = list(Stage)
    now = order.index(process.stage) if process.stage is not None else len(order)
    return [_station(stage, index - now, reached.get(stage)) for index, stage in enumerate(order)]


def _station(stage: Stage, ahead: int, on: date | None) -> Station:
    state = "now" if ahead == 0 else "next" if ahead > 0 or on is None else "done"
    proof = day(on, "d MMM y") if on is not None and ahead <= 0 else ""
    return Station(_ICONS[stage], label_of(stage), state, proof=proof)  # type: ignore[arg-type]


def step_title(step: StepRow) -> str:
    """What happened, in one line."""
    if step.history_kind is HistoryKind.ACT or step.to_state is None:
        return step.description or capital(label_of(step.history_kind))
    if step.from_state is None:
        return _("Opened: {state}").format(state=label_of(step.to_state))
    return capital(label_of(step.to_state))


def step_notes(step: StepRow) -> str:
    """Description, reason and who wrote it, under the title."""
    described = step.description if step.history_kind is not HistoryKind.ACT else ""
    return "\n".join(filter(None, (described, step.reason)))


def opinion_state(opinion: OpinionRow, today: date) -> tuple[str, bool]:
    """Where an opinion stands, and whether it is late."""
    if opinion.received_on is not None:
        return dated(_("received on {day}"), day=short_day(opinion.received_on)), False
    if opinion.due_on is not None:
        return dated(_("expected by {day}"), day=short_day(opinion.due_on)), opinion.due_on < today
    return _("still waiting"), False


def next_words(process: ProcessDetail) -> str:
    """Where it may go from here."""
    if not process.next_states:
        return _("It has ended.")
    return _("It can go to: {states}.").format(
        states=join_list([label_of(state) for state in process.next_states])
    )
