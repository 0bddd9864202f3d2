"""Photos and plans of a place: let fall, pasted or chosen; freed of what cameras write into them; looked at, taken away."""

from __future__ import annotations

import mimetypes
from functools import partial
from pathlib import Path
from typing import TYPE_CHECKING, Any

from PySide6.QtCore import QBuffer, QIODevice, QObject, Signal
from PySide6.QtGui import QGuiApplication, QImage, QImageWriter

from cocity_desktop.application.attachments import (
    AttachFile,
    MovePhoto,
    attach_file,
    move_photo,
    remove_attachment,
)
from cocity_desktop.application.entries import DescribePhoto, describe_photo
from cocity_desktop.application.removal import Remove
from cocity_desktop.domain.errors import EnvironmentFault, ErrorCode, UserError
from cocity_desktop.domain.pacts import AttachmentRole
from cocity_desktop.error_messages import words_for
from cocity_desktop.localization import _, ngettext
from cocity_desktop.ui.dialogs.attachments import save_copy
from cocity_desktop.ui.dialogs.base import ask_file_open, open_dialog
from cocity_desktop.ui.dialogs.photo import PhotoDialog
from cocity_desktop.ui.models.photo_shelf import PhotoShelf
from cocity_desktop.ui.operation import Operation
from cocity_desktop.ui.permitted import allowed

if TYPE_CHECKING:
    from collections.abc import Callable, Sequence

    from PySide6.QtWidgets import QWidget

    from cocity_desktop.application.changes import Changes
    from cocity_desktop.application.photos import Photos
    from cocity_desktop.application.views.registry import AttachmentRow
    from cocity_desktop.domain.errors import AppError
    from cocity_desktop.ui.pages.base import PageContext

LARGEST = 100_000_000
"""Bytes of a file that is looked into at all."""
_PLAN_ENDINGS = (".pdf", ".dwg", ".dxf", ".svg")


