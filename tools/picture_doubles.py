"""Two groups that may be one for the pictures: the line above the list, and the two side by side before a merge.

Used by `screenshots.py`.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from cocity_desktop.application.registry import GroupFields, RegisterGroup, register_group
from cocity_desktop.domain.registry import DecisionMaking, GroupKind
from cocity_desktop.ui import doubles

if TYPE_CHECKING:
    from cocity_desktop.application.services import Services
    from cocity_desktop.ui.main_window import MainWindow
    from tools.picture_studio import Studio

DOUBLES = ("doubles-groups", "doubles-merge", "doubles-searching", "merge-two")


def keep_doubles(services: Services) -> tuple[str, str]:
    """One group written down twice, by two hands; the ids of both."""
    once = RegisterGroup(
        fields=GroupFields(
            name="Orti del cortile",
            group_kind=GroupKind.ASSOCIATION,
            decision_making=DecisionMaking.ASSEMBLY_CONSENSUS,
            address="Via Esempio 1",
            themes=("orti", "scuola"),
        ),
        email="orti@example.org",
    )
    twice = RegisterGroup(
        fields=GroupFields(
            name="Ass. Orti Cortile",
            group_kind=GroupKind.ASSOCIATION,
            address="v. Esempio 1, presso la scuola",
            themes=("verde",),
            description="Vengono il sabato mattina; hanno chiesto le chiavi del cortile.",
        ),
        email="Orti@example.org",
        phone="011 555 0104",
    )
    made = [services.run(register_group, cmd, services.codes).created for cmd in (once, twice)]
    return str(made[0]), str(made[1])


def take_doubles(studio: Studio, window: MainWindow) -> None:
    """The house keeps the two groups afterwards: taken after the pictures of the pages."""
    if not studio.wants(*DOUBLES):
        return
    page = studio.open_page(window, "groups")
    first, second = keep_doubles(page.context.services)
    page.refresh()
    for _turn in range(3):  # the page looks for doubles once nothing has moved for a while
        studio.settle()
    studio.shoot(window, "doubles-groups")

    def compare() -> None:
        page.doubles.compare(first, second)
        studio.settle()

    studio.dialog("doubles-merge", compare)

    def choose() -> None:
        page.doubles.choose_two(first)
        studio.settle()

    studio.dialog("merge-two", choose)
    long, doubles.LONG = doubles.LONG, 1  # as of a list of 100,000, whose search takes a while
    page.doubles.found = ()
    page.doubles.search.stepped.emit(34)
    studio.shoot(window, "doubles-searching")
    doubles.LONG = long
