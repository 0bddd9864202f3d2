"""The parent's end: starts a typist, gives orders, hears what it tells, and ends it as a power cut would."""

from __future__ import annotations

import json
import os
import selectors
import signal
import subprocess
import sys
import time
from pathlib import Path
from typing import TYPE_CHECKING, Any, Self

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping
    from types import TracebackType

ROOT = Path(__file__).resolve().parents[2]
PATIENCE = 60.0
"""Seconds to wait for something that must happen; a loaded machine takes a while."""

Told = dict[str, Any]


class Gone(AssertionError):
    """The process ended, or said nothing, when something was expected of it."""


class Child:
    """A process that tells what it does on a pipe. Use it in a `with`: it is killed at the end if it still runs."""

    def __init__(
        self, command: Iterable[str], environment: Mapping[str, str], *, python: str = sys.executable
    ) -> None:
        read, write = os.pipe()
        os.set_blocking(read, False)
        arguments = [python, *(str(write) if word == "TELL" else word for word in command)]
        self.started_at = time.monotonic()
        self._errors = os.memfd_create("errors")
        self.process = subprocess.Popen(
            arguments,
            stdin=subprocess.PIPE,
            stdout=subprocess.DEVNULL,
            stderr=self._errors,
            pass_fds=(write,),
            cwd=ROOT,
            env={**os.environ, **environment},
        )
        os.close(write)
        self._read = read
        self._selector = selectors.DefaultSelector()
        self._selector.register(read, selectors.EVENT_READ)
        self._unread = b""
        self.told: list[Told] = []
        self._heard = 0
        self._ended = False

    def __enter__(self) -> Self:
        return self

    def __exit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None:
        if self.process.poll() is None:
            self.process.kill()
        self.process.wait()
        if self.process.stdin is not None:
            self.process.stdin.close()
        self._selector.close()
        os.close(self._read)
        os.close(self._errors)

    def order(self, do: str, **facts: Any) -> None:
        """Tell it to do something."""
        assert self.process.stdin is not None
        self.process.stdin.write(json.dumps({"do": do, **facts}).encode() + b"\n")
        self.process.stdin.flush()

    def hear(self, what: str, within: float = PATIENCE) -> Told:
        """The next thing told of this kind. Raises Gone, also for a bug that the window tells."""
        return self.hear_either(what, within=within)

    def hear_either(self, *what: str, within: float = PATIENCE) -> Told:
        """The next thing told that is of one of these kinds. Raises Gone."""
        end = time.monotonic() + within
        while True:
            while self._heard < len(self.told):
                one = self.told[self._heard]
                self._heard += 1
                if one["what"] in what:
                    return one
                if one["what"] == "bug":
                    raise Gone(one["details"])
            if self._ended or not self._listen(end - time.monotonic()):
                raise Gone(f"no {what!r} from {self.process.args!r}: {self.told[-3:]} {self.errors()}")

    def listen_for(self, seconds: float) -> None:
        """Let it go on, and keep what it tells."""
        end = time.monotonic() + seconds
        while not self._ended and self._listen(end - time.monotonic()):
            pass

    def skip(self) -> None:
        """What was told until now was not what `hear` is to wait for."""
        self._heard = len(self.told)

    def kill(self) -> float:
        """SIGKILL. Returns the moment; `told` then has everything that was told before."""
        moment = time.monotonic()
        os.kill(self.process.pid, signal.SIGKILL)
        self.process.wait()
        while not self._ended:
            self._listen(PATIENCE)
        return moment

    def errors(self) -> str:
        """What it wrote to the standard error."""
        size = os.fstat(self._errors).st_size
        return os.pread(self._errors, size, 0).decode(errors="replace")

    def _listen(self, seconds: float) -> bool:
        """Take what was told within `seconds`. False when nothing was."""
        if seconds <= 0 or not self._selector.select(seconds):
            return False
        piece = os.read(self._read, 1 << 20)
        self._ended = not piece
        *whole, self._unread = (self._unread + piece).split(b"\n")
        self.told += [json.loads(line) for line in whole]
        return True


def window(directory: Path, meeting_id: str, home: Path, passphrase: str, **more: str) -> Child:
    """The app's window over the archive in `directory`, with choices kept in `home`."""
    command = [
        "-m",
        "tests.reliability.typist",
        meeting_id,
        "TELL",
        "--data",
        str(directory),
        "--language",
        "it",
    ]
    return Child(command, {**surroundings(home), "COCITY_PASSPHRASE": passphrase, **more})


def surroundings(home: Path) -> dict[str, str]:
    """A home that nobody else uses, and no screen."""
    names = ("XDG_CONFIG_HOME", "XDG_STATE_HOME", "XDG_CACHE_HOME", "XDG_DATA_HOME")
    return {"QT_QPA_PLATFORM": "offscreen", **dict.fromkeys(names, str(home))}
