"""How firmly a decision was taken, in numbers and words: shared by the drawn bar and the plain text."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from cocity_desktop.documents.words import filled, method_word
from cocity_desktop.domain import agreement
from cocity_desktop.domain.agreement import Degree
from cocity_desktop.localization import _, ngettext, number, pgettext

if TYPE_CHECKING:
    from cocity_desktop.application.document_views import DecisionLine


_PATTERNS = {
    Degree.IN_FAVOUR: "solid",
    Degree.FINE: "/",
    Degree.WITH_RESERVATION: "x",
    Degree.STAND_ASIDE: "",
    Degree.AGAINST: "|",
}


@dataclass(frozen=True, slots=True)
class Gradient:
    """A degree of agreement: its word, how many people, the lines that fill it: "/", "|", "x", "" or "solid"."""

    word: str
    people: int
    pattern: str


def gradients(decision: DecisionLine) -> tuple[Gradient, ...]:
    """From full agreement to being against: the degrees of its method, and others that were counted."""
    return tuple(
        Gradient(_word(decision, degree), people, _PATTERNS[degree])
        for degree, people in agreement.degrees(decision)
    )


def _word(decision: DecisionLine, degree: Degree) -> str:
    if agreement.is_vote(decision.method) and degree is Degree.IN_FAVOUR:
        return pgettext("vote", "in favour")
    if agreement.is_vote(decision.method) and degree is Degree.STAND_ASIDE:
        return pgettext("vote", "abstaining")
    return {
        Degree.IN_FAVOUR: pgettext("agreement", "in favour"),
        Degree.FINE: pgettext("agreement", "fine with it"),
        Degree.WITH_RESERVATION: pgettext("agreement", "with a reservation"),
        Degree.STAND_ASIDE: pgettext("agreement", "standing aside"),
        Degree.AGAINST: pgettext("agreement", "against"),
    }[degree]


def summary(decision: DecisionLine) -> str:
    """«18 su 23 d'accordo» with the number of reservations, or «18 a favore, 3 contrari, 2 astenuti».

    "" when nobody counted.
    """
    if not agreement.counted(decision):
        return ""
    if agreement.is_vote(decision.method):
        return _voted(decision)
    words = _("{agreeing} of {present} agree").format(
        agreeing=number(agreement.agreeing(decision)), present=number(agreement.in_the_room(decision))
    )
    if decision.with_reservation:
        words += ", " + ngettext("{n} with a reservation", "{n} with reservations", decision.with_reservation)
    return words


def _voted(decision: DecisionLine) -> str:
    """For and against always, the rest when there is any."""
    against = ngettext("{n} against", "{n} against", decision.against)
    parts = [
        ngettext("{n} in favour", "{n} in favour", decision.in_favour),
        against if decision.against else _("nobody against"),
    ]
    for degree, people in agreement.degrees(decision):
        if degree is Degree.STAND_ASIDE and people:
            parts.append(ngettext("{n} abstaining", "{n} abstaining", people))
        elif people and degree not in (Degree.IN_FAVOUR, Degree.AGAINST):
            parts.append(f"{number(people)} {_word(decision, degree)}")
    return ", ".join(parts)


def spoken(decision: DecisionLine) -> str:
    """All the numbers in one sentence, for who does not see the bar."""
    if agreement.is_vote(decision.method) and summary(decision):
        return summary(decision)
    parts = ", ".join(f"{gradient.people} {gradient.word}" for gradient in gradients(decision))
    return f"{summary(decision)}: {parts}" if summary(decision) else parts


def circumstances(decision: DecisionLine) -> str:
    """«per consenso · 23 persone presenti · 18 su 23 d'accordo, 1 con riserva»."""
    present = (
        ngettext("{n} person present", "{n} people present", decision.present) if decision.present else ""
    )
    return " · ".join(part for part in (method_word(decision.method), present, summary(decision)) if part)


def degrees(decision: DecisionLine) -> str:
    """What the summary leaves out, in words and numbers: nothing of a vote; "" when nobody counted."""
    if agreement.is_vote(decision.method):
        return ""
    counted = [gradient for gradient in gradients(decision) if gradient.people]
    return ", ".join(f"{gradient.people} {gradient.word}" for gradient in counted)


def reservation_lead(who: str) -> str:
    """«Riserva di Genitori Fleming:»."""
    return _("Reservation of {who}:").format(who=filled(who, _("someone")))


def quoted(words: str) -> str:
    """Words as somebody said them."""
    return _("“{words}”").format(words=words.strip())
