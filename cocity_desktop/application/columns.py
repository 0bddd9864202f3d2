"""The columns of the tables that leave the house and come back: one list for who writes them and for who reads them.

Their headings and the words in their cells are Italian in every language of the window: a table written in one house must
be read in the next. `key` is the name of what a column tells, the same that an import proposes as its meaning.
"""

from __future__ import annotations

from dataclasses import dataclass
from enum import StrEnum
from types import MappingProxyType
from typing import TYPE_CHECKING, TypeVar

from cocity_desktop.domain.lifecycle import ProcessState
from cocity_desktop.domain.places import PlaceNature, Strand
from cocity_desktop.domain.processes import GovernmentForm, ProcessRole
from cocity_desktop.domain.registry import (
    ConsentKind,
    ContactKind,
    DecisionMaking,
    GroupKind,
    MemberRole,
    NoticeChannel,
)

if TYPE_CHECKING:
    from collections.abc import Mapping

C = TypeVar("C", bound=StrEnum)


@dataclass(frozen=True, slots=True)
class Column:
    """A column by what it tells, and its heading. `personal`: left out of a public copy."""

    key: str
    heading: str
    personal: bool = False


_CONTACTS = (
    Column("email", "E-mail", personal=True),
    Column("pec", "PEC", personal=True),
    Column("phone", "Telefono", personal=True),
    Column("post", "Recapito postale", personal=True),
    Column("web", "Sito web", personal=True),
)
OUR_MARK = "Codice Co-City"
"""The heading by which a table is known to come from the app: then its cells are read exactly as they were written."""

_RECORD = Column("record_id", OUR_MARK)
"""The record's id: the same archive knows its own rows by it, whatever was renamed since."""

GROUPS: tuple[Column, ...] = (
    Column("name", "Nome del gruppo"),
    Column("group_kind", "Tipo di gruppo"),
    Column("decision_making", "Come decide"),
    Column("fiscal_code", "Codice fiscale", personal=True),
    Column("vat_number", "Partita IVA"),
    Column("runts_number", "Numero RUNTS"),
    Column("address", "Indirizzo", personal=True),
    Column("district", "Circoscrizione"),
    Column("description", "Descrizione"),
    Column("themes", "Temi"),
    Column("languages", "Lingue"),
    Column("representation_proof", "Prova della rappresentanza", personal=True),
    Column("members", "Persone", personal=True),
    Column("representative", "Rappresentante", personal=True),
    Column("partners", "Gruppi che ne fanno parte"),
    *_CONTACTS,
    Column("registered_on", "Registrato il"),
    Column("retain_until", "Da rivedere il"),
    _RECORD,
)

PEOPLE: tuple[Column, ...] = (
    Column("given_name", "Nome"),
    Column("family_name", "Cognome"),
    Column("fiscal_code", "Codice fiscale"),
    Column("languages", "Lingue"),
    Column("needs", "Altre esigenze"),
    Column("needs_time", "Esigenze di orario"),
    Column("needs_access", "Esigenze di accesso"),
    Column("needs_translation", "Esigenze di traduzione"),
    *_CONTACTS,
    Column("groups", "Gruppi"),
    Column("notice_given_on", "Informativa data il"),
    Column("notice_channel", "Informativa data come"),
    Column("newsletter", "Consenso alla newsletter"),
    Column("photos", "Consenso alle foto"),
    Column("consents", "Storia dei consensi"),
    Column("note", "Note"),
    Column("retain_until", "Da rivedere il"),
    _RECORD,
)

PLACES: tuple[Column, ...] = (
    Column("name", "Nome del luogo"),
    Column("nature", "Natura"),
    Column("strand", "Ambito"),
    Column("address", "Indirizzo"),
    Column("city", "Città"),
    Column("district", "Circoscrizione"),
    Column("quarter", "Quartiere"),
    Column("latitude", "Latitudine"),
    Column("longitude", "Longitudine"),
    Column("geometry", "Geometria (GeoJSON)"),
    Column("cadastre", "Dati catastali"),
    Column("owner", "Proprietà"),
    Column("constraints", "Vincoli"),
    Column("state_of_use", "Stato d’uso"),
    Column("description", "Descrizione"),
    _RECORD,
)

PROCESSES: tuple[Column, ...] = (
    Column("title", "Percorso"),
    Column("place", "Luogo"),
    Column("groups", "Gruppi"),
    Column("form", "Forma di governo"),
    Column("regulation_code", "Regolamento"),
    Column("state", "Stato"),
    Column("opened_on", "Aperto il"),
    Column("facilitator", "Chi accompagna", personal=True),
    Column("summary", "In breve"),
    Column("history", "Storia"),
    Column("opinions", "Pareri e integrazioni"),
    _RECORD,
)

