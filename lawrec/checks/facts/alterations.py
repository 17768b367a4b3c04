"""What was changed, removed or damaged after it was final: pages and footage (4.1b, 28(3), 28(4)).

The history shows the changes of pages; an amendment record that names both versions by their
digests explains one. Whether anybody acted on purpose or without care is for people.
"""

from __future__ import annotations

from collections.abc import Iterator

from lawrec.checks.base import Outcome, satisfied_but, unsure, violated
from lawrec.checks.facts.case import Facts
from lawrec.checks.reading import changed_outside, unread
from lawrec.i18n import N_
from lawrec.schema.base import is_blank
from lawrec.schema.media import Sidecar
from lawrec.schema.records.archiving import AmendmentRecord, LongTermStorageRecord
from lawrec.schema.snapshot import FinalChange, Page, Place


def altered_pages(case: Facts) -> Iterator[Outcome]:
    """One outcome for each final page that was changed or removed, as it stands now."""
    by_path: dict[str, list[FinalChange]] = {}
    for change in case.snapshot.history.changes:
        by_path.setdefault(change.path, []).append(change)
    for path in sorted(by_path):
        yield from _page(case, path, by_path[path])


def _page(case: Facts, path: str, changes: list[FinalChange]) -> Iterator[Outcome]:
    """Whether what stands there now is the last version that somebody answers for."""
    good = changes[0].old_sha256
    if good is None:
        yield _unknown_before(case, path)
        return
    last: FinalChange | None = None
    for change in changes:
        record = None if change.new_sha256 == good else amendment(case, change)
        if record is not None:
            good, last = change.new_sha256, None
            yield from _explained(case, record)
        elif change.new_sha256 == good:
            last = None
        else:
            last = change
    if last is not None:
        yield _altered(case, path, last)


def amendment(case: Facts, change: FinalChange) -> Page[AmendmentRecord] | None:
    """The amendment record of just this change: it names both versions."""
    for page in case.typed(case.records_of("amendment_record"), AmendmentRecord):
        if (page.data.old_sha256, page.data.new_sha256) == (change.old_sha256, change.new_sha256):
            return page
    return None


def _explained(case: Facts, record: Page[AmendmentRecord]) -> Iterator[Outcome]:
    """What an amendment record must say itself: the reason, and who approved."""
    amend = f"lawrec amend {case.label} {record.id} --reason ... --set"
    if is_blank(record.data.reason):
        yield unsure(
            "amendment_without_reason",
            N_("{record}: the amendment gives no reason"),
            record.at("reason"),
            remedy=f"{amend} reason=...",
            root=("amendment reason", record.id),
            record=record.id,
        )
    if is_blank(record.data.approved_by):
        yield satisfied_but(
            "warning",
            "amendment_not_approved",
            N_("{record}: the amendment names nobody who approved it; the text asks for no name"),
            record.at("approved_by"),
            remedy=f"{amend} approved_by=...",
            root=("amendment approver", record.id),
            record=record.id,
        )


def _altered(case: Facts, path: str, change: FinalChange) -> Outcome:
    removed = change.new_sha256 is None
    message = (
        N_("{path} was final and was removed on {at}, and no amendment record explains it")
        if removed
        else N_("{path} was final and was changed on {at}, and no amendment record explains it")
    )
    return violated(
        "final_page_removed" if removed else "final_page_changed",
        message,
        Place(path),
        curable=True,
        remedy=f"lawrec verify {case.label}",
        root=("altered", path),
        path=path,
        at=change.at,
    )


def _unknown_before(case: Facts, path: str) -> Outcome:
    return unsure(
        "change_unreadable",
        N_("{path} was changed, and the history lacks what it was before"),
        Place(path),
        severity="error",
        remedy=f"lawrec verify {case.label}",
        root=("altered", path),
        path=path,
    )


def history_gaps(case: Facts) -> Iterator[Outcome]:
    """What keeps the history from showing every change: it is not whole, or a page left it."""
    history = case.snapshot.history
    if history.state != "whole":
        yield from map(unread, history.problems)
        if not history.problems:
            yield unsure(
                "history_not_whole",
                N_("The history of the case is not whole; later changes cannot be seen"),
                case.case_place,
                root=("history",),
            )
    for path in history.dirty:
        yield changed_outside(case, path)


def second_copy(case: Facts, medium: str) -> Page[LongTermStorageRecord] | None:
    """The record of a copy of this medium that was checked and lies elsewhere."""
    found = case.about(medium, "long_term_storage_record")
    pages = case.typed(found, LongTermStorageRecord)
    return next((page for page in pages if page.data.verified == "yes"), None)


def damaged_media(case: Facts) -> Iterator[tuple[Page[Sidecar], bool]]:
    """Media whose content is not there, or is another one (True)."""
    for medium in case.snapshot.media:
        state = case.snapshot.media_state.get(medium.id, "present")
        if state in ("absent", "differs"):
            yield medium, state == "differs"


def content_lost(case: Facts, medium: Page[Sidecar], *, differs: bool) -> Outcome:
    """The same fact as under 25.1d; whether anybody did it, and how, cannot be told from here."""
    code, message = (
        ("file_differs", N_("{item}: the file of this medium is not the one that was stored"))
        if differs
        else ("file_absent", N_("{item}: the file of this medium is not there"))
    )
    return unsure(
        code,
        message,
        medium.at(),
        severity="error",
        remedy=f"lawrec verify {case.label}",
        root=("file", medium.id),
        item=medium.id,
    )
