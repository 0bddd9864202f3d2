"""How a promise is read: as an infinitive, as the verb it was said with, as a noun, or as words to be quoted."""

from __future__ import annotations

import re
from dataclasses import dataclass
from enum import Enum
from itertools import pairwise
from typing import TYPE_CHECKING

from cocity_desktop.domain.wording.articles import Form, with_article
from cocity_desktop.domain.wording.clauses import Head, head_of, infinitive_of, speaks_of_us, stands_alone
from cocity_desktop.domain.wording.nouns import TIME_NOUNS, action, event, thing
from cocity_desktop.domain.wording.subjects import without_formula, without_subject
from cocity_desktop.domain.wording.text import small, tidy
from cocity_desktop.domain.wording.tokens import (
    AND,
    ARTICLES,
    EVERY,
    FROM,
    PREPOSITIONS,
    QUANTIFIERS,
    Word,
    is_number,
    vocabulary,
    words_of,
)
from cocity_desktop.domain.wording.verbs import Person, is_infinitive

if TYPE_CHECKING:
    from collections.abc import Sequence

    from cocity_desktop.domain.wording.parties import Party


class Frame(Enum):
    """What kind of sentence carries the promise: its verb for one party and for several."""

    COMMIT = ("si impegna", "si impegnano")
    INDICATIVE = ("", "")
    CONTRIBUTE = ("contribuisce", "contribuiscono")
    ENSURE = ("assicura", "assicurano")
    HOLD = ("organizza", "organizzano")
    LEND = ("mette a disposizione", "mettono a disposizione")
    PAY = ("versa", "versano")
    QUOTE = ("si impegna a quanto segue", "si impegnano a quanto segue")
    NOTHING = ("assume un impegno ancora da precisare", "assumono un impegno ancora da precisare")


@dataclass(frozen=True, slots=True)
class Reading:
    """A promise as it will stand behind the verb of its frame."""

    frame: Frame
    text: str


_DAY = r"(?:lunedì|martedì|mercoledì|giovedì|venerdì|sabato)"
_PART = r"(?:\s(?:mattina|pomeriggio|sera))?"
_MONTH = r"(?:gennaio|febbraio|marzo|aprile|maggio|giugno|luglio|agosto|settembre|ottobre|novembre|dicembre)"
_DATE = rf"(?:l’|il\s)?\d{{1,2}}°?\s{_MONTH}(?:\s\d{{4}})?"
_SOON = rf"(?:(?:fine|metà)\s)?(?:mese|anno|settimana|{_MONTH}|{_DAY}|domenica)(?:\sprossim[oa])?"
_BY = (
    rf"entro(?:\se\snon\soltre)?\s(?:{_DATE}|(?:il\s)?\d{{1,2}}/\d{{1,2}}(?:/\d{{2,4}})?|(?:il\s|la\s|l’)?{_SOON}"
    rf"|(?:un|una|due|tre|\d+)\s(?:giorni|settiman[ae]|mes[ei]))"
)
_FRONT = re.compile(
    rf"(?P<front>ogni\s(?:primo\s|secondo\s|terzo\s|ultimo\s|due\s|tre\s|sei\s)?(?:{_DAY}|domenica|giorno|settimana|mese|anno|mesi"
    rf"|settimane|giorni|mattina|sera){_PART}|tutt[ei]\s(?:i|le|gli)\s(?:{_DAY}|domeniche|giorni|settimane|mesi|mattine|sere){_PART}"
    rf"|il\s{_DAY}{_PART}|la\sdomenica{_PART}|(?:una|due|tre|quattro)\svolt[ae]\s(?:al|alla|la|il|a)\s\w+|{_BY}"
    rf"|(?:il\s|l’)\d{{1,2}}°?\s{_MONTH}(?:\s\d{{4}})?|da(?:l\s|ll’)\d{{1,2}}°?\s{_MONTH}(?:\s\d{{4}})?|[ad]a?\s{_MONTH}"
    rf"|dal\smese\sprossimo)\b,?\s+",
    re.IGNORECASE,
)
_COUNTED = re.compile(r"^(?:n[.°]?r?\.?\s?|circa\s|almeno\s)?(?=\d)", re.IGNORECASE)
_MONEY = re.compile(r"^(?:€\s?\d|\d[\d.,]*\s?(?:€|euro\b)|[a-zà-ú]+\seuro\b)", re.IGNORECASE)
_MASS = vocabulary("acqua luce corrente terra vernice sabbia ghiaia materiale compost terriccio")


def read_promise(what: str, parties: Sequence[Party], *, plural: bool) -> Reading:
    """How `what` will be said of `parties`; `plural` when they take a plural verb."""
    said = tidy(what)
    if not any(character.isalnum() for character in said):
        return Reading(Frame.QUOTE, said) if said else Reading(Frame.NOTHING, "")
    text = without_formula(without_subject(said, parties))
    reading = _read(text, plural=plural)
    front = _FRONT.match(text)
    if reading is None and front:
        reading = _with_front(front["front"], without_formula(text[front.end() :]), parties, plural=plural)
    return reading or Reading(Frame.QUOTE, said)


def _with_front(front: str, rest: str, parties: Sequence[Party], *, plural: bool) -> Reading | None:
    """«Ogni sabato puliamo il cortile» → «pulire il cortile ogni sabato»."""
    reading = _read(without_subject(rest, parties), plural=plural)
    if reading is None or reading.frame not in {Frame.COMMIT, Frame.INDICATIVE}:
        return None
    comma = "," if "," in reading.text else ""
    return Reading(reading.frame, f"{reading.text}{comma} {small(front)}")


