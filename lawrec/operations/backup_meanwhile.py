"""What people enter while a backup is made belongs whole into the next one.

Folders are listed after the log is read, so the listing may see files of a change that the log
does not know yet. Kept without their commit they would be strays in what is restored. Promises,
histories and the log are read again to tell them, in this order: whoever writes promises first,
then writes, commits and logs, and only then takes the promise away.
"""

from __future__ import annotations

from collections.abc import Collection, Iterator, Mapping
from dataclasses import dataclass, field
from pathlib import Path

from lawrec.custody import journal
from lawrec.custody.change import cut_off
from lawrec.custody.evidence_log import read
from lawrec.i18n import _
from lawrec.store import layout
from lawrec.store.gitdir import GitDir
from lawrec.store.history import read_history
from lawrec.store.media_files import content_path
from lawrec.store.object_formats import Unreadable


@dataclass(slots=True)
class Meanwhile:
    """Changes since the log was read: what they wrote, by its place below the case repository.

    `cases` are folders of cases that were opened since. `lost` names what nobody is finishing,
    and histories that the log does not know.
    """

    paths: set[str] = field(default_factory=set)
    cases: set[str] = field(default_factory=set)
    lost: list[str] = field(default_factory=list)

    def has(self, path: str) -> bool:
        """Whether a file belongs to one of these changes."""
        return path in self.paths or any(path.startswith(f"{case}/") for case in self.cases)


def meanwhile(
    bureau: Path, heads: Mapping[str, tuple[Path, str]], listed: Collection[str], who: str
) -> Meanwhile:
    """What happened since the log told these heads, and before the folders were listed."""
    found = Meanwhile()
    for name, (folder, head) in heads.items():
        prefix = "" if folder == bureau else f"{name}/"
        found.paths |= {prefix + path for path in _entered_since(folder, head)}
        found.lost += _cut_off(folder, name, who)
    folders = {layout.log_name(folder): folder for folder in layout.all_case_folders(bureau)}
    unknown = {n: f for n, f in folders.items() if n not in heads and (f / ".git").exists()}
    begun = {name for name, folder in unknown.items() if journal.promised_paths(folder)}
    logged = {leaf.case for leaf in read(bureau / layout.LOG).leaves} if unknown else set()
    found.cases |= unknown.keys() & (begun | logged)
    for name in sorted(begun):
        found.lost += _cut_off(unknown[name], name, who)
    for name in sorted(unknown.keys() - found.cases):
        if _newest(unknown[name]) or any(path.startswith(f"{name}/") for path in listed):
            text = _("{name}: the evidence log does not know it, so its history is not kept")
            found.lost.append(text.format(name=name))
    return found


def _entered_since(folder: Path, head: str) -> Iterator[str]:
    """The pages that changes since this commit wrote or are writing, and their media."""
    paths = set(journal.promised_paths(folder))
    if _newest(folder) != head:
        for commit in reversed(read_history(folder).commits):
            if commit.id == head:
                break
            paths.update(change.path for change in commit.changed)
    for path in paths:
        yield path
        if path.endswith(".yaml"):
            yield content_path(path)


def _newest(folder: Path) -> str | None:
    try:
        return GitDir(folder).head()[0]
    except Unreadable:
        return None


def _cut_off(folder: Path, name: str, who: str) -> Iterator[str]:
    if cut_off(folder, who, _("make a backup")):
        text = _("{name}: a change that was cut off is not in it; see lawrec doctor")
        yield text.format(name=name)
