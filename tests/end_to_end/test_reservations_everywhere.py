"""No path that tells a decision drops its reservations: each path is run, and then run again with its source mutated.

A mutation takes the reservations out of one module, wherever it reads them. If the paths of that module did not notice,
the test of those paths could not fail, and would be worth nothing. Modules that read a decision and are on no list fail the
test, so that a new path must be put here.
"""

from __future__ import annotations

import ast
import importlib
import inspect
import io
import json
import os
import re
import types
import zipfile
from contextlib import contextmanager
from dataclasses import dataclass, replace
from pathlib import Path
from typing import TYPE_CHECKING

import pytest
from PySide6.QtWidgets import QApplication, QLabel

import cocity_desktop
from cocity_desktop.application.attendances import RecordArrival, record_arrival
from cocity_desktop.application.bundle_contents import pact_as_json, process_as_json
from cocity_desktop.application.capture import CaptureEntry, DecisionFields, NewReservation, capture_entry
from cocity_desktop.application.deliveries import PrepareDelivery, deliver
from cocity_desktop.application.document_views import DeliveryLine, PactDocument
from cocity_desktop.application.minutes import RegenerateMinutes, regenerate_minutes
from cocity_desktop.application.minutes_prose import pieces
from cocity_desktop.application.pacts import AssemblePact, PutSource, assemble_pact, put_source
from cocity_desktop.application.ports import SUMMARY_LANGUAGES
from cocity_desktop.application.running import CloseMeeting, close_meeting
from cocity_desktop.documents.minutes_data import minutes_data
from cocity_desktop.domain.meetings import EntryKind
from cocity_desktop.ui.pages.fates.pane import FatePane
from cocity_desktop.ui.pages.meeting.lines import reservations as live_reservations
from cocity_desktop.ui.pages.meeting.room_screen.content import screen_content
from cocity_desktop.ui.pages.meetings.said import said
from tests.application.conftest import SmallHouse, furnished_house, house
from tests.documents.reading import whole_text
from tests.ui.conftest import dressed
from tests.ui.fakes import speaking

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator

    from cocity_desktop.application.minutes_views import MinutesDocument
    from cocity_desktop.application.views.work import MeetingDetail

__all__ = ["dressed", "furnished_house", "house"]

os.environ.setdefault("QT_QPA_PLATFORM", "offscreen")

PACKAGE = Path(cocity_desktop.__file__).parent
WORDS = ("Il portone da soli non si apre", "Chi paga se la bolletta raddoppia")
"""What two people said to one decision."""


@dataclass
class Scene:
    """A closed meeting with a decision, the pact that quotes it, and the sealed file."""

    house: SmallHouse
    meeting_id: str
    pact_id: str
    sealed: Path

    @property
    def noted(self) -> MinutesDocument:
        """The meeting without written minutes: all is told from the notes."""
        return replace(self.house.services.minutes_of(self.meeting_id), minutes_id=None, paragraphs=())

    @property
    def written(self) -> MinutesDocument:
        """The minutes as written."""
        return self.house.services.minutes_of(self.meeting_id)

    @property
    def softened(self) -> MinutesDocument:
        """Minutes out of which somebody struck the reservations."""
        kept = tuple(line for line in self.written.paragraphs if not line.source.startswith("reservation"))
        return replace(self.written, paragraphs=kept)

    @property
    def pact(self) -> PactDocument:
        return self.house.services.queries.pact(self.pact_id).document

    @property
    def line(self) -> DeliveryLine:
        return DeliveryLine(self.pact_id, 1, self.pact.made_at, "CODE", "")

    @property
    def detail(self) -> MeetingDetail:
        return self.house.services.queries.meeting(self.meeting_id)

    def inside(self, name: str) -> str:
        """A member of the sealed file, as text."""
        with zipfile.ZipFile(self.sealed) as bag:
            content = bag.read(next(found for found in bag.namelist() if re.search(name, found)))
        return whole_text(content) if content.startswith(b"%PDF") else content.decode()


def office(content: bytes, member: str) -> str:
    """The words of a DOCX or ODT file."""
    with zipfile.ZipFile(io.BytesIO(content)) as file:
        return re.sub(r"<[^>]+>", " ", file.read(member).decode())


def summary(language: str) -> Callable[[Scene], str]:
    return lambda s: whole_text(s.house.services.press.minutes_summary(s.noted, language))


def room(scene: Scene) -> str:
    return str(screen_content(scene.detail, (), scene.house.clock.now()))


def fate_pane(scene: Scene) -> str:
    """What stands beside the list of the page of fates."""
    pane = FatePane()
    pane.tell(scene.house.services.queries.fates(scene.meeting_id).rows[0], has_pact=True)
    return " ".join(label.text() for label in pane.findChildren(QLabel))


def live(scene: Scene) -> str:
    return str([live_reservations(entry.decision) for entry in scene.detail.entries if entry.decision])


