"""The ledger of copies: its files stay small, however much footage there is."""

from __future__ import annotations

from datetime import UTC, datetime, timedelta
from pathlib import Path

import pytest

from lawrec.media.sample_maker import jpeg
from lawrec.operations import holdings
from lawrec.operations.copies import Noted, note
from lawrec.operations.session import open_session
from lawrec.store import layout
from lawrec.store.copies import all_copies, load_copies
from lawrec.store.yaml_io import load
from tests.commands.conftest import YEAR, Office

INBOX = "copies/inbox.yaml"
TAKEN = datetime(2026, 3, 1, 9, 0, tzinfo=UTC)


def seen(*numbers: int, store: str = "nas") -> list[Noted]:
    return [Noted(f"M{n:02d}", f"{n:064x}", n, store, "fine", copied=True) for n in numbers]


def ids(page: Path) -> list[str]:
    data = load(page).data
    assert isinstance(data, dict)
    return list(data)


def test_a_file_of_the_ledger_has_no_more_than_its_share(office: Office) -> None:
    session = open_session(office.root)
    note(session, office.root, {INBOX: seen(*range(1, 1203))})
    first = office.root / INBOX
    assert ids(first) == [f"M{n:02d}" for n in range(1, 501)]
    parts = sorted((office.root / "copies/inbox").iterdir())
    assert [path.name for path in parts] == ["M1001.yaml", "M501.yaml"]
    before = {path: path.read_bytes() for path in (first, *parts)}
    note(session, office.root, {INBOX: seen(1203)})
    changed = [path.name for path, content in before.items() if path.read_bytes() != content]
    assert changed == ["M1001.yaml"], "the others are not written anew"
    assert len(load_copies(office.root, INBOX)) == 1203
    assert [(page, len(ledger)) for page, ledger in all_copies(office.root)] == [(INBOX, 1203)]
    assert office.run("verify", "--all").code == 0


def test_a_page_of_an_older_lawrec_is_read_and_divided(
    office: Office, monkeypatch: pytest.MonkeyPatch
) -> None:
    session = open_session(office.root)
    page = f"copies/{YEAR}/0001.yaml"
    note(session, office.root, {page: seen(1, 2, 3, 4, 5)})
    old = load_copies(office.root, page)
    monkeypatch.setattr(layout, "COPIES_PART", 2)
    assert load_copies(office.root, page) == old
    note(session, office.root, {page: seen(4, 6, store="far")})
    folder = (office.root / page).with_suffix("")
    assert ids(office.root / page) == ["M01", "M02"]
    assert ids(folder / "M03.yaml") == ["M03", "M04"]
    assert ids(folder / "M05.yaml") == ["M05", "M06"]
    now = load_copies(office.root, page)
    assert {item: now[item] for item in old if item != "M04"} == {
        item: old[item] for item in old if item != "M04"
    }
    assert list(now["M04"].stores) == ["nas", "far"]
    assert office.run("verify", "--all").code == 0


def test_commands_see_all_parts(
    office: Office, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(layout, "COPIES_PART", 2)
    card, nas = tmp_path / "card", tmp_path / "nas"
    card.mkdir()
    nas.mkdir()
    for seed in range(5):
        jpeg(card / f"IMG_{seed}.JPG", taken=TAKEN + timedelta(minutes=seed), seed=seed)
    office.run("import-media", "1", card)
    office.run("store", "add", "nas", "--type", "unit_dedicated", "--url", nas)
    office.run("store", "copy", "1")
    assert len(list((office.root / "copies" / YEAR / "0001").iterdir())) == 2
    located = office.json("store", "where", "1")["media"]
    assert [list(medium["stores"]) for medium in located] == [["nas"]] * 5
    last = next((office.case / "media").glob("M05*.jpg"))
    last.unlink()
    assert office.json("show", "1", "M05")["media_state"] == "elsewhere"
    assert office.json("store", "list")["stores"][1]["copies"] == 5
    copy = next(path for path in (nas / "sha256").rglob("*") if path.is_file())
    copy.write_bytes(b"?")
    faulty = office.json("store", "verify", "nas", code=1)["faulty"]
    assert [one["case"] for one in faulty] == [f"{YEAR}/0001"]


def test_fetching_reads_the_ledger_once(
    office: Office, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    card, nas = tmp_path / "card", tmp_path / "nas"
    card.mkdir()
    nas.mkdir()
    for seed in range(5):
        jpeg(card / f"IMG_{seed}.JPG", taken=TAKEN + timedelta(minutes=seed), seed=seed)
    office.run("import-media", "1", card)
    office.run("store", "add", "nas", "--type", "unit_dedicated", "--url", nas)
    office.run("store", "copy", "1")
    for path in (office.case / "media").glob("*.jpg"):
        path.unlink()
    asked: list[str] = []

    def counted(bureau: Path, page: str) -> object:
        asked.append(page)
        return load_copies(bureau, page)

    monkeypatch.setattr(holdings, "load_copies", counted)
    answer = office.json("store", "fetch", "1")
    assert {medium["outcome"] for medium in answer["media"]} == {"fetched"}
    assert len(asked) == 1
