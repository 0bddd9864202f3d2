"""Runs the Alloro case (tests/data/alloro.py) through the use cases, from registration to the second version."""

from __future__ import annotations

from collections import defaultdict
from dataclasses import dataclass, field
from datetime import UTC, date, datetime, time
from pathlib import Path
from typing import TYPE_CHECKING, Any

from cocity_desktop.application.attachments import AttachFile, attach_file
from cocity_desktop.application.attendances import RecordArrival, record_arrival
from cocity_desktop.application.capture import CaptureEntry, DecisionFields, NewReservation, capture_entry
from cocity_desktop.application.commitments import AddCommitment, CommitmentFields, add_commitment
from cocity_desktop.application.deliveries import PrepareDelivery, RecordHandOver, deliver, record_hand_over
from cocity_desktop.application.meetings import NewItem, ScheduleMeeting, schedule_meeting
from cocity_desktop.application.pact_overview import article_prose
from cocity_desktop.application.pacts import (
    AssemblePact,
    CiteSource,
    UpdatePact,
    WriteArticle,
    assemble_pact,
    cite_source,
    update_pact,
    write_article,
)
from cocity_desktop.application.places import PlaceFields, RegisterPlace, register_place
from cocity_desktop.application.ports import SealedFile
from cocity_desktop.application.processes import (
    OpenProcess,
    RecordAct,
    TakeStep,
    open_process,
    record_act,
    take_step,
)
from cocity_desktop.application.registry import (
    AddPartner,
    GiveNotice,
    GroupFields,
    NewMember,
    RegisterGroup,
    add_partner,
    give_notice,
    register_group,
)
from cocity_desktop.application.replies import (
    BeginNextVersion,
    DecideReplyItem,
    ImportReply,
    begin_next_version,
    decide_reply_item,
    import_reply,
)
from cocity_desktop.application.running import CloseMeeting, RunMeeting, close_meeting, run_meeting
from cocity_desktop.bootstrap import LocalGate, verifier
from cocity_desktop.domain.commitments import PartyKind
from cocity_desktop.domain.deliveries import Choice, HandOver
from cocity_desktop.domain.lifecycle import ProcessState
from cocity_desktop.domain.meetings import EntryKind, MeetingKind
from cocity_desktop.domain.pacts import AttachmentRole
from cocity_desktop.domain.places import PlaceNature
from cocity_desktop.domain.processes import GovernmentForm
from cocity_desktop.domain.registry import GroupKind, MemberRole
from cocity_desktop.sample.data import ROME, StoryClock
from cocity_desktop.sample.reply import answer_as_the_city
from cocity_desktop.system import paths
from tests.data import alloro

if TYPE_CHECKING:
    from cocity_desktop.application.services import Services

PASSPHRASE = "quattro parole per Alloro"


def moment(day: date, at: time) -> datetime:
    """A day and an hour of Rome's clocks."""
    return datetime.combine(day, at, tzinfo=ROME).astimezone(UTC)


