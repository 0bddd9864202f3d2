"""A rich pact and its meeting, made up for the tests: real place names, invented people named as examples."""

from __future__ import annotations

from dataclasses import replace
from datetime import UTC, date, datetime, timedelta

from cocity_desktop.application.document_views import (
    ArticleText,
    AttachmentLine,
    CommitmentLine,
    DecisionLine,
    DeliveryLine,
    HistoryLine,
    HouseLine,
    MeetingLine,
    OpinionLine,
    OverrideLine,
    PactDocument,
    PartyLine,
    PlaceLine,
    ProcessLine,
    ReservationLine,
    SentenceLine,
    SourceLine,
)
from cocity_desktop.application.minutes_views import AgendaSection, EntryLine, MinutesDocument, PresenceLine
from cocity_desktop.domain.commitments import PartyKind
from cocity_desktop.domain.lifecycle import CommitmentStatus, MinutesState, ProcessState
from cocity_desktop.domain.meetings import DecisionMethod, EntryKind, EntryOutcome, MeetingKind
from cocity_desktop.domain.pacts import AttachmentRole, SentenceOrigin
from cocity_desktop.domain.processes import GovernmentForm, HistoryKind, OpinionKind, ProcessRole
from cocity_desktop.domain.registry import GroupKind

MADE_AT = datetime(2027, 3, 12, 16, 40, tzinfo=UTC)
EVENING = datetime(2027, 2, 11, 17, 30, tzinfo=UTC)

HOUSE = HouseLine(
    "h1", "Casa del Quartiere di esempio", "via Esempio 8", "Torino", "scrivi@casa-di-esempio.example"
)

PLACE = PlaceLine(
    id="pl1",
    name="Giardino e cortile del nido di via Fleming",
    address="via Fleming 20",
    city="Torino",
    district=7,
    quarter="Regio Parco",
    cadastre="foglio 1099, particella 12 (dato di esempio)",
    owner="Comune di Torino",
    constraints="Nessun vincolo noto.",
    state_of_use="Cortile scolastico, aperto in orario di nido; chiuso il fine settimana.",
    latitude=45.08972,
    longitude=7.70831,
)

PARTIES = (
    PartyLine(None, "Comune di Torino", None, None, "piazza Palazzo di Città 1", "", (), "", ""),
    PartyLine(
        "g1",
        "Associazione volontari Arcobaleno",
        GroupKind.ODV,
        ProcessRole.PROPOSER,
        "via Fleming 18",
        "",
        (),
        "Ada Esempio",
        "statuto, art. 9",
    ),
    PartyLine(
        "g2",
        "Rete del cortile",
        GroupKind.INFORMAL_GROUP,
        ProcessRole.PROPOSER,
        "",
        "Neu[nòi] – spazio al lavoro APS",
        ("Neu[nòi] – spazio al lavoro APS", "Genitori Fleming", "Orto di Perù & amici", "Teatro «L’Àncora»"),
        "Bruno Prova",
        "",
    ),
    PartyLine(
        "g3", "Nido «I Puffi»", GroupKind.SCHOOL, ProcessRole.PARTNER, "via Fleming 20", "", (), "", ""
    ),
)

HISTORY = (
    HistoryLine(
        date(2026, 4, 26),
        HistoryKind.STATE,
        ProcessState.PROPOSAL_FILED,
        "Presentata dall’associazione e dai genitori.",
        "prot. 687406/2026",
    ),
    HistoryLine(
        date(2026, 5, 13),
        HistoryKind.ACT,
        None,
        "Il Consiglio della Circoscrizione 7 aderisce alla proposta.",
        "deliberazione 146",
    ),
    HistoryLine(date(2026, 9, 2), HistoryKind.STATE, ProcessState.ADMITTED, "", "verbale del Tavolo tecnico"),
    HistoryLine(date(2026, 10, 1), HistoryKind.STATE, ProcessState.CO_DESIGN, "", ""),
)

OPINIONS = (
    OpinionLine(
        OpinionKind.OPINION,
        "Servizio Verde pubblico",
        "sicurezza delle alberature",
        date(2026, 11, 3),
        date(2026, 12, 9),
        "nota 4471",
        "favorevole, con potatura prima dell’apertura",
    ),
    OpinionLine(
        OpinionKind.SUPPLEMENT, "Ufficio Beni Comuni", "planimetria quotata", date(2027, 1, 20), None, "", ""
    ),
)

MEETINGS = tuple(
    MeetingLine(f"m{n}", title, kind, EVENING + timedelta(days=days), "salone di via Fleming 20", people)
    for n, (title, kind, days, people) in enumerate(
        (
            ("Ci conosciamo", MeetingKind.CONTACT, -128, 9),
            ("Sopralluogo nel cortile", MeetingKind.SITE_VISIT, -90, 14),
            ("Primo tavolo", MeetingKind.CO_DESIGN_TABLE, -42, 31),
            ("Secondo tavolo", MeetingKind.CO_DESIGN_TABLE, 0, 23),
        )
    )
)

