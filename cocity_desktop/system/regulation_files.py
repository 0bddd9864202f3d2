"""One folder of a regulation, read with every fault told by file and line: nothing in it is trusted.

A folder may come from a stranger: large files, links to other places, other encodings and broken TOML become faults with
words, never a traceback. No file outside the folder is read.
"""

from __future__ import annotations

import re
import tomllib
from dataclasses import dataclass
from typing import TYPE_CHECKING, Any, Final

from cocity_desktop.domain.errors import EnvironmentFault, ErrorCode, UserError
from cocity_desktop.domain.regulation import Regulation
from cocity_desktop.domain.regulation_codec import examine_plain

if TYPE_CHECKING:
    from collections.abc import Collection
    from pathlib import Path

REGULATION_FILE: Final = "regulation.toml"
GLOSSARY_FILE: Final = "glossary.toml"
"""Optional: the `[[glossary]]` of the same regulation, apart because it is long."""

MOST_BYTES: Final = 1_000_000
"""Of one file: ours have some thirty thousand."""

_POSITION = re.compile(r"at line (\d+)")
_PLACE = re.compile(r"(?P<group>\w+)\[(?P<index>\d+)\](?:\.(?P<name>\w+))?")


@dataclass(frozen=True, slots=True)
class Examined:
    """What a folder gave: a whole regulation, or the faults that stand in its way, each with `path` and `line` (from 1)."""

    regulation: Regulation | None
    faults: tuple[UserError, ...]


def examine_folder(folder: Path, taken: Collection[str] = ()) -> Examined:
    """Read a folder and find everything that is wrong. `taken` are the codes that it may not have.

    Raises EnvironmentFault(FILE_UNREADABLE) when the disk refuses.
    """
    main, apart = folder / REGULATION_FILE, folder / GLOSSARY_FILE
    faults: list[UserError] = []
    plain = read_toml(main, faults)
    if apart.is_symlink() or apart.exists():
        plain = _with_glossary(apart, plain, faults)
    if plain is None:
        return Examined(None, tuple(faults))
    regulation, found = examine_plain(plain)
    faults += [_placed(folder, fault) for fault in found]
    if regulation is not None and regulation.code is not None:
        faults += [_placed(folder, fault) for fault in _wrong_code(folder, regulation.code, taken)]
    return Examined(None if faults else regulation, tuple(faults))


def _wrong_code(folder: Path, code: str, taken: Collection[str]) -> list[UserError]:
    if code in taken:
        return [UserError(ErrorCode.REGULATION_CODE_TWICE, "code", where="code", value=code)]
    name = folder.resolve().name
    if code != name:
        return [UserError(ErrorCode.REGULATION_FIELD_WRONG, "code", where="code", expected=f'"{name}"')]
    return []


def _with_glossary(
    path: Path, plain: dict[str, Any] | None, faults: list[UserError]
) -> dict[str, Any] | None:
    words = read_toml(path, faults)
    for name in words or ():
        if name != "glossary":
            line = _line_of(_decoded(path), name)
            faults.append(
                UserError(ErrorCode.REGULATION_FIELD_UNKNOWN, name, path=path, line=line, where=name, near="")
            )
    if plain is None or words is None:
        return plain
    return plain | {name: value for name, value in words.items() if name == "glossary"}


def read_toml(path: Path, faults: list[UserError]) -> dict[str, Any] | None:
    """What a file of the house's says, or None with the reason among `faults`."""
    wrong = _unfit(path)
    if wrong is not None:
        faults.append(UserError(wrong, None, path=path, limit=f"{MOST_BYTES:,}"))
        return None
    content = _bytes(path)
    try:
        text = content.decode("utf-8-sig")
    except UnicodeDecodeError as error:
        line = content.count(b"\n", 0, error.start) + 1
        faults.append(UserError(ErrorCode.REGULATION_ENCODING, None, path=path, line=line))
        return None
    try:
        return tomllib.loads(text)
    except (ValueError, RecursionError) as error:  # a number of thousands of digits, brackets in thousands
        position = _POSITION.search(str(error))
        line = int(position.group(1)) if position else text.count("\n") + 1
        faults.append(UserError(ErrorCode.REGULATION_SYNTAX, None, path=path, line=line, reason=str(error)))
        return None


def _unfit(path: Path) -> ErrorCode | None:
    if path.is_symlink():
        return ErrorCode.REGULATION_LINKED
    if not path.is_file():
        return ErrorCode.REGULATION_NO_FILE
    return ErrorCode.REGULATION_TOO_LARGE if path.stat().st_size > MOST_BYTES else None


def _bytes(path: Path) -> bytes:
    try:
        return path.read_bytes()
    except OSError as error:
        raise EnvironmentFault(ErrorCode.FILE_UNREADABLE, path=path) from error


def _decoded(path: Path) -> str:
    return _bytes(path).decode("utf-8-sig")


def _placed(folder: Path, fault: UserError) -> UserError:
    """The same fault with the file and the line to look at."""
    place = fault.field or ""
    apart = folder / GLOSSARY_FILE
    path = apart if place.startswith("glossary") and apart.is_file() else folder / REGULATION_FILE
    line = _line_of(_decoded(path), place)
    return UserError(fault.code, fault.field, path=path, line=line, **fault.details)


def _line_of(text: str, place: str) -> int:
    """The line (from 1) to look at for a fault at `place`, such as "headings[3].title": its own, or its table's."""
    found = _PLACE.match(place)
    lines = text.splitlines()
    if found is None:
        return _first_line(lines, place.partition(".")[0], 0)
    header = re.compile(rf"\s*\[\[\s*{found['group']}\s*\]\]")
    headers = [number for number, line in enumerate(lines) if header.match(line)]
    index = int(found["index"])
    start = headers[index] if index < len(headers) else 0
    return _first_line(lines, found["name"], start) if found["name"] else start + 1


def _first_line(lines: list[str], name: str, start: int) -> int:
    """The line of `name = …` or `[name]` after `start`, within the same table; that of the table if it is not there."""
    for number in range(start, len(lines)):
        if number > start and lines[number].lstrip().startswith("[["):
            break
        if re.match(rf"\s*(?:{re.escape(name)}\s*[.=]|\[+\s*{re.escape(name)}\s*\]+)", lines[number]):
            return number + 1
    return start + 1
