"""What a cell says, as people write it: days, numbers, contacts, districts, yes or no. Each reader gives a value or None.

None stands for «it says something that cannot be read as this»; an empty cell never comes here.
"""

from __future__ import annotations

import math
import re
from datetime import date, datetime, timedelta
from typing import TYPE_CHECKING, Final

from cocity_desktop.application.importing.folding import folded, tidy

if TYPE_CHECKING:
    from cocity_desktop.application.importing.ports import Cell

_EXCEL_EPOCH: Final = date(1899, 12, 30)
_SERIALS: Final = range(20_000, 80_000)
"""Excel's day numbers of the years 1954 to 2119: a number beyond is no day."""
_MONTHS: Final = {
    name: number
    for number, names in enumerate(
        (
            "gennaio gen january jan", "febbraio feb february", "marzo mar march", "aprile apr april", "maggio mag may",
            "giugno giu june jun", "luglio lug july jul", "agosto ago august aug", "settembre set sett september sep",
            "ottobre ott october oct", "novembre nov november", "dicembre dic december dec",
        ),
        start=1,
    )
    for name in names.split()
}  # fmt: skip
_NUMERIC_DAY: Final = re.compile(r"(\d{1,2})[/.\-\s](\d{1,2})[/.\-\s](\d{4}|\d{2})")
_ISO_DAY: Final = re.compile(r"(\d{4})[-/.](\d{1,2})[-/.](\d{1,2})")
_WORDED_DAY: Final = re.compile(r"(?:(\d{1,2})[°º]?\s+)?([a-z]+)\s+(\d{4}|\d{2})")
_CENTURY_TURNS: Final = 70
"""Two-digit years from here on are of the last century."""
_ROMAN: Final = {
    "i": 1, "ii": 2, "iii": 3, "iv": 4, "v": 5, "vi": 6, "vii": 7, "viii": 8, "ix": 9, "x": 10,
}  # fmt: skip
_YES: Final = frozenset(("si", "s", "x", "yes", "y", "1", "true", "vero", "ok", "✓", "v"))
_NO: Final = frozenset(("no", "n", "0", "false", "falso", "", "mai"))
_MAIL: Final = re.compile(r"[^\s@,;:<>()\[\]\"|/]+@[^\s@,;:<>()\[\]\"|/]+\.[^\W\d_]{2,}")
_CERTIFIED: Final = re.compile(
    r"[@.](pec|legalmail|postacert|postecert|arubapec|pecimprese|cert)\.", re.IGNORECASE
)
_WEB: Final = re.compile(r"(?:https?://)?(?:[\w-]+\.)+[a-z]{2,}(?:/\S*)?", re.IGNORECASE)
_SPLIT: Final = re.compile(r"\s*[;\n|]\s*|\s+/\s+|,(?!\d{3}\b)\s*|\s+(?:e|o|oppure|and|or)\s+")
_BESIDE_A_NUMBER: Final = re.compile(r"[^\W\d_]+\.?:?(?=\s*\+?\d)")
"""«tel.», «cell:», a name."""
_ASIDE: Final = re.compile(r"\([^)\d]*\)")
_TWO_NUMBERS: Final = re.compile(r"\s*/\s*|\s+-\s+")
_BETWEEN_DIGITS: Final = re.compile(r"[\s./()\-–]")
_OF_ITALY: Final = re.compile(r"^(\+39|0039)")
_DISTRICT_WORDS: Final = re.compile(
    r"\b(circoscrizione|circoscriz|circne|circ|c|municipio|n|la|district|zona|ne|a)\b"
)
_DISTRICT: Final = re.compile(r"(?:[a-z]?)(\d{1,2})(?: ?[a°ª])?")
_AREA_OF_THREE: Final = re.compile(r"0[1-9][0159]")
"""Italian area codes of three digits; 02 and 06 have two, the others four (AGCOM, piano nazionale di numerazione)."""
_MOBILE: Final = re.compile(r"3\d{8,9}")
_LANDLINE: Final = re.compile(r"0\d{5,10}")
_GREEN: Final = re.compile(r"(800|803|840|848|199)(\d{3,6})")
_LANGUAGES: Final = {
    "italiano": "it", "italian": "it", "inglese": "en", "english": "en", "francese": "fr", "french": "fr",
    "spagnolo": "es", "spanish": "es", "rumeno": "ro", "romeno": "ro", "romanian": "ro", "arabo": "ar", "arabic": "ar",
    "cinese": "zh", "chinese": "zh", "albanese": "sq", "albanian": "sq", "portoghese": "pt", "portuguese": "pt",
    "tedesco": "de", "german": "de", "ucraino": "uk", "ukrainian": "uk", "russo": "ru", "russian": "ru",
    "bengalese": "bn", "bengali": "bn", "urdu": "ur", "tagalog": "tl", "filippino": "tl", "turco": "tr", "turkish": "tr",
    "persiano": "fa", "farsi": "fa", "somalo": "so", "tigrino": "ti", "amarico": "am", "wolof": "wo", "punjabi": "pa",
    "hindi": "hi", "polacco": "pl", "polish": "pl", "moldavo": "ro", "serbo": "sr", "croato": "hr", "giapponese": "ja",
    "curdo": "ku", "romani": "rom", "lingua dei segni": "ise", "lis": "ise", "greco": "el", "bulgaro": "bg",
}  # fmt: skip


