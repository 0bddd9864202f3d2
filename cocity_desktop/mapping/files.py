"""Map files as the application's port sees them: told apart by their first bytes, whatever their name."""

from __future__ import annotations

import hashlib
from dataclasses import dataclass
from functools import lru_cache
from pathlib import Path
from typing import TYPE_CHECKING

from cocity_desktop.domain.errors import EnvironmentFault, ErrorCode, UserError
from cocity_desktop.mapping import geojson, mbtiles, pmtiles

if TYPE_CHECKING:
    from collections.abc import Sequence

    from cocity_desktop.application.maps import Ground, PlaceFeature, Step

_END = 1_000_000


def _silent(_done: int, _total: int) -> None:
    """Nobody follows."""


@dataclass(frozen=True, slots=True)
class LocalMapFiles:
    """Satisfies `application.maps.MapFiles`; `resources` holds the borders that come with the app."""

    resources: Path

    def built_in(self) -> Ground:
        """See the port."""
        return _borders(self.resources / "maps" / "comuni-torino.geojson")

    def open(self, path: Path, step: Step = _silent) -> Ground:
        """See the port."""
        start = _ends(path)[0][:16].lstrip(b"\xef\xbb\xbf \t\r\n")
        if start.startswith(mbtiles.MAGIC[:15]):
            return mbtiles.open_mbtiles(path)
        if start.startswith(pmtiles.MAGIC[:7]):
            return pmtiles.open_pmtiles(path)
        if start.startswith(b"{"):
            return geojson.open_geojson(path, step)
        raise UserError(ErrorCode.MAP_FILE_UNKNOWN, path=str(path))

    def fingerprint(self, path: Path) -> str:
        """See the port."""
        first, last, size = _ends(path)
        return hashlib.sha256(size.to_bytes(8, "big") + first + last).hexdigest()

    def features(self, path: Path, step: Step = _silent) -> Sequence[PlaceFeature]:
        """See the port."""
        return geojson.read_features(path, step)


@lru_cache(maxsize=2)
def _borders(path: Path) -> Ground:
    return geojson.open_geojson(path, _silent)


def _ends(path: Path) -> tuple[bytes, bytes, int]:
    try:
        with path.open("rb") as file:
            first = file.read(_END)
            size = file.seek(0, 2)
            file.seek(max(0, size - _END))
            return first, file.read(_END), size
    except OSError as fault:
        raise EnvironmentFault(ErrorCode.FILE_UNREADABLE, path=str(path)) from fault
