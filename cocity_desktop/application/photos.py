"""What is asked of photos before they are kept: to be pictures and nothing else."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Protocol


@dataclass(frozen=True, slots=True)
class CleanPhoto:
    """A photo ready to be kept: its bytes, their media type and file suffix (".jpg"), its size in pixels."""

    content: bytes
    media_type: str
    suffix: str
    width: int
    height: int


class Photos(Protocol):
    """Makes photos ready. Slow (tens of milliseconds): belongs on the work lane."""

    def cleaned(self, content: bytes) -> CleanPhoto:
        """Upright, scaled down when very large, without location, device or any other data.

        Raises UserError: PHOTO_UNREADABLE for what is no picture, PHOTO_TOO_LARGE for one of absurd size.
        """
        ...
