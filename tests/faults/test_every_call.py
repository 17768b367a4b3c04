"""An import that is killed, or whose disk fails, at any call that it or its git makes.

The short form takes a few calls of each kind; `make faults` takes every one.
"""

from __future__ import annotations

import os
from collections.abc import Iterator
from pathlib import Path

import pytest

from tests.faults.bench import CLEARED, FULL, Bench
from tests.faults.forking import Forker, forker
from tests.faults.running import picture
from tests.faults.shim import Shim, build
from tests.faults.striking import FAULTS, struck, told

pytestmark = pytest.mark.slow

STEP = int(os.environ.get("STEP", "1"))
_TOTALS: dict[tuple[Path, bool, bool], int] = {}
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
def bench(
    request: pytest.FixtureRequest, shim: Shim, tmp_path_factory: pytest.TempPathFactory
) -> Bench:
    """One bench with a store of its own, and one whose card needs a copy in a second store."""
    work = tmp_path_factory.mktemp("sweep")
    # Its path begins as that of the bureau does, so that faults hit it too.
    second = work / "bureau-second" if request.param == "two copies" else None
    return Bench(work, second=second).make(CARD)


@pytest.fixture(scope="module")
def healthy(bench: Bench) -> Iterator[Forker]:
    """Runs commands that meet no fault."""
    with forker(bench.work / "healthy", bench.environment()) as server:
        yield server


def points(name: str, total: int) -> list[int]:
    """The calls at which the fault comes: each in the full form, else one, elsewhere each time."""
    if FULL:
        return list(range(1, total + 1, STEP))
    return [1 + round((total - 1) * ((list(FAULTS).index(name) * 0.618) % 1))]


def cases() -> list[tuple[str, str]]:
    """Benches and faults; the card and what is read do not depend on how many copies are made."""
    if not FULL:
        return [*(("one copy", name) for name in SHORT), ("two copies", "killed before the call")]
    writing = [name for name, fault in FAULTS.items() if not fault.source]
    return [*(("one copy", name) for name in FAULTS), *(("two copies", name) for name in writing)]


@pytest.mark.parametrize(("bench", "name"), cases(), indirect=["bench"])
def test_nothing_is_lost_doubled_or_half(
    bench: Bench, shim: Shim, healthy: Forker, name: str
) -> None:
    wrong: dict[int, list[str]] = {}
    with struck(bench, shim, FAULTS[name]) as attempt:
        kind = (bench.work, FAULTS[name].reads, FAULTS[name].source)
        total = _TOTALS[kind] = _TOTALS.get(kind) or attempt.calls()
        assert total > 4
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
