"""Article 21, paragraph 4: service by public notice, once every other way has failed."""

from __future__ import annotations

from collections.abc import Callable, Iterator

from lawrec.checks.base import Outcome, Rule, met, not_applicable, rule, unsure, violated
from lawrec.checks.facts.case import Facts
from lawrec.checks.facts.notice_period import period_runs
from lawrec.checks.facts.notice_shown import kept_in_writing, notice_filmed
from lawrec.checks.facts.public_notice import Notice, notices, serves, ways
from lawrec.i18n import N_
from lawrec.schema.base import is_blank
from lawrec.schema.records.common import Record
from lawrec.schema.snapshot import Page


def _each(case: Facts, judge: Callable[[Facts, Notice], Iterator[Outcome]]) -> Iterator[Outcome]:
    found = notices(case)
    stray = [page for page in case.records_of("public_notice_text") if serves(case, page)]
    if not found and stray:
        yield _unrecorded(case, stray[0])
    elif not found:
        none = N_("No paper was served by public notice")
        yield not_applicable(none, absent=("service_receipt", "public_notice_record"))
    for notice in found:
        yield from judge(case, notice)


def _unrecorded(case: Facts, page: Page[Record]) -> Outcome:
    """The notice itself is there, for a paper that must be served, and nothing tells of it."""
    return unsure(
        "notice_unrecorded",
        N_("{record}: a public notice for {papers}, without a record or a receipt of its posting"),
        page.at("about"),
        remedy=f"lawrec add-record {case.label} public_notice_record",
        root=("notice", page.id),
        record=page.id,
        papers=page.data.about,
    )


def _amend(case: Facts, notice: Notice, field: str) -> str:
    if notice.record is None:
        return f"lawrec add-record {case.label} public_notice_record"
    return f"lawrec amend {case.label} {notice.record.id} --reason ... --set {field}=..."


@rule("21.4a")
def other_ways_failed(case: Facts) -> Iterator[Outcome]:
    """Before a public notice every other way has failed, and the file shows how.

    Duty: it is recorded that direct service, mail, leaving, entrusting and passing on all failed.
    Lawful: direct and mail failed with proof, each other way failed or was ruled out by a reason.
    Unlawful: nothing was tried, or a way was left out without a reason.
    Remedy: record the attempts truthfully; what was not tried must be tried, and served anew.
    """
    yield from _each(case, _tried)


def _tried(case: Facts, notice: Notice) -> Iterator[Outcome]:
    found = list(ways(case, notice))
    place = notice.page.at("tried")
    record, remedy = notice.page.id, _amend(case, notice, "tried")
    if not any(way.failed for way in found):
        yield violated(
            "no_other_way_tried",
            N_("{record}: served by public notice, and no other way had been tried in vain"),
            place,
            curable=True,
            remedy=remedy,
            absent=("service_receipt", "service_attempt", "public_notice_record"),
            record=record,
        )
        return
    left_out = tuple(way.method for way in found if not way.failed and not way.excluded)
    if left_out:
        yield violated(
            "way_left_out",
            N_("{record}: neither tried before the notice nor ruled out with a reason: {ways}"),
            place,
            curable=True,
            remedy=remedy,
            absent=("service_receipt", "service_attempt", "public_notice_record"),
            record=record,
            ways=left_out,
        )
        return
    answers = [*_main_ways(case, notice, [w.method for w in found[:2] if not w.failed])]
    answers += [*_unproven(case, notice, [w.method for w in found if w.failed and not w.proven])]
    yield from answers or [met()]


def _main_ways(case: Facts, notice: Notice, skipped: list[str]) -> Iterator[Outcome]:
    if skipped:
        yield unsure(
            "main_way_ruled_out",
            N_(
                "{record}: {ways} was ruled out with a reason and not tried; unlawful if all other "
                "ways must have been used, lawful if a good reason takes the place of trying"
            ),
            notice.page.at("tried"),
            remedy=f"lawrec attest {case.label} 21.4a --basis ...",
            record=notice.page.id,
            ways=tuple(skipped),
        )


