"""Docks have stored it already: taking over from a station, with the times of its own list."""

from __future__ import annotations

import csv
import io
import os
import re
from collections import Counter
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import UTC, datetime, tzinfo
from pathlib import Path
from urllib.parse import unquote, urlsplit

from lawrec.errors import InputError, UsageError
from lawrec.i18n import _, reason_of
from lawrec.media.finder import Found
from lawrec.operations.input import Data
from lawrec.schema.bureau import Profile
from lawrec.schema.moments import format_moment, parse_moment
from lawrec.store.regular import read_regular

LIST_NAMES = ("export.csv", "导出清单.csv")
_FILE = ("file", "file_name", "name", "文件名", "文件")
_STORED = ("stored_at", "stored", "uploaded_at", "入库时间", "上传时间", "采集时间")
_SLASHES = re.compile(r"(\d{4})[/.](\d{1,2})[/.](\d{1,2})")
_LIST_LIMIT = 16 * 1024 * 1024


@dataclass(frozen=True, slots=True)
class Listed:
    """One line of a dock's list: the file's path as it has it, and when it was stored."""

    path: tuple[str, ...]
    at: datetime

    def may_mean(self, path: tuple[str, ...]) -> bool:
        """Whether one path is the end of the other: each may begin at another folder."""
        return all(a == b for a, b in zip(reversed(self.path), reversed(path), strict=False))


@dataclass(frozen=True, slots=True)
class Dock:
    """A declared station: which store it is, and what its own list says of each file."""

    store: str
    list_name: str | None
    entries: Mapping[str, Sequence[Listed]]
    zone: tzinfo
    root: Path
    doubled: frozenset[str] = frozenset()

    def stored(self, found: Found) -> Data:
        """The storing block: from the list, else the file's own time, which proves little."""
        at = self._listed_at(found)
        data: Data = {"store": self.store}
        if at is not None:
            return {
                **data,
                "at": format_moment(at),
                "source": "export_list",
                "list": self.list_name,
            }
        try:
            changed = datetime.fromtimestamp(found.changed, UTC).astimezone(self.zone)
            told = format_moment(changed.replace(microsecond=0))
            parse_moment(told, self.zone)
        except (OverflowError, ValueError, OSError):  # no time that anything was stored at
            return {**data, "at": None, "source": "file_time"}
        return {**data, "at": told, "source": "file_time"}

    def _listed_at(self, found: Found) -> datetime | None:
        """When the list says that the file was stored; None where it may mean another file.

        Recorders number their files alike, so a bare name says nothing of two files that bear
        it, and a path nothing of a file in another folder.
        """
        own = _parts(_inside(os.fsdecode(found.path), self.root) or found.name)
        entries = [e for e in self.entries.get(own[-1], ()) if e.may_mean(own)]
        exact = [entry for entry in entries if len(entry.path) > 1 or len(own) == 1]
        times = {entry.at for entry in exact or ([] if own[-1] in self.doubled else entries)}
        return times.pop() if len(times) == 1 else None

    def among(self, files: Sequence[Found]) -> Dock:
        """The same, knowing which names more than one of the files bears."""
        counts = Counter(found.name.lower() for found in files)
        return replace(self, doubled=frozenset(name for name, n in counts.items() if n > 1))


def dock_of(
    profile: Profile | None, sources: list[str], export_list: Path | None, zone: tzinfo
) -> Dock | None:
    """The dock that all sources lie in, with its list; None for anything else.

    Raises UsageError for a list that belongs to no dock, and InputError for one that is none.
    """
    for name, store in (profile.stores if profile else {}).items():
        root = folder_of(store.url) if store.dock == "yes" else None
        if root is not None and all(_inside(source, root) is not None for source in sources):
            found = export_list or _list_in(root, sources)
            entries = read_list(found, zone) if found else {}
            return Dock(name, found.name if found else None, entries, zone, root)
    if export_list is not None:
        raise UsageError(
            _("--export-list belongs to a dock, and {source} lies in none").format(
                source=", ".join(sources)
            ),
            fix=_(
                "Declare the dock's folder first: lawrec store add NAME --dock --url file:///..."
            ),
        )
    return None


def folder_of(url: str | None) -> Path | None:
    """The folder that a store's address names, if it is one on this computer or its network."""
    if not url:
        return None
    if not url.startswith("file:"):
        return Path(url) if "://" not in url else None
    try:
        path = unquote(urlsplit(url).path)
    except ValueError:  # no address at all
        return None
    return Path(path.lstrip("/") if os.name == "nt" else path)


def _inside(source: str, root: Path) -> str | None:
    """The path of a source inside a folder; None where it lies elsewhere."""
    path, root = Path(source).resolve(), root.resolve()
    return path.relative_to(root).as_posix() if path.is_relative_to(root) else None


def _list_in(root: Path, sources: list[str]) -> Path | None:
    """The export list beside what is taken over, else in the dock's own folder."""
    folders = [Path(source) if Path(source).is_dir() else Path(source).parent for source in sources]
    places = (folder / name for folder in (*folders, root) for name in LIST_NAMES)
    return next((place for place in places if place.is_file()), None)


def read_list(path: Path, zone: tzinfo) -> dict[str, list[Listed]]:
    """Lower-case file name -> its lines, from a CSV that the dock wrote (UTF-8 or GBK)."""
    rows = _rows(path)
    head = [cell.strip().lower() for cell in rows[0]] if rows else []
    name_at = next((i for i, cell in enumerate(head) if cell in _FILE), None)
    time_at = next((i for i, cell in enumerate(head) if cell in _STORED), None)
    if name_at is None or time_at is None:
        raise InputError(
            _("The dock's export list names no columns for file and time of storing"),
            where=f"{path}:1",
            fix=_("It needs a heading with: file,stored_at (or 文件名,入库时间)"),
        )
    found: dict[str, list[Listed]] = {}
    for line, row in enumerate(rows[1:], start=2):
        parts = _parts(row[name_at]) if len(row) > max(name_at, time_at) else ()
        if parts:
            entry = Listed(parts, _time(row[time_at], path, line, zone))
            found.setdefault(parts[-1], []).append(entry)
    return found


def _parts(path: str) -> tuple[str, ...]:
    """The names of a path in lower case, whichever system wrote it."""
    return tuple(part for part in path.strip().replace("\\", "/").lower().split("/") if part)


def _rows(path: Path) -> list[list[str]]:
    """The cells of a list; raises InputError for what is no such list, or far too large."""
    try:
        raw = read_regular(path, _LIST_LIMIT)
    except OSError as trouble:
        raise InputError(
            _("{path} cannot be read: {reason}").format(path=path, reason=reason_of(trouble)),
            where=str(path),
        ) from None
    if raw is None:
        raise InputError(_("{path} is no file").format(path=path), where=str(path))
    try:
        text = raw.decode("utf-8-sig")
    except UnicodeDecodeError:
        text = raw.decode("gb18030", "replace")
    try:
        return list(csv.reader(io.StringIO(text)))
    except csv.Error as trouble:
        raise InputError(
            _("The dock's export list is no table: {reason}").format(reason=trouble),
            where=str(path),
        ) from None


def _time(text: str, path: Path, line: int, zone: tzinfo) -> datetime:
    plain = _SLASHES.sub(lambda m: f"{m[1]}-{int(m[2]):02d}-{int(m[3]):02d}", text.strip())
    try:
        moment = parse_moment(plain, zone)
    except ValueError:
        moment = None
    if not isinstance(moment, datetime):
        raise InputError(_("{text} is no time").format(text=text), where=f"{path}:{line}")
    return moment
