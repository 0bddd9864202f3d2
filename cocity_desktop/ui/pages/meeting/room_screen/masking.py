"""Whose names the room's screen hides: asked for the texts of the meeting alone, and before any of them is shown."""

from __future__ import annotations

from typing import TYPE_CHECKING

from cocity_desktop.ui.pages.meeting.room_screen.content import screen_content, shown_texts

if TYPE_CHECKING:
    from collections.abc import Iterable
    from datetime import datetime

    from cocity_desktop.application.views.work import MeetingDetail
    from cocity_desktop.ui.pages.meeting.room_screen.content import ScreenContent


class Masking:
    """A meeting may be shown once nothing in it is `unknown`. Until then what was shown before stays."""

    def __init__(self) -> None:
        self._shown: MeetingDetail | None = None
        self._people: tuple[str, ...] = ()
        self._texts: set[str] = set()
        self._found: dict[str, None] = {}

    def afresh(self) -> Masking:
        """People have changed: the same is shown, and nothing is known of what comes next."""
        made = Masking()
        made._shown, made._people = self._shown, self._people
        return made

    def unknown(self, meeting: MeetingDetail) -> frozenset[str]:
        """Texts of which it is not known whom they name."""
        return shown_texts(meeting) - self._texts

    def know(self, texts: Iterable[str], people: Iterable[str]) -> None:
        """These are the full names that stand in those texts."""
        self._texts.update(texts)
        self._found |= dict.fromkeys(people)

    def show(self, meeting: MeetingDetail) -> None:
        """From now on, if all of it is known."""
        if not self.unknown(meeting):
            self._shown, self._people = meeting, tuple(self._found)

    @property
    def ready(self) -> bool:
        """Whether anything may be shown."""
        return self._shown is not None

    def content(self, now: datetime) -> ScreenContent | None:
        """None before anything may be shown."""
        return screen_content(self._shown, self._people, now) if self._shown is not None else None