def _unproven(case: Facts, notice: Notice, methods: list[str]) -> Iterator[Outcome]:
    if methods:
        yield unsure(
            "attempt_unproven",
            N_("{record}: that {ways} failed is only stated; no receipt or other proof shows it"),
            notice.page.at("tried"),
            remedy=_amend(case, notice, "tried"),
            record=notice.page.id,
            ways=tuple(methods),
        )


@rule("21.4b")
def way_and_carrier(case: Facts) -> Iterator[Outcome]:
    """It is recorded how the notice was published, and in what.

    Duty: the way of publication and the newspaper, website or place are recorded.
    Lawful: both are stated, on the receipt or in the record of the notice.
    Unlawful: one of them is blank.
    Remedy: add it truthfully to the record of the notice.
    """
    yield from _each(case, _published)


def _published(case: Facts, notice: Notice) -> Iterator[Outcome]:
    texts = {"way": notice.way, "carrier": notice.carrier}
    blank = tuple(name for name, text in texts.items() if text is None)
    if not blank:
        yield met()
        return
    yield violated(
        "notice_way_blank",
        N_("{record}: the public notice is recorded without {fields}"),
        notice.page.at(blank[0]),
        curable=True,
        remedy=_amend(case, notice, blank[0]),
        absent=("public_notice_record",),
        record=notice.page.id,
        fields=blank,
    )


@rule("21.4c")
def text_kept(case: Facts) -> Iterator[Outcome]:
    """The written text of the notice is kept in the case file.

    Duty: the notice itself stays in the file, in writing.
    Lawful: its text or a scan; for a website a screenshot is a warning.
    Unlawful: the text is not there.
    Remedy: file the notice that was published.
    """
    yield from _each(case, kept_in_writing)


@rule("21.4d")
def posting_filmed(case: Facts) -> Iterator[Outcome]:
    """The posting or publication of the notice is recorded by film, photo or the like.

    Duty: the notice as it was published is recorded in a suitable way.
    Lawful: film or photo of the posting, or of the notice while it was up; a screenshot.
    Unlawful: neither; that it was unsuited to filming is no excuse here.
    Remedy: take a picture while the notice is still up; afterwards record the rectification.
    """
    yield from _each(case, notice_filmed)


@rule("21.4e")
def reason_and_course(case: Facts) -> Iterator[Outcome]:
    """The case file says why notice was used, and how it went.

    Duty: reason and course of the public notice are noted in the file.
    Lawful: both are stated, apart from the failed attempts.
    Unlawful: one of them is blank.
    Remedy: add it truthfully to the record of the notice.
    """
    yield from _each(case, _noted)


def _noted(case: Facts, notice: Notice) -> Iterator[Outcome]:
    texts = {"reason": notice.reason, "course": notice.course}
    blank = tuple(name for name, text in texts.items() if is_blank(text))
    if not blank:
        yield met()
        return
    yield violated(
        "notice_reason_blank",
        N_("{record}: the file does not say why a public notice was used, or how: {fields}"),
        notice.page.at(blank[0]),
        curable=True,
        remedy=_amend(case, notice, blank[0]),
        absent=("public_notice_record",),
        record=notice.page.id,
        fields=blank,
    )


@rule("21.4f")
def served_at_the_end(case: Facts) -> Iterator[Outcome]:
    """A public notice serves its paper when its period has run out.

    Duty: later periods run from the end of the notice's period.
    Lawful: a stated period that has ended before the service counts.
    Unlawful: none by this text; a period unstated is open, a short one a warning of national law.
    Remedy: state when the notice was posted and for how many days.
    """
    yield from _each(case, period_runs)


RULES: tuple[Rule, ...] = (
    other_ways_failed,
    way_and_carrier,
    text_kept,
    posting_filmed,
    reason_and_course,
    served_at_the_end,
)
