"""A house whose process has been talked about, with its pact; and the Comune's part, played on the delivered file."""

from __future__ import annotations

from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING

from cocity_desktop.application.capture import CaptureEntry, capture_entry
from cocity_desktop.application.deliveries import PrepareDelivery, deliver
from cocity_desktop.application.meetings import ScheduleMeeting, schedule_meeting
from cocity_desktop.application.pacts import (
    AssemblePact,
    PutSource,
    WriteArticle,
    assemble_pact,
    put_source,
    write_article,
)
from cocity_desktop.application.running import RunMeeting, run_meeting
from cocity_desktop.bundle.reader import verify_bundle
from cocity_desktop.bundle.reply import answerable, new_reply, reply_bytes, set_verdict
from cocity_desktop.domain.deliveries import Verdict
from cocity_desktop.ui.pages.pact.page import PactPage
from tests.ui.fakes import RESOURCES, House

if TYPE_CHECKING:
    from pytestqt.qtbot import QtBot

    from cocity_desktop.application.document_views import ArticleText

SAID = ("Aprire il sabato dalle 9 alle 13.", "Il cancello grande resta chiuso.", "Serve una fontanella.")
THEIRS = "Il cortile apre il sabato dalle 10 alle 12."
WHY_NOT = "Il regolamento non lo permette."


@dataclass
class PactHouse:
    """The pact `pact_id` of `house`; `said` are the ids of the entries of its one meeting."""

    house: House
    pact_id: str
    said: tuple[str, ...]
    folder: Path

    def article(self, number: int) -> ArticleText:
        """An article as it is saved now, read on this thread."""
        return self.house.services.queries.pact(self.pact_id).document.articles[number - 1]

    def text(self, number: int) -> str:
        return "\n".join(" ".join(line.text for line in part) for part in self.article(number).paragraphs)

    def deliver(self, name: str = "patto.zip") -> Path:
        """Seal the pact, with a reason for all that lacks."""
        house, out = self.house, self.folder / name
        gaps = house.services.queries.pact(self.pact_id).gaps
        reasons = {gap.code: "Lo vediamo dopo." for gap in gaps if gap.blocking}
        services = house.services
        deliver(
            PrepareDelivery(pact_id=self.pact_id, overrides=reasons),
            out,
            services.new_unit_of_work,
            services.minutes_of,
            services.read_bytes,
            services.press,
            services.sealer,
        )
        return out

    def delivery_id(self) -> str:
        """The newest delivery."""
        return self.house.services.queries.deliveries()[0].id


def composer(pact: PactHouse, qtbot: QtBot, **where: str) -> PactPage:
    """The page of the pact, on the screen and quiet."""
    page = PactPage(pact.house.context)
    qtbot.addWidget(page)
    page.resize(1310, 684)
    with qtbot.waitActive(page):
        page.show()
        page.activateWindow()
    page.open(pact.pact_id, **where)
    qtbot.waitUntil(pact.house.context.lanes.idle, timeout=20_000)
    return page


def begin_pact(house: House, folder: Path) -> PactHouse:
    """A meeting with three ideas, and a pact with two of them in its first article."""
    meeting = ScheduleMeeting(
        process_id=house.process_id, title="Primo tavolo", starts_at=house.clock.now(), venue="Sala blu"
    )
    meeting_id = house.run(schedule_meeting, meeting)
    house.run(run_meeting, RunMeeting(meeting_id=meeting_id))
    said = tuple(house.run(capture_entry, CaptureEntry(meeting_id=meeting_id, text=text)) for text in SAID)
    command = AssemblePact(process_id=house.process_id)
    pact_id = str(house.services.run(assemble_pact, command, house.services.regulations).created)
    made = PactHouse(house, pact_id, said, folder)
    article = made.article(1)
    for entry_id in said[:2]:
        house.run(put_source, PutSource(article_id=article.id, entry_id=entry_id))
    house.run(write_article, WriteArticle(article_id=made.article(2).id, text="Il patto dura due anni."))
    return made


def answer_to(bundle: Path, *, version: int | None = None) -> bytes:
    """The Comune's answer: another text for article 1, article 2 rejected, everything else accepted."""
    checked = verify_bundle(bundle, RESOURCES / "schemas")
    assert checked.valid
    assert checked.pact is not None
    about = answerable(checked.pact, checked.content_code, checked.file_code, checked.tag_manifest_sha512)
    answer = new_reply(about)
    set_verdict(answer, None, Verdict.ACCEPTED)
    set_verdict(answer, 1, Verdict.ACCEPTED_WITH_TEXT, text=THEIRS, reason="Orario del custode.")
    set_verdict(answer, 2, Verdict.REJECTED, reason=WHY_NOT)
    answer.update(office="Ufficio Beni Comuni", protocol="prot. 12/2027", replied_on="2027-02-11", note="")
    if version is not None:
        answer["version"] = version
    return reply_bytes(answer)
