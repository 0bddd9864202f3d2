"""Writing what a table of processes told: processes, their steps, groups and opinions, and from which row they came."""

from __future__ import annotations

from dataclasses import asdict
from typing import TYPE_CHECKING, Any

from cocity_desktop.application.views.importing import ColumnMeaning
from cocity_desktop.domain.keeping import ImportedRow
from cocity_desktop.domain.lifecycle import ProcessState
from cocity_desktop.domain.processes import HistoryKind, HistoryStep, Opinion, Participation, Process

if TYPE_CHECKING:
    from datetime import date

    from cocity_desktop.application.importing.process_judging import Judgement, Known
    from cocity_desktop.application.ports import UnitOfWork


class ProcessWriter:
    """Writes judged rows in one unit of work. `today` is the day of what the table gives no day for."""

    def __init__(self, uow: UnitOfWork, known: Known, source: str, today: date, file_name: str) -> None:
        self._uow = uow
        self._known = known
        self._source = source
        self._today = today
        self._file = file_name

    def write(self, judged: Judgement) -> None:
        """One row, if anything is to be written of it."""
        if not judged.comes_in:
            return
        process, new = judged.process, judged.process is None
        if process is None:
            process = self._open(judged)
        else:
            for name, value in judged.weighed.sets.items():
                if value is not None or name in ("place_id", "facilitator_id"):
                    setattr(process, name, value)
        before = process.state
        if judged.into is not None:
            process.state = judged.into
        for step in judged.steps:
            self._uow.add(HistoryStep(id=self._uow.new_id(), process_id=process.id, **asdict(step)))
        if not judged.steps and (judged.into is not None or new):
            self._step(process, None if new else before)
        self._join(process, judged)
        self._remember(process, judged)

    def _open(self, judged: Judgement) -> Process:
        values: dict[str, Any] = {
            name: value for name, value in judged.weighed.sets.items() if value is not None
        }
        state = judged.row.said.get(ColumnMeaning.PROCESS_STATE) or ProcessState.CONTACT
        return self._uow.add(
            Process(id=self._uow.new_id(), **{"opened_on": self._today, "state": state, **values})
        )

    def _step(self, process: Process, source: ProcessState | None) -> None:
        """A table without a history: that it says so is all that is known."""
        self._uow.add(
            HistoryStep(
                id=self._uow.new_id(), process_id=process.id, history_kind=HistoryKind.STATE, from_state=source,
                to_state=process.state, happened_on=self._today, by_id=self._uow.actor or None,
                description=f"Come detto in «{self._file}»",
            )
        )  # fmt: skip

    def _join(self, process: Process, judged: Judgement) -> None:
        for group_id, role in judged.groups:
            self._uow.add(
                Participation(id=self._uow.new_id(), process_id=process.id, group_id=group_id, role=role)
            )
        for one in judged.opinions:
            self._uow.add(Opinion(id=self._uow.new_id(), process_id=process.id, **asdict(one)))

    def _remember(self, process: Process, judged: Judgement) -> None:
        """Digests of what the row said: equality is all that is asked of them."""
        origin, values = self._known.origins.get(judged.row.key), judged.weighed.last
        if origin is None:
            self._uow.add(
                ImportedRow(
                    id=self._uow.new_id(), source=self._source, row_key=judged.row.key, record_kind=Process.KIND,
                    record_id=process.id, values=values,
                )
            )  # fmt: skip
        else:
            origin.record_id, origin.values = process.id, values
