"""Photos of the meeting: let fall on a line or beside it, pasted, chosen as a file; looked at, named, taken away.

A photo that comes to no line becomes a line of its own, at its moment and under the point that is running.
"""

from __future__ import annotations

from functools import partial
from pathlib import Path
from typing import TYPE_CHECKING

from PySide6.QtCore import QBuffer, QEvent, QIODevice
from PySide6.QtGui import QGuiApplication, QImage, QImageWriter, QKeyEvent, QKeySequence

from cocity_desktop.application.attachments import MovePhoto, move_photo
from cocity_desktop.application.entries import (
    AddPhoto,
    CapturePhoto,
    DescribePhoto,
    add_photo,
    capture_photo,
    describe_photo,
    remove_photo,
)
from cocity_desktop.application.removal import Remove
from cocity_desktop.domain.errors import EnvironmentFault, ErrorCode
from cocity_desktop.domain.meetings import AgendaState
from cocity_desktop.localization import _
from cocity_desktop.ui.dialogs.base import ask_file_open, ask_file_save
from cocity_desktop.ui.models.photo_shelf import PhotoShelf
from cocity_desktop.ui.operation import Operation
from cocity_desktop.ui.pages.meeting.acts import Acts
from cocity_desktop.ui.pages.meeting.photo_sheet import PhotoSheet
from cocity_desktop.ui.permitted import allowed

if TYPE_CHECKING:
    from collections.abc import Callable, Sequence

    from PySide6.QtCore import QObject
    from PySide6.QtWidgets import QWidget

    from cocity_desktop.application.photos import CleanPhoto
    from cocity_desktop.application.views.work import PhotoRow
    from cocity_desktop.domain.entity import EntityId
    from cocity_desktop.domain.errors import AppError
    from cocity_desktop.ui.pages.base import PageContext
    from cocity_desktop.ui.pages.meeting.capture_desk import CaptureDesk
    from cocity_desktop.ui.pages.meeting.lines import Line
    from cocity_desktop.ui.pages.meeting.speech import SpeechColumn

LARGEST = 100_000_000
"""Bytes of a file that is looked into at all: no photo of a phone or a scanner comes near."""


