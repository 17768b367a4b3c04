"""Making a backup: what is there already is not copied again, and each new content is read back."""

from __future__ import annotations

import hashlib
import os
from collections.abc import Callable, Iterator
from dataclasses import dataclass, field
from functools import partial
from pathlib import Path

from lawrec.errors import InputError, UsageError
from lawrec.i18n import _
from lawrec.media.intake import IntakeTrouble, digest_of
from lawrec.media.stores.deposit import Item, SourceTrouble, keep
from lawrec.media.stores.folder import Folder
from lawrec.media.stores.place import CONTENT, address_of
from lawrec.operations.backup_contents import LOG_PATH, Contents, gather
from lawrec.operations.backup_format import (
    FileEntry,
    HistoryEntry,
    Listing,
    names_in,
    owner_of,
    prepare,
    read_listing,
    write_listing,
)
from lawrec.operations.backups import enter
from lawrec.operations.progress import Progress
from lawrec.operations.session import Session
from lawrec.operations.space import require_space
from lawrec.operations.store_check import own
from lawrec.schema.backups import BackupNote
from lawrec.schema.moments import format_moment
from lawrec.store import git_transfer
from lawrec.store.files import TEMPORARY, os_errors
from lawrec.store.locks import hold
from lawrec.store.rehearsal import rehearsal

_CHUNK = 1024 * 1024
_LOCK = "lawrec-lock"
_UPLOADS = "backup"
"""Marks what is being written: one run at a time holds the lock of the place."""


@dataclass(frozen=True, slots=True)
class BackedUp:
    """A backup that is complete, or in a trial what one would be.

    `copied` counts contents that were new, `copied_bytes` their size. `entry` is its number in the
    bureau's register. `listing.lost` says what should be in it and is not.
    """

    place: Path
    listing: Listing
    copied: int
    copied_bytes: int
    remarks: tuple[str, ...]
    manifest: str = ""
    entry: str = ""
    same_disk: bool = False


def back_up(
    session: Session, target: Path, *, all_media: bool = False, progress: Progress | None = None
) -> BackedUp:
    """Back the case repository up into a folder, and enter that in its register and log.

    Media that stores have are left out unless `all_media`. A run that was cut off is no backup;
    the next one goes on with what is there. Raises UsageError, RefusedError, EnvironmentTrouble.
    """
    bureau, profile = own(session)
    target = target.absolute()
    _refuse_inside(bureau, target)
    found = gather(bureau, session.who)
    run = _Run(session, bureau, target, profile.id or str(bureau.resolve()), found)
    if rehearsal() is not None:
        return run.only_counted(all_media=all_media)
    prepare(target, run.owner)
    with hold(target / _LOCK, session.who, _("make a backup")):
        return run.made(all_media=all_media, progress=progress or Progress())


def _refuse_inside(bureau: Path, target: Path) -> None:
    root, place = bureau.resolve(), target.resolve()
    if place.is_relative_to(root) or root.is_relative_to(place):
        raise UsageError(
            _("A backup inside the case repository, or around it, is none"),
            fix=_("Name a folder elsewhere, best on another disk"),
        )


