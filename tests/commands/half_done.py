"""A lawrec of its own, and one that stands still between its pages and their commit."""

from __future__ import annotations

import os
import shutil
import subprocess
import sys
import time
from pathlib import Path

ROOT = Path(__file__).parents[2]
_GIT = """#!/bin/sh
case " $* " in *" commit-tree "*)
    touch '{reached}'
    while [ ! -e '{go}' ]; do sleep 0.02; done;;
esac
exec '{git}' "$@"
"""


def start(*words: str | Path, **environment: str) -> subprocess.Popen[bytes]:
    """A lawrec of its own, which a test may kill."""
    environment = {**os.environ, "PYTHONPATH": str(ROOT), **environment}
    command = [sys.executable, "-m", "lawrec", *map(str, words)]
    quiet = subprocess.DEVNULL
    return subprocess.Popen(command, env=environment, stdout=quiet, stderr=quiet)


class HalfDone:
    """A command whose pages are written, while git waits with the commit until it may go on."""

    def __init__(self, place: Path, *words: str | Path) -> None:
        """Start it, and return when it stands there."""
        shim, self._go, reached = place / "bin" / "git", place / "go", place / "reached"
        shim.parent.mkdir(parents=True)
        text = _GIT.format(reached=reached, go=self._go, git=shutil.which("git"))
        shim.write_text(text, encoding="utf-8")
        shim.chmod(0o755)
        path = f"{shim.parent}{os.pathsep}{os.environ['PATH']}"
        self._process = start(*words, PATH=path)
        while not reached.exists():
            assert self._process.poll() is None, "it ended before its commit"
            time.sleep(0.01)

    def finish(self) -> int:
        """Let it go on to its end; its exit code."""
        self._go.touch()
        return self._process.wait()

    def crash(self) -> None:
        """Kill it where it stands."""
        self._process.kill()
        self._process.wait()
        self._go.touch()
