"""The computer's clock jumps while footage is taken in: nothing breaks, and verify tells of it."""

from __future__ import annotations

import json
import sys
import threading
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from datetime import datetime, timedelta
from itertools import pairwise
from pathlib import Path

import pytest

from lawrec.custody import evidence_log
from tests.faults.bench import CLEARED, Bench
from tests.faults.running import Done, ended, picture

pytestmark = pytest.mark.slow

_LIBRARIES = (
    "/usr/lib/*/faketime/libfaketimeMT.so.1",
    "/usr/local/lib/faketime/libfaketimeMT.so.1",
)
_LIBRARY = "faketime/libfaketimeMT.so.1"
CARD = {f"F{n:02}.JPG": picture(n, 4000 + n) for n in range(12)}
JUMPS_S = (0, -3 * 3600, 2 * 3600, -40 * 86400, 60)


def library() -> Path:
    """The library that lies to a program about the time, else the test is skipped."""
    if sys.platform.startswith("linux"):
        for folder in ("usr/lib", "usr/lib/*", "usr/local/lib"):
            for path in sorted(Path("/").glob(f"{folder}/{_LIBRARY}")):
                return path
    pytest.skip("libfaketime is not installed")


@pytest.fixture(scope="module")
def made(tmp_path_factory: pytest.TempPathFactory) -> Bench:
    library()
    return Bench(tmp_path_factory.mktemp("clock")).make(CARD)


@pytest.fixture
def bench(made: Bench) -> Bench:
    made.fresh()
    return made


def clock(bench: Bench) -> tuple[Path, dict[str, str]]:
    """A file that says by how many seconds the clock is wrong, and what a command needs to obey."""
    told = bench.work / "clock"
    told.write_text("+0\n")
    return told, {
        "LD_PRELOAD": str(library()),
        "FAKETIME_TIMESTAMP_FILE": str(told),
        "FAKETIME_NO_CACHE": "1",
        # Waiting goes by another clock, which no one sets.
        "FAKETIME_DONT_FAKE_MONOTONIC": "1",
        "DONT_FAKE_MONOTONIC": "1",
    }


@contextmanager
def turning(step: Callable[[int], None]) -> Iterator[None]:
    """Calls a function with 0, 1, 2 ... again and again while the body runs."""
    stop = threading.Event()

    def turn() -> None:
        number = 0
        while not stop.wait(0.03):
            step(number)
            number += 1

    thread = threading.Thread(target=turn)
    thread.start()
    try:
        yield
    finally:
        stop.set()
        thread.join()


def jumped(bench: Bench) -> list[str]:
    """What verify says, and that nothing else is wrong than the times."""
    odd = list(bench.unsound())
    assert [text for text in odd if "time" not in text and "clock" not in text] == []
    return odd


def sound_but_for_time(bench: Bench, done: Done) -> None:
    assert done.code == 0, done
    kept = [(digest, sidecar) for _name, digest, sidecar in bench.media()]
    assert sorted(digest for digest, _sidecar in kept) == sorted(bench.wanted.values())
    assert all(digest == sidecar for digest, sidecar in kept)


def test_the_clock_went_back_between_two_imports(bench: Bench) -> None:
    told, environment = clock(bench)
    one, other = bench.card / "F00.JPG", bench.card / "F01.JPG"
    assert bench.run(*bench.importing(one), **environment).code == 0
    told.write_text("-3h\n")
    done = bench.run(*bench.importing(other), **environment)
    assert done.code == 0, done
    times = [leaf.time for leaf in evidence_log.read(bench.bureau / "log").leaves]
    assert min(b - a for a, b in pairwise(times)) < timedelta(hours=-2)
    assert any("time_goes_back" in text for text in jumped(bench))


@pytest.mark.faults
def test_the_clock_went_far_ahead_for_one_import(bench: Bench) -> None:
    told, environment = clock(bench)
    told.write_text("+400d\n")
    done = bench.run(*bench.importing(), **environment)
    sound_but_for_time(bench, done)
    assert jumped(bench) == []  # nobody can tell from this computer alone, until it is set right
    told.write_text("+0\n")
    again = bench.run(*bench.importing(), **environment)
    sound_but_for_time(bench, again)
    report = bench.run(
        "add-record", bench.case, "investigation_report", "--set", "opinion=拟处罚",
        "--as", "林某", "--bureau", bench.bureau, **environment,
    )  # fmt: skip
    assert report.code == 0, report
    assert any("time_goes_back" in text for text in jumped(bench))


@pytest.mark.faults
def test_the_clock_jumps_all_the_time(bench: Bench) -> None:
    told, environment = clock(bench)

    def jump(number: int) -> None:
        fresh = told.with_name("clock-new")
        fresh.write_text(f"{JUMPS_S[number % len(JUMPS_S)]:+}\n")
        fresh.replace(told)

    with turning(jump):
        process = bench.start(*bench.importing(), "--json", **environment)
        done = ended(process)
    sound_but_for_time(bench, done)
    said = json.loads(done.out)
    assert {f["outcome"] for f in said["files"]} == {"stored"}
    jumped(bench)
    later = bench.run(*bench.importing())
    assert later.code == 0, later
    assert CLEARED in later.out
    # Times that were written are times of those clocks, not of none.
    leaves = evidence_log.read(bench.bureau / "log").leaves
    now = datetime.now().astimezone()
    assert all(abs(leaf.time - now) < timedelta(days=41) for leaf in leaves)
