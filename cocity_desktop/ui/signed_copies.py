"""Taking a signed pact in: choose the file, look at it, keep it; and naming an issuer on the way."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import QObject

from cocity_desktop.application.signed_copies import LookAtSignedCopy, look_at_signed_copy
from cocity_desktop.domain.errors import EnvironmentFault, ErrorCode
from cocity_desktop.localization import _, ngettext
from cocity_desktop.ui.dialogs.base import ask_file_open, open_dialog
from cocity_desktop.ui.dialogs.signed_copy import SignedCopyDialog
from cocity_desktop.ui.operation import Operation

if TYPE_CHECKING:
    from pathlib import Path

    from PySide6.QtWidgets import QWidget

    from cocity_desktop.application.signed_copies import SignedCopyReport
    from cocity_desktop.ui.pages.base import PageContext


class SignedCopies(QObject):
    """The acts on one page; `page` is under the dialogs."""

    def __init__(self, context: PageContext, page: QWidget) -> None:
        super().__init__(page)
        self._context, self._page = context, page

    def take_in(self, pact_id: str) -> None:
        """Ask for the file, and tell what it says."""
        kinds = _("Signed files (*.pdf *.p7m);;All files (*)")
        path = ask_file_open(self._page, _("The signed pact"), kinds)
        if path is not None:
            self._look(pact_id, path)

    def _look(self, pact_id: str, path: Path) -> None:
        services = self._context.services

        def look() -> tuple[bytes, SignedCopyReport]:
            content = _read(path)
            cmd = LookAtSignedCopy(pact_id=pact_id, content=content)
            return content, services.run(look_at_signed_copy, cmd, services.signatures)

        Operation(self, look).on_success(lambda found: self._tell(pact_id, path, *found)).on_error(
            self._context.navigator.fail
        ).start()

    def _tell(self, pact_id: str, path: Path, content: bytes, report: SignedCopyReport) -> None:
        dialog = SignedCopyDialog(self._page, self._context.services, pact_id, path, content, report)
        if open_dialog(dialog) and dialog.changes is not None:
            self._context.bus.changed.emit(dialog.changes)
            self._context.navigator.say(_("The signed pact is kept"), undoable=True)
        elif dialog.wants_issuer:
            self._name_issuer(pact_id, path)

    def _name_issuer(self, pact_id: str, path: Path) -> None:
        kinds = _("Certificates and trusted lists (*.pem *.crt *.cer *.der *.xml);;All files (*)")
        file = ask_file_open(self._page, _("The certificate of the issuer"), kinds)
        if file is None:
            return
        signatures = self._context.services.signatures

        def named(count: int) -> None:
            said = ngettext("{n} issuer taken in", "{n} issuers taken in", count)
            self._context.navigator.say(said)
            self._look(pact_id, path)

        Operation(self, lambda: signatures.trust(file.name, _read(file))).on_success(named).on_error(
            self._context.navigator.fail
        ).start()


def _read(path: Path) -> bytes:
    try:
        return path.read_bytes()
    except OSError as error:
        raise EnvironmentFault(ErrorCode.FILE_UNREADABLE, path=str(path)) from error
