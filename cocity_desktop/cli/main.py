"""`cocity`: everything that the window does, from the command line, with exit codes that a script can read.

0 done, 1 the thing is wrong (invalid file, failed control), 2 it could not be done.
"""

from __future__ import annotations

import os
from pathlib import Path
from typing import Annotated, Any

import typer
from typer.core import TyperGroup

from cocity_desktop import __version__, bootstrap
from cocity_desktop.cli import (
    archive,
    bundles,
    demo,
    doubles,
    importing,
    leaving,
    meetings,
    pacts,
    papers,
    people,
    places,
    records,
    regulations,
    searching,
    signed,
    staff,
    versions,
)
from cocity_desktop.cli.output import IMPOSSIBLE, refusals_as_exit_codes, say, stop, use_utf8
from cocity_desktop.cli.session import Session
from cocity_desktop.localization import LANGUAGES, use_language


class RefusingGroup(TyperGroup):
    """The root command: every refusal below it becomes words and an exit code, and only bugs a traceback."""

    def invoke(self, ctx: Any) -> Any:
        """Run the chosen command."""
        try:
            with refusals_as_exit_codes():
                return super().invoke(ctx)
        except typer.Abort:  # the person left the question for the passphrase unanswered
            stop(IMPOSSIBLE)


app = typer.Typer(
    name="cocity",
    cls=RefusingGroup,
    help="Co-City Desktop: groups, meetings, commitments, pacts and their delivery.",
    no_args_is_help=True,
    add_completion=False,
    pretty_exceptions_enable=False,
)
app.add_typer(archive.app, name="archive", help="The whole archive in and out, as open JSON.")
app.add_typer(records.groups, name="group", help="Groups and the people in them.")
app.add_typer(records.places, name="place", help="The commons.")
app.add_typer(records.processes, name="process", help="The path from contact to pact.")
app.add_typer(meetings.app, name="meeting", help="Meetings: agenda, what is said, minutes.")
app.add_typer(meetings.commitments, name="commitment", help="Who promised what.")
app.add_typer(people.people, name="person", help="People's data: seen, written out, erased.")
app.add_typer(pacts.app, name="pact", help="Draft pacts.")
app.add_typer(signed.app, name="signed", help="Pacts that came back signed.")
app.add_typer(regulations.app, name="regulation", help="Regulations: those here, and your own.")
app.add_typer(bundles.replies, name="reply", help="The Comune's answer.")
app.add_typer(importing.app, name="import", help="Tables of others: spreadsheets, registers.")
app.add_typer(staff.app, name="staff", help="Who works here, and whose phrases open the archive.")
papers.add_commands(meetings.app)
places.add_commands(records.places)
archive.add_commands(app)
leaving.add_commands(app)
bundles.add_commands(app)
demo.add_commands(app)
doubles.add_commands(app)
people.add_commands(app)
versions.add_commands(pacts.app)
searching.add_commands(app)


def _version(wanted: bool) -> None:
    if wanted:
        say(f"cocity {__version__}")
        raise typer.Exit


@app.callback()
def before_every_command(
    context: typer.Context,
    data: Annotated[Path | None, typer.Option("--data", help="The archive's directory.")] = None,
    passphrase_file: Annotated[
        Path | None, typer.Option(help="A file whose first line is the passphrase.")
    ] = None,
    language: Annotated[str, typer.Option(help="it or en.")] = os.environ.get("COCITY_LANGUAGE", "it"),
    _version_wanted: Annotated[
        bool, typer.Option("--version", callback=_version, is_eager=True, help="Say the version.")
    ] = False,
) -> None:
    """Choose the archive and the language."""
    use_language(language if language in LANGUAGES else LANGUAGES[0], bootstrap.shipped()[1])
    context.obj = Session(data or bootstrap.default_directory(), passphrase_file)


def run() -> None:
    """Entry point of `cocity`."""
    use_utf8()
    app()


if __name__ == "__main__":
    run()
