"""Every control of the kit in every state, as pictures to look at beside the design.

    python tools/gallery.py OUT [--dark] [--scale 2.0] [--rtl]

Needs a display, real or virtual: `xvfb-run -s "-screen 0 1366x768x24" python tools/gallery.py OUT`. The words are
examples in Italian and stand here on purpose: nobody reads them in the app.
"""

from __future__ import annotations

import argparse
import sys
from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING

from PySide6.QtCore import QEvent, Qt, QTimer
from PySide6.QtGui import QFocusEvent
from PySide6.QtWidgets import QApplication, QLayout, QWidget

ROOT = Path(__file__).resolve().parent.parent
sys.path.insert(0, str(ROOT))


from cocity_desktop.localization import use_language  # noqa: E402
from cocity_desktop.ui import theme  # noqa: E402
from cocity_desktop.ui.models.columns import Chip as RowChip  # noqa: E402
from cocity_desktop.ui.models.columns import Column  # noqa: E402
from cocity_desktop.ui.models.list_items import LedgerItem, ListItem, RowAction  # noqa: E402
from cocity_desktop.ui.models.list_view import Ledger, ListView  # noqa: E402
from cocity_desktop.ui.models.table_view import TableView  # noqa: E402
from cocity_desktop.ui.widgets.agreement import AgreementBar, AgreementPart  # noqa: E402
from cocity_desktop.ui.widgets.buttons import Button, IconButton, Kind  # noqa: E402
from cocity_desktop.ui.widgets.cards import Card, EmptyState, PageHeader, SectionHeader, Separator  # noqa: E402
from cocity_desktop.ui.widgets.chips import Chip, Pill  # noqa: E402
from cocity_desktop.ui.widgets.choice import Choice, ComboBox  # noqa: E402
from cocity_desktop.ui.widgets.date_fields import DateField, TimeField  # noqa: E402
from cocity_desktop.ui.widgets.filter_bar import FilterBar  # noqa: E402
from cocity_desktop.ui.widgets.labels import Label  # noqa: E402
from cocity_desktop.ui.widgets.layouts import Item, column, holding, row  # noqa: E402
from cocity_desktop.ui.widgets.notices import NoticeBar, UndoBar  # noqa: E402
from cocity_desktop.ui.widgets.number_fields import HoursField, MoneyField, SpinField  # noqa: E402
from cocity_desktop.ui.widgets.progress import PathDots, PathStations, ProgressStrip, Station  # noqa: E402
from cocity_desktop.ui.widgets.search import CommandPalette, Result  # noqa: E402
from cocity_desktop.ui.widgets.sidebar import SideBar  # noqa: E402
from cocity_desktop.ui.widgets.status_bar import StatusBar  # noqa: E402
from cocity_desktop.ui.widgets.text_fields import PassphraseField, TextArea, TextField  # noqa: E402
from cocity_desktop.ui.widgets.toggles import CheckBox, RadioCard, SegmentedControl  # noqa: E402
from cocity_desktop.ui.widgets.top_bar import TopBar  # noqa: E402

if TYPE_CHECKING:
    from collections.abc import Callable


@dataclass(frozen=True)
class Group:
    """A row of the sample table."""

    name: str
    kind: str
    people: int
    paths: int
    last: str
    doubt: bool = False


NAMES = ("Genitori Esempio", "Volontari Prova", "Orti del Modello", "Ass. Orti Modello", "Comitato piazza Esempio",
         "Forno di quartiere", "Scuola Esempio", "Ciclofficina dell’Isola", "Cortile delle lingue", "Banca del tempo Prova")  # fmt: skip
GROUPS = tuple(
    Group(NAMES[i % 10] + (f" {i // 10}" if i >= 10 else ""), ("gruppo informale", "associazione", "comitato")[i % 3],
          (9, 34, 18, 3, 12, 7, 4, 15, 21, 46)[i % 10], (1, 2, 1, 0)[i % 4], ("oggi", "9 feb", "8 feb", "5 feb")[i % 4], i in (2, 3))
    for i in range(204)
)  # fmt: skip


