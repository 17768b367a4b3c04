"""Kills imports at random times: nothing is lost, doubled, altered or half.

Run by itself it makes a bureau of its own:
`python -m tests.faults.random_kills --kills 20 --megabytes 200`.
"""

from __future__ import annotations

import argparse
import hashlib
import os
import random
import shutil
import signal
import subprocess
import sys
import tempfile
import time
from collections.abc import Iterator
from dataclasses import dataclass, field
from pathlib import Path

from lawrec.custody.evidence_log import read
from lawrec.store.yaml_io import load

CLERK = "林某"
_FILES = 25
_LAWREC = (sys.executable, "-m", "lawrec")


@dataclass
class Bench:
    """A bureau with one case, a card, and what the card holds by digest."""

    work: Path
    seed: int
    card: Path = field(init=False)
    wanted: dict[str, str] = field(init=False)

    def __post_init__(self) -> None:
        """Nothing is made yet."""
        self.card = self.work / "card"
        self.wanted = {}

    @property
    def bureau(self) -> Path:
        """The bureau of this run."""
        return self.work / "bureau"

    @property
    def case(self) -> Path:
        """Its one case."""
        return next((self.bureau / "cases").glob("*/0001"))

    def make(self, megabytes: int) -> None:
        """The bureau, kept aside as a template, and a card of that size."""
        self.card.mkdir()
        size = megabytes * 1_000_000 // _FILES
        for number in range(_FILES):
            content = random.Random(self.seed + number).randbytes(size + number)
            (self.card / f"F{number:04d}.JPG").write_bytes(b"\xff\xd8\xff\xe0" + content)
        self.wanted = self.digests()
        steps = (
            ("init", self.bureau, "--name", "示例市自然资源局", "--unit", "执法科", "--store", "v"),
            ("officer", "add", CLERK, "--unit", "执法科", "--post", "-", "--duty", "enforcement",
             "--since", "2021-01-01", "--cert", "虚构-1", "--bureau", self.bureau),
            ("new-case", "--title", "赵某甲占地案", "--kind", "penalty", "--party", "赵某甲",
             "--officer", CLERK, "--bureau", self.bureau),
        )  # fmt: skip
        for step in steps:
            assert self.run(*step) == 0, step
        self.bureau.rename(self.work / "template")

    def fresh(self) -> None:
        """The bureau as it was before any import."""
        shutil.rmtree(self.bureau, ignore_errors=True)
        shutil.copytree(self.work / "template", self.bureau, symlinks=True)

    def digests(self) -> dict[str, str]:
        """The card as it is: name -> SHA-256."""
        return {
            path.name: hashlib.sha256(path.read_bytes()).hexdigest()
            for path in sorted(self.card.iterdir())
        }

    def start(self, *arguments: str | Path) -> subprocess.Popen[bytes]:
        """A command in a process group of its own."""
        return subprocess.Popen(
            [*_LAWREC, *map(str, arguments)],
            env={**os.environ, "LAWREC_HOME": str(self.work / "home")},
            stdout=subprocess.DEVNULL,
            stderr=subprocess.DEVNULL,
            start_new_session=True,
        )

    def run(self, *arguments: str | Path) -> int:
        """The exit code of a command."""
        return self.start(*arguments).wait(600)

    def importing(self) -> tuple[str | Path, ...]:
        """The command that is killed."""
        return ("import-media", self.case, self.card, "--as", CLERK, "--bureau", self.bureau)

    def killed_after(self, seconds: float) -> bool:
        """Whether the import was still running then; it and all it started are dead now."""
        process = self.start(*self.importing())
        try:
            process.wait(seconds)
        except subprocess.TimeoutExpired:
            os.killpg(process.pid, signal.SIGKILL)
            process.wait()
            return True
        return False

    def wrong(self, *, finished: bool) -> Iterator[str]:
        """What is not as it must be; more is asked once the import has finished."""
        if self.digests() != self.wanted:
            yield "the card was changed"
        found = list(self._media())
        kept = [digest for _name, digest, _sidecar in found]
        if len(set(kept)) < len(kept):
            yield "a medium lies there twice"
        for name, digest, sidecar in found:
            if digest not in self.wanted.values():
                yield f"{name} is half or altered"
            if sidecar not in (None, digest):
                yield f"the sidecar of {name} states another digest"
        if finished:
            yield from self._unfinished({digest for _n, digest, sidecar in found if sidecar})

    def _media(self) -> Iterator[tuple[str, str, str | None]]:
        """Name, digest, and the digest in the sidecar, of every final name."""
        for path in sorted((self.case / "media").iterdir()):
            if path.suffix == ".yaml" or path.name.startswith(".tmp-"):
                continue
            sidecar = path.with_name(f"{path.name}.yaml")
            stated = load(sidecar).data if sidecar.exists() else None
            told = str(stated["sha256"]) if isinstance(stated, dict) else None
            yield path.name, hashlib.sha256(path.read_bytes()).hexdigest(), told

    def _unfinished(self, kept: set[str]) -> Iterator[str]:
        if kept != set(self.wanted.values()):
            yield f"{len(set(self.wanted.values()) - kept)} media are lost"
        left = [path.name for path in self.case.rglob(".tmp-*")]
        if left:
            yield f"left over: {left}"
        if self.run("verify", self.case, "--bureau", self.bureau) != 0:
            yield "verify finds something"
        git = ["git", "-c", "safe.directory=*", "-C", str(self.case)]
        for command in (["fsck", "--full", "--strict", "--no-dangling"], ["status", "--porcelain"]):
            done = subprocess.run([*git, *command], capture_output=True, check=False)
            if done.returncode or done.stdout.strip():
                yield f"git {command[0]}: {done.stdout + done.stderr!r}"
        commits = subprocess.run([*git, "rev-list", "HEAD"], capture_output=True, check=True)
        logged = [leaf.head for leaf in read(self.bureau / "log").leaves if "/" in leaf.case]
        if logged != commits.stdout.decode().split()[::-1]:
            yield "log and history differ"


