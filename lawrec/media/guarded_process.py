"""One child process that answers lines with lines, and is ended when it does not."""

from __future__ import annotations

import contextlib
import os
import queue
import signal
import subprocess
import threading

from lawrec.media.guarded_wire import LONGEST_LINE

_START_SECONDS = 60.0


class Child:
    """One running child, and a thread that listens to it."""

    def __init__(self, process: subprocess.Popen[bytes]) -> None:
        self._process = process
        self._lines: queue.SimpleQueue[bytes] = queue.SimpleQueue()
        self.answers = 0
        threading.Thread(target=self._listen, name="lawrec-metadata-in", daemon=True).start()

    @classmethod
    def launched(cls, command: list[str]) -> Child | None:
        """A child that is about to be ready; None if the system cannot start it."""
        try:
            process = subprocess.Popen(
                command,
                stdin=subprocess.PIPE,
                stdout=subprocess.PIPE,
                stderr=subprocess.DEVNULL,
                # Its own session: Ctrl-C is for us to answer, and its helpers end with it.
                start_new_session=True,
            )
        except OSError:
            return None
        return cls(process)

    def is_ready(self) -> bool:
        """Wait for it to say that it is; if it does not, it is ended."""
        try:
            self._next(_START_SECONDS)
        except (OSError, TimeoutError):
            self.kill()
            return False
        return True

    def ask(self, request: bytes, seconds: float) -> bytes:
        """Its answer; raises TimeoutError if it gives none, OSError if it has ended."""
        stdin = self._process.stdin
        if stdin is None:
            raise OSError("the child has no input")
        stdin.write(request)
        stdin.flush()
        answer = self._next(seconds)
        self.answers += 1
        return answer

    def end(self) -> None:
        """Tell it that there is nothing more; it has two seconds to leave."""
        with contextlib.suppress(OSError):
            if self._process.stdin is not None:
                self._process.stdin.close()
        try:
            self._process.wait(2)
        except subprocess.TimeoutExpired:
            self.kill()

    def kill(self) -> None:
        """End it and whatever it has started, at once."""
        # Before it is waited for: until then its number cannot be another process's.
        if self._process.returncode is None:
            with contextlib.suppress(OSError):
                if hasattr(os, "killpg"):
                    os.killpg(self._process.pid, signal.SIGKILL)
                self._process.kill()
        self._process.wait()
        with contextlib.suppress(OSError):
            if self._process.stdin is not None:
                self._process.stdin.close()

    def _next(self, seconds: float) -> bytes:
        try:
            text = self._lines.get(timeout=seconds)
        except queue.Empty:
            raise TimeoutError from None
        if not text.endswith(b"\n"):
            raise OSError("the child has ended")
        return text

    def _listen(self) -> None:
        """Pass on each line, and at the end what is left, which is no line."""
        stream = self._process.stdout
        with contextlib.suppress(OSError, ValueError):
            while stream and (text := stream.readline(LONGEST_LINE)).endswith(b"\n"):
                self._lines.put(text)
        if stream:
            stream.close()
        self._lines.put(b"")
