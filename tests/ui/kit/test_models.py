"""Lists: models that Qt's own tester accepts, filters over every row, selections that survive."""

from __future__ import annotations

from dataclasses import dataclass

import pytest
from hypothesis import given
from hypothesis import strategies as st
from PySide6.QtCore import QModelIndex, QPoint, QRect, Qt
from PySide6.QtTest import QTest

from cocity_desktop.ui.models.columns import Chip, Column
from cocity_desktop.ui.models.list_items import LedgerItem, ListItem, RowAction
from cocity_desktop.ui.models.list_model import ListModel
from cocity_desktop.ui.models.list_view import Ledger, ListView
from cocity_desktop.ui.models.row_set import RowSet, fold
from cocity_desktop.ui.models.table_model import TableModel
from cocity_desktop.ui.models.table_view import TableView
from cocity_desktop.ui.theme import tokens

pytestmark = pytest.mark.usefixtures("themed_app")


@dataclass(frozen=True, slots=True)
class Group:
    id: str
    name: str
    people: int | None


COLUMNS: list[Column[Group]] = [
    Column("name", "Gruppo", lambda g: g.name, sort=lambda g: fold(g.name), chip=lambda g: Chip("forse doppio", "warning", "copy") if g.people == 3 else None),
    Column("people", "Persone", lambda g: str(g.people or 0), 84, "right", sort=lambda g: g.people, sunken_zero=True, icon=lambda g: "user"),
    Column("code", "Codice", lambda g: g.id, 90, mono=True, token="muted"),
]  # fmt: skip
GROUPS = [
    Group("a", "Genitori Esempio", 9),
    Group("b", "Àncora", 34),
    Group("c", "Orti del Lingotto", None),
    Group("d", "orti di via Prova", 3),
]


def many(count: int) -> list[Group]:
    return [Group(str(n), f"Gruppo {n:05}", n % 97) for n in range(count)]


def table(qtbot, rows: list[Group]) -> TableView[Group]:
    view = TableView(COLUMNS, lambda g: g.id, name="Gruppi")
    qtbot.addWidget(view)
    view.set_rows(rows)
    view.resize(700, 400)
    view.show()
    return view


def names(model: TableModel[Group]) -> list[str]:
    return [model.row(i).name for i in range(model.shown())]


def test_the_table_model_is_sound(qtmodeltester) -> None:
    model = TableModel(COLUMNS, lambda g: g.id)
    model.set_rows(many(450))
    qtmodeltester.check(model)
    model.fetchMore(QModelIndex())
    model.search("gruppo 0001")
    model.sort(1, Qt.SortOrder.DescendingOrder)
    qtmodeltester.check(model)


def test_the_list_model_is_sound(qtmodeltester) -> None:
    model: ListModel[Group] = ListModel(lambda g: ListItem(g.name), lambda g: g.id)
    model.set_rows(many(450))
    model.fetchMore(QModelIndex())
    model.search("0001")
    qtmodeltester.check(model)


def test_rows_are_shown_piece_by_piece_but_searched_whole() -> None:
    model = TableModel(COLUMNS, lambda g: g.id)
    model.set_rows(many(5000))
    assert model.rowCount() == 200 < model.shown() == 5000
    assert model.position("4999") == 4999
    assert model.rowCount() == 5000
    model.search("04999")
    assert names(model) == ["Gruppo 04999"]


def test_filtering_ignores_case_accents_and_order_of_words() -> None:
    model = TableModel(COLUMNS, lambda g: g.id)
    model.set_rows(GROUPS)
    model.search("LINGOTTO orti")
    assert names(model) == ["Orti del Lingotto"]
    model.search("ancora")
    assert names(model) == ["Àncora"]