WORDS: Mapping[StrEnum, str] = MappingProxyType(
    {
        GroupKind.SINGLE_PERSON: "singola persona",
        GroupKind.INFORMAL_GROUP: "gruppo informale",
        GroupKind.COMMITTEE: "comitato",
        GroupKind.ASSOCIATION: "associazione",
        GroupKind.APS: "associazione di promozione sociale (APS)",
        GroupKind.ODV: "organizzazione di volontariato (ODV)",
        GroupKind.ETS: "ente del terzo settore (ETS)",
        GroupKind.COOPERATIVE: "cooperativa",
        GroupKind.SOCIAL_ENTERPRISE: "impresa sociale",
        GroupKind.SCHOOL: "scuola",
        GroupKind.FOUNDATION: "fondazione",
        GroupKind.PARISH: "parrocchia",
        GroupKind.COMPANY: "impresa",
        GroupKind.PUBLIC_BODY: "ente pubblico",
        DecisionMaking.UNKNOWN: "",
        DecisionMaking.ASSEMBLY_CONSENSUS: "in assemblea, per consenso",
        DecisionMaking.ASSEMBLY_VOTE: "in assemblea, con il voto",
        DecisionMaking.BOARD: "nel direttivo",
        DecisionMaking.REPRESENTATIVE: "decide il rappresentante",
        MemberRole.MEMBER: "membro",
        MemberRole.CONTACT: "referente",
        MemberRole.REPRESENTATIVE: "rappresentante",
        MemberRole.VOLUNTEER: "volontario",
        ContactKind.EMAIL: "e-mail",
        ContactKind.PEC: "PEC",
        ContactKind.PHONE: "telefono",
        ContactKind.POST: "posta",
        ContactKind.WEB: "sito web",
        NoticeChannel.PAPER: "su carta",
        NoticeChannel.VOICE: "a voce",
        NoticeChannel.DIGITAL: "a schermo",
        ConsentKind.NOTICE: "informativa",
        ConsentKind.PHOTOS: "foto",
        ConsentKind.NEWSLETTER: "newsletter",
        PlaceNature.TANGIBLE: "materiale",
        PlaceNature.INTANGIBLE: "immateriale",
        PlaceNature.DIGITAL: "digitale",
        Strand.A: "A",
        Strand.B: "B",
        Strand.C: "C",
        GovernmentForm.PACT: "patto di collaborazione",
        GovernmentForm.ORDINARY: "collaborazione ordinaria",
        GovernmentForm.CIVIC_USE: "uso civico e collettivo urbano",
        GovernmentForm.COLLECTIVE_MANAGEMENT: "gestione collettiva civica",
        GovernmentForm.FOUNDATION: "fondazione per i beni comuni",
        ProcessRole.PROPOSER: "proponente",
        ProcessRole.PARTNER: "partner",
        ProcessRole.INTERESTED: "interessato",
        ProcessState.CONTACT: "primo contatto",
        ProcessState.INQUIRY: "la casa se ne informa",
        ProcessState.PROPOSAL_DRAFT: "proposta in scrittura",
        ProcessState.PROPOSAL_FILED: "proposta presentata",
        ProcessState.PUBLISHED: "pubblicata per osservazioni",
        ProcessState.TECHNICAL_EVALUATION: "al tavolo tecnico",
        ProcessState.AWAITING_SUPPLEMENT: "in attesa di integrazione",
        ProcessState.REDIRECTED: "rinviata ad altro strumento",
        ProcessState.REFUSED: "respinta",
        ProcessState.ADMITTED: "ammessa alla co-progettazione",
        ProcessState.CO_DESIGN: "co-progettazione",
        ProcessState.PACT_DRAFT: "bozza di patto",
        ProcessState.DELIVERED: "bozza consegnata al Comune",
        ProcessState.UNDER_APPROVAL: "in approvazione",
        ProcessState.SCHEME_APPROVED: "schema approvato",
        ProcessState.SIGNED: "firmato",
        ProcessState.IN_FORCE: "in attuazione",
        ProcessState.SUSPENDED: "sospeso",
        ProcessState.REPORTING: "in rendicontazione",
        ProcessState.RENEWED: "rinnovato",
        ProcessState.AMENDED: "modificato",
        ProcessState.CONCLUDED: "concluso",
        ProcessState.WITHDRAWN: "recesso",
        ProcessState.TERMINATED: "risolto",
        ProcessState.ARCHIVED: "archiviato",
    }
)
"""What stands in a cell for each value that is chosen from a list. Within one list no two are the same."""


def value_of(choices: type[C], word: str) -> C | None:
    """The value that `word` stands for, whatever its capitals; None for another word."""
    wanted = " ".join(word.split()).casefold()
    return next((one for one in choices if WORDS[one].casefold() == wanted), None)
