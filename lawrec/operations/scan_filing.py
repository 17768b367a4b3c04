"""Filing sorted scans: each case's in one commit, as the scanner wrote them.

Of a file with pages of several records new files are made, in a folder of our own that is taken
away again; the scanner's file is only read. Each new one says from which file (name, SHA-256) and
which pages it was taken. Where all its pages belong to one case, that file goes in, too; where
they belong to several it does not: one party's papers have no place in another's case file.
"""

from __future__ import annotations

import hashlib
import os
import tempfile
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field
from itertools import groupby
from pathlib import Path

from lawrec.errors import LawrecError, RefusedError
from lawrec.i18n import _
from lawrec.media.scan_reader import ScanReader
from lawrec.media.scan_trouble import NotReadable
from lawrec.operations.attach import Attachment, attach_all
from lawrec.operations.scan_cases import KnownCase
from lawrec.operations.scan_heap import ScanFile
from lawrec.operations.scan_plan import Paper, Part, Plan
from lawrec.operations.written import Written
from lawrec.schema.media import CutFrom, PrintedPages


@dataclass(slots=True)
class Filed:
    """What became of one record's scan: the media, in the order of its parts, and refusals.

    `media` has the id for each part, also of one that was there before; None for a refused one.
    """

    paper: Paper
    media: list[str | None] = field(default_factory=list)
    paths: list[str | None] = field(default_factory=list)
    refused: list[tuple[Part, str]] = field(default_factory=list)

    @property
    def is_new(self) -> bool:
        """Whether anything was filed now."""
        return any(path is not None for path in self.paths)

    @property
    def is_complete(self) -> bool:
        """Whether every page that the codes promise is there."""
        return not self.paper.missing and not self.refused


def file_all(plan: Plan) -> Iterator[Filed]:
    """File the papers of a plan, case by case; what is there already is left alone.

    A case that cannot be written to (archived, held by somebody) costs only its own papers.
    """
    for _folder, papers in groupby(plan.papers, key=lambda paper: str(paper.case.folder)):
        with tempfile.TemporaryDirectory(prefix="lawrec-scan-") as room:
            yield from _file_case(tuple(papers), plan, Path(room))


@dataclass(slots=True)
class _Entry:
    part: Part | None
    path: bytes
    given: Attachment


def _file_case(papers: Sequence[Paper], plan: Plan, room: Path) -> list[Filed]:
    """One case's papers, in one commit."""
    results = [Filed(paper) for paper in papers]
    entries: list[_Entry] = []
    failed: dict[int, str] = {}
    case = papers[0].case
    with ScanReader() as reader:
        for paper in papers:
            for part in paper.parts:
                if part.there is not None:
                    continue
                try:
                    entries.append(_entry(paper, part, reader, room))
                except (NotReadable, OSError):
                    failed[id(part)] = _("Its pages could not be taken out of the file unchanged")
    entries += _own_heaps(entries, case, plan)
    written: dict[int, Written] = {}
    try:
        answers = attach_all(
            case.folder, case.session, [(entry.path, entry.given) for entry in entries]
        )
    except LawrecError as error:
        answers = [RefusedError(error.what) for _entry_ in entries]
    for entry, answer in zip(entries, answers, strict=True):
        if entry.part is not None and isinstance(answer, Written):
            written[id(entry.part)] = answer
        elif entry.part is not None and isinstance(answer, RefusedError):
            failed[id(entry.part)] = answer.what
    for result in results:
        for part in result.paper.parts:
            done = written.get(id(part))
            result.media.append(done.id if done else part.there)
            result.paths.append(done.path.removesuffix(".yaml") if done else None)
            if id(part) in failed:
                result.refused.append((part, failed[id(part)]))
    return results


def _entry(paper: Paper, part: Part, reader: ScanReader, room: Path) -> _Entry:
    """What to attach for one part: the file itself, or its pages taken out of it."""
    pages = tuple(page for page in part.printed if page is not None)
    printed = None
    if paper.version:
        printed = PrintedPages(pages=pages, of=paper.of, version=paper.version)
    given = Attachment(
        scan_of=paper.item,
        title=_title(paper, pages),
        pages=str(len(part.numbers)),
        printed=printed,
        cut_from=None if part.whole else _cut_from(part),
        expects=paper.case.version(paper.item),
    )
    if part.whole:
        return _Entry(part, part.file.path, given)
    target = room / _cut_name(paper, part)
    reader.cut(part.file.path, part.numbers, target)
    with target.open("rb+") as file:
        os.fsync(file.fileno())
    return _Entry(part, os.fsencode(target), given)


def _title(paper: Paper, pages: tuple[int, ...]) -> str:
    """What the scan is called in the case; the archive's own language."""
    if paper.of is None or set(range(1, paper.of + 1)) <= set(pages):
        return f"{paper.item} 签字件"
    return f"{paper.item} 签字件 第{spans(pages)}页（共{paper.of}页）"


def _cut_from(part: Part) -> CutFrom:
    name = Path(part.file.name).name.encode("utf-8", "replace").decode("utf-8")
    return CutFrom(name=name, sha256=part.file.sha256, pages=part.numbers)


def _cut_name(paper: Paper, part: Part) -> str:
    """The name of a new file: that of the scanner's, the record, the pages."""
    name = Path(part.file.name).name.encode("utf-8", "replace").decode("utf-8")
    stem, suffix = Path(name).stem, Path(name).suffix.lower()
    ending = suffix if suffix in (".pdf", ".tif", ".tiff") else ".pdf"
    sign = hashlib.sha256(repr((part.file.sha256, part.numbers)).encode()).hexdigest()[:6]
    return f"{stem[:60]}-{paper.item}-{sign}{ending}"


def _own_heaps(entries: Sequence[_Entry], case: KnownCase, plan: Plan) -> list[_Entry]:
    """The scanner's files whose pages were taken out and all belong to this one case."""
    cut = {e.part.file.sha256: e.part.file for e in entries if e.part and not e.part.whole}
    found = []
    for digest, file in cut.items():
        known = any(medium.data.sha256 == digest for medium in case.snapshot.media)
        if not known and _belongs_to(file, case, plan):
            title = f"扫描原件 {Path(file.name).name.encode('utf-8', 'replace').decode()}"
            pages = str(len(file.sheets))
            found.append(_Entry(None, file.path, Attachment(title=title, pages=pages)))
    return found


def _belongs_to(file: ScanFile, case: KnownCase, plan: Plan) -> bool:
    """Whether nothing of the file is another case's, or of somebody unknown."""
    if any(left.file is file for left in plan.left):
        return False
    owners = {
        paper.case.folder
        for paper in plan.papers
        for part in paper.parts
        if part.file.sha256 == file.sha256
    }
    return owners == {case.folder}


def spans(numbers: Sequence[int]) -> str:
    """Numbers as people write them: 1-3, 5."""
    parts: list[list[int]] = []
    for number in sorted(set(numbers)):
        if parts and number == parts[-1][1] + 1:
            parts[-1][1] = number
        else:
            parts.append([number, number])
    return ", ".join(str(a) if a == b else f"{a}-{b}" for a, b in parts)
