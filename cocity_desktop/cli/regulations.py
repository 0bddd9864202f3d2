"""Commands of the regulations: which there are, what one says and how well it is known, and a Comune's own."""

from __future__ import annotations

from pathlib import Path
from typing import Annotated

import typer

from cocity_desktop import bootstrap
from cocity_desktop.cli.output import WRONG, say, say_json, say_table, stop
from cocity_desktop.cli.session import session_of
from cocity_desktop.domain.errors import AppError
from cocity_desktop.localization import _, ngettext
from cocity_desktop.regulation_words import count_words, fault_words, known_words, length_words, rule_groups

app = typer.Typer(no_args_is_help=True)


@app.command("list")
def list_regulations(
    context: typer.Context, as_json: Annotated[bool, typer.Option("--json")] = False
) -> None:
    """All regulations here: code, whose, rules verified, title. Exit 1 if one of your own cannot be read."""
    library = bootstrap.regulation_library(session_of(context).directory)
    own = set(library.own_codes())
    found = [library.get(code) for code, _title in library.titles()]
    if as_json:
        say_json([{"code": r.code, "title": r.title, "own": r.code in own, "city": r.city} for r in found])
    else:
        say_table(
            [(r.code, _("yours") if r.code in own else _("shipped"), count_words(r), r.title) for r in found]
        )
    faulty = library.faults()
    for name, faults in faulty.items():
        _tell(name, faults)
    if faulty:
        stop(WRONG)


@app.command("show")
def show(context: typer.Context, code: str) -> None:
    """What a regulation says, rule by rule, with where each was read and whether it was verified."""
    regulation = bootstrap.regulation_library(session_of(context).directory).get(code)
    say(f"{regulation.title} ({regulation.code})")
    say(count_words(regulation))
    if regulation.note:
        say(regulation.note)
    for title, rules in rule_groups(regulation):
        say(f"\n{title}")
        for words, rule in rules:
            say(f"{'✓' if rule.verified else '?'} {words}")
            say(f"    {known_words(regulation, rule)}")


@app.command("check")
def check(folder: Annotated[Path, typer.Argument(help="A folder with a regulation.toml.")]) -> None:
    """Explain everything that is wrong with a regulation of your own. Exit 1 if anything is."""
    examined = bootstrap.examine_regulation(folder)
    if examined.regulation is None:
        _tell(folder.resolve().name, examined.faults)
        stop(WRONG)
    say(_("{title}: nothing is wrong.").format(title=examined.regulation.title))
    say(count_words(examined.regulation))


@app.command("days")
def set_days(
    context: typer.Context,
    code: str,
    deadline: Annotated[str, typer.Argument(help="Its code, as `show` names it.")],
    days: Annotated[int | None, typer.Argument(help="Left out: forget them.")] = None,
) -> None:
    """Set this house's days for a deadline whose length the regulation does not tell; they are shown as yours."""
    library = bootstrap.regulation_library(session_of(context).directory)
    library.set_days(code, deadline, days)
    rule = next(one for one in library.get(code).deadlines if one.code == deadline)
    say(f"{rule.title}: {length_words(rule.days, rule.hours)}")


@app.command("new")
def new(folder: Annotated[Path, typer.Argument(help="Its name becomes the code.")]) -> None:
    """Begin a regulation of your own: a commented file to fill in; print where it lies."""
    say(str(bootstrap.new_regulation(folder)))


def _tell(name: str, faults: tuple[AppError, ...]) -> None:
    for fault in faults:
        what, mend = fault_words(fault)
        say(what)
        if mend:
            say(f"    {mend}")
    say(
        ngettext("{n} fault in “{name}”.", "{n} faults in “{name}”.", len(faults)).format(
            n=len(faults), name=name
        )
    )
