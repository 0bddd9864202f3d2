"""How a person is found in what people wrote, so that it can be written without them (GDPR art. 17).

The whole name is found in either order, whatever the case, the accents and the apostrophes; a mail, a phone number and a
code are found in the forms people write them in. A given or a family name alone is too little to know whom it means:
it is shown to a person (`lone`) and never replaced unasked.
"""

from __future__ import annotations

import re
import unicodedata
import zlib
from dataclasses import dataclass
from functools import cache
from itertools import count, product
from typing import TYPE_CHECKING, Any, Final

if TYPE_CHECKING:
    from collections.abc import Callable, Collection, Iterable

ERASED_CONTACT: Final = "dato cancellato"
"""What stands where a mail, a phone number or a code stood. A record's data, not a word of the interface."""

SHORTEST_LITERAL: Final = 5
"""Letters: a shorter address or code may stand in any text for another reason."""
SHORTEST_PHONE: Final = 6
"""Digits, without the country's."""

_THOUSAND: Final = 1_000

_MARKS: Final = "[\u0300-\u036f]*"
_APOSTROPHES: Final = "'’‘`´ʼ"
_BETWEEN: Final = rf"(?:\s{{1,3}}|\s?[,;]\s{{0,2}}|[\-–_.+/])[{_APOSTROPHES}]?"
_INSIDE: Final = rf"[{_APOSTROPHES}\-\s]{{0,2}}"
_BEFORE: Final = r"(?<![^\W_])"
_AFTER: Final = "(?![^\\W_]|[\u0300-\u036f])"
_SPACES: Final = r"\s+"
_SIGNS: Final = r"[\s./\-()]*"
_NEVER: Final = re.compile(r"(?!)")


def erased_name(number: int) -> str:
    """What an erased person is called from then on, in every language: it stands in the archive as a name does."""
    return f"persona cancellata n. {number}"


def next_number(given: Collection[int], other_device: str = "") -> int:
    """The number of the next erased person, when these were given.

    The laptop that the archive began on counts 1, 2, 3. Another one, which cannot ask it, counts in thousands and has an
    ending of its own (1473, 2473), so that two people do not get one number before the laptops meet.
    """
    if not other_device:
        counted = max((one for one in given if one < _THOUSAND), default=0) + 1
        return counted if counted < _THOUSAND else max(given) + 1
    ending = 100 + zlib.crc32(other_device.encode()) % (_THOUSAND - 100)
    own = max((one for one in given if one > _THOUSAND and one % _THOUSAND == ending), default=ending)
    return next(number for number in count(own + _THOUSAND, _THOUSAND) if number not in given)


@dataclass(frozen=True, slots=True)
class Traces:
    """What a person can be known by: names as (given, family), and contacts and codes as they were written."""

    names: tuple[tuple[str, str], ...] = ()
    phones: tuple[str, ...] = ()
    literals: tuple[str, ...] = ()

    def joined(self, other: Traces) -> Traces:
        """All that either knows, once."""
        return Traces(
            tuple(dict.fromkeys((*self.names, *other.names))),
            tuple(dict.fromkeys((*self.phones, *other.phones))),
            tuple(dict.fromkeys((*self.literals, *other.literals))),
        )

    def without_names(self) -> Traces:
        """Where the same name is somebody else's too."""
        return Traces((), self.phones, self.literals)


def all_names(given: Iterable[str], family: Iterable[str]) -> tuple[tuple[str, str], ...]:
    """Every pair of a given and a family name that the person ever had."""
    return tuple(product(dict.fromkeys(given), dict.fromkeys(family)))


class Blotter:
    """Writes texts without one person. `replacement` stands for the name, `ERASED_CONTACT` for the rest."""

    def __init__(self, traces: Traces, replacement: str) -> None:
        self.replacement = replacement
        whole = [pattern for given, family in traces.names for pattern in _whole_names(given, family)]
        parts = {part for pair in traces.names for name in pair for part in (name, *_words(name))}
        lone = [_name(part) for part in sorted(parts, key=len, reverse=True) if len(part) > 1]
        contacts = [*map(_literal, traces.literals), *map(_phone, traces.phones)]
        self._whole = _any(whole)
        self._lone = _any(f"{_BEFORE}{pattern}{_AFTER}" for pattern in lone if pattern)
        self._contacts = _any(filter(None, contacts))
        self._any = _any(
            one.pattern for one in (self._lone, self._whole, self._contacts) if one is not _NEVER
        )
        hints = [
            _word(max(_words(f"{given} {family}"), key=len, default="")) for given, family in traces.names
        ]
        self._hint = _any(dict.fromkeys(filter(None, [*hints, *filter(None, contacts)])))

    def may_find(self, text: str) -> bool:
        """Whether it is worth looking closer. Works on JSON text as well."""
        return self._hint.search(text) is not None

    def finds(self, text: str) -> bool:
        """Whether the person stands in `text` by whole name, contact or code."""
        return self._contacts.search(text) is not None or self._whole.search(text) is not None

    def may_name(self, text: str) -> bool:
        """Whether whole name, contact, code or a part of the name stands in `text`: one look instead of three."""
        return self._any.search(text) is not None

    def finds_lone(self, text: str) -> bool:
        """Whether one of their names stands there alone, when the whole ones are taken away."""
        if self._lone.search(text) is None:
            return False
        return self._lone.search(self.blot(text).replace(self.replacement, "")) is not None

    def place(self, text: str) -> int:
        """Where the first trace begins, 0 when there is none."""
        starts = [
            found.start() for one in (self._contacts, self._whole, self._lone) if (found := one.search(text))
        ]
        return min(starts, default=0)

    def blot(self, text: str) -> str:
        """The text without the person."""
        # Contacts first: a mail is often made of the name.
        return self._whole.sub(self.replacement, self._contacts.sub(ERASED_CONTACT, text))

    def blot_all(self, text: str) -> str:
        """The text without the person, their names alone included: where somebody knows that they are meant."""
        return self._lone.sub(self.replacement, self.blot(text))


