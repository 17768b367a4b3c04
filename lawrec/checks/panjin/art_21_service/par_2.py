"""Article 21, paragraph 2: service by registered mail or express, with its entry and voucher."""

from __future__ import annotations

from collections.abc import Callable, Iterator

from lawrec.checks.base import (
    Outcome,
    Rule,
    met,
    not_applicable,
    pending,
    rule,
    satisfied_but,
    unsure,
    violated,
)
from lawrec.checks.facts.case import Facts
from lawrec.checks.facts.course import over
from lawrec.checks.facts.mailing import (
    Letter,
    Voucher,
    letters,
    mentions,
    numbered,
    shows,
    titled,
    unlinked,
)
from lawrec.i18n import N_
from lawrec.schema.base import is_blank
from lawrec.schema.records.kinds import KINDS


def _each(case: Facts, judge: Callable[[Facts, Letter], Iterator[Outcome]]) -> Iterator[Outcome]:
    found = letters(case)
    if not found:
        none = N_("No paper was served by mail")
        yield not_applicable(none, absent=("service_receipt", "mail_voucher"))
    for letter in found:
        yield from judge(case, letter)


@rule("21.2a")
def registered_or_express(case: Facts) -> Iterator[Outcome]:
    """A paper that is served by mail goes as a registered letter or by express.

    Duty: mail is registered or express; either will do.
    Lawful: a registered letter, or express mail; a private courier draws a note.
    Unlawful: an ordinary letter.
    Remedy: serve again by registered mail or express, and mark this attempt as failed.
    """
    yield from _each(case, _sort_of_mail)


def _sort_of_mail(case: Facts, letter: Letter) -> Iterator[Outcome]:
    types, page = letter.types, letter.page
    place = page.at("mail_type")
    amend = f"lawrec amend {case.label} {page.id} --reason ... --set mail_type=..."
    if not types:
        text = N_("{record}: whether the letter was registered or express is not stated")
        yield unsure("mail_type_blank", text, place, remedy=amend, record=page.id)
    elif types == {"ordinary"}:
        yield violated(
            "ordinary_letter",
            N_("{record}: sent by ordinary letter; it must be registered or express"),
            place,
            curable=True,
            remedy=f"lawrec log-act {case.label} service",
            record=page.id,
        )
    elif "ordinary" in types:
        text = N_("{record}: its papers disagree on the sort of mail: {types}")
        kinds = tuple(sorted(types))
        yield unsure("mail_types_differ", text, place, remedy=amend, record=page.id, types=kinds)
    elif "courier" in types:
        yield satisfied_but(
            "note",
            "private_courier",
            N_(
                "{record}: sent by a private courier; whether national law lets one carry "
                "official papers has not been verified"
            ),
            place,
            record=page.id,
        )
    else:
        yield met()


@rule("21.2b")
def posting_entered(case: Facts) -> Iterator[Outcome]:
    """The entry of the posting is kept: when, to whom, where to, and what was sent.

    Duty: the mailing register's entry of the letter is in the case file.
    Lawful: an entry with time, addressee, address and paper.
    Unlawful: no entry, or one that says nothing.
    Remedy: add the true entry from the mail room's register.
    """
    yield from _each(case, _entry)


def _entry(case: Facts, letter: Letter) -> Iterator[Outcome]:
    if not letter.entries:
        yield _no_paper(case, letter, "mail_register")
        return
    entry = letter.entries[0]
    data = entry.data
    fields = {
        "posted_at": data.posted_at is None,
        "addressee": is_blank(data.addressee),
        "address": is_blank(data.address),
        "doc_title": not data.about and is_blank(data.doc_title) and is_blank(data.doc_no),
    }
    blank = tuple(name for name, empty in fields.items() if empty)
    if not blank:
        yield met()
        return
    amend = f"lawrec amend {case.label} {entry.id} --reason ... --set {blank[0]}=..."
    told = fields.keys() - {*blank, "doc_title"}
    if not told and is_blank(data.content):
        yield violated(
            "posting_entry_empty",
            N_("{record}: the entry of the posting says neither when, to whom nor where to"),
            entry.at(),
            curable=True,
            remedy=amend,
            record=entry.id,
        )
        return
    yield unsure(
        "posting_entry_incomplete",
        N_(
            "{record}: the entry of the posting lacks {fields}; the text asks for the entry and "
            "does not list what stands in it, we read it as time, addressee, address and paper"
        ),
        entry.at(blank[0]),
        remedy=amend,
        record=entry.id,
        fields=blank,
    )


