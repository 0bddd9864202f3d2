"""A regulation of the house's own can be taken away or broken while processes and pacts stand under it: they still open."""

from __future__ import annotations

import shutil
from datetime import date
from typing import TYPE_CHECKING

from cocity_desktop import bootstrap
from cocity_desktop.application.pacts import AssemblePact, assemble_pact
from cocity_desktop.application.processes import OpenProcess, open_process
from cocity_desktop.ui.dialogs.commitment_form import read_headings
from cocity_desktop.ui.pages.pact.reading import read_pact
from cocity_desktop.ui.pages.pact.suggestions import suggestions_for
from cocity_desktop.ui.pages.processes.page import ProcessesPage
from tests.ui.fakes import open_house

if TYPE_CHECKING:
    from pathlib import Path

    from pytestqt.qtbot import QtBot

    from cocity_desktop.ui.operation import Lanes


def test_what_stands_under_it_still_opens(tmp_path: Path, lanes: Lanes, qtbot: QtBot) -> None:
    with open_house(tmp_path / "casa", lanes) as house:
        services = house.services
        folder = services.directory / "regulations" / "mio-comune"
        bootstrap.new_regulation(folder)
        begun = OpenProcess(title="Orto", opened_on=date(2026, 9, 1), regulation_code="mio-comune")
        process = str(services.run(open_process, begun, services.regulations).created)
        pact = str(
            services.run(assemble_pact, AssemblePact(process_id=process), services.regulations).created
        )
        assert [code for code, _words in read_headings(services, process)][:2] == ["object", "duration"]
        shutil.rmtree(folder)
        page = ProcessesPage(house.context)
        qtbot.addWidget(page)
        assert page.read_detail(process).regulation == "mio-comune"
        assert read_headings(services, process) == []
        file = read_pact(services, pact)
        assert [article.heading for article in file.detail.document.articles][:2] == ["object", "duration"]
        assert suggestions_for(services, file.detail.document, "duration")
        lanes.close()
