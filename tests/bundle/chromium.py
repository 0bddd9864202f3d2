"""Drives a headless Chromium through its debugging pipe, so that the page inside a delivery is tried as people use it."""

from __future__ import annotations

import base64
import json
import os
import select
import shutil
import subprocess
import sys
from contextlib import ExitStack
from typing import TYPE_CHECKING, Any, Self

if TYPE_CHECKING:
    from pathlib import Path

FLAGS = [
    "--headless",
    "--no-sandbox",
    "--disable-gpu",
    "--disable-quic",
    "--no-first-run",
    "--disable-background-networking",
    "--disable-component-update",
    "--disable-sync",
    "--remote-debugging-pipe",
    "--window-size=1366,768",
]

# The pipes of --remote-debugging-pipe are file descriptors 3 (to the browser) and 4 (from it).
_LAUNCH = """
import os, sys
to_browser, from_browser = (os.dup(os.dup(int(number))) for number in sys.argv[1:3])
os.dup2(to_browser, 3)
os.dup2(from_browser, 4)
os.execv(sys.argv[3], sys.argv[3:])
"""

PATIENCE = 30
"""Seconds without a word from the browser after which it is taken for dead."""


def program() -> str | None:
    """Chromium or Chrome, if there is one."""
    return next(filter(None, map(shutil.which, ("chromium", "chromium-browser", "google-chrome"))), None)


class Page:
    """One page in one browser, which ends with the `with` block. `errors` are exceptions and refused resources."""

    def __init__(self, browser: str, home: Path) -> None:
        self._stack = ExitStack()
        self._browser = browser
        self._home = home
        self._number = 0
        self._session: str | None = None
        self._buffer = b""
        self.errors: list[str] = []
        self.requests: list[str] = []
        self.downloads = 0

    def __enter__(self) -> Self:
        theirs_in, ours_out = os.pipe()
        ours_in, theirs_out = os.pipe()
        options = [*FLAGS, f"--user-data-dir={self._home / 'profile'}"]
        process = subprocess.Popen(
            [sys.executable, "-c", _LAUNCH, str(theirs_in), str(theirs_out), self._browser, *options],
            pass_fds=(theirs_in, theirs_out),
            stdout=subprocess.DEVNULL,
            stderr=subprocess.DEVNULL,
        )
        os.close(theirs_in)
        os.close(theirs_out)
        self._out = self._stack.enter_context(os.fdopen(ours_out, "wb", buffering=0))
        self._in = self._stack.enter_context(os.fdopen(ours_in, "rb", buffering=0))
        self._stack.callback(process.wait, 30)
        self._stack.callback(process.terminate)
        target = self.call("Target.createTarget", url="about:blank")["targetId"]
        self._session = self.call("Target.attachToTarget", targetId=target, flatten=True)["sessionId"]
        for domain in ("Page", "Runtime", "Log", "Network", "DOM"):
            self.call(f"{domain}.enable")
        return self

    def __exit__(self, *_: object) -> None:
        self._stack.close()

    def _receive(self) -> dict[str, Any]:
        while b"\0" not in self._buffer:
            ready, _, _ = select.select([self._in], [], [], PATIENCE)
            chunk = self._in.read(1 << 16) if ready else b""
            if not chunk:
                raise RuntimeError("the browser is gone or silent")
            self._buffer += chunk
        raw, _, self._buffer = self._buffer.partition(b"\0")
        message: dict[str, Any] = json.loads(raw)
        self._note(message.get("method"), message.get("params", {}))
        return message

    def _note(self, method: str | None, params: dict[str, Any]) -> None:
        if method == "Runtime.exceptionThrown":
            self.errors.append(json.dumps(params["exceptionDetails"])[:400])
        elif method == "Log.entryAdded" and params["entry"]["level"] == "error":
            self.errors.append(params["entry"]["text"])
        elif method == "Network.requestWillBeSent":
            self.requests.append(params["request"]["url"])
        elif method == "Page.downloadProgress" and params["state"] == "completed":
            self.downloads += 1
        elif method == "Page.javascriptDialogOpening":
            self._send("Page.handleJavaScriptDialog", {"accept": True})

    def _send(self, method: str, params: dict[str, Any]) -> int:
        self._number += 1
        message = {"id": self._number, "method": method, "params": params}
        if self._session:
            message["sessionId"] = self._session
        self._out.write(json.dumps(message).encode() + b"\0")
        return self._number

    def call(self, method: str, **params: Any) -> dict[str, Any]:
        """One command of the DevTools protocol and its result."""
        number = self._send(method, params)
        while True:
            answer = self._receive()
            if answer.get("id") == number:
                if "error" in answer:
                    raise RuntimeError(answer["error"])
                result: dict[str, Any] = answer["result"]
                return result

    def open(self, path: Path) -> None:
        """Load a file and wait until it is loaded."""
        self.call("Page.navigate", url=path.as_uri())
        self.wait("document.readyState === 'complete' && location.protocol === 'file:'")

    def run(self, script: str) -> Any:
        """The value of an expression; promises are awaited."""
        found = self.call(
            "Runtime.evaluate", expression=script, returnByValue=True, awaitPromise=True, userGesture=True
        )
        if "exceptionDetails" in found:
            raise RuntimeError(found["exceptionDetails"])
        return found["result"].get("value")

    def wait(self, condition: str) -> None:
        """Until `condition` holds, checked on every frame by the page itself."""
        self.run(
            "new Promise((done, fail) => { const end = Date.now() + 20000; const look = () => "
            f"({condition}) ? done(true) : Date.now() > end ? fail(new Error('waited too long')) : "
            "setTimeout(look, 20); look(); })"
        )

    def wait_for_download(self, count: int) -> None:
        """Until `count` files have been written under their final names since the browser began."""
        while self.downloads < count:
            self._receive()

    def choose_file(self, selector: str, path: Path) -> None:
        """Put a file into a file input as a person would."""
        root = self.call("DOM.getDocument")["root"]["nodeId"]
        node = self.call("DOM.querySelector", nodeId=root, selector=selector)["nodeId"]
        self.call("DOM.setFileInputFiles", nodeId=node, files=[str(path)])

    def picture(self, path: Path, *, whole: bool = False) -> None:
        """A screenshot, of the window or of the whole page."""
        taken = self.call("Page.captureScreenshot", format="png", captureBeyondViewport=whole)
        path.write_bytes(base64.b64decode(taken["data"]))

    def print_pdf(self, path: Path) -> None:
        """The page as it prints on A4."""
        made = self.call("Page.printToPDF", paperWidth=8.27, paperHeight=11.69, printBackground=False)
        path.write_bytes(base64.b64decode(made["data"]))
