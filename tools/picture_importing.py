"""The four steps of an import for the pictures: a small made-up table with a doubt and a fault in it.

Used by `screenshots.py`.
"""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from cocity_desktop.ui.main_window import MainWindow
    from tools.picture_studio import Studio

STEPS = ("import-file", "import-columns", "import-trial", "import-done")
TABLE = """Nome;Tipo;Referente;Telefono;Circ.;Temi;Colore della cartella
Genitori di via Esempio;Gruppo informale;Ada Esempio;011 555 0101;6;scuola, cortile;verde
Orto dei vicini APS;APS;Bruno Prova;011 555 0102;VII;orti;gialla
Comitato piazza Esempio;Comitato;Inès Schema;011 555 0103;12bis;verde;gialla
Biblioteca di strada;Associazione;Gino D’Abbozzo;;1;letture;
Coro del cortile;Associazione;;non ne ha;3;musica;rossa
;Associazione;Carla Finta;;;;
"""


def take_steps(studio: Studio, window: MainWindow) -> None:
    """Each step as it stands when the hand comes to it; in the end the house is as it was."""
    if not studio.wants(*STEPS):
        return
    table = Path("elenco-gruppi.csv")
    table.write_text(TABLE, encoding="utf-8")
    page = studio.open_page(window, "importing", about="groups")
    studio.shoot(window, "import-file")
    page.take(table)
    studio.settle()
    studio.shoot(window, "import-columns")
    page.next.click()
    studio.settle()
    studio.shoot(window, "import-trial")
    page.next.click()
    studio.settle()
    studio.shoot(window, "import-done")
    page.done.undo.click()
    studio.settle()
