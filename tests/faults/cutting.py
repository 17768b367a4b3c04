"""Runs a lawrec command that ends, as in a power cut, when it comes to a point in the program.

Run as a module: POINT before|after COUNT [NAME=NUMBER...] -- ARGUMENTS... No handler of ours runs
any more then. NAME is a number of the program that is another in this run, such as a batch's size.
"""

from __future__ import annotations

import functools
import os
import pkgutil
import sys
import threading
from typing import Any

CUT = 9


def cut_at(point: str, when: str, count: int) -> None:
    """Let the process end at the count-th call of the function at that dotted name."""
    owner, _dot, name = point.rpartition(".")
    target = pkgutil.resolve_name(owner)
    original = getattr(target, name)
    calls: list[int] = []
    lock = threading.Lock()

    @functools.wraps(original)
    def cut(*arguments: Any, **named: Any) -> Any:
        with lock:
            calls.append(1)
            now = len(calls) == count
        if now and when == "before":
            os._exit(CUT)
        answer = original(*arguments, **named)
        if now:
            os._exit(CUT)
        return answer

    setattr(target, name, cut)


def main() -> None:
    """The program."""
    from lawrec.cli import run

    begin = sys.argv.index("--")
    point, when, count, *numbers = sys.argv[1:begin]
    for assignment in numbers:
        name, _equals, number = assignment.partition("=")
        owner, _dot, attribute = name.rpartition(".")
        setattr(_existing(pkgutil.resolve_name(owner), attribute), attribute, int(number))
    cut_at(point, when, int(count))
    sys.exit(run(sys.argv[begin + 1 :]))


def _existing(owner: Any, attribute: str) -> Any:
    """The owner of a number that is there; one that is not would be set in vain."""
    assert hasattr(owner, attribute), attribute
    return owner


if __name__ == "__main__":
    main()
