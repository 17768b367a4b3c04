"""A change to a case: all of it or nothing, nothing lost silently, and on record."""

from __future__ import annotations

import os
import subprocess
import sys
from pathlib import Path

import pytest

from lawrec.custody import change as change_module
from lawrec.custody import evidence_log
from lawrec.custody.change import commit_change
from lawrec.errors import EnvironmentTrouble, LockedError, RefusedError
from lawrec.store import git, locks
from tests.custody.helpers import BY, NAME, add, held, log_of, refused, run, sound

PACKAGE = Path(__file__).parents[2]


def test_a_whole_change(case: Path) -> None:
    (case / "media").mkdir()
    files = {"acts/A01.yaml": b"1", "case.yaml": b"2", "records/R01-note.yaml": None}
    with held(case) as writer:
        (case / "media/.tmp-1").write_bytes(b"film")
        done = commit_change(writer, add(files, (("media/.tmp-1", "media/M01.mp4"),)))
    assert (case / "acts/A01.yaml").read_bytes() == b"1"
    assert (case / "case.yaml").read_bytes() == b"2"
    assert not (case / "records/R01-note.yaml").exists()
    assert [path.name for path in (case / "media").iterdir()] == ["M01.mp4"]
    assert done.head == git.head(case)
    assert done.leaf is not None
    assert (done.leaf.seq, done.leaf.commits, done.leaf.case) == (2, 2, NAME)
    assert done.leaf.previous == log_of(case)[0][1]
    sound(case)


def test_without_a_log(case: Path) -> None:
    with held(case, log=False) as writer:
        assert writer.commit(add({"a.yaml": b"1"})).leaf is None
        assert writer.commit(add({"a.yaml": b"2"})).leaf is None
    with held(case) as writer:
        assert writer.recovered.logged
    sound(case)
    leaf = evidence_log.read(case.parents[2] / "log").leaves[-1]
    assert (leaf.event, leaf.commits) == ("recovered", 3)
    with held(case) as writer:
        assert not writer.recovered.logged


def test_two_writers_lose_nothing(case: Path, tmp_path: Path) -> None:
    script = tmp_path / "writer.py"
    script.write_text(
        "import sys\nfrom pathlib import Path\n"
        "from lawrec.custody.change import Change, writing\n"
        "bureau, me = Path(sys.argv[1]), sys.argv[2]\n"
        "for n in range(20):\n"
        f"    with writing(bureau / {NAME!r}, by=me, doing='x', name={NAME!r},\n"
        "                 log_dir=bureau / 'log', manifest=lambda: '0' * 64) as held:\n"
        "        held.commit(Change({f'acts/{me}{n}.yaml': b'x'}, (), 'm', 'act', me))\n"
    )
    env = {**os.environ, "PYTHONPATH": str(PACKAGE)}
    both = [
        subprocess.Popen([sys.executable, str(script), str(tmp_path), name], env=env)
        for name in ("a", "b")
    ]
    assert [process.wait(timeout=120) for process in both] == [0, 0]
    commits = run(case, "rev-list", "HEAD").split()
    assert len(commits) == 41
    assert [head for _event, head in log_of(case)] == commits[::-1]
    sound(case)


def test_the_case_is_not_written_to_after_the_hold(case: Path) -> None:
    with held(case) as writer:
        pass
    with pytest.raises(RuntimeError):
        writer.commit(add({"a": b""}))


def test_who_waits_is_told_why(case: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(change_module, "hold", lambda *a: locks.hold(*a, timeout_s=0.1))
    with held(case), pytest.raises(LockedError, match=BY), held(case):
        pass


OUTSIDE = ["../x", "/x", "a/../../x", "", "a//b", "a\\..\\b", ".git/config", "a/.GIT/x", "git~1/x"]


@pytest.mark.parametrize("path", [*OUTSIDE, ".git /x", "C:/x", "a\0", "."])
def test_paths_stay_in_the_case(case: Path, path: str) -> None:
    with held(case) as writer:
        for change in (add({path: b""}), add({}, ((path, "b"),)), add({}, (("b", path),))):
            with pytest.raises(ValueError, match="no path"):
                writer.commit(change)
        with pytest.raises(ValueError, match="twice"):
            writer.commit(add({"a": b""}, (("b", "a"),)))
    sound(case)


def test_a_file_that_was_edited_by_hand_is_not_overwritten(case: Path) -> None:
    (case / "case.yaml").write_bytes(b"by hand")
    (case / "stranger.yaml").write_bytes(b"by hand")
    change = add({"case.yaml": b"2", "stranger.yaml": b"2", "new.yaml": b"1"})
    assert "case.yaml, stranger.yaml" in refused(case, change).what
    assert (case / "case.yaml").read_bytes() == b"by hand"
    assert not (case / "new.yaml").exists()
    refused(case, add({"case.yaml": None}))
    assert (case / "case.yaml").exists()


def test_files_that_are_already_as_wanted(case: Path) -> None:
    (case / "case.yaml").write_bytes(b"2")
    (case / "new.yaml").write_bytes(b"1")
    (case / "records/R01-note.yaml").unlink()
    with held(case) as writer:
        writer.commit(add({"case.yaml": b"2", "new.yaml": b"1", "records/R01-note.yaml": None}))
    sound(case)


@pytest.mark.skipif(os.name == "nt", reason="makes links")
def test_nothing_is_written_through_links(case: Path, tmp_path: Path) -> None:
    (tmp_path / "outside").mkdir()
    (case / "acts").symlink_to(tmp_path / "outside")
    refused(case, add({"acts/A01.yaml": b"1"}))
    (case / "link.yaml").symlink_to(tmp_path / "outside/x")
    refused(case, add({"link.yaml": b"1"}))
    (case / "folder.yaml").mkdir()
    refused(case, add({"folder.yaml": b"1"}))
    refused(case, add({"case.yaml/x": b"1"}))
    assert list((tmp_path / "outside").iterdir()) == []


def test_a_path_is_not_both_file_and_folder(case: Path) -> None:
    (case / "records/R01-note.yaml").unlink()
    (case / "records").rmdir()
    refused(case, add({"records": b"1"}))


def test_media_never_overwrite(case: Path) -> None:
    (case / "media").mkdir()
    (case / "media/M01.mp4").write_bytes(b"old")
    with held(case) as writer:
        (case / "media/.tmp-1").write_bytes(b"new")
        with pytest.raises(RefusedError, match=r"M01\.mp4"):
            writer.commit(add({}, (("media/.tmp-1", "media/M01.mp4"),)))
        with pytest.raises(RefusedError, match=r"M02\.mp4"):
            writer.commit(add({}, (("media/.tmp-2", "media/M02.mp4"),)))
    assert (case / "media/M01.mp4").read_bytes() == b"old"


def test_a_name_that_no_disk_takes_is_refused_before_anything_is_done(case: Path) -> None:
    told = refused(case, add({"acts/" + "案" * 100: b"1"}), EnvironmentTrouble)
    assert "too long" in told.what
    assert not (case / "acts").exists()


def test_a_history_that_is_not_ours_is_refused(case: Path) -> None:
    with (case / ".git/config").open("ab") as file:
        file.write(b"[user]\n\tname = x\n")
    refused(case, add({"a": b"1"}))


def test_no_case(tmp_path: Path) -> None:
    with pytest.raises(RefusedError), held(tmp_path / "a" / "b" / "c"):
        pass
