"""Archiving a case: judged as it will stand, packed, and frozen from then on (25.1, decision 4).

What a crash leaves after each step, and what the next `archive` makes of it:

- before the catalogue and the transfer record are committed: at most an unfinished package under
  a temporary name of this case's own, which is removed; the case is as it was;
- after that commit: both are final records of the case and are used as they are;
- while the package is filled and closed: the temporary folder, which is removed and made anew;
- after the package has its name: a whole package that no page names yet; it is checked by its
  digests, recognised by the state of the case that it holds, and only `archived.yaml` is added;
- after `archived.yaml` was promised: the next command that writes to this case finishes the
  change, its commit and its entry in the evidence log, and then says that the case is archived.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from pathlib import Path
from typing import Literal

from lawrec.archive.bag import faults_of, info_of, manifest_digest
from lawrec.archive.package import ContentDiffers, Staging, refuse_taken, stage
from lawrec.errors import InputError, UsageError
from lawrec.i18n import _
from lawrec.media.stores.opening import Shelf
from lawrec.media.stores.place import StoreTrouble, address_of
from lawrec.operations.archive_gate import Judged, judge
from lawrec.operations.archive_parts import add_pages, add_papers, bag_info
from lawrec.operations.archive_plan import ArchiveOptions, Plan, bureau_of, plan
from lawrec.operations.archive_texts import Reason
from lawrec.operations.case_writer import CaseWriter, write_case
from lawrec.operations.fixity import Content, State, content_of, full_state, quick_state
from lawrec.operations.progress import Progress
from lawrec.operations.session import Session
from lawrec.operations.space import require_space
from lawrec.schema.case import Archived
from lawrec.schema.moments import format_moment
from lawrec.store import layout
from lawrec.store.copies import kept_elsewhere
from lawrec.store.git import bundle
from lawrec.store.load import load_case
from lawrec.store.rehearsal import rehearsal
from lawrec.store.render import page
from lawrec.store.validate import typed

FOLDER = "archive"
"""Where in a case repository the packages lie."""
NOT_MADE = "0" * 64
"""Stands in a rehearsal for the digest of a package that is not made."""


@dataclass(frozen=True, slots=True)
class Archival:
    """The answer: refused for these reasons, or archived with this outcome in this package."""

    case: str
    outcome: Literal["complete", "defects_on_record", "refused"]
    line: str
    reasons: tuple[Reason, ...] = ()
    package: Path | None = None
    archived: Archived | None = None
    head: str | None = None


def archive(
    folder: Path,
    session: Session,
    options: ArchiveOptions | None = None,
    progress: Progress | None = None,
) -> Archival:
    """Archive the case, if the gate lets it through; else nothing is written, and it says why.

    Holds the case's write lock. Raises UsageError where something must be said, RefusedError
    where something lies in the package's place, EnvironmentTrouble.
    """
    given, shown = options or ArchiveOptions(), progress or Progress()
    with write_case(folder, session, _("archive the case")) as case:
        planned = plan(case, given)
        trusted = bureau_of(case).known
        kept = kept_elsewhere(session.facts.root, folder)
        contents = {
            page.id: content_of(folder, page, trusted=trusted, kept=kept.get(page.id))
            for page in planned.snapshot.media
        }
        quick = {item: _expected(content) for item, content in contents.items()}
        judged = judge(planned, quick, session.bureau)
        if judged.refused:
            return _refused(case, judge(planned, _read_all(contents, shown), session.bureau))
        target = _target(case, given)
        if not planned.files and _is_finished(target, case, judged):
            judged = judge(planned, _read_all(contents, shown), session.bureau)
        else:
            refuse_taken(target)
            if rehearsal() is not None:
                judged = _only_read(case, planned, contents, target, shown)
            else:
                judged = _pack(case, planned, judged, contents, target, shown)
        return _refused(case, judged) if judged.refused else _freeze(case, planned, judged, target)


def _expected(content: Content) -> State:
    """The state without reading; what stores have is fetched when the package is filled."""
    return "fine" if content.is_kept_elsewhere else quick_state(content)


def _refused(case: CaseWriter, judged: Judged) -> Archival:
    line = _("Not archived: {count} reasons").format(count=len(judged.reasons))
    return Archival(layout.case_label(case.folder), "refused", line, judged.reasons)


def _read_all(contents: Mapping[str, Content], shown: Progress) -> dict[str, State]:
    """The state of every medium by its digest."""
    shown.started(len(contents), sum(content.size for content in contents.values()))
    return {item: full_state(content, shown.moved) for item, content in contents.items()}


def _target(case: CaseWriter, options: ArchiveOptions) -> Path:
    """Where the package will lie: archive/2026/0001 in the case repository, or as named."""
    label = layout.case_label(case.folder)
    if options.into is not None:
        return options.into.absolute() / label.replace("/", "-")
    if case.session.bureau is None:
        raise UsageError(
            _("This case lies in no case repository, so its package needs a place"),
            fix=_("Name a folder with --into"),
        )
    return case.session.bureau.resolve() / FOLDER / label


def _is_finished(target: Path, case: CaseWriter, judged: Judged) -> bool:
    """Whether a crash left the whole package of exactly this state of the case."""
    if not target.is_dir() or target.is_symlink():
        return False
    found = info_of(target)
    wanted = bag_info(case, judged)
    same = all(found.get(key) == value for key, value in wanted.items() if key != "Bagging-Date")
    return same and not faults_of(target)


def _pack(
    case: CaseWriter,
    planned: Plan,
    judged: Judged,
    contents: Mapping[str, Content],
    target: Path,
    shown: Progress,
) -> Judged:
    """Make the package; the judgement it returns is refused where a medium is not what it was."""
    staged = stage(target, str(case.folder.resolve()))
    try:
        states = _copy_media(staged, contents, shown)
        if any(state != "fine" for state in states.values()):
            staged.discard()
            return judge(planned, states, case.session.bureau)
        if planned.files:
            _enter_papers(case, planned)
            case.snapshot = load_case(case.folder)
        add_pages(staged, case)
        add_papers(staged, judged, format_moment(planned.at), case.session.who)
        bundle(case.folder, staged.place("history.bundle"))
        staged.close(bag_info(case, judged))
        staged.publish()
    except BaseException:
        staged.discard()
        raise
    return judged


def _only_read(
    case: CaseWriter, planned: Plan, contents: Mapping[str, Content], target: Path, shown: Progress
) -> Judged:
    """In a rehearsal: all is read and judged as `_pack` would, and no package is made."""
    judged = judge(planned, _read_all(contents, shown), case.session.bureau)
    if (trying := rehearsal()) is not None and not judged.refused:
        text = _("The package {path} would be made, with {count} media").format(
            path=target, count=len(contents)
        )
        trying.notes.append(text)
        _enter_papers(case, planned)
    return judged


def _enter_papers(case: CaseWriter, planned: Plan) -> None:
    """The papers that archiving itself makes: catalogue and transfer record."""
    if planned.files:
        names = " ".join(planned.names) or layout.ORIGINALS
        case.commit(planned.files, event="record", message=f"归档材料 {names}")


def _copy_media(
    staged: Staging, contents: Mapping[str, Content], shown: Progress
) -> dict[str, State]:
    """Copy every medium, each digest compared with its sidecar's on the way."""
    size = sum(content.size for content in contents.values())
    require_space(staged.folder, size)
    shown.started(len(contents), size)
    states: dict[str, State] = {}
    for item, content in contents.items():
        if content.is_kept_elsewhere:
            states[item] = _fetch(staged, content, shown)
            continue
        if content.place is None:
            states[item] = "elsewhere"
            continue
        try:
            staged.add_copy(content.path, content.place, content.sha256, shown.moved)
            states[item] = "fine"
        except ContentDiffers as trouble:
            states[item] = "absent" if trouble.absent else "differs"
    return states


