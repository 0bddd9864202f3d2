"""Sums of money and hours of work. A sum that leaves any doubt is a guess: none ever replaces another in silence."""

from __future__ import annotations

import re
from decimal import Decimal
from typing import TYPE_CHECKING, NamedTuple

from cocity_desktop.application.recognition import Part, PartKind
from cocity_desktop.recognition import numerals

if TYPE_CHECKING:
    from collections.abc import Collection, Iterator

MOST_CENTS = 10**12
"""Ten thousand million euro: above it somebody leant on the keyboard."""

_FIGURES = r"\d{1,3}(?:[.,' ]\d{3})+(?:[.,]\d{1,2})?|\d+(?:[.,]\d+)?"
_SCALE = r"(?:\s?(?:mila|milion[ei](?: di)?|thousand|million|k)\b)"
_EURO = r"(?:euro|euros|euri|eur|€)"
_NUMBER = rf"(?:(?P<figures>{_FIGURES})(?:(?P<scale>{_SCALE})(?:\se\s(?P<more>{_FIGURES})(?P<more_scale>{_SCALE})?)?)?|(?P<words>{numerals.ENGLISH_WORDS}|{numerals.ITALIAN_WORDS}|an?)(?P<of> milioni di| milione di)?)"
_CURRENCY = re.compile(r"eur|€|cent|\dk\b|\d mila\b")
_BARE_THOUSANDS = re.compile(r"(?<![\w.,/])(?P<figures>\d+(?:[.,]\d)?)\s?k\b(?!\s?(?:euro|eur|€))")
_ROUND = re.compile(
    rf"(?<!\w)(?:un|una|a|some)\s(?P<word>{'|'.join(numerals.ROUND)})\s(?:di|d'|of)\s?{_EURO}"
)
_CENTS = (
    rf"(?:\s(?:e|and)\s(?P<cents>\d{{1,2}}|{numerals.ITALIAN_WORD}|{numerals.ENGLISH_WORDS})"
    r"(?:\s(?:centesimi|cents?)\b|(?=\s?(?:$|[,;:)!?]|\.(?:\s|$)|\s(?:per|al|alla|all'|ogni|entro|a carico|d[aei]l(?:l[aeo])?|dei|degli|di|for|by|every)\b)))(?<!\be\s\d))"
)
"""The cents after "due euro e": never the first of what is counted next ("500 euro e 20 sedie")."""

AFTER = re.compile(rf"(?<![\w.,/'])(?<!\d )(?:€\s?)?{_NUMBER}(?:,-)?\s?(?:{_EURO}(?![a-z]))(?:{_CENTS})?")
BEFORE = re.compile(
    rf"(?<!\w)(?:€|eur|euro)\s?(?P<figures>{_FIGURES})(?P<scale>{_SCALE})?(?![\w/]|[.,]\d)(?:\s?,-)?"
)
_ENGLISH_THOUSANDS = re.compile(r"(?:€|eur )[1-9]\d{0,2}(?:,\d{3})+")
"""The sign on the figures and thousands parted by commas: nobody writes decimals of a euro with three figures."""
CENTS = re.compile(r"(?<![\w.,/])(?P<figures>\d+|[a-z]+)\s(?:centesimi|cents?)\b")

