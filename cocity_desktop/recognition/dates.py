"""What a day in the line is for: the deadline, the start, or something that is no part at all.

The words before the day decide. Without any, a whole date still to come is the day on which the thing is done.
"""

from __future__ import annotations

import re
from dataclasses import dataclass, replace
from datetime import date, timedelta
from typing import TYPE_CHECKING

from cocity_desktop.application.recognition import Part, PartKind
from cocity_desktop.recognition.clauses import Clause, clause_at
from cocity_desktop.recognition.phrases import Phrase, phrases
from cocity_desktop.recognition.readings import Days
from cocity_desktop.recognition.spans import Span, Taken

if TYPE_CHECKING:
    from collections.abc import Iterator

    from cocity_desktop.recognition.long_tail import LongTail

# What may stand between the word that decides and the day.
_BETWEEN = (
    r"\s?(?:le (?:ore )?\d{1,2}(?:[.:]\d\d)? (?:di|del|dell')\s?)?(?:(?:il|lo|la|i|gli|le|the)\s|l')?"
    r"(?:(?:giorno|giornata|data|mese|mattina|mattinata|pomeriggio|sera|serata|mezzogiorno|vigilia)\s(?:del|di|of)?\s?)?(?:tutt[oa]\s)?(?:(?:il|la)\s)?(?:(?:mese|giorno)\sdi\s)?$"
)
_EVENT = (
    r"(?:la|il|lo|the)?(?:\s|l')(?:(?:prossim[oa]|next)\s)?(?:riunione|incontro|assemblea|seduta|tavolo|sopralluogo|festa|evento|inaugurazione|"
    r"consiglio|laboratorio|appuntamento|convocazione|commissione|cabina di regia|meeting|assembly|party|opening)(?:\s[a-z]{3,14}){0,2}?\s(?:d(?:el|i|ell')|of(?: the)?)\s?$"
)
_BY_EVENT = re.compile(r"(?<![\w'])(?:entro|per|in tempo per|by|for)\s?" + _EVENT)
"""What is to be ready for something that happens on that day."""
_BEFORE_EVENT = re.compile(r"(?<![\w'])(?:prima d(?:i|el|ello|ella|ell')|before)(?:(?=l')|\b)" + _EVENT)
_BEFORE = re.compile(r"(?<![\w'])(?:prima d(?:i|el|ello|ella|ell'|ei)|before)" + _BETWEEN)
_UNTIL = re.compile(
    r"(?<![\w'])(?:(?:tassativamente |improrogabilmente )?entro(?: e non oltre)?|(?:e )?non (?:oltre|dopo|piu tardi d(?:i|el|ella))|"
    r"(?:al )?(?:massimo|piu tardi)(?: entro)?(?: a)?|(?:con )?scadenza(?: al|:)?|scad\b\.?|consegna:|termine(?: ultimo)?(?: al|:)?|deadline:?|scade(?:nte)?|"
    r"(?:fino|sino|finché|da qui|di qui) (?:a|al|allo|alla|all'|agli|ai)|fino|in data|nella giornata d(?:i|el)|alla data del|entro la data d(?:i|el)|"
    r"no later than|not later than|not after|within|by|until|till|through|up to|due(?: by| on)?)" + _BETWEEN
)
_ON = re.compile(
    r"(?<![\w'])(?:il|l'|lo|la|al|all'|alla|(?:per|x)(?: il| la| l'| lo)?|on|for)\s?(?:(?:giorno|giornata)\s(?:del|di)?\s?)?$"
)
_AT = re.compile(
    r"(?<![\w'])(?:tra|fra|between|a|al|alla|ad|at|in|nel(?: mese di)?|nella|nell'|durante|per il mese di)\s?$"
)
_TO = re.compile(
    r"\s?(?:(?:e\s)?(?:fino\s)?a(?:l|llo|lla|ll'|i|gli)?|to|until|through|-)\s?(?:the\s|(?:il )?(?:giorno|mese di)\s)?"
)
_FROM = re.compile(
    r"(?<![\w'])(?:(?:a (?:partire|decorrere|cominciare|far data)|con (?:inizio|decorrenza|effetto|avvio)|a datare|starting|beginning|as)\s)?"
    r"(?:da(?:l|llo|lla|ll'|i|gli)?|from|since|of)\s?(?:(?:giorno|mese di|the)\s)?$"
)
_STARTING = re.compile(
    r"(?<![\w'])(?:starting|beginning|effective|con (?:inizio|decorrenza|avvio)|inizio:?|avvio:?)(?:\s(?:il|l'|on|in|a))?\s?$"
)
_BEGINS = re.compile(
    r"(?<!\w)((?:inizi|cominc[ei]|decorr|avvi|start|begin)\w*|part(?:e|ono|ira|iranno|iamo)|si part\w+|entra(?:no)? in (?:vigore|funzione)|prend\w+ il via|via)"
    r"(?:\s(?!d[ie]l?\b)\w+){0,2}?:?\s(?:il|l'|a|ad|in|on|lo)?\s?$"
)
_WITHIN = re.compile(
    r"(?<![\w'])(?:entro(?: (?:e non oltre|al massimo))?(?: (?:i|le|gli)(?: prossim[ie])?)?|(?:entro|in) un massimo di|(?:da|di) qui a|non oltre|tra|fra|in|nel giro di|nell'arco di|al massimo(?: in| entro)?|massimo|"
    r"(?:ne[il]|nelle|negli) prossim[ie]|within(?: the next)?|over the next|in the next|in no more than)\s?$"
)
_COUNTED_FROM = re.compile(
    r"\s(?:lavorativi\s)?(?!(?:a (?:partire|decorrere|contare) )?(?:d(?:a|alla giornata di|alla data di|alla riunione di|all'incontro di) (?:oggi|ora|adesso|stasera|domani|questa (?:sera|riunione))|dalla (?:data )?odierna|dalla data odierna|from (?:now|today))\b)"
    r"(?:a (?:partire|decorrere|contare) |d(?:al|allo|alla|all'|ai|agli|alle|a|opo|i preavviso|i lavoro|i anticipo|i ritardo)\b|prima|dopo|successiv\w|from|after|before|of\s(?:work|notice)|l'un[oa]|ogni)"
)
_ROUGHLY_AFTER = re.compile(
    r"\s?(?:,\s?|\()?(?:circa|piu o meno|o giu di li|all'incirca|indicativamente|presumibilmente|forse|salvo imprevisti|or so|roughly|at the latest\?)(?!\w)"
)
_WORKING = re.compile(r"\s(?:lavorativi|utili|working|business)")
"""Working days are more days than their number, how many depends on feasts."""
_AGE = re.compile(r"entro (?:i|gli)\s?$|^massimo|^al massimo")
"""Children "entro i 6 anni"; "in due ore" and "massimo due giorni" may be how long something takes."""
_FOR_THE = re.compile(r"(?<![\w'])(?:per|x|for)\s(?:il|l'|the)\s?(?:giorno\s)?$")
"""Before a bare number only this makes a day of it: "per il 15"."""
_ABOUT = re.compile(
    r"(?<![\w'])(?:verso|circa|indicativamente|intorno (?:a|al|alla)|attorno (?:a|al|alla)|presumibilmente|forse|around|about|probably|maybe)\s(?:il\s|la\s|the\s)?$"
)
_NOT_FOR_US = re.compile(
    r"(?:\b(?:scors[oaie]|passat[oa]|last|(?<!non )dopo(?: il| la| l')?|after(?: the)?|ogni|every|tutti [ia]|tutte le|each)\s|"
    r"\b(?:riunion[ei]|incontr[oi]|assemble[ae]|sedut[ae]|verbal[ei]|deliber\w+|determin\w+|letter[ae]|nota|e?-?mail|pec|richiest[ae]|tavol[oi]|sopralluog\w+|accord[oi]|patto|"
    r"protocoll\w+|ordinanz[ae]|progett[oi]|propost[ae]|bando|avviso|decision[ei]|prot\.?|meeting|minutes|letter|resolution|decision|session|agreement)"
    r"(?:\s(?!(?:nel|nell'arco|entro|prima|non|in|per|da|qui|dopo|scade|before|by|within)\b)[\w/.]+){0,2}\s(?!nel\b)(?:del(?:l'|la|lo)?|di|of(?: the)?|in data|datat[oa])\s?(?:giorno\s)?|"
    r"\b(?:come|as|secondo quanto|visto che)\s(?:\w+\s){0,3}?(?:\w+[ts][oaie]|\w+ed|said)\s(?:\w+\s){0,3}?(?:il|l'|lo|la|nel|nell'|del|dell'|on|in|in data|dal)\s?(?:\w+\s(?:del|di)\s)?|"
    r"(?<!va )(?<!vanno )(?<!viene )(?<!vengono )(?<!verra )(?<!verranno )(?<!sara )(?<!saranno )(?<!sia )(?<!siano )(?<!essere )(?<!be )\b"
    r"(?:decis|stabilit|approvat|firmat|deliberat|inviat|mandat|ricevut|presentat|discuss|concordat|tenut|svolt|pubblicat|protocollat|emess|datat|sottoscritt|avvenut|scadut)[oaie]\s(?:gia\s)?(?:il|l'|lo|in data|on|nel)\s?)$"
)
_GONE = re.compile(r"\s?(?:u\.\s?s\.|ultimo scorso|scors[oaie]\b|passat[oa]\b|ultim[oa]\b|fa\b|ago\b|last\b)")
_THEN = re.compile(
    r",?\s(?:si (?:e|sono)\s\w+[ts][oaie]\b|abbiamo\s\w+[ts]o\b|(?:(?:il|la|i|le|lo|gli)\s\w+\s)?(?:ha|hanno)\s(?:gia\s)?\w+[ts]o\b|e stat[oa]\b|we (?:decided|agreed)|it was)"
)
"""What follows tells of something done on that day."""
_ARTICLE = re.compile(r"(?<![\w'])(?:il|l'|lo|a|ad|in|on)\s?$")
_OF = re.compile(r"(?<![\w'])(?:d(?:i|el|ello|ella|ell'|ei|egli|elle)|of(?: the)?)\s?$")
_OPENS = re.compile(r"(?:^|[,.;:!?(]|(?<!\w)(?:e|ed|ma|ok|poi|quindi|and|so))\s*$")
_TODAY = re.compile(r"oggi(?! stesso)|quest|sta[mns]|today|tonight|this")
_OF_US = re.compile(
    r",?\s(?:(?:qui|quindi|invece|pero)\s)?(?:si\b|s'|ci\b|c'|non\b|siamo|\w+iamo\b|\w+[ae]\b e\b|e\b|era|manca|mancano|present|assent|sono|we\b|there|it\b|nobody|i\b)"
)
"""Today, what goes on in the room: "oggi si parla di orari"."""
_AT_THE_HOUR = re.compile(
    r"(?:\bore|\balle(?: ore)?|\bmattin[ao]|\bpomeriggio|\bsera|\bgiornata)\s(?:\d{1,2}(?:[.:]\d\d)?\s)?(?:di|del|dell')\s?$"
)
_RANGE = re.compile(
    r"(?<![\w'])(?:dal(?:l')?|from(?: the)?)\s?(?P<day>\d{1,2}[°º]?|primo)\s(?:(?:fino )?al(?:l')?|to(?: the)?)\s?$"
)

