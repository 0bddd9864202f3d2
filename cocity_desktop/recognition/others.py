"""What looks like a date, an amount or an article and is none: laws, minutes and hours, telephones, street numbers.

Each stretch found here is taken before any rule looks for parts.
"""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from cocity_desktop.recognition.spans import Span

if TYPE_CHECKING:
    from collections.abc import Iterator

_NUMBER_SIGN = r"(?:n(?:umer[oi]|r|ro)?\.?|no\.)\s?"
_ACT = (
    r"(?:legg[ei]|l\.r\.|l\.|d\.?\s?lgs\.?|d\.?\s?l\.|d\.?p\.?r\.?|dpcm|decret[oi](?: legislativ[oi]| legge)?|"
    r"deliber[ae](?:zion[ei])?|determin[ae](?:zion[ei])?(?: dirigenzial[ei])?|ordinanz[ae]|regolament[oi]|circolar[ei]|"
    r"protocoll[oi]|prot\.|pratic[ae]|fascicol[oi]|mecc\.|act|law|regulation|resolution)"
)
_BODY_OF_LAW = (
    r"(?:regolamento|codice|costituzione|cost\.|statuto|legge|l\.r\.|l\.|d\.?\s?lgs\.?|d\.?\s?l\.|d\.?p\.?r\.?|c\.\s?c\.|c\.\s?p\.|"
    r"c\.p\.c\.|gdpr|tuel|rgpd|decreto|delibera|carta|regulation|law|act|code|constitution|statute|by-?laws?)"
)
_ARTICLE = (
    r"(?:articol[oi]|artt?\.?|articles?)\s?\d+(?:\s?(?:-|e|ed|and|,|/)\s?\d+)*(?:\s?(?:bis|ter|quater))?"
)
_POINT = r"(?:,?\s?(?:comma|commi|c\.|co\.|lett(?:era|\.)|punto|paragraph|par\.)\s?\w+\)?)"
_DAY_OF_ACT = (
    r"(?:\s(?:del|of)\s(?:l'|the\s)?(?:\d{1,2}[°º]?\s[a-z]{3,9}\.?\s)?(?:\d{1,2}[./-]\d{1,2}[./-])?\d{4})?"
)
_STREET = (
    r"(?:via|viale|v\.le|corso|c\.so|piazzale|piazzetta|piazza|p\.zza|p\.za|largo|vicolo|strada|lungo ?po|lungo ?dora|"
    r"ponte|borgo)"
)
_NAMED_AFTER_A_DAY = (
    rf"(?:{_STREET}|giardin[oi]|parco|scuola|circolo|stazione|metro|fermata|ospedale|biblioteca)"
)
_MONTHS = r"(?:gennaio|febbraio|marzo|aprile|maggio|giugno|luglio|agosto|settembre|ottobre|novembre|dicembre)"
_TIME = r"(?:[01]?\d|2[0-4])(?:[.:,][0-5]\d)?"
_CLOCK = (
    rf"(?:{_TIME}(?:\s?(?:circa|in punto|am|pm|a\.m\.|p\.m\.|h\b))?|mezzogiorno|mezzanotte|una|due|tre|quattro|cinque|sei|"
    r"sette|otto|nove|dieci|undici|dodici|noon|midnight)(?: e (?:mezza|mezzo|trenta|un quarto|quindici))?"
)

