"""What a watching station tells: one value for each thing that happens to a card."""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import ClassVar

from lawrec.errors import LawrecError
from lawrec.media.plugged import Volume
from lawrec.operations.import_models import Imported


@dataclass(frozen=True, slots=True)
class Owner:
    """Whose card it is: the recorder and the officer, each None where nothing tells it for sure.

    `declared` means that the office itself says which recorder it is, `named` that the files
    name the officer: each of them is asked then.
    """

    device: str | None = None
    officer: str | None = None
    declared: bool = False
    named: bool = False


@dataclass(frozen=True, slots=True)
class Card:
    """A thing that is plugged in, and what is known of it so far; `size` in bytes.

    `number` tells apart one plugging in from the next, even of the same folder.
    """

    volume: Volume
    number: int = 0
    files: int = 0
    size: int = 0
    owner: Owner = field(default_factory=Owner)


@dataclass(frozen=True, slots=True)
class Waiting:
    """Nothing is plugged in that has to be taken."""

    kind: ClassVar[str] = "waiting"


@dataclass(frozen=True, slots=True)
class Found:
    """A card is there and answers."""

    kind: ClassVar[str] = "found"
    card: Card


@dataclass(frozen=True, slots=True)
class Empty:
    """There is no footage on it; `others` are the files that nobody knows as footage."""

    kind: ClassVar[str] = "empty"
    card: Card
    others: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class Ours:
    """It holds a case repository, a case or a package: nothing is taken from it."""

    kind: ClassVar[str] = "ours"
    card: Card


@dataclass(frozen=True, slots=True)
class Queued:
    """Another card is being read; this one comes next."""

    kind: ClassVar[str] = "queued"
    card: Card


@dataclass(frozen=True, slots=True)
class Reading:
    """How far it is: bytes read and checked of `total`, bytes a second, seconds left if known."""

    kind: ClassVar[str] = "reading"
    card: Card
    done: int = 0
    total: int = 0
    files: int = 0
    rate: float = 0
    left_s: float | None = None

    @property
    def share(self) -> float:
        """The part that is done, from 0 to 1."""
        return min(1.0, self.done / self.total) if self.total else 0.0


@dataclass(frozen=True, slots=True)
class Held:
    """Somebody else is writing where the footage goes; the station waits for him."""

    kind: ClassVar[str] = "held"
    card: Card
    trouble: LawrecError


@dataclass(frozen=True, slots=True)
class Done:
    """The card's files have their answers. `grown`: something came onto it meanwhile."""

    kind: ClassVar[str] = "done"
    card: Card
    imported: Imported
    grown: bool = False

    @property
    def clear(self) -> bool:
        """Whether the card may be cleared."""
        return not self.imported.missing and not self.grown


@dataclass(frozen=True, slots=True)
class Failed:
    """This card could not be taken; `again_s`: it is tried again by itself after so long.

    `trace` is there for a defect of the program, and None for trouble that a person can mend.
    """

    kind: ClassVar[str] = "failed"
    card: Card
    trouble: LawrecError
    again_s: float | None = None
    trace: str | None = None


@dataclass(frozen=True, slots=True)
class Pulled:
    """It was pulled out: `early` before its files had their answers; what was stored is kept."""

    kind: ClassVar[str] = "pulled"
    card: Card
    early: bool
    imported: Imported | None = None


@dataclass(frozen=True, slots=True)
class Stopping:
    """The end was asked for; what is under way is finished first."""

    kind: ClassVar[str] = "stopping"


@dataclass(frozen=True, slots=True)
class Stopped:
    """The station has ended; `cut_short`: a card was not read to its end."""

    kind: ClassVar[str] = "stopped"
    cut_short: bool = False


OfCard = Found | Empty | Ours | Queued | Reading | Held | Done | Failed | Pulled
Event = Waiting | OfCard | Stopping | Stopped
