"""What must be written for an agenda to become another: the fewest use cases, in an order in which each holds."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from typing import TYPE_CHECKING, Any

from cocity_desktop.application.meetings import (
    AddAgendaItem,
    MoveAgendaItem,
    NewItem,
    UpdateAgendaItem,
    add_agenda_item,
    move_agenda_item,
    remove_agenda_item,
    update_agenda_item,
)
from cocity_desktop.application.registry import Remove

if TYPE_CHECKING:
    from cocity_desktop.application.changes import Changes
    from cocity_desktop.application.services import Services
    from cocity_desktop.application.views.work import AgendaRow
    from cocity_desktop.domain.entity import EntityId
    from cocity_desktop.ui.pages.meetings.agenda_editor import DraftItem

Step = tuple[Callable[..., Any], Any]


def as_item(row: AgendaRow) -> NewItem:
    """A point on disk, as the form holds it."""
    return NewItem(
        title=row.title,
        planned_minutes=row.planned_minutes,
        owner=row.owner,
        wanted_outcome=row.wanted_outcome,
    )


def rewrite_agenda(
    services: Services, meeting_id: EntityId, before: Sequence[AgendaRow], after: Sequence[DraftItem]
) -> list[Changes]:
    """Write the differences. Runs on the database lane. Raises UserError as the use cases do."""
    done = [services.run(use_case, command) for use_case, command in _changed(before, after)]
    ids: list[EntityId] = []
    for one in after:
        if one.item_id is None:
            added = services.run(add_agenda_item, AddAgendaItem(meeting_id=meeting_id, item=one.item))
            done.append(added)
            ids.append(added.created or "")
        else:
            ids.append(one.item_id)
    return [*done, *_reorder(services, before, after, ids)]


def _changed(before: Sequence[AgendaRow], after: Sequence[DraftItem]) -> list[Step]:
    """What leaves, then what has other words or minutes."""
    kept = {one.item_id: one.item for one in after}
    steps: list[Step] = [(remove_agenda_item, Remove(id=row.id)) for row in before if row.id not in kept]
    for row in before:
        item = kept.get(row.id)
        if item is not None and item != as_item(row):
            steps.append((update_agenda_item, UpdateAgendaItem(item_id=row.id, item=item)))
    return steps


def _reorder(
    services: Services, before: Sequence[AgendaRow], after: Sequence[DraftItem], ids: Sequence[EntityId]
) -> list[Changes]:
    """Points that were added stand at the end: only what is not in its place moves."""
    kept = {one.item_id for one in after}
    order = [row.id for row in before if row.id in kept]
    order += [item_id for item_id in ids if item_id not in kept]
    done = []
    for position, item_id in enumerate(ids):
        if order[position] != item_id:
            order.remove(item_id)
            order.insert(position, item_id)
            done.append(services.run(move_agenda_item, MoveAgendaItem(item_id=item_id, position=position)))
    return done
