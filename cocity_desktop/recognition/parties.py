"""Who promises: of all the names in a line, the one that does what is said."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from cocity_desktop.application.recognition import Part, PartKind
from cocity_desktop.recognition.spans import Span

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator

    from cocity_desktop.recognition.line import Line
    from cocity_desktop.recognition.mentions import Mention

_ARTICLE = re.compile(r"(?<!\w)(?:il|lo|la|i|gli|le|l'|the|noi|anche)\s?(?:nostr[oaie]\s)?$")
_AGENT = re.compile(
    r"(?<!\w)(?:da parte d(?:i|el|ella|ell'|ei|egli|elle)|a cura d(?:i|el|ella|ell'|ei|egli|elle)|da(?:l|llo|lla|ll'|i|gli|lle)?|by(?: the)?)\s?$"
)
_OTHER_ROLE = re.compile(
    r"(?<!\w)(?:a|al|allo|alla|all'|ai|agli|alle|di|del|dello|della|dell'|dei|degli|delle|con|con il|con la|con i|con l'|in|nel|nella|nell'|nei|per|per il|per la|per i|per l'|"
    r"su|sul|sulla|sull'|tra|fra|to|of|with|for|in|at|to the|of the|with the|for the|in the|at the)\s?$"
)
_DUTY = re.compile(
    r"(?:tocca|spetta|compete|compito|carico|cura|incarico|onere|impegno|in capo|affidat[oaie])\s(?:a|al|allo|alla|all'|ai|agli|alle|del|della|dei|dell'|degli|di)\s?$"
)


def parties(line: Line, mentions: Iterable[Mention]) -> Iterator[Part]:
    """The one who promises, if the line says it."""
    ranked = sorted(
        ((_weight(line, mention), -mention.span.start, mention) for mention in mentions),
        key=lambda one: one[:2],
        reverse=True,
    )
    for weight, _, mention in ranked[:1]:
        if weight:
            kind = PartKind.PERSON if mention.name.person_id else PartKind.PARTY
            span = _with_introduction(line.plain, mention.span)
            yield Part(kind, span.start, span.end, party=mention.name)


def _weight(line: Line, mention: Mention) -> int:
    before = line.plain[: mention.span.start]
    if _DUTY.search(before):
        return 4
    if _OTHER_ROLE.search(before):
        return 0
    if _AGENT.search(before):
        return 2
    if not (_ARTICLE.search(before) or line.is_capital(mention.span.start)):
        return 0
    return 3


def _with_introduction(plain: str, span: Span) -> Span:
    for pattern in (_AGENT, _ARTICLE):
        if match := pattern.search(plain[: span.start]):
            return Span(match.start(), span.end)
    return span
