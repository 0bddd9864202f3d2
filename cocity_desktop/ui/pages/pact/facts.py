"""What is told of a whole pact: its key facts beside the title, and what stands in the strip of what lacks."""

from __future__ import annotations

from typing import TYPE_CHECKING

from cocity_desktop.application.views.pacts import ArticleState
from cocity_desktop.domain.pacts import PactState
from cocity_desktop.localization import _, ngettext
from cocity_desktop.ui.pages.pact.gap_strip import changed_by_city

if TYPE_CHECKING:
    from cocity_desktop.application.views.pacts import PactDetail
    from cocity_desktop.domain.completeness import Gap


def facts_of(detail: PactDetail) -> str:
    """Draft, meetings, and what it waits for."""
    document = detail.document
    blocking = sum(gap.blocking for gap in detail.gaps)
    facts = [
        _("draft {n}").format(n=document.draft),
        ngettext("{n} meeting", "{n} meetings", len(document.meetings)),
    ]
    if detail.state is not PactState.DRAFT:
        facts.append(_("delivered: waiting for the Comune"))
    elif blocking:
        facts.append(ngettext("{n} thing lacks", "{n} things lack", blocking))
    return " · ".join(facts)


def gaps_and_changes(detail: PactDetail) -> list[Gap]:
    """What lacks, and what the Comune changed in a draft that is ours again."""
    changed = {
        status.article_id for status in detail.statuses if status.state is ArticleState.CHANGED_BY_CITY
    }
    if detail.state is not PactState.DRAFT:
        return list(detail.gaps)
    return [*detail.gaps, *(changed_by_city(a) for a in detail.document.articles if a.id in changed)]
