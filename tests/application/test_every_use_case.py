"""Every use case once, on one house: each commits under its own label, and each label has words for undo."""

from __future__ import annotations

import ast
import json
from dataclasses import replace
from datetime import UTC, date, datetime, timedelta
from pathlib import Path
from typing import TYPE_CHECKING

from cocity_desktop import bootstrap
from cocity_desktop.application import article_talk as talk
from cocity_desktop.application import (
    articles,
    exports,
    gap_agenda,
    people,
    places,
    privacy,
    registry,
    replies,
    templates,
)
from cocity_desktop.application import attachments as attached
from cocity_desktop.application import attendances as room
from cocity_desktop.application import capture as said
from cocity_desktop.application import commitments as promised
from cocity_desktop.application import deliveries as delivered
from cocity_desktop.application import entries as lines
from cocity_desktop.application import filters as asked
from cocity_desktop.application import house as our
from cocity_desktop.application import meetings as met
from cocity_desktop.application import minutes as ours
from cocity_desktop.application import minutes_approval as final
from cocity_desktop.application import pact_versions as kept
from cocity_desktop.application import pacts as written
from cocity_desktop.application import people_data as told
from cocity_desktop.application import place_import as features
from cocity_desktop.application import processes as path
from cocity_desktop.application import running as live
from cocity_desktop.application import signed_copies as signed
from cocity_desktop.application.erasing import ErasePerson, erase_person
from cocity_desktop.application.history import redo_last, undo_last
from cocity_desktop.application.importing import tables
from cocity_desktop.application.importing.ports import Table, TableRow
from cocity_desktop.application.importing.processes import ImportProcesses, import_processes
from cocity_desktop.application.importing.register import ImportRegister, import_register
from cocity_desktop.application.inspection import Answer, ArticleAnswer
from cocity_desktop.application.maps import PlaceFeature
from cocity_desktop.application.merging import (
    DistinguishRecords,
    MergeRecords,
    distinguish_records,
    merge_records,
)
from cocity_desktop.application.removal import Remove
from cocity_desktop.application.unmerging import Unmerge, unmerge
from cocity_desktop.application.views.importing import ColumnMeaning
from cocity_desktop.domain.commitments import Commitment, PartyKind
from cocity_desktop.domain.deliveries import Choice, HandOver, Verdict
from cocity_desktop.domain.house import StaffRole
from cocity_desktop.domain.keeping import ExportKind, ImportTarget
from cocity_desktop.domain.lifecycle import CommitmentStatus, ProcessState
from cocity_desktop.domain.meetings import EntryKind, MeetingKind
from cocity_desktop.domain.minutes import Settlement
from cocity_desktop.domain.registry import ConsentKind, MemberRole
from cocity_desktop.privacy_words import words_for_left
from cocity_desktop.ui.shell import change_words
from tests.application.conftest import TODAY, SmallHouse
from tests.signatures.hands import pdf

if TYPE_CHECKING:
    from collections.abc import Callable

APPLICATION = Path(bootstrap.__file__).parent / "application"


def labels_in_the_code() -> set[str]:
    """What use cases commit as, read from their source."""
    calls = (
        node
        for file in APPLICATION.rglob("*.py")
        for node in ast.walk(ast.parse(file.read_text(encoding="utf-8")))
        if isinstance(node, ast.Call) and getattr(node.func, "attr", "") == "commit"
    )
    return {
        part.value
        for call in calls
        for part in ast.walk(call.args[0])
        if isinstance(part, ast.Constant) and isinstance(part.value, str)
    }


def keep_house(house: SmallHouse) -> None:
    house.run(our.update_house, our.UpdateHouse(name="Casa di prova", email="casa@example.org"))
    staff = house.run(our.add_staff, our.AddStaff(name="Ada"))
    house.run(our.update_staff, our.UpdateStaff(staff_id=staff, name="Ada", role=StaffRole.FACILITATOR))
    notice = privacy.PublishNotice(version="1", title="Informativa", text="…", valid_from=TODAY)
    house.run(privacy.publish_notice, notice)


