"""lawrec backup and restore: whole or no backup, nothing copied twice, restored and verified."""

from __future__ import annotations

import json
import os
import shutil
import signal
import subprocess
import threading
import time
from pathlib import Path

import pytest

from tests.commands.conftest import Office
from tests.commands.half_done import start

WHO = ("--as", "林某")
FILES = 24


def fill(office: Office, tmp_path: Path, count: int = 3, size: int = 2000) -> None:
    """Footage in the case, in the inbox, and a paper."""
    for name in ("card", "early"):
        (tmp_path / name).mkdir()
    for number in range(count):
        head = b"\0\0\0\x18ftypmp42\0\0\0\0mp42isom"
        content = head + number.to_bytes(4, "big") + os.urandom(size)
        (tmp_path / "card" / f"c{number}.mp4").write_bytes(content)
    (tmp_path / "early" / "e.mp4").write_bytes(head + os.urandom(size))
    office.run("import-media", "1", tmp_path / "card", "--officer", "林某", *WHO)
    office.run("import-media", "--inbox", tmp_path / "early", "--officer", "林某", *WHO)
    office.run("log-act", "1", "现场检查", "--start", "2026-08-03 09:00", *WHO)


def contents(place: Path) -> dict[str, int]:
    """The contents of a backup folder and when each was written; unfinished ones too."""
    found = (p for p in (place / "sha256").rglob("*") if p.is_file())
    return {p.name: p.stat().st_mtime_ns for p in found}


def same_pages(one: Path, other: Path) -> None:
    """All files but those of the histories, the log and the register are the same."""

    def seen(root: Path) -> dict[str, bytes]:
        files = (p for p in root.rglob("*") if p.is_file())
        named = {p.relative_to(root).as_posix(): p for p in files}
        skipped = (".git/", "log/", "backups.yaml")
        return {n: p.read_bytes() for n, p in named.items() if not any(s in n for s in skipped)}

    assert seen(one) == seen(other)


def test_a_backup_gives_all_back(office: Office, tmp_path: Path) -> None:
    fill(office, tmp_path)
    place = tmp_path / "备份 盘"
    done = office.json("backup", place, *WHO)
    assert done["entry"] == "B0001"
    assert not done["absent"]
    office.run("backup", place, "--check", *WHO)
    restored = tmp_path / "恢复"
    answer = office.json("restore", place, restored)
    assert answer["sound"], answer
    assert answer["cases"] == 1
    same_pages(office.root, restored)
    assert not (tmp_path / ".lawrec-restoring-恢复").exists()
    office.run("verify", "--all", "--bureau", restored)


def test_it_stands_in_register_history_and_log(office: Office, tmp_path: Path) -> None:
    done = office.json("backup", tmp_path / "b", *WHO)
    assert done["manifest_sha256"] in (office.root / "backups.yaml").read_text("utf-8")
    last = (office.root / "log" / "leaves.jsonl").read_text("utf-8").splitlines()[-1]
    assert json.loads(last)["event"] == "backup"
    office.run("verify", "--all")


def test_what_is_there_is_not_copied_again(office: Office, tmp_path: Path) -> None:
    fill(office, tmp_path)
    place = tmp_path / "b"
    office.run("backup", place, *WHO)
    first = contents(place)
    office.run("log-act", "1", "现场检查", "--start", "2026-08-04 09:00", *WHO)
    again = office.json("backup", place, *WHO)
    second = contents(place)
    assert {name: second[name] for name in first} == first
    # the histories of case and bureau, and the log
    assert again["copied"] == len(second) - len(first) == 3
    office.run("backup", place, "--drill", *WHO)
    names = sorted(p.stem for p in (place / "backups").iterdir())
    assert len(names) == 2
    old = office.json("restore", place, tmp_path / "old", "--name", names[0])
    assert old["sound"]
    acts = tmp_path / "old" / office.case.relative_to(office.root) / "acts"
    assert len(list(acts.iterdir())) == 1


