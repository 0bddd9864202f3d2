"""A clause that promises: its verbs brought to the infinitive together, or the finding that this is not certain.

«Apre il cancello e ne tiene le chiavi» → «aprire il cancello e tenerne le chiavi».
"""

from __future__ import annotations

import re
from dataclasses import dataclass
from typing import TYPE_CHECKING

from cocity_desktop.domain.wording.lists import to_before
from cocity_desktop.domain.wording.nouns import action, is_noun_too
from cocity_desktop.domain.wording.tokens import (
    ADJECTIVES,
    AND,
    ARTICLES,
    EVERY,
    OF,
    ONLY_OURS,
    PREPOSITIONS,
    PRONOUNS,
    SUBORDINATORS,
    Word,
    determines,
    is_number,
    words_of,
)
from cocity_desktop.domain.wording.verbs import (
    Person,
    VerbForm,
    can_reflect,
    is_infinitive,
    is_never_turned,
    verb_form,
    with_pronoun,
)

if TYPE_CHECKING:
    from collections.abc import Sequence

_FINITE = frozenset({Person.I, Person.IT, Person.WE, Person.THEY})
_WITH_SELF = {Person.IT: "si", Person.THEY: "si", Person.WE: "ci", Person.I: "mi"}


@dataclass(frozen=True, slots=True)
class Head:
    """The verb a promise begins with: its place, with «non» and a pronoun before it."""

    at: int
    form: VerbForm
    pronoun: str
    negated: bool


def head_of(words: Sequence[Word]) -> Head | None:
    """The finite verb or gerund at the head of `words`, None when they do not begin with one for certain."""
    at, negated, pronoun = 0, False, ""
    if words and words[0].plain == "non":
        at, negated = 1, True
    if len(words) > at + 1 and words[at].plain in PRONOUNS | {"si", "ci", "mi"}:
        pronoun, at = words[at].plain, at + 1
    if at >= len(words):
        return None
    form = verb_form(words[at].text)
    if form is None or not _is_verb_here(words, at, noun_before=pronoun in ARTICLES):
        return None
    if form.person is Person.I and not pronoun and not (at + 1 < len(words) and determines(words[at + 1])):
        return None  # «rendiconto semestrale» is a noun, «rendiconto le spese» is not
    return Head(at, form, pronoun, negated)


def infinitive_of(text: str) -> str | None:
    """`text`, which begins with a finite verb, with that verb and those joined to it as infinitives.

    None where it is not certain which verbs belong together, or where somebody speaks of «us».
    """
    words = words_of(text)
    head = head_of(words)
    if head is None or head.form.person not in _FINITE:
        return None
    first = _turned(head)
    others = _joined_verbs(words, head.at + 1, head.form.person)
    if first is None or others is None or speaks_of_us(words[head.at + 1 :], head.form.person):
        return None
    text_of_first = f"{'non ' if head.negated else ''}{first}"
    return _replaced(text, [(words[0].start, words[head.at].end, text_of_first), *others])


def stands_alone(text: str, *, start: int = 0) -> bool:
    """Whether no verb of a main clause follows word `start`, and nobody speaks of «us»: a plain object."""
    words = words_of(text)
    return _joined_verbs(words, start, None) == [] and not speaks_of_us(words[start:], None)


def says_something(text: str) -> bool:
    """Whether `text` is a clause that begins with its subject: «il Consiglio aderisce alla proposta»."""
    words = words_of(text)
    if not words or words[0].after or words[0].plain not in ARTICLES | {"si"} or re.search(r"[.?!:]\s", text):
        return False
    for at in range(1, len(words)):
        form = verb_form(words[at].text)
        third = form is not None and form.person in {Person.IT, Person.THEY}
        numeral = (
            words[at - 1].text.isupper() and words[at - 1].plain != "l"
        )  # «la circoscrizione I aderisce»
        before = "" if numeral else words[at - 1].plain
        if is_never_turned(words[at].text) and before not in PREPOSITIONS:
            return True
        if third and not is_noun_too(words[at].text) and before not in PREPOSITIONS | ARTICLES:
            return not words[at].text[:1].isupper()
        if words[at].plain in SUBORDINATORS:
            return False
    return False


def speaks_of_us(words: Sequence[Word], person: Person | None) -> bool:
    """Whether words of the first or second person stand there."""
    ours = ONLY_OURS | ({"ci"} if person in {Person.WE, Person.I} else set())
    return any(word.plain in ours for word in words) or (
        person is Person.WE and any(w.plain.endswith("rci") and is_infinitive(w.text) for w in words)
    )


