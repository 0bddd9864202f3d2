"""`cocity find`: what Ctrl+K finds, by words, by few letters, or by the code of a record."""

from __future__ import annotations

from typing import Annotated

import typer

from cocity_desktop.application.views.codes import code_of
from cocity_desktop.cli.output import WRONG, say_table, stop
from cocity_desktop.cli.session import session_of
from cocity_desktop.domain.record_code import CODED
from cocity_desktop.labels import page_word
from cocity_desktop.localization import _


def add_commands(root: typer.Typer) -> None:
    """Take the command into the root."""
    root.command()(find)


def find(
    context: typer.Context,
    words: Annotated[list[str], typer.Argument(help="Words, beginnings of words, or a code such as 7K2PM.")],
    most: Annotated[int, typer.Option("--most", min=1, max=200)] = 20,
) -> None:
    """Find records: id, code, kind, name. Exit 1 when there is none."""
    with session_of(context).opened() as services:
        hits = services.queries.search(" ".join(words), most)
    if not hits:
        stop(WRONG, _("Nothing found"))
    say_table(
        [
            (hit.id, code_of(hit.id) if hit.kind in CODED else "", page_word(hit.kind), hit.title)
            for hit in hits
        ]
    )
