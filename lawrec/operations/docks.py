"""Docks have stored it already: taking over from a station, with the times of its own list."""

from __future__ import annotations

import csv
import io
import os
import re
from collections.abc import Mapping
from dataclasses import dataclass
from datetime import UTC, datetime, tzinfo
from pathlib import Path
from urllib.parse import unquote, urlsplit

from lawrec.errors import InputError
from lawrec.i18n import _
from lawrec.media.finder import Found
from lawrec.operations.input import Data
from lawrec.schema.bureau import Profile
from lawrec.schema.moments import format_moment, parse_moment

LIST_NAMES = ("export.csv", "导出清单.csv")
_FILE = ("file", "file_name", "name", "文件名", "文件")
_STORED = ("stored_at", "stored", "uploaded_at", "入库时间", "上传时间", "采集时间")
_SLASHES = re.compile(r"(\d{4})[/.](\d{1,2})[/.](\d{1,2})")
_LIST_LIMIT = 16 * 1024 * 1024


@dataclass(frozen=True, slots=True)
class Dock:
    """A declared station: which store it is, and when it stored each file, by name."""

    store: str
    list_name: str | None
    times: Mapping[str, datetime]
    zone: tzinfo

    def stored(self, found: Found) -> Data:
        """The storing block: from the list, else the file's own time, which proves little."""
        at = self.times.get(found.name.lower())
        data: Data = {"store": self.store, "verified": "read_back"}
        if at is not None:
            return {
                **data,
                "at": format_moment(at),
                "source": "export_list",
                "list": self.list_name,
            }
        changed = datetime.fromtimestamp(
            Path(os.fsdecode(found.path)).stat().st_mtime, UTC
        ).astimezone(self.zone)
        return {**data, "at": format_moment(changed), "source": "file_time"}


def dock_of(
    profile: Profile | None, sources: list[str], export_list: Path | None, zone: tzinfo
) -> Dock | None:
    """The dock that all sources lie in, with its list; None for anything else."""
    if profile is None:
        return None
    for name, store in profile.stores.items():
        root = folder_of(store.url) if store.dock == "yes" else None
        if root is not None and all(_inside(source, root) for source in sources):
            found = export_list or _list_in(root, sources)
            times = read_list(found, zone) if found else {}
            return Dock(name, found.name if found else None, times, zone)
    return None


def folder_of(url: str | None) -> Path | None:
    """The folder that a store's address names, if it is one on this computer or its network."""
    if not url:
        return None
    if not url.startswith("file:"):
        return Path(url) if "://" not in url else None
    path = unquote(urlsplit(url).path)
    return Path(path.lstrip("/") if os.name == "nt" else path)


def _inside(source: str, root: Path) -> bool:
    return Path(source).resolve().is_relative_to(root.resolve())


def _list_in(root: Path, sources: list[str]) -> Path | None:
    """The export list beside what is taken over, else in the dock's own folder."""
    folders = [Path(source) if Path(source).is_dir() else Path(source).parent for source in sources]
    places = (folder / name for folder in (*folders, root) for name in LIST_NAMES)
    return next((place for place in places if place.is_file()), None)


def read_list(path: Path, zone: tzinfo) -> dict[str, datetime]:
    """File name -> time of storing, from a CSV that the dock wrote (UTF-8 or GBK)."""
    raw = path.read_bytes()[:_LIST_LIMIT]
    try:
        text = raw.decode("utf-8-sig")
    except UnicodeDecodeError:
        text = raw.decode("gb18030", "replace")
    rows = list(csv.reader(io.StringIO(text)))
    head = [cell.strip().lower() for cell in rows[0]] if rows else []
    name_at = next((i for i, cell in enumerate(head) if cell in _FILE), None)
    time_at = next((i for i, cell in enumerate(head) if cell in _STORED), None)
    if name_at is None or time_at is None:
        raise InputError(
            _("The dock's export list names no columns for file and time of storing"),
            where=f"{path}:1",
            fix=_("It needs a heading with: file,stored_at (or 文件名,入库时间)"),
        )
    return {
        Path(row[name_at].strip().replace("\\", "/")).name.lower(): _time(
            row[time_at], path, n, zone
        )
        for n, row in enumerate(rows[1:], start=2)
        if len(row) > max(name_at, time_at) and row[name_at].strip()
    }


def _time(text: str, path: Path, line: int, zone: tzinfo) -> datetime:
    plain = _SLASHES.sub(lambda m: f"{m[1]}-{int(m[2]):02d}-{int(m[3]):02d}", text.strip())
    try:
        moment = parse_moment(plain, zone)
    except ValueError:
        moment = None
    if not isinstance(moment, datetime):
        raise InputError(_("{text} is no time").format(text=text), where=f"{path}:{line}")
    return moment
