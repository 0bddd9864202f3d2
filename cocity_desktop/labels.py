"""The words of every enumeration, once, for the window, the documents and the command line.

A test holds that each value of each enumeration has its words. They are asked for when shown.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping
from enum import StrEnum

from cocity_desktop.application.export_ports import ExportForm, ExportSubject
from cocity_desktop.application.maps import FormKind, GroundKind, MapFault
from cocity_desktop.application.views.fates import Fate
from cocity_desktop.application.views.importing import ProposedBy, RowChoice, RowState
from cocity_desktop.application.views.pacts import ArticleState, RecitalHint, RecitalLack
from cocity_desktop.application.views.place_import import FeatureAnswer, FeatureFate
from cocity_desktop.application.views.place_map import PlaceStanding
from cocity_desktop.domain.commitments import PartyKind
from cocity_desktop.domain.deliveries import Choice, HandOver, ReplySource, Verdict
from cocity_desktop.domain.geometry import ShapeFault
from cocity_desktop.domain.house import StaffRole
from cocity_desktop.domain.keeping import ExportKind, ImportTarget
from cocity_desktop.domain.lifecycle import (
    CommitmentStatus,
    DeliveryState,
    MeetingState,
    MinutesState,
    ProcessState,
    Stage,
)
from cocity_desktop.domain.meetings import AgendaState, DecisionMethod, EntryKind, EntryOutcome, MeetingKind
from cocity_desktop.domain.merging import Side
from cocity_desktop.domain.minutes import Settlement
from cocity_desktop.domain.pacts import AttachmentRole, PactState, SentenceOrigin, VariantState
from cocity_desktop.domain.places import PlaceNature, Strand
from cocity_desktop.domain.processes import GovernmentForm, HistoryKind, OpinionKind, ProcessRole
from cocity_desktop.domain.registry import (
    ConsentKind,
    ContactKind,
    DecisionMaking,
    GroupKind,
    MemberRole,
    NoticeChannel,
)
from cocity_desktop.domain.signatures import SignatureVerdict, SignedForm
from cocity_desktop.localization import _, pgettext, short_day

Words = Callable[[], str]
Table = tuple[tuple[StrEnum, Words], ...]

_KEEPING: Table = (
    (ImportTarget.GROUPS, lambda: _("groups")),
    (ImportTarget.PEOPLE, lambda: _("people")),
    (ImportTarget.PLACES, lambda: _("places")),
    (ImportTarget.PROCESSES, lambda: _("processes")),
    (ImportTarget.REGISTER, lambda: _("register of pacts")),
    (Side.KEPT, lambda: _("the one that stays")),
    (Side.GONE, lambda: _("the one that goes")),
    (Side.BOTH, lambda: _("both")),
    (RowState.NEW, lambda: pgettext("row", "new")),
    (RowState.CHANGED, lambda: pgettext("row", "changed")),
    (RowState.UNCHANGED, lambda: pgettext("row", "unchanged")),
    (RowState.DOUBTFUL, lambda: pgettext("row", "doubtful")),
    (RowState.REFUSED, lambda: pgettext("row", "refused")),
    (RowChoice.SKIP, lambda: _("leave it out")),
    (RowChoice.TAKE, lambda: _("take it as the table has it")),
    (RowChoice.KEEP, lambda: _("keep what is here")),
    (RowChoice.MATCH, lambda: _("it is the same: change it")),
    (RowChoice.CREATE, lambda: _("it is another one: make it")),
    (ProposedBy.REMEMBERED, lambda: _("as last time")),
    (ProposedBy.HEADING, lambda: _("from its heading")),
    (ProposedBy.CONTENT, lambda: _("from what is in it")),
    (ProposedBy.CHOSEN, lambda: _("chosen by you")),
    (ProposedBy.NOTHING, lambda: _("not known")),
    (ExportKind.TABLE, lambda: _("table")),
    (ExportKind.ADDRESSES, lambda: _("address list")),
    (ExportKind.LABELS, lambda: _("labels")),
    (ExportKind.VCARD, lambda: _("contact cards (vCard)")),
    (ExportKind.GEOJSON, lambda: _("places on a map (GeoJSON)")),
    (ExportKind.PERSON, lambda: _("one person’s data")),
    (ExportKind.ARCHIVE, lambda: _("whole archive")),
    (ExportKind.PUBLIC_COPY, lambda: _("public copy")),
    (ExportKind.LIST, lambda: _("list on paper")),
)

_MAPS: Table = (
    (PlaceStanding.NONE, lambda: _("no path yet")),
    (PlaceStanding.UNDER_WAY, lambda: _("path under way")),
    (PlaceStanding.IN_FORCE, lambda: _("pact signed")),
    (PlaceStanding.ENDED, lambda: _("path ended")),
    (GroundKind.SHAPES, lambda: pgettext("a layer of the map", "shapes")),
    (GroundKind.PICTURES, lambda: pgettext("a layer of the map", "pictures in tiles")),
    (GroundKind.VECTOR, lambda: pgettext("a layer of the map", "vector tiles")),
    (FeatureFate.NEW, lambda: pgettext("a place", "new")),
    (FeatureFate.CHANGED, lambda: pgettext("a place", "changed")),
    (FeatureFate.SAME, lambda: pgettext("a place", "as before")),
    (FeatureFate.DOUBTFUL, lambda: pgettext("a place", "in doubt")),
    (FeatureFate.REFUSED, lambda: pgettext("a place", "left out")),
    (FeatureAnswer.LEAVE, lambda: pgettext("a place in doubt", "leave it out")),
    (FeatureAnswer.SAME, lambda: pgettext("a place in doubt", "it is that one")),
    (FeatureAnswer.NEW, lambda: pgettext("a place in doubt", "it is another")),
    (FormKind.AREA, lambda: _("area")),
    (FormKind.LINE, lambda: _("line")),
    (FormKind.POINT, lambda: _("point")),
    (ShapeFault.TYPE, lambda: _("it is neither points nor lines nor areas")),
    (ShapeFault.COORDINATES, lambda: _("its coordinates are not pairs of numbers")),
    (ShapeFault.RANGE, lambda: _("a point lies outside the world")),
    (ShapeFault.SHORT, lambda: _("a line needs two points, an area three")),
    (ShapeFault.OPEN, lambda: _("the outline of an area is not closed")),
    (ShapeFault.EMPTY, lambda: _("there is nothing in it")),
    (ShapeFault.LARGE, lambda: _("it has too many points")),
    (MapFault.NOT_JSON, lambda: _("its text breaks off or is no JSON")),
    (MapFault.NOT_GEOJSON, lambda: _("its JSON is no GeoJSON")),
    (MapFault.NOT_DATABASE, lambda: _("its tables cannot be read")),
    (MapFault.HEADER, lambda: _("its beginning makes no sense")),
    (MapFault.DIRECTORY, lambda: _("its list of tiles makes no sense")),
    (MapFault.COMPRESSION, lambda: _("it is packed in a way that is not known here")),
    (MapFault.TILE, lambda: _("its tiles are of a kind that is not known here")),
    (MapFault.CUT, lambda: _("a part of it is missing")),
)

_EXPORTING: Table = (
    (ExportSubject.GROUPS, lambda: _("groups")),
    (ExportSubject.PEOPLE, lambda: _("people")),
    (ExportSubject.PLACES, lambda: _("places")),
    (ExportSubject.PROCESSES, lambda: _("processes")),
    (ExportForm.XLSX, lambda: _("Table for Excel (XLSX)")),
    (ExportForm.ODS, lambda: _("Table for LibreOffice (ODS)")),
    (ExportForm.CSV, lambda: _("Table for any program (CSV)")),
    (ExportForm.VCARD, lambda: _("Contact cards, vCard 4.0")),
    (ExportForm.VCARD_3, lambda: _("Contact cards for older phones, vCard 3.0")),
    (ExportForm.GEOJSON, lambda: _("Map (GeoJSON), without people’s data")),
    (ExportForm.LABELS, lambda: _("Labels to print, 3 × 8 a sheet")),
    (ExportForm.LABELS_LARGE, lambda: _("Labels to print, 2 × 7 a sheet")),
    (ExportForm.ADDRESSES, lambda: _("Address list to print (PDF)")),
    (ExportForm.ADDRESSES_TEXT, lambda: _("Address list as text")),
)

_REGISTRY: Table = (
    (GroupKind.SINGLE_PERSON, lambda: _("single person")),
    (GroupKind.INFORMAL_GROUP, lambda: _("informal group")),
    (GroupKind.COMMITTEE, lambda: _("committee")),
    (GroupKind.ASSOCIATION, lambda: _("association")),
    (GroupKind.APS, lambda: _("social promotion association (APS)")),
    (GroupKind.ODV, lambda: _("volunteer organisation (ODV)")),
    (GroupKind.ETS, lambda: _("third-sector body (ETS)")),
    (GroupKind.COOPERATIVE, lambda: _("cooperative")),
    (GroupKind.SOCIAL_ENTERPRISE, lambda: _("social enterprise")),
    (GroupKind.SCHOOL, lambda: pgettext("group kind", "school")),
    (GroupKind.FOUNDATION, lambda: pgettext("group kind", "foundation")),
    (GroupKind.PARISH, lambda: _("parish")),
    (GroupKind.COMPANY, lambda: _("company without profit motive")),
    (GroupKind.PUBLIC_BODY, lambda: _("public body")),
    (DecisionMaking.UNKNOWN, lambda: _("not known yet")),
    (DecisionMaking.ASSEMBLY_CONSENSUS, lambda: _("in assembly, by consensus")),
    (DecisionMaking.ASSEMBLY_VOTE, lambda: _("in assembly, by vote")),
    (DecisionMaking.BOARD, lambda: _("in its board")),
    (DecisionMaking.REPRESENTATIVE, lambda: _("the representative decides")),
    (MemberRole.MEMBER, lambda: _("member")),
    (MemberRole.CONTACT, lambda: _("contact person")),
    (MemberRole.REPRESENTATIVE, lambda: _("representative")),
    (MemberRole.VOLUNTEER, lambda: _("volunteer")),
    (ContactKind.EMAIL, lambda: _("e-mail")),
    (ContactKind.PEC, lambda: _("PEC")),
    (ContactKind.PHONE, lambda: _("phone")),
    (ContactKind.POST, lambda: _("post")),
    (ContactKind.WEB, lambda: _("website")),
    (NoticeChannel.PAPER, lambda: _("on paper")),
    (NoticeChannel.VOICE, lambda: _("by voice")),
    (NoticeChannel.DIGITAL, lambda: _("on screen")),
    (ConsentKind.NOTICE, lambda: _("privacy notice")),
    (ConsentKind.PHOTOS, lambda: _("photos")),
    (ConsentKind.NEWSLETTER, lambda: _("newsletter")),
    (StaffRole.FACILITATOR, lambda: _("facilitator")),
    (StaffRole.COORDINATOR, lambda: _("coordinator")),
    (StaffRole.READ_ONLY, lambda: _("reads only")),
    (PlaceNature.TANGIBLE, lambda: _("tangible")),
    (PlaceNature.INTANGIBLE, lambda: _("intangible")),
    (PlaceNature.DIGITAL, lambda: _("digital")),
    (Strand.A, lambda: _("strand A, unused buildings")),
    (Strand.B, lambda: _("strand B, under-used services")),
    (Strand.C, lambda: _("strand C, public space")),
)

_PROCESS: Table = (
    (ProcessState.CONTACT, lambda: _("first contact")),
    (ProcessState.INQUIRY, lambda: _("the house is looking into it")),
    (ProcessState.PROPOSAL_DRAFT, lambda: _("proposal being written")),
    (ProcessState.PROPOSAL_FILED, lambda: _("proposal filed")),
    (ProcessState.PUBLISHED, lambda: _("published for observations")),
    (ProcessState.TECHNICAL_EVALUATION, lambda: _("at the technical board")),
    (ProcessState.AWAITING_SUPPLEMENT, lambda: _("waiting for a supplement")),
    (ProcessState.REDIRECTED, lambda: _("redirected to another instrument")),
    (ProcessState.REFUSED, lambda: _("refused")),
    (ProcessState.ADMITTED, lambda: _("admitted to co-design")),
    (ProcessState.CO_DESIGN, lambda: pgettext("process", "co-design")),
    (ProcessState.PACT_DRAFT, lambda: _("draft pact")),
    (ProcessState.DELIVERED, lambda: _("draft delivered to the Comune")),
    (ProcessState.UNDER_APPROVAL, lambda: _("under approval")),
    (ProcessState.SCHEME_APPROVED, lambda: _("scheme approved")),
    (ProcessState.SIGNED, lambda: pgettext("process", "signed")),
    (ProcessState.IN_FORCE, lambda: _("being carried out")),
    (ProcessState.SUSPENDED, lambda: _("suspended")),
    (ProcessState.REPORTING, lambda: _("reporting")),
    (ProcessState.RENEWED, lambda: _("renewed")),
    (ProcessState.AMENDED, lambda: _("amended")),
    (ProcessState.CONCLUDED, lambda: _("concluded")),
    (ProcessState.WITHDRAWN, lambda: _("withdrawn from")),
    (ProcessState.TERMINATED, lambda: _("terminated")),
    (ProcessState.ARCHIVED, lambda: _("archived")),
    (Stage.CONTACT, lambda: pgettext("stage", "Contact")),
    (Stage.PROPOSAL, lambda: pgettext("stage", "Proposal")),
    (Stage.CO_DESIGN, lambda: pgettext("stage", "Co-design")),
    (Stage.DRAFT_AT_CITY, lambda: pgettext("stage", "Draft at the Comune")),
    (Stage.SIGNED, lambda: pgettext("stage", "Signed")),
    (Stage.IN_LIFE, lambda: pgettext("stage", "In life")),
    (GovernmentForm.PACT, lambda: _("pact of collaboration")),
    (GovernmentForm.ORDINARY, lambda: _("ordinary collaboration")),
    (GovernmentForm.CIVIC_USE, lambda: _("urban civic and collective use")),
    (GovernmentForm.COLLECTIVE_MANAGEMENT, lambda: _("civic collective management")),
    (GovernmentForm.FOUNDATION, lambda: _("commons foundation")),
    (ProcessRole.PROPOSER, lambda: _("proposer")),
    (ProcessRole.PARTNER, lambda: _("partner")),
    (ProcessRole.INTERESTED, lambda: _("interested")),
    (OpinionKind.OPINION, lambda: _("opinion")),
    (OpinionKind.SUPPLEMENT, lambda: _("supplement")),
    (HistoryKind.STATE, lambda: _("step")),
    (HistoryKind.ACT, lambda: _("act")),
)

_MEETING: Table = (
    (MeetingKind.CONTACT, lambda: _("first contact meeting")),
    (MeetingKind.ASSEMBLY, lambda: _("assembly")),
    (MeetingKind.TECHNICAL, lambda: _("technical meeting")),
    (MeetingKind.SITE_VISIT, lambda: _("site visit")),
    (MeetingKind.CO_DESIGN_TABLE, lambda: _("co-design table")),
    (MeetingKind.PUBLIC_MEETING, lambda: _("public meeting")),
    (MeetingKind.REPORTING_BACK, lambda: _("reporting back")),
    (MeetingState.PLANNED, lambda: _("planned")),
    (MeetingState.RUNNING, lambda: _("going on")),
    (MeetingState.CLOSED, lambda: pgettext("meeting", "held")),
    (MeetingState.CANCELLED, lambda: _("called off")),
    (Settlement.MINE, lambda: _("keep what is written")),
    (Settlement.THEIRS, lambda: _("take the new text")),
    (Settlement.OTHER, lambda: _("write a third one")),
    (MinutesState.DRAFT, lambda: pgettext("minutes", "draft")),
    (MinutesState.APPROVED, lambda: pgettext("minutes", "approved")),
    (MinutesState.LOCKED, lambda: pgettext("minutes", "locked")),
    (AgendaState.OPEN, lambda: pgettext("agenda", "to do")),
    (AgendaState.RUNNING, lambda: pgettext("agenda", "now")),
    (AgendaState.DONE, lambda: pgettext("agenda", "done")),
    (AgendaState.POSTPONED, lambda: pgettext("agenda", "put off")),
    (EntryKind.NOTE, lambda: _("note")),
    (EntryKind.IDEA, lambda: _("idea")),
    (EntryKind.QUESTION, lambda: _("question")),
    (EntryKind.CONCERN, lambda: _("concern")),
    (EntryKind.DECISION, lambda: _("decision")),
    (EntryKind.COMMITMENT, lambda: _("commitment")),
    (EntryOutcome.OPEN, lambda: pgettext("entry", "open")),
    (EntryOutcome.IN_PACT, lambda: _("in the pact")),
    (EntryOutcome.COMMITTED, lambda: _("became a commitment")),
    (EntryOutcome.DECLINED, lambda: _("declined")),
    (DecisionMethod.CONSENSUS, lambda: _("by consensus")),
    (DecisionMethod.SHOW_OF_HANDS, lambda: _("by show of hands")),
    (DecisionMethod.COUNT, lambda: _("by count")),
    (PartyKind.GROUP, lambda: pgettext("party", "group")),
    (PartyKind.COMUNE, lambda: _("Comune")),
    (PartyKind.CIRCOSCRIZIONE, lambda: _("district")),
    (PartyKind.SCHOOL, lambda: pgettext("party", "school")),
    (PartyKind.HOUSE, lambda: _("the house")),
    (PartyKind.OTHER, lambda: pgettext("party", "other")),
    (CommitmentStatus.OPEN, lambda: pgettext("commitment", "open")),
    (CommitmentStatus.POSTPONED, lambda: _("postponed")),
    (CommitmentStatus.REOPENED, lambda: _("taken up again")),
    (CommitmentStatus.KEPT, lambda: _("kept")),
    (CommitmentStatus.NOT_KEPT, lambda: _("not kept")),
    (CommitmentStatus.DROPPED, lambda: _("dropped")),
)

_PACT: Table = (
    (PactState.DRAFT, lambda: pgettext("pact", "draft")),
    (PactState.DELIVERED, lambda: pgettext("pact", "delivered")),
    (PactState.AGREED, lambda: pgettext("pact", "agreed")),
    (PactState.SIGNED, lambda: pgettext("pact", "signed")),
    (Fate.CLAUSE, lambda: pgettext("fate", "in the pact")),
    (Fate.COMMITMENT, lambda: pgettext("fate", "a commitment")),
    (Fate.DECLINED, lambda: pgettext("fate", "goes no further")),
    (Fate.OPEN, lambda: pgettext("fate", "still open")),
    (ArticleState.EMPTY, lambda: pgettext("article", "empty")),
    (ArticleState.HAS_SOURCES, lambda: pgettext("article", "has sources")),
    (ArticleState.COMPLETE, lambda: pgettext("article", "complete")),
    (ArticleState.CHANGED_BY_CITY, lambda: pgettext("article", "changed by the Comune")),
    (RecitalLack.NO_PROPOSAL, lambda: _("the history does not tell when the proposal was filed")),
    (RecitalLack.NO_REFERENCE, lambda: _("the Comune’s reference is not written down")),
    (RecitalLack.NO_MINUTES, lambda: _("the minutes are not approved yet")),
    (RecitalLack.NOT_RECEIVED, lambda: _("no answer is written down")),
    (RecitalLack.UNVERIFIED_LAW, lambda: _("nobody verified this citation: it stays out of the papers")),
    (VariantState.OPEN, lambda: pgettext("another text", "to be decided")),
    (VariantState.TAKEN, lambda: pgettext("another text", "taken")),
    (VariantState.DECLINED, lambda: pgettext("another text", "declined")),
    (SentenceOrigin.SOURCED, lambda: _("from the meetings")),
    (SentenceOrigin.DRAFTING, lambda: _("added in drafting")),
    (SentenceOrigin.CITY, lambda: _("the Comune’s text")),
    (AttachmentRole.SITE_PLAN, lambda: _("site plan")),
    (AttachmentRole.PHOTO, lambda: _("photo")),
    (AttachmentRole.REPORT, lambda: _("report")),
    (AttachmentRole.PROPOSAL, lambda: _("proposal")),
    (AttachmentRole.DEED, lambda: _("deed")),
    (AttachmentRole.REPRESENTATION, lambda: _("proof of representation")),
    (AttachmentRole.INVENTORY, lambda: _("inventory")),
    (AttachmentRole.SIGNED_PACT, lambda: _("signed pact")),
    (AttachmentRole.OTHER, lambda: pgettext("attachment", "other")),
    (SignatureVerdict.VALID, lambda: pgettext("signature", "valid")),
    (SignatureVerdict.ALTERED, lambda: pgettext("signature", "altered")),
    (SignatureVerdict.NOT_VERIFIABLE, lambda: pgettext("signature", "not verifiable here")),
    (SignedForm.PDF, lambda: _("signed PDF")),
    (SignedForm.ENVELOPE, lambda: _("signed envelope (.p7m)")),
    (SignedForm.NONE, lambda: _("without electronic signatures")),
    (DeliveryState.SEALED, lambda: _("sealed")),
    (DeliveryState.HANDED_OVER, lambda: _("handed over")),
    (DeliveryState.RECEIVED, lambda: _("received")),
    (DeliveryState.ANSWERED, lambda: _("answered")),
    (DeliveryState.DISCARDED, lambda: _("discarded")),
    (Verdict.ACCEPTED, lambda: _("accepted")),
    (Verdict.ACCEPTED_WITH_TEXT, lambda: _("accepted with another text")),
    (Verdict.DEFERRED, lambda: _("deferred")),
    (Verdict.REJECTED, lambda: _("rejected")),
    (Choice.PENDING, lambda: _("to decide")),
    (Choice.ACCEPT, lambda: _("we accept")),
    (Choice.DISCUSS, lambda: _("we talk about it")),
    (Choice.KEEP, lambda: _("we keep ours")),
    (HandOver.STICK, lambda: _("on a stick")),
    (HandOver.MAIL, lambda: _("by e-mail")),
    (HandOver.PEC, lambda: _("by PEC")),
    (HandOver.COUNTER, lambda: _("at the counter")),
    (HandOver.SHARED_FOLDER, lambda: _("in a shared folder")),
    (ReplySource.FILE, lambda: _("from a file")),
    (ReplySource.PAPER, lambda: _("typed from paper")),
)

# Values of different enumerations with the same text are equal (they are strings): the type tells them apart.
_WORDS: Mapping[tuple[type[StrEnum], str], Words] = {
    (type(value), value.value): words
    for table in (_KEEPING, _EXPORTING, _MAPS, _REGISTRY, _PROCESS, _MEETING, _PACT)
    for value, words in table
}


def label_of(value: StrEnum) -> str:
    """The words of an enumeration's value, in the language in use. Raises KeyError for one that has none."""
    return _WORDS[type(value), value.value]()


def recital_hint_words(hint: RecitalHint) -> str:
    """What a recital could still say: "Second table, 6 Sep 2026: the minutes are not approved yet"."""
    about = hint.about or (label_of(hint.state) if hint.state else "")
    where = ", ".join(part for part in (about, short_day(hint.on) if hint.on else "") if part)
    words = label_of(hint.lack)
    return f"{where}: {words}" if where else f"{words[:1].upper()}{words[1:]}"


def has_label(value: StrEnum) -> bool:
    """For the test that no value is left without words."""
    return (type(value), value.value) in _WORDS


_PAGES: Mapping[str, Callable[[], str]] = {
    "group": lambda: _("Group"),
    "person": lambda: _("Person"),
    "place": lambda: _("Place"),
    "process": lambda: _("Process"),
    "meeting": lambda: _("Meeting"),
    "minutes": lambda: _("Minutes"),
    "commitment": lambda: _("Commitment"),
    "pact": lambda: _("Pact"),
    "delivery": lambda: _("Delivery"),
}


def page_word(kind: str) -> str:
    """What a record is that search found, by the page it opens on."""
    return _PAGES[kind]()