_UNUSUAL = re.compile(
    r"(?<![\w'])(?:entro(?: e non oltre)?|non oltre|by|before|within)(?:\s(?:il|l'|la|the))?\s(?P<rest>(?=[a-z]{0,12}\s?\d)[\w/.'-]+(?:\s[\w/.'-]+){0,3})"
)
"""A deadline with a figure in it."""

_REACH = 72
"""Characters before a day in which the words that decide on it are looked for."""
_AN_END = re.compile(r"(?:la )?(?:fine|meta)\s(?!settimana)|end of|mid")
"""One day, whatever stands before: "gazebo fine marzo"."""
_ROUGHLY_BEFORE = re.compile(
    r"(?<!\w)(?:indicativamente|orientativamente|presumibilmente|verosimilmente|probabilmente|tendenzialmente|forse|ideally|hopefully|probably),?\s$"
)
_A_MONTH = timedelta(31)
ONE_DAY = ("date", "nth", "near", "weekday")
WHOLE = ("date", "short", "nth", "no day")


@dataclass(frozen=True, slots=True)
class Reading:
    """A line that is being read: its clauses, and which stretches are taken."""

    plain: str
    today: date
    cut: tuple[Clause, ...]
    taken: Taken

    def is_open(self, span: Span) -> bool:
        """Whether a day may be found there: nothing else is, and something can be promised in that clause."""
        return self.taken.is_free(span) and clause_at(self.cut, span.start).binds


