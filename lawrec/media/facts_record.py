"""The record of everything that a media file says about itself."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field, replace

from lawrec.media.capture import Capture
from lawrec.media.facts_doubts import DeviceClock
from lawrec.media.facts_gps import Gps
from lawrec.media.facts_kinds import Mode

SERIOUS_DEFECTS = frozenset(
    {
        *("empty_file", "unreadable", "truncated", "empty_track", "read_error", "read_limit"),
        *("reader_hung", "reader_crashed"),
    }
)
"""Defects of the recording itself. The others concern its name, its time or its position."""


@dataclass(frozen=True, slots=True)
class MediaFacts:
    """What one media file says about itself.

    `duration_s` is in seconds, `width` and `height` in pixels. `defects` and the notes of
    `capture` are codes, the same in every language; `facts_text` explains them. `readers`
    names the programs that looked, with their versions. None means "not seen", never "none".
    `other_clocks` holds the capture as it is if the device's clock is another than was said.
    """

    mode: Mode
    mime: str
    capture: Capture
    make: str | None = None
    model: str | None = None
    serial: str | None = None
    gps: Gps | None = None
    duration_s: float | None = None
    width: int | None = None
    height: int | None = None
    codec: str | None = None
    truncated: bool = False
    defects: tuple[str, ...] = ()
    readers: tuple[str, ...] = ()
    other_clocks: Mapping[DeviceClock, Capture] = field(default_factory=dict, hash=False)

    def under(self, clock: DeviceClock) -> MediaFacts:
        """The same facts with the time as a device with this clock means it, read only once."""
        capture = self.other_clocks.get(clock)
        if capture is None:
            return self
        kept = [code for code in self.defects if code != "clock_contradiction"]
        doubt = ("clock_contradiction",) if "clock_contradiction" in capture.notes else ()
        return replace(self, capture=capture, defects=(*kept, *doubt), other_clocks={})