def keep_groups(house: SmallHouse) -> None:
    group, codes = house.ids["group"], house.services.codes
    fields = registry.GroupFields(name="Orto dei vicini APS", representation_proof="Statuto, art. 9")
    house.run(registry.update_group, registry.UpdateGroup(group_id=group, fields=fields), codes)
    member = registry.NewMember(given_name="Ada", family_name="Esempio")
    house.run(registry.add_member, registry.AddMember(group_id=group, member=member))
    row = house.services.queries.group(group).members[0]
    names = people.PersonFields(given_name="Ada", family_name="Prova", needs_time="dopo le sei")
    house.run(people.update_person, people.UpdatePerson(person_id=row.person_id, fields=names), codes)
    role = people.UpdateMembership(membership_id=row.membership_id, role=MemberRole.CONTACT, until=TODAY)
    house.run(people.update_membership, role)
    spare = house.run(people.register_person, people.RegisterPerson(fields=names, phone="011 1"), codes)
    house.run(people.remove_person, Remove(id=spare))
    house.run(registry.give_notice, registry.GiveNotice(person_id=row.person_id, given_on=TODAY))
    other = house.run(
        registry.register_group, registry.RegisterGroup(fields=registry.GroupFields(name="Scuola")), codes
    )
    house.run(registry.add_partner, registry.AddPartner(group_id=group, partner_id=other))
    partnership = house.services.queries.group(group).partners[0].partnership_id
    house.run(people.choose_lead, people.ChooseLead(partnership_id=partnership))
    house.run(registry.remove_partner, Remove(id=partnership))
    house.run(path.add_group_to_process, path.AddGroup(process_id=house.ids["process"], group_id=other))
    joined = next(
        one for one in house.services.queries.process(house.ids["process"]).groups if one.group_id == other
    )
    house.run(path.remove_group_from_process, Remove(id=joined.participation_id))
    lonely = house.run(
        registry.register_group, registry.RegisterGroup(fields=registry.GroupFields(name="X")), codes
    )
    house.run(registry.remove_group, Remove(id=lonely))
    house.run(registry.remove_member, Remove(id=row.membership_id))


def keep_places_and_process(house: SmallHouse) -> None:
    fields = places.PlaceFields(name="Cortile", address="Via Esempio 1")
    house.run(places.update_place, places.UpdatePlace(place_id=house.ids["place"], fields=fields))
    spare = house.run(places.register_place, places.RegisterPlace(fields=places.PlaceFields(name="X")))
    house.run(places.remove_place, Remove(id=spare))
    keep_maps(house)
    process, regulations = house.ids["process"], house.services.regulations
    detail = house.services.queries.process(process)
    update = path.UpdateProcess(
        process_id=process,
        title="Cortile aperto a tutti",
        place_id=house.ids["place"],
        regulation_code="torino-391",
        form=detail.form,
    )
    house.run(path.update_process, update, regulations)
    step = path.TakeStep(process_id=process, target=ProcessState.INQUIRY, happened_on=TODAY)
    house.run(path.take_step, step)
    house.run(path.record_act, path.RecordAct(process_id=process, happened_on=TODAY, description="Lettera"))
    house.run(path.record_opinion, path.RecordOpinion(process_id=process, office="Verde pubblico"))
    spare = house.run(path.open_process, path.OpenProcess(title="X", opened_on=TODAY), regulations)
    house.run(path.remove_process, Remove(id=spare))


def keep_doubles(house: SmallHouse) -> None:
    kept, gone = (
        house.run(places.register_place, places.RegisterPlace(fields=places.PlaceFields(name=name)))
        for name in ("Prato", "Il prato")
    )
    merge = house.run(merge_records, MergeRecords(kind="place", kept_id=kept, gone_id=gone))
    house.run(unmerge, Unmerge(merge_id=merge))
    house.run(distinguish_records, DistinguishRecords(kind="place", one_id=kept, other_id=gone))


def keep_register(house: SmallHouse) -> None:
    headings, cells = ("Id", "Titolo", "Stato"), ("001", "Orto", "Istruttoria in corso")
    table = Table("registro.csv", "csv", "", "", (), 1, headings, (TableRow(2, cells),))
    house.run(import_register, ImportRegister(table=table), house.services.regulations)
    told = Table("percorsi.csv", "csv", "", "", (), 1, ("Percorso",), (TableRow(2, ("Cortile",)),))
    processes = ImportProcesses(table=told, meanings=(ColumnMeaning.TITLE,))
    house.run(import_processes, processes, house.services.regulations)


def keep_maps(house: SmallHouse) -> None:
    feature = PlaceFeature("1", {"name": "Prato"}, {"type": "Point", "coordinates": [7.68, 45.07]})
    command = features.ImportPlaces(source="a.geojson", features=[feature])
    house.run(features.import_place_features, command, house.services.matcher)


