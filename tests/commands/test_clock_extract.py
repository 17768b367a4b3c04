"""The looks at a clock reach the case's extract, before and after what was recorded."""

from __future__ import annotations

from datetime import datetime
from pathlib import Path

import yaml

from lawrec.operations.audit import bureau_facts
from lawrec.schema.media import Captured, Sidecar, Stored
from lawrec.store.device_checks import checks_near
from lawrec.store.load import load_case
from lawrec.store.render import page
from tests.commands.conftest import Office

START = "2026-03-11T09:30:00+08:00"


def put(office: Office, start: str = START) -> None:
    """A sidecar as the import writes it; the clip itself does not matter here."""
    sidecar = Sidecar(
        mode="video",
        original_name="a.mp4",
        size_bytes=1,
        sha256="0" * 64,
        device="DSJ-01",
        captured=Captured(start=datetime.fromisoformat(start), source="container"),
        stored=Stored(),
    )
    folder = office.case / "media"
    folder.mkdir(exist_ok=True)
    (folder / "M01-a.mp4.yaml").write_bytes(page(sidecar, "附注"))


def check(office: Office, at: str, offset: str) -> None:
    look = ["device", "check", "DSJ-01", "--at", at, "--as", "林某"]
    office.run(*look, "--clock-offset", offset)


def offsets(office: Office, as_of: str | None = None) -> list[str]:
    when = datetime.fromisoformat(as_of) if as_of else None
    facts = bureau_facts(office.case, office.root)
    found = load_case(office.case, bureau=facts, as_of=when).bureau.checks
    return [str(look.clock_offset_s) for look in found.get("DSJ-01", ())]


def extract(case: Path) -> list[str]:
    data = yaml.safe_load((case / "bureau.yaml").read_text(encoding="utf-8"))
    return [str(look["clock_offset_s"]) for look in data.get("checks", {}).get("DSJ-01", ())]


def test_the_case_has_what_was_seen_before_and_after(office: Office) -> None:
    check(office, "2026-03-01 08:00", "1")
    check(office, "2026-03-05 08:00", "2")
    check(office, "2026-03-09 08:00", "3")
    check(office, "2026-03-11 08:00", "4")
    check(office, "2026-03-14 08:00", "5")
    check(office, "2026-03-16 08:00", "6")
    check(office, "2026-04-01 08:00", "7")
    put(office)
    # Read in another zone it may have begun before the look of that morning.
    assert offsets(office) == ["3", "4", "5"]
    act = ("log-act", "1", "inquiry", "--as", "林某", "--start", "2026-03-11 10:30")
    office.run(*act)
    assert extract(office.case) == ["3", "4", "5"]
    # What is said of it later reaches the case with its next entry.
    check(office, "2026-03-12 08:00", "8")
    office.run(*act)
    assert extract(office.case) == ["3", "4", "8", "5"]


def test_a_look_long_before_or_after_says_nothing(office: Office) -> None:
    check(office, "2025-12-08 08:00", "1")
    check(office, "2026-06-12 08:00", "2")
    put(office)
    assert offsets(office) == []


def test_a_look_weeks_before_may_show_that_the_clock_was_wrong(office: Office) -> None:
    check(office, "2025-12-12 08:00", "900")
    check(office, "2026-02-03 08:00", "1")
    put(office)
    assert offsets(office) == ["1"]


def test_the_months_on_both_sides_are_read(office: Office) -> None:
    check(office, "2026-02-27 08:00", "1")
    check(office, "2026-03-02 08:00", "2")
    check(office, "2026-03-02 07:00", "3")
    put(office, "2026-03-01T09:30:00+08:00")
    assert offsets(office) == ["1", "3", "2"]


def test_what_was_seen_later_than_the_time_of_judging_is_left_out(office: Office) -> None:
    check(office, "2026-03-11 08:00", "4")
    check(office, "2026-03-14 08:00", "5")
    at = datetime.fromisoformat(START)
    for until, wanted in (
        (None, 2),
        ("2026-03-14T08:00:00+08:00", 2),
        ("2026-03-14T07:59:59+08:00", 1),
    ):
        when = datetime.fromisoformat(until) if until else None
        found = checks_near(office.root, {"DSJ-01": [(at, at)]}, when)
        assert len(found["DSJ-01"]) == wanted
