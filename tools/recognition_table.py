"""Read the published table of commitment sentences, check it, and write it into its pages.

    python tools/recognition_table.py           write the tables of both pages anew
    python tools/recognition_table.py check     say what is wrong with the table or its pages; exit 1 if anything is

The table itself is `tests/data/commitment_sentences/*.toml`. The conventions stand in docs/recognition-table.md, with
the development sentences. The held-out ones have a page of their own, so that whoever reads the conventions before
mending a rule does not see them.
"""

from __future__ import annotations

import sys
import tomllib
from collections import Counter
from dataclasses import dataclass, field
from datetime import date
from itertools import pairwise
from pathlib import Path
from typing import Any

ROOT = Path(__file__).resolve().parent.parent
SETS = {
    name: ROOT / "tests" / "data" / "commitment_sentences" / f"{name}.toml"
    for name in ("development", "held_out")
}
PAGES = {
    "development": ROOT / "docs" / "recognition-table.md",
    "held_out": ROOT / "docs" / "recognition-table-held-out.md",
}
BEGIN, END = "<!-- written by tools/recognition_table.py from here", "<!-- to here -->"

VALUE_OF = {
    "party": "party",
    "person": "party",
    "due": "day",
    "starts": "day",
    "recurrence": "text",
    "materials": "text",
    "theme": "text",
    "money": "cents",
    "hours": "hours",
    "article": "number",
}
"""Which field holds the value of a part of each kind."""

NAME_KINDS = {"group", "comune", "circoscrizione", "school", "house", "other", "person"}


@dataclass(frozen=True, slots=True)
class Name:
    """A name of the register: `kind` is a party's kind, or "person"."""

    name: str
    kind: str
    also: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class Expected:
    """One part that is to be recognised: the stretch `words` of the sentence and its value.

    `occurrence` counts from 1 when the words stand in the sentence more than once. `value` is a `date` (due, starts),
    an `int` (money in euro cents, hours, article) or a `str`. Not `certain`: a guess, without effect.
    """

    kind: str
    words: str
    value: date | int | str
    occurrence: int = 1
    certain: bool = True

    def span(self, text: str) -> tuple[int, int]:
        """Where the words stand in `text`. Raises ValueError when they do not."""
        start = -1
        for _ in range(self.occurrence):
            start = text.index(self.words, start + 1)
        return start, start + len(self.words)


@dataclass(frozen=True, slots=True)
class Sentence:
    """A line as somebody types it on the day `today`, and what it says."""

    text: str
    about: str
    today: date
    note: str = ""
    parts: tuple[Expected, ...] = ()


@dataclass(frozen=True, slots=True)
class Table:
    """One set: the names known to whoever reads the lines, and the lines."""

    names: tuple[Name, ...] = ()
    sentences: tuple[Sentence, ...] = field(default=())


def load(path: Path) -> Table:
    """Raises KeyError, TypeError or ValueError (TOML) when the file is not of the table's form."""
    with path.open("rb") as file:
        data = tomllib.load(file)
    names = tuple(Name(**{**name, "also": tuple(name.get("also", ()))}) for name in data["name"])
    return Table(names, tuple(sentence(record, data["today"]) for record in data["sentence"]))


def sentence(record: dict[str, Any], today: date) -> Sentence:
    parts = tuple(expected(part) for part in record["parts"])
    return Sentence(**{"today": today, **record, "parts": parts})


def expected(record: dict[str, Any]) -> Expected:
    """Raises KeyError when the value of the kind is missing, TypeError when a field is unknown."""
    rest = dict(record)
    return Expected(value=rest.pop(VALUE_OF[record["kind"]]), **rest)


def tables_of(sets: dict[str, Path]) -> dict[str, Table]:
    """The sets that are written already: a held-out set that was used up is gone until another one is written."""
    return {name: load(path) for name, path in sets.items() if path.exists() and path.stat().st_size}


def problems(table: Table) -> list[str]:
    """What is not well-formed, one line each, with the sentence it stands in."""
    known = {name.name: name.kind for name in table.names}
    found = [f"unknown kind of name: {name}" for name, kind in known.items() if kind not in NAME_KINDS]
    texts = Counter(s.text for s in table.sentences)
    found += [f"twice in the set: {text}" for text, count in texts.items() if count > 1]
    for line in table.sentences:
        found += [f"{line.text}: {problem}" for problem in problems_of(line, known)]
    return found


def problems_of(line: Sentence, known: dict[str, str]) -> list[str]:
    found = [problem for part in line.parts for problem in problems_of_part(line, part, known)]
    if found:
        return found
    spans = [part.span(line.text) for part in line.parts]
    for (_, end), (start, _) in pairwise(spans):
        if start < end:
            found.append("parts overlap or are out of order")
    certain = Counter(part.kind for part in line.parts if part.certain)
    found += [f"more than one certain {kind}" for kind, count in certain.items() if count > 1]
    return found


