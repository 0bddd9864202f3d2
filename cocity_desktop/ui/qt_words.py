"""Qt's own words (file dialogs, context menus of fields) in the language of the window.

Qt ships its catalogues in the package itself (qtbase_it.qm); English is what its sources say.
"""

from __future__ import annotations

import logging

from PySide6.QtCore import QCoreApplication, QLibraryInfo, QLocale, QTranslator

_log = logging.getLogger(__name__)
_NAME = "qt-words"


def speak(app: QCoreApplication, language: str) -> None:
    """Put Qt's words, numbers and dates in `language` from now on."""
    before = app.findChild(QTranslator, _NAME)
    if before is not None:
        app.removeTranslator(before)
        before.setParent(None)
    QLocale.setDefault(QLocale(language))
    if language == "en":
        return
    translator = QTranslator(app)
    translator.setObjectName(_NAME)
    folder = QLibraryInfo.path(QLibraryInfo.LibraryPath.TranslationsPath)
    if translator.load(f"qtbase_{language}", folder):
        app.installTranslator(translator)
    else:
        _log.warning("Qt has no catalogue for %s in %s", language, folder)
