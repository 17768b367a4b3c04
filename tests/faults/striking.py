"""Imports that meet a fault at one of their calls, and what must hold right afterwards."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path

from tests.faults.bench import CLEARED, EXIT_CODES, Bench
from tests.faults.forking import Forker, forker
from tests.faults.running import Done
from tests.faults.shim import Fault, Shim, arm, counted

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


@dataclass
class Struck:
    """Imports into the case of a bench that meet a fault at a call of our choice."""

    bench: Bench
    server: Forker
    counter: Path

    def calls(self) -> int:
        """How many calls of the kind that is meant a whole import makes."""
        self.bench.fresh()
        whole = self(0)
        assert whole.code == 0, whole
        assert CLEARED in whole.out
        return counted(self.counter)

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
    # A further copy that could not be made is told, and is no failure of the import.
    alone = bench.second is None
    if ((alone and done.code == 0) or CLEARED in done.out) and (missing := bench.wrong()):
        wrong.append(f"success was said, but: {missing}")
    return wrong
