"""A town for the bench of the registry: people and groups with Italian names, written in bulk, past the unit of work.

Names are drawn as they are spread in life: a few are many people's, most are rare, so that true namesakes are there.
"""

from __future__ import annotations

import random
from datetime import UTC, datetime, timedelta
from typing import TYPE_CHECKING, Any

from cocity_desktop.domain.house import House
from cocity_desktop.domain.kinds import KINDS
from cocity_desktop.domain.meetings import Attendance, Meeting
from cocity_desktop.domain.processes import Participation, Process
from cocity_desktop.domain.registry import ContactKind, ContactPoint, Group, GroupKind, Membership, Person
from cocity_desktop.storage import lines, search
from cocity_desktop.storage.codec import codec_of

if TYPE_CHECKING:
    from cocity_desktop.domain.entity import Entity
    from cocity_desktop.storage.archive import Archive

NOW = datetime(2027, 2, 11, 15, 0, tzinfo=UTC)

_GIVEN = (
    "Maria Anna Giuseppe Antonio Giovanni Francesca Luca Marco Paolo Laura Sara Giulia Chiara Andrea Matteo Elena "
    "Roberto Stefano Alessandro Alessandra Federica Silvia Davide Simone Valentina Martina Lorenzo Riccardo Daniela "
    "Patrizia Carla Rosa Angela Teresa Lucia Caterina Michele Vincenzo Salvatore Domenico Enrico Fabio Giorgio Sergio "
    "Massimo Claudio Claudia Monica Barbara Cristina Paola Irene Alice Giada Greta Noemi Aurora Sofia Emma Tommaso "
    "Edoardo Gabriele Pietro Filippo Nicola Emanuele Samuele Daniele Mohamed Fatima Amina Youssef Ahmed Ion Elena "
    "Mihai Adriana Wei Lin Chen Oksana Olga Irina Blessing Joy Precious Abdou Mamadou Aïcha Léa José Inés Zoë"
)
_BEGIN = (
    "Ros Bian Fer Rus Esp Ric Mar Gre Bru Gal Con Del Man Riz Lom Mor Bar Fon San Mari Rin Car Gen Sil Vil Fab Pel Ser "
    "Val Cat Mon Tes Pal Don Fio Gui Ori Pag Sar Tur Ve Zan Bel Cap Dam Far Gat Lan Maz Neg Pas Pic Rom Sac Tor Vit Bo "
    "Ca Da Gio Le Mu No Pe Qua Sca Tra Ur Zu All Ber Cas Cor Fas Gar Gri Lon Mel Nas Ott Par Pol Ran Sal Spi Tas Ven"
)
_MIDDLE = (
    "",
    "t",
    "an",
    "ar",
    "el",
    "en",
    "er",
    "et",
    "in",
    "ol",
    "on",
    "or",
    "ucc",
    "all",
    "ett",
    "ass",
    "avi",
)
_END = (
    "i",
    "o",
    "a",
    "ini",
    "oni",
    "elli",
    "etti",
    "acci",
    "ino",
    "one",
    "ero",
    "aro",
    "ato",
    "ano",
    "isi",
    "ieri",
)
_WHAT = (
    "Giardino Orti Comitato Amici Genitori Ciclofficina Biblioteca Teatro Coro Mercato Banda Bocciofila Sportello "
    "Laboratorio Circolo Gruppo Associazione Cortile Casa Scuola Rete Tavolo Squadra Cooperativa Parrocchia"
)
_OF = (
    "Via Piazza Borgo Parco Largo Corso Ponte Cascina Torre Fontana Mulino Vicolo Strada Villa Barriera Lungo Isola "
    "Porta Colle Rione Viale Prato Bosco Valle Monte"
)


class Town:
    """Fills an archive with `people` people in `groups` groups, the same at each run."""

    def __init__(self, archive: Archive, people: int, groups: int) -> None:
        self._archive, self._chance = archive, random.Random(4)
        self._people, self._groups = people, groups
        self._given = _GIVEN.split()
        self._rows: dict[str, list[tuple[Any, ...]]] = {}

    def build(self) -> None:
        """Write everything in one transaction."""
        self._add(House, name="Casa di prova", city="Torino")
        families = [self._family() for _ in range(max(400, self._people // 8))]
        groups = [self._group(number) for number in range(self._groups)]
        people = [self._person(families) for _ in range(self._people)]
        for person in people:
            for group in self._chance.sample(groups, self._chance.choice((1, 1, 1, 2))):
                self._add(Membership, group_id=group.id, person_id=person.id)
            if self._chance.random() < 0.7:
                self._contact(person)
        self._meetings(groups, people)
        self._write()

    def _add(self, cls: type[Entity], **values: Any) -> Any:
        entity = cls(id=self._archive.host.new_id(), **values)
        self._rows.setdefault(cls.KIND, []).append((entity.id, 1, *codec_of(cls).row(entity)))
        return entity

    def _family(self) -> str:
        parts = (self._chance.choice(_BEGIN.split()), self._chance.choice(_MIDDLE), self._chance.choice(_END))
        name = "".join(parts)
        return f"{self._chance.choice(('De ', 'Di ', 'D’'))}{name}" if self._chance.random() < 0.06 else name

    def _person(self, families: list[str]) -> Person:
        family = families[int(len(families) * self._chance.random() ** 2.5)]
        given = self._given[int(len(self._given) * self._chance.random() ** 1.7)]
        languages = ("ar",) if self._chance.random() < 0.05 else ()
        person: Person = self._add(Person, given_name=given, family_name=family, languages=languages)
        return person

    def _group(self, number: int) -> Group:
        words = (self._chance.choice(_WHAT.split()), self._chance.choice(_OF.split()), self._family())
        name = f"{' '.join(words)}{f' {number}' if self._chance.random() < 0.1 else ''}"
        kind, district = self._chance.choice(list(GroupKind)), self._chance.randint(1, 8)
        group: Group = self._add(Group, name=name, group_kind=kind, district=district)
        return group

    def _contact(self, person: Person) -> None:
        number = f"011 {self._chance.randint(1_000_000, 9_999_999)}"
        self._add(ContactPoint, person_id=person.id, contact_kind=ContactKind.PHONE, value=number)

    def _meetings(self, groups: list[Group], people: list[Person]) -> None:
        """Eight years of them."""
        for number in range(400):
            process = self._add(Process, title=f"Percorso {number}", opened_on=NOW.date())
            self._add(Participation, process_id=process.id, group_id=self._chance.choice(groups).id)
            starts_at = NOW - timedelta(days=7 * number + 1)
            meeting = self._add(
                Meeting, process_id=process.id, title=f"Incontro {number}", starts_at=starts_at
            )
            for person in self._chance.sample(people, 10):
                self._add(
                    Attendance, meeting_id=meeting.id, person_id=person.id, label="x", arrived_at=starts_at
                )

    def _write(self) -> None:
        database = self._archive.database
        with database.writing():
            for kind, rows in self._rows.items():
                database.raw.executemany(codec_of(KINDS[kind]).insert_sql, rows)
            search.rebuild(database.raw)
            lines.rebuild(database.raw)
