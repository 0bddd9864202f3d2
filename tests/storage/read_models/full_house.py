"""One archive with at least a record of every kind, all of them tied together."""

from __future__ import annotations

from datetime import date, timedelta

from cocity_desktop.domain.commitments import CommitmentStep, PartyKind
from cocity_desktop.domain.deliveries import Report
from cocity_desktop.domain.house import StaffMember
from cocity_desktop.domain.keeping import (
    Distinction,
    Erasure,
    ExportKind,
    ExportNote,
    ImportedRow,
    ImportMap,
    ImportTarget,
    Merge,
    SavedFilter,
)
from cocity_desktop.domain.lifecycle import (
    CommitmentStatus,
    DeliveryState,
    MeetingState,
    ProcessState,
)
from cocity_desktop.domain.meetings import (
    AgendaItem,
    AgendaState,
    AgendaTemplate,
    AgendaTemplateItem,
    Attendance,
    Decision,
    EntryKind,
    Minutes,
    MinutesAddition,
    MinutesParagraph,
    ParagraphRole,
    Reservation,
)
from cocity_desktop.domain.pacts import (
    Article,
    ArticleComment,
    ArticleVariant,
    ArticleVersion,
    Attachment,
    AttachmentRole,
    PactVersion,
    Sentence,
    SourceLink,
)
from cocity_desktop.domain.places import Place
from cocity_desktop.domain.processes import HistoryStep, Opinion, Participation
from cocity_desktop.domain.registry import (
    Consent,
    ContactKind,
    ContactPoint,
    Group,
    Membership,
    Partnership,
    Person,
    PrivacyNotice,
)
from tests.storage.read_models.records import VERDICTS, answer, begin_pact, deliver
from tests.storage.read_models.store import NOW

DAY = timedelta(days=1)


def fill(store):
    """Write it."""
    store.house()
    staff = store.new(StaffMember, name="Irene")
    person, group, process = _registry(store, staff)
    _kept(store, staff, group, person)
    earlier = store.meeting(process, NOW - 14 * DAY, state=MeetingState.CLOSED, title="Primo tavolo")
    store.new(AgendaItem, meeting_id=earlier.id, title="Varie", state=AgendaState.POSTPONED)
    store.entry(earlier, "Chi tiene le chiavi?", entry_kind=EntryKind.QUESTION)
    meeting = store.meeting(process, NOW + timedelta(hours=2), title="Secondo tavolo")
    decision, commitment = _said(store, staff, meeting, group, person)
    store.new(
        Attendance, meeting_id=earlier.id, group_id=group.id, label=group.name, head_count=3, arrived_at=NOW
    )
    store.new(Attendance, meeting_id=earlier.id, person_id=person.id, label="Ada", arrived_at=NOW)
    minutes = store.new(Minutes, meeting_id=meeting.id, text="Detto tutto.")
    store.new(MinutesAddition, minutes_id=minutes.id, text="Anzi no.", added_at=NOW)
    store.new(MinutesParagraph, minutes_id=minutes.id, role=ParagraphRole.TEXT, text="Detto tutto.")
    template = store.new(AgendaTemplate, name="Tavolo")
    store.new(AgendaTemplateItem, template_id=template.id, title="Saluti")
    _pact(store, process, meeting, decision, commitment)


def _registry(store, staff):
    person = store.new(Person, given_name="Ada", family_name="Esempio")
    signer = store.new(Person, given_name="Bruno")
    group = store.new(Group, name="Insieme", representative_id=signer.id)
    inner = store.new(Group, name="Teatro")
    _elsewhere(store)
    store.new(Membership, group_id=group.id, person_id=person.id)
    store.new(Partnership, group_id=group.id, partner_id=inner.id)
    store.new(ContactPoint, group_id=group.id, contact_kind=ContactKind.PHONE, value="011")
    notice = store.new(PrivacyNotice, version="1", title="Informativa", text="…", valid_from=date(2026, 1, 1))
    store.new(Consent, person_id=person.id, notice_id=notice.id, given_on=date(2027, 1, 14))
    place = store.new(Place, name="Cortile")
    process = store.process(
        "Giardino", place_id=place.id, state=ProcessState.PACT_DRAFT, facilitator_id=staff.id
    )
    store.new(Participation, process_id=process.id, group_id=group.id)
    source = None
    for months, target in enumerate(
        (ProcessState.CONTACT, ProcessState.PROPOSAL_DRAFT, ProcessState.PACT_DRAFT)
    ):
        day = date(2026, 9 + months, 1)
        store.new(HistoryStep, process_id=process.id, happened_on=day, from_state=source, to_state=target)
        source = target
    store.new(Opinion, process_id=process.id, office="Verde pubblico")
    for owner in ({"process_id": process.id}, {"place_id": place.id}):
        store.new(
            Attachment, name="pianta", media_type="image/png", sha256="a" * 64, size=1, added_at=NOW,
            role=AttachmentRole.PHOTO, **owner,
        )  # fmt: skip
    return person, group, process


