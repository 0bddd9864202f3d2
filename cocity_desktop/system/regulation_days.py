"""The days that a house set for deadlines whose length no regulation tells: one small file beside its own regulations.

`deadlines.toml` has a table for each regulation, in it a number of days for each deadline's code. What is wrong in it is told
and counts for nothing.
"""

from __future__ import annotations

import re
from dataclasses import replace
from typing import TYPE_CHECKING, Any, Final

from cocity_desktop.domain.errors import ErrorCode, UserError
from cocity_desktop.domain.regulation import Basis, Regulation
from cocity_desktop.system.files import write_atomically
from cocity_desktop.system.regulation_files import read_toml

if TYPE_CHECKING:
    from pathlib import Path

DAYS_FILE: Final = "deadlines.toml"
LONGEST_DAYS: Final = 36_500
_NAME: Final = re.compile(r"[a-z0-9_-]+")
"""Of a regulation or a deadline: others would have to be quoted, and none of ours is so called."""
NOTE: Final = "Giorni messi da questa Casa."


def days_of(folder: Path | None, faults: list[UserError]) -> dict[str, dict[str, int]]:
    """Days by regulation and deadline; what is no such number is left out."""
    path = folder / DAYS_FILE if folder is not None else None
    if path is None or not (path.is_symlink() or path.exists()):
        return {}
    plain = read_toml(path, faults) or {}
    return {
        code: _numbers(table)
        for code, table in plain.items()
        if _NAME.fullmatch(code) and isinstance(table, dict)
    }


def _numbers(table: dict[str, Any]) -> dict[str, int]:
    return {
        name: days
        for name, days in table.items()
        if _NAME.fullmatch(name) and type(days) is int and 1 <= days <= LONGEST_DAYS
    }


def with_days(regulation: Regulation, days: dict[str, int]) -> Regulation:
    """The regulation with the house's days where it knows no length itself; they are said to be the house's."""
    if not days:
        return regulation
    rules = tuple(
        replace(
            rule,
            days=days[rule.code],
            source=replace(rule.source, basis=Basis.DERIVED, note=NOTE),
            verified=False,
        )
        if rule.code in days and rule.days is None and rule.hours is None
        else rule
        for rule in regulation.deadlines
    )
    return replace(regulation, deadlines=rules)


def write_days(folder: Path, regulation: Regulation, deadline: str, days: int | None) -> None:
    """Set the days of a deadline, or forget them with None.

    Raises UserError: NOT_FOUND for a deadline that the regulation has not or whose length it tells itself, INVALID_VALUE, the
    fault of a file that cannot be read (it is not written over); EnvironmentFault as `write_atomically`.
    """
    open_ones = {rule.code for rule in regulation.deadlines if rule.days is None and rule.hours is None}
    faults: list[UserError] = []
    known = days_of(folder, faults)
    if faults:
        raise faults[0]
    if deadline not in open_ones:
        raise UserError(ErrorCode.NOT_FOUND, "deadline", value=deadline)
    if days is not None and not 1 <= days <= LONGEST_DAYS:
        raise UserError(ErrorCode.INVALID_VALUE, "days")
    table = {**known.get(regulation.code, {}), deadline: days}
    known[regulation.code] = {name: number for name, number in table.items() if number is not None}
    lines = [
        f"[{code}]\n" + "".join(f"{name} = {number}\n" for name, number in sorted(each.items()))
        for code, each in sorted(known.items())
        if each
    ]
    folder.mkdir(parents=True, exist_ok=True)
    write_atomically(folder / DAYS_FILE, ["\n".join(lines).encode()])
