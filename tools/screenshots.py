"""Every page of the window with the sample house in it, as pictures for the manual: light and dark, 1366x768.

    python -m tools.screenshots OUT [PICTURE...]

The house is built in a temporary directory on a fixed day, so that the same code makes the same pictures. The sample
has no meeting that is being held: this tool begins the one of that day and writes down its first lines. Papers are
their first page at 60 dpi, in one light. Works with QT_QPA_PLATFORM=offscreen.
"""

from __future__ import annotations

import argparse
import contextlib
import sys
import tempfile
from functools import partial
from pathlib import Path
from typing import TYPE_CHECKING

from cocity_desktop import bootstrap
from cocity_desktop.application.drafts import lines_of
from cocity_desktop.application.export_ports import ExportSubject
from cocity_desktop.application.exports import NoteExport, note_export
from cocity_desktop.application.place_paper import place_sheet
from cocity_desktop.domain.errors import EnvironmentFault, ErrorCode
from cocity_desktop.domain.keeping import ExportKind
from cocity_desktop.ui.dialogs.base import open_dialog
from cocity_desktop.ui.dialogs.export_form import ExportDialog
from cocity_desktop.ui.dialogs.group_form import GroupDialog
from cocity_desktop.ui.dialogs.member_form import RoleDialog
from cocity_desktop.ui.dialogs.person_form import PersonDialog
from tools.paper_pictures import plan, type_in
from tools.picture_access import take_access
from tools.picture_doubles import DOUBLES, take_doubles
from tools.picture_importing import STEPS, take_steps
from tools.picture_list import show_list_paper
from tools.picture_live import LIVE, LivePictures, take_recovered
from tools.picture_map import MAP, take_map
from tools.picture_meeting import MEETING, begin_meeting
from tools.picture_pact import PACT, take_pact
from tools.picture_places import PLACES, take_places
from tools.picture_privacy import PRIVACY, privacy_sheets, take_privacy
from tools.picture_recitals import take_recitals
from tools.picture_regulations import REGULATIONS, take_regulations
from tools.picture_search import SEARCH, take_search
from tools.picture_signed import SIGNED, take_signed
from tools.picture_studio import DAY, HOUSE, Studio, flattened, sheet_of
from tools.picture_versions import VERSIONS, take_versions, version_sheets

if TYPE_CHECKING:
    from collections.abc import Callable

    from PySide6.QtWidgets import QWidget

    from cocity_desktop.application.services import Services
    from cocity_desktop.ui.main_window import MainWindow
    from tools.picture_meeting import Ids

PAGES: dict[str, tuple[str, tuple[str, str] | None]] = {
    "today": ("today", None),
    "groups": ("groups", ("group", "genitori")),
    "people": ("people", None),
    "places": ("places", ("place", "cortile")),
    "processes": ("processes", ("process", "fleming")),
    "meetings": ("meetings", ("meeting", "terzo")),
    "minutes-draft": ("minutes", ("meeting", "aiuole-primo")),
    "minutes-approved": ("minutes", ("meeting", "sopralluogo")),
    "minutes-locked": ("minutes", ("meeting", "primo")),
    "fates": ("fates", ("meeting", "terzo")),
    "commitments": ("commitments", None),
    "pacts": ("pacts", ("pact", "pact")),
    "pact": ("pact", ("pact", "pact")),
    "deliveries": ("deliveries", None),
    "delivery": ("delivery", ("delivery", "1")),
    "desk": ("desk", None),
    "settings": ("settings", None),
}
"""Each picture: the page, and the record it is opened on. The live meeting comes last, for it changes the house."""
PAPER = ("paper-begin", "paper-walk-in", "paper", "paper-end")
FORMS = (
    "group-form",
    "role-form",
    "person-form",
    "export-form",
    "export-writing",
    "export-done",
    "export-fault",
    "list-paper",
    "exports",
)
DIALOGS = ("meeting-form", "agenda-editor", "templates", "invitation")
SHEETS: dict[str, Callable[[Services, Ids], bytes]] = {
    "sheet-pact": lambda s, ids: s.press.pact(s.queries.pact(ids["pact", "pact"]).document, None),
    "sheet-pact-brief": lambda s, ids: s.press.pact_summary(
        s.queries.pact(ids["pact", "pact"]).document, "it"
    ),
    "sheet-minutes": lambda s, ids: s.read_bytes(s.minutes_of(ids["meeting", "primo"]).locked_sha256),
    "sheet-summary-ro": lambda s, ids: s.press.minutes_summary(s.minutes_of(ids["meeting", "primo"]), "ro"),
    "sheet-summary-ar": lambda s, ids: s.press.minutes_summary(s.minutes_of(ids["meeting", "primo"]), "ar"),
    "sheet-fates": lambda s, ids: s.press.fate_sheet(s.queries.fates(ids["meeting", "terzo"])),
    "sheet-agenda": lambda s, ids: s.press.agenda(
        s.queries.meeting_sheet(ids["meeting", "aiuole-sopralluogo"])
    ),
    "sheet-place": lambda s, ids: s.press.place_sheet(
        place_sheet(s, ids["place", "cortile"], [s.maps.built_in()])
    ),
    "sheet-attendance": lambda s, ids: s.press.attendance_sheet(
        s.queries.meeting_sheet(ids["meeting", "aiuole-sopralluogo"])
    ),
}
DPI = 60


