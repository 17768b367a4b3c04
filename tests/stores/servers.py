"""Real servers on this computer for tests: S3, OpenSSH, WebDAV; skipped where one is missing."""

from __future__ import annotations

import importlib.util
import os
import shutil
import signal
import socket
import subprocess
import sys
import time
from collections.abc import Sequence
from contextlib import suppress
from dataclasses import dataclass, field
from pathlib import Path

import pytest


def free_port() -> int:
    """A port that nobody uses just now."""
    with socket.socket() as found:
        found.bind(("127.0.0.1", 0))
        port: int = found.getsockname()[1]
        return port


def need(module: str, extra: str) -> None:
    """Skip unless the library of an extra is there."""
    if importlib.util.find_spec(module) is None:
        pytest.skip(f'{module} is not installed: pip install "lawrec[{extra}]"')


def program(name: str, module: str | None = None) -> list[str]:
    """How to start a server's program: from this environment, LAWREC_SERVERS, or the path."""
    folders = [Path(sys.executable).parent]
    if named := os.environ.get("LAWREC_SERVERS"):
        folders.append(Path(named))
    for folder in folders:
        if (folder / name).is_file():
            return [str(folder / name)]
    found = shutil.which(name, path=f"{os.environ.get('PATH', '')}:/usr/sbin")
    if found is None:
        pytest.skip(f"{name} is not installed (make servers brings it, sshd the system)")
    return [found]


@dataclass
class Server:
    """A server that runs as a process of its own."""

    command: Sequence[str]
    port: int
    environment: dict[str, str] = field(default_factory=dict)
    process: subprocess.Popen[bytes] | None = None

    def start(self) -> None:
        """Start it and wait until it takes connections."""
        self.process = subprocess.Popen(
            self.command,
            stdout=subprocess.DEVNULL,
            stderr=subprocess.DEVNULL,
            env={**os.environ, **self.environment},
            start_new_session=True,
        )
        until = time.monotonic() + 30
        while time.monotonic() < until:
            if self.process.poll() is not None:
                pytest.fail(f"the server ended: {self.command}")
            with socket.socket() as probe:
                probe.settimeout(0.5)
                if probe.connect_ex(("127.0.0.1", self.port)) == 0:
                    return
            time.sleep(0.05)
        pytest.fail(f"the server does not answer: {self.command}")

    def kill(self) -> None:
        """End it at once, as a power cut would, with all that it has started."""
        if self.process is not None and self.process.poll() is None:
            for pid in (self.process.pid, *_below(self.process.pid)):
                with suppress(ProcessLookupError):
                    os.kill(pid, signal.SIGKILL)
        if self.process is not None:
            self.process.wait()


def _below(parent: int) -> list[int]:
    """The processes that a process has started, and those that they have started.

    An SSH server gives each connection a session of its own, so its group is not enough.
    """
    listed = subprocess.run(["ps", "-eo", "pid=,ppid="], capture_output=True, check=True)
    pairs = [tuple(map(int, line.split())) for line in listed.stdout.splitlines()]
    found, waiting = [], [parent]
    while waiting:
        above = waiting.pop()
        below = [pid for pid, of in pairs if of == above]
        found += below
        waiting += below
    return found
