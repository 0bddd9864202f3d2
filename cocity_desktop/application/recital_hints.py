"""What the recitals of a pact could still say: a protocol, minutes, an answer that nobody wrote down; a law nobody verified.

Hints, not gaps: a recital says what there is, and a delivery is not held back for what it does not say.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from cocity_desktop.application.days import day_of
from cocity_desktop.application.views.pacts import RecitalHint, RecitalLack
from cocity_desktop.domain.lifecycle import PROCESS, ProcessState
from cocity_desktop.domain.processes import HistoryKind

if TYPE_CHECKING:
    from collections.abc import Iterator

    from cocity_desktop.application.document_views import PactDocument


def recital_hints(document: PactDocument) -> tuple[RecitalHint, ...]:
    """The hints in the order in which the recitals stand: laws, steps, opinions, meetings."""
    return (*_of_laws(document), *_of_steps(document), *_of_opinions(document), *_of_meetings(document))


def _of_laws(document: PactDocument) -> Iterator[RecitalHint]:
    for law in document.laws:
        if not law.verified:
            yield RecitalHint(RecitalLack.UNVERIFIED_LAW, law.citation or law.title)


def _of_steps(document: PactDocument) -> Iterator[RecitalHint]:
    """The proposal, and every step that the Comune's reference belongs to."""
    steps = [line for line in document.history if line.history_kind is HistoryKind.STATE]
    if not any(line.to_state is ProcessState.PROPOSAL_FILED for line in steps):
        yield RecitalHint(RecitalLack.NO_PROPOSAL)
    for line in steps:
        if line.to_state in PROCESS.reference_into and not line.reference.strip():
            yield RecitalHint(RecitalLack.NO_REFERENCE, on=line.happened_on, state=line.to_state)


def _of_opinions(document: PactDocument) -> Iterator[RecitalHint]:
    for line in document.opinions:
        if line.received_on is None:
            yield RecitalHint(RecitalLack.NOT_RECEIVED, line.office, line.asked_on)
        elif not line.reference.strip():
            yield RecitalHint(RecitalLack.NO_REFERENCE, line.office, line.received_on)


def _of_meetings(document: PactDocument) -> Iterator[RecitalHint]:
    for line in document.meetings:
        if line.minutes_on is None:
            yield RecitalHint(RecitalLack.NO_MINUTES, line.title, day_of(line.starts_at))