_UNSURE_BEFORE = re.compile(
    r"(?:\b(?:viene|vengono|verrebbe\w*|verra)\s|(?:\+\s?o\s?-|\+\s?/\s?-|±)\s?|\b(?:circa|intorno a(?:i|gli)?|attorno a(?:i|gli)?|all'incirca|suppergiu|quasi|piu o meno|grosso modo|oltre|piu di|meno di|sotto i|sopra i|"
    r"(?<!fino )(?<!sino )(?<!pari )(?<!arriva )(?<!arrivano )a|o|oppure|forse|magari|(?:anziche|invece di|al posto di)(?: i)?|about|around|roughly|nearly|over|more than|less than|or|instead of|maybe|perhaps|per|ogni|each|"
    r"(?:meta|terzo|quarto|parte|resto|%|per cento|half|third|rest)\s(?:di|dei|degli|of|of the)|valore(?: di| stimato)?|stima(?:ti|to)?(?: in| di)?|worth)\s|[/x*+]\s?)$"
)
_NUMBER_BEFORE = re.compile(
    r"(?:\d|milion[ei]|mila|mille|cento|(?:due|tre|quattro|cinque|sei|sette|otto|nove|dieci)|\))\s(?:e\s)?$"
)
"""More of the number stands before, in a form that we do not read: "2 mila e cinquecento"."""
_TIMES_BEFORE = re.compile(
    r"\b(?:\d+|due|tre|quattro|cinque|sei|sette|otto|nove|dieci|dodici|two|three|four|five|six|ten|twelve)\s(?:[a-z]+\s(?:d[ia]|of)|volte|times)\s$"
)
_CHANGES_BEFORE = re.compile(
    r"\b(?:taglia|riduc|aument|alza|abbass|increment|diminui|scont|risparmi|limit)\w*\s(?:\w+\s){0,3}(?:di|by|of)\s$"
)
_OVER_BEFORE = re.compile(
    r"(?<!saranno )(?<!vengono )(?<!verranno )(?<!vanno )\b(?:spes|raccolt|incassat|ricevut|avanzat|pagat|risparmiat)[ioae]\s(?:gia\s|circa\s|in tutto\s)?$"
)
_OVER_AFTER = re.compile(
    r"\s(?:gia\s|che abbiamo\s)?(?:non )?(?:spes|avanzat|rimast|incassat|raccolt|chiest|richiest|ricevut|mancant|persi|persa|spent|left)[ioae]?\b"
)
_NOT = re.compile(
    r"\b(?:non|not|senza|without|nessun)\s(?!oltre|piu d|meno d|solo|soltanto|appena|more than|only)"
)
_PRICED_BEFORE = re.compile(r"(?<!\w)(?:da|(?<!fino )(?<!sino )(?<!pari )(?<!arriva )(?<!arrivano )a|at)\s$")
_UNSURE_AFTER = re.compile(
    r"\s?(?:circa\b|e mezzo\b|(?:\d+|due|tre|quattro|cinque) volte\b|(?:,\s?)?(?:di cui|anzi|massimo|max|forse|piu(?: altri)?|\+|no|e non)\s(?:i\s|altri\s)?\d|dei \d|(?:,\s?)?(?:se possibile|salvo\b|sempre che|tempo permettendo|if possible)|"
    r"\(?(?:da (?:confermare|definire|verificare|decidere|vedere)|ipotesi|tbc|tbd|to be confirmed)\b|scars[ie]\b|abbondanti\b|e (?:rotti|passa|piu|qualcosa)\b|per (?:\d+|due|tre|quattro|cinque|sei|dieci|dodici|ogni|two|three|six|twelve) (?:mesi|anni|settimane|giorni|volte|rate|months|years|weeks|days|times)|o (?:giu di li|poco piu)|o\b|oppure|cadaun[oa]\b|cad\b|ciascun[oa]\b|a testa|(?:a|per|al|alla|all'|per ogni|per ciascun[oa]?|ogni)\s?(?:test|person|famigli|grupp|soci|bambin|"
    r"volontari|capo|iscritt|partecipant|ragazz|alunn|class|pezzo|metro|mq|litro|barattol|sacc|chil|kg|unit|copi|ora\b|ore\b|h\b|biglietto|cappuccio)\w*|l'un[oa]\b|orari\b|/\s?(?!mese\b|anno\b|month\b|year\b)\w|pro capite|"
    r"(?:\+|piu|oltre)\s(?:l')?iva|iva (?:esclusa|a parte)|x\s?\d|\*|in meno|in piu|each\b|per (?:person|hour|head|family|group|child)|an hour|a head|or\b|plus (?:vat|tax)|excluding vat|\?)"
)
_SHARED_BEFORE = re.compile(
    r"(?:(?<![\d/.])\d{2,}(?:\.\d{3})*(?:\s?,)?\s(?:(?:dei|degli|su|no|anzi|massimo|max|forse|ma|e non|piu(?: altri)?|more|of the)\s)(?:i\s|the\s)?|"
    r"(?<!\w)(?:su|dei|degli|out of|of the)\s(?:un (?:totale|budget|costo) di\s)?)$"
)
"""A number in front that may be the one that is given: "300 dei 1000 euro"."""
_SHARE = re.compile(r"(?:%|\bper ?cento|\bmeta|\bun (?:terzo|quarto)|\bhalf|\ba third)\s(?:d[ei]|su|of|on)")
_ONE_OF_IT = re.compile(r"\bne\s\w+\s(?:solo\s)?\d")
_TAKEN_IN = re.compile(
    r"\b(?:incass\w+|risparmi\w+|togli\w+|guadagn\w+|ricav\w+|perd(?:e|ono|era)|dev(?:e|ono)|rinunci\w+|f(?:a|anno|ara|aranno) pagare|earns?|saves?|owes?|charges?)\s(?:\w+\s)?$"
)
"""Money that comes in or is owed: no promise to pay it."""
_EACH_OF_THEM = re.compile(
    r"\b(?:ogni|ciascun[oa]?|each|every)\s(?!(?:\d|due|tre|quattro|sei|prim|second|terz|ultim|mes|ann|settiman|giorn|volta|weekend|trimestr|semestr|luned|marted|mercoled|gioved|venerd|sabat|domenic|"
    r"month|year|week|day|quarter|other|monday|tuesday|wednesday|thursday|friday|saturday|sunday))[a-z]+"
)
_ELLIPSIS = re.compile(
    r"(?:\s(?!e\s)[a-z']+){0,3}(?:\se|,)\s(?:[a-z']+\s){0,3}?(?<!il )(?<!entro )(?<!al )(?<!del )(?<!dal )(?<!alle )(?<!le )(?<!via )(?<!n )"
    r"\d{2,}(?:\.\d{3})*(?=\s(?:a|al|alla|ai|agli|alle|all'|per|dal|dalla)\b|\s?$|\s?[,.;](?:\s|$))"
)
"""A second sum that does not say its currency again: "300 euro alla Casa e 200 alla scuola"."""
_GIVES = re.compile(
    r"(?<!chi )\b(?:stanzi\w+|vers(?:a|ano|iamo|eremo|era|ato|ati|are)|contribu\w+|finanzi(?:a|ano|amo|ato|ati|are)|paghiamo|pagheremo|offr\w+|mett(?:iamo|eremo|e|ono)|don(?:a|ano|iamo|ati|are)|"
    r"copr\w+|erog\w+|anticip\w+|rimbors\w+|destin\w+|sosten\w+|impegn\w+|raccogl\w+|investi\w+|assegn\w+|a carico|quota|cauzione|pays?|gives?|covers?|grants?|contributes?)\b"
)
_PRICE = re.compile(
    r"\b(?:cost(?:a|ano|era|eranno|erebbe\w*|s)|prezz[oi]|si vend\w+|vendut\w|vale|valgono|tariff[ae]|bigliett\w+|preventiv\w+|franchigia|massimale|sconto|listino|multa|multe|sanzion\w+|price|sells?|fine of)\b"
)
_RANGE_BEFORE = re.compile(
    rf"(?:\b(?:tra|fra|da|dai|between|from)\s(?:i\s|le\s)?(?:€\s?)?(?:{_FIGURES}|[a-z]+)\s?(?:{_EURO}\s)?(?:e(?: i)?|ed|a|ai|and|to)|\d\s?(?:{_EURO})?\s?-)\s?$"
)
_RANGE_AFTER = re.compile(rf"\s?(?:-|ai|a|to)\s?(?:i\s)?(?:€\s?)?\d[\d.,]*\s?(?:{_EURO})?")


