"""The history as read in the process says the same as git does, of real repositories."""

from __future__ import annotations

import subprocess
from collections.abc import Callable
from datetime import UTC, datetime, timedelta, timezone
from pathlib import Path
from typing import get_args

import pytest

from lawrec.i18n import set_language
from lawrec.schema.history import PROBLEM_TEXTS, Changed, HistoryFacts, HistoryProblem, ProblemCode
from lawrec.store.history import ObjectStore, blob_at, commit_at, read_history, tree_at

START = 1_760_000_000
ZONE = timezone(timedelta(hours=8))
Git = Callable[..., str]


@pytest.fixture
def git(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Git:
    """Runs git in a folder, with no configuration but its own."""
    for name, value in {
        "GIT_CONFIG_GLOBAL": str(tmp_path / "none"),
        "GIT_CONFIG_NOSYSTEM": "1",
        "GIT_AUTHOR_NAME": "赵某甲",
        "GIT_AUTHOR_EMAIL": "zhao@example.org",
        "GIT_COMMITTER_NAME": "赵某甲",
        "GIT_COMMITTER_EMAIL": "zhao@example.org",
        "TZ": "Asia/Shanghai",
        "LC_ALL": "C.UTF-8",
    }.items():
        monkeypatch.setenv(name, value)

    def run(folder: Path, *words: str, when: int | None = None, data: bytes | None = None) -> str:
        if when is not None:
            monkeypatch.setenv("GIT_COMMITTER_DATE", f"{when} +0800")
            monkeypatch.setenv("GIT_AUTHOR_DATE", f"{when} +0800")
        command = ["git", "-c", "core.quotePath=false", *words]
        done = subprocess.run(command, cwd=folder, check=True, capture_output=True, input=data)
        return done.stdout.decode()

    return run


@pytest.fixture
def case(tmp_path: Path, git: Git) -> Path:
    """Twenty commits that add, modify, remove and move files in folders with Chinese names."""
    folder = tmp_path / "明湖县〔2025〕03号"
    folder.mkdir()
    git(folder, "init", "-q", "-b", "main", "--template=")
    records, deep = folder / "records", folder / "现场 照片" / "一" / "二"
    records.mkdir()
    deep.mkdir(parents=True)
    for number in range(20):
        (records / f"R{number:02}-检查笔录.yaml").write_text(f"编号: {number}\n" * 40, "utf-8")
        (folder / "case.yaml").write_text(f"name: 示例\nstep: {number}\n" * 30, "utf-8")
        (deep / f"{number % 3}.txt").write_text(str(number // 2), "utf-8")
        if number % 5 == 4:
            (records / f"R{number - 1:02}-检查笔录.yaml").unlink()
        if number == 12:
            (records / "R00-检查笔录.yaml").rename(folder / "R00")
        if number == 14:
            (folder / "R00").unlink()
            (folder / "R00").mkdir()
            (folder / "R00" / "now a folder.yaml").write_text("x", "utf-8")
        git(folder, "add", "-A")
        git(folder, "commit", "-qm", f"第 {number} 步\n\n说明", when=START + number * 3600)
    return folder


def told_by_git(git: Git, folder: Path) -> list[tuple[str, int, str, list[tuple[str, str]]]]:
    """Id, time, message and changes of every commit, oldest first, from `git log`."""
    text = git(
        folder,
        *("log", "-z", "--first-parent", "--reverse", "--no-renames", "--name-status"),
        *("--diff-merges=first-parent", "--format=%x01%H %ct %s%x02"),
    )
    commits = []
    for block in text.split("\x01")[1:]:
        head, _mark, rest = block.partition("\x02")
        commit_id, seconds, message = head.split(" ", 2)
        words = [word.strip("\n") for word in rest.split("\0") if word.strip("\n")]
        changes = sorted((path, kind) for kind, path in zip(words[::2], words[1::2], strict=True))
        commits.append((commit_id, int(seconds), message, changes))
    return commits


def told_by_us(history: HistoryFacts) -> list[tuple[str, int, str, list[tuple[str, str]]]]:
    letters = {"added": "A", "modified": "M", "removed": "D"}
    return [
        (
            commit.id,
            int(commit.time.timestamp()),
            commit.message,
            [(change.path, letters[change.kind]) for change in commit.changed],
        )
        for commit in history.commits
    ]


def tree_by_git(git: Git, folder: Path, commit: str) -> dict[str, str]:
    lines = git(folder, "ls-tree", "-r", "-z", commit).split("\0")[:-1]
    return {line.split("\t", 1)[1]: line.split("\t")[0].split()[2] for line in lines}


def assert_agrees(git: Git, folder: Path) -> HistoryFacts:
    history = read_history(folder)
    assert told_by_us(history) == told_by_git(git, folder)
    assert history.tree == tree_by_git(git, folder, "HEAD")
    assert history.head == git(folder, "rev-parse", "HEAD").strip()
    store = ObjectStore(folder)
    for commit in history.commits:
        assert tree_at(store, commit.id) == tree_by_git(git, folder, commit.id)
        for change in commit.changed:
            told = git(folder, "cat-file", "blob", change.blob).encode()
            assert blob_at(store, change.blob) == told
    assert store.problems.all() == ()
    return history


def test_loose_objects(case: Path, git: Git) -> None:
    history = assert_agrees(git, case)
    assert (history.state, history.problems) == ("whole", ())
    assert history.commits[0].time == datetime.fromtimestamp(START, UTC)
    assert history.commits[0].time.utcoffset() == timedelta(hours=8)
    assert history.commits[0].author == "赵某甲 <zhao@example.org>"


def test_one_pack_after_gc(case: Path, git: Git) -> None:
    git(case, "gc", "-q", "--aggressive", "--prune=now")
    assert not list((case / ".git" / "refs" / "heads").iterdir())
    index = next((case / ".git" / "objects" / "pack").glob("*.idx"))
    assert "chain length = 2" in git(case, "verify-pack", "-v", str(index))
    assert assert_agrees(git, case).problems == ()


def test_many_packs_without_index_and_loose_objects(case: Path, git: Git) -> None:
    for number in range(3):
        git(case, "repack", "-q", "-d")
        (case / "case.yaml").write_text(f"later: {number}\n", "utf-8")
        git(case, "commit", "-qam", "later", when=START + 100_000 + number)
    git(case, "config", "repack.useDeltaBaseOffset", "false")
    git(case, "repack", "-q", "-d")
    history = assert_agrees(git, case)
    for index in (case / ".git" / "objects" / "pack").glob("*.idx"):
        index.unlink()
    assert read_history(case) == history


def test_deltas_that_name_their_base_by_id(case: Path, git: Git) -> None:
    git(case, "-c", "repack.useDeltaBaseOffset=false", "repack", "-q", "-a", "-d", "-f")
    assert assert_agrees(git, case).state == "whole"


def test_clone(case: Path, git: Git, tmp_path: Path) -> None:
    git(tmp_path, "clone", "-q", "--no-local", "--template=", str(case), "copy")
    assert assert_agrees(git, tmp_path / "copy").problems == ()


def test_detached_head_and_branch_with_a_chinese_name(case: Path, git: Git) -> None:
    git(case, "checkout", "-q", "-b", "案件/二")
    assert assert_agrees(git, case).problems == ()
    git(case, "pack-refs", "--all")
    assert assert_agrees(git, case).problems == ()
    git(case, "checkout", "-q", "--detach")
    history = read_history(case)
    assert (history.state, codes(history)) == ("whole", ["head_detached"])


def test_amended_and_merged(case: Path, git: Git) -> None:
    git(case, "commit", "-q", "--amend", "-m", "改", when=START + 90_000)
    git(case, "checkout", "-q", "-b", "side", "HEAD~3")
    (case / "aside.yaml").write_text("a: 1\n", "utf-8")
    git(case, "add", "-A")
    git(case, "commit", "-qm", "aside", when=START + 91_000)
    git(case, "checkout", "-q", "main")
    git(case, "merge", "-q", "--no-ff", "-m", "merge", "side", when=START + 92_000)
    history = read_history(case)
    assert told_by_us(history) == told_by_git(git, case)
    assert (history.state, codes(history)) == ("whole", ["merge_commit"])
    assert [change.path for change in history.commits[-1].changed] == ["aside.yaml"]


def test_times_of_paths(case: Path) -> None:
    history = read_history(case)
    hour = [datetime.fromtimestamp(START + number * 3600, ZONE) for number in range(20)]
    assert history.first_seen["case.yaml"] == hour[0]
    assert history.last_changed["case.yaml"] == hour[19]
    assert history.first_seen["records/R03-检查笔录.yaml"] == hour[3]
    assert history.last_changed["records/R03-检查笔录.yaml"] == hour[4]
    assert "records/R03-检查笔录.yaml" not in history.tree
    blob = history.tree["R00/now a folder.yaml"]
    assert Changed("R00/now a folder.yaml", blob, "added") in history.commits[14].changed
    assert "R00" in {change.path for change in history.commits[14].changed}


def test_commit_at_a_moment(case: Path) -> None:
    history = read_history(case)
    moment = datetime.fromtimestamp(START + 5 * 3600, UTC)
    assert commit_at(history, moment) == history.commits[5]
    assert commit_at(history, moment + timedelta(minutes=59)) == history.commits[5]
    assert commit_at(history, datetime.fromtimestamp(START - 1, UTC)) is None
    assert commit_at(HistoryFacts("none"), moment) is None


def test_time_that_goes_back_is_a_problem(case: Path, git: Git) -> None:
    (case / "case.yaml").write_text("late\n", "utf-8")
    git(case, "commit", "-qam", "back-dated", when=START - 40 * 3600)
    history = read_history(case)
    assert (history.state, codes(history)) == ("whole", ["time_goes_back"])
    assert history.problems[0].params["what"] == history.head


def test_message_in_another_encoding(case: Path, git: Git, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("GIT_AUTHOR_NAME", "Zhao")
    monkeypatch.setenv("GIT_COMMITTER_NAME", "Zhao")
    words = ("-c", "i18n.commitEncoding=gbk", "commit", "-q", "--allow-empty", "-F", "-")
    git(case, *words, when=START + 99_000, data="补充材料".encode("gbk"))
    assert assert_agrees(git, case).commits[-1].message == "补充材料"


def test_no_history(tmp_path: Path, git: Git) -> None:
    assert codes(read_history(tmp_path / "absent")) == ["no_git"]
    assert codes(read_history(tmp_path)) == ["no_git"]
    git(tmp_path, "init", "-q", "-b", "main", "--template=")
    history = read_history(tmp_path)
    assert (history.state, codes(history), history.head) == ("none", ["ref_missing"], None)
    assert blob_at(tmp_path, "0" * 40) is None
    assert tree_at(tmp_path, "../../etc/passwd") is None


def test_reading_writes_nothing_and_runs_no_program(
    case: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    def refuse(*_words: object, **_options: object) -> None:
        raise AssertionError

    before = {path: path.lstat().st_mtime_ns for path in case.rglob("*")}
    monkeypatch.setattr(subprocess, "Popen", refuse)
    monkeypatch.setattr("os.posix_spawn", refuse, raising=False)
    assert read_history(case).state == "whole"
    assert {path: path.lstat().st_mtime_ns for path in case.rglob("*")} == before


def test_every_problem_has_a_text() -> None:
    assert set(PROBLEM_TEXTS) == set(get_args(ProblemCode))
    params = dict.fromkeys(("what", "reason", "found", "time", "before", "count"), "{x}")
    set_language("en")
    try:
        for code in PROBLEM_TEXTS:
            assert HistoryProblem(code, params).text().endswith(".")
    finally:
        set_language(None)


def codes(history: HistoryFacts) -> list[str]:
    return [problem.code for problem in history.problems]