class PhotoActs(Acts):
    """Behind the list, for pictures."""

    def __init__(
        self, context: PageContext, speech: SpeechColumn, desk: CaptureDesk, parent: QWidget
    ) -> None:
        super().__init__(context, parent)
        self._page, self._speech, self._desk = parent, speech, desk
        self.shelf = PhotoShelf(context.services.read_bytes, self)
        speech.list.use_photos(self.shelf)
        speech.list.photo_asked.connect(self.look)
        speech.list.dropped.connect(self.take_files)
        speech.line.edit.installEventFilter(self)
        self.sheet = PhotoSheet(speech)
        self.sheet.closed.connect(self.done)
        self.sheet.wanted.connect(self._read)
        self.sheet.described.connect(self._describe)
        self.sheet.remove_asked.connect(self.remove)
        self.sheet.save_asked.connect(self.save)
        self.sheet.moved.connect(self._move)

    # --- they come in ---------------------------------------------------------------------------------------

    def eventFilter(self, _watched: QObject, event: QEvent) -> bool:
        """Paste in the capture line: a picture becomes a photo, words stay words."""
        pressed = isinstance(event, QKeyEvent) and event.type() == QEvent.Type.KeyPress
        return pressed and event.matches(QKeySequence.StandardKey.Paste) and self.paste()  # type: ignore[attr-defined]

    def paste(self) -> bool:
        """Take the picture on the clipboard; False when there is none."""
        data = QGuiApplication.clipboard().mimeData()
        if data.hasText() or not data.hasImage():
            return False
        if not allowed("capture_photo"):
            return True
        image = QGuiApplication.clipboard().image()
        self._take(partial(as_png, image), _("pasted.png"), None)
        return True

    def ask_file(self, line: Line | None) -> None:
        """Choose a picture for `line`, or for a line of its own."""
        if not allowed("add_photo", "capture_photo"):
            return
        kinds = _("Pictures ({patterns})").format(
            patterns="*.jpg *.jpeg *.png *.webp *.gif *.bmp *.tif *.tiff"
        )
        path = ask_file_open(self._page, _("Add a photo"), kinds)
        if path is not None:
            self.take_files(line, [path])

    def take_files(self, line: Line | None, files: Sequence[Path]) -> None:
        """Every file that is a picture; for one that is not, words say so."""
        self.done.emit()
        if files and allowed("add_photo", "capture_photo"):
            first, rest = files[0], files[1:]
            # One after the other, so that they stand in the order in which they were given.
            operation = self._take(partial(read_file, first), first.name, line.row.id if line else None)
            operation.on_finally(partial(self.take_files, line, rest))

    def _take(self, read: Callable[[], bytes], name: str, entry_id: EntityId | None) -> Operation[CleanPhoto]:
        photos = self.context.services.photos
        operation = Operation(self, lambda: photos.cleaned(read()))
        return operation.on_success(partial(self._keep, name, entry_id)).on_error(self.fail).start("work")

    def _keep(self, name: str, entry_id: EntityId | None, photo: CleanPhoto) -> None:
        kept = str(Path(name).with_suffix(photo.suffix).name)
        if entry_id is not None:
            command = AddPhoto(
                meeting_id=self.meeting_id,
                entry_id=entry_id,
                name=kept,
                media_type=photo.media_type,
                content=photo.content,
            )
            self.run(add_photo, command, _("Photo added"))
            return
        line = CapturePhoto(
            meeting_id=self.meeting_id,
            agenda_item_id=self._running(),
            text=_("Photo: {name}").format(name=Path(name).stem),
            said_at=self._desk.moment(),
            name=kept,
            media_type=photo.media_type,
            content=photo.content,
        )
        self.run(capture_photo, line, _("Photo added"))

    def _running(self) -> EntityId | None:
        agenda = self.meeting.agenda if self.meeting else ()
        return next((item.id for item in agenda if item.state is AgendaState.RUNNING), None)

    # --- they are looked at -----------------------------------------------------------------------------------

    def look(self, line: Line, number: int) -> None:
        """Large, over the list."""
        self.sheet.show_photos(line.row.photos, number, self._speech.line)

    def _read(self, photo: PhotoRow) -> None:
        services = self.context.services

        def lost(_error: AppError) -> None:
            self.sheet.show_image(photo, None, _("This photo cannot be read any more."))

        def develop(content: bytes) -> None:
            Operation(self, lambda: QImage.fromData(content)).on_success(
                partial(self.sheet.show_image, photo)
            ).start("work")

        Operation(self, partial(services.read_bytes, photo.sha256)).on_success(develop).on_error(lost).start()

    def _describe(self, photo: PhotoRow, caption: str) -> None:
        if caption != photo.caption:
            command = DescribePhoto(photo_id=photo.id, caption=caption, entry_id=photo.entry_id)
            self.run(describe_photo, command, _("Words under the photo changed"))

    def _move(self, photo: PhotoRow, place: int) -> None:
        """Among the photos of its line; the sheet stays on it."""
        said = _("First now: “{name}”") if place == 0 else _("Moved: “{name}”")
        command = MovePhoto(photo_id=photo.id, position=place)
        moved = self.run(move_photo, command, said.format(name=photo.caption or photo.name))
        moved.on_success(lambda _changes: self.sheet.show_moved(photo, place))

    def remove(self, photo: PhotoRow) -> None:
        """Take it away; the bar brings it back."""
        self.run(remove_photo, Remove(id=photo.id), _("Photo taken away"))
        self.sheet.close_sheet()

    def save(self, photo: PhotoRow) -> None:
        """A copy outside the archive, where nobody guards it: the person chose the place."""
        path = ask_file_save(
            self._page, _("Save a copy of the photo"), Path.home() / photo.name, _("Pictures (*.*)")
        )
        if path is None:
            return
        services = self.context.services

        def write(content: bytes) -> None:
            Operation(self, partial(services.write_file, path, content)).on_success(told).on_error(
                self.fail
            ).start("work")

        def told(_none: None) -> None:
            self.context.navigator.say(_("Saved: {file}").format(file=path.name), undoable=False)

        Operation(self, partial(services.read_bytes, photo.sha256)).on_success(write).on_error(
            self.fail
        ).start()


def read_file(path: Path) -> bytes:
    """The bytes of a file from outside. Raises EnvironmentFault(FILE_UNREADABLE), also for an absurd size."""
    try:
        if path.stat().st_size > LARGEST:
            raise EnvironmentFault(ErrorCode.FILE_UNREADABLE, path=str(path))
        return path.read_bytes()
    except OSError as fault:
        raise EnvironmentFault(ErrorCode.FILE_UNREADABLE, path=str(path)) from fault


def as_png(image: QImage) -> bytes:
    """A picture from the clipboard as a file."""
    buffer = QBuffer()
    buffer.open(QIODevice.OpenModeFlag.WriteOnly)
    QImageWriter(buffer, b"png").write(image)
    return bytes(buffer.data().data())
