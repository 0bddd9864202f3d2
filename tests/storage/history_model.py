"""What the archive should hold, told without SQL: cells with a value and who gave it, and the rules of undo on them.

`Pair` drives an archive side by side with its model; the tests only choose what happens.
"""

from __future__ import annotations

from collections import Counter
from dataclasses import dataclass, field
from typing import TYPE_CHECKING, Any

from cocity_desktop.application.history import UndoChange, redo_last, undo_change, undo_last
from cocity_desktop.domain.errors import ErrorCode, UserError
from cocity_desktop.domain.kinds import KINDS
from cocity_desktop.domain.places import Place
from cocity_desktop.domain.record import field_specs, spec_of, to_plain
from cocity_desktop.domain.registry import Group, GroupKind, Membership, Partnership, Person

if TYPE_CHECKING:
    from random import Random

    from cocity_desktop.domain.entity import Entity
    from cocity_desktop.storage.archive import Archive

Cell = tuple[str, str]
"""Id of a record and name of a field, "" for its life."""
Content = tuple[Any, str | None]
"""A plain value and the change that gave it; None when nobody did (a default, no life yet)."""

CLASSES = (Person, Group, Membership, Partnership, Place)
REFERENCES = {cls.KIND: {spec.name for spec in field_specs(cls) if spec.refers_to} for cls in CLASSES}
TEXTS = ("", "uno", "due", "Perché l’aula è aperta", "quattro\nrighe")
CROWD = 150
"""Living records above which more are removed than made: a small world, so that changes meet."""


@dataclass(eq=False)
class Written:
    """A change: what stood in its cells before, and what it put there."""

    change_id: str
    before: dict[Cell, Content]
    after: dict[Cell, Content]
    created: frozenset[str] = frozenset()
    mode: str = "do"
    reverses: str | None = None
    stands: bool = True


@dataclass
class Model:
    cells: dict[Cell, Content] = field(default_factory=dict)
    kinds: dict[str, str] = field(default_factory=dict)
    alive: dict[str, None] = field(default_factory=dict)
    changes: list[Written] = field(default_factory=list)
    by_id: dict[str, Written] = field(default_factory=dict)
    known: Counter[str] = field(default_factory=Counter)

    def put(self, cell: Cell, content: Content) -> None:
        self.cells[cell] = content
        if cell[1] == "":
            self.alive.pop(cell[0], None)
            self.alive |= {cell[0]: None} if content[0] else {}

    def living(self, cls: type[Entity]) -> list[str]:
        return [i for i in self.alive if self.kinds[i] == cls.KIND]

    def state(self) -> dict[str, dict[str, Any]]:
        """All living records by id, as plain values."""
        return {
            i: {spec.name: self.cells[i, spec.name][0] for spec in field_specs(KINDS[self.kinds[i]])}
            for i in self.alive
        }

    def is_sound(self) -> bool:
        """Whether all living records refer to living ones."""
        targets = (self.cells[i, name][0] for i in self.alive for name in REFERENCES[self.kinds[i]])
        return all(target is None or target in self.alive for target in targets)

    def would_be_sound(self, goal: dict[Cell, Content]) -> bool:
        before = {cell: self.cells[cell] for cell in goal}
        for cell, content in goal.items():
            self.put(cell, content)
        sound = self.is_sound()
        for cell, content in before.items():
            self.put(cell, content)
        return sound

    def is_free(self, change: Written) -> bool:
        """Whether no other change in effect knows of the records that this one made.

        A removed record comes back only if what it refers to is there; when the making of that was undone
        meanwhile, only a redo helps. Who wants to undo everything takes such changes last.
        """
        own = Counter(self._known_to(change))
        return all(self.known[i] <= own[i] for i in change.created)

    def _known_to(self, change: Written) -> list[str]:
        return [
            content[0]
            for cells in (change.before, change.after)
            for (i, name), content in cells.items()
            if name in REFERENCES[self.kinds[i]] and content[0] is not None
        ]

    def goal_of(self, change: Written) -> dict[Cell, Content] | None:
        """The cells after taking `change` back; None when it was taken back, or written over by something else."""
        if not change.stands:
            return None
        if any(self.cells[cell][1] != writer for cell, (_, writer) in change.after.items()):
            return None
        return {
            c: content for c, content in change.before.items() if c[1] == "" or c[0] not in change.created
        }

    def append(self, change: Written) -> None:
        self.changes.append(change)
        self.by_id[change.change_id] = change
        self._stand(change, True)

    def _stand(self, change: Written, stands: bool) -> None:
        """What is reversed no longer reverses what it had reversed."""
        change.stands = stands
        if change.mode == "do":
            for i in self._known_to(change):
                self.known[i] += 1 if stands else -1
        if change.reverses is not None:
            self._stand(self.by_id[change.reverses], not stands)

    def in_effect(self, mode: str) -> list[Written]:
        """The newest first."""
        return [change for change in reversed(self.changes) if change.stands and change.mode == mode]

    def last_undo(self) -> Written | None:
        """What a redo would take back: an undo that no later "do" follows."""
        for change in reversed(self.changes):
            if change.mode == "do":
                return None
            if change.stands and change.mode == "undo":
                return change
        return None


