"""Which act a recording most likely shows."""

from __future__ import annotations

from datetime import datetime

import pytest

from lawrec.media.choose import propose_act
from lawrec.schema.case import Act
from lawrec.schema.moments import BEIJING
from lawrec.schema.snapshot import Page


def at(clock: str) -> datetime:
    return datetime.fromisoformat(f"2026-03-02T{clock}:00").replace(tzinfo=BEIJING)


def act(number: str, start: str, end: str, *devices: str) -> Page[Act]:
    data = {
        "kind": "onsite_inspection",
        "start": at(start),
        "end": at(end),
        "recording": [{"device": name} for name in devices],
    }
    return Page(number, f"acts/{number}.yaml", Act.model_validate(data))


ONE, TWO = act("A01", "09:00", "09:30", "DSJ-01"), act("A02", "09:34", "10:00", "DSJ-01")
OTHER = act("A03", "09:00", "09:30", "DSJ-02")


@pytest.mark.parametrize(
    ("start", "end", "device", "acts", "proposed"),
    [
        ("09:00", "09:20", None, (ONE,), "A01"),
        ("08:50", "08:55", None, (ONE,), "A01"),
        ("08:50", "08:54", None, (ONE,), None),
        ("09:00", "09:31", "DSJ-01", (ONE, TWO), "A01"),
        ("09:33", "10:01", "DSJ-01", (ONE, TWO), "A02"),
        ("09:10", "09:50", "DSJ-01", (ONE, TWO), None),
        ("09:31", "09:33", "DSJ-01", (ONE, TWO), None),
        ("09:00", "09:20", "DSJ-02", (ONE, OTHER), "A03"),
        ("09:00", "09:20", None, (ONE, OTHER), None),
        ("09:00", "09:20", "CAM-09", (ONE, OTHER), None),
    ],
)
def test_the_only_act_that_fits(
    start: str, end: str, device: str | None, acts: tuple[Page[Act], ...], proposed: str | None
) -> None:
    assert propose_act(at(start), at(end), device, acts) == proposed
