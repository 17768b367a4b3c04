"""The code on a printed page: which case, record, page and version the paper is.

The text is short, so that its QR code survives a cheap scanner at 22 mm, and in the letters that
QR codes store most densely. A check code over the whole stands at the end: what a torn or crumpled
code was misread to is no mark, and files nothing.

    LR1:2026/0001:R05:2:3:1A2B3C4D9F03C     case, record, page, pages, digest + check code

These 35 letters are the most that the smallest code has room for (29 modules a side) with nearly
a third of it spare; more pages or digits make it larger or leave it less to spare.
"""

from __future__ import annotations

import hashlib
import re
from dataclasses import dataclass
from io import BytesIO

from lawrec.errors import EnvironmentTrouble
from lawrec.i18n import _
from lawrec.schema.ids import IN_CASE

PREFIX = "LR1"
MOST_PAGES = 9999
_LABEL = re.compile(r"\d{4}/\d{1,6}", re.ASCII)
_DIGEST = re.compile(r"[0-9a-f]{8}")
_TEXT = re.compile(
    rf"{PREFIX}:((?:\d{{4}}/\d{{1,6}})?):((?:[ARM]\d{{2,5}})?):(0|[1-9]\d{{0,3}}):(0|[1-9]\d{{0,3}})"
    r":((?:[0-9A-F]{8})?)([0-9A-F]{5})",
    re.ASCII,
)
_QUIET_ZONE = 4  # modules of white around the code, as ISO/IEC 18004 asks


@dataclass(frozen=True, slots=True)
class Mark:
    """What the code on one page says.

    `case` is empty where the case has no label of year and number, `item` where the form is blank
    and belongs to no record yet; `digest` are the first 8 hex digits of the SHA-256 of the
    record's page as it was printed, empty on a blank form. Pages count from 1; 0 of 0 is a page of
    a document of which only the word processor knows how many pages it has.
    """

    case: str
    item: str
    page: int
    pages: int
    digest: str


def payload(case_label: str, item: str, page: int, pages: int, digest: str) -> str:
    """The text of the code for page `page` of `pages` of a record.

    A case outside a case repository is named by its folder, often in Chinese: such a label is left
    out, and the scan is found by record and digest. Raises ValueError for anything else that is
    no mark.
    """
    label = case_label if _LABEL.fullmatch(case_label) else ""
    if item and not IN_CASE.fullmatch(item):
        raise ValueError(f"no id of an item: {item!r}")
    if not (1 <= page <= pages <= MOST_PAGES or page == pages == 0):
        raise ValueError(f"no page: {page} of {pages}")
    if digest and not _DIGEST.fullmatch(digest):
        raise ValueError(f"no digest of 8 hex digits: {digest!r}")
    body = f"{PREFIX}:{label}:{item}:{page}:{pages}:{digest.upper()}"
    return body + _check_code(body)


def read_payload(text: str) -> Mark | None:
    """The mark that a code's text is; None for another maker's code and for a misread one."""
    found = _TEXT.fullmatch(text)
    if found is None or _check_code(text.removesuffix(found[6])) != found[6]:
        return None
    page, pages = int(found[3]), int(found[4])
    if page > pages or (page == 0 and pages > 0):
        return None
    return Mark(found[1], found[2], page, pages, found[5].lower())


def picture(payload: str, scale: int = 4) -> bytes:
    """The code as PNG, `scale` dots a module, with its white margin.

    A quarter of the code may be lost (level Q), more where the smallest code that fits allows it.
    Raises EnvironmentTrouble where the library for codes is not installed.
    """
    try:
        import segno
    except ImportError:
        raise EnvironmentTrouble(
            _("Codes on forms need a library that is not installed"),
            fix='pip install "lawrec[forms]"',
        ) from None
    out = BytesIO()
    code = segno.make_qr(payload, error="q", boost_error=True)
    code.save(out, kind="png", scale=scale, border=_QUIET_ZONE)
    return out.getvalue()


def _check_code(body: str) -> str:
    """Five hex digits: of a million wrong texts one passes, after the code's own correction."""
    return hashlib.sha256(body.encode("utf-8")).hexdigest()[:5].upper()
