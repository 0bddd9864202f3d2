"""An export that is stopped, or whose disk is full, read-only or gone: words, and neither half a file nor a note."""

from __future__ import annotations

import subprocess
import tempfile
from typing import TYPE_CHECKING

import pytest

from cocity_desktop.application.document_views import HouseLine
from cocity_desktop.application.export_ports import ExportForm, ExportSubject
from cocity_desktop.application.exporting import FORMS, ExportRequest, make_export, read_export
from cocity_desktop.application.steps import part, pieces
from cocity_desktop.domain.errors import EnvironmentFault, ErrorCode
from cocity_desktop.domain.places import Place
from cocity_desktop.domain.registry import ContactKind, ContactPoint, Group, Person
from cocity_desktop.error_messages import words_for

if TYPE_CHECKING:
    from collections.abc import Iterator
    from pathlib import Path

    from cocity_desktop.application.importing.ports import Step
    from tests.application.conftest import SmallHouse

HOUSE = HouseLine("h", "Casa di prova", "", "Torino", "")
OLD = b"quello di prima"
ROOM = 64 * 1024
"""Octets: the small disk."""


class Stopped(Exception):
    """What a step raises when somebody stops the work."""


def fill(house: SmallHouse, count: int) -> None:
    with house.services.new_unit_of_work() as uow:
        for number in range(count):
            group = uow.add(
                Group(
                    id=uow.new_id(), name=f"Gruppo {number}", address=f"via Esempio {number}",
                    description="".join(chr(33 + (number * 7919 + place * place) % 90) for place in range(300)),
                )
            )  # fmt: skip
            person = uow.add(Person(id=uow.new_id(), given_name="Ada", family_name=f"Prova{number}"))
            uow.add(Place(id=uow.new_id(), name=f"Luogo {number}"))
            for about in ({"group_id": group.id}, {"person_id": person.id}):
                uow.add(
                    ContactPoint(
                        id=uow.new_id(), contact_kind=ContactKind.POST, value=f"via {number}", **about
                    )
                )
        uow.commit("found_house")


def write(house: SmallHouse, request: ExportRequest, file: Path, step: Step) -> None:
    """As the window does it."""
    services = house.services
    content = read_export(request, services.outgoing, part(step, 0, 0.3))
    made = make_export(
        content, services.out_files, services.mailing, HOUSE, house.clock.now(), part(step, 0.3, 0.9)
    )
    services.write_pieces(file, pieces(made, part(step, 0.9, 1), 4_096))


def stopping_at(number: int) -> tuple[Step, list[int]]:
    told: list[int] = []

    def step(done: int, _total: int) -> None:
        told.append(done)
        if len(told) == number:
            raise Stopped

    return step, told


@pytest.mark.parametrize("form", sorted({form for forms in FORMS.values() for form in forms}))
def test_stopped_at_any_step_nothing_is_written(
    house: SmallHouse, form: ExportForm, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    fill(house, 210)
    subject = next(one for one in FORMS if form in FORMS[one])
    request, file = ExportRequest(subject=subject, form=form), tmp_path / "fuori" / f"file.{form.value}"
    file.parent.mkdir()
    scratch = tmp_path / "appunti"
    scratch.mkdir()
    monkeypatch.setattr(tempfile, "tempdir", str(scratch))
    file.write_bytes(OLD)
    all_steps, told = stopping_at(-1)
    write(house, request, tmp_path / "intero", all_steps)
    assert told == sorted(told)
    assert len(told) > 3
    for number in sorted({1, 2, len(told) // 2, len(told) - 1, len(told)}):
        with pytest.raises(Stopped):
            write(house, request, file, stopping_at(number)[0])
        assert file.read_bytes() == OLD
        assert [one.name for one in file.parent.iterdir()] == [file.name]
        assert list(scratch.iterdir()) == []


@pytest.fixture
def stick(tmp_path: Path) -> Iterator[Path]:
    """A small disk of its own, as a stick is."""
    place = tmp_path / "chiavetta"
    place.mkdir()
    command = ["mount", "-t", "tmpfs", "-o", f"size={ROOM}", "tmpfs", str(place)]
    mounted = subprocess.run(command, check=False, capture_output=True)
    if mounted.returncode:
        pytest.skip(f"no right to mount a small disk: {mounted.stderr.decode().strip()}")
    yield place
    subprocess.run(["umount", "-l", str(place)], check=False, capture_output=True)


def refused(house: SmallHouse, file: Path, step: Step = lambda _done, _total: None) -> EnvironmentFault:
    request = ExportRequest(subject=ExportSubject.GROUPS, form=ExportForm.CSV)
    with pytest.raises(EnvironmentFault) as caught:
        write(house, request, file, step)
    assert words_for(caught.value)
    return caught.value


def names(place: Path) -> list[str]:
    return sorted(one.name for one in place.iterdir())


def test_a_full_disk_keeps_what_was_there(house: SmallHouse, stick: Path) -> None:
    fill(house, 300)
    file = stick / "gruppi.csv"
    file.write_bytes(OLD)
    assert refused(house, file).code is ErrorCode.DISK_FULL
    assert (names(stick), file.read_bytes()) == (["gruppi.csv"], OLD)


def test_a_stick_that_is_pulled_while_it_is_written(house: SmallHouse, stick: Path) -> None:
    """The last pieces go nowhere: what is told is that the file is not there, and nothing lies in the empty folder."""
    fill(house, 50)
    pulled: list[int] = []

    def step(done: int, _total: int) -> None:
        if done > 950 and not pulled:
            pulled.append(done)
            subprocess.run(["umount", "-l", str(stick)], check=True)

    assert refused(house, stick / "gruppi.csv", step).code is ErrorCode.FILE_UNWRITABLE
    assert pulled
    assert names(stick) == []


def test_a_disk_that_is_read_only(house: SmallHouse, stick: Path) -> None:
    fill(house, 5)
    subprocess.run(["mount", "-o", "remount,ro", str(stick)], check=True)
    assert refused(house, stick / "gruppi.csv").code is ErrorCode.DIRECTORY_READ_ONLY
    assert names(stick) == []
