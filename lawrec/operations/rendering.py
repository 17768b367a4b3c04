"""Printing the papers of a case: records as editable .docx or as PDF/A, and blank forms."""

from __future__ import annotations

import hashlib
import re
from collections.abc import Callable, Iterable, Iterator
from dataclasses import dataclass, replace
from datetime import UTC
from pathlib import Path
from typing import Any, Literal

from lawrec.errors import InputError, RefusedError, UsageError
from lawrec.forms import docx_build, docx_form, layouts, mark, pdf
from lawrec.forms.context import Subject, context
from lawrec.forms.filling import filled
from lawrec.i18n import Language, _
from lawrec.operations.overview import find_page
from lawrec.operations.render_files import Paper, is_file, targets, write_new
from lawrec.operations.secrecy import is_stub
from lawrec.operations.session import Session
from lawrec.schema.records.common import Approval, Record
from lawrec.schema.records.kinds import KINDS, Kind, find_kind
from lawrec.schema.snapshot import CaseSnapshot, Page
from lawrec.store import layout
from lawrec.store.files import os_errors
from lawrec.store.load import load_case

Format = Literal["docx", "pdf"]
_REST = re.compile(r"(?<![.\w])rest\b")
_MARK_DOTS = 6
"""Dots of the printer's picture for each module of a code: sharp at 600 dots an inch."""


@dataclass(frozen=True, slots=True)
class Wanted:
    """What to print and how.

    `items` are ids of records; `everything` means all of the case; `blank` are kinds whose empty
    form to take along. `out` is a file for one paper, a folder for several; None the current
    folder. `fonts` is a folder of font files, `language` that of the paper (else the bureau's).
    """

    format: Format = "docx"
    items: tuple[str, ...] = ()
    everything: bool = False
    blank: tuple[str, ...] = ()
    out: Path | None = None
    fonts: Path | None = None
    language: Language | None = None


@dataclass(frozen=True, slots=True)
class Printed:
    """One file that was written: of which record (None: a blank form), from which form.

    `pages` and `fonts` are known for PDF only: a word processor breaks the pages of a .docx.
    `left_out` are the fields of the record that a bureau's own form says nowhere; `passed_over`
    is the own form of a case repository that this computer does not know, which is not taken.
    """

    record: str | None
    kind: str
    path: Path
    form: str
    own_form: bool
    pages: int | None = None
    fonts: tuple[str, ...] = ()
    left_out: tuple[str, ...] = ()
    passed_over: str | None = None


def render(folder: Path | None, session: Session, wanted: Wanted) -> tuple[Printed, ...]:
    """Print what is wanted of the case in that folder (None: blank forms without a case).

    Every file is made before the first is written, so that a mistake in one leaves none behind;
    each is written whole or not at all, and never over anything.
    """
    snapshot = _snapshot(folder, session)
    papers = tuple(_papers(snapshot, wanted))
    if not papers:
        raise UsageError(
            _("There is nothing to print"),
            fix=_("Name a record such as R07, or use --all, or --blank with a kind of paper"),
        )
    into = wanted.language or (
        snapshot.bureau.profile.language if snapshot.bureau.profile else "zh"
    )
    press = _Press(folder, session, snapshot, wanted, into)
    named = wanted.out is not None and is_file(wanted.out)
    places = targets(snapshot.name, papers, wanted.format, wanted.out, into)
    made = [press.print(kind, page) for kind, page in papers]
    return tuple(
        _printed(done, paper, write_new(place, done.data, numbered=not named))
        for done, paper, place in zip(made, papers, places, strict=True)
    )


def _printed(made: _Made, paper: Paper, path: Path) -> Printed:
    kind, page = paper
    pages, fonts = (made.pdf.pages, made.pdf.fonts) if made.pdf else (None, ())
    item = page.id if page else None
    told = (made.form.where, made.form.own, pages, fonts, made.left_out, made.passed_over)
    return Printed(item, kind.id, path, *told)


def _snapshot(folder: Path | None, session: Session) -> CaseSnapshot:
    if folder is None:
        return CaseSnapshot("", bureau=session.facts)
    return load_case(folder, bureau=session.facts if session.bureau else None)


def _papers(snapshot: CaseSnapshot, wanted: Wanted) -> Iterator[Paper]:
    pages: Iterable[Page[Record]] = [_record(snapshot, item) for item in wanted.items]
    if wanted.everything:
        pages = (page for page in snapshot.records if not is_stub(snapshot, page.id))
    for page in pages:
        kind = KINDS.get(page.data.kind)
        if kind is None:
            raise InputError(
                _("There is no kind of record {kind}").format(kind=page.data.kind), where=page.path
            )
        yield kind, page
    for name in wanted.blank:
        kind = find_kind(name)
        if kind is None:
            raise UsageError(
                _("There is no kind of record {kind}").format(kind=name),
                fix=_("See all kinds: lawrec schema"),
            )
        yield kind, None


