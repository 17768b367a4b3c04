"""Verifying a case: was anything altered since it was written? Reads only, whatever it finds."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from dataclasses import dataclass, replace
from pathlib import Path

from lawrec.errors import EnvironmentTrouble, InputError
from lawrec.i18n import _
from lawrec.operations.case_writer import manifest
from lawrec.operations.copies import Noted
from lawrec.operations.found import Found
from lawrec.operations.progress import Progress
from lawrec.operations.sampling import Fraction
from lawrec.operations.verify_history import against_amendments
from lawrec.operations.verify_log import (
    PATH,
    against_log,
    case_folder,
    log_problems,
    name_in_log,
    vanished,
)
from lawrec.operations.verify_media import Media
from lawrec.operations.verify_package import against_package, archived_page, package_place
from lawrec.operations.verify_pages import against_commit, not_entered
from lawrec.operations.verify_visit import Around, Looked, Visit
from lawrec.schema.history import HistoryFacts
from lawrec.store import layout
from lawrec.store.history import read_history
from lawrec.store.objects import ObjectStore

BUREAU = "bureau"
"""How the evidence log and a verification of all cases name the bureau's own pages."""
_BUREAU_FOLDERS = ("roster", "leads", "unit", layout.INBOX, layout.COPIES)


@dataclass(frozen=True, slots=True)
class Verification:
    """What was looked at, what is not as it was left, and what a reader should know beside it."""

    case: str
    findings: tuple[Found, ...] = ()
    remarks: tuple[str, ...] = ()
    media: int = 0
    size: int = 0
    pages: int = 0
    commits: int = 0
    leaves: int | None = None
    seen: tuple[Noted, ...] = ()
    """What was read whole, for the ledger of copies; `media` counts all that there are."""


def verify(
    folder: Path,
    *,
    bureau: Path | None = None,
    progress: Progress | None = None,
    sample: Fraction | None = None,
) -> Verification:
    """Verify one case against its sidecars, its history, and the evidence log if it is at hand.

    The log is that of `bureau`, else of the case repository around the folder. With a `sample`
    only a part of the media is read to the end, by the ledger the part that was read longest ago.
    Raises InputError when the folder is no case at all.
    """
    there = (folder / layout.CASE_PAGE).is_file() or (folder / ".git").exists()
    if not folder.is_dir() or not there:
        raise InputError(
            _("{path} is not a case folder: it has no case.yaml").format(path=folder),
            where=str(folder),
        )
    around = _around(bureau or layout.find_bureau(folder.parent), named=bureau is not None)
    media = around.media(folder, "media", sample)
    shown = progress or Progress()
    shown.started(len(media.chosen), media.size)
    done = _case(folder, media, around, shown)
    if around.log is not None and around.log.problems:
        around.renew()  # The last line may have been half written.
    log = around.log
    return done if log is None else replace(done, findings=(*done.findings, *log_problems(log)))


def verify_all(
    bureau: Path | None = None,
    progress: Progress | None = None,
    sample: Fraction | None = None,
) -> Iterator[Verification]:
    """Verify the bureau's own pages and log, then every case, then those that vanished.

    Without `bureau` it is the one around the current folder; raises InputError where none is.
    """
    named = bureau is not None
    bureau = bureau or layout.require_bureau(Path.cwd())
    shown = progress or Progress()
    around = _around(bureau, named=named)
    yield _own_pages(bureau, around, shown, sample)
    names = {layout.log_name(folder) for folder in layout.all_case_folders(bureau)}
    names |= {leaf.case for leaf in around.log.leaves} if around.log else set()
    for name in sorted(names - {BUREAU}):
        folder = case_folder(bureau, name)
        if folder is not None:
            media = around.media(folder, "media", sample)
            shown.started(len(media.chosen), media.size)
            yield _case(folder, media, around, shown)
    for name, found in vanished(bureau, around.log) if around.log else ():
        yield Verification(name.removeprefix(f"{layout.CASES}/"), (found,))


def _around(bureau: Path | None, *, named: bool) -> Around:
    if bureau is None:
        return Around(None, trusted=False)
    around = Around(bureau, trusted=named or layout.is_own_bureau(bureau))
    around.renew()
    return around


