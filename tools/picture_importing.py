"""The four steps of an import for the pictures: a small made-up table with a doubt and a fault in it.

Used by `screenshots.py`.
"""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from cocity_desktop.ui.main_window import MainWindow
    from tools.picture_studio import Studio

STEPS = (
    "import-file",
    "import-fault",
    "import-columns",
    "import-trial",
    "import-doubt",
    "import-spread",
    "import-done",
)
TABLE = """Nome;Tipo;Referente;Telefono;Circ.;Temi;Colore della cartella
Genitori di via Esempio;Gruppo informale;Ada Esempio;011 555 0101;6;scuola, cortile;verde
Orto dei vicini APS;APS;Bruno Prova;011 555 0102;VII;orti;gialla
Comitato piazza Esempio;Comitato;Inès Schema;011 555 0103;12bis;verde;gialla
Biblioteca di strada;Associazione;Gino D’Abbozzo;;1;letture;
Coro del cortile;Associazione;;non ne ha;3;musica;rossa
;Associazione;Carla Finta;;;;
Associazione Biblioteca di strada APS;APS;Dina Esempio;011 555 0105;1;letture;
Banda del Cortile Grande;Associazione;;;5;musica;
Ass. Banda del Cortile Grande;Associazione;Elio Prova;;5;musica, feste;
"""


def take_steps(studio: Studio, window: MainWindow) -> None:
    """Each step as it stands when the hand comes to it; in the end the house is as it was."""
    if not studio.wants(*STEPS):
        return
    table = Path("elenco-gruppi.csv")
    table.write_text(TABLE, encoding="utf-8")
    page = studio.open_page(window, "importing", about="groups")
    studio.shoot(window, "import-file")
    picture = Path("gruppi.csv")
    picture.write_bytes(bytes.fromhex("89504e470d0a1a0a0000000d49484452"))
    page.take(picture)
    studio.settle()
    studio.shoot(window, "import-fault")
    page.take(table)
    studio.settle()
    studio.shoot(window, "import-columns")
    page.next.click()
    studio.settle()
    studio.shoot(window, "import-trial")
    page.rows.table.select("8")
    studio.settle()
    studio.shoot(window, "import-doubt")
    page.rows.pane.cards[0].click()
    studio.settle()
    if page.rows.pane.same is not None:
        page.rows.pane.same.click()
        studio.settle()
    studio.shoot(window, "import-spread")
    page.next.click()
    studio.settle()
    studio.shoot(window, "import-done")
    page.done.undo.click()
    studio.settle()
