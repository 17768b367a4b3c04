"""How a public notice is shown: its written text, and footage of its posting (21.4c, 21.4d)."""

from __future__ import annotations

from collections.abc import Iterator

from lawrec.checks.base import Outcome, met, satisfied_but, unsure, violated
from lawrec.checks.facts.case import Facts
from lawrec.checks.facts.footage import footage_of
from lawrec.checks.facts.footage_findings import doubtful, still_awaited
from lawrec.checks.facts.papers import says_nothing
from lawrec.checks.facts.public_notice import Notice, cited, shown_while_posted, texts
from lawrec.i18n import N_
from lawrec.schema.case import Act
from lawrec.schema.snapshot import Page


def kept_in_writing(case: Facts, notice: Notice) -> Iterator[Outcome]:
    """Whether the text of the notice is in the file."""
    found = texts(case, notice)
    kept = [p for p in found if not says_nothing(case, p) or p.id in case.snapshot.originals]
    pictures = [medium for medium in cited(case, notice) if medium.data.mode in ("photo", "scan")]
    if kept:
        yield met()
    elif found:
        yield unsure(
            "notice_text_empty",
            N_("{record}: the text of the notice is neither typed, scanned nor said to be kept"),
            found[0].at("content"),
            remedy=f"lawrec seen {case.label} {found[0].id} --kept-at ... --by ...",
            record=found[0].id,
        )
    elif pictures:
        yield _picture_only(case, notice, tuple(medium.id for medium in pictures))
    else:
        yield violated(
            "notice_text_missing",
            N_("{record}: the written notice is not in the file"),
            notice.page.at(),
            curable=True,
            remedy=f"lawrec add-record {case.label} public_notice_text",
            absent=("public_notice_text", "media"),
            record=notice.page.id,
        )


def _picture_only(case: Facts, notice: Notice, media: tuple[str, ...]) -> Outcome:
    remedy = f"lawrec add-record {case.label} public_notice_text"
    if notice.online:
        return satisfied_but(
            "warning",
            "notice_screenshot_only",
            N_("{record}: of the notice only a picture of the page is kept ({media}), no text"),
            notice.page.at("evidence"),
            remedy=remedy,
            record=notice.page.id,
            media=media,
        )
    return unsure(
        "notice_picture_only",
        N_(
            "{record}: of the notice only a picture is kept ({media}); whether that is the "
            "written notice that the text asks for can be read both ways"
        ),
        notice.page.at("evidence"),
        remedy=remedy,
        record=notice.page.id,
        media=media,
    )


def notice_filmed(case: Facts, notice: Notice) -> Iterator[Outcome]:
    """Whether film or photos show the notice as it was published."""
    act = case.act(notice.act)
    found = footage_of(case, act) if act else None
    shown = [medium for medium in cited(case, notice) if shown_while_posted(case, notice, medium)]
    if found is not None and found.during:
        yield met()
    elif shown:
        yield _screenshot(notice, shown[0].id) if notice.online else met()
    elif act is not None and found is not None:
        yield doubtful(case, act, found, "21.4d") or _not_filmed(case, notice, act)
    else:
        yield unsure(
            "notice_without_act",
            N_("{record}: the notice names no act, so footage of its posting cannot be found"),
            notice.page.at("act"),
            remedy=f"lawrec amend {case.label} {notice.page.id} --reason ... --set act=...",
            record=notice.page.id,
        )


def _screenshot(notice: Notice, media: str) -> Outcome:
    return satisfied_but(
        "note",
        "notice_screenshot",
        N_("{record}: {media} shows the page of the website; it counts as a photo"),
        notice.page.at("evidence"),
        record=notice.page.id,
        media=media,
    )


def _not_filmed(case: Facts, notice: Notice, act: Page[Act]) -> Outcome:
    awaited = still_awaited(case, act)
    if awaited is not None:
        return awaited
    ends = notice.ends(case)
    still_up = ends is not None and not case.passed(ends)
    return violated(
        "notice_not_filmed",
        N_("{act}: nothing recorded by film, sound or photo shows the public notice of {record}"),
        act.at("start"),
        curable=still_up,
        remedy=f"lawrec import-media {case.label} ..." if still_up else None,
        root=("footage", act.id),
        absent=("media",),
        act=act.id,
        record=notice.page.id,
    )
