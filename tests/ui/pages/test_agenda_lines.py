"""An agenda being written, as data: whatever keys are pressed, no line is lost and sub-items stay with their point."""

from __future__ import annotations

from hypothesis import given
from hypothesis import strategies as st

from cocity_desktop.application.meetings import NewItem
from cocity_desktop.ui.pages.meetings.agenda_lines import AgendaLines, sum_words
from tests.ui.fakes import speaking


def lines(*words: str) -> AgendaLines:
    """Words that begin with a space are sub-items."""
    made = AgendaLines()
    made.extend(NewItem(title=word.strip(), is_sub=word.startswith(" ")) for word in words)
    return made


def told(made: AgendaLines) -> list[str]:
    return [f"{row.number} {row.item.title}" for row in made.rows()]


def key(made: AgendaLines, title: str) -> str:
    return next(row.key for row in made.rows() if row.item.title == title)


def test_points_and_sub_items_are_numbered() -> None:
    made = lines("A", " a", " b", "B", "C", " c")
    assert told(made) == ["1 A", "1.1 a", "1.2 b", "2 B", "3 C", "3.1 c"]
    assert [row.family_minutes for row in made.rows()] == [20, 0, 0, 0, 10, 0]


def test_the_first_line_is_always_a_point() -> None:
    made = lines(" a", "B")
    assert told(made) == ["1 a", "2 B"]
    assert not made.indent(key(made, "a"))


def test_a_point_moves_over_whole_points_with_its_sub_items() -> None:
    made = lines("A", " a", "B", " b", "C")
    assert made.move(key(made, "A"), 1)
    assert told(made) == ["1 B", "1.1 b", "2 A", "2.1 a", "3 C"]
    assert made.move(key(made, "C"), -1)
    assert told(made) == ["1 B", "1.1 b", "2 C", "3 A", "3.1 a"]
    assert not made.move(key(made, "B"), -1)
    assert not made.move(key(made, "A"), 1)


def test_a_sub_item_moves_within_its_point_and_over_the_edge_into_the_next() -> None:
    made = lines("A", " a", " b", "B")
    assert made.move(key(made, "b"), -1)
    assert told(made) == ["1 A", "1.1 b", "1.2 a", "2 B"]
    assert made.move(key(made, "a"), 1)
    assert told(made) == ["1 A", "1.1 b", "2 B", "2.1 a"]
    assert made.move(key(made, "a"), -1)
    assert told(made) == ["1 A", "1.1 b", "1.2 a", "2 B"]
    assert made.move(key(made, "b"), -1) is False, "nothing stands before the first point"


def test_in_and_out_take_what_belongs_along() -> None:
    made = lines("A", "B", " b")
    assert made.indent(key(made, "B"))
    assert told(made) == ["1 A", "1.1 B", "1.2 b"]
    assert made.outdent(key(made, "B"))
    assert told(made) == ["1 A", "2 B", "2.1 b"]
    assert not made.outdent(key(made, "A"))


def test_a_point_is_dropped_between_points_only() -> None:
    made = lines("A", " a", " b", "B", "C")
    assert made.drop(key(made, "C"), 2)
    assert told(made) == ["1 C", "2 A", "2.1 a", "2.2 b", "3 B"]
    assert made.drop(key(made, "b"), 5)
    assert told(made) == ["1 C", "2 A", "2.1 a", "3 B", "3.1 b"]
    assert not made.drop(key(made, "A"), 1), "it stands there already"


def test_a_point_leaves_with_its_sub_items_and_they_are_remembered() -> None:
    made = AgendaLines()
    made.extend(
        [
            NewItem(title="A", item_id="1"),
            NewItem(title="a", is_sub=True, item_id="2"),
            NewItem(title="new", is_sub=True),
            NewItem(title="B", item_id="3"),
        ]
    )
    made.remove("1")
    assert (told(made), made.removed) == (["1 B"], ["1", "2"])


def test_other_words_leave_a_line_where_it_is() -> None:
    made = lines("A", " a")
    made.change(key(made, "a"), NewItem(title="b", planned_minutes=7))
    assert told(made) == ["1 A", "1.1 b"]
    assert made.total() == 7


ACTS = st.tuples(st.sampled_from(("up", "down", "in", "out", "drop")), st.integers(0, 30), st.integers(0, 30))


@given(st.lists(st.booleans(), min_size=1, max_size=8), st.lists(ACTS, max_size=25))
def test_no_line_is_ever_lost(subs: list[bool], acts: list[tuple[str, int, int]]) -> None:
    made = AgendaLines()
    made.extend(NewItem(title=str(place), is_sub=is_sub) for place, is_sub in enumerate(subs))
    for act, which, where in acts:
        chosen = made.rows()[which % len(subs)].key
        family = _family(made, chosen)
        {
            "up": lambda c=chosen: made.move(c, -1),
            "down": lambda c=chosen: made.move(c, 1),
            "in": lambda c=chosen: made.indent(c),
            "out": lambda c=chosen: made.outdent(c),
            "drop": lambda c=chosen, w=where: made.drop(c, w % (len(subs) + 1)),
        }[act]()
        assert sorted(row.item.title for row in made.rows()) == sorted(map(str, range(len(subs))))
        assert not made.items()[0].is_sub
        if act in ("up", "down", "drop"):
            assert _family(made, chosen) == family


def _family(made: AgendaLines, chosen: str) -> list[str]:
    """The titles of a point and its sub-items; of a sub-item its own."""
    rows = made.rows()
    at = next(place for place, row in enumerate(rows) if row.key == chosen)
    number = rows[at].number
    return [row.item.title for row in rows if row.number == number or row.number.startswith(f"{number}.")]


def test_the_sum_is_told_against_the_planned_length() -> None:
    with speaking("it"):
        assert sum_words(0, 0, 90) == ""
        assert sum_words(5, 102, 90) == "5 punti, 102 min: 12 minuti in più del tempo previsto"
        assert sum_words(1, 91, 90) == "1 punto, 91 min: 1 minuto in più del tempo previsto"
        assert sum_words(2, 89, 90) == "2 punti, 89 min: resta libero 1 minuto"
        assert sum_words(2, 90, 90) == "2 punti, 90 min: giusto il tempo previsto"
        assert sum_words(2, 90, 0) == "2 punti, 90 min"
