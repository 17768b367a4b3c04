"""A real terminal with a person at it: lines are typed when what they answer has been shown."""

from __future__ import annotations

import os
import select
import signal
import sys
import time
from collections.abc import Mapping
from pathlib import Path

_PATIENCE_S = 60
_REACTION_S = 10


class Terminal:
    """One command at a pseudo-terminal; `seen` is everything that it has shown."""

    def __init__(
        self,
        *arguments: str,
        where: Path,
        env: Mapping[str, str] | None = None,
        encoding: str = "utf-8",
    ) -> None:
        """Start it in that folder, with these changes of the environment."""
        import pty

        self.encoding = encoding
        self.seen = ""
        self._from = 0
        self._pending = b""
        full = {**os.environ, "TERM": "xterm", "COLUMNS": "100", **(env or {})}
        line = [sys.executable, "-m", "lawrec", *arguments]
        self.pid, self._handle = pty.fork()
        if self.pid == 0:
            try:
                # Whoever runs the tests in the background may have switched Ctrl-C off for all.
                signal.signal(signal.SIGINT, signal.SIG_DFL)
                os.chdir(where)
                os.execve(sys.executable, line, full)
            finally:
                os._exit(127)

    def expect(self, *texts: str) -> None:
        """Wait until each of these texts has been shown since the last answer."""
        until = time.monotonic() + _PATIENCE_S
        while not all(text in self.seen[self._from :] for text in texts):
            if not self._read(until - time.monotonic()):
                raise AssertionError(f"{texts} never came:\n{self.seen[-3000:]}")

    def type(self, line: str) -> None:
        """Type one line, after a prompt."""
        self.expect("> ")
        self._from = len(self.seen)
        self.send(line + "\r")

    def send(self, keys: str) -> None:
        """Press these keys."""
        data = keys.encode(self.encoding)
        while data:
            data = data[os.write(self._handle, data[:256]) :]
        if keys == "\x03" and not self._read(_REACTION_S):
            # A line editor that is just about to wait may miss it: people press it again.
            os.write(self._handle, b"\x03")

    def answers(self, *lines: str) -> None:
        """Type these lines, each after its prompt."""
        for line in lines:
            self.type(line)

    def ends(self) -> int:
        """Wait for the end; the exit code, negative for a signal."""
        until = time.monotonic() + _PATIENCE_S
        while self._read(until - time.monotonic()):
            pass
        _pid, status = os.waitpid(self.pid, 0)
        os.close(self._handle)
        return os.waitstatus_to_exitcode(status)

    def kill(self) -> int:
        """The window is gone, the computer has stopped."""
        os.kill(self.pid, signal.SIGKILL)
        return self.ends()

    def hang_up(self) -> None:
        """Somebody closes the window."""
        os.close(self._handle)
        until = time.monotonic() + _PATIENCE_S
        while time.monotonic() < until:
            if os.waitpid(self.pid, os.WNOHANG) != (0, 0):
                return
            time.sleep(0.05)
        raise AssertionError("it still runs without its terminal")

    def _read(self, patience: float) -> bool:
        if patience <= 0 or not select.select([self._handle], [], [], patience)[0]:
            return False
        try:
            data = os.read(self._handle, 65536)
        except OSError:
            return False
        self._pending += data
        try:
            text = self._pending.decode(self.encoding)
        except UnicodeDecodeError as error:
            if len(self._pending) - error.start > 3:
                text = self._pending.decode(self.encoding, "replace")
            else:
                text = self._pending[: error.start].decode(self.encoding)
                self._pending = self._pending[error.start :]
                self.seen += text
                return bool(data)
        self._pending = b""
        self.seen += text
        return bool(data)
