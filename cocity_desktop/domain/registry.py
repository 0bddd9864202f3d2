"""Who comes to the house: persons, the groups they form, how to reach them, what they were told about their data.

Group kinds follow the soggetti civici of the regulations (Torino 391 art. 2 c. 1 b) and art. 4; Palermo 2023),
informal groups with a lead partner (capofila) included.
"""

from __future__ import annotations

from dataclasses import dataclass, field
from datetime import date
from enum import StrEnum
from typing import ClassVar

from cocity_desktop.domain.entity import Entity, EntityId, ref


class GroupKind(StrEnum):
    """The legal or informal shape of a soggetto civico."""

    SINGLE_PERSON = "single_person"
    INFORMAL_GROUP = "informal_group"
    COMMITTEE = "committee"
    ASSOCIATION = "association"
    APS = "aps"
    ODV = "odv"
    ETS = "ets"
    COOPERATIVE = "cooperative"
    SOCIAL_ENTERPRISE = "social_enterprise"
    SCHOOL = "school"
    FOUNDATION = "foundation"
    PARISH = "parish"
    COMPANY = "company"
    PUBLIC_BODY = "public_body"


class DecisionMaking(StrEnum):
    """How a group decides; Torino 391 asks collective subjects for a democratic basis (domain.md §1.1)."""

    UNKNOWN = "unknown"
    ASSEMBLY_CONSENSUS = "assembly_consensus"
    ASSEMBLY_VOTE = "assembly_vote"
    BOARD = "board"
    REPRESENTATIVE = "representative"


class MemberRole(StrEnum):
    """What a person does in a group."""

    MEMBER = "member"
    CONTACT = "contact"
    REPRESENTATIVE = "representative"
    VOLUNTEER = "volunteer"


class ContactKind(StrEnum):
    """A way to reach someone."""

    EMAIL = "email"
    PEC = "pec"
    PHONE = "phone"
    POST = "post"
    WEB = "web"


class NoticeChannel(StrEnum):
    """How the privacy notice was given."""

    PAPER = "paper"
    VOICE = "voice"
    DIGITAL = "digital"


class ConsentKind(StrEnum):
    """What the record of privacy is about: the notice itself (GDPR art. 13) or a consent (art. 6(1)(a))."""

    NOTICE = "notice"
    PHOTOS = "photos"
    NEWSLETTER = "newsletter"


@dataclass(kw_only=True, slots=True)
class Person(Entity):
    """A person, with the least data that serves (GDPR art. 5(1)(c)); the codice fiscale only to sign.

    `needs` are those for taking part that no other field names. `retain_until` is the day on which the record is to be
    looked at again (art. 5(1)(e)). An erased person (art. 17) keeps the record, empty, and counts as
    «persona cancellata n. `erased_number`».
    """

    KIND: ClassVar[str] = "person"
    PLURAL: ClassVar[str] = "people"

    given_name: str
    family_name: str = ""
    languages: tuple[str, ...] = ()
    needs: str = ""
    needs_time: str = ""
    needs_access: str = ""
    needs_translation: str = ""
    fiscal_code: str = ""
    note: str = ""
    retain_until: date | None = None
    erased_number: int | None = None


@dataclass(kw_only=True, slots=True)
class Group(Entity):
    """A soggetto civico: any group or single person that takes care of a commons."""

    KIND: ClassVar[str] = "group"
    PLURAL: ClassVar[str] = "groups"

    name: str
    group_kind: GroupKind = GroupKind.INFORMAL_GROUP
    decision_making: DecisionMaking = DecisionMaking.UNKNOWN
    fiscal_code: str = ""
    vat_number: str = ""
    runts_number: str = ""
    address: str = ""
    district: int | None = None
    description: str = ""
    themes: tuple[str, ...] = ()
    languages: tuple[str, ...] = ()
    representative_id: EntityId | None = field(default=None, metadata=ref("person"))
    representation_proof: str = ""
    registered_on: date | None = None
    retain_until: date | None = None


@dataclass(kw_only=True, slots=True)
class Membership(Entity):
    """A person in a group, in a role, for a time."""

    KIND: ClassVar[str] = "membership"
    PLURAL: ClassVar[str] = "memberships"

    group_id: EntityId = field(metadata=ref("group"))
    person_id: EntityId = field(metadata=ref("person"))
    role: MemberRole = MemberRole.MEMBER
    duty: str = ""
    since: date | None = None
    until: date | None = None


@dataclass(kw_only=True, slots=True)
class Partnership(Entity):
    """A group inside an informal group of groups; one of them may be the lead partner (capofila)."""

    KIND: ClassVar[str] = "partnership"
    PLURAL: ClassVar[str] = "partnerships"

    group_id: EntityId = field(metadata=ref("group"))
    partner_id: EntityId = field(metadata=ref("group"))
    is_lead: bool = False


@dataclass(kw_only=True, slots=True)
class ContactPoint(Entity):
    """A mail, a phone, a PEC of a person or of a group."""

    KIND: ClassVar[str] = "contact_point"
    PLURAL: ClassVar[str] = "contact_points"

    contact_kind: ContactKind
    value: str
    person_id: EntityId | None = field(default=None, metadata=ref("person"))
    group_id: EntityId | None = field(default=None, metadata=ref("group"))
    note: str = ""
    preferred: bool = False


@dataclass(kw_only=True, slots=True)
class PrivacyNotice(Entity):
    """A version of the informativa (GDPR art. 13) that the house hands out."""

    KIND: ClassVar[str] = "privacy_notice"
    PLURAL: ClassVar[str] = "privacy_notices"

    version: str
    title: str
    text: str
    valid_from: date
    retention_months: int | None = None


@dataclass(kw_only=True, slots=True)
class Consent(Entity):
    """That a person got the notice, or gave a consent, when and how."""

    KIND: ClassVar[str] = "consent"
    PLURAL: ClassVar[str] = "consents"

    person_id: EntityId = field(metadata=ref("person"))
    notice_id: EntityId | None = field(default=None, metadata=ref("privacy_notice"))
    consent_kind: ConsentKind = ConsentKind.NOTICE
    given_on: date
    channel: NoticeChannel = NoticeChannel.PAPER
    withdrawn_on: date | None = None
