"""Article 6: who records holds a post and a certificate, and is on the establishment."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date

from lawrec.checks.base import Outcome, Rule, met, not_applicable, rule, unsure, violated
from lawrec.checks.facts import recorders
from lawrec.checks.facts.case import Facts
from lawrec.checks.messages import argument
from lawrec.i18n import N_
from lawrec.schema.bureau import Officer, Post
from lawrec.schema.case import Act
from lawrec.schema.moments import day_of
from lawrec.schema.snapshot import Page

_INDOORS = frozenset(("collective_discussion", "expert_argument", "court_application", "appraisal"))
"""Acts that heads, reviewers or experts carry out, and that face nobody outside."""


@rule("6.1a")
def recorder_established(case: Facts) -> Iterator[Outcome]:
    """Records are made and signed by enforcement officers on the establishment.

    Duty: established enforcement officers are the ones who record.
    Lawful: acts, papers and footage are by established officers; institutions' posts count.
    Unlawful: contract or auxiliary staff in their place (one who helps beside them: a warning).
    Remedy: it stays on record and is to be rectified.
    """
    pages = (*case.acts, *case.final_records, *case.snapshot.media)
    if not pages:
        yield not_applicable(N_("Nothing has been recorded in this case yet"))
    for act in case.acts:
        yield from recorders.of_act(case, act)
    for record in case.final_records:
        yield from recorders.of_record(case, record)
    for medium in case.snapshot.media:
        yield from recorders.of_medium(case, medium)


def _officers_out(case: Facts) -> Iterator[tuple[Page[Act], str]]:
    """Each act that faces somebody outside, with each of its officers."""
    for act in case.acts:
        if act.data.kind not in _INDOORS:
            for name in act.data.officers:
                yield act, name


def _nobody_out() -> Outcome:
    return not_applicable(N_("No officer has acted towards anybody outside yet"))


@rule("6.1b")
def certificate_valid(case: Facts) -> Iterator[Outcome]:
    """Each officer held a certificate that was valid on the day of the act.

    Duty: officers have passed the unified examination and hold the enforcement qualification.
    Lawful: the roster has a certificate whose validity covers the day.
    Unlawful: a certificate that was not yet or no longer valid; blanks in the roster are open.
    Remedy: complete the roster; an act without a valid certificate is to be rectified.
    """
    pairs = list(_officers_out(case))
    if not pairs:
        yield _nobody_out()
    for act, name in pairs:
        officer = case.officer(name)
        if officer is None:
            yield recorders.stranger(case, name)
        else:
            yield _certificate(case, act, name, officer)


def _certificate(case: Facts, act: Page[Act], name: str, officer: Officer) -> Outcome:
    day, found = day_of(act.data.start), officer.certificate
    if found is None:
        return _blank(case, name, N_("The roster has no certificate of {who}"), "certificate")
    too_early = found.from_ is not None and day < found.from_
    too_late = found.to is not None and day > found.to
    if too_early or too_late:
        return violated(
            "certificate_not_valid",
            N_("{act} of {day}: the certificate {number} of {who} was not valid on that day"),
            act.at("officers"),
            curable=False,
            root=("certificate", act.id, name),
            act=act.id,
            day=day,
            number=found.number,
            who=name,
        )
    if found.from_ is None or found.to is None:
        text = N_("The roster does not say from when to when the certificate of {who} is valid")
        return _blank(case, name, text, "validity")
    return met()


def _blank(case: Facts, name: str, message: str, what: str) -> Outcome:
    return unsure(
        f"roster_{what}_blank",
        message,
        case.case_place,
        remedy=f"lawrec officer add {argument(name)} ...",
        root=("roster", what, name),
        who=name,
    )


@rule("6.1c")
def in_enforcement_post(case: Facts) -> Iterator[Outcome]:
    """Each officer held an enforcement post on the day of the act.

    Duty: officers enforce in the posts that the unit has set up.
    Lawful: the roster has a post with the duty of enforcement for the day.
    Unlawful: no post at all on that day; a post of which the duty is not said is open.
    Remedy: complete the posts in the roster.
    """
    pairs = list(_officers_out(case))
    if not pairs:
        yield _nobody_out()
    for act, name in pairs:
        officer = case.officer(name)
        if officer is None:
            yield recorders.stranger(case, name)
        else:
            yield _post(case, act, name, officer)


def _post(case: Facts, act: Page[Act], name: str, officer: Officer) -> Outcome:
    day = day_of(act.data.start)
    held = [post for post in officer.posts if _covers(post, day)]
    if any("enforcement" in post.duties for post in held):
        return met()
    if not officer.posts:
        return _blank(case, name, N_("The roster has no post of {who}"), "post")
    if held:
        return unsure(
            "post_without_enforcement",
            N_("{act} of {day}: the post of {who} ({post}) is not said to be one of enforcement"),
            act.at("officers"),
            root=("post", act.id, name),
            act=act.id,
            day=day,
            who=name,
            post=tuple(post.post for post in held),
        )
    return violated(
        "no_post_on_day",
        N_("{act} of {day}: {who} held no post on that day"),
        act.at("officers"),
        curable=False,
        root=("post", act.id, name),
        act=act.id,
        day=day,
        who=name,
    )


def _covers(post: Post, day: date) -> bool:
    return post.from_ <= day and (post.to is None or day <= post.to)


RULES: tuple[Rule, ...] = (recorder_established, certificate_valid, in_enforcement_post)
