"""A list on paper: what the window shows of people, groups or places, with what it is filtered by, page after page."""

from __future__ import annotations

from typing import TYPE_CHECKING, Final, Protocol, TypeVar

from cocity_desktop.application.steps import Step, no_step
from cocity_desktop.application.views.lists import Span
from cocity_desktop.domain.errors import ErrorCode, UserError

if TYPE_CHECKING:
    from collections.abc import Callable

    from cocity_desktop.application.document_views import PageImage
    from cocity_desktop.application.views.list_paper import ListPaper
    from cocity_desktop.application.views.lists import ListQuestion, Window

Row = TypeVar("Row")
MOST_ROWS: Final = 20_000
"""On paper: 1,500 pages, for which laying out takes 400 MB of memory."""
_AT_ONCE = 1_000
"""Rows of one reading: some tens of milliseconds, so that a stop is heard."""


class ListPress(Protocol):
    """Lists as PDF, and pages of a PDF one by one. Slow: belongs on the work lane."""

    def list_paper(self, paper: ListPaper, step: Step = no_step) -> bytes:
        """The list as PDF/A-3a and PDF/UA-1. `step` is told how far it is; it may raise to stop."""
        ...

    def page_count(self, pdf: bytes) -> int:
        """How many pages it has."""
        ...

    def page(self, pdf: bytes, number: int, dpi: float) -> PageImage:
        """Page `number` (from 0) alone, at `dpi` dots per inch. Raises IndexError beyond the last one."""
        ...


def read_list(
    read: Callable[[ListQuestion, Span], Window[Row]],
    question: ListQuestion,
    texts: Callable[[Row], tuple[str, ...]],
    step: Step = no_step,
) -> tuple[tuple[tuple[str, ...], ...], int]:
    """The texts of every row of the answer, and how many rows the whole list has.

    Belongs on the database lane: nothing is written between two windows there. `step` may raise to stop.
    Raises UserError(LIST_TOO_LONG, limit).
    """
    rows: list[tuple[str, ...]] = []
    while True:
        window = read(question, Span(len(rows), _AT_ONCE))
        if max(window.count, len(rows)) > MOST_ROWS:
            raise UserError(ErrorCode.LIST_TOO_LONG, limit=MOST_ROWS)
        rows += map(texts, window.rows)
        step(len(rows), max(window.count, len(rows)))
        if not window.rows or (not window.more and len(rows) >= window.count):
            return tuple(rows), window.total
