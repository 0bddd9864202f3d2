"""Phrases that name a day, and which day they name. What they are for (a deadline, a start) is said in `dates`.

A phrase may name a stretch of days ("aprile", "la settimana prossima"): then `first` and `last` differ, and a deadline
takes the last, a start the first. `sure` is False where people mean different days by it.
"""

from __future__ import annotations

import re
from collections.abc import Callable
from dataclasses import dataclass
from datetime import date, timedelta
from typing import TYPE_CHECKING, NamedTuple

from cocity_desktop.recognition import calendar, numerals

if TYPE_CHECKING:
    from collections.abc import Iterator


class Days(NamedTuple):
    """From the first to the last day that is meant."""

    first: date
    last: date
    sure: bool = True


@dataclass(frozen=True, slots=True)
class Phrase:
    """`plain[start:end]` names `days`. `form` says how: "date", "weekday", "distance"... (see FORMS)."""

    start: int
    end: int
    days: Days
    form: str


Reader = Callable[[re.Match[str], date], "Days | None"]


def one(found: date | None, *, sure: bool = True) -> Days | None:
    """A single day, if there is one."""
    return Days(found, found, sure) if found else None


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
_ROUGH = {
    "un paio di": 2,
    "a couple of": 2,
    "una decina di": 10,
    "una quindicina di": 15,
    "una ventina di": 20,
    "una trentina di": 30,
}
_ELIDED = {"un'": 1, "a": 1, "an": 1, "ventiquattr'": 24, "quarantott'": 48}
_COUNT = rf"(?:{'|'.join((*_ROUGH, *_ELIDED))}|{numerals.WHOLE})"
_NTH = {"primo": 1, "prima": 1, "secondo": 2, "seconda": 2, "terzo": 3, "terza": 3, "quarto": 4, "quarta": 4, "ultimo": 5, "ultima": 5,
        "first": 1, "second": 2, "third": 3, "fourth": 4, "last": 5}  # fmt: skip
_THIS = r"(?:quest[oa]\s|quest'|this\s|corrente\s)?"
_NEXT = r"(?P<next>(?:prossim[oa]|next)\s)?"
_COMING = r"(?:prossim[oa]|ventur[oa]|entrante|che viene|successiv[oa]|seguente)"
_AFTER = rf"(?P<after>\s{_COMING})?"
_NOT_A_YEAR = r"\b(?!\s(?:scolastic|accademic|sociale|solare|di\s|dal|da\s|prima))"


def _weekday_agrees(match: re.Match[str], found: date) -> bool:
    named = match.groupdict().get("weekday")
    return not named or calendar.WEEKDAYS[named] == found.weekday()


def _dated(match: re.Match[str], today: date, month: int) -> Days | None:
    number = calendar.day_number(match["day"])
    if number is None:
        return None
    if match["year"]:
        found = calendar.day(calendar.full_year(match["year"]), month, number)
    else:
        found = calendar.next_such_day(month, number, today)
    sure = found is not None and _weekday_agrees(match, found) and not _is_one_of_several(match, number)
    return one(found, sure=sure)


def _is_one_of_several(match: re.Match[str], number: int) -> bool:
    """As in "il 7 e il 14 marzo". Two days in a row, "sabato 6 e domenica 7 marzo", are one thing with an end."""
    others = re.findall(r"\d+", match.groupdict().get("more") or "")
    return bool(others) and others != [str(number - 1)]


def _named_month(match: re.Match[str], today: date) -> Days | None:
    return _dated(match, today, calendar.MONTHS[match["month"]])


def _numbered_month(match: re.Match[str], today: date) -> Days | None:
    return _dated(match, today, int(match["month"]))


def _of_this_month(match: re.Match[str], today: date) -> Days | None:
    start = calendar.months_later(today.replace(day=1), 1 if "prossimo" in match[0] else 0)
    return one(calendar.day(start.year, start.month, int(match["day"])))


