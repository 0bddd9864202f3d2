"""kill -9 while a table is being written down: afterwards all of it is there, or nothing."""

from __future__ import annotations

import signal
import subprocess
import sys
from pathlib import Path

from cocity_desktop.bootstrap import open_services
from cocity_desktop.domain.registry import Group
from cocity_desktop.storage.archive import Archive
from tests.application.conftest import RESOURCES
from tests.application.importing.support import Importing
from tests.storage.support import PASSPHRASE, QuickHost

ROOT = Path(__file__).resolve().parents[3]
ROWS = 3_000
CHILD = """
import os, signal, sys
from pathlib import Path
from cocity_desktop.application.importing.tables import import_table
from cocity_desktop.bootstrap import open_services
from cocity_desktop.storage.archive import Archive
from tests.application.conftest import RESOURCES
from tests.application.importing.dialects import HEADINGS, groups
from tests.application.importing.support import Importing, table_of
from tests.storage.support import PASSPHRASE, QuickHost

archive = Archive.open(Path(sys.argv[1]), PASSPHRASE, QuickHost())
house = Importing(open_services(archive, RESOURCES, "prova"))
rows = [[", ".join(cell) if isinstance(cell, list) else cell for cell in row] for row in groups(int(sys.argv[2]))]

def step(done, total):
    if done > float(sys.argv[3]) * total:
        os.kill(os.getpid(), signal.SIGKILL)

house.services.run(import_table, house.command(table_of([HEADINGS, *rows])), house.services.codes, house.services.matcher, step)
"""


def test_killed_in_the_middle_of_the_commit_it_leaves_nothing(tmp_path: Path) -> None:
    Archive.create(tmp_path / "house", PASSPHRASE, QuickHost(), device_name="prova").close()
    command = [sys.executable, "-c", CHILD, str(tmp_path / "house"), str(ROWS), "0.8"]
    child = subprocess.run(command, cwd=ROOT, capture_output=True, check=False)
    assert child.returncode == -signal.SIGKILL, child.stderr
    with Archive.open(tmp_path / "house", PASSPHRASE, QuickHost()) as archive:
        house = Importing(open_services(archive, RESOURCES, "prova"))
        assert (house.records(Group), house.changes()) == ([], 0)
