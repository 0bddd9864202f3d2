"""Commands about people's data: see, write out and erase one person; whom to look at again."""

from __future__ import annotations

from pathlib import Path
from typing import Annotated

import typer

from cocity_desktop.application.erasing import ErasePerson, erase_person
from cocity_desktop.application.exports import note_export
from cocity_desktop.application.people_data import (
    GiveNoticeToMany,
    Keeping,
    KeepUntil,
    give_notice_to_many,
    json_of,
    keep_until,
    note_of,
    write_person_files,
)
from cocity_desktop.application.views.erasing import ErasurePreview
from cocity_desktop.cli.output import IMPOSSIBLE, say, say_table, stop, warn
from cocity_desktop.cli.records import Day, day_or_today
from cocity_desktop.cli.session import session_of
from cocity_desktop.domain.registry import NoticeChannel
from cocity_desktop.localization import _
from cocity_desktop.privacy_words import (
    words_for_copy,
    words_for_left,
    words_of_staying,
    words_of_vanishing,
)

people = typer.Typer(no_args_is_help=True)


@people.command("list")
def list_people(
    context: typer.Context,
    untold: Annotated[bool, typer.Option("--without-notice", help="Who was never given the notice.")] = False,
) -> None:
    """All people: id, groups, name."""
    with session_of(context).opened() as services:
        rows = services.people_data.untold() if untold else services.queries.people()
    say_table([(row.id, row.groups, row.name) for row in rows])


@people.command("show")
def show(context: typer.Context, person: str) -> None:
    """All that the archive holds about one person, as JSON. It is personal data: mind where it goes."""
    with session_of(context).opened() as services:
        data = services.people_data.about(person)
    say(json_of(data).decode().rstrip())


@people.command("export")
def export(
    context: typer.Context,
    person: str,
    out: Annotated[Path, typer.Option(help="The folder to write in.")],
) -> None:
    """Write one person's data as JSON and as PDF, and remember that it was done."""
    with session_of(context).opened() as services:
        data = services.people_data.about(person)
        out.mkdir(parents=True, exist_ok=True)
        files = write_person_files(data, out, services.privacy_papers, services.write_file)
        services.run(note_export, note_of(data, files[0]))
    for file in files:
        say(str(file))


@people.command("notice")
def notice(
    context: typer.Context,
    person: Annotated[list[str], typer.Argument(help="Ids of people.")],
    on: Day = None,
    channel: NoticeChannel = NoticeChannel.PAPER,
) -> None:
    """Record that these people were given the privacy notice."""
    cmd = GiveNoticeToMany(person_ids=tuple(person), given_on=day_or_today(on), channel=channel)
    with session_of(context).opened() as services:
        services.run(give_notice_to_many, cmd)
    say(str(len(person)))


@people.command("keep")
def keep(
    context: typer.Context,
    person: Annotated[list[str], typer.Argument(help="Ids of people.")],
    until: Day = None,
) -> None:
    """Say when these people's records are to be looked at again; without --until, never."""
    day = until.date() if until else None
    cmd = KeepUntil(records=tuple(Keeping("person", one, day) for one in person))
    with session_of(context).opened() as services:
        services.run(keep_until, cmd)
    say(str(len(person)))


@people.command("erase")
def erase(
    context: typer.Context,
    person: str,
    also: Annotated[
        list[str] | None,
        typer.Option(help="A record in which a name alone means this person; repeat for more."),
    ] = None,
    dry_run: Annotated[bool, typer.Option("--dry-run", help="Only say what would be done.")] = False,
    yes: Annotated[bool, typer.Option("--yes", help="Do not ask.")] = False,
) -> None:
    """Erase a person from the archive, its history and its backups. It cannot be undone."""
    with session_of(context).opened() as services:
        preview = services.erasures.preview(person)
        _tell(preview)
        if dry_run:
            return
        if not yes and typer.prompt(_("Type the name to erase the person for good")) != preview.name:
            stop(IMPOSSIBLE, _("Nothing was erased."))
        cmd = ErasePerson(person_id=person, also=frozenset(also or ()))
        done = services.run(erase_person, cmd, services.erasures, words_for_left)
    say(
        _("Erased. The person is called “persona cancellata n. {number}” from now on.").format(
            number=done.number
        )
    )
    for outcome in done.copies:
        say(f"  {words_for_copy(outcome)}")


def _tell(preview: ErasurePreview) -> None:
    for title, lines in (
        (_("What vanishes"), words_of_vanishing(preview)),
        (_("What stays, without the name"), words_of_staying(preview)),
        (_("What stays with the name, because the app cannot reach it"), map(words_for_left, preview.left)),
    ):
        say(title)
        for line in lines:
            say(f"  – {line}")
    for mention in preview.to_review:
        warn(_("To look at: {words} ({id})").format(words=mention.excerpt, id=mention.id))


def retention(context: typer.Context) -> None:
    """People and groups to look at again: id, last contact, day that is due, day proposed, name."""
    with session_of(context).opened() as services:
        rows = services.people_data.to_review()
    shown = [
        (row.id, *("–" if day is None else day.isoformat() for day in (row.last_contact, row.retain_until, row.proposed)),
         row.name)
        for row in rows
    ]  # fmt: skip
    say_table(shown)


def add_commands(root: typer.Typer) -> None:
    """Put the command that stands at the top."""
    root.command()(retention)
