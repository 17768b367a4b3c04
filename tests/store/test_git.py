"""Writing history: what git then says of it, and that nothing from outside has a say."""

from __future__ import annotations

import os
import subprocess
from pathlib import Path

import pytest

from lawrec.errors import EnvironmentTrouble
from lawrec.store import git
from lawrec.store.git_pack import blob_id

BY = "赵某甲"


@pytest.fixture
def case(tmp_path: Path) -> Path:
    folder = tmp_path / "案 0001"
    folder.mkdir()
    git.init_repository(folder)
    return folder


def run(folder: Path, *arguments: str) -> str:
    done = subprocess.run(
        ["git", "-c", "safe.directory=*", "-C", str(folder), *arguments],
        capture_output=True,
        encoding="utf-8",
        check=False,
    )
    assert done.returncode == 0, done.stdout + done.stderr
    return done.stdout.strip()


def write(folder: Path, files: dict[str, bytes | None], message: str = "x") -> str:
    """Commit, with the files also in the work tree."""
    for path, data in files.items():
        target = folder / path
        target.parent.mkdir(parents=True, exist_ok=True)
        if data is None:
            target.unlink()
        else:
            target.write_bytes(data)
    return git.commit(folder, files, message=message, author_name=BY, when_s=1_900_000_000)


def sound(folder: Path) -> None:
    assert run(folder, "status", "--porcelain") == ""
    run(folder, "fsck", "--full", "--strict")


def test_a_new_history(case: Path) -> None:
    assert git.head(case) is None
    assert git.config_is_ours(case)
    before = (case / ".git" / "config").read_bytes()
    git.init_repository(case)
    assert (case / ".git" / "config").read_bytes() == before
    assert run(case, "symbolic-ref", "HEAD") == "refs/heads/main"
    sound(case)


def test_half_a_frame_is_made_anew(tmp_path: Path) -> None:
    half = tmp_path / ".tmp-git-0123"
    (half / "objects").mkdir(parents=True)
    git.init_repository(tmp_path)
    assert [path.name for path in tmp_path.iterdir()] == [".git"]
    assert git.config_is_ours(tmp_path)


def test_commits_change_and_remove(case: Path) -> None:
    first = write(case, {"case.yaml": b"a: 1\n", "records/R01-x.yaml": b"b: 1\n"}, "立案\n\n正文")
    assert git.head(case) == first
    second = write(case, {"case.yaml": b"a: 2\n", "records/R01-x.yaml": None, "acts/A01.yaml": b""})
    sound(case)
    assert run(case, "rev-list", "HEAD").split() == [second, first]
    assert git.count_commits(case, second) == 2
    assert run(case, "show", "HEAD:case.yaml") == "a: 2"
    assert set(git.files_at(case, second)) == {"case.yaml", "acts/A01.yaml"}
    assert git.files_at(case, first)["case.yaml"].id == blob_id(b"a: 1\n")
    about = run(case, "log", "-1", "--format=%an|%ae|%cn|%aI|%B", first)
    assert about == f"{BY}||{BY}|2030-03-18T01:46:40+08:00|立案\n\n正文"


NAMES = ["-n", "--all", "a b", "a\nb", 'q"uote', "材料/照片 1.yaml", "%s", "*", ":x", "\ttab"]


@pytest.mark.skipif(os.name == "nt", reason="Windows has no such names")
def test_odd_names(case: Path) -> None:
    files: dict[str, bytes | None] = {name: name.encode() for name in NAMES}
    files[os.fsdecode(b"not-utf8-\xff")] = b"x"
    write(case, files)
    sound(case)
    assert set(git.files_at(case, git.head(case))) == set(files)
    write(case, dict.fromkeys(files))
    assert git.files_at(case, git.head(case)) == {}


def test_contents_are_stored_byte_for_byte(case: Path) -> None:
    data = b"\r\n\0\xff" * 10 + bytes(range(256)) * 500
    write(case, {"a": data, "empty": b"", "sixteen": b"x" * 16, "long": b"x" * 2048})
    sound(case)
    assert git.files_at(case, git.head(case))["a"].id == blob_id(data)


