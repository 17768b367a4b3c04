"""Verifying: whatever was altered after it was written is found, and what was not is left alone."""

from __future__ import annotations

import os
import shutil
import subprocess
from pathlib import Path

import pytest

from lawrec.errors import InputError
from lawrec.operations.amend import Amendment, amend
from lawrec.operations.archive_plan import ArchiveOptions
from lawrec.operations.archiving import archive
from lawrec.operations.assigning import assign_media
from lawrec.operations.pages import declare
from lawrec.operations.progress import Progress
from lawrec.operations.records import RecordInput, add_record, finalise
from lawrec.operations.verifying import verify, verify_all
from lawrec.store import layout
from tests.archive.building import CHECKER, LABEL, YEAR, files_in, ready, session

FILM = "media/M08-service_left.mp4"
ORDER = "records/R05-stop_order.yaml"
pytestmark = pytest.mark.usefixtures("git_identity")


@pytest.fixture
def place(tmp_path: Path) -> tuple[Path, Path]:
    return ready(tmp_path)


@pytest.fixture
def case(place: tuple[Path, Path]) -> Path:
    return place[1]


@pytest.fixture
def bureau(place: tuple[Path, Path]) -> Path:
    return place[0]


def codes(folder: Path, bureau: Path | None = None) -> set[str]:
    """What a verification finds, and that it writes nothing."""
    before = files_in(folder)
    found = {finding.code for finding in verify(folder, bureau=bureau).findings}
    assert files_in(folder) == before
    return found


def git(folder: Path, *arguments: str) -> None:
    subprocess.run(["git", *arguments], cwd=folder, check=True, capture_output=True)


def edit(path: Path) -> None:
    path.write_bytes(path.read_bytes() + b"# edited\n")


def flip(path: Path) -> None:
    content = bytearray(path.read_bytes())
    content[3] ^= 1
    path.write_bytes(bytes(content))


def put_away(case: Path, bureau: Path) -> Path:
    options = ArchiveOptions(at="2026-09-11 10:00", kept_at="1号柜", seen_by=CHECKER)
    done = archive(case, session(bureau), options)
    assert done.package is not None
    return done.package


def test_an_untouched_case_is_clean(case: Path) -> None:
    moved: list[int] = []
    done = verify(case, progress=Progress(moved=moved.append))
    assert done.findings == ()
    assert done.remarks == ()
    assert (done.case, done.media, done.commits, done.leaves) == (LABEL, 10, 3, 3)
    assert sum(moved) == done.size > 0


def test_what_lawrec_itself_changes_is_clean(bureau: Path, case: Path) -> None:
    who = session(bureau)
    why = Amendment("笔误", approved_by="谢某")
    amend(case, who, "R14", why, sets=["title=调查终结报告（更正）"])
    amend(case, who, "A01", why, sets=["note=补记天气"])
    amend(case, who, "M03", why, sets=["title=坑塘与房屋"])
    assign_media(case, who, ("M04",), "A02")
    draft = add_record(case, who, RecordInput("end_sheet", b"content: x", draft=True))
    finalise(case, who, draft.id, sets=["content=y"])
    declare(case, who, {"overdue": "no"})
    assert codes(case) == set()


@pytest.mark.parametrize(
    ("damage", "code"),
    [
        (flip, "medium_differs"),
        (edit, "medium_size"),
        (Path.unlink, "medium_absent"),
    ],
)
def test_media(case: Path, damage: object, code: str) -> None:
    damage(case / FILM)  # type: ignore[operator]
    assert codes(case) == {code}


@pytest.mark.skipif(not hasattr(os, "mkfifo"), reason="no pipes here")
def test_a_pipe_or_link_in_place_of_a_medium_is_not_opened(case: Path, tmp_path: Path) -> None:
    shutil.copy(case / FILM, tmp_path / "film")
    (case / FILM).unlink()
    (case / FILM).symlink_to(tmp_path / "film")
    os.mkfifo(case / "media/pipe.mp4")
    found = {(f.code, f.path) for f in verify(case).findings}
    assert {("medium_odd", FILM), ("odd_file", "media/pipe.mp4")} <= found


