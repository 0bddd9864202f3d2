"""Groups inside groups of one table: a member or lead partner that another row makes, above or below, is linked at once.

While rows are judged no group of the table is in the archive yet, so this comes after: first for what is told, then written.
"""

from __future__ import annotations

from collections import defaultdict
from typing import TYPE_CHECKING

from cocity_desktop.application.importing.folding import digest, folded
from cocity_desktop.application.importing.known import name_in
from cocity_desktop.application.importing.weighing import partner_name
from cocity_desktop.application.views.importing import Reason, RowReason, RowState
from cocity_desktop.domain.registry import Partnership

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence

    from cocity_desktop.application.importing.judging import Verdict
    from cocity_desktop.application.importing.known import Known
    from cocity_desktop.application.ports import UnitOfWork

_WRITING = (RowState.NEW, RowState.CHANGED, RowState.UNCHANGED)


def join_rows(known: Known, verdicts: Sequence[Verdict]) -> None:
    """Partners that are not here but come with this table are no longer unknown. Of two of one name, none is meant."""
    coming: defaultdict[str, list[Verdict]] = defaultdict(list)
    for verdict in verdicts:
        if verdict.state is RowState.NEW:
            coming[name_in(verdict.draft)].append(verdict)
    for verdict in verdicts:
        if verdict.state in _WRITING and verdict.draft.values.get("partners"):
            _join(known, verdict, coming)


def _join(known: Known, verdict: Verdict, coming: Mapping[str, Sequence[Verdict]]) -> None:
    weighed = verdict.weighed
    if weighed is None:
        return
    column = known.headings.get("partners", "")
    for text in verdict.draft.values["partners"]:
        name = partner_name(text)
        unknown = Reason(RowReason.GROUP_UNKNOWN, column, name)
        found = coming.get(folded(name), ())
        if unknown not in verdict.reasons or len(found) != 1 or found[0] is verdict:
            continue
        verdict.reasons.remove(unknown)
        weighed.coming_partners.append((name, name != text))
        weighed.last["partners"] = sorted({*weighed.last.get("partners", ()), digest(folded(name))})
    if weighed.coming_partners and verdict.state is RowState.UNCHANGED:
        verdict.state = RowState.CHANGED
    if verdict.state is RowState.NEW and not verdict.reasons:
        verdict.reasons.append(Reason(RowReason.NOT_HERE_YET))


def write_inside(uow: UnitOfWork, known: Known, verdicts: Sequence[Verdict]) -> None:
    """After the records themselves."""
    made = {
        name_in(one.draft): known.origins[one.key].record_id for one in verdicts if one.state is RowState.NEW
    }
    for verdict in verdicts:
        if verdict.weighed is None or not verdict.weighed.coming_partners:
            continue
        group_id = verdict.record.id if verdict.record else known.origins[verdict.key].record_id
        for name, is_lead in verdict.weighed.coming_partners:
            if is_lead:
                for other in known.partners[group_id]:
                    other.is_lead = False
            new = Partnership(
                id=uow.new_id(), group_id=group_id, partner_id=made[folded(name)], is_lead=is_lead
            )
            known.partners[group_id].append(uow.add(new))