def money(plain: str, givers: Collection[int] = (), *, is_given: bool = True) -> Iterator[Part]:
    """Every sum that may be promised in the line, prices and ranges left out. `givers` are the places where names end.

    "Da 12 euro" is a price and a guess, but after a name it is "dà" without its accent. `is_given`: somebody in the
    line promises something. Where nobody does and no verb gives, the sum is a guess ("restano 120 euro").
    """
    if not _CURRENCY.search(plain):
        return
    is_given = is_given or bool(_GIVES.search(plain))
    for start, end, cents, is_clear in _sums(plain):
        if not _is_quoted(plain, start, end):
            sure = is_given and is_clear and not _prices(plain, start)
            sure = sure and _stands_alone(plain, start, end, givers)
            yield Part(PartKind.MONEY, start, end, sure, cents=cents)


class _Sum(NamedTuple):
    """Euro cents at `plain[start:end]`; not `is_clear`: about so many, or figures that read in two ways."""

    start: int
    end: int
    cents: int
    is_clear: bool


def _sums(plain: str) -> Iterator[_Sum]:
    reach = 0
    for pattern in (AFTER, BEFORE, CENTS):
        for match in pattern.finditer(plain):
            if match.start() < reach and pattern is not AFTER:
                continue
            # "pari a € 300": the Italian preposition, not one euro in English.
            if pattern is AFTER and match["words"] in {"a", "an"} and "€" in match[0]:
                continue
            cents, is_clear = _cents_of(match, pattern)
            is_clear = is_clear and "euri" not in match[0]
            if cents is not None and 0 < cents <= MOST_CENTS:
                reach = max(reach, match.end())
                yield _Sum(*match.span(), cents, is_clear)
    for match in _ROUND.finditer(plain):
        yield _Sum(*match.span(), numerals.ROUND[match["word"]] * 100, is_clear=False)
    for match in _BARE_THOUSANDS.finditer(plain):
        if thousands := int(figures(match["figures"])[0] * 100_000):
            yield _Sum(*match.span(), min(thousands, MOST_CENTS), is_clear=False)


