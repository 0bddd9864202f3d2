"""Rows that a person said are one: the upper one leads, the others add to it what it does not say.

Where two of them say different things the upper one is taken: it is the one that was there first, and the person saw both.
"""

from __future__ import annotations

from collections import defaultdict
from dataclasses import replace
from typing import TYPE_CHECKING

from cocity_desktop.application.importing.weighing import mark
from cocity_desktop.application.views.importing import RowChoice

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence

    from cocity_desktop.application.importing.drafts import Draft
    from cocity_desktop.application.views.importing import RowDecision


def joined_rows(
    drafts: Sequence[Draft], keys: Sequence[str], decisions: Mapping[int, RowDecision]
) -> dict[int, int]:
    """The row that leads, by the number of each row that a person joined to one above it. Chains go to their top."""
    said = {number: one.row for number, one in decisions.items() if one.choice is RowChoice.MATCH and one.row}
    if not said:
        return {}
    first: dict[str, int] = {}
    top = {
        draft.row.number: first.setdefault(key, draft.row.number)
        for draft, key in zip(drafts, keys, strict=True)
    }
    leaders: dict[int, int] = {}
    for draft in drafts:
        number = draft.row.number
        above = top.get(said.get(number, 0), number)
        if above < number:
            leaders[number] = leaders.get(above, above)
    return leaders


def by_leader(drafts: Sequence[Draft], leaders: Mapping[int, int]) -> Mapping[int, Sequence[Draft]]:
    """The rows that each leading row takes in, in their order."""
    found: defaultdict[int, list[Draft]] = defaultdict(list)
    for draft in drafts:
        if draft.row.number in leaders:
            found[leaders[draft.row.number]].append(draft)
    return found


def with_others(leader: Draft, others: Sequence[Draft]) -> Draft:
    """What the rows say together."""
    whole = replace(leader, values=dict(leader.values), people=list(leader.people), notes=dict(leader.notes))
    for other in others:
        for slot, value in other.values.items():
            if isinstance(value, list):
                whole.values[slot] = list(dict.fromkeys((*whole.values.get(slot, ()), *value)))
            elif not mark(whole.values.get(slot)):
                whole.values[slot] = value
        known = {person.key for person in whole.people}
        whole.people += [person for person in other.people if person.key not in known]
        whole.people_asked = whole.people_asked or other.people_asked
        whole.notes = {**other.notes, **whole.notes}
        whole.signs = whole.signs or other.signs
    return whole
