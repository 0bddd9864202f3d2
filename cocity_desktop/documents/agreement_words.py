"""How firmly a decision was taken, in numbers and words: shared by the drawn bar and the plain text."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from cocity_desktop.documents.words import filled, method_word
from cocity_desktop.localization import _, ngettext, number, pgettext

if TYPE_CHECKING:
    from cocity_desktop.application.document_views import DecisionLine


@dataclass(frozen=True, slots=True)
class Gradient:
    """A degree of agreement: its word, how many people, the lines that fill it: "/", "|", "x", "" or "solid"."""

    word: str
    people: int
    pattern: str


def gradients(decision: DecisionLine) -> tuple[Gradient, ...]:
    """The five degrees, from full agreement to being against."""
    return (
        Gradient(pgettext("agreement", "in favour"), decision.in_favour, "solid"),
        Gradient(pgettext("agreement", "fine with it"), decision.fine, "/"),
        Gradient(pgettext("agreement", "with a reservation"), decision.with_reservation, "x"),
        Gradient(pgettext("agreement", "standing aside"), decision.stand_aside, ""),
        Gradient(pgettext("agreement", "against"), decision.against, "|"),
    )


def summary(decision: DecisionLine) -> str:
    """«18 su 23 d'accordo», with the number of reservations when there are any; "" when nobody counted."""
    counted = sum(gradient.people for gradient in gradients(decision))
    present = max(decision.present, counted)
    if not present:
        return ""
    agreeing = decision.in_favour + decision.fine
    words = _("{agreeing} of {present} agree").format(agreeing=number(agreeing), present=number(present))
    if decision.with_reservation:
        words += ", " + ngettext("{n} with a reservation", "{n} with reservations", decision.with_reservation)
    return words


def spoken(decision: DecisionLine) -> str:
    """All the numbers in one sentence, for who does not see the bar."""
    parts = ", ".join(f"{gradient.people} {gradient.word}" for gradient in gradients(decision))
    return f"{summary(decision)}: {parts}" if summary(decision) else parts


def circumstances(decision: DecisionLine) -> str:
    """«per consenso · 23 persone presenti · 18 su 23 d'accordo, 1 con riserva»."""
    present = (
        ngettext("{n} person present", "{n} people present", decision.present) if decision.present else ""
    )
    return " · ".join(part for part in (method_word(decision.method), present, summary(decision)) if part)


def degrees(decision: DecisionLine) -> str:
    """The five degrees of agreement in words and numbers; "" when nobody counted."""
    counted = [gradient for gradient in gradients(decision) if gradient.people]
    return ", ".join(f"{gradient.people} {gradient.word}" for gradient in counted)


def reservation_lead(who: str) -> str:
    """«Riserva di Genitori Fleming:»."""
    return _("Reservation of {who}:").format(who=filled(who, _("someone")))


def quoted(words: str) -> str:
    """Words as somebody said them."""
    return _("“{words}”").format(words=words.strip())
