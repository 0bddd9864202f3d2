"""The few fixed words of the room's screen in the second language of the room.

They cannot come from the catalogue in use, which is the facilitator's: the screen speaks Italian, and under it the
language that some of those in the room read better.
"""

from __future__ import annotations

from dataclasses import dataclass
from types import MappingProxyType
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Mapping


@dataclass(frozen=True, slots=True)
class ScreenWords:
    """One language: its own name, and what the headings say."""

    name: str
    talking: str
    decided: str
    promised: str


SECOND: Mapping[str, ScreenWords] = MappingProxyType(
    {
        "en": ScreenWords("English", "Now we are talking about", "Tonight we decided", "We committed to"),
        "fr": ScreenWords("Français", "Nous parlons de", "Ce soir, nous avons décidé", "Nous nous engageons"),
        "es": ScreenWords("Español", "Ahora hablamos de", "Esta tarde hemos decidido", "Nos comprometemos a"),
        "ro": ScreenWords(
            "Română", "Acum vorbim despre", "În seara asta am hotărât", "Ne-am luat angajamentul"
        ),
        "ar": ScreenWords("العربية", "نتحدث الآن عن", "قررنا هذا المساء", "وتعهدنا"),
    }
)
"""By ISO 639-1 code: the languages most read in Torino's houses besides Italian."""

RIGHT_TO_LEFT = frozenset({"ar"})
