"""What a case may know of a lead: whether it says something and by whom, never who (26.3c)."""

from __future__ import annotations

import pytest

from lawrec.schema.bureau import Lead
from lawrec.store.bureau_files import lead_extract

GIVEN = {"channel": "phone", "received_at": "2026-07-06T10:15:00+08:00"}


@pytest.mark.parametrize(
    ("name", "stated"),
    [("江某举报人", "yes"), ("匿名", "no"), ("姓名不详", "no"), ("Anonymous", "no"), ("/", "no")],
)
def test_a_reporter_is_on_record_or_not(name: str, stated: str) -> None:
    lead = Lead.model_validate({**GIVEN, "reporter": {"name": name}})
    found = lead_extract(lead)
    assert found.reporter_recorded == stated
    assert name not in found.model_dump_json() or name == "/"


def test_without_reporter_and_content_nothing_is_on_record() -> None:
    claimed = {"content_recorded": "yes", "reporter_recorded": "yes", "content": "略"}
    found = lead_extract(Lead.model_validate({**GIVEN, **claimed}))
    assert (found.content_recorded, found.reporter_recorded) == ("no", "no")
    assert lead_extract(Lead.model_validate({**GIVEN, "content": "占地"})).content_recorded == "yes"
