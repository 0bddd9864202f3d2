"""Search finds records by any piece of their words, whatever the accents, and forgets what was removed."""

from __future__ import annotations

from datetime import UTC, datetime
from typing import TYPE_CHECKING, Any

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from cocity_desktop.application.history import redo_last, undo_last
from cocity_desktop.domain.kinds import KINDS
from cocity_desktop.domain.meetings import Entry, Meeting
from cocity_desktop.domain.processes import Process
from cocity_desktop.domain.record import field_specs
from cocity_desktop.domain.registry import Group, Person
from cocity_desktop.storage import finding, search

if TYPE_CHECKING:
    from cocity_desktop.storage.archive import Archive


SAID = datetime(2027, 1, 2, tzinfo=UTC)


def found(archive: Archive, words: str, limit: int = 20) -> list[str]:
    with archive.reader() as connection:
        return [ref.id for ref in finding.find(connection, words, limit)]


def add(archive: Archive, *records: tuple[type, dict[str, Any]]) -> list[str]:
    with archive.unit_of_work("") as uow:
        ids = [uow.add(cls(id=uow.new_id(), **fields)).id for cls, fields in records]
        uow.commit("add")
    return ids


@pytest.fixture
def groups(archive: Archive) -> dict[str, str]:
    names = (
        "Genitori dell’Università",
        "Amici del Giardino Perché No",
        "Comitato via Alloro",
        "Orto di via Po",
        "Alloro e Rosmarino APS",
    )
    ids = add(archive, *((Group, {"name": name}) for name in names))
    return dict(zip(names, ids, strict=True))


@pytest.mark.parametrize(
    ("words", "name"),
    [
        ("universita", "Genitori dell’Università"),
        ("UNIVERSITÀ", "Genitori dell’Università"),
        ("dell'università", "Genitori dell’Università"),
        ("dell universita genitori", "Genitori dell’Università"),
        ("niversit", "Genitori dell’Università"),
        ("perche", "Amici del Giardino Perché No"),
        ("via po", "Orto di via Po"),
        ("po via", "Orto di via Po"),
        ("or", "Orto di via Po"),
        ("p", "Orto di via Po"),
        ("aps", "Alloro e Rosmarino APS"),
    ],
)
def test_words_find_names(archive: Archive, groups: dict[str, str], words: str, name: str) -> None:
    assert groups[name] in found(archive, words)


@pytest.mark.parametrize(
    "words", ["", "   ", "’", "%", "_", '"', "zzz", "alloro zzz", "via zz", "' OR 1=1 --", "*"]
)
def test_what_is_not_there_is_not_found_and_signs_are_no_commands(
    archive: Archive, groups: dict[str, str], words: str
) -> None:
    assert found(archive, words) == []


def test_names_that_begin_so_come_first(archive: Archive, groups: dict[str, str]) -> None:
    assert found(archive, "alloro") == [groups["Alloro e Rosmarino APS"], groups["Comitato via Alloro"]]
    assert found(archive, "alloro", limit=1) == [groups["Alloro e Rosmarino APS"]]


def test_names_come_before_texts(archive: Archive) -> None:
    text, name = add(
        archive, (Group, {"name": "Uno", "description": "curano il cortile"}), (Group, {"name": "Il cortile"})
    )
    assert found(archive, "cortile") == [name, text]


def meeting_of(archive: Archive) -> str:
    with archive.unit_of_work("") as uow:
        process = uow.add(Process(id=uow.new_id(), title="Percorso", opened_on=SAID.date()))
        meeting = uow.add(Meeting(id=uow.new_id(), process_id=process.id, title="Primo", starts_at=SAID))
        uow.commit("schedule")
    return meeting.id


def say(archive: Archive, meeting: str, *texts: str) -> list[str]:
    return add(archive, *((Entry, {"meeting_id": meeting, "text": text, "said_at": SAID}) for text in texts))


def test_the_index_takes_over_at_rest_what_waited_for_it(archive: Archive) -> None:
    """Texts are read through until the index takes them up: nobody sees a difference."""
    meeting = meeting_of(archive)
    for number in range(150):
        say(archive, meeting, f"Il cancello {number}")
        assert len(found(archive, "cancello", limit=500)) == number + 1
    before = found(archive, "cancello 1", limit=500)
    assert pending(archive.database.raw) > 150
    search.tend(archive.database)
    assert pending(archive.database.raw) == 0
    assert found(archive, "cancello 1", limit=500) == before


