"""Packages: closed, told apart from damaged ones, and never opened where that is not safe."""

from __future__ import annotations

import os
from pathlib import Path

import pytest

from lawrec.archive.bag import close_bag, faults_of, info_of, manifest_digest


@pytest.fixture
def bag(tmp_path: Path) -> Path:
    folder = tmp_path / "bag"
    (folder / "records").mkdir(parents=True)
    (folder / "records/R01-笔录.yaml").write_text("kind: x\n", encoding="utf-8")
    (folder / "cover.txt").write_text("封面\n", encoding="utf-8")
    close_bag(folder, {"External-Identifier": "明〔2026〕1号"})
    return folder


def test_closing_reads_every_file_back(tmp_path: Path) -> None:
    folder = tmp_path / "bag"
    folder.mkdir()
    (folder / "a.txt").write_bytes(b"abc")
    digests = close_bag(folder, {})
    assert digests == {"a.txt": "ba7816bf8f01cfea414140de5dae2223b00361a396177a9cb410ff61f20015ad"}
    assert (folder / "data/a.txt").read_bytes() == b"abc"


def test_a_whole_package_has_no_fault(bag: Path) -> None:
    assert faults_of(bag) == ()
    assert info_of(bag)["External-Identifier"] == "明〔2026〕1号"
    assert manifest_digest(bag) is not None


@pytest.mark.parametrize(
    ("damage", "kind", "path"),
    [
        ("change", "differs", "data/cover.txt"),
        ("remove", "missing", "data/cover.txt"),
        ("add", "unexpected", "data/added.txt"),
        ("list", "differs", "manifest-sha256.txt"),
    ],
)
def test_each_damage_is_named(bag: Path, damage: str, kind: str, path: str) -> None:
    if damage == "change":
        (bag / path).write_bytes("封地\n".encode())
    elif damage == "remove":
        (bag / path).unlink()
    elif damage == "add":
        (bag / path).write_bytes(b"")
    else:
        (bag / path).write_bytes((bag / path).read_bytes() + b"\n")
    assert [(fault.kind, fault.path) for fault in faults_of(bag)] == [(kind, path)]


@pytest.mark.skipif(not hasattr(os, "mkfifo"), reason="no pipes here")
def test_links_and_pipes_are_not_opened(bag: Path, tmp_path: Path) -> None:
    (tmp_path / "outside").write_bytes(b"x")
    (bag / "data/link").symlink_to(tmp_path / "outside")
    os.mkfifo(bag / "data/pipe")
    assert {fault.path for fault in faults_of(bag)} == {"data/link", "data/pipe"}
    assert info_of(bag) == {}


def test_what_is_no_package(tmp_path: Path) -> None:
    assert faults_of(tmp_path / "absent")[0].kind == "missing"
    assert faults_of(tmp_path)[0].kind == "invalid"
    assert manifest_digest(tmp_path) is None
    (tmp_path / "bagit.txt").write_bytes(b"\xff\xfe\x00")
    assert faults_of(tmp_path)[0].kind == "invalid"
    assert info_of(tmp_path) == {}


def test_the_checker_says_nothing_by_itself(bag: Path, capfd: pytest.CaptureFixture[str]) -> None:
    (bag / "data/cover.txt").unlink()
    faults_of(bag)
    assert capfd.readouterr() == ("", "")
