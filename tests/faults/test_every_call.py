"""An import that is killed, or whose disk fails, at any call that it or its git makes.

The short form takes a few calls of each kind; `make faults` takes every one.
"""

from __future__ import annotations

import os
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path

import pytest

from tests.faults.bench import CLEARED, EXIT_CODES, FULL, Bench, Done, picture
from tests.faults.forking import Forker, forker
from tests.faults.shim import Fault, Shim, arm, build, counted

pytestmark = pytest.mark.slow

STEP = int(os.environ.get("STEP", "1"))
FAULTS = {
    "killed before the call": Fault("kill"),
    "killed after the call": Fault("killafter"),
    "disk full once": Fault("enospc"),
    "disk full from then on": Fault("enospc", sticky=True),
    "error once": Fault("eio"),
    "error from then on": Fault("eio", sticky=True),
    "read-only once": Fault("erofs"),
    "read-only from then on": Fault("erofs", sticky=True),
    "short write once": Fault("short"),
    "short writes from then on": Fault("short", sticky=True),
    "unreadable once": Fault("eio", reads=True),
    "unreadable from then on": Fault("eio", reads=True, sticky=True),
    "killed while reading": Fault("kill", reads=True),
    "card unreadable once": Fault("eio", reads=True, source=True),
    "card unreadable from then on": Fault("eio", reads=True, source=True, sticky=True),
    "short reads of the card": Fault("short", reads=True, source=True, sticky=True),
}
_TOTALS: dict[tuple[bool, bool], int] = {}
SHORT = (
    "killed after the call",
    "disk full from then on",
    "error once",
    "unreadable once",
    "card unreadable from then on",
)
CARD = {
    "F0.JPG": picture(0, 5),
    "F1.JPG": picture(1, 70_000),
    "F2.JPG": picture(2, 300_000),
    "F3.JPG": picture(3, 300_001),
    # Large enough to be read, hashed and written side by side.
    "DCIM/F4.MP4": picture(4, 17_000_001),
}


@pytest.fixture(scope="module")
def shim(faults: Path, tmp_path_factory: pytest.TempPathFactory) -> Shim:
    return build(faults, tmp_path_factory.mktemp("shim"))


@pytest.fixture(scope="module")
def bench(shim: Shim, tmp_path_factory: pytest.TempPathFactory) -> Bench:
    return Bench(tmp_path_factory.mktemp("sweep")).make(CARD)


@pytest.fixture(scope="module")
def healthy(bench: Bench) -> Iterator[Forker]:
    """Runs commands that meet no fault."""
    with forker(bench.work / "healthy", bench.environment()) as server:
        yield server


@dataclass
class Struck:
    """Imports into the case of a bench that meet a fault at a call of our choice."""

    bench: Bench
    server: Forker
    counter: Path

    def __call__(self, n: int) -> Done:
        """An import whose n-th call meets the fault; 0: none does."""
        arm(self.counter, n)
        return self.server.run(*self.bench.importing())


@contextmanager
def struck(bench: Bench, shim: Shim, fault: Fault) -> Iterator[Struck]:
    root = bench.card if fault.source else bench.bureau
    counter = bench.work / "counter"
    environment = bench.environment(**shim.environment(counter, root, fault))
    with forker(bench.work / "struck", environment) as server:
        yield Struck(bench, server, counter)


def points(name: str, total: int) -> list[int]:
    """The calls at which the fault comes: each in the full form, else one, elsewhere each time."""
    if FULL:
        return list(range(1, total + 1, STEP))
    return [1 + round((total - 1) * ((list(FAULTS).index(name) * 0.618) % 1))]


def told(bench: Bench, fault: Fault, done: Done) -> list[str]:
    """What is wrong right after the fault."""
    wrong = bench.wrong(finished=False)
    killed = fault.mode.startswith("kill")
    if not (done.code in EXIT_CODES or (killed and done.code < 0)):
        wrong.append(f"exit code {done.code}: {done.said}")
    if "Traceback" in done.said:
        wrong.append(done.said)
    if done.code > 0 and not done.said.strip():
        wrong.append("it failed without a word")
    if (done.code == 0 or CLEARED in done.out) and (missing := bench.wrong()):
        wrong.append(f"success was said, but: {missing}")
    return wrong


def counted_once(attempt: Struck, fault: Fault) -> int:
    """How many calls of the kind that is meant a whole import makes."""
    kind = (fault.reads, fault.source)
    if kind not in _TOTALS:
        attempt.bench.fresh()
        whole = attempt(0)
        assert whole.code == 0, whole
        assert CLEARED in whole.out
        _TOTALS[kind] = counted(attempt.counter)
    assert _TOTALS[kind] > 4
    return _TOTALS[kind]


@pytest.mark.parametrize("name", [name for name in FAULTS if FULL or name in SHORT])
def test_nothing_is_lost_doubled_or_half(
    bench: Bench, shim: Shim, healthy: Forker, name: str
) -> None:
    wrong: dict[int, list[str]] = {}
    with struck(bench, shim, FAULTS[name]) as attempt:
        total = counted_once(attempt, FAULTS[name])
        taken = points(name, total)
        for n in taken:
            bench.fresh()
            violations = told(bench, FAULTS[name], attempt(n))
            again = healthy.run(*bench.importing())
            if again.code or CLEARED not in again.out:
                violations.append(f"the next import: {again}")
            violations += [f"after the next import: {text}" for text in bench.wrong()]
            if violations:
                wrong[n] = violations
                print(f"{name}, call {n}: {violations}", flush=True)
    print(f"{name}: {len(taken)} of {total} calls, {len(wrong)} with violations")
    assert wrong == {}
