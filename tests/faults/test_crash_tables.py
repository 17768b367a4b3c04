"""Each row of the tables "a crash after step k leaves ..." of docs/integrity.md, really reached.

The rows of archiving are reached in tests/archive/test_archive_crashes.py.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path

import pytest

from lawrec.custody import evidence_log, journal
from tests.faults.bench import CLEARED, CLERK, Bench
from tests.faults.cutting import CUT, Cut
from tests.faults.forking import Forker, forker
from tests.faults.rows import row, rows_in_the_docs, rows_in_the_tests
from tests.faults.running import picture

pytestmark = pytest.mark.slow
BATCH = 4
SMALL_BATCHES = {"lawrec.operations.taking_in._BATCH_FILES": BATCH}
CARD = {f"F{n:02}.JPG": picture(n, 3000 + n) for n in range(BATCH + 3)}


@pytest.fixture(scope="module")
def made(tmp_path_factory: pytest.TempPathFactory) -> Bench:
    return Bench(tmp_path_factory.mktemp("rows")).make(CARD)


@pytest.fixture(scope="module")
def server(made: Bench) -> Iterator[Forker]:
    """Runs the commands that nobody cuts off."""
    with forker(made.work / "server", made.environment()) as started:
        yield started


@pytest.fixture
def bench(made: Bench) -> Bench:
    made.fresh()
    return made


@dataclass(frozen=True)
class State:
    """What is on the disk: pages that the change is about, commits, lines in the log, a promise."""

    pages: int
    commits: int
    leaves: int
    promised: bool


def state(bench: Bench, pattern: str) -> State:
    leaves = evidence_log.read(bench.bureau / "log").leaves
    return State(
        len(list(bench.case.glob(pattern))),
        int(bench.git("rev-list", "--count", "HEAD").out),
        sum(leaf.case == bench.case_name for leaf in leaves),
        journal.is_promised(bench.case),
    )


def crash(server: Forker, point: tuple[str, str, int], *arguments: str | Path | bytes) -> None:
    """A command that is cut off at that point."""
    done = server.run(*arguments, cut=Cut(*point, SMALL_BATCHES))
    assert done.code == CUT, done


# Writing

REPORTS = "records/*-investigation_report.yaml"


def report(bench: Bench, opinion: str) -> tuple[str | Path, ...]:
    """A command that writes one page."""
    return ("add-record", bench.case, "investigation_report", "--set", f"opinion={opinion}",
            "--as", CLERK, "--bureau", bench.bureau)  # fmt: skip


@row("W1")
def test_before_the_promise(bench: Bench, server: Forker) -> None:
    crash(server, ("lawrec.custody.journal.save", "before", 1), *report(bench, "一"))
    assert state(bench, REPORTS) == State(0, 1, 1, promised=False)
    _next(bench, server, State(1, 2, 2, promised=False))


@row("W2")
def test_a_torn_promise(bench: Bench, server: Forker) -> None:
    crash(server, ("lawrec.custody.journal.save", "after", 1), *report(bench, "一"))
    promise = bench.case / ".git" / journal.NAME
    torn = promise.read_bytes()[:-100]
    promise.write_bytes(torn)
    _next(bench, server, State(1, 2, 2, promised=False))
    kept = [path.read_bytes() for path in promise.parent.glob(f"{journal.NAME}-torn-*")]
    assert kept == [torn]


# Where the program is cut off, and what that leaves.
CUTS = {
    "W3": ("lawrec.custody.change.apply", State(0, 1, 1, promised=True)),
    "W4": ("lawrec.store.git.commit", State(1, 1, 1, promised=True)),
    "W5": ("lawrec.custody.change.append", State(1, 2, 1, promised=True)),
    "W6": ("lawrec.custody.journal.clear", State(1, 2, 2, promised=True)),
}


@row("W3", "W4", "W5", "W6")
@pytest.mark.parametrize("name", CUTS)
def test_after_the_promise(bench: Bench, server: Forker, name: str) -> None:
    point, left = CUTS[name]
    crash(server, (point, "before", 1), *report(bench, "一"))
    assert state(bench, REPORTS) == left
    _next(bench, server, State(2, 3, 3, promised=False))


def _next(bench: Bench, server: Forker, then: State) -> None:
    """The next command that writes does the rest, and then its own work."""
    done = server.run(*report(bench, "二"))
    assert done.code == 0, done
    assert state(bench, REPORTS) == then
    assert list(bench.unsound()) == []


# Import

SIDECARS = "media/*.yaml"


def _again(bench: Bench, server: Forker, there: int, commits: int) -> None:
    """The same command again: what is stored is known, the rest is taken, all is handed over."""
    done = server.run(*bench.importing())
    assert done.code == 0, done
    assert CLEARED in done.out
    assert f"Stored {len(CARD) - there}, already there {there}, refused 0" in done.out
    assert state(bench, SIDECARS) == State(len(CARD), commits, commits, promised=False)
    assert bench.wrong() == []


def _temporary(bench: Bench) -> int:
    return len(list((bench.case / "media").glob(".tmp-*")))


@row("I1")
def test_while_copying(bench: Bench, server: Forker) -> None:
    crash(server, ("lawrec.media.digests.Digests.update", "after", 5), *bench.importing())
    assert state(bench, SIDECARS) == State(0, 1, 1, promised=False)
    assert _temporary(bench) > 0
    _again(bench, server, 0, 3)


@row("I2")
def test_after_a_batch_was_promised(bench: Bench, server: Forker) -> None:
    crash(server, ("lawrec.custody.change.apply", "before", 1), *bench.importing())
    assert state(bench, SIDECARS) == State(0, 1, 1, promised=True)
    assert _temporary(bench) >= BATCH
    _again(bench, server, BATCH, 4)


@row("I3")
def test_between_batches(bench: Bench, server: Forker) -> None:
    crash(server, ("lawrec.custody.journal.save", "before", 2), *bench.importing())
    assert state(bench, SIDECARS) == State(BATCH, 2, 2, promised=False)
    assert _temporary(bench) >= len(CARD) - BATCH
    _again(bench, server, BATCH, 4)


@row("I4")
def test_before_the_hand_over(bench: Bench, server: Forker) -> None:
    crash(server, ("lawrec.operations.importing.hand_over", "before", 1), *bench.importing())
    assert state(bench, SIDECARS) == State(len(CARD), 3, 3, promised=False)
    assert list(bench.case.glob("records/*")) == []
    _again(bench, server, len(CARD), 4)


@row("I5")
@pytest.mark.parametrize("point", ["keep", "note"])
def test_while_further_copies_are_made(
    tmp_path_factory: pytest.TempPathFactory, point: str
) -> None:
    work = tmp_path_factory.mktemp("copies")
    few = dict(list(CARD.items())[:3])
    bench = Bench(work, second=work / "second").make(few)
    with forker(work / "server", bench.environment()) as server:
        point = f"lawrec.operations.store_copy.{point}"
        crash(
            server, (point, "after" if point.endswith("keep") else "before", 1), *bench.importing()
        )
        assert state(bench, SIDECARS) == State(3, 3, 3, promised=False)
        assert list(bench.unsound()) == []
        again = server.run(*bench.importing())
    assert again.code == 0, again
    assert CLEARED in again.out
    assert "Stored 0, already there 3, refused 0" in again.out
    assert bench.wrong() == []


# The tables themselves


def test_every_row_has_a_test_and_every_test_a_row() -> None:
    told = rows_in_the_docs()
    assert len(told) == len(set(told))
    assert {re.sub(r"\d", "", name) for name in told} == {"W", "I", "A"}
    assert set(told) == rows_in_the_tests()
