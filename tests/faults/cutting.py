"""Ends a command, as in a power cut, when it comes to a point in the program."""

from __future__ import annotations

import functools
import os
import pkgutil
import threading
from collections.abc import Mapping
from dataclasses import dataclass, field
from typing import Any

CUT = 9


@dataclass(frozen=True)
class Cut:
    """Where the process ends: at the count-th call of the function at a dotted name.

    `when` is before or after. `numbers` are numbers of the program, by their dotted names, that
    are others in this run, such as the size of a batch.
    """

    point: str
    when: str = "before"
    count: int = 1
    numbers: Mapping[str, int] = field(default_factory=dict)

    def prepare(self) -> None:
        """Let this process end there; no handler of ours runs any more then."""
        for name, number in self.numbers.items():
            owner, attribute = _owner(name)
            setattr(owner, attribute, number)
        owner, attribute = _owner(self.point)
        setattr(owner, attribute, self._cutting(getattr(owner, attribute)))

    def _cutting(self, original: Any) -> Any:
        calls: list[int] = []
        lock = threading.Lock()

        @functools.wraps(original)
        def cut(*arguments: Any, **named: Any) -> Any:
            with lock:
                calls.append(1)
                now = len(calls) == self.count
            if now and self.when == "before":
                os._exit(CUT)
            answer = original(*arguments, **named)
            if now:
                os._exit(CUT)
            return answer

        return cut


def _owner(name: str) -> tuple[Any, str]:
    """The module or class that has that attribute; one that is not there would be set in vain."""
    owner, _dot, attribute = name.rpartition(".")
    found = pkgutil.resolve_name(owner)
    assert hasattr(found, attribute), name
    return found, attribute