def forced(widget: QWidget, state: str) -> QWidget:
    """`widget` as it looks under the pointer, pressed, with the keyboard on it, or off."""
    if state == "hover":
        widget.setAttribute(Qt.WidgetAttribute.WA_UnderMouse)
    elif state == "pressed" and isinstance(widget, Button):
        widget.setDown(True)
    elif state == "focus":
        event = QFocusEvent(QEvent.Type.FocusIn, Qt.FocusReason.TabFocusReason)
        QTimer.singleShot(0, widget, lambda: widget.focusInEvent(event))
    elif state == "off":
        widget.setEnabled(False)
    return widget


def named(words: str, *items: Item) -> QLayout:
    label = Label(words, "small")
    label.setFixedWidth(theme.px(112))
    return row((label, 0, Qt.AlignmentFlag.AlignTop), *items, None, gap=16)


def buttons(words: str, kind: Kind, label: str, icon: str) -> QLayout:
    states = ("rest", "hover", "pressed", "focus", "off")
    return named(words, *(forced(Button(label, kind, icon=icon), state) for state in states))


def fields() -> QLayout:
    plain = TextField(help_text="Compare sui verbali", placeholder="Nome della casa")
    focused = TextField(help_text="Con il cursore dentro")
    focused.set_text("Casa Esempio")
    QTimer.singleShot(0, focused, focused.line.setFocus)
    wrong = DateField()
    wrong.line.setText("31.02.2027")
    wrong.check()
    off = TextField(help_text="Lo cambia solo chi coordina")
    off.set_text("Casa Esempio")
    off.setEnabled(False)
    for field in (plain, focused, wrong, off):
        field.setFixedWidth(theme.px(232))
    return named("Campo", *((field, 0, Qt.AlignmentFlag.AlignTop) for field in (plain, focused, wrong, off)))


def times() -> QLayout:
    strips: list[Item] = []
    for words, share, late in (
        ("in tempo", 48, False),
        ("ultimi tre minuti", 84, True),
        ("oltre di 2 min", 100, True),
    ):
        strip = ProgressStrip()
        strip.setFixedWidth(theme.px(216))
        strip.show_share(share, 100, "amber" if late else "primary")
        strips.append(column(strip, 4, Label(words, "small", token="warning" if late else None)))
    return named("Tempo", *strips)


def list_column(name: str) -> Column[Group]:
    return Column("name", name, lambda group: group.name)


def states() -> QWidget:
    page = QWidget()
    table = TableView(
        [list_column("Gruppo"), Column[Group]("kind", "Tipo", lambda g: g.kind, 180, "right", token="muted")],
        lambda g: g.name,
    )
    table.set_rows(GROUPS[:3])
    table.select(GROUPS[1].name)
    table.setFixedHeight(theme.px(160))
    primary = Button("Nuovo gruppo", "primary", icon="plus")
    empty = EmptyState("group", "Qui stanno i gruppi della casa", "Comincia da uno, o porta dentro l’elenco che hai già.",
                       primary, Button("Importa un elenco", "ghost", icon="upload"))  # fmt: skip
    pills = [Pill("accettato", "success", "tick"), Pill("altro testo", "warning", "exchange-circle"), Pill("respinto", "danger", "close-circle"),
             Pill("Comune di Torino", "primary", "city"), Pill("rinviato", "neutral", "clock")]  # fmt: skip
    chips = [
        Chip("2 rastrelliere", "primary", "tool"),
        Chip("articolo 5?", icon="plus", closable=False, guess=True),
        forced(IconButton("settings", "Opzioni"), "focus"),
        IconButton("print", "Stampa"),
    ]
    top = Qt.AlignmentFlag.AlignTop
    page.setLayout(column(
        Label("Stati", "title"), 4, Label("riposo, puntatore, premuto, tastiera, spento", "muted"), 12,
        buttons("Primaria", "primary", "Conduci l’incontro", "play"), 8, buttons("Secondaria", "secondary", "Modifica", "pencil"), 8,
        buttons("Leggera", "ghost", "Stampa", "print"), 8, buttons("Pericolosa", "danger", "Butta via", "delete"), 16,
        fields(), 12, named("Stato, in parole", row(*pills, *chips)), 12, times(), 16,
        row((holding(row(Label("Righe e vuoto", "small"))), 0, top), 16, (table, 1, top), 24, (Card(row((empty, 1))), 1, top), gap=0), None,
        gap=0, margins=(32, 16, 32, 16)))  # fmt: skip
    return page


