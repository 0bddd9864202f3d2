"""What every form shares: what was pasted along without being seen is no text."""

from __future__ import annotations

import pytest

from cocity_desktop.application.forms import required, without_edges
from cocity_desktop.domain.errors import ErrorCode, UserError


@pytest.mark.parametrize("text", ["", "  ", "\ufeff", " \u200b\n", "\u00a0\ufeff\u2003"])
def test_what_nobody_sees_is_no_name(text: str) -> None:
    with pytest.raises(UserError) as refused:
        required("name", text)
    assert refused.value.code is ErrorCode.REQUIRED


def test_what_stands_at_the_ends_unseen_goes() -> None:
    assert without_edges("\ufeff Orto\u200b dei vicini \u200b\n") == "Orto\u200b dei vicini"
