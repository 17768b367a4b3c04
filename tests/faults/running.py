"""Programs that are started, and waited for; and bytes that are the same each time."""

from __future__ import annotations

import hashlib
import os
import signal
import subprocess
from contextlib import suppress
from dataclasses import dataclass
from pathlib import Path

_HANG_S = 300


@dataclass(frozen=True)
class Done:
    """How a command ended; the code is negative where a signal ended it."""

    code: int
    out: str
    err: str

    @property
    def said(self) -> str:
        """Everything that it said."""
        return self.out + self.err


def picture(seed: int, size: int) -> bytes:
    """Bytes that begin as a JPEG does, and are the same for the same seed."""
    head = b"\xff\xd8\xff\xe0" + seed.to_bytes(8, "big")
    blocks = hashlib.shake_256(head).digest(min(size, 1 << 16))
    return (head + blocks * (size // len(blocks) + 1))[:size] if size > 12 else (head[:size])


def ended(process: subprocess.Popen[bytes], seconds: float = _HANG_S) -> Done:
    """Wait for a command; one that hangs is killed with all it started, and is a failure."""
    try:
        out, err = process.communicate(timeout=seconds)
    except subprocess.TimeoutExpired:
        kill(process)
        raise AssertionError(f"still running after {seconds} s: {process.args!r}") from None
    return Done(process.returncode, out.decode("utf-8", "replace"), err.decode("utf-8", "replace"))


def kill(process: subprocess.Popen[bytes]) -> None:
    """Kill a command and all it started."""
    with suppress(ProcessLookupError):
        os.killpg(process.pid, signal.SIGKILL)
    process.communicate()


def sha256(path: Path) -> str:
    """The digest of a file."""
    with path.open("rb") as file:
        return hashlib.file_digest(file, "sha256").hexdigest()
