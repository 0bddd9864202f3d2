"""An answer that came on paper, typed in article by article; what the form asks is what an answer file must hold."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtWidgets import QWidget

from cocity_desktop.application.ports import ParsedReply, ParsedReplyItem
from cocity_desktop.application.replies import TypeReply, type_reply
from cocity_desktop.domain.deliveries import Verdict
from cocity_desktop.domain.errors import ErrorCode, UserError
from cocity_desktop.error_messages import words_for
from cocity_desktop.labels import label_of
from cocity_desktop.localization import _, local
from cocity_desktop.ui.dialogs.form_dialog import FormDialog
from cocity_desktop.ui.record_words import capital
from cocity_desktop.ui.widgets.choice import Choice
from cocity_desktop.ui.widgets.date_fields import DateField
from cocity_desktop.ui.widgets.labels import Label
from cocity_desktop.ui.widgets.layouts import column, row
from cocity_desktop.ui.widgets.text_fields import TextArea, TextField

if TYPE_CHECKING:
    from collections.abc import Callable, Sequence

    from cocity_desktop.application.changes import Changes
    from cocity_desktop.application.document_views import ArticleText
    from cocity_desktop.application.services import Services
    from cocity_desktop.application.views.pacts import DeliveryDetail


class _ArticleAnswer(QWidget):
    """One article: the verdict, and the text or the reason that this verdict needs."""

    def __init__(self, article: ArticleText) -> None:
        super().__init__()
        self._article = article
        self.verdict: Choice[Verdict] = Choice("", [(one, capital(label_of(one))) for one in Verdict])
        self.verdict.set_value(Verdict.ACCEPTED)
        self.verdict.setFixedWidth(self.verdict.sizeHint().width())
        self.verdict.setAccessibleName(article.title)
        self.text = TextArea(_("The Comune’s text"), lines=4, serif=True)
        self.reason = TextField(_("Reason"), longest=2000)
        head = row(
            (Label(f"{article.number}. {article.title}", "strong", wrap=True), 1), self.verdict, gap=12
        )
        self.setLayout(column(head, self.text, self.reason, gap=4))
        self.verdict.chosen.connect(lambda _value: self._fit())
        self._fit()

    def is_complete(self) -> bool:
        """Whether nothing lacks; what lacks is told beside its field."""
        verdict = self.verdict.value()
        if verdict is Verdict.ACCEPTED_WITH_TEXT and not self.text.text().strip():
            self.text.set_error(words_for(UserError(ErrorCode.REQUIRED)))
            self.text.setFocus()
            return False
        if verdict in (Verdict.DEFERRED, Verdict.REJECTED) and not self.reason.text().strip():
            self.reason.set_error(words_for(UserError(ErrorCode.REASON_REQUIRED)))
            self.reason.setFocus()
            return False
        return True

    def item(self) -> ParsedReplyItem:
        """The answer as read from a file."""
        verdict = self.verdict.value() or Verdict.ACCEPTED
        text = self.text.text().strip() if verdict is Verdict.ACCEPTED_WITH_TEXT else ""
        reason = self.reason.text().strip() if verdict is not Verdict.ACCEPTED else ""
        return ParsedReplyItem(self._article.id, self._article.number, verdict, text, reason)

    def _fit(self) -> None:
        verdict = self.verdict.value()
        self.text.setVisible(verdict is Verdict.ACCEPTED_WITH_TEXT)
        self.reason.setVisible(verdict is not Verdict.ACCEPTED)


class PaperReplyDialog(FormDialog):
    """`articles` are those of the delivered pact, all of them: an answer is about the whole."""

    ACTS = ("import_reply",)

    def __init__(
        self,
        parent: QWidget | None,
        services: Services,
        detail: DeliveryDetail,
        articles: Sequence[ArticleText],
    ) -> None:
        title = _("The answer to version {n}, from paper").format(n=detail.row.version)
        text = _("Every article counts as accepted until you choose otherwise.")
        super().__init__(parent, title, text, primary=_("Take the answer in"), width=760)
        self._services, self._delivery = services, detail
        today = local(services.clock.now()).date()
        self.office = TextField(_("Office"), longest=200)
        self.protocol = TextField(_("Protocol number"), longest=100)
        self.replied_on = DateField(_("Day on the paper"), today=today)
        self.replied_on.set_value(today)
        self.note = TextField(_("Note"), longest=2000)
        self.form.add_row(
            ("office", self.office), ("protocol", self.protocol), ("replied_on", self.replied_on)
        )
        self.form.add("note", self.note)
        self.articles = [_ArticleAnswer(article) for article in articles]
        for answer in self.articles:
            self.form.add_widget(answer)
        self.show_form()

    def accept(self) -> None:
        if self.replied_on.value() is None:
            self.form.show_error("replied_on", words_for(UserError(ErrorCode.REQUIRED)))
        elif all(answer.is_complete() for answer in self.articles):
            super().accept()

    def work(self) -> Callable[[], Changes]:
        replied_on = self.replied_on.value()
        if replied_on is None:
            raise UserError(ErrorCode.REQUIRED, "replied_on")
        row_ = self._delivery.row
        reply = ParsedReply(
            delivery_id=row_.id,
            version=row_.version,
            content_code=self._delivery.content_code,
            file_code=row_.file_code,
            office=self.office.text().strip(),
            protocol=self.protocol.text().strip(),
            replied_on=replied_on,
            note=self.note.text().strip(),
            items=tuple(answer.item() for answer in self.articles),
        )
        return lambda: self._services.run(type_reply, TypeReply(reply=reply))
