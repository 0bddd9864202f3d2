"""The minutes of a public meeting, held on paper, typed in without touching the mouse, at the speed of paper.

An invented assembly: who came in and when, four points, what was said, two decisions with the words of a
reservation, what was promised, who left. Every key goes to the widget that has the focus, as a hand's would.
"""

from __future__ import annotations

from collections import Counter
from datetime import date, datetime, time
from typing import TYPE_CHECKING, Any

import pytest
from PySide6.QtCore import Qt
from PySide6.QtWidgets import QApplication

from cocity_desktop.application.meetings import NewItem, ScheduleMeeting, schedule_meeting
from cocity_desktop.application.processes import OpenProcess, open_process
from cocity_desktop.application.registry import GroupFields, NewMember, RegisterGroup, register_group
from cocity_desktop.bootstrap import LocalGate, local_preferences
from cocity_desktop.domain.lifecycle import MeetingState
from cocity_desktop.domain.meetings import AgendaState, EntryKind
from cocity_desktop.localization import ROME, clock
from cocity_desktop.ui.main_window import MainWindow, Surroundings
from cocity_desktop.ui.pages.meeting.room_reading import presence_words
from cocity_desktop.ui.shell.preferences import LivePreferences
from cocity_desktop.ui.theme import install
from tests.ui.fakes import RESOURCES, speaking
from tests.ui.person import PATIENCE, Person

if TYPE_CHECKING:
    from collections.abc import Iterator
    from pathlib import Path

    from PySide6.QtWidgets import QWidget
    from pytestqt.qtbot import QtBot

    from cocity_desktop.application.services import Services
    from cocity_desktop.application.views.work import MeetingDetail
    from cocity_desktop.ui.operation import Lanes

EVENING = date(2027, 2, 11)
PASSPHRASE = "cinque parole a caso bastano"
ALT = Qt.KeyboardModifier.AltModifier
CTRL = Qt.KeyboardModifier.ControlModifier
SHIFT = Qt.KeyboardModifier.ShiftModifier
ENTER, ESC, TAB = Qt.Key.Key_Return, Qt.Key.Key_Escape, Qt.Key.Key_Tab
ARRIVALS, POINT, TIME = (Qt.Key.Key_A, ALT), (Qt.Key.Key_P, ALT), (Qt.Key.Key_T, ALT)
NEXT, CLOSE, UNDO = Qt.Key.Key_F6, (Qt.Key.Key_F5, SHIFT), (Qt.Key.Key_Z, CTRL)
SEARCH = (Qt.Key.Key_K, CTRL)
GROUPS = {"Genitori Fleming": "Ada", "Volontari Arcobaleno": "Bruno", "Orti di prova": "Carla"}
POINTS = ("Saluti e giro di nomi", "Uso del cortile nel fine settimana", "Orto e acqua")
WHO = "Una vicina del 12"

