"""Writes an archive without one person (GDPR art. 17), in the one transaction that is open: docs/adr/0025.

The journal is what an archive is; its tables and its index are copies. So the *values* of operations are written anew, and
nothing else of them: ids, moments, bases and what restores what stay, so that every check of the journal, undo and the
merge of two archives go on. Then the rows of the records concerned are told from the journal again, and the index is built
anew. What a person's own records said is emptied; what others wrote loses the name and the contacts only.

Locked minutes are kept byte for byte: of their records the values in force stay, older ones are written anew, and the index
finds them by their other words. Who calls this leaves no trace by compacting the database afterwards (`Database.compact`).
"""

from __future__ import annotations

from typing import TYPE_CHECKING, Any, Final

from cocity_desktop.domain.erasing import Blotter, blot_plain, erased_name
from cocity_desktop.domain.kinds import KINDS
from cocity_desktop.domain.record import Plain, field_specs
from cocity_desktop.storage import lines, replay, search
from cocity_desktop.storage.births import LIFE, is_birth, values_of
from cocity_desktop.storage.codec import codec_of_kind, json_text
from cocity_desktop.storage.line_texts import Changed
from cocity_desktop.storage.local_values import DEVICE_NAME

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable, Iterator, Mapping

    from cocity_desktop.domain.entity import EntityId
    from cocity_desktop.storage.erasure_traces import Identity

KEPT_KINDS: Final = frozenset({"house", "staff_member", "regulation_template"})
"""The house itself, who works there and the regulations: if a citizen is called so, it is another person or a place."""

EMPTIED: Final[Mapping[str, frozenset[str]]] = {
    "person": frozenset(spec.name for spec in field_specs(KINDS["person"])) - {"erased_number"},
    "contact_point": frozenset({"value", "note"}),
    "membership": frozenset({"duty"}),
    "attendance": frozenset({"label"}),
    "imported_row": frozenset({"values", "row_key"}),
    "merge": frozenset({"reasons"}),
    "export_note": frozenset({"file_name"}),
}
"""Of a person's own records, the fields that say who they are."""

LOCKED: Final = {
    "minutes": "SELECT id FROM minutes WHERE state = 'locked'",
    "minutes_paragraph": """
        SELECT p.id FROM minutes_paragraphs p JOIN minutes m ON m.id = p.minutes_id WHERE m.state = 'locked'""",
    "minutes_addition": """
        SELECT a.id FROM minutes_additions a JOIN minutes m ON m.id = a.minutes_id WHERE m.state = 'locked'""",
}
_VALUES: Final = "SELECT op_id, value FROM operation"
_OWN: Final = "SELECT op_id FROM operation WHERE entity_id IN (SELECT value FROM json_each(?))"
_OPERATIONS: Final = """
    SELECT op_id, change_id, kind, entity_id, field, value FROM operation
    WHERE op_id IN (SELECT value FROM json_each(?)) ORDER BY op_id
"""
_STORY: Final = "SELECT op_id, field, value FROM operation WHERE entity_id = ? ORDER BY hlc"


class Redaction:
    """How one person's identity changes values and texts: the same for an archive, a copy of it, and a file of it.

    `also` are records of which a person said that a name alone means this one.
    """

    def __init__(self, identity: Identity, also: frozenset[EntityId] = frozenset()) -> None:
        self.identity = identity
        self.name = erased_name(identity.number)
        self._also = also
        self._blotter = Blotter(identity.traces, self.name)
        anywhere = identity.traces.without_names() if identity.namesake else identity.traces
        self._anywhere = Blotter(anywhere, self.name)

    def value(self, kind: str, entity_id: EntityId, field: str, value: Plain) -> Plain:
        """The value of a field without the person."""
        if field == LIFE or kind in KEPT_KINDS:
            return value
        if self.identity.owns(kind, entity_id) and field in EMPTIED.get(kind, ()):
            return self._emptied(kind, entity_id, field)
        return blot_plain(value, self._blot_of(kind, entity_id))

    def records(self) -> list[EntityId]:
        """The records in which more is looked for than `may_concern` finds."""
        return sorted(self._also.union(*self.identity.owned.values()))

    def may_concern(self, written: str) -> bool:
        """Whether what is `written` as JSON could say who it is: cheap, since it is asked of every operation."""
        return self._anywhere.may_find(written)

    def text(self, text: str) -> str:
        """A free text that belongs to no record."""
        return self._anywhere.blot(text)

    def subject(self, text: str, *, own: bool) -> str:
        """What a change is called by: of a change to the person's own records, their names alone as well."""
        return self._blotter.blot_all(text) if own else self.text(text)

    def _blot_of(self, kind: str, entity_id: EntityId) -> Callable[[str], str]:
        if entity_id in self._also:
            return self._blotter.blot_all
        return (self._blotter if self.identity.owns(kind, entity_id) else self._anywhere).blot

    def _emptied(self, kind: str, entity_id: EntityId, field: str) -> Plain:
        if (kind, field) == ("person", "given_name"):
            return self.name
        if (kind, field) == ("imported_row", "row_key"):
            return entity_id  # unique, and says nothing
        spec = next(spec for spec in field_specs(KINDS[kind]) if spec.name == field)
        return ({} if spec.python_type is dict else "") if spec.required else spec.default


