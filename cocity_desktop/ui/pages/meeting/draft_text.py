"""A meeting's unsent lines as the text of a draft row, and back. Whatever is read back, nothing is raised. No Qt here.

The form is JSON and may grow: what a newer version added is passed over, what an older one did not know is empty.
"""

from __future__ import annotations

import json
from dataclasses import dataclass, field, fields, replace
from datetime import UTC, date, datetime
from typing import TYPE_CHECKING, Any

from cocity_desktop.application.recognition import KnownName, Part, PartKind
from cocity_desktop.domain.commitments import PartyKind
from cocity_desktop.domain.meetings import EntryKind
from cocity_desktop.ui.pages.meeting.understood import Understood

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable, Iterator

_VERSION = 1


@dataclass(frozen=True, slots=True)
class UnsentLine:
    """A line as it stood. `entry_id` is the old line it changes; `said_at` is set once Enter was pressed on it.

    `decision` holds the figures of a decision as typed: method, five counts, then who and words of each reservation.
    """

    kind: EntryKind = EntryKind.NOTE
    text: str = ""
    said: Understood = field(default_factory=Understood)
    decision: tuple[str, ...] = ()
    entry_id: str = ""
    agenda_item_id: str = ""
    said_at: datetime | None = None

    def differs(self, other: UnsentLine) -> bool:
        """Whether a person changed anything between the two; what was recognised meanwhile is no change."""
        mine, theirs = self.said, other.said
        return (self.kind, self.text, self.decision, mine.hand, mine.removed) != (
            other.kind, other.text, other.decision, theirs.hand, theirs.removed,
        )  # fmt: skip


@dataclass(frozen=True, slots=True)
class Unsent:
    """All that waits in one meeting: lines entered and not yet written, the line set aside, the one in hand.

    `sheets` are the fields of the sheets that stand open, by the name of the sheet.
    """

    waiting: tuple[UnsentLine, ...] = ()
    aside: UnsentLine | None = None
    line: UnsentLine | None = None
    sheets: tuple[tuple[str, tuple[str, ...]], ...] = ()

    def without_saved(self, saved: Iterable[tuple[datetime, str]]) -> Unsent:
        """Without lines that are among those on disk, by moment and words.

        A draft that was queued behind the writing of its line still tells it: the process may end between the two.
        """
        known = frozenset(saved)

        def is_new(one: UnsentLine) -> bool:
            return one.said_at is None or (one.said_at, one.text.strip()) not in known

        line = self.line if self.line is not None and is_new(self.line) else None
        return replace(self, waiting=tuple(one for one in self.waiting if is_new(one)), line=line)


def write_unsent(unsent: Unsent) -> str:
    """The draft's text, "" when nothing waits."""
    if unsent == Unsent():
        return ""
    return json.dumps(
        {
            "version": _VERSION,
            "waiting": [_line(one) for one in unsent.waiting],
            "aside": _line(unsent.aside) if unsent.aside else None,
            "line": _line(unsent.line) if unsent.line else None,
            "sheets": dict(unsent.sheets),
        },
        ensure_ascii=False,
    )


def read_unsent(text: str) -> Unsent:
    """What `write_unsent` wrote. A text in no known form is itself the line: better words in the way than words lost."""
    try:
        found = json.loads(text) if text else None
    except ValueError:
        return Unsent(line=UnsentLine(text=text))
    if not isinstance(found, dict):
        return Unsent(line=UnsentLine(text=text)) if text else Unsent()
    waiting, sheets = found.get("waiting"), found.get("sheets")
    return Unsent(
        tuple(_read_line(one) for one in waiting) if isinstance(waiting, list) else (),
        _read_line(found["aside"]) if found.get("aside") else None,
        _read_line(found["line"]) if found.get("line") else None,
        tuple((name, _texts(texts)) for name, texts in sheets.items()) if isinstance(sheets, dict) else (),
    )


def _line(line: UnsentLine) -> dict[str, Any]:
    said = line.said
    return {
        "kind": line.kind,
        "text": line.text,
        "hand": [_part(part) for parts in said.hand.values() for part in parts],
        "removed": sorted([kind, words] for kind, words in said.removed),
        "old_text": said.old_text,
        "heading": said.heading,
        "decision": list(line.decision),
        "entry_id": line.entry_id,
        "agenda_item_id": line.agenda_item_id,
        "said_at": line.said_at.isoformat() if line.said_at else None,
    }


def _read_line(found: Any) -> UnsentLine:
    if not isinstance(found, dict):
        return UnsentLine()
    text = _text(found.get("text"))
    said = Understood(
        text=text,
        old_text=found.get("old_text") if isinstance(found.get("old_text"), str) else None,
        heading=_text(found.get("heading")),
        removed=set(_removed(found.get("removed"))),
    )
    for part in _hand(found.get("hand")):
        said.settle(part)
    return UnsentLine(
        _or(EntryKind, found.get("kind"), EntryKind.NOTE), text, said, _texts(found.get("decision")),
        _text(found.get("entry_id")), _text(found.get("agenda_item_id")), _or(_moment, found.get("said_at"), None),
    )  # fmt: skip


def _part(part: Part) -> dict[str, Any]:
    plain: dict[str, Any] = {f.name: getattr(part, f.name) for f in fields(part) if getattr(part, f.name)}
    if part.party is not None:
        name = part.party
        plain["party"] = [name.name, name.party_kind, name.group_id, name.person_id]
    if part.day is not None:
        plain["day"] = part.day.isoformat()
    return plain


def _hand(found: Any) -> Iterator[Part]:
    for one in found if isinstance(found, list) else ():
        part = _or(_read_part, one, None)
        if part is not None:
            yield part


def _read_part(one: Any) -> Part:
    part = Part(PartKind(one["kind"]), -1, -1, words=_text(one.get("words")))
    if "party" in one:
        name, kind, group_id, person_id = one["party"]
        known = KnownName(str(name), PartyKind(kind) if kind else None, group_id, person_id)
        part = replace(part, party=known)
    if "day" in one:
        part = replace(part, day=date.fromisoformat(one["day"]))
    figures = {name: int(one[name]) for name in ("cents", "hours", "number") if name in one}
    return replace(part, **figures)  # type: ignore[arg-type]


def _removed(found: Any) -> Iterator[tuple[PartKind, str]]:
    for one in found if isinstance(found, list) else ():
        key = _or(lambda pair: (PartKind(pair[0]), str(pair[1])), one, None)
        if key is not None:
            yield key


def _moment(text: str) -> datetime:
    return datetime.fromisoformat(text).astimezone(UTC)


def _or(read: Callable[[Any], Any], value: Any, otherwise: Any) -> Any:
    try:
        return read(value)
    except (ValueError, TypeError, KeyError, IndexError, AttributeError):
        return otherwise


def _text(value: Any) -> str:
    return value if isinstance(value, str) else ""


def _texts(value: Any) -> tuple[str, ...]:
    return tuple(one for one in value if isinstance(one, str)) if isinstance(value, list) else ()