def _number_alone(match: re.Match[str], today: date) -> Days | None:
    number = int(match["day"])
    for count in (0, 1, 2):
        start = calendar.months_later(today.replace(day=1), count)
        found = calendar.day(start.year, start.month, number)
        if found is not None and found >= today:
            return one(found)
    return None


def _month(match: re.Match[str], today: date) -> Days | None:
    month = calendar.MONTHS[match["month"]]
    year = calendar.full_year(match["year"]) if match["year"] else today.year + (month < today.month)
    first, last = date(year, month, 1), calendar.end_of_month(year, month)
    part = match["part"] or ""
    if "week" in part or "settimana" in part:
        return _week_of_month(part, first, last)
    if match["other"]:
        return Days(first, last, sure=False)
    if "ultimi" in part:
        return Days(last - timedelta(9), last, sure=False)
    if any(word in part for word in ("fine", "termine", "end", "second", "ultimo")):
        return Days(last, last)
    if "meta" in part or "mid" in part or "prima" in part:
        return Days(first.replace(day=15), first.replace(day=15))
    return Days(first, first.replace(day=10), sure=False) if part else Days(first, last)


def _week_of_month(part: str, first: date, last: date) -> Days:
    """Nobody agrees on where the weeks of a month begin: seven days, and a guess."""
    nth = next((number for number, word in enumerate(("prima", "seconda", "terza")) if word in part), 0)
    start = last - timedelta(6) if "ultima" in part or "last" in part else first + timedelta(7 * nth)
    return Days(start, start + timedelta(6), sure=False)


def _distance(match: re.Match[str], today: date) -> Days | None:
    text = match["count"]
    count = _ROUGH.get(text) or _ELIDED.get(text) or numerals.whole(text)
    return one(calendar.after(today, count, match["unit"]) if count else None, sure=text not in _ROUGH)


def _weekday(match: re.Match[str], today: date) -> Days | None:
    found = calendar.next_weekday(calendar.WEEKDAYS[match["weekday"]], today)
    says_next = bool(re.search(r"prossim|next", match[0]))
    return one(found, sure=not (says_next and (found - today).days <= 3))


def _numbered_weekday(match: re.Match[str], today: date) -> Days | None:
    found = _number_alone(match, today)
    return found and found._replace(sure=_weekday_agrees(match, found.last))


def _weekday_of_week(match: re.Match[str], today: date) -> Days | None:
    last = calendar.end_of_week(today) + timedelta(0 if "questa" in match["which"] else 7)
    return one(last - timedelta(6 - calendar.WEEKDAYS[match["weekday"]]))


def _nth_weekday(match: re.Match[str], today: date) -> Days | None:
    month, nth = calendar.MONTHS[match["month"]], _NTH[match["nth"]]
    for year in [calendar.full_year(match["year"])] if match["year"] else [today.year, today.year + 1]:
        found = calendar.nth_weekday(year, month, nth, calendar.WEEKDAYS[match["weekday"]])
        if found >= today:
            return one(found)
    return None


def _near(match: re.Match[str], today: date) -> Days | None:
    word = match["word"]
    days = 2 if word in ("dopodomani", "domani l'altro", "the day after tomorrow") else 1
    return one(today + timedelta(days if word.startswith(("dopo", "dom", "the", "tom")) else 0))


def _period(match: re.Match[str], today: date) -> Days | None:
    return Days(*calendar.period(match["unit"], today, int(bool(match["next"] or match["after"]))))


def _weekend(_match: re.Match[str], today: date) -> Days | None:
    last = calendar.end_of_week(today)
    return Days(last - timedelta(1), last)


def _middle_of_month(_match: re.Match[str], today: date) -> Days | None:
    middle = today.replace(day=15)
    return one(middle if middle >= today else calendar.months_later(middle, 1))


def _named_period(match: re.Match[str], today: date) -> Days | None:
    unit = match["next"] or match["this"] or match["coming"]
    return Days(*calendar.period(unit, today, int(match["this"] is None)))


def _end_of_period(match: re.Match[str], today: date) -> Days | None:
    last = calendar.period(match["unit"], today, int(bool(match["next"] or match["after"])))[1]
    return Days(last, last)


