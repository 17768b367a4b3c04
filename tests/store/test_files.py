"""Durable writing: whole or not at all, nothing overwritten by mistake, trouble in plain words."""

from __future__ import annotations

import errno
import os
from collections.abc import Callable
from pathlib import Path

import pytest

from lawrec.errors import EnvironmentTrouble
from lawrec.i18n import set_language
from lawrec.store import files


def names(folder: Path) -> list[str]:
    return sorted(path.name for path in folder.iterdir())


def test_writes_and_replaces(tmp_path: Path) -> None:
    path = tmp_path / "案.yaml"
    files.write_durable(path, b"one")
    files.write_durable(path, b"two" * 100_000)
    assert path.read_bytes() == b"two" * 100_000
    assert names(tmp_path) == ["案.yaml"]


def test_many_files_at_once(tmp_path: Path) -> None:
    wanted = {tmp_path / f"{n}.yaml": b"%d" % n for n in range(50)}
    files.write_all_durable(wanted)
    assert {path: path.read_bytes() for path in tmp_path.iterdir()} == wanted


def test_a_short_write_is_continued(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    write = os.write
    monkeypatch.setattr(os, "write", lambda handle, data: write(handle, data[:7]))
    files.write_durable(tmp_path / "a", b"0123456789" * 5)
    assert (tmp_path / "a").read_bytes() == b"0123456789" * 5


@pytest.mark.parametrize("call", ["write", "fsync", "replace"])
def test_a_failed_write_leaves_the_old_file(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, call: str
) -> None:
    path = tmp_path / "a"
    files.write_durable(path, b"old")

    def full(*_arguments: object, **_named: object) -> None:
        raise OSError(errno.ENOSPC, "full")

    monkeypatch.setattr(os if call != "replace" else Path, call, full)
    with pytest.raises(OSError, match="full"):
        files.write_durable(path, b"new")
    monkeypatch.undo()
    assert path.read_bytes() == b"old"
    assert names(tmp_path) == ["a"]


def test_creating_never_overwrites(tmp_path: Path) -> None:
    path = tmp_path / "a"
    files.create_durable(path, b"first")
    with pytest.raises(FileExistsError):
        files.create_durable(path, b"second")
    assert path.read_bytes() == b"first"
    assert names(tmp_path) == ["a"]


@pytest.fixture(params=["hard links", "no hard links"])
def disk(request: pytest.FixtureRequest, monkeypatch: pytest.MonkeyPatch) -> str:
    def no_link(_source: object, target: Path) -> None:
        code = errno.EEXIST if os.path.lexists(target) else errno.EPERM
        raise OSError(code, os.strerror(code))

    if request.param == "no hard links":
        monkeypatch.setattr(os, "link", no_link)
    return str(request.param)


def test_moves(tmp_path: Path, disk: str) -> None:
    (tmp_path / "to").mkdir()
    (tmp_path / "a").write_bytes(b"film")
    files.move_without_replacing(tmp_path / "a", tmp_path / "to" / "b")
    assert (tmp_path / "to" / "b").read_bytes() == b"film"
    assert names(tmp_path) == ["to"]


@pytest.mark.parametrize("content", [b"", b"other", b"film"])
def test_moving_never_overwrites(tmp_path: Path, disk: str, content: bytes) -> None:
    (tmp_path / "a").write_bytes(b"film")
    (tmp_path / "b").write_bytes(content)
    with pytest.raises(FileExistsError):
        files.move_without_replacing(tmp_path / "a", tmp_path / "b")
    assert (tmp_path / "a").read_bytes() == b"film"
    assert (tmp_path / "b").read_bytes() == content


def test_a_move_that_was_cut_off_is_resumed(tmp_path: Path) -> None:
    a, b = tmp_path / "a", tmp_path / "b"
    a.write_bytes(b"film")
    os.link(a, b)
    files.move_without_replacing(a, b, resume=True)
    assert (a.exists(), b.read_bytes()) == (False, b"film")

    a.write_bytes(b"film")
    b.write_bytes(b"")
    files.move_without_replacing(a, b, resume=True)
    assert (a.exists(), b.read_bytes()) == (False, b"film")

    a.write_bytes(b"film")
    b.write_bytes(b"other")
    with pytest.raises(FileExistsError):
        files.move_without_replacing(a, b, resume=True)


def test_a_reserved_name_is_given_back_when_the_move_fails(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    def fail(*_arguments: object) -> None:
        raise OSError(errno.EIO, "broken")

    monkeypatch.setattr(os, "link", lambda *_a: (_ for _ in ()).throw(OSError(errno.EPERM, "no")))
    monkeypatch.setattr(Path, "replace", fail)
    (tmp_path / "a").write_bytes(b"film")
    with pytest.raises(OSError, match="broken"):
        files.move_without_replacing(tmp_path / "a", tmp_path / "b")
    assert names(tmp_path) == ["a"]


def test_a_server_that_moved_and_reported_failure_loses_nothing(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    replace = os.replace

    def lie(source: Path, target: Path) -> None:
        replace(source, target)
        raise OSError(errno.EIO, "broken")

    monkeypatch.setattr(os, "link", lambda *_a: (_ for _ in ()).throw(OSError(errno.EPERM, "no")))
    monkeypatch.setattr(Path, "replace", lie)
    (tmp_path / "a").write_bytes(b"film")
    with pytest.raises(OSError, match="broken"):
        files.move_without_replacing(tmp_path / "a", tmp_path / "b")
    assert (tmp_path / "b").read_bytes() == b"film"


def test_folders_and_removal(tmp_path: Path) -> None:
    files.make_folders(tmp_path / "a" / "b" / "c")
    files.make_folders(tmp_path / "a" / "b" / "c")
    assert (tmp_path / "a" / "b" / "c").is_dir()
    files.write_durable(tmp_path / "a" / "x", b"x")
    files.remove_durable(tmp_path / "a" / "x")
    files.remove_durable(tmp_path / "a" / "x")
    assert names(tmp_path / "a") == ["b"]
    files.sync_folders_below(tmp_path)


def test_a_system_that_cannot_sync_folders(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    def cannot(_handle: int) -> None:
        raise OSError(errno.EINVAL, "no")

    monkeypatch.setattr(os, "fsync", cannot)
    files.sync_folder(tmp_path)

    def broken(_handle: int) -> None:
        raise OSError(errno.EIO, "broken")

    monkeypatch.setattr(os, "fsync", broken)
    with pytest.raises(OSError, match="broken"):
        files.sync_folder(tmp_path)


def test_every_folder_is_forced_to_the_disk(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    forced: list[str] = []
    sync: Callable[[Path], None] = files.sync_folder
    monkeypatch.setattr(files, "sync_folder", lambda path: (forced.append(path.name), sync(path)))
    files.make_folders(tmp_path / "a" / "b")
    files.write_durable(tmp_path / "a" / "b" / "c", b"")
    assert forced == [tmp_path.name, "a", "b"]


TROUBLES = ("ENOSPC", "EDQUOT", "EACCES", "EPERM", "EROFS", "EIO", "ENAMETOOLONG", "EEXIST")


@pytest.mark.parametrize("name", TROUBLES)
def test_each_trouble_says_what_and_what_to_do(name: str) -> None:
    err = OSError(getattr(errno, name), "raw words")
    trouble = files.translate_os_error(err, Path("case/media"))
    assert "raw words" not in trouble.what
    assert trouble.where == str(Path("case/media"))
    assert trouble.fix


def test_other_trouble_keeps_the_words_of_the_system() -> None:
    set_language("en")
    trouble = files.translate_os_error(OSError(errno.ESTALE, "Stale file handle"), "x")
    assert trouble.what == "The file or folder cannot be used: Stale file handle"


def test_trouble_names_the_file_but_no_temporary_one(tmp_path: Path) -> None:
    with pytest.raises(EnvironmentTrouble) as told, files.os_errors(tmp_path):
        (tmp_path / "none").read_bytes()
    assert told.value.where == str(tmp_path / "none")
    with pytest.raises(EnvironmentTrouble) as told, files.os_errors(tmp_path / "a"):
        files.temporary_beside(tmp_path / "a").read_bytes()
    assert told.value.where == str(tmp_path / "a")


def test_a_name_that_is_too_long(tmp_path: Path) -> None:
    with pytest.raises(EnvironmentTrouble) as told, files.os_errors(tmp_path):
        files.write_durable(tmp_path / ("案" * 100), b"")
    assert "too long" in told.value.what
    assert names(tmp_path) == []
