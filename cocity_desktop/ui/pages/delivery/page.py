"""One delivery: its path to the Comune and back, and the answer, decided article by article."""

from __future__ import annotations

from typing import TYPE_CHECKING, ClassVar

from cocity_desktop.application.replies import (
    BeginNextVersion,
    DecideReplyItem,
    begin_next_version,
    decide_reply_item,
)
from cocity_desktop.domain.lifecycle import DeliveryState
from cocity_desktop.labels import label_of
from cocity_desktop.localization import _, ngettext
from cocity_desktop.ui.delivery_acts import DeliveryActs
from cocity_desktop.ui.delivery_words import stations
from cocity_desktop.ui.operation import Operation
from cocity_desktop.ui.pages.base import Page, PageContext
from cocity_desktop.ui.pages.delivery.answer_view import AnswerView
from cocity_desktop.ui.pages.delivery.reading import DeliveryFile, read_delivery
from cocity_desktop.ui.pages.delivery.waiting import WaitingView
from cocity_desktop.ui.permitted import doing
from cocity_desktop.ui.widgets.buttons import Button
from cocity_desktop.ui.widgets.cards import Card, PageHeader
from cocity_desktop.ui.widgets.layouts import column, holding
from cocity_desktop.ui.widgets.progress import PathStations
from cocity_desktop.ui.widgets.roomy import scrolling

if TYPE_CHECKING:
    from PySide6.QtWidgets import QWidget

    from cocity_desktop.application.changes import Changes
    from cocity_desktop.application.views.pacts import DeliveryDetail, ReplyItemRow
    from cocity_desktop.domain.deliveries import Choice


class DeliveryPage(Page):
    """See the module."""

    NAME: ClassVar[str] = "delivery"
    KINDS: ClassVar[tuple[str, ...]] = ("delivery", "reply", "reply_item", "pact", "agenda_item", "meeting")

    def __init__(self, context: PageContext, parent: QWidget | None = None) -> None:
        super().__init__(context, parent)
        self._id = ""
        self._file: DeliveryFile | None = None
        self._acts = DeliveryActs(context, self)
        self.check = Button(_("Check the file…"), "ghost", icon="check-circle")
        self.check.clicked.connect(self._check)
        self.next = Button("", "primary")
        self.next.clicked.connect(self._next_version)
        self.header = PageHeader("", "", [self.check, self.next])
        self.path = PathStations()
        self.answer = AnswerView()
        self.answer.decided.connect(self._decide)
        self.waiting = WaitingView(self._acts)
        self._path_card = Card(column(self.path))
        self._content = (self.header, self._path_card, self.answer, self.waiting)
        below = holding(column(self._path_card, 12, (self.answer, 1), (self.waiting, 1), gap=0))
        self.setLayout(column(self.header, 12, (scrolling(below), 1), gap=0, margins=(24, 16, 24, 16)))
        for part in self._content:
            part.hide()

    def open(self, record_id: str | None = None, **arguments: str) -> None:
        del arguments
        if record_id:
            self._id = record_id
        self.refresh()

    def refresh(self) -> None:
        if self._id:
            services, delivery_id = self.context.services, self._id
            Operation(self, lambda: read_delivery(services, delivery_id)).on_success(self._show).on_error(
                self.context.navigator.fail
            ).start()

    def breadcrumb(self) -> tuple[str, ...]:
        if self._file is None:
            return (_("Deliveries"),)
        row = self._file.detail.row
        return (_("Deliveries"), row.pact, _("Version {n}").format(n=row.version))

    def explanation(self) -> str:
        return _(
            "The path of one version, with what proves each step. When the Comune has answered, 1, 2 and 3 decide "
            "an article; once all are decided the next version can begin."
        )

    def _show(self, file: DeliveryFile) -> None:
        detail = file.detail
        if detail.row.id != self._id:
            return
        self._file = file
        self.path.set_stations(stations(detail))
        answered = detail.reply is not None
        title = _("Answer of the Comune") if answered else _("Version {n}").format(n=detail.row.version)
        self.header.set_title(title)
        self.header.set_facts(self._facts(detail))
        self.header.show()
        self._path_card.show()
        self.check.setVisible(answered)
        self._show_next(file)
        if detail.reply is not None:
            self.answer.show_answer(detail.reply, file.short_titles, detail.row.version + 1, file.is_newest)
        else:
            self.waiting.show_delivery(detail)
        self.answer.setVisible(answered)
        self.waiting.setVisible(not answered)
        self.context.navigator.retitle()

    def _facts(self, detail: DeliveryDetail) -> str:
        if detail.reply is None:
            return f"{detail.row.pact} · {label_of(detail.row.state)}"
        left = detail.row.undecided
        if left:
            return ngettext("{n} article left to decide", "{n} articles left to decide", left)
        return _("all is decided")

    def _show_next(self, file: DeliveryFile) -> None:
        row = file.detail.row
        self.next.setVisible(row.state is DeliveryState.ANSWERED)
        begun = file.next_begun
        words = _("Open the text") if begun else _("Prepare version {n}").format(n=row.version + 1)
        self.next.setText(words)
        doing(self.next, *(() if begun else ("begin_next_version",)))
        self.next.setEnabled(begun or not row.undecided)
        self.next.updateGeometry()

    def _check(self) -> None:
        if self._file is not None:
            self._acts.check_file(self._file.detail)

    def _decide(self, item: ReplyItemRow, choice: Choice, reason: str) -> None:
        services = self.context.services
        cmd = DecideReplyItem(item_id=item.id, choice=choice, reason=reason)
        words = _("Article {n}: {choice}").format(n=item.article_number, choice=label_of(choice))

        def done(changes: Changes) -> None:
            self.context.bus.changed.emit(changes)
            if changes.change_id:
                self.context.navigator.say(words)

        Operation(self, lambda: services.run(decide_reply_item, cmd)).on_success(done).on_error(
            self.context.navigator.fail
        ).on_finally(self.refresh).start()

    def _next_version(self) -> None:
        if self._file is None:
            return
        services, pact_id = self.context.services, self._file.detail.row.pact_id

        def done(changes: Changes) -> None:
            self.context.bus.changed.emit(changes)
            self.context.navigator.open_page("pact", pact_id)

        if self._file.next_begun:
            self.context.navigator.open_page("pact", pact_id)
            return
        Operation(
            self, lambda: services.run(begin_next_version, BeginNextVersion(pact_id=pact_id))
        ).on_success(done).on_error(self.context.navigator.fail).start()


PAGE = DeliveryPage
