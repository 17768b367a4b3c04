"""What an import believes: nothing that lawrec did not write, no copy that nobody looked at."""

from __future__ import annotations

import json
import shutil
import subprocess
from datetime import datetime, timedelta
from pathlib import Path
from zoneinfo import ZoneInfo

import pytest

from lawrec.media.sample_maker import jpeg
from tests.commands.conftest import Office


@pytest.fixture
def card(tmp_path: Path) -> Path:
    folder = tmp_path / "card"
    folder.mkdir()
    taken = (datetime.now(ZoneInfo("Asia/Shanghai")) - timedelta(hours=2)).replace(microsecond=0)
    for number in (1, 2):
        jpeg(folder / f"IMG_000{number}.JPG", taken=taken, seed=number)
    return folder


@pytest.fixture
def second(office: Office, tmp_path: Path) -> Path:
    """A further store, so that two copies are wanted."""
    folder = tmp_path / "nas"
    folder.mkdir()
    office.run("store", "add", "nas", "--type", "unit_dedicated", "--url", str(folder))
    return folder


def outcomes(answer: object) -> list[str]:
    assert isinstance(answer, dict)
    return [file["outcome"] for file in answer["files"]]


def test_what_was_dropped_into_a_case_is_not_stored_in_it(
    office: Office, card: Path, tmp_path: Path
) -> None:
    office.run("import-media", "1", card)
    kept = shutil.copytree(office.case / "media", tmp_path / "kept")
    office.run("new-case", "--title", "钱某乙占地案", "--kind", "penalty", "--party", "钱某乙",
               "--officer", "林某,高某")  # fmt: skip
    other = office.case.with_name("0002")
    (other / "media").mkdir(exist_ok=True)
    for path in kept.iterdir():
        shutil.copy(path, other / "media")
    done = office.json("import-media", "2", card)
    assert outcomes(done) == ["stored", "stored"]
    assert {file["id"] for file in done["files"]} == {"M03", "M04"}


def test_a_sidecar_that_was_changed_by_hand_is_not_believed(office: Office, card: Path) -> None:
    office.run("import-media", "1", card)
    page = next((office.case / "media").glob("M01-*.yaml"))
    page.write_text(page.read_text(encoding="utf-8") + "title: 改过\n", encoding="utf-8")
    assert sorted(outcomes(office.json("import-media", "1", card))) == ["duplicate", "stored"]


def test_the_cards_second_visit_looks_at_the_copies_again(
    office: Office, card: Path, second: Path
) -> None:
    assert office.json("import-media", "1", card)["safe_to_clear"]["answer"] == "yes"
    copies = sorted(path for path in second.rglob("*") if path.is_file())
    assert len(copies) == 2
    copies[0].unlink()
    again = office.json("import-media", "1", card)
    assert outcomes(again) == ["duplicate", "duplicate"]
    assert again["safe_to_clear"]["answer"] == "yes"
    assert copies[0].is_file()
    shutil.rmtree(second)
    gone = office.json("import-media", "1", card)["safe_to_clear"]
    assert gone["answer"] == "no"
    assert any("nas" in text for text in gone["missing"])


def test_a_copy_elsewhere_is_not_the_cases_own(office: Office, card: Path, second: Path) -> None:
    office.run("import-media", "1", card)
    next((office.case / "media").glob("M01-*.jpg")).unlink()
    again = office.json("import-media", "1", card)
    assert again["safe_to_clear"]["answer"] == "no"
    assert second.exists()
    office.run("store", "fetch", "1")
    assert office.json("import-media", "1", card)["safe_to_clear"]["answer"] == "yes"


@pytest.mark.parametrize("place", ["nas", "nas/inner", "link"])
def test_two_names_of_one_place_are_one_store(
    office: Office, second: Path, tmp_path: Path, place: str
) -> None:
    (tmp_path / "link").symlink_to(second)
    (second / "inner").mkdir()
    told = office.run(
        "store", "add", "box", "--type", "system", "--url", str(tmp_path / place), code=None
    )
    assert told.code != 0
    assert "nas" in told.err


@pytest.mark.parametrize("folder", [".git/x", ".Trashes/501", "System Volume Information"])
def test_footage_in_a_systems_own_folder_is_taken(office: Office, card: Path, folder: str) -> None:
    hidden = card / folder
    hidden.mkdir(parents=True)
    jpeg(hidden / "IMG_0009.JPG", taken=None, seed=9)
    (hidden / "IndexerVolumeGuid.bin").write_bytes(b"\x01\x02")
    done = office.json("import-media", "1", card)
    assert outcomes(done) == ["stored"] * 3
    assert done["safe_to_clear"]["answer"] == "yes"


def test_an_item_of_the_inbox_comes_into_a_case_once(office: Office, card: Path) -> None:
    office.run("import-media", "--inbox", card)
    office.run("assign-media", "1", "inbox/M01")
    office.run("assign-media", "1", "inbox/M01", "inbox/M01")
    assert len(list((office.case / "media").glob("*.yaml"))) == 1