def problems_of_part(line: Sentence, part: Expected, known: dict[str, str]) -> list[str]:
    found = []
    if line.text.count(part.words) < part.occurrence:
        found.append(f"«{part.words}» is not there")
    wanted = {"day": date, "cents": int, "hours": int, "number": int}.get(VALUE_OF[part.kind], str)
    if type(part.value) is not wanted:
        found.append(f"«{part.words}» has a value that is no {wanted.__name__}")
    elif VALUE_OF[part.kind] == "day" and part.value < line.today:  # type: ignore[operator]
        found.append(f"«{part.words}» is before the day of the meeting")
    elif VALUE_OF[part.kind] == "party":
        kind = known.get(str(part.value))
        if kind is None or (kind == "person") != (part.kind == "person"):
            found.append(f"{part.value} is no {part.kind} of the register")
    elif not part.value:
        found.append(f"«{part.words}» has no value")
    return found


def page_with(name: str, tables: dict[str, Table], page: str) -> str:
    """The page of set `name` with everything between its two marks written anew.

    Raises ValueError when a mark is missing.
    """
    head, rest = page.split(BEGIN, 1)
    mark, tail = rest.split("\n", 1)[0], rest.split(END, 1)[1]
    sections = [rows(name, tables[name])]
    if name == "development":
        sections = [totals(tables), names_section(tables[name]), *sections]
    return f"{head}{BEGIN}{mark}\n\n" + "\n\n".join(sections) + f"\n\n{END}{tail}"


def totals(tables: dict[str, Table]) -> str:
    """How many parts of each kind a set expects: certain ones and, after the plus sign, guesses."""
    lines = ["## Totals", "", f"| | {' | '.join(titles(tables))} |", "|---|" + "--:|" * len(tables)]
    lines.append("| sentences | " + " | ".join(str(len(t.sentences)) for t in tables.values()) + " |")
    empty = [sum(not s.parts for s in t.sentences) for t in tables.values()]
    lines.append("| of them with nothing to recognise | " + " | ".join(map(str, empty)) + " |")
    lines += [
        f"| {kind} | " + " | ".join(count_of(t, kind) for t in tables.values()) + " |" for kind in VALUE_OF
    ]
    return "\n".join(lines)


def titles(tables: dict[str, Table]) -> list[str]:
    return [name.replace("_", "-") for name in tables]


def count_of(table: Table, kind: str) -> str:
    parts = [part for line in table.sentences for part in line.parts if part.kind == kind]
    guesses = sum(not part.certain for part in parts)
    return f"{len(parts) - guesses} + {guesses}" if guesses else str(len(parts))


def names_section(table: Table) -> str:
    lines = ["## The register the sentences are read with", "", "| name | kind | also |", "|---|---|---|"]
    lines += [f"| {cell(n.name)} | {n.kind} | {cell(', '.join(n.also))} |" for n in table.names]
    return "\n".join(lines)


def rows(name: str, table: Table) -> str:
    """The sentences of a set, one table for each matter, in the order of the file."""
    lines = [f"## The {name.replace('_', '-')} set"]
    about = ""
    for line in table.sentences:
        if line.about != about:
            about = line.about
            title = about[0].upper() + about[1:]
            lines += [
                "",
                f"### {title} ({name.replace('_', '-')})",
                "",
                "| sentence | to be recognised | note |",
                "|---|---|---|",
            ]
        lines.append(f"| {cell(line.text)} | {found_in(line)} | {note_of(line, table)} |")
    return "\n".join(lines)


def found_in(line: Sentence) -> str:
    return "<br>".join(shown(part) for part in line.parts) or "–"


def shown(part: Expected) -> str:
    value = (
        f"{part.value / 100:.2f} €" if part.kind == "money" and isinstance(part.value, int) else part.value
    )
    guess = "" if part.certain else " (guess)"
    return f"{part.kind}{guess}: {cell(str(value))} ← «{cell(part.words)}»"


def note_of(line: Sentence, table: Table) -> str:
    usual = Counter(other.today for other in table.sentences).most_common(1)[0][0]
    day = "" if line.today == usual else f"said on {line.today.isoformat()}"
    return cell("; ".join(filter(None, [day, line.note])))


def cell(text: str) -> str:
    """`text` inside a Markdown table: marks that mean something there are made plain."""
    return "".join(f"\\{letter}" if letter in "\\|*_[]<>#" else letter for letter in text)


def main(arguments: list[str]) -> int:
    tables = tables_of(SETS)
    wrong = [f"{name}: {problem}" for name, table in tables.items() for problem in problems(table)]
    for name in tables:
        page = PAGES[name].read_text(encoding="utf-8")
        written = page_with(name, tables, page)
        if arguments == ["check"] and written != page:
            wrong.append(f"{PAGES[name].name} is not up to date: run tools/recognition_table.py")
        elif not arguments:
            PAGES[name].write_text(written, encoding="utf-8")
    print("\n".join(wrong) or "the table is well-formed")
    return 1 if wrong else 0


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
