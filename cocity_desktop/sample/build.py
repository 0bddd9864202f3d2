"""Builds the sample house: a directory with its archive, and the files that went to the Comune and came back."""

from __future__ import annotations

import shutil
from typing import TYPE_CHECKING, Protocol

from cocity_desktop.sample.data import StoryClock, read_sample
from cocity_desktop.sample.meetings import plan_meetings
from cocity_desktop.sample.minutes import plan_minutes
from cocity_desktop.sample.pact import plan_pact
from cocity_desktop.sample.registry import plan_registry
from cocity_desktop.sample.story import Story

if TYPE_CHECKING:
    from collections.abc import Callable
    from datetime import date
    from pathlib import Path

    from cocity_desktop.application.inspection import Verifier
    from cocity_desktop.application.ports import Clock
    from cocity_desktop.application.services import Services

LONG_AGO = -401
"""Days before the base day on which the sample house opens its archive: before anything in the file."""


class SampleGate(Protocol):
    """What the sample needs of a gate: a new archive, closed again at the end."""

    def create(self, house: str, passphrase: str, *, is_sample: bool) -> Services: ...

    def close(self) -> None: ...


def build_sample(
    gate_at: Callable[[Clock], SampleGate],
    verifier: Verifier,
    source: Path,
    passphrase: str,
    out: Path,
    base_day: date,
    say: Callable[[str], None] = lambda _: None,
) -> Story:
    """Make the sample house of the folder `source` as if `base_day` were today. `out` gets the delivered files.

    `gate_at` gives the gate of an archive that takes the time from the story's clock. Raises
    EnvironmentFault(ARCHIVE_EXISTS).
    """
    data = read_sample(source, base_day)
    clock = StoryClock(data.moment(LONG_AGO, "08:00"))
    gate = gate_at(clock)
    out.mkdir(parents=True, exist_ok=True)
    services = gate.create(data.content["house"]["name"], passphrase, is_sample=True)
    try:
        story = Story(services, verifier, data, clock, say)
        plan_registry(story)
        plan_meetings(story)
        plan_minutes(story)
        plan_pact(story, out)
        story.tell()
    finally:
        gate.close()
    return story


def clear_sample(directory: Path) -> None:
    """Throw an earlier sample house away. Raises ValueError for a directory that is not one."""
    if not directory.name.endswith(SAMPLE_SUFFIX):
        raise ValueError(directory)
    if directory.exists():
        shutil.rmtree(directory)


SAMPLE_SUFFIX = "-prova"
"""How the sample house's directory ends: nothing else is ever thrown away."""
