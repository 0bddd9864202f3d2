"""Use cases of agenda templates: those that a house makes its own. The ones that come with the app are only read."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from cocity_desktop.application import forms
from cocity_desktop.application.agenda_writing import minutes, owners
from cocity_desktop.domain.entity import EntityId
from cocity_desktop.domain.errors import ErrorCode, UserError
from cocity_desktop.domain.meetings import AgendaTemplate, AgendaTemplateItem, MeetingKind

if TYPE_CHECKING:
    from collections.abc import Iterable, Sequence

    from cocity_desktop.application.changes import Changes
    from cocity_desktop.application.ports import UnitOfWork
    from cocity_desktop.application.removal import Remove
    from cocity_desktop.application.views.agenda import TemplateRow


@dataclass(frozen=True, slots=True, kw_only=True)
class TemplateItem:
    """A point of a template; with `is_sub`, a sub-item of the nearest point before it. `item_id`: it is on disk."""

    title: str
    planned_minutes: int = 10
    wanted_outcome: str = ""
    is_sub: bool = False
    item_id: EntityId | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class TemplateFields:
    """The form of a template."""

    name: str
    meeting_kind: MeetingKind = MeetingKind.CO_DESIGN_TABLE
    planned_minutes: int = 90
    items: tuple[TemplateItem, ...] = ()


@dataclass(frozen=True, slots=True, kw_only=True)
class AddTemplate:
    """A new template of the house."""

    fields: TemplateFields


@dataclass(frozen=True, slots=True, kw_only=True)
class UpdateTemplate:
    """New values for a template: points that are not among its `fields` leave it."""

    template_id: EntityId
    fields: TemplateFields


def add_template(cmd: AddTemplate, uow: UnitOfWork) -> Changes:
    """Add a template. Raises UserError on the field that is wrong; REQUIRED on "items" without a point."""
    with uow:
        template = AgendaTemplate(id=uow.new_id(), name="")
        _write(template, cmd.fields)
        uow.add(template)
        _write_items(uow, template, cmd.fields.items)
        return uow.commit("add_template", created=template.id, subject=template.name)


def update_template(cmd: UpdateTemplate, uow: UnitOfWork) -> Changes:
    """Write the form of a template. Raises UserError as `add_template`."""
    with uow:
        template = uow.get(AgendaTemplate, cmd.template_id)
        _write(template, cmd.fields)
        _write_items(uow, template, cmd.fields.items)
        return uow.commit("update_template", subject=template.name)


def remove_template(cmd: Remove, uow: UnitOfWork) -> Changes:
    """Take a template out with its points. Agendas made from it stay as they are."""
    with uow:
        template = uow.get(AgendaTemplate, cmd.id)
        for item in uow.find(AgendaTemplateItem, template_id=template.id):
            uow.remove(item)
        uow.remove(template)
        return uow.commit("remove_template", subject=template.name)


def in_order_of_use(own: Iterable[TemplateRow], shipped: Iterable[TemplateRow]) -> tuple[TemplateRow, ...]:
    """All templates: the house's by kind and name, then the app's, first for kinds that the house has none for."""
    kinds = list(MeetingKind)
    ours = sorted(own, key=lambda row: (kinds.index(row.meeting_kind), row.name.casefold(), row.id))
    covered = {row.meeting_kind for row in ours}
    theirs = sorted(shipped, key=lambda row: (row.meeting_kind in covered, kinds.index(row.meeting_kind)))
    return (*ours, *theirs)


def first_of_kind(templates: Iterable[TemplateRow], kind: MeetingKind) -> TemplateRow | None:
    """The template that is offered for a kind of meeting, of those `in_order_of_use`."""
    return next((row for row in templates if row.meeting_kind is kind), None)


def _write(template: AgendaTemplate, fields: TemplateFields) -> None:
    template.name = forms.required("name", fields.name)
    template.meeting_kind = fields.meeting_kind
    template.planned_minutes = minutes("planned_minutes", fields.planned_minutes)
    if not fields.items:
        raise UserError(ErrorCode.REQUIRED, "items")


def _write_items(uow: UnitOfWork, template: AgendaTemplate, lines: Sequence[TemplateItem]) -> None:
    on_disk = {item.id: item for item in uow.find(AgendaTemplateItem, template_id=template.id)}
    written: list[AgendaTemplateItem] = []
    for place, owner in enumerate(owners(lines)):
        line = lines[place]
        item = on_disk.pop(line.item_id, None) if line.item_id else None
        if item is None:
            item = uow.add(AgendaTemplateItem(id=uow.new_id(), template_id=template.id, title=""))
        item.title = forms.required("title", line.title)
        item.planned_minutes = minutes("planned_minutes", line.planned_minutes)
        item.wanted_outcome = forms.within("wanted_outcome", line.wanted_outcome.strip())
        item.position, item.parent_id = place, None if owner is None else written[owner].id
        written.append(item)
    for left in on_disk.values():
        uow.remove(left)
