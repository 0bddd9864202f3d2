"""What belongs to a record and only our own tables tell exactly: which contacts are preferred, the history of consents.

A consent that was withdrawn here stays withdrawn whatever a table says, and one that a table says is withdrawn is: of the two,
what protects the person.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from cocity_desktop.application.importing.folding import digest, folded
from cocity_desktop.application.importing.known import contact_key, name_of
from cocity_desktop.application.views.importing import Reason, RowReason, RowState
from cocity_desktop.domain.registry import Consent, ContactKind, Group

if TYPE_CHECKING:
    from collections.abc import Sequence

    from cocity_desktop.application.importing.drafts import Draft
    from cocity_desktop.application.importing.judging import Verdict
    from cocity_desktop.application.importing.known import Known, Record
    from cocity_desktop.application.importing.weighing import Weighed
    from cocity_desktop.application.ports import UnitOfWork
    from cocity_desktop.application.views.exports import ConsentOut
    from cocity_desktop.domain.entity import EntityId

Key = tuple[ContactKind, str]


def weigh_preferred(known: Known, weighed: Weighed, draft: Draft, record: Record | None) -> None:
    """Which contacts are preferred. Where both sides changed that, what is here stays."""
    if draft.preferred is None:
        return
    there = {_key(ContactKind(slot), value) for slot, value in draft.preferred}
    contacts = known.contacts.get(record.id, []) if record else []
    here = {_key(one.contact_kind, one.value) for one in contacts if one.preferred}
    before, now = weighed.last.get("preferred"), _digest(there)
    weighed.last["preferred"] = now
    weighed.preferred = frozenset(there)
    if before is not None and before != now and before == _digest(here):
        for one in contacts:
            wanted = _key(one.contact_kind, one.value) in there
            if one.preferred is not wanted:
                weighed.turned.append((one, wanted))


def weigh_signing(weighed: Weighed, draft: Draft, record: Record | None) -> None:
    """Who signs for a group need not have the role of it. Who signs here already stays."""
    if not draft.signs:
        return
    before, now = weighed.last.get("signs"), digest(draft.signs)
    weighed.last["signs"] = now
    if before != now and (not isinstance(record, Group) or record.representative_id is None):
        weighed.signs = draft.signs


def _key(kind: ContactKind, value: str) -> Key:
    return kind, contact_key(kind, value)


def _digest(keys: set[Key]) -> str:
    return digest(sorted(f"{kind.value}:{key}" for kind, key in keys))


def weigh_consents(known: Known, weighed: Weighed, draft: Draft, record: Record | None) -> None:
    """Those that are not here yet, and those that were withdrawn since. None is ever taken away."""
    here = list(known.consents.get(record.id, ())) if record else []
    before, now = set(weighed.last.get("consents", ())), []
    for told in draft.values["consents"]:
        now.append(digest(repr(told)))
        same = next((one for one in here if _is(one, told)), None)
        if same is not None:
            here.remove(same)
            if told.withdrawn_on and same.withdrawn_on is None and now[-1] not in before:
                weighed.withdrawn.append((same, told.withdrawn_on))
        elif now[-1] not in before:
            weighed.told_consents.append(told)
            if told.version and told.version not in known.notices:
                column = known.headings.get("consents", "")
                weighed.reasons.append(Reason(RowReason.NOTICE_UNKNOWN, column, told.version))
    if now or before:
        weighed.last["consents"] = sorted(now)


def _is(one: Consent, told: ConsentOut) -> bool:
    return (one.consent_kind, one.given_on, one.channel) == (told.consent_kind, told.given_on, told.channel)


def write_belongings(uow: UnitOfWork, known: Known, verdicts: Sequence[Verdict]) -> None:
    """After the records themselves: rows that are doubtful or refused write nothing."""
    for verdict in verdicts:
        weighed = verdict.weighed
        if weighed is None or verdict.state in (RowState.DOUBTFUL, RowState.REFUSED):
            continue
        for contact, preferred in weighed.turned:
            contact.preferred = preferred
        for consent, day in weighed.withdrawn:
            consent.withdrawn_on = day
        if weighed.signs or weighed.told_consents or (weighed.preferred is not None and weighed.new_contacts):
            record_id = verdict.record.id if verdict.record else known.origins[verdict.key].record_id
            _sign(known, record_id, weighed)
            _prefer(known, record_id, weighed)
            _consent(uow, known, record_id, weighed)


def _sign(known: Known, record_id: EntityId, weighed: Weighed) -> None:
    group = known.records[record_id]
    if not weighed.signs or not isinstance(group, Group) or group.representative_id is not None:
        return
    for membership in known.members[record_id]:
        person = known.people.get(membership.person_id)
        if person is not None and folded(name_of(person)) == weighed.signs:
            group.representative_id = membership.person_id
            return


def _prefer(known: Known, record_id: EntityId, weighed: Weighed) -> None:
    if weighed.preferred is None:
        return
    new = {_key(kind, value) for kind, value in weighed.new_contacts}
    for contact in known.contacts[record_id]:
        key = _key(contact.contact_kind, contact.value)
        if key in new:
            contact.preferred = key in weighed.preferred


def _consent(uow: UnitOfWork, known: Known, record_id: EntityId, weighed: Weighed) -> None:
    for told in weighed.told_consents:
        uow.add(
            Consent(
                id=uow.new_id(),
                person_id=record_id,
                notice_id=known.notices.get(told.version),
                consent_kind=told.consent_kind,
                given_on=told.given_on,
                channel=told.channel,
                withdrawn_on=told.withdrawn_on,
            )
        )