def _year(match: re.Match[str], _today: date) -> Days | None:
    year = int(match["year"])
    first = date(year, 12, 31) if match["part"] else date(year, 1, 1)
    return Days(first, date(year, 12, 31))


def _part_of_year(match: re.Match[str], today: date) -> Days | None:
    months, nth = (3 if match["unit"].startswith("t") else 6), _NTH[match["nth"]]
    if nth * months > 12:
        return None
    year = calendar.full_year(match["year"]) if match["year"] else today.year
    last = calendar.end_of_month(year, nth * months)
    if last < today and not match["year"]:
        last = calendar.end_of_month(year + 1, nth * months)
    return Days(calendar.months_later(last.replace(day=1), 1 - months), last)


def _feast(match: re.Match[str], today: date) -> Days | None:
    counted_from = date(calendar.full_year(match["year"]), 1, 1) if match["year"] else today
    return one(calendar.feast(match["feast"], counted_from))


def _clipped_month(match: re.Match[str], today: date) -> Days | None:
    """Of "04/2028" and of "feb" without its point: a month only after a word like "entro"."""
    month = int(match["figure"]) if match["figure"] else calendar.MONTHS[match["month"]]
    year = int(match["year"]) if match["year"] else today.year + (month < today.month)
    return Days(date(year, month, 1), calendar.end_of_month(year, month))


_FEASTS = "|".join(sorted((*calendar.FEASTS, *calendar.FROM_EASTER), key=len, reverse=True))

