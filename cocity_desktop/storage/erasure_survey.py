"""Where a person stands in an archive, told before they are erased, and what will stay afterwards."""

from __future__ import annotations

import io
import struct
import zipfile
import zlib
from contextlib import suppress
from typing import TYPE_CHECKING, Any, Final

from cocity_desktop.application.views.erasing import ErasurePreview, LeftItem, LeftKind, Mention, Step
from cocity_desktop.domain.erasing import Blotter
from cocity_desktop.domain.kinds import ORDER
from cocity_desktop.localization import local
from cocity_desktop.storage.codec import codec_of
from cocity_desktop.storage.erasure import EMPTIED, KEPT_KINDS, LOCKED, Redaction
from cocity_desktop.storage.read_models.rows import moment

if TYPE_CHECKING:
    from collections.abc import Iterator
    from datetime import date

    from cocity_desktop.domain.entity import Entity, EntityId
    from cocity_desktop.storage.erasure_traces import Identity

MENTIONS: Final = 200
"""As many as somebody looks through; the erasure itself has no such limit."""

_AROUND: Final = 40
_LARGEST_PART: Final = 8_000_000
"""Bytes of one file inside an office document: more is no text."""

_MINUTES: Final = """
    SELECT m.id, mt.id, mt.title, mt.starts_at, m.text FROM minutes m JOIN meetings mt ON mt.id = m.meeting_id
    WHERE m.state = 'locked' AND m.alive = 1 ORDER BY mt.starts_at
"""
_PROSE: Final = """
    SELECT text FROM minutes_paragraphs WHERE minutes_id = ? AND alive = 1
    UNION ALL SELECT text FROM minutes_additions WHERE minutes_id = ? AND alive = 1
"""
_DELIVERIES: Final = """
    WITH mine(id) AS (
        SELECT mt.process_id FROM attendances a JOIN meetings mt ON mt.id = a.meeting_id
        WHERE a.person_id IN ({persons})
        UNION SELECT p.process_id FROM participations p JOIN memberships m ON m.group_id = p.group_id
        WHERE m.person_id IN ({persons})
        UNION SELECT p.process_id FROM participations p JOIN groups g ON g.id = p.group_id
        WHERE g.representative_id IN ({persons})
    )
    SELECT d.file_name, d.sealed_at FROM deliveries d JOIN pacts p ON p.id = d.pact_id
    WHERE d.alive = 1 AND p.process_id IN (SELECT id FROM mine) ORDER BY d.sealed_at
"""
_OF_THEIR_GROUPS: Final = """
    SELECT a.id FROM attachments a JOIN memberships m ON m.group_id = a.group_id
    WHERE a.alive = 1 AND m.person_id IN ({persons})
"""
_ATTACHMENTS: Final = """
    SELECT a.id, a.name, a.added_at, b.content FROM attachments a JOIN blob b ON b.sha256 = a.sha256
    WHERE a.alive = 1 ORDER BY a.added_at
"""
_EXPORTS: Final = """
    SELECT file_name, made_at FROM export_notes WHERE with_people = 1 OR person_id IN ({persons}) ORDER BY made_at
"""


def left_items(raw: Any, identity: Identity, also: frozenset[EntityId] = frozenset()) -> tuple[LeftItem, ...]:
    """What the app cannot reach or must keep. No item names the person."""
    redaction = Redaction(identity, also)
    blotter = Blotter(identity.traces, redaction.name)
    found = [
        *_minutes(raw, identity, blotter),
        *_dated(LeftKind.DELIVERY, _asked(raw, _DELIVERIES, identity)),
        *_attachments(raw, identity, blotter),
        *_dated(LeftKind.EXPORT, _asked(raw, _EXPORTS, identity)),
        *([LeftItem(LeftKind.NAMESAKE)] if identity.namesake else []),
        *([LeftItem(LeftKind.SHARED_CONTACT)] if identity.shared else []),
        LeftItem(LeftKind.ELSEWHERE),
    ]
    return tuple(LeftItem(one.kind, blotter.blot_all(one.name), one.on) for one in found)


def preview(
    raw: Any, identity: Identity, copies: tuple[str, ...], step: Step | None = None
) -> ErasurePreview:
    """All that is said before. `step` is told of each kind of record."""
    person_id = identity.persons[0]
    given, family = raw.execute(
        "SELECT given_name, family_name FROM people WHERE id = ?", (person_id,)
    ).fetchone()
    mentions = sorted(mentions_of(raw, identity, step), key=lambda one: one.lone)
    whole = [one for one in mentions if not one.lone][:MENTIONS]
    return ErasurePreview(
        person_id=person_id,
        name=f"{given} {family}".strip(),
        contacts=len(identity.owned["contact_point"]),
        roles=len(identity.owned["membership"]),
        presences=len(identity.owned["attendance"]),
        mentions=(*whole, *[one for one in mentions if one.lone][:MENTIONS]),
        left=left_items(raw, identity),
        copies=copies,
    )


