"""Where known names stand in a line, in any of their forms: the whole name, another form, a part that is nobody else's."""

from __future__ import annotations

import re
from dataclasses import dataclass
from difflib import SequenceMatcher
from functools import lru_cache
from typing import TYPE_CHECKING

from cocity_desktop.application.recognition import KnownName
from cocity_desktop.domain.commitments import PartyKind
from cocity_desktop.recognition.calendar import MONTHS, WEEKDAYS
from cocity_desktop.recognition.line import fold
from cocity_desktop.recognition.spans import Span

if TYPE_CHECKING:
    from collections.abc import Iterator

    from cocity_desktop.recognition.line import Line

_ARTICLE = re.compile(r"^(?:(?:il|lo|la|i|gli|le|the)\s|l')\s?")
_INTRODUCTION = re.compile(
    r"(?<!\w)(?:il|lo|la|i|gli|le|l'|the|noi|del|dello|della|dell'|dei|degli|delle|al|allo|alla|all'|ai|agli|alle|"
    r"dal|dallo|dalla|dall'|dai|dagli|dalle|nel|nella|nell'|sul|sulla|sull'|l)\s*(?:nostr[oaie]\s|stess[oaie]\s)?$"
)
_INSTITUTIONS = (PartyKind.COMUNE, PartyKind.CIRCOSCRIZIONE)
_GROUP_WORDS = frozenset({
    "associazione", "comitato", "gruppo", "circolo", "cooperativa", "fondazione", "consorzio", "parrocchia",
    "rete", "volontari", "amici", "aps", "ets", "odv", "onlus", "asd", "coop",
})  # fmt: skip
_SMALL_WORDS = frozenset({
    "di", "del", "dello", "della", "dei", "degli", "delle", "da", "per", "in", "con", "su", "e", "ed", "a", "al",
    "alla", "il", "lo", "la", "i", "gli", "le", "l", "d", "of", "the", "and", "for",
})  # fmt: skip
_BRACKETS = re.compile(r"(?<=\w)[^\w\s',;:.-]+|(?<=\w)[^\w\s',;:.-]+(?=\w)")
_LETTERS = re.compile(r"\w+")
_GAP = r"[^\w,;:]{1,3}"
"""What may stand between the words of a name, however it was written: a space, two, a bracket, an apostrophe."""
_NUMBERED = re.compile(r"\d{1,2}(?!\d|[.,]\d|\s?(?:euro|€|ore\b|h\b))")
SLIP = 0.84
"""How much of the rest of a name must be there to take it for that name with a slip."""
_OTHER_ONE = re.compile(r"\s(?:(?:di|del|della|d'|of)\s?)?")


@dataclass(frozen=True, slots=True)
class Mention:
    """A known name at `span`, that of the name without its article. `is_marked`: an @ stands before it."""

    name: KnownName
    span: Span
    is_marked: bool = False


@dataclass(frozen=True, slots=True)
class Form:
    """A way of saying a name. `owners` are all that may be meant; `is_whole`: no more of the name can follow.

    `is_common`: also a word of every day ("la casa", "il comune"), a name only with its article or a capital.
    """

    owners: tuple[KnownName, ...]
    is_whole: bool
    is_common: bool


@dataclass(frozen=True, slots=True)
class NameBook:
    """The forms of all known names, one pattern that finds any of them, and one for what is typed after an @."""

    forms: dict[str, Form]
    pattern: re.Pattern[str] | None

    def mentions(self, line: Line) -> Iterator[Mention]:
        """Every place where one known name stands, longest form first, none over another."""
        if self.pattern is None:
            return
        for match in self.pattern.finditer(line.plain):
            form, span = self.forms[_key(match[0])], Span(*match.span())
            marked = span.start > 0 and line.plain[span.start - 1] == "@"
            if len(form.owners) == 1 and (marked or self._is_said(line, span, form)):
                yield Mention(form.owners[0], span, marked)

    def _is_said(self, line: Line, span: Span, form: Form) -> bool:
        """A first name may be followed by the group that the person speaks for: "Ada di Arcobaleno"."""
        gap = _OTHER_ONE.match(line.plain, span.end)
        is_person, goes_on = form.owners[0].person_id is not None, gap is not None and gap[0].strip()
        if is_person and goes_on and self.pattern and gap and self.pattern.match(line.plain, gap.end()):
            return line.is_capital(span.start)
        return _is_said(line, span, form)


