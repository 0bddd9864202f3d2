"""How often: "ogni sabato mattina", "due volte al mese", "dal lunedì al venerdì". Kept in the words that were said."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from cocity_desktop.application.recognition import Part, PartKind
from cocity_desktop.recognition import numerals
from cocity_desktop.recognition.calendar import MONTHS

if TYPE_CHECKING:
    from collections.abc import Iterator

    from cocity_desktop.recognition.line import Line

_DAY = r"(?:lunedi|martedi|mercoledi|giovedi|venerdi|sabat[oi]|domenic(?:a|he))"
_ENGLISH_DAY = r"(?:mon|tues|wednes|thurs|fri|satur|sun)day"
_PART = r"(?:\s(?:mattina|mattino|pomeriggio|sera|notte|a pranzo|a cena|dopo pranzo))?"
_MONTH = "|".join(name for name in MONTHS if len(name) > 4 or name in ("june", "july"))
_ORDINAL = r"(?:prim[oaie]|second[oaie]|terz[oaie]|quart[oaie]|ultim[oaie]|1°|2°|3°|4°)"
_EN_ORDINAL = r"(?:first|second|third|fourth|last|1st|2nd|3rd|4th)"
_COUNT = rf"(?:{numerals.WHOLE}|un'|un paio di|qualche)"
_UNIT = r"(?:giorn[oi]|gg|settiman[ae]|sett\.|mes[ei]|ann[oi]|or[ae]|trimestr[ei]|semestr[ei]|bimestr[ei]|stagion[ei]|weekend|week-end|fine settimana)"
_WHEN = rf"(?:giorno|mattin[ao]|pomeriggio|ser[ae]|notte|{_DAY}{_PART})"
_A_PERIOD = r"(?:a(?:l|lla|ll'|d)?|per|ogni|il|la|l')\s?(?:giorno|settimana\b|settiman\w*|sett\.|mese|anno|trimestre|semestre|bimestre|stagione|quadrimestre|weekend|week-end)"
_EN_UNIT = (
    r"(?:day|weekday|week|month|year|quarter|weekend|morning|evening|afternoon|night|fortnight|season)s?"
)
_OF_THE_MONTH = rf"(?:\s(?:del|di ogni|d'ogni|di ciascun|di)\s(?:mese|anno|{_MONTH}))"

_ALWAYS = (
    (
        rf"(?:(?:{_COUNT})\s(?:volt[ae])\s)?(?:ogni|ciascun[oa]?)\s(?:{_ORDINAL}\s(?:e\s(?:{_ORDINAL}|il\s{_ORDINAL})\s)?)?(?:{_COUNT}\s)?(?:{_DAY}(?:\s?(?:,|e|ed)\s{_DAY})*{_PART}|{_UNIT}|giorno (?:feriale|festivo|di mercato|di scuola)|"
        rf"mattin[ao]|pomeriggio|sera|notte|estate|inverno|primavera|autunno|volta al \w+|{_MONTH})(?!\s(?:che|in cui)\b)(?:\s(?:feriale|festivo|lavorativ[oi]|scolastic[oi]))?"
        rf"{_OF_THE_MONTH}?(?:\s(?:a|in|di)\s(?:{_MONTH})\b)?"
    ),
    (
        rf"tutt[ei]\s(?:i|le|gli)\s(?:(?:{_ORDINAL})\s)?(?:{_DAY}|giorni(?:\s(?:feriali|festivi|lavorativi))?|settimane|mesi|anni|mattin[ei]|pomeriggi|sere|notti|weekend|week-end|fine settimana|estati)"
        rf"(?:\s(?:e|ed)\s(?:(?:tutte\s)?(?:i|le)\s)?{_DAY})?{_PART}(?:\s(?:di|del|in|a)\s(?:{_MONTH}|mese)\b)?"
    ),
    rf"(?:{_COUNT}|una|due|tre)\s(?:volt[ae]|{_DAY}|ser[ae]|mattin[aeo]|pomeriggi[o]?|giorn[oi]|giornat[ae]|turn[oi]|incontr[oi]|apertur[ae]|riunion[ei]|pulizi[ae]|giri|giro|passagg[oi]|appuntament[oi]|laborator[oi]|serat[ae])\s?(?:{_A_PERIOD}|/\s?(?:settimana|mese|anno|giorno))",
    r"(?:il|l'|i)\s?(?:\d{1,2})(?:\se\sil\s\d{1,2})?\s(?:di|d')\s?ogni\smese|ogni\s\d{1,2}\sdel\smese|(?:a )?ogni (?:inizio|fine|meta) (?:mese|anno|trimestre|stagione|settimana)",
    r"nei giorni (?:feriali|festivi|lavorativi|di mercato|di scuola|di apertura)",
    rf"(?<!entro )(?:i[ln]?|nel|al|l'|la|alla|nella|di)\s?{_ORDINAL}\s(?:(?:e\s(?:il\s|la\s|l'|l')?)?{_ORDINAL}\s)?(?:{_DAY}|giorno|settimana|fine settimana|weekend){_PART}\s(?:del|di ogni|di ciascun|d'ogni|di tutti i)\s(?:mese|mesi|anno|trimestre)",
    rf"(?:un|una)\s(?:{_DAY}|settimana|mese|giorno)\s(?:si|s[iì])\s(?:e|ed)\s(?:un[oa]?)\s(?:no|s[iì])",
    r"a\s(?:settimane|mesi|giorni|anni|sabati|domeniche)\salterni?e?",
    rf"dal\s(?:{_DAY}|domenica)\sal(?:la)?\s{_DAY}",
    rf"dalla\sdomenica\sal(?:la)?\s{_DAY}|dal\s{_DAY}\salla\sdomenica",
    (
        rf"(?<!\d\s)(?<!entro )(?:il|la|al|alla|di|nei|nelle|i|le|nel|nella)\s(?:{_DAY}){_PART}(?:\s?(?:,|e|ed)\s(?:(?:il|la|al|alla|di|nei|nelle|i|le)\s)?{_DAY}{_PART})*(?:\sdi\s(?:{_MONTH})\b)?"
        rf"(?!\s?(?:prossim|successiv|scors|seguente|dopo|passat|ventur|entrante|\d|(?:[12]?\d|3[01]) di|di pasqua|delle palme|grasso|santo|delle ceneri|dell'angelo|della settimana|di quest|della prossima))"
    ),
    r"(?:nei|tutti i|durante i|ai) (?:fine settimana|weekend|week-end)",
    r"(?:quotidianamente|giornalmente|settimanalmente|mensilmente|bimestralmente|trimestralmente|semestralmente|annualmente|quindicinalmente|bisettimanalmente)",
    r"(?:con |a )?(?:cadenza|frequenza|periodicita|scadenza) (?:quotidian|giornalier|settimanal|quindicinal|mensil|bimestral|trimestral|quadrimestral|semestral|annual|bisettimanal|stagional)[eaio]",
    rf"(?:every|each)\s(?:(?:other|second|single|{_EN_ORDINAL}|{numerals.WHOLE})\s)?(?:{_ENGLISH_DAY}|{_EN_UNIT})(?:\s(?:and\s(?:every\s)?)?(?:{_ENGLISH_DAY}|morning|evening|afternoon))*(?:\sof (?:the|each|every) month)?",
    r"(?:once|twice) weekly",
    rf"(?:once|twice|(?:{numerals.WHOLE}|three|four) times)\s(?:a|an|each|every|per)\s{_EN_UNIT}",
    rf"(?:on\s)?(?:the\s)?{_EN_ORDINAL}\s(?:and\s(?:the\s)?{_EN_ORDINAL}\s)?{_ENGLISH_DAY}\s(?:of (?:the|each|every)|each|every)\s(?:month|year)",
    rf"on\s{_ENGLISH_DAY}s(?:\sand\s{_ENGLISH_DAY}s)?(?:\s(?:morning|evening|afternoon)s?)?|(?:at|on) weekends",
    r"(?:daily|weekly|monthly|quarterly|yearly|annually|fortnightly)(?=$|\s?[,.;]|\s(?:and|by|from|until|in|at|on)\b)",
)
_SURE = re.compile("|".join(rf"(?<![\w'])(?:{pattern})(?!\w)" for pattern in _ALWAYS))
_ONE_DAY = re.compile(
    r"\b(?:prima|dopo|tardi|oltre|termine|scadenza|data|riunion\w+|incontr\w+|assemble\w+|fest\w+|tavol\w+|sopralluog\w+|mattin\w+|pomeriggio|ser[ae]|serata|giornata|giorno|mezzogiorno|mezzanotte|notte|\d)\s$"
)
"""Before "di sabato" these speak of the next one alone."""
_AFTER_AMOUNT = re.compile(
    rf"\s(?P<period>{_A_PERIOD}(?!\w)|(?:a|per|each|every)\s(?:day|week|month|year|quarter)\b|l'anno\b|annui\b|mensili\b|annu[ei]\b|settimanali\b)"
)
_AND = re.compile(r"\s?(?:,|e|ed|and|\+)\s")
_ADJECTIVE = re.compile(
    r"(?<![\w'])(?:quotidian[oaie]|giornalier[oaie]|settimanal[ei]|quindicinal[ei]|mensil[ei]|bimestral[ei]|trimestral[ei]|quadrimestral[ei]|semestral[ei]|annual[ei]|"
    rf"da\s(?:{_DAY})\sa\s(?:{_DAY})|from\s{_ENGLISH_DAY}\sto\s{_ENGLISH_DAY}|"
    r"weekly|monthly|quarterly|yearly|(?<!entro )(?:nel|il) (?:weekend|week-end|fine settimana))(?!\w)"
)


def recurrences(line: Line, amounts: list[Part]) -> Iterator[Part]:
    """How often, wherever it is said; a period right after an amount ("250 euro al mese") too."""
    for start, end in _runs(line):
        yield _part(line, start, end, certain=True)
    for amount in amounts:
        if period := _AFTER_AMOUNT.match(line.plain, amount.end):
            yield _part(line, *period.span("period"), certain=True)
    for match in _ADJECTIVE.finditer(line.plain):
        yield _part(line, *match.span(), certain=False)


def _runs(line: Line) -> Iterator[tuple[int, int]]:
    """Where a rhythm stands, two that are joined as one: "ogni mercoledì e ogni venerdì"."""
    run: tuple[int, int] | None = None
    for match in _SURE.finditer(line.plain):
        if match[0].startswith("di ") and _ONE_DAY.search(
            line.plain, max(match.start() - 20, 0), match.start()
        ):
            continue
        if run and _AND.fullmatch(line.plain, run[1], match.start()):
            run = (run[0], match.end())
            continue
        if run:
            yield run
        run = match.span()
    if run:
        yield run


def _part(line: Line, start: int, end: int, *, certain: bool) -> Part:
    return Part(PartKind.RECURRENCE, start, end, certain, words=as_written(line.typed_text(start, end)))


def as_written(words: str) -> str:
    """What was said, as it stands in the middle of a sentence."""
    return words.lower() if words.isupper() else words[:1].lower() + words[1:]
