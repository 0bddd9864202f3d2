"""Single acts of a process in the words of a recital: the proposal, its steps, opinions, supplements, meetings, laws."""

from __future__ import annotations

import re
from dataclasses import dataclass
from datetime import date
from typing import TYPE_CHECKING

from cocity_desktop.domain.lifecycle import ProcessState
from cocity_desktop.domain.meetings import MeetingKind
from cocity_desktop.domain.wording.articles import Form, with_article, with_preposition
from cocity_desktop.domain.wording.clauses import says_something
from cocity_desktop.domain.wording.dates import dated
from cocity_desktop.domain.wording.parties import office, subject
from cocity_desktop.domain.wording.text import folded, quoted, small, tidy

if TYPE_CHECKING:
    from collections.abc import Collection, Sequence

    from cocity_desktop.domain.wording.parties import Party

_P = ProcessState


@dataclass(frozen=True, slots=True)
class PastStep:
    """A line of the history: a change to `state`, or with None an act. `reference` is what the Comune wrote on it."""

    on: date | None
    state: ProcessState | None
    description: str = ""
    reference: str = ""

    @property
    def is_late(self) -> bool:
        """Whether it tells of the draft's own way, after the premises of the pact."""
        return self.state in _LATE


@dataclass(frozen=True, slots=True)
class PastOpinion:
    """An opinion, or a supplement of papers, asked of or by an office."""

    is_supplement: bool
    office: str
    subject: str = ""
    asked_on: date | None = None
    received_on: date | None = None
    reference: str = ""
    outcome: str = ""


@dataclass(frozen=True, slots=True)
class PastMeeting:
    """A meeting that was held. `minutes_on` is the day its minutes were approved, None as long as they are not."""

    kind: MeetingKind
    title: str
    on: date
    venue: str = ""
    people: int = 0
    minutes_on: date | None = None


_STEPS = {
    _P.PROPOSAL_FILED: "è stata presentata la proposta di collaborazione",
    _P.PUBLISHED: "la proposta è stata pubblicata",
    _P.TECHNICAL_EVALUATION: "la proposta è passata alla valutazione tecnica",
    _P.AWAITING_SUPPLEMENT: "è stata chiesta un’integrazione della proposta",
    _P.REDIRECTED: "la proposta è stata orientata verso un altro strumento",
    _P.REFUSED: "la proposta non è stata accolta",
    _P.ADMITTED: "la proposta è stata ammessa alla co-progettazione",
    _P.CO_DESIGN: "è stata avviata la co-progettazione",
    _P.DELIVERED: "la bozza del patto è stata consegnata al Comune",
    _P.UNDER_APPROVAL: "la bozza del patto è stata sottoposta all’approvazione",
    _P.SCHEME_APPROVED: "lo schema del patto è stato approvato",
    _P.SIGNED: "il patto è stato sottoscritto",
    _P.IN_FORCE: "il patto è entrato in vigore",
    _P.SUSPENDED: "l’efficacia del patto è stata sospesa",
    _P.REPORTING: "è stato avviato il rendiconto del patto",
    _P.RENEWED: "il patto è stato rinnovato",
    _P.AMENDED: "il patto è stato modificato",
    _P.CONCLUDED: "il patto si è concluso",
    _P.WITHDRAWN: "una parte ha esercitato il recesso dal patto",
    _P.TERMINATED: "il patto è stato risolto",
    _P.ARCHIVED: "la pratica è stata archiviata",
}
"""What a step says in an act. Contact, inquiry, and drafting are the house's own: they are told only with a reference."""
_LATE = frozenset(
    {
        _P.DELIVERED, _P.UNDER_APPROVAL, _P.SCHEME_APPROVED, _P.SIGNED, _P.IN_FORCE, _P.SUSPENDED, _P.REPORTING, _P.RENEWED,
        _P.AMENDED, _P.CONCLUDED, _P.WITHDRAWN, _P.TERMINATED,
    }
)  # fmt: skip
_MEETINGS = {
    MeetingKind.CONTACT: "si è tenuto l’incontro di contatto",
    MeetingKind.ASSEMBLY: "si è tenuta l’assemblea",
    MeetingKind.TECHNICAL: "si è tenuta la riunione tecnica",
    MeetingKind.SITE_VISIT: "si è svolto il sopralluogo",
    MeetingKind.CO_DESIGN_TABLE: "si è tenuto il tavolo di co-progettazione",
    MeetingKind.PUBLIC_MEETING: "si è tenuto l’incontro pubblico",
    MeetingKind.REPORTING_BACK: "si è tenuto l’incontro di restituzione",
}
_LAWS = {
    "m": "art art. artt artt. articolo regolamento statuto decreto d.lgs d.lgs. dpr d.p.r. codice testo protocollo",
    "f": "legge l. l.r. deliberazione delibera determinazione determina costituzione convenzione nota ordinanza",
}


