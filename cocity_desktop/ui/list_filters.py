"""What a long list is filtered by: words, closed lists of what there is, a chip for each that is on."""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING, Any

from PySide6.QtCore import QObject, Signal

from cocity_desktop.application.views.lists import Facets, ListQuestion
from cocity_desktop.labels import label_of
from cocity_desktop.localization import _, language_name, pgettext
from cocity_desktop.ui.record_words import capital
from cocity_desktop.ui.theme.tokens import px
from cocity_desktop.ui.widgets.choice import ComboBox

if TYPE_CHECKING:
    from collections.abc import Mapping
    from enum import StrEnum

    from cocity_desktop.ui.widgets.filter_bar import FilterBar

_SHAPE, _DISTRICT, _LANGUAGE, _THEME, _NOTICE = "shape", "district", "language", "theme", "lacks_notice"
_WIDEST = 150
"""Design pixels of a closed list: the field for words must keep its room beside three of them."""
_KEYS = (_DISTRICT, _SHAPE, _LANGUAGE, _THEME, _NOTICE)


class ListFilters(QObject):
    """Fills `bar`. `changed` when the question is another one; `question()` is what is asked now.

    `shapes` are the kinds that the list is of, called `shape` one by one and `all_shapes` together. `notices` offers
    those who lack the privacy notice.
    """

    changed = Signal()

    def __init__(
        self,
        bar: FilterBar,
        *,
        shapes: type[StrEnum] | None = None,
        shape: str = "",
        all_shapes: str = "",
        notices: bool = False,
    ) -> None:
        super().__init__(bar)
        self.bar = bar
        self._shapes, self._all_shapes, self._notices = shapes, all_shapes, notices
        self._chosen: dict[str, Any] = {}
        self._putting = False
        self._offered = Facets((), (), (), ())
        self.districts, self.kinds, self.more = ComboBox(36), ComboBox(36), ComboBox(36)
        for combo, name in (
            (self.districts, _("District")),
            (self.kinds, shape),
            (self.more, _("More filters")),
        ):
            combo.setAccessibleName(name)
            combo.setMaximumWidth(px(_WIDEST))
            bar.add_choice(combo)
            combo.hide()
            combo.activated.connect(lambda at, combo=combo: self._activated(combo, at))
        bar.typed.connect(lambda _words: self._typed())
        bar.chip_removed.connect(lambda key: self.choose(key, None))

    def question(self) -> ListQuestion:
        """What is asked now."""
        order = tuple(sorted(self._shapes, key=label_of)) if self._shapes is not None else ()
        return replace(ListQuestion(words=self.bar.words(), shapes=order), **self._chosen)

    def in_words(self) -> tuple[str, ...]:
        """What is filtered by, each as its chip says it."""
        typed = self.bar.words()
        said = [_("with “{words}”").format(words=typed)] if typed else []
        return (*said, *(self._words(key, value) for key, value in self._chosen.items()))

    def offer(self, facets: Facets) -> None:
        """In the closed lists only what there is."""
        if facets != self._offered:
            self._offered = facets
            self._fill()

    def choose(self, key: str, value: object) -> None:
        """A filter on, or off when `value` is None."""
        self._set(key, value)
        self._fill()
        self.changed.emit()

    def clear(self) -> None:
        """Take every filter away."""
        self.put({})

    def put(self, saved: Mapping[str, Any]) -> None:
        """The filters of a saved question, and no others."""
        question = ListQuestion().with_saved(saved)
        self._putting = True
        self.bar.line.setText(question.words)
        self._putting = False
        for key in _KEYS:
            self._set(key, getattr(question, key) or None)
        self._fill()
        self.changed.emit()

    def _typed(self) -> None:
        if not self._putting:
            self.changed.emit()

    def _set(self, key: str, value: object) -> None:
        if value is None:
            self._chosen.pop(key, None)
            self.bar.hide_chip(key)
        else:
            self._chosen[key] = value
            self.bar.show_chip(key, self._words(key, value))

    def _words(self, key: str, value: Any) -> str:
        if key == _DISTRICT:
            return _("District {n}").format(n=value)
        if key == _SHAPE:
            known = self._shapes is not None and value in {one.value for one in self._shapes}
            return capital(label_of(self._shapes(value))) if known and self._shapes else str(value)
        if key == _LANGUAGE:
            return _("Speak {language}").format(language=language_name(value))
        if key == _THEME:
            return _("Theme: {theme}").format(theme=value)
        return _("Notice still to be given")

    def _fill(self) -> None:
        offered = self._offered
        self._fill_combo(self.districts, pgettext("filter", "All districts"), _DISTRICT, offered.districts)
        shapes = [one for one in self._shapes or () if one.value in offered.shapes]
        self._fill_combo(self.kinds, self._all_shapes, _SHAPE, [one.value for one in shapes])
        more: list[tuple[str, Any]] = [(_NOTICE, True)] if self._notices else []
        more += [(_LANGUAGE, one) for one in offered.languages]
        more += [(_THEME, one) for one in offered.themes]
        left = [(key, value) for key, value in more if self._chosen.get(key) != value]
        self.more.clear()
        self.more.addItem(_("More filters"), None)
        for key, value in left:
            self.more.addItem(self._words(key, value), (key, value))
        self.more.setVisible(bool(left))
        self.more.updateGeometry()

    def _fill_combo(self, combo: ComboBox, everything: str, key: str, values: Any) -> None:
        combo.clear()
        combo.addItem(everything, None)
        for value in values:
            combo.addItem(self._words(key, value), (key, value))
        combo.setVisible(bool(values) and key not in self._chosen)
        combo.updateGeometry()

    def _activated(self, combo: ComboBox, at: int) -> None:
        chosen = combo.itemData(at)
        if chosen is not None:
            self.choose(*chosen)
