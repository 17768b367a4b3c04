"""What the screen of a watching station shows: the one card that matters now, and the others."""

from __future__ import annotations

from collections import deque
from dataclasses import dataclass
from datetime import datetime
from typing import Literal

from lawrec.commands.watch_texts import (
    card_text,
    clock,
    counts,
    names,
    not_clear_text,
    reading_text,
    trouble_text,
)
from lawrec.i18n import _
from lawrec.operations.watch_events import (
    Done,
    Empty,
    Event,
    Failed,
    Found,
    Held,
    OfCard,
    Ours,
    Pulled,
    Queued,
    Reading,
    Stopped,
    Stopping,
    Waiting,
)
from lawrec.report.lines import flat

Colour = Literal["green", "yellow", "red", "grey"]
# The smallest comes first: what people must know now.
_URGENT = (Reading, Found, Held, Failed, Pulled, Done, Empty, Ours, Queued)


@dataclass(frozen=True, slots=True)
class Look:
    """One screen: colour, sign and words say the same thing three times.

    `big` and `below` are written as large as they fit; `below` may be blank. `share` is there
    while a card is read.
    """

    colour: Colour
    sign: str
    big: str
    below: str
    card: str = ""
    facts: str = ""
    share: float | None = None


class Board:
    """Keeps the last event of each card that is plugged in, and the last three hand-overs."""

    def __init__(self) -> None:
        """Nothing is plugged in yet."""
        self._cards: dict[int, OfCard] = {}
        self._gone: set[int] = set()
        self._early: Pulled | None = None
        self._stopping = False
        self.last: deque[str] = deque(maxlen=3)

    def take(self, event: Event, now: datetime) -> None:
        """Note what has happened."""
        if isinstance(event, Waiting | Stopped):
            return
        if isinstance(event, Stopping):
            self._stopping = True
            return
        number = event.card.number
        if isinstance(event, Pulled):
            self._cards.pop(number, None)
            self._gone.add(number)
            if event.early:
                self._early = event
                self._note(event, now)
            return
        if number in self._gone:  # its thread told this before it knew
            return
        if isinstance(event, Found | Reading):
            self._early = None
        self._cards[number] = event
        if isinstance(event, Done):
            self._note(event, now)

    def _note(self, event: Done | Pulled, now: datetime) -> None:
        if event.imported is None:
            return
        record = event.imported.handover.record or ""
        parts = (event.card.volume.name, event.card.owner.device, event.card.owner.officer, record)
        told = " · ".join(flat(part) for part in (*parts, counts(event)) if part)
        self.last.append(f"{now:%H:%M} {told}")

    def look(self) -> Look:
        """What is shown large."""
        events: list[OfCard] = [*self._cards.values()]
        if self._early is not None:
            events.append(self._early)
        if not events:
            return _nothing(stopping=self._stopping)
        return look_of(min(events, key=_urgency), stopping=self._stopping)

    def others(self) -> list[str]:
        """The other cards that are plugged in: whether each may be pulled out."""
        events = sorted(self._cards.values(), key=_urgency)
        shown = events if self._early is not None and not _busy(events) else events[1:]
        return [f"{_sign(event)} {card_text(event.card)} · {_short(event)}" for event in shown]


def _busy(events: list[OfCard]) -> bool:
    return bool(events) and isinstance(events[0], Reading | Found | Held | Failed)


def _urgency(event: OfCard) -> int:
    return _URGENT.index(type(event))


def _nothing(*, stopping: bool) -> Look:
    if stopping:
        return Look("grey", "○", _("ENDING"), "")
    return Look("grey", "○", _("PLUG IN"), "", _("Waiting for a card; end with Ctrl-C"))


def look_of(event: OfCard, *, stopping: bool = False) -> Look:
    """The screen for what has happened to one card."""
    card = card_text(event.card)
    if isinstance(event, Found | Reading):
        share = event.share if isinstance(event, Reading) else 0.0
        facts = reading_text(event) if isinstance(event, Reading) else ""
        if stopping:
            facts = _("Ending after the file under way; Ctrl-C again breaks off")
        left = event.left_s if isinstance(event, Reading) else None
        below = f"{int(100 * share)}%" + (f" {clock(left)}" if left is not None else "")
        return Look("red", "■", _("DON'T PULL"), below, card, facts, share)
    if isinstance(event, Done):
        if event.clear:
            return Look("green", "●", _("TAKE OUT"), _("MAY CLEAR"), card, counts(event))
        facts = f"{counts(event)} · {not_clear_text(event)}"
        return Look("yellow", "◆", _("TAKE OUT"), _("DON'T CLEAR"), card, facts)
    if isinstance(event, Pulled):
        facts = _("pulled out too early; nothing is lost, plug it in again")
        return Look("yellow", "▲", _("PLUG AGAIN"), _("DON'T CLEAR"), card, facts)
    return _odd(event, card)


def _odd(event: OfCard, card: str) -> Look:
    if isinstance(event, Failed):
        again = "" if event.again_s is None else _("WAIT")
        return Look("red", "×", _("NOT STORED"), again, card, trouble_text(event))
    if isinstance(event, Held):
        return Look("yellow", "◇", _("WAIT"), "", card, flat(event.trouble.what))
    if isinstance(event, Queued):
        return Look("yellow", "◇", _("WAIT"), "", card, _("comes next; leave it in"))
    if isinstance(event, Empty):
        facts = names(event.others) if event.others else ""
        return Look("grey", "□", _("NO FOOTAGE"), _("DON'T CLEAR") if facts else "", card, facts)
    facts = _("not read: it holds a case repository, a case or a package")
    return Look("grey", "□", _("NOT READ"), "", card, facts)


def _sign(event: OfCard) -> str:
    return look_of(event).sign


def _short(event: OfCard) -> str:
    if isinstance(event, Done):
        clear = _("the card may be cleared") if event.clear else _("do not clear it")
        return f"{_('may be pulled out')} · {clear}"
    if isinstance(event, Empty | Ours):
        return _("may be pulled out")
    return _("leave it in")
