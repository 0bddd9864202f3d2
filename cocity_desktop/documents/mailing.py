"""Labels and address lists, as the application's port sees them."""

from __future__ import annotations

from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING

from cocity_desktop.application.steps import Step, no_step

if TYPE_CHECKING:
    from collections.abc import Sequence
    from datetime import datetime

    from cocity_desktop.application.document_views import HouseLine
    from cocity_desktop.application.export_ports import LabelSheet
    from cocity_desktop.application.views.exports import Addressee


@dataclass(frozen=True, slots=True)
class PaperMailing:
    """Satisfies `application.export_ports.MailingPress`, with the fonts of `resources`."""

    resources: Path

    def labels(
        self, addressees: Sequence[Addressee], sheet: LabelSheet, made_at: datetime, step: Step = no_step
    ) -> bytes:
        """See `application.export_ports.MailingPress.labels`."""
        from cocity_desktop.documents.labels_pdf import render_labels

        return render_labels(addressees, sheet, made_at, self.resources, step)

    def address_list(
        self, addressees: Sequence[Addressee], house: HouseLine, made_at: datetime, step: Step = no_step
    ) -> bytes:
        """See `application.export_ports.MailingPress.address_list`."""
        from cocity_desktop.documents.address_list import render_address_list

        return render_address_list(addressees, house, made_at, self.resources, step)

    def address_text(self, addressees: Sequence[Addressee]) -> str:
        """See `application.export_ports.MailingPress.address_text`."""
        from cocity_desktop.documents.address_list import address_text

        return address_text(addressees)
