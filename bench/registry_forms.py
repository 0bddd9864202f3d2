"""How long the forms that choose among groups, people and places take to open: what they read, and the form itself."""

from __future__ import annotations

import time
from types import SimpleNamespace
from typing import TYPE_CHECKING, Any

from bench.registry_town import NOW
from cocity_desktop.storage.read_models.queries import SqlQueries
from cocity_desktop.ui.dialogs import commitment_form, process_form
from cocity_desktop.ui.dialogs.choosing import read_groups
from cocity_desktop.ui.dialogs.step_form import JoinDialog

if TYPE_CHECKING:
    from collections.abc import Callable

    from PySide6.QtWidgets import QWidget

    from cocity_desktop.storage.archive import Archive


class _Shelf:
    """One regulation without headings."""

    def codes(self) -> tuple[str, ...]:
        return ("prova",)

    def get(self, _code: str) -> Any:
        return SimpleNamespace(title="Regolamento", headings=())


def open_forms(archive: Archive) -> dict[str, float]:
    """Milliseconds by the name of the form, of the first opening. Needs an application."""
    queries = SqlQueries(archive.reader, archive.host.clock)
    services: Any = SimpleNamespace(queries=queries, regulations=_Shelf())
    process = queries.processes()[0].id

    def commitment() -> QWidget:
        choices = commitment_form.read_choices(services, process)
        return commitment_form.CommitmentDialog(None, services, choices, NOW.date(), process_id=process)

    def opening() -> QWidget:
        return process_form.ProcessDialog(None, services, process_form.read_choices(services), NOW.date())

    def joining() -> QWidget:
        return JoinDialog(None, services, queries.process(process), read_groups(services))

    return {
        "a commitment": _taken(commitment),
        "a process": _taken(opening),
        "a group joins": _taken(joining),
    }


def _taken(make: Callable[[], QWidget]) -> float:
    begun = time.perf_counter()
    dialog = make()
    taken = (time.perf_counter() - begun) * 1000
    dialog.deleteLater()
    return taken
