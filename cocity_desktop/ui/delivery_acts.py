"""What can be done with a delivery, from the list and from its own page."""

from __future__ import annotations

import hashlib
from typing import TYPE_CHECKING, NamedTuple

from PySide6.QtCore import QObject, Qt, QUrl
from PySide6.QtGui import QDesktopServices

from cocity_desktop.application.replies import ImportReply, import_reply
from cocity_desktop.domain.errors import EnvironmentFault, ErrorCode
from cocity_desktop.domain.lifecycle import DeliveryState
from cocity_desktop.localization import _
from cocity_desktop.ui.dialogs.base import Dialog, ask_file_open, open_dialog
from cocity_desktop.ui.dialogs.delivery_forms import DiscardDialog, HandOverDialog, ReceiptDialog
from cocity_desktop.ui.dialogs.paper_reply import PaperReplyDialog
from cocity_desktop.ui.operation import Operation
from cocity_desktop.ui.permitted import doing
from cocity_desktop.ui.signed_copies import SignedCopies
from cocity_desktop.ui.widgets.buttons import Button

if TYPE_CHECKING:
    from collections.abc import Callable
    from pathlib import Path

    from PySide6.QtWidgets import QWidget

    from cocity_desktop.application.changes import Changes
    from cocity_desktop.application.inspection import Verifier
    from cocity_desktop.application.views.pacts import DeliveryDetail, PactDetail
    from cocity_desktop.ui.dialogs.form_dialog import FormDialog
    from cocity_desktop.ui.pages.base import PageContext

_S = DeliveryState
_WAITS = (_S.SEALED, _S.HANDED_OVER, _S.RECEIVED)
_CHUNK = 1 << 20
_TOLD = 4


class DeliveryActs(QObject):
    """The acts on deliveries; `page` is under the dialogs."""

    def __init__(self, context: PageContext, page: QWidget) -> None:
        super().__init__(page)
        self._context, self._page = context, page
        self._signed = SignedCopies(context, page)

    def buttons(self, detail: DeliveryDetail) -> list[Button]:
        """What can be done now, the next step first and as the primary one."""
        state = detail.row.state
        offers: list[tuple[str, str, Callable[[DeliveryDetail], object], tuple[str, ...]]] = []
        if state is _S.SEALED:
            offers.append((_("Handed over…"), "box", self.hand_over, ("record_hand_over",)))
        if state is _S.HANDED_OVER:
            offers.append((_("Received…"), "inbox", self.receive, ("record_receipt",)))
        if state in _WAITS:
            offers.append((_("Take the answer in…"), "mail-open", self.import_answer, ("import_reply",)))
            offers.append((_("Type it from paper…"), "pencil", self.type_answer, ("import_reply",)))
        if state in (_S.HANDED_OVER, _S.RECEIVED, _S.ANSWERED):
            offers.append(
                (_("The signed pact came…"), "file-signed", self.take_signed, ("keep_signed_copy",))
            )
        offers.append((_("Check the file…"), "check-circle", self.check_file, ()))
        if state is _S.SEALED:
            offers.append((_("Put aside…"), "delete", self.discard, ("discard_delivery",)))
        made = []
        for place, (words, icon, act, labels) in enumerate(offers):
            first = place == 0 and state in _WAITS
            button = doing(Button(words, "primary" if first else "ghost", icon=icon), *labels)
            button.clicked.connect(lambda _checked=False, act=act: act(detail))
            made.append(button)
        return made

    def hand_over(self, detail: DeliveryDetail) -> None:
        """How and when it left the house."""
        self._ask(HandOverDialog(self._page, self._context.services, detail), _("Noted: handed over"))

    def receive(self, detail: DeliveryDetail) -> None:
        """The Comune's protocol."""
        self._ask(
            ReceiptDialog(self._page, self._context.services, detail), _("Noted: received by the Comune")
        )

    def discard(self, detail: DeliveryDetail) -> None:
        """Put a version aside that never left the house."""
        words = _("Version {n} put aside").format(n=detail.row.version)
        self._ask(DiscardDialog(self._page, self._context.services, detail), words)

    def import_answer(self, _detail: object = None) -> None:
        """Take in an answer file, whichever delivery it is about: the file itself says so."""
        path = ask_file_open(self._page, _("The Comune’s answer"), _("Answers (*.json);;All files (*)"))
        if path is None:
            return
        services = self._context.services

        def take_in() -> Changes:
            cmd = ImportReply(content=_read(path))
            return services.run(import_reply, cmd, services.reply_reader)

        Operation(self, take_in).on_success(self._answered).on_error(self._context.navigator.fail).start()

    def type_answer(self, detail: DeliveryDetail) -> None:
        """Type an answer that came on paper."""
        queries, pact_id = self._context.services.queries, detail.row.pact_id
        Operation(self, lambda: queries.pact(pact_id)).on_success(
            lambda pact: self._type(detail, pact)
        ).on_error(self._context.navigator.fail).start()

    def take_signed(self, detail: DeliveryDetail) -> None:
        """Look at the signed pact, and keep it."""
        self._signed.take_in(detail.row.pact_id)

    def check_file(self, detail: DeliveryDetail) -> None:
        """Whether a file is, byte by byte, the one that was sealed."""
        title = _("Which file is version {n}?").format(n=detail.row.version)
        path = ask_file_open(self._page, title, _("Deliveries (*.zip);;All files (*)"))
        if path is None:
            return
        verifier = self._context.services.verifier
        Operation(self, lambda: judge_file(verifier, detail, path)).on_success(
            lambda found: self._tell(detail, path, found)
        ).on_error(self._context.navigator.fail).start("work")

    def _type(self, detail: DeliveryDetail, pact: PactDetail) -> None:
        dialog = PaperReplyDialog(self._page, self._context.services, detail, pact.document.articles)
        if open_dialog(dialog) and dialog.changes is not None:
            self._answered(dialog.changes)

    def _answered(self, changes: Changes) -> None:
        self._context.bus.changed.emit(changes)
        about = next((ref.id for ref in changes.touched if ref.kind == "delivery"), None)
        self._context.navigator.open_page("delivery", about)
        self._context.navigator.say(_("The answer is in: “{pact}”").format(pact=changes.subject))

    def _ask(self, dialog: FormDialog, message: str) -> None:
        if open_dialog(dialog) and dialog.changes is not None:
            self._context.bus.changed.emit(dialog.changes)
            self._context.navigator.say(message)

    def _tell(self, detail: DeliveryDetail, path: Path, found: FileVerdict) -> None:
        if open_dialog(FileVerdictDialog(self._page, detail, path.name, found)):
            QDesktopServices.openUrl(QUrl.fromLocalFile(str(path.parent)))


