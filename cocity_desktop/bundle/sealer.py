"""The bundle as the application's ports see it: writes deliveries with the house's key, reads answers."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING

from cocity_desktop.application.ports import BundleFacts, BundleFile, ParsedReply, ParsedReplyItem, SealedFile
from cocity_desktop.bundle import reply as replies
from cocity_desktop.bundle.minisign import HouseKey
from cocity_desktop.bundle.model import BagInfo, BundleContent, Payload
from cocity_desktop.bundle.names import folder_for
from cocity_desktop.bundle.writer import write_bundle
from cocity_desktop.domain.errors import ErrorCode, UserError

if TYPE_CHECKING:
    from collections.abc import Sequence

    from cocity_desktop.domain.entity import JsonObject


@dataclass(frozen=True, slots=True)
class BundleSealer:
    """Satisfies `application.ports.Sealer`. The key is asked for when a delivery is sealed, not before."""

    key: Callable[[], HouseKey]
    viewer_parts: Path
    software: str

    def write(
        self,
        facts: BundleFacts,
        pact: JsonObject,
        process: JsonObject,
        files: Sequence[BundleFile],
        documents: Callable[[str], Sequence[BundleFile]],
        out: Path,
    ) -> SealedFile:
        """See `application.ports.Sealer.write`."""
        content = BundleContent(
            info=self._info(facts),
            pact=pact,
            process=process,
            files=tuple(map(_payload, files)),
            documents=lambda code: map(_payload, documents(code)),
        )
        written = write_bundle(content, self.key(), out, self.viewer_parts)
        return SealedFile(
            path=written.path,
            size=written.size,
            sha256=written.sha256,
            tag_manifest_sha512=written.tag_manifest_sha512,
            content_code=written.content_code,
            file_code=written.file_code,
        )

    def _info(self, facts: BundleFacts) -> BagInfo:
        return BagInfo(
            house_name=facts.house,
            delivery_id=facts.delivery_id,
            pact_id=facts.pact_id,
            pact_title=facts.title,
            version=facts.version,
            previous_file_code=facts.previous_file_code,
            created_at=facts.sealed_at,
            software=self.software,
            folder=folder_for(facts.title, facts.version),
        )


@dataclass(frozen=True, slots=True)
class BundleReplyReader:
    """Satisfies `application.ports.ReplyReader`. `words` says a fault in the language in use."""

    schemas: Path
    words: Callable[[replies.ReplyDefect], str]

    def parse(self, content: bytes) -> ParsedReply:
        """Raises UserError(REPLY_INVALID) with all faults in words."""
        parsed = replies.parse_reply(content, self.schemas)
        if isinstance(parsed, tuple):
            raise UserError(ErrorCode.REPLY_INVALID, faults=" ".join(map(self.words, parsed)))
        return ParsedReply(
            delivery_id=parsed.delivery_id,
            version=parsed.version,
            content_code=parsed.content_code,
            file_code=parsed.file_code,
            office=parsed.office,
            protocol=parsed.protocol,
            replied_on=parsed.replied_on,
            note=parsed.note,
            items=tuple(
                ParsedReplyItem(item.article_id, item.number, item.verdict, item.text, item.reason)
                for item in parsed.items
            ),
        )


def _payload(file: BundleFile) -> Payload:
    return Payload(f"data/{file.path}", file.read)
