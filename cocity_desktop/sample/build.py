"""Builds the sample house: a directory with its archive, and the files that went to the Comune and came back."""

from __future__ import annotations

import shutil
from dataclasses import replace
from typing import TYPE_CHECKING

from cocity_desktop.sample.data import StoryClock, read_sample
from cocity_desktop.sample.meetings import plan_meetings
from cocity_desktop.sample.pact import plan_pact
from cocity_desktop.sample.registry import plan_registry
from cocity_desktop.sample.story import Story

if TYPE_CHECKING:
    from collections.abc import Callable
    from datetime import date
    from pathlib import Path

    from cocity_desktop.bootstrap import LocalGate

LONG_AGO = -401
"""Days before the base day on which the sample house opens its archive: before anything in the file."""


def build_sample(
    gate: LocalGate,
    passphrase: str,
    out: Path,
    base_day: date,
    say: Callable[[str], None] = lambda _: None,
) -> Story:
    """Make the sample house where `gate` stands and leave it open. The delivered files are written in `out`.

    Raises EnvironmentFault(ARCHIVE_EXISTS) when there is an archive already.
    """
    data = read_sample(gate.resources / "sample", base_day)
    clock = StoryClock(data.moment(LONG_AGO, "08:00"))
    gate = replace(gate, clock=clock)
    out.mkdir(parents=True, exist_ok=True)
    services = gate.create(data.content["house"]["name"], passphrase, is_sample=True)
    try:
        story = Story(services, data, clock, say)
        plan_registry(story)
        plan_meetings(story)
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