class FileVerdict(NamedTuple):
    """`same` byte by byte; `repacked` when only the zip around the contents is another; `defects` in words."""

    same: bool
    repacked: bool = False
    defects: tuple[str, ...] = ()


def judge_file(verifier: Verifier, detail: DeliveryDetail, path: Path) -> FileVerdict:
    """Hold a file against what was sealed. Raises EnvironmentFault(FILE_UNREADABLE)."""
    if _sha256(path) == detail.file_sha256:
        return FileVerdict(same=True)
    seen = verifier.verify(path)
    repacked = seen.contents_valid and seen.file_code == detail.row.file_code
    return FileVerdict(False, repacked, tuple(defect.words for defect in seen.defects[:_TOLD]))


class FileVerdictDialog(Dialog):
    """Whether a file is the one that was sealed; accepting opens its folder."""

    def __init__(self, parent: QWidget | None, detail: DeliveryDetail, name: str, found: FileVerdict) -> None:
        self.found = found
        title, text = _verdict_words(found)
        words = text.format(name=name, n=detail.row.version, code=detail.row.file_code)
        if not found.same and not found.repacked:
            words = "\n".join((words, *found.defects))
        super().__init__(parent, title, words, primary=_("Open its folder"), secondary=_("Close"))
        self.text.setTextInteractionFlags(Qt.TextInteractionFlag.TextSelectableByMouse)


def _verdict_words(found: FileVerdict) -> tuple[str, str]:
    if found.same:
        return _("It is the sealed file"), _("{name} is version {n}, byte by byte: code {code}.")
    if found.repacked:
        return (
            _("The same delivery, packed again"),
            _(
                "Somebody made {name} anew around the same contents: they are those of version {n}, code {code}."
            ),
        )
    return (
        _("It is not the sealed file"),
        _("{name} differs from version {n}, whose code is {code}. Do not hand it over."),
    )


def _read(path: Path) -> bytes:
    try:
        return path.read_bytes()
    except OSError as error:
        raise EnvironmentFault(ErrorCode.FILE_UNREADABLE, path=str(path)) from error


def _sha256(path: Path) -> str:
    digest = hashlib.sha256()
    try:
        with path.open("rb") as file:
            while chunk := file.read(_CHUNK):
                digest.update(chunk)
    except OSError as error:
        raise EnvironmentFault(ErrorCode.FILE_UNREADABLE, path=str(path)) from error
    return digest.hexdigest()
