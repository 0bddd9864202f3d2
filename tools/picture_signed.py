"""Pictures of a signed pact that came back: what is told of signatures, whole, altered, and not to be judged here."""

from __future__ import annotations

from datetime import UTC, datetime
from functools import partial
from pathlib import Path
from typing import TYPE_CHECKING

from cocity_desktop.application.signed_copies import SignedCopyReport
from cocity_desktop.application.signed_files import SignedFile
from cocity_desktop.domain.lifecycle import ProcessState
from cocity_desktop.domain.signatures import Sameness, Signature, SignatureDoubt, SignedForm, verdict_of
from cocity_desktop.ui.dialogs.base import open_dialog
from cocity_desktop.ui.dialogs.signed_copy import SignedCopyDialog

if TYPE_CHECKING:
    from PySide6.QtWidgets import QWidget

    from cocity_desktop.application.services import Services
    from cocity_desktop.ui.main_window import MainWindow
    from tools.picture_meeting import Ids
    from tools.picture_studio import Studio

_AT = datetime(2027, 2, 9, 10, 30, tzinfo=UTC)


def _signature(signer: str, is_whole: bool, *doubts: SignatureDoubt, organisation: str = "") -> Signature:
    return Signature(
        signer=signer,
        organisation=organisation,
        issuer="Firma Prova SpA",
        signed_at=_AT,
        is_whole=is_whole,
        verdict=verdict_of(is_whole, doubts),
        doubts=doubts,
    )


_ADA = _signature("Ada Prova", True, SignatureDoubt.WITHDRAWAL_UNKNOWN, organisation="Comune di Torino")
_BRUNO = _signature("Bruno Esempio", True, SignatureDoubt.UNKNOWN_ISSUER)
SIGNED = {
    "signed-doubt": SignedCopyReport(
        SignedFile(form=SignedForm.PDF, signatures=(_ADA, _BRUNO), carried=None),
        Sameness.SAME, 2, (), True, ProcessState.SCHEME_APPROVED,
    ),
    "signed-altered": SignedCopyReport(
        SignedFile(form=SignedForm.ENVELOPE, signatures=(_signature("Ada Prova", False),), carried=None),
        Sameness.OTHER_TEXT, 2, ("Fruizione collettiva", "Rischi e sicurezza"), False, ProcessState.DELIVERED,
    ),
    "signed-scan": SignedCopyReport(
        SignedFile(form=SignedForm.NONE, signatures=(), carried=None),
        Sameness.NOT_SAID, None, (), False, ProcessState.DELIVERED,
    ),
}  # fmt: skip
"""Each picture with what the dialog tells."""


def take_signed(studio: Studio, window: MainWindow, ids: Ids) -> None:
    """Over the page of deliveries."""
    if not studio.wants(*SIGNED):
        return
    page = studio.open_page(window, "deliveries")
    services, pact = page.context.services, ids["pact", "pact"]
    for name, report in SIGNED.items():
        studio.dialog(name, partial(_show, page, services, pact, report))


def _show(page: QWidget, services: Services, pact: str, report: SignedCopyReport) -> None:
    open_dialog(SignedCopyDialog(page, services, pact, Path("patto-firmato.pdf"), b"", report))
