"""Fresh ids: UUIDv7 that keep the order in which they were made, even within one millisecond.

Lists are sorted by id where nothing else sorts them, so the order must hold when a meeting's lines come fast or
a file is read in (RFC 9562 §6.2, method 2: the random part counts on).
"""

from __future__ import annotations

import secrets
import threading
from array import array
from typing import TYPE_CHECKING

from cocity_desktop.domain.identifiers import uuid7

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator

    from cocity_desktop.application.ports import Clock

_RANDOM_BITS = 74
_STEP_BITS = 32
_STEPS_AT_ONCE = 256
"""Random steps drawn together: to ask the system for each costs more than the rest of an id."""


def unix_ms(clock: Clock) -> int:
    """Milliseconds since 1970 on this clock."""
    return int(clock.now().timestamp() * 1000)


class IdSource:
    """Makes ids. `random_bits` is `secrets.randbits`, or a seeded one where runs must repeat."""

    def __init__(self, clock: Clock, random_bits: Callable[[int], int] = secrets.randbits) -> None:
        self._clock = clock
        self._random_bits = random_bits
        self._lock = threading.Lock()
        self._ms = 0
        self._random = 0
        self._steps = self._random_steps()

    def new(self) -> str:
        """An id later than all that this source gave before, even if the clock was set back."""
        with self._lock:
            now = unix_ms(self._clock)
            if now > self._ms:
                self._ms, self._random = now, self._random_bits(_RANDOM_BITS)
            else:
                self._step()
            return uuid7(self._ms, self._random)

    def many(self, count: int) -> list[str]:
        """As many ids as `new` would give one by one, from one reading of the clock."""
        with self._lock:
            now = unix_ms(self._clock)
            if now > self._ms:
                self._ms, self._random = now, self._random_bits(_RANDOM_BITS)
            ids = []
            for _ in range(count):
                self._step()
                ids.append(uuid7(self._ms, self._random))
            return ids

    def _step(self) -> None:
        """The random part counts on by a random step, so that the next id cannot be guessed from this one."""
        self._random += 1 + next(self._steps)
        if self._random >> _RANDOM_BITS:
            self._ms, self._random = self._ms + 1, self._random_bits(_RANDOM_BITS)

    def _random_steps(self) -> Iterator[int]:
        """Numbers of `_STEP_BITS` bits, without end."""
        while True:
            drawn = self._random_bits(_STEP_BITS * _STEPS_AT_ONCE)
            yield from array("I", drawn.to_bytes(_STEP_BITS // 8 * _STEPS_AT_ONCE, "little"))
