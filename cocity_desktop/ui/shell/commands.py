"""What Ctrl+K can do besides finding: every command of the window by its words."""

from __future__ import annotations

import unicodedata
from collections.abc import Callable
from functools import partial
from typing import TYPE_CHECKING, NamedTuple

from cocity_desktop.likeness_words import two_words
from cocity_desktop.localization import _
from cocity_desktop.ui.shell import places

if TYPE_CHECKING:
    from collections.abc import Iterable

    from cocity_desktop.ui.navigator import Navigator
    from cocity_desktop.ui.shell.undoing import Undoing


class Command(NamedTuple):
    """Something to do, found by its words. `acts` are the labels of the change that it makes or begins (`ui.permitted`)."""

    key: str
    words: str
    icon: str
    run: Callable[[], object]
    shortcut: str = ""
    acts: tuple[str, ...] = ()


def commands(navigator: Navigator, undoing: Undoing) -> tuple[Command, ...]:
    """In the order in which they are offered."""
    go = navigator.open_page
    return (
        Command(
            "new_group", _("New group"), "group", lambda: go("groups", new="1"), acts=("register_group",)
        ),
        Command(
            "new_person", _("New person"), "user", lambda: go("people", new="1"), acts=("register_person",)
        ),
        Command(
            "new_place", _("New place"), "map-marker", lambda: go("places", new="1"), acts=("register_place",)
        ),
        Command(
            "new_process", _("New process"), "path", lambda: go("processes", new="1"), acts=("open_process",)
        ),
        Command(
            "new_meeting",
            _("New meeting"),
            "calendar",
            lambda: go("meetings", new="1"),
            acts=("schedule_meeting",),
        ),
        Command(
            "paper",
            _("Type in a meeting held on paper"),
            "pencil",
            lambda: go("meeting", on_paper="1"),
            acts=("run_meeting",),
        ),
        Command(
            "new_pact", _("New draft pact"), "pact", lambda: go("pacts", new="1"), acts=("assemble_pact",)
        ),
        *(
            Command(
                f"merge_{kind}",
                two_words(kind),
                "files",
                partial(go, page, merge="1"),
                acts=("merge_records",),
            )
            for kind, page in (("group", "groups"), ("person", "people"), ("place", "places"))
        ),
        Command("verify", _("Check a file that was delivered"), "desk", lambda: go("desk")),
        Command("undo", _("Undo"), "restore", undoing.undo, "Ctrl+Z", ("undo",)),
        Command("redo", _("Do again"), "refresh", undoing.redo, "Ctrl+Shift+Z", ("redo",)),
        Command("backup", _("Make a backup now"), "files", lambda: go("settings", section="archive")),
        Command("import", _("Import a table"), "download", lambda: go("importing"), acts=("import_table",)),
        Command(
            "import_map",
            _("Take in places from a map"),
            "download",
            lambda: go("places", from_map="1"),
            "Ctrl+Shift+G",
            ("import_place_features",),
        ),
        Command("export", _("Export the archive"), "upload", lambda: go("settings", section="archive")),
        Command("late", _("Late commitments"), "flag", lambda: go("commitments", filter="late")),
        Command("lock", _("Lock the archive"), "locked", navigator.lock, "Ctrl+Shift+L"),
        Command("switch", _("Change person"), "user", navigator.lock),
        *(_to(place, navigator) for place in (*places.SIDEBAR, *places.BELOW)),
    )


def matching(words: str, offered: Iterable[Command], limit: int = 5) -> list[Command]:
    """Commands in which every word begins with what was typed, whatever its accents."""
    wanted = folded(words).split()
    return [
        command
        for command in offered
        if all(any(word.startswith(part) for word in folded(command.words).split()) for part in wanted)
    ][:limit]


def folded(text: str) -> str:
    """Lower case without accents; an apostrophe parts words."""
    plain = unicodedata.normalize("NFKD", text.casefold().replace("’", " ").replace("'", " "))
    return "".join(letter for letter in plain if not unicodedata.combining(letter))


def _to(place: places.Place, navigator: Navigator) -> Command:
    words = _("Go to {page}").format(page=place.words())
    return Command(place.name, words, place.icon, lambda: navigator.open_page(place.name), place.shortcut)
