"""One reading for the page of a delivery: the delivery, and how its pact stands now."""

from __future__ import annotations

from typing import TYPE_CHECKING, NamedTuple

from cocity_desktop.application.views.pacts import DeliveryDetail, PactDetail
from cocity_desktop.domain.errors import UserError
from cocity_desktop.domain.pacts import PactState

if TYPE_CHECKING:
    from cocity_desktop.application.services import Services


class DeliveryFile(NamedTuple):
    """`is_newest`: no later version left the house, so its answer can still be decided. `short_titles` by article."""

    detail: DeliveryDetail
    is_newest: bool
    pact_state: PactState
    short_titles: dict[str, str]

    @property
    def next_begun(self) -> bool:
        """Whether the text went on since: there is no next version to begin from here."""
        return not self.is_newest or self.pact_state is not PactState.DELIVERED


def read_delivery(services: Services, delivery_id: str) -> DeliveryFile:
    """Read on the database lane. Raises UserError(NOT_FOUND)."""
    queries = services.queries
    detail = queries.delivery(delivery_id)
    pact = queries.pact(detail.row.pact_id)
    last = next(one.last_delivery for one in queries.pacts() if one.id == detail.row.pact_id)
    return DeliveryFile(detail, last == detail.row.version, pact.state, _short_titles(services, pact))


def _short_titles(services: Services, pact: PactDetail) -> dict[str, str]:
    """A pact outlives the file of its regulation: without it, titles are the articles' own."""
    try:
        headings = services.regulations.get(pact.document.regulation_code).headings
    except UserError:
        return {}
    short = {heading.code: heading.short_title for heading in headings}
    articles = pact.document.articles
    return {article.id: short.get(article.heading, article.title) for article in articles}
