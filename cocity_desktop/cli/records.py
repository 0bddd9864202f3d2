"""Commands of the registry: groups, places, processes."""

from __future__ import annotations

from datetime import date, datetime
from typing import Annotated

import typer

from cocity_desktop.application.places import PlaceFields, RegisterPlace, register_place
from cocity_desktop.application.processes import OpenProcess, TakeStep, open_process, take_step
from cocity_desktop.application.registry import (
    AddMember,
    GiveNotice,
    GroupFields,
    NewMember,
    RegisterGroup,
    add_member,
    give_notice,
    register_group,
)
from cocity_desktop.cli.output import say, say_table
from cocity_desktop.cli.session import session_of
from cocity_desktop.domain.lifecycle import ProcessState
from cocity_desktop.domain.places import PlaceNature, Strand
from cocity_desktop.domain.registry import GroupKind, MemberRole
from cocity_desktop.labels import label_of

groups = typer.Typer(no_args_is_help=True)
places = typer.Typer(no_args_is_help=True)
processes = typer.Typer(no_args_is_help=True)

Day = Annotated[datetime | None, typer.Option(formats=["%Y-%m-%d"], help="YYYY-MM-DD")]


def day_or_today(value: datetime | None) -> date:
    """The day of a `--on` option."""
    return value.date() if value else datetime.now().astimezone().date()


@groups.command("list")
def list_groups(context: typer.Context) -> None:
    """All groups: id, kind, people, name."""
    with session_of(context).opened() as services:
        rows = services.queries.groups()
    say_table([(row.id, label_of(row.group_kind), str(row.people), row.name) for row in rows])


@groups.command("add")
def add_group(
    context: typer.Context,
    name: str,
    kind: GroupKind = GroupKind.INFORMAL_GROUP,
    fiscal_code: str = "",
    vat_number: str = "",
    address: str = "",
    district: int | None = None,
    email: str = "",
    proof: Annotated[str, typer.Option(help="What shows that the representative may sign.")] = "",
) -> None:
    """Register a group and print its id."""
    fields = GroupFields(
        name=name,
        group_kind=kind,
        fiscal_code=fiscal_code,
        vat_number=vat_number,
        address=address,
        district=district,
        representation_proof=proof,
    )
    with session_of(context).opened() as services:
        changes = services.run(register_group, RegisterGroup(fields=fields, email=email), services.codes)
    say(changes.created or "")


@groups.command("member")
def add_group_member(
    context: typer.Context,
    group: str,
    given_name: str,
    family_name: Annotated[str, typer.Argument()] = "",
    role: MemberRole = MemberRole.MEMBER,
    email: str = "",
    notice_on: Day = None,
) -> None:
    """Add a person to a group and print the membership's id."""
    member = NewMember(given_name=given_name, family_name=family_name, role=role, email=email)
    with session_of(context).opened() as services:
        changes = services.run(add_member, AddMember(group_id=group, member=member))
        if notice_on is not None:
            rows = services.queries.group(group).members
            person = next(row.person_id for row in rows if row.membership_id == changes.created)
            services.run(give_notice, GiveNotice(person_id=person, given_on=notice_on.date()))
    say(changes.created or "")


@places.command("list")
def list_places(context: typer.Context) -> None:
    """All places: id, address, name."""
    with session_of(context).opened() as services:
        rows = services.queries.places()
    say_table([(row.id, row.address, row.name) for row in rows])


@places.command("add")
def add_place(
    context: typer.Context,
    name: str,
    address: str = "",
    city: str = "Torino",
    district: int | None = None,
    quarter: str = "",
    owner: str = "",
    cadastre: str = "",
    nature: PlaceNature = PlaceNature.TANGIBLE,
    strand: Strand | None = None,
) -> None:
    """Register a place and print its id."""
    fields = PlaceFields(
        name=name,
        address=address,
        city=city,
        district=district,
        quarter=quarter,
        owner=owner,
        cadastre=cadastre,
        nature=nature,
        strand=strand,
    )
    with session_of(context).opened() as services:
        changes = services.run(register_place, RegisterPlace(fields=fields))
    say(changes.created or "")


@processes.command("list")
def list_processes(context: typer.Context) -> None:
    """All processes: id, state, title."""
    with session_of(context).opened() as services:
        rows = services.queries.processes()
    say_table([(row.id, label_of(row.state), row.title) for row in rows])


@processes.command("open")
def open_(
    context: typer.Context,
    title: str,
    place: Annotated[str | None, typer.Option(help="A place's id.")] = None,
    group: Annotated[list[str] | None, typer.Option(help="A group's id; repeat for more.")] = None,
    regulation: str = "torino-391",
    state: ProcessState = ProcessState.CONTACT,
    reason: str = "",
    on: Day = None,
) -> None:
    """Join a place and groups in a path, and print its id."""
    cmd = OpenProcess(
        title=title,
        place_id=place,
        group_ids=tuple(group or ()),
        regulation_code=regulation,
        opened_on=day_or_today(on),
        state=state,
        reason=reason,
    )
    with session_of(context).opened() as services:
        changes = services.run(open_process, cmd, services.regulations)
    say(changes.created or "")


@processes.command("step")
def step(
    context: typer.Context,
    process: str,
    target: ProcessState,
    on: Day = None,
    description: str = "",
    reason: str = "",
    reference: Annotated[str, typer.Option(help="What the Comune wrote on it.")] = "",
) -> None:
    """Move a path to its next state."""
    cmd = TakeStep(
        process_id=process,
        target=target,
        happened_on=day_or_today(on),
        description=description,
        reason=reason,
        reference=reference,
    )
    with session_of(context).opened() as services:
        services.run(take_step, cmd)
    say(label_of(target))
