"""Where known names stand in a line, in any of their forms: the whole name, another form, a part that is nobody else's."""

from __future__ import annotations

import re
from dataclasses import dataclass
from functools import lru_cache
from typing import TYPE_CHECKING

from cocity_desktop.application.recognition import KnownName
from cocity_desktop.recognition.line import fold
from cocity_desktop.recognition.spans import Span

if TYPE_CHECKING:
    from collections.abc import Iterator

    from cocity_desktop.recognition.line import Line

_GENERIC = frozenset(
    [
        "associazione",
        "comitato",
        "gruppo",
        "circolo",
        "cooperativa",
        "scuola",
        "istituto",
        "comune",
        "citta",
        "circoscrizione",
        "casa",
        "fondazione",
        "consorzio",
        "parrocchia",
        "oratorio",
        "biblioteca",
        "centro",
        "rete",
        "ufficio",
        "asilo",
        "nido",
        "genitori",
        "volontari",
        "cittadini",
        "amici",
        "abitanti",
        "residenti",
        "commercianti",
        "anziani",
        "giovani",
        "aps",
        "ets",
        "odv",
        "onlus",
        "asd",
        "srl",
        "coop",
    ]
)
_SMALL_WORDS = frozenset(
    [
        "di",
        "del",
        "dello",
        "della",
        "dei",
        "degli",
        "delle",
        "da",
        "dal",
        "dalla",
        "per",
        "in",
        "nel",
        "nella",
        "con",
        "su",
        "e",
        "ed",
        "a",
        "al",
        "alla",
        "il",
        "lo",
        "la",
        "i",
        "gli",
        "le",
        "l",
        "d",
        "of",
        "the",
        "and",
        "for",
    ]
)


@dataclass(frozen=True, slots=True)
class Mention:
    """A known name at `span`, that of the name alone. `is_whole` False: only a part of the name stands there."""

    name: KnownName
    span: Span
    is_whole: bool = True


@dataclass(frozen=True, slots=True)
class NameBook:
    """The forms of all known names and one pattern that finds any of them."""

    by_form: dict[str, tuple[KnownName, bool]]
    pattern: re.Pattern[str] | None

    def mentions(self, line: Line) -> Iterator[Mention]:
        """Every place where a name stands, longest form first, none over another."""
        if self.pattern is None:
            return
        for match in self.pattern.finditer(line.plain):
            name, is_whole = self.by_form[_key(match[0])]
            yield Mention(name, Span(*match.span()), is_whole)


@lru_cache(maxsize=16)
def name_book(names: tuple[KnownName, ...]) -> NameBook:
    """The book of these names. Kept for the next line: a meeting types hundreds with the same names."""
    by_form: dict[str, tuple[KnownName, bool]] = {}
    for name in names:
        for form in (name.name, *name.also):
            if key := _key(fold(form)):
                by_form.setdefault(key, (name, True))
    for form, name in _parts_of_names(names).items():
        by_form.setdefault(form, (name, False))
    forms = sorted(by_form, key=len, reverse=True)
    pattern = "|".join(re.escape(form).replace(r"\ ", r"\s+") for form in forms)
    return NameBook(by_form, re.compile(rf"(?<![\w@])(?:{pattern})(?!\w)") if forms else None)


def _key(plain: str) -> str:
    return " ".join(plain.split())


def _parts_of_names(names: tuple[KnownName, ...]) -> dict[str, KnownName]:
    """Words that belong to one name only: "arcobaleno" of "Volontari Arcobaleno", "comune" of "Comune di Torino"."""
    owners: dict[str, list[KnownName]] = {}
    for name in names:
        for form in {*_parts(_key(fold(name.name)), is_person=name.person_id is not None)}:
            owners.setdefault(form, []).append(name)
    return {form: found[0] for form, found in owners.items() if len(found) == 1}


def _parts(form: str, *, is_person: bool) -> Iterator[str]:
    words = re.findall(r"\w+", form)
    if is_person or len(words) < 2:
        return
    yield words[0]
    tail = [word for word in words[1:] if word not in _SMALL_WORDS]
    if words[0] in _GENERIC and tail and tail == words[1:] and not tail[0].isdigit():
        yield " ".join(tail)
