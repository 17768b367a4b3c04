"""What goes where: pages of a heap of scans by case, record and version, and what is left over.

A page is filed by its code alone: the case is there, the record is there, and it says today what
it said when it was printed. Anything else is left to a person. A file whose pages are all of one
record is taken as the scanner wrote it; of one with pages of several, each record gets its pages.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from typing import Literal

from lawrec.forms.mark import Mark
from lawrec.operations.scan_cases import DIGITS, Cases, KnownCase
from lawrec.operations.scan_heap import ScanFile, Sheet
from lawrec.operations.secrecy import is_stub

Why = Literal[
    "no_code",
    "several_codes",
    "several_sheets",
    "blank_form",
    "no_case",
    "unknown_case",
    "other_case",
    "archived",
    "no_record",
    "secret",
    "older_version",
    "never_such",
    "unreadable",
]
ASKED: frozenset[Why] = frozenset({"no_code", "several_codes", "several_sheets", "blank_form"})
"""Pages of which a person is asked whose they are; the code of the others says it."""


@dataclass(frozen=True, slots=True)
class Left:
    """A page or file that nothing could be done with by itself, and why."""

    file: ScanFile
    sheet: Sheet | None
    why: Why
    detail: str = ""
    mark: Mark | None = None
    case: KnownCase | None = None


@dataclass(frozen=True, slots=True)
class Answer:
    """What a person said of one page: whose it is. `mark` is what its code says, if it has one."""

    case: KnownCase
    item: str
    mark: Mark | None = None


@dataclass(frozen=True, slots=True)
class Part:
    """The pages of one file that belong to one record; `whole` where that is all of the file.

    `printed` are the numbers of the printed pages, None for one without a readable code. `there`
    is the medium that has this content already.
    """

    file: ScanFile
    numbers: tuple[int, ...]
    printed: tuple[int | None, ...]
    whole: bool
    there: str | None = None


@dataclass(slots=True)
class Paper:
    """One record's scan: its parts in the order of pages, and what is missing or there twice.

    `of` and `version` are what the codes say, None where a person said whose the pages are. `of`
    alone is None for a paper from a word processor, whose codes do not count pages.
    """

    case: KnownCase
    item: str
    of: int | None
    version: str | None
    parts: list[Part] = field(default_factory=list)
    missing: tuple[int, ...] = ()
    doubled: tuple[int, ...] = ()


@dataclass(frozen=True, slots=True)
class Plan:
    """Everything of a heap: papers to file, what is left, files that add nothing."""

    papers: tuple[Paper, ...]
    left: tuple[Left, ...]
    empty: tuple[tuple[ScanFile, Sheet], ...]
    same: tuple[tuple[ScanFile, ScanFile], ...]
    """Files with the very content of another file of the heap."""


_Key = tuple[str, str, int | None, str | None]
Answers = Mapping[tuple[str, int], Answer]


def make_plan(heap: Sequence[ScanFile], cases: Cases, answers: Answers) -> Plan:
    """Sort the pages; `answers` are those of persons, by the file's digest and the page."""
    papers: dict[_Key, Paper] = {}
    left: list[Left] = []
    empty: list[tuple[ScanFile, Sheet]] = []
    same: list[tuple[ScanFile, ScanFile]] = []
    first: dict[str, ScanFile] = {}
    for file in heap:
        if file.refused is not None:
            left.append(Left(file, None, "unreadable", file.refused))
            continue
        if first.setdefault(file.sha256, file) is not file:
            same.append((file, first[file.sha256]))
            continue
        sorter = _Sorter(file, cases, answers)
        left += sorter.left
        alone = set(sorter.empty)
        for paper in sorter.papers():
            key = (str(paper.case.folder), paper.item, paper.of, paper.version)
            if key in papers:
                papers[key].parts += paper.parts
            else:
                papers[key] = paper
            taken = {number for part in paper.parts for number in part.numbers}
            alone = {sheet for sheet in alone if sheet.number not in taken}
        empty += [(file, sheet) for sheet in sorter.empty if sheet in alone]
    for paper in papers.values():
        _settle(paper)
    found = sorted(papers.values(), key=_order)
    return Plan(tuple(found), tuple(left), tuple(empty), tuple(same))


def _order(paper: Paper) -> tuple[str, int, str]:
    return paper.case.label, int(paper.item[1:]), paper.version or ""