def test_sorting_puts_what_has_no_value_last_both_ways() -> None:
    model = TableModel(COLUMNS, lambda g: g.id)
    model.set_rows(GROUPS)
    model.sort(1, Qt.SortOrder.AscendingOrder)
    assert names(model) == ["orti di via Prova", "Genitori Esempio", "Àncora", "Orti del Lingotto"]
    model.sort(1, Qt.SortOrder.DescendingOrder)
    assert names(model)[-1] == "Orti del Lingotto"


@given(st.lists(st.integers(0, 20) | st.none()), st.booleans())
def test_sorting_loses_no_row(values: list[int | None], descending: bool) -> None:
    rows: RowSet[int | None] = RowSet(str)
    rows.replace(values)
    rows.sort(lambda v: v, descending)
    known = [v for v in rows.shown if v is not None]
    assert known == sorted(known, reverse=descending)
    assert sorted(map(str, rows.shown)) == sorted(map(str, values))


def test_a_row_is_read_as_a_sentence() -> None:
    model = TableModel(COLUMNS, lambda g: g.id, lambda g: f"{g.name}, {g.people} persone")
    model.set_rows(GROUPS)
    assert model.data(model.index(0, 1), Qt.ItemDataRole.AccessibleTextRole) == "Genitori Esempio, 9 persone"


def test_the_selected_record_survives_filters_sorting_and_new_rows(qtbot) -> None:
    view = table(qtbot, GROUPS)
    view.select("d")
    view.sort_by("name", descending=True)
    view.search("orti")
    assert view.selected() == GROUPS[3]
    view.set_rows([Group("d", "Orti nuovi", 4), *GROUPS[:2]])
    assert view.selected() == Group("d", "Orti nuovi", 4)


def test_a_record_hidden_by_a_filter_is_selected_again_after(qtbot) -> None:
    view = table(qtbot, GROUPS)
    view.select("a")
    with qtbot.waitSignal(view.row_selected, check_params_cb=lambda row: row is None):
        view.search("orti")
    assert view.selected() is None
    view.search("")
    assert view.selected() == GROUPS[0]


def test_counts_and_empty_states_follow_the_filters(qtbot) -> None:
    view = table(qtbot, [])
    counts: list[tuple[int, int]] = []
    view.counted.connect(lambda shown, total: counts.append((shown, total)))
    assert not view.grid.isVisible()
    view.set_rows(GROUPS)
    assert view.grid.isVisible()
    view.search("nessuno così")
    assert not view.grid.isVisible()
    view.where(lambda g: (g.people or 0) > 5)
    view.search("")
    assert counts == [(4, 4), (0, 4), (0, 4), (2, 4)]


def test_enter_and_double_click_open_a_row(qtbot) -> None:
    view = table(qtbot, GROUPS)
    opened: list[Group] = []
    view.row_activated.connect(opened.append)
    view.select("b")
    QTest.keyClick(view.grid, Qt.Key.Key_Return)
    index = view.model.index(0, 0)
    spot = view.grid.visualRect(index).center()
    QTest.mouseClick(view.grid.viewport(), Qt.MouseButton.LeftButton, pos=spot)
    QTest.mouseDClick(view.grid.viewport(), Qt.MouseButton.LeftButton, pos=spot)
    assert [g.id for g in opened] == ["b", "a"]


def test_a_click_on_a_header_sorts_by_it_and_again_turns_it(qtbot) -> None:
    view = table(qtbot, GROUPS)
    header = view.grid.horizontalHeader()
    spot = QPoint(header.sectionViewportPosition(1) + 20, 10)
    QTest.mouseClick(header.viewport(), Qt.MouseButton.LeftButton, pos=spot)
    first = names(view.model)[0]
    QTest.mouseClick(header.viewport(), Qt.MouseButton.LeftButton, pos=spot)
    assert {first, names(view.model)[0]} == {"orti di via Prova", "Àncora"}


def colour_at(view: TableView[Group], spot: QPoint) -> str:
    """The colour of the picture of the whole view, at a spot of the table's viewport."""
    return view.grab().toImage().pixelColor(view.grid.viewport().mapTo(view, spot)).name()


