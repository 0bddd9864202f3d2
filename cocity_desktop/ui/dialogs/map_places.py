"""Places from a map file: read, tried, looked at, taken in with one change. Nothing is written before the last button.

The reading runs on the work lane and can be stopped, as can the writing; what looks like a place that is here already is
asked about, and left out until somebody answers.
"""

from __future__ import annotations

from functools import partial
from typing import TYPE_CHECKING

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QStackedWidget

from cocity_desktop.application.place_import import ImportPlaces, import_place_features, preview_places
from cocity_desktop.application.views.place_import import FeatureAnswer, FeatureFate, FeatureOutcome
from cocity_desktop.domain.errors import ErrorCode
from cocity_desktop.error_messages import words_for
from cocity_desktop.import_words import import_summary, words_for_alike, words_for_place_field
from cocity_desktop.labels import label_of
from cocity_desktop.localization import _, ngettext
from cocity_desktop.ui.dialogs.base import Dialog
from cocity_desktop.ui.models.columns import Chip, Column
from cocity_desktop.ui.models.table_view import TableView
from cocity_desktop.ui.operation import Operation
from cocity_desktop.ui.record_words import capital
from cocity_desktop.ui.theme.tokens import px
from cocity_desktop.ui.widgets.acts import Acts, Ends
from cocity_desktop.ui.widgets.buttons import Button
from cocity_desktop.ui.widgets.cards import EmptyState
from cocity_desktop.ui.widgets.labels import Label
from cocity_desktop.ui.widgets.layouts import column, holding
from cocity_desktop.ui.widgets.progress import ProgressStrip
from cocity_desktop.ui.widgets.toggles import SegmentedControl

if TYPE_CHECKING:
    from collections.abc import Sequence
    from pathlib import Path
    from typing import Any

    from PySide6.QtWidgets import QWidget

    from cocity_desktop.application.changes import Changes
    from cocity_desktop.application.maps import PlaceFeature
    from cocity_desktop.application.services import Services
    from cocity_desktop.domain.errors import AppError
    from cocity_desktop.ui.operation import Progress
    from cocity_desktop.ui.theme.tokens import Token, Tone

_FIRST = (FeatureFate.DOUBTFUL, FeatureFate.REFUSED, FeatureFate.CHANGED, FeatureFate.NEW, FeatureFate.SAME)
"""What needs somebody comes first."""
_CHIPS: dict[FeatureFate, tuple[Tone, str | None]] = {
    FeatureFate.NEW: ("success", "plus"),
    FeatureFate.CHANGED: ("primary", "pencil"),
    FeatureFate.SAME: ("neutral", None),
    FeatureFate.DOUBTFUL: ("warning", "help-circle"),
    FeatureFate.REFUSED: ("danger", "close-circle"),
}


