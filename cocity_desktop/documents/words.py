"""The words of kinds and states as documents print them. Called when printing, so that the language is the one in use."""

from __future__ import annotations

from typing import TYPE_CHECKING

from cocity_desktop.application.views.place_map import PlaceStanding
from cocity_desktop.domain.commitments import PartyKind
from cocity_desktop.domain.lifecycle import CommitmentStatus, MinutesState, ProcessState
from cocity_desktop.domain.meetings import DecisionMethod, EntryKind, EntryOutcome, MeetingKind
from cocity_desktop.domain.pacts import AttachmentRole
from cocity_desktop.domain.places import PlaceNature, Strand
from cocity_desktop.domain.processes import GovernmentForm
from cocity_desktop.domain.registry import GroupKind
from cocity_desktop.localization import (
    _,
    by_day,
    current_language,
    dated,
    from_day,
    join_list,
    local,
    money,
    ngettext,
    pgettext,
)
from cocity_desktop.localization import day as written_day

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable
    from datetime import date, datetime

    from cocity_desktop.application.document_views import CommitmentLine, HouseLine


_TAGS = {"it": "it-IT", "en": "en-GB", "fr": "fr-FR", "es": "es-ES", "ro": "ro-RO", "ar": "ar"}


def bcp47(language: str) -> str:
    """The language tag of a document (BCP 47) from the app's own code."""
    return _TAGS.get(language, language or "it-IT")


def public_words() -> str:
    """What a public copy says of itself."""
    return _("Public copy: without personal data")


def public_note(note: str, *, public: bool) -> str:
    """The note at the foot of a page, which says on each that it is a public copy."""
    return " · ".join(part for part in (_("Public copy") if public else "", note) if part)


def filled(*texts: str) -> str:
    """The first text that says something; "" if none does."""
    return next((text.strip() for text in texts if text.strip()), "")


def house_words(house: HouseLine) -> str:
    """The house, where it is and its mail, on one line."""
    place = ", ".join(part.strip() for part in (house.address, house.city) if part.strip())
    return " · ".join(part for part in (house.name.strip(), place, house.email.strip()) if part)


def form_word(form: GovernmentForm) -> str:
    """What the document is, by the form of government (Torino 391 arts. 8, 13, 15, 16, 17)."""
    return {
        GovernmentForm.PACT: _("Pact of collaboration"),
        GovernmentForm.ORDINARY: _("Ordinary collaboration"),
        GovernmentForm.CIVIC_USE: _("Charter of civic and collective use"),
        GovernmentForm.COLLECTIVE_MANAGEMENT: _("Charter of collective civic management"),
        GovernmentForm.FOUNDATION: _("Commons foundation"),
    }[form]


def group_word(kind: GroupKind | None) -> str:
    """The legal or informal shape of a party; "" for the Comune and other bodies."""
    if kind is None:
        return ""
    return {
        GroupKind.SINGLE_PERSON: _("single person"),
        GroupKind.INFORMAL_GROUP: _("informal group"),
        GroupKind.COMMITTEE: _("committee"),
        GroupKind.ASSOCIATION: _("association"),
        GroupKind.APS: _("association of social promotion (APS)"),
        GroupKind.ODV: _("volunteer organisation (ODV)"),
        GroupKind.ETS: _("third-sector body (ETS)"),
        GroupKind.COOPERATIVE: _("cooperative"),
        GroupKind.SOCIAL_ENTERPRISE: _("social enterprise"),
        GroupKind.SCHOOL: _("school"),
        GroupKind.FOUNDATION: _("foundation"),
        GroupKind.PARISH: _("parish"),
        GroupKind.COMPANY: _("company without profit motive"),
        GroupKind.PUBLIC_BODY: _("public body"),
    }[kind]


def party_kind_word(kind: PartyKind) -> str:
    """A party of a commitment that has no name."""
    return {
        PartyKind.GROUP: _("A group"),
        PartyKind.COMUNE: _("The Comune"),
        PartyKind.CIRCOSCRIZIONE: _("The circoscrizione"),
        PartyKind.SCHOOL: _("The school"),
        PartyKind.HOUSE: _("The house"),
        PartyKind.OTHER: _("Others"),
    }[kind]


def party_words(line: CommitmentLine) -> str:
    """Who is bound: by name, or by what they are."""
    return filled(line.party, party_kind_word(line.party_kind))


def meeting_word(kind: MeetingKind) -> str:
    """The kind of a meeting, in lower case."""
    return {
        MeetingKind.CONTACT: _("first contact"),
        MeetingKind.ASSEMBLY: _("assembly"),
        MeetingKind.TECHNICAL: _("technical meeting"),
        MeetingKind.SITE_VISIT: _("site visit"),
        MeetingKind.CO_DESIGN_TABLE: _("co-design table"),
        MeetingKind.PUBLIC_MEETING: _("public meeting"),
        MeetingKind.REPORTING_BACK: _("reporting back"),
    }[kind]