FORMS: tuple[tuple[str, re.Pattern[str], Reader], ...] = (
    ("feast", re.compile(rf"(?<!\w)(?P<feast>{_FEASTS})\b(?:\s(?P<year>{_YEAR}))?"), _feast),
    (
        "nth",
        re.compile(
            rf"(?<!\w)(?P<nth>{'|'.join(_NTH)})\s(?P<weekday>{_WEEKDAY})\s(?:di\s|del mese di\s|of\s|in\s)(?P<month>{_LONG_MONTH})\b(?:\s(?P<year>{_YEAR}))?"
        ),
        _nth_weekday,
    ),
    (
        "date",
        re.compile(
            rf"(?<![\w/.,])(?P<more>(?:(?:(?:{_WEEKDAY})\s)?\d{{1,2}}(?:\s?,\s|\s(?:e|ed|o|and|or)\s)(?:(?:il|l'|the)\s?)?){{1,5}})?(?:{_ANY_WEEKDAY},?\s)?(?:the\s|prossimo\s)?(?P<day>{_DAY})(?:\s|\s?-\s?|/|\.\s?|(?<=\d)(?=[a-z]))(?:di\s|del mese di\s|of\s)?(?P<month>{_MONTH})\b\.?(?!\sdi\b)"
            rf"(?:(?:\s|,\s|\sdel(?:l'anno)?\s|/|-)(?P<year>{_YEAR}))?(?!\d)(?:\s(?:p\.\s?v\.|p\.v|c\.\s?a\.|prossimo venturo|prossimo))?"
        ),
        _named_month,
    ),
    (
        "date",
        re.compile(
            rf"(?<![\w/.,])(?:{_ANY_WEEKDAY},?\s)?(?P<month>{_MONTH})\.?\s(?:the\s)?(?P<day>\d{{1,2}}(?:st|nd|rd|th)?)(?![\d:.,/-]\d|\s?(?:euro|€|%|ore\b|h\b|[a-z]+\sdi\b))\b"
            rf"(?:,?\s(?P<year>{_YEAR}))?(?!\d)"
        ),
        _named_month,
    ),
    ("date", re.compile(r"(?<![\w/.,-])(?P<year>(?:19|20|21)\d\d)-(?P<month>\d\d)-(?P<day>\d\d)(?![\w/-])"), _numbered_month),
    (
        "date",
        re.compile(
            rf"(?<![\w/.,-])(?:{_ANY_WEEKDAY},?\s)?(?P<day>\d{{1,2}})(?P<mark>[/.-])(?P<month>\d{{1,2}})(?P=mark)(?P<year>(?:19|20|21)\d\d|\d\d)(?![\w/-]|[.,]\d)"
        ),
        _numbered_month,
    ),
    (
        "short",
        re.compile(
            rf"(?<![\w/.,-])(?:{_ANY_WEEKDAY},?\s)?(?P<day>\d{{1,2}})[/.](?P<month>\d{{1,2}})(?P<year>)(?![\w/%€-]|[.,:]\d|\s(?:euro|€|ore\b(?!\s?\d)|h\b|di\b))"
        ),
        _numbered_month,
    ),
    (
        "date",
        re.compile(r"(?<![\w/.,-])(?P<day>\d{1,2})\s(?:c\.\s?m\.|corrente mese|corr\.|corrente|del mese prossimo|del prossimo mese|del mese corrente|di questo mese|of this month)"),
        _of_this_month,
    ),
    (
        "date",
        re.compile(rf"(?<![\w/.,])(?P<weekday>{_WEEKDAY}),?\s(?P<day>[12]\d|3[01]|[1-9])(?![\w/:]|[.,-]\d|\s?(?:€|euro|ore\b|h\b|[a-z]+\sdi\b))"),
        _numbered_weekday,
    ),
    (
        "weekday",
        re.compile(rf"(?<!\w)(?P<weekday>{_WEEKDAY})\s(?:d(?:ella|i)\s)?(?P<which>prossima settimana|settimana prossima|questa settimana|next week)\b"),
        _weekday_of_week,
    ),
    (
        "month",
        re.compile(
            r"(?<!\w)(?P<part>(?:al |il )?termine (?:di |del mese di )|(?:la )?(?:prima|seconda|terza|ultima) settimana (?:di |del mese di |d')|the (?:first|last) week of |(?:la\s)?fine (?:di |del mese di |mese di |d')?|(?:la\s)?meta (?:di |del mese di |d')?|l'ultimo (?:giorno )?(?:di |del mese di |d')|(?:a)?gli ultimi (?:giorni )?(?:di |d')|a?i primi (?:giorni )?(?:di |d')|(?:l'|gli )?inizi[o]? (?:di )?|"
            r"(?:la |nella )?(?:prima|seconda) (?:meta|quindicina) di |(?:the )?end of |mid-?\s?|(?:the )?middle of |the beginning of |early |late )?"
            rf"(?P<other>(?:{_LONG_MONTH})(?:\s?[-/]\s?|\s(?:e|o|and|or)\s))?(?:(?:il )?mese di |prossimo )?(?P<month>(?:{_LONG_MONTH})\b|(?:{_SHORT_MONTH})(?:(?=\.)|(?<=(?:fine|meta) ...)\b))\.?(?:\s(?:del\s)?(?P<year>{_YEAR}))?(?:\sprossimo\b)?"
        ),
        _month,
    ),
    (
        "near",
        re.compile(r"(?<!\w)(?P<word>oggi(?: stesso)?|quest[oa] (?:sera|mattina|pomeriggio)|stamattina|in giornata|in serata|stasera|stanotte|domattina|domani(?: mattina| sera| pomeriggio| l'altro)?|dopodomani|the day after tomorrow|today|tonight|tomorrow)\b"),
        _near,
    ),
    (
        "weekday",
        re.compile(
            rf"(?<!\w)(?:(?:prossim[oa]|next|this|quest[oa])\s)?(?P<weekday>{_WEEKDAY})(?:\s(?:prossim[oa]|mattina|pomeriggio|sera|morning|evening|afternoon)\b)*(?!\w)(?!\s(?:successiv|seguent|dopo\b|following))"
        ),
        _weekday,
    ),
    (
        "clipped",
        re.compile(rf"(?<![\w/.,-])(?:(?P<figure>0?[1-9]|1[0-2])/(?=20\d\d)|(?P<month>{_SHORT_MONTH})(?:\.?\s(?=20\d\d)|\b(?!\.?\s20\d\d)))(?P<year>20\d\d)?(?![\w/-])"),
        _clipped_month,
    ),
    ("clipped", re.compile(r"(?<![\w/.,-])(?P<day>\d{1,2})-(?P<month>\d{1,2})(?P<year>)(?![\w/%€-]|[.,:]\d|\s(?:[a-z]+\sdi|euro|€|persone|ore|giorni|settimane|mesi|anni)\b)"), _numbered_month),
    ("clipped", re.compile(r"(?<!\w)(?P<weekday>lun|mart|merc?|giov?|ven|sab|dom)\b\.?(?!\s?\d)"), _weekday),
    ("distance", re.compile(rf"(?<!\w)(?P<unit>giorni|gg\.?|mesi|ore)\s(?:n\.\s?)?(?P<count>\d{{1,3}})(?![\w/.,-]\d|\w|\s(?:{_MONTH})\b)"), _distance),
    ("distance", re.compile(rf"(?<!\w)(?P<count>{_COUNT})\s?(?P<unit>{_UNIT})(?!\w)(?! (?:e mezz|and a half))"), _distance),
    (
        "end",
        re.compile(
            rf"(?<!\w)(?:la\s)?(?:fine|termine|ultimo giorno|(?:the )?end of)\s(?:(?:del|della|di|dell')\s?)?(?:the\s)?{_THIS}{_NEXT}(?P<unit>settimana|mese|anno|week|month|year){_AFTER}{_NOT_A_YEAR}"
        ),
        _end_of_period,
    ),
    (
        "date",
        re.compile(r"(?<!\w)(?:la\s)?(?:meta\s(?:del\s)?mese|the middle of the month|mid-month)\b"),
        _middle_of_month,
    ),
    ("end", re.compile(r"(?<!\w)(?:il\s|the\s)?(?:fine settimana|weekend|week-end)\b"), _weekend),
    (
        "part of year",
        re.compile(
            rf"(?<!\w)(?P<nth>primo|secondo|terzo|quarto|ultimo)\s(?P<unit>trimestre|semestre)\b(?:\s(?:del(?:l'anno)?\s)?(?P<year>{_YEAR}))?(?:\sdell'anno)?"
        ),
        _part_of_year,
    ),
    (
        "named period",
        re.compile(
            rf"(?<!\w)(?:(?:la\s|il\s|the\s)?(?:prossim[oa]|next)\s(?P<next>settimana|mese|week|month)|(?:quest[oa]\s|this\s)(?P<this>settimana|mese|week|month)|"
            rf"(?:la\s|il\s)?(?P<coming>settimana|mese)\s(?:prossim[oa]|ventur[oa]|entrante|che viene)){_NOT_A_YEAR}"
        ),
        _named_period,
    ),
    (
        "period",
        re.compile(
            rf"(?<!\w)(?:l'|la\s|il\s|the\s)?{_THIS}{_NEXT}(?P<unit>settimana|mese|anno|trimestre|semestre|week|month|year|quarter){_AFTER}{_NOT_A_YEAR}"
        ),
        _period,
    ),
    ("year", re.compile(r"(?<![\w'/.,€-])(?P<part>(?:la )?fine (?:del )?|(?:the )?end of )?(?P<year>(?:19|20|21)\d\d)(?![\w/.,€%-]\d|\w|\s(?:euro|€|ore\b))"), _year),
    (
        "number",
        re.compile(
            r"(?<![\w/.,:€-])(?P<day>[12]\d|3[01]|[1-9])(?:st|nd|rd|th)?(?:\s(?:p\.\s?v\.|c\.\s?a\.|del mese\b))?(?!\w|[/.,:-]\d|\s?[%€/]|\s(?!(?:il|la|lo|l|i|gli|le|si|ma|con|al|alla|the|we)\b)[a-z]|-)"
        ),
        _number_alone,
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


NO_DAYS = Days(date.min, date.min)
"""Of a day that the calendar does not have: found, so that no part of it is read as something else."""
