"""Ids that sort by time (UUIDv7, RFC 9562 §5.7) and the hybrid logical clock that orders operations.

Both are pure: the moment and the random bits come from outside.
"""

from __future__ import annotations

import re
from dataclasses import dataclass
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Iterator

_UUID7 = re.compile(r"[0-9a-f]{8}-[0-9a-f]{4}-7[0-9a-f]{3}-[89ab][0-9a-f]{3}-[0-9a-f]{12}")
_COUNTER_MAX = 0xFFFF


def uuid7(unix_ms: int, randomness: int) -> str:
    """A UUIDv7 of `unix_ms` (48 bits) and the low 74 bits of `randomness`."""
    high = (unix_ms & (2**48 - 1)) << 16 | 0x7000 | (randomness >> 62 & 0xFFF)
    low = 0b10 << 62 | (randomness & (2**62 - 1))
    digits = f"{high << 64 | low:032x}"
    return f"{digits[:8]}-{digits[8:12]}-{digits[12:16]}-{digits[16:20]}-{digits[20:]}"


def is_uuid7(text: str) -> bool:
    """Whether `text` is a UUIDv7 in canonical lower-case form."""
    return _UUID7.fullmatch(text) is not None


@dataclass(frozen=True, slots=True, order=True)
class HybridTime:
    """A moment that never runs backwards: wall clock in ms, a counter for what it cannot tell apart, the device.

    Written as 12+4 hexadecimal digits and the device, so that the order of texts is the order of moments.
    After Kulkarni et al., "Logical Physical Clocks" (2014).
    """

    ms: int
    counter: int
    device: str

    def __str__(self) -> str:
        return f"{self.ms:012x}-{self.counter:04x}-{self.device}"

    @classmethod
    def parse(cls, text: str) -> HybridTime:
        """Raises ValueError when `text` was not written by `str`."""
        ms, counter, device = text.split("-", 2)
        return cls(int(ms, 16), int(counter, 16), device)

    def tick(self, unix_ms: int) -> HybridTime:
        """The next moment of this device, at or after `unix_ms`."""
        if unix_ms > self.ms:
            return HybridTime(unix_ms, 0, self.device)
        if self.counter < _COUNTER_MAX:
            return HybridTime(self.ms, self.counter + 1, self.device)
        return HybridTime(self.ms + 1, 0, self.device)

    def texts_from(self, unix_ms: int) -> Iterator[str]:
        """The moments that `tick` gives one after the other, as texts: a large change has hundreds of thousands."""
        first = self.tick(unix_ms)
        ms, counter, device = first.ms, first.counter, first.device
        while True:
            yield f"{ms:012x}-{counter:04x}-{device}"
            counter += 1
            if counter > _COUNTER_MAX:
                ms, counter = ms + 1, 0

    def witness(self, other: HybridTime) -> HybridTime:
        """This device's clock after it has seen an operation of another one."""
        if (other.ms, other.counter) > (self.ms, self.counter):
            return HybridTime(other.ms, other.counter, self.device)
        return self
