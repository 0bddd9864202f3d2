"""A pact of twelve pages on paper beside what else could print it: `python -m bench pact_paper` (docs/adr/0038).

Ours is tagged and archival (PDF/A-3a, PDF/UA-1), in process, without the start. WeasyPrint gets the same words as HTML,
in its own process without its start, as pdf/a-3a where it knows that. LibreOffice converts our DOCX, start included, as
nobody can have it without; a profile of its own is made beforehand. Each figure is a median. Peers are looked for in
COCITY_WEASYPRINT and COCITY_SOFFICE, then on the PATH; what is missing is said.
"""

from __future__ import annotations

import io
import os
import shutil
import statistics
import subprocess
import sys
import tempfile
import time
from pathlib import Path
from typing import TYPE_CHECKING

from bench.pact_text import as_html, make_pact
from cocity_desktop.application.bundle_contents import canonical_json, pact_as_json
from cocity_desktop.application.deliveries import draft_line
from cocity_desktop.documents.docx_file import pact_docx
from cocity_desktop.documents.odt_file import pact_odt
from cocity_desktop.documents.pact_pdf import render_pact
from cocity_desktop.documents.pact_summary import render_pact_summary
from cocity_desktop.documents.pages import page_count
from cocity_desktop.localization import use_language

if TYPE_CHECKING:
    from collections.abc import Callable

    from cocity_desktop.application.document_views import PactDocument

ROOT = Path(__file__).resolve().parent.parent
RESOURCES = ROOT / "resources"
PAGES, ROUNDS = 12, 7
LENGTHS = (12, 50, 100, 200)
GOAL, GOAL_WEASY, GOAL_OFFICE = 0.35, 3.0, 4.0

WEASY = """
import statistics, sys, time
import weasyprint
html = open(sys.argv[1], encoding="utf-8").read()
options = {"pdf_variant": sys.argv[2]} if sys.argv[2] else {}
def once():
    begin = time.perf_counter()
    made = weasyprint.HTML(string=html, base_url=".").write_pdf(**options)
    return time.perf_counter() - begin, made
once()
runs = [once() for _ in range(5)]
open(sys.argv[3], "wb").write(runs[0][1])
print(weasyprint.__version__, statistics.median(seconds for seconds, _ in runs))
"""


def main() -> None:
    """Print seconds, pages and ratios. A timing decides nothing."""
    use_language("it", ROOT / "i18n")
    document = _of_pages(PAGES)
    data = _data(document)
    ours, pdf = _median(lambda: render_pact(document, data, RESOURCES), ROUNDS)
    print(
        f"ours: {ours:.3f} s for {page_count(pdf)} pages, {len(pdf) // 1024} KiB, tagged and archival, in process "
        f"(median of {ROUNDS}, goal {GOAL:.2f})"
    )
    print(f"ours as a process: {_as_process():.2f} s with the start of Python")
    for name, make in (("docx", pact_docx), ("odt", pact_odt)):
        print(f"{name}: {_median(lambda make=make: make(document), 3)[0]:.3f} s")  # type: ignore[misc]
    brief = _median(lambda: render_pact_summary(document, "it", RESOURCES), 3)[0]
    print(f"one page in brief: {brief:.3f} s")
    with tempfile.TemporaryDirectory() as folder:
        _beside_weasyprint(document, ours, Path(folder))
        _beside_office(document, ours, Path(folder))
    _lengths()


def _of_pages(pages: int) -> PactDocument:
    """The pact whose PDF comes nearest to so many pages."""
    low, high = 1, max(pages * 3, 8)
    while low < high:
        middle = (low + high) // 2
        if page_count(render_pact(make_pact(middle), None, RESOURCES)) < pages:
            low = middle + 1
        else:
            high = middle
    return make_pact(low)


def _data(document: PactDocument) -> bytes:
    return canonical_json(pact_as_json(document, draft_line(document)))


def _median(make: Callable[[], bytes], rounds: int) -> tuple[float, bytes]:
    made = make()  # the first one loads fonts
    seconds = []
    for _ in range(rounds):
        begin = time.perf_counter()
        made = make()
        seconds.append(time.perf_counter() - begin)
    return statistics.median(seconds), made