# The headings that Palermo's published pacts share; titles of articles are ours.
HEADINGS = (
    ("Oggetto degli interventi e obiettivi", "Che cosa facciamo insieme"),
    ("Durata e cause di sospensione o conclusione anticipata", "Durata e sospensione"),
    (
        "Modalità di azione, ruolo e requisiti dei soggetti coinvolti, reciproci impegni, anche economici, e limiti",
        "Impegni delle parti",
    ),
    ("Monitoraggio e valutazione dell’attuazione e dei risultati", "Come vediamo se funziona"),
    ("Analisi dei rischi e misure di formazione, prevenzione ed emergenza", "Rischi e sicurezza"),
    ("Responsabilità in caso di danni a persone o cose", "Danni e responsabilità"),
    ("Gestione di eventuali controversie", "Se non siamo d’accordo"),
    ("Eventuale affiancamento di personale comunale", "Affiancamento"),
    ("Adeguamento e/o modifiche", "Modifiche e nuove adesioni"),
    ("Condizioni conseguenti alla conclusione", "Fine e riconsegna"),
    ("Risoluzione o recesso per inosservanza", "Recesso"),
    ("Garanzie", "Garanzie"),
    ("Disposizioni finali", "Disposizioni finali"),
    ("Informativa privacy", "Informativa privacy"),
)

_SAID = (
    ("Aprire il cortile il sabato dalle 9 alle 13, con due volontari di turno.", "Genitori Fleming"),
    ("Gli orari del portone vanno concordati con la scuola: il custode esce alle 17.", "Nido «I Puffi»"),
    ("Chi apre il portone non è mai da solo.", "Genitori Fleming"),
    ("Le feste con più di cinquanta persone si dicono prima, con quindici giorni di anticipo.", "Arcobaleno"),
    ("Serve un rubinetto con chiave, altrimenti l’orto d’estate muore.", "Orto di Perù & amici"),
    ("Ogni sei mesi si racconta a tutti che cosa è stato fatto e quanto è costato.", ""),
    ("Il cancello su via Fleming resta chiuso: si entra da quello pedonale.", "Nido «I Puffi»"),
)
_WRITTEN = (
    "Il cortile resta aperto a chiunque il sabato mattina, dalle 9 alle 13, da marzo a giugno 2027.",
    "Fuori da questi orari lo usa la scuola.",
    "A ogni apertura sono presenti almeno due volontari, riconoscibili da un cartellino.",
    "L’accesso è gratuito e nessuno deve iscriversi.",
    "Le attività che portano più di cinquanta persone si annunciano alla scuola con quindici giorni di anticipo.",
    "Chi apre il portone non è mai da solo.",
    "L’acqua dell’orto si prende dal rubinetto del cortile, che ha una chiave tenuta dal nido.",
    (
        "Ogni sei mesi le parti si incontrano e scrivono insieme che cosa è stato fatto, con quali risorse e con "
        "quali difficoltà; il racconto è pubblico."
    ),
)


def source(mark: int) -> SourceLine:
    text, who = _SAID[mark % len(_SAID)]
    kind = ("entry", "commitment", "decision")[mark % 3]
    return SourceLine(
        mark, kind, f"s{mark}", text, MEETINGS[mark % 4].title, EVENING + timedelta(minutes=mark), who
    )


def sentence(number: int) -> SentenceLine:
    text = _WRITTEN[number % len(_WRITTEN)]
    if number % 5 == 3:
        return SentenceLine(f"f{number}", text, SentenceOrigin.DRAFTING, "Carla Modello", ())
    if number % 11 == 7:
        return SentenceLine(f"f{number}", text, SentenceOrigin.CITY, "", ())
    marks = (number + 1,) if number % 4 else (number + 1, number + 2)
    return SentenceLine(f"f{number}", text, SentenceOrigin.SOURCED, "", tuple(map(source, marks)))


def article(number: int, heading: str, title: str) -> ArticleText:
    paragraphs = tuple(
        tuple(sentence(number * 7 + paragraph * 3 + place) for place in range(2 + paragraph % 2))
        for paragraph in range(2 + number % 3)
    )
    return ArticleText(
        id=f"a{number}",
        number=number,
        heading=f"h{number}",
        heading_title=heading,
        title=title,
        rule="allegato, schema di patto",
        rule_verified=number % 4 != 0,
        paragraphs=() if number == 10 else paragraphs,
    )


