"""Commands about who works in the house, what each may do, and whose phrases open the archive."""

from __future__ import annotations

import os
from contextlib import suppress
from pathlib import Path
from typing import TYPE_CHECKING, Annotated

import typer

from cocity_desktop.application.house import AddStaff, UpdateStaff, add_staff, update_staff
from cocity_desktop.cli.output import IMPOSSIBLE, say, say_table, stop
from cocity_desktop.cli.session import first_line, session_of
from cocity_desktop.domain.access import HOUSE
from cocity_desktop.domain.errors import ErrorCode, UserError
from cocity_desktop.domain.house import StaffRole
from cocity_desktop.labels import label_of
from cocity_desktop.localization import _, day_and_clock

if TYPE_CHECKING:
    from cocity_desktop.application.services import Services
    from cocity_desktop.application.views.access import AccountRow

NEW_PASSPHRASE_VARIABLE = "COCITY_NEW_PASSPHRASE"

app = typer.Typer(no_args_is_help=True)


@app.command("list")
def list_staff(context: typer.Context) -> None:
    """Everybody: id, role, whether a phrase of theirs opens the archive, name. The house's phrase last, if it opens."""
    with session_of(context).opened() as services:
        access = services.accounts.view()
    rows = [(one.id, label_of(one.role), _state(one), one.name) for one in access.accounts]
    if access.house_phrase:
        rows.append(("house", label_of(StaffRole.COORDINATOR), _("opens"), _("the phrase of the house")))
    say_table(rows)


@app.command("add")
def add(context: typer.Context, name: str, role: StaffRole = StaffRole.FACILITATOR, email: str = "") -> None:
    """Add one who works here, without a phrase yet, and print the id."""
    with session_of(context).opened() as services:
        changes = services.run(add_staff, AddStaff(name=name, role=role, email=email))
    say(changes.created or "")


@app.command("role")
def set_role(context: typer.Context, staff: str, role: StaffRole) -> None:
    """Give somebody another role. It counts from their next change."""
    with session_of(context).opened() as services:
        one = _find(services, staff)
        services.run(update_staff, UpdateStaff(staff_id=one.id, name=one.name, role=role, active=one.active))
    say(f"{one.name}: {label_of(role)}")


@app.command("passphrase")
def passphrase(
    context: typer.Context,
    staff: Annotated[str, typer.Argument(help="An id, or «house».")],
    new_file: Annotated[
        Path | None, typer.Option("--new-passphrase-file", help="A file whose first line is the new phrase.")
    ] = None,
    generate: Annotated[bool, typer.Option(help="Six words by chance, printed once.")] = False,
) -> None:
    """Give somebody a phrase, or another one: asked for twice, from a file, or made by chance."""
    with session_of(context).opened() as services:
        staff_id, name = _whose(services, staff)
        phrase = services.accounts.suggest() if generate else _new_phrase(new_file)
        services.accounts.give_passphrase(staff_id, phrase)
    if generate:
        say(phrase)
    else:
        say(_("{name} can open the archive").format(name=name))


@app.command("remove")
def remove(context: typer.Context, staff: Annotated[str, typer.Argument(help="An id, or «house».")]) -> None:
    """Take a phrase away; of a person, say too that they work here no more. What they wrote keeps their name."""
    with session_of(context).opened() as services:
        staff_id, name = _whose(services, staff)
        if staff_id == HOUSE:
            services.accounts.take_away(HOUSE)
        else:
            one = _find(services, staff_id)
            if one.has_passphrase:
                services.accounts.take_away(one.id)
            gone = UpdateStaff(staff_id=one.id, name=one.name, role=one.role, active=False)
            services.run(update_staff, gone)
    say(_("The phrase of {name} opens no more").format(name=name))
    say(_("A copy of the archive’s files made before still opens with it: see `cocity staff new-key`."))


@app.command("new-key")
def new_key(context: typer.Context) -> None:
    """Change the key of the archive itself, after a backup: copies of its files made before open nothing new."""
    session = session_of(context)
    with session.opened() as services:
        services.accounts.change_key(session.passphrase())
    say(_("The archive has another key"))


def _state(one: AccountRow) -> str:
    if not one.active:
        return _("no longer here")
    if not one.has_passphrase:
        return _("without a phrase")
    return _("opens") if one.last_unlock is None else day_and_clock(one.last_unlock)


def _find(services: Services, staff: str) -> AccountRow:
    for one in services.accounts.view().accounts:
        if one.id == staff:
            return one
    raise UserError(ErrorCode.NOT_FOUND, kind="staff_member", id=staff)


def _whose(services: Services, staff: str) -> tuple[str, str]:
    if staff == "house":
        return HOUSE, _("the house")
    one = _find(services, staff)
    return one.id, one.name


def _new_phrase(file: Path | None) -> str:
    """From the environment, the file, or twice from the keyboard. Ends the command when there is none."""
    with suppress(KeyError):
        return os.environ[NEW_PASSPHRASE_VARIABLE]
    if file is not None:
        return first_line(file)
    if not os.isatty(0):
        stop(IMPOSSIBLE, _("No new phrase: set COCITY_NEW_PASSPHRASE or give --new-passphrase-file."))
    return str(typer.prompt(_("New phrase"), hide_input=True, confirmation_prompt=True))