def text_of(cell: Cell) -> str:
    """A cell as people would write it: a whole number without its decimals, a day as 2025-07-03."""
    if isinstance(cell, str):
        return tidy(cell)
    if isinstance(cell, float) and cell.is_integer() and abs(cell) < 1e15:
        return str(int(cell))
    if isinstance(cell, datetime):
        return cell.isoformat(sep=" ", timespec="minutes")
    return str(cell)


def day(cell: Cell) -> date | None:
    """«3/7/25», «03-07-2025», «2025-07-03», «3 luglio 2025», Excel's 45841; «marzo 2024» is its first day."""
    if isinstance(cell, datetime):
        return cell.date()
    if isinstance(cell, date):
        return cell
    if isinstance(cell, int | float) and not isinstance(cell, bool):
        return _serial(int(cell)) if math.isfinite(cell) else None
    text = str(cell).strip().removesuffix("00:00:00").strip()
    if text.isdigit() and len(text) == 5:
        return _serial(int(text))
    iso, numeric = _ISO_DAY.fullmatch(text[:10]), _NUMERIC_DAY.fullmatch(text)
    if iso:
        return _date(*(int(part) for part in iso.groups()))
    if numeric:
        one, two, year = (int(part) for part in numeric.groups())
        return _date(_full_year(year), two, one)
    worded = _WORDED_DAY.fullmatch(folded(text))
    if worded and worded.group(2) in _MONTHS:
        return _date(_full_year(int(worded.group(3))), _MONTHS[worded.group(2)], int(worded.group(1) or 1))
    return None


def _serial(number: int) -> date | None:
    return _EXCEL_EPOCH + timedelta(days=number) if number in _SERIALS else None


def _full_year(year: int) -> int:
    return year if year >= 100 else year + (1900 if year >= _CENTURY_TURNS else 2000)


def _date(year: int, month: int, of_month: int) -> date | None:
    try:
        return date(year, month, of_month)
    except ValueError:
        return None


def number(cell: Cell) -> float | None:
    """«45,0703» as «45.0703»."""
    if isinstance(cell, int | float) and not isinstance(cell, bool):
        return float(cell) if math.isfinite(cell) else None
    text = str(cell).strip().replace(" ", "").rstrip("°")
    if text.count(",") == 1 and "." not in text:
        text = text.replace(",", ".")
    try:
        return float(text) if re.fullmatch(r"[+-]?\d+(\.\d+)?", text) else None
    except ValueError:
        return None


