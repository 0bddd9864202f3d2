"""Papers about people's data to print in tests: one person's, and a notice nobody has checked."""

from __future__ import annotations

from datetime import UTC, date, datetime

from cocity_desktop.application.document_views import HouseLine
from cocity_desktop.application.views.people_data import DataLine, DataSection, NoticePaper, PersonData

HOUSE = HouseLine("h", "Casa di prova", "via Esempio 8", "Torino", "")
PERSON = PersonData(
    person_id="p",
    name="Ada Esempio",
    house=HOUSE,
    made_at=datetime(2027, 2, 11, 17, 30, tzinfo=UTC),
    sections=(
        DataSection("person", ((DataLine("given_name", "Ada"), DataLine("family_name", "Esempio")),)),
        DataSection(
            "contacts",
            tuple((DataLine("kind", "phone"), DataLine("value", f"011 {n}")) for n in range(60)),
        ),
        DataSection("history", ()),
    ),
    content={},
)
NOTICE = NoticePaper(
    HOUSE, "Informativa", "2", date(2027, 1, 7), "Chi tratta i tuoi dati.\n\nPerché.", to_verify=True
)
