"""Commands of the draft pact."""

from __future__ import annotations

import json
import mimetypes
from enum import StrEnum
from pathlib import Path
from typing import TYPE_CHECKING, Annotated, Any

import typer

from cocity_desktop.application.attachments import AttachFile, attach_file
from cocity_desktop.application.bundle_contents import canonical_json, pact_as_json
from cocity_desktop.application.deliveries import draft_line
from cocity_desktop.application.pact_overview import article_prose
from cocity_desktop.application.pacts import (
    AssemblePact,
    PutSource,
    UpdatePact,
    WriteArticle,
    assemble_pact,
    put_source,
    update_pact,
    write_article,
)
from cocity_desktop.application.public_copy import public_copy
from cocity_desktop.application.views.pacts import RecitalHint
from cocity_desktop.cli.output import WRONG, say, say_json, say_table, stop
from cocity_desktop.cli.papers import Public, note_public_copy
from cocity_desktop.cli.records import Day
from cocity_desktop.cli.session import session_of
from cocity_desktop.domain.errors import EnvironmentFault, ErrorCode
from cocity_desktop.domain.pacts import AttachmentRole
from cocity_desktop.labels import label_of, recital_hint_words
from cocity_desktop.localization import _, ngettext

if TYPE_CHECKING:
    from cocity_desktop.application.document_views import PactDocument
    from cocity_desktop.application.ports import Press

app = typer.Typer(no_args_is_help=True)


class Format(StrEnum):
    """What a pact can be exported as."""

    PDF = "pdf"
    DOCX = "docx"
    ODT = "odt"
    SUMMARY = "summary"
    JSON = "json"


class SummaryLanguage(StrEnum):
    """The languages of the summary: `PLAIN_LANGUAGES`, as typer wants them."""

    IT = "it"
    EN = "en"


@app.command("list")
def list_pacts(context: typer.Context, as_json: Annotated[bool, typer.Option("--json")] = False) -> None:
    """All pacts: id, draft, state, title."""
    with session_of(context).opened() as services:
        rows = services.queries.pacts()
    if as_json:
        say_json([{"id": r.id, "title": r.title, "draft": r.draft, "state": r.state.value} for r in rows])
        return
    say_table([(r.id, str(r.draft), label_of(r.state), f"{r.title} ({r.regulation})") for r in rows])


@app.command("new")
def new(context: typer.Context, process: str, title: str = "") -> None:
    """Begin the pact of a process from its regulation and its commitments; print its id."""
    with session_of(context).opened() as services:
        changes = services.run(
            assemble_pact, AssemblePact(process_id=process, title=title), services.regulations
        )
    say(changes.created or "")


@app.command("show")
def show(context: typer.Context, pact: str) -> None:
    """The articles, with the marks of their sources."""
    with session_of(context).opened() as services:
        detail = services.queries.pact(pact)
    say(detail.document.title)
    states = {status.article_id: status.state for status in detail.statuses}
    for article in detail.document.articles:
        say(f"\n{article.number}. {article.title} [{label_of(states[article.id])}] {article.id}")
        say(article_prose(article) or "–")


@app.command("check")
def check(
    context: typer.Context, pact: str, as_json: Annotated[bool, typer.Option("--json")] = False
) -> None:
    """Name everything that lacks. Exit 1 if something holds the delivery back."""
    with session_of(context).opened() as services:
        detail = services.queries.pact(pact)
    gaps = detail.gaps
    if as_json:
        say_json([_gap(gap) for gap in gaps])
    else:
        say_table([("✗" if gap.blocking else "·", gap.code, gap.subject, gap.question) for gap in gaps])
        say(ngettext("{n} thing lacks.", "{n} things lack.", len(gaps)) if gaps else _("Nothing lacks."))
        _say_hints(detail.recital_hints)
    if any(gap.blocking for gap in gaps):
        stop(WRONG)


def _say_hints(hints: tuple[RecitalHint, ...]) -> None:
    """What the recitals could still say: told, never counted as lacking."""
    if hints:
        say(_("In the recitals:"))
        say_table([("·", recital_hint_words(hint)) for hint in hints])


