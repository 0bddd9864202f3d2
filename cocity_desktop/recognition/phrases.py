"""Phrases that name a day, and which day they name. What they are for (a deadline, a start) is said in `dates`.

A phrase may name a stretch of days ("aprile", "la settimana prossima"): then `first` and `last` differ, and a deadline
takes the last, a start the first. `sure` is False where people mean different days by it.
"""

from __future__ import annotations

import re
from collections.abc import Callable
from dataclasses import dataclass
from datetime import date
from typing import TYPE_CHECKING

from cocity_desktop.recognition import calendar, numerals, readings

if TYPE_CHECKING:
    from collections.abc import Iterator


@dataclass(frozen=True, slots=True)
class Phrase:
    """`plain[start:end]` names `days`. `form` says how: "date", "weekday", "distance"... (see FORMS)."""

    start: int
    end: int
    days: readings.Days
    form: str


Reader = Callable[[re.Match[str], date], "readings.Days | None"]

_LONGEST_FIRST = sorted(calendar.MONTHS, key=len, reverse=True)
_MONTH = "|".join(_LONGEST_FIRST)
_LONG_MONTH = "|".join(name for name in _LONGEST_FIRST if len(name) > 4 or name in ("june", "july", "may"))
_SHORT_MONTH = "gen|genn|feb|febbr|mar|apr|mag|magg|giu|lug|ago|set|sett|ott|nov|dic"
_WEEKDAY = "lunedi|martedi|mercoledi|giovedi|venerdi|sabato|domenica|monday|tuesday|wednesday|thursday|friday|saturday|sunday"
_ANY_WEEKDAY = rf"(?P<weekday>{_WEEKDAY}|lun|mart?|merc?|giov?|ven|sab|dom|mon|tue|wed|thu|fri|sat|sun)\.?(?:\sprossim[oa])?"
_YEAR = r"(?:(?:19|20|21)\d\d|'\d\d)"
_IN_WORDS = "|".join(
    sorted(
        ("primo", *(word for word, value in {**numerals.SMALL, **numerals.TENS}.items() if 2 <= value <= 30 and not word.endswith("y")), "ventuno", "ventidue",
         "ventitre", "ventiquattro", "venticinque", "ventisei", "ventisette", "ventotto", "ventinove", "trentuno"),
        key=len,
        reverse=True,
    )
)  # fmt: skip
_DAY = rf"(?:\d{{1,2}}(?:[°ºo]|st|nd|rd|th)?|{_IN_WORDS})"
_UNIT = r"(?:giorn[oi]|gg\.?|settiman[ae]|sett\.|mes[ei]|ann[oi]|or[ae]|trimestr[ei]|semestr[ei]|days?|weeks?|months?|years?|hours?|fortnights?)"
_COUNT = rf"(?:{'|'.join((*readings.ROUGH, *readings.ELIDED))}|{numerals.WHOLE})"
_THIS = r"(?:quest[oa]\s|quest'|this\s|corrente\s)?"
_NEXT = r"(?P<next>(?:prossim[oa]|next)\s)?"
_COMING = r"(?:prossim[oa]|ventur[oa]|entrante|che viene|successiv[oa]|seguente)"
_AFTER = rf"(?P<after>\s{_COMING})?"
_NOT_A_YEAR = r"\b(?!\s(?:scolastic|accademic|sociale|solare|di\s|dal|da\s|prima))"


_FEASTS = "|".join(sorted((*calendar.FEASTS, *calendar.FROM_EASTER), key=len, reverse=True))

