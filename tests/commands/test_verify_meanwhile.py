"""lawrec verify while people write: half-done work accuses nobody, what is wrong is found."""

from __future__ import annotations

import threading
import time

import pytest

from lawrec.operations import verifying
from lawrec.operations.verifying import verify_all
from tests.commands.conftest import Office
from tests.commands.half_done import HalfDone

WHO = ("--as", "林某")
ACT = ("log-act", "1", "现场检查", "--start", "2026-08-05 09:00", *WHO)
NEW = ("new-case", "--title", "另案", "--kind", "penalty", "--party", "钱某乙", *WHO)


def test_a_change_that_ends_meanwhile_is_no_finding(office: Office, half_done: HalfDone) -> None:
    later = threading.Timer(0.5, half_done.finish)
    later.start()
    began = time.monotonic()
    seen = office.json("verify", "1")
    assert time.monotonic() - began > 0.4
    assert not seen["findings"]
    later.join()


def test_one_that_does_not_end_is_shown_with_what_may_be_the_cause(
    office: Office, half_done: HalfDone
) -> None:
    half_done.crash()
    said = office.run("verify", "1", code=1)
    assert "lawrec doctor" in said.out + said.err
    assert office.json("verify", "1", code=1)["findings"]
    office.run(*ACT)
    office.run("verify", "--all")


def test_the_log_goes_on_while_all_cases_are_verified(office: Office) -> None:
    office.run(*NEW)
    done = verify_all(office.root)
    assert not next(done).findings
    office.run(*ACT)
    office.run(*NEW)
    for verified in done:
        assert not verified.findings, verified


def test_footage_that_is_handed_over_meanwhile_is_not_missed(
    office: Office, tmp_path: object, monkeypatch: pytest.MonkeyPatch
) -> None:
    """Between the listing of the inbox and its reading an officer's film goes to its case."""
    card = office.root.parent / "card"
    card.mkdir()
    (card / "c.mp4").write_bytes(b"\0\0\0\x18ftypmp42\0\0\0\0mp42isom" + b"film")
    office.run("import-media", "--inbox", card, "--officer", "林某", *WHO)
    office.run(*ACT)
    read = verifying.against_sidecars
    item = next((office.root / "inbox" / "media").glob("*.mp4")).name.split("-")[0]

    def hand_over(*arguments: object) -> object:
        monkeypatch.setattr(verifying, "against_sidecars", read)
        office.run("assign-media", "1", f"inbox/{item}", *WHO)
        return read(*arguments)  # type: ignore[arg-type]

    monkeypatch.setattr(verifying, "against_sidecars", hand_over)
    assert not [verified for verified in verify_all(office.root) if verified.findings]


def test_what_was_changed_by_hand_is_found_though_people_write(office: Office) -> None:
    office.run(*ACT)
    page = next((office.case / "acts").iterdir())
    page.write_bytes(page.read_bytes() + b"# x\n")
    done = verify_all(office.root)
    next(done)
    office.run("officer", "list")
    codes = [found.code for found in next(done).findings]
    assert codes == ["page_changed"]
