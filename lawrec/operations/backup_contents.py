"""What belongs into a backup: histories up to what the log knows, media, log, packages, the rest.

The evidence log is read first, and of each history what it knows; folders are listed after it.
So a backup fits together although people go on working while it is made.
"""

from __future__ import annotations

import os
import re
import stat
from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field
from pathlib import Path

from lawrec.custody.evidence_log import LEAVES, read
from lawrec.custody.leaf_format import line_id
from lawrec.errors import InputError, LawrecError
from lawrec.i18n import _
from lawrec.operations.backup_format import KEPT, FileEntry, can_be_listed
from lawrec.operations.backup_meanwhile import meanwhile
from lawrec.operations.verify_log import case_folder
from lawrec.schema.copies import MediumCopies
from lawrec.schema.ids import id_of
from lawrec.schema.media import Sidecar
from lawrec.store import layout
from lawrec.store.bureau_files import entries_of, load_profile
from lawrec.store.copies import fine_stores
from lawrec.store.files import TEMPORARY, os_errors
from lawrec.store.history import ObjectStore, blob_at, tree_at
from lawrec.store.media_files import content_path
from lawrec.store.validate import typed
from lawrec.store.yaml_io import parse

BUREAU = "bureau"
_CASE = re.compile(rf"{layout.CASES}/[^/]+/[^/]+/")
LOG_PATH = f"{layout.LOG}/{LEAVES}"


@dataclass(slots=True)
class Contents:
    """What was found: the log's text, heads by the log's names, media and other files.

    `media` and `others` are paths below the case repository; of media digest and size are known
    from their sidecars. `lost` says what cannot be kept, `remarks` what else a reader should know.
    """

    log: bytes = b""
    entries: int = 0
    leaf: str = ""
    heads: dict[str, tuple[Path, str]] = field(default_factory=dict)
    media: dict[str, FileEntry] = field(default_factory=dict)
    others: list[str] = field(default_factory=list)
    remarks: list[str] = field(default_factory=list)
    lost: list[str] = field(default_factory=list)


def gather(bureau: Path, who: str) -> Contents:
    """All of it, by the pages of the histories; no content is read. Raises InputError."""
    found = Contents()
    _log(bureau, found)
    kept = _in_stores(bureau, found)
    tracked: set[str] = set()
    for name, (folder, head) in found.heads.items():
        prefix = "" if name == BUREAU else f"{name}/"
        tree = tree_at(ObjectStore(folder), head)
        if tree is None:
            raise InputError(
                _("The history of {name} cannot be read whole").format(name=name),
                where=str(folder),
                fix=_("See what is wrong with it: lawrec verify"),
            )
        tracked |= {prefix + path for path in tree}
        _media(folder, name, tree, found, kept)
    _others(bureau, found, tracked)
    later = meanwhile(bureau, found.heads, found.others, who)
    found.others = [path for path in found.others if not later.has(path)]
    found.lost += later.lost
    return found


def _log(bureau: Path, found: Contents) -> None:
    """The log as far as its last whole entry, and the head of each history by it."""
    folder = bureau / layout.LOG
    facts = read(folder)
    if not facts.leaves:
        raise InputError(
            _("The case repository has no evidence log"),
            where=str(folder),
            fix=_("See what is wrong: lawrec doctor"),
        )
    last = facts.leaves[-1]
    with os_errors(folder):
        lines = (folder / LEAVES).read_bytes().splitlines(keepends=True)
    for number, line in enumerate(lines, start=1):
        if line_id(line.removesuffix(b"\n")) == last.id:
            found.log = b"".join(lines[:number])
    found.entries, found.leaf = len(facts.leaves), last.id
    for leaf in facts.leaves:
        place = bureau if leaf.case == BUREAU else case_folder(bureau, leaf.case)
        if place is None:
            text = _("{name} is gone, though the evidence log knows it")
            remark = text.format(name=leaf.case)
            found.lost += [remark] if remark not in found.lost else []
        else:
            found.heads[leaf.case] = (place, leaf.head)


