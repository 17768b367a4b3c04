"""lawrec import-media and assign-media, on real files."""

from __future__ import annotations

import hashlib
import os
import subprocess
from datetime import datetime, timedelta
from pathlib import Path
from zoneinfo import ZoneInfo

import pytest

from lawrec.media.sample_maker import jpeg, mp4, wav
from tests.commands.conftest import Office

BEIJING = ZoneInfo("Asia/Shanghai")


def recent(hours: float) -> datetime:
    """A moment some hours ago."""
    return (datetime.now(BEIJING) - timedelta(hours=hours)).replace(microsecond=0)


def digest(path: Path) -> str:
    """SHA-256 of a file."""
    return hashlib.sha256(path.read_bytes()).hexdigest()


@pytest.fixture
def card(tmp_path: Path) -> Path:
    """A recorder's card with a film, a photo, a sound recording and a text file."""
    folder = tmp_path / "card" / "DCIM" / "100"
    folder.mkdir(parents=True)
    mp4(folder / "DSJ01_0001.MP4", start=recent(3), seconds=60, apple_creationdate=True,
        make="Example", model="X1", seed=1)  # fmt: skip
    jpeg(folder / "IMG_0001.JPG", taken=recent(2.5), model="C1", seed=2, gps=(41.0, 122.0))
    wav(folder / "REC.WAV", start=recent(2), seconds=5, seed=3)
    (folder / "notes.txt").write_text("no media", encoding="utf-8")
    return tmp_path / "card"


def test_stores_once_and_hands_over(office: Office, card: Path) -> None:
    office.run("log-act", "1", "onsite_inspection", "--start", recent(3.1).isoformat(),
               "--end", recent(2.9).isoformat(), "--present", "赵某甲")  # fmt: skip
    first = office.json("import-media", "1", card, "--officer", "虚构-1")
    assert [file["outcome"] for file in first["files"]] == ["stored"] * 3
    for file in first["files"]:
        stored = office.case / file["path"]
        assert digest(stored) == file["sha256"] == digest(Path(file["source"]))
    film = first["files"][0]
    assert film["act"] == "A01"
    assert film["capture"]["certain"] is True
    assert film["duration_s"] == pytest.approx(60, abs=1)
    handover = first["handover"]
    assert (handover["from"], handover["to"], handover["store"]) == ("林某", "韩某", "vault")
    assert handover["late"] == []
    assert first["safe_to_clear"] == {"answer": "yes", "missing": []}
    before = {path: path.read_bytes() for path in (office.case / "media").iterdir()}
    second = office.json("import-media", "1", card, "--officer", "林某")
    assert [file["outcome"] for file in second["files"]] == ["duplicate"] * 3
    assert second["handover"]["record"] is None
    assert {path: path.read_bytes() for path in (office.case / "media").iterdir()} == before


def test_late_footage_is_said(office: Office, tmp_path: Path) -> None:
    jpeg(tmp_path / "old.jpg", taken=recent(30), seed=5)
    answer = office.json("import-media", "1", tmp_path / "old.jpg", "--officer", "林某")
    assert answer["handover"]["late"] == ["M01"]


def test_excuse_is_kept(office: Office, card: Path) -> None:
    answer = office.json(
        "import-media", "1", card, "--returned-at", "2026-03-11 08:00",
        "--reason", "away_duty", "--cannot-reason", "县外办案，无网络", "--proof", "派车单",
    )  # fmt: skip
    assert answer["handover"]["excuse"]["returned_at"] == "2026-03-11T08:00:00+08:00"


def test_all_samples_byte_for_byte(office: Office, samples: Path) -> None:
    sources = [p for p in sorted(samples.iterdir()) if p.name not in ("MANIFEST.tsv", "README.md")]
    first = office.json("import-media", "1", samples)
    assert [file["outcome"] for file in first["files"]] == ["stored"] * len(sources)
    stored = {file["sha256"] for file in first["files"]}
    assert stored == {digest(path) for path in sources}
    for file in first["files"]:
        assert digest(office.case / file["path"]) == file["sha256"]
    told = [f for f in first["files"] if f["capture"]["start"] or f["make"] or f["duration_s"]]
    assert len(told) >= 40
    second = office.json("import-media", "1", samples)
    assert [file["outcome"] for file in second["files"]] == ["duplicate"] * len(sources)


