"""Undoing a clerical mistake: the pages go back, the trace stays.

Nothing leaves the history. A new change sets the pages back, an amendment record for each says
who did it and why, and the numbers that were given out stay used. Footage is never removed, and
what a party has received or somebody has signed is amended instead.
"""

from __future__ import annotations

import hashlib
import re
from dataclasses import dataclass
from pathlib import Path

from lawrec.errors import RefusedError, UsageError
from lawrec.i18n import _
from lawrec.operations.case_writer import CaseView, CaseWriter, write_case
from lawrec.operations.input import Data
from lawrec.operations.page_words import chinese_title
from lawrec.operations.records import record_page
from lawrec.operations.references import require_person
from lawrec.operations.session import Session, find_officer
from lawrec.operations.undo_find import find_change, mark_of
from lawrec.operations.undo_plan import Setting, UndoPlan, plan_undo
from lawrec.operations.verify_log import read_log
from lawrec.report.change_text import ChangeText
from lawrec.report.lines import flat, listed
from lawrec.schema.base import is_blank
from lawrec.schema.case import Voided
from lawrec.schema.ids import IN_CASE
from lawrec.schema.records.archiving import AmendmentRecord
from lawrec.store import layout
from lawrec.store.load import load_case
from lawrec.store.render import page
from lawrec.store.validate import typed

EVENT, VOID = "undo", "void"
_COMMIT = re.compile(r"[0-9a-f]{7,40}")
"""With fewer digits it could be another commit; with none it would be any."""


@dataclass(frozen=True, slots=True)
class Why:
    """Why a change is undone, and who stands for it.

    `change` is the commit that somebody looked at, or its beginning: only that one is undone.
    """

    reason: str
    by: str | None = None
    approved_by: str | None = None
    change: str | None = None


@dataclass(frozen=True, slots=True)
class Undone:
    """What was undone: the change it was, the items set back, the records that say why."""

    case: str
    what: ChangeText
    items: tuple[str, ...]
    records: tuple[str, ...]
    remarks: tuple[str, ...]
    head: str
    voided: bool = False


@dataclass(frozen=True, slots=True)
class Looked:
    """A change that could be undone, or what stands in the way."""

    case: str
    what: ChangeText
    commit: str
    at: str
    obstacles: tuple[str, ...]
    remarks: tuple[str, ...]
    voids: bool


def look(folder: Path, wanted: str | None = None) -> Looked:
    """The change that would be undone and whether it can be; nothing is written."""
    plan = plan_undo(folder, load_case(folder), find_change(folder, wanted), wanted)
    commit = plan.found.commit
    obstacles = list(plan.obstacles)
    if (folder / layout.ARCHIVED).exists():
        obstacles.insert(0, _("This case is archived and frozen"))
    return Looked(
        layout.case_label(folder),
        _text(folder, plan),
        commit.id,
        commit.time.isoformat(timespec="seconds"),
        tuple(dict.fromkeys(obstacles)),
        tuple(plan.remarks),
        plan.voids,
    )


def undo(folder: Path, session: Session, wanted: str | None, why: Why) -> Undone:
    """Set one change back, durable and logged when it returns.

    Raises UsageError without a reason, RefusedError where something stands in the way.
    """
    if is_blank(why.reason):
        raise UsageError(_("Say why with --reason"))
    if why.change is not None and not _COMMIT.fullmatch(why.change):
        raise UsageError(
            _("--change takes the change as lawrec undo shows it, not {text}").format(
                text=why.change or "-"
            )
        )
    with write_case(folder, session, _("undo a mistake"), voided=True) as case:
        plan = plan_undo(folder, case.snapshot, find_change(folder, wanted), wanted)
        label = layout.case_label(folder)
        if why.change is not None and not plan.found.commit.id.startswith(why.change):
            since = _("Something else was changed since: {what}")
            raise RefusedError(
                since.format(what=flat(_text(folder, plan).message)),
                where=label,
                fix=_("Look again: {command}").format(command=f"lawrec undo {label}"),
            )
        if plan.obstacles:
            raise RefusedError(
                _("This cannot be undone: {reasons}").format(
                    reasons=listed(dict.fromkeys(plan.obstacles))
                ),
                where=label,
                fix=f"lawrec amend {label} ... --reason ...",
            )
        who = _who(case, why)
        text = _text(folder, plan)
        if plan.voids:
            return _void(case, plan, why, who, text)
        files, records = _files(case, plan, why, who)
        message = f"{mark_of(plan.found.commit)}：{why.reason}"[:200]
        head = case.commit(files, event=EVENT, message=message).head
    items = tuple(dict.fromkeys(setting.item for setting in plan.settings))
    return Undone(label, text, items, records, tuple(plan.remarks), head)