def take_in_a_table(house: SmallHouse) -> None:
    table = Table(
        "gruppi.csv",
        "csv",
        "; utf-8",
        "",
        (),
        1,
        ("Nome", "Mail"),
        (TableRow(2, ("Banda", "banda@example.org")),),
    )
    meanings = tuple(
        column.meaning
        for column in tables.proposed_columns(
            tables.ProposeColumns(target=ImportTarget.GROUPS, table=table), house.services.new_unit_of_work()
        )
    )
    taken = tables.ImportTable(target=ImportTarget.GROUPS, table=table, meanings=meanings)
    house.run(tables.import_table, taken, house.services.codes, house.services.matcher)


def keep_filters(house: SmallHouse) -> None:
    made = house.run(
        asked.save_filter, asked.SaveFilter(page="groups", name="Da noi", question={"district": 3})
    )
    house.run(asked.rename_filter, asked.RenameFilter(filter_id=made, name="Circoscrizione 3"))
    house.run(asked.remove_filter, Remove(id=made))


def let_out(house: SmallHouse) -> None:
    house.run(
        exports.note_export, exports.NoteExport(kind=ExportKind.TABLE, file_name="gruppi.csv", records=1)
    )


def keep_templates(house: SmallHouse) -> None:
    point = templates.TemplateItem(title="Saluti", planned_minutes=5)
    fields = templates.TemplateFields(name="Tavolo", items=(point,))
    made = house.run(templates.add_template, templates.AddTemplate(fields=fields))
    changed = templates.UpdateTemplate(template_id=made, fields=replace(fields, name="Tavolo breve"))
    house.run(templates.update_template, changed)
    house.run(templates.remove_template, Remove(id=made))


def hold_meeting(house: SmallHouse) -> None:
    meeting = house.meeting(begin=False, items=(met.NewItem(title="Orari"), met.NewItem(title="Chiavi")))
    update = met.UpdateMeeting(
        meeting_id=meeting,
        title="Tavolo",
        meeting_kind=MeetingKind.CO_DESIGN_TABLE,
        starts_at=house.clock.moment,
        planned_minutes=60,
    )
    house.run(met.update_meeting, update)
    item = house.run(
        met.add_agenda_item, met.AddAgendaItem(meeting_id=meeting, item=met.NewItem(title="Luci"))
    )
    house.run(met.update_agenda_item, met.UpdateAgendaItem(item_id=item, item=met.NewItem(title="Luce")))
    house.run(met.move_agenda_item, met.MoveAgendaItem(item_id=item, position=0))
    spare = house.run(met.add_agenda_item, met.AddAgendaItem(meeting_id=meeting, item=met.NewItem(title="X")))
    house.run(met.remove_agenda_item, Remove(id=spare))
    house.run(live.run_meeting, live.RunMeeting(meeting_id=meeting))
    house.run(live.start_item, live.StartItem(item_id=item))
    here = house.run(room.record_arrival, room.RecordArrival(meeting_id=meeting, group_id=house.ids["group"]))
    say_things(house, meeting)
    house.run(live.choose_room_language, live.ChooseRoomLanguage(meeting_id=meeting, language="fr"))
    house.run(live.pause_item, live.StartItem(item_id=item))
    house.run(live.resume_item, live.StartItem(item_id=item))
    house.run(live.extend_item, live.ExtendItem(item_id=item, minutes=5))
    house.run(live.finish_item, live.StartItem(item_id=item))
    house.run(live.skip_item, live.StartItem(item_id=item))
    came = house.clock.moment
    house.run(
        room.correct_attendance,
        room.CorrectAttendance(attendance_id=here, head_count=2, arrived_at=came, left_at=None),
    )
    house.run(room.record_departure, room.RecordDeparture(attendance_id=here))
    house.run(room.remove_attendance, Remove(id=here))
    house.run(live.close_meeting, live.CloseMeeting(meeting_id=meeting))
    write_minutes(house, meeting)
    off = house.meeting("Rinviato", days=1, begin=False)
    house.run(met.cancel_meeting, met.CancelMeeting(meeting_id=off, reason="Piove"))
    spare = house.meeting("Per sbaglio", days=2, begin=False)
    house.run(met.remove_meeting, Remove(id=spare))