COLUMNS: list[Column[Group]] = [
    Column("name", "Gruppo", lambda g: g.name, sort=lambda g: g.name, chip=lambda g: RowChip("forse doppio", "warning", "copy") if g.doubt else None),
    Column("kind", "Tipo", lambda g: g.kind, 172, sort=lambda g: g.kind, token="muted"),
    Column("people", "Persone", lambda g: str(g.people), 84, "right", sort=lambda g: g.people),
    Column("paths", "Percorsi", lambda g: str(g.paths), 88, "right", sort=lambda g: g.paths, sunken_zero=True),
    Column("last", "Ultimo contatto", lambda g: g.last, 136, "right", sort=lambda g: g.last, token="muted"),
]  # fmt: skip
PLACES = (("today", "Oggi", "today", "", "neutral"), ("groups", "Gruppi", "group", "204", "neutral"), ("places", "Luoghi", "map-marker", "58", "neutral"),
          ("paths", "Percorsi", "path", "29", "neutral"), ("meetings", "Incontri", "meeting", "oggi", "primary"), ("commitments", "Impegni", "flag", "3", "danger"),
          ("pacts", "Patti", "pact", "14", "neutral"), ("deliveries", "Consegne", "box", "1", "primary"))  # fmt: skip


def sidebar() -> SideBar:
    side = SideBar("Co-City", "Casa Esempio")
    for name, words, icon, fact, tone in PLACES:
        side.add(name, words, icon).set_fact(fact, tone)  # type: ignore[arg-type]
    side.add_separator()
    side.add("desk", "Sportello", "desk")
    side.add("settings", "Impostazioni", "settings")
    side.set_current("groups")
    return side


def framed(body: QWidget, trail: list[str], folded: bool = False) -> QWidget:
    side, bar, status = sidebar(), TopBar(), StatusBar()
    side.set_folded(folded)
    bar.set_trail(trail)
    status.saved("16:21:03")
    status.set_facts(["portatile «Esempio-2»", "1 consegna da fare"])
    status.set_hint("F1 spiega questa pagina")
    page = QWidget()
    page.setLayout(row(side, (holding(column(bar, (body, 1), status, gap=0)), 1), gap=0))
    return page


def groups() -> QWidget:
    table = TableView(COLUMNS, lambda g: g.name)
    table.set_rows(GROUPS)
    table.sort_by("people", descending=True)
    table.select("Genitori Esempio")
    bar = FilterBar("Filtra per nome, persona o luogo")
    bar.show_chip("district", "Circoscrizione 8")
    kinds = ComboBox(36)
    kinds.addItems(["Tutti i tipi", "gruppo informale", "associazione"])
    bar.add_choice(kinds)
    notice = NoticeBar("warning", "Forse sono lo stesso gruppo:", "Orti del Modello e Ass. Orti Modello",
                       [Button("Confronta", "ghost"), Button("Sono diversi", "ghost")], icon="copy")  # fmt: skip
    undo = UndoBar()
    undo.say("«Genitori via Esempio» unito a «Genitori Esempio»: 4 persone, 2 incontri")
    new = Button("Nuovo gruppo", "primary", icon="plus", shortcut="Ctrl+N", show_key=True)
    left = column(
        PageHeader("Gruppi", "62 di 204, i più recenti prima", [new]),
        12,
        bar,
        12,
        notice,
        12,
        (table, 1),
        12,
        undo,
        gap=0,
        margins=(24, 16, 24, 16),
    )
    body = QWidget()
    body.setLayout(row((left, 1), Separator(vertical=True), detail(), gap=0))
    return framed(body, ["Gruppi"])


def detail() -> QWidget:
    people: ListView[tuple[str, str]] = ListView(
        lambda p: ListItem(p[0], icon="user", trailing=p[1]), lambda p: p[0], fit=True, inset=0
    )
    people.set_rows(
        [("Ada Esempio", "referente"), ("Bruno Prova", "turni del sabato"), ("Carla Modello", "")]
    )
    card = Card(edge=None)
    card.setFixedWidth(theme.px(364))
    card.setLayout(column(
        Label("Gruppo informale  ·  circoscrizione 8", "small"), 2, Label("Genitori Esempio", "title"), 8,
        row(Button("Modifica", icon="pencil"), Button("Nuovo incontro", "ghost", icon="meeting"), None), 20, Separator(), 12,
        SectionHeader("Persone", [("9", "muted")]), 4, people, 12, Separator(), 12, Label("Percorsi", "strong"), 4,
        PathDots(3, 6, "risposta da aprire"), 12, Separator(), 12, Label("Storia", "strong"), None, gap=0, margins=(24, 20, 24, 16)))  # fmt: skip
    return card


