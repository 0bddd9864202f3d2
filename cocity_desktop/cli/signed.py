"""Commands for signed pacts: look at a file, keep it, and say whose certificates are trusted."""

from __future__ import annotations

from pathlib import Path
from typing import Annotated

import typer

from cocity_desktop.application.signed_copies import (
    KeepSignedCopy,
    LookAtSignedCopy,
    keep_signed_copy,
    look_at_signed_copy,
)
from cocity_desktop.cli.output import WRONG, say, say_table, stop
from cocity_desktop.cli.records import Day, day_or_today
from cocity_desktop.cli.session import session_of
from cocity_desktop.domain.errors import EnvironmentFault, ErrorCode
from cocity_desktop.domain.signatures import SignatureVerdict
from cocity_desktop.labels import label_of
from cocity_desktop.localization import _, ngettext
from cocity_desktop.signature_words import after_keeping, doubts, sameness, when, who, wholeness

app = typer.Typer(no_args_is_help=True)


@app.command("check")
def check(context: typer.Context, pact: str, file: Path) -> None:
    """What a signed PDF or .p7m says, beside what was delivered. Exit 1 if it was altered."""
    with session_of(context).opened() as services:
        cmd = LookAtSignedCopy(pact_id=pact, content=_read(file))
        report = services.run(look_at_signed_copy, cmd, services.signatures)
    say(label_of(report.file.form))
    for one in report.file.signatures:
        said = " ".join(filter(None, (wholeness(one), doubts(one))))
        say_table([(label_of(one.verdict), who(one), when(one), said)])
    say(sameness(report))
    say(after_keeping(report))
    if report.file.verdict is SignatureVerdict.ALTERED:
        stop(WRONG)


@app.command("keep")
def keep(
    context: typer.Context,
    pact: str,
    file: Path,
    on: Day = None,
    paper: Annotated[bool, typer.Option("--paper", help="A scan of paper signed by hand.")] = False,
    reference: str = "",
) -> None:
    """Keep the signed file as it is, signed `--on` a day (today without it). Prints the id of the file."""
    with session_of(context).opened() as services:
        cmd = KeepSignedCopy(
            pact_id=pact,
            name=file.name,
            content=_read(file),
            signed_on=day_or_today(on),
            on_paper=paper,
            reference=reference,
        )
        changes = services.run(keep_signed_copy, cmd, services.signatures)
    say(changes.created or "")


@app.command("issuers")
def issuers(context: typer.Context) -> None:
    """Whose certificates this computer trusts."""
    with session_of(context).opened() as services:
        names = services.signatures.issuers()
    say_table([(name,) for name in names])
    if not names:
        say(_("None yet."))


@app.command("trust")
def trust(context: typer.Context, file: Path) -> None:
    """Take issuers in: a certificate (PEM, DER), or the trusted list of a Member State (XML)."""
    with session_of(context).opened() as services:
        count = services.signatures.trust(file.name, _read(file))
    say(ngettext("{n} issuer taken in", "{n} issuers taken in", count))


def _read(path: Path) -> bytes:
    try:
        return path.read_bytes()
    except OSError as error:
        raise EnvironmentFault(ErrorCode.FILE_UNREADABLE, path=str(path)) from error
