"""Records found by their code: the end of an id, which an index of the search holds. Nothing is stored of it.

Who was erased is found by no code, as by no name.
"""

from __future__ import annotations

import json
from typing import TYPE_CHECKING, Any, Final

from cocity_desktop.domain.entity import Ref
from cocity_desktop.domain.record_code import as_code, tails
from cocity_desktop.storage.tables import CODE_TAIL, IS_CODED

if TYPE_CHECKING:
    from sqlalchemy import Connection

_BY_CODE: Final = f"""
    SELECT kind, entity_id FROM search_item
    WHERE {IS_CODED} AND {CODE_TAIL} IN (SELECT value FROM json_each(?))
        AND NOT EXISTS (SELECT 1 FROM people WHERE id = entity_id AND erased_number IS NOT NULL)
    ORDER BY entity_id
"""


def coded(connection: Connection, typed: str) -> list[Ref]:
    """The records whose code was typed, the oldest first: one, rarely more, and none when it is no code."""
    code = as_code(typed)
    if code is None:
        return []
    raw: Any = connection.connection.driver_connection
    rows = raw.execute(_BY_CODE, (json.dumps(list(tails(code))),)).fetchall()
    return [Ref(kind, entity_id) for kind, entity_id in rows]