def _read(text: str, *, plural: bool) -> Reading | None:
    """None when no frame fits for certain."""
    words = words_of(text)
    if not words or _stops_within(text):
        return None
    return _as_infinitive(text, words) or _as_verb(text, words, plural=plural) or _as_noun(text, words)


def _stops_within(text: str) -> bool:
    """Whether more than one sentence, a question, a tag or a mention stands in it."""
    return bool(re.search(r"[!?#@\n]|…|\.\s+[A-ZÀ-Ý]|:\s|[,;]\s*[,;]", text))


def _as_infinitive(text: str, words: Sequence[Word]) -> Reading | None:
    at = 1 if words[0].plain == "non" and len(words) > 1 else 0
    if not is_infinitive(words[at].text) or words[0].after:
        return None
    return Reading(Frame.COMMIT, small(text)) if stands_alone(text, start=at + 1) else None


def _as_verb(text: str, words: Sequence[Word], *, plural: bool) -> Reading | None:
    head = head_of(words)
    if head is None or words[0].after:
        return None
    if head.form.person is Person.GERUND:
        fits = not head.pronoun and stands_alone(text, start=head.at + 1)
        return Reading(Frame.CONTRIBUTE, small(text)) if fits else None
    turned = infinitive_of(text)
    if turned is not None:
        return Reading(Frame.COMMIT, turned)
    agrees = head.form.person is (Person.THEY if plural else Person.IT)
    if agrees and (head.pronoun in {"", "ne"} or _commits_oneself(head)) and not speaks_of_us(words, None):
        return Reading(Frame.INDICATIVE, small(text))
    return None


def _commits_oneself(head: Head) -> bool:
    return head.pronoun == "si" and head.form.infinitive in {"impegnare", "incaricare"}


def _as_noun(text: str, words: Sequence[Word]) -> Reading | None:
    if not stands_alone(text) or _is_to_do(words):
        return None
    if _MONEY.match(text):
        return Reading(Frame.PAY, text)
    if is_number(words[0]) or words[0].plain in QUANTIFIERS or _COUNTED.match(text):
        return _as_counted(text, words)
    if words[0].plain in ARTICLES:
        return _as_determined(text, words)
    return _as_bare(text, words) if not words[0].after else None


def _is_to_do(words: Sequence[Word]) -> bool:
    """«sedie da riparare»: something is to be done with it, and it is not said by whom."""
    return any(one.plain in FROM and is_infinitive(other.text) for one, other in pairwise(words))


def _as_counted(text: str, words: Sequence[Word]) -> Reading | None:
    counted = next(
        (word for word in words if not is_number(word) and word.plain not in QUANTIFIERS | _FILLERS), None
    )
    if counted is None or (counted.plain in TIME_NOUNS and counted.plain not in {"ora", "ore"}):
        return None
    if (
        counted.plain in PREPOSITIONS | ARTICLES | AND | EVERY
        or _is_odd_count(words[0], counted)
        or counted.text[:1].isupper()
    ):
        return None
    return Reading(_frame_of(counted) or Frame.LEND, small(text))


def _is_odd_count(number: Word, counted: Word) -> bool:
    """«10k euro», «2h»: figures with letters, a sum that is not read."""
    return counted.plain in {"euro", "€", "h"} or (number.plain[:1].isdigit() and not number.plain.isdigit())


_FILLERS = frozenset(
    {"n", "nr", "circa", "almeno", "altri", "altre", "nuovi", "nuove", "grandi", "piccoli", "piccole"}
)


def _as_determined(text: str, words: Sequence[Word]) -> Reading | None:
    if len(words) < 2:
        return None
    frame = _frame_of(words[1])
    if words[0].plain in {"un", "uno", "una"}:
        known = frame or (None if words[1].plain in TIME_NOUNS else Frame.LEND)
    else:
        known = frame if _goes_on_as_noun(words, 2) else None
    return Reading(known, small(text)) if known else None


def _as_bare(text: str, words: Sequence[Word]) -> Reading | None:
    noun = words[0]
    frame = _frame_of(noun)
    if frame is None or not _goes_on_as_noun(words, 1, adjective=frame is Frame.ENSURE):
        return None
    form = action(noun.text) or event(noun.text) or thing(noun.text) or Form()
    joined = len(words) > 1 and (words[1].plain in AND or words[1].after.strip() == ",")
    if joined or (frame is Frame.LEND and (form.plural or noun.plain in _MASS)):
        return Reading(frame, small(text))
    return Reading(frame, with_article(small(text), form))


def _goes_on_as_noun(words: Sequence[Word], at: int, *, adjective: bool = True) -> bool:
    """Whether what follows a noun belongs to it: a preposition, a comma, an «e», the end; after an action an adjective."""
    if at >= len(words) or words[at].after.strip():
        return True
    return words[at].plain in PREPOSITIONS | AND | _SIZES or (
        adjective and words[at].plain.endswith(_ADJECTIVES)
    )


_SIZES = frozenset({"grande", "grandi", "piccola", "piccolo", "piccoli", "piccole", "comune", "comuni"})
_ADJECTIVES = (
    "ale",
    "ali",
    "ario",
    "aria",
    "ari",
    "arie",
    "ico",
    "ica",
    "ici",
    "iche",
    "ivo",
    "iva",
    "ivi",
    "ive",
)
"""How adjectives of kind end: ordinaria, settimanale, periodica. A participle («pulito») ends otherwise."""


def _frame_of(word: Word) -> Frame | None:
    if action(word.text):
        return Frame.ENSURE
    if event(word.text):
        return Frame.HOLD
    return Frame.LEND if thing(word.text) or word.plain in {"ora", "ore"} else None