def _as_process() -> float:
    code = (
        "from bench import pact_paper as b; from bench.pact_text import make_pact; b.use_language('it', b.ROOT / 'i18n');"
        f"b.render_pact(make_pact({len(_of_pages(PAGES).articles)}), None, b.RESOURCES)"
    )
    return _timed([sys.executable, "-c", code], 3)


def _timed(command: list[str], rounds: int) -> float:
    seconds = []
    for _ in range(rounds):
        begin = time.perf_counter()
        subprocess.run(command, check=True, capture_output=True, cwd=ROOT)
        seconds.append(time.perf_counter() - begin)
    return statistics.median(seconds)


def _beside_weasyprint(document: PactDocument, ours: float, folder: Path) -> None:
    program = os.environ.get("COCITY_WEASYPRINT") or shutil.which("weasyprint")
    python = _interpreter(program) if program else ""
    if not python:
        print("weasyprint: not here (set COCITY_WEASYPRINT or have it on the PATH)")
        return
    page, out = folder / "pact.html", folder / "weasy.pdf"
    page.write_text(as_html(document, RESOURCES / "fonts"), encoding="utf-8")
    for variant in ("pdf/a-3a", "pdf/a-3b", ""):
        done = subprocess.run(
            [python, "-c", WEASY, str(page), variant, str(out)], capture_output=True, text=True, check=False
        )
        if done.returncode == 0:
            version, seconds = done.stdout.split()
            pages = page_count(out.read_bytes())
            print(
                f"weasyprint {version} ({variant or 'plain'}): {float(seconds):.2f} s for {pages} pages, in process: "
                f"ours is {float(seconds) / ours:.1f} times as fast (goal {GOAL_WEASY:.0f})"
            )
            return
        last = (done.stderr.strip().splitlines() or ["?"])[-1]
        print(f"weasyprint does not do {variant or 'plain'}: {last[:100]}")


def _interpreter(program: str) -> str:
    """The Python that runs a console script, from its first line; "" when it is none."""
    with Path(program).open("rb") as script:
        first = script.readline().decode("utf-8", "ignore").strip()
    return first.removeprefix("#!").strip() if first.startswith("#!") and "python" in first else ""


def _beside_office(document: PactDocument, ours: float, folder: Path) -> None:
    program = os.environ.get("COCITY_SOFFICE") or shutil.which("soffice")
    if not program:
        print("libreoffice: not here (set COCITY_SOFFICE or have soffice on the PATH)")
        return
    source = folder / "pact.docx"
    source.write_bytes(pact_docx(document))
    command = [
        program, f"-env:UserInstallation={(folder / 'profile').as_uri()}", "--headless", "--convert-to",
        'pdf:writer_pdf_Export:{"SelectPdfVersion":{"type":"long","value":"3"}}', "--outdir", str(folder), str(source),
    ]  # fmt: skip
    _timed(command, 1)
    seconds = _timed(command, 5)
    pages = page_count((folder / "pact.pdf").read_bytes())
    print(
        f"libreoffice: {seconds:.2f} s for {pages} pages of our DOCX, start included: "
        f"ours is {seconds / ours:.1f} times as fast (goal {GOAL_OFFICE:.0f})"
    )


def _lengths() -> None:
    """The processor's seconds beside those of the clock: on a busy machine only the first tell whether it is linear."""
    for pages in LENGTHS:
        document = _of_pages(pages)
        wall, worked = time.perf_counter(), time.process_time()
        pdf = render_pact(document, None, RESOURCES)
        wall, worked = time.perf_counter() - wall, time.process_time() - worked
        count = page_count(pdf)
        print(
            f"{count} pages: {wall:.2f} s, {wall / count * 1000:.1f} ms a page "
            f"({worked / count * 1000:.1f} ms of the processor)",
            flush=True,
        )


if __name__ == "__main__":
    if isinstance(sys.stdout, io.TextIOWrapper):
        sys.stdout.reconfigure(line_buffering=True)
    main()
