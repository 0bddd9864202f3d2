"""Deliveries and answers, which need many fields and several records each."""

from __future__ import annotations

from datetime import date

from cocity_desktop.domain.deliveries import Choice, Delivery, Reply, ReplyItem, Verdict
from cocity_desktop.domain.pacts import Article
from tests.storage.read_models.store import NOW

VERDICTS = (
    (Verdict.ACCEPTED, Choice.ACCEPT),
    (Verdict.ACCEPTED_WITH_TEXT, Choice.PENDING),
    (Verdict.DEFERRED, Choice.DISCUSS),
    (Verdict.REJECTED, Choice.PENDING),
)


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


def answer(store, delivery, verdicts, **fields):
    """An answer with one article for each of `verdicts`, a verdict and the house's choice."""
    reply = store.new(
        Reply, delivery_id=delivery.id, **{"replied_on": date(2027, 2, 10), "received_at": NOW, **fields}
    )
    items = []
    for number, (verdict, choice) in enumerate(verdicts, start=1):
        article = store.new(
            Article, pact_id=delivery.pact_id, heading=f"h{number}", number=number, title=f"Oggi {number}"
        )
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