# What the paper says, in its order: a key, an arrival (+ before it), or a line as it is typed.
SHEET: tuple[Any, ...] = (
    "+ge 9",
    "+Volontari Arcobaleno 8",
    "+ca",
    "La Casa presenta il percorso e le persone che lo seguono.",
    "18.41 La scuola ricorda che il custode esce alle 17.",
    "d Chi risponde se qualcuno si fa male di sabato?",
    "+Scuola Fleming 2",
    "+Mario Prova",
    NEXT,
    "1850 Si legge la proposta scritta dal gruppo di lavoro.",
    "p Aprire il sabato dalle 9 alle 13, con due volontari di turno.",
    "p Provare prima solo nei mesi caldi.",
    "t Il portone è pesante per chi apre da solo.",
    "18.58 Una vicina chiede che la sera resti silenzio.",
    "t Il pallone contro le finestre del primo piano.",
    "d Dove si mettono le biciclette?",
    "Il cancello su via Fleming resta chiuso, si entra da quello pedonale.",
    "+-3 ge",
    (
        "decision",
        "19.10 s Si prova il sabato mattina, da marzo a giugno.",
        (10, 6, 1, 1, 0),
        "Si sia sempre in due.",
    ),
    "m Volontari Arcobaleno apre e chiude ogni sabato.",
    "m Il Comune fornisce due rastrelliere entro il 30 aprile.",
    NEXT,
    "19.22 L’orto usa l’acqua piovana, la cisterna è piena a metà.",
    "p Un cassone alto per chi non si può chinare.",
    "d Chi paga il contatore?",
    "+ge 2",
    "Il contatore è della Circoscrizione, va chiesta la voltura.",
    "t D’agosto non c’è nessuno che annaffia.",
    "m Orti di prova prepara i turni di agosto.",
    "Si rilegge quanto detto sull’ombra: servono due alberi.",
    ("decision", "19.35 s La cisterna si compra con la raccolta del quartiere.", (15, 3, 0, 0, 0), ""),
    "m Genitori Fleming chiede tre preventivi.",
    "+-ca",
    ("point", "Varie 10 min"),
    NEXT,
    "1940 La festa di maggio è il 22.",
    "p Un mercatino di libri usati alla festa.",
    "Il verbale si appende in bacheca e si manda a chi ha lasciato la posta.",
    "d Si può avere la sala grande?",
    "m La Casa prenota la sala grande per il 22 maggio.",
    "19.52 Il prossimo incontro è giovedì 18 marzo alle 18.30.",
    "Si ringrazia chi ha portato la merenda.",
)


class Held:
    """The clock of a day well after the meeting."""

    def now(self) -> datetime:
        return datetime(2027, 2, 15, 10, 0, tzinfo=ROME)


def furnish(services: Services) -> str:
    ids = []
    for name, person in GROUPS.items():
        member = NewMember(given_name=person, family_name="Esempio")
        fields = RegisterGroup(fields=GroupFields(name=name), members=(member,))
        ids.append(services.run(register_group, fields, services.codes).created)
    path = OpenProcess(
        title="Cortile di prova", group_ids=tuple(filter(None, ids)), opened_on=date(2027, 1, 7)
    )
    process = services.run(open_process, path, services.regulations).created
    items = tuple(NewItem(title=title, planned_minutes=20) for title in POINTS)
    meeting = ScheduleMeeting(
        process_id=str(process), title="Assemblea pubblica", starts_at=at("18:30"), items=items
    )
    return str(services.run(schedule_meeting, meeting).created)


def at(written: str) -> datetime:
    """A time of that evening, as written on the paper."""
    return datetime.combine(EVENING, time.fromisoformat(written), tzinfo=ROME)


@pytest.fixture
def window(
    tmp_path: Path, themed_app: QApplication, lanes: Lanes, qtbot: QtBot, monkeypatch: pytest.MonkeyPatch
) -> Iterator[MainWindow]:
    """The window over a house that has the meeting in its calendar, four days after it was held."""
    monkeypatch.setenv("XDG_CONFIG_HOME", str(tmp_path / "config"))
    gate = LocalGate(tmp_path / "casa", RESOURCES, "prova", Held())
    with speaking("it"):
        furnish(gate.create("Casa di prova", PASSPHRASE))
        gate.close()
        preferences = LivePreferences(local_preferences(), themed_app)
        scheme = install(themed_app, RESOURCES, "light")
        around = Surroundings(
            gate, lambda _directory: gate, preferences, lanes, scheme, lambda _language: None, PASSPHRASE
        )
        made = MainWindow(around)
        with qtbot.waitSignal(made.entered, timeout=30_000):
            made.resize(1366, 768)
            made.show()
            made.activateWindow()
        yield made
        made.close()
        qtbot.waitUntil(lambda: not made.isVisible() and lanes.idle(), timeout=PATIENCE)
        made.deleteLater()


