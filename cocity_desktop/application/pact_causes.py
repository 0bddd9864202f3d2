"""Why a sentence of a pact became what it is: what was said in the meetings, or what the Comune answered."""

from __future__ import annotations

from types import MappingProxyType
from typing import TYPE_CHECKING, Any, Final

from cocity_desktop.application.pact_sources import MeetingRecord
from cocity_desktop.application.parties import party_name
from cocity_desktop.application.views.versions import CauseKind, CauseReply, CauseSource
from cocity_desktop.domain.deliveries import Reply, ReplyItem

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping

    from cocity_desktop.application.ports import EntityReader
    from cocity_desktop.domain.entity import EntityId
    from cocity_desktop.domain.house import House
    from cocity_desktop.domain.meetings import Entry

_KINDS: Final[Mapping[str, CauseKind]] = MappingProxyType(
    {
        "write_article": CauseKind.WRITTEN,
        "assemble_pact": CauseKind.SOURCE,
        "put_source": CauseKind.SOURCE,
        "cite_source": CauseKind.SOURCE,
        "decide_reply_item": CauseKind.CITY,
        "take_variant": CauseKind.VARIANT,
        "add_article": CauseKind.ARTICLES,
        "rename_article": CauseKind.ARTICLES,
        "move_article": CauseKind.ARTICLES,
        "remove_article": CauseKind.ARTICLES,
        "undo": CauseKind.UNDONE,
        "redo": CauseKind.UNDONE,
    }
)


def kind_of(label: str) -> CauseKind:
    """What a change of this label does to the text."""
    return _KINDS.get(label, CauseKind.OTHER)


class CauseBook:
    """All that was said and answered about one pact, read once."""

    def __init__(self, reader: EntityReader, process_id: EntityId, house: House) -> None:
        self._reader, self._house = reader, house
        self._record = MeetingRecord(reader, process_id)

    def sources(self, links: Iterable[Mapping[str, Any]]) -> tuple[CauseSource, ...]:
        """The sources that these links (fields of `SourceLink`) name, as far as they are still there."""
        return tuple(found for link in links if (found := self._source(link)) is not None)

    def reply(self, item_ids: Iterable[EntityId]) -> CauseReply | None:
        """The answer that the first of these items is of."""
        for item in self._reader.find(ReplyItem, id=list(item_ids)):
            for reply in self._reader.find(Reply, id=item.reply_id):
                return CauseReply(reply.office, reply.protocol, reply.replied_on, item.reason)
        return None

    def _source(self, link: Mapping[str, Any]) -> CauseSource | None:
        record = self._record
        if commitment := record.commitments.get(link.get("commitment_id") or ""):
            who = party_name(self._reader, commitment, self._house)
            entry = record.entries.get(commitment.entry_id or "")
            return self._told("commitment", commitment.what, who, entry)
        if decision := record.decisions.get(link.get("decision_id") or ""):
            entry = record.entries[decision.entry_id]
            return self._told("decision", entry.text, record.who(entry), entry)
        if entry := record.entries.get(link.get("entry_id") or ""):
            return self._told("entry", entry.text, record.who(entry), entry)
        return None

    def _told(self, kind: str, text: str, who: str, entry: Entry | None) -> CauseSource:
        meeting = self._record.meetings[entry.meeting_id] if entry else None
        return CauseSource(
            kind,
            text,
            who,
            meeting.title if meeting else "",
            meeting.id if meeting else "",
            entry.said_at if entry else None,
        )
