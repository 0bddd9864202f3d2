"""A doubtful row beside what it may be: field by field what is there, what the row says, and what would stay.

Nothing here decides: the fields are weighed as they would be if a person said «it is that one».
"""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from cocity_desktop.application.importing.folding import folded
from cocity_desktop.application.importing.joining import with_others
from cocity_desktop.application.importing.known import KINDS, contact_key, name_of
from cocity_desktop.application.importing.texts import shown
from cocity_desktop.application.importing.weighing import CONTACTS, FIELDS, mark, partner_name, weigh
from cocity_desktop.application.views.importing import ColumnMeaning, FieldSides, RowSides
from cocity_desktop.domain.registry import Group, Person

if TYPE_CHECKING:
    from collections.abc import Callable, Hashable, Iterable, Mapping

    from cocity_desktop.application.importing.drafts import Draft
    from cocity_desktop.application.importing.judging import Verdict
    from cocity_desktop.application.importing.known import Known, Record
    from cocity_desktop.application.importing.weighing import Weighed


def sides_of(known: Known, verdict: Verdict, drafts: Mapping[int, Draft]) -> tuple[RowSides, ...]:
    """One for each record and each row above that a doubtful row may be; one beside nothing for what would be new."""
    records = (
        [known.records[one] for one in verdict.candidates] if verdict.record is None else [verdict.record]
    )
    found = [RowSides(record.id, fields=_beside_record(known, verdict, record)) for record in records]
    found += [
        RowSides(row=one, fields=_beside_row(known, drafts[one], verdict.draft)) for one in verdict.rows
    ]
    return tuple(found or [RowSides(fields=_beside_record(known, verdict, None))])


def _beside_record(known: Known, verdict: Verdict, record: Record | None) -> tuple[FieldSides, ...]:
    own = verdict.origin if record is not None and verdict.record is record else None
    weighed = weigh(known, verdict.draft, record, own.values if own is not None else None)
    fields = [
        _field(weighed, name, getattr(record, name, None), verdict.draft.values[name])
        for name in FIELDS[known.target]
        if name in verdict.draft.values
    ]
    belongings = [
        _together(meaning, _held(known, record, meaning), said, _gone(known, weighed, meaning))
        for meaning, said in _said_lists(verdict.draft)
    ]
    return tuple(one for one in (*fields, *belongings) if one is not None)


def _field(weighed: Weighed, name: str, here: Any, said: Any) -> FieldSides | None:
    before, after = _shown(here), _shown(said)
    if before == after or (mark(said) and mark(said) == mark(here)):
        return None
    if name in weighed.conflicts:
        return FieldSides(ColumnMeaning(name), before, after, taken=after, kept=before)
    stays = after if name in weighed.sets else before
    if not after and stays == before:
        return None  # an empty cell that changes nothing says nothing
    return FieldSides(ColumnMeaning(name), before, after, taken=stays, kept=stays)


def _beside_row(known: Known, above: Draft, draft: Draft) -> tuple[FieldSides, ...]:
    """The row above counts where the two differ (`joining`)."""
    both = with_others(above, (draft,))
    fields = []
    for name in FIELDS[known.target]:
        here, said = _shown(above.values.get(name)), _shown(draft.values.get(name))
        if said and here != said:
            stays = _shown(both.values.get(name))
            fields.append(FieldSides(ColumnMeaning(name), here, said, taken=stays, kept=stays))
    ours = dict(_said_lists(above))
    lists = [_together(meaning, ours.get(meaning, []), said) for meaning, said in _said_lists(draft)]
    return (*fields, *(one for one in lists if one is not None))


def _shown(value: Any) -> str:
    return shown(value) if mark(value) else ""


def _together(
    meaning: ColumnMeaning, here: list[str], said: list[str], gone: Iterable[str] = ()
) -> FieldSides | None:
    """What comes and goes one by one: contacts, people, groups."""
    key = _key_of(meaning)
    known, left_out = {key(one) for one in here}, {key(one) for one in gone}
    new = [one for one in said if key(one) not in known]
    if not new and not left_out:
        return None
    stays = ", ".join([*(one for one in here if key(one) not in left_out), *new])
    return FieldSides(meaning, ", ".join(here), ", ".join(said), taken=stays, kept=stays)


def _key_of(meaning: ColumnMeaning) -> Callable[[str], Hashable]:
    kind = CONTACTS.get(meaning.value)
    return folded if kind is None else lambda text: contact_key(kind, text)


def _said_lists(draft: Draft) -> list[tuple[ColumnMeaning, list[str]]]:
    get = draft.values.get
    found = [(ColumnMeaning(slot), [str(one) for one in get(slot) or ()]) for slot in CONTACTS]
    found.append(
        (ColumnMeaning.MEMBERS, [f"{one.given_name} {one.family_name}".strip() for one in draft.people])
    )
    found.append((ColumnMeaning.PARTNERS, [partner_name(one) for one in get("partners") or ()]))
    found.append((ColumnMeaning.GROUPS, list(get("groups") or ())))
    return [(meaning, said) for meaning, said in found if said]


def _held(known: Known, record: Record | None, meaning: ColumnMeaning) -> list[str]:
    if record is None:
        return []
    kind = CONTACTS.get(meaning.value)
    if kind is not None:
        return [one.value for one in known.contacts.get(record.id, ()) if one.contact_kind is kind]
    members = known.members.get(record.id, ())
    if meaning is ColumnMeaning.MEMBERS and KINDS[known.target] is Group:
        return [name_of(known.people[one.person_id]) for one in members if one.person_id in known.people]
    if meaning is ColumnMeaning.GROUPS and KINDS[known.target] is Person:
        return [known.groups[one.group_id].name for one in members if one.group_id in known.groups]
    partners = known.partners.get(record.id, ()) if meaning is ColumnMeaning.PARTNERS else ()
    return [known.groups[one.partner_id].name for one in partners if one.partner_id in known.groups]


def _gone(known: Known, weighed: Weighed, meaning: ColumnMeaning) -> list[str]:
    """What the table said of it before and says no more."""
    if meaning is ColumnMeaning.MEMBERS:
        return [name_of(known.people[one.person_id]) for one in weighed.gone_people]
    return [one.value for one in weighed.gone_contacts if one.contact_kind is CONTACTS.get(meaning.value)]