@lru_cache(maxsize=16)
def name_book(names: tuple[KnownName, ...]) -> NameBook:
    """The book of these names. Kept for the next line: a meeting types hundreds with the same names."""
    owners: dict[str, list[KnownName]] = {}
    whole = {_key(fold(name.name)) for name in names}
    common: set[str] = set()
    for name in names:
        for form in {fold(name.name), *map(fold, name.also)}:
            bare = _ARTICLE.sub("", form)
            key = _key(bare)
            for said in {key, _key(_BRACKETS.sub("", bare))}:  # "Spazio[nòi]": "spazio noi", "spazionoi"
                if said and name not in owners.setdefault(said, []):
                    owners[said].append(name)
            if _ARTICLE.match(form):
                common.add(key)
    for form, found in _parts_of_names(names).items():
        if form not in owners:
            owners[form] = found
            common |= {form} if found[0].party_kind in _INSTITUTIONS else set()
    forms = {
        form: Form(tuple(found), form in whole, form in common - whole)
        for form, found in owners.items()
        if form
    }
    alternatives = "|".join(form.replace(" ", _GAP) for form in sorted(forms, key=len, reverse=True))
    for word, found in _single_words(names).items():
        if word not in forms:
            forms[word] = Form(tuple(found), is_whole=False, is_common=False)
            alternatives += f"|(?<=@){word}"
    # "lamministrazione": an apostrophe that was left out.
    pattern = rf"(?:(?<!\w)|(?<=\bl)(?=[aeiou]))(?:{alternatives})(?!\w)"
    return NameBook(forms, re.compile(pattern) if forms else None)


def _key(plain: str) -> str:
    return " ".join(_LETTERS.findall(plain))


def _parts_of_names(names: tuple[KnownName, ...]) -> dict[str, list[KnownName]]:
    """Shorter forms by their owners: "comune" of "Comune di Torino", "arcobaleno" of "Volontari Arcobaleno", first names."""
    owners: dict[str, list[KnownName]] = {}
    for name in names:
        if form := _short_form(name):
            owners.setdefault(form, []).append(name)
    everywhere = [_key(fold(name.name)) for name in names]
    return {
        form: found
        for form, found in owners.items()
        if found[0].party_kind is not PartyKind.GROUP or sum(form in other for other in everywhere) == 1
    }


def _single_words(names: tuple[KnownName, ...]) -> dict[str, list[KnownName]]:
    """Words of names by the names they stand in; the small ones say nothing. Only whoever types an @ means them."""
    owners: dict[str, list[KnownName]] = {}
    for name in names:
        for word in {*_LETTERS.findall(fold(name.name))} - _SMALL_WORDS:
            owners.setdefault(word, []).append(name)
    return {word: found for word, found in owners.items() if len(word) >= 3 and not word.isdigit()}


def _short_form(name: KnownName) -> str:
    words: list[str] = re.findall(r"\w+", _key(fold(name.name)))
    if len(words) < 2:
        return ""
    if name.person_id is not None or name.party_kind in _INSTITUTIONS:
        return words[0]
    rest = words[1:]
    plain = not any(
        word in _SMALL_WORDS or word in MONTHS or word in WEEKDAYS or word.isdigit() for word in rest
    )
    return " ".join(rest) if words[0] in _GROUP_WORDS and plain else ""


def _is_said(line: Line, span: Span, form: Form) -> bool:
    """Whether the words name somebody here: "il comune", "Comune", not "in comune"; not "Comune di Milano"."""
    if not form.is_whole and (_is_another(line, span) or _is_misspelt(line, span, form)):
        return False
    if form.owners[0].person_id is not None and not form.is_whole:
        return line.is_capital(span.start) or (line.typed.islower() and span.start == 0)
    return (
        line.is_capital(span.start)
        or not line.plain[: span.start].strip(" -•*")
        or bool(_INTRODUCTION.search(line.plain[: span.start]))
        or not form.is_common
    )


def _is_misspelt(line: Line, span: Span, form: Form) -> bool:
    """Whether the rest of the whole name follows with a slip in it: "Casa del quartire". A name that nobody wrote."""
    said, whole = line.plain[span.start : span.end], _key(fold(form.owners[0].name))
    rest = whole.removeprefix(said)
    if rest in ("", whole):
        return False
    follows = line.plain[span.end : span.end + len(rest) + 1]
    words = [" ".join(follows.split()[:count]) for count in (len(rest.split()), len(rest.split()) + 1)]
    return any(
        word and rest.strip() != word and SequenceMatcher(None, rest.strip(), word).ratio() > SLIP
        for word in words
    )


def _is_another(line: Line, span: Span) -> bool:
    """A capital or a number goes on where the known form ends: "Circoscrizione 5", "Scuola Manzoni", "Ada Rossi"."""
    gap = _OTHER_ONE.match(line.plain, span.end)
    if gap is None or gap.end() >= len(line.plain) or line.typed.isupper():
        return False
    following = line.plain[gap.end()]
    if following.isdigit():
        is_district = line.plain[span.start : span.end].endswith("circoscrizione")
        return gap[0] == " " and is_district and bool(_NUMBERED.match(line.plain, gap.end()))
    return following.isalpha() and line.is_capital(gap.end())
