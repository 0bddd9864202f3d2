"""LEGGIMI.html: what stands in it, and what it does in a real browser."""

from __future__ import annotations

import json
import re
import zipfile
from html.parser import HTMLParser
from typing import TYPE_CHECKING

import pytest
from hypothesis import given
from hypothesis import strategies as st

from cocity_desktop.bundle.defects import DefectCode
from cocity_desktop.bundle.reply import ParsedReply, answerable, binding_defects, parse_reply
from cocity_desktop.bundle.viewer import SCRIPTS, Facts, embedded_json, render
from tests.bundle import chromium
from tests.bundle.damage import FOLDER, put_together, rehash, take_apart
from tests.bundle.examples import CREATED, KEY, SCHEMAS, VIEWER, info, pact, verify, write

if TYPE_CHECKING:
    from collections.abc import Iterator
    from pathlib import Path

WORDS = json.loads((VIEWER / "words.json").read_text(encoding="utf-8"))
PAGE = render(VIEWER, Facts.of(info(), pact(), "SY1Y-2DBY-XYWB-VWRS", KEY.name)).decode()


class Outline(HTMLParser):
    """Tags, and the text of the two data blocks."""

    def __init__(self) -> None:
        super().__init__()
        self.tags: list[tuple[str, dict[str, str | None]]] = []
        self.blocks: list[str] = []
        self._in_block = False

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        self.tags.append((tag, dict(attrs)))
        self._in_block = tag == "script" and dict(attrs).get("type") == "application/json"

    def handle_endtag(self, tag: str) -> None:
        self._in_block = False

    def handle_data(self, data: str) -> None:
        if self._in_block:
            self.blocks.append(data)


def outline(page: str = PAGE) -> Outline:
    found = Outline()
    found.feed(page)
    return found


def test_nothing_is_fetched_from_anywhere() -> None:
    assert "http:" not in PAGE
    assert "https:" not in PAGE
    for tag, attributes in outline().tags:
        assert tag not in {"img", "link", "iframe", "object", "base"}
        assert not (set(attributes) & {"src", "action", "style"})
        assert not [name for name in attributes if name.startswith("on")]


def test_hostile_texts_stay_texts() -> None:
    found = outline()
    assert sum(tag == "script" for tag, _ in found.tags) == 3
    assert "&lt;/script&gt;&lt;script&gt;alert(1)" in PAGE
    assert "Obiettivi 1 &lt;b&gt;&amp;amp;" in PAGE


@given(st.recursive(st.text(), lambda inner: st.lists(inner, max_size=3), max_leaves=5))
def test_embedded_json_never_ends_its_element(value: object) -> None:
    written = embedded_json([value, "</script>", "<!--", "\u2028"])
    assert not set(written) & set("<>&\u2028\u2029")
    assert json.loads(written) == [value, "</script>", "<!--", "\u2028"]


def test_the_data_of_the_page_is_that_of_the_delivery() -> None:
    data, words = (json.loads(block) for block in outline().blocks)
    assert data["delivery_id"] == info().delivery_id
    assert [article["number"] for article in data["articles"]] == [1, 2, 3]
    assert words == WORDS


def test_every_word_exists_in_both_languages_and_none_is_idle() -> None:
    source = (VIEWER / "leggimi.html").read_text(encoding="utf-8")
    script = "".join((VIEWER / name).read_text(encoding="utf-8") for name in SCRIPTS)
    used = set(re.findall(r"\{\{[wt]_(\w+)\}\}", source)) | set(re.findall(r'data-w="(\w+)"', PAGE))
    used |= set(re.findall(r'(?:say|labelled|key:)\(? ?"(\w+)"', script)) | {"source"}
    used |= {f"d_{code}" for code in re.findall(r'"(\w+)"', script) if f"d_{code}" in WORDS}
    assert used <= set(WORDS)
    assert all(text["it"] and text["en"] for text in WORDS.values())
    mentioned = set(re.findall(r"\w+", script))
    families = ("v_", "your_", "lacks_", "d_")
    idle = {key for key in WORDS if key not in used | mentioned and not key.startswith(families)}
    assert idle == set()


def test_the_faults_of_the_page_are_faults_of_the_app() -> None:
    told = {key[2:] for key in WORDS if key.startswith("d_")} - {"other_delivery"}
    assert told <= {code.value for code in DefectCode}
    script = (VIEWER / "check.js").read_text(encoding="utf-8") + (VIEWER / "zip.js").read_text(
        encoding="utf-8"
    )
    raised = set(re.findall(r'fault\("(\w+)"', script)) | set(re.findall(r'code = "(\w+)"', script))
    assert raised <= told


