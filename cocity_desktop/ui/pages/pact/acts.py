"""What can be done from the composer: each act runs its use case on a lane and tells the window how it went."""

from __future__ import annotations

import mimetypes
import re
from pathlib import Path
from typing import TYPE_CHECKING, Any

from PySide6.QtCore import QObject

from cocity_desktop.application.attachments import AttachFile, attach_file
from cocity_desktop.application.capture import DeclineEntry, decline_entry
from cocity_desktop.application.gap_agenda import AskGap, ask_gap
from cocity_desktop.application.pacts import (
    PutSource,
    UpdatePact,
    WriteArticle,
    put_source,
    update_pact,
    write_article,
)
from cocity_desktop.domain.errors import AppError, EnvironmentFault, ErrorCode
from cocity_desktop.domain.pacts import AttachmentRole
from cocity_desktop.localization import _, local
from cocity_desktop.ui.dialogs.base import ask_file_open, ask_file_save, open_dialog
from cocity_desktop.ui.operation import Operation
from cocity_desktop.ui.pages.pact.dialogs import ReasonDialog, TermDialog
from cocity_desktop.ui.pages.pact.sealing import Sealing

if TYPE_CHECKING:
    from collections.abc import Callable

    from PySide6.QtWidgets import QWidget

    from cocity_desktop.application.changes import Changes
    from cocity_desktop.application.document_views import PactDocument
    from cocity_desktop.application.sentence_writing import CarriedSentence
    from cocity_desktop.application.views.pacts import SourceCandidate
    from cocity_desktop.domain.completeness import Gap
    from cocity_desktop.ui.pages.base import PageContext

_QUOTED = 60


class PactActs(QObject):
    """The acts of one composer; `page` is under the dialogs."""

    def __init__(self, context: PageContext, page: QWidget) -> None:
        super().__init__(page)
        self._context, self._page = context, page

    def write(
        self,
        article_id: str,
        text: str,
        carried: tuple[CarriedSentence, ...],
        settled: Callable[[AppError | None], object],
    ) -> None:
        """Save the text of an article; `settled` is told before anything is read again."""
        cmd = WriteArticle(article_id=article_id, text=text, carried=carried)

        def done(changes: Changes) -> None:
            settled(None)
            self._context.bus.changed.emit(changes)

        def refused(error: AppError) -> None:
            settled(error)
            self._context.navigator.fail(error)

        services = self._context.services
        Operation(self, lambda: services.run(write_article, cmd)).on_success(done).on_error(refused).start()

    def put(
        self, article_id: str, source: SourceCandidate, paragraph: int | None = None, *, joins: bool = False
    ) -> None:
        """Put what was said into the article: last, at a paragraph's end (`joins`), or in a new one before it."""
        cmd = PutSource(
            article_id=article_id,
            paragraph=paragraph,
            joins=joins,
            commitment_id=source.id if source.kind == "commitment" else None,
            decision_id=source.id if source.kind == "decision" else None,
            entry_id=source.id if source.kind == "entry" else None,
        )
        said = source.text if len(source.text) <= _QUOTED else f"{source.text[:_QUOTED].rstrip()}…"
        self.run(put_source, cmd, _("Put in the text: «{text}»").format(text=said))

    def decline(self, source: SourceCandidate) -> None:
        """Say why something said does not go into the pact."""
        dialog = ReasonDialog(self._page, _("Not needed"), source.text, _("Why it does not go into the pact"))
        if open_dialog(dialog):
            cmd = DeclineEntry(entry_id=source.id, reason=dialog.reason.text())
            self.run(decline_entry, cmd, _("Put aside, with its reason"))

    def ask_gap(self, pact_id: str, gap: Gap) -> None:
        """Put the question of a gap on the next agenda."""
        self.run(ask_gap, AskGap(pact_id=pact_id, gap=gap.code), _("On the agenda of the next meeting"))

    def ask_term(self, document: PactDocument) -> None:
        """Title, first and last day."""
        today = local(self._context.services.clock.now()).date()
        dialog = TermDialog(self._page, document, today)
        if open_dialog(dialog):
            cmd = UpdatePact(
                pact_id=document.id,
                title=dialog.title.text(),
                starts_on=dialog.starts.value(),
                ends_on=dialog.ends.value(),
            )
            self.run(update_pact, cmd, _("Title and term saved"))

    def attach(self, gap: Gap, process_id: str, role: AttachmentRole | None) -> None:
        """Ask for the file that a gap wants, and keep it with the process."""
        path = ask_file_open(self._page, gap.subject, _("All files (*)"))
        if path is None:
            return
        services = self._context.services
        kind = mimetypes.guess_type(path.name)[0] or "application/octet-stream"

        def attach() -> Changes:
            cmd = AttachFile(
                name=path.name,
                media_type=kind,
                content=read_file(path),
                role=role or AttachmentRole.OTHER,
                process_id=process_id,
            )
            return services.run(attach_file, cmd)

        self._start(attach, _("Attached: {name}").format(name=path.name))

    def seal(
        self, document: PactDocument, reasons: dict[str, str], failed: Callable[[AppError], object]
    ) -> bool:
        """Ask where, then write the delivery and open it; False when the person gave up."""
        suggested = Path.home() / f"{_slug(document.title)}-v{document.draft}.patto.zip"
        out = ask_file_save(self._page, _("Where to write the delivery"), suggested, _("Deliveries (*.zip)"))
        if out is None:
            return False
        sealing = Sealing(self, self._context.services, out)
        sealing.done, sealing.failed = self._sealed, failed
        sealing.start(document.id, reasons)
        return True

    def _sealed(self, changes: Changes) -> None:
        self._context.bus.changed.emit(changes)
        self._context.navigator.open_page("delivery", changes.created)

    def run(
        self,
        use_case: Callable[..., Changes],
        cmd: Any,
        said: str,
        made: Callable[[str], object] | None = None,
    ) -> None:
        """Run a use case and say how it went; `made` is told the id of what it made before anything is read again."""
        self._start(lambda: self._context.services.run(use_case, cmd), said, made)

    def _start(
        self, work: Callable[[], Changes], said: str, made: Callable[[str], object] | None = None
    ) -> None:
        def done(changes: Changes) -> None:
            if made is not None:
                made(changes.created or "")
            self._context.bus.changed.emit(changes)
            if changes.change_id:
                self._context.navigator.say(said, undoable=True)

        Operation(self, work).on_success(done).on_error(self._context.navigator.fail).start()


def read_file(path: Path) -> bytes:
    """The bytes of a chosen file. Raises EnvironmentFault(FILE_UNREADABLE)."""
    try:
        return path.read_bytes()
    except OSError as error:
        raise EnvironmentFault(ErrorCode.FILE_UNREADABLE, path=str(path)) from error


def _slug(title: str) -> str:
    return re.sub(r"[^a-z0-9]+", "-", title.lower()).strip("-") or "patto"
