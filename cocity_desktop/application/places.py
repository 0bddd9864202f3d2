"""Use cases of the commons."""

from __future__ import annotations

from dataclasses import dataclass, replace
from dataclasses import fields as dataclass_fields
from typing import TYPE_CHECKING, Any

from cocity_desktop.application import forms
from cocity_desktop.application.views.place_map import PlaceMark, standing_of
from cocity_desktop.domain import geometry as shapes
from cocity_desktop.domain.entity import EntityId, JsonObject
from cocity_desktop.domain.errors import ErrorCode, UserError
from cocity_desktop.domain.places import Place, PlaceNature, Strand, Whereabouts, settled

if TYPE_CHECKING:
    from cocity_desktop.application.changes import Changes
    from cocity_desktop.application.ports import UnitOfWork
    from cocity_desktop.application.removal import Remove
    from cocity_desktop.application.views.registry import PlaceDetail


@dataclass(frozen=True, slots=True, kw_only=True)
class PlaceFields:
    """What the form of a place holds. Coordinates are WGS 84 degrees, both or neither.

    `geometry` is a GeoJSON geometry as `domain.geometry.checked` wants it.
    """

    name: str
    nature: PlaceNature = PlaceNature.TANGIBLE
    strand: Strand | None = None
    address: str = ""
    city: str = "Torino"
    district: int | None = None
    quarter: str = ""
    latitude: float | None = None
    longitude: float | None = None
    geometry: JsonObject | None = None
    cadastre: str = ""
    owner: str = ""
    constraints: str = ""
    state_of_use: str = ""
    description: str = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class RegisterPlace:
    """A new commons."""

    fields: PlaceFields


@dataclass(frozen=True, slots=True, kw_only=True)
class UpdatePlace:
    """New values for a commons."""

    place_id: EntityId
    fields: PlaceFields


def register_place(cmd: RegisterPlace, uow: UnitOfWork) -> Changes:
    """Add a place. Raises UserError on the field that is wrong."""
    with uow:
        place = uow.add(Place(id=uow.new_id(), **place_values(cmd.fields)))
        return uow.commit("register_place", created=place.id, subject=place.name)


def update_place(cmd: UpdatePlace, uow: UnitOfWork) -> Changes:
    """Write the form of a place. Raises UserError on the field that is wrong."""
    with uow:
        place = uow.get(Place, cmd.place_id)
        before = Whereabouts(place.latitude, place.longitude, place.geometry)
        forms.apply(place, place_values(cmd.fields, before))
        return uow.commit("update_place", subject=place.name)


def remove_place(cmd: Remove, uow: UnitOfWork) -> Changes:
    """Take a place out. Raises UserError(STILL_REFERENCED) while a process is about it."""
    with uow:
        place = uow.get(Place, cmd.id)
        uow.remove(place)
        return uow.commit("remove_place", subject=place.name)


def with_shape(place: PlaceDetail, geometry: JsonObject | None) -> PlaceFields:
    """The fields of a place with another shape, for `UpdatePlace`. Raises UserError(INVALID_GEOMETRY).

    Its point goes with the shape, unless it lies inside the shape's box already; without a shape it stays, and a place
    that is only a point is nowhere then.
    """
    fields = PlaceFields(**{one.name: getattr(place, one.name) for one in dataclass_fields(PlaceFields)})
    if geometry is None:
        kept = (fields.latitude, fields.longitude) if takes_room(place.geometry) else (None, None)
        return replace(fields, geometry=None, latitude=kept[0], longitude=kept[1])
    shape = shapes.checked(geometry)
    box = shapes.bounds(shape)
    at = (fields.longitude, fields.latitude)
    if (
        at[0] is None
        or at[1] is None
        or not (box.west <= at[0] <= box.east and box.south <= at[1] <= box.north)
    ):
        at = shapes.anchor(shape)
    return replace(fields, geometry=shape, longitude=at[0], latitude=at[1])


def takes_room(geometry: JsonObject | None) -> bool:
    """Whether there is more to draw than the sign of a place."""
    return geometry is not None and geometry.get("type") != "Point"


def mark_of(place: PlaceDetail) -> PlaceMark | None:
    """The place as a sign on a map, None when nobody has said where it is."""
    try:
        shape = shapes.checked(place.geometry) if place.geometry is not None else None
    except UserError:
        shape = None  # kept before shapes were checked
    if place.longitude is not None and place.latitude is not None:
        at = (place.longitude, place.latitude)
    elif shape is not None:
        at = shapes.anchor(shape)
    else:
        return None
    standing = standing_of(process.state for process in place.processes)
    return PlaceMark(
        place.id, place.name, place.address, place.quarter, place.district, place.nature, standing, *at, shape
    )


def shape_measures(geometry: JsonObject) -> shapes.Measures:
    """Square metres and metres of a shape (see `domain.geometry`). Raises UserError(INVALID_GEOMETRY)."""
    return shapes.measures(shapes.checked(geometry))


def place_values(fields: PlaceFields, before: Whereabouts | None = None) -> dict[str, Any]:
    """The fields as a place keeps them, which was `before` elsewhere. Raises UserError on the field that is wrong."""
    _check_coordinates(fields.latitude, fields.longitude)
    shape = None if fields.geometry is None else shapes.checked(fields.geometry)
    where = settled(Whereabouts(fields.latitude, fields.longitude, shape), before)
    return {
        "name": forms.required("name", fields.name),
        "nature": fields.nature,
        "strand": fields.strand,
        "address": forms.within("address", fields.address.strip()),
        "city": forms.within("city", fields.city.strip()),
        "district": forms.district("district", fields.district),
        "quarter": forms.within("quarter", fields.quarter.strip()),
        "latitude": where.latitude,
        "longitude": where.longitude,
        "geometry": where.geometry,
        "cadastre": forms.within("cadastre", fields.cadastre.strip()),
        "owner": forms.within("owner", fields.owner.strip()),
        "constraints": forms.within("constraints", fields.constraints.strip(), forms.LONG),
        "state_of_use": forms.within("state_of_use", fields.state_of_use.strip()),
        "description": forms.within("description", fields.description.strip(), forms.LONG),
    }


def _check_coordinates(latitude: float | None, longitude: float | None) -> None:
    if (latitude is None) != (longitude is None):
        raise UserError(ErrorCode.REQUIRED, "longitude" if longitude is None else "latitude")
    if latitude is not None and not -90 <= latitude <= 90:
        raise UserError(ErrorCode.INVALID_VALUE, "latitude")
    if longitude is not None and not -180 <= longitude <= 180:
        raise UserError(ErrorCode.INVALID_VALUE, "longitude")
