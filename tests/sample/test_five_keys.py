"""Ctrl+K reaches every record of the sample house with at most five keys and Enter."""

from __future__ import annotations

from pathlib import Path

from cocity_desktop.application.views.codes import code_of
from cocity_desktop.bootstrap import LocalGate
from tests.storage.read_models.test_few_letters import strings

RESOURCES = Path(__file__).resolve().parents[2] / "resources"


def test_every_record_is_first_for_some_five_keys(tmp_path: Path) -> None:
    gate = LocalGate(tmp_path / "casa", RESOURCES, "prova")
    try:
        queries = gate.open_sample().queries
        records = [
            *(("group", one.id, one.name) for one in queries.groups()),
            *(("person", one.id, one.name) for one in queries.people()),
            *(("place", one.id, one.name) for one in queries.places()),
            *(("process", one.id, one.title) for one in queries.processes()),
            *(("meeting", one.id, one.title) for one in queries.meetings()),
            *(("commitment", one.id, one.what) for one in queries.commitments(open_only=False)),
            *(("pact", one.id, one.title) for one in queries.pacts()),
        ]
        unreached = [
            name
            for kind, record_id, name in records
            if not any(
                hits and (hits[0].kind, hits[0].id) == (kind, record_id)
                for hits in (queries.search(typed, 12) for typed in strings(name))
            )
        ]
        records += [("delivery", one.id, one.pact) for one in queries.deliveries()]
        by_code = [hits[0].id for _, one, _ in records if (hits := queries.search(code_of(one).lower(), 12))]
    finally:
        gate.close()
    assert len(records) > 40
    assert unreached == []
    assert by_code == [one for _, one, _ in records]