def due(entry: tuple[str, str, str, str, str]) -> LedgerItem:
    lead, title, note, when, tone = entry
    icons = {"danger_text": "warning-circle", "warning": "clock", "muted": "meeting"}
    chip = RowChip("rinviato 3 volte", "danger") if "rastrelliere" in title else None
    return LedgerItem(lead, title, "city" if "Comune" in lead else "group", note=note, chip=chip, trailing=when,
                      trailing_icon=icons[tone], trailing_token=tone)  # type: ignore[arg-type]  # fmt: skip


DUE = [("Comune di Torino", "Due rastrelliere nel cortile", "via Esempio", "in ritardo di 12 giorni", "danger_text"),
       ("Comune di Torino", "Planimetria del cortile con i due cancelli", "via Esempio", "in ritardo di 2 giorni", "danger_text"),
       ("Comune di Torino", "Parere del Verde pubblico sulle aiuole", "piazza Esempio", "domani", "warning"),
       ("Volontari Prova", "Turni di apertura del sabato, marzo e aprile", "via Esempio", "sabato 13", "muted")]  # fmt: skip


def work() -> QWidget:
    actions = [
        RowAction("keep", "mantenuto", "tick", Qt.Key.Key_Space),
        RowAction("later", "rinvia", "clock", Qt.Key.Key_R),
    ]
    ledger: Ledger[tuple[str, str, str, str, str]] = Ledger(due, lambda e: e[1], actions=actions)
    ledger.set_rows(DUE)
    QTimer.singleShot(0, ledger, lambda: ledger.itemDelegate().__setattr__("hovered", 1))
    city: Ledger[str] = Ledger(
        lambda s: LedgerItem("Bozza incompleta", s, "pact", "warning", trailing="Completa", link=True),
        lambda s: s,
        grouped=False,
    )
    city.set_rows(
        ["Aiuole di piazza Esempio: mancano la planimetria e l’articolo 11", "Forno di quartiere: chi firma?"]
    )
    stations = PathStations([
        Station("seal", "Sigillata", "done", "mer 3 febbraio, 17:20", "9f3a 71c2 e804", code=True), Station("box", "Consegnata", "done", "gio 4 febbraio", "su chiavetta, a mano"),
        Station("mail-open", "Risposta", "now", "mer 10 febbraio", "combacia con la versione 2", proof_icon="tick"), Station("sign", "Firmata", "next")])  # fmt: skip
    parts = [AgreementPart("solid", 12, "pieno accordo"), AgreementPart("hatched", 6, "va bene"), AgreementPart("reserved", 1, "con riserva"),
             AgreementPart("hollow", 4, "mi astengo"), AgreementPart("against", 1, "contrari")]  # fmt: skip
    choices = [RadioCard("Accettiamo il loro testo", "Entra nella versione 3 così com’è", key="1"), RadioCard("Ne parliamo al prossimo incontro", "Diventa un punto di giovedì 18", key="2"),
               RadioCard("Teniamo il nostro e diciamo perché", "Il motivo parte con la versione 3", key="3")]  # fmt: skip
    choices[1].setChecked(True)
    forced(choices[1], "focus")
    switch = SegmentedControl([("text", "Testo"), ("pages", "Pagine")], shortcut="F6")
    body = QWidget()
    body.setLayout(column(
        PageHeader("Oggi", "un incontro stasera, 3 impegni in ritardo", [switch, forced(Button("Prepara la consegna", "primary"), "off")]), 12,
        SectionHeader("Impegni in scadenza", [("3 in ritardo", "danger_text"), ("3 entro martedì", "muted")]), 8, Card(column(ledger, margins=(1, 1, 1, 1))), 12,
        Card(column(city, margins=(1, 1, 1, 1))), 12, Card(column(stations)), 12,
        Card(column(AgreementBar(parts, "18 su 24 d’accordo, una riserva"), margins=(24, 12, 24, 8)), bar="success"), 12, row(*((c, 1) for c in choices), gap=12), None,
        gap=0, margins=(24, 16, 24, 16)))  # fmt: skip
    page = framed(body, ["Incontri", "Giardino di via Esempio", "Secondo tavolo"], folded=True)
    QTimer.singleShot(0, page, lambda: palette_on(page))
    return page


