"""Whether a paper that goes to the party says who complained (26.3 with article 10).

The name itself never enters a case, so only the wording can show it; a person reads the rest.
"""

from __future__ import annotations

import re
from collections.abc import Iterator

from lawrec.checks.base import Outcome, met, not_applicable, unsure, violated
from lawrec.checks.facts.case import Facts
from lawrec.checks.facts.papers import party_behind
from lawrec.i18n import N_
from lawrec.schema.base import is_blank
from lawrec.schema.records.common import OutwardPaper, Record
from lawrec.schema.records.initiation import CaseInitiationApproval
from lawrec.schema.snapshot import Page

_TEXTS = ("content", "facts", "reason", "factors", "title")
_LABEL = re.compile(r"(?:举报|投诉|检举|反映)人(?:姓名)?\s*[:：]\s*([^\s，。；,;]+)")
_KEPT_SECRET = re.compile(r"匿名|保密|隐去|略|\*|×|Ｘ|X")
_COMPLAINS = "(?:举报|投诉|检举)"
_REPORTS = ("complaint", "report")


def reporter_kept_secret(case: Facts) -> Iterator[Outcome]:
    """One outcome for each paper that goes to the party."""
    if not _complained(case):
        yield not_applicable(
            N_("Nobody complained or reported"), absent=("case_initiation_approval",)
        )
        return
    papers = [page for page in case.final_records if isinstance(page.data, OutwardPaper)]
    given = [page for page in papers if _to_party(case, page)]
    for page in given:
        yield _judged(case, page)
    if not given:
        yield not_applicable(N_("No paper went to the party"))


def _complained(case: Facts) -> bool:
    data = case.case
    forms = case.typed(case.records_of("case_initiation_approval"), CaseInitiationApproval)
    by_form = any(form.data.source in _REPORTS for form in forms)
    by_case = data is not None and (data.initiated_by == "complaint" or data.lead is not None)
    return by_form or by_case


def _to_party(case: Facts, page: Page[Record]) -> bool:
    """Whether the paper names the party, or was served on it."""
    receipts = case.about(page.id, "service_receipt", "service_attempt")
    names = [*page.data.persons, *(name for r in receipts for name in r.data.persons)]
    return any(party_behind(case, name) for name in names)


def _judged(case: Facts, page: Page[Record]) -> Outcome:
    for field in _TEXTS:
        text = getattr(page.data, field, None)
        if text is None or is_blank(text):
            continue
        name = _named(case, text)
        if name is not None:
            return _says(page, field, name)
        label = _LABEL.search(text)
        if label and not is_blank(label[1]) and not _KEPT_SECRET.search(label[1]):
            return _may_say(case, page, field)
    return met()


def _named(case: Facts, text: str) -> str | None:
    """Somebody of the case, other than the party, whom the text calls the one who complained."""
    for name in case.snapshot.persons:
        word = re.escape(name)
        if not party_behind(case, name) and re.search(
            rf"{word}(?:等人?)?(?:向本局|实名|来电|来信)?{_COMPLAINS}"
            rf"|{_COMPLAINS}人(?:姓名)?[:：为是]?\s*{word}",
            text,
        ):
            return name
    return None


def _says(page: Page[Record], field: str, name: str) -> Outcome:
    return violated(
        "reporter_named",
        N_("{record} goes to the party and says that {name} complained"),
        page.at(field),
        curable=False,
        record=page.id,
        name=name,
    )


def _may_say(case: Facts, page: Page[Record], field: str) -> Outcome:
    return unsure(
        "reporter_perhaps_named",
        N_("{record} goes to the party and seems to say who complained"),
        page.at(field),
        remedy=f"lawrec attest {case.label} 26.3c --basis ...",
        record=page.id,
    )
