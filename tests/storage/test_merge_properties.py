"""Whatever was merged, edited between, and taken back in whatever order: what was not touched is as it was."""

from __future__ import annotations

from random import Random
from typing import TYPE_CHECKING

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from cocity_desktop.application.history import redo_last, undo_last
from cocity_desktop.application.views.health import HealthCode
from cocity_desktop.domain.keeping import Merge
from cocity_desktop.storage.doctor import examine_open
from cocity_desktop.storage.replay import differences
from tests.storage.merge_story import Story
from tests.storage.old_journal import AGE, age

if TYPE_CHECKING:
    from cocity_desktop.storage.archive import Archive

ACTIONS = ("merge", "merge", "edit", "part", "add")


def story_of(archive: Archive, seed: int, size: int) -> Story:
    story = Story(archive.unit_of_work(""), Random(seed))
    story.begin(size)
    return story


def assert_sound(archive: Archive) -> None:
    with archive.database.exclusive():
        assert list(differences(archive.database.raw)) == []


@settings(max_examples=25, deadline=None, suppress_health_check=list(HealthCheck))
@given(
    seed=st.integers(0, 2**32), actions=st.lists(st.sampled_from((*ACTIONS, AGE)), min_size=3, max_size=25)
)
def test_every_short_story_comes_back(
    tmp_path_factory: pytest.TempPathFactory, new_archive, seed: int, actions: list[str]
) -> None:
    archive = new_archive(tmp_path_factory.mktemp("story") / "house")
    story = story_of(archive, seed, 4)
    for action in actions:
        if action == AGE:
            age(archive)
        else:
            getattr(story, action)()
    story.part_all()
    assert story.state() == story.expected
    assert_sound(archive)
    archive.close()


def many(archive: Archive, seed: int, merges: int) -> None:
    """Rounds of merges and edits, some taken back at once, the rest in random order at the end."""
    story = story_of(archive, seed, 40)
    chance = Random(seed + 1)
    while story.merged < merges:
        getattr(story, chance.choice(("merge", "merge", "edit", "edit", "part", "add")))()
        if len(story.standing) > 60:
            story.part()
    story.part_all()
    assert story.state() == story.expected
    assert_sound(archive)
    aside = {HealthCode.FREE_SPACE, HealthCode.LAST_BACKUP}
    assert [one for one in examine_open(archive) if not one.ok and one.code not in aside] == []


@pytest.mark.parametrize("seed", [391, 375])
def test_some_hundred_merges_come_back(archive: Archive, seed: int) -> None:
    many(archive, seed, 150)


@pytest.mark.soak
def test_a_thousand_merges_come_back(archive: Archive) -> None:
    many(archive, 2027, 1000)


@pytest.mark.parametrize("seed", range(5))
def test_undo_and_redo_of_merges_and_of_their_taking_back(archive: Archive, seed: int) -> None:
    """Ctrl+Z at once after each; then the merge can still be taken back, and all is as it was."""
    story = story_of(archive, seed, 5)
    for number in range(6):
        before = story.state()
        story.merge()
        if not story.standing:
            continue
        after = story.state()
        undo_last(story.uow)
        assert story.state() == before
        redo_last(story.uow)
        assert story.state() == after
        if number % 2:
            story.edit()
            now = story.state()
            story.part()
            parted = story.state()
            undo_last(story.uow)
            assert story.state() == now
            redo_last(story.uow)
            assert story.state() == parted
            undo_last(story.uow)
            story.standing += missing(story)
    story.part_all()
    assert story.state() == story.expected
    assert_sound(archive)


def missing(story: Story) -> list[str]:
    """The merge whose taking back was undone stands again."""
    with story.uow as uow:
        return [one.id for one in uow.find(Merge) if one.id not in story.standing]
