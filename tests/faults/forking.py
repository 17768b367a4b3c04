"""Runs many commands from one started interpreter: each in a process and a group of its own.

A sweep runs thousands of imports; most of the time of each would go into starting Python. What a
command does to the disk, and by which programs, is the same. Run as a module this is the server:
a line of JSON for each command, answered with its process id, and with its exit code at its end.
"""

from __future__ import annotations

import json
import os
import select
import signal
import subprocess
import sys
from collections.abc import Iterator, Mapping
from contextlib import contextmanager, suppress
from dataclasses import asdict, dataclass
from pathlib import Path
from typing import Any

from tests.faults.cutting import Cut
from tests.faults.running import Done

_HANG_S = 300


@dataclass
class Forker:
    """A server, and the files into which its commands speak."""

    process: subprocess.Popen[bytes]
    work: Path

    def run(self, *arguments: str | Path | bytes, cut: Cut | None = None) -> Done:
        """A command to its end, or to where it is cut off; one that hangs is a failure."""
        out, err = self.work / "out", self.work / "err"
        texts = [os.fsdecode(argument) for argument in arguments]
        order = json.dumps(
            {"arguments": texts, "out": str(out), "err": str(err)}
            | ({"cut": asdict(cut)} if cut else {})
        )
        assert self.process.stdin is not None
        self.process.stdin.write(order.encode() + b"\n")
        self.process.stdin.flush()
        started = self._line()
        try:
            code = self._line()
        except TimeoutError:
            with suppress(ProcessLookupError):
                os.killpg(started, signal.SIGKILL)
            raise AssertionError(f"still running after {_HANG_S} s: {texts}") from None
        said = (path.read_text("utf-8", "replace") for path in (out, err))
        return Done(code, *said)

    def _line(self) -> int:
        assert self.process.stdout is not None
        if not select.select([self.process.stdout], [], [], _HANG_S)[0]:
            raise TimeoutError
        line = self.process.stdout.readline()
        assert line, "the server has gone"
        return int(line)


@contextmanager
def forker(work: Path, environment: Mapping[str, str]) -> Iterator[Forker]:
    """A server while the body runs."""
    work.mkdir(exist_ok=True)
    with subprocess.Popen(
        [sys.executable, "-m", "tests.faults.forking"],
        cwd=Path(__file__).parents[2],
        env=dict(environment),
        stdin=subprocess.PIPE,
        stdout=subprocess.PIPE,
        bufsize=0,
    ) as process:
        yield Forker(process, work)


def serve() -> None:
    """Run the commands of standard input until it ends."""
    for module in ("commands.import_media", "operations.importing", "operations.verifying"):
        __import__(f"lawrec.{module}")
    for module in ("git", "filelock", "exifread", "pymediainfo"):
        __import__(module)
    for line in sys.stdin:
        order = json.loads(line)
        # Nothing is in the buffers here, so that a child cannot say it again.
        child = os.fork()
        if child == 0:
            _run(order)
        print(child, flush=True)
        _pid, status = os.waitpid(child, 0)
        print(os.waitstatus_to_exitcode(status), flush=True)


def _run(order: dict[str, Any]) -> None:
    """In the child: the command, and its exit code."""
    os.setsid()
    os.dup2(os.open(os.devnull, os.O_RDONLY), 0)
    for number, name in ((1, "out"), (2, "err")):
        handle = os.open(order[name], os.O_WRONLY | os.O_CREAT | os.O_TRUNC, 0o644)
        os.dup2(handle, number)
        os.close(handle)
    from lawrec.cli import run

    if "cut" in order:
        Cut(**order["cut"]).prepare()
    code = 70
    try:
        code = run(order["arguments"])
        sys.stdout.flush()
        sys.stderr.flush()
    finally:
        os._exit(code)


if __name__ == "__main__":
    serve()