@dataclass
class AlloroCase:
    """The case under way: what was made so far, and the files that went out."""

    folder: Path
    clock: StoryClock = field(default_factory=lambda: StoryClock(moment(alloro.OPENED_ON, time(8))))
    ids: dict[str, str] = field(default_factory=dict)
    sealed: list[SealedFile] = field(default_factory=list)

    def __post_init__(self) -> None:
        self.gate = LocalGate(self.folder / "data", paths.resources(), "prova", clock=self.clock)
        self.services: Services = self.gate.create(alloro.HOUSE_NAME, PASSPHRASE, is_sample=True)

    def run(self, use_case: Any, cmd: Any, *ports: Any) -> str:
        return self.services.run(use_case, cmd, *ports).created or ""

    # --- 1. Register

    def register(self) -> None:
        group = self._group(alloro.INFORMAL_GROUP, GroupKind.INFORMAL_GROUP, "", alloro.GROUPS[0].person)
        self.ids["group"] = group
        for facts in alloro.GROUPS:
            partner = self._group(facts.name, GroupKind(facts.kind), facts.address, facts.person)
            self.ids[facts.key] = partner
            self.run(add_partner, AddPartner(group_id=group, partner_id=partner, is_lead=facts.is_lead))
        place = dict(alloro.PLACE)
        fields = PlaceFields(**{**place, "nature": PlaceNature(place["nature"])})  # type: ignore[arg-type]
        self.ids["place"] = self.run(register_place, RegisterPlace(fields=fields))
        self._open_process()

    def _group(self, name: str, kind: GroupKind, address: str, person: tuple[str, str]) -> str:
        fields = GroupFields(
            name=name, group_kind=kind, address=address, representation_proof="Atto costitutivo di esempio"
        )
        signer = NewMember(given_name=person[0], family_name=person[1], role=MemberRole.REPRESENTATIVE)
        cmd = RegisterGroup(fields=fields, members=(signer,))
        group = self.run(register_group, cmd, self.services.codes)
        member = self.services.queries.group(group).members[0]
        self.run(give_notice, GiveNotice(person_id=member.person_id, given_on=alloro.OPENED_ON))
        return group

    def _open_process(self) -> None:
        cmd = OpenProcess(
            title=alloro.PROCESS_TITLE,
            place_id=self.ids["place"],
            group_ids=(self.ids["group"],),
            regulation_code=alloro.REGULATION,
            form=GovernmentForm.PACT,
            opened_on=alloro.OPENED_ON,
            state=ProcessState(alloro.START_STATE),
            reason=alloro.START_REASON,
        )
        self.ids["process"] = self.run(open_process, cmd, self.services.regulations)

    def tell_history(self) -> None:
        for step in alloro.HISTORY:
            self.clock.move_to(moment(step.day, time(9)))
            common = {
                "process_id": self.ids["process"],
                "happened_on": step.day,
                "description": step.description,
                "reference": step.reference,
            }
            if step.state:
                self.run(take_step, TakeStep(target=ProcessState(step.state), reason=step.reason, **common))
            else:
                self.run(record_act, RecordAct(**common))

    # --- 2. and 3. Meet and commit

    def hold_meeting(self, facts: alloro.MeetingFacts) -> None:
        meeting = self.ids.get(facts.key) or self.schedule(facts)
        self.clock.move_to(moment(facts.day, facts.opened))
        self.run(run_meeting, RunMeeting(meeting_id=meeting))
        for who, heads in facts.present:
            group = self.ids.get(who)
            cmd = RecordArrival(
                meeting_id=meeting, group_id=group, label="" if group else who, head_count=heads
            )
            self.run(record_arrival, cmd)
        for entry in facts.entries:
            self.clock.move_to(moment(facts.day, entry.at))
            self._capture(meeting, entry)
        self.clock.move_to(moment(facts.day, facts.closed))
        self.run(close_meeting, CloseMeeting(meeting_id=meeting))

    def schedule(self, facts: alloro.MeetingFacts) -> str:
        cmd = ScheduleMeeting(
            process_id=self.ids["process"],
            title=facts.title,
            meeting_kind=MeetingKind(facts.kind),
            starts_at=moment(facts.day, facts.opened),
            venue=facts.venue,
            items=tuple(NewItem(title=title) for title in facts.agenda),
        )
        self.ids[facts.key] = self.run(schedule_meeting, cmd)
        return self.ids[facts.key]

    def _capture(self, meeting: str, entry: alloro.EntryFacts) -> None:
        cmd = CaptureEntry(
            meeting_id=meeting,
            entry_kind=EntryKind(entry.kind),
            text=entry.text,
            group_id=self.ids[entry.group] if entry.group else None,
            decision=self._decision(entry) if entry.counts else None,
            commitment=self._commitment(entry.commitment) if entry.commitment else None,
        )
        self.ids[entry.key] = self.run(capture_entry, cmd)

    def _decision(self, entry: alloro.EntryFacts) -> DecisionFields:
        favour, fine, reserved, aside, against, present = entry.counts or (0,) * 6
        return DecisionFields(
            in_favour=favour,
            fine=fine,
            with_reservation=reserved,
            stand_aside=aside,
            against=against,
            present=present,
            reservations=tuple(
                NewReservation(group_id=self.ids[group], text=text) for group, text in entry.reservations
            ),
        )

    def _commitment(self, facts: alloro.CommitmentFacts) -> CommitmentFields:
        return CommitmentFields(
            what=facts.what,
            party_kind=PartyKind(facts.party),
            group_id=self.ids["group"] if facts.party == "group" else None,
            party_name={"comune": alloro.CITY_PARTY, "school": "ICS «Rita Borsellino»"}.get(facts.party, ""),
            due_on=facts.due,
            recurrence=facts.recurrence,
            heading=facts.heading,
        )

    def commit_in_writing(self) -> None:
        for facts in alloro.AGREED_IN_WRITING:
            cmd = AddCommitment(process_id=self.ids["process"], fields=self._commitment(facts))
            self.run(add_commitment, cmd)

    # --- 4. Assemble

    def assemble(self) -> None:
        cmd = AssemblePact(process_id=self.ids["process"], title=alloro.PACT_TITLE)
        self.ids["pact"] = self.run(assemble_pact, cmd, self.services.regulations)
        term = UpdatePact(
            pact_id=self.ids["pact"],
            title=alloro.PACT_TITLE,
            starts_on=alloro.STARTS_ON,
            ends_on=alloro.ENDS_ON,
        )
        self.run(update_pact, term)
        self.write(alloro.ARTICLES, keep=True)

    def attach_papers(self) -> None:
        for (name, content), role in (
            (alloro.SITE_PLAN, AttachmentRole.SITE_PLAN),
            (alloro.PROJECT, AttachmentRole.PROPOSAL),
        ):
            media_type = "image/svg+xml" if name.endswith("svg") else "text/plain"
            cmd = AttachFile(
                name=name, media_type=media_type, content=content, role=role, process_id=self.ids["process"]
            )
            self.run(attach_file, cmd)

    def write(self, articles: dict[str, tuple[alloro.SentenceFacts, ...]], *, keep: bool) -> None:
        for article in self.document().articles:
            if article.heading in articles:
                before = article_prose(article) if keep else ""
                self._write(article.id, before, articles[article.heading])

    def _write(self, article_id: str, before: str, sentences: tuple[alloro.SentenceFacts, ...]) -> None:
        paragraphs: dict[int, list[str]] = defaultdict(list)
        for sentence in sentences:
            paragraphs[sentence.paragraph].append(sentence.text)
        lines = [before, *(" ".join(parts) for _, parts in sorted(paragraphs.items()))]
        text = "\n".join(line for line in lines if line)
        self.run(write_article, WriteArticle(article_id=article_id, text=text))
        written = next(a for a in self.document().articles if a.id == article_id)
        ids = {line.text: line.id for paragraph in written.paragraphs for line in paragraph}
        for sentence in sentences:
            for key in sentence.sources:
                self._cite(ids[sentence.text], key)

    def _cite(self, sentence_id: str, key: str) -> None:
        entry_id = self.ids[key]
        meetings = self.services.queries.meetings()
        rows = [e for m in meetings for e in self.services.queries.meeting(m.id).entries if e.id == entry_id]
        decision, commitment = rows[0].decision, rows[0].commitment
        plain = decision is None and commitment is None
        cmd = CiteSource(
            sentence_id=sentence_id,
            decision_id=decision.id if decision else None,
            commitment_id=commitment.id if commitment else None,
            entry_id=entry_id if plain else None,
        )
        self.run(cite_source, cmd)

    def document(self) -> Any:
        return self.services.queries.pact(self.ids["pact"]).document

    # --- 5. Deliver and 6. answer

    def deliver(self) -> SealedFile:
        services = self.services
        number = len(self.sealed) + 1
        changes, sealed = deliver(
            PrepareDelivery(pact_id=self.ids["pact"]),
            self.folder / f"patto-v{number}.zip",
            services.new_unit_of_work,
            services.minutes_of,
            services.read_bytes,
            services.press,
            services.sealer,
        )
        self.sealed.append(sealed)
        self.ids[f"v{number}"] = changes.created or ""
        return sealed

    def hand_over(self, on: date) -> None:
        self.clock.move_to(moment(on, time(12)))
        cmd = RecordHandOver(delivery_id=self.ids[f"v{len(self.sealed)}"], how=HandOver.STICK, on=on)
        self.run(record_hand_over, cmd)

    def answer(self) -> bytes:
        """The city's answer to the newest delivery, made from the file alone."""
        items = [
            {"heading": a.heading, "verdict": a.verdict, "text": a.text, "reason": a.reason}
            for a in alloro.ANSWERS
        ]
        table = {
            "office": alloro.OFFICE,
            "protocol": alloro.REPLY_PROTOCOL,
            "note": alloro.REPLY_NOTE,
            "items": items,
        }
        return answer_as_the_city(verifier(), self.sealed[-1].path, table, alloro.REPLIED_ON)

    def import_answer(self, content: bytes) -> None:
        self.clock.move_to(moment(alloro.REPLIED_ON, time(15)))
        self.run(import_reply, ImportReply(content=content), self.services.reply_reader)

    def decide(self) -> None:
        self.run(begin_next_version, BeginNextVersion(pact_id=self.ids["pact"]))
        headings = {article.id: article.heading for article in self.document().articles}
        choices = {answer.heading: answer for answer in alloro.ANSWERS}
        reply = self.services.queries.delivery(self.ids["v1"]).reply
        assert reply is not None
        for item in reply.items:
            answer = choices.get(headings[item.article_id])
            if answer is not None:
                cmd = DecideReplyItem(
                    item_id=item.id, choice=Choice(answer.choice), reason=answer.choice_reason
                )
                self.run(decide_reply_item, cmd)
