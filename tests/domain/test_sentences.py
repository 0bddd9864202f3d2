"""Prose and its sentences: an edit loses no word, and a sentence that survives it keeps its identity."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from cocity_desktop.domain.sentences import (
    OldSentence,
    PlacedSentence,
    join_sentences,
    reconcile,
    split_paragraphs,
    split_sentences,
)

WORDS = st.lists(
    st.sampled_from(["il", "cortile", "resta", "aperto", "fino", "alle", "nove", "Comune", "porta"]),
    min_size=2,
    max_size=9,
)
SENTENCE = WORDS.map(lambda words: " ".join(words).capitalize() + ".")
TEXT = st.lists(st.lists(SENTENCE, min_size=1, max_size=4), max_size=4).map(
    lambda paragraphs: "\n".join(" ".join(sentences) for sentences in paragraphs)
)
ANYTHING = st.text(max_size=300)


def as_old(text: str) -> list[OldSentence]:
    return [OldSentence(str(place), sentence.text) for place, sentence in enumerate(reconcile([], text))]


@pytest.mark.parametrize(
    ("paragraph", "sentences"),
    [
        ("Si apre. Si chiude.", ["Si apre.", "Si chiude."]),
        (
            "Come dice l’art. 5 del Reg. 391. Poi si vede.",
            ["Come dice l’art. 5 del Reg. 391.", "Poi si vede."],
        ),
        ("Ai sensi del D.Lgs. 117/2017 si fa.", ["Ai sensi del D.Lgs. 117/2017 si fa."]),
        ("Prot. n. 12. Del 3 maggio.", ["Prot. n. 12.", "Del 3 maggio."]),
        ("Chi apre? Noi! E chi chiude…", ["Chi apre?", "Noi!", "E chi chiude…"]),
        ("Disse: «Va bene.» Poi andò.", ["Disse: «Va bene.»", "Poi andò."]),
        ("alle 9.30 si apre", ["alle 9.30 si apre"]),
        ("", []),
    ],
)
def test_sentences_end_where_a_reader_says(paragraph: str, sentences: list[str]) -> None:
    assert split_sentences(paragraph) == sentences


@given(ANYTHING)
def test_splitting_loses_no_word(text: str) -> None:
    words = [word for line in split_paragraphs(text) for one in split_sentences(line) for word in one.split()]
    assert words == text.split()


@given(TEXT)
def test_an_article_that_is_not_changed_keeps_every_sentence(text: str) -> None:
    old = as_old(text)
    again = reconcile(old, text)
    assert [one.text for one in again] == [one.text for one in old]
    assert sorted(one.old_id or "" for one in again) == sorted(one.id for one in old)
    assert not any(one.changed for one in again)


@given(TEXT)
def test_prose_put_together_again_is_the_same_prose(text: str) -> None:
    placed = [(one.paragraph, one.text) for one in reconcile([], text)]
    assert join_sentences(placed) == "\n".join(split_paragraphs(text))


@given(TEXT, ANYTHING | TEXT)
def test_an_old_sentence_is_continued_at_most_once(before: str, after: str) -> None:
    old = as_old(before)
    placed = reconcile(old, after)
    heirs = [one.old_id for one in placed if one.old_id is not None]
    assert len(heirs) == len(set(heirs))
    assert set(heirs) <= {one.id for one in old}
    assert [word for one in placed for word in one.text.split()] == after.split()
    words = {one.id: one.text for one in old}
    assert all(one.changed == (words[one.old_id] != one.text) for one in placed if one.old_id)


@given(TEXT, SENTENCE)
def test_a_sentence_put_first_takes_no_other_s_place(text: str, new: str) -> None:
    old = as_old(text)
    placed = reconcile(old, f"{new}\n{text}")
    unchanged = [one.old_id for one in placed if one.old_id and not one.changed]
    assert sorted(unchanged) == sorted(one.id for one in old)


def test_a_reworded_sentence_stays_itself_and_a_new_one_is_new() -> None:
    old = [
        OldSentence("a", "Il cortile resta aperto fino alle nove."),
        OldSentence("b", "Il Comune porta l’acqua."),
    ]
    placed = reconcile(old, "Il cortile resta aperto fino alle dieci. Nessuno paga niente a nessun altro.")
    assert [(one.old_id, one.changed) for one in placed] == [("a", True), (None, False)]


def test_sentences_that_move_keep_their_identity() -> None:
    old = [OldSentence("a", "Si apre presto."), OldSentence("b", "La chiave sta al bar.")]
    placed = reconcile(old, "La chiave sta al bar.\nSi apre presto.")
    assert [(one.old_id, one.paragraph, one.position) for one in placed] == [("b", 0, 0), ("a", 1, 1)]


WHOLE = OldSentence("a", "Il cortile resta aperto il sabato mattina e la chiave la tiene il bar.")
OTHER = OldSentence("b", "Le fioriere le bagna la scuola ogni settimana.")


def kin(placed: list[PlacedSentence]) -> list[set[str]]:
    """What each sentence comes from, continued or shared."""
    return [{one.old_id, *one.parents} - {None} for one in placed]  # type: ignore[misc]


def test_both_halves_of_a_sentence_come_from_it() -> None:
    text = f"Il cortile resta aperto il sabato mattina. La chiave la tiene il bar. {OTHER.text}"
    assert kin(reconcile([WHOLE, OTHER], text)) == [{"a"}, {"a"}, {"b"}]


def test_a_joined_sentence_comes_from_both() -> None:
    text = f"{WHOLE.text[:-1]}, {OTHER.text[0].lower()}{OTHER.text[1:]}"
    assert kin(reconcile([WHOLE, OTHER], text)) == [{"a", "b"}]


def test_words_brought_along_are_parents_and_never_continued() -> None:
    placed = reconcile([OTHER], f"{OTHER.text} {WHOLE.text} {WHOLE.text}", [WHOLE])
    assert [(one.old_id, one.parents) for one in placed] == [("b", ()), (None, ("a",)), (None, ("a",))]


def test_part_of_what_was_brought_along_counts_too() -> None:
    piece = OldSentence("a", "la chiave la tiene il bar")
    assert kin(reconcile([], "Di solito, fino a sera, la chiave la tiene il bar.", [piece])) == [{"a"}]
    assert kin(reconcile([], "La chiave si chiede al Comune.", [piece])) == [set()]


def test_a_sentence_that_was_not_touched_gives_nothing_to_its_neighbour() -> None:
    placed = reconcile([WHOLE, OTHER], f"{WHOLE.text} La chiave la tiene il bar. {OTHER.text}")
    assert kin(placed) == [{"a"}, set(), {"b"}]


def test_the_likest_sentence_is_continued_whatever_the_order() -> None:
    old = [
        OldSentence("a", "Il cortile apre il sabato alle nove."),
        OldSentence("b", "Il cortile apre la domenica."),
    ]
    placed = reconcile(old, "Il cortile apre ogni domenica. Il cortile apre il sabato alle dieci.")
    assert [one.old_id for one in placed] == ["b", "a"]
