"""A place with everything for the tests of its sheet: real place names, invented people."""

from __future__ import annotations

import io
from dataclasses import replace

from PIL import Image

from cocity_desktop.application.views.place_sheet import PlacePhoto, PlaceProcess, PlaceSheet
from cocity_desktop.domain.lifecycle import ProcessState
from cocity_desktop.domain.pacts import AttachmentRole
from cocity_desktop.domain.places import PlaceNature, Strand
from cocity_desktop.mapping.files import LocalMapFiles
from tests.documents.map_samples import RESOURCES, RING, mark
from tests.documents.samples import HOUSE, MADE_AT

_GROUND = LocalMapFiles(RESOURCES).built_in()


def picture(form: str = "JPEG", mode: str = "RGB", size: tuple[int, int] = (320, 240)) -> bytes:
    """A photo of one colour."""
    out = io.BytesIO()
    Image.new(mode, size, "teal" if mode != "RGBA" else (0, 128, 128, 90)).save(out, form)
    return out.getvalue()


PLACE = PlaceSheet(
    house=HOUSE,
    at=MADE_AT,
    language="it",
    name="Cortile del nido",
    nature=PlaceNature.TANGIBLE,
    strand=Strand.C,
    address="via Fleming 20",
    city="Torino",
    district=8,
    quarter="Lingotto",
    cadastre="foglio 1401, particella 12",
    owner="Ada Esempio",
    constraints="Vincolo paesaggistico: chiedere a Bruno Prova, bruno@example.org",
    state_of_use="chiuso dal 2021",
    description="Un cortile con sette tigli.\n\nDue rastrelliere.",
    mark=mark("Cortile del nido", 7.685, 45.075, geometry={"type": "Polygon", "coordinates": [RING]}),
    ground=tuple(_GROUND.shapes()),
    attribution=_GROUND.facts.attribution,
    photos=(
        PlacePhoto("IMG_1.jpg", "Il portone, con Ada Esempio", AttachmentRole.PHOTO, picture()),
        PlacePhoto("pianta.png", "", AttachmentRole.SITE_PLAN, picture("PNG", "RGBA", (200, 600))),
        PlacePhoto("rotta.jpg", "", AttachmentRole.PHOTO, b"no picture at all"),
    ),
    left_out=1,
    processes=(
        PlaceProcess("Cortile aperto il sabato", ProcessState.SIGNED),
        PlaceProcess("", ProcessState.CONTACT),
    ),
)
BARE_PLACE = replace(
    PLACE, name="", strand=None, address="", city="", district=None, quarter="", cadastre="", owner="", constraints="",
    state_of_use="", description="", mark=None, ground=(), photos=(), left_out=0, processes=(),
)  # fmt: skip
