"""Which pages the minutes are: those that were locked, byte for byte, or fresh ones while none are.

Everything that prints, saves or delivers minutes asks here, so that no path makes locked minutes anew.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Callable

    from cocity_desktop.application.minutes_views import MinutesDocument
    from cocity_desktop.application.ports import Press


def minutes_pdf(document: MinutesDocument, press: Press, read_bytes: Callable[[str], bytes]) -> bytes:
    """The PDF of the minutes. `read_bytes` gives kept bytes by their SHA-256. Raises what it raises.

    May run on the work lane, as `press` and `read_bytes` may.
    """
    if document.locked_sha256:
        return read_bytes(document.locked_sha256)
    return press.minutes(document)
