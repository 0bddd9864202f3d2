"""Which meanings a column may have for each kind of table, and by which headings people call them.

Headings are those met in spreadsheets of houses and associations (Italian and English), and the labels under which the
app itself writes its tables. They are compared folded, so accents, case and punctuation do not matter.
"""

from __future__ import annotations

import re
from types import MappingProxyType
from typing import TYPE_CHECKING, Final

from cocity_desktop.application.views.importing import ColumnMeaning as M
from cocity_desktop.domain.keeping import ImportTarget

if TYPE_CHECKING:
    from collections.abc import Mapping

_CONTACTS: Final = (M.EMAIL, M.PEC, M.PHONE, M.POST, M.WEB)
_KEEPING: Final = (M.RETAIN_UNTIL, M.RECORD_ID)

MEANINGS: Mapping[ImportTarget, tuple[M, ...]] = MappingProxyType(
    {
        ImportTarget.GROUPS: (
            M.IGNORE, M.NAME, M.GROUP_KIND, *_CONTACTS, M.CONTACT_PERSON, M.CONTACT_EMAIL, M.CONTACT_PHONE,
            M.REPRESENTATIVE, M.MEMBERS, M.PARTNERS, M.ADDRESS, M.DISTRICT, M.DESCRIPTION, M.THEMES, M.LANGUAGES,
            M.FISCAL_CODE, M.VAT_NUMBER, M.RUNTS_NUMBER, M.DECISION_MAKING, M.REPRESENTATION_PROOF, M.REGISTERED_ON,
            *_KEEPING,
        ),
        ImportTarget.PEOPLE: (
            M.IGNORE, M.GIVEN_NAME, M.FAMILY_NAME, M.FULL_NAME, *_CONTACTS, M.GROUPS, M.MEMBER_ROLE, M.LANGUAGES,
            M.NEEDS_TIME, M.NEEDS_ACCESS, M.NEEDS_TRANSLATION, M.NEEDS, M.NOTE, M.FISCAL_CODE, M.NOTICE_GIVEN_ON,
            M.NOTICE_CHANNEL, M.NEWSLETTER, M.PHOTOS, M.CONSENTS, *_KEEPING,
        ),
        ImportTarget.PLACES: (
            M.IGNORE, M.NAME, M.NATURE, M.STRAND, M.ADDRESS, M.CITY, M.DISTRICT, M.QUARTER, M.COORDINATES, M.LATITUDE,
            M.LONGITUDE, M.GEOMETRY, M.CADASTRE, M.OWNER, M.CONSTRAINTS, M.STATE_OF_USE, M.DESCRIPTION, M.RECORD_ID,
        ),
    }
)  # fmt: skip
"""In the order in which they are offered."""

REPEATABLE: Final = frozenset(
    {
        M.IGNORE, *_CONTACTS, M.CONTACT_PERSON, M.CONTACT_EMAIL, M.CONTACT_PHONE, M.MEMBERS, M.PARTNERS, M.GROUPS,
        M.THEMES, M.LANGUAGES, M.DESCRIPTION, M.NOTE, M.ADDRESS, M.CADASTRE, M.CONSTRAINTS,
    }
)  # fmt: skip
"""What several columns may tell together."""

NAMES: Final = frozenset({M.NAME, M.GIVEN_NAME, M.FULL_NAME})
"""One of these is needed."""