class _Sorter:
    """The pages of one file, each with its record or among those left."""

    def __init__(self, file: ScanFile, cases: Cases, answers: Answers) -> None:
        self._file = file
        self._cases = cases
        self.left: list[Left] = []
        self.empty: list[Sheet] = []
        self._found: list[tuple[KnownCase, str, Mark | None, Sheet]] = []
        for sheet in file.sheets:
            answer = answers.get((file.sha256, sheet.number))
            if answer is not None and is_stub(answer.case.snapshot, answer.item):
                self._leave(sheet, "secret")
            elif answer is not None:
                self._found.append((answer.case, answer.item, answer.mark, sheet))
            elif not sheet.marks and sheet.empty:
                self.empty.append(sheet)
            else:
                self._by_mark(sheet)

    def _by_mark(self, sheet: Sheet) -> None:
        kinds = {(mark.case, mark.item, mark.pages, mark.digest) for mark in sheet.marks}
        if sheet.trouble is not None:
            self._leave(sheet, "unreadable", sheet.trouble)
        elif not sheet.marks:
            self._leave(sheet, "no_code")
        elif len(kinds) > 1:
            self._leave(sheet, "several_codes")
        elif sheet.beyond:
            # What lies beside it may be a paper of another case, whose code was not read.
            self._leave(sheet, "several_sheets")
        else:
            mark = sheet.marks[0]
            case = self._cases.find(mark.case)
            why = _doubt(mark, case, self._cases)
            if why is not None or case is None:
                self.left.append(Left(self._file, sheet, why or "unknown_case", "", mark, case))
            else:
                self._found.append((case, mark.item, mark, sheet))

    def _leave(self, sheet: Sheet, why: Why, detail: str = "") -> None:
        self.left.append(Left(self._file, sheet, why, detail))

    def papers(self) -> Iterator[Paper]:
        """Each record with its pages of this file; backs of sheets go with the page before."""
        groups: dict[_Key, Paper] = {}
        sheets: dict[_Key, list[tuple[Sheet, Mark | None]]] = {}
        backs = {sheet.number: sheet for sheet in self.empty}
        for case, item, mark, sheet in self._found:
            of, version = (mark.pages or None, mark.digest) if mark else (None, None)
            key = (str(case.folder), item, of, version)
            groups.setdefault(key, Paper(case, item, of, version))
            mine = sheets.setdefault(key, [])
            mine.append((sheet, mark))
            number = sheet.number + 1
            while number in backs:
                mine.append((backs[number], None))
                number += 1
        whole = len(groups) == 1 and not self.left
        for key, paper in groups.items():
            paper.parts.append(self._part(paper, sheets[key], whole=whole))
            yield paper

    def _part(self, paper: Paper, sheets: list[tuple[Sheet, Mark | None]], *, whole: bool) -> Part:
        numbers = tuple(sheet.number for sheet, _mark in sheets)
        if whole:
            numbers = tuple(sheet.number for sheet in self._file.sheets)
        printed: list[int | None] = []
        for sheet, mark in sheets:
            if mark is not None and mark.pages:
                pages = {other.page for other in sheet.marks if other.item == mark.item}
                printed += sorted(pages or {mark.page})
            elif not sheet.empty:
                printed.append(None)
        there = _there(paper, self._file, numbers, whole=whole)
        return Part(self._file, numbers, tuple(printed), whole, there)


def _doubt(mark: Mark, case: KnownCase | None, cases: Cases) -> Why | None:
    """Why a page must not be filed by its code; None where it may."""
    if not mark.item:
        return "blank_form"
    if case is None:
        if not mark.case:
            return "no_case"
        return "other_case" if cases.only is not None else "unknown_case"
    if mark.item not in case.records:
        return "no_record"
    if is_stub(case.snapshot, mark.item):
        return "secret"
    if not mark.digest:
        return "blank_form"
    if case.version(mark.item)[:DIGITS] != mark.digest:
        return "older_version" if case.had(mark.item, mark.digest) else "never_such"
    return "archived" if case.snapshot.archived is not None else None


def _there(paper: Paper, file: ScanFile, numbers: tuple[int, ...], *, whole: bool) -> str | None:
    """The medium that is a scan of this record and has this very content already."""
    for medium in paper.case.scans.get(paper.item, ()):
        cut = medium.data.cut_from
        if whole and medium.data.sha256 == file.sha256:
            return medium.id
        if cut is not None and cut.sha256 == file.sha256 and set(numbers) <= set(cut.pages):
            return medium.id
    return None


def _settle(paper: Paper) -> None:
    """Order the parts by page, and say which pages are missing and which are there twice."""
    paper.parts.sort(key=lambda part: min((p or 0 for p in part.printed), default=0))
    if paper.of is None:
        return
    pages = [page for part in paper.parts for page in part.printed if page is not None]
    here = {part.there for part in paper.parts if part.there}
    for medium in paper.case.scans.get(paper.item, ()):
        printed = medium.data.printed
        same = printed is not None and (printed.of, printed.version) == (paper.of, paper.version)
        if printed is not None and same and medium.id not in here:
            pages += printed.pages
    paper.missing = tuple(page for page in range(1, paper.of + 1) if page not in pages)
    paper.doubled = tuple(sorted({page for page in pages if pages.count(page) > 1}))
