"""lawrec store: copies in folders, where they are, bringing them back; and what goes wrong."""

from __future__ import annotations

import json
import os
import shutil
import stat
from datetime import UTC, datetime, timedelta
from pathlib import Path
from typing import Any

import pytest

from lawrec.media.sample_maker import jpeg
from lawrec.store.yaml_io import load
from tests.commands.conftest import YEAR, Office

TAKEN = datetime(2026, 3, 1, 9, 0, tzinfo=UTC)


@pytest.fixture
def card(tmp_path: Path) -> Path:
    """A card with five photos."""
    folder = tmp_path / "card"
    folder.mkdir()
    for seed in range(5):
        jpeg(folder / f"IMG_{seed}.JPG", taken=TAKEN + timedelta(minutes=seed), seed=seed)
    return folder


@pytest.fixture
def nas(office: Office, card: Path, tmp_path: Path) -> Path:
    """A case with five photos, and a second store, which is a folder."""
    office.run("import-media", "1", card)
    folder = tmp_path / "网络存储 nas"
    folder.mkdir()
    office.run("store", "add", "nas", "--type", "unit_dedicated", "--url", folder)
    return folder


def contents(office: Office) -> list[Path]:
    return sorted(p for p in (office.case / "media").iterdir() if p.suffix != ".yaml")


def digests(office: Office) -> dict[str, str]:
    return {
        path.name.split("-")[0]: load(path).data["sha256"]  # type: ignore[index]
        for path in sorted((office.case / "media").glob("*.yaml"))
    }


def place(root: Path, digest: str) -> Path:
    return root / "sha256" / digest[:2] / digest[2:4] / digest


def ledger(office: Office) -> Any:
    return load(office.root / "copies" / YEAR / "0001.yaml").data


def test_copies_are_made_where_the_policy_needs_them(office: Office, nas: Path) -> None:
    assert [e["outcome"] for e in office.json("store", "copy", "1", "--dry-run")["copies"]] == [
        "would_copy"
    ] * 5
    assert not (nas / "sha256").exists()
    answer = office.json("store", "copy", "1")
    assert [(e["store"], e["outcome"]) for e in answer["copies"]] == [("nas", "copied")] * 5
    for path, digest in zip(contents(office), digests(office).values(), strict=True):
        assert place(nas, digest).read_bytes() == path.read_bytes()
    assert office.json("store", "copy", "1")["copies"] == []
    found = office.json("store", "where", "1")
    assert found["needed"] == 2
    assert [(m["state"], m["have"], m["missing"]) for m in found["media"]] == [("here", 2, [])] * 5
    assert {m["stores"]["nas"]["state"] for m in found["media"]} == {"fine"}
    assert office.run("verify", "--all").code == 0
    listed = {s["name"]: s for s in office.json("store", "list")["stores"]}
    assert listed["nas"]["copies"] == 5
    assert listed["nas"]["reachable"] is True
    assert listed["vault"]["case_folders"] is True


def test_a_case_whose_footage_is_elsewhere(office: Office, nas: Path) -> None:
    office.run("store", "copy", "1", "--to", "nas")
    gone = contents(office)[:2]
    kept = {path: path.read_bytes() for path in gone}
    for path in gone:
        path.unlink()
    states = [m["state"] for m in office.json("store", "where", "1")["media"]]
    assert states == ["elsewhere", "elsewhere", "here", "here", "here"]
    assert office.json("show", "1", "M01")["media_state"] == "elsewhere"
    audit = office.json("audit", "1", code=None)
    assert not [f for f in audit["findings"] if f["code"] == "file_absent"]
    verified = office.json("verify", "1")
    assert verified["findings"] == []
    assert any("was read in a store" in remark for remark in verified["remarks"])
    answer = office.json("store", "fetch", "1", "--dry-run")
    assert [m["outcome"] for m in answer["media"]] == ["would_fetch"] * 2 + ["there_already"] * 3
    answer = office.json("store", "fetch", "1")
    assert [m["outcome"] for m in answer["media"]] == ["fetched"] * 2 + ["there_already"] * 3
    assert {path: path.read_bytes() for path in gone} == kept
    assert office.run("verify", "--all").code == 0