@dataclass
class Result:
    """How many imports were cut off, how many had ended before, and what was wrong."""

    killed: int = 0
    ended: int = 0
    wrong: list[str] = field(default_factory=list)


def sweep(work: Path, kills: int, megabytes: int, seed: int) -> Result:
    """Kill that many imports, each in a fresh bureau, look, import again, and look again."""
    bench = Bench(work, seed)
    bench.make(megabytes)
    bench.fresh()
    began = time.monotonic()
    assert bench.run(*bench.importing()) == 0
    whole = time.monotonic() - began
    result = Result(wrong=[f"without a kill: {text}" for text in bench.wrong(finished=True)])
    for when in _moments(random.Random(seed), kills, whole):
        bench.fresh()
        cut = bench.killed_after(when)
        result.killed += cut
        result.ended += not cut
        told = list(bench.wrong(finished=False))
        if bench.run(*bench.importing()) != 0:
            told.append("the next import failed")
        told += [f"after the next import: {text}" for text in bench.wrong(finished=True)]
        result.wrong += [f"killed after {when:.3f} s: {text}" for text in told]
    return result


def _moments(chance: random.Random, kills: int, whole: float) -> Iterator[float]:
    """From the start of the program to its end, wherever that falls."""
    for _kill in range(kills):
        yield chance.uniform(0.05, whole)


def main() -> int:
    """Say what came of it; 1 if anything was wrong."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--kills", type=int, default=20)
    parser.add_argument("--megabytes", type=int, default=200)
    parser.add_argument("--seed", type=int, default=int(time.time()))
    given = parser.parse_args()
    with tempfile.TemporaryDirectory() as work:
        result = sweep(Path(work), given.kills, given.megabytes, given.seed)
    for text in result.wrong:
        print(text)
    print(
        f"{result.killed} killed, {result.ended} ended before their kill, "
        f"{len(result.wrong)} violations (seed {given.seed})"
    )
    return bool(result.wrong)


if __name__ == "__main__":
    sys.exit(main())
