"""Every commitment of the table gives the sentence that stands beside it; any other gives a well-formed one."""

from __future__ import annotations

import re
import tomllib
from pathlib import Path

import pytest
from hypothesis import example, given
from hypothesis import strategies as st

from cocity_desktop.domain.commitments import PartyKind
from cocity_desktop.domain.registry import GroupKind
from cocity_desktop.domain.sentences import OldSentence, is_piece, reconcile, split_sentences
from cocity_desktop.domain.wording.parties import Party
from cocity_desktop.domain.wording.sentence import Promise, commitment_sentence
from cocity_desktop.domain.wording.text import folded, tidy
from cocity_desktop.domain.wording.verb_list import REGULAR
from cocity_desktop.domain.wording.verbs import verb_form

TABLE = tomllib.loads((Path(__file__).parent / "commitments.toml").read_text(encoding="utf-8"))["commitment"]


def promise_of(row) -> Promise:
    group = GroupKind(row["group"]) if "group" in row else None
    names = row.get("parties", [row.get("party", "")])
    return Promise(
        what=row["what"],
        parties=tuple(Party(name, PartyKind(row.get("kind", "group")), group) for name in names),
        due_on=row.get("due"),
        starts_on=row.get("starts"),
        recurrence=row.get("often", ""),
        money_cents=row.get("cents"),
        hours=row.get("hours"),
        materials=row.get("materials", ""),
    )


def test_the_table_has_what_was_asked_for():
    assert len(TABLE) >= 120
    assert len({row["says"] for row in TABLE}) >= 120


@pytest.mark.parametrize("row", TABLE, ids=[f"{n}-{row['what'][:30]}" for n, row in enumerate(TABLE, 1)])
def test_a_commitment_gives_its_sentence(row):
    assert commitment_sentence(promise_of(row)) == row["says"]


@pytest.mark.parametrize("row", TABLE, ids=[f"{n}-{row['what'][:30]}" for n, row in enumerate(TABLE, 1)])
def test_a_sentence_stays_one_sentence_when_its_article_is_edited(row):
    """Else its sources would stay with one half of it."""
    assert split_sentences(row["says"]) == [row["says"]]


# --- Any text -------------------------------------------------------------------------------------------------

VERBS = (
    "pulisce",
    "apriamo",
    "fornire",
    "curano",
    "porto",
    "darà",
    "tiene",
    "consegna",
    "è",
    "può",
    "ci",
    "si",
    "non",
)
NOUNS = (
    "il cortile",
    "le chiavi",
    "due panchine",
    "l’orto",
    "pulizia",
    "apertura",
    "turni",
    "mille euro",
    "€ 30",
    "40 ore",
)
SMALL = (
    "e",
    "e la",
    "e lo",
    ",",
    "che",
    "con",
    "dei",
    "a",
    "ogni sabato",
    "entro il 30 aprile",
    "nostro",
    "noi",
    "da",
    ".",
    ":",
    "?",
)
wordings = st.lists(st.sampled_from((*VERBS, *NOUNS, *SMALL)), max_size=9).map(" ".join)
anything = st.one_of(
    wordings,
    st.text(alphabet="abàeèiìoòuù bcdfgst'’«»\"()[]-–.,;:!?€0123456789\n\t", max_size=60),
    st.text(max_size=40),
    st.sampled_from(sorted(REGULAR.split())).map(lambda verb: f"{verb} il cortile"),
)
names = st.one_of(
    st.sampled_from(
        (
            "Comune di Torino",
            "associazione Orto",
            "Sportello Casa",
            "Amici del Parco",
            "Studenti",
            "Zona Nord",
            "",
            "«X»",
        )
    ),
    st.text(max_size=25),
)
days = st.one_of(st.none(), st.dates())
promises = st.builds(
    Promise,
    what=anything,
    parties=st.lists(
        st.builds(
            Party, name=names, kind=st.sampled_from(PartyKind), group_kind=st.one_of(st.none(), st.sampled_from(GroupKind))
        ),
        max_size=3,
    ).map(tuple),
    due_on=days,
    starts_on=days,
    recurrence=st.one_of(st.just(""), wordings, st.text(max_size=20)),
    money_cents=st.one_of(st.none(), st.integers(0, 10**13)),
    hours=st.one_of(st.none(), st.integers(0, 10**6)),
    materials=st.one_of(st.just(""), wordings, st.text(max_size=30)),
)  # fmt: skip


