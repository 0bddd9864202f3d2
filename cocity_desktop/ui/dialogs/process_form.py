"""The form of a process: what is to be looked after, by whom, under which regulation, from when."""

from __future__ import annotations

from collections.abc import Sequence
from typing import TYPE_CHECKING, NamedTuple

from cocity_desktop.application.processes import (
    OpenProcess,
    UpdateProcess,
    open_process,
    states_to_begin_in,
    update_process,
)
from cocity_desktop.application.views.lists import Window
from cocity_desktop.application.views.registry import GroupRow, PlaceRow
from cocity_desktop.domain.lifecycle import ProcessState
from cocity_desktop.domain.processes import GovernmentForm
from cocity_desktop.labels import label_of
from cocity_desktop.localization import _
from cocity_desktop.ui.dialogs.choosing import group_picker, place_picker, read_groups, read_places
from cocity_desktop.ui.dialogs.form_dialog import FormDialog, required_date
from cocity_desktop.ui.dialogs.step_form import words_for_step
from cocity_desktop.ui.record_words import capital
from cocity_desktop.ui.widgets.chips import Chip
from cocity_desktop.ui.widgets.choice import Choice
from cocity_desktop.ui.widgets.date_fields import DateField
from cocity_desktop.ui.widgets.layouts import clear, holding, row
from cocity_desktop.ui.widgets.text_fields import TextArea, TextField

if TYPE_CHECKING:
    from collections.abc import Callable
    from datetime import date

    from PySide6.QtWidgets import QWidget

    from cocity_desktop.application.changes import Changes
    from cocity_desktop.application.services import Services
    from cocity_desktop.application.views.work import ProcessDetail
    from cocity_desktop.domain.errors import AppError


class ProcessChoices(NamedTuple):
    """What a process can be made of: `regulations` as (code, title), the house's own code in `usual`."""

    places: Window[PlaceRow]
    groups: Window[GroupRow]
    regulations: Sequence[tuple[str, str]]
    usual: str


def read_choices(services: Services, place_id: str | None = None) -> ProcessChoices:
    """On the database lane: what the form offers. `place_id` is the place chosen already."""
    queries, library = services.queries, services.regulations
    titles = library.titles()
    places = read_places(services, around=place_id)
    return ProcessChoices(places, read_groups(services), titles, queries.house().regulation_code)


class ProcessDialog(FormDialog):
    """`known` is the process to edit, None for a new one."""

    ACTS = ("open_process", "update_process")

    def __init__(
        self,
        parent: QWidget | None,
        services: Services,
        choices: ProcessChoices,
        today: date,
        known: ProcessDetail | None = None,
    ) -> None:
        title = _("Edit the process") if known else _("New process")
        super().__init__(parent, title, primary=_("Save") if known else _("Open the process"), width=640)
        self._services, self._known = services, known
        self._chosen: dict[str, str] = {}
        self._make_fields(choices, today)
        self._lay_out(known)
        self._fill(known, choices)
        self.show_form()

    def _make_fields(self, choices: ProcessChoices, today: date) -> None:
        self.title = TextField(_("Title"), placeholder=_("The garden in via Fleming"))
        self.place = place_picker(
            self._services, choices.places, _("Place"), help_text=_("You can choose it later")
        )
        self.group = group_picker(self._services, choices.groups, _("Groups"))
        self.group.chosen.connect(self._take_group)
        self._chips = row(gap=8)
        self.regulation = Choice(_("Regulation"), choices.regulations)
        self.government = Choice(_("Form of government"), [(one, label_of(one)) for one in GovernmentForm])
        self.opened_on = DateField(_("Since when"), today=today)
        self.opened_on.set_value(today)
        living = states_to_begin_in()
        self.state = Choice(_("Where it stands"), [(state, capital(label_of(state))) for state in living])
        self.reason = TextField(
            _("Why it does not begin at the first contact"), placeholder=_("the group had begun by itself")
        )
        self.state.changed.connect(self._follow)
        self.summary = TextArea(_("In short"), lines=3)

    def _lay_out(self, known: ProcessDetail | None) -> None:
        form = self.form
        form.add("title", self.title)
        form.add("place_id", self.place)
        if known is None:
            form.add("group_id", self.group)
            form.add_widget(holding(row(self._chips, None, gap=0)))
        form.add("regulation_code", self.regulation)
        if known is None:
            form.add_row(("form", self.government), ("opened_on", self.opened_on), stretches=(3, 2))
            form.add_row(("state", self.state), ("reason", self.reason))
        else:
            form.add("form", self.government)
        form.add("summary", self.summary)

    def _fill(self, known: ProcessDetail | None, choices: ProcessChoices) -> None:
        self.regulation.set_value(known.regulation_code if known else choices.usual)
        self._follow()
        if known is not None:
            self.title.set_text(known.title)
            self.place.set_value(known.place_id)
            self.government.set_value(known.form)
            self.summary.set_text(known.summary)

    def accept(self) -> None:
        if self._known is None and not required_date(self.form, "opened_on", self.opened_on):
            return
        super().accept()

    def work(self) -> Callable[[], Changes]:
        services = self._services
        form = self.government.value() or GovernmentForm.PACT
        if self._known is not None:
            edited = UpdateProcess(
                process_id=self._known.id,
                title=self.title.text(),
                place_id=self.place.value(),
                regulation_code=self.regulation.value() or "",
                form=form,
                summary=self.summary.text(),
            )
            return lambda: services.run(update_process, edited, services.regulations)
        new = self._opening(form)
        return lambda: services.run(open_process, new, services.regulations)

    def words_for(self, error: AppError) -> str:
        return words_for_step(error)

    def _opening(self, form: GovernmentForm) -> OpenProcess:
        opened_on = self.opened_on.value()
        if opened_on is None:
            raise ValueError("accept checked the day")
        typed = self.group.value()
        return OpenProcess(
            title=self.title.text(),
            place_id=self.place.value(),
            group_ids=(*self._chosen, *([typed] if typed else [])),
            regulation_code=self.regulation.value() or "",
            form=form,
            summary=self.summary.text(),
            opened_on=opened_on,
            state=self.state.value() or ProcessState.CONTACT,
            reason=self.reason.text(),
        )

    def _follow(self) -> None:
        half_way = self.state.value() not in (None, ProcessState.CONTACT)
        self.reason.setVisible(half_way and self._known is None)

    def _take_group(self, group_id: str | None) -> None:
        """A chosen group becomes a chip, and the field is free for the next."""
        if group_id and group_id not in self._chosen:
            self._chosen[group_id] = self.group.text()
            self._show_chips()
        self.group.set_value(None)

    def _show_chips(self) -> None:
        clear(self._chips)
        for group_id, name in self._chosen.items():
            chip = Chip(name, "primary", "group")
            chip.removed.connect(lambda g=group_id: self._drop_group(g))
            self._chips.addWidget(chip)

    def _drop_group(self, group_id: str) -> None:
        del self._chosen[group_id]
        self._show_chips()
