"""Tells of the pact of the sample: written from what was said, delivered, answered, delivered again."""

from __future__ import annotations

from collections import defaultdict
from functools import partial
from typing import TYPE_CHECKING, Any

from cocity_desktop.application.deliveries import (
    PrepareDelivery,
    RecordHandOver,
    RecordReceipt,
    deliver,
    record_hand_over,
    record_receipt,
)
from cocity_desktop.application.pacts import (
    AssemblePact,
    CiteSource,
    PutSource,
    UpdatePact,
    WriteArticle,
    assemble_pact,
    cite_source,
    sentence_from,
    update_pact,
    write_article,
)
from cocity_desktop.application.replies import (
    BeginNextVersion,
    DecideReplyItem,
    ImportReply,
    begin_next_version,
    decide_reply_item,
    import_reply,
)
from cocity_desktop.application.sentence_writing import source_ids
from cocity_desktop.domain.deliveries import Choice, HandOver, Verdict
from cocity_desktop.sample.reply import answer_as_the_city

if TYPE_CHECKING:
    from pathlib import Path

    from cocity_desktop.domain.entity import EntityId
    from cocity_desktop.sample.story import Story


def plan_pact(story: Story, out: Path) -> None:
    """Put the pact, its deliveries and the answer in their place. The files are written in `out`."""
    process = next(
        p for p in story.data.rows("processes") if p["key"] == story.data.content["pact"]["process"]
    )
    drafted = next(step["day"] for step in process["history"] if step["to"] == "pact_draft")
    first, second = story.data.rows("deliveries")
    reply = story.data.content["reply"]
    answered = max(m["day"] for m in story.data.rows("meetings") if m["state"] == "closed")
    # The draft is written as late as can be: promises made until then have their place in it.
    story.at(first["sealed_day"], "09:00", partial(_assemble, story, drafted))
    story.at(first["sealed_day"], "16:00", partial(_write_all, story, story.data.content["pact"]["articles"]))
    story.at(first["sealed_day"], first["sealed_at"], partial(_deliver, story, first, out))
    story.at(first["handed_over_day"], "09:12", partial(_hand_over, story, first))
    story.at(first["received_day"], "12:00", partial(_receive, story, first))
    story.at(reply["day"], "11:30", partial(_answer, story, reply, out))
    story.at(answered + 1, "10:00", partial(_decide, story))
    story.at(second["sealed_day"], "16:00", partial(_write_all, story, story.data.rows("revisions")))
    story.at(second["sealed_day"], second["sealed_at"], partial(_deliver, story, second, out))


def _assemble(story: Story, _drafted: int) -> None:
    table = story.data.content["pact"]
    cmd = AssemblePact(process_id=story.id("process", table["process"]), title=table["title"])
    changes = story.run(assemble_pact, cmd, story.services.regulations)
    story.know("pact", "pact", changes.created)
    term = UpdatePact(
        pact_id=story.id("pact", "pact"),
        title=table["title"],
        starts_on=story.data.day(table["starts_day"]),
        ends_on=story.data.day(table["ends_day"]),
    )
    story.run(update_pact, term)
    for article in story.services.queries.pact(story.id("pact", "pact")).document.articles:
        story.know("article", article.heading, article.id)


def _write_all(story: Story, articles: list[dict[str, Any]]) -> None:
    for article in articles:
        _write(story, story.id("article", article["heading"]), article["sentences"])


def _write(story: Story, article_id: EntityId, sentences: list[dict[str, Any]]) -> None:
    """Write an article as prose, then say where each sentence comes from."""
    words = [
        sentence.get("text") or _words_of(story, article_id, sentence["from"][0]) for sentence in sentences
    ]
    paragraphs: dict[int, list[str]] = defaultdict(list)
    for sentence, text in zip(sentences, words, strict=True):
        paragraphs[sentence["paragraph"]].append(text)
    text = "\n".join(" ".join(parts) for _, parts in sorted(paragraphs.items()))
    story.run(write_article, WriteArticle(article_id=article_id, text=text))
    document = story.services.queries.pact(story.id("pact", "pact")).document
    written = next(article for article in document.articles if article.id == article_id)
    ids = {line.text: line.id for paragraph in written.paragraphs for line in paragraph}
    for sentence, text in zip(sentences, words, strict=True):
        for key in sentence.get("from", []):
            source = _source(story, article_id, key)
            cite = CiteSource(
                sentence_id=ids[text],
                commitment_id=source.commitment_id,
                decision_id=source.decision_id,
                entry_id=source.entry_id,
            )
            story.run(cite_source, cite)


def _words_of(story: Story, article_id: EntityId, key: str) -> str:
    with story.services.new_unit_of_work() as uow:
        return sentence_from(uow, _source(story, article_id, key))


def _source(story: Story, article_id: EntityId, key: str) -> PutSource:
    for kind in ("commitment", "decision", "entry"):
        if (kind, key) in story.ids:
            return PutSource(article_id=article_id, **source_ids(kind, story.id(kind, key))._asdict())
    raise KeyError(key)


def _deliver(story: Story, row: dict[str, Any], out: Path) -> None:
    services = story.services
    version = row["version"]
    path = out / f"patto-v{version}.zip"
    changes, sealed = deliver(
        PrepareDelivery(pact_id=story.id("pact", "pact")),
        path,
        services.new_unit_of_work,
        services.minutes_of,
        services.read_bytes,
        services.press,
        services.sealer,
    )
    story.know("delivery", str(version), changes.created)
    story.say(f"{path} ({sealed.file_code})")


def _hand_over(story: Story, row: dict[str, Any]) -> None:
    cmd = RecordHandOver(
        delivery_id=story.id("delivery", str(row["version"])),
        how=HandOver(row["handed_over_how"]),
        on=story.data.day(row["handed_over_day"]),
    )
    story.run(record_hand_over, cmd)


def _receive(story: Story, row: dict[str, Any]) -> None:
    cmd = RecordReceipt(
        delivery_id=story.id("delivery", str(row["version"])),
        protocol=row["protocol"],
        on=story.data.day(row["received_day"]),
    )
    story.run(record_receipt, cmd)


def _answer(story: Story, reply: dict[str, Any], out: Path) -> None:
    bundle = out / f"patto-v{reply['version']}.zip"
    path = out / f"risposta-v{reply['version']}.json"
    content = answer_as_the_city(story.verifier, bundle, reply, story.data.day(reply["day"]))
    path.write_bytes(content)
    changes = story.run(import_reply, ImportReply(content=content), story.services.reply_reader)
    story.know("reply", "reply", changes.created)
    story.say(str(path))


def _decide(story: Story) -> None:
    delivery = story.services.queries.delivery(story.id("delivery", "1"))
    items = delivery.reply.items if delivery.reply else ()
    headings = {story.id("article", c["heading"]): c for c in story.data.rows("choices")}
    story.run(begin_next_version, BeginNextVersion(pact_id=story.id("pact", "pact")))
    for item in items:
        choice = headings.get(item.article_id)
        if choice is not None and item.verdict is not Verdict.ACCEPTED:
            cmd = DecideReplyItem(
                item_id=item.id, choice=Choice(choice["choice"]), reason=choice.get("reason", "")
            )
            story.run(decide_reply_item, cmd)
