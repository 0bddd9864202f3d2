"""Erasing a person: what vanishes, what stays and where, said before; the name is typed; it cannot be undone.

The dialog opens at once and looks where the person stands, which in a large house takes a second; giving up stops it.
Afterwards the same dialog says what became of the copies and what is left to do by hand.
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from PySide6.QtCore import Qt, QTimer

from cocity_desktop.application.erasing import Erased, ErasePerson, erase_person
from cocity_desktop.domain.entity import EntityId
from cocity_desktop.domain.errors import ErrorCode, UserError
from cocity_desktop.error_messages import words_for
from cocity_desktop.localization import _, ngettext
from cocity_desktop.privacy_words import (
    words_for_copy,
    words_for_left,
    words_of_staying,
    words_of_vanishing,
)
from cocity_desktop.ui.dialogs.base import Dialog
from cocity_desktop.ui.models.list_items import ListItem
from cocity_desktop.ui.models.tick_list import TickList
from cocity_desktop.ui.operation import Operation, Progress
from cocity_desktop.ui.theme.tokens import px
from cocity_desktop.ui.widgets.buttons import Button
from cocity_desktop.ui.widgets.cards import Card
from cocity_desktop.ui.widgets.labels import Label
from cocity_desktop.ui.widgets.layouts import clear, column, holding, row
from cocity_desktop.ui.widgets.progress import ProgressStrip
from cocity_desktop.ui.widgets.scroll import ScrollPane
from cocity_desktop.ui.widgets.text_fields import TextField

if TYPE_CHECKING:
    from collections.abc import Iterable

    from PySide6.QtWidgets import QWidget

    from cocity_desktop.application.services import Services
    from cocity_desktop.application.views.erasing import ErasurePreview, Mention
    from cocity_desktop.domain.errors import AppError

_TALL = 380
_WIDE = 640


@dataclass(frozen=True, slots=True)
class Whom:
    """The person, before it is known where they stand."""

    person_id: EntityId
    name: str


class EraseDialog(Dialog):
    """`done` is what was erased, None until it was."""

    ACTS = ("erase_person",)

    def __init__(self, parent: QWidget | None, services: Services, whom: Whom | ErasurePreview) -> None:
        super().__init__(
            parent,
            _("Erase {name}").format(name=whom.name),
            _(
                "It cannot be undone: nobody can bring the name back, not even from the backups that the app keeps."
            ),
            primary=_("Erase for good"),
            width=_WIDE,
        )
        self._services, self._whom = services, whom
        self._looking: Operation[ErasurePreview] | None = None
        self._preview: ErasurePreview | None = None
        self.done_: Erased | None = None
        self._also: set[str] = set()
        self._words = column(gap=0)
        self.review: TickList[Mention] = TickList(
            self._present, lambda one: one.id, fit=True, lines=True, inset=12, name=_("Texts to look at")
        )
        self.review.toggled.connect(self._toggle)
        self.name = TextField(_("Type “{name}” to confirm").format(name=whom.name), longest=240)
        self.strip = ProgressStrip("danger")
        self.strip.hide()
        self.step = Label("", "small")
        self._dress()
        if isinstance(whom, Whom):
            self._look(whom)
        else:
            self._tell_before(whom)
        self.name.setFocus()

    def _dress(self) -> None:
        danger = Button(_("Erase for good"), "danger")
        self.primary.setDefault(False)
        danger.setDefault(True)  # Enter after the name answers; a wrong name is told
        self.primary.hide()
        self.layout().itemAt(self.layout().count() - 1).layout().addWidget(danger)  # type: ignore[union-attr]
        self.primary = danger
        self.primary.clicked.connect(self.accept)
        self._told = ScrollPane(holding(column(holding(self._words), None, margins=(0, 0, 12, 0))))
        self._told.setFixedHeight(px(_TALL))
        self.set_body(column(self._told, 12, self.name, 8, self.strip, self.step, gap=0))

    # --- before -----------------------------------------------------------------------------------------------

    def _look(self, whom: Whom) -> None:
        """On the way: as many steps as there are kinds of record."""
        erasures = self._services.erasures
        said = _("Looking where the name stands…")

        def follow(done: int, total: int, _words: str) -> None:
            self.strip.show_share(done, total, words=said)

        self.primary.setEnabled(False)
        self.strip.show()
        self.step.setText(said)
        self._looking = Operation(self, lambda progress: erasures.preview(whom.person_id, progress.step))
        self._looking.with_progress(follow).on_success(self._seen).on_error(self._not_seen).start()

    def _seen(self, preview: ErasurePreview) -> None:
        self._looking = None
        self._busy(False)
        self._tell_before(preview)

    def _not_seen(self, error: AppError) -> None:
        """Nothing can be erased that was not looked for."""
        self._looking = None
        self.strip.hide()
        self.step.setText(words_for(error))

    def _tell_before(self, preview: ErasurePreview) -> None:
        self._preview = preview
        self._part(_("What vanishes"), words_of_vanishing(preview))
        self._part(_("What stays, without the name"), words_of_staying(preview))
        self._part(
            _("What stays with the name, because the app cannot reach it"), map(words_for_left, preview.left)
        )
        if preview.to_review:
            n = len(preview.to_review)
            self._words.addWidget(Label(_("To look at"), "strong"))
            said = ngettext(
                "In {n} text only one of the names stands, which may mean somebody else. Tick it if it is this person.",
                "In {n} texts only one of the names stands, which may mean somebody else. Tick those that mean this person.",
                n,
            )
            self._words.addWidget(Label(said.format(n=n), "small", wrap=True))
            self._words.addSpacing(px(4))
            self._words.addWidget(Card(column(self.review)))
            self.review.set_rows(preview.to_review)

    def _part(self, title: str, lines: Iterable[str]) -> None:
        self._words.addWidget(Label(title, "strong"))
        self._words.addSpacing(px(2))
        for line in lines:
            dash = (Label("–"), 0, Qt.AlignmentFlag.AlignTop)
            self._words.addLayout(row(dash, (Label(line, wrap=True), 1), gap=8))
        self._words.addSpacing(px(12))

    def _present(self, one: Mention) -> ListItem:
        return ListItem(one.excerpt, tick=one.id in self._also)

    def _toggle(self, one: Mention) -> None:
        self._also ^= {one.id}
        self.review.set_rows(self._preview.to_review if self._preview else ())

    # --- the act ----------------------------------------------------------------------------------------------

    def accept(self) -> None:
        if self.done_ is not None:
            super().accept()
            return
        if self._preview is None:
            return
        if " ".join(self.name.text().split()) != " ".join(self._whom.name.split()):
            self.name.set_error(words_for(UserError(ErrorCode.ERASURE_UNCONFIRMED)))
            self.name.setFocus()
            return
        self._busy(True)
        cmd = ErasePerson(person_id=self._whom.person_id, also=frozenset(self._also))
        services = self._services

        def work(progress: Progress) -> Erased:
            return services.run(erase_person, cmd, services.erasures, words_for_left, progress.step)

        Operation(self, work).with_progress(self._stepped).on_success(self._erased).on_error(
            self._refused
        ).start()

    def reject(self) -> None:
        """Not while it works: half an erasure is none. Once it is done, giving up is closing."""
        if self.done_ is not None:
            super().accept()
        elif self._looking is not None:
            self._looking.cancel()
            super().reject()
        elif self.primary.isEnabled() or self._preview is None:
            super().reject()

    def _busy(self, busy: bool) -> None:
        for part in (self.primary, self.secondary, self.name, self.review):
            part.setEnabled(not busy)
        self.strip.setVisible(busy)
        self.step.setText(_("Writing the archive without the person…") if busy else "")

    def _stepped(self, done: int, total: int, words: str) -> None:
        said = _("Writing the copy {name}…").format(name=words)
        self.strip.show_share(done, total, words=said)
        self.step.setText(said)

    def _refused(self, error: AppError) -> None:
        self._busy(False)
        self.step.setText(words_for(error))

    # --- afterwards -------------------------------------------------------------------------------------------

    def _erased(self, done: Erased) -> None:
        self.done_ = done
        self._busy(False)
        clear(self._words)
        self.headline.setText(_("Erased"))  # the name is gone from here as from everywhere else
        self.setWindowTitle(self.headline.text())
        called = _("Erased: from now on “persona cancellata n. {number}”").format(number=done.number)
        self._part(called, ())
        if done.copies:
            self._part(_("The copies that the app keeps"), map(words_for_copy, done.copies))
        self._part(_("Left for you to do by hand"), done.left)
        self.name.hide()
        self.text.hide()
        self.secondary.hide()
        self.primary.kind = "primary"
        self.primary.setText(_("Close"))
        self.primary.setFocus()
        QTimer.singleShot(0, self, self._fit)  # a layout shows new widgets a moment later

    def _fit(self) -> None:
        """What is told at the end is short: no empty room above the button."""
        inside, layout = self._told.widget(), self.layout()
        inner = inside.layout() if inside is not None else None
        if inner is None or layout is None:
            return
        inner.activate()
        self._told.setFixedHeight(min(self._told.height(), inner.totalHeightForWidth(self._told.width())))
        for one in (self._told.parentWidget(), self):
            if one is not None and (around := one.layout()) is not None:
                around.invalidate()
                around.activate()
        self.resize(self.width(), layout.totalHeightForWidth(self.width()))
