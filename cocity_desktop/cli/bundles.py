"""Commands of the delivery: seal it, check one, answer one, take an answer back.

`verify` and `reply new` need no archive: an office can run them on a delivered file alone.
"""

from __future__ import annotations

from datetime import datetime
from pathlib import Path
from typing import Annotated, Any

import typer

from cocity_desktop import bootstrap
from cocity_desktop.application.deliveries import PrepareDelivery, deliver
from cocity_desktop.application.inspection import Answer, ArticleAnswer, Inspection
from cocity_desktop.application.replies import ImportReply, import_reply
from cocity_desktop.cli.output import IMPOSSIBLE, WRONG, say, say_json, say_table, stop, warn
from cocity_desktop.cli.session import session_of
from cocity_desktop.domain.deliveries import Verdict
from cocity_desktop.domain.errors import EnvironmentFault, ErrorCode
from cocity_desktop.labels import label_of
from cocity_desktop.localization import ROME, _, ngettext

replies = typer.Typer(no_args_is_help=True)

Answers = Annotated[list[str] | None, typer.Option(help="N=words; repeat for more.")]


def deliver_(
    context: typer.Context,
    pact: str,
    out: Annotated[Path, typer.Option(help="The file to write.")],
    override: Annotated[
        list[str] | None, typer.Option(help="CODE=reason: let a blocking gap pass; repeat for more.")
    ] = None,
) -> None:
    """Seal a pact as one verifiable file. Exit 1 while something that blocks has no reason."""
    reasons = dict(_pair(text) for text in override or ())
    with session_of(context).opened() as services:
        _changes, sealed = deliver(
            PrepareDelivery(pact_id=pact, overrides=reasons),
            out,
            services.new_unit_of_work,
            services.minutes_of,
            services.read_bytes,
            services.press,
            services.sealer,
        )
    say_table(
        [
            (_("file"), str(sealed.path)),
            (_("content code"), sealed.content_code),
            (_("file code"), sealed.file_code),
        ]
    )


def verify(
    path: Path,
    key: Annotated[
        Path | None, typer.Option(help="The house's public key: only this one is accepted.")
    ] = None,
    as_json: Annotated[bool, typer.Option("--json")] = False,
    bagit: Annotated[bool, typer.Option("--bagit", help="Only the verdict of RFC 8493, on any bag.")] = False,
) -> None:
    """Check a delivery, zipped or unpacked, and name every defect. Exit 1 if it is not valid."""
    verifier = bootstrap.verifier()
    checked = verifier.bagit(path) if bagit else verifier.verify(path, key)
    for warning in checked.warnings:
        warn(f"{warning.path or '–'}: {warning.words}")
    if as_json:
        say_json(_as_json(checked))
    else:
        _say_verdict(checked, bagit)
    if not checked.valid:
        stop(WRONG)


def _say_verdict(checked: Inspection, bagit: bool) -> None:
    for defect in checked.defects:
        say(f"✗ {defect.path or '–'}: {defect.words}")
    if not checked.valid:
        say(ngettext("Not valid: {n} defect.", "Not valid: {n} defects.", len(checked.defects)))
        return
    say(_("Valid."))
    if bagit:
        return
    rows = [(_("content code"), checked.content_code), (_("file code"), checked.file_code)]
    say_table([*rows, (_("signed by"), checked.key_name)])
    if not checked.key_trusted:
        say(
            _("The key was not compared with one you trust: give --key, or compare the codes with the paper.")
        )


def _as_json(checked: Inspection) -> dict[str, Any]:
    return {
        "valid": checked.valid,
        "defects": [{"code": d.code, "path": d.path, "words": d.words} for d in checked.defects],
        "content_code": checked.content_code,
        "file_code": checked.file_code,
        "signer": checked.key_name or None,
        "trusted": checked.key_trusted,
        "info": dict(checked.info),
    }


