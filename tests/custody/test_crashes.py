"""A change that is cut off at any call leaves all of it or nothing, once the next writer came.

Uses the fault shim from outside the project, which kills or fails the whole process tree at its
N-th call that changes something on the disk.
"""

from __future__ import annotations

import os
import shutil
import subprocess
import sys
from dataclasses import dataclass
from pathlib import Path

import pytest

from lawrec.custody import evidence_log, journal
from tests.custody import one_change

SCRIPT = Path(__file__).with_name("one_change.py")
PACKAGE = Path(__file__).parents[2]
# Every how many calls a fault is injected; 1 tries all, and takes minutes.
STEP = int(os.environ.get("STEP", "17"))

pytestmark = [pytest.mark.faults, pytest.mark.slow]


@dataclass
class Bench:
    """A fresh bureau before each fault, and a way to run the change with one."""

    shim: Path
    work: Path
    template: Path

    @property
    def bureau(self) -> Path:
        return self.work / "bureau"

    @property
    def case(self) -> Path:
        return self.bureau / one_change.NAME

    def fresh(self) -> None:
        shutil.rmtree(self.bureau, ignore_errors=True)
        shutil.copytree(self.template, self.bureau, symlinks=True)

    def run(
        self, what: str = "change", mode: str = "count", n: int = 0, sticky: bool = False
    ) -> int:
        counter = self.work / "counter"
        counter.unlink(missing_ok=True)
        env = {
            **os.environ,
            "PYTHONPATH": str(PACKAGE),
            "LD_PRELOAD": str(self.shim),
            "FS_COUNT": str(counter),
            "FS_PATH": str(self.bureau),
            "FS_MODE": mode,
            "FS_N": str(n),
            **({"FS_STICKY": "1"} if sticky else {}),
        }
        done = subprocess.run(
            [sys.executable, str(SCRIPT), str(self.bureau), what],
            env=env,
            start_new_session=True,
            capture_output=True,
            timeout=120,
            check=False,
        )
        self.said = done.stderr.decode()
        return done.returncode

    def calls(self) -> int:
        return int.from_bytes((self.work / "counter").read_bytes()[:8], "little")

    def git(self, *arguments: str) -> str:
        done = subprocess.run(
            ["git", "-c", "safe.directory=*", "-C", str(self.case), *arguments],
            capture_output=True,
            text=True,
            check=False,
        )
        assert done.returncode == 0, done.stdout + done.stderr
        return done.stdout.strip()

    def state(self) -> str:
        """`old` or `new`; anything between is a failure."""
        film = self.case / "media/M01-film.mp4"
        if film.exists():
            wanted = {**one_change.FIRST, **one_change.CHANGED}
            assert film.read_bytes() == one_change.FILM
        else:
            wanted = one_change.FIRST
        there = {
            path.relative_to(self.case).as_posix(): path.read_bytes()
            for path in self.case.rglob("*")
            if path.is_file() and ".git" not in path.parts and path != film
        }
        assert there == {path: data for path, data in wanted.items() if data is not None}
        return "new" if film.exists() else "old"

    def check(self) -> str:
        """All that must hold once the next writer has been here; the state."""
        state = self.state()
        assert self.git("status", "--porcelain") == ""
        self.git("fsck", "--full", "--strict")
        assert not journal.is_promised(self.case)
        commits = self.git("rev-list", "HEAD").splitlines()
        assert len(commits) == (1 if state == "old" else 2)
        facts = evidence_log.read(self.bureau / "log")
        assert facts.problems == ()
        assert [leaf.head for leaf in facts.leaves] == commits[::-1]
        assert [leaf.event for leaf in facts.leaves] == ["open", "import"][: len(commits)]
        assert facts.leaves[-1].manifest == one_change.manifest(self.case)
        assert [leaf.commits for leaf in facts.leaves] == list(range(1, len(commits) + 1))
        return state


@pytest.fixture(scope="module")
def bench(faults: Path, tmp_path_factory: pytest.TempPathFactory) -> Bench:
    compiler = shutil.which("cc")
    if compiler is None or not sys.platform.startswith("linux"):
        pytest.skip("the fault shim needs Linux and a C compiler")
    work = tmp_path_factory.mktemp("crashes")
    shim = work / "faultshim.so"
    source = faults / "faultshim.c"
    built = [compiler, "-O2", "-fPIC", "-shared", "-w", "-o", str(shim), str(source), "-ldl"]
    subprocess.run(built, check=True, capture_output=True)
    one_change.template(work / "template")
    return Bench(shim, work, work / "template")


MODES = {
    "kill": ("kill", False),
    "kill after the call": ("killafter", False),
    "disk full for one call": ("enospc", False),
    "disk full from then on": ("enospc", True),
    "error for one call": ("eio", False),
    "error from then on": ("eio", True),
    "short writes": ("short", False),
}


@pytest.mark.parametrize("name", MODES)
def test_all_or_nothing_at_every_call(bench: Bench, name: str) -> None:
    mode, sticky = MODES[name]
    bench.fresh()
    assert bench.run() == 0
    assert bench.check() == "new"
    total = bench.calls()
    # Another first point for each mode, so that together they see more of the calls.
    first = 1 + list(MODES).index(name) * max(1, STEP // len(MODES))
    for n in range(first, total + 1, STEP * (len(MODES) if STEP > 1 else 1)):
        bench.fresh()
        done = bench.run(mode=mode, n=n, sticky=sticky) == 0
        at = f"{name} at call {n} of {total}, said: {bench.said}"
        assert bench.run("recover") == 0, f"{at}; then {bench.said}"
        try:
            state = bench.check()
        except AssertionError as wrong:
            raise AssertionError(at) from wrong
        assert state == "new" or not done, f"success was reported: {at}"
        assert bench.run() == 0, at
        assert bench.check() == "new", at