def test_content_that_nobody_knows(case: Path) -> None:
    (case / "media/extra.mp4").write_bytes(b"x")
    assert codes(case) == {"no_sidecar"}


@pytest.mark.parametrize("size", ["many", "9" * 5000, "[1, 2]"])
def test_a_sidecar_that_states_nonsense(case: Path, size: str) -> None:
    path = case / f"{FILM}.yaml"
    lines = [
        f"size_bytes: {size}" if line.startswith("size_bytes") else line
        for line in path.read_text(encoding="utf-8").splitlines()
    ]
    path.write_text("\n".join(lines) + "\n", encoding="utf-8")
    assert codes(case) == {"sidecar_unreadable", "page_changed"}


@pytest.mark.parametrize(
    ("damage", "code"), [(edit, "page_changed"), (Path.unlink, "page_missing")]
)
def test_pages(case: Path, damage: object, code: str) -> None:
    damage(case / ORDER)  # type: ignore[operator]
    found = verify(case).findings
    assert [(finding.code, finding.path) for finding in found] == [(code, ORDER)]


def test_a_page_that_was_put_there(case: Path) -> None:
    shutil.copy(case / ORDER, case / "records/R99-stop_order.yaml")
    assert codes(case) == {"page_untracked"}


def test_a_final_record_changed_with_git(bureau: Path, case: Path) -> None:
    edit(case / ORDER)
    git(case, "commit", "-qam", "quietly")
    assert codes(case) == {"record_changed", "head_not_logged"}
    declare(case, session(bureau), {"overdue": "no"})
    assert codes(case) == {"record_changed", "logged_late"}


def test_a_final_record_removed_with_git(case: Path) -> None:
    git(case, "rm", "-q", ORDER)
    git(case, "commit", "-qm", "quietly")
    assert codes(case) == {"record_removed", "head_not_logged"}


def test_an_amendment_of_something_else_covers_nothing(bureau: Path, case: Path) -> None:
    amend(case, session(bureau), "R14", Amendment("笔误"), sets=["title=报告"])
    edit(case / "records/R14-investigation_report.yaml")
    git(case, "commit", "-qam", "quietly")
    assert "record_changed" in codes(case)


def test_medium_and_sidecar_made_anew(case: Path) -> None:
    import hashlib

    old = hashlib.sha256((case / FILM).read_bytes()).hexdigest()
    flip(case / FILM)
    new = hashlib.sha256((case / FILM).read_bytes()).hexdigest()
    sidecar = case / f"{FILM}.yaml"
    sidecar.write_text(sidecar.read_text(encoding="utf-8").replace(old, new), encoding="utf-8")
    git(case, "commit", "-qam", "quietly")
    assert codes(case) == {"sidecar_changed", "head_not_logged"}


def test_a_medium_removed_with_its_sidecar(case: Path) -> None:
    (case / FILM).unlink()
    git(case, "rm", "-q", f"{FILM}.yaml")
    git(case, "commit", "-qm", "quietly")
    assert codes(case) == {"sidecar_removed", "head_not_logged"}


def test_a_history_that_was_amended(case: Path) -> None:
    edit(case / ORDER)
    git(case, "commit", "-qa", "--amend", "-m", "as if nothing had been")
    assert {"logged_head_gone", "head_not_logged"} <= codes(case)


def test_commits_that_were_dropped(case: Path) -> None:
    git(case, "reset", "-q", "--hard", "HEAD~1")
    assert {"logged_head_gone", "head_not_logged"} <= codes(case)


def test_a_history_made_anew(case: Path) -> None:
    config = (case / ".git/config").read_bytes()
    shutil.rmtree(case / ".git")
    git(case, "init", "-q", "-b", "main")
    shutil.rmtree(case / ".git/hooks", ignore_errors=True)
    (case / ".git/config").write_bytes(config)
    git(case, "add", ".")
    git(case, "commit", "-qm", "all")
    assert {"logged_head_gone", "head_not_logged"} <= codes(case)


