"""MBTiles 1.3: a SQLite file of tiles, opened read-only and never trusted.

The file is read with the standard library's SQLite, not with the archive's: what comes from outside never shares a
connection with people's data. Views and triggers of the file cannot run anything, and no query may take long.
"""

from __future__ import annotations

import json
import sqlite3
from threading import Lock
from typing import TYPE_CHECKING, Any

from cocity_desktop.application.maps import GroundFacts, GroundKind, MapFault
from cocity_desktop.domain.errors import ErrorCode, UserError
from cocity_desktop.domain.geometry import Bounds
from cocity_desktop.mapping.tiles import HIGHEST, LARGEST_TILE, TileGround, is_picture

if TYPE_CHECKING:
    from pathlib import Path

MAGIC = b"SQLite format 3\x00"
_PATIENCE = 20_000
"""Thousands of steps of SQLite's machine that one query may take: a tile needs some hundreds of steps."""
_LONGEST = 2_000


def open_mbtiles(path: Path) -> MBTilesGround:
    """See `application.maps.MapFiles.open`."""
    try:
        file = _File(path)
    except sqlite3.Error:
        raise _damaged(path, MapFault.NOT_DATABASE) from None
    try:
        return MBTilesGround(_facts(file, path), file)
    except (sqlite3.Error, UserError) as fault:
        file.close()
        if isinstance(fault, UserError):
            raise
        raise _damaged(path, MapFault.NOT_DATABASE) from None


class _File:
    """One read-only connection behind a lock, each query bounded."""

    def __init__(self, path: Path) -> None:
        address = f"{path.resolve().as_uri()}?mode=ro&immutable=1"
        self._lock, self._steps = Lock(), 0
        self._connection = sqlite3.connect(address, uri=True, check_same_thread=False)
        self._connection.set_progress_handler(self._count, 1000)
        self._connection.text_factory = lambda raw: raw.decode("utf-8", "replace")
        self._connection.setlimit(sqlite3.SQLITE_LIMIT_LENGTH, LARGEST_TILE)
        self._connection.execute("PRAGMA trusted_schema = OFF")
        self._connection.execute("PRAGMA query_only = ON")

    def _count(self) -> int:
        self._steps += 1
        return self._steps > _PATIENCE

    def rows(self, query: str, values: tuple[int, ...] = (), limit: int = 200) -> list[tuple[Any, ...]]:
        """Raises sqlite3.Error, also for a query that takes too long."""
        with self._lock:
            self._steps = 0
            cursor = self._connection.execute(query, values)
            try:
                return cursor.fetchmany(limit)
            finally:
                cursor.close()

    def close(self) -> None:
        with self._lock:
            self._connection.close()


class MBTilesGround(TileGround):
    """Tiles by number; the file counts rows from the south."""

    def __init__(self, facts: GroundFacts, file: _File) -> None:
        super().__init__(facts)
        self._file = file

    def _read(self, zoom: int, column: int, row: int) -> bytes | None:
        query = "SELECT tile_data FROM tiles WHERE zoom_level = ? AND tile_column = ? AND tile_row = ?"
        try:
            found = self._file.rows(query, (zoom, column, (1 << zoom) - 1 - row), 1)
        except (sqlite3.Error, OverflowError):
            return None
        content = found[0][0] if found else None
        return content if isinstance(content, bytes) and len(content) <= LARGEST_TILE else None

    def close(self) -> None:
        """Close the file."""
        self._file.close()


def _facts(file: _File, path: Path) -> GroundFacts:
    said = {
        str(name): str(value)[:_LONGEST]
        for name, value in file.rows("SELECT name, value FROM metadata")
        if isinstance(name, str)
    }
    levels = file.rows("SELECT min(zoom_level), max(zoom_level) FROM tiles")[0]
    if not all(isinstance(level, int) for level in levels):
        raise UserError(ErrorCode.MAP_FILE_EMPTY, path=str(path))
    lowest, highest = (max(0, min(HIGHEST, level)) for level in levels)
    sample = file.rows("SELECT tile_data FROM tiles LIMIT 1", limit=1)[0][0]
    kind = GroundKind.PICTURES if isinstance(sample, bytes) and is_picture(sample) else GroundKind.VECTOR
    if kind is GroundKind.VECTOR and said.get("format") not in (None, "pbf", "mvt"):
        raise _damaged(path, MapFault.TILE)
    name = said.get("name", "").strip()[:120] or path.stem
    return GroundFacts(
        name,
        kind,
        plain_words(said.get("attribution", "")),
        bounds_of(said.get("bounds", "")),
        lowest,
        highest,
    )


def bounds_of(text: str) -> Bounds | None:
    """«west,south,east,north» as a box; None for what is none."""
    try:
        west, south, east, north = json.loads(f"[{text}]")
        box = Bounds(float(west), float(south), float(east), float(north))
    except (ValueError, TypeError, OverflowError):
        return None
    fits = -180 <= box.west < box.east <= 180 and -90 <= box.south < box.north <= 90
    return box if fits else None


def plain_words(text: str) -> str:
    """An attribution without the HTML that maps put in it."""
    from html import unescape
    from re import sub

    return " ".join(unescape(sub(r"<[^>]{0,400}>", "", text)).split())[:300]


def _damaged(path: Path, reason: MapFault) -> UserError:
    return UserError(ErrorCode.MAP_FILE_DAMAGED, path=str(path), reason=reason)
