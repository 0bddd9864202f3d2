"""What a list is asked, and the window of it that comes back: no list is ever read whole."""

from __future__ import annotations

from dataclasses import asdict, dataclass, replace
from typing import TYPE_CHECKING, Any, Generic, Literal, TypeVar

from cocity_desktop.domain.entity import EntityId, JsonObject

if TYPE_CHECKING:
    from collections.abc import Mapping

Row = TypeVar("Row")
ListSort = Literal["name", "contact", "shape", "district", "people", "processes", "notice"]
SORTS: tuple[ListSort, ...] = ("name", "contact", "shape", "district", "people", "processes", "notice")


@dataclass(frozen=True, slots=True)
class ListQuestion:
    """Which lines of a list, and in what order.

    `words` are all to be found, each at the beginning of a word or, from three letters on, anywhere in one. `shape` is
    the kind of a group or the nature of a place; `lacks_notice` asks for those who still lack the privacy notice.
    `shapes` gives the order of the shapes as they are read, for the sort by them. Lines that are equal in what they are
    sorted by, or have nothing to be sorted by, come by name.
    """

    words: str = ""
    shape: str = ""
    district: int | None = None
    language: str = ""
    theme: str = ""
    lacks_notice: bool = False
    sort: ListSort = "name"
    descending: bool = False
    shapes: tuple[str, ...] = ()

    def filters(self) -> bool:
        """Whether it leaves lines out."""
        return bool(
            self.words.strip()
            or self.shape
            or self.district is not None
            or self.language
            or self.theme
            or self.lacks_notice
        )

    def to_plain(self) -> JsonObject:
        """What a saved filter keeps of it: what it leaves out lines by, and nothing else."""
        return {name: value for name, value in asdict(self).items() if name in _SAVED and value}

    def with_saved(self, plain: Mapping[str, Any]) -> ListQuestion:
        """The same order, with the filters of a saved one; what is not known here, or is of another type, is left out."""
        clean = replace(self, words="", shape="", district=None, language="", theme="", lacks_notice=False)
        known: dict[str, Any] = {
            name: value
            for name, value in plain.items()
            if name in _SAVED
            and isinstance(value, _SAVED[name])
            and isinstance(value, bool) == (name == _FLAG)
        }
        return replace(clean, **known)


_FLAG = "lacks_notice"
_SAVED: dict[str, type] = {
    "words": str, "shape": str, "district": int, "language": str, "theme": str, _FLAG: bool,
}  # fmt: skip


@dataclass(frozen=True, slots=True)
class Span:
    """Which part of the answer: `limit` rows from `offset` on.

    When `around` is found, the part of so many rows that it stands in, counted from the first, or two such parts where it
    stands near the edge of one.
    """

    offset: int = 0
    limit: int = 100
    around: EntityId | None = None


@dataclass(frozen=True, slots=True)
class Window(Generic[Row]):
    """A part of an answer. `count` lines pass, or at least so many when there are `more`; `total` are in the list.

    `position` is where the record asked for stands, None when it does not pass, stands
    far down an answer to words, or was not asked for.
    """

    rows: tuple[Row, ...]
    offset: int
    count: int
    more: bool
    total: int
    position: int | None = None


@dataclass(frozen=True, slots=True)
class Facets:
    """What there is to filter a list by: only values that some line has."""

    shapes: tuple[str, ...]
    districts: tuple[int, ...]
    languages: tuple[str, ...]
    themes: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class SavedFilterRow:
    """A question kept under a name."""

    id: EntityId
    name: str
    question: JsonObject
