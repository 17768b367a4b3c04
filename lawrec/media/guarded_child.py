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
from dataclasses import replace
from datetime import tzinfo
from pathlib import Path
from typing import Any

from lawrec.media.exiftool import ExifTool, NoAnswer
from lawrec.media.facts import DeviceClock, MediaFacts, read_facts
from lawrec.media.guarded_wire import facts_data, line, zone_from
from lawrec.media.quiet import open_quietly
from lawrec.media.second_reader import leaves_gaps, supplement

# What is mapped but never used (the stacks and arenas of threads) counts in the address space.
_SPARE_ADDRESSES = 1024 * 1024 * 1024
_GRACE_S = 5.0
_OUT_OF_MEMORY = 70
# What a file may leave behind of the memory allowed: above it, a fresh child comes next.
_WORN_OUT = 0.5
_AT_THE_LIMIT = 0.9


def limit(memory: int, written: int = 0) -> bool:
    """Limit this process to `memory` bytes; false where the system has no such limits.

    `written` is how large a file it may write: none, for one that only reads.
    """
    try:
        import resource
    except ImportError:
        return False
    for name, most in (
        ("RLIMIT_DATA", memory),
        ("RLIMIT_AS", memory + _SPARE_ADDRESSES),
        ("RLIMIT_FSIZE", written),
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
    path = bytes.fromhex(request["path"])
    # On a card, too, where reading alone would leave the time of it.
    handle = open_quietly(path, os.O_RDONLY | getattr(os, "O_BINARY", 0))
    with os.fdopen(handle, "rb") as file:
        facts = read_facts(file, request["name"], request["clock"], zone)
        if request.get("second_reader") == "exiftool" and leaves_gaps(facts):
            facts = _second(facts, path, file.fileno(), request["clock"], zone)
    return {"facts": facts_data(facts)}


_programs: list[ExifTool | None] = []
# So many files in a row without an answer, and the program is not asked any more.
_MOST_SILENT = 3
_silent = [0]


def _second(
    facts: MediaFacts, path: bytes, handle: int, clock: DeviceClock, zone: tzinfo
) -> MediaFacts:
    """The facts with what exiftool adds, if there is one."""
    if not _programs:
        _programs.append(ExifTool.found())
    program = _programs[0]
    if program is None:
        return replace(facts, defects=(*facts.defects, "second_reader_missing"))
    embedded = facts.mode == "video" and not facts.capture.certain
    if _silent[0] >= _MOST_SILENT:
        return replace(facts, defects=(*facts.defects, "second_reader_failed"))
    try:
        tags = program.read(path, handle, embedded=embedded, fast=facts.mime == "image/jpeg")
    except NoAnswer:
        _silent[0] += 1
        return replace(facts, defects=(*facts.defects, "second_reader_failed"))
    _silent[0] = 0
    return supplement(facts, tags, clock, zone)


def main() -> None:
    """Answer requests until there are no more."""
    # The answers get a channel of their own, so that nothing a library prints is among them.
    channel = os.dup(1)
    os.dup2(os.open(os.devnull, os.O_WRONLY), 1)
    memory = int(sys.argv[1])
    limit(memory)
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
        worn = _used() / memory
        if worn > _AT_THE_LIMIT:
            # The readers swallow some failures to get memory: what they say then is no answer.
            os._exit(_OUT_OF_MEMORY)
        data = line(reply)
        while data:
            data = data[os.write(channel, data) :]
        if worn > _WORN_OUT:
            break
    for program in _programs:
        if program is not None:
            program.end()


def _used() -> int:
    """The most memory in bytes that this program ever had; 0 where the system does not tell."""
    # Linux hands getrusage's figure on from the process that started this one: a large parent
    # would make every child look worn out.
    with contextlib.suppress(OSError, ValueError, IndexError):
        status = Path("/proc/self/status").read_text("ascii", "replace")
        return int(status.split("VmHWM:")[1].split()[0]) * 1024
    try:
        import resource
    except ImportError:
        return 0
    unit = 1 if sys.platform == "darwin" else 1024
    return resource.getrusage(resource.RUSAGE_SELF).ru_maxrss * unit


def _last_moment(seconds: float) -> None:
    """Let the system end this process after so many seconds; 0 calls it off."""
    try:
        import signal

        signal.setitimer(signal.ITIMER_REAL, seconds)
    except (ImportError, AttributeError):
        return


if __name__ == "__main__":
    main()
