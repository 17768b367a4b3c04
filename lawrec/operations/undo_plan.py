"""How each page of a change is set back, and what stands in the way of it."""

from __future__ import annotations

from dataclasses import dataclass, field
from pathlib import Path

from lawrec.errors import LawrecError
from lawrec.i18n import _
from lawrec.operations.amend import THE_CASE
from lawrec.operations.page_words import entry_model, page_change
from lawrec.operations.taking_in import sidecar_page
from lawrec.operations.undo_find import (
    KEPT_RECORDS,
    SEVERAL,
    Found,
    OnePage,
    changed_entries,
    entries_in,
)
from lawrec.operations.undo_obstacles import (
    depending,
    inside,
    item_of,
    person_used,
    relied_upon,
)
from lawrec.report.change_text import PageChange
from lawrec.schema.media import Sidecar
from lawrec.schema.snapshot import CaseSnapshot
from lawrec.store import layout
from lawrec.store.render import to_raw
from lawrec.store.schema_line import pointed
from lawrec.store.validate import typed
from lawrec.store.yaml_io import dump, parse

_SCAN = "scan"


@dataclass(frozen=True, slots=True)
class Setting:
    """One page and what it becomes: `now` lies there, `then` is written (None: taken out)."""

    path: str
    item: str
    now: bytes | None
    then: bytes | None
    shown: PageChange
    about: str


@dataclass(slots=True)
class UndoPlan:
    """What an undo would set back, what hinders it, and what a reader should know."""

    found: Found
    settings: list[Setting] = field(default_factory=list)
    obstacles: list[str] = field(default_factory=list)
    remarks: list[str] = field(default_factory=list)
    voids: bool = False


def plan_undo(folder: Path, snapshot: CaseSnapshot, found: Found, wanted: str | None) -> UndoPlan:
    """The plan for one change of a case; with `wanted` only for that item of it."""
    plan = UndoPlan(found)
    if found.first:
        if wanted not in (None, THE_CASE):
            text = _("{item} was entered when the case was opened: amend it")
            plan.obstacles.append(text.format(item=wanted))
        else:
            _void(snapshot, plan)
        return plan
    pages = [page for page in found.pages if _is_meant(page, found, wanted)]
    going = {item_of(page.path) for page in pages if page.before is None}
    for page in pages:
        _set_back(folder, snapshot, plan, page, going, wanted)
    for page in found.pages:
        if wanted and page.path == layout.ORIGINALS and page not in pages:
            _unseen(folder, snapshot, plan, page, wanted)
    if not plan.settings and not plan.obstacles:
        plan.obstacles.append(_("There is nothing in this change that could be set back"))
    return plan


def _unseen(
    folder: Path, snapshot: CaseSnapshot, plan: UndoPlan, page: OnePage, wanted: str
) -> None:
    """With a scan goes the note that came with it: that somebody saw the signatures on that paper.

    Who has looked again since then has seen it all the same.
    """
    now = _content(folder / page.path)
    new = {item_of(p.path): p.after for p in plan.found.pages if p.before is None}
    paper = entries_in(new.get(wanted)).get("scan_of")
    _before, after = changed_entries(page).get(str(paper), (None, None))
    if after is not None and entries_in(now).get(str(paper)) == after:
        _entries_back(snapshot, plan, page, now, str(paper))


def _is_meant(page: OnePage, found: Found, wanted: str | None) -> bool:
    """All of the change; or one item of it, with the act that was made for it alone."""
    if wanted is None or item_of(page.path) == wanted:
        return True
    if page.path in SEVERAL:
        return wanted in changed_entries(page)
    if page.path in (layout.CASE_PAGE, layout.VOIDED):
        return wanted == page.path.removesuffix(".yaml")
    if not page.path.startswith("acts/") or None not in (page.before, page.after):
        return False
    act = item_of(page.path)
    named = {
        item_of(other.path)
        for other in found.pages
        if act in (_act_of(other.before), _act_of(other.after))
    }
    return named == {wanted}


def _act_of(content: bytes | None) -> str | None:
    act = entries_in(content).get("act")
    return str(act) if act else None


