"""Papers sent by mail: the letter, the entry of its posting and the voucher (article 21.2)."""

from __future__ import annotations

import re
import unicodedata
from dataclasses import dataclass

from lawrec.checks.facts.case import Facts
from lawrec.checks.facts.service import Receipt, receipts
from lawrec.schema.base import is_blank
from lawrec.schema.records.common import OutwardPaper, Record
from lawrec.schema.records.service import MailVoucher, ServiceReceipt
from lawrec.schema.snapshot import Page

Voucher = Page[MailVoucher]

_BRACKETS = str.maketrans("[【(（{〈", "〔〔〔〔〔〔") | str.maketrans("]】)）}〉", "〕〕〕〕〕〕")
_BETWEEN = re.compile("[、,，;；/和及]")


@dataclass(frozen=True, slots=True)
class Letter:
    """One letter: its receipt, unless it is still on its way, its vouchers and its entries."""

    receipt: Receipt | None
    vouchers: tuple[Voucher, ...]
    entries: tuple[Voucher, ...]

    @property
    def page(self) -> Page[ServiceReceipt] | Voucher:
        """The page that stands for the letter in a message."""
        return self.receipt or (*self.vouchers, *self.entries)[0]

    @property
    def about(self) -> tuple[str, ...]:
        """The papers in it, as the receipt names them, else as posted."""
        return self.page.data.about

    @property
    def types(self) -> set[str]:
        """The sorts of mail that its papers name."""
        pages = (*([self.receipt] if self.receipt else ()), *self.vouchers, *self.entries)
        return {page.data.mail_type for page in pages if page.data.mail_type is not None}


def letters(case: Facts) -> list[Letter]:
    """Every letter that is entered as served, and every posting whose result is not known yet."""
    vouchers = case.typed(case.records_of("mail_voucher"), MailVoucher)
    entries = case.typed(case.records_of("mail_register"), MailVoucher)
    every = case.typed(case.records_of("service_receipt", "service_attempt"), ServiceReceipt)
    mailed = [page for page in every if page.data.method == "mail"]
    found = [
        Letter(page, _of(case, page, vouchers), _of(case, page, entries))
        for page in receipts(case, "mail")
    ]
    for page in vouchers:
        if not any(belongs(one, page) for one in mailed):
            found.append(Letter(None, (page,), _of(case, page, entries)))
    return found


def _of(case: Facts, page: Receipt | Voucher, pool: list[Voucher]) -> tuple[Voucher, ...]:
    return tuple(one for one in pool if belongs(page, one))


def belongs(page: Receipt | Voucher, posted: Voucher) -> bool:
    """Whether a voucher or an entry of posting is that of the letter."""
    one, other = page.data, posted.data
    if not is_blank(one.tracking) and not is_blank(other.tracking):
        return one.tracking == other.tracking
    named = set(one.about) & set(other.about) or page.id in other.about or posted.id in one.about
    return bool(named) or (one.act is not None and one.act == other.act)


def unlinked(case: Facts, kind: str) -> Voucher | None:
    """A voucher or an entry that names neither papers, act nor number of a letter."""
    pages = case.typed(case.records_of(kind), MailVoucher)
    return next((p for p in pages if not p.data.about and p.data.act is None), None)


def numbered(case: Facts, item_id: str) -> str | None:
    """The number of that paper, if it has one."""
    record = case.record(item_id)
    number = record.data.doc_no if record and isinstance(record.data, OutwardPaper) else None
    return None if is_blank(number) else number


def shows(text: str | None, number: str) -> bool:
    """Whether a list of document numbers names that one; width and brackets do not matter."""
    return _plain(number) in {_plain(part) for part in _BETWEEN.split(text or "")}


def mentions(text: str | None, number: str) -> bool:
    """Whether a text has that number in it."""
    return _plain(number) in _plain(text or "")


def titled(case: Facts, title: str, record: Page[Record]) -> bool:
    """Whether a title on a voucher is one that the paper bears."""
    kind = case.kind_of(record.data)
    names = (getattr(kind, "zh", ""), *getattr(kind, "aliases", ()), record.data.title or "")
    return any(name and _plain(name) in _plain(title) for name in names)


def _plain(text: str) -> str:
    folded = unicodedata.normalize("NFKC", text).translate(_BRACKETS)
    return "".join(folded.split())
