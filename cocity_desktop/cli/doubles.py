"""Commands of doubles: which records may be one, make them one, part them again."""

from __future__ import annotations

from enum import StrEnum
from typing import Annotated

import typer

from cocity_desktop.application.merging import MergeRecords, merge_records
from cocity_desktop.application.unmerging import Unmerge, unmerge
from cocity_desktop.cli.output import say, say_table
from cocity_desktop.cli.session import session_of
from cocity_desktop.likeness_words import against_words, field_words, for_words, move_words, value_words
from cocity_desktop.localization import _, ngettext


class Which(StrEnum):
    """What is looked at, in the plural."""

    GROUPS = "groups"
    PEOPLE = "people"
    PLACES = "places"


class One(StrEnum):
    """A kind of record that is merged."""

    GROUP = "group"
    PERSON = "person"
    PLACE = "place"


_KINDS = {Which.GROUPS: One.GROUP, Which.PEOPLE: One.PERSON, Which.PLACES: One.PLACE}


def add_commands(app: typer.Typer) -> None:
    """`cocity duplicates`, `cocity merge`, `cocity unmerge`."""
    app.command("duplicates")(duplicates)
    app.command("merge")(merge)
    app.command("unmerge")(part)


def duplicates(
    context: typer.Context,
    which: Annotated[Which | None, typer.Argument(help="All three when left out.")] = None,
) -> None:
    """Which records may be one: score, kind, both ids, both names, why."""
    with session_of(context).opened() as services:
        rows = []
        for one in [which] if which else list(Which):
            for likeness in services.matcher.likely(services.queries.facts(_KINDS[one].value)):
                reasons = ", ".join(
                    (*for_words(likeness), *(f"({words})" for words in against_words(likeness)))
                )
                rows.append(
                    (
                        f"{likeness.score:.2f}", likeness.kind, likeness.first_id, likeness.second_id,
                        f"{likeness.first_name} / {likeness.second_name}", reasons,
                    )
                )  # fmt: skip
    say_table(rows)


def merge(
    context: typer.Context,
    kind: One,
    kept: Annotated[str, typer.Argument(help="The id of the record that stays.")],
    gone: Annotated[str, typer.Argument(help="The id of the one that is taken into it.")],
    dry_run: Annotated[
        bool, typer.Option("--dry-run", help="Only say what would be kept and what would move.")
    ] = False,
) -> None:
    """Make two records one. It can be taken back at any time: `cocity unmerge`."""
    with session_of(context).opened() as services:
        seen = services.queries.merge_preview(kind.value, kept, gone)
        say_table(
            [
                (
                    field_words(one.name),
                    value_words(one.kept, one.name),
                    value_words(one.gone, one.name),
                    one.proposed.value,
                )
                for one in seen.fields
            ]
        )
        moving = move_words(seen.moves)
        if moving:
            say(_("Moves: {what}").format(what=moving))
        if dry_run:
            return
        likeness = services.matcher.compare(services.queries.facts(kind.value), kept, gone)
        reasons = for_words(likeness) if likeness is not None else ()
        changes = services.run(
            merge_records, MergeRecords(kind=kind.value, kept_id=kept, gone_id=gone, reasons=reasons)
        )
    say(changes.created or "")


def part(
    context: typer.Context, merge_id: Annotated[str, typer.Argument(help="What `cocity merge` said.")]
) -> None:
    """Part two records that were made one; later edits stay where they were made."""
    with session_of(context).opened() as services:
        changes = services.run(unmerge, Unmerge(merge_id=merge_id))
    say(changes.created or "")
    if changes.left_out:
        count = len(changes.left_out)
        say(
            ngettext(
                "{n} thing could not come back: what it belongs to is no longer there.",
                "{n} things could not come back: what they belong to is no longer there.",
                count,
            )
        )
