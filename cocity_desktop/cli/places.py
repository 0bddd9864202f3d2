"""Commands of places that have to do with maps and papers: take them in from GeoJSON, print them all or one."""

from __future__ import annotations

from pathlib import Path
from typing import Annotated

import typer

from cocity_desktop.application.place_import import (
    ImportPlaces,
    import_place_features,
    preview_places,
)
from cocity_desktop.application.place_paper import map_sheet, place_sheet
from cocity_desktop.application.public_copy import public_copy
from cocity_desktop.application.views.place_import import FeatureAnswer, FeatureFate
from cocity_desktop.cli.output import say, warn
from cocity_desktop.cli.papers import Public, note_public_copy
from cocity_desktop.cli.session import session_of
from cocity_desktop.error_messages import words_for
from cocity_desktop.import_words import import_summary, words_for_like


def add_commands(app: typer.Typer) -> None:
    """Beside the other commands of a place."""
    app.command("import-geojson")(import_geojson)
    app.command("map")(print_map)
    app.command("sheet")(print_sheet)


def import_geojson(
    context: typer.Context,
    file: Annotated[Path, typer.Argument(help="A GeoJSON file (RFC 7946).")],
    dry_run: Annotated[
        bool, typer.Option("--dry-run", help="Say what would happen; change nothing.")
    ] = False,
    doubtful: Annotated[
        FeatureAnswer,
        typer.Option(
            help="Those that look like a place that is here: leave them out, take them as new or as the same."
        ),
    ] = FeatureAnswer.LEAVE,
) -> None:
    """Take in places from GeoJSON: properties name, address and so on. The same file twice changes nothing."""
    with session_of(context).opened() as services:
        features = services.maps.features(file)
        answers = dict.fromkeys(range(1, len(features) + 1), doubtful)
        command = ImportPlaces(source=file.name, features=features, answers=answers)
        with services.new_unit_of_work() as uow:
            outcomes = preview_places(command, uow, services.matcher)
        if not dry_run:
            services.run(import_place_features, command, services.matcher)
    for one in outcomes:
        if one.error is not None:
            warn(f"{one.number}. {one.name or '…'}: {words_for(one.error)}")
        elif one.fate is FeatureFate.DOUBTFUL:
            here = words_for_like(one)
            warn(f"{one.number}. {one.name}: {here}")
    say(import_summary(outcomes))


def print_map(
    context: typer.Context,
    out: Annotated[Path, typer.Option(help="The PDF file to write.")],
    ground: Annotated[
        list[Path] | None, typer.Option(help="A GeoJSON file to lay under the places; repeat for more.")
    ] = None,
    title: str = "",
    borders: Annotated[bool, typer.Option(help="Lay the municipal borders under them.")] = True,
) -> None:
    """Write the map of the places as PDF: A4 on its side, numbered, with a list."""
    with session_of(context).opened() as services:
        grounds = [services.maps.built_in()] if borders else []
        grounds += [services.maps.open(path) for path in ground or ()]
        found = services.queries.place_map()
        sheet = map_sheet(services, found.marks, grounds, title=title)
        services.write_file(out, services.press.place_map(sheet))
    say(str(out))


def print_sheet(
    context: typer.Context,
    place: str,
    out: Annotated[Path, typer.Option(help="The PDF file to write.")],
    borders: Annotated[bool, typer.Option(help="Lay the municipal borders under its map.")] = True,
    public: Public = False,
) -> None:
    """Write all about one place as PDF: what the house knows, a map, pictures, processes.

    A public copy is without people’s data and without pictures.
    """
    with session_of(context).opened() as services:
        sheet = place_sheet(services, place, [services.maps.built_in()] if borders else [])
        if public:
            sheet = public_copy(sheet, services.outgoing.people_to_hide())
        services.write_file(out, services.press.place_sheet(sheet))
        if public:
            note_public_copy(services, out)
    say(str(out))
