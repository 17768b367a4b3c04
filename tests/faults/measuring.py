"""How long a command takes, and how much memory it and all it starts take at most."""

from __future__ import annotations

import os
import subprocess
import time
from contextlib import suppress
from dataclasses import dataclass
from pathlib import Path

from tests.faults.bench import Bench
from tests.faults.running import Done, kill

_PAUSE_S = 0.01


@dataclass(frozen=True)
class Measured:
    """How a command ended, its seconds, and the peak of its resident memory in bytes.

    The peak is that of the sum over all processes at one instant, each with what it shares with
    others counted in full, as `ps` shows it; so it is never too low by that.
    """

    done: Done
    seconds: float
    peak: int
    processes: int


def measured(bench: Bench, *arguments: str | Path | bytes, limit_s: float = 600) -> Measured:
    """Run a command of a bench to its end, and look at its processes all the time."""
    out, err = bench.work / "measured-out", bench.work / "measured-err"
    began = time.monotonic()
    peak = most = 0
    with out.open("wb") as said, err.open("wb") as complained:
        process = bench.start(*arguments, into=(said.fileno(), complained.fileno()))
        while process.poll() is None:
            sizes = _resident(process)
            peak, most = max(peak, sum(sizes)), max(most, len(sizes))
            if time.monotonic() - began > limit_s:
                kill(process)
                raise AssertionError(f"still running after {limit_s} s")
            time.sleep(_PAUSE_S)
    texts = (path.read_bytes().decode("utf-8", "replace") for path in (out, err))
    return Measured(Done(process.returncode, *texts), time.monotonic() - began, peak, most)


def _resident(process: subprocess.Popen[bytes]) -> list[int]:
    """The resident memory of a process and all below it; what ends just then counts nothing.

    A child that is about to become another program still has its parent's memory, and its command
    line: it is not counted. Every lasting child of lawrec has a command line of its own.
    """
    parents: dict[int, int] = {}
    resident: dict[int, int] = {}
    commands: dict[int, bytes] = {}
    page = os.sysconf("SC_PAGE_SIZE")
    for folder in Path("/proc").iterdir():
        if folder.name.isdigit():
            with suppress(OSError, ValueError, IndexError):
                stat = (folder / "stat").read_text(errors="replace").rpartition(")")[2].split()
                parents[int(folder.name)] = int(stat[1])
    tree = {process.pid}
    while more := {pid for pid, parent in parents.items() if parent in tree} - tree:
        tree |= more
    for pid in tree:
        with suppress(OSError):
            folder = Path(f"/proc/{pid}")
            commands[pid] = (folder / "cmdline").read_bytes()
            resident[pid] = int((folder / "statm").read_text().split()[1]) * page
    return [
        size for pid, size in resident.items() if commands.get(parents.get(pid, 0)) != commands[pid]
    ]
