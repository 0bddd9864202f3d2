"""What was said, made fit to stand in a sentence without changing its words."""

from __future__ import annotations

import re
import unicodedata

from cocity_desktop.domain.sentences import split_sentences
from cocity_desktop.domain.wording.numbers import in_words

_BULLET = re.compile(r"^(?:[-–—•*·>]+|\(?\d{1,2}[.)]|[a-z]\))\s+")
_SPACE_BEFORE = re.compile(r"\s+([,;:.!?…»)])")
_APOSTROPHE = re.compile(r"(?<=\w)['‘`´](?=\w)")
_ENDS = " .,;:…"


def folded(word: str) -> str:
    """`word` small, without accents, apostrophes and what surrounds it: for comparing."""
    plain = unicodedata.normalize("NFD", word.casefold())
    return "".join(c for c in plain if c.isalnum())


def tidy(text: str) -> str:
    """On one line, without list marks, doubled spaces and final stops; apostrophes as print has them.

    Shouting (a whole line in capitals) is brought to small letters: it says how it was typed, not what.
    """
    text = " ".join(_visible(text).split())
    text = _BULLET.sub("", text)
    text = _SPACE_BEFORE.sub(r"\1", text)
    text = _with_accents(_APOSTROPHE.sub("’", text))
    text = text.strip(_ENDS)
    shouted = text.isupper() and " " in text and len(text) > 6
    return text.lower() if shouted else text


def _with_accents(text: str) -> str:
    """Accents typed as apostrophes, and those of weekdays: «meta'» is metà, «lunedi» lunedì."""
    text = _WEEKDAY.sub(lambda match: f"{match[1]}ì", text)
    return _TYPED_ACCENT.sub(lambda match: f"{match[1]}{_ACCENTED[match[2].lower()]}", text)


_WEEKDAY = re.compile(r"\b((?:lune|marte|mercole|giove|vener)d)i\b'?", re.IGNORECASE)
_TYPED_ACCENT = re.compile(
    r"(?<![\w’'])((?:\w{2,}[^aeiou\W]|ser|citt|met|sar|far|))([aeiou])'(?![\w'])", re.IGNORECASE
)
_ACCENTED = {"a": "à", "e": "è", "i": "ì", "o": "ò", "u": "ù"}


def small(text: str) -> str:
    """As it stands in the middle of a sentence: first letter small, unless it belongs to an acronym or a name in one."""
    first = re.split(r"[\s’']", text, maxsplit=1)[0]
    if len(first) > 1 and (first.isupper() or not first[1:].islower()):
        return text
    return text[:1].lower() + text[1:]


def capital(text: str) -> str:
    """As it begins a sentence."""
    return text[:1].upper() + text[1:]


def quoted(text: str) -> str:
    """«text», on one sentence: marks of its own become “ ”, full stops inside become semicolons."""
    inner = text.replace("«", "“").replace("»", "”")
    first, *others = [part.strip().rstrip(".;, ") for part in split_sentences(inner)] or [""]
    parts = [first, *(_SMALL_WORD.sub(lambda match: match[0].lower(), part) for part in others)]
    return f"«{'; '.join(part for part in parts if part)}»"


_SMALL_WORD = re.compile(
    r"(?:Poi|E|Ma|O|Il|Lo|La|I|Gli|Le|Un|Una|Uno|Se|Chi|Che|Per|Con|Da|Dal|Dalla|In|Nel|A|Al|Alla|Non|Si|Ci|Anche|Ogni)\b"
)
"""Words whose capital says only that a sentence began."""


def said_in(part: str, whole: str) -> bool:
    """Whether the words of `part` stand in `whole` already, in their order."""
    found, words = _compared(part), _compared(whole)
    return (
        any(words[at : at + len(found)] == found for at in range(len(words) - len(found) + 1))
        if found
        else True
    )


def _compared(text: str) -> list[str]:
    """Its words for comparing, small numbers in figures."""
    words = [folded(word) for word in re.findall(r"\w+", text)]
    return [_FIGURES.get(word, word) for word in words]


_FIGURES = {in_words(number): str(number) for number in range(2, 21)}


def _visible(text: str) -> str:
    """Without characters that control or hide."""
    return "".join(c if unicodedata.category(c) not in {"Cc", "Cf", "Cs", "Co", "Cn"} else " " for c in text)