_WORDS: Mapping[M, str] = {
    M.IGNORE: "data nascita|data di nascita|luogo di nascita|luogo nascita|nato il|nata il|eta|sesso|genere|n|num|nr|prog|"
    "progressivo|numero progressivo|fax|cap|provincia|prov|eta anni|date of birth|birthday|age",
    M.RECORD_ID: "codice|code|id|codice scheda|id scheda|codice co city|record id|identificativo",
    M.GIVEN_NAME: "given name|first name|nome di battesimo|name",
    M.FAMILY_NAME: "cognome|surname|last name|family name",
    M.FULL_NAME: "nome e cognome|cognome e nome|nominativo|nome cognome|cognome nome|full name|persona|name and surname|"
    "nome completo",
    M.NAME: "nome del luogo|nome|denominazione|ragione sociale|name|nome gruppo|nome del gruppo|nome associazione|nome dell associazione|"
    "nome ente|nome dell ente|nome organizzazione|titolo|gruppo nome|denominazione sociale|denominazione ente",
    M.GROUP_KIND: "tipo|tipologia|natura giuridica|forma giuridica|forma|categoria|kind|type|tipo di gruppo|tipo gruppo|"
    "tipo ente|tipo di ente|tipo soggetto|legal form",
    M.DECISION_MAKING: "come decide|come si decide|decisioni|modalita decisionale|how it decides|decision making",
    M.FISCAL_CODE: "cf|c f|cod fisc|cod fiscale|codice fiscale|cod fis|codfisc|fiscal code|tax code|cf p iva|"
    "codice fiscale p iva|cf piva",
    M.VAT_NUMBER: "p iva|piva|partita iva|part iva|vat|vat number|p i|pi",
    M.RUNTS_NUMBER: "runts|numero runts|n runts|iscrizione runts|n iscrizione runts|repertorio runts|runts number|rep runts",
    M.ADDRESS: "indirizzo|sede|sede legale|via|address|ubicazione|indirizzo sede|sede operativa|indirizzo sede legale|"
    "domicilio|residenza|indirizzo e civico|civico|n civico|numero civico|street",
    M.CITY: "citta|comune|city|localita|town",
    M.DISTRICT: "circ|circoscrizione|n circoscrizione|n circ|circ ne|municipio|district|numero circoscrizione|circoscriz",
    M.QUARTER: "quartiere|quarter|rione|borgata|borgo|zona|neighbourhood|neighborhood",
    M.DESCRIPTION: "descrizione|attivita|cosa fa|cosa fanno|di cosa si occupa|description|note|annotazioni|osservazioni|"
    "notes|finalita|attivita svolte|commenti",
    M.THEMES: "temi|tema|ambiti|ambito|ambiti di azione|ambito di azione|ambito di attivita|settore|settori|interessi|"
    "themes|theme|topics|aree tematiche|argomenti|parole chiave",
    M.LANGUAGES: "lingua|lingue|lingue parlate|lingua madre|language|languages|altre lingue",
    M.REPRESENTATIVE: "rappresentante|rappresentante legale|legale rappresentante|presidente|representative|president|"
    "leg rappr|legale rappr|rappr legale|chi firma",
    M.REPRESENTATION_PROOF: "titolo di rappresentanza|prova della rappresentanza|prova di rappresentanza|atto di nomina|verbale di nomina|"
    "proof of representation|proof",
    M.REGISTERED_ON: "registrato il|data registrazione|data di registrazione|inserito il|data inserimento|registered on|"
    "data iscrizione|primo contatto|data primo contatto",
    M.RETAIN_UNTIL: "da rivedere il|da rivedere|conservare fino al|conservare fino a|scadenza conservazione|keep until|"
    "retain until|rivedere il|conserva fino al",
    M.EMAIL: "mail|email|e mail|posta elettronica|indirizzo mail|indirizzo email|indirizzo e mail|mail 1|mail 2|email 1|"
    "email 2|e mail 2|indirizzi e mail|mails|emails|e mail address|indirizzo di posta elettronica|altra mail|altra email",
    M.PEC: "pec|indirizzo pec|posta certificata|mail pec|email pec|posta elettronica certificata|e mail pec",
    M.PHONE: "tel|telefono|telefoni|cell|cellulare|cellulari|mobile|phone|phones|telefono fisso|fisso|n telefono|n tel|"
    "num tel|numero di telefono|recapito telefonico|tel cell|telefono cellulare|whatsapp|tel fisso|tel 1|tel 2|"
    "telefono 1|telefono 2|altro telefono|recapiti telefonici|numero telefono|phone number|cell 1|cell 2|recapito",
    M.POST: "indirizzo postale|recapito postale|postal address|posta|indirizzo di corrispondenza|corrispondenza",
    M.WEB: "sito|sito web|sito internet|web|website|pagina facebook|facebook|instagram|social|url|link|pagina web",
    M.CONTACT_PERSON: "referente|referenti|contatto|contatti|persona di riferimento|contact|contact person|responsabile|"
    "nome referente|nome del referente|nominativo referente|riferimento|referente nome|contatto nome|referente nominativo|"
    "referente nome e cognome|persona di contatto|coordinatore|coordinatrice",
    M.MEMBERS: "membri|soci|componenti|partecipanti|persone|members|people|volontari|associati|altri referenti|"
    "altri contatti|altre persone|elenco soci|direttivo|consiglio direttivo",
    M.PARTNERS: "ne fanno parte|gruppi che ne fanno parte|gruppi in rete|groups in it|partner|partners|partnership|gruppi aderenti|rete",
    M.GROUPS: "gruppo|gruppi|associazione|associazioni|ente|enti|group|groups|appartenenza|organizzazione|organizzazioni|"
    "gruppo di appartenenza|associazione di appartenenza|fa parte di",
    M.MEMBER_ROLE: "ruolo|ruoli|role|incarico|carica|in qualita di|qualifica|ruolo nel gruppo",
    M.NEEDS: "per partecipare serve|esigenze|altre esigenze|bisogni|bisogni particolari|needs|other needs|esigenze particolari",
    M.NEEDS_TIME: "esigenze di orario|orari|disponibilita|disponibilita oraria|needs time|quando puo|orario",
    M.NEEDS_ACCESS: "esigenze di accesso|accessibilita|accesso|needs access|barriere|disabilita",
    M.NEEDS_TRANSLATION: "esigenze di traduzione|traduzione|interprete|needs translation|mediazione",
    M.NOTE: "note|nota|annotazioni|osservazioni|notes|note varie|commenti",
    M.NOTICE_GIVEN_ON: "informativa data il|informativa|data informativa|informativa privacy|privacy|consenso privacy|"
    "privacy notice given on|informativa consegnata il|gdpr|informativa firmata",
    M.NOTICE_CHANNEL: "informativa data come|come informativa|modalita informativa|privacy notice given how",
    M.NEWSLETTER: "consenso alla newsletter|newsletter|consenso newsletter|mailing list|consent to the newsletter|"
    "iscritto newsletter",
    M.PHOTOS: "consenso alle foto|consenso foto|liberatoria|liberatoria foto|foto|consent to photos|consenso immagini",
    M.CONSENTS: "storia dei consensi",
    M.NATURE: "natura|natura del bene|nature",
    M.STRAND: "ambito|ambito co city|ambito cocity|strand",
    M.LATITUDE: "lat|latitudine|latitude|y",
    M.LONGITUDE: "long|lon|lng|longitudine|longitude|x",
    M.COORDINATES: "coordinate|coord|gps|posizione|coordinates|lat long|lat lon|latitudine longitudine|coordinate gps",
    M.GEOMETRY: "geometria|geometry|geojson|geometria geojson|geometry geojson",
    M.CADASTRE: "catasto|dati catastali|foglio e particella|foglio particella|foglio|particella|cadastre|mappale|subalterno",
    M.OWNER: "proprieta|proprietario|owner|ente proprietario|di chi e|titolare",
    M.CONSTRAINTS: "vincoli|vincolo|constraints|vincoli e limiti",
    M.STATE_OF_USE: "stato|stato d uso|stato di uso|stato attuale|state of use|uso attuale|stato di conservazione|utilizzo",
}  # fmt: skip

