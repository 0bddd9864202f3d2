"""Python's search for reference cycles, put off while the rows of a table are judged.

It looks at every row over and over (a third of the time for 20,000 of them), and rows have no cycles to find.
"""

from __future__ import annotations

import gc
from contextlib import contextmanager
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Iterator


@contextmanager
def search_put_off() -> Iterator[None]:
    """For as long as the block runs, however it ends."""
    was_on = gc.isenabled()
    gc.disable()
    try:
        yield
    finally:
        if was_on:
            gc.enable()