def test_one_heading_landmarks_and_labels() -> None:
    tags = [tag for tag, _ in outline().tags]
    assert tags.count("h1") == tags.count("main") == tags.count("header") == tags.count("footer") == 1
    labelled = {attributes.get("for") for tag, attributes in outline().tags if tag == "label"}
    fields = {a["id"] for tag, a in outline().tags if tag in {"input", "textarea"}}
    assert fields <= labelled
    identifiers = [a["id"] for _, a in outline().tags if "id" in a]
    assert len(identifiers) == len(set(identifiers))


# --- In the browser -------------------------------------------------------------------------------------------


@pytest.fixture(scope="module")
def folder(tmp_path_factory: pytest.TempPathFactory) -> Path:
    made = tmp_path_factory.mktemp("browser")
    write(made / "consegna.zip")
    with zipfile.ZipFile(made / "consegna.zip") as packed:
        (made / "LEGGIMI.html").write_bytes(packed.read(f"{FOLDER}/LEGGIMI.html"))
    return made


@pytest.fixture(scope="module")
def browser(folder: Path) -> Iterator[chromium.Page]:
    program = chromium.program()
    if program is None:
        pytest.skip("no Chromium is installed")
    with chromium.Page(program, folder) as opened:
        yield opened


@pytest.fixture
def page(browser: chromium.Page, folder: Path) -> Iterator[chromium.Page]:
    browser.errors.clear()
    browser.requests.clear()
    browser.open(folder / "LEGGIMI.html")
    yield browser
    assert browser.errors == []
    assert [url for url in browser.requests if not url.startswith(("file:", "data:", "blob:"))] == []


def faults(page: chromium.Page, path: Path) -> list[str]:
    """The faults that the page tells about a file, [] for a whole one."""
    page.run("document.getElementById('verdict').replaceChildren()")
    page.choose_file("#file", path)
    page.wait("document.querySelector('#verdict .notice')")
    kind = page.run("document.querySelector('#verdict .notice').className")
    listed = page.run("[...document.querySelectorAll('#verdict li')].map(node => node.textContent)")
    assert isinstance(listed, list)
    assert (kind == "notice danger") == bool(listed), kind
    return listed


def test_the_page_finds_the_delivery_whole_and_shows_its_codes(page: chromium.Page, folder: Path) -> None:
    assert faults(page, folder / "consegna.zip") == []
    verdict = verify(folder / "consegna.zip")
    told = page.run("[...document.querySelectorAll('#verdict dd')].map(node => node.textContent)")
    if page.run("document.querySelector('#verdict .notice').classList.contains('success')"):
        assert told == [verdict.content_code, verdict.file_code, KEY.name]
    else:
        assert told == [verdict.content_code, verdict.file_code]


def test_the_page_names_the_faults_that_the_app_names(
    page: chromium.Page, folder: Path, tmp_path: Path
) -> None:
    parts = take_apart(folder / "consegna.zip")
    plan = "data/allegati/planimetria è «qui».pdf"
    missing = {path: data for path, data in parts.items() if path != "data/patto.pdf"}
    unsigned = {path: data for path, data in parts.items() if not path.endswith(".minisig")}
    forged = dict(parts) | {"data/patto.pdf": b"falso"}
    rehash(forged)
    damaged = {
        plan: put_together(tmp_path / "1.zip", parts | {plan: b"altro"}),
        "data/patto.pdf": put_together(tmp_path / "2.zip", missing),
        "data/in-più.txt": put_together(tmp_path / "3.zip", parts | {"data/in-più.txt": b"x"}),
        f"signatures/{KEY.name}.minisig": put_together(tmp_path / "4.zip", unsigned),
        "signatures/": put_together(tmp_path / "5.zip", forged),
        "data/../../fuori": put_together(tmp_path / "6.zip", parts | {"data/../../fuori": b"x"}),
        "altra": put_together(tmp_path / "7.zip", parts, "altra"),
        "bag-info.txt": put_together(
            tmp_path / "8.zip", parts | {"bag-info.txt": parts["bag-info.txt"] + b"X: 1\n"}
        ),
    }
    for blamed, path in damaged.items():
        assert not verify(path).valid
        told = faults(page, path)
        assert any(blamed in line for line in told), (blamed, told)