PATHS: dict[str, Callable[[Scene], str]] = {
    "generated minutes": lambda s: " ".join(piece.text for piece in pieces(s.noted)),
    "minutes PDF from the notes": lambda s: whole_text(s.house.services.press.minutes(s.noted)),
    "minutes PDF as written": lambda s: whole_text(s.house.services.press.minutes(s.written)),
    "minutes PDF, struck out": lambda s: whole_text(s.house.services.press.minutes(s.softened)),
    "minutes DOCX": lambda s: office(s.house.services.press.minutes_docx(s.noted), "word/document.xml"),
    "minutes DOCX, struck out": lambda s: office(
        s.house.services.press.minutes_docx(s.softened), "word/document.xml"
    ),
    "minutes ODT": lambda s: office(s.house.services.press.minutes_odt(s.noted), "content.xml"),
    "minutes ODT, struck out": lambda s: office(
        s.house.services.press.minutes_odt(s.softened), "content.xml"
    ),
    "minutes text": lambda s: s.house.services.press.minutes_text(s.noted),
    "minutes text, struck out": lambda s: s.house.services.press.minutes_text(s.softened),
    "minutes data": lambda s: minutes_data(s.noted).decode(),
    **{f"summary {language}": summary(language) for language in SUMMARY_LANGUAGES},
    "what became of it": lambda s: whole_text(
        s.house.services.press.fate_sheet(s.house.services.queries.fates(s.meeting_id))
    ),
    "page of fates": fate_pane,
    "pact PDF": lambda s: whole_text(s.house.services.press.pact(s.pact, None)),
    "pact DOCX": lambda s: office(s.house.services.press.pact_docx(s.pact), "word/document.xml"),
    "pact ODT": lambda s: office(s.house.services.press.pact_odt(s.pact), "content.xml"),
    "patto.json": lambda s: json.dumps(pact_as_json(s.pact, s.line), ensure_ascii=False),
    "percorso.json": lambda s: json.dumps(process_as_json(s.pact, s.line, [s.noted]), ensure_ascii=False),
    "delivered patto.json": lambda s: s.inside(r"data/patto\.json$"),
    "delivered percorso.json": lambda s: s.inside(r"data/percorso\.json$"),
    "delivered patto.pdf": lambda s: s.inside(r"data/patto\.pdf$"),
    "delivered minutes": lambda s: s.inside(r"data/verbali/.*\.pdf$"),
    "room's screen": room,
    "live meeting": live,
    "list of meetings": lambda s: " ".join(said(entry).facts for entry in s.detail.entries),
}

MUTANTS: dict[str, tuple[str, ...]] = {
    "application.minutes_prose": ("generated minutes",),
    "application.bundle_contents": ("patto.json", "percorso.json"),
    "application.pact_sources": ("pact PDF", "patto.json"),
    "documents.agreement": ("pact PDF",),
    "documents.agreement_words": (),
    "documents.fate_sheet": ("what became of it",),
    "documents.minutes_data": ("minutes data",),
    "documents.minutes_outline": (
        "minutes PDF from the notes",
        "minutes PDF, struck out",
        "minutes DOCX",
        "minutes DOCX, struck out",
        "minutes ODT",
        "minutes ODT, struck out",
        "minutes text",
        "minutes text, struck out",
    ),
    "domain.agreement": (),
    "documents.office_pact": ("pact DOCX", "pact ODT"),
    "documents.summary_pdf": tuple(f"summary {language}" for language in SUMMARY_LANGUAGES),
    "ui.pages.fates.pane": ("page of fates",),
    "ui.pages.meeting.lines": ("live meeting",),
    "ui.pages.meeting.room_screen.content": ("room's screen",),
    "ui.pages.meetings.said": ("list of meetings",),
}
"""The modules that tell decisions, each with the paths that must notice when it drops the reservations.

Empty: the module makes the words for figures or for one reservation, and its callers are on the list.
"""

SILENT = {
    "application.capture": "writes decisions",
    "documents.pact_summary": "counts them and says that the pact has them word for word; see its own tests",
    "sample.meetings": "writes decisions",
    "storage.read_models.minutes": "reads rows; what it gives is held by every path",
    "ui.pages.meeting.capture_line": "asks whether the row of a decision has any",
    "ui.pages.meeting.detail_rows": "the form of a decision, with its sheet of reservations",
    "ui.pages.meeting.revising": "writes decisions",
    "ui.pages.meeting.room_screen.column": "paints what room_screen.content tells; see its own tests",
    "ui.pages.meeting.speech": "opens the sheet of reservations",
}