def test_the_row_under_the_pointer_is_lit(qtbot) -> None:
    view = table(qtbot, GROUPS)
    rect = view.grid.visualRect(view.model.index(2, 0))
    spot = QPoint(rect.right() - 5, rect.center().y())
    assert colour_at(view, spot) == tokens.LIGHT["surface"].lower()
    QTest.mouseMove(view.grid.viewport(), spot)
    qtbot.waitUntil(lambda: colour_at(view, spot) == tokens.LIGHT["hover"].lower())


def test_the_selection_survives_a_grey_print(qtbot) -> None:
    """A bar stands at its edge: tint alone would not do."""
    view = table(qtbot, GROUPS)
    view.select("b")
    rect = view.grid.visualRect(view.model.index(1, 0))
    middle = rect.center().y()
    assert colour_at(view, QPoint(rect.left() + 1, middle)) == tokens.LIGHT["primary"].lower()
    assert colour_at(view, QPoint(rect.left() + 8, middle)) == tokens.LIGHT["selection"].lower()


@pytest.mark.parametrize("direction", [Qt.LayoutDirection.LeftToRight, Qt.LayoutDirection.RightToLeft])
def test_every_kind_of_row_is_painted_in_both_directions(qtbot, direction: Qt.LayoutDirection) -> None:
    view = table(qtbot, GROUPS)
    view.setLayoutDirection(direction)
    view.select("d")
    view.setFocus()
    assert not view.grab().isNull()


ACTIONS = [
    RowAction("keep", "mantenuto", "tick", Qt.Key.Key_Space),
    RowAction("later", "rinvia", "clock", Qt.Key.Key_R),
]


def ledger(qtbot) -> Ledger[Group]:
    view: Ledger[Group] = Ledger(
        lambda g: LedgerItem("Comune", g.name, "city", note="via Prova", trailing="domani", trailing_icon="clock", trailing_token="warning",
                             chip=Chip("rinviato", "danger") if g.people == 3 else None),
        lambda g: g.id, actions=ACTIONS,
    )  # fmt: skip
    qtbot.addWidget(view)
    view.set_rows(GROUPS)
    view.resize(760, view.sizeHint().height())
    view.show()
    return view


def test_a_ledger_is_as_high_as_its_rows(qtbot) -> None:
    view = ledger(qtbot)
    assert view.sizeHint().height() == 4 * tokens.px(36)
    view.set_rows(GROUPS[:1])
    assert view.sizeHint().height() == tokens.px(36)


def painted_beside(lead: str, rows: int, qtbot) -> list[bool]:
    """Whether anything stands in the column of the party, row by row."""
    view: Ledger[Group] = Ledger(lambda g: LedgerItem(lead, g.name, "city"), lambda g: g.id)
    qtbot.addWidget(view)
    view.set_rows(GROUPS[:rows])
    view.resize(760, view.sizeHint().height())
    view.show()
    picture = view.viewport().grab().toImage()
    height, columns = tokens.px(36), range(tokens.px(44), tokens.px(196))
    return [
        len(
            {
                picture.pixelColor(x, y).rgb()
                for x in columns
                for y in range(row * height + 2, (row + 1) * height)
            }
        )
        > 1
        for row in range(rows)
    ]


@pytest.mark.parametrize(
    ("lead", "rows", "painted"),
    [
        ("Comune", 3, [True, False, False]),
        ("Associazione volontari Arcobaleno", 3, [True, True, False]),
        ("Associazione volontari Arcobaleno", 1, [True]),
        (
            "Comitato delle famiglie e delle educatrici del giardino di via Fleming e dintorni",
            3,
            [True, False, False],
        ),
    ],
)
def test_a_long_party_goes_on_beside_its_second_row(qtbot, lead: str, rows: int, painted: list[bool]) -> None:
    assert painted_beside(lead, rows, qtbot) == painted