def _asked(raw: Any, sql: str, identity: Identity) -> list[Any]:
    marks = ", ".join("?" * len(identity.persons))
    return list(raw.execute(sql.format(persons=marks), identity.persons * sql.count("{persons}")).fetchall())


def _dated(kind: LeftKind, rows: list[Any]) -> Iterator[LeftItem]:
    for name, at in rows:
        yield LeftItem(kind, name, _day(at))


def _day(at: str) -> date:
    return local(moment(at)).date()


def _minutes(raw: Any, identity: Identity, blotter: Blotter) -> Iterator[LeftItem]:
    were_there = {row[0] for one in identity.persons for row in raw.execute(
        "SELECT meeting_id FROM attendances WHERE person_id = ?", (one,))}  # fmt: skip
    for minutes_id, meeting_id, title, starts_at, text in raw.execute(_MINUTES).fetchall():
        prose = [row[0] for row in raw.execute(_PROSE, (minutes_id, minutes_id))]
        if meeting_id in were_there or any(blotter.finds(one) for one in (text, *prose)):
            yield LeftItem(LeftKind.LOCKED_MINUTES, title, _day(starts_at))


def _attachments(raw: Any, identity: Identity, blotter: Blotter) -> Iterator[LeftItem]:
    """Files are kept as they came: told when they name the person, or belong to a group they were in."""
    theirs = {row[0] for row in _asked(raw, _OF_THEIR_GROUPS, identity)}
    for entity_id, name, added_at, content in raw.execute(_ATTACHMENTS):
        if entity_id in theirs or blotter.finds(name) or any(map(blotter.finds, _texts_of(content))):
            yield LeftItem(LeftKind.ATTACHMENT, name, _day(added_at))


# A damaged file, one under a passphrase, one packed as we cannot unpack: nothing is known of what it says.
_UNREADABLE: Final = (
    zipfile.BadZipFile, zlib.error, EOFError, OSError, NotImplementedError, RuntimeError, ValueError, struct.error
)  # fmt: skip


def _texts_of(content: bytes) -> Iterator[str]:
    """What can be read in a file without knowing it: plain text, and the parts of an office document."""
    if not content.startswith(b"PK"):
        yield content.decode("utf-8", "ignore") if b"\0" not in content[:1000] else ""
        return
    with (
        suppress(*_UNREADABLE),
        zipfile.ZipFile(io.BytesIO(content)) as packed,
    ):
        for part in packed.infolist():
            if part.filename.endswith((".xml", ".txt", ".json", ".csv")) and part.file_size <= _LARGEST_PART:
                yield packed.read(part).decode("utf-8", "ignore")


def mentions_of(raw: Any, identity: Identity, step: Step | None = None) -> Iterator[Mention]:
    """Free texts that name the person, locked minutes left out: nothing changes there."""
    blotter = Blotter(identity.traces, "")
    anywhere = Blotter(identity.traces.without_names(), "") if identity.namesake else blotter
    locked = {row[0] for sql in LOCKED.values() for row in raw.execute(sql)}
    for number, cls in enumerate(ORDER):
        if step is not None:
            step(number, len(ORDER), "")
        if cls.KIND not in KEPT_KINDS:
            emptied = identity.owned.get(cls.KIND, frozenset()) if cls.KIND in EMPTIED else frozenset()
            yield from _of_kind(raw, cls, blotter, anywhere, locked | emptied)


def _of_kind(
    raw: Any, cls: type[Entity], blotter: Blotter, anywhere: Blotter, not_told: set[EntityId]
) -> Iterator[Mention]:
    names = [
        spec.name for spec in codec_of(cls).specs if spec.python_type in {str, tuple} and not spec.refers_to
    ]
    if not names:
        return
    texts_of = ", ".join(f'"{name}"' for name in names)
    # Each text that is read costs a call: all of a record are read as one, and one by one where that says something.
    together = " || char(10) || ".join(f"ifnull(\"{name}\", '')" for name in names)
    for entity_id, text in raw.execute(f"SELECT id, {together} FROM {cls.PLURAL} WHERE alive = 1").fetchall():
        if not blotter.may_name(text) or entity_id in not_told:
            continue
        row = raw.execute(f"SELECT {texts_of} FROM {cls.PLURAL} WHERE id = ?", (entity_id,)).fetchone()
        yield from _mentions(cls.KIND, entity_id, [one for one in row if one], blotter, anywhere)


def _mentions(
    kind: str, entity_id: EntityId, texts: list[str], blotter: Blotter, anywhere: Blotter
) -> Iterator[Mention]:
    whole = next((text for text in texts if anywhere.finds(text)), None)
    lone = next((text for text in texts if blotter.finds_lone(text)), None)
    if whole is not None:
        yield Mention(kind, entity_id, _excerpt(whole, blotter), lone=False)
    if lone is not None:
        yield Mention(kind, entity_id, _excerpt(lone, blotter), lone=True)


def _excerpt(text: str, blotter: Blotter) -> str:
    at = blotter.place(text)
    start, end = max(0, at - _AROUND), at + 2 * _AROUND
    words = " ".join(text[start:end].split())
    return f"{'… ' if start else ''}{words}{' …' if end < len(text) else ''}"