FORMS: tuple[tuple[str, re.Pattern[str], Reader], ...] = (
    ("feast", re.compile(rf"(?<!\w)(?P<feast>{_FEASTS})\b(?:\s(?P<year>{_YEAR}))?"), readings.feast),
    (
        "nth",
        re.compile(
            rf"(?<!\w)(?P<nth>{'|'.join(readings.NTH)})\s(?P<weekday>{_WEEKDAY})\s(?:di\s|del mese di\s|of\s|in\s)(?P<month>{_LONG_MONTH})\b(?:\s(?P<year>{_YEAR}))?"
        ),
        readings.nth_weekday,
    ),
    (
        "date",
        re.compile(
            rf"(?<![\w/.,])(?P<more>(?:(?:(?:{_WEEKDAY})\s)?\d{{1,2}}(?:\s?,\s|\s(?:e|ed|o|and|or)\s)(?:(?:il|l'|the)\s?)?){{1,5}})?(?:{_ANY_WEEKDAY},?\s)?(?:the\s|prossimo\s)?(?P<day>{_DAY})(?:\s|\s?-\s?|/|\.\s?|(?<=\d)(?=[a-z]))(?:di\s|del mese di\s|of\s)?(?P<month>{_MONTH})\b\.?(?!\sdi\b)"
            rf"(?:(?:\s|,\s|\sdel(?:l'anno)?\s|/|-)(?P<year>{_YEAR}))?(?!\d)(?:\s(?:p\.\s?v\.|p\.v|c\.\s?a\.|prossimo venturo|prossimo))?"
        ),
        readings.named_month,
    ),
    (
        "date",
        re.compile(
            rf"(?<![\w/.,])(?:{_ANY_WEEKDAY},?\s)?(?P<month>{_MONTH})\.?\s(?:the\s)?(?P<day>\d{{1,2}}(?:st|nd|rd|th)?)(?![\d:.,/-]\d|\s?(?:euro|€|%|ore\b|h\b|[a-z]+\sdi\b))\b"
            rf"(?:,?\s(?P<year>{_YEAR}))?(?!\d)"
        ),
        readings.named_month,
    ),
    ("date", re.compile(r"(?<![\w/.,-])(?P<year>(?:19|20|21)\d\d)-(?P<month>\d\d)-(?P<day>\d\d)(?![\w/-])"), readings.numbered_month),
    (
        "date",
        re.compile(
            rf"(?<![\w/.,-])(?:{_ANY_WEEKDAY},?\s)?(?P<day>\d{{1,2}})(?P<mark>[/.-])(?P<month>\d{{1,2}})(?P=mark)(?P<year>(?:19|20|21)\d\d|\d\d)(?![\w/-]|[.,]\d)"
        ),
        readings.numbered_month,
    ),
    (
        "short",
        re.compile(
            rf"(?<![\w/.,-])(?:{_ANY_WEEKDAY},?\s)?(?P<day>\d{{1,2}})[/.](?P<month>\d{{1,2}})(?P<year>)(?![\w/%€-]|[.,:]\d|\s(?:euro|€|ore\b(?!\s?\d)|h\b|di\b))"
        ),
        readings.numbered_month,
    ),
    (
        "date",
        re.compile(r"(?<![\w/.,-])(?P<day>\d{1,2})\s(?:c\.\s?m\.|corrente mese|corr\.|corrente|del mese prossimo|del prossimo mese|del mese corrente|di questo mese|of this month)"),
        readings.of_this_month,
    ),
    (
        "date",
        re.compile(rf"(?<![\w/.,])(?P<weekday>{_WEEKDAY}),?\s(?P<day>[12]\d|3[01]|[1-9])(?![\w/:]|[.,-]\d|\s?(?:€|euro|ore\b|h\b|[a-z]+\sdi\b))"),
        readings.numbered_weekday,
    ),
    (
        "weekday",
        re.compile(rf"(?<!\w)(?P<weekday>{_WEEKDAY})\s(?:d(?:ella|i)\s)?(?P<which>prossima settimana|settimana prossima|questa settimana|next week)\b"),
        readings.weekday_of_week,
    ),
    (
        "month",
        re.compile(
            r"(?<!\w)(?P<part>(?:al |il )?termine (?:di |del mese di )|(?:la )?(?:prima|seconda|terza|ultima) settimana (?:di |del mese di |d')|the (?:first|last) week of |(?:la\s)?fine (?:di |del mese di |mese di |d')?|(?:la\s)?meta (?:di |del mese di |d')?|l'ultimo (?:giorno )?(?:di |del mese di |d')|(?:a)?gli ultimi (?:giorni )?(?:di |d')|a?i primi (?:giorni )?(?:di |d')|(?:l'|gli )?inizi[o]? (?:di )?|"
            r"(?:la |nella )?(?:prima|seconda) (?:meta|quindicina) di |(?:the )?end of |mid-?\s?|(?:the )?middle of |the beginning of |early |late )?"
            rf"(?P<other>(?:{_LONG_MONTH})(?:\s?[-/]\s?|\s(?:e|o|and|or)\s))?(?:(?:il )?mese di |prossimo )?(?P<month>(?:{_LONG_MONTH})\b|(?:{_SHORT_MONTH})(?:(?=\.)|(?<=(?:fine|meta) ...)\b))\.?(?:\s(?:del\s)?(?P<year>{_YEAR}))?(?:\sprossimo\b)?"
        ),
        readings.month,
    ),
    (
        "near",
        re.compile(r"(?<!\w)(?P<word>oggi(?: stesso)?|quest[oa] (?:sera|mattina|pomeriggio)|stamattina|in giornata|in serata|stasera|stanotte|domattina|domani(?: mattina| sera| pomeriggio| l'altro)?|dopodomani|the day after tomorrow|today|tonight|tomorrow)\b"),
        readings.near,
    ),
    (
        "weekday",
        re.compile(
            rf"(?<!\w)(?:(?:prossim[oa]|next|this|quest[oa])\s)?(?P<weekday>{_WEEKDAY})(?:\s(?:prossim[oa]|mattina|pomeriggio|sera|morning|evening|afternoon)\b)*(?!\w)(?!\s(?:successiv|seguent|dopo\b|following))"
        ),
        readings.weekday,
    ),
    (
        "clipped",
        re.compile(rf"(?<![\w/.,-])(?:(?P<figure>0?[1-9]|1[0-2])/(?=20\d\d)|(?P<month>{_SHORT_MONTH})(?:\.?\s(?=20\d\d)|\b(?!\.?\s20\d\d)))(?P<year>20\d\d)?(?![\w/-])"),
        readings.clipped_month,
    ),
    ("clipped", re.compile(r"(?<![\w/.,-])(?P<day>\d{1,2})-(?P<month>\d{1,2})(?P<year>)(?![\w/%€-]|[.,:]\d|\s(?:[a-z]+\sdi|euro|€|persone|ore|giorni|settimane|mesi|anni)\b)"), readings.numbered_month),
    ("clipped", re.compile(r"(?<!\w)(?P<weekday>lun|mart|merc?|giov?|ven|sab|dom)\b\.?(?!\s?\d)"), readings.weekday),
    ("distance", re.compile(rf"(?<!\w)(?P<unit>giorni|gg\.?|mesi|ore)\s(?:n\.\s?)?(?P<count>\d{{1,3}})(?![\w/.,-]\d|\w|\s(?:{_MONTH})\b)"), readings.distance),
    ("distance", re.compile(rf"(?<!\w)(?P<count>{_COUNT})\s?(?P<unit>{_UNIT})(?!\w)(?! (?:e mezz|and a half))"), readings.distance),
    (
        "end",
        re.compile(
            rf"(?<!\w)(?:la\s)?(?:fine|termine|ultimo giorno|(?:the )?end of)\s(?:(?:del|della|di|dell')\s?)?(?:the\s)?{_THIS}{_NEXT}(?P<unit>settimana|mese|anno|week|month|year){_AFTER}{_NOT_A_YEAR}"
        ),
        readings.end_of_period,
    ),
    (
        "date",
        re.compile(r"(?<!\w)(?:la\s)?(?:meta\s(?:del\s)?mese|the middle of the month|mid-month)\b"),
        readings.middle_of_month,
    ),
    ("end", re.compile(r"(?<!\w)(?:il\s|the\s)?(?:fine settimana|weekend|week-end)\b"), readings.weekend),
    (
        "part of year",
        re.compile(
            rf"(?<!\w)(?P<nth>primo|secondo|terzo|quarto|ultimo)\s(?P<unit>trimestre|semestre)\b(?:\s(?:del(?:l'anno)?\s)?(?P<year>{_YEAR}))?(?:\sdell'anno)?"
        ),
        readings.part_of_year,
    ),
    (
        "named period",
        re.compile(
            rf"(?<!\w)(?:(?:la\s|il\s|the\s)?(?:prossim[oa]|next)\s(?P<next>settimana|mese|week|month)|(?:quest[oa]\s|this\s)(?P<this>settimana|mese|week|month)|"
            rf"(?:la\s|il\s)?(?P<coming>settimana|mese)\s(?:prossim[oa]|ventur[oa]|entrante|che viene)){_NOT_A_YEAR}"
        ),
        readings.named_period,
    ),
    (
        "period",
        re.compile(
            rf"(?<!\w)(?:l'|la\s|il\s|the\s)?{_THIS}{_NEXT}(?P<unit>settimana|mese|anno|trimestre|semestre|week|month|year|quarter){_AFTER}{_NOT_A_YEAR}"
        ),
        readings.period,
    ),
    ("year", re.compile(r"(?<![\w'/.,€-])(?P<part>(?:la )?fine (?:del )?|(?:the )?end of )?(?P<year>(?:19|20|21)\d\d)(?![\w/.,€%-]\d|\w|\s(?:euro|€|ore\b))"), readings.year),
    (
        "number",
        re.compile(
            r"(?<![\w/.,:€-])(?P<day>[12]\d|3[01]|[1-9])(?:st|nd|rd|th)?(?:\s(?:p\.\s?v\.|c\.\s?a\.|del mese\b))?(?!\w|[/.,:-]\d|\s?[%€/]|\s(?!(?:il|la|lo|l|i|gli|le|si|ma|con|al|alla|the|we)\b)[a-z]|-)"
        ),
        readings.number_alone,
    ),
)  # fmt: skip


def phrases(plain: str, today: date) -> Iterator[Phrase]:
    """Every phrase that names a day, the longer readings of the same words first. Days that do not exist have NO_DAYS."""
    for form, pattern, read in FORMS:
        for match in pattern.finditer(plain):
            value = read(match, today)
            if value is not None:
                yield Phrase(*match.span(), value, "date" if _is_whole(form, match) else form)
            elif form in ("date", "short"):
                yield Phrase(*match.span(), NO_DAYS, "no day")


def _is_whole(form: str, match: re.Match[str]) -> bool:
    """Whether the weekday beside makes a whole date of it: "ven 12/3", "lunedì dell'Angelo"."""
    if form == "feast":
        return match["feast"].split()[0] in calendar.WEEKDAYS
    return form == "short" and bool(match.groupdict().get("weekday"))


NO_DAYS = readings.Days(date.min, date.min)
"""Of a day that the calendar does not have: found, so that no part of it is read as something else."""
