"""Which record of the archive a row is about, and how sure that is. A likeness asks; it never decides."""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import TYPE_CHECKING

from cocity_desktop.application.importing.folding import digest, folded
from cocity_desktop.application.importing.known import Record, contact_key, name_in, name_of
from cocity_desktop.application.views.importing import Reason, RowChoice, RowDecision, RowReason
from cocity_desktop.domain.entity import EntityId
from cocity_desktop.domain.keeping import ImportedRow, ImportTarget
from cocity_desktop.domain.naming import group_name
from cocity_desktop.domain.places import Place
from cocity_desktop.domain.registry import Group, Person

if TYPE_CHECKING:
    from collections.abc import Collection, Iterable

    from cocity_desktop.application.importing.drafts import Draft
    from cocity_desktop.application.importing.known import Known
    from cocity_desktop.application.importing.likeness import Alike

_MOST_CANDIDATES = 5


@dataclass(slots=True)
class Match:
    """The record found, or the doubt about it. `origin` is what the table said of it last."""

    record: Record | None = None
    origin: ImportedRow | None = None
    reasons: list[Reason] = field(default_factory=list)
    doubtful: bool = False
    candidates: tuple[EntityId, ...] = ()
    rows: tuple[int, ...] = ()

    @property
    def unexplained(self) -> bool:
        """Whether nothing sure says whom the row is about."""
        return self.record is None and not self.doubtful


def match(
    known: Known, draft: Draft, key: str, decision: RowDecision | None, keys: Collection[str] = ()
) -> Match:
    """By what the person said, by the row itself, by sure marks, by name. `keys` are those of the other rows."""
    found = _match(known, draft, key, decision)
    if found.origin is not None and found.origin.row_key != key and found.origin.row_key in keys:
        found.origin = None  # another row's of this table
    return found


def _match(known: Known, draft: Draft, key: str, decision: RowDecision | None) -> Match:
    if decision is not None and decision.choice is RowChoice.MATCH:
        record = known.records.get(known.current(decision.record_id))
        if record is not None:
            return _found(known, record, Reason(RowReason.SAME_NAME, other=name_of(record)))
    origin = known.origins.get(key)
    creates = decision is not None and decision.choice is RowChoice.CREATE
    if origin is not None:
        record = known.records.get(known.current(origin.record_id))
        if record is not None:
            return Match(record, origin, [Reason(RowReason.KNOWN_ROW, record_id=record.id)])
        if not creates:
            return Match(None, origin, [Reason(RowReason.REMOVED_HERE)], doubtful=True)
    if creates or not known.records:
        return Match(origin=origin if creates else None)
    return _by_marks(known, draft) or _by_name(known, draft) or Match()


def doubt_likeness(known: Known, found: Match, alike: Alike) -> None:
    """Ask about a row that nothing sure explains whether it is one of those it looks like."""
    found.doubtful = True
    found.candidates = tuple(alike.records)[:_MOST_CANDIDATES]
    found.rows = tuple(alike.rows)[: _MOST_CANDIDATES - len(found.candidates)]
    if found.candidates:
        names = [name_of(known.records[one]) for one in found.candidates]
        first = found.candidates[0]
        found.reasons.append(
            Reason(
                RowReason.LOOKS_LIKE,
                record_id=first,
                other=", ".join(dict.fromkeys(names)),
                likeness=alike.records[first],
            )
        )
    if found.rows:
        numbers = ", ".join(map(str, found.rows))
        found.reasons.append(
            Reason(RowReason.LOOKS_LIKE_ROW, other=numbers, likeness=alike.rows[found.rows[0]])
        )


def _found(known: Known, record: Record, reason: Reason) -> Match:
    return Match(record, known.origin_of.get(record.id), [reason])


