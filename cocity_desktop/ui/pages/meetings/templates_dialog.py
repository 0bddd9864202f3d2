"""The templates of agendas: those of the house to change, those that come with the app to copy."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import Qt
from PySide6.QtGui import QKeySequence, QShortcut

from cocity_desktop.application.removal import Remove
from cocity_desktop.application.templates import in_order_of_use, remove_template
from cocity_desktop.error_messages import words_for
from cocity_desktop.labels import label_of
from cocity_desktop.localization import _, ngettext
from cocity_desktop.ui.dialogs.base import Dialog, open_dialog
from cocity_desktop.ui.models.list_items import ListItem
from cocity_desktop.ui.models.list_view import ListView
from cocity_desktop.ui.operation import Operation
from cocity_desktop.ui.pages.meetings.agenda_lines import AgendaLines, DraftLine
from cocity_desktop.ui.pages.meetings.agenda_list import present_line
from cocity_desktop.ui.pages.meetings.template_form import TemplateDialog
from cocity_desktop.ui.pages.meetings.template_picker import items_of
from cocity_desktop.ui.pages.meetings.wide_dialog import put_halves
from cocity_desktop.ui.permitted import doing
from cocity_desktop.ui.record_words import capital
from cocity_desktop.ui.theme.tokens import px
from cocity_desktop.ui.widgets.buttons import Button
from cocity_desktop.ui.widgets.cards import Card
from cocity_desktop.ui.widgets.labels import Label
from cocity_desktop.ui.widgets.layouts import column, row
from cocity_desktop.ui.widgets.notices import NoticeBar

if TYPE_CHECKING:
    from collections.abc import Callable, Sequence

    from PySide6.QtWidgets import QWidget

    from cocity_desktop.application.changes import Changes
    from cocity_desktop.application.services import Services
    from cocity_desktop.application.views.agenda import TemplateRow
    from cocity_desktop.domain.errors import AppError

_WIDTH, _LIST, _NAMES, _HEIGHT = 960, 344, 200, 428


class TemplatesDialog(Dialog):
    """Each act is saved at once and told to `done(changes, words)`; closing gives nothing up.

    Ctrl+N begins a new one, Enter or F2 changes the chosen one (or a copy of a ready-made one), Delete takes it away.
    """

    def __init__(
        self, parent: QWidget | None, services: Services, done: Callable[[Changes, str], object]
    ) -> None:
        text = _(
            "What you change here is offered for the meetings to come. Agendas already made stay as they are."
        )
        super().__init__(parent, _("Agenda templates"), text, primary=_("Close"))
        self.secondary.hide()
        self._services, self._done = services, done
        self._wanted: str | None = None
        self.list: ListView[TemplateRow] = ListView(
            _present, lambda one: one.id, lines=True, inset=12, name=_("Agenda templates")
        )
        self.points: ListView[DraftLine] = ListView(
            present_line, lambda line: line.key, inset=8, name=_("Points of the template")
        )
        self.facts = Label("", "muted", wrap=True)
        self.new = doing(Button(_("New template"), icon="plus", shortcut="Ctrl+N"), "add_template")
        self.change = doing(Button("", icon="pencil", shortcut="F2"), "update_template")
        self.remove = doing(Button(_("Take away"), "ghost", icon="delete"), "remove_template")
        self.remove.setToolTip(_("Take away (Delete)"))
        self.failed = NoticeBar("danger", " ")
        self.failed.hide()
        self._lay_out()
        self._connect()
        self.read()

    def _lay_out(self) -> None:
        names = Card(column((self.list, 1), margins=(1, 1, 1, 1)))
        points = Card(column((self.points, 1), margins=(1, 1, 1, 1)))
        names.setMinimumSize(px(_LIST), px(_NAMES))
        points.setMinimumHeight(px(_NAMES // 2))
        acts = row(self.new, self.change, self.remove, None, gap=8)
        put_halves(
            self, column(names), column(self.facts, 8, (points, 1), gap=0), _WIDTH, _HEIGHT, besides=72
        )
        self.set_body(column(12, acts, 8, self.failed, gap=0))

    def _connect(self) -> None:
        self.new.clicked.connect(lambda: self._open(None))
        self.change.clicked.connect(self._change)
        self.remove.clicked.connect(self._remove)
        self.list.row_selected.connect(self._selected)
        self.list.row_activated.connect(lambda _one: self._change())
        delete = QShortcut(QKeySequence(QKeySequence.StandardKey.Delete), self.list)
        delete.setContext(Qt.ShortcutContext.WidgetShortcut)
        delete.activated.connect(self._remove)

    def read(self) -> None:
        """As it is on disk."""
        services = self._services

        def job() -> Sequence[TemplateRow]:
            return in_order_of_use(services.queries.templates(), services.templates.shipped())

        Operation(self, job).on_success(self._show).on_error(self._fail).start()

    def _show(self, templates: Sequence[TemplateRow]) -> None:
        chosen = self.list.selected()
        self.list.set_rows(templates)
        wanted = self._wanted or (chosen.id if chosen else None)
        if not (wanted and self.list.select(wanted)) and templates:
            self.list.select(templates[0].id)
        self._wanted = None

    def _selected(self, one: TemplateRow | None) -> None:
        self.change.setEnabled(one is not None)
        self.remove.setEnabled(one is not None and not one.is_shipped)
        if one is None:
            return
        self.change.setText(_("Copy and change") if one.is_shipped else _("Change"))
        self.change.updateGeometry()
        lines = AgendaLines()
        lines.extend(items_of(one))
        self.points.set_rows(lines.rows())
        self.facts.setText(_facts(one))

    def _change(self) -> None:
        if (one := self.list.selected()) is not None:
            self._open(one)

    def _open(self, one: TemplateRow | None) -> None:
        dialog = TemplateDialog(self, self._services, one)
        if open_dialog(dialog) and dialog.changes is not None:
            self._wanted = dialog.changes.created or (one.id if one else None)
            self._saved(dialog.changes, _("Template saved: “{name}”").format(name=dialog.changes.subject))

    def _remove(self) -> None:
        one = self.list.selected()
        if one is None or one.is_shipped:
            return
        services, command = self._services, Remove(id=one.id)
        said = _("Template taken away: “{name}”").format(name=one.name)
        job = Operation(self, lambda: services.run(remove_template, command))
        job.on_success(lambda changes: self._saved(changes, said)).on_error(self._fail).start()

    def _saved(self, changes: Changes, said: str) -> None:
        self.failed.hide()
        self._done(changes, said)
        self.read()

    def _fail(self, error: AppError) -> None:
        self.failed.tell("danger", words_for(error))
        self.failed.show()


def _present(one: TemplateRow) -> ListItem:
    kind = capital(label_of(one.meeting_kind))
    points = ngettext("{n} point", "{n} points", len(one.items))
    return ListItem(
        one.name,
        detail=f"{kind}  ·  {points}",
        trailing=_("ready-made") if one.is_shipped else _("of the house"),
        trailing_token="muted" if one.is_shipped else "primary",
    )


def _facts(one: TemplateRow) -> str:
    length = ngettext("{n} min", "{n} min", one.planned_minutes)
    words = f"{capital(label_of(one.meeting_kind))}  ·  {length}"
    return f"{words}  ·  {_ready_made()}" if one.is_shipped else words


def _ready_made() -> str:
    return _("It comes with the app: copy it to make it yours.")