def write_minutes(house: SmallHouse, meeting: str) -> None:
    services = house.services
    read = services.minutes_of
    minutes = house.run(ours.regenerate_minutes, ours.RegenerateMinutes(meeting_id=meeting), read)
    first, second = (line.id for line in read(meeting).paragraphs[:2])
    house.run(ours.write_paragraph, ours.WriteParagraph(paragraph_id=first, text="Ci si trova in cortile."))
    added = ours.InsertParagraph(minutes_id=minutes, after_id=first, text="Piove.")
    house.run(ours.insert_paragraph, added)
    house.run(ours.strike_paragraph, ours.WriteParagraph(paragraph_id=second, text=""))
    mine = ours.SettleParagraph(paragraph_id=first, choice=Settlement.MINE)
    house.run(ours.settle_paragraph, mine)
    approve = final.ApproveMinutes(minutes_id=minutes, approved_by="l’assemblea")
    house.run(final.approve_minutes, approve, read)
    house.run(final.reopen_minutes, final.ReopenMinutes(minutes_id=minutes, reason="Manca un nome"))
    house.run(final.approve_minutes, approve, read)
    document = final.document_to_lock(read(meeting), "Ada", house.clock.now())
    house.run(final.lock_minutes, final.LockMinutes(document=document, pdf=b"%PDF"), read)
    house.run(final.add_addition, final.AddAddition(minutes_id=minutes, text="Erano dodici."))


def say_things(house: SmallHouse, meeting: str) -> None:
    def say(text: str, kind: EntryKind = EntryKind.NOTE) -> str:
        return house.run(
            said.capture_entry, said.CaptureEntry(meeting_id=meeting, text=text, entry_kind=kind)
        )

    house.run(
        said.revise_entry,
        said.ReviseEntry(entry_id=say("Alle nove"), text="Alle dieci", entry_kind=EntryKind.IDEA),
    )
    house.run(said.remove_entry, Remove(id=say("Sbagliato")))
    keep_lines(house, meeting, say)
    house.run(said.decline_entry, said.DeclineEntry(entry_id=say("Mai", EntryKind.IDEA), reason="No"))
    house.ids["decision entry"] = say("Si apre alle dieci", EntryKind.DECISION)
    fields = said.DecisionFields(in_favour=1)
    house.run(said.record_decision, said.RecordDecision(entry_id=house.ids["decision entry"], fields=fields))


def keep_lines(house: SmallHouse, meeting: str, say: Callable[[str], str]) -> None:
    first = say("Aprire sabato. E la domenica?")
    second = house.run(lines.split_entry, lines.SplitEntry(entry_id=first, at=14))
    house.run(lines.join_entries, lines.JoinEntries(first_id=first, second_id=second))
    house.run(lines.move_entry, lines.MoveEntry(entry_id=first, agenda_item_id=None))
    house.run(lines.locate_entry, lines.LocateEntry(entry_id=first, place_id=house.ids["place"]))
    photo = house.run(
        lines.add_photo,
        lines.AddPhoto(meeting_id=meeting, name="l.jpg", media_type="image/jpeg", content=b"JFIF"),
    )
    house.run(lines.describe_photo, lines.DescribePhoto(photo_id=photo, caption="Lavagna", entry_id=first))
    house.run(attached.move_photo, attached.MovePhoto(photo_id=photo, position=0))
    house.run(lines.remove_photo, Remove(id=photo))
    shot = lines.CapturePhoto(
        meeting_id=meeting,
        agenda_item_id=None,
        text="Lavagna",
        said_at=house.clock.moment,
        name="l.jpg",
        media_type="image/jpeg",
        content=b"JFIF",
    )
    house.run(lines.capture_photo, shot)


def promise(house: SmallHouse) -> None:
    fields = promised.CommitmentFields(
        what="Annaffia", group_id=house.ids["group"], due_on=TODAY + timedelta(days=30)
    )
    commitment = house.run(
        promised.add_commitment, promised.AddCommitment(process_id=house.ids["process"], fields=fields)
    )
    house.ids["commitment"] = commitment
    fields = replace(fields, what="Annaffia l’orto", party_kind=PartyKind.GROUP)
    house.run(promised.update_commitment, promised.UpdateCommitment(commitment_id=commitment, fields=fields))
    move = promised.MoveCommitment(
        commitment_id=commitment,
        target=CommitmentStatus.POSTPONED,
        reason="Piove",
        new_due_on=TODAY + timedelta(days=60),
    )
    house.run(promised.move_commitment, move)


