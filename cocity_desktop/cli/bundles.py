"""Commands of the delivery: seal it, check one, answer one, take an answer back.

`verify` and `reply new` need no archive: an office can run them on a delivered file alone.
"""

from __future__ import annotations

from datetime import datetime
from pathlib import Path  # noqa: TC003 (typer reads the annotations of commands)
from typing import Annotated, Any

import typer

from cocity_desktop.application.deliveries import PrepareDelivery, deliver
from cocity_desktop.application.replies import ImportReply, import_reply
from cocity_desktop.bundle.minisign import PublicKey
from cocity_desktop.bundle.reader import Comparison, Verification, bagit_verdict, verify_bundle
from cocity_desktop.bundle.reply import answerable, new_reply, reply_bytes, set_verdict
from cocity_desktop.cli.output import IMPOSSIBLE, WRONG, say, say_json, say_table, stop, warn
from cocity_desktop.cli.session import session_of
from cocity_desktop.defect_messages import words_for_defect
from cocity_desktop.domain.deliveries import Verdict
from cocity_desktop.domain.errors import EnvironmentFault, ErrorCode
from cocity_desktop.labels import label_of
from cocity_desktop.localization import ROME, _, ngettext
from cocity_desktop.system import paths
from cocity_desktop.system.files import write_atomically

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
    trusted = [_public_key(key)] if key else None
    checked = bagit_verdict(path) if bagit else verify_bundle(path, paths.resources() / "schemas", trusted)
    for warning in checked.warnings:
        warn(words_for_defect(warning))
    if as_json:
        say_json(_as_json(checked))
    else:
        _say_verdict(checked, bagit)
    if not checked.valid:
        stop(WRONG)


def _say_verdict(checked: Verification, bagit: bool) -> None:
    for defect in checked.defects:
        say(f"✗ {defect.path or '–'}: {words_for_defect(defect)}")
    if not checked.valid:
        say(ngettext("Not valid: {n} defect.", "Not valid: {n} defects.", len(checked.defects)))
        return
    say(_("Valid."))
    if bagit:
        return
    rows = [(_("content code"), checked.content_code), (_("file code"), checked.file_code)]
    if checked.signer is not None:
        rows.append((_("signed by"), checked.signer.key_name))
    say_table(rows)
    if checked.signer is not None and checked.signer.comparison is not Comparison.TRUSTED:
        say(
            _("The key was not compared with one you trust: give --key, or compare the codes with the paper.")
        )


def _as_json(checked: Verification) -> dict[str, Any]:
    return {
        "valid": checked.valid,
        "defects": [
            {"code": d.code.value, "path": d.path, "words": words_for_defect(d)} for d in checked.defects
        ],
        "content_code": checked.content_code,
        "file_code": checked.file_code,
        "signer": checked.signer.key_name if checked.signer else None,
        "trusted": checked.signer is not None and checked.signer.comparison is Comparison.TRUSTED,
        "info": checked.info,
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
    checked = verify_bundle(bundle, paths.resources() / "schemas")
    if not checked.valid or checked.pact is None:
        _say_verdict(checked, bagit=False)
        stop(WRONG)
    answer = new_reply(
        answerable(checked.pact, checked.content_code, checked.file_code, checked.tag_manifest_sha512)
    )
    reasons = dict(_numbered(words) for words in reason or ())
    if accept_all:
        set_verdict(answer, None, Verdict.ACCEPTED)
    for number in accept or ():
        _set(answer, number, Verdict.ACCEPTED)
    for number, words in map(_numbered, text or ()):
        _set(answer, number, Verdict.ACCEPTED_WITH_TEXT, text=words, reason=reasons.get(number, ""))
    for verdict, said in ((Verdict.DEFERRED, defer), (Verdict.REJECTED, reject)):
        for number, words in map(_numbered, said or ()):
            _set(answer, number, verdict, reason=words)
    day = on.date() if on else datetime.now(ROME).date()
    answer.update(office=office, protocol=protocol, note=note, replied_on=day.isoformat())
    write_atomically(out, [reply_bytes(answer)])
    say(str(out))


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


def _set(answer: dict[str, Any], number: int, verdict: Verdict, text: str = "", reason: str = "") -> None:
    try:
        set_verdict(answer, number, verdict, text=text, reason=reason)
    except (KeyError, ValueError):
        stop(IMPOSSIBLE, _("This delivery has no article {number}.").format(number=number))


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


def _public_key(file: Path) -> PublicKey:
    try:
        return PublicKey.parse(file.read_text(encoding="utf-8"))
    except (OSError, UnicodeDecodeError, ValueError) as error:
        raise EnvironmentFault(ErrorCode.FILE_UNREADABLE, path=str(file)) from error


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
