"""The numbers of the look: contrast, fonts, icons, and the switch from light to dark while running."""

from __future__ import annotations

import ast
from pathlib import Path
from typing import TYPE_CHECKING

import pytest
from PySide6.QtCore import QRectF
from PySide6.QtGui import QColor, QFontDatabase, QFontInfo, QImage, QPainter, QPalette
from PySide6.QtWidgets import QWidget

from cocity_desktop.ui.theme import canvas, fonts, icons, scheme, tokens
from cocity_desktop.ui.theme.direction import isolated
from cocity_desktop.ui.widgets.labels import Label
from cocity_desktop.ui.widgets.scroll import ScrollPane
from cocity_desktop.ui.widgets.text_fields import TextField

if TYPE_CHECKING:
    from PySide6.QtGui import QPaintEvent
    from PySide6.QtWidgets import QApplication

    from cocity_desktop.ui.theme.tokens import Scheme, Token

UI = Path(tokens.__file__).resolve().parents[1]

# Words on every ground they stand on: 4.5:1 (WCAG 2.1, 1.4.3).
WORDS: list[tuple[Token, Token]] = [
    ("text", "page"), ("text", "surface"), ("text", "sunken"), ("text", "selection"), ("text", "hover"),
    ("text", "success_bg"), ("text", "warning_bg"), ("text", "danger_bg"),
    ("muted", "page"), ("muted", "surface"), ("muted", "sunken"), ("muted", "hover"), ("on_selection", "selection"),
    ("primary", "page"), ("primary", "surface"), ("primary", "selection"), ("primary", "hover"),
    ("on_primary", "primary"), ("on_primary", "primary_hover"), ("on_primary", "primary_press"),
    ("on_danger", "danger"), ("on_danger", "danger_hover"), ("on_danger", "danger_press"),
    ("success", "page"), ("success", "surface"), ("success", "success_bg"),
    ("warning", "page"), ("warning", "surface"), ("warning", "warning_bg"),
    ("danger_text", "page"), ("danger_text", "surface"), ("danger_text", "danger_bg"),
    ("page", "text"), ("inverse_link", "text"),
]  # fmt: skip
# What tells a control from what is around it: 3:1 (WCAG 2.1, 1.4.11).
CONTROLS: list[tuple[Token, Token]] = [
    ("control", "page"), ("control", "surface"), ("faint", "surface"), ("primary", "page"), ("primary", "surface"),
    ("danger", "surface"), ("danger", "page"), ("success", "surface"), ("amber", "surface"), ("amber", "track"),
    ("primary", "track"), ("success", "track"), ("inverse_link", "text"),
]  # fmt: skip


@pytest.mark.parametrize("name", ["light", "dark"])
@pytest.mark.parametrize(("pairs", "least"), [(WORDS, 4.5), (CONTROLS, 3.0)], ids=["words", "controls"])
def test_everything_can_be_read(name: Scheme, pairs: list[tuple[Token, Token]], least: float) -> None:
    table = tokens.TABLES[name]
    found = {pair: round(tokens.contrast(table[pair[0]], table[pair[1]]), 2) for pair in pairs}
    assert {pair: ratio for pair, ratio in found.items() if ratio < least} == {}


def test_contrast_is_computed_as_the_guidelines_say() -> None:
    assert tokens.contrast("#000000", "#FFFFFF") == pytest.approx(21)
    assert tokens.contrast("#FFFFFF", "#FFFFFF") == pytest.approx(1)
    assert tokens.contrast("#777777", "#FFFFFF") == pytest.approx(4.48, abs=0.01)


def test_both_tables_have_every_token() -> None:
    assert set(tokens.LIGHT) == set(tokens.DARK) == set(tokens.TOKENS)


@pytest.mark.usefixtures("themed_app")
def test_the_fonts_of_the_design_are_the_ones_drawn() -> None:
    wanted = {"Titillium Web", "Titillium Web SemiBold", "Lora", "Roboto Mono"}
    assert wanted <= set(QFontDatabase.families())
    assert QFontInfo(fonts.font(15, 600)).family() == "Titillium Web SemiBold"
    assert QFontInfo(fonts.font(16, 400, "text", italic=True)).italic()


@pytest.mark.usefixtures("themed_app")
def test_six_hundred_is_not_seven_hundred() -> None:
    """The trap of the files: asking Titillium Web for DemiBold gives Bold, which is wider."""
    words = "Prepara la consegna"
    assert fonts.advance(words, fonts.font(15, 600)) < fonts.advance(words, fonts.font(15, 700))