def commitment(number: int, party: str, what: str, **changes: object) -> CommitmentLine:
    plain = CommitmentLine(
        f"c{number}",
        PartyKind.GROUP,
        party,
        what,
        None,
        "",
        None,
        None,
        None,
        "",
        CommitmentStatus.OPEN,
        "impegni",
    )
    return replace(plain, **changes)  # type: ignore[arg-type]


COMMITMENTS = (
    commitment(
        1,
        "Comune di Torino",
        "Fornisce due rastrelliere per le biciclette.",
        party_kind=PartyKind.COMUNE,
        due_on=date(2027, 4, 30),
        money_cents=124050,
    ),
    commitment(
        2,
        "Comune di Torino",
        "Pota gli alberi del cortile prima dell’apertura, come chiesto dal Servizio Verde pubblico.",
        party_kind=PartyKind.COMUNE,
        due_on=date(2027, 2, 28),
        hours=16,
        status=CommitmentStatus.KEPT,
    ),
    commitment(3, "", "Scrive il racconto dei primi sei mesi.", party_kind=PartyKind.HOUSE, hours=6),
    commitment(
        4,
        "Associazione volontari Arcobaleno",
        "Apre e chiude il cortile ogni sabato, dalle 9 alle 13, con due volontari di turno.",
        recurrence="ogni sabato",
        starts_on=date(2027, 3, 6),
        hours=120,
        materials="2 mazzi di chiavi",
    ),
    commitment(
        5,
        "Associazione volontari Arcobaleno",
        "Tiene in ordine il prato e le panchine, e segnala al Comune i guasti che vede.",
        recurrence="due volte al mese",
        money_cents=30000,
        hours=60,
        materials="tosaerba, sacchi, guanti",
    ),
    commitment(6, "Rete del cortile", "Semina l’orto didattico con i bambini.", due_on=date(2027, 4, 15)),
    commitment(
        7,
        "Rete del cortile",
        "Dipinge il muro lungo via Fleming con un disegno scelto insieme al nido; bozzetto condiviso prima.",
        due_on=date(2027, 6, 10),
        money_cents=85000,
        status=CommitmentStatus.POSTPONED,
        materials="vernici, due ponteggi bassi in prestito",
    ),
    commitment(8, "Nido «I Puffi»", "Custodisce le chiavi nei giorni feriali.", party_kind=PartyKind.SCHOOL),
)

DECISIONS = (
    DecisionLine(
        "d1",
        "Si prova il sabato mattina, da marzo a giugno.",
        "Secondo tavolo",
        EVENING + timedelta(minutes=71),
        DecisionMethod.CONSENSUS,
        12,
        6,
        1,
        4,
        0,
        23,
        (ReservationLine("Genitori Fleming", "Il portone da soli non si apre: si sia sempre in due."),),
    ),
    DecisionLine(
        "d2",
        "Il muro si dipinge solo dopo che il nido ha visto il bozzetto.",
        "Secondo tavolo",
        EVENING + timedelta(minutes=95),
        DecisionMethod.CONSENSUS,
        0,
        0,
        0,
        0,
        0,
        0,
        (),
    ),
    DecisionLine(
        "d3",
        "L’acqua dell’orto si prende dal rubinetto del cortile; il consumo si legge ogni mese e si scrive sul "
        "registro appeso in portineria.",
        "Primo tavolo",
        EVENING - timedelta(days=42),
        DecisionMethod.COUNT,
        25,
        0,
        0,
        4,
        2,
        31,
        (
            ReservationLine("", "Chi paga se la bolletta raddoppia?"),
            ReservationLine("Orto di Perù & amici", "D’estate serve anche alle sette di sera."),
        ),
    ),
)

ATTACHMENTS = (
    AttachmentLine(
        "x1", "planimetria.pdf", "application/pdf", "9f86d081884c7d65" * 4, 1_482_113, AttachmentRole.SITE_PLAN,
        "Cortile e giardino, scala 1:200",
    ),
    AttachmentLine("x2", "cortile-oggi.jpg", "image/jpeg", "2c26b46b68ffc68f" * 4, 732_004, AttachmentRole.PHOTO, ""),
)  # fmt: skip

OVERRIDES = (
    OverrideLine(
        "representation.g3",
        "Nido «I Puffi»: chi firma, e chi lo ha deciso?",
        "La dirigente firma dopo il 15 marzo.",
    ),
)

DELIVERY = DeliveryLine("e1", 1, MADE_AT + timedelta(days=2), "K7QF-2M9D-0XTB-3W5H", "")

