"""What is said to an import, and what it answers."""

from __future__ import annotations

from dataclasses import dataclass
from pathlib import Path

from lawrec.media.finder import Found
from lawrec.media.missing_parts import Gap
from lawrec.operations.handover import Handover, Returned
from lawrec.operations.intake import Taken
from lawrec.schema.snapshot import ReadProblem


@dataclass(frozen=True, slots=True)
class ImportOptions:
    """What the officer says about the footage.

    `returned` is the excuse of 25.2 for footage from far away; `export_list` a dock's own list;
    `at` when it was handed over, where that is entered later. Where nothing tells who filmed,
    `last_officer` is assumed, else, if `guess_officer`, whoever runs the command and has the
    duty of enforcement. `sm3` asks for that digest too.
    `times_by` states when it was filmed, for files that do not say it.
    """

    officer: str | None = None
    device: str | None = None
    act: str | None = None
    custodian: str | None = None
    store: str | None = None
    returned: Returned | None = None
    export_list: Path | None = None
    handover: bool = True
    at: str | None = None
    secrecy: str | None = None
    guess_officer: bool = True
    last_officer: str | None = None
    sm3: bool = False
    filmed_from: str | None = None
    filmed_to: str | None = None
    times_by: str | None = None


@dataclass(frozen=True, slots=True)
class Imported:
    """One import: every file with its answer, the hand-over, and what the card waits for.

    `passed` are the files that were left behind as no footage. `gaps` are parts that are missing
    of a recording, `later` media that turn out to continue one which came in after them, and
    `problems` device profiles of the bureau that cannot be read. `strangers` are the device and
    the officer that were named and are not in the register; `declared`: times were stated.
    """

    case: str
    files: tuple[Taken, ...]
    handover: Handover
    suspicious: tuple[Taken, ...] = ()
    missing: tuple[str, ...] = ()
    passed: tuple[Found, ...] = ()
    gaps: tuple[Gap, ...] = ()
    later: tuple[tuple[str, str], ...] = ()
    problems: tuple[ReadProblem, ...] = ()
    strangers: tuple[str, ...] = ()
    declared: bool = False

    def count(self, result: str) -> int:
        """How many files got this answer."""
        return sum(1 for taken in self.files if taken.result == result)

    @property
    def handed_over(self) -> tuple[tuple[str, int, str], ...]:
        """SHA-256, size and id of each medium that the hand-over covers."""
        sidecars = {t.item: t.sidecar for t in self.files if t.item and t.sidecar}
        return tuple(
            (sidecars[item].sha256, sidecars[item].size_bytes, item)
            for item in self.handover.items
            if item in sidecars
        )
