"""People's data: whom to look at again and what to do with them, and who was never given the notice."""

from __future__ import annotations

from typing import TYPE_CHECKING

from cocity_desktop.application.erasing import ErasePerson, erase_person
from cocity_desktop.application.people_data import (
    GiveNoticeToMany,
    Keeping,
    KeepUntil,
    give_notice_to_many,
    keep_until,
)
from cocity_desktop.localization import _, dated, local, ngettext, number, short_day
from cocity_desktop.privacy_words import words_for_left
from cocity_desktop.ui.dialogs.base import Dialog, open_dialog
from cocity_desktop.ui.dialogs.form_dialog import FormDialog, required_date
from cocity_desktop.ui.dialogs.given_form import GivenDialog
from cocity_desktop.ui.models.list_items import ListItem
from cocity_desktop.ui.models.tick_list import TickList
from cocity_desktop.ui.operation import Operation
from cocity_desktop.ui.pages.settings.section import Section
from cocity_desktop.ui.permitted import doing
from cocity_desktop.ui.theme.tokens import px
from cocity_desktop.ui.widgets.acts import Acts
from cocity_desktop.ui.widgets.buttons import Button
from cocity_desktop.ui.widgets.cards import Card
from cocity_desktop.ui.widgets.date_fields import DateField
from cocity_desktop.ui.widgets.labels import Label
from cocity_desktop.ui.widgets.layouts import column, row

if TYPE_CHECKING:
    from collections.abc import Callable, Sequence
    from datetime import date

    from PySide6.QtWidgets import QWidget

    from cocity_desktop.application.changes import Changes
    from cocity_desktop.application.services import Services
    from cocity_desktop.application.views.access import AccessView
    from cocity_desktop.application.views.people_data import RetentionRow, UntoldRow
    from cocity_desktop.application.views.registry import HouseDetail
    from cocity_desktop.ui.operation import Progress
    from cocity_desktop.ui.pages.base import PageContext


_ROW = 52
"""Pixels of a row."""
_SHOWN, _SHOWN_ALONE = 4.5, 6.5
"""Rows seen at once before a list scrolls, and those of a list without the other: the acts stay in sight below, and
half a row says that there are more."""