PACT = PactDocument(
    id="p1",
    title="Patto per il cortile e il giardino di via Fleming",
    draft=3,
    form=GovernmentForm.PACT,
    regulation_code="palermo-2023",
    regulation_title="Regolamento di esempio per il governo dei beni comuni urbani",
    language="it",
    process=ProcessLine("pr1", "Giardino di via Fleming", ProcessState.PACT_DRAFT),
    house=HOUSE,
    place=PLACE,
    parties=PARTIES,
    history=HISTORY,
    opinions=OPINIONS,
    meetings=MEETINGS,
    articles=tuple(article(n, *titles) for n, titles in enumerate(HEADINGS, start=1)),
    commitments=COMMITMENTS,
    decisions=DECISIONS,
    attachments=ATTACHMENTS,
    overrides=OVERRIDES,
    starts_on=date(2027, 4, 1),
    ends_on=date(2029, 3, 31),
    delivery=None,
    made_at=MADE_AT,
)

SEALED = replace(PACT, delivery=DELIVERY)

EMPTY = replace(
    PACT,
    title="",
    regulation_title="",
    house=HouseLine("h", "", "", "", ""),
    place=None,
    parties=(),
    history=(),
    opinions=(),
    meetings=(),
    articles=tuple(
        ArticleText(f"a{n}", n, f"h{n}", heading, "", "", False, ())
        for n, (heading, _) in enumerate(HEADINGS, start=1)
    ),
    commitments=(),
    decisions=(),
    attachments=(),
    overrides=(),
    starts_on=None,
    ends_on=None,
)


def entry(minute: int, kind: EntryKind, text: str, who: str = "", **more: object) -> EntryLine:
    plain = EntryLine(
        f"n{minute}", kind, EVENING + timedelta(minutes=minute), text, who, EntryOutcome.OPEN, None, None
    )
    return replace(plain, **more)  # type: ignore[arg-type]


MINUTES = MinutesDocument(
    meeting_id="m3",
    title="Secondo tavolo",
    meeting_kind=MeetingKind.CO_DESIGN_TABLE,
    process_title="Giardino di via Fleming",
    house=HOUSE,
    starts_at=EVENING,
    planned_minutes=90,
    opened_at=EVENING + timedelta(minutes=8),
    closed_at=EVENING + timedelta(minutes=112),
    venue="salone di via Fleming 20",
    called_by="Casa del Quartiere di esempio, con nota del 28 gennaio",
    presences=(
        PresenceLine("Genitori Fleming", "", 9, EVENING, None),
        PresenceLine("Ada Esempio", "Associazione volontari Arcobaleno", 1, EVENING + timedelta(minutes=3), None),
        PresenceLine(
            "Bruno Prova", "Rete del cortile", 1, EVENING + timedelta(minutes=12), EVENING + timedelta(minutes=80)
        ),
        PresenceLine("Ufficio Beni Comuni", "", 2, EVENING, EVENING + timedelta(minutes=105)),
    ),
    expected=("Ada Esempio", "Bruno Prova", "Carla Modello", "Nido «I Puffi»", "Neu[nòi] – spazio al lavoro APS"),
    sections=(
        AgendaSection("Saluti e giro di nomi", 5, "", "", "", ()),
        AgendaSection(
            "Uso del cortile nel fine settimana",
            15,
            "decidere se e quando aprire",
            "Carla Modello",
            "Al primo tavolo si era parlato di aprire anche la domenica.",
            (
                entry(65, EntryKind.NOTE, "Gli orari del portone vanno concordati con la scuola: il custode esce alle 17."),
                entry(66, EntryKind.QUESTION, "Chi risponde se qualcuno si fa male di sabato?"),
                entry(68, EntryKind.IDEA, "Aprire il sabato dalle 9 alle 13, con due volontari di turno.", "Genitori Fleming",
                      outcome=EntryOutcome.IN_PACT),
                entry(69, EntryKind.CONCERN, "Il portone è pesante per chi apre da solo.", "Genitori Fleming"),
                entry(71, EntryKind.DECISION, "Si prova il sabato mattina, da marzo a giugno.", decision=DECISIONS[0]),
                entry(72, EntryKind.COMMITMENT, "Arcobaleno apre e chiude il cortile ogni sabato, dalle 9 alle 13.",
                      commitment=COMMITMENTS[3]),
            ),
        ),
        AgendaSection(
            "Orto e acqua",
            20,
            "",
            "",
            "",
            (
                entry(84, EntryKind.NOTE, "Serve un rubinetto con chiave, altrimenti l’orto d’estate muore.", "Orto di Perù & amici"),
                entry(90, EntryKind.COMMITMENT, "Il Comune fornisce due rastrelliere entro il 30 aprile.",
                      "Ufficio Beni Comuni", commitment=COMMITMENTS[0]),
            ),
        ),
        AgendaSection("Varie, prossimo incontro", 10, "", "", "", ()),
    ),
    state=MinutesState.DRAFT,
    approved_by="",
    language="it",
)  # fmt: skip
