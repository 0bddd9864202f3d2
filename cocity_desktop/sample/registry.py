"""Tells of the house, its staff, the people, groups, places and processes of the sample."""

from __future__ import annotations

import mimetypes
from functools import partial
from typing import TYPE_CHECKING, Any

from cocity_desktop.application.attachments import AttachFile, attach_file
from cocity_desktop.application.house import AddStaff, UpdateHouse, add_staff, update_house
from cocity_desktop.application.people import PersonFields, UpdatePerson, update_person
from cocity_desktop.application.places import PlaceFields, RegisterPlace, register_place
from cocity_desktop.application.privacy import PublishNotice, publish_notice
from cocity_desktop.application.processes import (
    OpenProcess,
    RecordOpinion,
    TakeStep,
    open_process,
    record_opinion,
    take_step,
)
from cocity_desktop.application.registry import (
    GiveNotice,
    GroupFields,
    NewMember,
    RegisterGroup,
    UpdateGroup,
    give_notice,
    register_group,
    update_group,
)
from cocity_desktop.application.templates import AddTemplate, TemplateFields, TemplateItem, add_template
from cocity_desktop.domain.house import StaffRole
from cocity_desktop.domain.lifecycle import ProcessState
from cocity_desktop.domain.meetings import MeetingKind
from cocity_desktop.domain.pacts import AttachmentRole
from cocity_desktop.domain.places import PlaceNature, Strand
from cocity_desktop.domain.processes import GovernmentForm, OpinionKind
from cocity_desktop.domain.registry import DecisionMaking, GroupKind, MemberRole

if TYPE_CHECKING:
    from cocity_desktop.sample.story import Story


def plan_registry(story: Story) -> None:
    """Put everything that is registered in its place in the story."""
    data = story.data
    first = min(row["valid_from_day"] for row in data.rows("notices"))
    story.at(first, "09:00", partial(_house, story))
    for row in data.rows("notices"):
        story.at(row["valid_from_day"], "10:00", partial(_notice, story, row))
    for row in data.rows("groups"):
        story.at(row["registered_day"], "09:30", partial(_group, story, row))
    for row in data.rows("people"):
        if "notice_day" in row:
            story.at(row["notice_day"], "18:30", partial(_give_notice, story, row))
    for row in data.rows("places"):
        opened = [p["opened_day"] for p in data.rows("processes") if p.get("place") == row["key"]]
        story.at(min(opened), "09:40", partial(_place, story, row))
    for row in data.rows("processes"):
        _plan_process(story, row)
    for row in data.rows("attachments"):
        story.at(row["day"], "15:00", partial(_attachment, story, row))


def _house(story: Story) -> None:
    house = story.data.content["house"]
    cmd = UpdateHouse(
        name=house["name"],
        address=house["address"],
        city=house["city"],
        email=house["email"],
        regulation_code=house["regulation_code"],
    )
    story.run(update_house, cmd)
    for row in story.data.rows("staff"):
        changes = story.run(add_staff, AddStaff(name=row["name"], role=StaffRole(row["role"])))
        story.know("staff", row["key"], changes.created)
    for row in story.data.rows("templates"):
        fields = TemplateFields(
            name=row["name"],
            meeting_kind=MeetingKind(row["meeting_kind"]),
            planned_minutes=row["planned_minutes"],
            items=tuple(TemplateItem(**item) for item in row["items"]),
        )
        story.run(add_template, AddTemplate(fields=fields))


def _notice(story: Story, row: dict[str, Any]) -> None:
    cmd = PublishNotice(
        version=row["version"],
        title=row["title"],
        text=row["text"],
        valid_from=story.data.day(row["valid_from_day"]),
        retention_months=row.get("retention_months"),
    )
    story.run(publish_notice, cmd)


def _group(story: Story, row: dict[str, Any]) -> None:
    fields = GroupFields(
        name=row["name"],
        group_kind=GroupKind(row["group_kind"]),
        decision_making=DecisionMaking(row["decision_making"]),
        description=row["description"],
        themes=tuple(row.get("themes", ())),
        representation_proof=row.get("representation_proof", ""),
    )
    people = {person["key"]: person for person in story.data.rows("people")}
    members = tuple(_member(people[m["person"]], m) for m in row["members"])
    changes = story.run(register_group, RegisterGroup(fields=fields, members=members), story.services.codes)
    story.know("group", row["key"], changes.created)
    detail = story.services.queries.group(story.id("group", row["key"]))
    by_name = {member.name: member.person_id for member in detail.members}
    for member in row["members"]:
        person = people[member["person"]]
        story.know("person", person["key"], by_name[_full_name(person)])
        _person(story, person)
    signer = UpdateGroup(
        group_id=detail.id, fields=fields, representative_id=story.id("person", row["representative"])
    )
    story.run(update_group, signer, story.services.codes)


