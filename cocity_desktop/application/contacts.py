"""How someone is reached: the mail and the phone that come first, and whatever else there is. For people and groups."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, Any

from cocity_desktop.application import forms
from cocity_desktop.domain.entity import EntityId
from cocity_desktop.domain.registry import ContactKind, ContactPoint, Group, Person

if TYPE_CHECKING:
    from collections.abc import Sequence

    from cocity_desktop.application.ports import UnitOfWork

_FIRST = (("email", ContactKind.EMAIL), ("phone", ContactKind.PHONE))


@dataclass(frozen=True, slots=True, kw_only=True)
class ContactFields:
    """One more way to reach someone; `id` None for one that is not written yet."""

    contact_kind: ContactKind
    value: str
    note: str = ""
    id: EntityId | None = None


def write_contacts(
    uow: UnitOfWork,
    owner: Person | Group,
    *,
    email: str | None = None,
    phone: str | None = None,
    others: Sequence[ContactFields] | None = None,
) -> None:
    """Write how `owner` is reached. `email` and `phone` are the first of their kind, `others` all the rest.

    "" takes the first away, None leaves things as they are. Raises UserError on "email", "phone" or "others".
    """
    of_owner = _contacts_of(uow, owner)
    first = {name: _first(of_owner, kind) for name, kind in _FIRST}
    for (name, kind), value in zip(_FIRST, (email, phone), strict=True):
        _write_first(uow, owner, name, kind, value, first[name])
    if others is not None:
        rest = [one for one in of_owner if one not in first.values()]
        _write_others(uow, owner, rest, others)


def _contacts_of(uow: UnitOfWork, owner: Person | Group) -> list[ContactPoint]:
    return uow.find(ContactPoint, **_key(owner))


def _key(owner: Person | Group) -> dict[str, Any]:
    return {f"{owner.KIND}_id": owner.id}


def _first(contacts: Sequence[ContactPoint], kind: ContactKind) -> ContactPoint | None:
    of_kind = [one for one in contacts if one.contact_kind is kind]
    return min(of_kind, key=lambda one: (not one.preferred, one.id), default=None)


def _write_first(
    uow: UnitOfWork,
    owner: Person | Group,
    name: str,
    kind: ContactKind,
    value: str | None,
    known: ContactPoint | None,
) -> None:
    if value is None:
        return
    if not value.strip():
        if known is not None:
            uow.remove(known)
        return
    checked = forms.contact_value(name, kind, value)
    if known is None:
        preferred = kind is ContactKind.EMAIL
        uow.add(
            ContactPoint(
                id=uow.new_id(), contact_kind=kind, value=checked, preferred=preferred, **_key(owner)
            )
        )
    else:
        known.value = checked


def _write_others(
    uow: UnitOfWork, owner: Person | Group, known: Sequence[ContactPoint], wanted: Sequence[ContactFields]
) -> None:
    kept = {one.id for one in wanted if one.id is not None}
    for contact in known:
        if contact.id not in kept:
            uow.remove(contact)
    by_id = {one.id: one for one in known}
    for one in wanted:
        values: dict[str, Any] = {
            "contact_kind": one.contact_kind,
            "value": forms.contact_value("others", one.contact_kind, one.value),
            "note": forms.within("others", one.note.strip()),
        }
        if one.id in by_id:
            forms.apply(by_id[one.id], values)
        else:
            uow.add(ContactPoint(id=uow.new_id(), **values, **_key(owner)))