@pytest.mark.usefixtures("themed_app")
def test_text_scale_multiplies_fonts_and_lengths() -> None:
    tokens.set_text_scale(2.0)
    assert (tokens.px(36), fonts.font(15).pixelSize()) == (72, 30)


def test_missing_fonts_are_said(themed_app: QApplication, tmp_path: Path) -> None:
    with pytest.raises(FileNotFoundError):
        fonts.load(tmp_path)


def names_in_the_code() -> set[str]:
    """Literals handed to something called icon, or Icon, or as its keyword, anywhere in the window."""
    found: set[str] = set()
    for file in UI.rglob("*.py"):
        for node in ast.walk(ast.parse(file.read_text(encoding="utf-8"))):
            if not isinstance(node, ast.Call):
                continue
            name = getattr(node.func, "attr", getattr(node.func, "id", ""))
            first = node.args[:1] if name in {"Icon", "IconButton", "EmptyState"} else []
            first += [
                k.value
                for k in node.keywords
                if k.arg in {"icon", "trailing_icon", "lead_icon", "detail_icon"}
            ]
            found |= {a.value for a in first if isinstance(a, ast.Constant) and isinstance(a.value, str)}
    return found


@pytest.mark.usefixtures("themed_app")
def test_every_icon_named_in_the_window_exists() -> None:
    named = names_in_the_code()
    assert len(named) > 3
    assert named - icons.names() == set()


@pytest.mark.usefixtures("themed_app")
def test_every_icon_is_drawn_in_the_ink_asked_for() -> None:
    for name in sorted(icons.names()):
        image = icons.pixmap(name, 20, QColor("#FF0000"), QColor("#00FF00"), 2.0).toImage()
        inked = [
            image.pixelColor(x, y)
            for x in range(40)
            for y in range(40)
            if image.pixelColor(x, y).alpha() > 200
        ]
        assert inked, name
        assert all(c.blue() < 90 for c in inked), name
        assert any(c.red() > 200 for c in inked), name


@pytest.mark.usefixtures("themed_app")
def test_an_icon_that_is_not_there_is_an_error_and_not_a_hole() -> None:
    with pytest.raises(FileNotFoundError):
        icons.pixmap("no-such-icon", 20, QColor("black"), QColor("white"), 1.0)


def test_the_scheme_switches_while_running(themed_app: QApplication, qtbot) -> None:
    follower = themed_app.findChild(scheme.SchemeFollower)
    label, field = Label("Giardino", "muted"), TextField("Nome")
    for widget in (label, field):
        qtbot.addWidget(widget)
    with qtbot.waitSignal(follower.applied):
        follower.want("dark")
    try:
        assert label.palette().color(QPalette.ColorRole.WindowText).name() == tokens.DARK["muted"].lower()
        assert field.line.palette().color(QPalette.ColorRole.Text).name() == tokens.DARK["text"].lower()
        assert themed_app.palette().color(QPalette.ColorRole.Window).name() == tokens.DARK["page"].lower()
    finally:
        follower.want("light")
    assert label.palette().color(QPalette.ColorRole.WindowText).name() == tokens.LIGHT["muted"].lower()


class Counted(QWidget):
    """Counts how often it was painted."""

    painted = 0

    def paintEvent(self, _event: QPaintEvent) -> None:
        self.painted += 1


def test_what_is_painted_by_hand_is_painted_again_in_the_other_scheme(themed_app, qtbot) -> None:
    follower = themed_app.findChild(scheme.SchemeFollower)
    pane = ScrollPane(counted := Counted())
    counted.setFixedSize(80, 80)
    qtbot.addWidget(pane)
    pane.show()
    qtbot.waitUntil(lambda: counted.painted > 0)
    before = counted.painted
    follower.want("dark")
    try:
        qtbot.waitUntil(lambda: counted.painted > before)
    finally:
        follower.want("light")


@pytest.mark.usefixtures("themed_app")
def test_rectangles_are_mirrored_for_right_to_left() -> None:
    image = QImage(100, 20, QImage.Format.Format_RGB32)
    image.fill(QColor("white"))
    painter = QPainter(image)
    try:
        canvas.Canvas(painter, QRectF(0, 0, 100, 20), rtl=True).fill(QRectF(0, 0, 10, 20), "text")
    finally:
        painter.end()
    assert image.pixelColor(5, 10) == QColor("white")
    assert image.pixelColor(95, 10).name() == tokens.LIGHT["text"].lower()


def test_names_keep_their_own_direction() -> None:
    assert isolated("9 feb") == "\u20689 feb\u2069"
