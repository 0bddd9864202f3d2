"""Reads resources/sample/house.toml: days counted from a base day, records named by keys.

The file says at its top what is real and what is invented in it.
"""

from __future__ import annotations

import tomllib
from dataclasses import dataclass
from datetime import UTC, date, datetime, time, timedelta
from pathlib import Path
from typing import Any
from zoneinfo import ZoneInfo

ROME = ZoneInfo("Europe/Rome")
NOON = "12:00"

Table = dict[str, Any]


@dataclass(frozen=True, slots=True)
class SampleData:
    """The file, and the day that its days are counted from."""

    content: Table
    base_day: date
    folder: Path

    def rows(self, name: str) -> list[Table]:
        """The tables of a list, none when the file has none."""
        found: list[Table] = self.content.get(name, [])
        return found

    def day(self, offset: int) -> date:
        """So many days from the base day."""
        return self.base_day + timedelta(days=offset)

    def maybe_day(self, table: Table, name: str) -> date | None:
        """The day called `name`, if the table has it."""
        return self.day(table[name]) if name in table else None

    def moment(self, offset: int, clock: str = NOON) -> datetime:
        """A day and an hour of Rome's clocks as an aware UTC moment."""
        local = datetime.combine(self.day(offset), time.fromisoformat(clock), tzinfo=ROME)
        return local.astimezone(UTC)


class StoryClock:
    """A clock that stands where the story is. Each reading is a millisecond later, so that nothing coincides."""

    def __init__(self, moment: datetime) -> None:
        self._moment = moment

    def now(self) -> datetime:
        """The moment of the story, aware, in UTC."""
        self._moment += timedelta(milliseconds=1)
        return self._moment

    def move_to(self, moment: datetime) -> None:
        """Go on to `moment`; the story never goes back, so an earlier one changes nothing."""
        self._moment = max(self._moment, moment)


def read_sample(folder: Path, base_day: date | None) -> SampleData:
    """The sample house of `folder`, told as if `base_day` were today."""
    content = tomllib.loads((folder / "house.toml").read_text(encoding="utf-8"))
    return SampleData(content, base_day or content["base_day"], folder)
