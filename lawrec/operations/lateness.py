"""Which footage was stored late, for a receipt: by the same reading of times as the audit's."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import replace
from datetime import UTC, datetime
from functools import lru_cache

from lawrec.operations.rulebook import MAIN, book_info, clause_list
from lawrec.schema.clause import Rulebook
from lawrec.schema.device_checks import stretches
from lawrec.schema.media import Sidecar
from lawrec.schema.snapshot import Bureau, CaseSnapshot, Page
from lawrec.store.device_checks import checks_near


def lateness(
    media: Mapping[str, Sidecar], facts: Bureau, snapshot: CaseSnapshot | None = None
) -> tuple[tuple[str, ...], tuple[str, ...]]:
    """Which media were certainly stored after their 24 hours, and of which it cannot be told.

    `facts` is the bureau with its register, `snapshot` the case whose acts and other media say
    more, None for what lies in the inbox. An audit of the same facts says the same.
    """
    # The rules are asked only once there is something to judge.
    from lawrec.checks.facts.case import Facts
    from lawrec.checks.facts.stored_in_time import stored_in_time

    pages = {item: Page(item, f"media/{item}.yaml", sidecar) for item, sidecar in media.items()}
    before = snapshot or CaseSnapshot(name="-")
    others = tuple(page for page in before.media if page.id not in pages)
    if facts.root is not None:
        facts = replace(facts, checks=checks_near(facts.root, stretches(media.values())))
    whole = replace(before, media=(*others, *pages.values()), bureau=facts)
    case = Facts(whole, _times_of_the_law(), datetime.now(UTC))
    told = {item: stored_in_time(case, page) for item, page in pages.items()}
    return (
        tuple(item for item, answer in told.items() if answer == "no"),
        tuple(item for item, answer in told.items() if answer == "unknown"),
    )


@lru_cache(maxsize=1)
def _times_of_the_law() -> Rulebook:
    """The clause list with its numbers; its rules are not needed and would take long to load."""
    clauses, _text = clause_list(MAIN)
    return Rulebook(name=MAIN, version="", clauses=clauses, info=book_info(MAIN), rules={})
