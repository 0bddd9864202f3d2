"""Completing @ and # in a line: what stands at the cursor is looked for, what is taken is written there."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import QObject, Signal

from cocity_desktop.ui.pages.meeting.mention import Mention, matching, mention_at, taken
from cocity_desktop.ui.pages.meeting.names import Names
from cocity_desktop.ui.pages.meeting.offers import Offers

if TYPE_CHECKING:
    from cocity_desktop.ui.pages.meeting.capture_parts import CaptureEdit
    from cocity_desktop.ui.pages.meeting.mention import Offer


class Mentioning(QObject):
    """Behind the capture line's edit. `names` may be given anew while one types; `sought(str)` is what follows an @."""

    sought = Signal(str)

    def __init__(self, edit: CaptureEdit) -> None:
        super().__init__(edit)
        self._names = Names()
        self._edit = edit
        self._mention: Mention | None = None
        self._left_alone = -1
        self.list = Offers(edit)
        self.list.taken.connect(lambda offer, _by_tab: self._taken(offer))
        self.list.dismissed.connect(self._dismissed)
        edit.textEdited.connect(lambda _text: self._look())
        edit.cursorPositionChanged.connect(self._moved)

    @property
    def names(self) -> Names:
        """Whom and what may be named."""
        return self._names

    @names.setter
    def names(self, names: Names) -> None:
        self._names = names
        if self._mention is not None:
            self._show(self._mention)

    def _look(self) -> None:
        found = mention_at(self._edit.text(), self._edit.cursorPosition())
        if found is None or found.start != self._left_alone:
            self._left_alone = -1
        if found is None or found.start == self._left_alone:
            self._close()
            return
        self._mention = found
        self._show(found)
        if found.mark == "@":
            self.sought.emit(found.sought)

    def _show(self, found: Mention) -> None:
        offers = self.names.offers if found.mark == "@" else self.names.themes
        self.list.show_offers(matching(offers, found.sought), self._edit.x_of(found.start))

    def _moved(self, _before: int, now: int) -> None:
        """The cursor went elsewhere without typing."""
        if self._mention is not None and not self._mention.start < now <= len(self._edit.text()):
            self._close()

    def _close(self) -> None:
        self._mention = None
        self.list.close_list()

    def _dismissed(self) -> None:
        """Esc: this word is left as it is, however it goes on."""
        if self._mention is not None:
            self._left_alone = self._mention.start
            self._mention = None

    def _taken(self, offer: Offer) -> None:
        mention = self._mention
        if mention is None:
            return
        self._left_alone, self._mention = mention.start, None
        text, cursor = taken(self._edit.text(), mention, offer.words)
        self._edit.replace_words(mention.start, text, cursor)
