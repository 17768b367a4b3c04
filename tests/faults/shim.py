"""The fault shim from outside the project: fails or kills at the N-th call of a process tree."""

from __future__ import annotations

import shutil
import subprocess
import sys
from dataclasses import dataclass
from pathlib import Path

import pytest

_AT = 1_000_000_000


@dataclass(frozen=True)
class Fault:
    """What happens at a call: its mode in the shim, whether it stays so, writes or reads.

    Where `source` is set, the calls that count are those on the card, else those on the bureau.
    """

    mode: str
    sticky: bool = False
    reads: bool = False
    source: bool = False


@dataclass(frozen=True)
class Shim:
    """The built shim."""

    shared_object: Path

    def environment(self, counter: Path, root: Path, fault: Fault) -> dict[str, str]:
        """What a process tree needs so that its calls below a folder are counted, and one fails.

        Which one is told by the counter: see `arm`.
        """
        counter.write_bytes(bytes(16))
        told = {
            "LD_PRELOAD": str(self.shared_object),
            "FS_COUNT": str(counter),
            "FS_PATH": str(root),
            "FS_MODE": fault.mode,
            "FS_N": str(_AT),
        }
        if fault.sticky:
            told["FS_STICKY"] = "1"
        if fault.reads:
            told["FS_OPS"] = "r"
        return told


def arm(counter: Path, n: int) -> None:
    """Let the n-th call from now on be the one that fails; 0 for none of the next billion."""
    begin = _AT - n if n else 0
    with counter.open("r+b") as file:
        file.write(begin.to_bytes(8, "little"))


def counted(counter: Path) -> int:
    """How many calls there were since the counter was set for none to fail."""
    return int.from_bytes(counter.read_bytes()[:8], "little")


def build(faults: Path, work: Path) -> Shim:
    """Compile the shim into a folder, else skip with the reason."""
    compiler = shutil.which("cc") or shutil.which("gcc")
    source = faults / "faultshim.c"
    if compiler is None or not sys.platform.startswith("linux"):
        pytest.skip("the fault shim needs Linux and a C compiler")
    if not source.is_file():
        pytest.skip(f"there is no {source.name} among the fault tools")
    library = work / "faultshim.so"
    command = [compiler, "-O2", "-fPIC", "-shared", "-w", "-o", str(library), str(source), "-ldl"]
    subprocess.run(command, check=True, capture_output=True)
    return Shim(library)
