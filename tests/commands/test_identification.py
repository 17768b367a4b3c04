"""Who the officers were is filled in beside what the clerk types of it (article 11)."""

from __future__ import annotations

from typing import Any

import pytest

from tests.commands.conftest import Office

FILLED = {
    "officer_count": "2",
    "officers": [{"who": "林某", "cert_no": "虚构-1"}, {"who": "高某", "cert_no": "虚构-2"}],
}


def typed(office: Office, *sets: str) -> Any:
    words = [word for text in sets for word in ("--set", text)]
    times = ["--start", "2026-03-09 09:00", "--end", "2026-03-09 09:40"]
    answer = office.json("add-record", "1", "询问笔录", *times, *words)
    return answer["content"]["identification"]


@pytest.mark.parametrize(
    ("sets", "expected"),
    [
        ((), FILLED),
        (("identification.cert_shown=yes",), {**FILLED, "cert_shown": "yes"}),
        (("identification.officer_count=3",), {"officer_count": "3"}),
    ],
)
def test_what_the_paper_says_itself_is_kept(office: Office, sets: Any, expected: Any) -> None:
    assert typed(office, *sets) == expected


def left(office: Office, *sets: str) -> Any:
    words = [word for text in sets for word in ("--set", text)]
    times = ["--start", "2026-03-09 09:00", "--end", "2026-03-09 09:40"]
    how = ["--place", "样例镇乙村4组21号", "--set", "method=left_at_residence"]
    served = ["--set", "result=served", *words]
    answer = office.json("add-record", "1", "送达回证", *times, *how, *served)
    return answer["content"]["left_at"]


def test_a_paper_was_left_where_the_act_was_unless_the_receipt_says_otherwise(
    office: Office,
) -> None:
    assert left(office) == "样例镇乙村4组21号"
    assert left(office, "left_at=样例镇乙村4组22号") == "样例镇乙村4组22号"
