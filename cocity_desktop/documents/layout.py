"""The sheet around the text: running title, page numbers, the word across drafts; and the way from story to bytes."""

from __future__ import annotations

import io
import logging
from dataclasses import dataclass
from typing import TYPE_CHECKING, Any

from reportlab import rl_config
from reportlab.pdfgen.canvas import Canvas
from reportlab.platypus import BaseDocTemplate, Frame, PageTemplate, Paragraph

from cocity_desktop.documents.archival import DocumentFacts, EmbeddedFile, archive
from cocity_desktop.documents.glyphs import CODE, LABEL_STRONG, TEXT, load_glyphs
from cocity_desktop.documents.style import (
    BOTTOM,
    LINE,
    PAGE_HEIGHT,
    PAGE_WIDTH,
    SIDE,
    TOP,
    WATERMARK,
    style,
)
from cocity_desktop.documents.tagged import artifact, turn_lines
from cocity_desktop.localization import _, number

if TYPE_CHECKING:
    from collections.abc import Callable
    from pathlib import Path

    from cocity_desktop.documents.composer import Composer
    from cocity_desktop.documents.glyphs import Glyphs

log = logging.getLogger(__name__)
rl_config.useA85 = 0  # streams as bytes: written as text they would be a quarter larger, and slow to make

LANDSCAPE_SIDE = 42.0
"""The margins of a page on its side, in points (15 mm)."""
_LONGEST_TITLE = 78  # letters of a running title on one line beside a short remark


@dataclass(frozen=True, slots=True)
class Sheet:
    """What is the same on every page.

    `title` runs at the head from page 2 on, with `remark` at its right; `note` stands at the foot, followed by
    `code` in the font of codes; `watermark` lies across the page behind the text. `numbering` has {page} and
    {pages} where it is not in the language in use; `from_right` mirrors it all. `top` and `bottom` are the margins
    in points.
    """

    title: str
    remark: str = ""
    code: str = ""
    note: str = ""
    watermark: str = ""
    numbering: str = ""
    from_right: bool = False
    top: float = TOP
    bottom: float = BOTTOM
    landscape: bool = False

    @property
    def size(self) -> tuple[float, float]:
        """Width and height of the page, in points."""
        return (PAGE_HEIGHT, PAGE_WIDTH) if self.landscape else (PAGE_WIDTH, PAGE_HEIGHT)

    @property
    def side(self) -> float:
        """The margins left and right, in points: a map wants the room that a text leaves."""
        return LANDSCAPE_SIDE if self.landscape else SIDE

    @property
    def width(self) -> float:
        """The width of what stands on the page, in points."""
        return self.size[0] - 2 * self.side


@dataclass(frozen=True, slots=True)
class Pages:
    """Pages as reportlab leaves them, before the archival pass."""

    content: bytes
    count: int


def finish(
    composer: Composer,
    sheet: Sheet,
    facts: DocumentFacts,
    resources: Path,
    files: tuple[EmbeddedFile, ...] = (),
) -> bytes:
    """Lay out the story and give the finished file (PDF/A-3a and PDF/UA-1)."""
    return seal(composer, lay_out(composer, sheet, resources), facts, resources, files)


def lay_out(composer: Composer, sheet: Sheet, resources: Path) -> Pages:
    """The story as pages; it is used up. For those who want to know first how many there are."""
    content = io.BytesIO()
    running = _Running(sheet, load_glyphs(resources / "fonts"))

    def make_canvas(*arguments: Any, **options: Any) -> Canvas:
        return _NumberedCanvas(*arguments, running=running, **options)

    template = _template(content, sheet, running)
    template.build(composer.story, canvasmaker=make_canvas)
    return Pages(content.getvalue(), template.page)


def seal(
    composer: Composer,
    pages: Pages,
    facts: DocumentFacts,
    resources: Path,
    files: tuple[EmbeddedFile, ...] = (),
    tick: Callable[[], object] = lambda: None,
) -> bytes:
    """The finished file of a story that was laid out. `tick` as in `archive`."""
    if composer.boxed:
        log.warning(
            "boxes stand for %s", ", ".join(sorted(f"U+{ord(letter):04X}" for letter in composer.boxed))
        )
    return archive(pages.content, composer.tree, facts, resources, files, tick)