def write_pact(house: SmallHouse) -> None:
    services, process = house.services, house.ids["process"]
    pact = house.run(written.assemble_pact, written.AssemblePact(process_id=process), services.regulations)
    house.ids["pact"] = pact
    house.run(written.update_pact, written.UpdatePact(pact_id=pact, title="Patto", starts_on=TODAY))
    article = services.queries.pact(pact).document.articles[0].id
    house.run(written.write_article, written.WriteArticle(article_id=article, text="Si apre. Si chiude."))
    put = written.PutSource(article_id=article, commitment_id=house.ids["commitment"])
    sentence = house.run(written.put_source, put)
    cite = written.CiteSource(sentence_id=sentence, entry_id=house.ids["decision entry"])
    house.run(written.cite_source, cite)
    attach = attached.AttachFile(
        name="50%.txt", media_type="text/plain", content=b"carta", process_id=process
    )
    house.run(attached.attach_file, attach)
    spare = house.run(attached.attach_file, replace(attach, name="di troppo.txt", content=b"altra carta"))
    house.run(attached.remove_attachment, Remove(id=spare))
    keep_articles(house, pact)


def keep_articles(house: SmallHouse, pact: str) -> None:
    heading = house.services.queries.pact(pact).document.articles[1].heading
    add = articles.AddArticle(pact_id=pact, heading=heading, title="Le chiavi")
    added = house.run(articles.add_article, add)
    house.run(articles.rename_article, articles.RenameArticle(article_id=added, title="Chiavi"))
    house.run(articles.move_article, articles.MoveArticle(article_id=added, step=-1))
    house.run(articles.remove_article, Remove(id=added))
    met_later = house.meeting("Prossimo", days=3, begin=False)
    gap = house.services.queries.pact(pact).gaps[0]
    house.run(gap_agenda.ask_gap, gap_agenda.AskGap(pact_id=pact, gap=gap.code))
    house.run(met.cancel_meeting, met.CancelMeeting(meeting_id=met_later, reason="Piove"))


def keep_versions(house: SmallHouse) -> None:
    article = house.services.queries.pact(house.ids["pact"]).document.articles[0].id
    version = house.run(kept.keep_version, kept.KeepVersion(pact_id=house.ids["pact"], name="Prima"))
    house.run(kept.remove_version, Remove(id=version))
    comment = house.run(talk.add_comment, talk.AddComment(article_id=article, text="E di notte?"))
    house.run(talk.resolve_comment, talk.ResolveComment(comment_id=comment))
    house.run(talk.remove_comment, Remove(id=comment))
    other = talk.ProposeVariant(article_id=article, text="Si apre alle otto. Si chiude.")
    taken, declined = house.run(talk.propose_variant, other), house.run(talk.propose_variant, other)
    house.run(talk.take_variant, talk.TakeVariant(variant_id=taken))
    house.run(talk.decline_variant, talk.DeclineVariant(variant_id=declined, reason="Troppo presto"))


def deliver(house: SmallHouse, out: Path) -> str:
    services, pact = house.services, house.ids["pact"]
    gaps = [gap for gap in services.queries.pact(pact).gaps if gap.blocking]
    changes, _ = delivered.deliver(
        delivered.PrepareDelivery(pact_id=pact, overrides={gap.code: "Si vedrà" for gap in gaps}),
        out,
        services.new_unit_of_work,
        services.minutes_of,
        services.read_bytes,
        services.press,
        services.sealer,
    )
    house.labels.append(changes.label)
    return changes.created or ""


def send_and_answer(house: SmallHouse, out: Path) -> None:
    services = house.services
    discarded = deliver(house, out / "v0.zip")
    house.run(
        delivered.discard_delivery, delivered.DiscardDelivery(delivery_id=discarded, reason="Una svista")
    )
    delivery = deliver(house, out / "v1.zip")
    hand = delivered.RecordHandOver(delivery_id=delivery, how=HandOver.PEC, on=TODAY)
    house.run(delivered.record_hand_over, hand)
    house.run(delivered.record_receipt, delivered.RecordReceipt(delivery_id=delivery, protocol="1", on=TODAY))
    verifier = bootstrap.verifier()
    checked = verifier.verify(out / "v1.zip")
    assert checked.valid, checked.defects
    refused = {1: ArticleAnswer(Verdict.REJECTED, reason="No")}
    answer = Answer(office="Beni comuni", replied_on=TODAY, articles=refused, accept_rest=True)
    house.run(
        replies.import_reply,
        replies.ImportReply(content=verifier.answer(checked, answer)),
        services.reply_reader,
    )
    item = services.queries.delivery(delivery).reply.items[0]
    keep = replies.DecideReplyItem(item_id=item.id, choice=Choice.KEEP, reason="Serve")
    house.run(replies.decide_reply_item, keep)
    scan = signed.KeepSignedCopy(
        pact_id=house.ids["pact"], name="scan.pdf", content=pdf(), signed_on=TODAY, on_paper=True
    )
    house.run(signed.keep_signed_copy, scan, services.signatures)
    house.run(replies.begin_next_version, replies.BeginNextVersion(pact_id=house.ids["pact"]))


