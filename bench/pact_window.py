"""Somebody who writes in a pact of sixty articles, in the real window: `pact_typing` runs it as a process of its own.

    python -m bench.pact_window DIRECTORY

Adds the pact to the archive, types into it, looks at its pages, and prints samples in milliseconds as JSON.
"""

from __future__ import annotations

import json
import random
import sys
import time
from pathlib import Path
from typing import TYPE_CHECKING, Any

from PySide6.QtCore import QEventLoop, QObject, Qt, QTimer
from PySide6.QtGui import QTextCursor
from PySide6.QtWidgets import QTextEdit, QVBoxLayout, QWidget

from bench import years
from bench.live_window import Keys, Room, until, wait_until
from cocity_desktop import bootstrap
from cocity_desktop.application.articles import AddArticle, add_article
from cocity_desktop.application.pacts import (
    AssemblePact,
    PutSource,
    WriteArticle,
    assemble_pact,
    put_source,
    write_article,
)
from cocity_desktop.ui.pages.pact.editor import SAVE_AFTER
from cocity_desktop.ui.pages.pact.page import BESIDE

if TYPE_CHECKING:
    from cocity_desktop.application.services import Services

ARTICLES, PARAGRAPHS, SOURCES = 60, 3, 2
PHRASES, LOOKS = 24, 12
PAUSES = (0.0, SAVE_AFTER / 1000 - 0.02, SAVE_AFTER / 1000 + 0.02, SAVE_AFTER / 1000 + 0.08)
"""Seconds before somebody types on: at once, and around the moment when the text is saved and read again."""


def write_pact(directory: Path) -> str:
    """A pact of `ARTICLES` articles, each with some paragraphs and some sentences from the meetings; its id."""
    resources, _ = bootstrap.shipped()
    gate = bootstrap.LocalGate(directory, resources, "prova", years.SetClock(years.AFTERWARDS))
    services = gate.unlock(years.PASSPHRASE)
    raw = gate.archive().database.raw
    process = raw.execute(
        "SELECT process_id FROM meetings GROUP BY 1 ORDER BY count(*) DESC LIMIT 1"
    ).fetchone()[0]
    said = raw.execute(
        "SELECT e.id FROM entries e JOIN meetings m ON m.id = e.meeting_id WHERE m.process_id = ? "
        "AND e.entry_kind = 'note' LIMIT ?", (process, ARTICLES * SOURCES),
    ).fetchall()  # fmt: skip
    pact = str(services.run(assemble_pact, AssemblePact(process_id=process), services.regulations).created)
    _fill(services, pact, [row[0] for row in said])
    gate.close()
    return pact


def _fill(services: Services, pact: str, said: list[str]) -> None:
    chance = random.Random(11)
    headings = [article.heading for article in services.queries.pact(pact).document.articles]
    for number in range(ARTICLES - len(headings)):
        heading = headings[number % len(headings)]
        services.run(add_article, AddArticle(pact_id=pact, heading=heading, title=f"Altro articolo {number}"))
    for place, article in enumerate(services.queries.pact(pact).document.articles):
        text = "\n".join(
            " ".join(f"{years.sentence(chance).capitalize()}." for _ in range(3)) for _ in range(PARAGRAPHS)
        )
        services.run(write_article, WriteArticle(article_id=article.id, text=text))
        for entry in said[place * SOURCES : (place + 1) * SOURCES]:
            services.run(put_source, PutSource(article_id=article.id, entry_id=entry))


class Heart(QObject):
    """Beats as often as the event loop lets it; `longest` is the longest it was kept from beating, in milliseconds."""

    def __init__(self) -> None:
        super().__init__()
        self._timer = QTimer(self, interval=1, timerType=Qt.TimerType.PreciseTimer)
        self._timer.timeout.connect(self._beat)
        self.restart()
        self._timer.start()

    def restart(self) -> None:
        self.longest, self._last = 0.0, time.perf_counter()

    def _beat(self) -> None:
        now = time.perf_counter()
        self.longest = max(self.longest, (now - self._last) * 1000)
        self._last = now


class BareText(QWidget):
    """A QTextEdit and nothing else, with the same text in the same font."""

    def __init__(self, like: QTextEdit) -> None:
        super().__init__()
        self.edit = QTextEdit()
        self.edit.setFont(like.font())
        self.edit.setPlainText(like.toPlainText())
        self.edit.moveCursor(QTextCursor.MoveOperation.End)
        QVBoxLayout(self).addWidget(self.edit)
        self.resize(like.width(), like.height())


def live(seconds: float) -> None:
    """Let the window live so long."""
    loop = QEventLoop()
    timer = QTimer(singleShot=True, interval=round(seconds * 1000), timerType=Qt.TimerType.PreciseTimer)
    timer.timeout.connect(loop.quit)
    timer.start()
    loop.exec()


class Desk:
    """The window on the pact."""

    def __init__(self, directory: Path) -> None:
        self.pact = write_pact(directory)
        self.place = Room(directory)
        begin = time.perf_counter()
        self.place.window.frame.open_page("pact", self.pact)
        self.page: Any = self.place.page
        self.editor: Any = self.page.article.editor
        wait_until(self.editor.article_id)
        self.opened = (time.perf_counter() - begin) * 1000
        self.place.quiet()
        self.page.articles.select(self.page.articles.rows.row(ARTICLES // 2).article.id)
        self.editor.setFocus()
        self.editor.moveCursor(QTextCursor.MoveOperation.End)

    def typed(self) -> dict[str, list[float]]:
        """Phrases with pauses between them that fall where the text is saved, and the same in a bare editor."""
        chance = random.Random(3)
        bare = BareText(self.editor)
        bare.show()
        keys, beside, heart = Keys(self.editor.viewport()), Keys(bare.edit.viewport()), Heart()
        keys.field, beside.field = self.editor, bare.edit
        samples: dict[str, list[float]] = {"key": [], "bare_key": [], "block": []}
        for number in range(PHRASES):
            words = f" {years.sentence(chance)[:32].capitalize()}."
            heart.restart()
            samples["key"] += keys.type(words)
            live(PAUSES[number % len(PAUSES)])
            samples["block"].append(heart.longest)
            if number % 4 == 3:
                self.place.quiet()
                samples["bare_key"] += beside.type(words)
        self.place.quiet()
        bare.close()
        return samples

    def looked(self) -> dict[str, list[float]]:
        """With the sheet beside the text: keys, from the last of them to the sheet that shows it, and what stood still."""
        self.page.view_choice.set_value(BESIDE)
        with until(self.page.sheet.shown):
            self.editor.insertPlainText(" ")
            self.editor.insertPlainText("Ora.")
        self.place.quiet()
        chance, keys, heart = random.Random(4), Keys(self.editor.viewport()), Heart()
        keys.field = self.editor
        samples: dict[str, list[float]] = {"sheet_key": [], "sheet": [], "sheet_block": []}
        for _number in range(LOOKS):
            heart.restart()
            samples["sheet_key"] += keys.type(f" {years.sentence(chance)[:24].capitalize()}.")
            begin = time.perf_counter()
            with until(self.page.sheet.shown):
                pass
            samples["sheet"].append((time.perf_counter() - begin) * 1000)
            samples["sheet_block"].append(heart.longest)
            self.place.quiet()
        return samples


def main() -> None:
    """Print the samples."""
    desk = Desk(Path(sys.argv[1]))
    samples = {"open": [desk.opened], **desk.typed(), **desk.looked()}
    print(json.dumps(samples))
    desk.place.close()


if __name__ == "__main__":
    main()
