"""Commands of places that have to do with maps: take them in from GeoJSON."""

from __future__ import annotations

from collections import Counter
from pathlib import Path
from typing import Annotated

import typer

from cocity_desktop.application.place_import import (
    FeatureFate,
    FeatureOutcome,
    ImportPlaces,
    import_place_features,
    preview_places,
)
from cocity_desktop.cli.output import say, warn
from cocity_desktop.cli.session import session_of
from cocity_desktop.error_messages import words_for
from cocity_desktop.localization import _, ngettext


def add_commands(app: typer.Typer) -> None:
    """Beside the other commands of a place."""
    app.command("import-geojson")(import_geojson)


def import_geojson(
    context: typer.Context,
    file: Annotated[Path, typer.Argument(help="A GeoJSON file (RFC 7946).")],
    dry_run: Annotated[
        bool, typer.Option("--dry-run", help="Say what would happen; change nothing.")
    ] = False,
) -> None:
    """Take in places from GeoJSON: properties name, address and so on. The same file twice changes nothing."""
    with session_of(context).opened() as services:
        command = ImportPlaces(source=file.name, features=services.maps.features(file))
        with services.new_unit_of_work() as uow:
            outcomes = preview_places(command, uow)
        if not dry_run:
            services.run(import_place_features, command)
    for one in outcomes:
        if one.error is not None:
            warn(f"{one.number}. {one.name or '…'}: {words_for(one.error)}")
    say(summary(outcomes))


def summary(outcomes: tuple[FeatureOutcome, ...]) -> str:
    """«3 luoghi nuovi, 1 cambiato, 2 uguali, 1 lasciato fuori»."""
    counts = Counter(one.fate for one in outcomes)
    words = {
        FeatureFate.NEW: lambda n: ngettext("{n} new place", "{n} new places", n),
        FeatureFate.CHANGED: lambda n: ngettext("{n} changed", "{n} changed", n),
        FeatureFate.SAME: lambda n: ngettext("{n} as before", "{n} as before", n),
        FeatureFate.REFUSED: lambda n: ngettext("{n} left out", "{n} left out", n),
    }
    said = [words[fate](counts[fate]) for fate in FeatureFate if counts[fate]]
    return ", ".join(said) or _("nothing in the file")
