"""What became of a heap of scans, in sentences: why a page was left, what a paper lacks."""

from __future__ import annotations

from lawrec.i18n import N_, _

_WHY = {
    "no_code": N_("no code of a form can be read on it"),
    "several_codes": N_("it shows the codes of several papers"),
    "several_sheets": N_("it shows more than one sheet, and only one code can be read on it"),
    "blank_form": N_("a blank form that belongs to no record yet"),
    "no_case": N_("its code names no case: say which, lawrec attach --sort FOLDER CASE"),
    "unknown_case": N_("its code names case {case}, which is not here: another bureau's?"),
    "other_case": N_("it belongs to case {case}, which was not asked for"),
    "archived": N_("case {case} is archived and frozen"),
    "no_record": N_("case {case} has no record {record}"),
    "secret": N_("a paper with state secrets: its scan is not kept here"),
    "older_version": N_("{record} was changed after this was printed; changed: {detail}"),
    "never_such": N_(
        "{record} of case {case} never had this content: another bureau's paper, or an unsaved one?"
    ),
    "unreadable": N_("{detail}"),
}
_UNREADABLE = {
    "no_picture": N_("neither a picture nor a PDF, whatever its name says"),
    "damaged": N_("damaged: it cannot be read"),
    "encrypted": N_("a PDF that asks for a password: scan it again without one"),
    "too_large": N_("it claims to be larger than any scan"),
    "hung": N_("reading it took too long"),
    "crashed": N_("reading it ended the reader"),
    "link": N_("a link, which is not followed"),
    "special": N_("no file: a pipe or device"),
    "empty": N_("an empty file"),
    "unreadable": N_("it may not be read, or its disk fails"),
    "missing": N_("it is gone"),
    "too_deep": N_("its folder lies too deep"),
    "no_footage": N_("no scan: neither a picture nor a PDF"),
}


def why_left(why: str, *, case: str = "", record: str = "", detail: str = "") -> str:
    """Why a page or file was not filed; `detail` is a code of reading or a list of fields."""
    known = _UNREADABLE.get(detail) if why == "unreadable" else None
    text = _(known) if known else detail
    return _(_WHY[why]).format(case=case, record=record, detail=text)


def place(file: str, page: int | None, pages: int) -> str:
    """A page of a scan as people name it."""
    if page is None or pages < 2:
        return file
    return _("{file} page {page}").format(file=file, page=page)


def lacks(record: str, of: int, missing: tuple[int, ...], spans: str) -> str:
    """Which printed pages of a record no scan has."""
    if len(missing) == 1:
        text = _("{record}: page {pages} of {of} is missing")
    else:
        text = _("{record}: pages {pages} of {of} are missing")
    return text.format(record=record, pages=spans, of=of)


def uncounted(record: str, pages: int) -> str:
    """That nobody can tell whether all pages of a paper from a word processor were scanned."""
    text = _(
        "{record}: pages scanned: {count}; printed from .docx, so look whether they are all there"
    )
    return text.format(record=record, count=pages)


def doubled(record: str, pages: tuple[int, ...], spans: str) -> str:
    """Which printed pages of a record were scanned more than once."""
    if len(pages) == 1:
        text = _("{record}: page {pages} is there more than once; all are kept")
    else:
        text = _("{record}: pages {pages} are there more than once; all are kept")
    return text.format(record=record, pages=spans)


def taken_from(file: str, pages: tuple[int, ...], spans: str) -> str:
    """The pages of a file that were taken out of it."""
    if len(pages) == 1:
        return _("{file} page {page}").format(file=file, page=pages[0])
    return _("{file} pages {pages}").format(file=file, pages=spans)