def palette_on(page: QWidget) -> None:
    bar = next(child for child in page.findChildren(QWidget) if isinstance(child, TopBar))
    palette = CommandPalette(bar.search)
    bar.search.set_text("orti")
    palette.show_results([Result("1", "Orti del Modello", "associazione, circoscrizione 8", "group", "gruppo"), Result("2", "Sopralluogo agli orti", "lunedì 15, 17:30", "meeting", "incontro"),
                          Result("3", "Nuovo gruppo", icon="plus", kind="comando")])  # fmt: skip


def form() -> QWidget:
    passphrase = PassphraseField("Una frase segreta per proteggerla", judged=True)
    passphrase.set_text("cinque parole a caso bastano")
    day, money, hours = DateField("Giorno"), MoneyField("Importo"), HoursField("Lavoro")
    day.line.setText("07.03.2027")
    money.set_value(125050)
    hours.set_value(150)
    kind = Choice("Tipo", [("a", "associazione"), ("g", "gruppo informale")])
    text = TextArea("Che cosa fa", lines=3, help_text="Due righe bastano")
    error = TextField("Posta elettronica")
    error.set_text("genitori@esempio")
    error.set_error("Non sembra un indirizzo: manca quello che segue il punto.")
    page = QWidget()
    top = Qt.AlignmentFlag.AlignTop
    left = column(TextField("Come si chiama la casa?", help_text="Compare sui verbali e sui patti."), 12, passphrase, 12, error, 12, text, 12,
                  NoticeBar("warning", "Se la perdi, nessuno può recuperarla. Nemmeno noi.", "Scrivila su carta e chiudila in un cassetto della casa.", stacked=True), 12,
                  row(CheckBox("L’ho scritta su carta", True), None, CheckBox("Ricordala qui")), None, gap=0)  # fmt: skip
    right = column(row((day, 1, top), (TimeField("Ora"), 1, top), gap=12), 12, row((money, 1, top), (hours, 1, top), (SpinField("Persone"), 1, top), gap=12), 12, kind, 16,
                   NoticeBar("danger", "Il disco è pieno.", "Libera spazio: il testo resta qui.", [Button("Riprova", compact=True)]), 8,
                   NoticeBar("primary", "C’è una risposta del Comune da aprire.", closable=True), 8, NoticeBar("success", "Il file combacia con la versione 2."), 16,
                   Label("Le persone entrano dal cancello pedonale, dove c’è già il campanello.", "serif", wrap=True), 4, Label("«Il portone da soli non si apre»", "quote"), 4,
                   Label("9f3a 71c2 e804", "mono"), None, gap=0)  # fmt: skip
    page.setLayout(row((left, 1), 32, (right, 1), gap=0, margins=(32, 24, 32, 24)))
    return page


SHEETS: dict[str, Callable[[], QWidget]] = {"states": states, "groups": groups, "work": work, "form": form}


def main() -> int:
    parser = argparse.ArgumentParser()
    parser.add_argument("out", type=Path)
    parser.add_argument("--dark", action="store_true")
    parser.add_argument("--scale", type=float, default=1.0)
    parser.add_argument("--rtl", action="store_true")
    wanted = parser.parse_args()
    use_language("it", ROOT / "i18n")
    app = QApplication([])
    theme.install(app, ROOT / "resources", "dark" if wanted.dark else "light", wanted.scale)
    if wanted.rtl:
        app.setLayoutDirection(Qt.LayoutDirection.RightToLeft)
    wanted.out.mkdir(parents=True, exist_ok=True)
    suffix = f"{'-dark' if wanted.dark else ''}{'-rtl' if wanted.rtl else ''}{f'-{wanted.scale:g}' if wanted.scale != 1 else ''}"
    take(app, [(wanted.out / f"{name}{suffix}.png", make) for name, make in SHEETS.items()])
    return app.exec()


def take(app: QApplication, left: list[tuple[Path, Callable[[], QWidget]]]) -> None:
    """Show the next sheet, grab it once it has been drawn, go on."""
    if not left:
        app.quit()
        return
    file, make = left[0]
    page = make()
    page.resize(1366, 768)
    page.show()
    page.activateWindow()

    def grab() -> None:
        page.grab().save(str(file))
        page.close()
        page.deleteLater()
        take(app, left[1:])

    QTimer.singleShot(400, page, grab)


if __name__ == "__main__":
    raise SystemExit(main())
