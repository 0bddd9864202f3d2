"""Use cases of saved filters: a question that a list is asked again and again, under a name."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from cocity_desktop.application import forms
from cocity_desktop.domain.entity import EntityId, JsonObject
from cocity_desktop.domain.errors import ErrorCode, UserError
from cocity_desktop.domain.keeping import SavedFilter

if TYPE_CHECKING:
    from cocity_desktop.application.changes import Changes
    from cocity_desktop.application.ports import UnitOfWork
    from cocity_desktop.application.removal import Remove


@dataclass(frozen=True, slots=True, kw_only=True)
class SaveFilter:
    """Keep `question` (see `ListQuestion.to_plain`) for the list of a page."""

    page: str
    name: str
    question: JsonObject


@dataclass(frozen=True, slots=True, kw_only=True)
class RenameFilter:
    """Another name for a saved filter."""

    filter_id: EntityId
    name: str


def save_filter(cmd: SaveFilter, uow: UnitOfWork) -> Changes:
    """Keep a question; one of the same page and name takes the new question. Raises UserError on "name"."""
    with uow:
        name = forms.required("name", cmd.name)
        known = _called(uow, cmd.page, name)
        if known is None:
            known = uow.add(SavedFilter(id=uow.new_id(), page=cmd.page, name=name, question=cmd.question))
        else:
            known.question = cmd.question
        return uow.commit("save_filter", created=known.id, subject=name)


def rename_filter(cmd: RenameFilter, uow: UnitOfWork) -> Changes:
    """Give a saved filter another name. Raises UserError(REQUIRED | INVALID_VALUE for a name that is taken)."""
    with uow:
        saved = uow.get(SavedFilter, cmd.filter_id)
        name = forms.required("name", cmd.name)
        other = _called(uow, saved.page, name)
        if other is not None and other.id != saved.id:
            raise UserError(ErrorCode.INVALID_VALUE, "name")
        saved.name = name
        return uow.commit("rename_filter", subject=name)


def remove_filter(cmd: Remove, uow: UnitOfWork) -> Changes:
    """Take a saved filter away; what it showed stays as it is."""
    with uow:
        saved = uow.get(SavedFilter, cmd.id)
        uow.remove(saved)
        return uow.commit("remove_filter", subject=saved.name)


def _called(uow: UnitOfWork, page: str, name: str) -> SavedFilter | None:
    same = (one for one in uow.find(SavedFilter, page=page) if one.name.casefold() == name.casefold())
    return next(same, None)