def _void(snapshot: CaseSnapshot, plan: UndoPlan) -> None:
    """A wrongly opened case is voided as a whole; one in which something was done is closed."""
    plan.voids = True
    plan.obstacles += inside(snapshot)
    lead = snapshot.case.data.lead if snapshot.case else None
    if lead:
        text = _("The lead {id} still names this case; put it right: {command}")
        command = f"lawrec lead dispose {lead} --decision ... --correct ..."
        plan.remarks.append(text.format(id=lead, command=command))


def _set_back(
    folder: Path,
    snapshot: CaseSnapshot,
    plan: UndoPlan,
    page: OnePage,
    going: set[str],
    wanted: str | None,
) -> None:
    now = _content(folder / page.path)
    if page.path in SEVERAL:
        _entries_back(snapshot, plan, page, now, wanted)
        return
    item = item_of(page.path)
    if page.path == layout.ARCHIVED:
        plan.obstacles.append(_("What is archived stays archived"))
        return
    if now != page.after:
        text = _("{item} was changed again since: undo that first, or amend it")
        plan.obstacles.append(text.format(item=item))
        return
    if page.path.startswith("media/"):
        _medium_back(plan, page, now)
        return
    if page.before is None:
        kind = str(entries_in(page.after).get("kind"))
        if kind in KEPT_RECORDS:
            return  # such a record is itself the trace of a change, and stays
        plan.obstacles += depending(snapshot, item, going)
    elif page.path == layout.VOIDED:
        plan.obstacles += inside(snapshot)
    elif page.path.startswith("records/"):
        plan.obstacles += relied_upon(folder, snapshot, page, plan.found)
    _add(plan, page.path, item, now, page.before, page.path)


def _add(
    plan: UndoPlan, path: str, item: str, now: bytes | None, then: bytes | None, about: str
) -> None:
    then = None if then is None else pointed(path, then, in_case=True)
    plan.settings.append(Setting(path, item, now, then, page_change(path, now, then), about))


def _medium_back(plan: UndoPlan, page: OnePage, now: bytes | None) -> None:
    """Footage and scans stay; what people said of them is set back."""
    item = item_of(page.path)
    sidecar = _sidecar(page.path, now)
    if sidecar is None or now is None:
        plan.obstacles.append(_("{item} cannot be read").format(item=item))
        return
    if page.before is not None:
        _add(plan, page.path, item, now, page.before, page.path)
        return
    if sidecar.mode == _SCAN:
        title = f"误附，已撤销：{sidecar.title or sidecar.original_name}"
        then = sidecar.model_copy(update={"scan_of": None, "title": title, "proves": None})
        plan.remarks.append(
            _(
                "The file of {item} stays in the case as it is; it is tied to nothing any more"
            ).format(item=item)
        )
    elif sidecar.act is not None:
        then = sidecar.model_copy(update={"act": None})
        text = _("{item} stays in the case: footage is never removed; it is assigned to no act")
        plan.remarks.append(text.format(item=item))
    else:
        text = _("{item} is footage, which is never removed")
        plan.obstacles.append(text.format(item=item))
        return
    _add(plan, page.path, item, now, sidecar_page(then), page.path)


def _sidecar(path: str, content: bytes | None) -> Sidecar | None:
    if content is None:
        return None
    try:
        return typed(Sidecar, parse(content, path).data, path, {})
    except LawrecError:
        return None


def _entries_back(
    snapshot: CaseSnapshot, plan: UndoPlan, page: OnePage, now: bytes | None, wanted: str | None
) -> None:
    """Only the entries of this change go back; what others entered since stays."""
    current = entries_in(now)
    fresh, done = dict(current), []
    changed = changed_entries(page)
    named = {wanted: changed[wanted]} if wanted in changed else changed
    for name, (before, after) in named.items():
        if current.get(name) != after:
            text = _("{item} was changed again since: undo that first, or amend it")
            plan.obstacles.append(text.format(item=name))
            continue
        if before is None and page.path == layout.PERSONS:
            plan.obstacles += person_used(snapshot, str(name))
        done.append(str(name))
        if before is None:
            fresh.pop(name, None)
        else:
            fresh[name] = before
    if done:
        model = entry_model(page.path)
        content = {key: to_raw(typed(model, raw, page.path, {})) for key, raw in fresh.items()}
        then = dump(content, SEVERAL[page.path]) if content else None
        about = f"{page.path}：{'、'.join(done)}"
        _add(plan, page.path, page.path, now, then, about)


def _content(path: Path) -> bytes | None:
    try:
        return path.read_bytes()
    except FileNotFoundError:
        return None
