"""What the archive itself takes, without a window: `live_meeting` runs it as a process of its own.

    python -m bench.live_reading DIRECTORY

Prints samples in milliseconds as JSON: finding while a few questions are typed letter by letter, beside what FTS5
takes for the same words by rank; lists; a line saved, beside one bare insert.
"""

from __future__ import annotations

import json
import sys
import time
from functools import partial
from pathlib import Path
from typing import TYPE_CHECKING, Any

from bench import years
from bench.entry_saved import bare, through_the_app, timed
from cocity_desktop.storage.archive import Archive
from cocity_desktop.storage.engine import Database
from cocity_desktop.storage.read_models.queries import SqlQueries
from cocity_desktop.storage.search import TRIGRAM, fold
from cocity_desktop.system.host import LocalHost

if TYPE_CHECKING:
    from collections.abc import Callable

TYPED = (
    "cortile dopo la scuola",
    "orto chiavi",
    "via Alloro",
    "genitori",
    "gruppo 12",
    "rastrelliere ogni sabato",
    "un’altra cosa",
)
LISTS = ("today", "sidebar", "meetings", "commitments", "groups", "people", "processes")
SHOWN = 12
SAVES = 400
RAW = f"SELECT rowid FROM search WHERE search MATCH ? ORDER BY rank LIMIT {SHOWN}"


def prefixes(text: str) -> list[str]:
    """What stands in the field from the second letter on."""
    return [text[:end] for end in range(2, len(text) + 1)]


def match(words: str) -> str:
    """The same words as FTS5 takes them; a letter alone is too short for its trigrams."""
    padded = [word if len(word) >= TRIGRAM else f" {word}" for word in fold(words).split()]
    return " AND ".join(f'"{word}"' for word in padded if len(word) >= TRIGRAM)


def took(work: Callable[[], object]) -> float:
    begin = time.perf_counter()
    work()
    return (time.perf_counter() - begin) * 1000


def found(archive: Archive, queries: SqlQueries) -> dict[str, list[float]]:
    raw = archive.database.raw
    typed = [prefix for text in TYPED for prefix in prefixes(text)]
    pairs = [
        (took(partial(queries.search, words, SHOWN)), took(partial(_by_rank, raw, match(words))))
        for words in typed
    ]
    return {"search": [pair[0] for pair in pairs], "raw_search": [pair[1] for pair in pairs]}


def _by_rank(raw: Any, words: str) -> Any:
    return raw.execute(RAW, (words,)).fetchall()


def listed(queries: SqlQueries) -> dict[str, list[float]]:
    return {name: [took(getattr(queries, name)) for _ in range(7)] for name in LISTS}


def saved(archive: Archive, directory: Path) -> dict[str, list[float]]:
    host = LocalHost()
    database = Database(directory / "bare-saves.db", bytes(32))
    ours, raw = through_the_app(archive), bare(database, host)
    pairs = [(timed(ours, number), timed(raw, number)) for number in range(SAVES)]
    database.close()
    return {"save": [pair[0] for pair in pairs], "bare_save": [pair[1] for pair in pairs]}


def main(directory: Path) -> dict[str, Any]:
    host = LocalHost(years.SetClock(years.AFTERWARDS))
    with Archive.open(directory, years.PASSPHRASE, host) as archive:
        queries = SqlQueries(archive.reader, host.clock)
        return {**found(archive, queries), **listed(queries), **saved(archive, directory)}


if __name__ == "__main__":
    print(json.dumps(main(Path(sys.argv[1]))))
