"""The registry of a large town: 100,000 people in 10,000 groups, and a tenth of it, each figure beside its yardstick.

    python -m bench registry [--people N]

Lists: the time until the first window stands painted, the slowest twentieth of the frames of a scroll from end to end,
the time of a key in the filter, and how that grows from the small town to the large one. The room's screen, which asks
only for names that the meeting says: beside a mask of everybody's. Search: beside FTS5 alone over
the same texts in the same run, in the order of writing and in the order of bm25. Ctrl+K: for how many of a sample
of names some five keys bring the record first, and for how many its code; with arrows, each arrow counts as a key; and for how many the row is
one of the nine that Ctrl and a figure open in place of Enter.
"""

from __future__ import annotations

import argparse
import random
import statistics
import tempfile
import time
from functools import partial
from itertools import permutations
from pathlib import Path
from typing import TYPE_CHECKING, NamedTuple

from bench.registry_forms import open_forms
from bench.registry_room import open_room_screen
from bench.registry_scroll import open_and_scroll
from bench.registry_town import NOW, Town
from cocity_desktop.application.views.lists import ListQuestion, Span
from cocity_desktop.domain.record_code import record_code
from cocity_desktop.storage.archive import Archive
from cocity_desktop.storage.engine import Durability
from cocity_desktop.storage.read_models.queries import SqlQueries
from cocity_desktop.storage.search import TRIGRAM, fold
from cocity_desktop.system.host import LocalHost

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable, Sequence

PASSPHRASE = "cinque parole a caso bastano"
PEOPLE = 100_000
TYPED = (
    "m",
    "ma",
    "mar",
    "mari",
    "maria",
    "maria r",
    "maria ro",
    "r",
    "ro",
    "ros",
    "giardino",
    "011",
    "zan",
    "de r",
)
SEARCHED = (
    "mar",
    "maria",
    "maria r",
    "mar ro",
    "ros",
    "giardino",
    "gia fl",
    "fontana",
    "011",
    "gvf",
    "maros",
    "de ro",
)
SPELT = (
    "maria rossi",
    "giardino via",
    "fontana",
    "de rosa",
    "luca bianchi",
    "comitato amici",
    "011 23",
    "percorso 12",
)
"""Typed letter by letter."""
RUNS = 9
KEYS = 5
NUMBERED = 9
SHOWN = 12
SAMPLE = 60


class Clock:
    """It is always the same Thursday."""

    def now(self) -> object:
        return NOW


class Reach(NamedTuple):
    """Shares of a sample: first by letters alone or by the code, with arrows counted as keys, with Ctrl and a figure for Enter."""

    first: float
    by_code: float
    with_arrows: float
    by_figure: float


def milliseconds(ask: Callable[[], object], runs: int = RUNS) -> list[float]:
    """How long each run took, the first left out."""
    ask()
    taken = []
    for _ in range(runs):
        begun = time.perf_counter()
        ask()
        taken.append((time.perf_counter() - begun) * 1000)
    return taken


def p95(taken: Iterable[float]) -> float:
    """The value that a twentieth is above."""
    ordered = sorted(taken)
    return ordered[int(len(ordered) * 0.95)]


def strings(name: str) -> list[str]:
    """What somebody who knows a name may type with five keys: beginnings, initials, beginnings of two words."""
    words = fold(name).split()
    found = ["".join(word[0] for word in words)]
    found += [word[:n] for word in words for n in range(KEYS, 0, -1)]
    for first, second in permutations(words, 2):
        for a in range(1, KEYS):
            found += [first[:a] + second[:b] for b in range(KEYS - a, 0, -1)]
            found += [f"{first[:a]} {second[:b]}" for b in range(KEYS - a - 1, 0, -1)]
    for start in range(len(words) - 2):
        one, two, three = words[start : start + 3]
        found += [one[:a] + two[:b] + three[: KEYS - a - b] for a in (1, 2, 3) for b in range(1, KEYS - a)]
    return [one for one in dict.fromkeys(found) if len(one) <= KEYS]


def reach(queries: SqlQueries, kind: str, records: Sequence[tuple[str, str]]) -> Reach:
    """For how many of these (id, name) some five keys are enough."""
    first = coded = arrows = figures = 0
    for record_id, name in records:
        best, nearest = KEYS + 1, NUMBERED
        for typed in strings(name):
            hits = queries.search(typed, 12)
            place = next((i for i, hit in enumerate(hits) if (hit.kind, hit.id) == (kind, record_id)), 12)
            nearest = min(nearest, place)
            best = min(best, KEYS if place == 0 else KEYS + 1, len(typed) + place)
            if place == 0:
                first += 1
                break
        hit = queries.search(record_code(record_id), 12)[0]
        coded += (hit.kind, hit.id) == (kind, record_id)
        arrows += best <= KEYS
        figures += nearest < NUMBERED
    return Reach(first / len(records), coded / len(records), arrows / len(records), figures / len(records))


def raw_search(archive: Archive, words: str, order: str) -> int:
    """What FTS5 alone gives for these words: how many of twelve texts, each read with its record."""
    padded = [word if len(word) >= TRIGRAM else f" {word}" for word in fold(words).split()]
    match = " AND ".join(f'"{word}"' for word in padded if len(word) >= TRIGRAM)
    sql = (
        "SELECT i.kind, i.entity_id, i.title, i.body FROM search JOIN search_item i ON i.item = search.rowid "
        f"WHERE search MATCH ? ORDER BY {order} LIMIT {SHOWN}"
    )
    return len(archive.database.raw.execute(sql, (match,)).fetchall())