@app.command("export")
def export(
    context: typer.Context,
    pact: str,
    out: Annotated[Path | None, typer.Option(help="A file; standard output for JSON if absent.")] = None,
    form: Annotated[Format, typer.Option("--format")] = Format.PDF,
    public: Public = False,
    language: Annotated[
        SummaryLanguage, typer.Option("--summary-language", help="Of the summary's fixed words.")
    ] = SummaryLanguage.IT,
) -> None:
    """Write the pact as PDF, DOCX, ODT, its summary on one page (PDF), or JSON."""
    with session_of(context).opened() as services:
        document = services.queries.pact(pact).document
        if public:
            document = public_copy(document, services.outgoing.people_to_hide())
        content = _content(services.press, document, form, language)
        if out is None and form is Format.JSON:
            if public:
                note_public_copy(services, None)
            say_json(json.loads(content))
            return
        ending = "summary.pdf" if form is Format.SUMMARY else form.value
        out = out or Path(f"{pact}.{ending}")
        services.write_file(out, content)
        if public:
            note_public_copy(services, out)
    say(str(out))


def _content(press: Press, document: PactDocument, form: Format, language: SummaryLanguage) -> bytes:
    if form is Format.DOCX:
        return press.pact_docx(document)
    if form is Format.ODT:
        return press.pact_odt(document)
    if form is Format.SUMMARY:
        return press.pact_summary(document, language.value)
    data = canonical_json(pact_as_json(document, draft_line(document)))
    return data if form is Format.JSON else press.pact(document, data)


@app.command("term")
def term(context: typer.Context, pact: str, start: Day = None, end: Day = None, title: str = "") -> None:
    """Set the first and the last day of a pact, and its title."""
    with session_of(context).opened() as services:
        document = services.queries.pact(pact).document
        cmd = UpdatePact(
            pact_id=pact,
            title=title or document.title,
            starts_on=start.date() if start else document.starts_on,
            ends_on=end.date() if end else document.ends_on,
        )
        services.run(update_pact, cmd)


@app.command("put")
def put(
    context: typer.Context,
    article: str,
    commitment: str | None = None,
    decision: str | None = None,
    entry: str | None = None,
) -> None:
    """Put a commitment, a decision or an entry into an article; print the sentence's id."""
    cmd = PutSource(article_id=article, commitment_id=commitment, decision_id=decision, entry_id=entry)
    with session_of(context).opened() as services:
        changes = services.run(put_source, cmd)
    say(changes.created or "")


@app.command("write")
def write(
    context: typer.Context,
    article: str,
    text: Annotated[str, typer.Argument(help="The whole text; - reads standard input.")],
) -> None:
    """Write an article; sentences that stay keep their sources."""
    words = typer.get_text_stream("stdin").read() if text == "-" else text
    with session_of(context).opened() as services:
        services.run(write_article, WriteArticle(article_id=article, text=words))


@app.command("attach")
def attach(
    context: typer.Context,
    pact: str,
    file: Path,
    role: AttachmentRole = AttachmentRole.OTHER,
    caption: str = "",
) -> None:
    """Attach a file to the pact's process; print the attachment's id."""
    try:
        content = file.read_bytes()
    except OSError as error:
        raise EnvironmentFault(ErrorCode.FILE_UNREADABLE, path=str(file)) from error
    with session_of(context).opened() as services:
        cmd = AttachFile(
            name=file.name,
            media_type=mimetypes.guess_type(file.name)[0] or "application/octet-stream",
            content=content,
            role=role,
            caption=caption,
            process_id=services.queries.pact(pact).process_id,
        )
        changes = services.run(attach_file, cmd)
    say(changes.created or "")


def _gap(gap: Any) -> dict[str, Any]:
    return {
        "code": gap.code,
        "subject": gap.subject,
        "question": gap.question,
        "blocking": gap.blocking,
        "article_id": gap.article_id,
    }