class PersonalDataSection(Section):
    """Rows are ticked, then one act is done to all that have a tick."""

    def __init__(self, context: PageContext) -> None:
        super().__init__(context)
        self._review: tuple[RetentionRow, ...] = ()
        self._untold: tuple[UntoldRow, ...] = ()
        self._ticked: set[str] = set()
        self.review: TickList[RetentionRow] = TickList(
            self._present_review,
            lambda one: one.id,
            fit=True,
            lines=True,
            inset=12,
            name=_("To look at again"),
        )
        self.untold: TickList[UntoldRow] = TickList(
            self._present_untold,
            lambda one: one.id,
            fit=True,
            lines=True,
            inset=12,
            name=_("Without the notice"),
        )
        for one in (self.review, self.untold):
            one.toggled.connect(self._toggle)
        self.keep = doing(Button(_("Keep until…"), icon="calendar"), "keep_until")
        self.proposed = doing(Button(_("Take the days proposed"), "ghost", icon="check"), "keep_until")
        self.erase = doing(Button(_("Erase…"), "ghost", icon="ban"), "erase_person")
        self.give = doing(Button(_("Give the notice…"), icon="note"), "give_notice_to_many")
        self.none = Label(
            _("Nobody to look at: every record has a day, and none has come."), "body", wrap=True
        )
        self.all_told = Label(_("Everybody was given the notice."), "body", wrap=True)
        self.busy = Label("", "small")
        self._lay_out()
        self.keep.clicked.connect(self._keep)
        self.proposed.clicked.connect(self._take_proposed)
        self.erase.clicked.connect(self._erase)
        self.give.clicked.connect(self._give)

    def show_house(self, house: HouseDetail) -> None:  # noqa: ARG002
        data = self.context.services.people_data
        queries = self.context.services.queries

        def look() -> tuple[Sequence[RetentionRow], Sequence[UntoldRow], int]:
            return data.to_review(), data.untold(), queries.sidebar().people

        Operation(self, look).on_success(self._show).on_error(self.context.navigator.fail).start()

    def _lay_out(self) -> None:
        why = _(
            "A record is kept as long as it serves. When its day has come, or none was set, it is listed here: keep it, with a "
            "reason, or let it go. Tick the rows, then choose."
        )
        self._counts = (Label("", "muted"), Label("", "muted"))
        self._cards = (
            Card(column((self.review, 1), margins=(1, 1, 1, 1))),
            Card(column((self.untold, 1), margins=(1, 1, 1, 1))),
        )
        self.setLayout(
            column(
                Label(why, "muted", wrap=True), 16,
                row(Label(_("To look at again"), "strong"), self._counts[0], None), 8, self.none, self._cards[0], 8,
                Acts(self.keep, self.proposed, self.erase, self.busy), 24,
                row(Label(_("Without the notice"), "strong"), self._counts[1], None), 8, self.all_told, self._cards[1], 8,
                Acts(self.give), None,
                gap=0,
            )
        )  # fmt: skip

    def show_access(self, access: AccessView) -> None:
        super().show_access(access)
        self._tell()

    def _show(self, seen: tuple[Sequence[RetentionRow], Sequence[UntoldRow], int]) -> None:
        self._review, self._untold, people = tuple(seen[0]), tuple(seen[1]), seen[2]
        self.all_told.setText(
            _("Everybody was given the notice.") if people else _("Nobody is registered yet.")
        )
        self._ticked &= {one.id for one in self._review} | {one.id for one in self._untold}
        shown = _SHOWN if self._review and self._untold else _SHOWN_ALONE
        parts = zip(
            self._cards, self._counts, (self._review, self._untold), (self.none, self.all_told), strict=True
        )
        for card, count, rows, empty in parts:
            card.setVisible(bool(rows))
            card.setFixedHeight(px(round(_ROW * min(len(rows), shown)) + 2))
            count.setText(number(len(rows)) if rows else "")
            empty.setVisible(not rows)
        self._tell()

    def _tell(self) -> None:
        self.review.set_rows(self._review)
        self.untold.set_rows(self._untold)
        chosen = self._chosen()
        self.keep.setEnabled(bool(chosen))
        self.proposed.setEnabled(any(one.proposed for one in chosen))
        self.erase.setEnabled(any(one.kind == "person" for one in chosen))
        self.give.setEnabled(any(one.id in self._ticked for one in self._untold))
        for button in (self.keep, self.proposed, self.erase):
            button.setVisible(bool(self._review))
        self.give.setVisible(bool(self._untold))

    def _toggle(self, one: RetentionRow | UntoldRow) -> None:
        self._ticked ^= {one.id}
        self._tell()

    def _chosen(self) -> list[RetentionRow]:
        return [one for one in self._review if one.id in self._ticked]

    def _present_review(self, one: RetentionRow) -> ListItem:
        due = dated(_("due {day}"), day=short_day(one.retain_until)) if one.retain_until else _("no day set")
        last = _last(one.last_contact)
        proposed = _("proposed: {day}").format(day=short_day(one.proposed)) if one.proposed else ""
        return ListItem(
            one.name, "  ·  ".join(filter(None, (last, proposed))), tick=one.id in self._ticked, trailing=due,
            trailing_token="warning" if one.retain_until else "muted",
        )  # fmt: skip

    def _present_untold(self, one: UntoldRow) -> ListItem:
        detail = "  ·  ".join(filter(None, (one.groups, _last(one.last_contact))))
        return ListItem(one.name, detail, tick=one.id in self._ticked)

    # --- acts -------------------------------------------------------------------------------------------------

    def _keep(self) -> None:
        self._ask(KeepDialog(self, self.context.services, self._chosen()))

    def _take_proposed(self) -> None:
        cmd = KeepUntil(
            records=tuple(Keeping(one.kind, one.id, one.proposed) for one in self._chosen() if one.proposed)
        )
        services = self.context.services
        self.save(
            lambda: services.run(keep_until, cmd),
            _("Kept until the days proposed"),
            self.context.navigator.fail,
        )

    def _give(self) -> None:
        ids = tuple(one.id for one in self._untold if one.id in self._ticked)
        self._ask(GiveDialog(self, self.context.services, ids))

    def _ask(self, dialog: FormDialog) -> None:
        if open_dialog(dialog) and dialog.changes is not None:
            self.context.bus.changed.emit(dialog.changes)
            self.context.navigator.say(_("Saved"))

    def _erase(self) -> None:
        people = [one for one in self._chosen() if one.kind == "person"]
        n = len(people)
        said = ngettext("Erase {n} person for good?", "Erase {n} people for good?", n).format(n=n)
        names = ", ".join(one.name for one in people)
        text = _(
            "{names}. It cannot be undone. What stays, and where, is told for one at a time on the page of people."
        )
        if not open_dialog(Dialog(self, said, text.format(names=names), primary=_("Erase for good"))):
            return
        services = self.context.services

        def work(progress: Progress) -> Changes:
            for done, one in enumerate(people[:-1]):
                progress.step(done, n, "")
                cmd = ErasePerson(person_id=one.id)
                services.run(erase_person, cmd, services.erasures, words_for_left, finish=False)
            progress.step(n - 1, n, "")
            cmd = ErasePerson(person_id=people[-1].id)
            return services.run(erase_person, cmd, services.erasures, words_for_left).changes

        Operation(self, work).with_progress(self._stepped).on_success(self._erased).on_error(
            self.context.navigator.fail
        ).on_finally(lambda: self.busy.setText("")).start()

    def _stepped(self, done: int, total: int, _words: str) -> None:
        self.busy.setText(_("Erasing: {done} of {total}").format(done=done + 1, total=total))

    def _erased(self, changes: Changes) -> None:
        self.context.bus.changed.emit(changes)
        self.context.navigator.say(_("Erased"), undoable=False)


