"""Reading metadata in a child process, so that no file can hang, crash or swell the program.

The libraries that read media are written in C and C++ and for honest files. A recording that
someone has damaged or crafted may keep them busy for ever, make them take all memory, or make
them crash. In a child that costs one file its metadata: the file is stored and marked.
"""

from __future__ import annotations

import contextlib
import os
import queue
import sys
import threading
from collections.abc import Sequence
from concurrent.futures import Future
from dataclasses import dataclass
from datetime import tzinfo
from pathlib import Path
from types import TracebackType
from typing import Literal

from lawrec.media.facts import DeviceClock, MediaFacts, unread_facts
from lawrec.media.guarded_process import Child
from lawrec.media.guarded_wire import facts_from, line, zone_data

SECONDS = 20.0
"""How long one file's parsing may last. No real file of the samples takes two."""

MEMORY = 512 * 1024 * 1024
"""Bytes of memory that the child may use. Windows and macOS do not hold it to that."""

SecondReader = Literal["exiftool"] | None

_STARTS = 3


@dataclass(frozen=True, slots=True)
class Limits:
    """What one file's parsing may cost: seconds of waiting, and bytes of memory."""

    seconds: float = SECONDS
    memory: int = MEMORY


@dataclass(frozen=True, slots=True)
class _Job:
    path: Path
    name: str
    clock: DeviceClock
    zone: tzinfo
    second_reader: SecondReader
    future: Future[MediaFacts]


class GuardedReader:
    """Reads facts of media in children that are started early and live long; a context manager.

    `workers` is the number of children. `command` starts another child than ours, which then
    gets no limits but that of time.
    """

    def __init__(
        self,
        *,
        workers: int = 1,
        limits: Limits | None = None,
        command: Sequence[str] | None = None,
    ) -> None:
        """Start nothing yet."""
        self._limits = limits or Limits()
        self._command = list(command) if command is not None else _own_command(self._limits)
        self._jobs: queue.SimpleQueue[_Job | None] = queue.SimpleQueue()
        self._workers = [_Worker(self._jobs, self._command, self._limits) for _ in range(workers)]
        self._started = False
        self._closed = False

    def __enter__(self) -> GuardedReader:
        """Begin to start the children, in the background."""
        self.start()
        return self

    def __exit__(
        self,
        kind: type[BaseException] | None,
        error: BaseException | None,
        trace: TracebackType | None,
    ) -> None:
        """Wait for the files that were handed in; after an error, for nothing."""
        self.close(at_once=kind is not None)

    def start(self) -> None:
        """Begin to start the children; returns at once, and does nothing the second time."""
        if not self._started:
            self._started = True
            for worker in self._workers:
                worker.start()

    def submit(
        self,
        path: Path,
        name: str,
        clock: DeviceClock,
        zone: tzinfo,
        second_reader: SecondReader = None,
    ) -> Future[MediaFacts]:
        """Read a file's facts in a child: `path` is where it lies, the rest as in `read_facts`.

        The future always gets facts: for a file that hung or crashed the child, those of its
        name with the defect "reader_hung" or "reader_crashed".
        """
        if self._closed:
            raise RuntimeError("the reader is closed")
        self.start()
        future: Future[MediaFacts] = Future()
        self._jobs.put(_Job(path.absolute(), name, clock, zone, second_reader, future))
        return future

    def read(
        self,
        path: Path,
        name: str,
        clock: DeviceClock,
        zone: tzinfo,
        second_reader: SecondReader = None,
    ) -> MediaFacts:
        """Like `submit`, and wait for the facts."""
        return self.submit(path, name, clock, zone, second_reader).result()

    def close(self, *, at_once: bool = False) -> None:
        """End the children, after what was handed in, or `at_once`; then nothing can be."""
        if self._closed:
            return
        self._closed = True
        if at_once:
            with contextlib.suppress(queue.Empty):
                while job := self._jobs.get_nowait():
                    job.future.cancel()
        for _worker in self._workers:
            self._jobs.put(None)
        for worker in self._workers:
            if at_once:
                worker.abandon()
            if self._started:
                worker.join()


def _own_command(limits: Limits) -> list[str]:
    """Our own child, found as this program was and never in the folder that we stand in."""
    root = str(Path(__file__).resolve().parents[2])
    start = (
        "import sys; sys.path.append(sys.argv.pop(1)); "
        "from lawrec.media.guarded_child import main; main()"
    )
    figures = [str(limits.memory), str(limits.seconds)]
    return [sys.executable, "-P", "-c", start, root, *figures]


class _Worker(threading.Thread):
    """Hands files to one child, one at a time, and replaces the child when it fails."""

    def __init__(
        self, jobs: queue.SimpleQueue[_Job | None], command: list[str], limits: Limits
    ) -> None:
        super().__init__(name="lawrec-metadata", daemon=True)
        self._jobs = jobs
        self._command = command
        self._limits = limits
        self._child: Child | None = None
        self._failed_starts = 0
        self._abandoned = False

    def run(self) -> None:
        """Work until told to stop; whatever happens, every file gets its facts."""
        self._ready()
        while (job := self._jobs.get()) is not None:
            if not job.future.set_running_or_notify_cancel():
                continue
            try:
                facts = self._facts(job)
            except Exception:
                facts = unread_facts(job.name, job.zone, "reader_crashed")
            job.future.set_result(facts)
        if self._child is not None:
            self._child.end()

    def abandon(self) -> None:
        """Do not wait for the child."""
        self._abandoned = True
        child = self._child
        if child is not None:
            child.kill()

    def _facts(self, job: _Job) -> MediaFacts:
        child = self._ready()
        if child is None:
            return unread_facts(job.name, job.zone, "reader_missing")
        fresh = child.answers == 0
        result = self._ask(child, job)
        if result == "reader_crashed" and not fresh and not self._abandoned:
            # Perhaps an earlier file's remains did it: this one gets a child of its own.
            child = self._ready()
            result = self._ask(child, job) if child is not None else "reader_missing"
        return unread_facts(job.name, job.zone, result) if isinstance(result, str) else result

    def _ready(self) -> Child | None:
        """A child that waits for a file; None if none starts."""
        while self._child is None and self._failed_starts < _STARTS and not self._abandoned:
            child = self._child = Child.launched(self._command)
            if self._abandoned and child is not None:
                child.kill()
            if child is None or not child.is_ready():
                self._child = None
                self._failed_starts += 1
            else:
                self._failed_starts = 0
        return self._child

    def _ask(self, child: Child, job: _Job) -> MediaFacts | str:
        """The child's facts, or the defect of a file that it did not survive."""
        request = {
            "path": os.fsencode(job.path).hex(),
            "name": job.name,
            "clock": job.clock,
            "zone": zone_data(job.zone),
            "second_reader": job.second_reader,
        }
        defect = "reader_crashed"
        try:
            answer = child.ask(line(request), self._limits.seconds)
            if answer == _READ_ERROR:
                return "read_error"
            return facts_from(answer)
        except TimeoutError:
            defect = "reader_hung"
        except (OSError, ValueError):
            pass
        child.kill()
        self._child = None
        return defect


_READ_ERROR = line({"failed": "read_error"})
