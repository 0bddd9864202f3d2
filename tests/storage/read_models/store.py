"""A small archive on disk, written by the real unit of work, asked through the real queries."""

from __future__ import annotations

from datetime import UTC, date, datetime
from pathlib import Path

from cocity_desktop.domain.commitments import Commitment
from cocity_desktop.domain.house import House
from cocity_desktop.domain.meetings import Entry, Meeting
from cocity_desktop.domain.processes import Process
from cocity_desktop.storage import local_values, schema
from cocity_desktop.storage.engine import Database, Durability
from cocity_desktop.storage.local_values import LocalValues
from cocity_desktop.storage.permits import HOUSE
from cocity_desktop.storage.read_models.queries import SqlQueries
from cocity_desktop.storage.unit_of_work import SqlUnitOfWork
from cocity_desktop.storage.writer import Writer
from cocity_desktop.system.host import LocalHost
from cocity_desktop.system.regulation_library import RegulationLibrary

NOW = datetime(2027, 2, 11, 15, 8, 31, tzinfo=UTC)
"""Thursday, eight past four in the afternoon in Rome."""

ROOT = Path(__file__).parents[3]


class SetClock:
    """A clock that stands where the test puts it."""

    def __init__(self, moment):
        self.moment = moment

    def now(self):
        return self.moment


class KeylessHost(LocalHost):
    """A machine with a database and no key file beside it: only the house's own passphrase opens it."""

    def slots_of(self, path):
        return (HOUSE,)


class Store:
    """An archive with short words to fill it; each call is a change of its own."""

    def __init__(self, directory):
        self.clock = SetClock(NOW)
        self.host = KeylessHost(clock=self.clock)
        self.database = Database(directory / "archive.db", bytes(32), Durability.NONE_FOR_TESTS)
        with self.database.writing() as connection:
            schema.create(connection)
        LocalValues(self.database).put(local_values.DEVICE_ID, self.host.new_id())
        self.writer = Writer(self.database, self.host, "device")
        self.actor = ""
        self.queries = SqlQueries(self.database.reading, self.clock)
        self.regulations = RegulationLibrary(ROOT / "resources" / "regulations")

    def unit_of_work(self):
        return SqlUnitOfWork(self.writer, self.actor)

    def new(self, cls, **fields):
        with self.unit_of_work() as uow:
            entity = uow.add(cls(id=uow.new_id(), **fields))
            uow.commit("test")
        return entity

    def change(self, entity, **fields):
        with self.unit_of_work() as uow:
            tracked = uow.get(type(entity), entity.id)
            for name, value in fields.items():
                setattr(tracked, name, value)
            uow.commit("test_change")

    def remove(self, *entities):
        with self.unit_of_work() as uow:
            for entity in entities:
                uow.remove(uow.get(type(entity), entity.id))
            uow.commit("test_remove")

    def run(self, use_case, command, *ports):
        return use_case(command, self.unit_of_work(), *ports)

    # What nearly every test needs, with the fields it does not care about filled in.

    def house(self, **fields):
        return self.new(House, **{"name": "Casa di prova", "city": "Torino", **fields})

    def process(self, title="Giardino", **fields):
        return self.new(Process, title=title, **{"opened_on": date(2026, 9, 1), **fields})

    def meeting(self, process, starts_at=NOW, **fields):
        return self.new_meeting(process.id, starts_at, **fields)

    def new_meeting(self, process_id, starts_at=NOW, **fields):
        return self.new(Meeting, process_id=process_id, starts_at=starts_at, **{"title": "Tavolo", **fields})

    def entry(self, meeting, text, **fields):
        return self.new(Entry, meeting_id=meeting.id, text=text, **{"said_at": meeting.starts_at, **fields})

    def commitment(self, process, what="Due rastrelliere", **fields):
        return self.new_commitment(process.id, what, **fields)

    def new_commitment(self, process_id, what="Due rastrelliere", **fields):
        return self.new(Commitment, process_id=process_id, what=what, **fields)