@replies.command("new")
def new(
    bundle: Path,
    out: Annotated[Path, typer.Option(help="The answer file to write.")],
    office: str = "",
    protocol: str = "",
    note: str = "",
    on: Annotated[datetime | None, typer.Option(formats=["%Y-%m-%d"])] = None,
    accept_all: Annotated[
        bool, typer.Option(help="Accept every article that nothing else is said of.")
    ] = False,
    accept: Annotated[list[int] | None, typer.Option(help="An article's number; repeat for more.")] = None,
    text: Answers = None,
    defer: Answers = None,
    reject: Answers = None,
    reason: Answers = None,
) -> None:
    """Make the Comune's answer to a delivery. Articles without a verdict are left to fill in the file."""
    verifier = bootstrap.verifier()
    checked = verifier.verify(bundle)
    if not checked.valid:
        _say_verdict(checked, bagit=False)
        stop(WRONG)
    answer = Answer(
        office=office,
        protocol=protocol,
        note=note,
        replied_on=on.date() if on else datetime.now(ROME).date(),
        articles=_articles(accept, text, defer, reject, reason),
        accept_rest=accept_all,
    )
    for number in set(answer.articles) - set(checked.article_numbers()):
        stop(IMPOSSIBLE, _("This delivery has no article {number}.").format(number=number))
    bootstrap.write_file(out, verifier.answer(checked, answer))
    say(str(out))


def _articles(
    accept: list[int] | None,
    text: list[str] | None,
    defer: list[str] | None,
    reject: list[str] | None,
    reason: list[str] | None,
) -> dict[int, ArticleAnswer]:
    """What the options say of each article. The words of --defer and --reject are their reasons."""
    reasons = dict(map(_numbered, reason or ()))
    said = {number: ArticleAnswer(Verdict.ACCEPTED) for number in accept or ()}
    for number, words in map(_numbered, text or ()):
        said[number] = ArticleAnswer(Verdict.ACCEPTED_WITH_TEXT, words, reasons.get(number, ""))
    for verdict, options in ((Verdict.DEFERRED, defer), (Verdict.REJECTED, reject)):
        for number, words in map(_numbered, options or ()):
            said[number] = ArticleAnswer(verdict, reason=words)
    return said


@replies.command("import")
def import_(context: typer.Context, file: Path) -> None:
    """Take the Comune's answer in. What it did not accept goes on the next meeting's agenda."""
    content = _read(file)
    with session_of(context).opened() as services:
        changes = services.run(import_reply, ImportReply(content=content), services.reply_reader)
        rows = services.queries.deliveries()
        found = [services.queries.delivery(row.id) for row in rows]
    reply = next(d.reply for d in found if d.reply is not None and d.reply.id == changes.created)
    for item in reply.items:
        where = f" → {item.on_agenda_of}" if item.on_agenda_of else ""
        say(f"{item.article_number}. {item.title}: {label_of(item.verdict)}{where}")


def _numbered(text: str) -> tuple[int, str]:
    number, words = _pair(text)
    if not number.isdigit():
        stop(IMPOSSIBLE, _("Write it as NUMBER=words: {text}").format(text=text))
    return int(number), words


def _pair(text: str) -> tuple[str, str]:
    left, equals, right = text.partition("=")
    if not equals:
        stop(IMPOSSIBLE, _("Write it as NAME=words: {text}").format(text=text))
    return left.strip(), right.strip()


def _read(file: Path) -> bytes:
    try:
        return file.read_bytes()
    except OSError as error:
        raise EnvironmentFault(ErrorCode.FILE_UNREADABLE, path=str(file)) from error


def public_key(context: typer.Context) -> None:
    """Print the house's public key, to give to the Comune once."""
    with session_of(context).opened() as services:
        say(services.keeper.public_key().rstrip())


def add_commands(root: typer.Typer) -> None:
    """Put the commands that stand at the top."""
    root.command("deliver")(deliver_)
    root.command()(verify)
    root.command("key")(public_key)
