"""Verdicts as the views of a dry run."""

from __future__ import annotations

from typing import TYPE_CHECKING

from cocity_desktop.application.belonging_cells import consents_in_cell
from cocity_desktop.application.importing.known import name_of
from cocity_desktop.application.importing.sides import sides_of
from cocity_desktop.application.importing.texts import shown
from cocity_desktop.application.views.importing import (
    ColumnMeaning,
    ColumnProposal,
    FieldDiff,
    ImportPlan,
    ProposedBy,
    RowPlan,
    RowState,
)

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence

    from cocity_desktop.application.importing.drafts import Draft
    from cocity_desktop.application.importing.judging import Verdict
    from cocity_desktop.application.importing.known import Known
    from cocity_desktop.application.importing.ports import Table
    from cocity_desktop.application.importing.weighing import Weighed


def plan_of(
    known: Known, verdicts: Sequence[Verdict], table: Table, meanings: Sequence[ColumnMeaning]
) -> ImportPlan:
    """The whole plan, row by row."""
    columns = tuple(
        ColumnProposal(heading, meaning, ProposedBy.HEADING)
        for heading, meaning in zip(table.headings, meanings, strict=True)
    )
    drafts = {one.draft.row.number: one.draft for one in verdicts}
    return ImportPlan(
        known.target, known.source, columns, tuple(_row(known, one, drafts) for one in verdicts)
    )


def _row(known: Known, verdict: Verdict, drafts: Mapping[int, Draft]) -> RowPlan:
    record = verdict.record
    return RowPlan(
        number=verdict.draft.row.number,
        state=verdict.state,
        title=verdict.draft.title or (name_of(record) if record else ""),
        record_id=record.id if record else "",
        diffs=tuple(_diffs(known, verdict, verdict.weighed)) if verdict.weighed else (),
        reasons=tuple(verdict.reasons),
        candidates=tuple((one, name_of(known.records[one])) for one in verdict.candidates),
        rows=tuple((one, drafts[one].title) for one in verdict.rows),
        sides=sides_of(known, verdict, drafts) if verdict.state is RowState.DOUBTFUL else (),
    )


def _diffs(known: Known, verdict: Verdict, weighed: Weighed) -> list[FieldDiff]:
    record = verdict.record
    diffs = [
        FieldDiff(ColumnMeaning(name), shown(getattr(record, name)) if record else "", shown(value))
        for name, value in weighed.sets.items()
    ]
    diffs += [FieldDiff(ColumnMeaning(kind.value), "", value) for kind, value in weighed.new_contacts]
    diffs += [
        FieldDiff(ColumnMeaning(one.contact_kind.value), one.value, "") for one in weighed.gone_contacts
    ]
    diffs += [
        FieldDiff(ColumnMeaning.MEMBERS, "", f"{one.given_name} {one.family_name}".strip())
        for one in weighed.new_people
    ]
    diffs += [
        FieldDiff(ColumnMeaning.MEMBERS, name_of(known.people[one.person_id]), "")
        for one in weighed.gone_people
    ]
    diffs += [
        FieldDiff(ColumnMeaning.MEMBER_ROLE, one.role.value, (named.role or one.role).value)
        for one, named in weighed.changed_people
    ]
    diffs += [FieldDiff(ColumnMeaning.GROUPS, "", known.groups[one].name) for one in weighed.new_groups]
    diffs += [
        FieldDiff(ColumnMeaning.PARTNERS, "", known.groups[one].name) for one, _ in weighed.new_partners
    ]
    diffs += [FieldDiff(ColumnMeaning.PARTNERS, "", name) for name, _ in weighed.coming_partners]
    diffs += [
        FieldDiff(ColumnMeaning.CONSENTS, "", consents_in_cell((one,))) for one in weighed.told_consents
    ]
    diffs += [
        FieldDiff(ColumnMeaning.CONSENTS, shown(one.given_on), f"– {shown(day)}")
        for one, day in weighed.withdrawn
    ]
    diffs += [
        FieldDiff(
            ColumnMeaning(one.contact_kind.value), one.value, f"{one.value} {'★' if on else ''}".strip()
        )
        for one, on in weighed.turned
    ]
    if weighed.signs and record is not None:
        diffs.append(FieldDiff(ColumnMeaning.REPRESENTATIVE, "", verdict.draft.signs))
    for kind, value in weighed.new_consents:
        meaning = {"notice": "notice_given_on"}.get(kind.value, kind.value)
        diffs.append(FieldDiff(ColumnMeaning(meaning), "", "✓" if value is True else shown(value)))
    return diffs