class Typist(Person):
    """A person without a mouse: every key goes to whatever has the focus."""

    window: MainWindow

    @property
    def live(self) -> Any:
        return self.window.frame.stack.page()

    def at_the_line(self) -> bool:
        return QApplication.focusWidget() is self.live.speech.line.edit

    def read_again(self) -> None:
        """What was done is on the screen."""
        self.until(lambda: not self.live._rest.isActive())

    def come_in(self, words: str) -> None:
        self.keys(ARRIVALS, words, ENTER)
        if words[0].isupper() and not words[-1].isdigit() and words not in GROUPS:
            self.until(self.live.room_acts.walk_in.isVisible)  # two fields for somebody that nobody knows
            self.keys(ENTER)
            self.until(lambda: not self.live.room_acts.walk_in.isVisible())
        else:
            self.until(lambda: not self.live.room.field.text())
            assert self.live.room.error() == ""
            self.keys(ESC)
        assert self.at_the_line()

    def decide(self, words: str, counts: tuple[int, ...], reservation: str) -> None:
        details = self.live.speech.line.decision
        self.keys(words)
        for box, count in zip(details.counts, counts, strict=True):
            self._tab_to(box.line)
            self.keys(str(count))
        if reservation:
            self._tab_to(details.more)
            self.keys(Qt.Key.Key_Space, WHO, ENTER, reservation, ENTER, ESC)
        self.keys(ENTER)
        self.until(lambda: not self.live.speech.line.edit.text())
        assert self.live.speech.line.error() == ""
        assert self.at_the_line()

    def _tab_to(self, widget: QWidget) -> None:
        for _press in range(12):
            if QApplication.focusWidget() is widget:
                return
            self.keys(TAB)
        raise AssertionError((widget, QApplication.focusWidget()))

    def take_down(self, one: Any) -> None:
        """One thing of the sheet."""
        if isinstance(one, tuple) and one[0] == "decision":
            self.decide(*one[1:])
        elif isinstance(one, tuple):
            self.keys(POINT, one[1], ENTER)
            self.read_again()
        elif one == NEXT:
            self.keys(NEXT)
        elif one.startswith("+"):
            if one.startswith("+-"):
                self.read_again()
            self.come_in(one[1:])
        else:
            self.keys(one, ENTER)
            self.until(lambda: not self.live.speech.line.edit.text())
            assert self.at_the_line()


@pytest.fixture
def typist(window: MainWindow, lanes: Lanes, qtbot: QtBot) -> Typist:
    return Typist(qtbot, window, lanes)


def to_the_paper(typist: Typist) -> None:
    """Ctrl+K, the words of the command, which meeting, when it began."""
    typist.keys(SEARCH, "trascrivi")
    found = typist.window.frame.palette_.view.list.rows
    typist.until(lambda: found.rowCount() and found.row(0).title.startswith("Trascrivi"))
    typist.keys(ENTER)
    typist.until(lambda: typist.live.NAME == "meeting" and typist.live.chooser.isVisible())
    assert typist.live.top_actions() == ()
    typist.keys(ENTER)
    typist.until(lambda: typist.live.paper.strip.isVisible() and not typist.live.chooser.isVisible())
    assert QApplication.focusWidget() is typist.live.paper.strip.box.line
    typist.keys("18.34", ENTER)
    typist.until(lambda: typist.live.paper.active() and typist.at_the_line())


def test_the_minutes_of_a_public_meeting_are_typed_in_without_the_mouse(typist: Typist) -> None:
    to_the_paper(typist)
    for one in SHEET:
        typist.take_down(one)
    typist.read_again()
    check_one_undo(typist)
    meeting_id = typist.live.meeting.row.id
    queries = typist.live.context.services.queries
    typist.keys(CLOSE)
    typist.until(typist.live.paper.end.isVisible)
    typist.keys("19.40", ENTER)
    assert typist.live.paper.end.error(), "it did not end before what was said in it"
    typist.keys((Qt.Key.Key_A, CTRL), "20.05", ENTER)
    typist.until(lambda: typist.live.NAME == "minutes")
    check(queries.meeting(meeting_id))