def _fetch(staged: Staging, content: Content, shown: Progress) -> State:
    """Content that only stores have, straight into the package: the first sound copy of it."""
    kept = content.kept
    worst: State = "absent"
    with Shelf(kept.bureau if kept else staged.folder) as shelf:
        for name, store in kept.stores.items() if kept else ():
            try:
                chunks = shelf.place(name, store).read(address_of(content.sha256))
                staged.add_stream(content.path, chunks, content.sha256, shown.moved)
            except ContentDiffers:
                worst = "differs" if worst == "absent" else worst
            except (InputError, StoreTrouble):
                worst = "elsewhere"
            else:
                return "fine"
    return worst


def _freeze(case: CaseWriter, planned: Plan, judged: Judged, target: Path) -> Archival:
    """The last step: the case says itself that it is archived, and where."""
    digest = NOT_MADE if rehearsal() else manifest_digest(target)
    if digest is None:
        raise InputError(_("The package has gone"), where=str(target))
    outcome: Literal["complete", "defects_on_record"] = (
        "complete" if judged.gate.outcome == "complete" else "defects_on_record"
    )
    data: dict[str, object] = {
        "at": format_moment(planned.at),
        "by": case.session.who,
        "outcome": outcome,
        "rulebook": judged.report.rulebook_version,
        "package": _package_name(case, target),
        "manifest_sha256": digest,
    }
    lists = {
        "attested": judged.gate.attested,
        "violated": judged.gate.violated,
        "law_broken": judged.law,
    }
    data.update({key: list(ids) for key, ids in lists.items() if ids})
    if judged.law and planned.law_seen_by is not None:
        data["law_seen_by"] = planned.law_seen_by
    archived = typed(Archived, data, layout.ARCHIVED, {})
    files = {layout.ARCHIVED: page(archived, "归档：案卷从此冻结")}
    done = case.commit(files, event="archive", message=f"归档 {judged.line}"[:200])
    label = layout.case_label(case.folder)
    return Archival(label, outcome, judged.line, (), target, archived, done.head)


def _package_name(case: CaseWriter, target: Path) -> str:
    """The package's place as `archived.yaml` has it: inside the case repository, or as it is."""
    bureau = case.session.bureau
    if bureau is not None and target.is_relative_to(bureau.resolve()):
        return target.relative_to(bureau.resolve()).as_posix()
    return target.as_posix()