def test_what_is_nowhere_is_lost(office: Office, nas: Path) -> None:
    office.run("store", "copy", "1")
    first = contents(office)[0]
    first.unlink()
    place(nas, digests(office)["M01"]).unlink()
    assert office.json("store", "where", "1")["media"][0]["state"] == "elsewhere"
    found = office.json("verify", "1", code=1)["findings"]
    assert [f["code"] for f in found] == ["medium_absent"]
    answer = office.json("store", "verify", "nas", code=1)
    assert answer["faulty"] == [{"case": f"{YEAR}/0001", "id": "M01", "state": "absent"}]
    assert office.json("store", "where", "1", code=1)["media"][0]["state"] == "lost"
    answer = office.json("store", "fetch", "1", code=1)
    assert answer["media"][0]["outcome"] == "failed"
    assert not first.exists()


def test_nothing_in_the_case_is_overwritten_by_fetching(office: Office, nas: Path) -> None:
    office.run("store", "copy", "1")
    first = contents(office)[0]
    first.write_bytes(b"altered")
    answer = office.json("store", "fetch", "1", "M01", code=1)
    assert answer["media"][0]["outcome"] == "failed"
    assert first.read_bytes() == b"altered"


def test_a_false_file_under_the_address_is_moved_aside(office: Office, nas: Path) -> None:
    wrong = place(nas, digests(office)["M02"])
    wrong.parent.mkdir(parents=True)
    wrong.write_bytes(b"something else")
    answer = office.json("store", "copy", "1")
    quarantined = answer["copies"][1]["quarantined"]
    assert quarantined.startswith("quarantine/")
    assert (nas / quarantined).read_bytes() == b"something else"
    assert place(nas, digests(office)["M02"]).read_bytes() == contents(office)[1].read_bytes()
    assert ledger(office)["M02"]["stores"]["nas"]["quarantined"] == quarantined


@pytest.mark.parametrize("how", ["cut", "flipped", "absent"])
def test_what_a_store_has_lost_is_mended(office: Office, nas: Path, how: str) -> None:
    office.run("store", "copy", "1")
    copy = place(nas, digests(office)["M03"])
    right = copy.read_bytes()
    if how == "absent":
        copy.unlink()
    else:
        copy.write_bytes(right[:-9] if how == "cut" else right[:-1] + bytes([right[-1] ^ 1]))
    before = ledger(office)
    dry = office.json("store", "verify", "nas", "--dry-run", code=1)
    assert dry["read"] == 5
    assert ledger(office) == before
    state = "absent" if how == "absent" else "differs"
    assert office.json("store", "verify", "nas", code=1)["faulty"][0]["state"] == state
    assert ledger(office)["M03"]["stores"]["nas"]["state"] == state
    assert office.json("store", "where", "1")["media"][2]["missing"] == ["nas"]
    mended = office.json("store", "repair", "nas")["repaired"]
    assert [(r["id"], r["outcome"]) for r in mended] == [("M03", "copied")]
    assert copy.read_bytes() == right
    kept = list((nas / "quarantine").glob("*")) if (nas / "quarantine").exists() else []
    assert len(kept) == (how != "absent")
    assert office.json("store", "verify", "nas", "--repair")["faulty"] == []


def test_a_part_is_read_each_time_until_all_was(office: Office, nas: Path) -> None:
    office.run("store", "copy", "1")
    read: list[str] = []
    for _run in range(5):
        _later()
        before = ledger(office)
        assert office.json("store", "verify", "nas", "--sample", "1/5")["read"] == 1
        after = ledger(office)
        read += [
            item
            for item in after
            if after[item]["stores"]["nas"]["verified_at"]
            != before[item]["stores"]["nas"]["verified_at"]
        ]
    assert read == ["M01", "M02", "M03", "M04", "M05"]
    office.run("store", "verify", "nas", "--sample", "6/5", code=2)


def test_a_part_of_the_case_itself_is_verified_each_time(office: Office, nas: Path) -> None:
    office.run("store", "copy", "1")
    contents(office)[4].unlink()  # read in the store instead
    altered = contents(office)[3]
    altered.write_bytes(altered.read_bytes()[:-1] + b"?")
    page = office.root / "copies" / YEAR / "0001.yaml"
    before = page.read_bytes()
    assert office.json("verify", "1", "--sample", "1/5")["findings"] == []
    assert page.read_bytes() == before, "verify only reads, unless it is asked to note"
    found = []
    for _run in range(5):
        _later()
        answer = office.json("verify", "1", "--sample", "1/5", "--note", code=None)
        found.append([finding["code"] for finding in answer["findings"]])
    assert sorted(found) == [[], [], [], [], ["medium_differs"]]
    noted = ledger(office)
    assert {item: entry.get("here", {}).get("state") for item, entry in noted.items()} == {
        "M01": "fine",
        "M02": "fine",
        "M03": "fine",
        "M04": "differs",
        "M05": None,
    }
    office.run("verify", "--all", "--sample", "1/2", "--note", code=None)
    assert altered.read_bytes().endswith(b"?"), "nothing in the case is touched"


