"""Every defect and every reason of refusal can be told to a person."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

import pytest

from cocity_desktop.application.views.health import Finding, HealthCode
from cocity_desktop.bundle.codes import CodeFault
from cocity_desktop.bundle.defects import Defect, DefectCode
from cocity_desktop.bundle.reply import ReplyDefect, ReplyFault
from cocity_desktop.bundle.shape import ShapeFault
from cocity_desktop.defect_messages import (
    words_for_code_fault,
    words_for_defect,
    words_for_finding,
    words_for_reply_defect,
)
from cocity_desktop.localization import use_language
from tests.bundle.examples import ROOT

if TYPE_CHECKING:
    from collections.abc import Iterator


@pytest.fixture(params=["it", "en"])
def language(request: pytest.FixtureRequest) -> Iterator[str]:
    use_language(request.param, ROOT / "i18n")
    yield request.param
    use_language("it", ROOT / "i18n")


def test_every_defect_and_every_reason_has_words(language: str) -> None:
    sentences = [
        *(words_for_defect(Defect(code)) for code in DefectCode),
        *(words_for_reply_defect(ReplyDefect(fault)) for fault in ReplyFault),
        *(words_for_code_fault(fault) for fault in CodeFault),
        *(
            words_for_defect(Defect(DefectCode.JSON_SHAPE, details={"fault": f, "what": "x"}))
            for f in ShapeFault
        ),
    ]
    assert all(sentences)
    assert not [sentence for sentence in sentences if re.search(r"[{}]", sentence)], language


def test_the_facts_stand_in_the_sentence(language: str) -> None:
    told = words_for_defect(
        Defect(DefectCode.WRONG_OXUM, "bag-info.txt", {"expected": "5.1", "found": "{0}"})
    )
    assert "5.1" in told
    assert "{0}" in told
    assert language


@pytest.mark.parametrize("ok", [True, False])
@pytest.mark.parametrize("code", HealthCode)
def test_every_control_of_the_archive_has_words_for_both_ends(code: HealthCode, ok: bool) -> None:
    assert words_for_finding(Finding(code, ok, {})).strip()
