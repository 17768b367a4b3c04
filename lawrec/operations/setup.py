"""Setting up a bureau's case repository, and keeping its rosters."""

from __future__ import annotations

import hashlib
import uuid
from collections.abc import Iterator, Mapping
from contextlib import contextmanager
from dataclasses import dataclass
from functools import partial
from pathlib import Path
from typing import TypeVar

from pydantic import BaseModel

from lawrec.custody.change import Change, Committed, Writing, writing
from lawrec.errors import InputError, RefusedError, UsageError
from lawrec.i18n import _
from lawrec.media.stores.address import parse_address
from lawrec.operations.input import Data
from lawrec.operations.json_schemas import bureau_pages, fresh_schemas
from lawrec.operations.session import Session
from lawrec.operations.store_place import refuse_same_place
from lawrec.schema.bureau import Device, Officer, Profile, Store
from lawrec.store import layout
from lawrec.store.bureau_files import load_entries, load_profile
from lawrec.store.files import make_folders
from lawrec.store.render import page, to_raw
from lawrec.store.repository import init_repository
from lawrec.store.validate import typed
from lawrec.store.yaml_io import dump

M = TypeVar("M", bound=BaseModel)
_IGNORED = b"cases/\nlog/\narchive/\ninbox/media/*\n!inbox/media/*.yaml\n.tmp-*\n"


@dataclass(frozen=True, slots=True)
class Entered:
    """One entry of the bureau's own pages and where it stands."""

    name: str
    path: str
    content: object


def init_bureau(folder: Path, given: Mapping[str, object], who: str) -> Path:
    """Make a case repository: profile, rosters, evidence log, its own history.

    An existing one is refused; other files in the folder are left alone and not entered.
    """
    if (folder / layout.PROFILE).exists():
        raise RefusedError(
            _("There is a case repository here already"), where=str(folder / layout.PROFILE)
        )
    outer = layout.find_bureau(folder.parent) if folder.parent.is_dir() else None
    if outer is not None:
        raise RefusedError(_("This folder lies inside another case repository"), where=str(outer))
    data: Data = {"schema_version": "1", "id": uuid.uuid4().hex, **given}
    profile = typed(Profile, data, layout.PROFILE, {})
    make_folders(folder)
    if not (folder / ".git").exists():
        init_repository(folder)
    files: dict[str, bytes | None] = {
        ".gitignore": _IGNORED,
        layout.PROFILE: page(profile, "案件库设置"),
        layout.STAFF: dump({}, "人员名册：键就是姓名"),
        layout.DEVICES: dump({}, "设备台账"),
    }
    with write_bureau(folder, who, _("set up")) as held:
        held.commit(Change(files, (), "案件库", "init", who))
    layout.remember_bureau(folder)
    return folder


def bureau_manifest(folder: Path) -> str:
    """SHA-256 over the bureau's own pages, as sorted lines of digest, size and path."""
    lines = []
    pages = [folder / layout.PROFILE, folder / layout.BACKUPS, *folder.glob("roster/**/*.yaml")]
    pages += [*folder.glob("leads/*/*.yaml")]
    pages += [*folder.glob("inbox/**/*.yaml"), *folder.glob("unit/*.yaml")]
    pages += [*folder.glob(f"{layout.COPIES}/**/*.yaml")]
    for path in pages:
        if path.is_file() and not path.is_symlink():
            content = path.read_bytes()
            name = path.relative_to(folder).as_posix()
            lines.append(f"{hashlib.sha256(content).hexdigest()}  {len(content)}  {name}")
    return hashlib.sha256("\n".join(sorted(lines)).encode()).hexdigest()


def commit_bureau(
    bureau: Path, session: Session, files: Mapping[str, bytes | None], event: str
) -> Committed:
    """Write pages of the bureau itself: locked, durable, logged."""
    with write_bureau(bureau, session.who, event) as held:
        return held.commit(Change(files, (), event, event, session.who))