def _later() -> None:
    """Times are whole seconds: the next run must not look like the same moment."""
    import time

    time.sleep(1.05)


def test_wrong_addresses(office: Office) -> None:
    add = ("store", "add", "x", "--type", "unit_dedicated", "--url")
    answer = office.run(*add, "sftp://u:geheim@example.invalid/a", code=3)
    assert "password" in answer.err
    assert "geheim" not in answer.err + answer.out
    for url in ("ftp://example.invalid/a", "s3://", "sftp://h/a?key=1", "webdav://h/../a", " "):
        assert office.run(*add, url, code=3).err
    page = office.root / "lawrec.yaml"
    assert "x:" not in page.read_text(encoding="utf-8")
    page.write_text(
        page.read_text(encoding="utf-8").replace(
            "vault:\n", "vault:\n    url: webdav://u:geheim@example.invalid/\n"
        ),
        encoding="utf-8",
    )
    answer = office.run("store", "list", code=3)
    assert "lawrec.yaml:" in answer.err
    assert "geheim" not in answer.err


def test_stores_that_are_no_further_place(office: Office, nas: Path) -> None:
    office.run("store", "add", "in", "--type", "unit_dedicated", "--url", office.root / "more")
    (office.root / "more").mkdir()
    answer = office.json("store", "copy", "1", "M01", "--to", "in", code=1)
    assert "no second copy" in answer["copies"][0]["reason"]
    dock = nas.with_name("dock")
    dock.mkdir()
    add = ("store", "add", "d", "--type", "unit_dedicated", "--dock", "--url")
    assert "one place" in office.run(*add, nas, code=1).err
    office.run(*add, dock)
    answer = office.json("store", "copy", "1", "M01", "--to", "d", code=1)
    assert "docking station" in answer["copies"][0]["reason"]
    assert office.run("store", "copy", "1", "--to", "nobody", code=2).err
    assert office.run("store", "copy", "1", "M99", "--to", "nas", code=3).err


def test_a_disk_that_is_not_connected(office: Office, nas: Path) -> None:
    nas.rename(nas.with_name("away"))
    answer = office.json("store", "copy", "1", code=1)
    assert {entry["outcome"] for entry in answer["copies"]} == {"failed"}
    assert not nas.exists(), "the root of a store is never made"
    assert office.json("store", "check", "nas", code=1)["stores"][0]["reachable"] is False
    nas.with_name("away").rename(nas)
    assert len(office.json("store", "copy", "1")["copies"]) == 5
    # the empty folder on which the disk was mounted is no new store
    nas.rename(nas.with_name("away"))
    nas.mkdir()
    answer = office.json("store", "copy", "1", "--to", "nas", code=1)
    assert "is it connected" in answer["copies"][0]["reason"]
    assert list(nas.iterdir()) == []
    office.run("store", "verify", "nas", code=3)
    assert {c["stores"]["nas"]["state"] for c in ledger(office).values()} == {"fine"}


def test_a_store_is_tried(office: Office, nas: Path) -> None:
    answer = office.json("store", "check", "nas")["stores"][0]
    assert (answer["reachable"], answer["writable"], answer["clock_ahead_s"]) == (True, True, 0)
    assert answer["free_bytes"] > 0
    assert list(nas.iterdir()) == [], "the probe is taken away"
    text = office.run("store", "check").out
    assert "written, read back and taken away" in text


@pytest.mark.skipif(os.name == "nt" or os.geteuid() == 0, reason="root may write everywhere")
def test_a_store_that_cannot_be_written(office: Office, nas: Path) -> None:
    nas.chmod(stat.S_IRUSR | stat.S_IXUSR)
    try:
        answer = office.json("store", "copy", "1", code=1)
        assert {entry["outcome"] for entry in answer["copies"]} == {"failed"}
        assert office.json("store", "check", "nas", code=1)["stores"][0]["writable"] is False
    finally:
        nas.chmod(stat.S_IRWXU)


def test_an_archived_or_foreign_case(office: Office, nas: Path, tmp_path: Path) -> None:
    away = tmp_path / "elsewhere"
    shutil.copytree(office.case, away)
    answer = office.run("store", "copy", away, "--bureau", office.root, code=3)
    assert "case repository itself" in answer.err
    (tmp_path / "home" / "bureaus").write_text("", encoding="utf-8")
    assert "no case repository" in office.run("store", "copy", "1", code=3).err


