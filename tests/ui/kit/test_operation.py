"""Work off the main thread: where it runs, where it comes back, and what happens when nobody waits for it any more."""

from __future__ import annotations

import threading
from typing import TYPE_CHECKING

import pytest
from PySide6.QtCore import QObject
from PySide6.QtWidgets import QWidget

from cocity_desktop.domain.errors import ErrorCode, UserError
from cocity_desktop.ui.operation import Lanes, Operation, Progress
from cocity_desktop.ui.operation import lanes as running_lanes

if TYPE_CHECKING:
    from PySide6.QtWidgets import QApplication


@pytest.fixture
def parent(lanes: Lanes) -> QObject:
    return QObject()


def test_the_work_is_elsewhere_and_the_callback_here(parent: QObject, qtbot) -> None:
    told: list[tuple[str, str]] = []
    Operation(parent, lambda: threading.current_thread().name).on_success(
        lambda name: told.append((name, threading.current_thread().name))
    ).start()
    qtbot.waitUntil(lambda: bool(told))
    worker, here = told[0]
    assert worker.startswith("database")
    assert here == threading.main_thread().name


def test_the_database_lane_is_one_thread_and_keeps_the_order(parent: QObject, qtbot) -> None:
    ran: list[tuple[int, int]] = []
    done: list[int] = []
    for number in range(50):
        Operation(parent, lambda n=number: ran.append((n, threading.get_ident()))).on_success(
            lambda _none, n=number: done.append(n)
        ).start()
    qtbot.waitUntil(lambda: len(done) == 50)
    assert [n for n, _ in ran] == done == list(range(50))
    assert len({ident for _, ident in ran}) == 1


def test_long_work_does_not_hold_up_the_database(parent: QObject, qtbot) -> None:
    release = threading.Event()
    done: list[str] = []
    Operation(parent, lambda: release.wait(30)).on_success(lambda _ok: done.append("long")).start("work")
    Operation(parent, lambda: None).on_success(lambda _none: done.append("short")).start()
    qtbot.waitUntil(lambda: done == ["short"])
    release.set()
    qtbot.waitUntil(lambda: done == ["short", "long"])


def refuse() -> None:
    raise UserError(ErrorCode.REQUIRED, "name")


def test_a_refusal_goes_to_the_one_who_asked(lanes: Lanes, parent: QObject, qtbot) -> None:
    told: list[object] = []
    lanes.on_fault = lambda error: told.append(("window", error.code))
    order: list[str] = []
    operation = Operation(parent, refuse).on_success(lambda _none: told.append("success"))
    operation.on_error(lambda error: told.append(("form", error.field))).on_finally(
        lambda: order.append("finally")
    ).start()
    qtbot.waitUntil(lambda: bool(order))
    assert told == [("form", "name")]


def test_a_refusal_nobody_handles_goes_to_the_window(lanes: Lanes, parent: QObject, qtbot) -> None:
    told: list[ErrorCode] = []
    lanes.on_fault = lambda error: told.append(error.code)
    Operation(parent, refuse).start()
    qtbot.waitUntil(lambda: told == [ErrorCode.REQUIRED])


def test_a_bug_never_reaches_the_form(lanes: Lanes, parent: QObject, qtbot) -> None:
    bugs: list[BaseException] = []
    seen: list[object] = []
    lanes.on_bug = bugs.append
    Operation(parent, lambda: 1 / 0).on_error(seen.append).start()
    qtbot.waitUntil(lambda: bool(bugs))
    assert isinstance(bugs[0], ZeroDivisionError)
    assert bugs[0].__traceback__ is not None
    assert seen == []


def test_a_bug_without_a_window_is_raised_on_the_main_thread(parent: QObject, qtbot) -> None:
    with qtbot.capture_exceptions() as raised:
        Operation(parent, lambda: 1 / 0).start()
        qtbot.waitUntil(lambda: bool(raised))
    assert raised[0][0] is ZeroDivisionError


def test_a_callback_that_breaks_does_not_skip_the_end(parent: QObject, qtbot) -> None:
    ended: list[bool] = []
    with qtbot.capture_exceptions() as raised:
        Operation(parent, lambda: 0).on_success(lambda zero: 1 / zero).on_finally(
            lambda: ended.append(True)
        ).start()
        qtbot.waitUntil(lambda: bool(ended))
    assert raised[0][0] is ZeroDivisionError


def test_callbacks_of_a_deleted_widget_are_dropped(lanes: Lanes, qtbot) -> None:
    hold = threading.Event()
    told: list[str] = []
    page = QWidget()
    Operation(page, lambda: hold.wait(30)).on_success(lambda _ok: told.append("late")).on_finally(
        lambda: told.append("finally")
    ).start()
    with qtbot.waitSignal(page.destroyed):
        page.deleteLater()
    hold.set()
    qtbot.waitUntil(lanes.idle)
    assert told == []


def test_progress_comes_back_step_by_step(parent: QObject, qtbot) -> None:
    steps: list[tuple[int, int, str]] = []
    done: list[int] = []

    def job(progress: Progress) -> int:
        for number in range(1, 4):
            progress.step(number, 3, f"{number}")
        return 3

    Operation(parent, job).with_progress(lambda *step: steps.append(step)).on_success(done.append).start(
        "work"
    )
    qtbot.waitUntil(lambda: done == [3])
    assert steps == [(1, 3, "1"), (2, 3, "2"), (3, 3, "3")]


def test_a_job_stops_at_its_next_step_when_asked(parent: QObject, qtbot) -> None:
    started, asked = threading.Event(), threading.Event()
    told: list[str] = []

    def job(progress: Progress) -> None:
        started.set()
        asked.wait(30)
        progress.step(1, 2)
        told.append("went on")

    operation = Operation(parent, job).with_progress(lambda *_step: None)
    operation.on_success(lambda _none: told.append("success")).on_cancel(lambda: told.append("cancelled"))
    operation.on_finally(lambda: told.append("finally")).start("work")
    started.wait(30)
    operation.cancel()
    asked.set()
    qtbot.waitUntil(lambda: "finally" in told)
    assert told == ["cancelled", "finally"]


def test_closing_waits_for_what_runs_and_drops_what_waits(themed_app: QApplication) -> None:
    made = Lanes(themed_app)
    entered, ran = threading.Event(), []
    parent = QObject()
    Operation(parent, lambda: (entered.set(), ran.append("first"))).start()
    entered.wait(30)
    made.close()
    assert ran == ["first"]
    assert made.idle()
    made.setParent(None)


def test_without_lanes_it_says_so(themed_app: QApplication) -> None:
    with pytest.raises(RuntimeError, match="Lanes"):
        running_lanes()
