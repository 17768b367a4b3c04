"""Taking a case repository back from a backup, into a folder of its own, verified to the end."""

from __future__ import annotations

import os
import shutil
from collections.abc import Callable, Iterator
from dataclasses import dataclass, field
from pathlib import Path

from lawrec.errors import LawrecError, RefusedError, UsageError
from lawrec.i18n import _
from lawrec.media.intake import IntakeTrouble, copy_verified, digest_of
from lawrec.media.stores.place import address_of
from lawrec.operations.backup_contents import BUREAU
from lawrec.operations.backup_format import FileEntry, Listing, read_listing
from lawrec.operations.progress import Progress
from lawrec.operations.space import require_space
from lawrec.operations.verifying import verify_all
from lawrec.store import git_transfer, layout
from lawrec.store.files import TEMPORARY, create_durable, make_folders, os_errors, sync_folder
from lawrec.store.rehearsal import rehearsal
from lawrec.store.sources import PAGE_FOLDERS

_MARK = ".lawrec-restoring"


@dataclass(frozen=True, slots=True)
class Restored:
    """What was taken back, and what a verification of all of it found.

    `damaged` are contents that the backup does not give back, `findings` are "CASE: what".
    """

    place: Path
    listing: Listing
    damaged: tuple[str, ...] = ()
    findings: tuple[str, ...] = ()
    cases: int = 0
    media: int = 0

    @property
    def sound(self) -> bool:
        """Whether everything came back, and nothing was found that the log does not know."""
        return not self.damaged and not self.findings


def restore(
    source: Path,
    target: Path,
    *,
    name: str | None = None,
    own: bool = False,
    progress: Progress | None = None,
) -> Restored:
    """Restore a backup, else the newest, into a new or empty folder.

    The folder gets its name only when everything lies in it. With `own` this computer takes it
    for its own bureau's from now on. Raises UsageError, InputError, EnvironmentTrouble.
    """
    listing, _digest = read_listing(source, name)
    target = target.absolute()
    _require_outside(source, target)
    _require_empty(target)
    if (trying := rehearsal()) is not None:
        text = _("{count} histories and {files} files ({size} MB) would be restored into {path}")
        counts = {"count": len(listing.histories), "files": len(listing.files)}
        size = listing.size // 1_000_000
        trying.notes.append(text.format(**counts, size=size, path=target))
        return Restored(target, listing)
    staged = _stage(target)
    done = fill(source, listing, staged, progress or Progress())
    with os_errors(target):
        (staged / _MARK).unlink()
        if target.exists():
            target.rmdir()
        staged.rename(target)
        sync_folder(target.parent)
    if own:
        layout.remember_bureau(target)
    return Restored(
        target, listing, done.damaged, done.findings, cases=done.cases, media=done.media
    )


def _require_outside(source: Path, target: Path) -> None:
    """Neither among the backups nor inside a case repository, whose cases it would lie between."""
    place = target.resolve()
    if place.is_relative_to(source.resolve()) or layout.find_bureau(place.parent) is not None:
        raise UsageError(
            _("A backup is not restored into a case repository or among the backups"),
            fix=_("Name a folder elsewhere"),
        )


def _require_empty(target: Path) -> None:
    if not target.parent.is_dir():
        raise UsageError(_("There is no folder {path}").format(path=target.parent))
    there = os.path.lexists(target)
    if there and (not target.is_dir() or target.is_symlink() or any(target.iterdir())):
        raise RefusedError(
            _("{path} is not empty; a backup is restored into a new folder only").format(
                path=target
            ),
            where=str(target),
            fix=_("Name a folder that is not there yet"),
        )


def _stage(target: Path) -> Path:
    """A folder of our own beside the target; what a run that was cut off left in it goes."""
    staged = target.with_name(f"{_MARK}-{target.name}")
    with os_errors(staged):
        if os.path.lexists(staged):
            begun = all(path.name.startswith(TEMPORARY) for path in staged.iterdir())
            if not begun and not (staged / _MARK).is_file():
                raise RefusedError(
                    _("Something of the name that is needed here is not ours"), where=str(staged)
                )
            shutil.rmtree(staged)
        make_folders(staged)
        create_durable(staged / _MARK, b"")
    return staged


def fill(source: Path, listing: Listing, folder: Path, shown: Progress) -> Restored:
    """Put all of a backup into a folder and verify it; what is damaged is left out and named."""
    size = listing.size
    require_space(folder, size)
    shown.started(len(listing.files), 2 * size)
    work = _Filling(source, folder, shown.moved)
    for entry in sorted(listing.histories, key=lambda e: (e.name != BUREAU, e.name)):
        work.history(entry.name, entry.head, entry.sha256)
    for file in listing.files:
        work.file(file)
    findings, media = [], 0
    for verified in verify_all(folder) if (folder / layout.PROFILE).is_file() else ():
        media += verified.media
        findings += [f"{verified.case}: {found.message}" for found in verified.findings]
    cases = sum(entry.name != BUREAU for entry in listing.histories)
    return Restored(folder, listing, tuple(work.damaged), tuple(findings), cases, media)


@dataclass
class _Filling:
    """The work of one restoring; trouble with one part does not keep the others back."""

    source: Path
    folder: Path
    moved: Callable[[int], None]
    damaged: list[str] = field(default_factory=list)

    def history(self, name: str, head: str, digest: str) -> None:
        """A history with its pages."""
        content = self._read(digest)
        place = self.folder if name == BUREAU else self.folder / name
        if content is None:
            self.damaged.append(_("{path}: the backup does not give it back").format(path=name))
            return
        try:
            git_transfer.unpack(place, content, head)
            for below in PAGE_FOLDERS if name != BUREAU else ():
                make_folders(place / below)
        except LawrecError as trouble:
            self.damaged.append(f"{name}: {trouble.what}")

    def file(self, entry: FileEntry) -> None:
        """A file, read back after it was written."""
        target, source = self.folder / entry.path, self.source / address_of(entry.sha256)
        with os_errors(target):
            make_folders(target.parent)
            try:
                copy_verified(os.fsencode(source), target, entry.sha256, self.moved)
            except (IntakeTrouble, FileNotFoundError):
                target.unlink(missing_ok=True)
                text = _("{path}: the backup does not give it back")
                self.damaged.append(text.format(path=entry.path))

    def _read(self, digest: str) -> bytes | None:
        """A whole content of the backup; None where it is absent or altered."""
        path = self.source / address_of(digest)
        try:
            found, _size = digest_of(os.fsencode(path), self.moved)
            content = path.read_bytes() if found == digest else None
        except (OSError, IntakeTrouble):
            return None
        return content


def damaged_in(source: Path, listing: Listing, moved: Callable[[int], None]) -> Iterator[str]:
    """The contents of a backup that are absent or altered, by what they are; all are read."""
    names = {entry.sha256: entry.name for entry in listing.histories}
    names |= {entry.sha256: entry.path for entry in listing.files}
    for digest in listing.contents():
        try:
            found, _size = digest_of(os.fsencode(source / address_of(digest)), moved)
        except (OSError, IntakeTrouble):
            yield _("{path}: the backup does not give it back").format(path=names[digest])
            continue
        if found != digest:
            yield _("{path} was altered in the backup").format(path=names[digest])
