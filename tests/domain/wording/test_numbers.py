"""Numbers in words against a reading of them that shares nothing with the writing."""

from __future__ import annotations

import re

import pytest
from hypothesis import example, given
from hypothesis import strategies as st

from cocity_desktop.domain.wording.money import italian_money, money_of_law
from cocity_desktop.domain.wording.numbers import HIGHEST, in_words

KNOWN = {
    0: "zero", 1: "uno", 3: "tre", 8: "otto", 11: "undici", 17: "diciassette", 19: "diciannove", 20: "venti",
    21: "ventuno", 23: "ventitré", 28: "ventotto", 33: "trentatré", 38: "trentotto", 40: "quaranta", 41: "quarantuno",
    53: "cinquantatré", 66: "sessantasei", 71: "settantuno", 88: "ottantotto", 90: "novanta", 99: "novantanove",
    100: "cento", 101: "centouno", 103: "centotré", 108: "centotto", 111: "centoundici", 121: "centoventuno",
    180: "centottanta", 188: "centottantotto", 200: "duecento", 208: "duecentotto", 300: "trecento", 323: "trecentoventitré",
    500: "cinquecento", 888: "ottocentottantotto", 999: "novecentonovantanove", 1000: "mille", 1001: "milleuno",
    1003: "milletré", 1008: "milleotto", 1100: "millecento", 1240: "milleduecentoquaranta", 1500: "millecinquecento",
    1958: "millenovecentocinquantotto", 2000: "duemila", 2003: "duemilatré", 2027: "duemilaventisette", 3000: "tremila",
    8000: "ottomila", 10000: "diecimila", 11000: "undicimila", 12345: "dodicimilatrecentoquarantacinque",
    21000: "ventunomila", 23000: "ventitremila", 33003: "trentatremilatré", 100000: "centomila", 101000: "centounomila",
    108000: "centottomila", 180000: "centottantamila", 200000: "duecentomila", 1000000: "un milione",
    1000001: "un milione uno", 1200000: "un milione duecentomila", 2000000: "due milioni", 3000003: "tre milioni tre",
    23000000: "ventitré milioni", 100000000: "cento milioni",
    999999999: "novecentonovantanove milioni novecentonovantanovemilanovecentonovantanove",
}  # fmt: skip


@pytest.mark.parametrize(("number", "words"), KNOWN.items())
def test_known_numbers(number, words):
    assert in_words(number) == words


# A reader: it takes the longest piece it knows off the front, and adds or multiplies.
_PIECES = {
    "zero": 0, "uno": 1, "un": 1, "due": 2, "tre": 3, "quattro": 4, "cinque": 5, "sei": 6, "sette": 7, "otto": 8, "nove": 9,
    "dieci": 10, "undici": 11, "dodici": 12, "tredici": 13, "quattordici": 14, "quindici": 15, "sedici": 16,
    "diciassette": 17, "diciotto": 18, "diciannove": 19,
    "vent": 20, "trent": 30, "quarant": 40, "cinquant": 50, "sessant": 60, "settant": 70, "ottant": 80, "novant": 90,
}  # fmt: skip
_READ = re.compile(
    r"mille|mila|cent(?:o(?!tt))?|(?:venti?|(?:trent|quarant|cinquant|sessant|settant|ottant|novant)a?)"
    r"|zero|undici|dodici|tredici|quattordici|quindici|sedici|diciassette|diciotto|diciannove|dieci"
    r"|quattro|cinque|sette|otto|nove|uno?|due|tre|sei"
)


def read(words: str) -> int:
    total = 0
    *millions, rest = re.split(r" milion[ei] ?", words.replace("é", "e"))
    if millions:
        total += read_below(millions[0]) * 1_000_000
    return total + (read_below(rest) if rest else 0)


def read_below(word: str) -> int:
    done = block = 0
    at = 0
    while at < len(word):
        match = _READ.match(word, at)
        assert match, word[at:]
        piece, at = match[0], match.end()
        if piece == "mille":
            done, block = done + 1000, 0
        elif piece == "mila":
            done, block = done + block * 1000, 0
        elif piece.startswith("cent"):
            block = max(block, 1) * 100
        else:
            block += _PIECES.get(piece, _PIECES.get(piece[:-1], -(10**9)))
    return done + block


@given(st.integers(0, HIGHEST))
@example(0)
@example(HIGHEST)
def test_words_read_back_as_the_number(number):
    assert read(in_words(number)) == number


def test_all_numbers_below_two_thousand_are_different_and_read_back():
    words = [in_words(number) for number in range(2000)]
    assert len(set(words)) == 2000
    assert [read(word) for word in words] == list(range(2000))


@given(st.integers(0, HIGHEST))
def test_spelling_has_no_vowels_that_fall(number):
    words = in_words(number)
    assert not re.search(r"(?:venti|[aeo]nta)(?:uno|otto)|centoott|oo|tre$(?<!^tre)(?<! tre)", words)


@pytest.mark.parametrize("number", [-1, HIGHEST + 1])
def test_what_has_no_words_is_refused(number):
    with pytest.raises(ValueError, match=str(number)):
        in_words(number)


@pytest.mark.parametrize(
    ("cents", "short", "law"),
    [
        (150000, "1.500 euro", "1.500,00 euro (millecinquecento/00)"),
        (124050, "1.240,50 euro", "1.240,50 euro (milleduecentoquaranta/50)"),
        (5, "0,05 euro", "0,05 euro (zero/05)"),
        (100, "1 euro", "1,00 euro (uno/00)"),
        (300_000_000_00, "300.000.000 euro", "300.000.000,00 euro (trecento milioni/00)"),
        (1_000_000_000_00, "1.000.000.000 euro", "1.000.000.000,00 euro"),
    ],
)
def test_money(cents, short, law):
    assert italian_money(cents) == short
    assert money_of_law(cents) == law
