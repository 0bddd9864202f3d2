"""The Comune's part of the sample: an answer made from the delivered file alone, as its office would."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from cocity_desktop.application.inspection import Answer, ArticleAnswer
from cocity_desktop.domain.deliveries import Verdict

if TYPE_CHECKING:
    from datetime import date
    from pathlib import Path

    from cocity_desktop.application.inspection import Verifier


def answer_as_the_city(verifier: Verifier, bundle: Path, reply: dict[str, Any], replied_on: date) -> bytes:
    """The answer file for `bundle`: what the table names, everything else accepted.

    Raises ValueError for a delivery that is not valid: no office answers one.
    """
    checked = verifier.verify(bundle)
    if checked.pact is None:
        raise ValueError([defect.code for defect in checked.defects])
    numbers = {article["heading"]: article["number"] for article in checked.pact["articles"]}
    answer = Answer(
        office=reply["office"],
        protocol=reply["protocol"],
        replied_on=replied_on,
        note=reply["note"],
        articles={
            numbers[item["heading"]]: ArticleAnswer(
                Verdict(item["verdict"]), item.get("text", ""), item.get("reason", "")
            )
            for item in reply["items"]
        },
        accept_rest=True,
    )
    return verifier.answer(checked, answer)
