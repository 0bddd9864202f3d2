"""What the page of people does for privacy: write a person's data out, erase them, note consents given and taken back."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from cocity_desktop.application.exports import note_export
from cocity_desktop.application.people_data import note_of, write_person_files
from cocity_desktop.localization import _
from cocity_desktop.ui.dialogs.base import ask_directory, open_dialog
from cocity_desktop.ui.dialogs.consent_form import ConsentDialog, WithdrawDialog
from cocity_desktop.ui.dialogs.erase_person import EraseDialog, Whom
from cocity_desktop.ui.operation import Operation

if TYPE_CHECKING:
    from pathlib import Path

    from cocity_desktop.application.views.people_data import PersonData
    from cocity_desktop.application.views.registry import ConsentRow, PersonDetail
    from cocity_desktop.ui.records_page import RecordsPage

EXPORT = "export_data"


def export_data(page: RecordsPage[Any, Any], person: PersonDetail) -> None:
    """JSON and PDF into a folder that is asked for: reading on the database lane, printing on the work lane."""
    folder = ask_directory(page, _("Where to write the data of {name}").format(name=person.name))
    if folder is None:
        return
    services = page.context.services

    def read() -> PersonData:
        return services.people_data.about(person.id)

    Operation(page, read).on_success(lambda data: _write(page, data, folder)).on_error(page.fail).start()


def _write(page: RecordsPage[Any, Any], data: PersonData, folder: Path) -> None:
    services = page.context.services

    def write() -> tuple[Path, Path]:
        return write_person_files(data, folder, services.privacy_papers, services.write_file)

    def note(files: tuple[Path, Path]) -> None:
        cmd = note_of(data, files[0])
        told = _("Written: {json} and {pdf}").format(json=files[0].name, pdf=files[1].name)
        page.act(lambda: services.run(note_export, cmd), told.replace("{", "{{").replace("}", "}}"))

    Operation(page, write).on_success(note).on_error(page.fail).start("work")


def erase(page: RecordsPage[Any, Any], person: PersonDetail) -> None:
    """Say where the person stands, and ask."""
    dialog = EraseDialog(page, page.context.services, Whom(person.id, person.name))
    open_dialog(dialog)
    if dialog.done_ is not None:
        page.context.bus.changed.emit(dialog.done_.changes)
        told = _("Erased: “persona cancellata n. {number}”").format(number=dialog.done_.number)
        page.context.navigator.say(told, undoable=False)


def note_consent(page: RecordsPage[Any, Any], person: PersonDetail) -> None:
    """Ask to what, when and how."""
    dialog = ConsentDialog(page, page.context.services, person, page.today())
    page.ask(dialog, _("Consent recorded for {person}").format(person=person.name))


def note_withdrawal(page: RecordsPage[Any, Any], person: PersonDetail, row: ConsentRow) -> None:
    """Ask when."""
    dialog = WithdrawDialog(page, page.context.services, person, row, page.today())
    page.ask(dialog, _("Consent taken back by {person}").format(person=person.name))