def _is_quoted(plain: str, start: int, end: int) -> bool:
    """A price of something, or one end of a range: nobody promises that."""
    return bool(
        (_prices(plain, start) and not _GIVES.search(plain, 0, start))
        or _RANGE_BEFORE.search(plain, max(start - 40, 0), start)
        or _RANGE_AFTER.match(plain, end)
        or _NOT.search(plain, max((plain.rfind(mark, 0, start) for mark in ",.;:"), default=0) + 1, start)
        or _OVER_BEFORE.search(plain, max(start - 40, 0), start)
        or _OVER_AFTER.match(plain, end)
    )


def _prices(plain: str, start: int) -> bool:
    """Whether the sentence speaks of what something costs."""
    sentence = max(plain.rfind(mark, 0, start) for mark in ".;:")
    return bool(_PRICE.search(plain, sentence + 1, start))


def _stands_alone(plain: str, start: int, end: int, givers: Collection[int]) -> bool:
    """Whether nothing around says "about", "each", "or"."""
    before = plain[max(start - 60, 0) : start]
    if any(pattern.search(before) for pattern in (_NUMBER_BEFORE, _TIMES_BEFORE, _CHANGES_BEFORE)):
        return False
    if (priced := _PRICED_BEFORE.search(before)) and max(start - 60, 0) + priced.start() - 1 not in givers:
        return False
    if priced is None and _UNSURE_BEFORE.search(before):
        return False
    if _SHARED_BEFORE.search(before) or _TAKEN_IN.search(before) or _ONE_OF_IT.search(plain):
        return False
    clause = max(plain.rfind(mark, 0, start) for mark in ",.;:") + 1
    if _SHARE.search(plain, clause, start) or _EACH_OF_THEM.search(plain, clause, start):
        return False
    return not (_UNSURE_AFTER.match(plain, end) or _ELLIPSIS.match(plain, end))


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
        clear = clear or match[0].endswith("euros") or bool(_ENGLISH_THOUSANDS.fullmatch(match[0]))
        euro *= _scale(groups.get("scale") or "")
        if groups.get("more"):
            more, more_clear = figures(match["more"])
            euro, clear = euro + more * _scale(groups["more_scale"] or ""), clear and more_clear
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


