"""The recogniser, loaded with the first line that is read: its patterns take a third of a second to compile.

Whoever opens an archive does not wait for them, nor does who never runs a meeting.
"""

from __future__ import annotations

from functools import cache
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Sequence
    from datetime import date

    from cocity_desktop.application.recognition import KnownName, Recognition, Recognizer


class LateRecognizer:
    """Satisfies `application.recognition.Recognizer`. The first reading is slow, on whichever thread it is done."""

    def recognise(self, text: str, names: Sequence[KnownName], today: date) -> Recognition:
        """See `application.recognition.Recognizer.recognise`."""
        return _recognizer().recognise(text, names, today)


@cache
def _recognizer() -> Recognizer:
    from cocity_desktop.recognition.recognizer import LineRecognizer

    return LineRecognizer()
