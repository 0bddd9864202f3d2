"""Any changes, undone and redone in any legal order, leave what a model without SQL says, and what the journal says."""

from __future__ import annotations

from random import Random
from typing import TYPE_CHECKING

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from cocity_desktop.storage.replay import differences
from tests.storage.history_model import Pair, Written
from tests.storage.old_journal import AGE, age
from tests.storage.support import QuickHost

if TYPE_CHECKING:
    from collections.abc import Callable
    from pathlib import Path

    from cocity_desktop.storage.archive import Archive

ACTIONS = ("do", "do", "do", "undo_last", "redo_last", "undo_any", "redo_any")


def act(pair: Pair, action: str, *, freely: bool = True) -> None:
    """`freely` lets undo hit the making of records that removed ones refer to (Model.is_free)."""
    recent = pair.model.changes[-200:]
    match action:
        case "do":
            pair.do_something()
        case "undo_last":
            pair.undo_last()
        case "redo_last":
            pair.redo_last()
        case "undo_any":
            take_back_any(pair, [change for change in recent[-30:] if freely or pair.model.is_free(change)])
        case "redo_any":
            take_back_any(pair, [change for change in recent if change.mode == "undo" and change.stands])
        case _ if action == AGE:
            age(pair.archive)


def take_back_any(pair: Pair, changes: list[Written]) -> None:
    if changes:
        pair.take_back(pair.random.choice(changes))


def undo_everything(pair: Pair) -> None:
    """In random order among what is legal, mostly of the recent past."""
    while standing := pair.model.in_effect("do"):
        free = [change for change in standing[:60] if pair.model.is_free(change)]
        if not (free and pair.take_back(pair.random.choice(free))):
            in_order = (change for change in standing if pair.model.is_free(change))
            assert any(pair.take_back(change) for change in in_order), f"{len(standing)} changes are stuck"


def assert_tables_are_the_journal(archive: Archive) -> None:
    with archive.database.exclusive():
        assert list(differences(archive.database.raw)) == []


@settings(max_examples=25, deadline=None, suppress_health_check=list(HealthCheck))
@given(
    seed=st.integers(0, 2**32), actions=st.lists(st.sampled_from((*ACTIONS, AGE)), min_size=5, max_size=60)
)
def test_every_short_story_ends_as_the_model_says(
    tmp_path: Path, new_archive: Callable[[Path], Archive], seed: int, actions: list[str]
) -> None:
    archive = new_archive(tmp_path / QuickHost().new_id())
    pair = Pair(archive, Random(seed))
    for action in actions:
        act(pair, action)
        pair.check()
    assert_tables_are_the_journal(archive)
    archive.close()


def many_changes(archive: Archive, count: int) -> None:
    """So many steps, then everything undone; checked against the model and the journal."""
    pair = Pair(archive, Random(391))
    for number in range(count):
        act(pair, pair.random.choice(ACTIONS), freely=False)
        if number % 250 == 0:
            pair.check()
    pair.check()
    assert_tables_are_the_journal(archive)
    assert pair.refused > count / 20
    undo_everything(pair)
    pair.check()
    assert pair.model.state() == {}
    assert_tables_are_the_journal(archive)


def test_many_random_changes_and_their_undo_in_random_legal_order(archive: Archive) -> None:
    many_changes(archive, 1_500)


@pytest.mark.soak
def test_ten_thousand_random_changes_and_their_undo_in_random_legal_order(archive: Archive) -> None:
    many_changes(archive, 10_000)