class KeepDialog(FormDialog):
    """Until when records are kept."""

    ACTS = ("keep_until",)

    def __init__(self, parent: QWidget | None, services: Services, rows: Sequence[RetentionRow]) -> None:
        n = len(rows)
        text = ngettext(
            "{n} record is looked at again on that day.", "{n} records are looked at again on that day.", n
        )
        super().__init__(parent, _("Keep until"), text.format(n=n), width=440)
        self._services, self._rows = services, tuple(rows)
        self.until = DateField(_("Until"), today=local(services.clock.now()).date())
        days = [one.proposed for one in rows if one.proposed]
        if days:
            self.until.set_value(max(days))
        self.form.add("until", self.until)
        self.show_form()

    def accept(self) -> None:
        if required_date(self.form, "until", self.until):
            super().accept()

    def work(self) -> Callable[[], Changes]:
        day = self.until.value()
        cmd = KeepUntil(records=tuple(Keeping(one.kind, one.id, day) for one in self._rows))
        return lambda: self._services.run(keep_until, cmd)


class GiveDialog(GivenDialog):
    """When and how several people got the notice, as after a meeting where all signed."""

    ACTS = ("give_notice_to_many",)

    def __init__(self, parent: QWidget | None, services: Services, people: tuple[str, ...]) -> None:
        n = len(people)
        text = ngettext("{n} person got it.", "{n} people got it.", n).format(n=n)
        super().__init__(
            parent, services, _("Privacy notice given"), text, local(services.clock.now()).date()
        )
        self._people = people

    def work(self) -> Callable[[], Changes]:
        day, way = self.given()
        cmd = GiveNoticeToMany(person_ids=self._people, given_on=day, channel=way)
        return lambda: self.services.run(give_notice_to_many, cmd)


def _last(day: date | None) -> str:
    return _("last contact {day}").format(day=short_day(day)) if day else _("never met")