_ROUGHLY = "|".join(rf"(?:una|un|a)\s{word}\s(?:di|of)" for word in numerals.ROUND)
_HOURS = re.compile(
    rf"(?<![\w.,/:'-])(?:(?P<rough>{_ROUGHLY})|(?P<n>{numerals.WHOLE}|un'|an?))\s?(?:or[ae]|hours?|h)\b(?P<work>\s(?:di lavoro|di volontariato|of work)\b)?"
    r"(?!\s(?:\d|e (?:mezz|un quarto|tre quarti|\d)|su\b|and a half|prima|dopo|fa\b|di (?:distanza|anticipo|ritardo|preavviso|apertura|tempo|attesa|chiusura|sosta)|before|later|ago|of notice|notice))"
)
_NO_WORK = re.compile(
    r"(?:\b(?:entro|ogni|tra|fra|per le|alle|dalle|dopo|prima|within|in|every|after|nelle|ultime|prossime|apert[oaie]|apr(?:e|ono|ira)|chius[oaie]|dura(?:no)?|durera|durata di|open|opens|lasts?)"
    r"\s(?:per\s|le\s|the\s|next\s|for\s)?|[-/])$"
)
_UNSURE_HOURS = re.compile(
    r"(?:\b(?:circa|quasi|da|a|o|oltre|piu di|meno di|forse|about|around|some|nearly|or)\s|(?:tra|fra|da)\s\S+\s(?:e|a)\s)$"
)
_OPENING = re.compile(
    r"\b(?:(?:ri)?apr(?:e|ono|ira|iranno|ire|iamo)|apert[oaie]|apertura|aperture|chiud\w+|chius[oaie]|chiusura|prest(?:a|ano|era)|conced\w+|ospit(?:a|ano|era)|dur(?:a|ano|era|ata)|sosta|parcheggi\w*|opens?|lends?|lasts?)\b[^,.;:]*$|"
    r"\b(?:sala|palestra|riunion[ei]|incontr[oi]|cors[oi]|laborator[io]+|lezion[ei]|sportello|spettacol[oi]|visit[ae]|event[oi]|fest[ae]|meeting|workshop|course|lesson|session)\s(?:\w+\s){0,2}?(?:di|da|per|of|for)\s$"
)
"""How long something is open, lent or goes on: no hours of work."""
_EACH = re.compile(
    r"\s?(?:circa\b|a testa|ciascun|cadaun|a persona|a famiglia|per (?:person|famigli|volontari|ogni)|each\b|o\s)"
)


def hours(plain: str) -> Iterator[Part]:
    """Whole hours of work. "Entro 48 ore" is a day, "ogni due ore" a rhythm, "aperto 3 ore" a time: none is work."""
    for match in _HOURS.finditer(plain):
        before = plain[: match.start()]
        count = _count_of(match)
        if count and count <= 10_000 and not _NO_WORK.search(before):
            sure = (
                match["rough"] is None
                and not _UNSURE_HOURS.search(before)
                and not _OPENING.search(before)
                and not _EACH.match(plain, match.end())
            )
            yield Part(PartKind.HOURS, *match.span(), sure, hours=count)


def _count_of(match: re.Match[str]) -> int | None:
    if match["rough"]:
        return numerals.ROUND[match["rough"].split()[1]]
    return 1 if match["n"] in ("un'", "a", "an") else numerals.whole(match["n"])
