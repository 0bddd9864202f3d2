"""The documents as the application's ports see them. What draws PDF is loaded when the first page is asked for."""

from __future__ import annotations

from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING

from cocity_desktop.application.steps import Step, no_step

if TYPE_CHECKING:
    from datetime import datetime

    from cocity_desktop.application.document_views import ArticleText, PactDocument, PageImage
    from cocity_desktop.application.minutes_views import MinutesDocument
    from cocity_desktop.application.views.fates import FateSheet
    from cocity_desktop.application.views.list_paper import ListPaper
    from cocity_desktop.application.views.place_map import PlaceMapSheet
    from cocity_desktop.application.views.place_sheet import PlaceSheet
    from cocity_desktop.application.views.sheets import InvitationNotes, MeetingSheet
    from cocity_desktop.application.views.versions import PactComparison


@dataclass(frozen=True, slots=True)
class PaperPress:
    """Satisfies `application.ports.Press`, with the fonts of `resources`."""

    resources: Path

    def pact(self, document: PactDocument, attached_json: bytes | None) -> bytes:
        """See `application.pact_paper.PactPress.pact`."""
        from cocity_desktop.documents.pact_pdf import render_pact

        return render_pact(document, attached_json, self.resources)

    def pact_docx(self, document: PactDocument) -> bytes:
        """See `application.pact_paper.PactPress.pact_docx`."""
        from cocity_desktop.documents.docx_file import pact_docx

        return pact_docx(document)

    def pact_odt(self, document: PactDocument) -> bytes:
        """See `application.pact_paper.PactPress.pact_odt`."""
        from cocity_desktop.documents.odt_file import pact_odt

        return pact_odt(document)

    def pact_summary(self, document: PactDocument, language: str) -> bytes:
        """See `application.pact_paper.PactPress.pact_summary`."""
        from cocity_desktop.documents.pact_summary import render_pact_summary

        return render_pact_summary(document, language, self.resources)

    def article(self, document: PactDocument, article: ArticleText) -> bytes:
        """See `application.pact_paper.PactPress.article`."""
        from cocity_desktop.documents.pact_pdf import render_article

        return render_article(document, article, self.resources)

    def pact_comparison(self, comparison: PactComparison) -> bytes:
        """See `application.version_press.VersionPress.pact_comparison`."""
        from cocity_desktop.documents.comparison_pdf import render_comparison

        return render_comparison(comparison, self.resources)

    def pages(self, pdf: bytes, dpi: float) -> tuple[PageImage, ...]:
        """See `application.ports.Press.pages`."""
        from cocity_desktop.documents.pages import pdf_pages

        return tuple(pdf_pages(pdf, dpi))

    def passphrase_sheet(self, house: str, made_at: datetime, phrase: str) -> bytes:
        """See `application.ports.Press.passphrase_sheet`."""
        from cocity_desktop.application.document_views import HouseLine
        from cocity_desktop.documents.passphrase_sheet import render_passphrase_sheet

        return render_passphrase_sheet(HouseLine("", house, "", "", ""), made_at, self.resources, phrase)

    def minutes(self, document: MinutesDocument) -> bytes:
        """See `application.ports.Press.minutes`."""
        from cocity_desktop.documents.minutes_pdf import render_minutes

        return render_minutes(document, self.resources)

    def minutes_docx(self, document: MinutesDocument) -> bytes:
        """See `application.ports.Press.minutes_docx`."""
        from cocity_desktop.documents.docx_file import minutes_docx

        return minutes_docx(document)

    def minutes_odt(self, document: MinutesDocument) -> bytes:
        """See `application.ports.Press.minutes_odt`."""
        from cocity_desktop.documents.odt_file import minutes_odt

        return minutes_odt(document)

    def minutes_text(self, document: MinutesDocument) -> str:
        """See `application.ports.Press.minutes_text`."""
        from cocity_desktop.documents.plain_text import minutes_text

        return minutes_text(document)

    def minutes_additions(self, document: MinutesDocument) -> bytes:
        """See `application.ports.Press.minutes_additions`."""
        from cocity_desktop.documents.additions_pdf import render_additions

        return render_additions(document, self.resources)

    def minutes_summary(self, document: MinutesDocument, language: str) -> bytes:
        """See `application.ports.Press.minutes_summary`."""
        from cocity_desktop.documents.summary_pdf import render_summary

        return render_summary(document, language, self.resources)

    def fate_sheet(self, sheet: FateSheet) -> bytes:
        """See `application.ports.Press.fate_sheet`."""
        from cocity_desktop.documents.fate_sheet import render_fate_sheet

        return render_fate_sheet(sheet, self.resources)

    def place_map(self, sheet: PlaceMapSheet) -> bytes:
        """See `application.place_paper.PlacePress.place_map`."""
        from cocity_desktop.documents.place_map import render_place_map

        return render_place_map(sheet, self.resources)

    def place_sheet(self, sheet: PlaceSheet) -> bytes:
        """See `application.place_paper.PlacePress.place_sheet`."""
        from cocity_desktop.documents.place_sheet import render_place_sheet

        return render_place_sheet(sheet, self.resources)

    def list_paper(self, paper: ListPaper, step: Step = no_step) -> bytes:
        """See `application.list_paper.ListPress.list_paper`."""
        from cocity_desktop.documents.list_sheet import render_list

        return render_list(paper, self.resources, step)

    def page_count(self, pdf: bytes) -> int:
        """See `application.list_paper.ListPress.page_count`."""
        from cocity_desktop.documents.pages import page_count

        return page_count(pdf)

    def page(self, pdf: bytes, number: int, dpi: float) -> PageImage:
        """See `application.list_paper.ListPress.page`."""
        from cocity_desktop.documents.pages import pdf_page

        return pdf_page(pdf, number, dpi)

    def agenda(self, sheet: MeetingSheet, notes: InvitationNotes | None = None) -> bytes:
        """See `application.ports.Press.agenda`."""
        from cocity_desktop.documents.meeting_sheets import render_agenda

        return render_agenda(sheet, self.resources, notes)

    def attendance_sheet(self, sheet: MeetingSheet) -> bytes:
        """See `application.ports.Press.attendance_sheet`."""
        from cocity_desktop.documents.meeting_sheets import render_attendance_sheet

        return render_attendance_sheet(sheet, self.resources)

    def invitation(self, sheet: MeetingSheet, notes: InvitationNotes) -> str:
        """See `application.ports.Press.invitation`."""
        from cocity_desktop.documents.invitation_text import invitation_text

        return invitation_text(sheet, notes)

    def calendar_file(self, sheet: MeetingSheet, notes: InvitationNotes, made_at: datetime) -> bytes:
        """See `application.ports.Press.calendar_file`."""
        from cocity_desktop.documents.calendar_ics import calendar_file

        return calendar_file(sheet, notes, made_at)
