"""An archive in which nothing was written yet, and ids that nobody knows."""

from __future__ import annotations

import pytest

from cocity_desktop.application.queries import Queries
from cocity_desktop.application.views.today import SidebarCounts
from cocity_desktop.domain.errors import ErrorCode, UserError
from cocity_desktop.domain.lifecycle import Stage

UNKNOWN = "01890000-0000-7000-8000-000000000000"


def test_the_queries_are_those_that_the_application_asks_for(queries):
    asked: Queries = queries
    names = {name for name in vars(Queries) if not name.startswith("_")}

    assert names <= set(dir(asked))


@pytest.mark.parametrize(
    "name", ["groups", "people", "places", "processes", "meetings", "commitments", "pacts", "deliveries"]
)
def test_lists_are_empty(queries, name):
    assert getattr(queries, name)() == ()


@pytest.mark.parametrize(
    "name", ["group", "place", "process", "meeting", "minutes", "commitment", "pact", "delivery"]
)
def test_an_unknown_id_is_not_found(queries, name):
    with pytest.raises(UserError) as refused:
        getattr(queries, name)(UNKNOWN)

    assert refused.value.code is ErrorCode.NOT_FOUND
    assert refused.value.details["id"] == UNKNOWN


def test_an_archive_without_a_house_says_so(queries):
    with pytest.raises(UserError) as refused:
        queries.house()

    assert refused.value.code is ErrorCode.NOT_FOUND


def test_nothing_is_to_be_done_today(queries, store):
    today = queries.today()

    assert (today.now, today.meeting, today.due, today.city, today.upcoming) == (
        store.clock.moment,
        None,
        (),
        (),
        (),
    )
    assert (today.late, today.due_soon, today.processes, today.expected_people) == (0, 0, 0, 0)
    assert today.contact_to_signing_days is None
    assert [(row.stage, row.stalled, row.median_days) for row in today.stages] == [
        (s, (), None) for s in Stage
    ]


def test_all_counts_are_zero(queries):
    assert queries.sidebar() == SidebarCounts(0, 0, 0, 0, False, 0, 0, 0)


def test_nothing_is_found_and_nothing_has_happened(queries):
    assert queries.search("giardino") == ()
    assert queries.search("  ") == ()
    assert queries.history("group", UNKNOWN) == ()
