"""With what: «con 40 ore di lavoro, due decespugliatori e una somma di 1.500,00 euro (millecinquecento/00)»."""

from __future__ import annotations

import re

from cocity_desktop.domain.wording.clauses import stands_alone
from cocity_desktop.domain.wording.money import money_of_law
from cocity_desktop.domain.wording.numbers import HIGHEST, in_words
from cocity_desktop.domain.wording.text import quoted, said_in, small, tidy
from cocity_desktop.domain.wording.tokens import PREPOSITIONS, words_of
from cocity_desktop.domain.wording.verbs import is_infinitive

_SUM = re.compile(
    r"(?:€\s?|euro\s)(?P<after>\d[\d.]*)(?:,(?P<after_cents>\d{1,2}))?(?![\d,])"
    r"|(?<![\d.,])(?P<before>\d[\d.]*)(?:,(?P<before_cents>\d{1,2}))?\s?(?:€|euro\b)",
    re.IGNORECASE,
)


def hours_words(hours: int) -> str:
    """«40 ore di lavoro», «un’ora di lavoro»."""
    return "un’ora di lavoro" if hours == 1 else f"{hours} ore di lavoro"


def means_parts(said: str, hours: int | None, materials: str, cents: int | None) -> list[str]:
    """What the words `said` do not tell yet of means: work, things, money, each fit to follow «con»."""
    parts = []
    if hours and not _hours_said(hours, said):
        parts.append(hours_words(hours))
    if not said_in(materials, said):
        parts += _things(materials)
    if cents and not says_sum(said, cents):
        parts.append(f"una somma di {money_of_law(cents)}")
    return parts


def speaks_of_money(said: str) -> bool:
    """Whether `said` speaks of a sum, in whatever words: «un migliaio di euro», «48mila €»."""
    return bool(re.search(r"\beuro\b|€", said, re.IGNORECASE))


def with_sum_of_law(text: str, cents: int | None) -> str:
    """`text` with the sum it names, when it is `cents`, in the words of law."""
    if not cents:
        return text
    text = _SUM.sub(lambda match: money_of_law(cents) if _cents(match) == cents else match[0], text)
    euros, rest = divmod(cents, 100)
    if rest == 0 and euros <= HIGHEST:
        letters = re.compile(rf"\b{in_words(euros)} euro\b(?! \()", re.IGNORECASE)
        text = letters.sub(lambda _: money_of_law(cents), text, count=1)
    return text


def says_sum(text: str, cents: int) -> bool:
    """Whether `text` names that very sum, in figures or in letters."""
    return with_sum_of_law(text, cents) != text or money_of_law(cents) in text


def _cents(match: re.Match[str]) -> int | None:
    figures, rest = (
        (match["after"], match["after_cents"]) if match["after"] else (match["before"], match["before_cents"])
    )
    if not re.fullmatch(r"\d{1,3}(?:\.\d{3})*|\d+", figures):
        return None
    return int(figures.replace(".", "")) * 100 + int((rest or "0").ljust(2, "0"))


def _hours_said(hours: int, said: str) -> bool:
    words = "un’ora" if hours == 1 else f"{hours} ore"
    letters = f"{in_words(hours)} ore" if hours <= HIGHEST else words
    return said_in(words, said) or said_in(letters, said)


def _things(materials: str) -> list[str]:
    """The things, one by one; words that are no list of things stay together, as they were said."""
    text = re.sub(r"^(?:con|anche|più)\s+", "", tidy(materials), flags=re.IGNORECASE)
    if not any(character.isalnum() for character in text):
        return []
    words = words_of(text)
    odd = re.search(r"[?!#@:.](?:\s|$)|\n", text) or not stands_alone(text)
    if odd or words[0].plain in PREPOSITIONS or is_infinitive(words[0].text):
        return [f"i mezzi così indicati: {quoted(text)}"]
    if re.search(r"[(«“\"]", text):
        return [small(text)]
    return [small(thing) for part in _BETWEEN_THINGS.split(text) for thing in _pair(part)]


_BETWEEN_THINGS = re.compile(r"[,;]\s+(?!\d)|[,;]\s+(?=\d+\s+[a-zà-ú])")


def _pair(part: str) -> list[str]:
    """«secchi e vernice» is two things; longer words around an «e» stay together."""
    both = [one.strip() for one in re.split(r"\s+ed?\s+", part.strip())]
    return [one for one in both if one] if all(len(one.split()) <= 3 for one in both) else [part.strip()]
