"""The recitals of a pact, as real pacts have them: «Visti», «Premesso che», «Considerato che», «Dato atto che».

They write themselves from what was recorded and say no more than that: a day, a reference, an outcome that nobody wrote
down is left out, never made up. Each group is in order of date; what has no date comes last. A law stands here only when
its citation was verified.
"""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date
from enum import StrEnum
from typing import TYPE_CHECKING

from cocity_desktop.domain.wording.acts import (
    PastMeeting,
    PastOpinion,
    PastStep,
    law_words,
    meeting_words,
    opinion_words,
    step_words,
    supplement_words,
)

if TYPE_CHECKING:
    from collections.abc import Collection, Iterable, Sequence

    from cocity_desktop.domain.wording.parties import Party

AGREED = "tutto ciò premesso e considerato, le parti convengono quanto segue."
"""What stands between the recitals and the articles."""


class Opening(StrEnum):
    """How a group of recitals opens."""

    SEEN = "seen"
    PREMISED = "premised"
    CONSIDERED = "considered"
    NOTED = "noted"


@dataclass(frozen=True, slots=True)
class RecitalGroup:
    """Recitals under one opening. `title` is the opening in words; `items` bear their commas and stops."""

    opening: Opening
    title: str
    items: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class _Recital:
    opening: Opening
    on: date | None
    text: str


def write_recitals(
    laws: Sequence[str],
    steps: Iterable[PastStep],
    opinions: Sequence[PastOpinion],
    meetings: Iterable[PastMeeting],
    proposers: Sequence[Party],
) -> tuple[RecitalGroup, ...]:
    """The groups that have something to say, in their order; the last item of all ends with a full stop."""
    supplements = {one.asked_on for one in opinions if one.is_supplement and one.asked_on}
    told = [
        *(_Recital(Opening.SEEN, date.min, law_words(law)) for law in laws if any(map(str.isalnum, law))),
        *_of_opinions(opinions),
        *(_Recital(Opening.CONSIDERED, one.on, meeting_words(one)) for one in meetings),
        *_of_steps(steps, proposers, supplements),
    ]
    told.sort(key=lambda recital: recital.on or date.max)  # stable: same-day lines keep the archive's order
    groups = [(opening, [one.text for one in told if one.opening is opening]) for opening in Opening]
    return tuple(
        RecitalGroup(opening, _title(opening, texts), _punctuated(texts))
        for opening, texts in groups
        if texts
    )


def _of_steps(
    steps: Iterable[PastStep], proposers: Sequence[Party], supplements: Collection[date]
) -> Iterable[_Recital]:
    seen = set()
    for step in steps:
        words = step_words(step, proposers, asked_on=supplements, again=step.state in seen)
        seen.add(step.state)
        if words:
            yield _Recital(Opening.NOTED if step.is_late else Opening.PREMISED, step.on, words)


def _of_opinions(opinions: Iterable[PastOpinion]) -> Iterable[_Recital]:
    for one in opinions:
        if one.is_supplement:
            yield _Recital(Opening.NOTED, one.received_on or one.asked_on, supplement_words(one))
        else:
            opening = Opening.SEEN if one.received_on or any(map(str.isalnum, one.outcome)) else Opening.NOTED
            yield _Recital(opening, one.received_on or one.asked_on, opinion_words(one))


def _title(opening: Opening, texts: Sequence[str]) -> str:
    if opening is Opening.SEEN:
        if len(texts) > 1:
            return "Visti"
        return "Vista" if texts[0].startswith("la ") else "Visto"
    return {
        Opening.PREMISED: "Premesso che",
        Opening.CONSIDERED: "Considerato che",
        Opening.NOTED: "Dato atto che",
    }[opening]


def _punctuated(texts: Sequence[str]) -> tuple[str, ...]:
    """«a;», «b; e», «c.»: how the items of a list in an act end."""
    *heads, last = (text.rstrip(" .;,") for text in texts)
    ends = [";"] * (len(heads) - 1) + ["; e"]
    return (*(f"{text}{end}" for text, end in zip(heads, ends, strict=False)), f"{last}.")