def _template(target: io.BytesIO, sheet: Sheet, running: _Running) -> BaseDocTemplate:
    height = sheet.size[1] - sheet.top - sheet.bottom
    frame = Frame(
        sheet.side,
        sheet.bottom,
        sheet.width,
        height,
        leftPadding=0,
        rightPadding=0,
        topPadding=0,
        bottomPadding=0,
    )
    return BaseDocTemplate(
        target,
        pagesize=sheet.size,
        pageTemplates=[PageTemplate(id="page", frames=[frame], onPage=running.draw)],
        initialFontName=TEXT,
        invariant=1,  # no clock and no random number in the file
        pageCompression=1,
    )


class _Running:
    """Draws what is around the text of each page."""

    def __init__(self, sheet: Sheet, glyphs: Glyphs) -> None:
        self._sheet = sheet
        self._glyphs = glyphs

    def draw(self, canvas: Canvas, _template: BaseDocTemplate) -> None:
        """Called by reportlab at the start of a page, before its text: what lies behind comes first."""
        page = canvas.getPageNumber()
        canvas.saveState()
        with artifact(canvas, pagination=True):
            if self._sheet.watermark:
                self._watermark(canvas)
            if page > 1:
                self._head(canvas)
            canvas.doForm(_foot_name(page))
        canvas.restoreState()

    def foot(self, canvas: Canvas, page: int, pages: int) -> None:
        """The foot of `page`, once it is known how many there are."""
        canvas.setStrokeColor(LINE)
        canvas.setLineWidth(0.5)
        side, end = self._sheet.side, self._sheet.side + self._sheet.width
        canvas.line(side, self._sheet.bottom - 22, end, self._sheet.bottom - 22)
        self._line(canvas, self._sheet.note, self._sheet.bottom - 38, code=self._sheet.code)
        numbering = self._sheet.numbering or _("page {page} of {pages}")
        words = numbering.format(page=number(page), pages=number(pages))
        self._line(canvas, words, self._sheet.bottom - 38, "running_right")

    def _head(self, canvas: Canvas) -> None:
        top, side = self._sheet.size[1] - self._sheet.top, self._sheet.side
        self._line(canvas, _shortened(self._sheet.title), top + 26)
        self._line(canvas, self._sheet.remark, top + 26, "running_right")
        canvas.setStrokeColor(LINE)
        canvas.setLineWidth(0.5)
        canvas.line(side, top + 20, side + self._sheet.width, top + 20)

    def _line(
        self, canvas: Canvas, text: str, bottom: float, style_name: str = "running", code: str = ""
    ) -> None:
        """One line across the column; a paragraph rather than a string, for the characters fonts lack."""
        markup = str(self._glyphs.markup(text))
        if code:
            markup += f' <font name="{CODE}">{self._glyphs.markup(code)}</font>'
        paragraph: Any = Paragraph(markup, style(style_name, from_right=self._sheet.from_right))
        paragraph.wrap(self._sheet.width, 100)
        turn_lines(paragraph.blPara.lines, from_right=self._sheet.from_right)
        paragraph.drawOn(canvas, self._sheet.side, bottom)

    def _watermark(self, canvas: Canvas) -> None:
        canvas.saveState()
        canvas.translate(self._sheet.size[0] / 2, self._sheet.size[1] / 2)
        canvas.rotate(56)
        canvas.setFillColor(WATERMARK)
        canvas.setFont(LABEL_STRONG, 150)
        canvas.drawCentredString(0, -50, self._sheet.watermark)
        canvas.restoreState()


class _NumberedCanvas(Canvas):
    """A canvas that draws the feet last.

    Each page refers to its foot as a form, which may be defined later; so «page 3 of 12» costs no second pass.
    """

    def __init__(self, *arguments: Any, running: _Running, **options: Any) -> None:
        super().__init__(*arguments, **options)
        self._running = running

    def save(self) -> None:
        pages = self.getPageNumber() - 1
        for page in range(1, pages + 1):
            self.beginForm(_foot_name(page))
            self._running.foot(self, page, pages)
            self.endForm()
        super().save()


def _foot_name(page: int) -> str:
    return f"foot{page}"


def _shortened(title: str) -> str:
    flat = " ".join(title.split())
    return flat if len(flat) <= _LONGEST_TITLE else flat[: _LONGEST_TITLE - 1].rstrip() + "…"