def entry_word(kind: EntryKind) -> str:
    """The kind of a line of notes, in lower case."""
    return {
        EntryKind.NOTE: pgettext("entry", "note"),
        EntryKind.IDEA: pgettext("entry", "idea"),
        EntryKind.QUESTION: pgettext("entry", "question"),
        EntryKind.CONCERN: pgettext("entry", "concern"),
        EntryKind.DECISION: pgettext("entry", "decision"),
        EntryKind.COMMITMENT: pgettext("entry", "commitment"),
    }[kind]


def source_word(kind: str) -> str:
    """The kind of a source as `SourceLine.kind` has it: a decision, a commitment, or another line of notes."""
    known = {"decision": EntryKind.DECISION, "commitment": EntryKind.COMMITMENT}
    return entry_word(known[kind]) if kind in known else pgettext("source", "note of a meeting")


def outcome_word(outcome: EntryOutcome) -> str:
    """What became of an entry; "" while it is open."""
    return {
        EntryOutcome.OPEN: "",
        EntryOutcome.IN_PACT: _("now in the pact"),
        EntryOutcome.COMMITTED: _("became a commitment"),
        EntryOutcome.DECLINED: _("set aside"),
    }[outcome]


def method_word(method: DecisionMethod) -> str:
    """How a decision was taken, in lower case."""
    return {
        DecisionMethod.CONSENSUS: _("by consensus"),
        DecisionMethod.SHOW_OF_HANDS: _("by show of hands"),
        DecisionMethod.COUNT: _("by counting"),
    }[method]


def standing_word(standing: PlaceStanding) -> str:
    """How far what is done for a place has come."""
    return {
        PlaceStanding.NONE: lambda: _("no path yet"),
        PlaceStanding.UNDER_WAY: lambda: _("path under way"),
        PlaceStanding.IN_FORCE: lambda: _("pact signed"),
        PlaceStanding.ENDED: lambda: _("path ended"),
    }[standing]()


def status_word(status: CommitmentStatus) -> str:
    """What became of a commitment, in lower case; "" while it is open."""
    return {
        CommitmentStatus.OPEN: "",
        CommitmentStatus.POSTPONED: pgettext("commitment", "postponed"),
        CommitmentStatus.REOPENED: pgettext("commitment", "reopened"),
        CommitmentStatus.KEPT: pgettext("commitment", "kept"),
        CommitmentStatus.NOT_KEPT: pgettext("commitment", "not kept"),
        CommitmentStatus.DROPPED: pgettext("commitment", "dropped"),
    }[status]


def minutes_word(state: MinutesState) -> str:
    """How firm minutes are."""
    return {
        MinutesState.DRAFT: pgettext("minutes", "Draft, not yet approved"),
        MinutesState.APPROVED: pgettext("minutes", "Approved"),
        MinutesState.LOCKED: pgettext("minutes", "Approved and closed"),
    }[state]


def short_code(sha256: str) -> str:
    """The first 16 of the 64 signs of a hash, in groups that can be read aloud: «3f2a 9c1b 77d0 41ee»."""
    return " ".join(sha256[start : start + 4] for start in range(0, 16, 4))


def role_word(role: AttachmentRole) -> str:
    """What an attachment is."""
    return {
        AttachmentRole.SITE_PLAN: _("Site plan"),
        AttachmentRole.PHOTO: _("Photo"),
        AttachmentRole.REPORT: pgettext("attachment", "Report"),
        AttachmentRole.PROPOSAL: pgettext("attachment", "Proposal"),
        AttachmentRole.DEED: _("Deed"),
        AttachmentRole.REPRESENTATION: _("Power to represent"),
        AttachmentRole.INVENTORY: _("Inventory"),
        AttachmentRole.OTHER: pgettext("attachment", "Other"),
    }[role]


def nature_word(nature: PlaceNature) -> str:
    """What a place is (Torino 391 art. 2 c. 1 a)."""
    return {
        PlaceNature.TANGIBLE: _("tangible"),
        PlaceNature.INTANGIBLE: _("intangible"),
        PlaceNature.DIGITAL: _("digital"),
    }[nature]


def strand_word(strand: Strand | None) -> str:
    """The strand of Co-City a place belongs to; "" for none."""
    if strand is None:
        return ""
    return {
        Strand.A: _("strand A, unused buildings"),
        Strand.B: _("strand B, under-used services"),
        Strand.C: _("strand C, public space"),
    }[strand]