@contextmanager
def write_bureau(bureau: Path, who: str, doing: str) -> Iterator[Writing]:
    """Hold the bureau's own pages for writing; its cases are not touched."""
    with writing(
        bureau,
        by=who,
        doing=doing,
        name="bureau",
        log_dir=bureau / layout.LOG,
        manifest=lambda: bureau_manifest(bureau),
    ) as held:
        held.prepare = partial(bureau_pages, bureau)
        yield held


def _own(session: Session) -> Path:
    if session.bureau is None:
        raise InputError(_("There is no case repository here"), fix=_("Make one with: lawrec init"))
    return session.bureau


def renew_schemas(session: Session) -> tuple[str, ...]:
    """Bring the schemas for editors up to date; gives what was written.

    What somebody changed by hand is left alone.
    """
    bureau = _own(session)
    files = fresh_schemas(bureau)
    if files:
        commit_bureau(bureau, session, files, "schemas")
    return tuple(sorted(files))


def add_officer(session: Session, name: str, given: Data) -> Entered:
    """Add a member of staff, or a further post to one who is there already."""
    if not name.strip():
        raise UsageError(_("Name the member of staff"))
    bureau = _own(session)
    officers = load_entries(bureau, layout.STAFF, Officer)
    raw: Data = dict(_raw(officers[name])) if name in officers else {}
    posts = [*_list(raw.get("posts")), *_list(given.get("posts"))]
    entry = typed(Officer, {**raw, **given, "posts": posts}, layout.STAFF, {}, prefix=(name,))
    return _enter(session, bureau, layout.STAFF, "人员名册：键就是姓名", officers, name, entry)


def add_device(session: Session, name: str, given: Data) -> Entered:
    """Add a recorder to the device register."""
    bureau = _own(session)
    devices = load_entries(bureau, layout.DEVICES, Device)
    if name in devices:
        raise RefusedError(_("{name} is in the register already").format(name=name))
    entry = typed(Device, given, layout.DEVICES, {}, prefix=(name,), zone=session.zone)
    return _enter(session, bureau, layout.DEVICES, "设备台账", devices, name, entry)


def add_store(session: Session, name: str, given: Data, *, dry_run: bool = False) -> Entered:
    """Declare a place for footage: unit storage, a system, a removable medium, or a dock.

    What can be no address is refused, whether or not it can be reached now. A `dry_run` writes
    nothing.
    """
    bureau = _own(session)
    profile = load_profile(bureau)
    if name in profile.stores:
        raise RefusedError(_("{name} is declared already").format(name=name))
    store = typed(Store, given, layout.PROFILE, {}, prefix=("stores", name))
    if store.url is not None:
        parse_address(store.url, bureau)
        refuse_same_place(bureau, profile, name, store)
    raw: Data = dict(_raw(profile))
    raw["stores"] = {**_mapping(raw.get("stores")), name: to_raw(store)}
    fresh = typed(Profile, raw, layout.PROFILE, {})
    if not dry_run:
        commit_bureau(bureau, session, {layout.PROFILE: page(fresh, "案件库设置")}, "store")
    return Entered(name, layout.PROFILE, to_raw(store))


def _enter(  # noqa: PLR0913
    session: Session,
    bureau: Path,
    path: str,
    comment: str,
    entries: Mapping[str, BaseModel],
    name: str,
    entry: BaseModel,
) -> Entered:
    content = {key: to_raw(value) for key, value in {**entries, name: entry}.items()}
    commit_bureau(bureau, session, {path: dump(content, comment)}, "roster")
    return Entered(name, path, to_raw(entry))


def _raw(model: BaseModel) -> Data:
    raw = to_raw(model)
    return raw if isinstance(raw, dict) else {}


def _mapping(value: object) -> Data:
    return value if isinstance(value, dict) else {}


def _list(value: object) -> list[object]:
    return value if isinstance(value, list) else []
