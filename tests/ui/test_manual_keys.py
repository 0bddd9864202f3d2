"""The manual's page of keys against the code: each key that it names is one there, each key of the live page is named."""

from __future__ import annotations

import ast
import re
from pathlib import Path

import pytest
from PySide6.QtGui import QKeySequence

from cocity_desktop.ui.pages.meeting import entry_keys, keys
from cocity_desktop.ui.pages.meeting.kinds import KINDS, shortcut_of
from cocity_desktop.ui.widgets.search import NUMBERED

ROOT = Path(__file__).parents[2]
PAGE = (ROOT / "docs" / "manuale" / "tasti.md").read_text(encoding="utf-8")
NAMES = {
    "Maiusc": "Shift", "Invio": "Return", "Canc": "Del", "Spazio": "Space",
    "↑": "Up", "↓": "Down", "←": "Left", "→": "Right",
}  # fmt: skip
"""A key as the manual calls it, and as Qt does. The others have the same name."""
WHERE = {
    "Ovunque": ("shell", "widgets", "pages/meetings"),
    "Gruppi, persone, luoghi": ("list_printing.py", "exporting_button.py", "importing_button.py"),
    "Importare": ("pages/importing", "dialogs", "importing_button.py"),
    "La mappa dei luoghi": ("pages/places", "map", "dialogs", "models/photo_strip.py"),
    "Gli incontri": ("pages/meetings",),
    "Durante l’incontro": ("pages/meeting", "widgets"),
    "Il verbale": ("pages/minutes",),
    "Il patto": ("pages/pact", "models/list_view.py"),
    "Che fine ha fatto": ("pages/fates",),
}
"""Each chapter of the page, and the folders or modules of the window that hold its keys."""
CHORD = re.compile(
    r"^((Ctrl|Alt|Shift)\+)*(F\d{1,2}|[A-Z0-9,+-]|Return|Left|Right|Up|Down|Del|Space|Tab|Esc)$"
)


def as_qt(manual: str) -> str:
    """A key of the manual as Qt writes it."""
    return "+".join(NAMES.get(part, part) for part in re.split(r"(?<=.)\+(?=.)", manual))


def told() -> dict[str, set[str]]:
    """The keys of each chapter."""
    found: dict[str, set[str]] = {}
    for chapter in PAGE.split("\n## ")[1:]:
        title, _, text = chapter.partition("\n")
        cells = [line.split("|")[1] for line in text.splitlines() if line.startswith("| `")]
        found[title] = {as_qt(key) for cell in cells for key in re.findall(r"`([^`]+)`", cell)}
    return found


def in_code(folders: tuple[str, ...]) -> set[str]:
    """Every key that the modules of these folders write, as a chord or by Qt's name."""
    found: set[str] = set()
    for folder in folders:
        place = ROOT / "cocity_desktop" / "ui" / folder
        for path in [place] if place.is_file() else sorted(place.rglob("*.py")):
            if path.name == "explanation.py":  # tells of keys, has none
                continue
            for node in ast.walk(ast.parse(path.read_text(encoding="utf-8"))):
                if isinstance(node, ast.Constant) and isinstance(node.value, str) and CHORD.match(node.value):
                    found.add(node.value)
                elif isinstance(node, ast.Attribute) and node.attr.startswith("Key_"):
                    found.add(NAMES_OF_QT.get(node.attr[4:], node.attr[4:]))
    return found


NAMES_OF_QT = {"Escape": "Esc", "Delete": "Del", "Plus": "+", "Minus": "-"}
ARROWS = {f"Alt+{arrow}" for arrow in ("Up", "Down", "Left", "Right")}


@pytest.mark.parametrize("chapter", WHERE)
def test_each_key_of_the_manual_is_one_of_the_code(chapter: str) -> None:
    known = in_code(WHERE[chapter])
    if chapter == "Ovunque":  # the rows of the search are counted
        known |= {f"Ctrl+{place}" for place in range(1, NUMBERED + 1)}
    if chapter == "Gli incontri":  # the editor of the agenda asks for Alt and for the arrow apart
        known |= {key for key in ARROWS if key.removeprefix("Alt+") in known}
    if chapter in ("La mappa dei luoghi", "Durante l’incontro"):  # so do photos, for Control
        known |= {f"Ctrl+{arrow}" for arrow in ("Left", "Right") if arrow in known}
    if chapter == "Durante l’incontro":
        known |= {shortcut_of(kind) for kind in KINDS}
    assert told()[chapter] - known == set()
    assert told()[chapter]


def test_the_manual_has_every_chapter_and_every_key_is_one_for_qt() -> None:
    assert set(told()) == set(WHERE)
    for chords in told().values():
        assert all(QKeySequence(chord).toString() for chord in chords)


def test_every_key_of_the_live_page_is_in_the_manual() -> None:
    named = {getattr(keys, name) for name in vars(keys) if name.isupper() and name != "TYPE_CHECKING"}
    live = {*named, *entry_keys.KEYS.values(), *map(shortcut_of, KINDS), "F11"}
    assert live - told()["Durante l’incontro"] - {keys.TICK_ROW} == set()
