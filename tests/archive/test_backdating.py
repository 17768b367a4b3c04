"""A record that is entered with a time of its maker's choice: the log says when it came."""

from __future__ import annotations

from datetime import UTC, datetime, timedelta
from pathlib import Path

import pytest

from lawrec.custody import journal
from lawrec.custody.change import Change
from lawrec.custody.evidence_log import LEAVES
from lawrec.custody.journal import Journal
from lawrec.operations.pages import declare
from lawrec.operations.verifying import verify
from tests.archive.building import ready, session

ORDER = b"kind: stop_order\ndraft: yes\n"


@pytest.mark.parametrize(("hours", "found"), [(40, True), (-40, True), (0, False)])
def test_a_promise_that_names_another_time(tmp_path: Path, hours: int, found: bool) -> None:
    """Whoever forges a promise lets lawrec itself commit and log it, at a time of his choice."""
    bureau, case = ready(tmp_path)
    when = datetime.now(UTC) - timedelta(hours=hours)
    change = Change({"records/R90-stop_order.yaml": ORDER}, (), "record", "record", "林某")
    journal.save(case, Journal(change, None, {}, int(when.timestamp())))
    declare(case, session(bureau), {"overdue": "no"})
    told = {entry.code: entry.message for entry in verify(case).findings}
    assert ("logged_at_another_time" in told) == found
    if found:
        lines = (bureau / "log" / LEAVES).read_bytes().splitlines()
        assert f"entry {len(lines) - 1}" in told["logged_at_another_time"]