class MapPlacesDialog(Dialog):
    """`changes` is what was written, None until it was. `ground_asked` closes it: the file is to lie under the places."""

    ACTS = ("import_place_features",)

    ground_asked = Signal(object)

    def __init__(self, parent: QWidget | None, services: Services, path: Path) -> None:
        super().__init__(
            parent,
            _("Places from a map"),
            path.name,
            primary=_("Take them in"),
            secondary=_("Cancel"),
            width=820,
        )
        self.changes: Changes | None = None
        self._services, self._path = services, path
        self._features: Sequence[PlaceFeature] = ()
        self._outcomes: Sequence[FeatureOutcome] = ()
        self._answers: dict[int, FeatureAnswer] = {}
        self._running: Operation[Any] | None = None
        self._make_working()
        self._make_trial()
        self._stack = QStackedWidget()
        self._stack.setFixedHeight(px(400))
        for face in (self._working, self._trial):
            self._stack.addWidget(face)
        self.fault = Label("", "body", wrap=True, token="danger_text")
        self.fault.hide()
        self.set_body(column(self.fault, self._stack, gap=8))
        self._read()

    # --- its parts ------------------------------------------------------------------------------------------

    def _make_working(self) -> None:
        self.doing = Label("", "section")
        self.strip = ProgressStrip(thickness=6)
        self._working = holding(column(self.doing, 12, self.strip, None, gap=0))

    def _make_trial(self) -> None:
        self.summary = Label("", "strong", wrap=True)
        self.table: TableView[FeatureOutcome] = TableView(
            (
                Column[FeatureOutcome]("number", _("No."), lambda one: str(one.number), width=64, align="right",
                                       sort=lambda one: one.number, token="muted"),
                Column[FeatureOutcome]("name", _("Place"), lambda one: one.name or "…", width=196,
                                       sort=lambda one: one.name.casefold()),
                Column[FeatureOutcome]("fate", _("What it is"), lambda _one: "", width=132, chip=_chip,
                                       sort=lambda one: _FIRST.index(one.fate)),
                Column[FeatureOutcome]("why", _("Why"), self._why, token=_ink),
            ),
            lambda one: str(one.number),
            sentence=self._sentence,
            name=_("Places in the file"),
            empty=EmptyState(
                "map-marker",
                _("No place in this file"),
                _("A GeoJSON with points or areas has one place for each. This one may be a map to lie under them."),
            ),
        )  # fmt: skip
        answers = [(one, capital(label_of(one))) for one in FeatureAnswer]
        self.answer: SegmentedControl[FeatureAnswer] = SegmentedControl(answers, _("The place in doubt"))
        self.every = Button(_("Same answer for all in doubt"), "ghost", compact=True)
        self.ground = Button(
            _("Lay the file under the places instead"), "ghost", icon="map-marker-circle", compact=True
        )
        self.because = Label("", "small", wrap=True)
        self._asking = Acts(self.answer, self.every, gap=12)
        foot = Ends(self._asking, self.ground)
        self._trial = holding(column(self.summary, 8, (self.table, 1), 8, self.because, 8, foot, gap=0))
        self.table.row_selected.connect(self._show_answer)
        self.table.row_activated.connect(self._next_answer)
        self.answer.chosen.connect(self._answer)
        self.every.clicked.connect(self._answer_all)
        self.ground.clicked.connect(self._as_ground)

    # --- reading and trying ---------------------------------------------------------------------------------

    def _read(self) -> None:
        files, path = self._services.maps, self._path
        self._work(_("Reading the file…"))
        job = Operation(self, lambda progress: files.features(path, progress.step)).with_progress(
            self._follow
        )
        self._run(job.on_success(self._try), "work")

    def _try(self, features: Sequence[PlaceFeature]) -> None:
        self._features = features
        self._work(_("Trying what would happen…"))
        command, services = self._command(), self._services

        def preview(progress: Progress) -> Sequence[FeatureOutcome]:
            with services.new_unit_of_work() as uow:
                return preview_places(command, uow, services.matcher, progress.step)

        self._run(Operation(self, preview).with_progress(self._follow).on_success(self._show), "database")

    def _show(self, outcomes: Sequence[FeatureOutcome]) -> None:
        self._stack.setCurrentWidget(self._trial)
        self.summary.setText(import_summary(outcomes))
        self.summary.setVisible(bool(outcomes))
        ordered = sorted(outcomes, key=lambda one: (_FIRST.index(one.fate), one.number))
        self.table.set_rows(ordered)
        if ordered:
            self.table.select(str(ordered[0].number))
        self._asking.setVisible(any(one.fate is FeatureFate.DOUBTFUL for one in outcomes))
        self._outcomes = outcomes
        self._count()
        self.table.setFocus()

    # --- answers --------------------------------------------------------------------------------------------

    def _show_answer(self, one: FeatureOutcome | None) -> None:
        doubtful = one is not None and one.fate is FeatureFate.DOUBTFUL
        alike = words_for_alike(one) if one is not None else ""
        self.because.setText(_("They look alike: {reasons}.").format(reasons=alike) if alike else "")
        self.answer.setEnabled(doubtful)
        self.every.setEnabled(doubtful)
        self.answer.blockSignals(True)
        self.answer.set_value(self._answer_of(one))
        self.answer.blockSignals(False)

    def _next_answer(self, one: FeatureOutcome) -> None:
        """Enter goes round the answers, the hand stays in the table."""
        if one.fate is FeatureFate.DOUBTFUL:
            self.answer.go_on()

    def _answer_of(self, one: FeatureOutcome | None) -> FeatureAnswer:
        return self._answers.get(one.number, FeatureAnswer.LEAVE) if one is not None else FeatureAnswer.LEAVE

    def _answer(self, answer: FeatureAnswer) -> None:
        one = self.table.selected()
        if one is not None and one.fate is FeatureFate.DOUBTFUL:
            self._answers[one.number] = answer
            self._count()

    def _answer_all(self) -> None:
        answer = self._answer_of(self.table.selected())
        self._answers = {one.number: answer for one in self._outcomes if one.fate is FeatureFate.DOUBTFUL}
        self._count()

    def _count(self) -> None:
        self.table.grid.viewport().update()
        coming = sum(self._comes(one) for one in self._outcomes)
        self.primary.setEnabled(coming > 0)
        self.primary.setText(
            ngettext("Take in {n} place", "Take in {n} places", coming) if coming else _("Nothing to take in")
        )

    def _comes(self, one: FeatureOutcome) -> bool:
        asked = one.fate is FeatureFate.DOUBTFUL and self._answer_of(one) is not FeatureAnswer.LEAVE
        return asked or one.fate in (FeatureFate.NEW, FeatureFate.CHANGED)

    def _why(self, one: FeatureOutcome) -> str:
        if one.error is not None:
            nameless = one.error.code is ErrorCode.REQUIRED and one.error.field == "name"
            return _("It has no name.") if nameless else words_for(one.error)
        if one.fate is FeatureFate.CHANGED:
            return ", ".join(dict.fromkeys(words_for_place_field(name) for name in one.changes))
        if one.fate is not FeatureFate.DOUBTFUL:
            return ""
        said = {
            FeatureAnswer.LEAVE: _("“{name}” is here already: is it the same?"),
            FeatureAnswer.SAME: _("it is “{name}”: what is missing there is filled in"),
            FeatureAnswer.NEW: _("comes in beside “{name}”"),
        }
        return said[self._answer_of(one)].format(name=one.like)

    def _sentence(self, one: FeatureOutcome) -> str:
        said = (str(one.number), one.name, label_of(one.fate), self._why(one), words_for_alike(one))
        return ", ".join(filter(None, said))

    # --- writing --------------------------------------------------------------------------------------------

    def accept(self) -> None:
        if self._running is not None or not self.primary.isEnabled():
            return
        command, services = self._command(), self._services

        def write(progress: Progress) -> Changes:
            return services.run(import_place_features, command, services.matcher, progress.step)

        self._work(_("Taking them in…"))
        self._run(Operation(self, write).with_progress(self._follow).on_success(self._written), "database")

    def reject(self) -> None:
        """Esc stops what runs; what was not finished leaves nothing."""
        if self._running is None:
            super().reject()
        else:
            self.doing.setText(_("Stopping: nothing will have changed…"))
            self._running.cancel()

    def _written(self, changes: Changes) -> None:
        self.changes = changes
        super().accept()

    def _as_ground(self) -> None:
        self.ground_asked.emit(self._path)
        super().reject()

    def _command(self) -> ImportPlaces:
        return ImportPlaces(source=self._path.name, features=self._features, answers=dict(self._answers))

    def _work(self, words: str) -> None:
        self.doing.setText(words)
        self.strip.show_share(0, 1, words=words)
        self._stack.setCurrentWidget(self._working)
        self.fault.hide()
        self.primary.setEnabled(False)

    def _follow(self, done: int, total: int, _words: str) -> None:
        self.strip.show_share(done, total, words=self.doing.text())

    def _run(self, job: Operation[Any], lane: Any) -> None:
        self._running = job
        job.on_error(self._refused).on_cancel(self._stopped).on_finally(partial(self._ended, job)).start(lane)

    def _ended(self, job: Operation[Any]) -> None:
        if self._running is job:
            self._running = None

    def _stopped(self) -> None:
        self._running = None
        super().reject()

    def _refused(self, error: AppError) -> None:
        self.fault.setText(words_for(error))
        self.fault.show()
        if self._features:
            self._stack.setCurrentWidget(self._trial)
            self._count()
        else:
            self.strip.hide()
            self.doing.setText(_("Nothing was changed."))
            self.secondary.setText(_("Close"))
            self.secondary.setFocus()


def _chip(one: FeatureOutcome) -> Chip:
    tone, icon = _CHIPS[one.fate]
    return Chip(label_of(one.fate), tone, icon)


def _ink(one: FeatureOutcome) -> Token:
    return "danger_text" if one.fate is FeatureFate.REFUSED else "muted"
