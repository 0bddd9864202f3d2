"""What the recitals could still say is a hint; an unverified law is told in the app and stays out of the papers."""

from __future__ import annotations

from dataclasses import replace

from cocity_desktop.application.bundle_contents import canonical_json, pact_as_json
from cocity_desktop.application.deliveries import draft_line
from cocity_desktop.application.document_views import LawLine
from cocity_desktop.application.recital_hints import recital_hints
from cocity_desktop.application.views.pacts import RecitalLack
from cocity_desktop.domain.lifecycle import ProcessState
from tests.documents.samples import PACT

LAWS = (
    LawLine("Statuto", "art. 2 dello Statuto", True),
    LawLine("Legge", "art. 24 del D.L. 133/2014", False),
)


def lacks(document):
    return [hint.lack for hint in recital_hints(document)]


def test_meetings_without_approved_minutes_and_answers_not_written_down_are_hinted_at():
    assert lacks(PACT) == [RecitalLack.NOT_RECEIVED, *[RecitalLack.NO_MINUTES] * len(PACT.meetings)]


def test_a_whole_history_has_no_hints():
    day = PACT.history[0].happened_on
    meetings = tuple(replace(line, minutes_on=day) for line in PACT.meetings)
    assert lacks(replace(PACT, meetings=meetings, opinions=PACT.opinions[:1])) == []


def test_a_missing_proposal_and_missing_references_are_hinted_at():
    bare = tuple(replace(line, reference="") for line in PACT.history)
    document = replace(PACT, history=bare, meetings=(), opinions=())
    hints = recital_hints(document)
    assert [hint.state for hint in hints] == [ProcessState.PROPOSAL_FILED, ProcessState.ADMITTED]
    assert lacks(replace(document, history=())) == [RecitalLack.NO_PROPOSAL]


def test_only_a_verified_law_stands_in_the_recitals_and_the_other_is_hinted_at():
    document = replace(PACT, laws=LAWS, meetings=(), opinions=())
    told = [item for group in document.recitals for item in group.items]
    assert "l’art. 2 dello Statuto." in told
    assert not any("133/2014" in item for item in told)
    assert [(hint.lack, hint.about) for hint in recital_hints(document)] == [
        (RecitalLack.UNVERIFIED_LAW, "art. 24 del D.L. 133/2014")
    ]


def test_the_data_carries_the_same_recitals():
    carried = pact_as_json(PACT, draft_line(PACT))["recitals"]
    assert [group["title"] for group in carried] == [group.title for group in PACT.recitals]
    assert [group["items"] for group in carried] == [list(group.items) for group in PACT.recitals]
    assert canonical_json(pact_as_json(PACT, draft_line(PACT)))


def test_a_reason_kept_for_the_archive_is_no_recital():
    line = replace(PACT.history[0], description="Cominciato prima che lo registrassimo.", internal=True)
    document = replace(PACT, history=(line,))
    assert not any("registrassimo" in item for group in document.recitals for item in group.items)
