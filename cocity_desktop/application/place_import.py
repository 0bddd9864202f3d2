"""Places taken in from a GeoJSON file: the same file twice changes nothing, a later edition changes what it changed.

A feature is told from others by its `id`, else by its name and address. What people changed here since stays theirs,
unless the file changed it too (`ImportedRow`). One that looks like a place that is here already waits for somebody to say
whether it is (`place_likeness`).
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field, replace
from typing import TYPE_CHECKING, Any

from cocity_desktop.application import forms
from cocity_desktop.application.maps import PlaceFeature, Step
from cocity_desktop.application.place_likeness import AlikePlace, alike_places
from cocity_desktop.application.places import PlaceFields, place_values
from cocity_desktop.application.views.place_import import FeatureAnswer, FeatureFate, FeatureOutcome
from cocity_desktop.domain import geometry as shapes
from cocity_desktop.domain.errors import ErrorCode, UserError
from cocity_desktop.domain.keeping import ImportedRow
from cocity_desktop.domain.places import Place

if TYPE_CHECKING:
    from collections.abc import Callable

    from cocity_desktop.application.changes import Changes
    from cocity_desktop.application.likeness import Matcher
    from cocity_desktop.application.ports import EntityReader, UnitOfWork

# What a property may be called, folded; the first that is there counts.
_WORDS: dict[str, tuple[str, ...]] = {
    "name": ("name", "nome", "denominazione", "titolo", "title", "luogo"),
    "address": ("address", "indirizzo", "via", "ubicazione"),
    "city": ("city", "citta", "città", "comune"),
    "quarter": ("quarter", "quartiere", "zona"),
    "district": ("district", "circoscrizione", "circ"),
    "owner": ("owner", "proprieta", "proprietà", "proprietario"),
    "cadastre": ("cadastre", "catasto", "foglio_particella"),
    "constraints": ("constraints", "vincoli"),
    "state_of_use": ("state_of_use", "stato_uso", "stato d'uso", "stato"),
    "description": ("description", "descrizione", "note"),
}
_LONG = ("constraints", "description")


@dataclass(frozen=True, slots=True, kw_only=True)
class ImportPlaces:
    """`source` is the file's name: editions of one file are known by it. `answers` by number, for features in doubt.

    Without an answer one in doubt is left out. SAME ties it to the place that it looks like, and fills in only what that
    place lacks; later editions of the file change it as they change the others.
    """

    source: str
    features: Sequence[PlaceFeature]
    answers: Mapping[int, FeatureAnswer] = field(default_factory=dict)


@dataclass(frozen=True, slots=True)
class _Plan:
    outcome: FeatureOutcome
    key: str
    given: dict[str, Any]
    row: ImportedRow | None = None
    place: Place | None = None


@dataclass(slots=True)
class _Known:
    """What is here: the features of earlier editions by key, their places by id."""

    rows: dict[str, ImportedRow]
    places: dict[str, Place]
    seen: set[str] = field(default_factory=set)


def no_step(_done: int, _total: int) -> None:
    """Nobody follows."""


def preview_places(
    cmd: ImportPlaces, reader: EntityReader, matcher: Matcher, step: Step = no_step
) -> tuple[FeatureOutcome, ...]:
    """What `import_place_features` would do, one outcome for each feature in the file's order. Nothing is written."""
    return tuple(plan.outcome for plan in _plans(cmd, reader, matcher, lambda: step(0, 0)))


def import_place_features(
    cmd: ImportPlaces, uow: UnitOfWork, matcher: Matcher, step: Step = no_step
) -> Changes:
    """Take in every feature that can come in, in one change that can be undone. Refused ones are left out.

    `created` is the first new place. Features say with `preview_places` why they are refused. What `step` raises leaves the
    archive as it was.
    """
    with uow:
        first = None
        plans = _plans(cmd, uow, matcher, lambda: step(0, len(cmd.features)))
        for done, plan in enumerate(plans):
            step(done, len(plans))
            fate, answer = plan.outcome.fate, cmd.answers.get(plan.outcome.number, FeatureAnswer.LEAVE)
            doubtful = fate is FeatureFate.DOUBTFUL
            if fate is FeatureFate.NEW or (doubtful and answer is FeatureAnswer.NEW):
                place = uow.add(Place(id=uow.new_id(), **_whole(plan.given)))
                _remember(uow, cmd.source, plan, place)
                first = first or place.id
            elif doubtful and answer is FeatureAnswer.SAME and plan.place is not None:
                forms.apply(plan.place, _lacking(plan.given, plan.place))
                _remember(uow, cmd.source, plan, plan.place)
            elif not doubtful and plan.row is not None and plan.place is not None:
                forms.apply(plan.place, _news(plan.given, plan.row, plan.place))
                plan.row.values = plan.given
        step(len(plans), len(plans))
        return uow.commit("import_place_features", created=first, subject=cmd.source)


