"""lawrec backup while people write, after a crash, and of what somebody laid into the folders."""

from __future__ import annotations

import hashlib
import json
import os
import shutil
import subprocess
from pathlib import Path
from typing import Any

import pytest

from lawrec.operations import backup_contents
from tests.commands.conftest import Office
from tests.commands.half_done import HalfDone, start
from tests.commands.test_backup import WHO, fill

ACT = ("log-act", "1", "现场检查", "--start", "2026-08-05 09:00", *WHO)
FILM = b"\0\0\0\x18ftypmp42\0\0\0\0mp42isom"


def card(tmp_path: Path, name: str = "late") -> Path:
    """A card with one film that no other card has."""
    place = tmp_path / name
    place.mkdir()
    (place / "l.mp4").write_bytes(FILM + name.encode())
    return place


def sound(office: Office, place: Path) -> None:
    """The newest backup gives all back."""
    assert office.json("backup", place, "--drill", *WHO)["sound"]


def listed(place: Path) -> set[str]:
    """The paths in the newest list."""
    newest = max((place / "backups").iterdir())
    return {entry["path"] for entry in json.loads(newest.read_text("utf-8"))["files"]}


def test_what_is_entered_before_the_listing_belongs_to_the_next(
    office: Office, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """The log is read, then people go on, then the folders are listed."""
    fill(office, tmp_path)
    (tmp_path / "late").mkdir()
    (tmp_path / "late" / "l.mp4").write_bytes(b"\0\0\0\x18ftypmp42\0\0\0\0mp42isom" + b"late")
    listed = backup_contents._others

    def work_then_list(bureau: Path, found: Any, tracked: set[str]) -> None:
        late = ("import-media", "1", tmp_path / "late", "--officer", "林某")
        for words in (
            ("log-act", "1", "现场检查", "--start", "2026-08-05 09:00"),
            late,
            ("import-media", "--inbox", tmp_path / "late", "--officer", "林某"),
            ("new-case", "--title", "另案", "--kind", "penalty", "--party", "钱某乙"),
            ("log-act", "2", "现场检查", "--start", "2026-08-05 10:00"),
        ):
            assert start(*words, *WHO).wait() == 0, words
        listed(bureau, found, tracked)

    monkeypatch.setattr(backup_contents, "_others", work_then_list)
    done = office.json("backup", tmp_path / "b", *WHO)
    assert done["complete"], done
    monkeypatch.setattr(backup_contents, "_others", listed)
    assert office.json("backup", tmp_path / "b", "--drill", *WHO)["sound"]
    again = office.json("backup", tmp_path / "b", *WHO)
    assert again["files"] > done["files"]
    assert office.json("backup", tmp_path / "b", "--drill", *WHO)["sound"]


def test_what_is_half_done_belongs_to_the_next(
    office: Office, tmp_path: Path, half_done: HalfDone
) -> None:
    done = office.json("backup", tmp_path / "b", *WHO)
    assert done["complete"], done
    assert office.json("backup", tmp_path / "b", "--drill", *WHO)["sound"]
    assert half_done.finish() == 0
    office.run("backup", tmp_path / "b", *WHO)
    assert office.json("backup", tmp_path / "b", "--drill", *WHO)["lacks_log_entries"] == 0


def test_what_a_crash_cut_off_is_said(office: Office, tmp_path: Path, half_done: HalfDone) -> None:
    half_done.crash()
    done = office.json("backup", tmp_path / "b", *WHO, code=1)
    assert len(done["lost"]) == 1
    assert "doctor" in done["lost"][0]
    office.run("log-act", "1", "现场检查", "--start", "2026-08-06 09:00", *WHO)
    assert office.json("backup", tmp_path / "b", *WHO)["complete"]
    assert office.json("backup", tmp_path / "b", "--drill", *WHO)["sound"]
    assert len(list((office.case / "acts").iterdir())) == 2


def test_a_trial_does_not_take_work_for_a_crash(
    office: Office, tmp_path: Path, half_done: HalfDone
) -> None:
    assert not office.json("backup", tmp_path / "b", "--dry-run", *WHO)["lost"]


def test_a_case_whose_opening_a_crash_cut_off_is_said(office: Office, tmp_path: Path) -> None:
    """Its folder is there, and its first page is not."""
    new = ("new-case", "--title", "另案", "--kind", "penalty", "--party", "钱某乙", *WHO)
    doing = HalfDone(tmp_path / "half", *new)
    doing.crash()
    case = office.case.with_name("0002")
    (case / "case.yaml").unlink()
    done = office.json("backup", tmp_path / "b", *WHO, code=1)
    assert any("0002" in line for line in done["lost"])
    assert office.json("backup", tmp_path / "b", "--check", *WHO)["sound"]


def test_commits_that_the_log_lost_are_kept_as_files_and_said(
    office: Office, tmp_path: Path
) -> None:
    log = office.root / "log" / "leaves.jsonl"
    before = log.read_bytes()
    office.run("import-media", "1", card(tmp_path), "--officer", "林某", *WHO)
    log.write_bytes(before)
    done = office.json("backup", tmp_path / "b", *WHO, code=1)
    assert any("verify" in line for line in done["lost"])
    assert any(path.endswith("M01-l.mp4") for path in listed(tmp_path / "b"))


def test_a_commit_made_by_hand_is_kept_as_files_and_said(office: Office, tmp_path: Path) -> None:
    (office.case / "notes.txt").write_text("重要", encoding="utf-8")
    git = ["git", "-C", str(office.case), "-c", "user.name=x", "-c", "user.email=x@y"]
    subprocess.run([*git, "add", "-f", "notes.txt"], check=True)
    subprocess.run([*git, "commit", "-qm", "x"], check=True)
    assert office.json("backup", tmp_path / "b", *WHO, code=1)["lost"]
    assert any(path.endswith("notes.txt") for path in listed(tmp_path / "b"))


@pytest.mark.parametrize("name", ["谈话 10:30.txt", "media/.gitkeep", "a\\b", b"\xff.txt"])
def test_odd_names_do_not_spoil_the_backup(
    office: Office, tmp_path: Path, name: str | bytes
) -> None:
    stray = office.case / os.fsdecode(name)
    stray.write_text("x", encoding="utf-8")
    kept = name == "media/.gitkeep"
    done = office.json("backup", tmp_path / "b", *WHO, code=0 if kept else 1)
    assert bool(done["lost"]) is not kept
    assert office.json("backup", tmp_path / "b", "--check", *WHO)["sound"]
    stray.unlink()
    assert office.json("backup", tmp_path / "b", *WHO)["complete"]
    sound(office, tmp_path / "b")


def test_a_history_that_is_not_ours_is_named(office: Office, tmp_path: Path) -> None:
    """A folder with a history of its own, as a programmer may hand one over."""
    place = office.case / "附件"
    subprocess.run(["git", "init", "-q", str(place)], check=True)
    (place / "f").write_text("x", encoding="utf-8")
    done = office.json("backup", tmp_path / "b", *WHO, code=1)
    assert any("附件/.git" in line for line in done["lost"])
    assert any(path.endswith("附件/f") for path in listed(tmp_path / "b"))
    assert office.json("backup", tmp_path / "b", "--check", *WHO)["sound"]


def promise(case: Path, moves: object) -> None:
    """A journal such as somebody may have laid there."""
    told = {"version": 1, "files": {}, "moves": moves, "message": "m", "event": "record"}
    body = json.dumps({**told, "by": "x", "head": None, "before": {}, "when_s": 1}).encode()
    digest = hashlib.sha256(body).hexdigest().encode()
    (case / ".git" / "lawrec-journal").write_bytes(digest + b"\n" + body)


@pytest.mark.parametrize("moves", [[["a", ["b"]]], [["a", 2]], [["a", "acts/A01.yaml"]], 3])
def test_a_copied_case_is_kept_as_files_whatever_it_promises(
    office: Office, tmp_path: Path, moves: object
) -> None:
    office.run(*ACT)
    copied = office.case.with_name("0009")
    shutil.copytree(office.case, copied)
    promise(copied, moves)
    done = office.json("backup", tmp_path / "b", *WHO, code=1)
    assert any("0009" in line for line in done["lost"])
    acts = [path for path in listed(tmp_path / "b") if "/0009/acts/" in path]
    assert len(acts) == 1


def test_a_linked_history_is_not_written_to(office: Office, tmp_path: Path) -> None:
    copied, outside = office.case.with_name("0009"), tmp_path / "outside"
    shutil.copytree(office.case, copied)
    (copied / ".git").rename(outside)
    (copied / ".git").symlink_to(outside)
    before = sorted(outside.rglob("*"))
    promise(copied, [])
    office.run("backup", tmp_path / "b", *WHO, code=1)
    assert [path.name for path in outside.rglob("*") if path not in before] == ["lawrec-journal"]


def test_a_film_of_two_cases_is_left_out_only_where_its_ledger_knows_it(
    office: Office, tmp_path: Path
) -> None:
    new = ("new-case", "--title", "另案", "--kind", "penalty", "--party", "钱某乙", *WHO)
    office.run(*new)
    office.run("import-media", "--inbox", card(tmp_path), "--officer", "林某", *WHO)
    for case in ("1", "2"):
        office.run("assign-media", case, "inbox/M01", *WHO)
    (tmp_path / "nas").mkdir()
    store = ("store", "add", "nas", "--type", "unit_dedicated", "--url", tmp_path / "nas")
    office.run(*store, *WHO)
    office.run("store", "copy", "1", "--to", "nas", *WHO)
    assert office.json("backup", tmp_path / "b", *WHO)["elsewhere"] == 1
    sound(office, tmp_path / "b")


def test_a_copy_that_is_made_meanwhile_leaves_nothing_out(
    office: Office, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """The ledger of what stores have is that of the backup, not the newest."""
    fill(office, tmp_path)
    (tmp_path / "nas").mkdir()
    store = ("store", "add", "nas", "--type", "unit_dedicated", "--url", tmp_path / "nas")
    office.run(*store, *WHO)
    asked = backup_contents._in_stores

    def copied_before(*rest: Any) -> Any:
        assert start("store", "copy", "1", "--to", "nas", *WHO).wait() == 0
        return asked(*rest)

    monkeypatch.setattr(backup_contents, "_in_stores", copied_before)
    assert office.json("backup", tmp_path / "b", *WHO)["elsewhere"] == 0
    sound(office, tmp_path / "b")


def test_a_file_that_goes_while_it_is_listed_stops_nothing(
    office: Office, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    stray = office.case / "stray"
    stray.write_text("x", encoding="utf-8")
    walk = os.walk

    def late(*asked: Any, **more: Any) -> Any:
        for where, folders, names in walk(*asked, **more):
            if "stray" in names:
                stray.unlink(missing_ok=True)
            yield where, folders, names

    monkeypatch.setattr(backup_contents.os, "walk", late)
    assert office.json("backup", tmp_path / "b", *WHO)["complete"]