def test_the_actions_of_a_row_are_keys(qtbot) -> None:
    view = ledger(qtbot)
    acted: list[tuple[str, str]] = []
    view.acted.connect(lambda key, row: acted.append((key, row.id)))
    view.select("b")
    QTest.keyClick(view, Qt.Key.Key_Space)
    QTest.keyClick(view, Qt.Key.Key_R)
    assert acted == [("keep", "b"), ("later", "b")]


def button_of(view: Ledger[Group], position: int, action: str) -> QPoint:
    """Where the button of an action is, found as a pointer would: by looking along the row."""
    index = view.rows.index(position, 0)
    rect: QRect = view.visualRect(index)
    y = rect.center().y()
    delegate = view.itemDelegate()
    found = {
        x: delegate.action_at(rect, index, QPoint(x, y), view.isRightToLeft())
        for x in range(rect.left(), rect.right())
    }
    hits = [x for x, one in found.items() if one is not None and one.key == action]
    return QPoint(sum(hits) // len(hits), y)


@pytest.mark.parametrize("direction", [Qt.LayoutDirection.LeftToRight, Qt.LayoutDirection.RightToLeft])
def test_the_actions_of_a_row_are_buttons_under_the_pointer(qtbot, direction: Qt.LayoutDirection) -> None:
    view = ledger(qtbot)
    view.setLayoutDirection(direction)
    acted: list[tuple[str, str]] = []
    view.acted.connect(lambda key, row: acted.append((key, row.id)))
    for action in ("keep", "later"):
        QTest.mouseClick(view.viewport(), Qt.MouseButton.LeftButton, pos=button_of(view, 2, action))
    assert acted == [("keep", "c"), ("later", "c")]
    assert not view.grab().isNull()


def test_two_line_rows_are_higher(qtbot) -> None:
    view: ListView[Group] = ListView(
        lambda g: ListItem(g.name, "due righe" if g.people else ""), lambda g: g.id, fit=True
    )
    qtbot.addWidget(view)
    view.set_rows(GROUPS)
    assert view.sizeHint().height() == 3 * tokens.px(52) + tokens.px(36)


def test_list_rows_show_everything_an_item_may_have(qtbot) -> None:
    full = ListItem(
        "Forme di sostegno", "altro testo", icon="pact", number="5", detail_icon="exchange-circle", detail_token="warning",
        trailing="ne parliamo", trailing_icon="tick", trailing_token="success", trailing_below="da decidere", chip=Chip("nuovo", "primary"),
    )  # fmt: skip
    dated = ListItem("Sopralluogo", "17:30", date=("lun", "15"), trailing_icon="done", serif=True, faint=True)
    view: ListView[ListItem] = ListView(lambda item: item, lambda item: item.title, lines=True, fit=True)
    qtbot.addWidget(view)
    view.set_rows([full, dated])
    view.select("Sopralluogo")
    assert not view.grab().isNull()
    assert full.sentence() == "5, Forme di sostegno, nuovo, altro testo, ne parliamo, da decidere"


def test_a_narrow_table_lets_columns_go_in_their_turn(qtbot) -> None:
    columns = [
        Column[Group]("name", "Gruppo", lambda g: g.name),
        Column[Group]("kind", "Tipo", lambda g: g.id, 170, leaves=1),
        Column[Group]("people", "Persone", lambda g: str(g.people), 90, leaves=2),
        Column[Group]("last", "Ultimo", lambda g: g.id, 120),
    ]
    view = TableView(columns, lambda g: g.id)
    qtbot.addWidget(view)
    view.set_rows(GROUPS)
    view.show()
    hidden: list[list[int]] = []
    for width in (700, 500, 400, 300, 700):
        view.resize(width, 300)
        hidden.append([i for i in range(4) if view.grid.isColumnHidden(i)])
    assert hidden == [[], [1], [1, 2], [1, 2], []]
