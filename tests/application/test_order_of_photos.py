"""Pictures of a place stand in an order that people choose; it is kept, undone, and the paper follows it."""

from __future__ import annotations

import io
import random
from typing import TYPE_CHECKING

import pytest
from PIL import Image

from cocity_desktop.application.attachments import (
    AttachFile,
    MovePhoto,
    attach_file,
    move_photo,
    remove_attachment,
)
from cocity_desktop.application.capture import CaptureEntry, capture_entry
from cocity_desktop.application.entries import AddPhoto, add_photo
from cocity_desktop.application.history import undo_last
from cocity_desktop.application.place_paper import place_sheet
from cocity_desktop.application.removal import Remove
from cocity_desktop.domain.errors import ErrorCode, UserError
from cocity_desktop.domain.meetings import EntryKind
from cocity_desktop.domain.pacts import Attachment, AttachmentRole

if TYPE_CHECKING:
    from tests.application.conftest import SmallHouse


def picture(colour: int) -> bytes:
    out = io.BytesIO()
    Image.new("RGB", (4, 3), (colour, 0, 0)).save(out, "png")
    return out.getvalue()


def attach(house: SmallHouse, place: str, name: str, role: AttachmentRole = AttachmentRole.PHOTO) -> str:
    return house.run(
        attach_file,
        AttachFile(
            name=name,
            media_type="image/png",
            content=picture(len(names(house, place))),
            role=role,
            place_id=place,
        ),
    )


def names(house: SmallHouse, place: str) -> list[str]:
    return [one.name for one in house.services.queries.place(place).attachments]


def move(house: SmallHouse, photo: str, position: int) -> None:
    house.run(move_photo, MovePhoto(photo_id=photo, position=position))


def test_photos_stand_as_they_were_added_until_one_is_moved(house: SmallHouse) -> None:
    place = house.ids["place"]
    ids = [attach(house, place, name) for name in "abc"]
    assert names(house, place) == ["a", "b", "c"]
    move(house, ids[2], 0)
    assert names(house, place) == ["c", "a", "b"]
    attach(house, place, "d")
    assert names(house, place) == ["c", "a", "b", "d"]
    house.run(remove_attachment, Remove(id=ids[0]))
    move(house, ids[2], 1)
    assert names(house, place) == ["b", "c", "d"]


def test_a_move_is_one_step_back(house: SmallHouse) -> None:
    place = house.ids["place"]
    ids = [attach(house, place, name) for name in "abc"]
    move(house, ids[0], 2)
    assert names(house, place) == ["b", "c", "a"]
    undo_last(house.services.new_unit_of_work())
    assert names(house, place) == ["a", "b", "c"]


def test_the_sheet_of_the_place_follows(house: SmallHouse) -> None:
    place = house.ids["place"]
    ids = [attach(house, place, name) for name in "abc"]
    move(house, ids[1], 0)
    assert [one.name for one in place_sheet(house.services, place).photos] == ["b", "a", "c"]


def test_plans_have_their_place_among_photos_and_papers_stay_behind(house: SmallHouse) -> None:
    place = house.ids["place"]
    attach(house, place, "relazione", AttachmentRole.REPORT)
    photo = attach(house, place, "foto")
    plan = attach(house, place, "pianta", AttachmentRole.SITE_PLAN)
    move(house, plan, 0)
    assert names(house, place) == ["pianta", "foto", "relazione"]
    move(house, photo, 99)
    assert names(house, place) == ["pianta", "foto", "relazione"]


def test_files_from_before_positions_can_be_moved(house: SmallHouse) -> None:
    """They all have 0, as migration 0005 leaves them."""
    place = house.ids["place"]
    ids = [attach(house, place, name) for name in "abcd"]
    uow = house.services.new_unit_of_work()
    with uow:
        for one in uow.find(Attachment, place_id=place):
            one.position = 0
        uow.commit("update_place")
    assert names(house, place) == ["a", "b", "c", "d"]
    attach(house, place, "e")
    assert names(house, place) == ["a", "b", "c", "d", "e"]
    move(house, ids[3], 1)
    assert names(house, place) == ["a", "d", "b", "c", "e"]


@pytest.mark.parametrize("seed", range(5))
def test_any_moves_equal_moves_in_a_list(house: SmallHouse, seed: int) -> None:
    chance, place = random.Random(seed), house.ids["place"]
    ids = {name: attach(house, place, name) for name in "abcdef"}
    order = list(ids)
    for _ in range(12):
        name, to = chance.choice(order), chance.randrange(8)
        order.remove(name)
        order.insert(to, name)
        move(house, ids[name], to)
        assert names(house, place) == order


def test_photos_of_a_line_are_moved_among_themselves(house: SmallHouse) -> None:
    meeting = house.meeting()

    def add(name: str, entry: str | None) -> str:
        photo = AddPhoto(
            meeting_id=meeting, entry_id=entry, name=name, media_type="image/png", content=name.encode()
        )
        return house.run(add_photo, photo)

    said = CaptureEntry(meeting_id=meeting, entry_kind=EntryKind.NOTE, text="La lavagna")
    entry = house.run(capture_entry, said)
    add("sala", None)
    add("uno", entry)
    move(house, add("due", entry), 0)
    entries = house.services.queries.meeting(meeting).entries
    shown = next(one for one in entries if one.id == entry).photos
    assert [one.name for one in shown] == ["due", "uno"]


def test_a_paper_has_no_place_among_pictures(house: SmallHouse) -> None:
    place = house.ids["place"]
    paper = attach(house, place, "relazione", AttachmentRole.REPORT)
    with pytest.raises(UserError) as refused:
        move(house, paper, 0)
    assert refused.value.code is ErrorCode.INVALID_VALUE
