"""The Comune's part of the sample: an answer made from the delivered file alone, as its office would."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from cocity_desktop.bundle.reader import verify_bundle
from cocity_desktop.bundle.reply import answerable, new_reply, reply_bytes, set_verdict
from cocity_desktop.domain.deliveries import Verdict
from cocity_desktop.system import paths

if TYPE_CHECKING:
    from datetime import date
    from pathlib import Path


def answer_as_the_city(bundle: Path, reply: dict[str, Any], replied_on: date) -> bytes:
    """The answer file for `bundle`: what the table names, everything else accepted.

    Raises ValueError for a delivery that is not valid: no office answers one.
    """
    checked = verify_bundle(bundle, paths.resources() / "schemas")
    if not checked.valid or checked.pact is None:
        raise ValueError([defect.code for defect in checked.defects])
    about = answerable(checked.pact, checked.content_code, checked.file_code, checked.tag_manifest_sha512)
    answer = new_reply(about)
    set_verdict(answer, None, Verdict.ACCEPTED)
    numbers = {article["heading"]: article["number"] for article in checked.pact["articles"]}
    for item in reply["items"]:
        set_verdict(
            answer,
            numbers[item["heading"]],
            Verdict(item["verdict"]),
            text=item.get("text", ""),
            reason=item.get("reason", ""),
        )
    answer.update(
        office=reply["office"],
        protocol=reply["protocol"],
        replied_on=replied_on.isoformat(),
        note=reply["note"],
    )
    return reply_bytes(answer)
