"""Reads a heap of scans page by page, in a child that is held to a time and a memory."""

from __future__ import annotations

import json
import os
import sys
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path
from typing import Any, cast

from lawrec.media.guarded_process import Child
from lawrec.media.guarded_wire import line
from lawrec.media.scan_trouble import TROUBLES, NotReadable, Trouble

SECONDS = 60.0
"""How long one page may last; the worst honest ones take five on a slow office computer."""
CUT_SECONDS = 600.0
MEMORY = 900 * 1024 * 1024
"""Bytes of memory for the child: the largest picture that is unpacked at all, three times."""


@dataclass(frozen=True, slots=True)
class PageSeen:
    """One page of a scan: its number in the file, how many that has, the texts of its codes.

    `empty` is a sheet with nothing on it, `beyond` a picture of more than the sheet of its one
    code. `trouble` says why the page could not be looked at.
    """

    number: int
    of: int
    codes: tuple[str, ...] = ()
    empty: bool = False
    trouble: Trouble | None = None
    beyond: bool = False


class ScanReader:
    """Looks at scans; a context manager. Each file is only read, and by one child at a time."""

    def __init__(self, *, seconds: float = SECONDS, memory: int = MEMORY) -> None:
        """Start nothing yet."""
        self._seconds = seconds
        self._memory = memory
        self._child: Child | None = None

    def __enter__(self) -> ScanReader:
        """Nothing to do yet."""
        return self

    def __exit__(self, *_error: object) -> None:
        """End the child."""
        self.close()

    def close(self) -> None:
        """End the child, if one was started."""
        if self._child is not None:
            self._child.end()
            self._child = None

    def pages(self, path: bytes) -> Iterator[PageSeen]:
        """Every page of a file; a file that cannot be opened is one page with its trouble.

        A page that ends the child has its trouble, and the next one gets a fresh child; after
        three in a row the rest of the file is not tried.
        """
        number, count, failures = 1, 1, 0
        while number <= count:
            try:
                page = _page(self._ask({"path": path.hex(), "page": number}), number)
            except NotReadable as trouble:
                page = PageSeen(number, count, trouble=trouble.code)
            count = page.of
            yield page
            failures = failures + 1 if page.trouble in ("hung", "crashed") else 0
            if page.trouble == "missing" or failures == 3:
                return
            number += 1

    def cut(self, path: bytes, numbers: tuple[int, ...], target: Path) -> None:
        """Write these pages of a PDF or TIFF to a new file, unchanged; raises NotReadable."""
        request = {"path": path.hex(), "cut": list(numbers), "target": os.fsencode(target).hex()}
        child = Child.launched(_command(self._memory, "cut"))
        if child is None or not child.is_ready():
            raise NotReadable("crashed")
        try:
            _checked(child.ask(line(request), CUT_SECONDS))
        except TimeoutError:
            raise NotReadable("hung") from None
        except OSError:
            raise NotReadable("crashed") from None
        finally:
            child.kill()

    def _ask(self, request: dict[str, Any]) -> dict[str, Any]:
        child = self._child
        if child is None:
            child = Child.launched(_command(self._memory, "look"))
            if child is None or not child.is_ready():
                raise NotReadable("missing")
            self._child = child
        code: Trouble = "crashed"
        try:
            return _checked(child.ask(line(request), self._seconds))
        except TimeoutError:
            code = "hung"
        except (OSError, ValueError):
            pass
        child.kill()
        self._child = None
        raise NotReadable(code)


def _command(memory: int, what: str) -> list[str]:
    root = str(Path(__file__).resolve().parents[2])
    start = (
        "import sys; sys.path.append(sys.argv.pop(1)); "
        "from lawrec.media.scan_child import main; main()"
    )
    return [sys.executable, "-P", "-c", start, root, str(memory), what]


def _checked(answer: bytes) -> dict[str, Any]:
    """The child's answer; raises NotReadable for a refusal, ValueError for what is no answer."""
    data = json.loads(answer)
    if not isinstance(data, dict):
        raise ValueError("no answer")
    failed = data.get("failed")
    if failed is not None:
        raise NotReadable(cast("Trouble", failed) if failed in TROUBLES else "damaged")
    return data


def _page(data: dict[str, Any], number: int) -> PageSeen:
    """What the child saw, believed only as far as it has the right form."""
    of, codes = data.get("pages"), data.get("codes")
    if not isinstance(of, int) or of < number or not isinstance(codes, list):
        raise NotReadable("damaged")
    texts = tuple(text for text in codes if isinstance(text, str))
    empty, beyond = data.get("empty") is True, data.get("beyond") is True
    return PageSeen(number, of, texts, empty, beyond=beyond)