_PLACE_NAMES = (
    "luogo|bene|bene comune|spazio|place|nome luogo|nome del luogo|nome bene|nome del bene|area|sito"
)
_GROUP_NAMES = "gruppo|associazione|ente|soggetto|organizzazione|group|soggetto civico|soggetti|realta|gruppo associazione|proponente"
_MAILS = re.compile(r"\b(e ?mails?|mail|posta elettronica)\b")
_PHONES = re.compile(r"\b(tel|telefon[oi]|cell|cellular[ei]|phone|mobile|recapit[oi])\b")
_OF_A_PERSON = re.compile(
    r"\b(referent[ei]|contatt[oi]|contact person|contact|responsabile|person s|riferimento)\b"
)


def heading_table(target: ImportTarget) -> Mapping[str, M]:
    """What each known heading means in a table of `target`, by the folded heading."""
    return _TABLES[target]


def _table(target: ImportTarget) -> Mapping[str, M]:
    table: dict[str, M] = {}
    for meaning in reversed(MEANINGS[target]):
        for words in _WORDS.get(meaning, "").split("|"):
            table[words] = meaning
    if target is ImportTarget.GROUPS:
        table |= dict.fromkeys(_GROUP_NAMES.split("|"), M.NAME)
        table |= {"ambito": M.THEMES, "persona": M.CONTACT_PERSON, "nominativo": M.CONTACT_PERSON}
    if target is ImportTarget.PLACES:
        table |= dict.fromkeys(_PLACE_NAMES.split("|"), M.NAME)
        table |= {"note": M.DESCRIPTION, "tipo": M.NATURE, "titolo": M.NAME, "ambito": M.STRAND}
    if target is ImportTarget.PEOPLE:
        table |= {"nome": M.GIVEN_NAME, "name": M.GIVEN_NAME, "privacy": M.NOTICE_GIVEN_ON}
    return MappingProxyType({words: meaning for words, meaning in table.items() if words})


def by_pattern(target: ImportTarget, heading: str) -> M | None:
    """What a heading that is not known as a whole seems to mean by the words in it. `heading` is folded."""
    allowed = MEANINGS[target]
    about_person = target is ImportTarget.GROUPS and _OF_A_PERSON.search(heading) is not None
    found: M | None = None
    if re.search(r"\bpec\b", heading):
        found = M.PEC
    elif _MAILS.search(heading):
        found = M.CONTACT_EMAIL if about_person else M.EMAIL
    elif _PHONES.search(heading):
        found = M.CONTACT_PHONE if about_person else M.PHONE
    elif re.search(r"\bnascita\b", heading):
        found = M.IGNORE
    elif re.search(r"\b(cod(ice)? fisc(ale)?|cf)\b", heading):
        found = M.FISCAL_CODE
    elif re.search(r"\brunts\b", heading):
        found = M.RUNTS_NUMBER
    elif re.search(r"\bcircoscrizione\b", heading):
        found = M.DISTRICT
    elif about_person:
        found = M.CONTACT_PERSON
    return found if found in allowed else None


_TABLES: Mapping[ImportTarget, Mapping[str, M]] = {target: _table(target) for target in MEANINGS}
