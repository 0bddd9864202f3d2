"""Delivered files as the application sees them: a verdict in words, and an answer to what was judged."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING

from cocity_desktop.application.inspection import Answer, FileDefect, Inspection
from cocity_desktop.bundle import minisign
from cocity_desktop.bundle.defects import Defect
from cocity_desktop.bundle.reader import Comparison, Verification, bagit_verdict, verify_bundle
from cocity_desktop.bundle.reply import answerable, new_reply, reply_bytes, set_verdict
from cocity_desktop.domain.deliveries import Verdict
from cocity_desktop.domain.errors import EnvironmentFault, ErrorCode

if TYPE_CHECKING:
    from collections.abc import Iterable


@dataclass(frozen=True, slots=True)
class BundleVerifier:
    """Satisfies `application.inspection.Verifier`. `words` says a defect in the language in use."""

    schemas: Path
    words: Callable[[Defect], str]

    def verify(self, path: Path, key: Path | None = None) -> Inspection:
        """See `application.inspection.Verifier.verify`."""
        trusted = [_public_key(key)] if key else None
        return self._told(verify_bundle(path, self.schemas, trusted))

    def bagit(self, path: Path) -> Inspection:
        """See `application.inspection.Verifier.bagit`."""
        return self._told(bagit_verdict(path))

    def answer(self, delivery: Inspection, answer: Answer) -> bytes:
        """See `application.inspection.Verifier.answer`."""
        if not delivery.valid or delivery.pact is None:
            raise ValueError([defect.code for defect in delivery.defects])
        codes = (delivery.content_code, delivery.file_code, delivery.tag_manifest_sha512)
        reply = new_reply(answerable(dict(delivery.pact), *codes))
        for number, said in answer.articles.items():
            set_verdict(reply, number, said.verdict, text=said.text, reason=said.reason)
        if answer.accept_rest:
            set_verdict(reply, None, Verdict.ACCEPTED)
        reply.update(
            office=answer.office,
            protocol=answer.protocol,
            note=answer.note,
            replied_on=answer.replied_on.isoformat(),
        )
        return reply_bytes(reply)

    def _told(self, checked: Verification) -> Inspection:
        signer = checked.signer
        return Inspection(
            valid=checked.valid,
            contents_valid=checked.contents_valid,
            defects=self._lines(checked.defects),
            warnings=self._lines(checked.warnings),
            key_name=signer.key_name if signer else "",
            key_trusted=signer is not None and signer.comparison is Comparison.TRUSTED,
            content_code=checked.content_code,
            file_code=checked.file_code,
            tag_manifest_sha512=checked.tag_manifest_sha512,
            info=checked.info,
            pact=checked.pact,
            files=checked.files,
            size=checked.size,
        )

    def _lines(self, defects: Iterable[Defect]) -> tuple[FileDefect, ...]:
        return tuple(FileDefect(each.code.value, each.path, self.words(each)) for each in defects)


def _public_key(file: Path) -> minisign.PublicKey:
    """Raises EnvironmentFault(FILE_UNREADABLE) for anything but a public key in minisign's format."""
    try:
        return minisign.PublicKey.parse(file.read_text(encoding="utf-8"))
    except (OSError, UnicodeDecodeError, ValueError) as error:
        raise EnvironmentFault(ErrorCode.FILE_UNREADABLE, path=str(file)) from error
