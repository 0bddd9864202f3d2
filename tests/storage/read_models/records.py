"""Deliveries and answers, which need many fields and several records each."""

from __future__ import annotations

from datetime import date

from cocity_desktop.application.pacts import AssemblePact, assemble_pact
from cocity_desktop.domain.deliveries import Choice, Delivery, Reply, ReplyItem, Verdict
from cocity_desktop.domain.pacts import Article, Pact
from tests.storage.read_models.store import NOW

VERDICTS = (
    (Verdict.ACCEPTED, Choice.ACCEPT),
    (Verdict.ACCEPTED_WITH_TEXT, Choice.PENDING),
    (Verdict.DEFERRED, Choice.DISCUSS),
    (Verdict.REJECTED, Choice.PENDING),
)


def begin_pact(store, process, title="Patto del cortile"):
    """A pact as the real use case begins it, under the regulation of its process."""
    command = AssemblePact(process_id=process.id, title=title)
    pact_id = store.run(assemble_pact, command, store.regulations).created
    with store.unit_of_work() as uow:
        return uow.get(Pact, pact_id)


def deliver(store, pact, version=1, **fields):
    codes = {
        "file_sha256": "b" * 64,
        "tag_manifest_sha512": "c" * 128,
        "content_code": "9f3a",
        "file_code": "71c2",
    }
    return store.new(
        Delivery,
        pact_id=pact.id,
        version=version,
        file_name=f"patto-v{version}.zip",
        file_size=1234,
        **{"sealed_at": NOW, **codes, **fields},
    )


def answer(store, delivery, verdicts, articles=None, **fields):
    """An answer about `articles`, or new ones: for each a verdict and the house's choice."""
    reply = store.new(
        Reply, delivery_id=delivery.id, **{"replied_on": date(2027, 2, 10), "received_at": NOW, **fields}
    )
    items = []
    articles = articles or [
        store.new(Article, pact_id=delivery.pact_id, heading=f"h{n}", number=n, title=f"Oggi {n}")
        for n in range(1, len(verdicts) + 1)
    ]
    for number, ((verdict, choice), article) in enumerate(zip(verdicts, articles, strict=True), start=1):
        items.append(
            store.new(
                ReplyItem,
                reply_id=reply.id,
                article_id=article.id,
                article_number=number,
                verdict=verdict,
                choice=choice,
            )
        )
    return reply, items
