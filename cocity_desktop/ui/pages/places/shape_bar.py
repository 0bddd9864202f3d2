"""The bar over the map while a shape is drawn: which kind, how large it is in words, and the way out."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QBoxLayout, QSizePolicy, QWidget

from cocity_desktop.application.maps import FormKind
from cocity_desktop.application.place_shapes import corners_of
from cocity_desktop.application.places import shape_measures
from cocity_desktop.domain.errors import UserError
from cocity_desktop.error_messages import words_for
from cocity_desktop.labels import label_of
from cocity_desktop.localization import _, number
from cocity_desktop.ui.dialogs.attachments import decimal
from cocity_desktop.ui.permitted import doing
from cocity_desktop.ui.record_words import capital
from cocity_desktop.ui.theme.tokens import px
from cocity_desktop.ui.widgets.acts import Acts, Ends
from cocity_desktop.ui.widgets.buttons import Button
from cocity_desktop.ui.widgets.labels import ElidedLabel, Label
from cocity_desktop.ui.widgets.layouts import column
from cocity_desktop.ui.widgets.toggles import SegmentedControl

if TYPE_CHECKING:
    from PySide6.QtGui import QResizeEvent

    from cocity_desktop.application.maps import Geometry
    from cocity_desktop.ui.map.draft import ShapeDraft

_BESIDE = 600
"""Below this width, in design pixels, the hint stands under what is drawn."""


class ShapeBar(QWidget):
    """`saved`, `left`, `undone`, `removed` (the shape as a whole), `form_chosen(FormKind)`."""

    saved = Signal()
    left = Signal()
    undone = Signal()
    removed = Signal()
    form_chosen = Signal(object)

    def __init__(self) -> None:
        super().__init__()
        forms = [(one, capital(label_of(one))) for one in (FormKind.POINT, FormKind.LINE, FormKind.AREA)]
        self.form: SegmentedControl[FormKind] = SegmentedControl(forms, _("What you draw"))
        self.form.setToolTip(_("P, L, A: point, line, area"))
        self.form.chosen.connect(self.form_chosen)
        self.words = ElidedLabel("", "strong")
        self.undo = Button(_("Undo last"), "ghost", icon="restore", compact=True)
        self.undo.setToolTip(_("Take the last step back (Ctrl+Z)"))
        self.clear = doing(
            Button(_("Take the shape away"), "ghost", icon="delete", compact=True), "update_place"
        )
        self.cancel = Button(_("Leave it (Esc)"), "ghost", compact=True)
        self.save = doing(Button(_("Save the shape"), "primary", compact=True), "update_place")
        self.undo.clicked.connect(self.undone)
        self.clear.clicked.connect(self.removed)
        self.cancel.clicked.connect(self.left)
        self.save.clicked.connect(self.saved)
        hint = Label(
            _(
                "Click, or arrows and Space: a corner. Tab chooses it, I adds one, Delete takes it away. P, L, A."
            ),
            "small",
            wrap=True,
        )
        middle = Qt.AlignmentFlag.AlignVCenter
        hint.setAlignment(hint.alignment() & ~Qt.AlignmentFlag.AlignTop | middle)
        acts = Acts(self.undo, self.clear, self.cancel, self.save, gap=4)
        hint.setSizePolicy(QSizePolicy.Policy.Ignored, QSizePolicy.Policy.Preferred)
        self._told = QBoxLayout(QBoxLayout.Direction.LeftToRight)
        self._told.setSpacing(px(12))
        self._told.addWidget(self.words, 2)
        self._told.addWidget(hint, 5)
        self.setLayout(column(Ends(self.form, acts), self._told, gap=6))

    def resizeEvent(self, event: QResizeEvent) -> None:
        """Where letters are large for the room, the hint has a line of its own."""
        super().resizeEvent(event)
        ways = QBoxLayout.Direction
        self._told.setDirection(ways.LeftToRight if self.width() >= px(_BESIDE) else ways.TopToBottom)

    def tell(self, draft: ShapeDraft, name: str, *, kept: bool) -> None:
        """What is drawn now, and of which place; `kept` when it has a shape already."""
        self.words.setText(draft_words(draft))
        self.words.setToolTip(name)
        self.save.setAccessibleDescription(name)
        self.undo.setEnabled(draft.changed)
        self.save.setEnabled(draft.complete and draft.changed)
        self.clear.setVisible(kept)


def draft_words(draft: ShapeDraft) -> str:
    """«Area 1.250 m², contorno 140 m», or what is still wanted."""
    geometry = draft.geometry()
    if geometry is not None:
        return measure_words(geometry)
    return {
        FormKind.POINT: lambda: _("Put the point"),
        FormKind.LINE: lambda: _("A line needs two points"),
        FormKind.AREA: lambda: _("An area needs three corners"),
    }[draft.form]()


def draft_sentence(draft: ShapeDraft) -> str:
    """For those who do not see it: «Vertice 2 di 5, area 1.250 m², contorno 140 m»."""
    words = draft_words(draft)
    if draft.chosen is None or draft.form is FormKind.POINT:
        return words
    chosen = _("Corner {n} of {all}").format(n=number(draft.chosen + 1), all=number(len(draft.corners)))
    return f"{chosen}, {words}"


def measure_words(geometry: Geometry) -> str:
    """How large a shape is; where a point stands; what is wrong with one that is none."""
    try:
        found = shape_measures(geometry)
    except UserError as error:
        return words_for(error)
    if found.area:
        return _("Area {area}, outline {length}").format(area=_area(found.area), length=_length(found.length))
    if found.length:
        return _("Length {length}").format(length=_length(found.length))
    point = corners_of(geometry)
    if point is not None:
        longitude, latitude = point[1][0]
        return f"{decimal(latitude, 6)}; {decimal(longitude, 6)}"
    return capital(label_of(FormKind.POINT))


def _area(square_metres: float) -> str:
    if square_metres >= 1_000_000:
        return _("{n} km²").format(n=decimal(square_metres / 1_000_000, 2))
    return _("{n} m²").format(n=number(round(square_metres)))


def _length(metres: float) -> str:
    if metres >= 10_000:
        return _("{n} km").format(n=decimal(metres / 1000, 1))
    return _("{n} m").format(n=number(round(metres)))
