"""Doubles followed by what the changes of an archive tell are those that a search of the whole archive finds."""

from __future__ import annotations

from contextlib import suppress
from random import Random
from typing import TYPE_CHECKING, Any

import pytest

from cocity_desktop.application.history import redo_last, undo_last
from cocity_desktop.application.merging import DistinguishRecords, distinguish_records
from cocity_desktop.application.unmerging import Unmerge, unmerge
from cocity_desktop.domain.errors import UserError
from cocity_desktop.domain.places import Place
from cocity_desktop.domain.processes import Process
from cocity_desktop.domain.registry import ContactPoint, Group, Person
from cocity_desktop.matching import blocks
from cocity_desktop.matching.matcher import RegistryMatcher
from cocity_desktop.storage.read_models.queries import SqlQueries
from cocity_desktop.storage.unit_of_work import SqlUnitOfWork
from tests.storage.merge_story import JOINED, Story

if TYPE_CHECKING:
    from cocity_desktop.application.changes import Changes
    from cocity_desktop.storage.archive import Archive

ACTIONS = (
    "merge",
    "merge",
    "edit",
    "part",
    "add",
    "rename",
    "move",
    "remove",
    "apart",
    "undo",
    "undo",
    "redo",
    "place",
)
NAMES = ("Anna Rossi", "Ana Rossi", "Orti Lingotto", "Orti di Lingotto", "Rossi Anna", "Amici")


class Walk(Story):
    """The story of merges with what else changes whom a record may be."""

    def step(self, action: str, archive: Archive) -> None:
        if action in ("undo", "redo"):
            with suppress(UserError):  # nothing to take back, or not any more
                (undo_last if action == "undo" else redo_last)(self.uow)
            with self.uow as uow:
                all_undone = not uow.find(Group)
            if all_undone:
                redo_last(self.uow)
        elif action in ("rename", "move", "remove", "apart", "place"):
            getattr(self, f"_{action}")(archive)
        else:
            getattr(self, action)()

    def part(self) -> None:
        if self.standing:
            merge = self.standing.pop(self.random.randrange(len(self.standing)))
            with suppress(UserError):  # its merge was undone
                unmerge(Unmerge(merge_id=merge), self.uow)

    def _rename(self, _archive: Archive) -> None:
        with self.uow as uow:
            one = self.random.choice(uow.find(self.random.choice(JOINED)))
            name = self.random.choice(NAMES)
            if isinstance(one, Person):
                one.given_name, one.family_name = name.split(maxsplit=1)[0], name.partition(" ")[2]
            else:
                one.name = name  # type: ignore[attr-defined]
            uow.commit("rename")

    def _move(self, _archive: Archive) -> None:
        """A contact goes to somebody else, who is not written."""
        with self.uow as uow:
            mine = [one for one in uow.find(ContactPoint) if one.person_id]
            if mine:
                self.random.choice(mine).person_id = self.random.choice(uow.find(Person)).id
            uow.commit("move")

    def _remove(self, _archive: Archive) -> None:
        with self.uow as uow:
            contacts = uow.find(ContactPoint)
            if contacts:
                uow.remove(self.random.choice(contacts))
            uow.commit("remove")

    def _place(self, _archive: Archive) -> None:
        """A process goes to another place: its groups meet elsewhere."""
        with self.uow as uow:
            self.random.choice(uow.find(Process)).place_id = self.random.choice(uow.find(Place)).id
            uow.commit("place")

    def _apart(self, _archive: Archive) -> None:
        cls = self.random.choice((Group, Person))
        with self.uow as uow:
            ids = [one.id for one in uow.find(cls)]
        if len(ids) < 2:
            return
        one, other = self.random.sample(ids, 2)
        with suppress(UserError):  # told before
            distinguish_records(DistinguishRecords(kind=cls.KIND, one_id=one, other_id=other), self.uow)


@pytest.mark.parametrize("seed", range(6))
def test_doubles_followed_are_those_of_a_whole_search(
    archive: Archive, seed: int, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(blocks, "_LARGEST", 4)
    told: list[Changes] = []
    commit = SqlUnitOfWork.commit

    def noted(self: SqlUnitOfWork, *args: Any, **more: Any) -> Changes:
        told.append(commit(self, *args, **more))
        return told[-1]

    monkeypatch.setattr(SqlUnitOfWork, "commit", noted)
    queries, matcher = SqlQueries(archive.reader, archive.host.clock), RegistryMatcher()
    walk = Walk(archive.unit_of_work(""), Random(seed))
    walk.begin(5)
    searches = {}
    for kind in ("person", "group", "place"):
        searches[kind] = matcher.search(kind)
        searches[kind].add(queries.facts(kind), lambda: None)
        searches[kind].found(lambda: None)
    shown = 0
    for step in range(40):
        told.clear()
        action = walk.random.choice(ACTIONS)
        walk.step(action, archive)
        refs = {ref for changes in told for ref in changes.touched}
        for kind, search in searches.items():
            changed, facts = queries.facts_touched(kind, refs)
            followed = search.follow(changed, facts, lambda: None)
            assert followed == matcher.likely(queries.facts(kind)), (kind, step, action)
            assert search.size() == len(queries.facts(kind))
            shown += len(followed)
    assert shown
