"""Where the words that were looked for stood, in words: «nel telefono: 011 …», «in un verbale: …»."""

from __future__ import annotations

from types import MappingProxyType
from typing import TYPE_CHECKING

from cocity_desktop.application.views.codes import BY_CODE
from cocity_desktop.localization import _

if TYPE_CHECKING:
    from collections.abc import Callable, Mapping

    from cocity_desktop.application.views.today import SearchHit

_WHERE: Mapping[str, Callable[[], str]] = MappingProxyType(
    {
        "person.note": lambda: _("in the note"),
        "group.description": lambda: _("in the description"),
        "group.address": lambda: _("in the address"),
        "group.fiscal_code": lambda: _("in the codice fiscale"),
        "group.vat_number": lambda: _("in the partita IVA"),
        "group.runts_number": lambda: _("in the RUNTS number"),
        "contact_point.email": lambda: _("in the e-mail"),
        "contact_point.pec": lambda: _("in the PEC"),
        "contact_point.phone": lambda: _("in the phone"),
        "contact_point.post": lambda: _("in the postal address"),
        "contact_point.web": lambda: _("in the website"),
        "place.address": lambda: _("in the address"),
        "place.quarter": lambda: _("in the quarter"),
        "place.owner": lambda: _("in the owner"),
        "place.cadastre": lambda: _("in the cadastre"),
        "place.description": lambda: _("in the description"),
        "process.summary": lambda: _("in the summary"),
        "opinion": lambda: _("in an opinion"),
        "meeting.venue": lambda: _("in the venue"),
        "meeting.called_by": lambda: _("in who called it"),
        "agenda_item": lambda: _("in the agenda"),
        "entry": lambda: _("in what was said"),
        "reservation": lambda: _("in a reservation"),
        "minutes_paragraph": lambda: _("in the minutes"),
        "minutes_addition": lambda: _("in an addition to the minutes"),
        "commitment.party_name": lambda: _("in who promised it"),
        "commitment.materials": lambda: _("in the materials"),
        "commitment.recurrence": lambda: _("in how often"),
        "article": lambda: _("in an article"),
        "sentence": lambda: _("in a sentence of the pact"),
        "attachment": lambda: _("in an attached file"),
        "delivery": lambda: _("in a delivery"),
        "reply": lambda: _("in an answer of the Comune"),
    }
)


def told_where(hit: SearchHit) -> str:
    """The place and the text; the text alone when the words stood in the name."""
    if hit.where == BY_CODE:
        return _("code {code}").format(code=hit.context)
    words = _WHERE.get(hit.where) or _WHERE.get(hit.where.partition(".")[0])
    if words is None:
        return hit.context
    return _("{where}: {text}").format(where=words(), text=hit.context) if hit.context else words()


def has_words(where: str) -> bool:
    """For the test that no place is without words."""
    return where in _WHERE or where.partition(".")[0] in _WHERE
