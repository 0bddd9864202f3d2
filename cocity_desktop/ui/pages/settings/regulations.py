"""The regulations that pacts can be written under, rule by rule: where each was read, and which nobody has verified."""

from __future__ import annotations

from typing import TYPE_CHECKING, NamedTuple

from PySide6.QtWidgets import QWidget

from cocity_desktop.domain.errors import UserError
from cocity_desktop.domain.regulation import Rule
from cocity_desktop.localization import _, ngettext
from cocity_desktop.regulation_words import basis_words, count_words, fault_words, rule_groups
from cocity_desktop.ui.models.list_items import ListItem
from cocity_desktop.ui.models.list_view import ListView
from cocity_desktop.ui.operation import Operation
from cocity_desktop.ui.pages.settings.section import Section
from cocity_desktop.ui.widgets.choice import Choice
from cocity_desktop.ui.widgets.labels import Label
from cocity_desktop.ui.widgets.layouts import column
from cocity_desktop.ui.widgets.notices import NoticeBar

if TYPE_CHECKING:
    from cocity_desktop.application.views.registry import HouseDetail
    from cocity_desktop.domain.regulation import Regulation
    from cocity_desktop.ui.pages.base import PageContext

_GROUPS = 9
"""As many as `regulation_words.rule_groups` can give."""


class _Known(NamedTuple):
    titles: tuple[tuple[str, str], ...]
    faults: dict[str, tuple[UserError, ...]]


class _RuleRow(NamedTuple):
    """A rule as it stands in a list: `number` tells it from the others of its group."""

    number: int
    words: str
    source: str
    rule: Rule


class RegulationsSection(Section):
    """One regulation at a time, chosen above; the house's own is the first shown."""

    WIDTH = 820

    def __init__(self, context: PageContext) -> None:
        super().__init__(context)
        self.chosen: Choice[str] = Choice(_("Regulation"), [])
        self.chosen.chosen.connect(lambda _code: self._read_one())
        self.facts = Label("", "body", wrap=True)
        self.note = Label("", "muted", wrap=True)
        self.faults = NoticeBar("warning", "", stacked=True)
        self.faults.hide()
        self.own = Label("", "small", wrap=True)
        self.groups = [_Group() for _number in range(_GROUPS)]
        rows = [part for group in self.groups for part in (group, 0)]
        self.setLayout(
            column(
                self.faults,
                12,
                self.chosen,
                12,
                self.facts,
                4,
                self.note,
                8,
                *rows,
                16,
                self.own,
                None,
                gap=0,
            )
        )

    def show_house(self, house: HouseDetail) -> None:
        """Read which there are now: one of the house's own may have been put into its folder meanwhile."""
        library = self.context.services.regulations

        def done(known: _Known) -> None:
            now = self.chosen.value() or house.regulation_code
            self.chosen.set_items(list(known.titles))
            self.chosen.set_value(now)
            self._show_faults(known.faults)
            self._read_one()

        Operation(self, lambda: _Known(library.titles(), library.faults())).on_success(done).on_error(
            self.context.navigator.fail
        ).start()
        folder = self.context.services.directory / "regulations"
        self.own.setText(
            _(
                "Regulations of your own go into {folder}, a folder for each: “cocity regulation new” begins one."
            ).format(folder=folder)
        )

    def show_regulation(self, regulation: Regulation) -> None:
        """Show what a regulation says and how well it is known."""
        force = {True: _("in force"), False: _("no longer in force"), None: ""}[regulation.in_force]
        self.facts.setText(" · ".join(filter(None, (regulation.city, force, count_words(regulation)))))
        self.note.setText(regulation.note)
        self.note.setVisible(bool(regulation.note))
        told = rule_groups(regulation)
        for place, group in enumerate(self.groups):
            title, rules = told[place] if place < len(told) else ("", [])
            group.show_rules(title, regulation, rules)

    def _read_one(self) -> None:
        code, library = self.chosen.value(), self.context.services.regulations
        if code:
            Operation(self, lambda: library.get(code)).on_success(self.show_regulation).on_error(
                self.context.navigator.fail
            ).start()

    def _show_faults(self, faults: dict[str, tuple[UserError, ...]]) -> None:
        lines = [
            " ".join(filter(None, fault_words(fault))) for found in faults.values() for fault in found[:1]
        ]
        head = ngettext(
            "{n} regulation of yours cannot be read: “cocity regulation check” says all that is wrong.",
            "{n} regulations of yours cannot be read: “cocity regulation check” says all that is wrong.",
            len(faults),
        )
        self.faults.tell("warning", head, " ".join(lines))
        self.faults.setVisible(bool(faults))


class _Group(QWidget):
    """The rules of one kind under their title; nothing when there are none."""

    def __init__(self) -> None:
        super().__init__()
        self.title = Label("", "strong")
        self.list: ListView[_RuleRow] = ListView(_item, lambda one: str(one.number), fit=True, name="")
        self.setLayout(column(16, self.title, 4, self.list, gap=0))

    def show_rules(self, title: str, regulation: Regulation, rules: list[tuple[str, Rule]]) -> None:
        """`rules` with their words, in the regulation's order."""
        self.title.setText(title)
        self.list.setAccessibleName(title)
        self.list.set_rows(
            [_RuleRow(n, words, _where(regulation, rule), rule) for n, (words, rule) in enumerate(rules)]
        )
        self.setVisible(bool(rules))


def _where(regulation: Regulation, rule: Rule) -> str:
    return " · ".join(filter(None, (rule.source.article, regulation.text_of(rule).title, rule.source.note)))


def _item(one: _RuleRow) -> ListItem:
    known = basis_words(one.rule.source.basis)
    return ListItem(
        one.words,
        detail=one.source,
        icon="check-circle" if one.rule.verified else "help-circle",
        icon_token="success" if one.rule.verified else "warning",
        trailing=known if one.rule.verified else _("{basis}, to be verified").format(basis=known),
        trailing_token="muted" if one.rule.verified else "warning",
    )