_Kept = Mapping[tuple[str, str, str], tuple[str, ...]]
"""Page of the ledger, medium and digest -> the declared stores that have it, as verified last."""


def _in_stores(bureau: Path, found: Contents) -> _Kept:
    """The ledger as the backup has it: it must know where each medium is that is left out."""
    folder, head = found.heads.get(BUREAU, (bureau, ""))
    store = ObjectStore(folder)
    declared = load_profile(bureau).stores
    kept: dict[tuple[str, str, str], tuple[str, ...]] = {}
    for path, blob in ((tree_at(store, head) if head else None) or {}).items():
        if not path.startswith(f"{layout.COPIES}/"):
            continue
        try:
            entries = entries_of(parse(blob_at(store, blob) or b"", path), path, MediumCopies)
        except LawrecError as trouble:
            found.remarks.append(f"{path}: {trouble.what}")
            continue
        for item, entry in entries.items():
            names = tuple(fine_stores(entry, declared))
            kept[layout.copies_whole(path), item, entry.sha256] = names
    return kept


def _media(
    folder: Path,
    name: str,
    tree: Mapping[str, str],
    found: Contents,
    kept: _Kept,
) -> None:
    prefix, of = ("", layout.INBOX) if name == BUREAU else (f"{name}/", layout.case_label(folder))
    below = "media/" if prefix else f"{layout.INBOX}/media/"
    store = ObjectStore(folder)
    for path, blob in tree.items():
        if not path.startswith(below) or not path.endswith(".yaml"):
            continue
        try:
            content = blob_at(store, blob) or b""
            data = typed(Sidecar, parse(content, path).data, path, {})
        except LawrecError as trouble:
            found.remarks.append(f"{prefix}{path}: {trouble.what}")
            continue
        place = prefix + content_path(path)
        item = id_of(path.rsplit("/", 1)[-1]) or ""
        stores = kept.get((f"{layout.COPIES}/{of}.yaml", item, data.sha256), ())
        found.media[place] = FileEntry(place, data.sha256, data.size_bytes, stores=stores)


def _others(bureau: Path, found: Contents, tracked: set[str]) -> None:
    """Files that no history has: packages, put-aside files, whatever people laid there."""
    known = tracked | found.media.keys() | {LOG_PATH}
    for path in _walk(bureau, found):
        if path not in known:
            found.others.append(path)


def _walk(bureau: Path, found: Contents) -> Iterator[str]:
    for where, folders, names in os.walk(bureau):
        below = Path(where).relative_to(bureau).as_posix()
        start = "" if below == "." else f"{below}/"
        inside = [name for name in folders if not name.startswith(TEMPORARY)]
        if ".git" in inside and start and not _CASE.fullmatch(start):
            # The history of something else that somebody laid there; of ours we have packed it.
            inside.remove(".git")
            found.lost.append(_not_kept(f"{start}.git"))
        if Path(where).name == ".git":
            inside, names = [name for name in inside if name == KEPT], []  # noqa: PLW2901
        folders[:] = sorted(inside)
        for name in [*folders]:
            if (Path(where) / name).is_symlink():
                folders.remove(name)
                found.lost.append(_not_kept(start + name))
        for name in sorted(names):
            if name.startswith(TEMPORARY) or (start == f"{layout.LOG}/" and "-lock" in name):
                continue
            try:
                ordinary = stat.S_ISREG((Path(where) / name).lstat().st_mode)
            except FileNotFoundError:
                continue
            if ordinary and can_be_listed(start + name):
                yield start + name
            else:
                found.lost.append(_not_kept(start + name))


def _not_kept(path: str) -> str:
    text = _("{path} is a link or no ordinary file, and is not in the backup")
    if not can_be_listed(path):
        text = _("{path} has a name that other systems cannot have, and is not in the backup")
    return text.format(path=path.encode("utf-8", "replace").decode())
