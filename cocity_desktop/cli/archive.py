"""Commands that care for the archive as a whole: make it, export and import it, back it up, examine it."""

from __future__ import annotations

from pathlib import Path
from typing import Annotated

import typer

from cocity_desktop import bootstrap
from cocity_desktop.application.exports import NoteExport, note_export
from cocity_desktop.application.gate import GateState
from cocity_desktop.application.history import redo_last, undo_last
from cocity_desktop.application.views.health import Finding, HealthCode
from cocity_desktop.cli.output import IMPOSSIBLE, WRONG, say, stop, warn
from cocity_desktop.cli.session import session_of
from cocity_desktop.defect_messages import words_for_finding
from cocity_desktop.domain.keeping import ExportKind
from cocity_desktop.localization import _, ngettext

app = typer.Typer(no_args_is_help=True)

_ADVICE = frozenset({HealthCode.LAST_BACKUP})
"""Controls that are worth a word and no more when they fail."""

_IN_THE_WAY = frozenset({HealthCode.LOCK, HealthCode.PASSPHRASE})
"""Controls that, when they fail, leave the archive unexamined."""

SCHEMAS = ("archive", "patto", "percorso", "person", "risposta")


@app.command("export")
def export(context: typer.Context, file: Path) -> None:
    """Write the whole archive as open JSON. It is readable by anyone: keep it as you keep the archive."""
    with session_of(context).opened() as services:
        services.keeper.export(file)
        # After the file, so that it does not hold the note of itself: an export of what was read in gives the same bytes.
        services.run(note_export, NoteExport(kind=ExportKind.ARCHIVE, file_name=file.name, with_people=True))
    say(_("Archive written in {path}. Anyone can read it: it is not encrypted.").format(path=file))


@app.command("import")
def import_(context: typer.Context, file: Path) -> None:
    """Merge an archive file; an archive that is not there yet is made. Twice changes nothing."""
    session = session_of(context)
    gate = session.gate()
    try:
        if gate.state() is GateState.ABSENT:
            changes = gate.create_from(file, session.passphrase(confirm=True))
        else:
            changes = gate.unlock(session.passphrase()).keeper.import_file(file)
    finally:
        gate.close()
    if changes.change_id is None and not changes.touched:
        say(_("Nothing to change: all of this was already in the archive."))
    else:
        say(ngettext("{n} record read.", "{n} records read.", len(changes.touched)))


def init(
    context: typer.Context,
    house: Annotated[str, typer.Option(help="The name of the house.")],
) -> None:
    """Make a new archive for a house."""
    session = session_of(context)
    gate = session.gate()
    try:
        gate.create(house, session.passphrase(confirm=True))
    finally:
        gate.close()
    say(_("Archive made in {path}.").format(path=session.directory))


def backup(context: typer.Context, file: Path) -> None:
    """Copy the archive, encrypted as it is, into one file."""
    with session_of(context).opened() as services:
        services.keeper.backup(file)
    say(_("Backup written in {path}.").format(path=file))


def restore(context: typer.Context, file: Path) -> None:
    """Bring a backup back. What is in the directory is moved aside, never overwritten."""
    session = session_of(context)
    gate = session.gate()
    try:
        gate.restore(file, session.passphrase())
    finally:
        gate.close()
    say(_("Backup brought back into {path}.").format(path=session.directory))


def doctor(context: typer.Context) -> None:
    """Examine the archive's files and say what is wrong, and where the last backup is.

    Exit 1 if something is wrong, 2 if it could not be examined (open elsewhere, wrong passphrase).
    """
    session = session_of(context)
    gate = session.gate()
    if gate.state() is GateState.ABSENT:
        stop(IMPOSSIBLE, _("There is no archive in {path}.").format(path=session.directory))
    findings = gate.examine(session.passphrase())
    for finding in findings:
        _tell(finding)
    failed = {finding.code for finding in findings if not finding.ok} - _ADVICE
    if failed:
        stop(IMPOSSIBLE if failed & _IN_THE_WAY else WRONG)


def _tell(finding: Finding) -> None:
    if finding.ok:
        say(f"✓ {words_for_finding(finding)}")
    else:
        warn(f"{'·' if finding.code in _ADVICE else '✗'} {words_for_finding(finding)}")


def schema(name: Annotated[str, typer.Argument(help=", ".join(SCHEMAS))]) -> None:
    """Print a JSON Schema: of the archive file, of the pact, of the answer."""
    if name not in SCHEMAS:
        stop(IMPOSSIBLE, _("There is no schema called {name}.").format(name=name))
    say(bootstrap.schema(name).rstrip())


def undo(context: typer.Context) -> None:
    """Undo the last change."""
    with session_of(context).opened() as services:
        changes = undo_last(services.new_unit_of_work())
    say(_("Undone: {what}.").format(what=changes.subject or changes.label))


def redo(context: typer.Context) -> None:
    """Redo what was undone last."""
    with session_of(context).opened() as services:
        changes = redo_last(services.new_unit_of_work())
    say(_("Redone: {what}.").format(what=changes.subject or changes.label))


def add_commands(root: typer.Typer) -> None:
    """Put the commands that stand at the top."""
    for command in (init, backup, restore, doctor, schema, undo, redo):
        root.command()(command)
