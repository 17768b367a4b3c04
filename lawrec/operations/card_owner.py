"""Whose card it is: from the register, from the files themselves, from who handed over last."""

from __future__ import annotations

import os
import time
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from datetime import datetime, timedelta
from pathlib import Path

from lawrec.errors import InputError
from lawrec.media.finder import Found
from lawrec.media.guarded import GuardedReader, Limits
from lawrec.media.plugged import Volume
from lawrec.operations.import_models import ImportOptions
from lawrec.operations.naming import Naming
from lawrec.operations.session import Session, find_officer
from lawrec.operations.watch_events import Owner
from lawrec.schema.bureau import Device, Officer
from lawrec.schema.media import GUESSED, Sidecar
from lawrec.schema.moments import first_instant
from lawrec.store import layout
from lawrec.store.profile_files import load_profiles
from lawrec.store.regular import read_regular
from lawrec.store.validate import typed
from lawrec.store.yaml_io import parse

_ASKED = 12
"""So many files of a card are asked for their recorder."""
_PATIENCE_S = 10.0
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
    told = _told_by_files(files, session)
    device, declared = options.device, options.device is not None
    if device is None:
        device = _registered(volume, session.facts.devices)
        declared = device is not None and told.devices <= {device}
        if not declared:  # nobody knows, or the files contradict the register
            device = _only(told.devices) if device is None else None
    if options.officer is not None:
        return Owner(device, options.officer, declared)
    officer = _only(told.officers)
    if told.officers:  # each file speaks for itself
        return Owner(device, officer, declared, named=True)
    if device is not None:
        officer = _last_officer(device, session, folder)
    return Owner(device, officer, declared)


def _only(names: set[str]) -> str | None:
    return next(iter(names)) if len(names) == 1 else None


@dataclass
class _Told:
    """The recorders and officers that files of a card name."""

    devices: set[str] = field(default_factory=set)
    officers: set[str] = field(default_factory=set)


def _registered(volume: Volume, devices: Mapping[str, Device]) -> str | None:
    """The one recorder whose register entry names this label or file system."""
    found = [
        name
        for name, device in devices.items()
        if device.volume is not None and volume.is_called(device.volume)
    ]
    return found[0] if len(found) == 1 else None


def _told_by_files(files: Sequence[Found], session: Session) -> _Told:
    """What some files, spread over the card, say of whose they are; read under guard."""
    told = _Told()
    naming = Naming(
        zone=session.zone,
        profiles=load_profiles(session.bureau).all,
        devices=session.facts.devices,
        officers=session.facts.officers,
    )
    readable = [found for found in files if found.refused is None]
    step = -(-len(readable) // _ASKED) or 1
    until = time.monotonic() + _PATIENCE_S
    with GuardedReader(limits=Limits(seconds=_PATIENCE_S / 2)) as reader:
        for found in readable[::step]:
            if time.monotonic() > until:  # storing the footage is what people wait for
                break
            path = Path(os.fsdecode(found.path))
            understood = naming.understand(
                reader.read(path, found.name, "unknown", session.zone), found.name
            )
            if understood.device is not None:
                told.devices.add(understood.device)
            if understood.operator is not None:
                told.officers.add(understood.operator)
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
            known = sidecar.device == device and sidecar.operator_by not in GUESSED
            if known and sidecar.operator and at is not None:
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
