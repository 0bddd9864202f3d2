"""Commands that take in the tables of others."""

from __future__ import annotations

import typer

from cocity_desktop.cli import import_register, import_tables

app = typer.Typer(no_args_is_help=True)
import_tables.add_commands(app)
import_register.add_commands(app)
