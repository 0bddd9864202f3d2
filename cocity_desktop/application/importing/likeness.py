"""Names that look alike without being the same: enough to ask about a row, never to decide.

Duplicates proper are found elsewhere, with a score; here it only has to be cheap for every row of a table.
"""

from __future__ import annotations

from collections import defaultdict
from difflib import SequenceMatcher
from typing import TYPE_CHECKING, Final

from cocity_desktop.application.importing.folding import folded

if TYPE_CHECKING:
    from collections.abc import Iterator

    from cocity_desktop.domain.entity import EntityId

_FORM_WORDS: Final = (
    "associazione ass assoc aps odv ets onlus asd comitato gruppo circolo cooperativa coop sociale culturale il lo la i gli"
    " le l un una di de del dello della dei degli delle dell d e ed a al per con in da association group"
)
_FORMS: Final = frozenset(_FORM_WORDS.split())
"""Words of a name that say its form rather than whose it is."""
_ALIKE: Final = 0.8
"""How much of two words must agree (difflib's ratio) for one to be the other with a slip."""
_MOST_PER_KEY: Final = 40
"""Names that share a key: beyond, the key says nothing."""


def core(name: str) -> tuple[str, ...]:
    """The words that make a name this one and no other, sorted; all of them when nothing else is left."""
    words = folded(name).split()
    return tuple(sorted([word for word in words if word not in _FORMS] or words))


class Likeness:
    """Names by their core, and by their core without one word."""

    def __init__(self) -> None:
        self._cores: dict[EntityId, tuple[str, ...]] = {}
        self._by_core: defaultdict[tuple[str, ...], list[EntityId]] = defaultdict(list)
        self._by_rest: defaultdict[tuple[str, ...], list[EntityId]] | None = None

    def add(self, record_id: EntityId, name: str) -> None:
        words = core(name)
        self._cores[record_id] = words
        self._by_core[words].append(record_id)
        self._by_rest = None

    def like(self, name: str) -> list[EntityId]:
        """The records whose names are the same but for form, order or one slip."""
        if not self._cores:
            return []
        words = core(name)
        found = list(self._by_core.get(words, ()))
        for word, rest in _rests(words):
            candidates = self._rests_of_all().get(rest, ())
            if len(candidates) <= _MOST_PER_KEY:
                found += [one for one in candidates if _one_slip(word, self._cores[one], rest)]
        return list(dict.fromkeys(found))

    def _rests_of_all(self) -> defaultdict[tuple[str, ...], list[EntityId]]:
        if self._by_rest is None:
            self._by_rest = defaultdict(list)
            for record_id, words in self._cores.items():
                for _, rest in _rests(words):
                    self._by_rest[rest].append(record_id)
        return self._by_rest


def _rests(words: tuple[str, ...]) -> Iterator[tuple[str, tuple[str, ...]]]:
    for position, word in enumerate(words):
        if not any(letter.isdigit() for letter in word):
            yield word, words[:position] + words[position + 1 :]


def _one_slip(word: str, others: tuple[str, ...], rest: tuple[str, ...]) -> bool:
    """Whether the word that `others` has in place of `word` is it with a slip, or its initial."""
    remaining = list(others)
    for one in rest:
        if one not in remaining:
            return False
        remaining.remove(one)
    if len(remaining) != 1:
        return False
    other = remaining[0]
    if any(letter.isdigit() for letter in other) or word == other:
        return False
    if rest and min(len(word), len(other)) == 1:
        return word[0] == other[0]
    return min(len(word), len(other)) >= 4 and SequenceMatcher(None, word, other).ratio() >= _ALIKE
