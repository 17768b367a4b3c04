"""Whose card it is: from the register, from the files themselves, from who handed over last."""

from __future__ import annotations

import os
from collections.abc import Iterator, Mapping, Sequence
from datetime import datetime, timedelta
from pathlib import Path

from lawrec.errors import InputError
from lawrec.media.choose import find_device
from lawrec.media.facts import read_facts
from lawrec.media.finder import Found
from lawrec.media.intake import IntakeTrouble
from lawrec.media.plugged import Volume
from lawrec.media.source import opened
from lawrec.operations.importing import ImportOptions
from lawrec.operations.session import Session, find_officer
from lawrec.operations.watch_events import Owner
from lawrec.schema.bureau import Device, Officer
from lawrec.schema.media import Sidecar
from lawrec.schema.moments import first_instant
from lawrec.store import layout
from lawrec.store.regular import read_regular
from lawrec.store.validate import typed
from lawrec.store.yaml_io import parse

_ASKED = 12
"""So many files of a card are asked for their recorder."""
_LATELY = timedelta(days=30)
_CASES = 200
_SIDECAR_LIMIT = 256 * 1024


def owner_of(
    volume: Volume,
    files: Sequence[Found],
    session: Session,
    options: ImportOptions,
    folder: Path | None,
) -> Owner:
    """The recorder and the officer of a card, each only where nothing else is possible.

    `options` name what holds for every card; `folder` is the case that footage goes to, if any.
    """
    devices = session.facts.devices
    device, declared = options.device, options.device is not None
    if device is None:
        device = _registered(volume, devices)
        told = _told_by_files(files, session) if devices else set()
        if device is not None and told <= {device}:
            declared = True
        elif len(told) == 1 and device is None:
            (device,) = told
        else:
            device = None
    officer = options.officer
    if officer is None and device is not None:
        officer = _last_officer(device, session, folder)
    return Owner(device, officer, declared)


def _registered(volume: Volume, devices: Mapping[str, Device]) -> str | None:
    """The one recorder whose register entry names this label or file system."""
    found = [
        name
        for name, device in devices.items()
        if device.volume is not None and volume.is_called(device.volume)
    ]
    return found[0] if len(found) == 1 else None


def _told_by_files(files: Sequence[Found], session: Session) -> set[str]:
    """The recorders that some files, spread over the card, say they come from."""
    step = max(1, len(files) // _ASKED)
    told = set()
    for found in files[::step][:_ASKED]:
        try:
            with opened(found.path) as handle, os.fdopen(handle, "rb", closefd=False) as file:
                facts = read_facts(file, found.name, "unknown", session.zone)
        except (IntakeTrouble, OSError):
            continue
        device = find_device(facts, found.name, session.facts.devices)
        if device is not None:
            told.add(device)
    return told


def _last_officer(device: str, session: Session, folder: Path | None) -> str | None:
    """Who handed footage of this recorder over last, if nobody else did so lately."""
    handed = sorted(_handed(device, session, folder), reverse=True)
    if not handed:
        return None
    newest, name = handed[0]
    lately = {who for at, who in handed if newest - at <= _LATELY}
    return name if lately == {name} and _serves(name, session) else None


def _serves(name: str, session: Session) -> bool:
    """Whether somebody of that name is on the unit's staff today."""
    found = find_officer(name, session.facts.officers)
    return found is not None and _has_post(session.facts.officers[found], session.now())


def _has_post(officer: Officer, now: datetime) -> bool:
    today = now.date()
    return not officer.posts or any(
        post.from_ <= today and (post.to is None or today <= post.to) for post in officer.posts
    )


def _handed(device: str, session: Session, folder: Path | None) -> Iterator[tuple[datetime, str]]:
    """When and by whom footage of this recorder was stored: inbox, this case, recent cases."""
    mark = f"device: {device}".encode()
    for media in _media_folders(session, folder):
        for path in sorted(media.glob("*.yaml")):
            raw = _text(path)
            if raw is None or mark not in raw:
                continue
            try:
                document = parse(raw, str(path))
                sidecar = typed(Sidecar, document.data, str(path), document.lines)
            except InputError:  # what a page says wrongly is found elsewhere
                continue
            at = sidecar.stored.at
            if sidecar.device == device and sidecar.operator and at is not None:
                yield first_instant(at), sidecar.operator


def _text(path: Path) -> bytes | None:
    try:
        return read_regular(path, _SIDECAR_LIMIT)
    except OSError:
        return None


def _media_folders(session: Session, folder: Path | None) -> Iterator[Path]:
    """Where footage lies that came in lately, the newest first."""
    if folder is not None:
        yield folder / "media"
    if session.bureau is None:
        return
    yield session.bureau / layout.INBOX / "media"
    dated = []
    for case in layout.case_folders(session.bureau):
        media = case / "media"
        try:
            dated.append((media.stat().st_mtime, media))
        except OSError:
            continue
    for _at, media in sorted(dated, reverse=True)[:_CASES]:
        if folder is None or media.parent.resolve() != folder.resolve():
            yield media