PATTERNS = tuple(
    re.compile(pattern)
    for pattern in (
        # As in "legge 241/1990", "d.lgs. 3 luglio 2017, n. 117", "delibera n. 12 del 3 marzo 2026", "prot. 1234/2026"
        (
            rf"\b{_ACT}\s(?:comunale |regionale |consiliare |di giunta )?(?:{_NUMBER_SIGN})?\d+(?:\s?/\s?\d+)*(?:\s[a-z]{{5,9}}\s\d{{4}},?\s"
            rf"{_NUMBER_SIGN}\d+)?{_DAY_OF_ACT}"
        ),
        # As in "articolo 5, comma 2, lettera a, della legge 241"; an act may come first, too.
        (
            rf"\b{_ARTICLE}{_POINT}*,?\s(?:(?:del(?:la|lo)?|dell'|di|of|of the|the)\s?)?(?:(?:nuovo|citato|vigente|presente)\s)?"
            rf"{_BODY_OF_LAW}(?:\s(?:{_NUMBER_SIGN})?\d+(?:/\d+)?)?"
        ),
        rf"\b{_BODY_OF_LAW}(?:\s(?:{_NUMBER_SIGN})?\d+(?:/\d+)?)?,?\s(?:all')?{_ARTICLE}{_POINT}*",
        # Telephones, with or without the prefix of Italy, and what says that one follows.
        r"(?:\+|00)39[\s./-]?\d{2,4}(?:[\s./-]?\d{2,4}){1,3}\b",
        r"(?<![\d.,/])3\d\d[\s./-]?\d{3}[\s./-]?\d{3,4}(?![\d.,/]\d)",
        r"(?<![\d.,/])0\d{1,3}[\s./-]\d{5,8}\b|(?<![\d.,/])0\d{8,10}\b",
        r"\b(?:tel(?:efono|\.)?|cell(?:ulare|\.)?|fax|whatsapp|interno|int\.|phone)[\s:]*(?:n\.\s?)?[\d\s./-]{3,18}\d",
        # "via Fleming 20", "corso Regina 104/b", "via XX Settembre", "piazza 25 Aprile", "giardino 4 novembre"
        rf"\b{_NAMED_AFTER_A_DAY}\s(?:\d{{1,2}}|[ivx]{{1,5}}|primo|1[°º])\s{_MONTHS}(?:,?\s\d{{1,4}}(?:/?[a-z]\b)?)?",
        (
            rf"\b{_STREET}(?:\s(?!entro|dal|fino|ogni|il\b|per\b)[a-z'.]+){{1,4}},?\s(?:{_NUMBER_SIGN})?\d{{1,4}}(?!\d)(?:\s?/\s?(?:\d{{1,3}}|[a-z]))?"
            rf"(?:\s?(?:bis|ter)|(?<=\d)[a-z]\b)?(?!\s?(?:{_MONTHS}|euro|€|ore\b|h\b|[a-z]))"
        ),
        # "dalle 9 alle 13", "alle 18.30", "ore 18", "from 9 to 13", "at 6 pm"
        rf"\b(?:dalle|dall'|dalle ore|tra le|fra le)\s?(?:ore\s)?{_CLOCK}\s(?:alle|all'|alle ore|e le|fino alle)\s?(?:ore\s)?{_CLOCK}",
        (
            rf"\b(?:alle|all'|dalle|per le|entro le|verso le|dopo le|prima delle|fino alle|sino alle|le)\s?(?:ore\s)?(?:{_TIME}|una\b|mezzogiorno|mezzanotte)"
            r"(?:\s(?:e (?:mezza|mezzo|trenta|un quarto)|in punto))?(?!\s?(?:[a-z/€]|[.,]\d))"
        ),
        rf"\b(?:alle|all'|dalle|per le|entro le|verso le|dopo le|prima delle|fino alle|sino alle)\s?(?:ore\s)?{_CLOCK}\b(?!\s(?:sezioni|scuole|persone|famiglie))",
        r"\bore\s(?:[01]?\d|2[0-4])(?:[.:,][0-5]\d)?\b",
        r"(?<![\d.,/])(?:[01]?\d|2[0-3]):[0-5]\d(?::[0-5]\d)?(?!\d)",
        rf"\b(?:from|between)\s{_CLOCK}\s(?:to|and|until)\s{_CLOCK}(?!\s?(?:[a-z/€]|\d))",
        r"\b(?:at\s)?(?:1[0-2]|[1-9])(?:[.:][0-5]\d)?\s?(?:am|pm|a\.m\.|p\.m\.|o'clock)(?![a-z])",
        # Round the clock, pages, shares, sizes, versions
        r"\b(?:24|ventiquattro) (?:ore )?su (?:24|ventiquattro)\b|\bh\s?24\b|\b7 (?:giorni )?su 7\b",
        r"\b(?:pagin[ae]|pagg?\.|pages?|tavol[ae] n\.|alleg(?:ato|\.)|lotto|foglio|particella|punto|point|item|stanza|aula|sala|linea|bus|tram)\s(?:n\.\s?)?\d+\b",
        r"(?<![\d.,])\d{1,9}(?:[.,]\d{1,9})?\s?(?:%|per cento\b|percent\b|per ?mille\b)",
        r"\b(?:versione|v\.|windows|office)\s?\d+(?:[.,]\d+)*",
        # Links and addresses of mail
        r"\bhttps?://\S+|\bwww\.\S+|(?<![\w.+-])[\w.+-]{1,64}@[\w-]+(?:\.[\w-]+)+",
    )
)


def no_parts(plain: str) -> Iterator[Span]:
    """Stretches in which no part is to be found."""
    for pattern in PATTERNS:
        for found in pattern.finditer(plain):
            yield Span(*found.span())