@given(promises)
def test_any_promise_gives_one_well_formed_sentence(promise):
    said = commitment_sentence(promise)
    assert said.endswith(".")
    assert not said.endswith("..")
    assert said == said.strip()
    assert "  " not in said
    assert "\n" not in said
    assert not re.search(r"[,;:]\.$", said)
    assert said[:1] == said[:1].upper()


plain_promises = st.builds(
    Promise,
    what=st.lists(st.sampled_from((*VERBS, *NOUNS, "con", "e", ",", "ogni sabato")), min_size=1, max_size=8).map(" ".join),
    parties=st.lists(
        st.builds(
            Party,
            name=st.sampled_from(("Comune di Torino", "associazione Orto", "Sportello Casa", "Amici del Parco", "Studenti", "")),
            kind=st.sampled_from(PartyKind),
            group_kind=st.one_of(st.none(), st.sampled_from(GroupKind)),
        ),
        min_size=1,
        max_size=3,
    ).map(tuple),
    due_on=days,
    starts_on=days,
    recurrence=st.sampled_from(("", "ogni sabato", "mensile", "boh")),
    money_cents=st.one_of(st.none(), st.integers(0, 10**9)),
    hours=st.one_of(st.none(), st.integers(0, 300)),
    materials=st.sampled_from(("", "due scale", "scale, secchi e vernice")),
)  # fmt: skip
WRONG = (
    r"\bdi (?:il|lo|la|i|gli|le)\b", r"\bdal? l’", r"\bentro l [0-9]", r"\b[Ll]o [Aa]ssociazione", r"\b[Ii]l [SsZz]portello",
    r"\b[Ii]l [aeiou]", r"\b[Ii] [Aa]mici", r"\b[Ii] [Ss]tudenti", r"\ba a[a-z]", r"\bentro il (?:8|11) ", r"\bdal (?:8|11) ",
    r"\(\s*\)", r"\[\s*\]", r"«\s*»", r" ,", r",,", r"\bNone\b",
)  # fmt: skip


@given(plain_promises)
@example(Promise(what="apriamo e apriamo", parties=(Party("Amici"),)))
def test_no_junction_of_ours_is_wrong_italian(promise):
    said = commitment_sentence(promise)
    ours = said if "«" not in said else said[: said.index("«")]
    assert [wrong for wrong in WRONG if re.search(wrong, ours)] == []


@given(promises)
def test_no_word_of_the_promise_is_lost(promise):
    """Each stands in the sentence: itself, as the infinitive of its verb, in the party's name, or as «si impegna»."""
    said = commitment_sentence(promise)
    there = {folded(word) for word in re.findall(r"\w+", said)}
    run_together = folded(said)
    for word in re.findall(r"\w+[’']?", tidy(promise.what)):
        plain = folded(word)
        form = verb_form(word)
        stem = folded(form.infinitive)[:-1] if form else ""
        assert (
            plain in there
            or (stem and any(one.startswith(stem) for one in there))
            or (plain in {"ci", "mi"} and "si" in run_together)  # «ci occupiamo», «occuparsi»
            or any(one.endswith(plain) for one in there)  # «lo porta», «portarlo»
        ), word


def test_two_promises_of_one_party_are_two_sentences_to_an_edit():
    """The frame they share is no likeness: else the sources of one would pass to the other."""
    old = "Il Comune di Torino si impegna a fornire due rastrelliere entro il 30 aprile 2027."
    for new in (
        "Il Comune di Torino si impegna a riparare il rubinetto del cortile entro il 30 aprile 2027.",
        "Il Comune di Torino si impegna a dare l’acqua.",
        "Il Comune di Torino si impegna, entro il 30 aprile 2027, a quanto segue: «boh».",
    ):
        (placed,) = reconcile([OldSentence("s1", old)], new)
        assert placed.old_id is None, new
        assert not is_piece(old, new), new


def test_a_promise_that_is_reworded_keeps_its_sources():
    old = "Il Comune di Torino si impegna a fornire due rastrelliere entro il 30 aprile 2027."
    for new in (
        "Il Comune di Torino si impegna a fornire tre rastrelliere entro il 31 maggio 2027.",
        "La Città di Torino si impegna a fornire due rastrelliere, con una somma di 300,00 euro (trecento/00).",
        "Il Comune di Torino fornisce due rastrelliere entro il 30 aprile 2027.",
    ):
        (placed,) = reconcile([OldSentence("s1", old)], new)
        assert "s1" in (placed.old_id, *placed.parents), new