def blot_plain(value: Any, blot: Callable[[str], str]) -> Any:
    """A plain value (domain.record) with every text in it passed through `blot`."""
    if isinstance(value, str):
        return blot(value)
    if isinstance(value, list):
        return [blot_plain(item, blot) for item in value]
    if isinstance(value, dict):
        return {blot(key): blot_plain(item, blot) for key, item in value.items()}
    return value


def phone_digits(text: str) -> str:
    """A phone number without signs and without Italy's country code: what two ways of writing it share."""
    digits = re.sub(r"\D", "", text)
    if text.strip().startswith("+39"):
        return digits[2:]
    return digits.removeprefix("0039")


def plain_name(text: str) -> str:
    """A name to compare with another: without accents, case and signs."""
    return "".join(_letters(text)).casefold()


def _whole_names(given: str, family: str) -> list[str]:
    """Both orders. Of a name with one word only there is no whole: it could be anybody's."""
    if given.strip() and family.strip():
        orders = [(given, family), (family, given)]
    else:
        words = f"{given} {family}".split()
        if len(words) < 2:
            return []
        orders = [(" ".join(words), ""), (words[-1], " ".join(words[:-1]))]
    texts = dict.fromkeys(f"{first} {second}".strip() for first, second in orders)
    return [f"{_BEFORE}{_name(text)}{_AFTER}" for text in texts if _words(text)]


def _name(text: str) -> str:
    """The words of a name with what may stand between them; inside «D’Angelo» there may be nothing."""
    tokens = [_INSIDE.join(map(_word, parts)) for token in text.split() if (parts := _words(token))]
    return _BETWEEN.join(tokens)


def _word(word: str) -> str:
    """One word in any case, with or without its accents, which are often typed as an apostrophe behind it."""
    if not word:
        return ""
    return "".join(_letter(letter) + _MARKS for letter in word) + f"[{_APOSTROPHES}]?"


def _words(text: str) -> list[str]:
    return re.findall(r"[^\W_]+", "".join(_stripped(text)))


def _letters(text: str) -> list[str]:
    return [letter for word in _words(text) for letter in word]


def _stripped(text: str) -> str:
    decomposed = unicodedata.normalize("NFKD", text)
    return "".join(letter for letter in decomposed if not unicodedata.combining(letter))


@cache
def _variants() -> dict[str, str]:
    """The letters of Latin alphabets by the plain one they are made of."""
    found: dict[str, str] = {}
    for point in (*range(0xC0, 0x250), *range(0x1E00, 0x1F00)):
        plain = _stripped(chr(point)).casefold()
        if len(plain) == 1 and plain.isascii():
            found[plain] = found.get(plain, "") + chr(point)
    return found


def _letter(letter: str) -> str:
    plain = letter.casefold()
    if plain == "ss":
        return "(?:ß|ss)"
    variants = _variants().get(plain, "")
    return f"[{re.escape(plain)}{re.escape(plain.upper()[:1])}{variants}]" if variants else re.escape(letter)


def _literal(text: str) -> str:
    words = text.split()
    if len("".join(words)) < SHORTEST_LITERAL:
        return ""
    return rf"(?<![\w.+\-]){_SPACES.join(map(re.escape, words))}(?![\w\-])"


def _phone(text: str) -> str:
    digits = phone_digits(text)
    if len(digits) < SHORTEST_PHONE:
        return ""
    return rf"(?<!\d)(?:(?:\+|00)\s?39[\s./\-]*)?{_SIGNS.join(digits)}(?!\d)"


def _any(patterns: Iterable[str]) -> re.Pattern[str]:
    alternatives = [f"(?:{pattern})" for pattern in patterns if pattern]
    return re.compile("|".join(alternatives), re.IGNORECASE) if alternatives else _NEVER
