"""All kinds of record, once: tables, journal, archive file and search are derived from this list."""

from __future__ import annotations

from types import MappingProxyType
from typing import TYPE_CHECKING

from cocity_desktop.domain.commitments import Commitment, CommitmentStep
from cocity_desktop.domain.deliveries import Delivery, Reply, ReplyItem, Report
from cocity_desktop.domain.house import House, StaffMember
from cocity_desktop.domain.keeping import (
    Distinction,
    Erasure,
    ExportNote,
    ImportedRow,
    ImportMap,
    Merge,
    SavedFilter,
)
from cocity_desktop.domain.meetings import (
    AgendaItem,
    AgendaTemplate,
    AgendaTemplateItem,
    Attendance,
    Decision,
    Entry,
    Meeting,
    Minutes,
    MinutesAddition,
    MinutesParagraph,
    Reservation,
)
from cocity_desktop.domain.pacts import (
    Article,
    ArticleComment,
    ArticleVariant,
    ArticleVersion,
    Attachment,
    Pact,
    PactVersion,
    RegulationTemplate,
    Sentence,
    SourceLink,
)
from cocity_desktop.domain.places import Place
from cocity_desktop.domain.processes import HistoryStep, Opinion, Participation, Process
from cocity_desktop.domain.registry import (
    Consent,
    ContactPoint,
    Group,
    Membership,
    Partnership,
    Person,
    PrivacyNotice,
)

if TYPE_CHECKING:
    from collections.abc import Mapping

    from cocity_desktop.domain.entity import Entity

# A kind comes after those it refers to, so that records written in this order satisfy every foreign key.
# Reply items stand before agenda items: an item of the agenda may come from an answer.
ORDER: tuple[type[Entity], ...] = (
    House,
    StaffMember,
    Person,
    Group,
    Membership,
    Partnership,
    ContactPoint,
    PrivacyNotice,
    Consent,
    Place,
    Process,
    Participation,
    HistoryStep,
    Opinion,
    RegulationTemplate,
    Pact,
    Article,
    ArticleVersion,
    PactVersion,
    ArticleComment,
    ArticleVariant,
    Delivery,
    Reply,
    ReplyItem,
    AgendaTemplate,
    AgendaTemplateItem,
    Meeting,
    AgendaItem,
    Attendance,
    Entry,
    Decision,
    Reservation,
    Minutes,
    MinutesParagraph,
    MinutesAddition,
    Commitment,
    CommitmentStep,
    Sentence,
    SourceLink,
    Attachment,
    Report,
    ImportMap,
    ImportedRow,
    Merge,
    Distinction,
    SavedFilter,
    ExportNote,
    Erasure,
)

KINDS: Mapping[str, type[Entity]] = MappingProxyType({cls.KIND: cls for cls in ORDER})