def _by_marks(known: Known, draft: Draft) -> Match | None:
    values = draft.values
    own = known.records.get(known.current(values.get("record_id", "")))
    if own is not None:
        return _found(known, own, Reason(RowReason.SAME_ID, record_id=own.id))
    marks = (
        (RowReason.SAME_FISCAL_CODE, known.fiscal_codes.get(values.get("fiscal_code") or "", ())),
        (RowReason.SAME_VAT_NUMBER, known.vat_numbers.get(values.get("vat_number") or "", ())),
    )
    sure = {record_id: code for code, ids in reversed(marks) for record_id in ids}
    mails = [mail for slot in ("email", "pec") for mail in values.get(slot, ())]
    by_mail = dict.fromkeys(one for mail in mails for one in known.mails.get(mail, ()))
    for record_id in by_mail:
        if _shares_a_word(draft.title, name_of(known.records[record_id])):
            sure.setdefault(record_id, RowReason.SAME_MAIL)
    if len(sure) > 1:
        return _doubt(known, RowReason.SEVERAL_MATCH, sure)
    if sure:
        record_id, code = next(iter(sure.items()))
        record = known.records[record_id]
        return _found(known, record, Reason(code, record_id=record_id, other=name_of(record)))
    if by_mail and name_in(draft) not in known.names:
        return _doubt(known, RowReason.SAME_MAIL, by_mail)  # a mail that several share is no proof
    return None


def _by_name(known: Known, draft: Draft) -> Match | None:
    found = known.names.get(name_in(draft), [])
    if not found:
        return None
    agreeing = [one for one in found if not _contradicts(known, draft, known.records[one])]
    if len(agreeing) == 1:
        record = known.records[agreeing[0]]
        return _found(known, record, Reason(RowReason.SAME_NAME, record_id=record.id, other=name_of(record)))
    if agreeing:
        return _doubt(known, RowReason.SEVERAL_MATCH, agreeing)
    return _doubt(known, RowReason.KEYS_DISAGREE, found)


def _doubt(known: Known, code: RowReason, ids: Iterable[EntityId]) -> Match:
    candidates = tuple(ids)[:_MOST_CANDIDATES]
    names = [name_of(known.records[one]) for one in candidates]
    reason = Reason(code, record_id=candidates[0], other=", ".join(dict.fromkeys(names)))
    return Match(reasons=[reason], doubtful=True, candidates=candidates)


def _shares_a_word(one: str, other: str) -> bool:
    return not set(group_name(one).proper).isdisjoint(group_name(other).proper)


def _contradicts(known: Known, draft: Draft, record: Record) -> bool:
    """Whether a record of the same name has codes, contacts or an address that the row denies."""
    if isinstance(record, Place):
        return _differ(draft.values.get("address"), record.address)
    codes = [("fiscal_code", record.fiscal_code)]
    if isinstance(record, Group):
        codes.append(("vat_number", record.vat_number))
    if any(_differ(draft.values.get(slot), value) for slot, value in codes):
        return True
    return isinstance(record, Person) and _has_other_contacts(known, draft, record)


def _differ(one: str | None, other: str | None) -> bool:
    return bool(one and other) and folded(one or "") != folded(other or "")


def _has_other_contacts(known: Known, draft: Draft, person: Person) -> bool:
    """Two people of one name are told apart by contacts of which none is shared."""
    here = {contact_key(one.contact_kind, one.value) for one in known.contacts.get(person.id, ())}
    there = {value for slot in ("email", "pec", "phone") for value in draft.values.get(slot, ())}
    return bool(here and there) and not here & there


def row_keys(drafts: list[Draft], target: ImportTarget) -> list[str]:
    """What tells each row from the others, whatever the order of rows and columns: a code, else the name.

    People of one name are told apart by their contacts, places by their address. Rows of one key are about one record.
    """
    mark = {ImportTarget.PEOPLE: _contact_mark, ImportTarget.PLACES: _address_mark}.get(target, _no_mark)
    named = [(name_in(draft), mark(draft)) for draft in drafts]
    marks: dict[str, set[str]] = {}
    for name, said in named:
        marks.setdefault(name, set()).add(said)
    return [
        _row_key(draft, name, said if len(marks[name]) > 1 else "")
        for draft, (name, said) in zip(drafts, named, strict=True)
    ]


def _row_key(draft: Draft, name: str, mark: str) -> str:
    for slot in ("record_id", "fiscal_code", "vat_number"):
        if draft.values.get(slot):
            return digest(f"{slot}:{draft.values[slot]}")
    return digest(f"name:{name}:{mark}" if name else f"row:{draft.row.number}")


def _contact_mark(draft: Draft) -> str:
    return next(
        (str(draft.values[slot][0]) for slot in ("email", "phone", "pec") if draft.values.get(slot)), ""
    )


def _address_mark(draft: Draft) -> str:
    return folded(str(draft.values.get("address") or ""))


def _no_mark(_draft: Draft) -> str:
    return ""