def _remember(uow: UnitOfWork, source: str, plan: _Plan, place: Place) -> None:
    if plan.row is not None:  # the place it came to was removed here: the file brings it again
        plan.row.record_id, plan.row.values = place.id, plan.given
        return
    uow.add(
        ImportedRow(
            id=uow.new_id(),
            source=source,
            row_key=plan.key,
            record_kind=Place.KIND,
            record_id=place.id,
            values=plan.given,
        )
    )


def _plans(
    cmd: ImportPlaces, reader: EntityReader, matcher: Matcher, tick: Callable[[], object]
) -> list[_Plan]:
    rows = {row.row_key: row for row in reader.find(ImportedRow, source=cmd.source, record_kind=Place.KIND)}
    ids = [row.record_id for row in rows.values()]
    places = {place.id: place for place in reader.find(Place, id=ids)} if ids else {}
    known = _Known(rows, places)
    plans = [_plan(number, feature, known) for number, feature in enumerate(cmd.features, 1)]
    given = {plan.outcome.number: plan.given for plan in plans if plan.outcome.fate is FeatureFate.NEW}
    alike = alike_places(given, reader, matcher, tick)
    return [_in_doubt(plan, alike.get(plan.outcome.number)) for plan in plans]


def _in_doubt(plan: _Plan, alike: AlikePlace | None) -> _Plan:
    """The plan of a feature that looks like a place that is here: somebody is asked."""
    if alike is None:
        return plan
    outcome = replace(plan.outcome, fate=FeatureFate.DOUBTFUL, like=alike.place.name, because=alike.reasons)
    return replace(plan, outcome=outcome, place=alike.place)


def _plan(number: int, feature: PlaceFeature, known: _Known) -> _Plan:
    name = _said(feature, "name")
    try:
        given = _given(feature)
        key = feature.key or f"{given['name']}|{given['address']}".casefold()
        if key in known.seen:
            raise UserError(ErrorCode.FEATURE_TWICE, "id", key=key)
    except UserError as error:
        return _Plan(FeatureOutcome(number, name, FeatureFate.REFUSED, error), "", {})
    known.seen.add(key)
    row = known.rows.get(key)
    place = known.places.get(row.record_id) if row is not None else None
    if row is not None and place is not None:
        changed = tuple(_news(given, row, place))
        fate = FeatureFate.CHANGED if changed else FeatureFate.SAME
        return _Plan(FeatureOutcome(number, given["name"], fate, changes=changed), key, given, row, place)
    return _Plan(FeatureOutcome(number, given["name"], FeatureFate.NEW), key, given, row)


def _news(given: dict[str, Any], row: ImportedRow, place: Place) -> dict[str, Any]:
    """The fields that the file says otherwise than it did, and otherwise than the place has them."""
    return {
        name: value
        for name, value in given.items()
        if value != row.values.get(name) and value != getattr(place, name)
    }


def _lacking(given: dict[str, Any], place: Place) -> dict[str, Any]:
    """What the file says and the place does not; its point and shape together or not at all."""
    located = place.latitude is not None or place.geometry is not None
    where = ("latitude", "longitude", "geometry")
    return {
        name: value
        for name, value in given.items()
        if getattr(place, name) in (None, "") and not (located and name in where)
    }


def _whole(given: dict[str, Any]) -> dict[str, Any]:
    """The values of a new place, all fields checked by the rules of its form."""
    return place_values(PlaceFields(**given))


def _given(feature: PlaceFeature) -> dict[str, Any]:
    """What the feature says, as values that a place may have. Raises UserError."""
    said = {name: text for name in _WORDS if (text := _said(feature, name))}
    given: dict[str, Any] = {name: text for name, text in said.items() if name != "district"}
    given["name"] = forms.required("name", said.get("name", ""))
    given.setdefault("address", "")
    if district := "".join(
        letter for letter in said.get("district", "") if letter.isascii() and letter.isdigit()
    ):
        given["district"] = int(district[:4])
    if feature.geometry is not None:
        shape = shapes.checked(feature.geometry)
        longitude, latitude = shapes.anchor(shape)
        given |= {"geometry": shape, "longitude": longitude, "latitude": latitude}
    values = place_values(PlaceFields(**given))
    return {name: values[name] for name in given}


def _said(feature: PlaceFeature, field: str) -> str:
    folded = {key.strip().casefold(): value for key, value in feature.properties.items()}
    for word in _WORDS[field]:
        value = folded.get(word)
        if isinstance(value, bool) or not isinstance(value, str | int | float):
            continue
        text = " ".join(str(value).split()) if field not in _LONG else str(value).strip()
        if text:
            return text
    return ""
