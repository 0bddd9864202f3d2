"""Ctrl+K: commands at once, records a moment later; an answer to letters that were typed over is dropped."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import QObject, QTimer

from cocity_desktop.labels import page_word
from cocity_desktop.localization import _
from cocity_desktop.ui.operation import Operation
from cocity_desktop.ui.permitted import allowed, why_not
from cocity_desktop.ui.shell.commands import commands, matching
from cocity_desktop.ui.shell.found_words import told_where
from cocity_desktop.ui.widgets.buttons import native_key
from cocity_desktop.ui.widgets.search import CommandPalette, Result

if TYPE_CHECKING:
    from collections.abc import Sequence

    from cocity_desktop.application.views.today import SearchHit
    from cocity_desktop.ui.pages.base import PageContext
    from cocity_desktop.ui.shell.commands import Command
    from cocity_desktop.ui.shell.undoing import Undoing
    from cocity_desktop.ui.widgets.search import SearchBox

PAUSE_MS = 60
_FOUND_AT_MOST = 12
_COMMAND = "do:"

# Kind of record -> the page it opens on, its icon.
_OPENS: dict[str, tuple[str, str]] = {
    "group": ("groups", "group"),
    "person": ("people", "user"),
    "place": ("places", "map-marker"),
    "process": ("processes", "path"),
    "meeting": ("meeting", "calendar"),
    "minutes": ("minutes", "note"),
    "commitment": ("commitments", "flag"),
    "pact": ("pact", "pact"),
    "delivery": ("delivery", "box"),
}


class Palette(QObject):
    """Joins the search box to the commands and to the archive of `context`."""

    def __init__(self, box: SearchBox, context: PageContext, undoing: Undoing) -> None:
        super().__init__(box)
        self._context = context
        self._commands = commands(context.navigator, undoing)
        self._asked = ""
        self._hits: dict[str, SearchHit] = {}
        self._opened: dict[tuple[str, str], int] = {}
        self._pause = QTimer(self, singleShot=True, interval=PAUSE_MS)
        self._pause.timeout.connect(self._search)
        self.view = CommandPalette(box)
        self.view.asked.connect(self._typed)
        self.view.chosen.connect(self._go)

    def rest(self) -> None:
        """Ask nothing any more: the archive is about to be closed."""
        self._pause.stop()

    def _typed(self, words: str) -> None:
        self._asked = words
        found = self._command_results()
        if found:
            self.view.show_results(found)
        self._pause.start()

    def _search(self) -> None:
        words = self._asked
        Operation(self, lambda: self._context.services.queries.search(words, _FOUND_AT_MOST)).on_success(
            lambda hits: self._found(words, hits)
        ).on_error(self._context.navigator.fail).start("reading")

    def _found(self, words: str, hits: Sequence[SearchHit]) -> None:
        if words != self._asked:
            return
        self._hits = {f"{hit.kind}:{hit.id}": hit for hit in self._recent_first(hits)}
        records = [
            Result(key, hit.title, told_where(hit) or " ", _OPENS[hit.kind][1], page_word(hit.kind))
            for key, hit in self._hits.items()
        ]
        one_letter = len(words) == 1
        note = _("One letter: names that begin with it, and what was written lately") if one_letter else ""
        self.view.show_results([*self._command_results(), *records], note)

    def _recent_first(self, hits: Sequence[SearchHit]) -> list[SearchHit]:
        """What was opened from here a while ago is likelier than what was not: it comes before what fits as well."""
        return sorted(hits, key=lambda hit: self._opened.get((hit.kind, hit.id), 0))

    def _command_results(self) -> list[Result]:
        return [_command_result(one) for one in matching(self._asked, self._commands)]

    def _go(self, result: Result) -> None:
        self._pause.stop()
        self._asked = ""
        if result.key.startswith(_COMMAND):
            key = result.key.removeprefix(_COMMAND)
            command = next(one for one in self._commands if one.key == key)
            if allowed(*command.acts):
                command.run()
        else:
            hit = self._hits[result.key]
            self._opened[hit.kind, hit.id] = -len(self._opened) - 1
            self._context.navigator.open_page(_OPENS[hit.kind][0], hit.id)


def _command_result(one: Command) -> Result:
    """One that is not for who is at the desk stands there grey, with the reason in the place of its key."""
    reason = why_not(*one.acts)
    key = native_key(one.shortcut) if one.shortcut else ""
    return Result(_COMMAND + one.key, one.words, icon=one.icon, kind=reason or key, faint=bool(reason))
