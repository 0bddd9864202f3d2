"""Work off the main thread, and its outcome back on it.

Four lanes: the database lane is one thread (SQLite has one writer and its connection one thread), the work lane is for
what takes long (PDF, hashing, network) and receives plain data, the reading lane for what follows the hand while it
types and must stand behind neither, the background lane for what nobody waits for and what gives way to all others
(`Progress.give_way`). Outcomes come back by one queued signal, so callbacks
run on the main thread; when the widget that asked is gone they are dropped. A bug (anything but an `AppError`) goes to
`Lanes.on_bug`, which raises it on the main thread unless the window gave something better.
"""

from __future__ import annotations

import logging
from concurrent.futures import ThreadPoolExecutor
from threading import Event
from time import perf_counter
from typing import TYPE_CHECKING, Any, Generic, Literal, TypeVar

from PySide6.QtCore import QCoreApplication, QObject, Qt, Signal
from shiboken6 import isValid

from cocity_desktop.domain.errors import AppError

if TYPE_CHECKING:
    from collections.abc import Callable

T = TypeVar("T")
Lane = Literal["database", "work", "reading", "background"]
_NAME = "operation-lanes"
_TURN_S = 0.001
"""A sixteenth of a frame."""
_log = logging.getLogger(__name__)


class Cancelled(Exception):
    """Raised inside a job by `Progress.step` once the person asked to stop."""


class Lanes(QObject):
    """The lanes, one set for each application: `Lanes(app)` at start, `close()` at the end.

    `rested` when nothing runs or waits any more. `on_fault(AppError)` is asked for refusals that the caller did not handle; `on_bug(exception)` for everything else.
    """

    rested = Signal()
    _done = Signal(object)
    _stepped = Signal(object, int, int, str)

    def __init__(self, app: QCoreApplication) -> None:
        super().__init__(app)
        self.setObjectName(_NAME)
        self.on_fault: Callable[[AppError], None] = _raise
        self.on_bug: Callable[[BaseException], None] = _raise
        self._pools: dict[Lane, ThreadPoolExecutor] = {
            "database": ThreadPoolExecutor(1, "database"),
            "work": ThreadPoolExecutor(2, "work"),
            "reading": ThreadPoolExecutor(1, "reading"),
            "background": ThreadPoolExecutor(1, "background"),
        }
        self._waiting: set[Operation[Any]] = set()
        self._done.connect(self._deliver, Qt.ConnectionType.QueuedConnection)
        self._stepped.connect(self._report, Qt.ConnectionType.QueuedConnection)

    def idle(self) -> bool:
        """Whether nothing is running or waiting for its callbacks."""
        return not self._waiting

    def close(self) -> None:
        """Finish what runs, drop what waits. Callbacks of both are dropped."""
        for operation in tuple(self._waiting):
            operation.cancel()
        for pool in self._pools.values():
            pool.shutdown(wait=True, cancel_futures=True)
        self._waiting.clear()

    def stop_background(self) -> None:
        """Nobody waits for it: who does wait (for the archive to close) need not."""
        for operation in tuple(self._waiting):
            if operation.lane == "background":
                operation.cancel()

    def submit(self, operation: Operation[Any], lane: Lane) -> None:
        """Queue `operation`; called by `Operation.start`."""
        self._waiting.add(operation)
        self._pools[lane].submit(self._run, operation)

    def stepped(self, operation: Operation[Any], done: int, total: int, words: str) -> None:
        """From a worker thread: carry a step to the main one."""
        self._stepped.emit(operation, done, total, words)

    def _run(self, operation: Operation[Any]) -> None:
        operation.work()
        if isValid(self):
            self._done.emit(operation)

    def _deliver(self, operation: Operation[Any]) -> None:
        if operation in self._waiting:
            self._waiting.discard(operation)
            try:
                operation.deliver(self)
            finally:
                if self.idle():
                    self.rested.emit()

    def _report(self, operation: Operation[Any], done: int, total: int, words: str) -> None:
        if operation in self._waiting:
            operation.report(done, total, words)


class Progress:
    """What a long job receives: it tells its steps and stops at the next one when asked to."""

    def __init__(self, tell: Callable[[int, int, str], None]) -> None:
        self._tell = tell
        self._stop = Event()
        self._began = 0.0

    def step(self, done: int, total: int, words: str = "") -> None:
        """`done` of `total`. Raises Cancelled when the person asked to stop."""
        if self._stop.is_set():
            raise Cancelled
        self._tell(done, total, words)

    def give_way(self) -> None:
        """Between two steps of a long calculation: after a millisecond of it everybody else has their turn.

        Python lets one thread calculate at a time. Raises Cancelled when the person asked to stop.
        """
        now = perf_counter()
        if now - self._began < _TURN_S:
            return
        if self._stop.wait(_TURN_S):
            raise Cancelled
        self._began = perf_counter()

    def cancelled(self) -> bool:
        return self._stop.is_set()

    def stop(self) -> None:
        """Ask the job to stop at its next step."""
        self._stop.set()