def dates(reading: Reading, long_tail: LongTail) -> Iterator[Part]:
    """Every deadline and start in the line. What names a day and is neither is barred, so that nobody else reads it."""
    start: Part | None = None
    known = _outermost(reading.plain, reading.today)
    for phrase in sorted(known, key=lambda phrase: phrase.start):
        span = Span(phrase.start, phrase.end)
        for part in _parts(reading.plain, phrase, reading.today, start) if reading.is_open(span) else ():
            if reading.taken.take(Span(part.start, part.end), Span(max(part.start, span.start), part.end)):
                start = part if part.kind is PartKind.STARTS else start
                yield part
        if phrase.form in WHOLE or not clause_at(reading.cut, span.start).binds:
            reading.taken.bar(span)
    yield from _unusual(reading, known, long_tail)


def _unusual(reading: Reading, known: list[Phrase], long_tail: LongTail) -> Iterator[Part]:
    """Deadlines in figures that no form of ours knows: dateparser tries, the longest stretch first."""
    for lead in _UNUSUAL.finditer(reading.plain):
        rest = Span(*lead.span("rest"))
        if not reading.is_open(rest) or any(rest.meets(Span(one.start, one.end)) for one in known):
            continue
        words = lead["rest"].split(" ")
        for phrase in (" ".join(words[:count]) for count in range(len(words), 0, -1)):
            if found := long_tail.read(phrase, reading.today):
                end = rest.start + len(phrase)
                reading.taken.take(Span(lead.start(), end))
                yield Part(PartKind.DUE, lead.start(), end, False, day=found)
                break