def test_what_a_stranger_writes_into_his_ledger_counts_for_nothing(
    office: Office, nas: Path, tmp_path: Path
) -> None:
    office.run("store", "copy", "1")
    contents(office)[0].unlink()
    (tmp_path / "home" / "bureaus").write_text("", encoding="utf-8")
    found = office.json("verify", "1", code=1)["findings"]
    assert [f["code"] for f in found] == ["medium_absent"]
    assert office.json("show", "1", "M01")["media_state"] == "absent"


def test_an_import_makes_the_copies_that_are_owed(
    office: Office, nas: Path, tmp_path: Path
) -> None:
    folder = tmp_path / "next card"
    folder.mkdir()
    jpeg(folder / "IMG_8.JPG", taken=TAKEN, seed=8)
    answer = office.json("import-media", "1", folder)
    assert answer["safe_to_clear"]["answer"] == "yes"
    assert place(nas, digests(office)["M06"]).read_bytes() == (folder / "IMG_8.JPG").read_bytes()
    assert ledger(office)["M06"]["stores"]["nas"]["state"] == "fine"


def test_the_card_may_be_cleared_once_the_copy_is_made(
    office: Office, nas: Path, card: Path
) -> None:
    nas.rename(nas.with_name("away"))
    answer = office.json("import-media", "1", card)["safe_to_clear"]
    assert answer["answer"] == "no"
    assert any("a second verified copy in nas" in text for text in answer["missing"])
    nas.with_name("away").rename(nas)
    office.run("store", "copy", "1")
    (card / "note.txt").write_text("x", encoding="utf-8")
    answer = office.json("import-media", "1", card)
    assert {file["outcome"] for file in answer["files"]} == {"duplicate"}
    assert answer["safe_to_clear"]["answer"] == "yes"


def test_footage_that_is_elsewhere_is_known_to_an_import(
    office: Office, nas: Path, card: Path
) -> None:
    office.run("store", "copy", "1")
    contents(office)[0].unlink()
    answer = office.json("import-media", "1", card)
    assert {file["outcome"] for file in answer["files"]} == {"duplicate"}


def test_the_inbox(office: Office, nas: Path, tmp_path: Path) -> None:
    folder = tmp_path / "more"
    folder.mkdir()
    jpeg(folder / "IMG_9.JPG", taken=TAKEN, seed=9)
    office.run("import-media", "--inbox", folder)
    answer = office.json("store", "copy", "inbox", "--to", "nas")
    assert answer["case"] == "inbox"
    assert [e["outcome"] for e in answer["copies"]] in (["copied"], ["there_already"])
    next((office.root / "inbox/media").glob("M01*.jpg")).unlink()
    assert office.json("store", "fetch", "inbox")["media"][0]["outcome"] == "fetched"
    assert office.run("verify", "--all").code == 0


def test_a_copy_that_was_there_is_said_to_be_verified_when_it_was(
    office: Office, nas: Path
) -> None:
    office.run("store", "copy", "1")
    at = ledger(office)["M01"]["stores"]["nas"]["verified_at"]
    _later()
    copy = office.json("store", "copy", "1", "M01", "--to", "nas")["copies"][0]
    assert (copy["outcome"], copy["verified_at"]) == ("there_already", at)
    text = office.run("store", "copy", "1", "M01", "--to", "nas").out
    assert f"read whole and compared last on {at[:16].replace('T', ' ')}" in text
    office.run("store", "verify", "nas")
    again = office.json("store", "copy", "1", "M01", "--to", "nas")["copies"][0]
    assert again["verified_at"] > at


def test_a_store_whose_folders_lead_into_the_case_repository(office: Office, nas: Path) -> None:
    hidden = office.root / ".hidden"
    hidden.mkdir()
    (nas / "sha256").symlink_to(hidden, target_is_directory=True)
    answer = office.json("store", "copy", "1", code=1)
    assert {entry["outcome"] for entry in answer["copies"]} == {"failed"}
    assert "is a link" in answer["copies"][0]["reason"]
    assert not list(hidden.iterdir())
    assert office.json("store", "where", "1")["media"][0]["missing"] == ["nas"]


def test_the_text_for_people(office: Office, nas: Path) -> None:
    text = office.run("store", "copy", "1").out
    assert "M01: copied to nas, read back and compared" in text
    assert "no copy is missing" in office.run("store", "copy", "1").out
    assert "2 of 2 copies" in office.run("store", "where", "1").out
    assert "5 of 5 copies read, 0 of them" in office.run("store", "verify", "nas").out
    assert json.loads(office.run("store", "list", "--json").out)["schema_version"] == "1"