def test_no_history_at_all(case: Path) -> None:
    shutil.rmtree(case / ".git")
    assert {"history_no_git", "logged_head_gone"} <= codes(case)
    (case / ".git").write_text("gitdir: /elsewhere\n", encoding="utf-8")
    assert "history_git_is_file" in codes(case)


def test_a_log_that_was_altered(bureau: Path, case: Path) -> None:
    log = bureau / "log/leaves.jsonl"
    lines = log.read_bytes().splitlines(keepends=True)
    log.write_bytes(b"".join(lines[:-1]))
    assert codes(case) == {"head_not_logged"}
    log.write_bytes(b"".join([*lines[:-2], lines[-1]]))
    assert {"log_chain_broken", "log_sequence_broken", "commit_not_logged"} <= codes(case)
    log.write_bytes(lines[0].replace(b'"by"', b'"By"', 1) + b"".join(lines[1:]))
    assert "log_bad_line" in codes(case)
    log.unlink()
    done = verify(case)
    assert [finding.code for finding in done.findings] == ["log_absent"]
    assert done.leaves is None


def test_a_case_that_stands_alone(bureau: Path, case: Path, tmp_path: Path) -> None:
    alone = tmp_path / "handed-over"
    shutil.copytree(case, alone)
    done = verify(alone)
    assert done.findings == ()
    assert len(done.remarks) == 1
    assert verify(alone, bureau=bureau).leaves == 3
    assert codes(alone, bureau) == set()
    git(alone, "reset", "-q", "--hard", "HEAD~1")
    assert "head_not_logged" in codes(alone, bureau)


def test_a_log_that_came_with_the_case_vouches_for_little(bureau: Path, tmp_path: Path) -> None:
    shutil.copytree(bureau, tmp_path / "stick")
    done = verify(tmp_path / "stick" / "cases" / LABEL)
    assert done.findings == ()
    assert len(done.remarks) == 1


def test_what_is_no_case(tmp_path: Path) -> None:
    with pytest.raises(InputError):
        verify(tmp_path)
    with pytest.raises(InputError):
        verify(tmp_path / "absent")


def test_an_archived_case(bureau: Path, case: Path) -> None:
    package = put_away(case, bureau)
    assert codes(case) == set()
    cover = package / "data/cover.txt"
    text = cover.read_bytes()
    cover.write_bytes(b"changed")
    assert codes(case) == {"package_differs"}
    cover.write_bytes(text)
    manifest = package / "manifest-sha256.txt"
    manifest.write_bytes(b"\n" + manifest.read_bytes())
    assert codes(case) == {"package_exchanged", "package_differs"}
    shutil.rmtree(package)
    assert codes(case) == {"package_absent"}
    edit(case / ORDER)
    git(case, "commit", "-qam", "quietly")
    assert "changed_after_archive" in codes(case)


def test_a_package_elsewhere_is_looked_for_only_at_home(
    bureau: Path, case: Path, tmp_path: Path
) -> None:
    into = tmp_path / "disc"
    options = ArchiveOptions(at="2026-09-11 10:00", kept_at="1号柜", into=into)
    archive(case, session(bureau), options)
    alone = tmp_path / "handed-over"
    shutil.copytree(case, alone)
    shutil.rmtree(into)
    assert codes(case) == {"package_absent"}
    done = verify(alone)
    assert done.findings == ()
    assert len(done.remarks) == 2


def test_all_cases_and_those_that_vanished(bureau: Path, case: Path) -> None:
    assert [(v.case, v.findings) for v in verify_all(bureau)] == [("bureau", ()), (LABEL, ())]
    shutil.copytree(case, bureau / f"cases/{YEAR}/0002")
    shutil.rmtree(case)
    edit(bureau / layout.STAFF)
    found = {(v.case, f.code) for v in verify_all(bureau) for f in v.findings}
    assert found == {
        ("bureau", "page_changed"),
        (LABEL, "case_vanished"),
        (f"{YEAR}/0002", "never_logged"),
    }


def test_a_case_without_its_first_page_is_still_looked_at(bureau: Path, case: Path) -> None:
    (case / layout.CASE_PAGE).unlink()
    found = {(v.case, f.code) for v in verify_all(bureau) for f in v.findings}
    assert (LABEL, "page_missing") in found