def test_many_files_make_one_pack(case: Path) -> None:
    files: dict[str, bytes | None] = {f"media/M{n}.yaml": b"%d" % n for n in range(300)}
    write(case, files)
    sound(case)
    assert len(list((case / ".git/objects/pack").glob("*.pack"))) == 1
    assert len(git.files_at(case, git.head(case))) == 300


def test_a_commit_without_a_difference(case: Path) -> None:
    first = write(case, {"a": b"1"})
    assert write(case, {"a": b"1"}) != first
    assert write(case, {}) not in (first, None)
    sound(case)


@pytest.mark.parametrize("name", ["", "<>", "赵某甲\n<a@b>", ".;'", "甲\0乙", "\udc80", " 赵 "])
def test_any_author_name(case: Path, name: str) -> None:
    git.commit(case, {"a": b"1"}, message="x", author_name=name)
    run(case, "fsck", "--full", "--strict")


@pytest.mark.parametrize("message", ["", "\0", "\udc80", "-m x", "a\n\n\nb", "# c", "x" * 100_000])
def test_any_message(case: Path, message: str) -> None:
    git.commit(case, {"a": b"1"}, message=message, author_name=BY)
    run(case, "fsck", "--full", "--strict")


def test_what_a_crash_left_is_no_obstacle(case: Path) -> None:
    write(case, {"a": b"1"})
    inside = case / ".git"
    left = ["index.lock", "HEAD.lock", "refs/heads/main.lock", "config.lock", "objects/tmp_obj_x"]
    for name in (*left, "objects/pack/tmp_pack_x", ".tmp-1234"):
        (inside / name).write_bytes(b"")
    (inside / "index").write_bytes(b"half")
    (inside / "lawrec-index").write_bytes(b"half")
    (inside / "lawrec-index.lock").write_bytes(b"")
    write(case, {"b": b"1"})
    sound(case)
    assert not [*inside.rglob("*.lock"), *inside.rglob("tmp_*"), *inside.rglob(".tmp-*")]


def test_settling_mends_the_index(case: Path) -> None:
    head = write(case, {"a": b"1"})
    (case / ".git" / "index").unlink()
    git.settle(case, git.files_at(case, head))
    sound(case)
    assert git.head(case) == head


