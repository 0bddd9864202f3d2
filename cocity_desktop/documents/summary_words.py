"""The fixed words of the summary for participants, in languages that the app itself does not speak; and of the pact in brief.

They stand in one readable file, beside the fonts, because who can check Romanian or Arabic is not who can read
gettext catalogues; and because these languages have this one document and nothing else.
"""

from __future__ import annotations

import tomllib
from dataclasses import dataclass
from functools import lru_cache
from typing import TYPE_CHECKING, Any

from cocity_desktop.application.ports import SUMMARY_LANGUAGES
from cocity_desktop.localization import clock, day_in, local, plural_category

if TYPE_CHECKING:
    from datetime import date, datetime
    from pathlib import Path

FILE = "summary_words.toml"
PACT_FILE = "pact_summary_words.toml"


@dataclass(frozen=True, slots=True)
class SummaryWords:
    """The words in one language (ISO 639-1)."""

    language: str
    table: dict[str, Any]

    def say(self, key: str, **values: object) -> str:
        """The words under `key` or `group.key`, with their {names} filled in. Raises KeyError for an unknown key."""
        found: Any = self.table
        for part in key.split("."):
            found = found[part]
        return str(found).format(**values)

    def count(self, key: str, number: int) -> str:
        """The words for `number` things. Figures are European ones in every language, as on the posters in Torino."""
        forms: dict[str, str] = self.table[key]
        form = forms.get(plural_category(self.language, number), forms["other"])
        return form.format(n=number)

    def day(self, value: date) -> str:
        """11 februarie 2027."""
        return day_in(self.language, value)

    def weekday(self, moment: datetime) -> str:
        """joi, 11 februarie 2027, in Rome."""
        return day_in(self.language, local(moment).date(), "full")

    def hour(self, moment: datetime) -> str:
        """18:30 in Rome."""
        return clock(moment)


@lru_cache(maxsize=8)
def load_words(
    resources: Path, language: str, file: str = FILE, languages: tuple[str, ...] = SUMMARY_LANGUAGES
) -> SummaryWords:
    """Raises ValueError for a language that is not one of `languages`, OSError when the file is missing."""
    if language not in languages:
        raise ValueError(language)
    tables = tomllib.loads((resources / file).read_text(encoding="utf-8"))
    return SummaryWords(language, tables[language])
