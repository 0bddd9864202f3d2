"""Normal forms: two writings of one name meet, two names stay two, and a normal form is its own normal form."""

from __future__ import annotations

import unicodedata

import pytest
from hypothesis import given
from hypothesis import strategies as st

from cocity_desktop.domain.contact_forms import address_form, mail_key, phone_key, same_address
from cocity_desktop.domain.naming import ARTICLES, fold, group_name, words
from cocity_desktop.domain.person_names import given_names_agree, is_nickname, person_name, stands_for
from cocity_desktop.domain.registry import GroupKind

APOSTROPHES = ("'", "’", "‘", "ʼ", "`", "´", "′")
LETTERS = st.text(alphabet="abcdefghilmnopqrstuvzàèéìòù", min_size=3, max_size=9)
NAME = st.lists(LETTERS.filter(lambda word: fold(word) not in ARTICLES), min_size=1, max_size=4)
FORMS = (
    "Ass. ",
    "Associazione ",
    "ASS.NE ",
    "Associazione di promozione sociale ",
    "A.P.S. ",
    "Comitato ",
    "Onlus ",
    "",
)


@given(st.text())
def test_a_folded_text_is_its_own_fold(text: str) -> None:
    assert fold(fold(text)) == fold(text)


@given(st.text(alphabet=st.characters(categories=("L", "N", "P", "Zs")), max_size=30))
def test_case_and_the_way_of_composing_accents_make_no_difference(text: str) -> None:
    assert fold(unicodedata.normalize("NFD", text)) == fold(unicodedata.normalize("NFC", text))
    assert set(fold(text)) <= set(fold(text).casefold())


@given(NAME, st.sampled_from(FORMS), st.sampled_from(FORMS), st.randoms(use_true_random=False))
def test_a_group_is_called_the_same_whatever_its_form_and_the_order_of_its_words(
    name: list[str], one: str, other: str, chance: object
) -> None:
    shuffled = list(name)
    chance.shuffle(shuffled)  # type: ignore[attr-defined]
    first, second = group_name(one + " ".join(name)), group_name(other + " ".join(shuffled).upper())
    if group_name(" ".join(name)).forms == () == group_name(" ".join(shuffled)).forms:
        assert first.key == second.key


@pytest.mark.parametrize("apostrophe", APOSTROPHES)
def test_every_apostrophe_parts_the_same_words(apostrophe: str) -> None:
    assert words(f"Orto dell{apostrophe}Alloro") == ("orto", "dell", "alloro")
    assert person_name("Anna", f"D{apostrophe}Angelo").family == "dangelo"


@pytest.mark.parametrize(
    ("text", "proper", "kinds"),
    [
        ("Ass. Genitori Alloro", "alloro genitori", {GroupKind.ASSOCIATION}),
        (
            "Associazione dei Genitori Alloro A.P.S.",
            "alloro genitori",
            {GroupKind.ASSOCIATION, GroupKind.APS},
        ),
        ("Ass.ne L’Orto dell'Alloro", "alloro orto", {GroupKind.ASSOCIATION}),
        ("O.N.L.U.S. Casa aperta", "aperta casa", set()),
        ("Soc. coop. soc. Il Ponte", "ponte", {GroupKind.COOPERATIVE}),
        ("Gruppo informale «Amici del parco»", "amici parco", {GroupKind.INFORMAL_GROUP}),
        ("Gruppo genitori", "genitori", set()),
        ("Comitato", "comitato", set()),
        ("Amici del comitato verde", "amici comitato verde", set()),
        ("Prato ETS", "prato", {GroupKind.ETS}),
        ("Organizzazione di volontariato La Lucciola", "lucciola", {GroupKind.ODV}),
    ],
)
def test_legal_forms_are_parted_from_names(text: str, proper: str, kinds: set[GroupKind]) -> None:
    name = group_name(text)
    assert name.key == proper
    assert name.kinds == kinds