class Operation(Generic[T]):
    """One piece of work and what follows from it.

        Operation(self, lambda: use_cases.add_group(command)).on_success(self._added).on_error(form.show_fault).start()

    `fn` runs on the database lane, or with `start("work")` and the like on another; `.with_progress()` passes it a `Progress`.
    """

    def __init__(self, parent: QObject, fn: Callable[..., T]) -> None:
        self._parent = parent
        self._fn = fn
        self._success: list[Callable[[T], object]] = []
        self._error: Callable[[AppError], object] | None = None
        self._finally: list[Callable[[], object]] = []
        self._on_step: Callable[[int, int, str], object] | None = None
        self._on_cancel: Callable[[], object] | None = None
        self._progress: Progress | None = None
        self._lanes: Lanes | None = None
        self.lane: Lane = "database"
        self._value: T | None = None
        self._failure: BaseException | None = None

    def on_success(self, callback: Callable[[T], object]) -> Operation[T]:
        """With what `fn` gave back."""
        self._success.append(callback)
        return self

    def on_error(self, callback: Callable[[AppError], object]) -> Operation[T]:
        """With the refusal, in place of `Lanes.on_fault`. Bugs never come here."""
        self._error = callback
        return self

    def on_finally(self, callback: Callable[[], object]) -> Operation[T]:
        """After either, and after a cancelled job."""
        self._finally.append(callback)
        return self

    def on_cancel(self, callback: Callable[[], object]) -> Operation[T]:
        """When the job stopped because it was asked to."""
        self._on_cancel = callback
        return self

    def with_progress(self, callback: Callable[[int, int, str], object]) -> Operation[T]:
        """`fn` receives a `Progress`; `callback(done, total, words)` follows it on the main thread."""
        self._on_step = callback
        self._progress = Progress(self._step)
        return self

    def start(self, lane: Lane = "database") -> Operation[T]:
        """Queue it. Raises RuntimeError when the application has no `Lanes`."""
        self._lanes, self.lane = lanes(), lane
        self._lanes.submit(self, lane)
        return self

    def cancel(self) -> None:
        """Ask a job with progress to stop; one without runs to its end."""
        if self._progress is not None:
            self._progress.stop()

    def work(self) -> None:
        """On the worker thread: run, and keep the outcome. Nothing escapes: it is told on the main thread."""
        try:
            self._value = self._fn(self._progress) if self._progress is not None else self._fn()
        except BaseException as failure:  # noqa: BLE001 (kept, and told by deliver)
            self._failure = failure
            if not isinstance(failure, AppError | Cancelled):
                _log.error("A job failed", exc_info=failure)

    def deliver(self, lanes_: Lanes) -> None:
        """On the main thread: call back, unless the parent is gone."""
        if not isValid(self._parent):
            return
        try:
            self._tell(lanes_)
        finally:
            for callback in self._finally:
                callback()

    def report(self, done: int, total: int, words: str) -> None:
        """On the main thread: one step of the job."""
        if self._on_step is not None and isValid(self._parent):
            self._on_step(done, total, words)

    def _tell(self, lanes_: Lanes) -> None:
        failure = self._failure
        if failure is None:
            for callback in self._success:
                callback(self._value)  # type: ignore[arg-type]
        elif isinstance(failure, Cancelled):
            if self._on_cancel is not None:
                self._on_cancel()
        elif isinstance(failure, AppError):
            (self._error or lanes_.on_fault)(failure)
        else:
            lanes_.on_bug(failure)

    def _step(self, done: int, total: int, words: str) -> None:
        if self._lanes is not None:
            self._lanes.stepped(self, done, total, words)


def lanes() -> Lanes:
    """The lanes of the running application. Raises RuntimeError when it has none yet."""
    app = QCoreApplication.instance()
    found = app.findChild(Lanes, _NAME) if app is not None else None
    if not isinstance(found, Lanes):
        raise RuntimeError("make Lanes(app) first")  # noqa: TRY004 (a missing step, not a wrong type)
    return found


def _raise(failure: BaseException) -> None:
    raise failure
