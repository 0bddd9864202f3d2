"""Files tied to a record: put one in, save a copy of one."""

from __future__ import annotations

import mimetypes
from pathlib import Path
from typing import TYPE_CHECKING

from cocity_desktop.application.attachments import AttachFile, attach_file
from cocity_desktop.domain.errors import EnvironmentFault, ErrorCode
from cocity_desktop.domain.pacts import AttachmentRole
from cocity_desktop.labels import label_of
from cocity_desktop.localization import _, current_language
from cocity_desktop.ui.dialogs.base import ask_file_open, ask_file_save
from cocity_desktop.ui.dialogs.form_dialog import FormDialog
from cocity_desktop.ui.operation import Operation
from cocity_desktop.ui.permitted import doing
from cocity_desktop.ui.record_words import capital
from cocity_desktop.ui.widgets.buttons import IconButton
from cocity_desktop.ui.widgets.choice import Choice
from cocity_desktop.ui.widgets.detail_pane import DetailLine
from cocity_desktop.ui.widgets.text_fields import TextField

if TYPE_CHECKING:
    from collections.abc import Callable

    from PySide6.QtWidgets import QWidget

    from cocity_desktop.application.changes import Changes
    from cocity_desktop.application.services import Services
    from cocity_desktop.application.views.registry import AttachmentRow
    from cocity_desktop.ui.navigator import Navigator

_KIND_UNKNOWN = "application/octet-stream"


class AttachDialog(FormDialog):
    """What the chosen file is. The owner is a process, a place or a group."""

    ACTS = ("attach_file",)

    def __init__(
        self,
        parent: QWidget | None,
        services: Services,
        path: Path,
        *,
        process_id: str | None = None,
        place_id: str | None = None,
        group_id: str | None = None,
    ) -> None:
        super().__init__(parent, _("Attach a file"), path.name, primary=_("Attach it"))
        self._services, self._path = services, path
        self._process_id, self._place_id, self._group_id = process_id, place_id, group_id
        self.role = Choice(_("What it is"), [(one, capital(label_of(one))) for one in AttachmentRole])
        if group_id is not None:
            self.role.set_value(AttachmentRole.REPRESENTATION)
        self.name = TextField(_("Name"), longest=300)
        self.name.set_text(path.name)
        self.caption = TextField(_("Caption"), longest=300)
        self.form.add("role", self.role)
        self.form.add("name", self.name)
        self.form.add("caption", self.caption)
        self.show_form()

    def work(self) -> Callable[[], Changes]:
        path, role = self._path, self.role.value() or AttachmentRole.OTHER
        name, caption = self.name.text(), self.caption.text()

        def attach() -> Changes:
            command = AttachFile(
                name=name,
                media_type=mimetypes.guess_type(path.name)[0] or _KIND_UNKNOWN,
                content=_content(path),
                role=role,
                caption=caption,
                process_id=self._process_id,
                place_id=self._place_id,
                group_id=self._group_id,
            )
            return self._services.run(attach_file, command)

        return attach


def attachment_line(
    one: AttachmentRow, save: Callable[[], object], remove: Callable[[], object]
) -> tuple[DetailLine, IconButton]:
    """A file in a detail pane: pressing it saves a copy, × takes it away (which can be undone)."""
    line = DetailLine(
        one.name,
        icon="clip",
        below=one.caption or capital(label_of(AttachmentRole(one.role))),
        trailing=size_words(one.size),
        go=save,
    )
    away = doing(
        IconButton("close", _("Take {name} away").format(name=one.name), size=24), "remove_attachment"
    )
    away.clicked.connect(lambda _checked=False: remove())
    return line, away


def choose_file(parent: QWidget | None) -> Path | None:
    """The file to attach."""
    return ask_file_open(parent, _("Attach a file"), _("All files (*)"))


def save_copy(parent: QWidget, services: Services, navigator: Navigator, attachment: AttachmentRow) -> None:
    """Write an attached file where the person says."""
    path = ask_file_save(parent, _("Save a copy"), Path(attachment.name), _("All files (*)"))
    if path is None:
        return
    said = _("Copy saved in {path}").format(path=path)
    Operation(parent, lambda: services.write_file(path, services.read_bytes(attachment.sha256))).on_success(
        lambda _none: navigator.say(said, undoable=False)
    ).on_error(navigator.fail).start("work")


def size_words(size: int) -> str:
    """«340 kB», «2,1 MB»: `size` in bytes."""
    if size < 1_000_000:
        return _("{n} kB").format(n=max(1, round(size / 1000)))
    return _("{n} MB").format(n=decimal(size / 1_000_000))


def decimal(value: float, digits: int = 1) -> str:
    """A number with its decimals, parted as this language parts them."""
    text = f"{value:.{digits}f}"
    return text.replace(".", ",") if current_language() == "it" else text


def _content(path: Path) -> bytes:
    try:
        return path.read_bytes()
    except OSError as fault:
        raise EnvironmentFault(ErrorCode.FILE_UNREADABLE, path=str(path)) from fault
