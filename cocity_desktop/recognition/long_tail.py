"""Dates that our grammar does not know, read by dateparser: "2027/04/30", "15mar27", "fra 1 anno e 2 mesi".

dateparser knows hundreds of ways to write a date and takes a fifth of a second to load. It is loaded on a thread of its
own when the first such phrase is typed; until it is there the phrase is left unread. What it says is a guess: nobody
of us has written down what it may take for a date.
"""

from __future__ import annotations

import logging
import re
from dataclasses import dataclass, field
from datetime import date, datetime, time
from functools import lru_cache
from threading import Lock, Thread
from typing import Any

_log = logging.getLogger(__name__)

LANGUAGES = ("it", "en")
LONGEST = 24
"""Characters of a phrase that are worth a try."""

_UNUSUAL = re.compile(r"(?=\S*\d|\S+\s\d)[\w/.' -]+")


@dataclass(eq=False)
class LongTail:
    """Reads single phrases. Safe on any thread."""

    _lock: Lock = field(default_factory=Lock)
    _library: list[Any] = field(default_factory=list)
    _started: bool = False

    def read(self, phrase: str, today: date) -> date | None:
        """The day that `phrase` names, None when it names none or the library is not there yet."""
        if len(phrase) > LONGEST or not _UNUSUAL.fullmatch(phrase):
            return None
        if not self._library:
            self._load_beside()
            return None
        return self._read(phrase, today)

    def load(self) -> None:
        """Load the library now, on this thread; a fraction of a second."""
        with self._lock:
            if not self._library:
                from dateparser.date import DateDataParser

                self._library.append(DateDataParser)
                self._library[0](languages=list(LANGUAGES)).get_date_data("30 aprile")

    def _load_beside(self) -> None:
        if not self._started:
            self._started = True
            Thread(target=self.load, name="dateparser", daemon=True).start()

    @lru_cache(maxsize=256)  # noqa: B019 # one instance for the life of the app; the phrase is typed letter by letter
    def _read(self, phrase: str, today: date) -> date | None:
        settings = {
            "DATE_ORDER": "DMY",
            "PREFER_DATES_FROM": "future",
            "RELATIVE_BASE": datetime.combine(today, time()),
            "REQUIRE_PARTS": ["day"],
        }
        try:
            with self._lock:
                parser = self._library[0](languages=list(LANGUAGES), settings=settings)
                found = parser.get_date_data(phrase).date_obj
        except (ValueError, OverflowError, ArithmeticError, LookupError, TypeError, AttributeError) as error:
            # It is known to stumble over odd input; a phrase that it cannot read is no date.
            _log.debug("dateparser on %r: %r", phrase, error)
            return None
        return found.date() if found and today <= found.date() else None
