"""Reading a case while somebody writes to it: half-done work is no change from outside."""

from __future__ import annotations

import threading

from tests.commands.conftest import Office
from tests.commands.half_done import HalfDone


def outside(office: Office) -> list[str]:
    """The pages that an audit finds changed outside lawrec."""
    found = office.json("audit", "1", code=None)["findings"]
    return [one["message"] for one in found if one["code"] == "changed_outside"]


def test_what_ends_meanwhile_is_read_whole(office: Office, half_done: HalfDone) -> None:
    later = threading.Timer(0.5, half_done.finish)
    later.start()
    assert not outside(office)
    assert office.json("show", "1")
    later.join()


def test_what_a_crash_left_is_found(office: Office, half_done: HalfDone) -> None:
    half_done.crash()
    assert outside(office)


def test_what_was_changed_by_hand_is_found(office: Office) -> None:
    page = office.case / "case.yaml"
    page.write_bytes(page.read_bytes() + b"# x\n")
    assert outside(office)
