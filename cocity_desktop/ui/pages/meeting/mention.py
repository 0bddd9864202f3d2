"""The name or theme that is being typed after @ or #, and the words once one of the offers is taken. No Qt here."""

from __future__ import annotations

import re
from dataclasses import dataclass
from typing import NamedTuple

from cocity_desktop.ui.pages.meeting.understood import plain

MOST = 8
"""Offers that are shown at once."""

_MARK = re.compile(r"(?:^|(?<=[\s(«\"'’]))(?:@(?P<name>[^@#]{0,60})|#(?P<theme>[\w’'-]*))$")


class Mention(NamedTuple):
    """`text[start:end]` from the mark to the cursor; `sought` are the letters after it."""

    mark: str
    start: int
    end: int
    sought: str


@dataclass(frozen=True, slots=True)
class Offer:
    """A name or a theme that may be taken. `rank` 0 stands nearest: who is in the room."""

    words: str
    icon: str
    note: str = ""
    rank: int = 0


def mention_at(text: str, cursor: int) -> Mention | None:
    """What is being named at the cursor, if anything."""
    found = _MARK.search(text[:cursor])
    if found is None:
        return None
    sought = found["theme"] if found["name"] is None else found["name"]
    return Mention(text[found.start()], found.start(), cursor, sought)


def matching(offers: tuple[Offer, ...], sought: str) -> list[Offer]:
    """The offers whose words begin with the words sought, in any of their places; the nearest first, at most MOST.

    A name that is already written whole and followed by a space is no longer sought.
    """
    words = plain(sought).split()
    found: list[tuple[bool, int, str, Offer]] = []
    for offer in offers:
        name = plain(offer.words)
        if sought[-1:].isspace() and name == " ".join(words):
            return []
        if _begins(words, name.split()):
            found.append((not name.startswith(" ".join(words)), offer.rank, name, offer))
    found.sort(key=lambda one: (one[1], one[0], one[2]) if not words else (one[0], one[1], one[2]))
    return [offer for *_order, offer in found[:MOST]]


def _begins(sought: list[str], name: list[str]) -> bool:
    """Each word sought begins a word of the name, in the same order."""
    rest = iter(name)
    return all(any(word.startswith(letters) for word in rest) for letters in sought)


def taken(text: str, mention: Mention, words: str) -> tuple[str, int]:
    """The text with the offer in place of the letters, and where the cursor goes: past one space."""
    after = text[mention.end :]
    written = mention.mark + words
    space = "" if after[:1].isspace() else " "
    return text[: mention.start] + written + space + after, mention.start + len(written) + 1
