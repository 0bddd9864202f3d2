"""What a list of the registry looks like on paper: columns, rows as texts, and why the rest is not there."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime

from cocity_desktop.application.document_views import HouseLine

LAID_OUT = 0.8
"""The share of making a paper after which its pages are laid out, and the file around them is made."""


@dataclass(frozen=True, slots=True)
class ListColumn:
    """A column: its heading, its width in any unit beside the others', whether its text stands at the right."""

    heading: str
    width: float
    right: bool = False


@dataclass(frozen=True, slots=True)
class ListPaper:
    """What is printed. `total` rows are in the whole list; `filters` say in words why the others are not here.

    `with_people` when a name or a contact of somebody may be read on it.
    """

    title: str
    filters: tuple[str, ...]
    order: str
    house: HouseLine
    at: datetime
    columns: tuple[ListColumn, ...]
    rows: tuple[tuple[str, ...], ...]
    total: int
    with_people: bool
