"""What people enter while a backup is made belongs whole into the next one.

Folders are listed after the log is read, so the listing may see files of a change that the log
does not know yet. Kept without their commit they would be strays in what is restored. Promises,
then the log, then histories are read again to tell them: whoever writes promises first, then
writes, commits and logs, and only then takes the promise away. What nobody is going to log is
kept, and named.
"""

from __future__ import annotations

from collections.abc import Collection, Iterator, Mapping
from dataclasses import dataclass, field
from pathlib import Path

from lawrec.custody import journal
from lawrec.custody.evidence_log import last_for, read
from lawrec.custody.quiet import cut_off, is_quiet
from lawrec.i18n import _
from lawrec.store import layout
from lawrec.store.gitdir import GitDir
from lawrec.store.history import read_history
from lawrec.store.media_files import content_path


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
    folders = {name: folder for name, (folder, _head) in heads.items()} | _cases(bureau)
    promised = {name: journal.promised_paths(folder) for name, folder in folders.items()}
    logged = {leaf.case: leaf.head for leaf in read(bureau / layout.LOG).leaves}
    found = Meanwhile()
    for name, folder in folders.items():
        if cut_off(folder, who, _("make a backup")):
            text = _("{name}: a change that was cut off is not whole in it; see lawrec doctor")
            found.lost.append(text.format(name=name))
        elif name in heads:
            prefix = "" if folder == bureau else f"{name}/"
            entered = _entered(folder, heads[name][1], logged.get(name, heads[name][1]))
            found.paths |= {prefix + path for path in (*promised[name], *entered)}
            behind = not promised[name] and GitDir(folder).newest() != logged.get(name)
            if behind and _is_beyond(bureau, name, folder, who):
                text = _(
                    "{name}: its newest commits are not in the evidence log; see lawrec verify"
                )
                found.lost.append(text.format(name=name))
        elif promised[name] or name in logged:
            found.cases.add(name)
        elif GitDir(folder).newest() or any(path.startswith(f"{name}/") for path in listed):
            text = _("{name}: the evidence log does not know it, so its history is not kept")
            found.lost.append(text.format(name=name))
    return found


def _cases(bureau: Path) -> dict[str, Path]:
    """The cases, and folders in which one has only begun to be opened: its page comes later."""
    begun = (path.parent for path in (bureau / layout.CASES).glob("*/*/.git"))
    folders = (*layout.all_case_folders(bureau), *begun)
    return {layout.log_name(folder): folder for folder in folders}


def _entered(folder: Path, head: str, logged: str) -> Iterator[str]:
    """Pages, and their media, of the commits after `head` up to the one that was logged last."""
    entered = False
    for commit in reversed(read_history(folder).commits if logged != head else ()):
        entered = entered or commit.id == logged
        if commit.id == head:
            return
        for path in (change.path for change in commit.changed if entered):
            yield path
            if path.endswith(".yaml"):
                yield content_path(path)


def _is_beyond(bureau: Path, name: str, folder: Path, who: str) -> bool:
    """Whether the history has commits that nobody is about to log: only its files are kept."""

    def beyond() -> bool:
        last = last_for(bureau / layout.LOG, name)
        return last is None or last.head != GitDir(folder).newest()

    return is_quiet(folder, who, _("make a backup"), beyond)
