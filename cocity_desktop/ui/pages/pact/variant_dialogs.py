"""Another text for an article: how it is proposed, and how two texts stand side by side until one is chosen."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import Qt

from cocity_desktop.domain.errors import ErrorCode, UserError
from cocity_desktop.domain.pacts import VariantState
from cocity_desktop.error_messages import words_for
from cocity_desktop.labels import label_of
from cocity_desktop.localization import _, day_and_clock
from cocity_desktop.ui.dialogs.base import Dialog
from cocity_desktop.ui.permitted import doing
from cocity_desktop.ui.theme.tokens import px
from cocity_desktop.ui.widgets.buttons import Button
from cocity_desktop.ui.widgets.cards import Separator
from cocity_desktop.ui.widgets.choice import ComboBox
from cocity_desktop.ui.widgets.form import Form
from cocity_desktop.ui.widgets.labels import Label
from cocity_desktop.ui.widgets.layouts import column, holding, row
from cocity_desktop.ui.widgets.marked_text import MarkedText
from cocity_desktop.ui.widgets.scroll import ScrollPane
from cocity_desktop.ui.widgets.text_fields import TextArea, TextField
from cocity_desktop.ui.word_diff import differences

if TYPE_CHECKING:
    from collections.abc import Sequence

    from PySide6.QtWidgets import QWidget

    from cocity_desktop.application.views.versions import VariantRow

_WIDE = 920
_TEXTS = 300
"""Pixels of the two texts; longer ones are scrolled together."""


class ProposeDialog(Dialog):
    """The article's text to begin from, who wants it so, and why."""

    ACTS = ("propose_variant",)

    def __init__(self, parent: QWidget | None, title: str, text: str) -> None:
        super().__init__(
            parent,
            _("Another text for «{title}»").format(title=title),
            _(
                "The article stays as it is. Both texts wait side by side, with a question for the next agenda."
            ),
            primary=_("Propose it"),
            width=720,
        )
        self._before = text.strip()
        self.words = TextArea(_("The text"), lines=9, serif=True)
        self.words.set_text(text)
        self.by = TextField(_("Who wants it so"), longest=300, placeholder=_("You, if you leave it empty"))
        self.note = TextField(_("Why"), longest=2_000)
        self.form = Form()
        self.form.add("text", self.words)
        self.form.add_row(("by", self.by), ("note", self.note))
        self.set_body(self.form)

    def accept(self) -> None:
        text = self.words.text().strip()
        if not text:
            self.form.show_error("text", words_for(UserError(ErrorCode.REQUIRED)))
        elif text == self._before:
            self.form.show_error("text", _("This is the text of the article. Change something in it."))
        else:
            super().accept()


class VariantsDialog(Dialog):
    """The article's text at the left, another at the right, what differs marked. `declined` after «decline»."""

    ACTS = ("take_variant",)

    def __init__(self, parent: QWidget | None, title: str, text: str, variants: Sequence[VariantRow]) -> None:
        super().__init__(
            parent,
            _("Texts for «{title}»").format(title=title),
            primary=_("Take the other text"),
            secondary=_("Close"),
            width=_WIDE,
        )
        self._text, self._variants = text, variants
        self.declined = False
        self.which = ComboBox(height=36)
        self.which.setAccessibleName(_("Which of the other texts"))
        for one in variants:
            self.which.addItem(_line(one), one.id)
        self.which.setVisible(len(variants) > 1)
        self.ours, self.theirs = MarkedText("gone"), MarkedText("come")
        self.facts = Label("", "small", wrap=True)
        self.reason = TextField(_("Why it goes no further"), longest=2_000)
        self.decline = doing(Button(_("Decline it"), "secondary"), "decline_variant")
        self._answer = holding(
            row(
                (self.reason, 1),
                (holding(column(self.decline, margins=(0, 0, 0, 6))), 0, Qt.AlignmentFlag.AlignBottom),
                gap=8,
            )
        )
        self._lay_out()
        self.which.currentIndexChanged.connect(lambda _index: self._show())
        self.decline.clicked.connect(self._decline)
        self.reason.submitted.connect(self._decline)
        self._show()

    def variant(self) -> VariantRow:
        """The one that is shown."""
        return self._variants[max(0, self.which.currentIndex())]

    def _lay_out(self) -> None:
        left = column(Label(_("The article now"), "label"), 4, self.ours, None, gap=0)
        right = column(Label(_("The other text"), "label"), 4, self.theirs, None, gap=0)
        texts = row((holding(left), 1), 16, Separator(vertical=True), 16, (holding(right), 1), gap=0)
        pane = ScrollPane(holding(texts))
        pane.setFixedHeight(px(_TEXTS))
        self.set_body(column(self.which, 8, self.facts, 12, pane, 12, self._answer, gap=0))

    def _show(self) -> None:
        one = self.variant()
        ours, theirs = differences(self._text, one.text)
        self.ours.show_pieces(ours)
        self.theirs.show_pieces(theirs)
        why = _("Why: {note}").format(note=one.note) if one.note else ""
        declined = _("Declined: {reason}").format(reason=one.reason) if one.reason else ""
        self.facts.setText(" · ".join(filter(None, (_line(one), why, declined))))
        waits = one.state is VariantState.OPEN
        self._answer.setVisible(waits)
        self.primary.setVisible(waits)

    def _decline(self) -> None:
        if not self.reason.text():
            self.reason.set_error(words_for(UserError(ErrorCode.REASON_REQUIRED)))
            self.reason.setFocus()
            return
        self.declined = True
        super().accept()


def _line(one: VariantRow) -> str:
    return " · ".join(filter(None, (one.by, day_and_clock(one.at), label_of(one.state))))
