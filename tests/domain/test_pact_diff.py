"""Two states of a pact: each article and each sentence once, with its fate, whatever moved where."""

from __future__ import annotations

from random import Random
from time import process_time

from hypothesis import given
from hypothesis import strategies as st

from cocity_desktop.domain.pact_diff import (
    ArticleChange,
    ArticleDiff,
    ArticleState,
    SentenceChange,
    SentenceState,
    compare,
)
from cocity_desktop.domain.text_diff import new_of, old_of

S = SentenceChange


def article(key: str, number: int, *sentences: str, title: str = "Titolo") -> ArticleState:
    """Sentences as `id=text`."""
    parts = [one.partition("=") for one in sentences]
    return ArticleState(key, number, title, tuple(SentenceState(one, 0, text) for one, _, text in parts))


def told(diff: ArticleDiff) -> list[tuple[SentenceChange, str]]:
    return [(line.change, line.id) for line in diff.sentences]


def test_what_went_stands_where_it_stood_and_before_what_came() -> None:
    (one,) = compare(
        [article("a", 1, "x=Uno.", "y=Due.", "z=Tre.")], [article("a", 1, "x=Uno.", "n=Nuova.", "z=Tre tre.")]
    )
    assert told(one) == [(S.SAME, "x"), (S.REMOVED, "y"), (S.ADDED, "n"), (S.REWORDED, "z")]
    assert one.change is ArticleChange.CHANGED


def test_a_sentence_that_went_to_another_article_says_where_it_came_from_and_went() -> None:
    old = [article("a", 1, "x=Uno.", "y=Due."), article("b", 2, "z=Tre.")]
    new = [article("a", 1, "x=Uno."), article("b", 2, "z=Tre.", "y=Due.")]
    first, second = compare(old, new)
    assert [(line.change, line.other) for line in first.sentences] == [(S.SAME, 0), (S.LEFT, 2)]
    assert [(line.change, line.other) for line in second.sentences] == [(S.SAME, 0), (S.MOVED, 1)]


def test_so_does_one_that_was_carried_there_under_a_new_id() -> None:
    old = [article("a", 1, "x=Uno.", "y=Due."), article("b", 2, "z=Tre.")]
    new = [article("a", 1, "x=Uno."), article("b", 2, "z=Tre.", "w=Due.")]
    _, second = compare(old, new)
    assert told(second) == [(S.SAME, "z"), (S.MOVED, "w")]


def test_an_article_that_is_gone_stands_behind_the_one_before_it() -> None:
    old = [article("a", 1), article("b", 2, "x=Uno."), article("c", 3)]
    new = [article("a", 1), article("c", 2), article("d", 3, "n=Nuova.")]
    found = compare(old, new)
    assert [(one.id, one.change) for one in found] == [
        ("a", ArticleChange.SAME),
        ("b", ArticleChange.REMOVED),
        ("c", ArticleChange.RENUMBERED),
        ("d", ArticleChange.ADDED),
    ]
    assert told(found[1]) == [(S.REMOVED, "x")]
    assert told(found[3]) == [(S.ADDED, "n")]


def test_another_title_is_a_change() -> None:
    (one,) = compare([article("a", 1, title="Prima")], [article("a", 1, title="Dopo")])
    assert (one.change, one.differs) == (ArticleChange.CHANGED, True)
    (same,) = compare([article("a", 1)], [article("a", 1)])
    assert not same.differs


STATES = st.lists(
    st.tuples(st.sampled_from("abc"), st.sampled_from("uvwxyz"), st.sampled_from(("Uno.", "Due."))),
    max_size=6,
)


def state(rows: list[tuple[str, str, str]]) -> list[ArticleState]:
    """Each sentence id once, in whichever article comes first."""
    seen: set[str] = set()
    under: dict[str, list[SentenceState]] = {}
    for home, key, text in rows:
        if key not in seen:
            seen.add(key)
            under.setdefault(home, []).append(SentenceState(key, 0, text))
    return [ArticleState(home, n, home, tuple(under[home])) for n, home in enumerate(under, start=1)]


@given(STATES, STATES)
def test_either_state_can_be_read_out_of_the_comparison(
    before: list[tuple[str, str, str]], after: list[tuple[str, str, str]]
) -> None:
    old, new = state(before), state(after)
    left = {one.id: [line.text for line in one.sentences] for one in old}
    right = {one.id: [line.text for line in one.sentences] for one in new}
    for one in compare(old, new):
        stands = [line for line in one.sentences if line.change not in (S.REMOVED, S.LEFT)]
        stood = [line for line in one.sentences if line.change not in (S.ADDED, S.MOVED)]
        assert [new_of(line.pieces) for line in stands] == right.get(one.id, [])
        assert [old_of(line.pieces) for line in stood] == left.get(one.id, [])


def test_sixty_articles_of_a_thousand_words_are_compared_at_once() -> None:
    random = Random(2)
    old, new = [], []
    for number in range(60):
        texts = [" ".join(f"parola{int(400 * random.random() ** 3)}" for _ in range(20)) for _ in range(50)]
        others = [text.replace("parola7", "altra") if random.random() < 0.1 else text for text in texts]
        for articles, written in ((old, texts), (new, others)):
            sentences = tuple(SentenceState(f"{number}-{n}", 0, text) for n, text in enumerate(written))
            articles.append(ArticleState(str(number), number + 1, "Titolo", sentences))
    # The quickest of three: others use the machine too.
    spent = []
    for _ in range(3):
        start = process_time()
        compare(old, new)
        spent.append(process_time() - start)
    assert min(spent) < 0.1
