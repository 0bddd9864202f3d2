"""One reading for the composer: the pact, and what its regulation says of headings and papers."""

from __future__ import annotations

from typing import TYPE_CHECKING, NamedTuple

from cocity_desktop.application.views.pacts import PactDetail
from cocity_desktop.domain.errors import UserError
from cocity_desktop.domain.pacts import AttachmentRole

if TYPE_CHECKING:
    from cocity_desktop.application.services import Services


class PactFile(NamedTuple):
    """`short_titles` by heading code, `roles` of the papers that the regulation wants by their code."""

    detail: PactDetail
    short_titles: dict[str, str]
    roles: dict[str, AttachmentRole]


def read_pact(services: Services, pact_id: str) -> PactFile:
    """Read on the database lane. Raises UserError(NOT_FOUND) for a pact that is not there.

    A pact outlives the file of its regulation (it keeps its own copy): without it, titles are the articles' own.
    """
    detail = services.queries.pact(pact_id)
    try:
        regulation = services.regulations.get(detail.document.regulation_code)
    except UserError:
        return PactFile(detail, {}, {})
    return PactFile(
        detail,
        {heading.code: heading.short_title for heading in regulation.headings},
        {rule.code: rule.role for rule in regulation.attachments},
    )
