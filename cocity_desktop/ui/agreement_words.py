"""How a room stood on a decision, as every page says and draws it. The rule is in `domain.agreement`."""

from __future__ import annotations

from typing import TYPE_CHECKING

from cocity_desktop.application.agreement import is_vote, standing, without_words
from cocity_desktop.domain.agreement import Degree
from cocity_desktop.labels import label_of
from cocity_desktop.localization import _, ngettext, number, pgettext
from cocity_desktop.ui.widgets.agreement import AgreementPart, Pattern

if TYPE_CHECKING:
    from cocity_desktop.application.agreement import Standing
    from cocity_desktop.application.document_views import DecisionLine
    from cocity_desktop.application.views.work import DecisionRow
    from cocity_desktop.domain.meetings import DecisionMethod

    Decided = DecisionRow | DecisionLine

_PATTERNS: dict[Degree, Pattern] = {
    Degree.IN_FAVOUR: "solid",
    Degree.FINE: "hatched",
    Degree.WITH_RESERVATION: "reserved",
    Degree.STAND_ASIDE: "hollow",
    Degree.AGAINST: "against",
}


def degree_word(method: DecisionMethod, degree: Degree) -> str:
    """Beside a count: "pieno accordo", or "a favore" where hands or votes were counted."""
    if is_vote(method) and degree is Degree.IN_FAVOUR:
        return pgettext("vote", "in favour")
    if is_vote(method) and degree is Degree.STAND_ASIDE:
        return pgettext("vote", "abstaining")
    return {
        Degree.IN_FAVOUR: _("full agreement"),
        Degree.FINE: _("fine for me"),
        Degree.WITH_RESERVATION: _("with a reservation"),
        Degree.STAND_ASIDE: _("stand aside"),
        Degree.AGAINST: pgettext("people", "against"),
    }[degree]


def agreement_parts(decision: Decided) -> tuple[AgreementPart, ...]:
    """The degrees of its method, also those that nobody chose, and whatever else was counted."""
    return tuple(
        AgreementPart(_PATTERNS[degree], count, degree_word(decision.method, degree))
        for degree, count in standing(decision).degrees
    )


def agreement_words(decision: Decided) -> str:
    """«18 su 23 d’accordo», «18 a favore, 3 contrari, 2 astenuti», or how it was taken when nobody counted."""
    stood = standing(decision)
    if not stood.counted:
        return label_of(decision.method)
    if stood.vote:
        return _voted(decision.method, stood)
    told = _("{agreeing} of {all} agree")
    return told.format(agreeing=number(stood.agreeing), all=number(stood.in_the_room))


def counted(decision: Decided) -> bool:
    """Whether anybody was."""
    return standing(decision).counted > 0


def _voted(method: DecisionMethod, stood: Standing) -> str:
    """For and against always, the rest when there is any."""
    counts = dict(stood.degrees)
    favour, against = counts.pop(Degree.IN_FAVOUR), counts.pop(Degree.AGAINST)
    parts = [
        ngettext("{n} in favour", "{n} in favour", favour),
        ngettext("{n} against", "{n} against", against) if against else _("nobody against"),
    ]
    for degree, count in counts.items():
        if degree is Degree.STAND_ASIDE and count:
            parts.append(ngettext("{n} abstaining", "{n} abstaining", count))
        elif count:
            parts.append(f"{number(count)} {degree_word(method, degree)}")
    return ", ".join(parts)


def missing_words(decision: Decided) -> str:
    """«1 riserva senza parole: scrivila»; "" when every counted reservation has its words."""
    count = without_words(decision)
    return reservations_without_words(count) if count else ""


def reservations_without_words(count: int) -> str:
    """«2 riserve senza parole: scrivile»."""
    return ngettext(
        "{n} reservation without words: write it", "{n} reservations without words: write them", count
    )