def coordinates(cell: Cell) -> tuple[float, float] | None:
    """«45.0703, 7.6869» or «45,0703; 7,6869»: latitude and longitude (WGS 84 degrees)."""
    text = str(cell).strip().strip("()[]")
    for separator in (";", ", ", ",", " "):
        parts = [part for part in text.split(separator) if part.strip()]
        if len(parts) == 2:
            latitude, longitude = (number(part) for part in parts)
            if latitude is None or longitude is None:
                continue
            return (latitude, longitude) if abs(latitude) <= 90 and abs(longitude) <= 180 else None
    return None


def district(cell: Cell) -> int | None:
    """«3», «Circ. 3», «III», «3ª circoscrizione»: 1 to 99."""
    if isinstance(cell, int | float):
        return int(cell) if float(cell).is_integer() and 1 <= cell <= 99 else None
    words = _DISTRICT_WORDS.sub(" ", folded(str(cell)))
    found = _DISTRICT.fullmatch(words.strip())
    if found:
        return int(found.group(1)) or None
    return _ROMAN.get(words.strip())


def yes_or_no(cell: Cell) -> bool | None:
    """«sì», «x», «1», «no»."""
    if isinstance(cell, bool):
        return cell
    text = folded(text_of(cell)) or text_of(cell)
    return True if text in _YES else False if text in _NO or text in "-–—" else None


def pieces(text: str) -> list[str]:
    """The parts of a cell that lists things, «a; b», «a / b», one a line."""
    return [part.strip() for part in re.split(r"[;\n|]|\s/\s|,", text) if part.strip()]


def languages(cell: Cell) -> tuple[str, ...] | None:
    """«italiano, arabo» as ISO 639-1 codes; a code stays. One that is not known makes the whole unclear."""
    found = []
    for part in re.split(r"[;,\n|/+]|\s+e\s+|\s+and\s+", str(cell)):
        word = folded(part)
        if word:
            code = _LANGUAGES.get(word) or (word if re.fullmatch(r"[a-z]{2,3}", word) else None)
            if code is None:
                return None
            found.append(code)
    return tuple(dict.fromkeys(found))


def mails(cell: Cell) -> list[str]:
    """The addresses in a cell, in small letters."""
    return list(dict.fromkeys(found.rstrip(".").lower() for found in _MAIL.findall(str(cell))))


def is_certified(mail: str) -> bool:
    """Whether an address is a PEC, by the providers that sell them."""
    return _CERTIFIED.search(mail) is not None


def sites(cell: Cell) -> list[str]:
    """The addresses of pages in a cell."""
    return list(dict.fromkeys(found.rstrip(".,;") for found in _WEB.findall(str(cell)) if "@" not in found))


def phone_parts(text: str) -> list[str]:
    """«011 123456 / 333 1234567» in two; «011/123456» is one number, written as it was done."""
    parts: list[str] = []
    for piece in _SPLIT.split(_ASIDE.sub(" ", text)):
        part = _BESIDE_A_NUMBER.sub(" ", piece)
        sides = _TWO_NUMBERS.split(part)
        if len(sides) > 1 and all(sum(letter.isdigit() for letter in side) > 5 for side in sides):
            parts.extend(sides)
        else:
            parts.append(part)
    return [part.strip() for part in parts if any(letter.isdigit() for letter in part)]


def italian_phone(text: str) -> str | None:
    """An Italian number in one form, «011 123456», «333 1234567»; None when it is none, or of elsewhere."""
    digits = _OF_ITALY.sub("", _BETWEEN_DIGITS.sub("", text))
    if not digits.isdigit():
        return None
    if _MOBILE.fullmatch(digits):
        return f"{digits[:3]} {digits[3:]}"
    green = _GREEN.fullmatch(digits)
    if green:
        return f"{green.group(1)} {green.group(2)}"
    if _LANDLINE.fullmatch(digits):
        area = 2 if digits[:2] in ("02", "06") else 3 if _AREA_OF_THREE.match(digits) else 4
        return f"{digits[:area]} {digits[area:]}"
    return None
