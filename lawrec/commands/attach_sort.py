"""lawrec attach --sort: a heap of scans, filed by the codes on its pages."""

from __future__ import annotations

from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING, Any

from lawrec.commands.common import emit, is_held, out, say
from lawrec.errors import ExitCode, UsageError
from lawrec.i18n import _
from lawrec.report.scan_text import doubled, lacks, place, taken_from, uncounted, why_left

if TYPE_CHECKING:
    from lawrec.operations.scan_filing import Filed
    from lawrec.operations.scan_plan import Left, Plan


@dataclass(frozen=True, slots=True)
class Sorting:
    """What was asked: the folder, the only case if one was named, and who has seen the papers."""

    folder: str
    case: str | None
    bureau: Path | None
    as_who: str | None
    seen_by: str | None
    kept_at: str | None
    as_json: bool


def sort_scans(asked: Sorting) -> int:
    """Read, ask for the rest where somebody sits there, file, and note what was seen."""
    from lawrec.commands.attach_ask import ask_rest, ask_seen, may_ask
    from lawrec.operations.scan_cases import Cases
    from lawrec.operations.scan_filing import file_all
    from lawrec.operations.scan_heap import read_heap
    from lawrec.operations.scan_plan import make_plan
    from lawrec.operations.scan_seen import note_seen, require_known

    if asked.seen_by and not asked.kept_at:
        raise UsageError(_("Say with --kept-at where the signed paper lies"))
    cases = Cases(asked.case, asked.bureau, asked.as_who)
    asking = may_ask() and not asked.as_json and not is_held()
    heap = read_heap(asked.folder, _told if asking else _untold)
    plan = make_plan(heap, cases, {})
    if asking and (answers := ask_rest(plan, cases)):
        plan = make_plan(heap, cases, answers)
    if asked.seen_by:
        require_known(plan, asked.seen_by)
    filed = list(file_all(plan))
    if not asked.as_json:
        _show(plan, filed)
    if asked.seen_by:
        seen = note_seen(filed, cases, by=asked.seen_by, kept_at=asked.kept_at or "")
    else:
        seen = ask_seen(filed, cases, asked.kept_at) if asking else {}
    if asked.as_json:
        emit(_document(asked, plan, filed, seen))
    elif asked.seen_by:
        for item, by in seen.items():
            _tell(_("{id}: signatures seen by {by}").format(id=" ".join(item), by=by))
    open_ones = [one for one in filed if not one.is_complete]
    return ExitCode.FINDINGS if plan.left or open_ones else ExitCode.OK


def _told(done: int, of: int) -> None:
    if done % 20 == 0 or done == of:
        say(_("{done} of {count} files read").format(done=done, count=of))


def _untold(_done: int, _of: int) -> None:
    return


def _tell(text: str) -> None:
    """A line of the answer; of a trial, which shows what would be written, beside that."""
    (say if is_held() else out)(text)


def _show(plan: Plan, filed: list[Filed]) -> None:
    """Each paper with its media, then what is missing, then what was left, by name."""
    for one in filed:
        _show_paper(one)
    for file, first in plan.same:
        _tell(_("{file}: the same content as {other}").format(file=file.name, other=first.name))
    for name in _of_several_cases(filed):
        _tell(_("{file} has pages of several cases: none has it whole, so keep it").format(
            file=name
        ))  # fmt: skip
    for file, sheet in plan.empty:
        spot = place(file.name, sheet.number, len(file.sheets))
        _tell(_("{page}: an empty page").format(page=spot))
    if plan.left:
        _tell(_("Not filed:"))
    for left in plan.left:
        _tell(f"  {where(left)}: {why(left)}")
    new = sum(path is not None for one in filed for path in one.paths)
    old = sum(part.there is not None for one in filed for part in one.paper.parts)
    _tell(
        _("{new} scans filed, {old} were there already, {left} pages or files left").format(
            new=new, old=old, left=len(plan.left)
        )
    )


def _of_several_cases(filed: list[Filed]) -> list[str]:
    """The scanner's files whose pages went to more than one case."""
    owners: dict[str, set[str]] = {}
    for one in filed:
        for part in one.paper.parts:
            owners.setdefault(part.file.name, set()).add(one.paper.case.label)
    return [name for name, cases in owners.items() if len(cases) > 1]


def _show_paper(one: Filed) -> None:
    from lawrec.operations.scan_filing import spans

    paper = one.paper
    name = f"{paper.case.label} {paper.item}"
    for part, medium in zip(paper.parts, one.media, strict=True):
        if medium is None:
            continue
        text = _("{paper}: {medium} is there already ({file})")
        if part.there is None:
            text = _("{paper}: {medium} from {file}")
        file = part.file.name
        if not part.whole:
            file = taken_from(file, part.numbers, spans(part.numbers))
        _tell(text.format(paper=name, medium=medium, file=file))
    for part, reason in one.refused:
        _tell(_("{paper}: {file} was not filed: {reason}").format(
            paper=name, file=part.file.name, reason=reason
        ))  # fmt: skip
    if paper.missing and paper.of:
        _tell(lacks(name, paper.of, paper.missing, spans(paper.missing)))
    if paper.version and paper.of is None:
        _tell(uncounted(name, sum(len(part.printed) for part in paper.parts)))
    if paper.doubled:
        _tell(doubled(name, paper.doubled, spans(paper.doubled)))


def where(left: Left) -> str:
    """The page that was left, as people name it."""
    number = left.sheet.number if left.sheet else None
    return place(left.file.name, number, len(left.file.sheets))


def why(left: Left) -> str:
    """Why it was left."""
    mark = left.mark
    detail = left.detail
    if left.why == "older_version" and mark is not None and left.case is not None:
        detail = ", ".join(left.case.changed_since(mark.item, mark.digest))
    case, record = (mark.case, mark.item) if mark else ("", "")
    return why_left(left.why, case=case, record=record, detail=detail)


def _document(
    asked: Sorting, plan: Plan, filed: list[Filed], seen: dict[tuple[str, str], str]
) -> dict[str, Any]:
    """The answer for programs."""
    return {
        "schema_version": "1",
        "folder": asked.folder,
        "papers": [_paper(one, seen) for one in filed],
        "left": [
            {
                "file": left.file.name,
                "page": left.sheet.number if left.sheet else None,
                "why": left.why,
                "detail": left.detail or None,
                "case": left.mark.case or None if left.mark else None,
                "record": left.mark.item or None if left.mark else None,
                "message": why(left),
            }
            for left in plan.left
        ],
        "empty": [{"file": file.name, "page": sheet.number} for file, sheet in plan.empty],
        "same": [{"file": file.name, "as": first.name} for file, first in plan.same],
    }


def _paper(one: Filed, seen: dict[tuple[str, str], str]) -> dict[str, Any]:
    paper = one.paper
    refused = {id(part): reason for part, reason in one.refused}
    parts = []
    for part, medium, path in zip(paper.parts, one.media, one.paths, strict=True):
        outcome = "stored" if path else "duplicate" if part.there else "refused"
        parts.append(
            {
                "file": part.file.name,
                "pages": list(part.numbers),
                "printed": list(part.printed),
                "whole": part.whole,
                "outcome": outcome,
                "medium": medium,
                "path": path,
                "reason": refused.get(id(part)),
            }
        )
    return {
        "case": paper.case.label,
        "record": paper.item,
        "of": paper.of,
        "version": paper.version,
        "missing": list(paper.missing),
        "doubled": list(paper.doubled),
        "seen_by": seen.get((paper.case.label, paper.item)),
        "parts": parts,
    }