class PlacePictures(QObject):
    """`saved(Changes, words)` after each act; refusals go to the navigator."""

    saved = Signal(object, str)

    def __init__(self, context: PageContext, page: QWidget) -> None:
        super().__init__(page)
        self._context, self._page = context, page
        self.shelf = PhotoShelf(context.services.read_bytes, self)
        self._twice: list[
            str
        ] = []  # those of several that were here already, told with the next one that was not

    def act(self, act: str, place_id: str, thing: Any) -> bool:
        """What the pane asks, where it is about pictures; False for anything else."""
        acts: dict[str, Callable[[], object]] = {
            "photo": lambda: self.choose(place_id, AttachmentRole.PHOTO),
            "plan": lambda: self.choose(place_id, AttachmentRole.SITE_PLAN),
            "drop": lambda: self.take(place_id, thing),
            "paste": lambda: self.paste(place_id),
            "look": lambda: self.look(thing),
            "move_photo": lambda: self.move(*thing),
            "remove_attachment": lambda: self.remove(thing),
        }
        if act in acts:
            acts[act]()
        return act in acts

    def choose(self, place_id: str, role: AttachmentRole) -> None:
        """Ask for a file."""
        patterns = "*.jpg *.jpeg *.png *.webp *.gif *.bmp *.tif *.tiff"
        if role is AttachmentRole.SITE_PLAN:
            patterns = f"{patterns} *.pdf *.dwg *.dxf *.svg"
            title = _("Add a site plan")
        else:
            title = _("Add a photo")
        path = ask_file_open(self._page, title, _("Pictures ({patterns})").format(patterns=patterns))
        if path is not None:
            self.take(place_id, [path], role)

    def take(self, place_id: str, files: Sequence[Path], role: AttachmentRole = AttachmentRole.PHOTO) -> None:
        """Every file, one after the other. Papers among them are plans."""
        if not files:
            self._twice = []
            return
        first, rest = files[0], files[1:]
        papers = first.suffix.lower() in _PLAN_ENDINGS
        wanted = AttachmentRole.SITE_PLAN if papers else role
        job = partial(_kept, first) if papers else partial(_cleaned, self._context.services.photos, first)
        self._attach(place_id, wanted, job, partial(self.take, place_id, rest, role))

    def paste(self, place_id: str) -> None:
        """The picture or the files on the clipboard; nothing when there are none."""
        data = QGuiApplication.clipboard().mimeData()
        files = [Path(url.toLocalFile()) for url in data.urls() if url.isLocalFile()]
        if files:
            self.take(place_id, files)
        elif data.hasImage():
            job = partial(_pasted, self._context.services.photos, QGuiApplication.clipboard().image())
            self._attach(place_id, AttachmentRole.PHOTO, job, partial(self.take, place_id, ()))

    def look(self, photo: AttachmentRow) -> None:
        """Large, in a dialog."""
        services, navigator = self._context.services, self._context.navigator
        dialog = PhotoDialog(self._page, services, photo)
        dialog.save_asked.connect(lambda one: save_copy(dialog, services, navigator, one))
        dialog.remove_asked.connect(self.remove)
        dialog.described.connect(self.describe)
        open_dialog(dialog)

    def describe(self, photo: AttachmentRow, words: str) -> None:
        """Write under it what it shows."""
        services = self._context.services
        command = DescribePhoto(photo_id=photo.id, caption=words, entry_id=None)
        job = Operation(self, lambda: services.run(describe_photo, command))
        job.on_success(partial(self._told, _("Words under the photo changed"))).on_error(self._failed).start()

    def move(self, photo: AttachmentRow, place: int) -> None:
        """Make it number `place` (from 0) of its place's pictures."""
        if not allowed("move_photo"):
            return
        services = self._context.services
        command = MovePhoto(photo_id=photo.id, position=place)
        first = _("First now: “{name}”")
        words = first if place == 0 else _("Moved: “{name}”")
        job = Operation(self, lambda: services.run(move_photo, command))
        job.on_success(partial(self._told, words)).on_error(self._failed).start()

    def remove(self, photo: AttachmentRow) -> None:
        """Take it away; the bar brings it back."""
        services = self._context.services
        job = Operation(self, lambda: services.run(remove_attachment, Remove(id=photo.id)))
        job.on_success(partial(self._told, _("Taken away: “{name}”"))).on_error(self._failed).start()

    def _attach(
        self,
        place_id: str,
        role: AttachmentRole,
        job: Callable[[], tuple[str, str, bytes]],
        then: Callable[[], object],
    ) -> None:
        services = self._context.services

        def write(made: tuple[str, str, bytes]) -> None:
            name, media_type, content = made
            command = AttachFile(
                name=name, media_type=media_type, content=content, role=role, place_id=place_id
            )
            Operation(self, lambda: services.run(attach_file, command)).on_success(
                partial(self._told, _("Attached: “{name}”"))
            ).on_error(self._failed).on_finally(then).start()

        def unreadable(error: AppError) -> None:
            self._failed(error)
            then()

        Operation(self, job).on_success(write).on_error(unreadable).start("work")

    def _told(self, words: str, changes: Changes) -> None:
        twice, self._twice = self._twice, []
        if twice:
            here = ngettext("{n} was here already", "{n} were here already", len(twice))
            words = f"{words}  ·  {here}"
        self.saved.emit(changes, words)

    def _failed(self, error: AppError) -> None:
        if error.code is ErrorCode.ALREADY_ATTACHED:
            self._twice.append(str(error.details.get("name", "")))
            self._context.navigator.say(words_for(error), undoable=False)
        else:
            self._context.navigator.fail(error)


def _cleaned(photos: Photos, path: Path) -> tuple[str, str, bytes]:
    photo = photos.cleaned(_bytes(path))
    return path.with_suffix(photo.suffix).name, photo.media_type, photo.content


def _pasted(photos: Photos, image: QImage) -> tuple[str, str, bytes]:
    buffer = QBuffer()
    buffer.open(QIODevice.OpenModeFlag.WriteOnly)
    QImageWriter(buffer, b"png").write(image)
    photo = photos.cleaned(bytes(buffer.data().data()))
    return str(Path(_("pasted.png")).with_suffix(photo.suffix)), photo.media_type, photo.content


def _kept(path: Path) -> tuple[str, str, bytes]:
    kind = mimetypes.guess_type(path.name)[0] or "application/octet-stream"
    return path.name, kind, _bytes(path)


def _bytes(path: Path) -> bytes:
    """Raises EnvironmentFault(FILE_UNREADABLE), UserError(PHOTO_TOO_LARGE)."""
    try:
        if path.stat().st_size > LARGEST:
            raise UserError(ErrorCode.PHOTO_TOO_LARGE)
        return path.read_bytes()
    except OSError as fault:
        raise EnvironmentFault(ErrorCode.FILE_UNREADABLE, path=str(path)) from fault
