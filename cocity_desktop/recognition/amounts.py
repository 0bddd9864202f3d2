"""Sums of money and hours of work. A sum that leaves any doubt is a guess: none ever replaces another in silence."""

from __future__ import annotations

import re
from decimal import Decimal
from typing import TYPE_CHECKING

from cocity_desktop.application.recognition import Part, PartKind
from cocity_desktop.recognition import numerals

if TYPE_CHECKING:
    from collections.abc import Iterator

MOST_CENTS = 10**12
"""Ten thousand million euro: above it somebody leant on the keyboard."""

_FIGURES = r"\d{1,3}(?:[.,' ]\d{3})+(?:[.,]\d{1,2})?|\d+(?:[.,]\d+)?"
_SCALE = r"(?:\s?(?:mila|milioni(?: di)?|milione di|thousand|million|k)\b)"
_EURO = r"(?:euro|euros|eur|€)"
_NUMBER = rf"(?:(?P<figures>{_FIGURES})(?P<scale>{_SCALE})?|(?P<words>{numerals.ENGLISH_WORDS}|{numerals.ITALIAN_WORD}|an?)(?P<of> milioni di| milione di)?)"
_CENTS = r"(?:\s(?:e|and)\s(?P<cents>\d{1,2}|[a-z]+)(?:\s(?:centesimi|cents?)\b)?(?!\w|[.,]?\d|\s?(?:€|euro|eur\b|ore\b|giorni|hours)))"

AFTER = re.compile(rf"(?<![\w.,/'])(?<!\d )(?:€\s?)?{_NUMBER}\s?(?:{_EURO}(?![a-z]))(?:{_CENTS})?")
BEFORE = re.compile(
    rf"(?<!\w)(?:€|eur|euro)\s?(?P<figures>{_FIGURES})(?P<scale>{_SCALE})?(?![\w/]|[.,]\d)(?:\s?,-)?"
)
CENTS = re.compile(r"(?<![\w.,/])(?P<figures>\d+|[a-z]+)\s(?:centesimi|cents?)\b")

_UNSURE_BEFORE = re.compile(
    r"(?:\b(?:circa|intorno a(?:i|gli)?|attorno a(?:i|gli)?|all'incirca|suppergiu|quasi|piu o meno|oltre|almeno|minimo|un minimo di|piu di|non meno di|"
    r"meno di|sotto i|sopra i|tra(?: i)?|fra(?: i)?|dai|da|o|oppure|non|senza|forse|magari|anziche|invece d(?:i|ei)|al posto d(?:i|ei)|"
    r"about|around|roughly|nearly|over|at least|more than|less than|between|or|not|instead of|maybe|perhaps|per|from|"
    r"x|ogni|each|\d+\s?x|moltiplicato)\s|[-/x*+]\s?|\b\d+\s?[x*]\s?|(?:\d|euro|€)\s?-\s?)$"
)
_UNSURE_AFTER = re.compile(
    r"\s?(?:circa\b|l'una\b|l'uno\b|cadaun[oa]\b|cad\b|ciascun[oa]\b|a testa|a persona|a famiglia|a gruppo|all'ora|l'ora|a ora|orari|/\s?\w|pro capite|al giorno|"
    r"al pezzo|al metro|al litro|a metro|al mq|per (?:ogni|ciascun[oa]?|persona|famiglia|gruppo|socio|bambino|volontario|ora)\b|(?:\+|piu)\s?iva|oltre iva|iva esclusa|"
    r"o\b|oppure|x\s?\d|\*|-\s?\d|in meno|in piu|each\b|per (?:person|hour|head|day|family|group)|an hour|a day|a head|or\b|plus vat|excluding vat|\?)"
)
_RANGE_END = re.compile(r"\s?(?:-|e i|ai|a|e|to|and)\s?(?:€\s?)?\d[\d.,]*\s?(?:euro|€|eur)")


def money(plain: str) -> Iterator[Part]:
    """Every sum in the line. More than one is a choice for a person: then all are guesses."""
    found = [*_with_currency(plain)]
    distinct = {part.cents for part in found}
    for part in found:
        sure = part.certain and len(distinct) == 1
        yield (
            part
            if part.certain == sure
            else Part(PartKind.MONEY, part.start, part.end, False, cents=part.cents)
        )


