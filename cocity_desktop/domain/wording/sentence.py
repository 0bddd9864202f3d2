"""A commitment as one sentence of an act: party, verb, what, when, with what.

«Il Comune di Torino si impegna a fornire due rastrelliere entro il 30 aprile 2027, con una somma di 1.240,50 euro
(milleduecentoquaranta/50).»
"""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date

from cocity_desktop.domain.wording.lists import listed, to_before
from cocity_desktop.domain.wording.means import means_parts, says_sum, speaks_of_money, with_sum_of_law
from cocity_desktop.domain.wording.money import money_of_law
from cocity_desktop.domain.wording.parties import Party, subject
from cocity_desktop.domain.wording.promises import Frame, read_promise
from cocity_desktop.domain.wording.terms import term_parts, with_years
from cocity_desktop.domain.wording.text import capital, quoted, said_in, tidy
from cocity_desktop.domain.wording.tokens import SUBORDINATORS, words_of

_SHORT = 60
"""Characters of an object from which on what follows is parted by a comma."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Promise:
    """What is known of a commitment. `money_cents` in euro cents, `hours` of work; empty fields are empty."""

    what: str
    parties: tuple[Party, ...]
    due_on: date | None = None
    recurrence: str = ""
    starts_on: date | None = None
    money_cents: int | None = None
    hours: int | None = None
    materials: str = ""


def commitment_sentence(promise: Promise) -> str:
    """One sentence that says who does what, when, and with which means. Any words give a well-formed one."""
    who = subject(promise.parties)
    reading = read_promise(promise.what, promise.parties, plural=who.plural)
    verb = reading.frame.value[who.plural]
    if reading.frame is Frame.QUOTE:
        return _quoting(capital(who.words), verb, reading.text, promise)
    if reading.frame is Frame.NOTHING:
        return _of_means_alone(capital(who.words), verb, promise, plural=who.plural)
    text = with_years(with_sum_of_law(reading.text, promise.money_cents), (promise.due_on, promise.starts_on))
    object_ = f"{to_before(text)} {text}" if reading.frame is Frame.COMMIT else text
    times = term_parts(text, promise.recurrence, promise.starts_on, promise.due_on)
    sum_left = _sum_left(promise, text)
    told_otherwise = sum_left if sum_left and speaks_of_money(text) else None
    means = means_parts(text, promise.hours, promise.materials, None if told_otherwise else sum_left)
    told = " ".join(part for part in (capital(who.words), verb, object_) if part)
    return _ended(f"{told}{_times(times, text)}{_means(means)}{_for_a_sum(told_otherwise)}")


def entry_sentence(text: str) -> str:
    """An entry's words as a sentence of an article: capital first, full stop last."""
    text = " ".join(text.split())
    text = text[:1].upper() + text[1:]
    return text if text.endswith((".", "!", "?", "…")) else f"{text}."


def _sum_left(promise: Promise, text: str) -> int | None:
    """The money that the object does not name."""
    said = tidy(promise.what)
    cents = promise.money_cents
    return None if cents and (says_sum(said, cents) or says_sum(text, cents)) else cents


def _for_a_sum(cents: int | None) -> str:
    """Behind «un migliaio di euro»: the sum in the words of law."""
    return f", per una somma di {money_of_law(cents)}" if cents else ""


def _quoting(who: str, verb: str, words: str, promise: Promise) -> str:
    """«X si impegna, entro il …, con …, a quanto segue: «…»»: right for any words."""
    often = "" if said_in(promise.recurrence, words) else promise.recurrence
    times = term_parts("", often, promise.starts_on, promise.due_on)
    means = means_parts(words, promise.hours, promise.materials, None)
    if promise.money_cents:  # what is quoted stays as it was said: the sum of law stands before it
        means.append(f"una somma di {money_of_law(promise.money_cents)}")
    told = [*times, *([f"con {listed(means)}"] if means else [])]
    commits, follows = verb.split(" a ", 1)
    between = f", {', '.join(told)}," if told else ""
    return _ended(f"{who} {commits}{between} a {follows}: {quoted(words)}")


def _of_means_alone(who: str, verb: str, promise: Promise, *, plural: bool) -> str:
    means = means_parts("", promise.hours, promise.materials, promise.money_cents)
    times = term_parts("", promise.recurrence, promise.starts_on, promise.due_on)
    if means:
        verb = Frame.LEND.value[plural]
        return _ended(f"{who} {verb} {listed(means)}{_times(times, ',')}")
    return _ended(f"{who} {verb}{_times(times, ',')}")


def _times(parts: list[str], text: str) -> str:
    """When, behind the object: without a comma where the object is short and has none."""
    if not parts:
        return ""
    plain = "," not in text and len(text) <= _SHORT and "," not in parts[0] and not _has_below(text)
    plain = plain and not parts[0].startswith(("e comunque", "cioè", "con la"))
    return f"{' ' if plain else ', '}{', '.join(parts)}"


def _has_below(text: str) -> bool:
    """Whether a clause hangs on it, which could claim what follows for its own."""
    return any(word.plain in SUBORDINATORS for word in words_of(text))


def _means(parts: list[str]) -> str:
    return f", con {listed(parts)}" if parts else ""


def _ended(text: str) -> str:
    return f"{' '.join(text.split()).rstrip(' .,;:')}."