def _outermost(plain: str, today: date) -> list[Phrase]:
    """The phrases that stand in no other: "30 aprile" without the "aprile" in it."""
    read = Taken(len(plain))
    return [phrase for phrase in phrases(plain, today) if read.take(Span(phrase.start, phrase.end))]


def _lead(pattern: re.Pattern[str], plain: str, place: int) -> re.Match[str] | None:
    """What `pattern`, which ends in `$`, finds right before `place`."""
    return pattern.search(plain, max(place - _REACH, 0), place)


def _parts(plain: str, phrase: Phrase, today: date, start: Part | None) -> Iterator[Part]:
    if phrase.form == "no day" or phrase.days.last < today:
        return
    if phrase.form == "number" and start is None and not _is_led(plain, phrase.start):
        return
    if _GONE.match(plain, phrase.end) or _THEN.match(plain, phrase.end):
        return
    if part := _by_event(plain, phrase):
        yield part
        return
    if _lead(_NOT_FOR_US, plain, phrase.start):
        return
    if start is not None and _TO.fullmatch(plain, start.end, phrase.start):
        yield _until_after(phrase, start)
    elif (span := _lead(_RANGE, plain, phrase.start)) and phrase.form == "date":
        yield from _both_ends(plain, phrase, span)
    elif part := _distance(plain, phrase) if phrase.form == "distance" else _single(plain, phrase):
        is_rough = _ROUGHLY_AFTER.match(plain, phrase.end) or _lead(_ROUGHLY_BEFORE, plain, part.start)
        yield replace(part, certain=False) if is_rough else part


def _is_led(plain: str, place: int) -> bool:
    """Whether a word stands there that makes a day of a bare number."""
    return any(_lead(pattern, plain, place) for pattern in (_UNTIL, _BEFORE, _FOR_THE))


def _by_event(plain: str, phrase: Phrase) -> Part | None:
    """As in "per la riunione del 12 marzo": what is said of the meeting is said of its day."""
    if phrase.form not in WHOLE:
        return None
    if lead := _lead(_BY_EVENT, plain, phrase.start):
        return _due(lead.start(), phrase, phrase.days)
    if lead := _lead(_BEFORE_EVENT, plain, phrase.start):
        return _due(lead.start(), phrase, _eve(phrase.days))
    return None


def _until_after(phrase: Phrase, start: Part) -> Part:
    """The end of a stretch: never before its start ("dal 1° ottobre al 31 marzo")."""
    last = phrase.days.last
    if start.day is not None and last < start.day and phrase.form == "weekday":
        last += timedelta(7)
    elif start.day is not None and last < start.day:
        last = last.replace(year=last.year + 1, day=min(last.day, 28) if last.month == 2 else last.day)
    return Part(PartKind.DUE, start.end + 1, phrase.end, phrase.days.sure, day=last)


def _both_ends(plain: str, phrase: Phrase, lead: re.Match[str]) -> Iterator[Part]:
    """Both days of "dal 3 al 30 giugno": the first has the month of the last."""
    number = 1 if lead["day"] == "primo" else int(lead["day"].rstrip("°º"))
    last = phrase.days.last
    if number < last.day:
        yield Part(
            PartKind.STARTS, lead.start(), lead.end("day"), phrase.days.sure, day=last.replace(day=number)
        )
    to = plain.index("a" if plain[lead.end("day") + 1] != "t" else "t", lead.end("day"))
    yield Part(PartKind.DUE, to, phrase.end, phrase.days.sure, day=last)