def _record(snapshot: CaseSnapshot, item: str) -> Page[Record]:
    page = find_page(snapshot, item)
    if page is None:
        raise InputError(
            _("There is no {id} in this case").format(id=item),
            fix=_("See what it holds: lawrec show CASE, or journal CASE"),
        )
    if not isinstance(page.data, Record):
        raise UsageError(
            _("{id} is no paper: only records such as R07 are printed").format(id=page.id)
        )
    if is_stub(snapshot, page.id):
        raise RefusedError(
            _(
                "{id} is only the stub of a paper with state secrets: that is printed elsewhere"
            ).format(id=page.id)
        )
    return Page(page.id, page.path, page.data)


@dataclass(frozen=True, slots=True)
class _Made:
    data: bytes
    form: layouts.Found
    pdf: pdf.Pdf | None
    left_out: tuple[str, ...] = ()
    passed_over: str | None = None


class _Press:
    """Prints papers of one case in one format."""

    def __init__(
        self,
        folder: Path | None,
        session: Session,
        snapshot: CaseSnapshot,
        wanted: Wanted,
        into: Language,
    ) -> None:
        self._folder, self._snapshot, self._into = folder, snapshot, into
        self._now = session.now().astimezone(UTC)
        # What a bureau that nobody here knows has in its folder is not run, not even in a sandbox.
        forms = session.bureau / layouts.FOLDER if session.bureau else None
        self._own = forms if session.facts.known else None
        self._strange = None if session.facts.known else forms
        self._fonts = pdf.find_fonts(wanted.fonts) if wanted.format == "pdf" else None

    def print(self, kind: Kind, page: Page[Record] | None) -> _Made:
        """One paper, and the own form that was not taken for it, if there is one."""
        own = layouts.own_file(kind, self._into, self._strange) if self._strange else None
        return replace(self._print(kind, page), passed_over=str(own) if own else None)

    def _print(self, kind: Kind, page: Page[Record] | None) -> _Made:
        found = layouts.find(kind, self._into, self._own)
        subject = Subject(kind, self._snapshot, page, self._into)
        if self._fonts is None:
            return self._docx(found, subject)
        values = {**context(subject, layouts.shown(found.layout)), "running": self._running(page)}
        words = values["w"]
        form = filled(found, values) | {
            "lang": self._into,
            "author": values["bureau"].name,
            "running": values["running"],
            "paging": f"{words.page}{{page}}{words.of}{{pages}}{words.end}",
        }
        done = pdf.set_pdf(form, self._fonts, found.where, self._now, self._marks(page))
        source = "\n".join(layouts.texts(found.layout))
        return _Made(done.data, found, done, _left_out(source, values))

    def _docx(self, found: layouts.Found, subject: Subject) -> _Made:
        template = found.document.read_bytes() if found.document else docx_build.build(found.layout)
        source = docx_form.source_of(template, found.where)
        shown = layouts.shown_by(source)
        values = context(subject, shown | frozenset(found.layout.hide))
        values["running"] = self._running(subject.page)
        code = self._marks(subject.page)(0, 0)  # one picture for all pages, however many
        data = docx_form.fill_docx(template, values, code, found.where)
        return _Made(data, found, None, _left_out(source, values))

    def _running(self, page: Page[Record] | None) -> str:
        """What stands small at the top of every page: the case's number and the record's id.

        A draft says there that it is one, whatever its form; a form that goes round to be signed
        is a draft until its last step and does not.
        """
        case = self._snapshot.case
        parts = [case.data.number if case else "", page.id if page else ""]
        if page is not None and page.data.draft and not isinstance(page.data, Approval):
            parts.append("草稿" if self._into == "zh" else "draft")
        return " · ".join(filter(None, parts))

    def _marks(self, page: Page[Record] | None) -> Callable[[int, int], bytes]:
        """The pictures of the codes: which page, of which version of the record."""
        label = layout.case_label(self._folder) if self._folder else ""
        digest = ""
        if page is not None and self._folder is not None:
            with os_errors(self._folder / page.path):
                content = (self._folder / page.path).read_bytes()
            digest = hashlib.sha256(content).hexdigest()[:8]
        item = page.id if page else ""

        def picture(number: int, of: int) -> bytes:
            return mark.picture(mark.payload(label, item, number, of, digest), _MARK_DOTS)

        return picture


def _left_out(source: str, values: dict[str, Any]) -> tuple[str, ...]:
    """What a record says and its form does not: a bureau's own one may lack the rest."""
    return () if _REST.search(source) else tuple(row.label for row in values["rest"])