def _with_currency(plain: str) -> Iterator[Part]:
    if "eur" not in plain and "€" not in plain and "cent" not in plain:
        return
    reach = 0
    for pattern in (AFTER, BEFORE, CENTS):
        for match in pattern.finditer(plain):
            if match.start() < reach and pattern is not AFTER:
                continue
            cents, clear = _cents_of(match, pattern)
            if cents is None or not 0 < cents <= MOST_CENTS:
                continue
            reach = max(reach, match.end())
            sure = clear and _stands_alone(plain, match.start(), match.end())
            yield Part(PartKind.MONEY, match.start(), match.end(), sure, cents=cents)


def _stands_alone(plain: str, start: int, end: int) -> bool:
    """Whether nothing around says "about", "each", "or"."""
    return not (
        _UNSURE_BEFORE.search(plain[:start])
        or _UNSURE_AFTER.match(plain, end)
        or _RANGE_END.match(plain, end)
    )


def _cents_of(match: re.Match[str], pattern: re.Pattern[str]) -> tuple[int | None, bool]:
    """Euro cents, and whether the figures can be read in one way only."""
    if pattern is CENTS:
        return numerals.whole(match["figures"]), True
    groups = match.groupdict()
    if groups.get("words"):
        value = numerals.whole(match["words"]) if match["words"] not in ("a", "an") else 1
        euro, clear = (None if value is None else Decimal(value)), True
        if euro is not None and groups.get("of"):
            euro *= 1_000_000
    else:
        euro, clear = figures(match["figures"])
        euro *= _scale(groups.get("scale") or "")
    if euro is None:
        return None, False
    extra = numerals.whole(groups["cents"]) if groups.get("cents") else 0
    if extra is None or extra > 99:
        return int(euro * 100), False
    return int(euro * 100) + extra, clear and euro * 100 == int(euro * 100)


def _scale(word: str) -> int:
    word = word.strip()
    if word.startswith(("milion", "million")):
        return 1_000_000
    return 1_000 if word else 1


def figures(text: str) -> tuple[Decimal, bool]:
    """The number that figures write, and whether it is clear: "1.200,50" is, "1,200" is not (Italian or English?)."""
    text = text.replace("'", "").replace(" ", "")
    point, comma = text.rfind("."), text.rfind(",")
    if point >= 0 and comma >= 0:
        decimal = max(point, comma)
        return Decimal(re.sub(r"[.,]", "", text[:decimal]) + "." + text[decimal + 1 :]), True
    if max(point, comma) < 0:
        return Decimal(text), True
    mark = "." if point >= 0 else ","
    whole, _, rest = text.rpartition(mark)
    if len(rest) == 3:  # thousands, as Italians write them with a point
        return Decimal(text.replace(mark, "")), mark == "."
    return Decimal(whole.replace(mark, "") + "." + rest), len(rest) <= 2


_HOURS = re.compile(
    rf"(?<![\w.,/:'-])(?P<n>{numerals.WHOLE}|un'|an?)\s?(?:or[ae]|hours?|h)\b(?!\s(?:\d|e (?:mezza|mezzo|un quarto|\d)|su\b|and a half|prima|dopo|fa\b|di (?:distanza|anticipo|ritardo)|before|later|ago))"
)
_NO_WORK = re.compile(
    r"(?:\b(?:entro|ogni|tra|fra|per le|alle|dalle|dopo|prima|within|in|every|after|circa|almeno|da|a|o|ultime|prossime)\s(?:le\s|the\s|next\s)?|[-/])$"
)


def hours(plain: str) -> Iterator[Part]:
    """Whole hours of work. "Entro 48 ore" is a day, "ogni due ore" a rhythm: neither is work."""
    for match in _HOURS.finditer(plain):
        count = 1 if match["n"] in ("un'", "a", "an") else numerals.whole(match["n"])
        if count and count <= 10_000 and not _NO_WORK.search(plain[: match.start()]):
            yield Part(PartKind.HOURS, match.start(), match.end(), hours=count)
