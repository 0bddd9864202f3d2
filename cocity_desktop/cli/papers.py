"""Commands that make the papers of a meeting: minutes in four formats, the summary, additions, what became of it."""

from __future__ import annotations

from enum import StrEnum
from pathlib import Path
from typing import TYPE_CHECKING, Annotated

import typer

from cocity_desktop.application.exports import NoteExport, note_export
from cocity_desktop.application.minutes_papers import minutes_pdf
from cocity_desktop.application.public_copy import public_copy
from cocity_desktop.application.views.fates import Fate
from cocity_desktop.cli.output import IMPOSSIBLE, say, say_table, stop
from cocity_desktop.cli.session import session_of
from cocity_desktop.domain.keeping import ExportKind
from cocity_desktop.labels import label_of
from cocity_desktop.localization import _, clock

if TYPE_CHECKING:
    from cocity_desktop.application.minutes_views import MinutesDocument
    from cocity_desktop.application.services import Services
    from cocity_desktop.application.views.fates import FateRow

Out = Annotated[Path, typer.Option(help="The file to write.")]
Public = Annotated[bool, typer.Option("--public", help="Without people’s data, for anyone to read.")]


class SummaryLanguage(StrEnum):
    """The languages of the summary: `SUMMARY_LANGUAGES`, as typer wants them."""

    IT = "it"
    EN = "en"
    FR = "fr"
    ES = "es"
    RO = "ro"
    AR = "ar"


class MinutesFormat(StrEnum):
    """What minutes can be written as."""

    PDF = "pdf"
    DOCX = "docx"
    ODT = "odt"
    TEXT = "text"


def add_commands(app: typer.Typer) -> None:
    """Beside the other commands of a meeting."""
    app.command("minutes")(minutes)
    app.command("summary")(summary)
    app.command("additions")(additions)
    app.command("fates")(fates)
    app.command("attendance")(attendance)


def minutes(
    context: typer.Context,
    meeting: str,
    out: Annotated[
        Path | None, typer.Option(help="The file to write; text goes to the screen without.")
    ] = None,
    form: Annotated[MinutesFormat, typer.Option("--as", help="What to write.")] = MinutesFormat.PDF,
    public: Public = False,
) -> None:
    """Write the minutes as PDF, DOCX, ODT or text. Locked minutes come out as the very bytes that were locked.

    A public copy is printed anew, without people’s data.
    """
    if out is None and form is not MinutesFormat.TEXT:
        stop(IMPOSSIBLE, _("Say where to write the file: --out FILE."))
    with session_of(context).opened() as services:
        document = services.queries.minutes(meeting)
        if public:
            document = public_copy(document, services.outgoing.people_to_hide())
        content = _minutes(services, document, form)
        if out is not None:
            services.write_file(out, content)
        if public:
            note_public_copy(services, out)
    say(str(out) if out is not None else content.decode().rstrip("\n"))


def _minutes(services: Services, document: MinutesDocument, form: MinutesFormat) -> bytes:
    press = services.press
    if form is MinutesFormat.TEXT:
        return press.minutes_text(document).encode()
    if form is MinutesFormat.DOCX:
        return press.minutes_docx(document)
    if form is MinutesFormat.ODT:
        return press.minutes_odt(document)
    return minutes_pdf(document, press, services.read_bytes)


def summary(
    context: typer.Context,
    meeting: str,
    out: Out,
    language: Annotated[SummaryLanguage, typer.Option(help="Of the fixed words.")] = SummaryLanguage.IT,
    public: Public = False,
) -> None:
    """Write the page for who was there as PDF. What was said stays in the language in which it was written."""
    with session_of(context).opened() as services:
        document = services.queries.minutes(meeting)
        if public:
            document = public_copy(document, services.outgoing.people_to_hide())
        services.write_file(out, services.press.minutes_summary(document, language.value))
        if public:
            note_public_copy(services, out)
    say(str(out))


def additions(context: typer.Context, meeting: str, out: Out, public: Public = False) -> None:
    """Write what was added to locked minutes as PDF."""
    with session_of(context).opened() as services:
        document = services.queries.minutes(meeting)
        if public:
            document = public_copy(document, services.outgoing.people_to_hide())
        services.write_file(out, services.press.minutes_additions(document))
        if public:
            note_public_copy(services, out)
    say(str(out))


def fates(
    context: typer.Context,
    meeting: str,
    out: Annotated[Path | None, typer.Option(help="Write a PDF instead of the list.")] = None,
    public: Public = False,
) -> None:
    """What became of every line of a meeting: id, fate, time, where, words."""
    with session_of(context).opened() as services:
        sheet = services.queries.fates(meeting)
        if public:
            sheet = public_copy(sheet, services.outgoing.people_to_hide())
        if out is not None:
            services.write_file(out, services.press.fate_sheet(sheet))
        if public:
            note_public_copy(services, out)
    if out is not None:
        say(str(out))
        return
    say_table(
        [
            (row.entry_id, label_of(row.fate), clock(row.said_at), _where(row), " ".join(row.text.split()))
            for row in sheet.rows
        ]
    )


def attendance(context: typer.Context, meeting: str, out: Out, public: Public = False) -> None:
    """Write the list to sign at the door as PDF."""
    with session_of(context).opened() as services:
        sheet = services.queries.meeting_sheet(meeting)
        if public:
            sheet = public_copy(sheet, services.outgoing.people_to_hide())
        services.write_file(out, services.press.attendance_sheet(sheet))
        if public:
            note_public_copy(services, out)
    say(str(out))


def note_public_copy(services: Services, out: Path | None) -> None:
    """Write down that a public copy left, in a file or on the screen."""
    name = out.name if out is not None else ""
    services.run(note_export, NoteExport(kind=ExportKind.PUBLIC_COPY, file_name=name, records=1))


def _where(row: FateRow) -> str:
    """The articles, the party that is bound, or the reason."""
    if row.fate is Fate.CLAUSE:
        return ", ".join(_("art. {number}").format(number=place.number) for place in row.clauses)
    if row.fate is Fate.COMMITMENT and row.commitment:
        return row.commitment.party or label_of(row.commitment.party_kind)
    return row.reason or "–"
