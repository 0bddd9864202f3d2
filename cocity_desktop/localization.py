"""One door to languages: catalogues by gettext, dates and numbers by Babel.

The language is chosen once at start (`use_language`) and may be changed while running: every text is asked
for when it is shown, never at import. Source texts are English; Italian is what people see first.
"""

from __future__ import annotations

import gettext as _gettext
import re
from datetime import UTC, date, datetime
from decimal import Decimal
from functools import lru_cache
from typing import TYPE_CHECKING
from zoneinfo import ZoneInfo

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence
    from pathlib import Path

DOMAIN = "cocity"
LANGUAGES = ("it", "en")
LANGUAGE_NAMES = {"it": "Italiano", "en": "English"}
"""Each written in itself: one who cannot read the page finds their own."""
_LOCALES = {"en": "en_GB"}
"""Where a language alone would mean another country's habits."""
ROME = ZoneInfo("Europe/Rome")
_ARTICLE = re.compile(r"\b(il|del|dal|al|nel|sul) \{(\w+)\}", re.IGNORECASE)
_ELIDED_THE = {"il": "l", "Il": "L"}
_VOWEL = re.compile(r"(8|11)(?!\d)")
"""Days whose Italian names begin with a vowel: otto, undici."""


class _State:
    """The catalogue in use. A module-level object, so that `_` costs one attribute look-up."""

    language: str = "en"
    catalogue: _gettext.NullTranslations = _gettext.NullTranslations()


_state = _State()


def use_language(language: str, catalogues: Path) -> None:
    """Switch every text to `language` ("it" or "en"), read from `catalogues`/xx/LC_MESSAGES/cocity.mo.

    Raises ValueError for a language that the app does not have, FileNotFoundError when its catalogue is missing.
    """
    if language not in LANGUAGES:
        raise ValueError(language)
    _state.catalogue = _gettext.translation(DOMAIN, str(catalogues), [language])
    _state.language = language


def current_language() -> str:
    """The language in use, "it" or "en"."""
    return _state.language


def _(message: str) -> str:
    """`message` in the language in use."""
    return _state.catalogue.gettext(message)


def ngettext(singular: str, plural: str, count: int) -> str:
    """The form for `count`, with `{n}` replaced by the number as this language writes it."""
    return _state.catalogue.ngettext(singular, plural, count).replace("{n}", number(count))


def pgettext(context: str, message: str) -> str:
    """`message` where one English word needs different Italian ones, told apart by `context`."""
    return _state.catalogue.pgettext(context, message)


@lru_cache(maxsize=256)
def _grouped(value: int, language: str) -> str:
    text = f"{value:,}"
    return text.replace(",", ".") if language == "it" else text


def number(value: int) -> str:
    """An integer with thousands parted as this language does: 1.234 or 1,234."""
    return _grouped(value, _state.language)


def money(cents: int) -> str:
    """Euro cents as money: 1.234,50 €."""
    return money_in(_state.language, cents)


def money_in(language: str, cents: int) -> str:
    """Euro cents as `language` (ISO 639-1) writes them, for a document in a language that is not the one in use."""
    from babel.numbers import format_currency

    return format_currency(Decimal(cents) / 100, "EUR", locale=language)


def local(moment: datetime) -> datetime:
    """An aware moment on the clocks of Rome. Raises ValueError for a naive one."""
    if moment.tzinfo is None:
        raise ValueError("naive datetime")
    return moment.astimezone(ROME)


def from_local(day: datetime) -> datetime:
    """What the clocks of Rome show (naive) as an aware UTC moment."""
    return day.replace(tzinfo=ROME).astimezone(UTC)


def day(value: date, pattern: str = "d MMMM y") -> str:
    """A date by a Babel (CLDR) pattern: 30 aprile 2027."""
    from babel.dates import format_date

    return format_date(value, pattern, locale=_state.language)


def day_in(language: str, value: date, length: str = "long") -> str:
    """A date as `language` (ISO 639-1) writes it, "long" or "full" with its weekday: joi, 11 februarie 2027.

    For documents in a language that the app itself does not speak.
    """
    from babel.dates import format_date

    return format_date(value, length, locale=_LOCALES.get(language, language))


def plural_category(language: str, count: int) -> str:
    """The plural that `count` asks for in `language`: "one", "two", "few", "many" or "other" (CLDR; UTS #35)."""
    from babel import Locale

    return Locale.parse(_LOCALES.get(language, language)).plural_form(count)


def weekday_and_day(value: date) -> str:
    """giovedì 11 febbraio 2027."""
    return day(value, "EEEE d MMMM y")


def short_day(value: date) -> str:
    """11 feb 2027."""
    return day(value, "d MMM y")


def dated(words: str, **values: object) -> str:
    """`words.format(**values)`, with the article of an Italian day elided: «il 9», but «l’8», «dell’11», «fino all’8».

    Only where the article stands before a place to fill: what people wrote is left as they wrote it.
    """
    if _state.language == "it":
        words = _ARTICLE.sub(lambda found: _elided(found, values), words)
    return words.format(**values)


def _elided(found: re.Match[str], values: Mapping[str, object]) -> str:
    article, place = found.groups()
    if not _VOWEL.match(str(values.get(place, ""))):
        return found[0]
    return f"{_ELIDED_THE[article]}’{{{place}}}" if article in _ELIDED_THE else f"{article}l’{{{place}}}"


def by_day(value: date, pattern: str = "d MMM y") -> str:
    """entro il 30 apr 2027; entro l’8 and l’11."""
    return dated(pgettext("with its article", "by {date}"), date=day(value, pattern))


def from_day(value: date, pattern: str = "d MMM y") -> str:
    """dal 7 mar 2027; dall’8 and dall’11."""
    return dated(_("from {date}"), date=day(value, pattern))


def clock(moment: datetime) -> str:
    """Hours and minutes in Rome: 18:42."""
    return local(moment).strftime("%H:%M")


def day_and_clock(moment: datetime) -> str:
    """gio 11 feb 2027, 18:42 in Rome."""
    here = local(moment)
    return f"{day(here.date(), 'EEE d MMM y')}, {here:%H:%M}"


def join_list(parts: Sequence[str]) -> str:
    """«a, b e c» in the language in use."""
    from babel.lists import format_list

    return format_list(list(parts), locale=_state.language)


def language_name(code: str) -> str:
    """A language by its ISO 639-1 code, in the language in use; what is no code stays as it is."""
    from babel import Locale

    return str(Locale.parse(_state.language).languages.get(code, code))


def language_code(words: str) -> str:
    """The ISO 639-1 code of a language named in Italian or English, or already by its code; else the words."""
    from babel import Locale

    wanted = words.strip().casefold()
    for speaking in LANGUAGES:
        for code, name in Locale.parse(speaking).languages.items():
            if wanted in (code, name.casefold()):
                return str(code)
    return words.strip()
