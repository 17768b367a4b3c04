"""Lists of docks: whose they are, what they say, and what they cannot say."""

from __future__ import annotations

import os
from datetime import UTC, datetime
from pathlib import Path
from typing import Any

import pytest

from lawrec.media.sample_maker import jpeg
from lawrec.store.yaml_io import load
from tests.commands.conftest import Office

TAKEN = datetime(2026, 3, 1, 9, 0, tzinfo=UTC)


@pytest.fixture
def dock(office: Office, tmp_path: Path) -> Path:
    """A declared dock with two recorders that number their files alike."""
    folder = tmp_path / "dock"
    for seed, recorder in enumerate(("DSJ01", "DSJ02")):
        (folder / recorder).mkdir(parents=True)
        jpeg(folder / recorder / "0001.jpg", taken=TAKEN, seed=seed)
    declared = ("--type", "unit_dedicated", "--dock", "--url", folder.as_uri())
    office.run("store", "add", "dock1", *declared)
    return folder


def stored(office: Office, answer: Any) -> list[tuple[str, str]]:
    pages = [load(office.case / f"{file['path']}.yaml").data for file in answer["files"]]
    blocks: list[Any] = [page["stored"] for page in pages if isinstance(page, dict)]
    return [(block["source"], block.get("at", "")[:10]) for block in blocks]


def test_files_of_one_name_are_told_apart_by_their_folders(office: Office, dock: Path) -> None:
    lines = ("DSJ01\\0001.jpg,2026-03-02 08:00", "D:\\data\\DSJ02\\0001.jpg,2026-03-09 08:00")
    (dock / "export.csv").write_text("file,stored_at\n" + "\n".join(lines), encoding="utf-8")
    answer = office.json("import-media", "1", dock)
    told = [("export_list", "2026-03-02"), ("export_list", "2026-03-09")]
    assert stored(office, answer) == told


def test_a_name_that_means_two_files_means_none(office: Office, dock: Path) -> None:
    lines = ("0001.jpg,2026-03-02 08:00", "0001.jpg,2026-03-09 08:00")
    (dock / "export.csv").write_text("file,stored_at\n" + "\n".join(lines), encoding="utf-8")
    assert [source for source, _at in stored(office, office.json("import-media", "1", dock))] == [
        "file_time",
        "file_time",
    ]


def test_a_list_that_names_other_files_says_nothing(office: Office, dock: Path) -> None:
    (dock / "export.csv").write_text("file,stored_at\nb.jpg,2026-03-02 08:00\n", encoding="utf-8")
    os.utime(dock / "DSJ01/0001.jpg", (253402300800, 253402300800))  # the year 10000
    answer = office.json("import-media", "1", dock)
    assert stored(office, answer)[0] == ("file_time", "")


def test_the_inbox_takes_over_from_a_dock_too(office: Office, dock: Path) -> None:
    (dock / "export.csv").write_text(
        "file,stored_at\nDSJ01/0001.jpg,2026-03-02 08:00\n", encoding="utf-8"
    )
    office.run("import-media", "--inbox", dock)
    texts = [p.read_text(encoding="utf-8") for p in (office.root / "inbox/media").glob("*.yaml")]
    assert sum("source: export_list" in text for text in texts) == 1


def test_a_list_needs_a_dock(office: Office, dock: Path, tmp_path: Path) -> None:
    jpeg(tmp_path / "card.jpg", taken=TAKEN, seed=9)
    listed = tmp_path / "list.csv"
    listed.write_text("file,stored_at\ncard.jpg,2026-03-01 10:00\n", encoding="utf-8")
    for where in ("1", "--inbox"):
        answer = office.run(
            "import-media", where, tmp_path / "card.jpg", "--export-list", listed, code=2
        )
        assert "--export-list" in answer.err
    assert not list((office.case / "media").iterdir())


@pytest.mark.parametrize(
    "content",
    [
        None,
        b"",
        b"file,stored_at\n\0,\0\n",
        b'file,stored_at\n"' + b"x" * 200_000,
        b"file,stored_at\na.jpg,yesterday\n",
        "pipe",
    ],
)
def test_a_list_that_is_none_is_one_sentence(
    office: Office, dock: Path, tmp_path: Path, content: bytes | str | None
) -> None:
    listed = tmp_path / "list.csv"
    if content == "pipe":
        os.mkfifo(listed)
    elif isinstance(content, bytes):
        listed.write_bytes(content)
    answer = office.run("import-media", "1", dock, "--export-list", listed, code=3)
    assert answer.err.startswith("Error: ")
