"""Work on the ground stands still while the window draws a frame of the map.

Tiles are decoded in Python, off the window's thread but under the one lock of the interpreter: whoever wants it back waits
up to 5 ms, and a frame asks for it dozens of times. Lanes pass a turnstile between two shapes; a frame closes it.
"""

from __future__ import annotations

from contextlib import contextmanager
from threading import Lock
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Iterator

# One for the process, as the interpreter's lock is. Only the window's thread closes it, and never twice.
_closed = Lock()


def pass_through() -> None:
    """On a lane: go on, or wait until the frame is drawn."""
    if _closed.locked():
        with _closed:
            pass


@contextmanager
def closed() -> Iterator[None]:
    """On the window's thread, around a frame that asks nothing of a lane."""
    with _closed:
        yield