def step_words(
    step: PastStep,
    proposers: Sequence[Party],
    *,
    asked_on: Collection[date] = frozenset(),
    again: bool = False,
) -> str:
    """A step in the words of a recital; "" for one that no act would quote.

    `asked_on`: days of supplements that are told by themselves; `again`: the process stood there before.
    """
    told = _said(step.description)
    if step.state is None:
        return _act(step, told)
    known = _STEPS.get(step.state, "")
    if step.state is _P.AWAITING_SUPPLEMENT and step.on in asked_on:
        return ""
    if not known:
        return _act(step, told) if _said(step.reference) else ""
    if step.state is _P.PROPOSAL_FILED and proposers:
        who = subject(proposers)
        known = f"{who.words} {'hanno' if who.plural else 'ha'} presentato la proposta di collaborazione"
    if again and step.state is _P.TECHNICAL_EVALUATION:
        known = "è ripresa la valutazione tecnica della proposta"
    words = f"{_when(step.on)}{known}{_reference(step.reference)}"
    return f"{words}: {quoted(told)}" if _adds(told, known) else words


def _adds(told: str, known: str) -> bool:
    """Whether a description says more than the step itself: «Versione 1 consegnata al Comune» does not."""
    said = {folded(word) for word in re.findall(r"[^\W\d_]+", known)} | {"versione"}
    return any(folded(word) not in said for word in re.findall(r"[^\W\d_]{3,}", told))


def _act(step: PastStep, told: str) -> str:
    """An act in the words it was recorded with: as a clause where they are one, else between «»."""
    reference = _reference(step.reference)
    if not told:
        return f"{_when(step.on)}risulta un atto del procedimento{reference}" if reference else ""
    if says_something(told):
        return f"{_when(step.on)}{small(told)}{reference}"
    return f"{_when(step.on)}risulta agli atti quanto segue: {quoted(told)}{reference}"


def opinion_words(opinion: PastOpinion) -> str:
    """«il parere dell’Ufficio X in merito a «…», chiesto in data …, reso in data … (nota 4471), con esito: «…»»."""
    whose = f" {with_preposition('di', office(opinion.office))}" if _said(opinion.office) else ""
    about = f" in merito a {quoted(small(_said(opinion.subject)))}" if _said(opinion.subject) else ""
    if opinion.received_on is None and not _said(opinion.outcome):
        words = f"{_when(opinion.asked_on)}è stato chiesto il parere{whose}{about}, non ancora reso"
        return f"{words}{_reference(opinion.reference)}"
    days = [
        f"chiesto {dated(opinion.asked_on)}" if opinion.asked_on else "",
        f"reso {dated(opinion.received_on)}" if opinion.received_on else "",
    ]
    told = ", ".join([f"il parere{whose}{about}", *(one for one in days if one)])
    return f"{told}{_reference(opinion.reference)}{_outcome(opinion)}"


def supplement_words(opinion: PastOpinion) -> str:
    """«in data … l’Ufficio X ha chiesto l’integrazione «…», pervenuta in data … (nota 12)»."""
    asked = f"{office(opinion.office)} ha chiesto" if _said(opinion.office) else "è stata chiesta"
    what = (
        f"l’integrazione {quoted(small(_said(opinion.subject)))}"
        if _said(opinion.subject)
        else "un’integrazione"
    )
    came = f", pervenuta {dated(opinion.received_on)}" if opinion.received_on else ", non ancora pervenuta"
    return f"{_when(opinion.asked_on)}{asked} {what}{came}{_reference(opinion.reference)}{_outcome(opinion)}"


def meeting_words(meeting: PastMeeting) -> str:
    """«in data … si è tenuto il tavolo di co-progettazione «…» (sala …), con 23 persone presenti, come da verbale …»."""
    title = f" {quoted(_said(meeting.title))}" if _said(meeting.title) else ""
    where = _said(meeting.venue).strip(" ()[]")
    venue = f" ({where})" if where else ""
    came = "una persona presente" if meeting.people == 1 else f"{meeting.people} persone presenti"
    parts = [f"{dated(meeting.on)} {_MEETINGS[meeting.kind]}{title}{venue}"]
    if meeting.people:
        parts.append(f"con {came}")
    if meeting.minutes_on:
        parts.append(f"come da verbale approvato {dated(meeting.minutes_on)}")
    return ", ".join(parts)


def law_words(citation: str) -> str:
    """A citation with its article: «l’art. 118, quarto comma, della Costituzione»."""
    citation = " ".join(citation.split()).rstrip(" ;,")
    first = citation.split(" ", 1)[0].lower()
    for gender, words in _LAWS.items():
        if first in words.split():
            plural = first.startswith("artt")
            return with_article(citation, Form(feminine=gender == "f", plural=plural))
    return citation


def _when(on: date | None) -> str:
    return f"{dated(on)} " if on else ""


def _reference(reference: str) -> str:
    """As it was written down, in brackets; a bare number says that it is a reference."""
    words = _said(reference).strip(" ()[]")
    if not words:
        return ""
    return f" ({words})" if re.search(r"[^\W\d_]{2,}", words) else f" (rif. {words})"


def _outcome(opinion: PastOpinion) -> str:
    return f", con esito: {quoted(small(_said(opinion.outcome)))}" if _said(opinion.outcome) else ""


def _said(text: str) -> str:
    """`text` fit for a sentence; "" when it says nothing that can be read."""
    words = tidy(text)
    return words if any(character.isalnum() for character in words) else ""
