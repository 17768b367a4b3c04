"""A history that was not set up by us: what differs is named, and nothing is written there."""

from __future__ import annotations

import os
import shutil
from collections.abc import Callable
from pathlib import Path

import pytest

from lawrec.errors import InputError, RefusedError
from lawrec.store import git
from lawrec.store.repository import restore_config


@pytest.fixture
def case(tmp_path: Path) -> Path:
    folder = tmp_path / "case"
    folder.mkdir()
    git.init_repository(folder)
    return folder


def in_git(name: str, data: bytes) -> Callable[[Path], None]:
    def plant(case: Path) -> None:
        path = case / ".git" / name
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_bytes(data)

    return plant


def linked(name: str) -> Callable[[Path], None]:
    def plant(case: Path) -> None:
        path = case / ".git" / name
        if path.exists():
            path.rename(case.parent / "moved")
        path.symlink_to(case.parent / "moved")

    return plant


def as_file(case: Path) -> None:
    (case / ".git").rename(case.parent / "hidden")
    (case / ".git").write_text("gitdir: ../hidden\n")


FOREIGN = {
    "config": in_git("config", b"[core]\n\tfsmonitor = /tmp/x\n"),
    "config with a line more": lambda case: in_git(
        "config", (case / ".git/config").read_bytes() + b"[user]\n\tname = x\n"
    )(case),
    "hook": in_git("hooks/post-commit", b"#!/bin/sh\n"),
    "attributes": in_git("info/attributes", b"* filter=x\n"),
    "alternates": in_git("objects/info/alternates", b"/elsewhere\n"),
    "commondir": in_git("commondir", b"../other\n"),
    "grafts": in_git("info/grafts", b"\n"),
    "shallow": in_git("shallow", b"\n"),
    "replace": in_git("refs/replace/" + "0" * 40, b"0" * 40),
    "other branch": in_git("HEAD", b"ref: refs/heads/other\n"),
    "detached": in_git("HEAD", b"0" * 40 + b"\n"),
    "no HEAD": lambda case: (case / ".git/HEAD").unlink(),
    ".git is a file": as_file,
    ".git is a link": linked("."),
    "no .git": lambda case: shutil.rmtree(case / ".git"),
    "config is a link": linked("config"),
    "objects is a link": linked("objects"),
    "branch is a link": linked("refs/heads/main"),
    "index is a link": linked("index"),
}


@pytest.mark.skipif(os.name == "nt", reason="makes links")
@pytest.mark.parametrize("what", FOREIGN)
def test_what_is_not_ours_is_refused(case: Path, what: str) -> None:
    git.commit(case, {"a": b"1"}, message="x", author_name="赵某甲")
    if what == ".git is a link":
        (case / ".git").rename(case.parent / "moved")
        (case / ".git").symlink_to(case.parent / "moved")
    else:
        FOREIGN[what](case)
    assert not git.config_is_ours(case)
    assert all(git.differences(case))
    with pytest.raises(RefusedError) as told:
        git.refuse_foreign(case)
    assert told.value.fix


def test_our_configuration_can_be_put_back(case: Path) -> None:
    in_git("config", b"[user]\n")(case)
    assert not git.config_is_ours(case)
    restore_config(case)
    assert git.config_is_ours(case)


def test_samples_of_hooks_are_harmless(case: Path) -> None:
    in_git("hooks/pre-commit.sample", b"#!/bin/sh\n")(case)
    assert git.config_is_ours(case)


def test_an_unreadable_head(case: Path) -> None:
    in_git("refs/heads/main", b"nonsense\n")(case)
    with pytest.raises(InputError):
        git.head(case)
    with pytest.raises(InputError):
        git.head(case / "none")


def test_no_bundle_of_what_is_not_ours(case: Path, tmp_path: Path) -> None:
    in_git("hooks/x", b"")(case)
    with pytest.raises(RefusedError):
        git.bundle(case, tmp_path / "x.bundle")
