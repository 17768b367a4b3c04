"""From a found file to a verified copy with its sidecar; one file at a time, nothing decided."""

from __future__ import annotations

import os
import secrets
import stat
from concurrent.futures import Future
from contextlib import suppress
from dataclasses import dataclass, replace
from datetime import datetime
from pathlib import Path
from typing import Literal, Protocol

from pydantic import ValidationError

from lawrec.custody.apply import in_the_way
from lawrec.media.facts import MediaFacts
from lawrec.media.finder import Found
from lawrec.media.intake import Care, Copied, IntakeTrouble, Progress, copy_verified, digest_of
from lawrec.media.names import clean_original, stored_name
from lawrec.operations.attribution import attribute
from lawrec.operations.input import Data
from lawrec.operations.intake_target import Target
from lawrec.schema.media import Sidecar, Stored
from lawrec.schema.moments import format_moment
from lawrec.store.files import TEMPORARY, os_errors
from lawrec.store.rehearsal import rehearsal

Result = Literal["stored", "duplicate", "refused"]


@dataclass(frozen=True, slots=True)
class Taken:
    """The answer for one file: stored under an id, there already, or refused with a code."""

    found: Found
    result: Result
    sha256: str | None = None
    item: str | None = None
    path: str | None = None
    code: str | None = None
    sidecar: Sidecar | None = None
    temporary: Path | None = None
    copied: Copied | None = None
    reading: Future[MediaFacts] | None = None
    renews: str | None = None
    """The id whose content was the same, and is gone or altered now."""
    alike: str | None = None
    """The device of the register that has the same model, where nothing tells the device."""


class Ids(Protocol):
    """What is there already, by size and by digest."""

    def get(self, digest: str, /) -> str | None:
        """The id of the content with this digest."""

    def may_hold(self, size: int, /) -> bool:
        """Whether anything of that size is there."""


def take(found: Found, target: Target, known: Ids, progress: Progress) -> Taken:
    """Copy the file; first only read it where its content may be there already.

    Raises EnvironmentTrouble when our own disk fails.
    """
    if found.refused is not None:
        return Taken(found, "refused", code=found.refused)
    expected = None
    try:
        if known.may_hold(found.size):
            with target.reading:
                expected, _size = digest_of(found.path, progress)
            item = known.get(expected)
            if item is not None:
                return Taken(found, "duplicate", expected, item)
        copied = _copy(found, target, expected, progress)
    except IntakeTrouble as trouble:
        return Taken(found, "refused", code=trouble.code)
    # Its content is read by another process while the next file is copied.
    second = target.policy.second_reader
    name, zone = found.name, target.zone
    content = Path(os.fsdecode(found.path)) if rehearsal() else copied.temporary
    reading = target.reader.submit(content, name, "unknown", zone, second)
    return Taken(
        found,
        "stored",
        copied.sha256,
        temporary=copied.temporary,
        copied=copied,
        reading=reading,
    )


def _copy(found: Found, target: Target, expected: str | None, progress: Progress) -> Copied:
    """A verified copy in the case's own media folder; a failed one is taken away again.

    A rehearsal reads the file and names a copy that is not made.
    """
    if rehearsal() is not None:
        digest, size = digest_of(found.path, progress)
        return Copied(target.folder / "media" / f"{TEMPORARY}{digest[:16]}", digest, size)
    temporary = temporary_in(target.folder)
    twice = target.policy.source_read == "twice"
    care = Care(target.policy.sm3 == "yes", twice, target.reading, found.device)
    with os_errors(temporary.parent):
        try:
            return copy_verified(found.path, temporary, expected, progress, care)
        except BaseException:
            with suppress(OSError):
                temporary.unlink(missing_ok=True)
            raise


def temporary_in(folder: Path) -> Path:
    """A fresh temporary name in the media folder of a case or the inbox, which is made.

    Raises RefusedError where a link or another odd thing stands for the folder: a copy written
    through it would lie outside the case.
    """
    media = folder / "media"
    with os_errors(media):
        for above in (folder, media):
            if os.path.lexists(above) and not stat.S_ISDIR(above.lstat().st_mode):
                raise in_the_way(above)
        media.mkdir(exist_ok=True)
    return media / f"{TEMPORARY}{secrets.token_hex(8)}"


