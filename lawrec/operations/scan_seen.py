"""Noting that somebody has seen the signatures on a scan: the paper itself, or on the screen."""

from __future__ import annotations

from collections.abc import Iterable, Iterator

from lawrec.errors import RefusedError
from lawrec.i18n import _
from lawrec.operations.case_writer import CaseView
from lawrec.operations.pages import seen
from lawrec.operations.references import require_person
from lawrec.operations.scan_cases import Cases, KnownCase
from lawrec.operations.scan_filing import Filed
from lawrec.operations.scan_plan import Plan

Seen = dict[tuple[str, str], str]
"""Case and record -> who has seen the signatures."""


def to_see(filed: Iterable[Filed], cases: Cases) -> Iterator[tuple[Filed, KnownCase]]:
    """Papers whose scan is complete, that name signatures which nobody has noted to have seen."""
    fresh: dict[str, KnownCase] = {}
    for one in filed:
        case, item = one.paper.case, one.paper.item
        if not one.is_complete or not any(one.media) or case.snapshot.archived is not None:
            continue
        if case.label not in fresh:
            fresh[case.label] = cases.reread(case)
        case = fresh[case.label]
        if item in case.records and case.signers(item) and not case.is_seen(item):
            yield one, case


def require_known(plan: Plan, name: str) -> None:
    """Refuse, before a page is filed, a name that one of the cases does not know."""
    for case in {paper.case.label: paper.case for paper in plan.papers}.values():
        require_person(CaseView(case.folder, case.session, case.snapshot), name)


def note_one(one: Filed, case: KnownCase, *, by: str, kept_at: str) -> None:
    """Note it for one paper, naming the scan; raises LawrecError like `seen`.

    What somebody looked at is the paper as it was matched: if its record says something else by
    now, nothing is noted.
    """
    if one.paper.case.version(one.paper.item) != case.version_now(one.paper.item):
        raise RefusedError(
            _("{id} has just been changed by somebody else").format(id=one.paper.item),
            fix=_("Run the command again: it compares with what the record says now"),
        )
    media = [medium for medium in one.media if medium]
    pages = f"扫描件 {'、'.join(media)}"
    items = (one.paper.item,)
    seen(case.folder, case.session, items, kept_at=kept_at, by=by, pages=pages)


def note_seen(filed: Iterable[Filed], cases: Cases, *, by: str, kept_at: str) -> Seen:
    """Note it for all of them at once, for a person who has looked at each."""
    done: Seen = {}
    for one, case in list(to_see(filed, cases)):
        note_one(one, case, by=by, kept_at=kept_at)
        done[case.label, one.paper.item] = by
    return done


def usual_place(case: KnownCase) -> str | None:
    """Where the case's papers were last said to lie."""
    places = [entry.kept_at for entry in case.snapshot.originals.values()]
    return places[-1] if places else None
