"""Article 20, paragraph 1, items (3) and (4): the party's statement, its re-check, the reason."""

from __future__ import annotations

from collections.abc import Iterator

from lawrec.checks.base import Outcome, Rule, met, not_applicable, rule, unsure
from lawrec.checks.facts import summary
from lawrec.checks.facts.case import Facts
from lawrec.i18n import N_
from lawrec.schema.base import is_blank


@rule("20.1(3)")
def statement_recorded(case: Facts) -> Iterator[Outcome]:
    """It is recorded whether the party made a statement, and what it was.

    Duty: the party's statement and defence are recorded.
    Lawful: "none made", or what was said, in the record or in a transcript.
    Unlawful: no word on it, or a statement of which nothing is recorded.
    Remedy: enter what the paper says.
    """
    yield from summary.judged(case, _statement)


def _statement(case: Facts) -> Iterator[Outcome]:
    if (contradiction := summary.statement_contradicted(case)) is not None:
        yield contradiction
        return
    recorded = summary.statement_recorded(case)
    if recorded == "unknown":
        text = N_("No paper says whether the party made a statement or defence")
        yield summary.lacking(case, "statement_unanswered", text, "statement_made")
    elif recorded == "yes" and not _said(case):
        text = N_("The party made a statement, but no paper says what it was")
        yield summary.lacking(case, "statement_blank", text, "statement")
    else:
        yield met()


def _said(case: Facts) -> bool:
    entered = any(not is_blank(page.data.statement) for page in summary.records(case))
    found = case.records_of(*summary.STATEMENTS)
    return entered or any(summary.says_something(case, page) for page in found)


@rule("20.1(4)a")
def statement_rechecked(case: Facts) -> Iterator[Outcome]:
    """Where the party made a statement, its re-check and what came of it are recorded.

    Duty: the re-check of the statement and its result are recorded.
    Lawful: in the record, or in a paper of its own; none where no statement was made.
    Unlawful: a statement was made and no re-check is recorded.
    Remedy: enter what the paper says.
    """
    yield from summary.judged(case, lambda case: _made(case) or _recheck(case))


@rule("20.1(4)b")
def adoption_reasoned(case: Facts) -> Iterator[Outcome]:
    """Where the party made a statement, it is recorded whether it was accepted, and why.

    Duty: acceptance or refusal of the statement is recorded with its reason.
    Lawful: both are there, for acceptance too; none where no statement was made.
    Unlawful: one of the two is not recorded.
    Remedy: enter what the paper says.
    """
    yield from summary.judged(case, lambda case: _made(case) or _adoption(case))


def _made(case: Facts) -> Iterator[Outcome] | None:
    """What ends the question before the re-check: no statement, or no way to tell."""
    if (contradiction := summary.statement_contradicted(case)) is not None:
        return iter((contradiction,))
    made = summary.statement_recorded(case)
    if made == "unknown":
        made = case.answer("statement_made")
    if made == "yes":
        return None
    if made == "no":
        none = N_("The party made no statement")
        return iter((not_applicable(none, absent=(summary.RECORD, *summary.STATEMENTS)),))
    return iter(
        (
            unsure(
                "statement_unknown",
                N_("Neither a paper nor a declaration says whether the party made a statement"),
                summary.where(case, "statement_made"),
                remedy=f"lawrec declare {case.label} statement_made=...",
                root=("statement",),
            ),
        )
    )


def _recheck(case: Facts) -> Iterator[Outcome]:
    yield met() if _rechecked(case) else _none(case)


def _rechecked(case: Facts) -> bool:
    own = any(not is_blank(page.data.review) for page in summary.records(case))
    found = summary.reviews(case)
    return own or any(summary.says_something(case, page) for page in found)


def _none(case: Facts) -> Outcome:
    text = N_("The party made a statement, but no paper records its re-check")
    return summary.lacking(case, "recheck_missing", text, "review")


def _adoption(case: Facts) -> Iterator[Outcome]:
    pairs = [(page.data.adopted, page.data.adopted_reason) for page in summary.records(case)]
    pairs += [(page.data.adopted, page.data.reason) for page in summary.reviews(case)]
    if any(adopted and not is_blank(reason) for adopted, reason in pairs):
        yield met()
    elif any(adopted for adopted, _ in pairs):
        text = N_("No paper says why the party's statement was or was not accepted")
        yield summary.lacking(case, "adopted_reason_missing", text, "adopted_reason")
    elif _rechecked(case) or any(not is_blank(reason) for _, reason in pairs):
        text = N_("No paper says whether the party's statement was accepted")
        yield summary.lacking(case, "adopted_missing", text, "adopted")
    else:
        yield _none(case)


RULES: tuple[Rule, ...] = (statement_recorded, statement_rechecked, adoption_reasoned)
