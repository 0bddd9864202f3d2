"""Who may open the archive, for the pictures: the staff with its phrases, the dialogs that give them, the lock.

Used by `screenshots.py`, on a house of its own: giving phrases is nothing that the sample house could take back.
"""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING, Any

from cocity_desktop.application.house import AddStaff, UpdateStaff, add_staff, update_staff
from cocity_desktop.application.people import PersonFields, RegisterPerson, register_person
from cocity_desktop.domain.house import StaffRole

if TYPE_CHECKING:
    from cocity_desktop.application.services import Services
    from tools.picture_studio import Studio

ACCESS = ("settings-staff-empty", "settings-staff", "settings-computer", "phrase-typed", "phrase-made", "archive-key",
          "settings-personal-data-empty", "settings-personal-data-full", "lock", "settings-reader", "people-reader", "search-reader")  # fmt: skip
HOUSE_NAME, PHRASE = "Casa del Quartiere di prova", "quattro parole da ricordare"
ADAS, GINOS = "la frase di Ada, lunga", "la frase di Gino, lunga"
STAFF = (
    ("Ada Esempio", StaffRole.COORDINATOR, ADAS),
    ("Bruno Prova", StaffRole.FACILITATOR, "la frase di Bruno, lunga"),
    ("Gino D’Abbozzo", StaffRole.READ_ONLY, GINOS),
    ("Inès Schema", StaffRole.FACILITATOR, ""),
)


def take_access(studio: Studio) -> None:
    """In the order in which a house gets there."""
    if not studio.wants(*ACCESS):
        return
    place = Path("Casa con le frasi")
    gate = studio.gate(place)
    gate.create(HOUSE_NAME, PHRASE)
    gate.close()
    with studio.window(place, PHRASE) as window:
        page = studio.open_page(window, "settings", section="staff")
        studio.shoot(window, "settings-staff-empty")
        studio.open_page(window, "settings", section="personal_data")
        studio.shoot(window, "settings-personal-data-empty")
        studio.open_page(window, "settings", section="staff")
        _employ(page.context.services)
        page.refresh()
        studio.settle()
        staff: Any = page.section("staff")
        staff.list.select(staff.list.rows.row(1).id)
        studio.shoot(window, "settings-staff")
        studio.open_page(window, "settings", section="computer")
        studio.shoot(window, "settings-computer")
        _dialogs(studio, page)
        _register(page.context.services)
        studio.open_page(window, "settings", section="personal_data")
        studio.shoot(window, "settings-personal-data-full")
        window.activateWindow()
        window.locking.lock()
        studio.settle()
        studio.shoot(window, "lock")
    with studio.window(place, GINOS) as window:
        studio.open_page(window, "settings", section="staff")
        studio.shoot(window, "settings-reader")
        studio.open_page(window, "people")
        studio.shoot(window, "people-reader")
        window.frame.top.search.line.setFocus()
        studio.type("nuov")
        studio.shoot(window, "search-reader")


def _employ(services: Services) -> None:
    for name, role, phrase in STAFF:
        one = str(services.run(add_staff, AddStaff(name=name, role=role)).created)
        if phrase:
            services.accounts.give_passphrase(one, phrase)
    gone = str(services.run(add_staff, AddStaff(name="Carla Finta")).created)
    leave = UpdateStaff(staff_id=gone, name="Carla Finta", role=StaffRole.FACILITATOR, active=False)
    services.run(update_staff, leave)


def _register(services: Services) -> None:
    """Enough people that the lists of the section are longer than what is seen of them."""
    for name, _role, _phrase in STAFF * 2:
        given, family = name.split(" ", 1)
        fields = PersonFields(given_name=given, family_name=family)
        services.run(register_person, RegisterPerson(fields=fields), services.codes)


def _dialogs(studio: Studio, page: Any) -> None:
    from cocity_desktop.ui.dialogs.base import open_dialog
    from cocity_desktop.ui.pages.settings.phrase_dialogs import ChangeKeyDialog, GivePhraseDialog

    services = page.context.services
    one = services.accounts.view().accounts[0]
    typed = GivePhraseDialog(page, services, one.id, one.name, first=True)
    typed.new.set_text("cinque parole da tenere a mente")
    studio.dialog("phrase-typed", lambda: open_dialog(typed))
    made = GivePhraseDialog(page, services, one.id, one.name, first=False)
    made.how.set_value("made")
    made.words.setText("glicine tamburo neve cortile lanterna pioppo")
    studio.dialog("phrase-made", lambda: open_dialog(made))
    studio.dialog("archive-key", lambda: open_dialog(ChangeKeyDialog(page, services, house_stays=True)))