def _no_paper(case: Facts, letter: Letter, kind: str) -> Outcome:
    """The letter lacks its entry or voucher: still to come, not linked, or missing."""
    page = letter.page
    add = f"lawrec add-record {case.label} {kind}"
    stray = unlinked(case, kind)
    if stray is not None:
        return unsure(
            "posting_paper_not_linked",
            N_("{record}: {other} names neither papers nor an act, so it may be of this letter"),
            stray.at("about"),
            remedy=f"lawrec amend {case.label} {stray.id} --reason ... --set about=...",
            record=page.id,
            other=stray.id,
        )
    if letter.receipt is None and not over(case):
        text = N_("{record}: the letter is on its way; {wanted} is still to be entered")
        code = "posting_paper_awaited"
        return pending(code, text, page.at(), remedy=add, record=page.id, wanted=KINDS[kind])
    return violated(
        f"no_{kind}",
        N_("{record}: served by mail, and there is no {wanted}"),
        page.at(),
        curable=True,
        remedy=add,
        absent=(kind,),
        record=page.id,
        wanted=KINDS[kind],
    )


@rule("21.2c")
def voucher_names_paper(case: Facts) -> Iterator[Outcome]:
    """The voucher of the posting shows title and number of the paper that was sent.

    Duty: the voucher is kept, and names the paper by title and number.
    Lawful: both as on the paper; a number that only the waybill has is a warning.
    Unlawful: no voucher, no title or number on it, or another paper's number.
    Remedy: have the post office complete the voucher, or serve again with a complete one.
    """
    yield from _each(case, _voucher)


def _voucher(case: Facts, letter: Letter) -> Iterator[Outcome]:
    if not letter.vouchers:
        yield _no_paper(case, letter, "mail_voucher")
        return
    voucher = letter.vouchers[0]
    if is_blank(voucher.data.doc_title):
        yield violated(
            "voucher_without_title",
            N_("{record}: the voucher does not name the paper that was sent"),
            voucher.at("doc_title"),
            curable=True,
            remedy=f"lawrec amend {case.label} {voucher.id} --reason ... --set doc_title=...",
            record=voucher.id,
        )
    papers = [case.record(item) for item in letter.about]
    found = [page for page in papers if page is not None]
    if not found:
        yield unsure(
            "letter_of_what",
            N_("{record}: which paper was sent is not stated, so its number cannot be compared"),
            letter.page.at("about"),
            remedy=f"lawrec amend {case.label} {letter.page.id} --reason ... --set about=...",
            record=letter.page.id,
        )
    for page in found:
        number = numbered(case, page.id)
        fitting = [one for one in letter.vouchers if number and shows(one.data.doc_no, number)]
        yield _number(case, (fitting or [voucher])[0], page.id, number)
    title = voucher.data.doc_title or ""
    if not is_blank(title) and found and not any(titled(case, title, page) for page in found):
        yield satisfied_but(
            "warning",
            "voucher_title_differs",
            N_("{record}: the voucher calls it {title}, and {paper} is a {kind}"),
            voucher.at("doc_title"),
            record=voucher.id,
            title=title,
            paper=found[0].id,
            kind=case.kind_of(found[0].data),
        )


def _number(case: Facts, voucher: Voucher, paper: str, number: str | None) -> Outcome:
    shown = voucher.data.doc_no
    place = voucher.at("doc_no")
    amend = f"lawrec amend {case.label} {voucher.id} --reason ... --set doc_no=..."
    if number is None:
        text = N_("{record}: {paper} has no number with which that of the voucher could agree")
        return unsure("paper_unnumbered", text, place, record=voucher.id, paper=paper)
    if shows(shown, number):
        return met()
    if is_blank(shown) and mentions(voucher.data.content, number):
        text = N_("{record}: the number of {paper} stands on the waybill only")
        return satisfied_but(
            "warning", "number_on_waybill_only", text, place, record=voucher.id, paper=paper
        )
    if is_blank(shown):
        return violated(
            "voucher_without_number",
            N_("{record}: the voucher does not show the number of {paper}"),
            place,
            curable=True,
            remedy=amend,
            record=voucher.id,
            paper=paper,
        )
    return violated(
        "voucher_number_differs",
        N_("{record}: the voucher shows {shown}, and the number of {paper} is {number}"),
        place,
        curable=True,
        remedy=amend,
        record=voucher.id,
        shown=shown,
        paper=paper,
        number=number,
    )


RULES: tuple[Rule, ...] = (registered_or_express, posting_entered, voucher_names_paper)