def test_bytes_that_are_changed_added_or_cut_off(page: chromium.Page, folder: Path, tmp_path: Path) -> None:
    raw = (folder / "consegna.zip").read_bytes()
    directory = raw.index(b"PK\x01\x02")
    places = (4, 8, 12, 20, directory + 5, directory + 12, directory + 40, len(raw) - 3)
    broken = [raw + b"x", raw[:-1], raw[: len(raw) // 2], b"", b"niente"]
    broken += [raw[:place] + bytes([raw[place] ^ 1]) + raw[place + 1 :] for place in places]
    for number, each in enumerate(broken):
        path = tmp_path / f"{number}.zip"
        path.write_bytes(each)
        assert faults(page, path), number


def test_a_packed_again_zip_is_read_and_told(page: chromium.Page, folder: Path, tmp_path: Path) -> None:
    path = tmp_path / "b.zip"
    with zipfile.ZipFile(path, "w", zipfile.ZIP_DEFLATED) as packed:
        for name, data in take_apart(folder / "consegna.zip").items():
            packed.writestr(f"{FOLDER}/{name}", data)
    assert faults(page, path) == [WORDS["d_zip_repacked"]["it"]]


def test_another_delivery_is_not_taken_for_this_one(page: chromium.Page, tmp_path: Path) -> None:
    other = pact()
    other["pact"]["title"] = "Un altro patto"
    listed = faults(page, write(tmp_path / "b.zip", pact=other))
    assert [line.split(": ", 1)[1] for line in listed] == [WORDS["d_other_delivery"]["it"]]


def _answer(page: chromium.Page) -> None:
    page.run("document.getElementById('v-2-accepted_with_text').click()")
    page.run("document.getElementById('text-2').value = 'Testo <b>del Comune</b>'")
    page.run("document.getElementById('v-3-rejected').click()")
    page.run("document.getElementById('reason-3').value = 'Perché non è possibile'")
    page.run("document.getElementById('accept-rest').click()")
    page.run("document.getElementById('office').value = 'Ufficio di esempio'")


def _save(page: chromium.Page, folder: Path) -> Path:
    page.call("Page.setDownloadBehavior", behavior="allow", downloadPath=str(folder))
    count = page.downloads
    page.run("document.querySelector('#form button[type=submit]').click()")
    page.wait("document.getElementById('saved').textContent")
    page.wait_for_download(count + 1)
    return next(folder.glob("risposta-*.json"))


@pytest.mark.parametrize("checked", [True, False])
def test_the_answer_saved_by_the_page_is_taken_by_the_app(
    page: chromium.Page, folder: Path, tmp_path: Path, checked: bool
) -> None:
    verdict = verify(folder / "consegna.zip")
    assert verdict.pact is not None
    if checked:
        assert faults(page, folder / "consegna.zip") == []
    _answer(page)
    reply = parse_reply(_save(page, tmp_path).read_bytes(), SCHEMAS)
    assert isinstance(reply, ParsedReply), reply
    delivery = answerable(verdict.pact, verdict.content_code, verdict.file_code, verdict.tag_manifest_sha512)
    assert binding_defects(reply, delivery) == ()
    assert reply.file_code == (verdict.file_code if checked else "")
    assert [item.verdict.value for item in reply.items] == ["accepted", "accepted_with_text", "rejected"]
    assert reply.items[1].text == "Testo <b>del Comune</b>"
    assert reply.replied_on.year >= CREATED.year - 1


def test_a_half_filled_answer_is_not_saved_and_says_what_lacks(page: chromium.Page) -> None:
    page.run("document.getElementById('v-1-deferred').click()")
    page.run("document.querySelector('#form button[type=submit]').click()")
    told = page.run("[...document.querySelectorAll('#lacks li')].map(node => node.textContent)")
    assert told == [
        "Articolo 1: scrivi il motivo",
        "Articolo 2: scegli una risposta",
        "Articolo 3: scegli una risposta",
        "Scrivi quale ufficio risponde",
    ]
    assert page.run("document.activeElement.id") == "reason-1"
    assert page.run("document.getElementById('saved').textContent") == ""


def test_the_page_speaks_english_too(page: chromium.Page) -> None:
    assert page.run("document.documentElement.lang") == "it"
    page.run("document.querySelector('[data-language=en]').click()")
    assert page.run("document.documentElement.lang") == "en"
    assert page.run("document.getElementById('rispondi-t').textContent") == "Answer"
    assert page.run("document.querySelector('legend').textContent") == "Answer to article 1"


@pytest.mark.parametrize("width", [1366, 360])
def test_nothing_sticks_out_of_the_window(page: chromium.Page, width: int) -> None:
    page.call(
        "Emulation.setDeviceMetricsOverride", width=width, height=768, deviceScaleFactor=1, mobile=False
    )
    assert page.run("document.documentElement.scrollWidth <= innerWidth")


def test_the_page_prints(page: chromium.Page, tmp_path: Path) -> None:
    page.print_pdf(tmp_path / "pagina.pdf")
    assert (tmp_path / "pagina.pdf").read_bytes().startswith(b"%PDF")
