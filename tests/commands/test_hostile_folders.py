"""Folders that somebody prepared: nothing hangs, and nothing is written outside the case."""

from __future__ import annotations

import os
import shutil
import signal
from collections.abc import Iterator
from datetime import UTC, datetime
from pathlib import Path

import pytest

from lawrec.media.sample_maker import jpeg
from tests.commands.conftest import Office

LOOKING = ("audit", "show", "status", "journal", "verify")
pytestmark = pytest.mark.skipif(not hasattr(os, "mkfifo"), reason="pipes and links of POSIX")


@pytest.fixture(autouse=True)
def _never_hangs() -> Iterator[None]:
    """Reading a pipe that nobody fills would last for ever; an endless file, all memory."""
    import resource

    before = resource.getrlimit(resource.RLIMIT_AS)
    resource.setrlimit(resource.RLIMIT_AS, (8 << 30, before[1]))
    signal.alarm(120)
    yield
    signal.alarm(0)
    resource.setrlimit(resource.RLIMIT_AS, before)


@pytest.fixture
def outside(tmp_path: Path) -> Iterator[Path]:
    """A folder that is none of lawrec's business, with one file; both stay as they are."""
    folder = tmp_path / "outside"
    folder.mkdir()
    (folder / "letter").write_bytes(b"first line\nno end")
    yield folder
    assert [path.name for path in folder.iterdir()] == ["letter"]
    assert (folder / "letter").read_bytes() == b"first line\nno end"


@pytest.fixture
def photo(tmp_path: Path) -> Path:
    jpeg(tmp_path / "photo.jpg", taken=datetime(2026, 3, 1, 9, 0, tzinfo=UTC), seed=1)
    return tmp_path / "photo.jpg"


@pytest.mark.parametrize("page", ["case.yaml", "persons.yaml", "originals.yaml"])
@pytest.mark.parametrize("kind", ["pipe", "endless"])
def test_what_is_no_file_is_not_opened(office: Office, page: str, kind: str) -> None:
    (office.case / page).unlink(missing_ok=True)
    if kind == "pipe":
        os.mkfifo(office.case / page)
    else:
        (office.case / page).symlink_to("/dev/zero")
    for command in LOOKING:
        answer = office.run(command, office.case, code=None)
        assert answer.code in (0, 1, 3), (command, answer)
    assert office.run("verify", office.case, code=1).out
    assert office.run("add-record", "1", "end_sheet", code=3).err


def test_a_page_that_is_gone_or_odd_is_told(office: Office) -> None:
    (office.case / "persons.yaml").unlink()
    assert "persons.yaml" in office.run("audit", "1", "--json", code=None).out


def test_footage_is_not_copied_through_a_link(office: Office, outside: Path, photo: Path) -> None:
    (office.case / "media").rmdir()
    (office.case / "media").symlink_to(outside)
    assert "media" in office.run("import-media", "1", photo, code=1).err
    (office.root / "inbox").symlink_to(outside)
    assert "inbox" in office.run("import-media", "--inbox", photo, code=1).err


def test_no_object_is_written_through_a_link(office: Office, outside: Path) -> None:
    there = {path.name for path in (office.case / ".git/objects").iterdir()}
    for number in range(256):
        if f"{number:02x}" not in there:
            (office.case / ".git/objects" / f"{number:02x}").symlink_to(outside)
    answer = office.run("add-record", "1", "end_sheet", code=1)
    assert 1 <= answer.err.count("is a link") < 20


def test_what_is_kept_is_not_kept_through_a_link(office: Office, outside: Path) -> None:
    (office.case / ".git/lawrec-kept").symlink_to(outside)
    assert "is a link" in office.run("add-record", "1", "end_sheet", code=1).err


@pytest.mark.parametrize("kind", ["pipe", "link"])
def test_the_log_is_no_link_and_no_pipe(office: Office, outside: Path, kind: str) -> None:
    log = office.root / "log/leaves.jsonl"
    log.unlink()
    if kind == "pipe":
        os.mkfifo(log)
    else:
        log.symlink_to(outside / "letter")
    office.run("add-record", "1", "end_sheet", code=3)
    assert "log_absent" in office.run("verify", "1", code=1).out


def test_a_log_of_nothing_but_line_feeds(office: Office) -> None:
    with (office.root / "log/leaves.jsonl").open("ab") as log:
        log.write(b"\n" * 20_000_000)
    out = office.run("verify", "1", code=1).out
    assert "log_too_many_faults" in out
    assert len(out.splitlines()) < 2000


def test_an_archived_case_stays_frozen_without_its_page(office: Office) -> None:
    page = office.case / "archived.yaml"
    shutil.copy(office.case / "case.yaml", page)
    _commit(office.case)
    page.unlink()
    answer = office.run("add-record", "1", "end_sheet", code=1)
    assert "archived" in answer.err


def _commit(folder: Path) -> None:
    import subprocess

    who = ("-c", "user.name=T", "-c", "user.email=t@example.invalid")
    for command in (("add", "-A"), (*who, "commit", "-qm", "x")):
        subprocess.run(["git", "-C", str(folder), *command], check=True)