def step_word(state: ProcessState | None) -> str:
    """A step of the path as a recital tells it; "" for an act that changed no state."""
    if state is None:
        return ""
    return {
        ProcessState.CONTACT: _("First contact"),
        ProcessState.INQUIRY: _("The idea is looked into"),
        ProcessState.PROPOSAL_DRAFT: _("The proposal is being written"),
        ProcessState.PROPOSAL_FILED: _("The proposal is filed"),
        ProcessState.PUBLISHED: _("The proposal is published for observations"),
        ProcessState.TECHNICAL_EVALUATION: _("The offices evaluate the proposal"),
        ProcessState.AWAITING_SUPPLEMENT: _("A supplement is asked for"),
        ProcessState.REDIRECTED: _("The proposal is sent to another instrument"),
        ProcessState.REFUSED: _("The proposal is refused"),
        ProcessState.ADMITTED: _("The proposal is admitted to co-design"),
        ProcessState.CO_DESIGN: _("Co-design begins"),
        ProcessState.PACT_DRAFT: _("The pact is being drafted"),
        ProcessState.DELIVERED: _("The draft is delivered to the Comune"),
        ProcessState.UNDER_APPROVAL: _("The draft is under approval"),
        ProcessState.SCHEME_APPROVED: _("The text of the pact is approved"),
        ProcessState.SIGNED: _("The pact is signed"),
        ProcessState.IN_FORCE: _("The pact is in force"),
        ProcessState.SUSPENDED: _("The pact is suspended"),
        ProcessState.REPORTING: _("A report is due"),
        ProcessState.RENEWED: _("The pact is renewed"),
        ProcessState.AMENDED: _("The pact is amended"),
        ProcessState.CONCLUDED: _("The pact is concluded"),
        ProcessState.WITHDRAWN: _("The proposers withdraw"),
        ProcessState.TERMINATED: _("The pact is terminated"),
        ProcessState.ARCHIVED: _("The file is archived"),
    }[state]


# --- Small sentences -------------------------------------------------------------------------------------------


def size_words(size: int) -> str:
    """A file's size: "512 B", "1,4 MB" (decimal units; `size` in bytes)."""
    for unit, factor in (("GB", 10**9), ("MB", 10**6), ("kB", 10**3)):
        if size >= factor:
            rounded = f"{size / factor:.1f}".removesuffix(".0")
            return f"{rounded.replace('.', ',') if current_language() == 'it' else rounded} {unit}"
    return f"{size} B"


def hours_words(hours: int) -> str:
    """Hours of work."""
    return ngettext("{n} hour", "{n} hours", hours)


def when_words(commitment: CommitmentLine, tie: Callable[[str], str] = str) -> str:
    """By when, or how often and from when; "" if nothing was agreed. `tie` keeps a day together, as `unbroken` does."""
    parts = []
    if commitment.recurrence:
        parts.append(commitment.recurrence)
    if commitment.starts_on:
        parts.append(tie(from_day(commitment.starts_on)))
    if commitment.due_on:
        parts.append(tie(by_day(commitment.due_on)))
    return ", ".join(parts)


def resource_words(commitment: CommitmentLine) -> list[str]:
    """What it takes: money, hours, things; each a piece of its own."""
    parts = []
    if commitment.money_cents is not None:
        parts.append(money(commitment.money_cents))
    if commitment.hours is not None:
        parts.append(hours_words(commitment.hours))
    if commitment.materials.strip():
        parts.append(commitment.materials.strip())
    return parts


def total_words(commitments: Iterable[CommitmentLine]) -> str:
    """Sums of money and hours, "" when there are none."""
    lines = list(commitments)
    cents = sum(line.money_cents or 0 for line in lines)
    hours = sum(line.hours or 0 for line in lines)
    return " · ".join([*([money(cents)] if cents else []), *([hours_words(hours)] if hours else [])])


def period_words(start: date | None, end: date | None) -> str:
    """How long: from one day to another, or what is known of it; "" for nothing."""
    if start and end:
        return dated(_("from {start} to {end}"), start=written_day(start), end=written_day(end))
    if start:
        return from_day(start, "d MMMM y")
    return dated(_("until {day}"), day=written_day(end)) if end else ""


def day_of(moment: datetime) -> str:
    """The day of a moment on the clocks of Rome: 11 febbraio 2027."""
    return written_day(local(moment).date())


def unbroken(text: str) -> str:
    """The same words with spaces at which no line breaks: for what is read in one, a moment or a name."""
    return text.replace(" ", "\u00a0")


def names(parts: Iterable[str]) -> str:
    """Names as a sentence lists them, leaving out empty ones."""
    return join_list([part for part in parts if part.strip()])