def keys_typed() -> tuple[str, ...]:
    """What stands in the field after each key."""
    spelt = (name[:end] for name in SPELT for end in range(2, len(name) + 1) if name[end - 1] != " ")
    return tuple(dict.fromkeys((*spelt, *SEARCHED)))


def print_search(archive: Archive, queries: SqlQueries) -> None:
    """Medians of each key, so that the slowest twentieth is that of the keys and not of the machine."""
    asked: dict[str, list[float]] = {"search": [], "FTS5, bm25": [], "FTS5, newest first": []}
    alone: list[float] = []
    for words in keys_typed():
        raw = partial(raw_search, archive, words)
        find = partial(queries.search, words, SHOWN)
        if not raw("rank"):
            alone.append(statistics.median(milliseconds(find)))
            continue
        questions: tuple[Callable[[], object], ...] = (
            find,
            partial(raw, "rank"),
            partial(raw, "search.rowid DESC"),
        )
        for times, question in zip(asked.values(), questions, strict=True):
            times.append(statistics.median(milliseconds(question)))
    for name, taken in asked.items():
        print(f"  {name}: {len(taken)} keys, p50 {statistics.median(taken):.2f} ms, p95 {p95(taken):.2f} ms")
    ours, ranked = asked["search"], asked["FTS5, bm25"]
    each = sorted(one / other for one, other in zip(ours, ranked, strict=True))
    print(
        f"  search against FTS5 with bm25: p50 {statistics.median(ours) / statistics.median(ranked):.2f} times, "
        f"p95 {p95(ours) / p95(ranked):.2f} times, all keys together {sum(ours) / sum(ranked):.2f} times; "
        f"of each key the ratio: median {statistics.median(each):.2f}, worst {each[-1]:.1f}"
    )
    print(
        f"  beginnings of several words, to which FTS5 has no answer: {len(alone)} keys, "
        f"p50 {statistics.median(alone):.2f} ms, worst {max(alone):.2f} ms"
    )


def measure(archive: Archive, people: int) -> list[float]:
    """Print the figures of one town. Returns the medians of the keys."""
    queries = SqlQueries(archive.reader, Clock())  # type: ignore[arg-type]
    print(f"{people:,} people, {people // 10:,} groups")
    for name, drawn in open_and_scroll(archive).items():
        print(f"  {name}: open {drawn.opened:.0f} ms, frame while scrolling p95 {drawn.frame_p95:.1f} ms")
    for name, taken_ms in open_forms(archive).items():
        print(f"  form, {name}: open {taken_ms:.0f} ms")
    screen = open_room_screen(archive)
    print(
        f"  room's screen: open {screen.window:.0f} ms, one line more {screen.one_line:.1f} ms; with a mask of all names "
        f"{screen.all_names:.0f} ms, {screen.all_names / screen.window:.0f} times"
    )
    by_people = partial(queries.groups_window, ListQuestion(sort="people", descending=True), Span(0, 100))
    begun = time.perf_counter()
    by_people()
    first = (time.perf_counter() - begun) * 1000
    print(
        f"  groups by their people: first {first:.0f} ms, then {statistics.median(milliseconds(by_people)):.0f} ms"
    )
    keys = []
    for words in TYPED:
        asked = ListQuestion(words=words)
        taken = milliseconds(partial(queries.people_window, asked, Span(0, 100)))
        keys.append(statistics.median(taken))
    print(
        f"  key in the filter of people: median {statistics.median(keys):.1f} ms, worst word {max(keys):.1f} ms"
    )
    print_search(archive, queries)
    chance = random.Random(5)
    for kind, sql in (
        ("person", "SELECT id, trim(given_name || ' ' || family_name) FROM people ORDER BY id"),
        ("group", "SELECT id, name FROM groups ORDER BY id"),
    ):
        sample = chance.sample(archive.database.raw.execute(sql).fetchall(), SAMPLE)
        share = reach(queries, kind, sample)
        print(
            f"  Ctrl+K, {kind}: five letters bring {share.first:.0%} of {SAMPLE} first, their code {share.by_code:.0%}, "
            f"{share.with_arrows:.0%} with arrows counted as keys, {share.by_figure:.0%} among the nine of Ctrl and a figure"
        )
    return keys


def main() -> None:
    parser = argparse.ArgumentParser()
    parser.add_argument("--people", type=int, default=PEOPLE)
    most = parser.parse_args().people
    keys = []
    for people in (most // 10, most):
        with tempfile.TemporaryDirectory() as folder:
            begun = time.perf_counter()
            with Archive.create(
                Path(folder) / "casa", PASSPHRASE, LocalHost(), durability=Durability.NONE_FOR_TESTS
            ) as archive:
                Town(archive, people, people // 10).build()
                print(f"built in {time.perf_counter() - begun:.0f} s")
                keys.append(measure(archive, people))
    ratios = [large / small for small, large in zip(*keys, strict=True)]
    print(f"a key in the large town against the small one: median {statistics.median(ratios):.2f} times")


if __name__ == "__main__":
    main()
