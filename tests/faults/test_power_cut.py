"""The power fails: what was said to be done is on the disk, and nothing hinders the next run."""

from __future__ import annotations

import os
import signal
import subprocess
import time
from collections.abc import Iterator
from dataclasses import replace
from pathlib import Path

import pytest

from lawrec.archive.bag import faults_of
from lawrec.custody import evidence_log
from lawrec.operations.archive_plan import ArchiveOptions
from lawrec.operations.archiving import archive
from lawrec.operations.verifying import verify
from lawrec.store import layout
from tests.archive.building import CHECKER, LABEL, ready, session
from tests.faults.bench import CLEARED, CLERK, FULL, Bench
from tests.faults.forking import Forker, forker
from tests.faults.images import Disk, disk
from tests.faults.running import Done, ended, picture

pytestmark = pytest.mark.slow

KINDS = ("ext4", "xfs")
CUTS = 25
# In the full form more than one batch, so that a cut also falls between two.
CARD = {f"F{n:03}.JPG": picture(n, 200_000 + n) for n in range(150 if FULL else 6)}


@pytest.fixture(scope="module")
def bench(tmp_path_factory: pytest.TempPathFactory) -> Bench:
    """The bureau will lie in the disk of each test, always at the same path."""
    work = tmp_path_factory.mktemp("power")
    place = work / "disk"
    place.mkdir()
    return Bench(work, place=place).make(CARD)


@pytest.fixture(scope="module")
def server(bench: Bench) -> Iterator[Forker]:
    """Runs the commands that nobody stops."""
    with forker(bench.work / "server", bench.environment()) as made:
        yield made


@pytest.fixture(params=KINDS)
def device(request: pytest.FixtureRequest, bench: Bench) -> Iterator[Disk]:
    """A disk with the bureau on it, all of which has reached it."""
    with disk(str(request.param), bench.work) as made:
        bench.fresh()
        made.sync()
        yield made


def test_what_was_said_to_be_done_is_there(bench: Bench, device: Disk, server: Forker) -> None:
    done = server.run(*bench.importing())
    copy = device.cut()
    assert done.code == 0, done
    assert CLEARED in done.out
    with device.after(copy):
        assert bench.wrong() == []
        _nothing_new(bench, server.run(*bench.importing()))


def _nothing_new(bench: Bench, done: Done) -> None:
    """The next import finds everything there."""
    assert done.code == 0, done
    assert f"Stored 0, already there {len(bench.wanted)}, refused 0" in done.out
    assert bench.wrong() == []


@pytest.mark.faults
def test_cuts_in_the_middle(bench: Bench, device: Disk, server: Forker) -> None:
    began = time.monotonic()
    assert bench.run(*bench.importing()).code == 0
    whole = time.monotonic() - began
    bench.fresh()
    device.sync()
    copies, done = _cut_often(bench, device, whole)
    assert done.code == 0, done
    states = set()
    for copy in copies:
        with device.after(copy):
            assert bench.wrong(finished=False) == [], copy.name
            states.add(len(list(bench.media())))
            again = server.run(*bench.importing())
            assert again.code == 0, (copy.name, again)
            assert bench.wrong() == [], copy.name
    print(f"{len(copies)} cuts, with {sorted(states)} of {len(bench.wanted)} media there")
    assert len(copies) >= 20


def _cut_often(bench: Bench, device: Disk, whole: float) -> tuple[list[Path], Done]:
    """Copies of the disk at instants of one import or several, and how the last one ended."""
    copies: list[Path] = []
    process = bench.start(*bench.importing())
    while process.poll() is None:
        time.sleep(whole / CUTS / 2)
        copies += _at_rest(process, device, len(copies))
    return copies, ended(process)


def _at_rest(process: subprocess.Popen[bytes], device: Disk, number: int) -> list[Path]:
    """A copy that was made while nothing was written to the disk; none if that did not succeed."""
    try:
        os.killpg(process.pid, signal.SIGSTOP)
    except ProcessLookupError:
        return []
    try:
        for _try in range(20):
            before = device.image.stat().st_mtime_ns
            copy = device.cut(f"cut-{number}")
            if device.image.stat().st_mtime_ns == before:
                return [copy]
            copy.unlink()
    finally:
        os.killpg(process.pid, signal.SIGCONT)
    return []


def test_other_commands_that_were_done(bench: Bench, device: Disk) -> None:
    opened = bench.run(
        "new-case", "--title", "钱某乙占地案", "--kind", "penalty", "--party", "钱某乙",
        "--officer", CLERK, "--bureau", bench.bureau,
    )  # fmt: skip
    copy = device.cut("opened")
    recorded = bench.run(
        "add-record", bench.case, "investigation_report", "--set", "opinion=拟处罚",
        "--as", CLERK, "--bureau", bench.bureau,
    )  # fmt: skip
    later = device.cut("recorded")
    assert (opened.code, recorded.code) == (0, 0), (opened, recorded)
    other = replace(bench)
    other.case_name = bench.case_name.replace("0001", "0002")
    for state in (copy, later):
        with device.after(state):
            assert [*other.unsound(), *bench.unsound()] == []
            assert "opened" not in state.name or len(_pages(bench)) == 0
            assert "recorded" not in state.name or len(_pages(bench)) == 1


def _pages(bench: Bench) -> list[Path]:
    return list((bench.case / "records").glob("*-investigation_report.yaml"))


@pytest.mark.faults
def test_an_archive_that_was_done(bench: Bench, device: Disk) -> None:
    bureau, case = ready(device.mount / "other")
    device.sync()
    options = ArchiveOptions(at="2026-09-11 10:00", kept_at="1号柜", seen_by=CHECKER)
    archive(case, session(bureau), options)
    with device.after(device.cut()):
        assert verify(case).findings == ()
        assert faults_of(bureau / "archive" / LABEL) == ()
        assert (case / layout.ARCHIVED).is_file()
        leaf = evidence_log.read(bureau / layout.LOG).last_for(f"cases/{LABEL}")
        assert leaf is not None
        assert leaf.event == "archive"