def check_one_undo(typist: Typist) -> None:
    """Ctrl+Z on the empty line takes back the last thing, whatever it was."""
    before = len(typist.live.meeting.entries)
    typist.keys(UNDO)
    typist.until(lambda: len(typist.live.meeting.entries) == before - 1)
    typist.keys((Qt.Key.Key_Z, CTRL | SHIFT))
    typist.until(lambda: len(typist.live.meeting.entries) == before)


def check(detail: MeetingDetail) -> None:
    """On disk: everything that was on the paper, at its time."""
    assert detail.row.state is MeetingState.CLOSED
    assert detail.on_paper
    assert (detail.opened_at, detail.closed_at) == (at("18:34"), at("20:05"))
    typed = [one for one in SHEET if isinstance(one, str) and not one.startswith("+")]
    decided = [one for one in SHEET if isinstance(one, tuple) and one[0] == "decision"]
    assert len(detail.entries) == len(typed) + len(decided)
    check_times(detail)
    check_points(detail)
    check_presence(detail)
    first, second = (entry.decision for entry in detail.entries if entry.decision is not None)
    assert first is not None
    assert second is not None
    assert [(one.raised_by, one.text) for one in first.reservations] == [(WHO, "Si sia sempre in due.")]
    assert (first.in_favour, first.fine, first.with_reservation) == (10, 6, 1)


def check_times(detail: MeetingDetail) -> None:
    said = [entry.said_at for entry in detail.entries]
    assert said == sorted(said)
    times = {entry.text: clock(entry.said_at) for entry in detail.entries}
    assert times["La Casa presenta il percorso e le persone che lo seguono."] == "18:34"
    assert times["La scuola ricorda che il custode esce alle 17."] == "18:41"
    assert times["Si prova il sabato mattina, da marzo a giugno."] == "19:10"
    assert times["La festa di maggio è il 22."] == "19:40"
    assert times["Si ringrazia chi ha portato la merenda."] == "19:52"
    kinds = Counter(entry.entry_kind for entry in detail.entries)
    assert (kinds[EntryKind.DECISION], kinds[EntryKind.COMMITMENT]) == (2, 5)


def check_points(detail: MeetingDetail) -> None:
    """Each point began when the paper says, and holds what was said under it."""
    spans = [
        (item.title, clock(item.started_at or at("0:00")), clock(item.ended_at or at("0:00")))
        for item in detail.agenda
    ]
    assert spans == [
        ("Saluti e giro di nomi", "18:34", "18:41"),
        ("Uso del cortile nel fine settimana", "18:41", "19:10"),
        ("Orto e acqua", "19:10", "19:35"),
        ("Varie", "19:35", "20:05"),
    ]
    assert {item.state for item in detail.agenda} == {AgendaState.DONE}
    titles = {item.id: item.title for item in detail.agenda}
    under = {entry.text: titles[entry.agenda_item_id or ""] for entry in detail.entries}
    assert under["Si legge la proposta scritta dal gruppo di lavoro."] == "Uso del cortile nel fine settimana"
    assert under["Chi paga il contatore?"] == "Orto e acqua"
    assert under["La festa di maggio è il 22."] == "Varie"


def check_presence(detail: MeetingDetail) -> None:
    """Who was there when it was decided, frozen: three parents had left before the first, two came before the second."""
    first, second = (entry.decision for entry in detail.entries if entry.decision is not None)
    assert first is not None
    assert second is not None
    assert first.present == 6 + 8 + 1 + 2 + 1
    assert second.present == 8 + 8 + 1 + 2 + 1
    assert presence_words(first).startswith("20 in sala") or presence_words(first).startswith(
        "18 in sala: 8 "
    )
    assert {clock(one.arrived_at) for one in detail.presences} == {"18:34", "18:41", "19:22"}
    assert detail.row.people == 9 + 8 + 1 + 2 + 1
