"""What is left to do in a case beside the findings: drafts, loose footage, open questions."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import datetime

from lawrec.checks.facts.case import Facts
from lawrec.i18n import _, language
from lawrec.report.lines import labelled
from lawrec.report.worklist import WorkItem
from lawrec.schema.media import FILMED, Sidecar
from lawrec.schema.moments import format_moment, last_instant
from lawrec.schema.questions import open_questions, question_text
from lawrec.schema.records.kinds import KINDS
from lawrec.schema.snapshot import Page
from lawrec.schema.value_names import value_name

_STORING = "25.2b"


def chores(case: Facts, found: tuple[WorkItem, ...]) -> list[WorkItem]:
    """The open things that no finding in `found` names already."""
    if case.snapshot.archived is not None:
        return []
    return [
        *_drafts(case, found),
        *_not_handed_over(case, found),
        *_unassigned(case, found),
        *_questions(case, found),
    ]


def _drafts(case: Facts, found: tuple[WorkItem, ...]) -> Iterator[WorkItem]:
    named = {item.command for item in found if item.command}
    for page in case.snapshot.records:
        command = f"lawrec finalise {case.label} {page.id}"
        if not page.data.draft or any(other.startswith(command) for other in named):
            continue
        kind = KINDS.get(page.data.kind)
        name = (kind.zh if language() == "zh" else kind.en) if kind else page.data.kind
        yield WorkItem(
            stage=kind.stage if kind else 0,
            state="draft",
            what=_("{id} {kind} is a draft").format(id=page.id, kind=name),
            severity="warning",
            command=command,
            path=page.path,
        )


def _not_handed_over(case: Facts, found: tuple[WorkItem, ...]) -> Iterator[WorkItem]:
    """Recordings that no hand-over names; a dock has stored its own and hands nothing over."""
    covered = {i for r in case.records_of("media_handover_record") for i in r.data.about}
    told = {item.path for item in found if any(c.startswith("25.2") for c in item.clauses)}
    left = [
        page
        for page in case.snapshot.media
        if page.data.mode in FILMED
        and page.data.stored.source == "import"
        and page.id not in covered
        and page.path not in told
    ]
    if not left:
        return
    ids = [page.id for page in left]
    dues = [due for page in left if (due := _storing_due(case, page)) is not None]
    yield WorkItem(
        stage=5,
        state="not_handed_over",
        what=_("Recordings that no hand-over record names: {items}").format(items=" ".join(ids)),
        severity="warning",
        command=f"lawrec add-record {case.label} media_handover_record "
        f'--set "about=[{", ".join(ids)}]" --set from=... --set to=... --set store=...',
        due=format_moment(min(dues)) if dues else None,
        clauses=(_STORING,) if case.rulebook.clause(_STORING) else (),
    )


def _storing_due(case: Facts, page: Page[Sidecar]) -> datetime | None:
    """When the recording must lie in the unit's storage, if it does not yet (25.2)."""
    end = page.data.captured.end or page.data.captured.start
    if end is None or page.data.stored.at is not None or case.rulebook.clause(_STORING) is None:
        return None
    return last_instant(end) + case.limit(_STORING, "storage")


def _unassigned(case: Facts, found: tuple[WorkItem, ...]) -> Iterator[WorkItem]:
    told = {item.path for item in found if (item.command or "").startswith("lawrec assign-media ")}
    for page in case.snapshot.media:
        if page.data.mode not in FILMED or page.data.act is not None or page.path in told:
            continue
        yield WorkItem(
            stage=2,
            state="unassigned",
            what=_("{id} {mode} {title} belongs to no act yet").format(
                id=page.id,
                mode=value_name(page.data.mode, language()),
                title=page.data.title or page.data.original_name,
            ),
            severity="warning",
            command=f"lawrec assign-media {case.label} {page.id} --act ...",
            path=page.path,
        )


def _questions(case: Facts, found: tuple[WorkItem, ...]) -> Iterator[WorkItem]:
    commands = [item.command or "" for item in found]
    demanded = bool(case.records_of("demand_notice"))
    for question in open_questions(case.snapshot.declarations, case.case, demanded=demanded):
        if any(f" {question}=" in command for command in commands):
            continue
        yield WorkItem(
            stage=0,
            state="question",
            what=labelled(question, question_text(question, language())),
            command=f"lawrec declare {case.label} {question}=... --basis ...",
        )