def test_nasty_source_is_stored_or_refused_by_name(
    office: Office, faults: Path, tmp_path: Path
) -> None:
    source = tmp_path / "nasty"
    subprocess.run(["python3", str(faults / "nasty_source.py"), str(source)], check=True)
    (source / "sparse.mp4").unlink()  # a file of 1 TB is what the next test is for
    answer = office.json("import-media", "1", source, code=1)
    outcomes = {os.fsencode(f["source"]).rsplit(b"/", 1)[-1]: f for f in answer["files"]}
    for name in (b"link.jpg", b"loop.jpg", b"fifo.jpg", b"sock.jpg", b"zero.jpg", b"rootdir"):
        assert outcomes[name]["outcome"] == "refused", name
    stored = [f for f in answer["files"] if f["outcome"] == "stored"]
    assert len(stored) >= 28
    assert all(name.isprintable() for f in stored for name in [f["path"]])
    assert not list(Path.cwd().glob("*pwned*"))
    office.run("audit", "1", code=1)


def test_no_room_is_said_before_anything_is_written(office: Office, tmp_path: Path) -> None:
    huge = tmp_path / "huge.mp4"
    with huge.open("wb") as file:
        file.truncate(10**12)
    answer = office.run("import-media", "1", huge, code=3)
    assert "not enough room" in answer.err
    assert not list((office.case / "media").iterdir())


def test_nothing_to_import_is_one_sentence(office: Office, tmp_path: Path) -> None:
    (tmp_path / "empty").mkdir()
    answer = office.run("import-media", "1", tmp_path / "empty", code=3)
    assert answer.err.startswith("Error: There is no footage in ")


def test_inbox_then_two_cases(office: Office, card: Path) -> None:
    office.run("new-case", "--title", "第二案", "--kind", "inspection", "--officer", "林某,高某")
    kept = office.json("import-media", "--inbox", card)
    assert [file["outcome"] for file in kept["files"]] == ["stored"] * 3
    office.run(
        "log-act", "1", "inquiry", "--start", "2026-03-11 09:00", "--end", "2026-03-11 10:00"
    )
    office.run("assign-media", "1", "inbox/M02", "--act", "A01")
    office.run("assign-media", "2", "inbox/M02")
    photo = digest(card / "DCIM/100/IMG_0001.JPG")
    for case in ("0001", "0002"):
        contents = list(office.case.parent.glob(f"{case}/media/*.jpg"))
        assert [digest(path) for path in contents] == [photo]
    again = office.json("import-media", "--inbox", card)
    assert [file["outcome"] for file in again["files"]] == ["duplicate"] * 3


def test_a_dock_is_taken_over_with_its_own_times(office: Office, tmp_path: Path) -> None:
    dock = tmp_path / "dock"
    dock.mkdir()
    office.run(
        "store", "add", "dock1", "--type", "unit_dedicated", "--url", dock.as_uri(), "--dock"
    )
    film = recent(500)
    mp4(dock / "DSJ01_0007.mp4", start=film, seconds=10, apple_creationdate=True, seed=7)
    stored = (film + timedelta(hours=2)).strftime("%Y/%m/%d %H:%M:%S")
    (dock / "export.csv").write_text(
        f"文件名,入库时间\nDSJ01_0007.mp4,{stored}\n", encoding="gb18030"
    )
    answer = office.json("import-media", "1", dock)
    assert answer["handover"]["late"] == []
    sidecar = (office.case / f"{answer['files'][0]['path']}.yaml").read_text(encoding="utf-8")
    assert "source: export_list" in sidecar
    assert (film + timedelta(hours=2)).isoformat() in sidecar