def _case(folder: Path, media: Media, around: Around, shown: Progress) -> Verification:
    visit = Visit(folder, "media", media, around, shown)
    return _verified(visit, layout.case_label(folder), _case_pages)


def _verified(visit: Visit, name: str, pages: Callable[[Visit], Looked]) -> Verification:
    looked = visit.settled(pages)
    history, media = looked.history, visit.media
    return Verification(
        name,
        tuple(looked.findings),
        tuple(looked.remarks),
        len(media.described),
        media.size,
        len(history.tree),
        len(history.commits),
        looked.leaves,
        tuple(visit.read.seen),
    )


def _case_pages(visit: Visit) -> Looked:
    folder, around = visit.folder, visit.around
    store = ObjectStore(folder)
    history = read_history(store)
    looked = Looked(history, [*visit.read.findings])
    looked.findings += _history(folder, store, history)
    pages = [*against_commit(folder, history.tree)]
    if history.head is not None:
        pages += not_entered(folder, ("",), visit.media.paths | history.tree.keys())
    told = {(found.code, found.path) for found in looked.findings}
    looked.findings += [found for found in pages if (found.code, found.path) not in told]
    looked.leaves = _log(folder, around, looked, pages)
    _package(folder, around, looked)
    return looked


def _history(folder: Path, store: ObjectStore, history: HistoryFacts) -> Iterator[Found]:
    for problem in history.problems:
        yield Found(f"history_{problem.code}", problem.text(), ".git")
    yield from against_amendments(store, history)


def _log(folder: Path, around: Around, looked: Looked, pages: list[Found]) -> int | None:
    """Hold the history against the log; without one, say that the history stands for it."""
    if around.log is None:
        looked.remarks.append(
            _("There is no evidence log at hand: the case's own history stands for it")
        )
        if around.bureau is not None:
            text = _("The case repository has no evidence log")
            looked.findings.append(Found("log_absent", text, PATH))
        return None
    if not around.trusted:
        looked.remarks.append(
            _("The evidence log beside the case is not one that this computer knows as its own")
        )
    history = looked.history
    name = name_in_log(folder, history, around.log, around.bureau or folder)
    looked.findings += against_log(history, around.log, name)
    last = around.log.last_for(name)
    same = last is not None and last.head == history.head and not pages
    if same and last is not None and _manifest(folder) != last.manifest:
        text = _("The files of the case are not those that were logged last")
        looked.findings.append(Found("manifest_differs", text, PATH))
    return len(around.log.of_case(name))


def _manifest(folder: Path) -> str | None:
    try:
        return manifest(folder)
    except (InputError, EnvironmentTrouble):
        return None


def _package(folder: Path, around: Around, looked: Looked) -> None:
    page = archived_page(folder)
    if page is None:
        return
    name = str(page.get("package", ""))
    place = package_place(name, around.bureau, trusted=around.trusted)
    if place is None:
        text = _("The package {name} is not at hand and was not checked")
        looked.remarks.append(text.format(name=name))
        return
    looked.findings += against_package(place, name, page.get("manifest_sha256"))


def _own_pages(
    bureau: Path, around: Around, shown: Progress, sample: Fraction | None
) -> Verification:
    """The bureau's own pages: profile, rosters, leads, inbox, copies; and the log itself."""
    below = f"{layout.INBOX}/media"
    media = around.media(bureau, below, sample)
    shown.started(len(media.chosen), media.size)
    return _verified(Visit(bureau, below, media, around, shown), BUREAU, _bureau_pages)


def _bureau_pages(visit: Visit) -> Looked:
    bureau, around = visit.folder, visit.around
    history = read_history(ObjectStore(bureau))
    looked = Looked(history, [*visit.read.findings])
    looked.findings += [Found(f"history_{p.code}", p.text(), ".git") for p in history.problems]
    looked.findings += against_commit(bureau, history.tree)
    looked.findings += not_entered(bureau, _BUREAU_FOLDERS, visit.media.paths | history.tree.keys())
    if around.log is None:
        text = _("The case repository has no evidence log")
        looked.findings.append(Found("log_absent", text, PATH))
    else:
        looked.findings += [*log_problems(around.log), *against_log(history, around.log, BUREAU)]
        looked.leaves = len(around.log.of_case(BUREAU))
    return looked