def test_a_trial_of_restoring_is_noted_and_leaves_nothing(
    office: Office, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    fill(office, tmp_path)
    scratch = tmp_path / "scratch"
    scratch.mkdir()
    monkeypatch.setattr("tempfile.tempdir", str(scratch))
    office.run("backup", tmp_path / "b", *WHO)
    found = office.json("backup", tmp_path / "b", "--drill", *WHO)
    assert found["sound"]
    assert found["restored"]["media"] == 4
    assert found["lacks_log_entries"] == 0
    assert list(scratch.iterdir()) == []
    checks = {c["topic"]: c for c in office.json("doctor", code=None)["checks"]}
    assert checks["drill"]["state"] == checks["backup"]["state"] == "ok"
    office.run("log-act", "1", "现场检查", "--start", "2026-08-04 09:00", *WHO)
    later = office.json("backup", tmp_path / "b", "--check", *WHO)
    assert later["lacks_log_entries"] == 1


@pytest.mark.parametrize("harm", ["altered", "gone", "cut"])
def test_a_damaged_backup_is_found_and_never_called_sound(
    office: Office, tmp_path: Path, harm: str
) -> None:
    fill(office, tmp_path)
    place = tmp_path / "b"
    office.run("backup", place, *WHO)
    found = sorted((p for p in (place / "sha256").rglob("*") if p.is_file()), key=lambda p: p.name)
    for path in [p for p in found if p.stat().st_size][::8]:
        data = path.read_bytes()
        if harm == "gone":
            path.unlink()
        elif harm == "cut":
            path.write_bytes(data[:-1])
        else:
            path.write_bytes(bytes([data[0] ^ 1]) + data[1:])
        assert office.json("backup", place, "--check", *WHO, code=1)["sound"] is False
        assert office.json("backup", place, "--drill", *WHO, code=1)["sound"] is False
        path.write_bytes(data)
    assert "kind: drill" not in (office.root / "backups.yaml").read_text("utf-8")
    office.run("backup", place, "--drill", *WHO)
    assert "kind: drill" in (office.root / "backups.yaml").read_text("utf-8")


def test_damage_does_not_keep_the_rest_back(office: Office, tmp_path: Path) -> None:
    fill(office, tmp_path)
    place, target = tmp_path / "b", tmp_path / "r"
    office.run("backup", place, *WHO)
    listing = json.loads(next((place / "backups").iterdir()).read_text("utf-8"))
    film = next(entry for entry in listing["files"] if entry["path"].endswith("c0.mp4"))
    digest = film["sha256"]
    (place / "sha256" / digest[:2] / digest[2:4] / digest).unlink()
    answer = office.json("restore", place, target, code=1)
    assert any("c0.mp4" in line for line in answer["damaged"])
    assert (target / film["path"]).exists() is False
    assert (target / film["path"].replace("c0", "c1").replace("M01", "M02")).is_file()


def test_media_in_stores_are_left_out_unless_wanted(office: Office, tmp_path: Path) -> None:
    fill(office, tmp_path)
    (tmp_path / "nas").mkdir()
    store = ("store", "add", "nas", "--type", "unit_dedicated", "--url", tmp_path / "nas")
    office.run(*store, *WHO)
    office.run("store", "copy", "1", "--to", "nas", *WHO)
    done = office.json("backup", tmp_path / "b", *WHO)
    assert done["elsewhere"] == 3
    answer = office.json("restore", tmp_path / "b", tmp_path / "r")
    assert answer["sound"], answer
    whole = office.json("backup", tmp_path / "all", "--all-media", *WHO)
    assert whole["elsewhere"] == 0
    assert whole["bytes"] > done["bytes"] + 3 * 2000


def test_only_into_a_new_or_empty_folder(office: Office, tmp_path: Path) -> None:
    office.run("backup", tmp_path / "b", *WHO)
    full = tmp_path / "full"
    full.mkdir()
    (full / "mine.txt").write_text("x")
    office.run("restore", tmp_path / "b", full, code=1)
    assert [p.name for p in full.iterdir()] == ["mine.txt"]
    (tmp_path / "empty").mkdir()
    office.run("restore", tmp_path / "b", tmp_path / "empty", "--own")
    known = (Path(os.environ["LAWREC_HOME"]) / "bureaus").read_text("utf-8")
    assert str(tmp_path / "empty") in known.splitlines()


def test_places_that_are_none_are_refused(office: Office, tmp_path: Path) -> None:
    office.run("backup", office.root / "inside", *WHO, code=2)
    office.run("backup", tmp_path, *WHO, code=2)
    office.run("backup", tmp_path / "not" / "there", *WHO, code=2)
    (tmp_path / "other").mkdir()
    (tmp_path / "other" / "letter.txt").write_text("x")
    office.run("backup", tmp_path / "other", *WHO, code=1)
    office.run("backup", tmp_path / "other", "--check", *WHO, code=3)
    office.run("backup", "s3://x/y", *WHO, code=3)
    (tmp_path / "b").mkdir()
    told = {"format": "lawrec-backup", "version": 1, "bureau": "somebody else"}
    (tmp_path / "b" / "lawrec-backup.json").write_text(json.dumps(told))
    office.run("backup", tmp_path / "b", *WHO, code=1)


@pytest.mark.parametrize("path", ["../out", "/tmp/out", "a/../../out", ".git/hooks/x", "C:/x"])
def test_a_forged_list_leads_nowhere(office: Office, tmp_path: Path, path: str) -> None:
    office.run("backup", tmp_path / "b", *WHO)
    listing = next((tmp_path / "b" / "backups").iterdir())
    told = json.loads(listing.read_text("utf-8"))
    told["files"][0]["path"] = path
    listing.write_text(json.dumps(told), encoding="utf-8")
    office.run("restore", tmp_path / "b", tmp_path / "r", code=3)
    assert not (tmp_path / "r").exists()
    assert not (tmp_path / "out").exists()


def test_it_can_be_tried(office: Office, tmp_path: Path) -> None:
    fill(office, tmp_path)
    spaced = office.run("backup", tmp_path / "备份 盘", *WHO).out
    assert f"lawrec backup '{tmp_path / '备份 盘'}' --drill" in spaced
    said = office.run("backup", tmp_path / "b", "--dry-run", *WHO).out
    assert "4 media" in said
    assert not (tmp_path / "b").exists()
    office.run("backup", tmp_path / "b", *WHO)
    office.run("restore", tmp_path / "b", tmp_path / "r", "--dry-run")
    assert not (tmp_path / "r").exists()


def kill_when(process: subprocess.Popen[bytes], ready: object, wait_s: float = 60) -> bool:
    """Kill it as soon as something is so; whether it had not ended by itself."""
    end = time.monotonic() + wait_s
    while time.monotonic() < end and process.poll() is None:
        if ready():  # type: ignore[operator]
            process.send_signal(signal.SIGKILL)
            process.wait()
            return True
        time.sleep(0.0005)
    process.wait()
    return False


@pytest.mark.parametrize("after", [0, 3, FILES])
def test_a_backup_that_is_killed_is_none_and_goes_on(
    office: Office, tmp_path: Path, after: int
) -> None:
    fill(office, tmp_path, count=FILES)
    place = tmp_path / "b"
    process = start("backup", place, *WHO)
    killed = kill_when(process, lambda: place.exists() and len(contents(place)) >= after)
    assert killed
    assert not list(place.glob("backups/*.json"))
    office.run("backup", place, "--check", *WHO, code=3)
    office.run("restore", place, tmp_path / "r", code=3)
    office.run("verify", "--all")
    whole = {n: t for n, t in contents(place).items() if not n.startswith(".tmp-")}
    office.run("backup", place, *WHO)
    now = contents(place)
    assert {name: now[name] for name in whole} == whole
    assert not [name for name in now if name.startswith(".tmp-")]
    assert office.json("backup", place, "--drill", *WHO)["sound"]


@pytest.mark.parametrize("after", [1, 30])
def test_a_restoring_that_is_killed_leaves_no_case_repository(
    office: Office, tmp_path: Path, after: int
) -> None:
    fill(office, tmp_path, count=FILES)
    office.run("backup", tmp_path / "b", *WHO)
    target, staged = tmp_path / "r", tmp_path / ".lawrec-restoring-r"

    def reached() -> bool:
        return sum(len(names) for _folder, _below, names in os.walk(staged)) >= after

    assert kill_when(start("restore", tmp_path / "b", target), reached)
    assert not target.exists()
    answer = office.json("restore", tmp_path / "b", target)
    assert answer["sound"]
    assert not staged.exists()
    same_pages(office.root, target)


def test_people_may_work_meanwhile(office: Office, tmp_path: Path) -> None:
    fill(office, tmp_path, count=FILES)
    stop = threading.Event()
    acts = []

    def work() -> None:
        while not stop.is_set():
            words = ("log-act", "1", "现场检查", "--start", "2026-08-05 09:00", *WHO)
            acts.append(start(*words).wait())

    worker = threading.Thread(target=work)
    worker.start()
    try:
        for _round in range(2):
            office.run("backup", tmp_path / "b", *WHO)
    finally:
        stop.set()
        worker.join()
    assert acts
    assert set(acts) == {0}
    for path in (tmp_path / "b" / "backups").iterdir():
        found = office.json("backup", tmp_path / "b", "--drill", "--name", path.stem, *WHO)
        assert found["sound"], found


def test_footage_that_is_gone_is_said(office: Office, tmp_path: Path) -> None:
    fill(office, tmp_path)
    next((office.case / "media").glob("M01*.mp4")).unlink()
    done = office.json("backup", tmp_path / "b", *WHO, code=1)
    assert len(done["absent"]) == 1
    altered = next((office.case / "media").glob("M02*.mp4"))
    altered.write_bytes(altered.read_bytes()[:-1] + b"!")
    done = office.json("backup", tmp_path / "b2", *WHO, code=1)
    assert len(done["absent"]) == 2


def test_a_file_that_cannot_be_kept_is_no_success(office: Office, tmp_path: Path) -> None:
    """A package of an archived case that the disk does not give back, for instance."""
    office.run("log-act", "1", "现场检查", "--start", "2026-08-03 09:00", *WHO)
    notes = office.root / "notes.txt"
    notes.write_text("x", encoding="utf-8")
    (office.root / "link.txt").symlink_to(notes)
    said = office.run("backup", tmp_path / "b", *WHO, code=1)
    assert "link.txt" in said.err
    assert "is complete" not in said.out
    assert "link.txt" in office.run("backup", tmp_path / "b", "--check", *WHO).out
    seen = {check["topic"]: check for check in office.json("doctor", code=None)["checks"]}
    assert seen["backup"]["state"] == "attention"
    (office.root / "link.txt").unlink()
    office.run("backup", tmp_path / "b", *WHO)
    seen = {check["topic"]: check for check in office.json("doctor", code=None)["checks"]}
    assert seen["backup"]["state"] == "ok"


def test_a_case_that_is_gone_is_no_complete_backup(office: Office, tmp_path: Path) -> None:
    office.run("log-act", "1", "现场检查", "--start", "2026-08-03 09:00", *WHO)
    office.case.rename(tmp_path / "away")
    said = office.run("backup", tmp_path / "b", *WHO, code=1)
    assert "0001" in said.err
    assert office.json("backup", tmp_path / "b", *WHO, code=1)["complete"] is False


def test_a_history_that_the_log_does_not_know_is_said(office: Office, tmp_path: Path) -> None:
    """A case folder that somebody copied in: its pages would be kept, its history not."""
    office.run("log-act", "1", "现场检查", "--start", "2026-08-03 09:00", *WHO)
    shutil.copytree(office.case, office.case.with_name("0009"))
    said = office.run("backup", tmp_path / "b", *WHO, code=1)
    assert "0009" in said.err


def test_not_into_a_case_repository_or_among_the_backups(office: Office, tmp_path: Path) -> None:
    office.run("backup", tmp_path / "b", *WHO)
    for place in (office.case.with_name("0007"), office.root / "r", tmp_path / "b" / "r"):
        office.run("restore", tmp_path / "b", place, code=2)
        assert not place.exists()


@pytest.mark.parametrize(
    "change",
    [
        {"sha256": "/dev/zero"},
        {"sha256": "../../../../../etc/hostname"},
        {"sha256": 7},
        {"size": "9"},
        {"size": -1},
        {"path": 7},
        {"path": ["a"]},
        {"stores": 5},
    ],
)
def test_a_list_that_says_nonsense_is_refused(
    office: Office, tmp_path: Path, change: dict[str, object]
) -> None:
    office.run("backup", tmp_path / "b", *WHO)
    listing = next((tmp_path / "b" / "backups").iterdir())
    told = json.loads(listing.read_text("utf-8"))
    told["files"][0] |= change
    listing.write_text(json.dumps(told), encoding="utf-8")
    for words in (("restore", tmp_path / "b", tmp_path / "r"), ("backup", tmp_path / "b", *WHO)):
        said = office.run(*words, code=3)
        assert "list of this backup" in said.err
    assert not (tmp_path / "r").exists()


@pytest.mark.parametrize("change", [{"name": "../x"}, {"head": "--stdin"}, {"size": None}])
def test_a_history_that_says_nonsense_is_refused(
    office: Office, tmp_path: Path, change: dict[str, object]
) -> None:
    office.run("backup", tmp_path / "b", *WHO)
    listing = next((tmp_path / "b" / "backups").iterdir())
    told = json.loads(listing.read_text("utf-8"))
    told["histories"][0] |= change
    listing.write_text(json.dumps(told), encoding="utf-8")
    office.run("restore", tmp_path / "b", tmp_path / "r", code=3)
    listing.write_text("[]", encoding="utf-8")
    office.run("restore", tmp_path / "b", tmp_path / "r", code=3)
