"""Timing whole commands against each other: in turns, so that a busy moment hits all of them."""

from __future__ import annotations

import os
import platform
import resource
import shutil
import statistics
import subprocess
import sys
import time
from collections.abc import Callable, Sequence
from dataclasses import dataclass, field
from datetime import UTC, datetime
from pathlib import Path


@dataclass
class Contender:
    """One way to do the work: `prepare` is not timed, `steps` are, one process after the other."""

    name: str
    steps: Callable[[], Sequence[Sequence[str | Path]]]
    prepare: Callable[[], None] = lambda: None
    check: Callable[[], None] = lambda: None
    where: Path = field(default_factory=Path.cwd)
    env: dict[str, str] = field(default_factory=dict)
    wall: list[float] = field(default_factory=list)
    cpu: list[float] = field(default_factory=list)

    def run(self) -> None:
        """Once: prepare, settle the disk, do and time it, check the result."""
        self.prepare()
        os.sync()
        before = resource.getrusage(resource.RUSAGE_CHILDREN)
        begin = time.perf_counter()
        for step in self.steps():
            subprocess.run(
                [str(part) for part in step],
                check=True,
                cwd=self.where,
                env={**os.environ, **self.env},
                stdout=subprocess.DEVNULL,
                stderr=subprocess.PIPE,
            )
        self.wall.append(time.perf_counter() - begin)
        after = resource.getrusage(resource.RUSAGE_CHILDREN)
        used = after.ru_utime + after.ru_stime - before.ru_utime - before.ru_stime
        self.cpu.append(used)
        self.check()


def in_turns(contenders: Sequence[Contender], rounds: int) -> None:
    """A B C A B C ...; whoever fails says why and takes no further part."""
    left = list(contenders)
    for number in range(rounds):
        for one in list(left):
            try:
                one.run()
            except (subprocess.CalledProcessError, AssertionError) as err:
                told = getattr(err, "stderr", b"") or b""
                print(f"  {one.name} failed: {err} {told.decode(errors='replace')[-400:]}")
                left.remove(one)
                one.wall.clear()
        print(f"  round {number + 1} of {rounds} done", file=sys.stderr, flush=True)


@dataclass(frozen=True)
class Goal:
    """What is asked: ours divided by that peer's, no more than this."""

    ours: str
    peer: str
    at_most: float


def table(title: str, contenders: Sequence[Contender], goals: Sequence[Goal]) -> bool:
    """Print medians with minimum and maximum, and the ratios; whether all goals were met."""
    known = {one.name: one for one in contenders if one.wall}
    print(f"\n{title}")
    for one in known.values():
        low, high = min(one.wall), max(one.wall)
        middle = statistics.median(one.wall)
        cpu = statistics.median(one.cpu)
        print(f"  {one.name:<44} {middle:7.2f} s  ({low:.2f}-{high:.2f})  CPU {cpu:.2f} s")
    met = True
    for goal in goals:
        if goal.ours not in known or goal.peer not in known:
            print(f"  not measured: {goal.ours} / {goal.peer}")
            continue
        pairs = zip(known[goal.ours].wall, known[goal.peer].wall, strict=False)
        ratios = sorted(ours / peer for ours, peer in pairs)
        middle = statistics.median(ratios)
        good = middle <= goal.at_most
        met = met and good
        print(
            f"  {'ok  ' if good else 'MISS'} {goal.ours} / {goal.peer}: {middle:.2f} "
            f"({ratios[0]:.2f}-{ratios[-1]:.2f}), goal {goal.at_most:.2f}"
        )
    return met


def machine() -> str:
    """What this was measured on, for the head of a result."""
    load = os.getloadavg()[0]
    return (
        f"{datetime.now(UTC):%Y-%m-%d %H:%M} UTC, {platform.system()} {platform.release()}, "
        f"{os.cpu_count()} cores, Python {platform.python_version()}, load {load:.2f}"
    )


def have(*programs: str) -> bool:
    """Whether all these programs are there."""
    return all(shutil.which(program) for program in programs)
