"""The last lines of every import. They are said once all is written: a pipe that closes early stops no import."""

from __future__ import annotations

from typing import TYPE_CHECKING

from cocity_desktop.cli.output import say
from cocity_desktop.import_words import words_for_left_out
from cocity_desktop.localization import _

if TYPE_CHECKING:
    from cocity_desktop.application.changes import Changes
    from cocity_desktop.application.views.importing import ImportPlan


def tell_outcome(plan: ImportPlan, changes: Changes | None) -> None:
    """What became of the rows of `plan`, tried before `changes` were made; None for a dry run."""
    left_out = words_for_left_out(plan)
    if changes is None:
        say(_("Nothing was changed: this was a dry run."))
    elif changes.change_id is not None:
        say(_("Imported. “cocity undo” takes all of it back."))
    elif left_out:
        say(_("Nothing was changed."))
    else:
        say(_("Nothing to change: all of this was already in the archive."))
    if changes is not None:
        for line in left_out:
            say(line)