@pytest.fixture
def scene(house: SmallHouse, dressed: QApplication, tmp_path: Path) -> Iterator[Scene]:
    services = house.services
    meeting = house.meeting("Secondo tavolo")
    house.run(record_arrival, RecordArrival(meeting_id=meeting, label="Ada Prova"))
    reserved = (
        NewReservation(raised_by="Orto dei vicini", group_id=house.ids["group"], text=WORDS[0]),
        NewReservation(text=WORDS[1]),
    )
    fields = DecisionFields(in_favour=18, with_reservation=2, present=23, reservations=reserved)
    cmd = CaptureEntry(meeting_id=meeting, text="Si prova", entry_kind=EntryKind.DECISION, decision=fields)
    house.run(capture_entry, cmd)
    house.run(close_meeting, CloseMeeting(meeting_id=meeting))
    services.run(regenerate_minutes, RegenerateMinutes(meeting_id=meeting), services.minutes_of)
    pact = house.run(assemble_pact, AssemblePact(process_id=house.ids["process"]), services.regulations)
    detail = services.queries.pact(pact)
    decision = services.queries.meeting(meeting).entries[0].decision
    assert decision is not None
    house.run(put_source, PutSource(article_id=detail.document.articles[0].id, decision_id=decision.id))
    sealed = tmp_path / "patto.zip"
    reasons = {gap.code: "Lo vediamo dopo." for gap in services.queries.pact(pact).gaps if gap.blocking}
    deliver(
        PrepareDelivery(pact_id=pact, overrides=reasons), sealed, services.new_unit_of_work, services.minutes_of,
        services.read_bytes, services.press, services.sealer,
    )  # fmt: skip
    with speaking("it"):
        yield Scene(house, meeting, pact, sealed)


def tells(scene: Scene, path: str) -> bool:
    """Whether a path tells every reservation, whatever line ends and typographic signs it uses."""
    text = " ".join(PATHS[path](scene).split())
    return all(words in text for words in WORDS)


def test_every_path_tells_every_reservation(scene: Scene) -> None:
    assert [path for path in PATHS if not tells(scene, path)] == []


@pytest.mark.parametrize("module", [name for name, paths in MUTANTS.items() if paths])
def test_a_module_that_drops_them_is_found_out(scene: Scene, module: str) -> None:
    with mutated(f"cocity_desktop.{module}"):
        unnoticed = [path for path in MUTANTS[module] if tells(scene, path)]
    assert unnoticed == []
    assert [path for path in MUTANTS[module] if not tells(scene, path)] == []


def test_every_module_that_reads_a_decision_is_known() -> None:
    reading = {
        ".".join(file.relative_to(PACKAGE).with_suffix("").parts)
        for file in PACKAGE.rglob("*.py")
        if reads_decisions(file.read_text(encoding="utf-8"))
    }
    assert reading - set(MUTANTS) - set(SILENT) == set()
    assert (set(MUTANTS) | set(SILENT)) - reading == set()


def test_every_path_of_a_mutant_is_a_path() -> None:
    assert {path for paths in MUTANTS.values() for path in paths} <= set(PATHS)


# --- Mutation -------------------------------------------------------------------------------------------------


def reads_decisions(source: str) -> bool:
    """Whether a module reads the figures of a decision, or its reservations."""
    return (
        any(
            isinstance(node, ast.Attribute)
            and node.attr in ("in_favour", "reservations")
            and isinstance(node.ctx, ast.Load)
            for node in ast.walk(ast.parse(source))
        )
        or '"in_favour"' in source
    )


class Dropping(ast.NodeTransformer):
    """Wherever reservations are read, or found, there are none."""

    def visit_Attribute(self, node: ast.Attribute) -> ast.AST:
        self.generic_visit(node)
        if node.attr == "reservations" and isinstance(node.ctx, ast.Load):
            return ast.copy_location(ast.Tuple(elts=[], ctx=ast.Load()), node)
        return node

    def visit_Call(self, node: ast.Call) -> ast.AST:
        """What is looked up in the archive counts too: `reader.find(Reservation, …)`."""
        self.generic_visit(node)
        if node.args and isinstance(node.args[0], ast.Name) and node.args[0].id == "Reservation":
            return ast.copy_location(ast.List(elts=[], ctx=ast.Load()), node)
        return node


@contextmanager
def mutated(name: str) -> Iterator[None]:
    """The functions of a module with other code, in place: whoever imported them runs the mutation."""
    module = importlib.import_module(name)
    tree = ast.fix_missing_locations(Dropping().visit(ast.parse(inspect.getsource(module))))
    codes = dict(functions_in(compile(tree, str(module.__file__), "exec")))
    changed = [
        (function, function.__code__)
        for function in functions_of(module)
        if codes[function.__qualname__] != function.__code__
    ]
    assert changed, name
    try:
        for function, _before in changed:
            function.__code__ = codes[function.__qualname__]
        yield
    finally:
        for function, before in changed:
            function.__code__ = before


def functions_in(code: types.CodeType) -> Iterator[tuple[str, types.CodeType]]:
    """The top functions and the methods of a compiled module, by their qualified names."""
    for const in code.co_consts:
        if isinstance(const, types.CodeType) and not const.co_name.startswith("<"):
            yield const.co_qualname, const
            if not const.co_flags & inspect.CO_NEWLOCALS:
                yield from functions_in(const)


def functions_of(module: types.ModuleType) -> Iterator[types.FunctionType]:
    for value in vars(module).values():
        if inspect.isfunction(value) and value.__module__ == module.__name__:
            yield value
        elif inspect.isclass(value) and value.__module__ == module.__name__:
            yield from (
                one
                for one in vars(value).values()
                if inspect.isfunction(one) and one.__code__.co_filename == module.__file__
            )
