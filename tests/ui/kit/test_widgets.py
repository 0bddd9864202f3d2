"""The controls as people use them: keyboard, focus, errors in words, names for screen readers."""

from __future__ import annotations

from datetime import date, time
from typing import TYPE_CHECKING

import pytest
from PySide6.QtCore import QPoint, Qt
from PySide6.QtGui import QAccessible, QColor
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QAbstractButton, QWidget

from cocity_desktop.domain.errors import ErrorCode, UserError
from cocity_desktop.ui.theme import tokens
from cocity_desktop.ui.widgets.agreement import AgreementBar, AgreementPart
from cocity_desktop.ui.widgets.buttons import Button, IconButton
from cocity_desktop.ui.widgets.calendar import CalendarPopup
from cocity_desktop.ui.widgets.cards import Card, EmptyState, PageHeader, SectionHeader
from cocity_desktop.ui.widgets.chips import Chip, FilterChip, Pill
from cocity_desktop.ui.widgets.choice import Choice, ComboBox
from cocity_desktop.ui.widgets.date_fields import DateField, TimeField
from cocity_desktop.ui.widgets.filter_bar import FilterBar
from cocity_desktop.ui.widgets.form import Form
from cocity_desktop.ui.widgets.labels import Label
from cocity_desktop.ui.widgets.layouts import column
from cocity_desktop.ui.widgets.notices import NoticeBar, UndoBar
from cocity_desktop.ui.widgets.number_fields import HoursField, MoneyField, SpinField
from cocity_desktop.ui.widgets.picker import Picker
from cocity_desktop.ui.widgets.progress import PathDots, PathStations, ProgressStrip, Station
from cocity_desktop.ui.widgets.scroll import ScrollPane
from cocity_desktop.ui.widgets.search import CommandPalette, Result, _present
from cocity_desktop.ui.widgets.sidebar import FOLDED, WIDE, SideBar
from cocity_desktop.ui.widgets.status_bar import StatusBar
from cocity_desktop.ui.widgets.text_fields import PassphraseField, TextArea, TextField
from cocity_desktop.ui.widgets.toggles import CheckBox, RadioCard, SegmentedControl
from cocity_desktop.ui.widgets.top_bar import TopBar

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator

    from cocity_desktop.ui.theme.tokens import Token

pytestmark = pytest.mark.usefixtures("themed_app")


@pytest.fixture
def window(qtbot) -> Iterator[Callable[..., QWidget]]:
    """Makes an active window that holds widgets in a column, with room for halos, and keeps it to the end."""
    pages: list[QWidget] = []

    def shown(*widgets: QWidget) -> QWidget:
        page = QWidget()
        pages.append(page)
        page.setLayout(column(*widgets, None, margins=(24, 24, 24, 24)))
        qtbot.addWidget(page)
        page.resize(640, 480)
        page.show()
        page.activateWindow()
        qtbot.waitUntil(page.isActiveWindow)
        return page

    yield shown
    pages.clear()


def colour_at(page: QWidget, widget: QWidget, offset: QPoint) -> str:
    return page.grab().toImage().pixelColor(widget.mapTo(page, QPoint(0, 0)) + offset).name()


def token(name: Token) -> str:
    return QColor(tokens.LIGHT[name]).name()


# --- focus -----------------------------------------------------------------------------------------------------


