"""A process of self-government assembles a charter, with its own title and headings, by the same use case as a pact."""

from __future__ import annotations

from dataclasses import replace
from datetime import date
from typing import TYPE_CHECKING

import pytest

from cocity_desktop.application.pacts import AssemblePact, assemble_pact
from cocity_desktop.application.processes import OpenProcess, UpdateProcess, open_process, update_process
from cocity_desktop.domain.errors import ErrorCode, UserError
from cocity_desktop.domain.processes import GovernmentForm
from cocity_desktop.domain.regulation_codec import regulation_from_plain, regulation_to_plain

if TYPE_CHECKING:
    from cocity_desktop.application.document_views import PactDocument

SELF_GOVERNMENT = (GovernmentForm.CIVIC_USE, GovernmentForm.COLLECTIVE_MANAGEMENT)


def document(store, queries, form: GovernmentForm, code: str = "torino-391") -> PactDocument:
    store.house()
    process = store.process("Cavallerizza", regulation_code=code, form=form)
    changes = store.run(assemble_pact, AssemblePact(process_id=process.id), store.regulations)
    return queries.pact(changes.created).document


@pytest.mark.parametrize("form", SELF_GOVERNMENT)
def test_self_government_has_a_charter(store, queries, form: GovernmentForm) -> None:
    charter = document(store, queries, form)
    assert charter.title == "Carta di auto-governo: Cavallerizza"
    assert charter.form is form
    assert [article.number for article in charter.articles] == list(range(1, 16))
    titles = [article.title for article in charter.articles]
    assert "Accessibilità e imparzialità" in titles
    assert "La comunità di riferimento: chi ne fa parte e come si entra" in titles
    assert not any("patto" in title.lower() for title in titles)
    read = {article.title for article in charter.articles if article.rule_verified}
    assert read == {
        "Accessibilità e imparzialità", "Come si decide: metodo democratico, procedure inclusive, principi",
    }  # fmt: skip


@pytest.mark.parametrize("form", [GovernmentForm.PACT, GovernmentForm.ORDINARY])
def test_a_pact_is_what_it_was(store, queries, form: GovernmentForm) -> None:
    pact = document(store, queries, form)
    assert pact.title == "Patto di collaborazione: Cavallerizza"
    assert len(pact.articles) == 14
    assert pact.articles[0].rule == "art. 5, c. 2, lett. a · Regolamento di Bologna (2014)"


def test_what_lacks_in_a_charter_is_asked_of_its_own_headings(store, queries) -> None:
    charter = document(store, queries, GovernmentForm.CIVIC_USE)
    empty = [gap.code for gap in queries.pact(charter.id).gaps if gap.check == "empty_heading"]
    assert empty[0] == "empty_heading:charter_commons"
    assert "empty_heading:object" not in empty
    (row,) = queries.pacts()
    assert row.blocking_gaps == sum(gap.blocking for gap in queries.pact(charter.id).gaps)


def test_the_form_stays_once_its_text_is_begun(store) -> None:
    store.house()
    changes = store.run(
        open_process,
        OpenProcess(title="Orto", opened_on=date(2026, 9, 1), form=GovernmentForm.PACT),
        store.regulations,
    )
    edited = UpdateProcess(
        process_id=changes.created, title="Orto", regulation_code="torino-391", form=GovernmentForm.CIVIC_USE
    )
    store.run(update_process, edited, store.regulations)
    store.run(assemble_pact, AssemblePact(process_id=changes.created), store.regulations)
    with pytest.raises(UserError) as refused:
        store.run(update_process, replace(edited, form=GovernmentForm.PACT), store.regulations)
    assert (refused.value.code, refused.value.field) == (ErrorCode.FORM_IN_USE, "form")
    store.run(update_process, replace(edited, form=GovernmentForm.COLLECTIVE_MANAGEMENT), store.regulations)


def test_a_copy_of_format_1_is_read_and_serves_every_form(store) -> None:
    plain = regulation_to_plain(store.regulations.get("torino-391"))
    plain["format"] = 1
    plain["lifecycle"] = []
    plain["headings"] = [
        {name: value for name, value in heading.items() if name != "forms"}
        for heading in plain["headings"][:14]
    ]
    plain["checks"] = [{**plain["checks"][0], "code": "no_way_out"}]
    old = regulation_from_plain(plain)
    for form in GovernmentForm:
        assert old.for_form(form).headings == old.headings


def test_a_model_without_a_city_is_the_house_s_own_comune(store, queries) -> None:
    pact = document(store, queries, GovernmentForm.ORDINARY, "labsus-ordinario")
    assert pact.title == "Patto ordinario di collaborazione: Cavallerizza"
    assert pact.parties[0].name == "Comune di Torino"
    (task,) = queries.today().city
    gaps = [gap.code for gap in queries.pact(pact.id).gaps if gap.blocking]
    assert "party_without_commitment:Comune di Torino" in gaps
    assert set(task.gaps) == set(gaps)