class Pair:
    """An archive and its model, kept in step. Its asserts are the test."""

    def __init__(self, archive: Archive, random: Random) -> None:
        self.archive = archive
        self.model = Model()
        self.random = random
        self.uow = archive.unit_of_work("")
        self.refused = 0

    def do_something(self) -> None:
        """One change of one to three steps; the archive must refuse it exactly when the model does."""
        touched: dict[str, Entity | None] = {}
        with self.uow:
            for _ in range(self.random.randint(1, 3)):
                crowded = len(self.model.alive) > CROWD
                step = self.random.choice(
                    (
                        self._create,
                        self._edit,
                        self._edit,
                        self._remove if crowded else self._create,
                        self._remove,
                    )
                )
                step(touched)
            goal, created = self._written(touched)
            for i in created:
                self._know(touched[i])
            sound = self.model.would_be_sound(goal)
            try:
                change_id = self.uow.commit("something").change_id
                refusal = None
            except UserError as error:
                change_id, refusal = None, error.code
                self.refused += 1
        assert sound == (refusal is None)
        if refusal is not None:
            assert refusal in (ErrorCode.REFERENCE_MISSING, ErrorCode.STILL_REFERENCED)
            return
        assert (change_id is None) == (not goal)
        if change_id is not None:
            self._apply(Written(change_id, {}, {c: (v, change_id) for c, (v, _) in goal.items()}, created))

    def _written(self, touched: dict[str, Entity | None]) -> tuple[dict[Cell, Content], frozenset[str]]:
        """The cells that a change writes, and the records that it makes; None in `touched` is a removal."""
        goal: dict[Cell, Content] = {}
        created = frozenset(
            i for i, entity in touched.items() if entity is not None and i not in self.model.alive
        )
        for i, entity in touched.items():
            if entity is None:
                goal |= {(i, ""): (False, None)} if i in self.model.alive else {}
                continue
            if i in created:
                goal[i, ""] = (True, None)
            for name, value in to_plain(entity).items():
                spec = spec_of(type(entity), name)
                old = spec.default if i in created else self.model.cells[i, name][0]
                if value != old or (i in created and spec.required):
                    goal[i, name] = (value, None)
        return goal, created

    def _know(self, entity: Entity | None) -> None:
        assert entity is not None
        self.model.kinds[entity.id] = entity.KIND
        self.model.cells[entity.id, ""] = (False, None)
        for spec in field_specs(type(entity)):
            self.model.cells[entity.id, spec.name] = (spec.default, None)

    def _apply(self, change: Written) -> None:
        change.before = {cell: self.model.cells[cell] for cell in change.after}
        for cell, content in change.after.items():
            self.model.put(cell, content)
        self.model.append(change)

    def take_back(self, change: Written) -> bool:
        """Undo (or redo, of an undo): done, or refused exactly when the model says so."""
        return self._reverse(change, lambda: undo_change(UndoChange(change_id=change.change_id), self.uow))

    def undo_last(self) -> bool:
        change = next((c for c in reversed(self.model.changes) if c.stands and c.mode == "do"), None)
        return self._reverse(change, lambda: undo_last(self.uow))

    def redo_last(self) -> bool:
        return self._reverse(self.model.last_undo(), lambda: redo_last(self.uow))

    def _reverse(self, change: Written | None, act: Any) -> bool:
        goal = self.model.goal_of(change) if change is not None else None
        try:
            changes, refusal = act(), None
        except UserError as error:
            refusal = error.code
            self.refused += 1
        if refusal is not None:
            nothing = refusal in (ErrorCode.NOTHING_TO_UNDO, ErrorCode.NOTHING_TO_REDO)
            assert nothing == (change is None)
            assert nothing or (refusal is ErrorCode.UNDO_SUPERSEDED) == (goal is None)
            assert goal is None or not self.model.would_be_sound(goal)
            return False
        assert change is not None
        assert goal is not None
        assert self.model.would_be_sound(goal)
        mode = "redo" if change.mode == "undo" else "undo"
        self._apply(Written(changes.change_id, {}, goal, frozenset(), mode, change.change_id))
        return True

    def check(self) -> None:
        assert stored_state(self.archive) == self.model.state()

    def _create(self, touched: dict[str, Entity | None]) -> None:
        new = self._new_entity()
        if new is not None:
            touched[new.id] = self.uow.add(new)

    def _new_entity(self) -> Entity | None:
        i, text = self.uow.new_id(), self.random.choice(TEXTS)
        groups, people = self.model.living(Group)[-5:], self.model.living(Person)[-5:]
        match self.random.randrange(5):
            case 0:
                return Person(id=i, given_name=text)
            case 1:
                return Group(id=i, name=text, representative_id=self.random.choice([None, *people]))
            case 2 if groups and people:
                return Membership(
                    id=i, group_id=self.random.choice(groups), person_id=self.random.choice(people)
                )
            case 3 if groups:
                return Partnership(
                    id=i, group_id=self.random.choice(groups), partner_id=self.random.choice(groups)
                )
            case 4:
                return Place(id=i, name=text, latitude=self.random.choice([None, 45.0, 45.07]))
        return None

    def _pick(self, touched: dict[str, Entity | None]) -> Any:
        """A living record, recent ones more often."""
        living = [i for i in self.model.alive if touched.get(i, i) is not None]
        if not living:
            return None
        entity_id = self.random.choice(living[-40:] if self.random.random() < 0.8 else living)
        return self.uow.get(KINDS[self.model.kinds[entity_id]], entity_id)

    def _edit(self, touched: dict[str, Entity | None]) -> None:
        entity = self._pick(touched)
        if entity is not None:
            setattr(entity, *self._new_value(entity))
            touched[entity.id] = entity

    def _new_value(self, entity: Entity) -> tuple[str, Any]:
        people = self.model.living(Person)[-5:]
        text = self.random.choice(TEXTS)
        match entity:
            case Person():
                return self.random.choice([("note", text), ("languages", (text, "it")), ("given_name", text)])
            case Group():
                lead = self.random.choice([None, *people])
                kind = self.random.choice(list(GroupKind))
                return self.random.choice([("name", text), ("group_kind", kind), ("representative_id", lead)])
            case Membership():
                return self.random.choice(
                    [("duty", text), ("person_id", self.random.choice([*people, entity.person_id]))]
                )
            case Partnership():
                return "is_lead", self.random.random() < 0.5
        geometry = self.random.choice(
            [None, {"type": "Point", "coordinates": [7.68, self.random.randrange(9)]}]
        )
        return self.random.choice(
            [("geometry", geometry), ("district", self.random.randrange(8)), ("address", text)]
        )

    def _remove(self, touched: dict[str, Entity | None]) -> None:
        entity = self._pick(touched)
        if entity is not None and entity.id not in touched:
            self.uow.remove(entity)
            touched[entity.id] = None


def stored_state(archive: Archive) -> dict[str, dict[str, Any]]:
    """All living records by id, as plain values."""
    uow = archive.unit_of_work("")
    with uow:
        return {entity.id: to_plain(entity) for cls in CLASSES for entity in uow.find(cls)}
