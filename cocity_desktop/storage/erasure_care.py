"""Erasures as the application's port sees them: one small door to what the storage does for them."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from cocity_desktop.storage.archive import Archive
from cocity_desktop.storage.erasure_copies import Marker

if TYPE_CHECKING:
    from cocity_desktop.application.views.erasing import CopyOutcome, ErasurePreview, Step
    from cocity_desktop.domain.entity import EntityId


@dataclass(frozen=True, slots=True)
class ArchiveErasures:
    """Satisfies `application.erasing.ErasureCare`. What each method needs is loaded when it is asked for."""

    archive: Archive
    mark: Marker

    def preview(self, person_id: EntityId, step: Step | None = None) -> ErasurePreview:
        """See `application.erasing.ErasureCare.preview`."""
        from cocity_desktop.storage import erasure_blotting, erasure_copies, erasure_survey, erasure_traces

        with self.archive.reader():
            raw = self.archive.database.raw
            erasure_blotting.check_can_be_erased(raw, person_id)
            identity = erasure_traces.identity_of(raw, person_id, 0)
            copies = tuple(map(erasure_copies.name_of, erasure_copies.copies_of(self.archive.files)))
            return erasure_survey.preview(raw, identity, copies, step)

    def next_number(self) -> int:
        """See `application.erasing.ErasureCare.next_number`."""
        from cocity_desktop.storage import erasure_blotting

        with self.archive.reader():
            return erasure_blotting.next_number(self.archive.database.raw, self.archive.device)

    def finish(self, step: Step | None = None) -> tuple[CopyOutcome, ...]:
        """See `application.erasing.ErasureCare.finish`."""
        from cocity_desktop.storage import erasure_copies

        return erasure_copies.finish(self.archive, self.mark, step)
