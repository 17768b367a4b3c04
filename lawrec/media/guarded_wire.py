"""Media facts as one line of JSON, between the program and the child that reads for it.

Never pickle: the child handles content that somebody may have crafted to take it over. What
comes from it is checked field by field, and whatever does not fit is refused.
"""

from __future__ import annotations

import json
import math
import sys
from collections.abc import Callable, Mapping
from datetime import datetime, timedelta, timezone, tzinfo
from typing import Any, TypeVar, cast, get_args
from zoneinfo import ZoneInfo

from lawrec.media.capture import Capture, Source
from lawrec.media.facts import Gps, MediaFacts
from lawrec.media.facts_doubts import DeviceClock
from lawrec.media.facts_kinds import Mode

LONGEST_LINE = 256 * 1024
"""Bytes that an answer may have; a real one has some hundreds."""

_T = TypeVar("_T")
_LONGEST_TEXT = 2000
_MOST_CODES = 200


def line(data: object) -> bytes:
    """One line of ASCII: undecodable parts of names travel as escaped surrogates."""
    return json.dumps(data, ensure_ascii=True, separators=(",", ":")).encode("ascii") + b"\n"


def zone_data(zone: tzinfo) -> str | float:
    """A zone as its name, or its distance from UTC in seconds."""
    if isinstance(zone, ZoneInfo) and zone.key:
        return zone.key
    offset = zone.utcoffset(datetime(2000, 1, 1))
    return (offset or timedelta(0)).total_seconds()


def zone_from(data: str | float) -> tzinfo:
    """The zone that `zone_data` wrote."""
    return ZoneInfo(data) if isinstance(data, str) else timezone(timedelta(seconds=data))


def facts_data(facts: MediaFacts) -> dict[str, Any]:
    """What `facts_from` reads back; absent fields are those that say nothing."""
    data: dict[str, Any] = {
        name: getattr(facts, name)
        for name in (*_TEXTS, *_NUMBERS, *_CODES, "mode", "mime", "truncated")
    }
    data["capture"] = _capture_data(facts.capture)
    data["other_clocks"] = {
        clock: _capture_data(capture) for clock, capture in facts.other_clocks.items()
    }
    if facts.gps is not None:
        data["gps"] = [facts.gps.lat, facts.gps.lon, facts.gps.alt]
    return {name: value for name, value in data.items() if value not in (None, (), {})}


_TEXTS = ("make", "model", "serial", "codec")
_NUMBERS = ("duration_s", "width", "height")
_CODES = ("defects", "readers")


def _capture_data(capture: Capture) -> dict[str, Any]:
    data: dict[str, Any] = {
        name: getattr(capture, name)
        for name in ("raw", "source", "reader", "zone", "certain", "precision", "notes")
    }
    for name in ("start", "end"):
        moment = getattr(capture, name)
        if moment is not None:
            data[name] = moment.isoformat()
    return data


def facts_from(answer: bytes) -> MediaFacts:
    """The facts of one line; raises ValueError for anything that is not exactly such a line."""
    try:
        data = json.loads(answer)["facts"]
        return _facts(data)
    except (KeyError, TypeError, OverflowError, RecursionError, AttributeError) as error:
        raise ValueError(str(error)) from None


def _facts(data: Mapping[str, Any]) -> MediaFacts:
    gps = data.get("gps")
    others = data.get("other_clocks", {}).items()
    return MediaFacts(
        mode=cast(Mode, _one_of(data["mode"], get_args(Mode))),
        mime=_text(data["mime"]),
        capture=_capture(data["capture"]),
        make=_maybe(_text, data.get("make")),
        model=_maybe(_text, data.get("model")),
        serial=_maybe(_text, data.get("serial")),
        gps=None if gps is None else Gps(_number(gps[0]), _number(gps[1]), _maybe(_number, gps[2])),
        duration_s=_maybe(_number, data.get("duration_s")),
        width=_maybe(_count, data.get("width")),
        height=_maybe(_count, data.get("height")),
        codec=_maybe(_text, data.get("codec")),
        truncated=_flag(data["truncated"]),
        defects=_codes(data.get("defects", [])),
        readers=_codes(data.get("readers", [])),
        other_clocks={
            cast(DeviceClock, _one_of(clock, get_args(DeviceClock))): _capture(one)
            for clock, one in others
        },
    )


def _capture(data: Mapping[str, Any]) -> Capture:
    return Capture(
        start=_maybe(_moment, data.get("start")),
        end=_maybe(_moment, data.get("end")),
        raw=_text(data["raw"]),
        source=cast(Source, _one_of(data["source"], get_args(Source))),
        reader=_text(data["reader"]),
        zone=cast(Any, _one_of(data["zone"], ("stated", "assumed", "none"))),
        certain=_flag(data["certain"]),
        precision=cast(Any, _one_of(data["precision"], ("second", "day"))),
        notes=_codes(data["notes"]),
    )


def _maybe(check: Callable[[Any], _T], value: Any) -> _T | None:
    return None if value is None else check(value)


def _text(value: Any) -> str:
    if not isinstance(value, str) or len(value) > _LONGEST_TEXT:
        raise ValueError("text")
    return value


def _number(value: Any) -> float:
    if isinstance(value, bool) or not isinstance(value, (int, float)) or not math.isfinite(value):
        raise ValueError("number")
    return value


def _count(value: Any) -> int:
    if isinstance(value, bool) or not isinstance(value, int) or value < 0:
        raise ValueError("count")
    return value


def _flag(value: Any) -> bool:
    if not isinstance(value, bool):
        raise ValueError("flag")
    return value


def _one_of(value: Any, allowed: tuple[str, ...]) -> str:
    if value not in allowed:
        raise ValueError("word")
    return str(value)


def _moment(value: Any) -> datetime:
    moment = datetime.fromisoformat(_text(value))
    if moment.utcoffset() is None:
        raise ValueError("moment")
    return moment


def _codes(value: Any) -> tuple[str, ...]:
    if not isinstance(value, list) or len(value) > _MOST_CODES:
        raise ValueError("codes")
    return tuple(sys.intern(_text(one)) for one in value)
