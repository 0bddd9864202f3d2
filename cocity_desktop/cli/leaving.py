"""Commands for what leaves the house: tables, cards, maps, labels; and the list of what has left."""

from __future__ import annotations

from pathlib import Path
from typing import Annotated

import typer

from cocity_desktop.application.document_views import HouseLine
from cocity_desktop.application.export_ports import ExportForm, ExportSubject, TableFormat
from cocity_desktop.application.exporting import (
    ENDINGS,
    FORMS,
    ExportRequest,
    export_note,
    make_export,
    read_export,
)
from cocity_desktop.application.exports import note_export
from cocity_desktop.cli.output import IMPOSSIBLE, say, say_table, stop
from cocity_desktop.cli.session import session_of
from cocity_desktop.labels import label_of
from cocity_desktop.localization import _, day_and_clock, ngettext


def add_commands(root: typer.Typer) -> None:
    """Put them at the top."""
    root.command("export")(export)
    root.command("exports")(exports)


def export(
    context: typer.Context,
    what: ExportSubject,
    file: Path,
    form: Annotated[
        ExportForm | None, typer.Option("--format", help="By the file’s ending if absent.")
    ] = None,
    public: Annotated[bool, typer.Option("--public", help="Without people’s data.")] = False,
) -> None:
    """Write groups, people, places or processes as a table, cards, a map, labels or an address list."""
    chosen = form or _by_ending(file)
    if chosen is None or chosen not in FORMS[what]:
        offered = ", ".join(one.value for one in FORMS[what])
        stop(IMPOSSIBLE, _("Say in which format: --format {formats}.").format(formats=offered))
    with session_of(context).opened() as services:
        request = ExportRequest(subject=what, form=chosen, public=public)
        content = read_export(request, services.outgoing)
        house = services.queries.house()
        line = HouseLine(house.id, house.name, house.address, house.city, house.email)
        made = make_export(content, services.out_files, services.mailing, line, services.clock.now())
        services.write_file(file, made)
        services.run(note_export, export_note(content, file.name))
    say(str(file))
    left = content.without_address
    count = len(content.records) - left
    say(ngettext("{n} record written.", "{n} records written.", count))
    if left:
        say(
            ngettext(
                "{n} has no address, and so no label.",
                "{n} have no address, and so no label.",
                left,
            )
        )
    if content.with_people:
        say(_("It holds people’s data and anyone can read it: it is not encrypted."))


def _by_ending(file: Path) -> ExportForm | None:
    ending = file.suffix.lower().removeprefix(".")
    known = {one.value: ExportForm(one.value) for one in TableFormat}
    known |= {ENDINGS[one]: one for one in (ExportForm.VCARD, ExportForm.GEOJSON, ExportForm.ADDRESSES_TEXT)}
    return known.get(ending)


def exports(context: typer.Context) -> None:
    """What has left the archive, the last first: when, what, how many records, whether about people, file, who."""
    with session_of(context).opened() as services:
        rows = services.outgoing.exports()
    say_table(
        [
            (
                day_and_clock(row.made_at),
                label_of(row.export_kind),
                str(row.records),
                _("people’s data") if row.with_people else "–",
                row.by or "–",
                row.file_name or "–",
            )
            for row in rows
        ]
    )
    if not rows:
        say(_("Nothing has left this archive yet."))
