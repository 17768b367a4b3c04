"""What the history tells of final pages: drafts are free, so are people's words of media."""

from __future__ import annotations

import hashlib
import subprocess
from datetime import UTC, datetime, timedelta
from pathlib import Path

import pytest

from lawrec.schema.snapshot import FinalChange
from lawrec.store.final_changes import final_changes
from lawrec.store.history import read_history

FINAL = "records/R01-investigation_report.yaml"
MEDIUM = "media/M01-a.mp4.yaml"
START = datetime(2026, 7, 1, 9, tzinfo=UTC)


class Case:
    """A folder with a real git history, one commit an hour."""

    def __init__(self, folder: Path) -> None:
        self.folder = folder
        self.hours = 0
        self.git("init", "-q")

    def git(self, *arguments: str) -> None:
        when = (START + timedelta(hours=self.hours)).isoformat()
        environment = {
            "GIT_AUTHOR_DATE": when, "GIT_COMMITTER_DATE": when, "PATH": "/usr/bin:/bin",
            "GIT_CONFIG_GLOBAL": "/dev/null", "GIT_CONFIG_SYSTEM": "/dev/null",
        }  # fmt: skip
        name = ["-c", "user.name=x", "-c", "user.email=x@example.invalid"]
        command = ["git", "-C", str(self.folder), *name, *arguments]
        subprocess.run(command, check=True, env=environment, capture_output=True)

    def commit(self, path: str, text: str | None) -> None:
        file = self.folder / path
        file.parent.mkdir(exist_ok=True)
        if text is None:
            file.unlink()
        else:
            file.write_text(text, encoding="utf-8")
        self.hours += 1
        self.git("add", "-A")
        self.git("commit", "-q", "-m", path)

    def changes(self, as_of: datetime | None = None) -> list[FinalChange]:
        return list(final_changes(self.folder, read_history(self.folder), as_of))


@pytest.fixture
def case(tmp_path: Path) -> Case:
    return Case(tmp_path)


def sha(text: str) -> str:
    return hashlib.sha256(text.encode()).hexdigest()


def test_a_final_record_that_changes_is_told_with_both_digests(case: Case) -> None:
    case.commit(FINAL, "kind: investigation_report\n")
    assert case.changes() == []
    case.commit(FINAL, "kind: investigation_report\nopinion: x\n")
    (change,) = case.changes()
    assert (change.path, change.kind) == (FINAL, "modified")
    assert change.at == START + timedelta(hours=2)
    assert change.old_sha256 == sha("kind: investigation_report\n")
    assert change.new_sha256 == sha("kind: investigation_report\nopinion: x\n")


def test_a_draft_changes_freely_until_it_is_final(case: Case) -> None:
    for text in ("kind: x\ndraft: yes\n", "kind: x\ndraft: yes\nopinion: 1\n", "kind: x\n"):
        case.commit(FINAL, text)
    assert case.changes() == []
    case.commit(FINAL, None)
    assert [change.kind for change in case.changes()] == ["removed"]


def test_a_draft_that_is_removed_leaves_no_trace_here(case: Case) -> None:
    case.commit(FINAL, "kind: x\ndraft: yes\n")
    case.commit(FINAL, None)
    case.commit(FINAL, "kind: x\n")
    assert case.changes() == []


def test_what_comes_back_after_a_removal_is_told(case: Case) -> None:
    for text in ("kind: x\n", None, "kind: x\n"):
        case.commit(FINAL, text)
    removed, restored = case.changes()
    assert (removed.kind, removed.old_sha256, removed.new_sha256) == (
        "removed", sha("kind: x\n"), None,
    )  # fmt: skip
    assert (restored.kind, restored.old_sha256, restored.new_sha256) == (
        "restored", None, sha("kind: x\n"),
    )  # fmt: skip


def test_people_complete_what_they_say_of_a_medium_and_nothing_else(case: Case) -> None:
    case.commit(MEDIUM, "mode: video\nsha256: aa\n")
    case.commit(MEDIUM, "mode: video\nact: A01\nsha256: aa\n")
    assert case.changes() == []
    case.commit(MEDIUM, "mode: video\nact: A01\nsha256: bb\n")
    assert [change.kind for change in case.changes()] == ["modified"]


def test_a_medium_whose_page_became_unreadable_has_changed(case: Case) -> None:
    case.commit(MEDIUM, "mode: video\nsha256: aa\n")
    case.commit(MEDIUM, "mode: [\n")
    assert [change.kind for change in case.changes()] == ["modified"]


def test_acts_count_and_other_pages_do_not(case: Case) -> None:
    for text in ("kind: inquiry\n", "kind: survey\n"):
        case.commit("acts/A01-inquiry.yaml", text)
        case.commit("declarations.yaml", text)
        case.commit("records/note.txt", text)
    assert [change.path for change in case.changes()] == ["acts/A01-inquiry.yaml"]


def test_what_came_later_is_left_out(case: Case) -> None:
    case.commit(FINAL, "kind: x\n")
    case.commit(FINAL, "kind: y\n")
    assert case.changes(START + timedelta(hours=2)) != []
    assert case.changes(START + timedelta(hours=1, minutes=59)) == []


def test_content_that_the_history_lacks_is_not_known(case: Case) -> None:
    case.commit(FINAL, "kind: x\n")
    case.commit(FINAL, "kind: y\n")
    blob = hashlib.sha1(b"blob 8\0kind: x\n", usedforsecurity=False).hexdigest()
    loose = case.folder / ".git" / "objects" / blob[:2] / blob[2:]
    loose.chmod(0o600)
    loose.unlink()
    (change,) = case.changes()
    assert change.old_sha256 is None
    assert change.new_sha256 == sha("kind: y\n")