def photograph(out: Path, wanted: set[str]) -> None:
    """All pictures, or those that are `wanted`."""
    studio = Studio(out, wanted)
    phrase = bootstrap.SAMPLE_PASSPHRASE
    if studio.wants("welcome"):
        with studio.window(Path("Casa nuova")) as window:
            studio.shoot(window, "welcome")
    ids = bootstrap.build_sample_house(studio.gate(HOUSE), phrase, Path("consegne"), DAY)
    house = partial(studio.window, HOUSE, phrase)
    if studio.wants(
        *PAGES,
        *DIALOGS,
        *FORMS,
        *STEPS,
        *MAP,
        *PLACES,
        *PRIVACY,
        *DOUBLES,
        *REGULATIONS,
        *SEARCH,
        *SIGNED,
        *VERSIONS,
        "pact-pages",
    ):
        with house() as window:
            take_pages(studio, window, ids)
            take_dialogs(studio, window, ids)
            take_forms(studio, window, ids)
            take_steps(studio, window)
            take_map(studio, window, ids)
            take_places(studio, window, ids)
            take_privacy(studio, window)
            take_doubles(studio, window)
            take_regulations(studio, window, ids)
            take_search(studio, window, ids)
            take_signed(studio, window, ids)
            take_versions(studio, window, ids)
            take_recitals(studio, window, ids["pact", "pact"])
    if studio.wants("unlock"):
        with studio.window(HOUSE) as window:
            studio.shoot(window, "unlock")
    take_access(studio)
    gate = studio.gate(HOUSE)
    services = gate.unlock(phrase)
    take_sheets(studio, services, ids)
    held = plan(services, ids)
    begin_meeting(services, ids, studio.clock)
    gate.close()
    if studio.wants("meeting-recovered"):
        take_recovered(studio, house, ids)
        forget(studio, ids)
    if studio.wants(*LIVE):
        with house() as window:
            LivePictures(studio, window, ids).take_all()
    if studio.wants(*PAPER):
        with house() as window:
            type_in(studio, window, held)
    if studio.wants(*PACT):
        with house() as window:
            take_pact(studio, window, ids)
    studio.lanes.close()


def take_pages(studio: Studio, window: MainWindow, ids: Ids) -> None:
    """The pages as they are opened."""
    for name, (page, record) in PAGES.items():
        if studio.wants(name):
            studio.open_page(window, page, ids[record] if record else None)
            studio.shoot(window, name)


def take_dialogs(studio: Studio, window: MainWindow, ids: Ids) -> None:
    """What the page of the meetings opens over itself."""
    if not studio.wants(*DIALOGS):
        return
    page = studio.open_page(window, "meetings", ids["meeting", "aiuole-sopralluogo"])
    studio.dialog("meeting-form", partial(page.schedule, process_id=ids["process", "fleming"]))
    studio.dialog("agenda-editor", page.edit)
    studio.dialog("templates", page.show_templates)
    studio.dialog("invitation", page.invite)


def take_forms(studio: Studio, window: MainWindow, ids: Ids) -> None:
    """The forms of the registry."""
    if not studio.wants(*FORMS):
        return
    page = studio.open_page(window, "groups", ids["group", "genitori"])
    group = page.context.services.queries.group(ids["group", "genitori"])
    studio.dialog("group-form", lambda: open_dialog(GroupDialog(page, page.context.services, group)))
    member = group.members[0]
    studio.dialog(
        "role-form", lambda: open_dialog(RoleDialog(page, page.context.services, group, member, DAY))
    )
    person = page.context.services.queries.person(member.person_id)
    total = page.table.model.total()
    for name in ("export-form", "export-writing", "export-done", "export-fault"):
        studio.dialog(name, partial(_show_export, page, total, name))
    studio.dialog("list-paper", partial(show_list_paper, page))
    studio.dialog("person-form", lambda: open_dialog(PersonDialog(page, page.context.services, person)))
    if studio.wants("exports"):
        note = NoteExport(kind=ExportKind.TABLE, file_name="gruppi.xlsx", records=total, with_people=True)
        page.context.services.run(note_export, note)
        studio.open_page(window, "settings").open(section="exports")
        studio.shoot(window, "exports")


def _show_export(page: QWidget, total: int, name: str) -> None:
    """The dialog of an export as it is asked, as it works, and as it ends."""
    dialog, file = ExportDialog(page, ExportSubject.GROUPS, 3, total), Path("/media/chiavetta/gruppi.xlsx")
    if name != "export-form":
        dialog.begin(file)
        dialog.follow(37, 100)
    if name == "export-done":
        dialog.show_done(total)
    if name == "export-fault":
        dialog.show_fault(EnvironmentFault(ErrorCode.DISK_FULL, path=str(file)))
    open_dialog(dialog)


def take_sheets(studio: Studio, services: Services, ids: Ids) -> None:
    """The first page of each paper."""
    for name, printed in {**SHEETS, **privacy_sheets(), **version_sheets()}.items():
        if studio.wants(name):
            first = services.press.pages(printed(services, ids), DPI)[0]
            flattened(sheet_of(first)).save(studio.out / f"{name}.png", optimize=True)


def forget(studio: Studio, ids: Ids) -> None:
    """The line of the picture before is not there in the next ones."""
    gate = studio.gate(HOUSE)
    gate.unlock(bootstrap.SAMPLE_PASSPHRASE).drafts.save(lines_of(ids[MEETING]), "")
    gate.close()


def main(arguments: list[str]) -> int:
    parser = argparse.ArgumentParser(description="Photograph every page.")
    parser.add_argument("out", type=Path)
    parser.add_argument("pictures", nargs="*")
    asked = parser.parse_args(arguments)
    out: Path = asked.out.resolve()
    out.mkdir(parents=True, exist_ok=True)
    with tempfile.TemporaryDirectory() as scratch, contextlib.chdir(scratch):
        photograph(out, set(asked.pictures))
    return 0


if __name__ == "__main__":
    raise SystemExit(main(sys.argv[1:]))
