"""What the steps of an import say in sentences."""

from __future__ import annotations

from typing import TYPE_CHECKING

from cocity_desktop.application.views.importing import ColumnMeaning, RowChoice, RowReason, RowState
from cocity_desktop.domain.keeping import ImportTarget
from cocity_desktop.import_words import words_for_count, words_for_meaning, words_for_reason, words_for_value
from cocity_desktop.localization import _, ngettext, pgettext
from cocity_desktop.ui.models.columns import Chip

if TYPE_CHECKING:
    from cocity_desktop.application.importing.ports import Table
    from cocity_desktop.application.views.importing import ColumnProposal, ImportPlan, RowDecision, RowPlan
    from cocity_desktop.ui.theme.tokens import Tone

STEPS = 4


def steps() -> tuple[str, ...]:
    """The names of the four steps."""
    return (_("The file"), _("The columns"), _("The trial"), _("Done"))


def targets() -> tuple[tuple[ImportTarget, str], ...]:
    """What a table may be about, as it is asked."""
    return (
        (ImportTarget.GROUPS, _("Groups")),
        (ImportTarget.PEOPLE, _("People")),
        (ImportTarget.PLACES, _("Places")),
        (ImportTarget.PROCESSES, _("Processes")),
        (ImportTarget.REGISTER, _("Register of pacts")),
    )


def about(target: ImportTarget) -> str:
    """What is done with a table of that kind."""
    return {
        ImportTarget.GROUPS: _("One row for each group; its contacts and people may be in the same row."),
        ImportTarget.PEOPLE: _("One row for each person, with the group they belong to if you know it."),
        ImportTarget.PLACES: _("One row for each place, with its address or its coordinates."),
        ImportTarget.PROCESSES: _(
            "Processes that were exported from here or another house, with their history. Import places and groups first."
        ),
        ImportTarget.REGISTER: _(
            "The register that a Comune publishes: one process for each row. A newer edition moves on what is here."
        ),
    }[target]


def table_facts(table: Table) -> str:
    """«registro.csv, 62 righe, 18 colonne»."""
    rows = ngettext("{n} row", "{n} rows", len(table.rows))
    columns = ngettext("{n} column", "{n} columns", len(table.headings))
    sheet = _("sheet “{name}”").format(name=table.sheet) if len(table.sheets) > 1 else ""
    return ", ".join(filter(None, (table.file_name, sheet, rows, columns)))


def ignored(columns: tuple[ColumnProposal, ...]) -> str:
    """Which columns are left out, in words."""
    left = [one.heading for one in columns if one.meaning is ColumnMeaning.IGNORE]
    if not left:
        return _("Every column is read.")
    said = ngettext("{n} column is not read: {names}.", "{n} columns are not read: {names}.", len(left))
    shown = ", ".join(left[:6]) + ("…" if len(left) > 6 else "")
    return with_one_stop(said.format(names=shown))


def with_one_stop(said: str) -> str:
    """A sentence that ends in what somebody wrote: «Circ.» and «…» need no second full stop."""
    return said[:-1] if said.endswith(("..", "….")) else said


PLAIN = frozenset(
    {
        RowReason.NOT_HERE_YET, RowReason.KNOWN_ROW, RowReason.SAME_ID, RowReason.SAME_FISCAL_CODE, RowReason.SAME_VAT_NUMBER,
        RowReason.SAME_MAIL, RowReason.SAME_NAME,
    }
)  # fmt: skip
"""Reasons that tell how a row was understood: nothing about them needs care."""

_CHIPS: dict[RowState, tuple[Tone, str | None]] = {
    RowState.NEW: ("success", "plus"),
    RowState.CHANGED: ("primary", "pencil"),
    RowState.UNCHANGED: ("neutral", None),
    RowState.DOUBTFUL: ("warning", "help-circle"),
    RowState.REFUSED: ("danger", "close-circle"),
}


