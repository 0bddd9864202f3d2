"""Two states of a pact for the tests of paper: every kind of difference, every kind of cause."""

from __future__ import annotations

from datetime import UTC, date, datetime

from cocity_desktop.application.views.versions import (
    Cause,
    CauseKind,
    CauseReply,
    CauseSource,
    PactComparison,
    VersionKey,
    VersionKind,
    VersionRow,
)
from cocity_desktop.domain.pact_diff import ArticleState, SentenceState, compare

MOMENT = datetime(2027, 2, 11, 17, 30, tzinfo=UTC)


def article(key: str, number: int, title: str, *sentences: tuple[str, str]) -> ArticleState:
    return ArticleState(key, number, title, tuple(SentenceState(one, 0, text) for one, text in sentences))


OLD = (
    article(
        "a",
        1,
        "Oggetto",
        ("a1", "Il patto riguarda il cortile."),
        ("a2", "Si apre alle 8, dal lunedì al venerdì."),
    ),
    article("b", 2, "Durata", ("b1", "Dura tre anni."), ("b2", "Si può rinnovare.")),
    article("c", 3, "Danni", ("c1", "Risponde chi li fa.")),
    article("e", 4, "Controversie", ("e1", "Se ne parla prima tra noi.")),
)
NEW = (
    article(
        "a", 1, "Oggetto e luogo",
        ("a1", "Il patto riguarda il cortile."), ("a2", "Si apre alle 9, dal lunedì al sabato, con chi ha le chiavi."),
    ),
    article("c", 2, "Danni", ("c1", "Risponde chi li fa.")),
    article("d", 3, "Chiavi", ("d1", "Le chiavi le tiene la scuola."), ("b1", "Dura tre anni.")),
    article("e", 4, "Controversie", ("e1", "Se ne parla prima tra noi.")),
)  # fmt: skip
CAUSES = {
    "a2": Cause(
        CauseKind.CITY, "Irene", MOMENT, (), CauseReply("Beni comuni", "42/2027", date(2027, 2, 9), "Orario del custode")
    ),
    "b2": Cause(CauseKind.WRITTEN, "Irene", MOMENT),
    "d1": Cause(
        CauseKind.SOURCE, "Irene", MOMENT,
        (CauseSource("commitment", "le chiavi le tiene la scuola", "Comitato genitori", "Terzo tavolo", "m", MOMENT),),
    ),
    "b1": Cause(CauseKind.VARIANT, "", MOMENT),
}  # fmt: skip
NAMED = VersionRow(
    VersionKey(VersionKind.NAMED, "v"), "Prima del tavolo", MOMENT, "Irene", "come l’hanno letta tutti"
)
NOW = VersionRow(VersionKey(), "", None, "")
COMPARISON = PactComparison(
    "p", "Patto del cortile", "Casa di prova", NAMED, NOW, compare(OLD, NEW), CAUSES, MOMENT
)
SAME = PactComparison("p", "Patto del cortile", "Casa di prova", NAMED, NOW, compare(OLD, OLD), {}, MOMENT)