@dataclass
class _Run:
    """One run: what is to be kept, and what the place has already."""

    session: Session
    bureau: Path
    target: Path
    owner: str
    found: Contents
    moved: Callable[[int], None] = lambda _size: None
    copied: int = 0
    copied_bytes: int = 0
    remarks: list[str] = field(default_factory=list)
    lost: list[str] = field(default_factory=list)
    place: Folder = field(init=False)
    before: Listing | None = None

    def __post_init__(self) -> None:
        self.place = Folder(self.target, str(self.target))
        self.remarks += self.found.remarks
        self.lost += self.found.lost
        if owner_of(self.target) == self.owner and names_in(self.target):
            self.before = read_listing(self.target)[0]

    def only_counted(self, *, all_media: bool) -> BackedUp:
        """What would be kept, by the sizes that pages and folders tell; nothing is read."""
        there = self.before.contents() if self.before else {}
        files, elsewhere, absent = self._media(all_media=all_media)
        new = [entry for entry in files if entry.sha256 not in there]
        sizes = [(self.bureau / path).stat().st_size for path in self.found.others]
        heads = {h.name: h.head for h in self.before.histories} if self.before else {}
        fresh = [name for name, (_f, head) in self.found.heads.items() if heads.get(name) != head]
        listing = self._listing((), tuple(files), elsewhere, absent)
        text = _(
            "A backup in {path}: {histories} histories that changed, {media} media ({size} MB), "
            "at most {others} other files ({more} MB)"
        )
        trying = rehearsal()
        if trying is not None:
            trying.notes.append(
                text.format(
                    path=self.target,
                    histories=len(fresh),
                    media=len(new),
                    size=sum(entry.size for entry in new) // 1_000_000,
                    others=len(sizes),
                    more=sum(sizes) // 1_000_000,
                )
            )
        size = sum(entry.size for entry in new)
        return BackedUp(self.target, listing, len(new), size, tuple(self.remarks))

    def made(self, *, all_media: bool, progress: Progress) -> BackedUp:
        """Copy what is new, then give the backup its list."""
        self.moved = progress.moved
        self._sweep()
        files, elsewhere, absent = self._media(all_media=all_media)
        others = list(self._others())
        new = [entry for entry in (*files, *others) if not self._has(entry.sha256, entry.size)]
        size = sum({entry.sha256: entry.size for entry in new}.values())
        progress.started(len(new), 2 * size)
        require_space(self.target, size)
        histories = tuple(self._history(name) for name in sorted(self.found.heads))
        log = self._keep_bytes(LOG_PATH, self.found.log)
        kept = [*self._keep_files(files), *self._keep_files(others), log]
        paths = {entry.path for entry in kept}
        lost = tuple(entry for entry in files if entry.path not in paths)
        listing = self._listing(histories, tuple(kept), elsewhere, (*absent, *lost))
        manifest = write_listing(self.target, listing)
        note = BackupNote(
            kind="backup",
            at=self.session.now(),
            by=self.session.who,
            place=str(self.target),
            name=listing.name,
            manifest=manifest,
            files=len(listing.files) + len(histories),
            size_bytes=listing.size,
            **({"lacks": len(listing.lost)} if listing.lost else {}),
        )
        entry = enter(self.session, self.bureau, note)
        same = self.target.stat().st_dev == self.bureau.stat().st_dev
        counted = (self.copied, self.copied_bytes, tuple(self.remarks))
        return BackedUp(self.target, listing, *counted, manifest, entry, same)

    def _sweep(self) -> None:
        """Contents that a run which was cut off had only begun: they have no name of their own."""
        with os_errors(self.target):
            for path in (self.target / CONTENT).rglob(f"{TEMPORARY}*-{_UPLOADS}"):
                path.unlink()

    def _listing(
        self,
        histories: tuple[HistoryEntry, ...],
        files: tuple[FileEntry, ...],
        elsewhere: tuple[FileEntry, ...],
        absent: tuple[FileEntry, ...],
    ) -> Listing:
        now = self.session.now()
        name = now.strftime("%Y%m%d-%H%M%S")
        taken = set(names_in(self.target))
        number = 2
        while name in taken:
            name, number = f"{now.strftime('%Y%m%d-%H%M%S')}-{number}", number + 1
        told = (name, format_moment(now), self.session.who, self.owner)
        seen = (self.found.entries, self.found.leaf)
        return Listing(*told, *seen, histories, files, elsewhere, absent, tuple(self.lost))

    def _has(self, digest: str, size: int) -> bool:
        """Whether the place has it: a content got its name only after it was read back."""
        return self.place.size(address_of(digest)) == size

    def _media(
        self, *, all_media: bool
    ) -> tuple[list[FileEntry], tuple[FileEntry, ...], tuple[FileEntry, ...]]:
        """Media to keep, media that stores have, media that are not there."""
        keep_, elsewhere, absent = [], [], []
        for entry in self.found.media.values():
            path = self.bureau / entry.path
            there = path.is_file() and not path.is_symlink()
            if entry.stores and not (all_media and there):
                elsewhere.append(entry)
            elif there:
                keep_.append(entry)
            else:
                absent.append(entry)
                text = _("{path} is not there, and no store has it")
                self.lost.append(text.format(path=entry.path))
        return keep_, tuple(elsewhere), tuple(absent)

    def _others(self) -> Iterator[FileEntry]:
        """Other files with their digests; what did not change since the last list is not read.

        Packages of archived cases are among them, whole, with the footage in them.
        """
        known = {entry.path: entry for entry in self.before.files} if self.before else {}
        for path in self.found.others:
            full = self.bureau / path
            try:
                info = full.stat()
                old = known.get(path)
                if old and (old.size, old.mtime_ns) == (info.st_size, info.st_mtime_ns):
                    entry = old
                else:
                    digest, size = digest_of(os.fsencode(full), lambda _n: None)
                    entry = FileEntry(path, digest, size, info.st_mtime_ns)
            except (OSError, IntakeTrouble):
                self.lost.append(_("{path} cannot be read").format(path=path))
                continue
            yield entry

    def _history(self, name: str) -> HistoryEntry:
        folder, head = self.found.heads[name]
        old = {entry.name: entry for entry in self.before.histories} if self.before else {}
        last = old.get(name)
        if last is not None and last.head == head and self._has(last.sha256, last.size):
            return last
        content = git_transfer.pack(folder, head)
        kept = self._keep_bytes(name, content)
        return HistoryEntry(name, head, kept.sha256, kept.size)

    def _keep_bytes(self, path: str, content: bytes) -> FileEntry:
        digest = hashlib.sha256(content).hexdigest()
        entry = FileEntry(path, digest, len(content))
        self._keep(entry, lambda: iter((content,)) if content else iter(()))
        return entry

    def _keep_files(self, entries: list[FileEntry]) -> Iterator[FileEntry]:
        for entry in entries:
            try:
                self._keep(entry, partial(_pieces, self.bureau / entry.path))
            except SourceTrouble:
                text = _("{path} is not what was stored, or cannot be read: it is not kept")
                self.lost.append(text.format(path=entry.path))
                continue
            yield entry

    def _keep(self, entry: FileEntry, read: Callable[[], Iterator[bytes]]) -> None:
        """One content in its place: written under another name, read back, then named."""
        if self._has(entry.sha256, entry.size):
            return
        keep(self.place, Item(entry.sha256, entry.size, read), _UPLOADS, self.moved)
        self.copied += 1
        self.copied_bytes += entry.size


def _pieces(path: Path) -> Iterator[bytes]:
    try:
        with path.open("rb") as file:
            while chunk := file.read(_CHUNK):
                yield chunk
    except OSError as error:
        raise SourceTrouble from error


def place_of(text: str) -> Path:
    """The folder that was named; raises InputError for an address of another kind."""
    if "://" in text:
        raise InputError(_("A backup lies in a folder; {text} is none").format(text=text))
    return Path(text).expanduser()