def _elsewhere(store):
    """A place, a path and groups that have nothing to do with the others, for copies to be tied to."""
    other, inner = store.new(Group, name="Bocciofila"), store.new(Group, name="Coro")
    store.new(Partnership, group_id=other.id, partner_id=inner.id)
    store.new(Group, name="Da soli")
    process = store.process("Orti", place_id=store.new(Place, name="Orti").id)
    store.meeting(process, NOW - DAY, state=MeetingState.CLOSED)


def _kept(store, staff, group, person):
    other = store.new(Group, name="Genitori (vecchio elenco)")
    store.new(
        ImportMap, target=ImportTarget.GROUPS, signature="nome", source="gruppi", meaning={"Nome": "name"}
    )
    store.new(
        ImportedRow,
        source="gruppi",
        row_key="1",
        record_kind="group",
        record_id=group.id,
        values={"name": "G"},
    )
    store.new(Merge, record_kind="group", kept_id=group.id, gone_id=other.id, merged_on=date(2027, 1, 2))
    store.new(Distinction, record_kind="group", first_id=group.id, second_id=other.id)
    store.new(SavedFilter, page="groups", name="Circoscrizione 3", question={"district": 3})
    store.new(ExportNote, export_kind=ExportKind.TABLE, made_at=NOW, by_id=staff.id, person_id=person.id)
    store.new(Erasure, number=1, person_id=person.id, erased_on=date(2027, 1, 3), by_id=staff.id)


def _said(store, staff, meeting, group, person):
    item = store.new(AgendaItem, meeting_id=meeting.id, title="Cortile")
    store.entry(meeting, "Si apre?", agenda_item_id=item.id, group_id=group.id, person_id=person.id)
    decided = store.entry(meeting, "Si prova", entry_kind=EntryKind.DECISION)
    decision = store.new(Decision, entry_id=decided.id, in_favour=3, present=3)
    store.new(Reservation, decision_id=decision.id, text="In due")
    promised = store.entry(meeting, "Apriamo noi", entry_kind=EntryKind.COMMITMENT)
    commitment = store.new_commitment(
        meeting.process_id, "Apriamo noi", entry_id=promised.id, group_id=group.id, due_on=date(2027, 2, 9)
    )
    store.new_commitment(meeting.process_id, party_kind=PartyKind.COMUNE, due_on=date(2027, 2, 12))
    store.new(
        CommitmentStep, commitment_id=commitment.id, from_status=CommitmentStatus.OPEN, at=NOW, by_id=staff.id,
        to_status=CommitmentStatus.POSTPONED, old_due_on=date(2027, 2, 1), new_due_on=date(2027, 2, 9),
    )  # fmt: skip
    return decision, commitment


def _pact(store, process, meeting, decision, commitment):
    pact = begin_pact(store, process)
    with store.unit_of_work() as uow:
        first, second, *_ = uow.find(Article, pact_id=pact.id)
    for source in ({"commitment_id": commitment.id}, {"decision_id": decision.id}):
        sentence = store.new(Sentence, article_id=first.id, text="Apriamo noi.")
        store.new(SourceLink, sentence_id=sentence.id, **source)
    delivery = deliver(store, pact, state=DeliveryState.ANSWERED)
    _, items = answer(store, delivery, VERDICTS[:2], articles=(first, second))
    store.new(
        ArticleVersion, article_id=second.id, version=1, number=2, title="Ieri", text="mandato", made_at=NOW
    )
    store.new(PactVersion, pact_id=pact.id, name="Prima", made_at=NOW, seen={"device": "0"})
    store.new(ArticleComment, article_id=first.id, text="Chi ha le chiavi?", by="Irene", at=NOW)
    store.new(ArticleVariant, article_id=first.id, text="Apre la scuola.", by="Irene", at=NOW)
    store.new(AgendaItem, meeting_id=meeting.id, title="Articolo 2", reply_item_id=items[1].id)
    deliver(store, pact, 2)
    store.new(Report, pact_id=pact.id, period_from=date(2027, 1, 1), period_to=date(2027, 6, 30))
