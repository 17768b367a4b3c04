"""What is known of a family of recorders: how it names its files, and how its times are meant."""

from __future__ import annotations

from typing import Annotated, Literal

from pydantic import Field, StringConstraints

from lawrec.schema.base import Count, Model
from lawrec.schema.bureau import DeviceType
from lawrec.schema.media import MediaMode
from lawrec.schema.moments import Tri

Confidence = Literal["verified", "reported", "assumed"]
"""verified: by the maker's own words or by files; reported: others say so; assumed: nobody has
shown it, the shape is common."""

Origin = Literal["device", "chat", "screen", "export"]
"""device: as recorded; chat: came through a chat program; screen: a picture of a screen; export:
taken out of a camera system."""

ProfileId = Annotated[str, StringConstraints(pattern=r"^[a-z0-9]+(-[a-z0-9]+)*$", max_length=60)]


class SegmentRule(Model):
    """How the next part of a split recording is recognised, and what a missing number means.

    `by` chapter: the chapter numbers of one recording count from `first`; seq: each file has the
    next number, and the times must adjoin; time: only the times tell. `same` names the fields
    that all parts share; start is one of them. `gap_s` is the longest pause in seconds.
    `numbers_run` says that no number is left out, so that a missing one is a missing file.
    """

    by: Literal["chapter", "seq", "time"]
    first: Count = 1
    same: tuple[str, ...] = ()
    gap_s: Count = 60
    numbers_run: Tri = "no"


class NameExample(Model):
    """A name, and what the profile must read from it; times as the bureau in Beijing sees them."""

    name: str
    named: dict[str, str] = Field(default_factory=dict)


class DeviceProfile(Model):
    """A family of recorders or of programs, as data; a bureau adds its own.

    `names` are templates for a file name without its suffix, `suffixes` those that it may have.
    `name_clock` is the time base of the times in names, `name_time` what they tell; `header_clock`
    the time base of a film's header. `readable` says whether any library reads the content.
    """

    id: ProfileId
    title: str
    title_en: str | None = None
    type: DeviceType | None = None
    confidence: Confidence
    source: str
    names: tuple[str, ...] = Field(min_length=1, max_length=40)
    suffixes: tuple[str, ...] = Field((), max_length=40)
    name_encoding: Literal["utf-8", "gbk"] = "utf-8"
    name_clock: Literal["local", "utc"] = "local"
    name_time: Literal["capture", "saved"] = "capture"
    header_clock: Literal["local", "utc", "unknown"] = "unknown"
    origin: Origin = "device"
    serial: str | None = None
    mode: MediaMode | None = None
    readable: Tri = "unknown"
    segments: SegmentRule | None = None
    note: str | None = None
    examples: tuple[NameExample, ...] = ()
    others: tuple[str, ...] = ()
    """Names that look alike and must not be read by this profile."""