def test_a_changed_sidecar_of_the_inbox_is_not_taken_into_a_case(
    office: Office, card: Path
) -> None:
    office.run("import-media", "--inbox", card)
    page = next((office.root / "inbox" / "media").glob("M01-*.yaml"))
    honest = page.read_text(encoding="utf-8")
    page.write_text(honest.replace("by: ", "by: 假"), encoding="utf-8")
    told = office.run("assign-media", "1", "inbox/M01", code=None)
    assert told.code == 1
    assert "not as lawrec wrote it" in told.err
    assert not (office.case / "media").exists() or not any((office.case / "media").iterdir())
    page.write_text(honest, encoding="utf-8")
    office.run("assign-media", "1", "inbox/M01")


def test_a_dock_alone_is_no_lawful_storage(office: Office, card: Path, tmp_path: Path) -> None:
    dock = card.rename(tmp_path / "dock")
    profile = office.root / "lawrec.yaml"
    text = profile.read_text(encoding="utf-8")
    assert "  vault:\n" in text
    as_dock = text.replace(
        "    name: vault\n", f"    name: vault\n    url: {dock}\n    dock: yes\n"
    )
    profile.write_text(as_dock, encoding="utf-8")
    answer = json.loads(office.run("import-media", "--inbox", dock, "--json").out)
    assert answer["safe_to_clear"]["answer"] == "no"


def test_an_address_in_a_sidecar_is_no_copy(office: Office, card: Path) -> None:
    """It may name the card itself, whose clearing would then take the only bytes."""
    office.run("import-media", "1", card)
    page = next((office.case / "media").glob("M01-*.yaml"))
    source = card / "IMG_0001.JPG"
    page.write_text(
        page.read_text(encoding="utf-8") + f"content_url: {source.as_uri()}\n", encoding="utf-8"
    )
    next((office.case / "media").glob("M01-*.jpg")).unlink()
    git = ["git", "-C", str(office.case), "-c", "user.name=x", "-c", "user.email=x@x.invalid"]
    subprocess.run([*git, "commit", "-qam", "x"], check=True)
    again = office.json("import-media", "1", card)
    assert sorted(outcomes(again)) == ["duplicate", "stored"]


def test_nothing_is_copied_onto_the_card(office: Office, card: Path) -> None:
    (card / "keep").mkdir()
    office.run("store", "add", "nas", "--type", "unit_dedicated", "--url", str(card / "keep"))
    before = sorted(card.rglob("*"))
    answer = office.json("import-media", "1", card)
    assert sorted(card.rglob("*")) == before
    assert answer["safe_to_clear"]["answer"] == "no"


@pytest.mark.parametrize("store", ["nowhere", "nas"])
def test_a_store_where_nothing_would_lie_is_refused(
    office: Office, card: Path, second: Path, store: str
) -> None:
    assert second.exists()
    told = office.run("import-media", "1", card, "--store", store, code=2)
    assert store in told.err
    assert not (office.case / "media").exists() or not any((office.case / "media").iterdir())


@pytest.mark.parametrize(
    ("name", "content", "harmless"),
    [
        ("REC0001.log", b"\x00\x01" * 5000, False),
        ("REC0001.log", b"x" * 2_000_000, False),
        ("REC0001.log", "开机 09:30\n".encode("gb18030") * 50, True),
        ("video.db", b"\x00\x01" * 5000, False),
        ("Thumbs.db", b"\x00\x01" * 5000, True),
    ],
)
def test_what_is_only_called_text_keeps_the_card(
    office: Office, card: Path, name: str, content: bytes, harmless: bool
) -> None:
    (card / name).write_bytes(content)
    answer = office.json("import-media", "1", card)["safe_to_clear"]["answer"]
    assert answer == ("yes" if harmless else "no")


def test_the_inbox_keeps_each_batch(
    office: Office, card: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    from lawrec.operations import taking_in

    monkeypatch.setattr(taking_in, "_BATCH_FILES", 1)
    office.run("import-media", "--inbox", card)
    log = subprocess.run(
        ["git", "-C", office.root, "log", "--format=%s"], capture_output=True, text=True, check=True
    )
    assert log.stdout.splitlines().count("待归案音像") == 2


def test_one_bad_page_keeps_no_footage_out_of_the_inbox(office: Office, card: Path) -> None:
    media = office.root / "inbox" / "media"
    media.mkdir(parents=True)
    (media / "M02-a.jpg.yaml").write_text("x: [\n", encoding="utf-8")
    answer = office.json("import-media", "--inbox", card)
    assert outcomes(answer) == ["stored", "stored"]
    assert {file["id"] for file in answer["files"]} == {"M03", "M04"}
    assert answer["profile_problems"]
