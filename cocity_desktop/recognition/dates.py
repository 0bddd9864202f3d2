"""What a day in the line is for: the deadline, the start, or something that is over and no part at all.

The words before the day decide. A day that nothing introduces is a deadline only when it is a whole date still to come.
"""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from cocity_desktop.application.recognition import Part, PartKind
from cocity_desktop.recognition.phrases import Phrase, phrases
from cocity_desktop.recognition.spans import Span, Taken

if TYPE_CHECKING:
    from collections.abc import Iterator
    from datetime import date

_ARTICLE = r"(?:il|l'|la|lo|i|gli|le|the)?\s?(?:giorno\s|data\s(?:del\s|di\s)?|mattin[ao] d(?:i|el)\s|ser[ao] d(?:i|el)\s)?"
_DUE = re.compile(
    r"(?<![\w'])(?:(?:entro(?: e non oltre)?|(?:e )?non oltre|al piu tardi(?: entro)?|massimo(?: entro)?|prima d(?:i|el|ella|ell'|ei)|"
    r"scadenza:?|termine:?|con scadenza|consegna:?|scade|fino a(?:l|lla|ll'|i)?|sino a(?:l|lla|ll'|i)?|by|before|no later than|not later than|"
    r"until|till|through|due(?: by| on)?|deadline:?|within)\s?" + _ARTICLE + r")$"
)
_TO = re.compile(r"(?<![\w'])(?:a(?:l|lla|ll'|i)?|to)\s?$")
_STARTS = re.compile(
    r"(?<![\w'])(?:(?:a (?:partire|decorrere|cominciare|far data)|inizia(?:ndo)?|cominciando|si parte|parte|partendo|starting|beginning|"
    r"valid[oa]|in vigore|as)\s)?(?:da(?:l|lla|ll'|i)?|from|since|of|on|il|starting)\s?(?:(?:giorno|mese di|the)\s)?$"
)
_START_WORD = re.compile(
    r"\b(?:inizi[ao]|iniziando|cominci[ao]|cominciando|si parte|parte|partendo|starting|starts?|begins?|avvio|avvi[ao])(?: il| on| lunedi)?\s?$"
)
_FOR = re.compile(r"(?<![\w'])(?:per(?:\sil|\sl'|\sla)?|for(?: the)?)\s?$")
_IN = re.compile(
    r"(?<![\w'])(?:tra|fra|in|nel giro di|nell'arco di|within|nei prossimi|nelle prossime|entro i prossimi|entro le prossime|over the next)\s?$"
)
_OVER = re.compile(
    r"(?:(?:riunion[ei]|incontr[oi]|assemble[ae]|sedut[ae]|verbal[ei]|delibera(?:zione)?|determina(?:zione)?|letter[ae]|nota|mail|e-mail|pec|richiest[ae]|"
    r"tavolo|sopralluogo|accord[oi]|patto|protocollo|ordinanza|progetto|bando|avviso|decision[ei]|meeting|minutes|letter|resolution|decision|session|agreement)"
    r"\s(?:\w+\s){0,2}(?:del(?:l'|la|lo)?|di|of(?: the)?|on|from)\s?(?:giorno\s)?|"
    r"(?:decis[oaie]|stabilit[oaie]|dett[oaie]|concordat[oaie]|vist[oaie]|discuss[oaie]|approvat[oaie]|firmat[oaie]|deliberat[oaie]|promess[oaie]|avut[oaie]|"
    r"tenut[oaie]|svolt[oaie]|inviat[oaie]|mandat[oaie]|scritt[oaie]|ricevut[oaie]|arrivat[oaie]|pres[oaie]|decided|agreed|said|approved|signed|discussed|sent|received|promised|held)"
    r"\s(?:\w+\s){0,3}(?:il|l'|lo|la|di|nel|nell'|del|dal|in|on|in data|already on)\s?(?:scors[oa]\s)?|"
    r"(?:scors[oa]|last|passat[oa])\s)$"
)
_PAST_AFTER = re.compile(r"\s?(?:scors[oaie]|passat[oa]|fa\b|ultim[oa]|ago\b|last\b)")


def dates(plain: str, today: date, taken: Taken) -> Iterator[Part]:
    """Deadline and start, each once: the first of its kind that is certain hides later guesses."""
    found: list[Part] = []
    for phrase in phrases(plain, today):
        span = Span(phrase.start, phrase.end)
        if not taken.is_free(span):
            continue
        part = _part(plain, phrase, today)
        if part is None:
            if phrase.form == "date":
                taken.take(span)
            continue
        if taken.take(Span(part.start, part.end)):
            found.append(part)
    yield from found


def _part(plain: str, phrase: Phrase, today: date) -> Part | None:
    before = plain[: phrase.start]
    if _OVER.search(before) or _PAST_AFTER.match(plain, phrase.end):
        return None
    if phrase.last < today:
        return None
    if match := _DUE.search(before):
        return _due(match.start(), phrase, day=phrase.last, sure=phrase.sure)
    if match := _IN.search(before):
        return (
            _due(match.start(), phrase, day=phrase.last, sure=phrase.sure)
            if phrase.form == "distance"
            else None
        )
    if phrase.form == "distance":
        return None
    if (match := _STARTS.search(before)) and match[0].split()[0] in (
        "da",
        "dal",
        "dalla",
        "dall'",
        "dai",
        "a",
        "from",
        "starting",
        "beginning",
        "as",
    ):
        return Part(PartKind.STARTS, match.start(), phrase.end, phrase.sure, day=phrase.first)
    if phrase.form in ("date", "near"):
        match = re.search(r"(?<![\w'])(?:il|l'|on|per il|per)\s?$", before)
        return _due(match.start() if match else phrase.start, phrase, day=phrase.last, sure=True)
    if match := _FOR.search(before):
        return _due(match.start(), phrase, day=phrase.last, sure=phrase.sure)
    return None


def _due(start: int, phrase: Phrase, *, day: date, sure: bool) -> Part:
    return Part(PartKind.DUE, start, phrase.end, sure, day=day)