def state_word(state: RowState) -> str:
    """A row's state in one word."""
    return {
        RowState.NEW: pgettext("row", "new"),
        RowState.CHANGED: pgettext("row", "changed"),
        RowState.UNCHANGED: pgettext("row", "unchanged"),
        RowState.DOUBTFUL: pgettext("row", "doubtful"),
        RowState.REFUSED: pgettext("row", "refused"),
    }[state]


def chip(row: RowPlan) -> Chip:
    """Its state as a chip."""
    tone, icon = _CHIPS[row.state]
    return Chip(state_word(row.state), tone, icon)


def count_of(state: RowState | None, count: int) -> str:
    """«4 nuove», «6 cambiate»; None counts all."""
    if state is None:
        return ngettext("all, {n}", "all {n}", count)
    return words_for_count(state, count)


def done_facts(plan: ImportPlan, coming: int) -> list[str]:
    """What became of the rows, `coming` of which were written."""
    doubtful = plan.count(RowState.DOUBTFUL)
    taken = coming - plan.count(RowState.NEW) - plan.count(RowState.CHANGED)
    counts = [(state, plan.count(state)) for state in RowState if state is not RowState.DOUBTFUL]
    facts = [count_of(state, count) for state, count in counts if count]
    if taken:
        facts.append(ngettext("{n} doubtful row came in", "{n} doubtful rows came in", taken))
    if doubtful - taken:
        left = doubtful - taken
        facts.append(ngettext("{n} doubtful row was left out", "{n} doubtful rows were left out", left))
    return facts


def why(row: RowPlan, decision: RowDecision | None) -> str:
    """The reason of a row in one line: what was decided, else the first reason."""
    if decision is not None:
        return _("Decided: {choice}").format(choice=choice_word(decision))
    if row.state is RowState.CHANGED and row.diffs:
        return _changes(row)
    if row.reasons:
        more = len(row.reasons) - 1
        first = words_for_reason(row.reasons[0])
        return f"{first} (+{more})" if more else first
    return ""


def _changes(row: RowPlan) -> str:
    """The first field that changes, and how many more do."""
    first, more = row.diffs[0], len(row.diffs) - 1
    before, after = (words_for_value(first.meaning, text) or "–" for text in (first.before, first.after))
    said = f"{words_for_meaning(first.meaning)}: {before} → {after}"
    return f"{said} (+{more})" if more else said


def choice_word(decision: RowDecision) -> str:
    """A choice, after «deciso:»."""
    if decision.row:
        return _("the same as row {number}").format(number=decision.row)
    return {
        RowChoice.SKIP: _("left out"),
        RowChoice.TAKE: _("as in the table"),
        RowChoice.KEEP: _("what is here stays"),
        RowChoice.MATCH: _("it is the same one"),
        RowChoice.CREATE: _("a new one"),
    }[decision.choice]


def choice_card(offer: RowDecision, name: str = "") -> tuple[str, str]:
    """A choice as a card: words and consequence."""
    if offer.row:
        return (
            _("It is the same as row {number}").format(number=offer.row),
            _("“{name}”: one is made of both. Where they differ, that row counts.").format(name=name),
        )
    return {
        RowChoice.SKIP: (pgettext("a row", "Leave it out"), _("Nothing of this row is imported this time.")),
        RowChoice.TAKE: (
            _("Take it as the table has it"),
            _("What is not understood stays out, or as words; where both changed, the table wins."),
        ),
        RowChoice.KEEP: (_("Keep what is here"), _("Where both changed ours stays; the rest is taken.")),
        RowChoice.MATCH: (_("It is “{name}”").format(name=name), _("That one is changed, none is added.")),
        RowChoice.CREATE: (_("It is another one"), _("A new one is made.")),
    }[offer.choice]


def undecided(row: RowPlan) -> str:
    """What becomes of a doubtful row nobody decides about."""
    if row.comes_in:
        return _("If you do not choose, it comes in and what is not understood stays as words.")
    return _("If you do not choose, it stays out.")


def nothing_comes(plan: ImportPlan | None) -> str:
    """Why there is nothing to import."""
    if plan is not None and plan.count(RowState.UNCHANGED) == len(plan.rows):
        return _("nothing to import: all of it is here already")
    return _("nothing to import")
