"""lawrec verify while people write: half-done work accuses nobody, what is wrong is found."""

from __future__ import annotations

import errno
import os
import shutil
import threading
import time
from pathlib import Path
from typing import Any

import pytest

from lawrec.operations import verify_log, verify_media, verify_pages, verify_visit
from lawrec.operations.verifying import verify_all
from lawrec.schema.evidence import LogFacts
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


def film(office: Office, tmp_path: Path, to: str = "1") -> None:
    """A film in a case, or in the inbox."""
    card = tmp_path / f"card-{to.strip('-')}"
    card.mkdir()
    (card / "c.mp4").write_bytes(b"\0\0\0\x18ftypmp42\0\0\0\0mp42isom" + to.encode())
    office.run("import-media", to, card, "--officer", "林某", *WHO)


def test_footage_that_is_handed_over_meanwhile_is_no_finding(
    office: Office, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """While the inbox is read, an officer's film is given to its case."""
    film(office, tmp_path, "--inbox")
    office.run(*ACT)
    read = verify_visit.against_sidecars

    def hand_over(media: verify_media.Media, *rest: Any) -> verify_media.Reading:
        monkeypatch.setattr(verify_visit, "against_sidecars", read)
        office.run("assign-media", "1", "inbox/M01", *WHO)
        return read(media, *rest)

    monkeypatch.setattr(verify_visit, "against_sidecars", hand_over)
    assert not [verified for verified in verify_all(office.root) if verified.findings]


def test_a_film_that_comes_meanwhile_is_read(
    office: Office, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """An altered film whose sidecar was not there when the media were listed is no newcomer."""
    film(office, tmp_path)
    content = next((office.case / "media").glob("*.mp4"))
    sidecar = content.with_name(f"{content.name}.yaml")
    listed = verify_visit.media_in

    def hidden(folder: Path, *rest: Any, **more: Any) -> object:
        """What stands there, as if the sidecar came a moment later."""
        monkeypatch.setattr(verify_visit, "media_in", listed)
        page = sidecar.read_bytes()
        sidecar.unlink()
        try:
            return listed(folder, *rest, **more)
        finally:
            sidecar.write_bytes(page)

    monkeypatch.setattr(verify_visit, "media_in", hidden)
    assert office.json("verify", "1")["findings"] == []
    content.chmod(0o644)
    content.write_bytes(content.read_bytes()[:-1] + b"!")
    monkeypatch.setattr(verify_visit, "media_in", hidden)
    found = office.json("verify", "1", code=1)["findings"]
    assert [one["code"] for one in found] == ["medium_differs"]


def test_a_disk_that_fails_once_is_named(office: Office, monkeypatch: pytest.MonkeyPatch) -> None:
    office.run(*ACT)
    read, failed = verify_pages.read_regular, []

    def fail_once(path: Path) -> bytes | None:
        if path.parent.name == "acts" and not failed:
            failed.append(path)
            raise OSError(errno.EIO, os.strerror(errno.EIO))
        return read(path)

    monkeypatch.setattr(verify_pages, "read_regular", fail_once)
    found = office.json("verify", "1", code=1)["findings"]
    assert [one["code"] for one in found] == ["page_unreadable"]


def test_a_file_that_goes_while_it_is_looked_at_stops_nothing(
    office: Office, monkeypatch: pytest.MonkeyPatch
) -> None:
    stray = office.case / "stray"
    stray.write_text("x", encoding="utf-8")
    look = verify_pages._stranger

    def gone(folder: Path, path: str) -> object:
        stray.unlink()
        return look(folder, path)

    monkeypatch.setattr(verify_pages, "_stranger", gone)
    assert office.json("verify", "1")["findings"] == []


def test_a_line_of_the_log_that_is_half_written_is_read_again(
    office: Office, monkeypatch: pytest.MonkeyPatch
) -> None:
    log = office.root / "log" / "leaves.jsonl"
    whole, read, looks = log.read_bytes(), verify_log.read, []

    def half_written(folder: Path) -> LogFacts:
        looks.append(folder)
        log.write_bytes(whole + whole.splitlines()[-1][:50] if len(looks) == 1 else whole)
        return read(folder)

    monkeypatch.setattr(verify_log, "read", half_written)
    assert office.json("verify", "1")["findings"] == []
    assert len(looks) > 1


def test_the_log_is_read_once_however_much_is_wrong(
    office: Office, monkeypatch: pytest.MonkeyPatch
) -> None:
    for number in range(2, 8):
        shutil.copytree(office.case, office.case.with_name(f"000{number}"))
    read, looks = verify_log.read, []
    monkeypatch.setattr(verify_log, "read", lambda folder: looks.append(folder) or read(folder))
    assert sum(bool(done.findings) for done in verify_all(office.root)) == 6
    assert len(looks) == 1


def test_what_was_changed_by_hand_is_found_though_people_write(office: Office) -> None:
    office.run(*ACT)
    page = next((office.case / "acts").iterdir())
    page.write_bytes(page.read_bytes() + b"# x\n")
    done = verify_all(office.root)
    next(done)
    office.run("officer", "list")
    codes = [found.code for found in next(done).findings]
    assert codes == ["page_changed"]
