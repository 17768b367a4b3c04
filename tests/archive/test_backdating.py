"""A record that is entered with a time of its maker's choice: the log says when it came."""

from __future__ import annotations

from datetime import UTC, datetime, timedelta
from pathlib import Path

import pytest

from lawrec.custody import journal
from lawrec.custody.apply import apply
from lawrec.custody.change import Change
from lawrec.custody.evidence_log import LEAVES
from lawrec.custody.journal import Journal
from lawrec.operations.pages import declare
from lawrec.operations.verifying import verify
from lawrec.store import git
from lawrec.store.history import read_history
from lawrec.store.objects import ObjectStore
from tests.archive.building import ready, session

ORDER = b"kind: stop_order\ndraft: yes\n"


HOURS = [40, -40, 0]


def promised(case: Path, when: datetime) -> Change:
    """A change that somebody else has promised, for a time of their choice."""
    change = Change({"records/R90-stop_order.yaml": ORDER}, (), "record", "record", "林某")
    before = git.head(case)
    journal.save(case, Journal(change, before, {}, int(when.timestamp())))
    return change


@pytest.mark.parametrize("hours", HOURS)
def test_a_promise_that_names_another_time_is_kept_at_the_time_of_keeping(
    tmp_path: Path, hours: int
) -> None:
    bureau, case = ready(tmp_path)
    began = datetime.now(UTC).replace(microsecond=0)
    promised(case, datetime.now(UTC) - timedelta(hours=hours))
    declare(case, session(bureau), {"overdue": "no"})
    assert verify(case).findings == ()
    newest = read_history(ObjectStore(case)).commits[-2:]
    assert all(began <= commit.time <= datetime.now(UTC) for commit in newest)


@pytest.mark.parametrize("hours", HOURS)
def test_a_commit_that_names_another_time(tmp_path: Path, hours: int) -> None:
    """Whoever forges a promise and its commit lets lawrec log it, at a time of his choice."""
    bureau, case = ready(tmp_path)
    when = datetime.now(UTC) - timedelta(hours=hours)
    base = git.files_at(case, git.head(case))
    change = promised(case, when)
    apply(case, change)
    git.commit(
        case,
        change.files,
        message=change.message,
        author_name=change.by,
        when_s=int(when.timestamp()),
        base=base,
    )
    declare(case, session(bureau), {"overdue": "no"})
    told = {entry.code: entry.message for entry in verify(case).findings}
    assert ("logged_at_another_time" in told) == bool(hours)
    if hours:
        lines = (bureau / "log" / LEAVES).read_bytes().splitlines()
        assert f"entry {len(lines) - 1}" in told["logged_at_another_time"]