def describe(taken: Taken, item: str, target: Target, now: datetime) -> Taken:
    """The stored file with its id, its name and its sidecar, from what the copy itself says."""
    if taken.copied is None or taken.sha256 is None or taken.reading is None:
        return taken
    original, raw_name = clean_original(taken.found.name)
    whose = attribute(taken.reading.result(), taken.found.name, target)
    said = whose.said
    data = _fields(said.facts)
    data["captured"] = said.captured(_mapping(data["captured"]))
    data.update(said.named_fields())
    data.update(
        {
            "original_name": original,
            "size_bytes": str(taken.copied.size),
            "sha256": taken.sha256,
            "stored": _stored(taken, target, now),
        }
    )
    optional = {
        "sm3": taken.copied.sm3 if taken.copied else None,
        "original_name_hex": raw_name,
        "device": said.device,
        "device_by": said.device_by,
        "operator": said.operator,
        "operator_by": said.operator_by,
        "act": whose.act,
    }
    data.update({key: value for key, value in optional.items() if value})
    ordered = {name: data[name] for name in Sidecar.model_fields if name in data}
    name = stored_name(item, taken.found.name)
    sidecar = _sidecar(ordered)
    return replace(taken, item=item, path=f"media/{name}", sidecar=sidecar, alike=said.alike)


_ESSENTIAL = (
    "original_name",
    "original_name_hex",
    "size_bytes",
    "sha256",
    "sm3",
    "act",
    "device",
    "device_by",
    "operator",
    "operator_by",
    "stored",
    "mode",
    "profile",
    "named",
    "readers",
)


def _sidecar(data: Data) -> Sidecar:
    """The sidecar; if what the file says of itself fits no form, one without that, marked."""
    try:
        return Sidecar.model_validate(data)
    except ValidationError:
        kept = {key: value for key, value in data.items() if key in _ESSENTIAL}
        kept |= {"captured": {"source": "none"}, "defects": ["metadata_damaged"]}
        return Sidecar.model_validate(kept)


def _mapping(value: object) -> Data:
    return value if isinstance(value, dict) else {}


def _stored(taken: Taken, target: Target, now: datetime) -> Data:
    """When it was stored, by whom, where, and which checks were made of the copy."""
    data: Data = {"at": format_moment(now), "by": target.by}
    if target.store is not None:
        data["store"] = target.store
    if target.stored_at is not None:
        data.update(target.stored_at(taken.found))
    if taken.copied is not None:
        surely = taken.copied.from_device
        data["verified"] = "read_back" if surely else "read_back_cached"
        twice = "twice" if surely else "twice_cached"
        data["source_read"] = twice if taken.copied.twice else "once"
    return {name: data[name] for name in Stored.model_fields if data.get(name) is not None}


def _fields(facts: MediaFacts) -> Data:
    """What the file says of itself, as the sidecar keeps it."""
    capture = facts.capture
    day = capture.precision == "day"
    captured: Data = {"source": capture.source}
    if capture.start is not None:
        start = capture.start
        captured["start"] = start.date().isoformat() if day else format_moment(start)
    if capture.end is not None and not day:
        captured["end"] = format_moment(capture.end)
    texts = {"raw": capture.raw, "reader": capture.reader}
    captured.update({key: value for key, value in texts.items() if value})
    captured["zone"] = capture.zone
    captured["certain"] = "yes" if capture.certain else "no"
    if capture.notes:
        captured["notes"] = list(capture.notes)
    data: Data = {"mode": facts.mode, "mime": facts.mime, "captured": captured}
    given = {"make": facts.make, "model": facts.model, "serial": facts.serial, "codec": facts.codec}
    data.update({key: value for key, value in given.items() if value})
    numbers = {"duration_s": facts.duration_s, "width": facts.width, "height": facts.height}
    data.update(
        {key: f"{value:.3f}".rstrip("0").rstrip(".") for key, value in numbers.items() if value}
    )
    if facts.gps is not None:
        gps: Data = {"lat": f"{facts.gps.lat:.7f}", "lon": f"{facts.gps.lon:.7f}"}
        if facts.gps.alt is not None:
            gps["alt"] = f"{facts.gps.alt:.2f}"
        data["gps"] = gps
    if facts.defects:
        data["defects"] = list(facts.defects)
    if facts.readers:
        data["readers"] = list(facts.readers)
    return data
