"""A real case end to end: registered, met, promised, written, delivered, answered, delivered again.

The delivered files are then judged by tools that are not ours.
"""

from __future__ import annotations

import json
import shutil
import subprocess
import zipfile
from typing import TYPE_CHECKING

import bagit
import jsonschema
import pytest

from cocity_desktop.application.pact_overview import article_prose
from cocity_desktop.application.replies import ImportReply, import_reply
from cocity_desktop.bundle.reader import verify_bundle
from cocity_desktop.domain.deliveries import Verdict
from cocity_desktop.domain.errors import ErrorCode, UserError
from cocity_desktop.domain.lifecycle import DeliveryState, ProcessState
from cocity_desktop.system import paths
from tests.data import alloro
from tests.end_to_end.alloro_run import AlloroCase

if TYPE_CHECKING:
    from collections.abc import Iterator
    from pathlib import Path

SCHOOL, ANSWER = alloro.MEETINGS


@pytest.fixture(scope="module")
def case(tmp_path_factory: pytest.TempPathFactory) -> Iterator[AlloroCase]:
    """The whole case, told once."""
    told = AlloroCase(tmp_path_factory.mktemp("alloro"))
    told.register()
    told.tell_history()
    told.hold_meeting(SCHOOL)
    told.commit_in_writing()
    told.assemble()
    told.attach_papers()
    told.deliver()
    told.hand_over(alloro.HANDED_OVER_ON)
    told.import_answer(told.answer())
    told.schedule(ANSWER)
    told.hold_meeting(ANSWER)
    told.decide()
    told.write(alloro.VERSION_2, keep=False)
    told.deliver()
    yield told
    told.gate.close()


def unpacked(file: Path, folder: Path) -> Path:
    """The bag of a delivery, unpacked."""
    with zipfile.ZipFile(file) as archive:
        archive.extractall(folder)
    return next(folder.iterdir())


@pytest.fixture(params=[0, 1], ids=["v1", "v2"])
def bag(case: AlloroCase, request: pytest.FixtureRequest, tmp_path: Path) -> Path:
    """Each delivered version, unpacked."""
    return unpacked(case.sealed[request.param].path, tmp_path)


def tool(name: str) -> str:
    """The path of an outside tool; the test is skipped where it is not installed."""
    found = shutil.which(name)
    if found is None:
        pytest.skip(f"{name} is not installed")  # make test installs it where it may
    return found


def test_names_survive_as_they_are_written(case: AlloroCase) -> None:
    names = {row.name for row in case.services.queries.groups()}
    assert {"Neu[nòi] – spazio al lavoro APS", alloro.INFORMAL_GROUP} <= names
    party = next(p for p in case.document().parties if p.name == alloro.INFORMAL_GROUP)
    assert party.lead == "Neu[nòi] – spazio al lavoro APS"
    assert len(party.partners) == 4


def test_nothing_blocks_either_version(case: AlloroCase) -> None:
    gaps = case.services.queries.pact(case.ids["pact"]).gaps
    assert [gap.code for gap in gaps if gap.blocking] == []


def test_what_was_not_accepted_stands_on_the_next_agenda(case: AlloroCase) -> None:
    agenda = case.services.queries.meeting(case.ids["answer"]).agenda
    from_reply = [item for item in agenda if item.from_reply]
    assert len(from_reply) == len(alloro.ANSWERS)
    assert all(answer.reason in "".join(i.background for i in from_reply) for answer in alloro.ANSWERS)


def test_the_answer_is_filed_article_by_article(case: AlloroCase) -> None:
    reply = case.services.queries.delivery(case.ids["v1"]).reply
    assert reply is not None
    assert len(reply.items) == 14
    refused = {item.title: item.verdict for item in reply.items if item.verdict is not Verdict.ACCEPTED}
    assert sorted(refused.values()) == sorted(Verdict(answer.verdict) for answer in alloro.ANSWERS)


def test_version_two_carries_what_was_decided(case: AlloroCase) -> None:
    prose = {article.heading: article_prose(article) for article in case.document().articles}
    assert "ogni sei mesi" in prose["monitoring"]
    assert "quarantotto ore" in prose["duration"]
    v1, v2 = (verify_bundle(s.path, paths.resources() / "schemas") for s in case.sealed)
    assert v1.pact != v2.pact
    assert v2.pact is not None
    assert v2.pact["delivery"]["previous_file_code"] == case.sealed[0].file_code


def test_states_follow_the_papers(case: AlloroCase) -> None:
    assert case.services.queries.delivery(case.ids["v1"]).row.state is DeliveryState.ANSWERED
    assert case.services.queries.delivery(case.ids["v2"]).row.state is DeliveryState.SEALED
    assert case.services.queries.process(case.ids["process"]).state is ProcessState.PACT_DRAFT


def test_an_answer_to_version_one_is_never_applied_to_version_two(case: AlloroCase) -> None:
    forged = case.answer().replace(case.ids["v2"].encode(), case.ids["v1"].encode())
    with pytest.raises(UserError) as refused:
        case.services.run(import_reply, ImportReply(content=forged), case.services.reply_reader)
    assert refused.value.code is ErrorCode.REPLY_OTHER_VERSION


def test_unzip_finds_the_files_whole(case: AlloroCase) -> None:
    for sealed in case.sealed:
        subprocess.run([tool("unzip"), "-tq", str(sealed.path)], check=True, capture_output=True)


def test_sha512sum_agrees(bag: Path) -> None:
    for manifest in ("manifest-sha512.txt", "tagmanifest-sha512.txt"):
        subprocess.run(
            [tool("sha512sum"), "--strict", "-c", manifest], cwd=bag, check=True, capture_output=True
        )


def test_bagit_python_agrees(bag: Path) -> None:
    assert bagit.Bag(str(bag)).validate()


def test_minisign_agrees(bag: Path, case: AlloroCase, tmp_path: Path) -> None:
    key = tmp_path / "casa.pub"
    key.write_text(case.services.keeper.public_key(), encoding="utf-8")
    signature = next((bag / "signatures").glob("*.minisig"))
    command = [tool("minisign"), "-V", "-p", str(key), "-m", str(bag / "tagmanifest-sha512.txt")]
    subprocess.run([*command, "-x", str(signature)], check=True, capture_output=True)


def test_qpdf_agrees(bag: Path) -> None:
    for pdf in [bag / "data" / "patto.pdf", *(bag / "data" / "verbali").glob("*.pdf")]:
        subprocess.run([tool("qpdf"), "--check", str(pdf)], check=True, capture_output=True)


def test_a_schema_validator_agrees(bag: Path) -> None:
    for name in ("patto", "percorso"):
        schema = json.loads(
            (paths.resources() / "schemas" / f"{name}.schema.json").read_text(encoding="utf-8")
        )
        jsonschema.validate(
            json.loads((bag / "data" / f"{name}.json").read_text(encoding="utf-8")),
            schema,
            cls=jsonschema.Draft202012Validator,
        )