def test_a_history_that_moved_meanwhile_is_not_overwritten(
    case: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    first = write(case, {"a": b"1"})
    second = write(case, {"a": b"2"})
    monkeypatch.setattr(git, "head", lambda _folder: first)
    with pytest.raises(EnvironmentTrouble):
        write(case, {"a": b"3"})
    monkeypatch.undo()
    assert git.head(case) == second


def test_the_environment_has_no_say(
    case: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    mark = tmp_path / "mark"
    program = tmp_path / "program"
    program.write_text(f"#!/bin/sh\ntouch '{mark}'\n")
    program.chmod(0o755)
    elsewhere = tmp_path / "elsewhere"
    elsewhere.mkdir()
    (tmp_path / "gitconfig").write_text(
        f'[core]\n\tfsmonitor = "{program}"\n\thooksPath = "{tmp_path}"\n'
        f'[filter "e"]\n\tclean = "{program}"\n[user]\n\tname = Other\n'
    )
    (tmp_path / ".gitconfig").write_bytes((tmp_path / "gitconfig").read_bytes())
    for name, value in {
        "GIT_DIR": str(elsewhere),
        "GIT_COMMON_DIR": str(elsewhere),
        "GIT_WORK_TREE": str(elsewhere),
        "GIT_INDEX_FILE": str(elsewhere / "index"),
        "GIT_OBJECT_DIRECTORY": str(elsewhere),
        "GIT_ALTERNATE_OBJECT_DIRECTORIES": str(elsewhere),
        "GIT_NAMESPACE": "other",
        "GIT_CONFIG_GLOBAL": str(tmp_path / "gitconfig"),
        "GIT_CONFIG_PARAMETERS": f"'core.fsmonitor'='{program}'",
        "GIT_CONFIG_COUNT": "1",
        "GIT_CONFIG_KEY_0": "core.fsmonitor",
        "GIT_CONFIG_VALUE_0": str(program),
        "GIT_AUTHOR_NAME": "Other",
        "GIT_AUTHOR_DATE": "2001-01-01T00:00:00Z",
        "GIT_COMMITTER_EMAIL": "other@example.invalid",
        "HOME": str(tmp_path),
    }.items():
        monkeypatch.setenv(name, value)
    write(case, {"a": b"1", ".gitattributes": b"* filter=e\n"})
    monkeypatch.undo()
    assert run(case, "log", "--format=%an %ce %ad", "--date=format:%Y") == f"{BY}  2030"
    assert list(elsewhere.iterdir()) == []
    assert not mark.exists()


@pytest.mark.skipif(os.name == "nt", reason="hooks are shell scripts")
def test_hooks_are_not_run(case: Path, tmp_path: Path) -> None:
    hooks = case / ".git" / "hooks"
    hooks.mkdir(exist_ok=True)
    for name in ("reference-transaction", "post-index-change", "pre-commit", "post-commit"):
        (hooks / name).write_text(f"#!/bin/sh\ntouch '{tmp_path / 'mark'}'\n")
        (hooks / name).chmod(0o755)
    write(case, {"a": b"1"})
    assert not (tmp_path / "mark").exists()


@pytest.mark.skipif(not hasattr(os, "geteuid") or os.geteuid() != 0, reason="only root gives away")
def test_a_case_of_another_account(case: Path, tmp_path: Path) -> None:
    write(case, {"a": b"1"})
    for path in [case, *case.rglob("*")]:
        os.chown(path, 12345, 12345)
    write(case, {"a": b"2"})
    git.bundle(case, tmp_path / "out.bundle")
    sound(case)


def test_the_head_of_packed_refs(case: Path) -> None:
    head = write(case, {"a": b"1"})
    run(case, "pack-refs", "--all")
    run(case, "gc", "-q")
    assert git.head(case) == head
    assert git.config_is_ours(case)
    write(case, {"a": b"2"})
    sound(case)


def test_a_bundle_holds_the_whole_history(case: Path, tmp_path: Path) -> None:
    write(case, {"a": b"1"})
    write(case, {"a": b"2"})
    out = tmp_path / "out" / "案.bundle"
    git.bundle(case, out)
    run(tmp_path, "clone", "-q", str(out), "copy")
    assert (tmp_path / "copy" / "a").read_bytes() == b"2"
    assert len(run(tmp_path / "copy", "rev-list", "HEAD").split()) == 2
    with pytest.raises(EnvironmentTrouble, match="already there"):
        git.bundle(case, out)
    assert [path.name for path in out.parent.iterdir()] == ["案.bundle"]


def test_without_git(case: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("PATH", str(tmp_path))
    with pytest.raises(EnvironmentTrouble, match="not installed"):
        write(case, {"a": b"1"})
    assert git.head(case) is None


@pytest.mark.skipif(os.name == "nt", reason="git is a shell script here")
@pytest.mark.parametrize(
    ("said", "what"),
    [
        ("fatal: sha1 file '<stdout>' write error: No space left on device", "disk is full"),
        ("error: unable to write: Input/output error", "reports an error"),
        ("fatal: Unable to create index.lock: Permission denied", "may not use"),
        ("fatal: something else\nhint: more", "something else; hint: more"),
    ],
)
def test_trouble_in_git_is_told_in_plain_words(
    case: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch, said: str, what: str
) -> None:
    script = tmp_path / "git"
    script.write_text(f'#!/bin/sh\ncat >/dev/null\nprintf "%s" "{said}" >&2\nexit 128\n')
    script.chmod(0o755)
    monkeypatch.setenv("PATH", f"{tmp_path}:{os.environ['PATH']}")
    with pytest.raises(EnvironmentTrouble, match=what):
        write(case, {"a": b"1"})
