"""What `attach --sort` asks on a terminal: whose a page is, and whether the signatures are seen."""

from __future__ import annotations

import os
from typing import TYPE_CHECKING

import typer

from lawrec.commands.attach_sort import where, why
from lawrec.commands.common import say, say_error
from lawrec.commands.guide_terminal import Ended, ask_line, can_ask
from lawrec.errors import LawrecError
from lawrec.i18n import _
from lawrec.schema.ids import IN_CASE

if TYPE_CHECKING:
    from collections.abc import Iterable

    from lawrec.operations.scan_cases import Cases, KnownCase
    from lawrec.operations.scan_filing import Filed
    from lawrec.operations.scan_plan import Answer, Left, Plan
    from lawrec.operations.scan_seen import Seen

may_ask = can_ask
_Choices = list[tuple["KnownCase", str]]


def ask_rest(plan: Plan, cases: Cases) -> dict[tuple[str, int], Answer]:
    """Whose the pages are that the codes do not tell; what nobody answers stays left."""
    from lawrec.operations.scan_plan import ASKED

    answers: dict[tuple[str, int], Answer] = {}
    asked = [one for one in plan.left if one.sheet and one.why in (*ASKED, "older_version")]
    if not asked:
        return answers
    labels = {paper.case.label for paper in plan.papers}
    labels |= {left.case.label for left in plan.left if left.case}
    filed = {(str(paper.case.folder), paper.item) for paper in plan.papers if not paper.missing}
    open_ones = [one for one in cases.awaiting(labels) if (str(one[0].folder), one[1]) not in filed]
    say(_("{count} pages need you.").format(count=len(asked)))
    try:
        for left in asked:
            answer = _older(left) if left.why == "older_version" else _whose(left, open_ones, cases)
            if answer is not None and left.sheet is not None:
                answers[left.file.sha256, left.sheet.number] = answer
    except Ended:
        say(_("The rest is left as it is."))
    return answers


def _older(left: Left) -> Answer | None:
    """A paper signed before its record was changed: only a person may say that it still counts."""
    from lawrec.operations.scan_plan import Answer

    if left.case is None or left.mark is None:
        return None
    say(f"{where(left)}: {why(left)}")
    while True:
        given = ask_line(_("File it all the same? [y/n/o=open] "))
        if _opens(given, left):
            continue
        if given.strip().lower() in ("y", "yes", "是"):
            return Answer(left.case, left.mark.item, left.mark)
        return None


def _whose(left: Left, choices: _Choices, cases: Cases) -> Answer | None:
    """Of which record a page is: by its number in the list, or by its id."""
    from lawrec.operations.scan_plan import Answer

    say(f"{where(left)}: {why(left)}")
    for number, (case, item) in enumerate(choices, 1):
        say(f"  {number}  {case.label} {item} {_title(case, item)}")
    while True:
        given = ask_line(_("Of which paper? number, or R07; o opens it, Enter leaves it: "))
        if _opens(given, left):
            continue
        if not given.strip():
            return None
        found = _chosen(given, choices, cases)
        if found is not None:
            return Answer(*found)
        say(_("Type a number of the list, or case and record: 2026/0001 R07"))


def _chosen(given: str, choices: _Choices, cases: Cases) -> tuple[KnownCase, str] | None:
    """The record that an answer means."""
    words = given.split()
    if len(words) == 1 and words[0].isascii() and words[0].isdigit():
        number = int(words[0])
        return choices[number - 1] if 1 <= number <= len(choices) else None
    item = words[-1].upper()
    if not IN_CASE.fullmatch(item):
        return None
    if len(words) == 2:
        case = cases.find(words[0])
    else:
        known = {case.label: case for case, _item in choices}
        case = cases.only or (next(iter(known.values())) if len(known) == 1 else None)
    return (case, item) if case is not None and item in case.records else None


def _title(case: KnownCase, item: str) -> str:
    from lawrec.operations.next_step import kind_name

    record = case.records[item].data
    return " ".join(filter(None, (kind_name(record.kind), record.title)))


def _opens(given: str, left: Left) -> bool:
    """Show the page in the computer's own viewer, where that was asked."""
    if given.strip().lower() != "o":
        return False
    typer.launch(os.fsdecode(left.file.path))
    return True


def ask_seen(filed: Iterable[Filed], cases: Cases, kept_at: str | None) -> Seen:
    """One key a paper: y for seen, n or l for not now; each is on disk before the next."""
    from lawrec.operations.scan_seen import note_one, to_see

    done: Seen = {}
    places: dict[str, str] = {}
    try:
        for one, case in to_see(filed, cases):
            who, item = case.session.who, one.paper.item
            if not _is_seen(one, case):
                continue
            place = kept_at or places.get(case.label) or _place(case, places)
            if not place:
                say(_("Without a place it is not noted."))
                continue
            places[case.label] = place
            note_one(one, case, by=who, kept_at=place)
            done[case.label, item] = who
            say(_("{id}: signatures seen by {by}").format(id=f"{case.label} {item}", by=who))
    except LawrecError as error:
        say_error(error)
    except (Ended, KeyboardInterrupt, EOFError):
        say("")
    return done


def _is_seen(one: Filed, case: KnownCase) -> bool:
    """One key stroke: whether the person who sits there has seen every signature on the scan."""
    item = one.paper.item
    names = ", ".join(case.signers(item))
    media = ", ".join(medium for medium in one.media if medium)
    say(f"{case.label} {item} {_title(case, item)} ({media})")
    say(_("  signatures that the record names: {names}").format(names=names))
    while True:
        say(_("  All seen on this scan? y yes, n no, l later, o open"))
        key = typer.getchar().lower()
        if key == "o":
            for medium in case.scans.get(item, ()):
                typer.launch(str(case.folder / medium.path.removesuffix(".yaml")))
        elif key in ("\x03", "\x04"):
            raise Ended
        elif key in ("y", "是"):
            return True
        elif key in ("n", "l", "\r", "\n"):
            return False


def _place(case: KnownCase, places: dict[str, str]) -> str:
    """Where this case's papers lie: asked once a case, with the last answer to take over."""
    from lawrec.operations.scan_seen import usual_place

    usual = usual_place(case) or (list(places.values())[-1] if places else None)
    prompt = _("Where do the papers lie? ")
    if usual:
        prompt = _("Where do the papers lie? [{place}] ").format(place=usual)
    return ask_line(prompt).strip() or usual or ""