def _member(person: dict[str, Any], member: dict[str, Any]) -> NewMember:
    return NewMember(
        given_name=person["given_name"],
        family_name=person["family_name"],
        email=person.get("email", ""),
        role=MemberRole(member["role"]),
        duty=member.get("duty", ""),
    )


def _full_name(person: dict[str, Any]) -> str:
    return f"{person['given_name']} {person['family_name']}"


def _person(story: Story, person: dict[str, Any]) -> None:
    person_id = story.id("person", person["key"])
    fields = PersonFields(
        given_name=person["given_name"],
        family_name=person["family_name"],
        languages=tuple(person.get("languages", ())),
        needs=person.get("needs", ""),
        needs_time=person.get("needs_time", ""),
        needs_access=person.get("needs_access", ""),
        needs_translation=person.get("needs_translation", ""),
    )
    cmd = UpdatePerson(person_id=person_id, fields=fields)
    story.run(update_person, cmd, story.services.codes)


def _give_notice(story: Story, person: dict[str, Any]) -> None:
    cmd = GiveNotice(
        person_id=story.id("person", person["key"]), given_on=story.data.day(person["notice_day"])
    )
    story.run(give_notice, cmd)


def _place(story: Story, row: dict[str, Any]) -> None:
    fields = PlaceFields(
        name=row["name"],
        nature=PlaceNature(row["nature"]),
        strand=Strand(row["strand"]) if "strand" in row else None,
        address=row["address"],
        city=row["city"],
        owner=row["owner"],
        state_of_use=row["state_of_use"],
        description=row["description"],
    )
    story.know("place", row["key"], story.run(register_place, RegisterPlace(fields=fields)).created)


def _plan_process(story: Story, row: dict[str, Any]) -> None:
    history = row["history"]
    story.at(row["opened_day"], "10:00", partial(_process, story, row))
    for step in history[1:]:
        # Steps that a delivery or its answer takes by itself are not told twice.
        if "delivery" not in step:
            story.at(step["day"], "11:00", partial(_step, story, row["key"], step))
    for opinion in row.get("opinions", []):
        known = opinion.get("received_day", opinion["asked_day"])
        story.at(known, "12:00", partial(_opinion, story, row["key"], opinion))


def _process(story: Story, row: dict[str, Any]) -> None:
    cmd = OpenProcess(
        title=row["title"],
        place_id=story.id("place", row["place"]),
        group_ids=tuple(story.id("group", key) for key in row["groups"]),
        regulation_code=row["regulation_code"],
        form=GovernmentForm(row["form"]),
        summary=row["summary"],
        opened_on=story.data.day(row["opened_day"]),
    )
    changes = story.run(open_process, cmd, story.services.regulations)
    story.know("process", row["key"], changes.created)


def _step(story: Story, process: str, step: dict[str, Any]) -> None:
    cmd = TakeStep(
        process_id=story.id("process", process),
        target=ProcessState(step["to"]),
        happened_on=story.data.day(step["day"]),
        description=step.get("description", ""),
        reason=step.get("reason", ""),
        reference=step.get("reference", ""),
    )
    story.run(take_step, cmd)


def _opinion(story: Story, process: str, row: dict[str, Any]) -> None:
    cmd = RecordOpinion(
        process_id=story.id("process", process),
        opinion_kind=OpinionKind(row["opinion_kind"]),
        office=row["office"],
        subject=row["subject"],
        asked_on=story.data.maybe_day(row, "asked_day"),
        due_on=story.data.maybe_day(row, "due_day"),
        received_on=story.data.maybe_day(row, "received_day"),
        reference=row.get("reference", ""),
        outcome=row.get("outcome", ""),
    )
    story.run(record_opinion, cmd)


def _attachment(story: Story, row: dict[str, Any]) -> None:
    path = story.data.folder / row["file"]
    cmd = AttachFile(
        name=path.name,
        media_type=row.get("media_type") or mimetypes.guess_type(path.name)[0] or "application/octet-stream",
        content=path.read_bytes(),
        role=AttachmentRole(row["role"]),
        caption=row["caption"],
        process_id=story.id("process", row["process"]),
    )
    story.run(attach_file, cmd)