def _turned(head: Head) -> str | None:
    """The head's infinitive with its pronoun behind it."""
    infinitive = head.form.infinitive
    if not head.pronoun:
        return infinitive
    if head.pronoun == _WITH_SELF[head.form.person]:
        return with_pronoun(infinitive, "si") if can_reflect(infinitive) else None
    # «Li mette la Circoscrizione»: after any other pronoun somebody else may be the subject.
    return with_pronoun(infinitive, "ne") if head.pronoun == "ne" else None


def _joined_verbs(
    words: Sequence[Word], start: int, person: Person | None
) -> list[tuple[int, int, str]] | None:
    """What replaces the verbs joined to the head: (start, end, infinitive). None when any is doubtful."""
    found: list[tuple[int, int, str]] = []
    below, inside = 0, False  # finite verbs since the last «che»
    last = start - 1
    for at in range(start, len(words)):
        if words[at].plain in SUBORDINATORS:
            inside, below = True, 0
            continue
        if _is_doubtful(words, at) and not inside:
            return None
        if not _is_finite(words, at, person):
            continue
        if inside:
            below += 1
            if below > 1:
                return None
            continue
        joined = _as_joined(words, at, person, near=at - last <= _NEAR)
        if joined is None:
            return None
        last = at
        found.append(joined)
    return found


_NEAR = 2
"""Words from one verb to the next up to which they share one «a»: «a aprire e chiudere», but «e a togliere»."""


def _as_joined(
    words: Sequence[Word], at: int, person: Person | None, *, near: bool
) -> tuple[int, int, str] | None:
    form = verb_form(words[at].text)
    if form is None or form.person is not person:
        return None
    first = at
    pronoun = ""
    if at and words[at - 1].plain in PRONOUNS:
        first, pronoun = at - 1, words[at - 1].plain
    joins = words[first].after.strip() in {",", ";"} or (first > 0 and words[first - 1].plain in AND)
    if not joins:
        return None
    turned = with_pronoun(form.infinitive, pronoun) if pronoun else form.infinitive
    if not near and first and words[first - 1].plain in {"e", "ed"}:
        turned = f"{to_before(turned)} {turned}"
    return words[first].start, words[at].end, turned


def _is_doubtful(words: Sequence[Word], at: int) -> bool:
    """«… e la porta al nido»: the door, or it is brought there?"""
    if at < 2 or at + 1 >= len(words) or not is_noun_too(words[at].text) or verb_form(words[at].text) is None:
        return False
    joined = words[at - 1].plain in {"la", "le", "l"} and words[at - 2].plain in AND
    return joined and words[at + 1].plain in PREPOSITIONS - OF and not words[at + 1].after.strip()


def _is_finite(words: Sequence[Word], at: int, person: Person | None) -> bool:
    """Whether a word is, for what can be known, a finite verb. «Pubblico», «giro» are none unless somebody says «I»."""
    if is_never_turned(words[at].text):
        return not (at and words[at - 1].plain in PREPOSITIONS)
    form = verb_form(words[at].text)
    if form is None or form.person not in _FINITE or (at and words[at].text[:1].isupper()):
        return False
    if form.person is Person.I and person is not Person.I:
        return False
    before = words[at - 1].plain if at else ""
    if before in PREPOSITIONS | EVERY | ADJECTIVES | {"un", "uno", "una", "il", "i"} or (
        at and is_number(words[at - 1])
    ):
        return False
    if not is_noun_too(words[at].text):
        return True
    first = at - 1 if before in _CLEAR_PRONOUNS else at
    joins = words[first].after.strip() in {",", ";"} or (first > 0 and words[first - 1].plain in AND)
    return joins and (first < at or _is_verb_here(words, at, noun_before=before in ARTICLES))


_CLEAR_PRONOUNS = frozenset({"ne", "li", "lo"})
"""Pronouns that are no article before the nouns in question."""


def _is_verb_here(words: Sequence[Word], at: int, *, noun_before: bool) -> bool:
    """Whether a form that may be a noun is a verb, by what stands around it."""
    if not is_noun_too(words[at].text) and action(words[at].text) is None:
        return True
    if noun_before or at + 1 >= len(words):
        return False
    after = words[at + 1]
    if after.after.strip():  # a comma, a bracket
        return False
    if after.plain in OF:
        return False
    if after.plain in PREPOSITIONS:
        return action(words[at].text) is None
    return determines(after)


def _replaced(text: str, changes: Sequence[tuple[int, int, str]]) -> str:
    made, last = [], 0
    for start, end, new in changes:
        made += [text[last:start], new]
        last = end
    return "".join([*made, text[last:]])
