"""The same work on many cases: in several processes where that pays, else one after the other.

The answers come in the order of the folders, whichever process is done first.
"""

from __future__ import annotations

import os
import sys
import threading
from collections.abc import Callable, Sequence
from concurrent.futures import Executor, ProcessPoolExecutor
from concurrent.futures.process import BrokenProcessPool
from functools import partial
from multiprocessing import get_context
from multiprocessing.context import BaseContext
from pathlib import Path
from typing import TypeVar

from lawrec.i18n import Language, language, set_language

A = TypeVar("A")
R = TypeVar("R")

FEW = 24
"""So few cases are read sooner than further processes have started."""
_MOST = 8


def each_case(
    work: Callable[[A, Path], R],
    given: A,
    folders: Sequence[Path],
    executor: Executor | None = None,
) -> list[R]:
    """`work(given, folder)` for each folder; `work` is a function of a module, `given` travels.

    What `work` raises comes out here. Where the computer lets no further process start, or one
    was killed, everything is done in this one.
    """
    told = partial(_spoken, work, given, language())
    if executor is not None:
        return list(executor.map(told, folders))
    workers = min(os.cpu_count() or 1, _MOST)
    if workers > 1 and len(folders) >= FEW:
        try:
            with ProcessPoolExecutor(workers, _context()) as pool:
                chunk = max(1, len(folders) // (workers * 8))
                return list(pool.map(told, folders, chunksize=chunk))
        except (BrokenProcessPool, OSError):
            pass  # no semaphores, no memory for a second process: slower, and the same
    return [work(given, folder) for folder in folders]


def _context() -> BaseContext:
    """A copy of this process, if it has one thread only and the system copies well; else a new one.

    A copy has everything loaded already; with several threads it may hang.
    """
    copied = sys.platform == "linux" and threading.active_count() == 1
    return get_context("fork" if copied else "spawn")


def _spoken(work: Callable[[A, Path], R], given: A, spoken: Language, folder: Path) -> R:
    """The work in the language of whoever asked, which a new process does not know."""
    set_language(spoken)
    return work(given, folder)