def keep_people_private(house: SmallHouse) -> None:
    """Last: what was written of the person is gone from all that was done before."""
    member = registry.NewMember(given_name="Ugo", family_name="Esempio")
    add = registry.AddMember(group_id=house.ids["group"], member=member)
    house.run(registry.add_member, add)
    person = next(one.id for one in house.services.queries.people() if one.name == "Ugo Esempio")
    house.run(told.give_notice_to_many, told.GiveNoticeToMany(person_ids=(person,), given_on=TODAY))
    photos = told.RecordConsent(person_id=person, consent_kind=ConsentKind.PHOTOS, given_on=TODAY)
    consent = house.run(told.record_consent, photos)
    house.run(told.withdraw_consent, told.WithdrawConsent(consent_id=consent, on=TODAY))
    house.run(told.keep_until, told.KeepUntil(records=(told.Keeping("person", person, TODAY),)))
    done = house.services.run(
        erase_person, ErasePerson(person_id=person), house.services.erasures, words_for_left
    )
    house.labels.append(done.changes.label)


def test_every_use_case_once(house: SmallHouse, tmp_path: Path) -> None:
    keep_house(house)
    keep_groups(house)
    keep_places_and_process(house)
    keep_register(house)
    keep_doubles(house)
    take_in_a_table(house)
    keep_templates(house)
    let_out(house)
    keep_filters(house)
    hold_meeting(house)
    promise(house)
    write_pact(house)
    keep_versions(house)
    send_and_answer(house, tmp_path)
    keep_people_private(house)
    assert labels_in_the_code() - set(house.labels) == set()
    assert set(house.labels) - labels_in_the_code() == set()


def test_every_label_has_words() -> None:
    assert len(labels_in_the_code()) >= 50
    assert labels_in_the_code() - set(change_words._WORDS) == set()


def test_the_last_change_is_undone_and_redone(house: SmallHouse) -> None:
    queries = house.services.queries
    promise(house)
    before = [(row.what, row.due_on, row.status) for row in queries.commitments(open_only=False)]
    undo_last(house.services.new_unit_of_work())
    assert [(row.what, row.due_on, row.status) for row in queries.commitments(open_only=False)] != before
    redo_last(house.services.new_unit_of_work())
    assert [(row.what, row.due_on, row.status) for row in queries.commitments(open_only=False)] == before


def test_a_file_whose_name_no_bag_takes_is_delivered_under_one_that_it_takes(
    house: SmallHouse, tmp_path: Path
) -> None:
    promise(house)
    hold_meeting(house)
    write_pact(house)
    process = house.ids["process"]
    hard = ["50%.txt", "a\u202eb.txt", "Perche\u0301.txt", "è" * 200 + ".txt", "con", "..", "a/b\\c:d.txt"]
    for name in hard:
        attach = attached.AttachFile(
            name=name, media_type="text/plain", content=name.encode(), process_id=process
        )
        house.run(attached.attach_file, attach)
    deliver(house, tmp_path / "v1.zip")
    checked = bootstrap.verifier().verify(tmp_path / "v1.zip")
    assert checked.valid, checked.defects
    paths = [line["path"] for line in json.loads(json.dumps(dict(checked.pact)))["attachments"]]
    assert len(set(paths)) == len(hard) + 1
    assert "data/allegati/01-50_.txt" in paths


def test_after_midnight_it_is_the_next_day_in_rome_though_not_yet_in_utc(house: SmallHouse) -> None:
    house.clock.moment = datetime(2027, 6, 10, 22, 30, tzinfo=UTC)
    tomorrow = date(2027, 6, 11)
    step = path.TakeStep(process_id=house.ids["process"], target=ProcessState.INQUIRY, happened_on=tomorrow)
    house.run(path.take_step, step)
    entry = said.CaptureEntry(meeting_id=house.meeting(), text="Annaffio", entry_kind=EntryKind.COMMITMENT)
    house.run(said.capture_entry, entry)
    with house.services.new_unit_of_work() as uow:
        assert [commitment.agreed_on for commitment in uow.find(Commitment)] == [tomorrow]
