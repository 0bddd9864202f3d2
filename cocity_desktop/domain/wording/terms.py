"""When: «ogni sabato, dal 6 marzo 2027 al 26 giugno 2027», «entro il 30 aprile 2027»."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from cocity_desktop.domain.wording.dates import MONTHS, by_day, from_day, on_day, to_day
from cocity_desktop.domain.wording.text import quoted, said_in, small, tidy

if TYPE_CHECKING:
    from datetime import date

_DAYS = "lunedì|martedì|mercoledì|giovedì|venerdì|sabato|domenica"
_ADVERBIAL = re.compile(
    r"(?:ogni|tutt[ei]|ciascun\w*|una?|due|tre|quattro|cinque|sei|\d+|il|la|l’|le|i|nei|nelle|nel|al|alla|all’|a|ad|di|dal|dalla|dalle"
    r"|dai|da|per|durante|con|in|prima|dopo|fino|finché|sempre|quotidianamente|giornalmente|settimanalmente|mensilmente|annualmente"
    r"|periodicamente|trimestralmente|semestralmente|\w+mente|entro|su|quando|appena)\b",
    re.IGNORECASE,
)
_CADENCE = re.compile(
    r"(?:quotidian|giornalier|settimanal|quindicinal|mensil|bimestral|trimestral|semestral|annual)[aoei]$",
    re.IGNORECASE,
)
_WEEKDAY = re.compile(rf"(?:di\s)?(?P<day>{_DAYS})(?P<rest>\s(?:mattina|pomeriggio|sera))?$", re.IGNORECASE)
_A_DAY = re.compile(
    rf"(?<![\d/])(?P<day>\d{{1,2}})(?P<first>°)?\s(?P<month>{'|'.join(MONTHS)})(?P<year>\s\d{{4}})?(?!\w)",
    re.IGNORECASE,
)


def recurrence_words(recurrence: str) -> str:
    """How often, as it stands in a sentence; what is no adverb is quoted as said."""
    text = tidy(recurrence)
    if not text:
        return ""
    if _CADENCE.fullmatch(text):
        return f"con cadenza {text[:-1].lower()}{'a' if text[-1] in 'oa' else 'e'}"
    if weekday := _WEEKDAY.match(text):
        article = "la" if weekday["day"].lower() == "domenica" else "il"
        return f"{article} {weekday['day'].lower()}{(weekday['rest'] or '').lower()}"
    if _ADVERBIAL.match(text) and not re.search(r"[?!#@:]|\.\s", text):
        return small(text)
    return f"con la frequenza così indicata: {quoted(text)}"


def span_words(starts_on: date | None, due_on: date | None) -> str:
    """From when and until or by when."""
    if starts_on and due_on:
        if starts_on == due_on:
            return on_day(due_on)
        return f"{from_day(starts_on)} {to_day(due_on)}"
    if starts_on:
        return f"a partire {from_day(starts_on)}"
    return by_day(due_on) if due_on else ""


def with_years(text: str, days: tuple[date | None, ...]) -> str:
    """`text` with the year behind each of `days` that it names without one: «entro il 30 aprile» of 2027."""

    def dated(match: re.Match[str]) -> str:
        for value in days:
            if value and not match["year"] and _is(match, value):
                return f"{match[0]} {value.year}"
        return match[0]

    return _A_DAY.sub(dated, text)


def names_day(text: str, value: date) -> bool:
    """Whether `text` says that very day, with its year or without any."""
    return any(_is(match, value) for match in _A_DAY.finditer(text))


def _is(match: re.Match[str], value: date) -> bool:
    year = (match["year"] or "").strip()
    same = int(match["day"]) == value.day and match["month"].lower() == MONTHS[value.month - 1]
    return same and (not year or int(year) == value.year)


_TIME_SAID = re.compile(
    rf"\b(?:entro|fino|prossim\w+|domani|oggi|fine mese|di qui|{'|'.join(MONTHS)})\b", re.IGNORECASE
)
"""Words that tell of a time in their own way: the day is added as its meaning."""


def term_parts(said: str, recurrence: str, starts_on: date | None, due_on: date | None) -> list[str]:
    """What the words `said` do not tell yet of when."""
    often = "" if said_in(recurrence, said) else recurrence_words(recurrence)
    start = None if starts_on and names_day(said, starts_on) else starts_on
    due = None if due_on and names_day(said, due_on) else due_on
    span = span_words(start, due)
    if span and _TIME_SAID.search(said):
        span = f"e comunque {span}" if start is None else f"cioè {span}"
    return [part for part in (often, span) if part]