def test_few_texts_go_on_waiting_at_rest(archive: Archive) -> None:
    say(archive, meeting_of(archive), "Il cancello")
    search.tend(archive.database)
    assert pending(archive.database.raw) > 0


def test_never_too_many_wait(archive: Archive) -> None:
    meeting = meeting_of(archive)
    say(archive, meeting, *(f"Il cancello {number}" for number in range(search._WAITING_AT_MOST)))
    assert pending(archive.database.raw) == 0


@pytest.mark.parametrize("at_rest", [False, True])
@pytest.mark.parametrize(
    ("words", "begins_first"), [("cortile", False), ("il cortile", True), ("il", True), ("ti cor", False)]
)
def test_however_many_are_found_names_come_first_and_then_what_was_written_last(
    archive: Archive, at_rest: bool, words: str, begins_first: bool
) -> None:
    begins, has = add(
        archive, (Group, {"name": "Il cortile ti aspetta"}), (Group, {"name": "Chi per il cortile ti ama"})
    )
    said = say(archive, meeting_of(archive), *(f"Ti dico che il cortile {number}" for number in range(200)))
    if at_rest:
        search.tend(archive.database)
    names = [begins, has] if begins_first else [has, begins]
    assert found(archive, words, limit=12) == [*names, *said[:-11:-1]]


def test_words_that_stand_apart_are_found_together_and_short_ones_at_the_beginning_of_words(
    archive: Archive,
) -> None:
    meeting = meeting_of(archive)
    wanted, other = say(archive, meeting, "Le chiavi dell’orto a Eva", "Le chiavi del cancello")
    for words in ("orto chiavi", "ch or", "eva a le", "e chiavi ort"):
        assert found(archive, words) == [wanted], words
    assert found(archive, "le chi") == [other, wanted]
    assert found(archive, "hi") == []


def test_what_changes_or_goes_is_followed(archive: Archive) -> None:
    (person,) = add(archive, (Person, {"given_name": "Anna", "family_name": "Bianchi"}))
    with archive.unit_of_work("") as uow:
        uow.get(Person, person).family_name = "Verdi"
        uow.commit("update")
    assert (found(archive, "bianchi"), found(archive, "verdi anna")) == ([], [person])
    with archive.unit_of_work("") as uow:
        uow.remove(uow.get(Person, person))
        uow.commit("remove")
    assert found(archive, "verdi") == []
    undo_last(archive.unit_of_work(""))
    assert found(archive, "verdi") == [person]
    undo_last(archive.unit_of_work(""))
    assert found(archive, "bianchi") == [person]
    redo_last(archive.unit_of_work(""))
    assert found(archive, "verdi") == [person]


