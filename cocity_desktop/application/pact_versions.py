"""Use cases of the named versions of a pact. A version holds no text: the journal tells it again (docs/adr/0037)."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from cocity_desktop.application import forms
from cocity_desktop.application.signing import writer
from cocity_desktop.domain.entity import EntityId
from cocity_desktop.domain.errors import ErrorCode, UserError
from cocity_desktop.domain.pacts import Pact, PactVersion

if TYPE_CHECKING:
    from cocity_desktop.application.changes import Changes
    from cocity_desktop.application.ports import UnitOfWork
    from cocity_desktop.application.removal import Remove


@dataclass(frozen=True, slots=True, kw_only=True)
class KeepVersion:
    """Give the pact as it stands a name to come back to."""

    pact_id: EntityId
    name: str
    note: str = ""


def keep_version(cmd: KeepVersion, uow: UnitOfWork) -> Changes:
    """`created` is the version. Raises UserError: REQUIRED, TOO_LONG, VERSION_NAME_TAKEN for a name of this pact's."""
    with uow:
        pact = uow.get(Pact, cmd.pact_id)
        name = forms.required("name", cmd.name)
        taken = {one.name.casefold() for one in uow.find(PactVersion, pact_id=pact.id)}
        if name.casefold() in taken:
            raise UserError(ErrorCode.VERSION_NAME_TAKEN, "name")
        version = uow.add(
            PactVersion(
                id=uow.new_id(),
                pact_id=pact.id,
                name=name,
                note=forms.within("note", forms.without_edges(cmd.note), forms.LONG),
                made_at=uow.now(),
                by=writer(uow),
                seen=dict(uow.journal.newest()),
            )
        )
        return uow.commit("keep_version", created=version.id, subject=name)


def remove_version(cmd: Remove, uow: UnitOfWork) -> Changes:
    """The name goes; what was written stays in the journal, as ever."""
    with uow:
        version = uow.get(PactVersion, cmd.id)
        uow.remove(version)
        return uow.commit("remove_version", subject=version.name)
