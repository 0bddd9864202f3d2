"""A record that was removed is as if it had never been written, in every answer."""

from __future__ import annotations

from dataclasses import replace
from datetime import date, datetime, timedelta
from enum import StrEnum

import pytest

from cocity_desktop.application.views.lists import ListQuestion, Span
from cocity_desktop.application.views.versions import VersionKind
from cocity_desktop.domain.errors import ErrorCode, UserError
from cocity_desktop.domain.kinds import KINDS
from cocity_desktop.domain.lifecycle import MinutesState
from cocity_desktop.domain.record import field_specs
from tests.storage.read_models.full_house import fill
from tests.storage.read_models.store import NOW, Store

NEVER_SHOWN = {
    "report",
    "regulation_template",
    "import_map",
    "imported_row",
    "merge",
    "distinction",
    "export_note",
    "erasure",
}
"""Kinds that no answer tells anything of yet."""

DETAILS = {
    "group": ("group",),
    "person": ("person",),
    "place": ("place",),
    "process": ("process",),
    "meeting": ("meeting", "minutes", "meeting_sheet"),
    "commitment": ("commitment",),
    "pact": ("pact", "pact_versions", "pact_talk"),
    "delivery": ("delivery",),
}
CROSSINGS = 4
"""To how many other records each reference of a copy is turned."""

LISTS = (
    "sidebar",
    "today",
    "groups",
    "people",
    "places",
    "place_map",
    "processes",
    "meetings",
    "pacts",
    "deliveries",
    "house",
    "templates",
)


@pytest.fixture(scope="module")
def full(tmp_path_factory):
    store = Store(tmp_path_factory.mktemp("full"))
    fill(store)
    yield store
    store.database.close()


@pytest.fixture(scope="module")
def ids(full):
    return {kind: [record.id for record in records(full, kind)] for kind in DETAILS}


@pytest.fixture(scope="module")
def before(full, ids):
    return answers(full, ids)


def records(store, kind):
    with store.unit_of_work() as uow:
        return uow.find(KINDS[kind])


def answers(store, ids):
    """Everything that can be asked of the archive, and of the records `ids` by kind."""
    queries = store.queries
    told = {name: getattr(queries, name)() for name in LISTS}
    told["commitments"] = queries.commitments(open_only=False)
    # Which are the best also depends on how far the index has come, so only what is found is compared.
    told["search"] = {hit for word in ("apri", "tutto") for hit in queries.search(word, limit=100)}
    told["saved_filters"] = queries.saved_filters("groups")
    for kind, window in (
        ("person", queries.people_window),
        ("group", queries.groups_window),
        ("place", queries.places_window),
    ):
        told[f"facets of {kind}"] = queries.facets(kind)
        told[f"list of {kind}"] = window(ListQuestion(), Span(limit=1_000))
        told[f"found in {kind}"] = window(ListQuestion(words="a"), Span(limit=1_000))
    for kind, names in DETAILS.items():
        for name in names:
            told[name] = [getattr(queries, name)(record_id) for record_id in ids[kind]]
    told["meeting_sheet"] = [replace(sheet, changes=0, changed_at=NOW) for sheet in told["meeting_sheet"]]
    # Moments of the history stay: they tell of changes, not of records.
    told["pact_versions"] = [
        [row for row in rows if row.key.kind is not VersionKind.MOMENT] for rows in told["pact_versions"]
    ]
    told["offers"] = [queries.offers(record_id, NOW + timedelta(days=99)) for record_id in ids["process"]]
    return told


def louder(entity):
    """The same record with later days, more words and a higher version, for what tells of a last one."""
    later = {}
    for spec in field_specs(type(entity)):
        value = getattr(entity, spec.name)
        if isinstance(value, datetime | date):
            later[spec.name] = value + timedelta(days=1)
        elif spec.name == "text":
            later[spec.name] = f"{value} Anche poi."
        elif spec.name == "version" and isinstance(value, int):
            later[spec.name] = value + 7
    return replace(entity, **later)


def crossed(entity, targets):
    """The same record tied to others: each of its references in turn to some of the records it could name."""
    for spec in field_specs(type(entity)):
        others = [
            target for target in targets.get(spec.refers_to, ()) if target != getattr(entity, spec.name)
        ]
        for other in others[:CROSSINGS]:
            yield replace(entity, **{spec.name: other})


def turned(entity):
    """The same record with each of its states, kinds and roles in turn. Locked minutes could not be removed again."""
    for spec in field_specs(type(entity)):
        if issubclass(spec.python_type, StrEnum):
            states = (value for value in spec.python_type if value is not MinutesState.LOCKED)
            yield from (replace(entity, **{spec.name: value}) for value in states)


def write_copies(store, kind):
    """Copies of every record of a kind: the same in all but the id, louder, in other states, tied to other records."""
    targets = {known: [record.id for record in records(store, known)] for known in KINDS}
    with store.unit_of_work() as uow:
        copies = [
            uow.add(replace(copy, id=uow.new_id()))
            for entity in uow.find(KINDS[kind])
            for copy in (entity, louder(entity), *turned(entity), *crossed(entity, targets))
        ]
        uow.commit("test")
    return copies


def test_the_archive_has_a_record_of_every_kind(full):
    assert [kind for kind in KINDS if not records(full, kind)] == []


@pytest.mark.parametrize("kind", KINDS)
def test_a_removed_record_is_as_if_it_had_never_been_written(full, ids, before, kind):
    copies = write_copies(full, kind)
    meanwhile = answers(full, ids)
    full.remove(*copies)

    after = answers(full, ids)
    assert [name for name in before if after[name] != before[name]] == []
    for name in DETAILS.get(kind, ()):
        with pytest.raises(UserError) as refused:
            getattr(full.queries, name)(copies[0].id)
        assert refused.value.code is ErrorCode.NOT_FOUND
    assert (meanwhile != before) is (kind not in NEVER_SHOWN | {"house"})