@settings(max_examples=40, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(st.lists(st.tuples(st.sampled_from(["add", "edit", "remove"]), st.integers(0, 30)), max_size=60))
def test_the_index_kept_up_equals_the_index_made_anew(
    new_archive: Any, tmp_path_factory: Any, steps: list[tuple[str, int]]
) -> None:
    archive = new_archive(tmp_path_factory.mktemp("a") / "casa")
    search._WAITING_AT_MOST, before = 5, search._WAITING_AT_MOST  # type: ignore[misc]
    try:
        for step, number in steps:
            with archive.unit_of_work("") as uow:
                existing = uow.find(Group)
                chosen = existing[number % len(existing)] if existing else None
                if step == "add" or chosen is None:
                    uow.add(
                        Group(id=uow.new_id(), name=f"gruppo {number}", description=f"testo {number % 3}")
                    )
                elif step == "edit":
                    chosen.name = f"nuovo nome {number}"
                else:
                    uow.remove(chosen)
                uow.commit(step)
        words = ("gruppo", "nuovo", "testo 1", "nu", "gruppo 2")
        kept_up = [found(archive, word, 99) for word in words]
        raw = archive.database.raw
        raw.execute("INSERT INTO search (search, rank) VALUES ('integrity-check', 1)") if not pending(
            raw
        ) else None
        with archive.database.writing():
            search.rebuild(raw)
        assert [sorted(found(archive, word, 99)) for word in words] == [sorted(ids) for ids in kept_up]
    finally:
        search._WAITING_AT_MOST = before  # type: ignore[misc]
        archive.close()


def pending(raw: Any) -> int:
    return int(
        raw.execute(
            "SELECT count(*) FROM search_item WHERE item > (SELECT ifnull(max(id), 0) FROM search_docsize)"
        ).fetchone()[0]
    )


def test_what_is_declared_searchable_exists() -> None:
    for kind, searchable in search.SEARCHABLE.items():
        texts = {spec.name for spec in field_specs(KINDS[kind]) if spec.python_type is str}
        assert set(searchable.title + searchable.body) <= texts


@given(st.text())
def test_folding_twice_is_folding_once(text: str) -> None:
    assert search.fold(search.fold(text)) == search.fold(text)


@given(st.text(max_size=40))
def test_words_alone_are_folded_as_among_signs(text: str) -> None:
    """A text of words and spaces takes a shorter way."""
    assert search.fold(text) == search.fold(f"{text} -")


WORDS = ("orto", "orti", "via", "il", "po", "cortile", "torto", "a")


def expected(texts: list[tuple[str, str, str]], words: str, limit: int) -> list[str]:
    """The whole order, by reading everything: `texts` are id, title and body, the earliest first."""
    whole = "".join(f" {word}" for word in words.split())
    pieces = [word if len(word) >= search.TRIGRAM else f" {word}" for word in words.split()]
    found = []
    for age, (one, *both) in enumerate(texts):
        title, body = ("".join(f" {word}" for word in text.split()) for text in both)
        if all(piece in title for piece in pieces):
            sort = 0 if title.startswith(whole) else 1 if whole in title else 2
        elif all(piece in title + body for piece in pieces):
            sort = 3
        else:
            continue
        found.append((sort, -age, one))
    return [one for *_order, one in sorted(found)[:limit]]


some_words = st.lists(st.sampled_from(WORDS), max_size=4).map(" ".join)


@settings(max_examples=60, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(
    texts=st.lists(st.tuples(some_words, some_words), min_size=1, max_size=40),
    asked=st.lists(st.sampled_from((*WORDS, "rt", "ort", "cor", "tor")), min_size=1, max_size=3).map(
        " ".join
    ),
    indexed=st.integers(0, 40),
    limit=st.integers(1, 8),
)
def test_however_it_is_asked_the_order_is_that_of_reading_everything(
    new_archive: Any,
    tmp_path_factory: Any,
    texts: list[tuple[str, str]],
    asked: str,
    indexed: int,
    limit: int,
) -> None:
    if all(len(word) == 1 for word in asked.split()):
        asked = "il"
    archive = new_archive(tmp_path_factory.mktemp("a") / "casa")
    finding._FEW, before = 5, finding._FEW  # type: ignore[misc]
    try:
        ids = []
        for some, at_rest in ((texts[:indexed], True), (texts[indexed:], False)):
            ids += add(archive, *((Group, {"name": name or "x", "description": text}) for name, text in some))
            if at_rest:
                archive.database.raw.execute(search._INDEX_PENDING)
        told = [(one, name or "x", text) for one, (name, text) in zip(ids, texts, strict=True)]
        assert found(archive, asked, limit) == expected(told, asked, limit)
    finally:
        finding._FEW = before  # type: ignore[misc]
        archive.close()


@pytest.mark.parametrize(("words", "most"), [("maria", 3), ("maria ro", 4), ("zoe", 4)])
def test_a_key_asks_the_driver_little_however_many_are_found(archive: Archive, words: str, most: int) -> None:
    """Each question costs about as much as all that FTS5 does for a rare word."""
    add(archive, *((Person, {"given_name": "Maria", "family_name": f"Rossi{n}"}) for n in range(200)))
    search.tend(archive.database)
    asked: list[str] = []
    with archive.reader() as connection:
        archive.database.raw.set_trace_callback(asked.append)
        found_refs = finding.find(connection, words, 12)
        archive.database.raw.set_trace_callback(None)
    # Trees of the index are read by statements of its own, which the driver tells with a comment sign.
    questions = [one for one in asked if not one.startswith("--")]
    assert len(questions) <= most, questions
    assert len(found_refs) == (0 if words == "zoe" else 12)


def test_no_pattern_is_bound_to_a_like() -> None:
    """SQLite plans such a statement anew at each key."""
    from cocity_desktop.storage import abbreviations

    asked = [
        finding._asked(sort, 2, short, waits)
        for sort in finding._Sort
        for short in (False, True)
        for waits in (False, True)
    ]
    for sql in (*asked, finding._READ_THROUGH, *vars(abbreviations).values()):
        assert "LIKE :" not in str(sql)