def _who(case: CaseView, why: Why) -> str:
    """Who answers for the undo; both must be known."""
    staff = case.session.facts.officers
    by = find_officer(why.by, staff) or why.by if why.by else case.session.who
    for name in (by, why.approved_by):
        if name is not None:
            require_person(case, name)
    return by


def _text(folder: Path, plan: UndoPlan) -> ChangeText:
    """The change that is undone, as it was made."""
    commit = plan.found.commit
    return ChangeText(
        _("Case {label}").format(label=layout.case_label(folder)),
        _event(folder, commit.id),
        commit.author.partition(" <")[0],
        commit.message,
        logged=False,
        pages=tuple(setting.shown for setting in plan.settings),
    )


def _event(folder: Path, commit: str) -> str:
    """What the evidence log says that the change was; "" where there is no log to ask."""
    bureau = layout.find_bureau(folder.parent)
    log = read_log(bureau) if bureau is not None else None
    return next((leaf.event for leaf in log.leaves if leaf.head == commit), "") if log else ""


def _files(
    case: CaseWriter, plan: UndoPlan, why: Why, who: str
) -> tuple[dict[str, bytes | None], tuple[str, ...]]:
    """The pages as they become, and an amendment record for each."""
    files: dict[str, bytes | None] = {}
    ids = []
    for setting in plan.settings:
        files[setting.path] = setting.then
        record_id = case.next_id("R")
        ids.append(record_id)
        record = _record(case, setting, why, who)
        files[f"records/{record_id}-amendment_record.yaml"] = record_page(record)
    return files, tuple(ids)


def _record(case: CaseWriter, setting: Setting, why: Why, who: str) -> AmendmentRecord:
    """Both versions by digest, and why; of what is taken out there is no new one."""
    stays = setting.then is not None and IN_CASE.fullmatch(setting.item) is not None
    named = chinese_title(setting.path, setting.then or setting.now)
    data: Data = {
        "kind": "amendment_record",
        "title": f"撤销误录入：{named or setting.path}"[:120],
        "made_at": case.session.now(),
        "made_by": who,
        "about": [setting.item if stays else "case"],
        "content": setting.about,
        "reason": why.reason,
    }
    for key, content in (("old_sha256", setting.now), ("new_sha256", setting.then)):
        if content is not None:
            data[key] = hashlib.sha256(content).hexdigest()
    if why.approved_by:
        data["approved_by"] = why.approved_by
    return typed(AmendmentRecord, data, "-", {})


def _void(case: CaseWriter, plan: UndoPlan, why: Why, who: str, text: ChangeText) -> Undone:
    """A case that should not have been opened: its number stays used, and says why."""
    data: Data = {"at": case.session.now(), "by": who, "reason": why.reason}
    if why.approved_by:
        data["approved_by"] = why.approved_by
    voided = typed(Voided, data, layout.VOIDED, {})
    message = f"{mark_of(plan.found.commit)}：误立案，案号作废：{why.reason}"[:200]
    files: dict[str, bytes | None] = {layout.VOIDED: page(voided, "误立案：案号作废，不再使用")}
    head = case.commit(files, event=VOID, message=message).head
    label = layout.case_label(case.folder)
    return Undone(label, text, (), (), tuple(plan.remarks), head, voided=True)