def test_the_halo_is_for_the_keyboard_only(qtbot, window) -> None:
    button = Button("Modifica")
    page = window(button)
    outside = QPoint(button.width() // 2, -2)
    button.setFocus(Qt.FocusReason.MouseFocusReason)
    assert colour_at(page, button, outside) == token("page")
    button.clearFocus()
    button.setFocus(Qt.FocusReason.TabFocusReason)
    qtbot.waitUntil(lambda: colour_at(page, button, outside) == token("halo"))
    button.clearFocus()
    assert colour_at(page, button, outside) == token("page")


def test_nothing_moves_when_focus_comes(window) -> None:
    button, field = Button("Modifica"), TextField("Nome")
    window(button, field)
    before = (button.geometry(), field.geometry())
    button.setFocus(Qt.FocusReason.TabFocusReason)
    field.setFocus(Qt.FocusReason.TabFocusReason)
    assert (button.geometry(), field.geometry()) == before


def test_a_field_with_the_cursor_has_a_border_of_two(qtbot, window) -> None:
    field = TextField("Nome")
    page = window(TextField("Altro"), field)
    field.setFocus()
    middle = QPoint(field.box.width() // 2, 1)
    qtbot.waitUntil(lambda: colour_at(page, field.box, middle) == token("primary"))


# --- buttons ---------------------------------------------------------------------------------------------------


def test_a_shortcut_works_and_is_told(qtbot, window) -> None:
    button = Button("Nuovo gruppo", "primary", icon="plus", shortcut="Ctrl+N", show_key=True)
    page = window(button)
    with qtbot.waitSignal(button.clicked):
        QTest.keyClick(page, Qt.Key.Key_N, Qt.KeyboardModifier.ControlModifier)
    assert button.toolTip() == "Nuovo gruppo (Ctrl N)"


def test_enter_presses_the_button_it_is_on(qtbot, window) -> None:
    button = Button("Scrivi il verbale")
    window(button)
    for key in (Qt.Key.Key_Return, Qt.Key.Key_Enter, Qt.Key.Key_Space):
        with qtbot.waitSignal(button.clicked):
            QTest.keyClick(button, key)
    with qtbot.assertNotEmitted(button.clicked):
        QTest.keyClick(button, Qt.Key.Key_Return, Qt.KeyboardModifier.ControlModifier)


def test_an_icon_button_has_a_name() -> None:
    button = IconButton("print", "Stampa", shortcut="Ctrl+P")
    assert (button.accessibleName(), button.toolTip()) == ("Stampa", "Stampa (Ctrl P)")


@pytest.mark.parametrize(
    ("kind", "ground"),
    [("primary", "sunken"), ("secondary", "sunken"), ("danger", "sunken"), ("ghost", "page")],
)
def test_a_disabled_button_is_sunken_without_a_line_and_a_light_one_stays_light(window, kind, ground) -> None:
    button = Button("Modifica", kind, icon="pencil", trailing="right", compact=True)
    button.setEnabled(False)
    page = window(button)
    assert colour_at(page, button, QPoint(button.width() // 2, 1)) == token(ground)
    state = QAccessible.queryAccessibleInterface(button).state()
    assert (state.disabled, state.busy) == (1, 0)


# --- fields and forms ------------------------------------------------------------------------------------------


def test_an_error_replaces_the_help_and_leaves_with_typing(window) -> None:
    field = TextField("Nome", help_text="Compare sui verbali")
    window(field)
    field.set_error("Scrivi un nome.")
    assert (field.below.text(), field.line.accessibleDescription()) == ("Scrivi un nome.", "Scrivi un nome.")
    QTest.keyClicks(field.line, "O")
    assert (field.error(), field.below.text()) == (None, "Compare sui verbali")


def test_labels_name_their_fields() -> None:
    assert TextField("Nome").line.accessibleName() == "Nome"
    assert Choice("Tipo", [(1, "uno")]).combo.accessibleName() == "Tipo"


def test_a_click_on_a_label_goes_to_its_field(window) -> None:
    fields = [
        TextField("Nome & cognome"), TextArea("Appunti"), Choice("Tipo", [(1, "uno")]),
        DateField("Giorno", today=date(2027, 2, 11)), TimeField("Ora"), MoneyField("Soldi"), SpinField("Quanti"),
        HoursField("Ore"), PassphraseField("Frase"),
    ]  # fmt: skip
    other = TextField("Altro")
    window(other, *fields)
    for field in fields:
        other.setFocus()
        QTest.mouseClick(field.label, Qt.MouseButton.LeftButton)
        assert field._editor.hasFocus() or field._editor.focusProxy().hasFocus(), field.label.text()
    assert fields[0].label.buddy() is None  # with one Qt would read the & as a key of the label
    other.setFocus()
    fields[0].setEnabled(False)
    QTest.mouseClick(fields[0].label, Qt.MouseButton.LeftButton)
    assert other.line.hasFocus()


def test_a_form_puts_the_cursor_in_the_first_wrong_field(window) -> None:
    form, day, hour = Form(), DateField("Giorno", today=date(2027, 2, 11)), TimeField("Ora")
    form.add("name", TextField("Nome"))
    form.add_row(("day", day), ("hour", hour))
    window(form)
    day.line.setText("31.02.2027")
    hour.line.setText("25")
    assert not form.check()
    assert set(form.errors()) == {"day", "hour"}
    assert day.line.hasFocus()
    day.line.setText("28.02.2027")
    hour.line.setText("18")
    assert form.check()
    assert (day.value(), hour.value()) == (date(2027, 2, 28), time(18))


def test_a_refusal_stands_beside_its_field_or_above_the_form(window) -> None:
    form, name = Form(), TextField("Nome")
    form.add("name", name)
    window(form)
    form.show_fault(UserError(ErrorCode.REQUIRED, "name"))
    assert form.errors()["name"] == name.below.text() != ""
    assert name.line.hasFocus()
    form.show_fault(UserError(ErrorCode.ILLEGAL_STEP, source="a", target="b"))
    notices = [n for n in form.findChildren(NoticeBar) if n.isVisible()]
    assert len(notices) == 1
    form.clear_errors()
    assert form.errors() == {}
    assert not notices[0].isVisible()


def test_a_typed_day_is_tidied_and_moved_by_arrows(window) -> None:
    field = DateField("Giorno", today=date(2027, 2, 11))
    window(TextField("Altro"), field)
    field.setFocus()
    QTest.keyClicks(field.line, "28 2")
    QTest.keyClick(field.line, Qt.Key.Key_Return)
    assert field.text() == "28.02.2027"
    QTest.keyClick(field.line, Qt.Key.Key_Up)
    assert field.value() == date(2027, 3, 1)


def test_a_day_can_be_picked_in_the_calendar(window) -> None:
    field = DateField("Giorno", today=date(2027, 2, 11))
    window(field)
    QTest.keyClick(field.line, Qt.Key.Key_Down, Qt.KeyboardModifier.AltModifier)
    popup = field.findChild(CalendarPopup)
    assert popup.isVisible()
    assert not popup.grab().isNull()
    QTest.keyClick(popup._month.focusWidget() or popup._month, Qt.Key.Key_Right)
    QTest.keyClick(popup._month.focusWidget() or popup._month, Qt.Key.Key_Return)
    assert field.value() == date(2027, 2, 12)


def test_amounts_are_read_and_tidied(window) -> None:
    money, hours, people = MoneyField("Importo"), HoursField("Lavoro"), SpinField("Persone", highest=10)
    window(money, hours, people)
    for field, typed in ((money, "1250,5"), (hours, "2,5"), (people, "9")):
        field.setFocus()
        QTest.keyClicks(field.line, typed)
        QTest.keyClick(field.line, Qt.Key.Key_Return)
    assert [f.line.text() for f in (money, hours, people)] == ["1.250,50", "2:30", "9"]
    assert [f.value() for f in (money, hours, people)] == [125050, 150, 9]
    QTest.keyClick(people.line, Qt.Key.Key_Up)
    QTest.keyClick(people.line, Qt.Key.Key_Up)
    assert people.value() == 10
    people.line.setText("11")
    assert people.problem() is not None


def test_a_passphrase_is_hidden_shown_and_judged_in_words(window) -> None:
    field = PassphraseField("Frase", judged=True)
    window(field)
    QTest.keyClicks(field.line, "cinque parole a caso bastano")
    assert field.line.displayText() != field.text()
    eye = next(b for b in field.findChildren(IconButton))
    eye.click()
    assert field.line.displayText() == field.text()
    assert field.line.accessibleDescription().startswith(field._verdict.text())
    assert "5" in field._verdict.text()


def test_a_choice_keeps_its_answer_when_the_answers_change() -> None:
    choice = Choice("Tipo", [("a", "uno"), ("b", "due")], placeholder="Scegli")
    assert choice.value() is None
    choice.set_value("b")
    choice.set_items([("c", "tre"), ("b", "due")])
    assert choice.value() == "b"
    choice.set_items([("c", "tre")])
    assert choice.value() is None


def test_a_paragraph_lets_tab_go_on_and_submits(qtbot, window) -> None:
    area, after = TextArea("Testo"), TextField("Dopo")
    window(area, after)
    area.setFocus()
    QTest.keyClicks(area.edit, "due righe")
    with qtbot.waitSignal(area.submitted):
        QTest.keyClick(area.edit, Qt.Key.Key_Return, Qt.KeyboardModifier.ControlModifier)
    QTest.keyClick(area.edit, Qt.Key.Key_Tab)
    assert after.line.hasFocus()
    assert area.text() == "due righe"


def test_the_cross_of_a_field_empties_it(window) -> None:
    field = TextField("Nome", clearable=True)
    window(field)
    button = field.findChild(IconButton)
    assert not button.isVisible()
    QTest.keyClicks(field.line, "orti")
    QTest.mouseClick(button, Qt.MouseButton.LeftButton)
    assert field.text() == ""


# --- toggles and chips -----------------------------------------------------------------------------------------


def test_choice_cards_are_picked_by_number_and_exclude_each_other(window) -> None:
    cards = [
        RadioCard("Accettiamo", "Entra così", key="1"),
        RadioCard("Ne parliamo", "Diventa un punto", key="2"),
    ]
    page = window(*cards)
    QTest.keyClick(page, Qt.Key.Key_2)
    QTest.keyClick(page, Qt.Key.Key_1)
    assert [c.isChecked() for c in cards] == [True, False]
    assert cards[0].accessibleDescription() == "Entra così"


def test_a_check_box_is_pressed_anywhere_on_its_words(window) -> None:
    box = CheckBox("L’ho scritta su carta")
    window(box)
    QTest.mouseClick(box, Qt.MouseButton.LeftButton, pos=QPoint(box.width() - 6, box.height() // 2))
    assert box.isChecked()


def test_segments_go_round_with_their_key(window) -> None:
    control = SegmentedControl([("text", "Testo"), ("pages", "Pagine")], "Vista", shortcut="F6")
    page = window(control)
    chosen: list[str] = []
    control.chosen.connect(chosen.append)
    QTest.keyClick(page, Qt.Key.Key_F6)
    QTest.keyClick(page, Qt.Key.Key_F6)
    assert chosen == ["pages", "text"]


def test_chips_are_taken_away_by_key_or_by_their_cross(qtbot, window) -> None:
    chip, active = Chip("2 rastrelliere", icon="tool"), FilterChip("Circoscrizione 8")
    window(
        chip,
        active,
        Chip("articolo 5?", closable=False, guess=True),
        Pill("accettato", "success", "tick"),
    )
    gone: list[str] = []
    chip.removed.connect(lambda: gone.append("chip"))
    active.removed.connect(lambda: gone.append("filter"))
    QTest.mouseClick(chip, Qt.MouseButton.LeftButton, pos=QPoint(10, 14))
    assert gone == []
    QTest.mouseClick(chip, Qt.MouseButton.LeftButton, pos=QPoint(chip.width() - 10, 14))
    QTest.keyClick(chip, Qt.Key.Key_Backspace)
    QTest.keyClick(active, Qt.Key.Key_Delete)
    assert gone == ["chip", "chip", "filter"]


# --- bars ------------------------------------------------------------------------------------------------------


def test_the_filter_is_reached_by_key_and_left_by_escape_or_downwards(qtbot, window) -> None:
    bar = FilterBar("Filtra per nome")
    page = window(TextField("Altro"), bar)
    typed: list[str] = []
    bar.typed.connect(typed.append)
    QTest.keyClick(page, Qt.Key.Key_F, Qt.KeyboardModifier.ControlModifier)
    assert bar.line.hasFocus()
    QTest.keyClicks(bar.line, "or")
    with qtbot.waitSignal(bar.left_downwards):
        QTest.keyClick(bar.line, Qt.Key.Key_Down)
    QTest.keyClick(bar.line, Qt.Key.Key_Escape)
    assert typed == ["o", "or", ""]


def test_a_filter_chip_of_the_bar_tells_which_it_was(qtbot, window) -> None:
    bar = FilterBar("Filtra")
    window(bar)
    bar.show_chip("district", "Circoscrizione 7")
    bar.show_chip("district", "Circoscrizione 8")
    qtbot.waitUntil(lambda: any(c.isVisible() for c in bar.findChildren(FilterChip)))
    chips = [c for c in bar.findChildren(FilterChip) if c.isVisible()]
    with qtbot.waitSignal(bar.chip_removed, check_params_cb=lambda key: key == "district"):
        chips[0].click()
    assert [c.text() for c in chips] == ["Circoscrizione 8"]


def test_the_undo_bar_undoes_once_and_leaves(qtbot, window) -> None:
    bar = UndoBar()
    window(bar)
    assert not bar.isVisible()
    bar.say("«Genitori» unito a «Genitori Esempio»")
    assert bar.isVisible()
    with qtbot.waitSignal(bar.undo_asked):
        bar._undo.click()
    assert not bar.isVisible()


def test_a_notice_escapes_what_it_is_given(qtbot, window) -> None:
    notice = NoticeBar(
        "warning", "Forse <b>doppi</b>", "A & B", [Button("Confronta", "ghost")], closable=True
    )
    window(notice)
    assert "&lt;b&gt;doppi" in notice._label.text()
    assert notice.accessibleName() == "Forse <b>doppi</b> A & B"
    close = next(b for b in notice.findChildren(IconButton))
    with qtbot.waitSignal(notice.dismissed):
        close.click()


def test_the_sidebar_goes_by_mouse_key_and_arrows(window) -> None:
    side = SideBar("Co-City", "Casa Esempio")
    for name, words, key in (
        ("today", "Oggi", "Ctrl+1"),
        ("groups", "Gruppi", "Ctrl+2"),
        ("pacts", "Patti", None),
    ):
        side.add(name, words, "today", shortcut=key)
    page = window(side)
    chosen: list[str] = []
    side.chosen.connect(chosen.append)
    QTest.keyClick(page, Qt.Key.Key_2, Qt.KeyboardModifier.ControlModifier)
    QTest.mouseClick(side.item("pacts"), Qt.MouseButton.LeftButton)
    side.item("today").setFocus(Qt.FocusReason.TabFocusReason)
    QTest.keyClick(side.item("today"), Qt.Key.Key_Down)
    QTest.keyClick(side.focusWidget(), Qt.Key.Key_Space)
    assert chosen == ["groups", "pacts", "groups"]
    side.set_current(None)
    assert not any(side.item(n).isChecked() for n in ("today", "groups", "pacts"))


def test_the_sidebar_folds_and_says_what_needs_me(window) -> None:
    side = SideBar("Co-City")
    side.add("commitments", "Impegni", "flag").set_fact("3", "danger")
    page = window(side)
    assert side.item("commitments").accessibleName() == "Impegni, 3"
    side.set_folded(True)
    assert side.width() == tokens.px(FOLDED)
    assert colour_at(page, side.item("commitments"), QPoint(29, 8)) == token("danger_text")
    side.set_folded(False)
    assert side.width() == tokens.px(WIDE)


def test_the_trail_leads_back(qtbot, window) -> None:
    bar = TopBar()
    page = window(bar)
    bar.set_trail(["Incontri", "Giardino", "Secondo tavolo"])
    bar.set_actions([Button("Chiudi l’incontro")])
    crumbs = {c.text(): c for c in bar.children() if hasattr(c, "text") and hasattr(c, "click")}
    with qtbot.waitSignal(bar.crumb_chosen, check_params_cb=lambda position: position == 1):
        crumbs["Giardino"].click()
    assert not page.grab().isNull()


def test_the_palette_is_driven_by_keys_alone(window) -> None:
    bar, before = TopBar(), TextField("Nome")
    page = window(bar, before)
    palette = CommandPalette(bar.search)
    asked: list[str] = []
    chosen: list[Result] = []
    palette.asked.connect(asked.append)
    palette.chosen.connect(chosen.append)
    before.setFocus()
    QTest.keyClick(page, Qt.Key.Key_K, Qt.KeyboardModifier.ControlModifier)
    QTest.keyClicks(bar.search.line, "or")
    palette.show_results(
        [Result("1", "Orti", "associazione", "group", "gruppo"), Result("2", "Orto", kind="punto")]
    )
    assert palette.isVisible()
    assert bar.search.line.hasFocus()
    QTest.keyClick(bar.search.line, Qt.Key.Key_Down)
    QTest.keyClick(bar.search.line, Qt.Key.Key_Return)
    assert (asked, [r.key for r in chosen]) == (["o", "or"], ["2"])
    assert not palette.isVisible()
    assert before.line.hasFocus()


def test_ctrl_and_a_figure_open_that_row_of_the_palette_at_once(window) -> None:
    bar = TopBar()
    window(bar)
    palette = CommandPalette(bar.search)
    chosen: list[Result] = []
    palette.chosen.connect(chosen.append)
    bar.search.go()
    QTest.keyClicks(bar.search.line, "or")
    palette.show_results([Result(str(n), f"Orto {n}", "associazione") for n in range(1, 13)], "nota")
    assert palette._note.isVisible()
    rows = palette.list.rows
    assert "9" in _present(rows.row(8)).trailing_below
    assert _present(rows.row(9)).trailing_below == ""
    QTest.keyClick(bar.search.line, Qt.Key.Key_7, Qt.KeyboardModifier.ControlModifier)
    assert [one.title for one in chosen] == ["Orto 7"]
    QTest.keyClicks(bar.search.line, "7")
    assert [one.title for one in chosen] == ["Orto 7"]


def test_the_palette_says_when_there_is_nothing_and_leaves_with_escape(window) -> None:
    bar = TopBar()
    window(bar)
    palette = CommandPalette(bar.search)
    bar.search.go()
    QTest.keyClicks(bar.search.line, "zzz")
    palette.show_results([])
    assert palette._nothing.isVisible()
    QTest.keyClick(bar.search.line, Qt.Key.Key_Return)
    QTest.keyClick(bar.search.line, Qt.Key.Key_Escape)
    assert not palette.isVisible()
    assert bar.search.text() == ""


def test_the_last_line_tells_whether_it_is_on_disk(window) -> None:
    bar = StatusBar()
    bar.set_facts(["portatile «Esempio-2»"])
    bar.set_hint("F1")
    page = window(bar)
    bar.saved("18:42:07")
    assert "18:42:07" in bar.accessibleName()
    bar.saving()
    bar.not_saved("disco pieno")
    assert bar.accessibleName().endswith("disco pieno, portatile «Esempio-2», F1")
    assert not page.grab().isNull()


# --- progress --------------------------------------------------------------------------------------------------


def test_pictures_of_progress_are_also_sentences(window) -> None:
    strip, dots = ProgressStrip(), PathDots(3, 6, "risposta da aprire")
    strip.show_share(22, 15, "amber", "oltre di 7 minuti")
    stations = PathStations(
        [
            Station("seal", "Sigillata", "done", "mer 3", "9f3a", code=True),
            Station("mail", "Risposta", "now", proof_icon="tick"),
            Station("sign", "Firma", "next"),
        ]
    )
    bar = AgreementBar(
        [
            AgreementPart("solid", 18, "d’accordo"),
            AgreementPart("reserved", 1, "riserva"),
            AgreementPart("against", 0, "contrari"),
        ],
        "18 su 19 d’accordo",
    )
    page = window(strip, dots, stations, bar, AgreementBar([], "nessuno"))
    names = [w.accessibleName() for w in (strip, dots, stations, bar)]
    assert names == [
        "oltre di 7 minuti",
        "risposta da aprire",
        "Sigillata, mer 3, 9f3a; Risposta",
        "18 su 19 d’accordo",
    ]
    assert strip.value() == strip.maximum()
    assert not page.grab().isNull()


def test_parts_of_the_agreement_are_as_wide_as_their_number(qtbot) -> None:
    bar = AgreementBar(
        [AgreementPart("solid", 3, "sì"), AgreementPart("reserved", 1, "riserva")], "", legend=False
    )
    qtbot.addWidget(bar)
    bar.resize(402, 12)
    image = bar.grab().toImage()
    colours = [image.pixelColor(x, 6).name() for x in range(402)]
    assert abs(colours.count(token("success")) - 300) <= 2
    assert abs(colours.count(token("amber")) - 100) <= 2


# --- furniture -------------------------------------------------------------------------------------------------


def test_headings_replace_their_facts(qtbot, window) -> None:
    page_head, section = (
        PageHeader("Gruppi", "62 di 204"),
        SectionHeader("Impegni", [("3 in ritardo", "danger_text")]),
    )
    window(page_head, section)
    page_head.set_actions([Button("Nuovo", "primary")])
    section.set_facts([("nessuno", "muted"), ("oggi", "muted")])
    wanted = ["Impegni", "nessuno", "oggi"]
    qtbot.waitUntil(
        lambda: [label.text() for label in section.findChildren(Label) if label.isVisible()] == wanted
    )


def test_an_empty_state_offers_one_step(window) -> None:
    primary = Button("Nuovo gruppo", "primary")
    state = EmptyState(
        "group", "Qui stanno i gruppi", "Comincia da uno.", primary, Button("Importa", "ghost")
    )
    page = window(Card(column(state), bar="primary"))
    assert state.accessibleName() == "Qui stanno i gruppi. Comincia da uno."
    assert primary.isVisible()
    assert not page.grab().isNull()


def test_a_pane_keeps_the_place_of_its_bar(qtbot, window) -> None:
    content = QWidget()
    content.setMinimumHeight(100)
    pane = ScrollPane(content)
    window(pane)
    narrow = pane.viewport().width()
    content.setMinimumHeight(5000)
    qtbot.waitUntil(lambda: pane.verticalScrollBar().maximum() > 0)
    assert pane.viewport().width() == narrow


def test_everything_grows_with_the_text(qtbot) -> None:
    small = Button("Modifica").sizeHint()
    tokens.set_text_scale(2.0)
    big = Button("Modifica").sizeHint()
    assert big.height() == 2 * small.height()
    assert big.width() > 1.9 * small.width()


def test_a_picker_finds_by_any_part_and_wants_one_of_the_answers(qtbot, window) -> None:
    picker = Picker(
        "Gruppo", [("a", "Genitori Esempio"), ("b", "Orti del Lingotto"), ("c", "Orti di via Prova")]
    )
    window(picker, TextField("Altro"))
    picker.setFocus()
    QTest.keyClicks(picker.line, "lingo")
    popup = picker.line.completer().popup()
    qtbot.waitUntil(popup.isVisible)
    assert not popup.grab().isNull()
    with qtbot.waitSignal(picker.chosen, check_params_cb=lambda value: value == "b"):
        QTest.keyClick(popup, Qt.Key.Key_Down)
        QTest.keyClick(popup, Qt.Key.Key_Return)
    assert (picker.value(), picker.problem()) == ("b", None)
    picker.line.setText("qualcos’altro")
    assert picker.value() is None
    assert not picker.check()
    picker.set_value("c")
    assert (picker.text(), picker.error()) == ("Orti di via Prova", None)


def test_a_picker_emptied_for_the_next_choice_stays_empty(qtbot, window) -> None:
    picker = Picker("Gruppi", [("a", "Quelli dell’Orto"), ("b", "Genitori Fleming")])
    window(picker, TextField("Altro"))
    picker.chosen.connect(lambda _value: picker.set_value(None))
    for words, expected in (("orto", "a"), ("gen", "b")):
        picker.line.setFocus()
        QTest.keyClicks(picker.line, words)
        popup = picker.line.completer().popup()
        qtbot.waitUntil(popup.isVisible)
        QTest.keyClick(popup, Qt.Key.Key_Down)
        with qtbot.waitSignal(
            picker.chosen, check_params_cb=lambda value, expected=expected: value == expected
        ):
            QTest.keyClick(popup, Qt.Key.Key_Return)
        assert picker.text() == ""


def test_a_free_picker_takes_what_is_written_but_never_two_equal_answers() -> None:
    picker = Picker("Quartiere", [("l", "Lingotto")], free=True)
    picker.line.setText("Mirafiori")
    assert (picker.text(), picker.value(), picker.check()) == ("Mirafiori", None, True)
    with pytest.raises(ValueError, match="Lingotto"):
        picker.set_items([("a", "Lingotto"), ("b", "Lingotto")])


def test_facts_give_way_to_the_actions(window) -> None:
    header = PageHeader("Gruppi", "62 di 204, i più recenti prima, " * 8, [Button("Nuovo gruppo", "primary")])
    page = window(header)
    assert header.width() <= page.width()
    assert header.facts.toolTip().startswith("62 di 204")


def test_a_filter_without_room_says_less_and_the_whole_in_its_tip(qtbot, window) -> None:
    words = "Filtra per nome, persona o luogo"
    bar = FilterBar(words)
    page = window(bar)
    page.resize(700, 80)
    qtbot.waitUntil(lambda: bar.line.placeholderText() == words)
    assert bar.line.toolTip() == ""
    page.resize(bar.box.minimumWidth() + 40, 80)
    qtbot.waitUntil(lambda: bar.line.placeholderText() != words)
    room = bar.line.width()
    assert bar.line.fontMetrics().horizontalAdvance(bar.line.placeholderText()) < room
    assert bar.line.toolTip() == words


def test_a_header_without_room_leaves_out_key_caps_then_words(qtbot) -> None:
    bring = Button("Importa…", "ghost", icon="download")
    new = Button("Nuovo gruppo", "primary", icon="plus", shortcut="Ctrl+N", show_key=True)
    header = PageHeader("Gruppi", "53, i più recenti prima", [bring, new])
    page = QWidget()
    header.setParent(page)
    qtbot.addWidget(page)
    page.show()
    widths = []
    for level in range(4):
        header.resize(header._wanted(level), header.height())
        qtbot.waitUntil(lambda n=level: (bring.width(), new.width()) == (bring.width_at(n), new.width_at(n)))
        widths.append((bring.width(), new.width()))
    assert widths[0][1] > widths[1][1] == widths[2][1] > widths[3][1]
    assert widths[1][0] > widths[2][0] == widths[3][0]
    assert bring.toolTip() == "Importa…"
    assert header.title.isVisible()
    header.resize(header.minimumSizeHint().width(), header.height())
    qtbot.waitUntil(lambda: not header.title.isVisible())
    assert bring.x() >= 0
    assert new.geometry().right() <= header.width()


def test_a_switch_in_a_header_without_room_shows_pictures_whole(qtbot) -> None:
    views = SegmentedControl(
        [(False, "Elenco"), (True, "Mappa")],
        "Come si vedono",
        shortcut="Ctrl+M",
        icons=("list", "map-marker"),
    )
    header = PageHeader("Luoghi", "80", [views, Button("Nuovo luogo", "primary", icon="plus")])
    page = QWidget()
    header.setParent(page)
    qtbot.addWidget(page)
    page.show()
    widths = []
    for level in range(5):
        header.resize(header._wanted(level), header.height())
        qtbot.waitUntil(lambda n=level: views.width() == views.width_at(n))
        shown = views.findChildren(QAbstractButton)
        assert all(one.geometry().right() <= views.width() for one in shown)
        assert [one.toolTip() for one in shown] == ["Elenco (Ctrl M)", "Mappa (Ctrl M)"]
        widths.append(views.width())
    assert widths[0] > widths[1] == widths[2] > widths[3] == widths[4]


def test_lists_beside_a_filter_go_below_it_where_there_is_no_room(qtbot, window) -> None:
    bar = FilterBar("Filtra per nome")
    combo = ComboBox(36)
    combo.addItem("Tutti i tipi")
    bar.add_choice(combo)
    page = window(bar)
    page.resize(700, 200)
    qtbot.waitUntil(lambda: bar.width() > 600 and combo.x() > bar.box.x())
    page.resize(380, 200)
    qtbot.waitUntil(lambda: combo.y() > bar.box.geometry().bottom())
    assert bar.box.width() == bar.width()
    page.resize(700, 200)
    qtbot.waitUntil(lambda: combo.x() > bar.box.geometry().right())