def redact(raw: Any, identity: Identity, also: frozenset[EntityId] = frozenset()) -> None:
    """Take the person out of journal, rows, index, drafts and local values. Needs a transaction; commits nothing."""
    redaction = Redaction(identity, also)
    locked = {row[0] for sql in LOCKED.values() for row in raw.execute(sql)}
    touched = _redact_journal(raw, redaction, locked)
    tell_rows_anew(raw, touched)
    _redact_local(raw, redaction)
    index_anew(raw, touched | locked, redaction)


def _redact_journal(raw: Any, redaction: Redaction, locked: set[EntityId]) -> set[EntityId]:
    """Returns the records whose values changed."""
    in_force = {cell for entity_id in locked for cell in _in_force(raw, entity_id)}
    values: list[tuple[str, str]] = []
    touched: set[EntityId] = set()
    own: set[EntityId] = set()
    # Of the others no more is read than the value: each text that is read costs a call.
    concerned = {op_id for op_id, value in raw.execute(_VALUES) if redaction.may_concern(value)}
    concerned |= {op_id for (op_id,) in raw.execute(_OWN, (json_text(redaction.records()),))}
    rows = raw.execute(_OPERATIONS, (json_text(sorted(concerned)),))
    for op_id, change_id, kind, entity_id, field, value in rows.fetchall():
        if redaction.identity.owns(kind, entity_id):
            own.add(change_id)
        told = {
            name: plain if (op_id, name) in in_force else redaction.value(kind, entity_id, name, plain)
            for name, plain in values_of(field, value).items()
        }
        written = json_text(told if is_birth(field, value) else told[field])
        if written != value:
            values.append((written, op_id))
            touched.add(entity_id)
    raw.executemany("UPDATE operation SET value = ? WHERE op_id = ?", values)
    _redact_subjects(raw, redaction, own)
    return touched


def _in_force(raw: Any, entity_id: EntityId) -> Iterable[tuple[EntityId, str]]:
    """Operation and field of the values that a record has now."""
    latest = {
        name: op_id
        for op_id, field, value in raw.execute(_STORY, (entity_id,))
        for name in values_of(field, value)
    }
    return ((op_id, name) for name, op_id in latest.items())


def _redact_subjects(raw: Any, redaction: Redaction, own: set[EntityId]) -> None:
    rows = raw.execute("SELECT change_id, subject FROM change WHERE subject <> ''").fetchall()
    changed = [
        (told, change_id)
        for change_id, subject in rows
        if (told := redaction.subject(subject, own=change_id in own)) != subject
    ]
    raw.executemany("UPDATE change SET subject = ? WHERE change_id = ?", changed)


def tell_rows_anew(raw: Any, touched: set[EntityId]) -> None:
    """Write the rows of these records as the journal tells them now. The index is left to the caller."""
    for record in replay.replayed(raw, touched):
        codec = codec_of_kind(record.kind)
        names = ["alive", *(spec.name for spec in codec.specs)]
        values = (int(record.alive), *replay.row_of(record))
        raw.execute(codec.update_sql(names), (*values, record.entity_id))


def _redact_local(raw: Any, redaction: Redaction) -> None:
    """Drafts are texts like any other. Of this device, the name: people call a laptop after whoever uses it."""
    for key, text in raw.execute("SELECT key, text FROM draft").fetchall():
        if (without := redaction.text(text)) != text:
            raw.execute("UPDATE draft SET text = ? WHERE key = ?", (without, key))
    for (value,) in raw.execute("SELECT value FROM meta WHERE key = ?", (DEVICE_NAME,)).fetchall():
        raw.execute("UPDATE meta SET value = ? WHERE key = ?", (redaction.text(value), DEVICE_NAME))


def index_anew(raw: Any, ids: set[EntityId], redaction: Redaction | None = None) -> None:
    """Fold the texts of these records again, and make the whole index of trigrams anew: FTS5 only marks what it forgets.

    Each text keeps its place, so that what is found first stays first. The indexes of the lists forget for good
    (`lines.create_sql`): there only the lines that these records stand in are written anew.
    """
    for entity_id in sorted(ids):
        row = raw.execute("SELECT kind FROM search_item WHERE entity_id = ?", (entity_id,)).fetchone()
        if row is None:
            continue
        title, body = _texts(raw, row[0], entity_id, redaction)
        raw.execute(
            "UPDATE search_item SET title = ?, body = ? WHERE entity_id = ?", (title, body, entity_id)
        )
    raw.execute("INSERT INTO search (search) VALUES ('rebuild')")
    lines.follow(raw, _as_they_are(raw, ids))


def _as_they_are(raw: Any, ids: set[EntityId]) -> Iterator[Changed]:
    """The records among these that a line tells of. An erasure moves no reference, so what they were says no more."""
    for entity_id, kind in replay.kinds_of(raw, ids).items():
        if kind in lines.FOLLOWED:
            codec = codec_of_kind(kind)
            row = raw.execute(f"{codec.select_sql} WHERE id = ?", (entity_id,)).fetchone()
            yield Changed(kind, entity_id, dict(zip(codec.index, row[2:], strict=True)), {})


def _texts(raw: Any, kind: str, entity_id: EntityId, redaction: Redaction | None) -> tuple[str, str]:
    """Of locked minutes, which keep their words, the index knows those without the person."""
    codec = codec_of_kind(kind)
    row = raw.execute(f"{codec.select_sql} WHERE id = ?", (entity_id,)).fetchone()[2:]
    if redaction is not None:
        row = tuple(redaction.text(value) if isinstance(value, str) else value for value in row)
    return search.texts_of(kind, row) or ("", "")
