"""Writing what a register told: processes, places, groups, and the steps of their history, marked with its day."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from cocity_desktop.application.importing.folding import folded
from cocity_desktop.application.importing.register_judging import PLACE_MEANINGS, STANDS_AT_LEAST_AT
from cocity_desktop.application.importing.register_words import from_the_register
from cocity_desktop.domain.keeping import ImportedRow
from cocity_desktop.domain.places import Place
from cocity_desktop.domain.processes import HistoryKind, HistoryStep, Participation, Process
from cocity_desktop.domain.registry import Group, GroupKind, MemberRole, Membership, Person

if TYPE_CHECKING:
    from datetime import date

    from cocity_desktop.application.importing.register_judging import Judgement
    from cocity_desktop.application.importing.register_known import KnownRegister, KnownRow
    from cocity_desktop.application.importing.register_rows import PlaceWords, RegisterRow
    from cocity_desktop.application.ports import UnitOfWork
    from cocity_desktop.domain.entity import EntityId
    from cocity_desktop.domain.lifecycle import ProcessState

_PACT_TEXT = "Testo del patto nel registro"


class RegisterWriter:
    """Writes judged rows in one unit of work."""

    def __init__(
        self,
        uow: UnitOfWork,
        known: KnownRegister,
        source: str,
        told_on: date,
        city: str,
        regulation_code: str,
    ) -> None:
        self._uow = uow
        self._known = known
        self._source = source
        self._told_on = told_on
        self._city = city
        self._regulation = regulation_code
        self._told = from_the_register(told_on)
        self._places = {
            _identity(row.place_origin.values): row.place.id
            for row in known.rows.values()
            if row.place is not None and row.place_origin is not None
        }

    def write(self, judged: Judgement) -> None:
        """One row, if anything is to be written of it."""
        if not judged.comes_in:
            return
        if judged.adopted:
            self._adopt(judged)
        elif judged.known is None or judged.known.process is None:
            self._open(judged)
        else:
            self._change(judged, judged.known, judged.known.process)

    def note_the_edition(self) -> None:
        """The rows that said the same again said so on that day: an older edition is known by it."""
        day = self._told_on.isoformat()
        for row in self._known.rows.values():
            if row.process is not None and row.values["told_on"] < day:
                row.origin.values = {**row.values, "told_on": day}

    # --- a new process ------------------------------------------------------------------------------------

    def _open(self, judged: Judgement) -> None:
        row, uow = judged.row, self._uow
        process = uow.add(
            Process(
                id=uow.new_id(),
                title=row.title,
                place_id=self._place(row),
                regulation_code=self._regulation,
                state=row.state or STANDS_AT_LEAST_AT,
                summary=row.summary,
                opened_on=self._told_on,
            )
        )
        self._step(process, None, row.state_words)
        self._remember(judged, process)
        self._tell_papers(process, row, {})
        self._join(process, row, new=True)

    def _adopt(self, judged: Judgement) -> None:
        """The row is about a process that was made by hand: it keeps its words and takes the register's state."""
        row, process = judged.row, self._uow.get(Process, judged.adopted)
        if process.place_id is None:
            process.place_id = self._place(row)
        if row.state is not None and row.state is not process.state:
            self._move(process, row.state, row.state_words)
        self._remember(judged, process)
        self._tell_papers(process, row, {})
        self._join(process, row)

    def _remember(self, judged: Judgement, process: Process) -> None:
        row, known = judged.row, judged.known
        if known is not None:
            known.origin.record_id, known.origin.values = process.id, self._values(row, process.state)
            return
        self._uow.add(
            ImportedRow(
                id=self._uow.new_id(),
                source=self._source,
                row_key=row.row_id,
                record_kind=Process.KIND,
                record_id=process.id,
                values=self._values(row, process.state),
            )
        )

    def _values(self, row: RegisterRow, state: ProcessState) -> dict[str, Any]:
        """What the row said. Nobody's name is in it: a person is erased where people are."""
        return {
            "title": row.title,
            "summary": row.summary,
            "state_words": row.state_words,
            "state": state.value,
            "note": row.note,
            "link": row.link,
            "group_name": row.group_name,
            "told_on": self._told_on.isoformat(),
        }

    # --- a process that is known --------------------------------------------------------------------------

    def _change(self, judged: Judgement, known: KnownRow, process: Process) -> None:
        row, last = judged.row, dict(known.values)
        for name in judged.process:
            setattr(process, name, getattr(row, name))
        if judged.into is not None:
            self._move(process, judged.into, row.state_words)
        elif folded(last["state_words"]) != folded(row.state_words):
            self._act(process, f"«{row.state_words}»")
        self._tell_papers(process, row, last)
        if row.group_name and row.group_name != last.get("group_name", ""):
            self._join(process, row)
        if row.place is not None and judged.place:
            self._change_place(judged, known, process, row.place)
        told_state = row.state or known.told_state
        known.origin.values = {**self._values(row, told_state), "state": told_state.value}

    def _change_place(self, judged: Judgement, known: KnownRow, process: Process, place: PlaceWords) -> None:
        origin = known.place_origin
        if origin is None or known.place is None:
            return
        if self._known.place_users.get(origin.record_id, 0) > 1:
            # Another row of the register is about the same commons and still says where it lies.
            self._known.place_users[origin.record_id] -= 1
            made = self._new_place(place)
            if process.place_id == origin.record_id:
                process.place_id = made
            origin.record_id = made
        else:
            if "address" in judged.place and known.place.name == origin.values.get("name"):
                known.place.name = place.name
            for name in judged.place:
                setattr(known.place, name, getattr(place, name))
        origin.values = _place_values(place)

    # --- places and groups --------------------------------------------------------------------------------

    def _place(self, row: RegisterRow) -> EntityId | None:
        """The commons of a row; two rows that describe the very same one share it."""
        place = row.place
        if place is None:
            return None
        same = _identity(_place_values(place))
        made = self._places.get(same) if place.address else None
        if made is None:
            made = self._new_place(place)
        self._places[same] = made
        self._uow.add(
            ImportedRow(
                id=self._uow.new_id(),
                source=self._source,
                row_key=row.row_id,
                record_kind=Place.KIND,
                record_id=made,
                values=_place_values(place),
            )
        )
        return made

    def _new_place(self, place: PlaceWords) -> EntityId:
        values = _place_values(place)
        return self._uow.add(Place(id=self._uow.new_id(), city=self._city, **values)).id

    def _join(self, process: Process, row: RegisterRow, *, new: bool = False) -> None:
        if not row.group_name:
            return
        group_id = self._known.groups.get(folded(row.group_name)) or self._new_group(row)
        if new or not self._uow.find(Participation, process_id=process.id, group_id=group_id):
            self._uow.add(Participation(id=self._uow.new_id(), process_id=process.id, group_id=group_id))

    def _new_group(self, row: RegisterRow) -> EntityId:
        uow = self._uow
        group = uow.add(
            Group(
                id=uow.new_id(),
                name=row.group_name,
                group_kind=row.group_kind or GroupKind.INFORMAL_GROUP,
                registered_on=self._told_on,
            )
        )
        self._known.groups[folded(row.group_name)] = group.id
        if row.representative:
            given, _, family = row.representative.rpartition(" ")
            person = uow.add(
                Person(id=uow.new_id(), given_name=given or family, family_name=family if given else "")
            )
            uow.add(
                Membership(
                    id=uow.new_id(), group_id=group.id, person_id=person.id, role=MemberRole.REPRESENTATIVE
                )
            )
            group.representative_id = person.id
        return group.id

    # --- history ------------------------------------------------------------------------------------------

    def _tell_papers(self, process: Process, row: RegisterRow, last: dict[str, Any]) -> None:
        """Its note, word for word, and where the register keeps the pact: each once, until they change."""
        if row.state is None and not last:
            self._act(process, f"«{row.state_words}»")
        if row.link and row.link != last.get("link", ""):
            self._act(process, _PACT_TEXT, row.link)
        if row.note and row.note != last.get("note", ""):
            self._act(process, row.note)

    def _move(self, process: Process, into: ProcessState, words: str) -> None:
        source, process.state = process.state, into
        self._step(process, source, words)

    def _step(self, process: Process, source: ProcessState | None, words: str) -> None:
        said = f": «{words}»" if words else ""
        self._history(process, HistoryKind.STATE, f"{self._told}{said}", source=source)

    def _act(self, process: Process, description: str, reference: str = "") -> None:
        self._history(process, HistoryKind.ACT, description, reason=self._told, reference=reference)

    def _history(
        self,
        process: Process,
        kind: HistoryKind,
        description: str,
        *,
        source: ProcessState | None = None,
        reason: str = "",
        reference: str = "",
    ) -> None:
        self._uow.add(
            HistoryStep(
                id=self._uow.new_id(),
                process_id=process.id,
                history_kind=kind,
                from_state=source,
                to_state=process.state if kind is HistoryKind.STATE else None,
                happened_on=self._told_on,
                by_id=self._uow.actor or None,
                description=description,
                reason=reason,
                reference=reference,
            )
        )


def _place_values(place: PlaceWords) -> dict[str, Any]:
    return {"name": place.name, **{name: getattr(place, name) for name in PLACE_MEANINGS}}


def _identity(values: dict[str, Any]) -> tuple[object, ...]:
    """What two rows must agree in to be about the very same commons."""
    return (folded(values["address"]), values["latitude"], values["longitude"], values["district"])