def test_particles_are_written_apart_or_not() -> None:
    assert person_name("Anna", "De Rosa").key == person_name("ANNA", "Derosa").key
    assert person_name("Sig.ra Anna", "Lo Russo").key == person_name("anna", "LoRusso").key
    assert person_name("dott.ssa Ada", "Prova").given == ("ada",)


@pytest.mark.parametrize(
    ("one", "other", "agree"),
    [
        ("Giuseppe", "Beppe", True), ("Pino", "Beppe", True), ("Lella", "Raffaella", True), ("Sandro", "Alessandro", True),
        ("Maria Grazia", "Mariagrazia", True), ("Maria Grazia", "Maria", True), ("G.", "Giuseppe", True), ("Nino", "Antonio", True),
        ("Pina", "Giuseppina", True), ("Mimmo", "Domenico", True), ("Gianni", "Giovanni", True),
        ("Mario", "Maria", False), ("Andrea", "Angela", False), ("G.", "Mario", False), ("Paolo", "Paola", False),
    ],
)  # fmt: skip
def test_given_names_of_one_person(one: str, other: str, agree: bool) -> None:
    assert given_names_agree(words(one), words(other)) is agree
    assert given_names_agree(words(other), words(one)) is agree


@given(LETTERS, LETTERS)
def test_nicknames_go_both_ways(one: str, other: str) -> None:
    assert is_nickname(fold(one), fold(other)) == is_nickname(fold(other), fold(one))
    assert fold(one) in stands_for(fold(one))


@pytest.mark.parametrize(
    "written",
    [
        "+39 347 123 45 67",
        "0039-3471234567",
        "347/1234567",
        "393471234567",
        "347.12.34.567 ",
        "+39 (347) 1234567",
    ],
)
def test_a_phone_is_what_is_dialled(written: str) -> None:
    assert phone_key(written) == "3471234567"


def test_phones_that_are_others_stay_others() -> None:
    assert phone_key("011 555 123") == phone_key("+39 011 555123") == "011555123"
    assert phone_key("+33 1 23 45 67 89") == "+33123456789"
    assert phone_key("non c’è") == phone_key("112") == ""


@given(st.text(alphabet="0123456789 -/.+()", max_size=20))
def test_a_normal_phone_is_its_own_normal_form(text: str) -> None:
    key = phone_key(text)
    if len(key) < 12:
        assert phone_key(key) in {key, phone_key(phone_key(key))}


def test_mails() -> None:
    assert mail_key(" <Ada.Prova@Example.ORG> ") == "ada.prova@example.org"
    assert mail_key("mailto:ada.prova+orto@gmail.com") == mail_key("adaprova@googlemail.com")
    assert mail_key("ada.prova@example.org") != mail_key("adaprova@example.org")
    assert mail_key("ada prova") == mail_key("@example.org") == ""


@pytest.mark.parametrize(
    ("one", "other", "same"),
    [
        ("C.so A. Picco n. 12/B, 10131 Torino", "corso Alberto Picco 12b", True),
        ("P.za d'Armi 1", "Piazza D’Armi, civico 1", True),
        ("v. Alloro 3", "Via Alloro n.3 Torino (TO)", True),
        ("via Alloro 3", "via Alloro 5", False),
        ("via Alloro 3", "corso Alloro 3", False),
        ("via Mario Prova 3", "via Luigi Prova 3", False),
        ("p.zza Vittorio 5 bis", "piazza Vittorio 5/bis", True),
        ("", "", False),
    ],
)
def test_addresses(one: str, other: str, same: bool) -> None:
    assert same_address(address_form(one), address_form(other)) is same
    assert same_address(address_form(other), address_form(one)) is same


@given(st.text(max_size=40))
def test_words_alone_are_folded_as_among_signs(text: str) -> None:
    """A text of words and spaces takes a shorter way."""
    assert fold(text) == fold(f"{text} !")
