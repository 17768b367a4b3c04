"""The child that parses media for its parent: `python -m lawrec.media.guarded_child`.

It answers one line of JSON with one line of JSON until its input ends, and needs to write
nothing. It takes limits upon itself before it looks at the first file: how much memory it may
use, that it may make no file, and that one file's turn ends it after a time, even when the
parent that would have killed it is gone.
"""

from __future__ import annotations

import contextlib
import json
import os
import sys
from pathlib import Path
from typing import Any

from lawrec.media.facts import read_facts
from lawrec.media.guarded_wire import facts_data, line, zone_from

# What is mapped but never used (the stacks and arenas of threads) counts in the address space.
_SPARE_ADDRESSES = 1024 * 1024 * 1024
_GRACE_S = 5.0
_OUT_OF_MEMORY = 70


def limit(memory: int) -> bool:
    """Limit this process to `memory` bytes; false where the system has no such limits."""
    try:
        import resource
    except ImportError:
        return False
    for name, most in (
        ("RLIMIT_DATA", memory),
        ("RLIMIT_AS", memory + _SPARE_ADDRESSES),
        ("RLIMIT_FSIZE", 0),
        ("RLIMIT_CORE", 0),
    ):
        kind = getattr(resource, name, None)
        if kind is not None:
            # A system that does not know or allow one limit keeps the others.
            with contextlib.suppress(OSError, ValueError):
                _soft, hard = resource.getrlimit(kind)
                allowed = most if hard == resource.RLIM_INFINITY else min(most, hard)
                resource.setrlimit(kind, (allowed, allowed))
    return True


def answer(request: dict[str, Any]) -> dict[str, Any]:
    """The facts of the file that a request names."""
    zone = zone_from(request["zone"])
    with Path(os.fsdecode(bytes.fromhex(request["path"]))).open("rb") as file:
        facts = read_facts(file, request["name"], request["clock"], zone)
    return {"facts": facts_data(facts)}


def main() -> None:
    """Answer requests until there are no more."""
    # The answers get a channel of their own, so that nothing a library prints is among them.
    channel = os.dup(1)
    os.dup2(os.open(os.devnull, os.O_WRONLY), 1)
    limit(int(sys.argv[1]))
    seconds = float(sys.argv[2]) + _GRACE_S
    os.write(channel, line({"ready": True}))
    for text in sys.stdin.buffer:
        _last_moment(seconds)
        try:
            reply = answer(json.loads(text))
        except MemoryError:
            os._exit(_OUT_OF_MEMORY)
        except OSError:
            reply = {"failed": "read_error"}
        _last_moment(0)
        data = line(reply)
        while data:
            data = data[os.write(channel, data) :]


def _last_moment(seconds: float) -> None:
    """Let the system end this process after so many seconds; 0 calls it off."""
    try:
        import signal

        signal.setitimer(signal.ITIMER_REAL, seconds)
    except (ImportError, AttributeError):
        return


if __name__ == "__main__":
    main()