def _distance(plain: str, phrase: Phrase) -> Part | None:
    lead = _lead(_WITHIN, plain, phrase.start)
    if lead is None or _COUNTED_FROM.match(plain, phrase.end):
        return None
    words = plain[phrase.start : phrase.end]
    if _AGE.search(lead[0]) and words.endswith(("anni", "years")):
        return None
    lasts = lead[0].strip() in ("massimo", "al massimo")
    if words.endswith(("ore", "ora")) and (lasts or lead[0].strip() == "in"):
        return None
    sure = phrase.days.sure and not lasts and not _WORKING.match(plain, phrase.end)
    return _due(lead.start(), phrase, phrase.days._replace(sure=sure))


def _single(plain: str, phrase: Phrase) -> Part | None:
    days, place = phrase.days, phrase.start
    if (lead := _lead(_BEFORE, plain, place)) and plain.endswith(("non ", "not "), 0, lead.start()):
        return Part(PartKind.STARTS, lead.start(), phrase.end, False, day=days.first)
    if lead:
        return _due(lead.start(), phrase, _eve(days))
    lead = _lead(_UNTIL, plain, place) or (_lead(_FOR_THE, plain, place) if phrase.form == "number" else None)
    if lead and not (phrase.form == "clipped" and lead[0].startswith("due")):  # "due set": two, not "due by"
        return _due(lead.start(), phrase, days)
    if phrase.form in ("number", "clipped"):
        return None
    if lead := _lead(_ABOUT, plain, place):
        return _due(lead.start(), phrase, days._replace(sure=False))
    if (lead := _lead(_FROM, plain, place)) and lead[0].strip() != "of":
        return _starts(lead.start(), phrase)
    if (lead := _lead(_STARTING, plain, place)) or (
        _lead(_BEGINS, plain, place) and phrase.form not in ("year", "period")
    ):
        part = _starts(lead.start() if lead else _article_before(plain, place), phrase)
        return replace(part, certain=part.certain and phrase.form != "month")  # "si comincia a marzo"
    return _on_its_own(plain, phrase)


def _on_its_own(plain: str, phrase: Phrase) -> Part | None:
    """A day with nothing that says what it is for: sure only where one day is meant."""
    days, form, place = phrase.days, phrase.form, phrase.start
    if _lead(_AT_THE_HOUR, plain, place):
        return _due(phrase.start, phrase, days) if form in ("date", "weekday", "near") else None
    lead = _lead(_ON, plain, place)
    is_the_day = lead is not None and "giorn" in lead[0]
    if _lead(_OF, plain, place) and not is_the_day:
        return None
    if form == "near" and _lead(_OPENS, plain, place) and _TODAY.match(plain, place):
        return None if _OF_US.match(plain, phrase.end) else _due(place, phrase, days._replace(sure=False))
    if form in ONE_DAY or is_the_day:
        return _due(lead.start() if lead else phrase.start, phrase, days)
    if lead is not None and (form == "short" or lead[0].startswith(("per", "x", "for"))):
        return _due(lead.start(), phrase, days)
    return _vague(plain, phrase)


def _vague(plain: str, phrase: Phrase) -> Part | None:
    """As in "a marzo", "in settimana", "il mese prossimo": the end of it is a guess, "a fine marzo" is not."""
    days, form = phrase.days, phrase.form
    if form == "named period" or (form == "month" and plain.startswith(("ai ", "agli "), phrase.start)):
        return _due(phrase.start, phrase, days._replace(sure=False))
    if form in ("month", "end") and _AN_END.match(plain, phrase.start):
        return _due(phrase.start, phrase, days)
    lead = _lead(_AT, plain, phrase.start)
    if lead is None or ((form == "period" and lead[0] != "in ") or days.last - days.first > _A_MONTH):
        return None
    one_day = days.first == days.last and lead[0].strip() in ("a", "al", "alla", "at")
    return _due(lead.start(), phrase, days._replace(sure=days.sure and one_day))


def _eve(days: Days) -> Days:
    return Days(days.first - timedelta(1), days.first - timedelta(1), days.sure)


def _article_before(plain: str, place: int) -> int:
    lead = _lead(_ARTICLE, plain, place)
    return lead.start() if lead else place


def _due(start: int, phrase: Phrase, days: Days) -> Part:
    return Part(PartKind.DUE, start, phrase.end, days.sure, day=days.last)


def _starts(start: int, phrase: Phrase) -> Part:
    return Part(PartKind.STARTS, start, phrase.end, phrase.days.sure, day=phrase.days.first)
