"""A real case as plain data: «Casa della Partecipazione», Palermo, via Alloro 95 (public register, pact 024).

Facts come from the published pact: place, organisations, history with its references, activities, commitments, terms.
Every text is written anew from those facts. What the register does not tell is ours and says so: the words said in
the meetings, what happens after the meeting of 20 January 2025 (`OURS_FROM`), the draft of version 1 where it differs
from the pact, the answer of the Comune. No person of the case is named: people are "Persona Esempio …".
"""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date, time

REGULATION = "palermo-2023"
PROCESS_TITLE = "Casa della Partecipazione, via Alloro 95"
PACT_TITLE = "Patto di collaborazione «Casa della Partecipazione»"
HOUSE_NAME = "Casa di prova"
CITY_PARTY = "Comune di Palermo"
OFFICE = "Ufficio per la rigenerazione urbana"
OURS_FROM = date(2025, 1, 21)
"""From this day on dates and facts are invented for the test."""


@dataclass(frozen=True, slots=True, kw_only=True)
class GroupFacts:
    """An organisation and, invented, who represents it. `kind` is a GroupKind."""

    key: str
    name: str
    kind: str
    address: str
    person: tuple[str, str]
    is_lead: bool = False


@dataclass(frozen=True, slots=True, kw_only=True)
class StepFacts:
    """A line of the history. `state` is the ProcessState entered, "" for an act that moves nothing."""

    day: date
    state: str
    description: str
    reference: str = ""
    reason: str = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class CommitmentFacts:
    """A promise. `party` is a PartyKind; a group's promise is that of the whole informal group."""

    party: str
    what: str
    heading: str = "commitments"
    due: date | None = None
    recurrence: str = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class EntryFacts:
    """A line of a meeting. `counts`: in favour, fine, with reservation, stand aside, against, present."""

    key: str
    kind: str
    at: time
    text: str
    group: str = ""
    counts: tuple[int, int, int, int, int, int] | None = None
    reservations: tuple[tuple[str, str], ...] = ()
    commitment: CommitmentFacts | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class MeetingFacts:
    """A meeting with its agenda, who came (label or group key, heads) and what was said, Rome's clocks."""

    key: str
    title: str
    kind: str
    day: date
    opened: time
    closed: time
    venue: str
    agenda: tuple[str, ...]
    present: tuple[tuple[str, int], ...]
    entries: tuple[EntryFacts, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class SentenceFacts:
    """A sentence of an article and the entries it comes from; without any, it was added in drafting."""

    text: str
    sources: tuple[str, ...] = ()
    paragraph: int = 0


@dataclass(frozen=True, slots=True, kw_only=True)
class AnswerFacts:
    """The Comune's answer to one article of version 1, and what the group does about it."""

    heading: str
    verdict: str
    text: str = ""
    reason: str = ""
    choice: str
    choice_reason: str = ""


# --- Who and where ----------------------------------------------------------------------------------------

INFORMAL_GROUP = "Gruppo informale «Casa della Partecipazione»"

GROUPS = (
    GroupFacts(
        key="neunoi",
        name="Neu[nòi] – spazio al lavoro APS",
        kind="aps",
        address="via Alloro 64, Palermo",
        person=("Persona", "Esempio Uno"),
        is_lead=True,
    ),
    GroupFacts(
        key="movimento",
        name="Movimento Idea e Azione",
        kind="association",
        address="via Mario Botta 1, Palermo",
        person=("Persona", "Esempio Due"),
    ),
    GroupFacts(
        key="sguardi",
        name="Associazione Sguardi Urbani",
        kind="association",
        address="via Corrado Lancia 19, Palermo",
        person=("Persona", "Esempio Tre"),
    ),
    GroupFacts(
        key="atlante",
        name="Teatro Atlante cooperativa sociale",
        kind="cooperative",
        address="via Vetriera 23, Palermo",
        person=("Persona", "Esempio Quattro"),
    ),
)

PLACE = {
    "name": "Locali di via Alloro 95",
    "address": "via Alloro 95",
    "city": "Palermo",
    "district": 1,
    "quarter": "Kalsa",
    "owner": "Comune di Palermo",
    "nature": "tangible",
    "state_of_use": "Locali comunali non usati, un tempo pensati per un museo della scuola",
    "description": "Locali con uno spazio esterno: pavimento in legno e verde.",
}

OPENED_ON = date(2024, 4, 26)
START_STATE = "proposal_filed"
START_REASON = "Il percorso è cominciato prima che lo registrassimo: la proposta era già protocollata."
START_REFERENCE = "prot. 687406/2024"

HISTORY = (
    StepFacts(
        day=date(2024, 4, 26), state="", description="Proposta protocollata.", reference="prot. 687406/2024"
    ),
    StepFacts(
        day=date(2024, 5, 13),
        state="",
        description="Il consiglio della circoscrizione I aderisce.",
        reference="deliberazione 146",
    ),
    StepFacts(
        day=date(2024, 7, 19),
        state="technical_evaluation",
        description="Si riunisce il gruppo di lavoro intersettoriale.",
    ),
    StepFacts(
        day=date(2024, 7, 19),
        state="admitted",
        description="Parere favorevole del gruppo di lavoro, con condizioni.",
        reference="verbale del 19/07/2024",
    ),
    StepFacts(
        day=date(2025, 1, 20),
        state="co_design",
        description="Incontro fra proponenti, Comune e dirigente della scuola ICS «Rita Borsellino»: verbale.",
        reference="verbale del 20/01/2025",
    ),
    StepFacts(day=date(2025, 2, 3), state="pact_draft", description="Si comincia a scrivere la bozza."),
)

# --- Commitments (facts of the pact) ----------------------------------------------------------------------

OF_PROPOSERS = (
    CommitmentFacts(party="group", what="Cura lo spazio esterno, il pavimento in legno e il verde"),
    CommitmentFacts(
        party="group",
        what="Fa riparare o adeguare gli impianti da una ditta qualificata e ne consegna i certificati prima di cominciare",
    ),
    CommitmentFacts(party="group", what="Fa la manutenzione periodica e straordinaria degli impianti"),
    CommitmentFacts(party="group", what="Imbianca, tiene in ordine serrande e bagni e fa le pulizie"),
    CommitmentFacts(party="group", what="Paga tutte le spese delle attività"),
    CommitmentFacts(party="group", what="Paga tutte le utenze"),
    CommitmentFacts(
        party="group", what="Usa cautela e segue le regole di sicurezza del D.Lgs. 81/2008", heading="risks"
    ),
    CommitmentFacts(
        party="group", what="Custodisce e restituisce le attrezzature dell’inventario firmato alla consegna"
    ),
    CommitmentFacts(party="group", what="Dice a ogni partecipante che cosa c’è scritto nel patto"),
)
OF_CITY = (
    CommitmentFacts(party="comune", what="Dà le informazioni utili"),
    CommitmentFacts(party="comune", what="Dà i locali gratis"),
    CommitmentFacts(party="comune", what="Dà gli arredi che ha a disposizione"),
    CommitmentFacts(party="comune", what="Valuta piccole manutenzioni"),
    CommitmentFacts(party="comune", what="Valuta gli adeguamenti, nei limiti delle risorse disponibili"),
    CommitmentFacts(party="comune", what="Racconta il patto ai cittadini con i suoi canali"),
)
OF_SCHOOL = (
    CommitmentFacts(
        party="school", what="Se le iscrizioni lo chiedono usa una parte dei locali, con le sue ore per prime"
    ),
)
COMMITMENTS = (*OF_PROPOSERS, *OF_CITY, *OF_SCHOOL)

# --- Meetings: days are facts, words are ours -----------------------------------------------------------------

MEETINGS = (
    MeetingFacts(
        key="school",
        title="Incontro con il Comune e la scuola",
        kind="technical",
        day=date(2025, 1, 20),
        opened=time(10, 0),
        closed=time(11, 40),
        venue="via Alloro 95",
        agenda=("I locali e la scuola", "Che cosa si farà", "Regole e garanzie"),
        present=(("neunoi", 2), ("movimento", 1), ("sguardi", 1), ("atlante", 1), (OFFICE, 2), ("Scuola", 1)),
        entries=(
            EntryFacts(
                key="e1",
                kind="note",
                at=time(10, 5),
                text="I locali sono vuoti da anni: dovevano diventare il museo della scuola.",
            ),
            EntryFacts(
                key="e2",
                kind="question",
                at=time(10, 12),
                text="E se l’anno prossimo alla scuola servono aule?",
            ),
            EntryFacts(
                key="e3",
                kind="decision",
                at=time(10, 24),
                text="Se le iscrizioni lo chiedono i locali si dividono, e le ore di scuola vengono prima.",
                counts=(6, 1, 1, 0, 0, 8),
                reservations=(
                    ("atlante", "Le prove la sera ci devono restare, anche con la scuola dentro."),
                ),
            ),
            EntryFacts(
                key="e4",
                kind="idea",
                at=time(10, 33),
                group="neunoi",
                text="Sportelli di ascolto, due pomeriggi, senza appuntamento.",
            ),
            EntryFacts(
                key="e5",
                kind="idea",
                at=time(10, 37),
                group="sguardi",
                text="Discussioni facilitate sui temi del quartiere, e le sedute della circoscrizione fatte qui.",
            ),
            EntryFacts(
                key="e6",
                kind="idea",
                at=time(10, 41),
                group="atlante",
                text="Corsi, eventi e incontri educativi, tutti gratuiti.",
            ),
            EntryFacts(
                key="e7",
                kind="idea",
                at=time(10, 45),
                group="movimento",
                text="Scrivere insieme progetti per trovare i soldi della rigenerazione.",
            ),
            EntryFacts(
                key="e8",
                kind="concern",
                at=time(10, 58),
                text="L’impianto elettrico è vecchio: senza certificati non si entra.",
            ),
            EntryFacts(
                key="e9",
                kind="commitment",
                at=time(11, 4),
                group="neunoi",
                text="Gli impianti li fa sistemare il gruppo, da una ditta, prima di aprire.",
                commitment=OF_PROPOSERS[1],
            ),
            EntryFacts(
                key="e10",
                kind="commitment",
                at=time(11, 9),
                text="I locali sono gratis, utenze escluse.",
                commitment=OF_CITY[1],
            ),
            EntryFacts(
                key="e11",
                kind="question",
                at=time(11, 18),
                text="Chi risponde se qualcuno si fa male?",
            ),
            EntryFacts(
                key="e12",
                kind="decision",
                at=time(11, 29),
                text="Garantiscono le quattro organizzazioni, con il loro patrimonio.",
                counts=(5, 2, 0, 1, 0, 8),
            ),
        ),
    ),
    MeetingFacts(
        key="answer",
        title="Incontro sulla risposta del Comune",
        kind="co_design_table",
        day=date(2025, 3, 10),
        opened=time(18, 0),
        closed=time(19, 0),
        venue="via Alloro 64",
        agenda=("Che cosa ha risposto il Comune",),
        present=(("neunoi", 3), ("movimento", 2), ("sguardi", 2), ("atlante", 2)),
        entries=(
            EntryFacts(
                key="e13",
                kind="decision",
                at=time(18, 20),
                text="Quarantotto ore di preavviso per sospendere vanno bene; noi per uscire ne diamo trenta giorni.",
                counts=(7, 1, 1, 0, 0, 9),
                reservations=(("movimento", "Quarantotto ore sono poche, se c’è uno spettacolo."),),
            ),
            EntryFacts(
                key="e14",
                kind="decision",
                at=time(18, 41),
                text="Chi chiede di entrare può farlo quando vuole.",
                counts=(9, 0, 0, 0, 0, 9),
            ),
        ),
    ),
)

AGREED_IN_WRITING = tuple(
    commitment
    for commitment in COMMITMENTS
    if commitment not in {entry.commitment for meeting in MEETINGS for entry in meeting.entries}
)
"""The commitments that no meeting entry brings."""

# --- The pact, version 1: article by article, sentences of ours made from the facts --------------------------

ARTICLES: dict[str, tuple[SentenceFacts, ...]] = {
    "object": (
        SentenceFacts(
            text="I locali comunali di via Alloro 95, vuoti da anni, diventano la Casa della Partecipazione.",
            sources=("e1",),
        ),
        SentenceFacts(text="Si fanno sportelli di ascolto.", sources=("e4",), paragraph=1),
        SentenceFacts(
            text="Si fanno discussioni facilitate sui temi del quartiere e si ospitano, con la facilitazione, le sedute della circoscrizione.",
            sources=("e5",),
            paragraph=1,
        ),
        SentenceFacts(text="Corsi, eventi e incontri educativi sono gratuiti.", sources=("e6",), paragraph=1),
        SentenceFacts(
            text="Si scrivono progetti per raccogliere fondi per la rigenerazione.",
            sources=("e7",),
            paragraph=1,
        ),
    ),
    "duration": (
        SentenceFacts(text="Il patto dura quattro anni dalla firma."),
        SentenceFacts(text="Il Comune può sospenderlo con un preavviso.", paragraph=1),
    ),
    "commitments": (
        SentenceFacts(
            text="Se le iscrizioni della scuola lo chiedono i locali si dividono, e le ore di scuola vengono prima.",
            sources=("e3",),
        ),
    ),
    "monitoring": (
        SentenceFacts(
            text="Il gruppo scrive ogni anno un rendiconto: attività, obiettivi, risorse usate, problemi."
        ),
    ),
    "risks": (
        SentenceFacts(
            text="Non si comincia nessuna attività prima che ci siano i certificati degli impianti.",
            sources=("e8", "e9"),
        ),
    ),
    "liability": (
        SentenceFacts(text="Dei danni a persone o cose che nascono dalle attività rispondono i proponenti."),
        SentenceFacts(text="Non è prevista nessuna assicurazione."),
    ),
    "disputes": (
        SentenceFacts(
            text="Se non ci si mette d’accordo se ne occupa un comitato di tre persone: una per parte e una scelta insieme."
        ),
        SentenceFacts(
            text="Il comitato fa una proposta entro trenta giorni, e la proposta non obbliga nessuno."
        ),
    ),
    "staff": (SentenceFacts(text="Non è previsto personale del Comune accanto ai proponenti."),),
    "changes": (SentenceFacts(text="Un nuovo gruppo entra se lo vogliono tutti e quattro."),),
    "conclusion": (
        SentenceFacts(text="Alla scadenza nessuno deve rimborsi per le spese fatte."),
        SentenceFacts(text="Le opere si tolgono e i luoghi si rimettono com’erano, a spese dei proponenti."),
    ),
    "breach": (SentenceFacts(text="I proponenti possono uscire dal patto con un preavviso."),),
    "guarantees": (
        SentenceFacts(
            text="Garantiscono le quattro organizzazioni, con il loro patrimonio.", sources=("e12",)
        ),
    ),
    "final": (SentenceFacts(text="Dal patto non nasce nessun rapporto di lavoro."),),
    "privacy": (SentenceFacts(text="I dati di chi firma si usano soltanto per questo patto."),),
}
"""By heading of the regulation. The commitments of the parties come to theirs by themselves, when the pact is assembled."""

# --- Delivery, answer, version 2 (all ours; the texts of version 2 bring the facts of the signed pact) ----------

STARTS_ON = date(2025, 4, 1)
ENDS_ON = date(2029, 3, 31)
HANDED_OVER_ON = date(2025, 2, 10)
PROTOCOL_V1 = "prot. ESEMPIO-1/2025"
REPLIED_ON = date(2025, 3, 3)
REPLY_PROTOCOL = "prot. ESEMPIO-2/2025"
REPLY_NOTE = "Quattro articoli da rivedere insieme."

ANSWERS = (
    AnswerFacts(
        heading="duration",
        verdict="deferred",
        reason="Quanto preavviso per sospendere lo vediamo con l’ufficio legale.",
        choice="discuss",
    ),
    AnswerFacts(
        heading="monitoring",
        verdict="accepted_with_text",
        text="Il gruppo scrive ogni sei mesi un rendiconto: attività, obiettivi, risorse usate, problemi.",
        reason="Un anno è troppo per accorgersi di un problema.",
        choice="accept",
    ),
    AnswerFacts(
        heading="changes",
        verdict="rejected",
        reason="Un patto resta aperto: chi lo chiede deve poter aderire.",
        choice="discuss",
    ),
    AnswerFacts(
        heading="breach",
        verdict="rejected",
        reason="Manca di quanto è il preavviso.",
        choice="discuss",
    ),
)
ACCEPTED = tuple(heading for heading in ARTICLES if heading not in {answer.heading for answer in ANSWERS})
"""The headings that the Comune takes as they are: every one that it does not answer otherwise."""

VERSION_2: dict[str, tuple[SentenceFacts, ...]] = {
    "duration": (
        SentenceFacts(text="Il patto dura quattro anni dalla firma."),
        SentenceFacts(
            text="Il Comune può sospenderlo con un preavviso di quarantotto ore.",
            sources=("e13",),
            paragraph=1,
        ),
    ),
    "changes": (SentenceFacts(text="Altri possono chiedere di aderire in ogni momento.", sources=("e14",)),),
    "breach": (
        SentenceFacts(
            text="I proponenti possono uscire con un preavviso di trenta giorni; l’uscita vale dal trentunesimo.",
            sources=("e13",),
        ),
    ),
}
"""The articles rewritten after the meeting on the answer; the one taken over from the Comune is not here."""

SITE_PLAN = (
    "planimetria.svg",
    b'<svg xmlns="http://www.w3.org/2000/svg" width="200" height="120"><title>Pianta di esempio</title></svg>\n',
)
PROJECT = ("relazione.txt", b"Relazione di esempio sulla Casa della Partecipazione.\n")
