"""What a crash leaves after each step of archiving, and that the next `archive` finishes it."""

from __future__ import annotations

import os
import subprocess
import sys
from pathlib import Path

import pytest

from lawrec.archive.bag import faults_of, manifest_digest
from lawrec.custody.evidence_log import read
from lawrec.errors import RefusedError
from lawrec.operations.archive_plan import ArchiveOptions
from lawrec.operations.archiving import Archival, archive
from lawrec.operations.pages import declare
from lawrec.operations.verifying import verify
from lawrec.store import layout
from lawrec.store.git import head
from lawrec.store.yaml_io import load
from tests.archive.building import CHECKER, LABEL, YEAR, ready, session
from tests.faults.rows import row

ROOT = Path(__file__).parents[2]
OPTIONS = ArchiveOptions(at="2026-09-11 10:00", kept_at="1号柜", seen_by=CHECKER)
# Ends like a power cut: no handler of ours runs any more.
SCRIPT = """
import os, pkgutil, sys
from pathlib import Path
from tests.archive.test_archive_crashes import OPTIONS
from tests.archive.building import session
from lawrec.operations.archiving import archive

point, after, bureau, case = sys.argv[1], int(sys.argv[2]), Path(sys.argv[3]), Path(sys.argv[4])
module, _dot, name = point.rpartition(".")
target = pkgutil.resolve_name(module)
original, calls = getattr(target, name), []

def cut(*args, **kwargs):
    calls.append(1)
    if len(calls) > after:
        os._exit(9)
    return original(*args, **kwargs)

setattr(target, name, cut)
archive(case, session(bureau), OPTIONS)
"""


@pytest.fixture
def place(tmp_path: Path) -> tuple[Path, Path]:
    return ready(tmp_path)


def crash(place: tuple[Path, Path], point: str, after: int = 0) -> None:
    """Archive in a process that is cut off when it comes to `point` the next time."""
    bureau, case = place
    command = [sys.executable, "-c", SCRIPT, point, str(after), str(bureau), str(case)]
    environment = {**os.environ, "PYTHONPATH": str(ROOT)}
    done = subprocess.run(command, cwd=ROOT, env=environment, capture_output=True, check=False)
    assert done.returncode == 9, done.stderr.decode("utf-8", "replace")


def packages(bureau: Path) -> list[str]:
    folder = bureau / "archive" / YEAR
    return sorted(path.name for path in folder.iterdir()) if folder.is_dir() else []


def again(place: tuple[Path, Path]) -> Archival:
    """The next `archive` succeeds, leaves nothing over, and nothing looks altered."""
    bureau, case = place
    done = archive(case, session(bureau), OPTIONS)
    assert done.outcome == "complete"
    assert packages(bureau) == ["0001"]
    assert faults_of(bureau / "archive" / LABEL) == ()
    assert [path.name[:3] for path in sorted((case / "records").iterdir())][-2:] == ["R34", "R35"]
    assert verify(case).findings == ()
    return done


@row("A1")
def test_while_media_are_copied(place: tuple[Path, Path]) -> None:
    bureau, case = place
    before = head(case)
    crash(place, "lawrec.archive.package.Staging.add_copy", after=3)
    assert head(case) == before
    assert [name[:5] for name in packages(bureau)] == [".tmp-"]
    again(place)


@row("A2")
def test_after_the_records_were_committed(place: tuple[Path, Path]) -> None:
    bureau, case = place
    before = head(case)
    crash(place, "lawrec.operations.archiving.add_pages")
    assert head(case) != before
    assert (case / "records/R35-archive_transfer_record.yaml").is_file()
    assert [name[:5] for name in packages(bureau)] == [".tmp-"]
    committed = head(case)
    done = again(place)
    assert done.head != committed


@row("A3")
@pytest.mark.parametrize(
    "point", ["lawrec.archive.package.close_bag", "lawrec.archive.package.Staging.publish"]
)
def test_before_the_package_has_its_name(place: tuple[Path, Path], point: str) -> None:
    bureau, case = place
    crash(place, point)
    assert [name[:5] for name in packages(bureau)] == [".tmp-"]
    assert not (case / layout.ARCHIVED).exists()
    again(place)


@row("A4")
def test_after_the_package_has_its_name(place: tuple[Path, Path]) -> None:
    bureau, _case = place
    crash(place, "lawrec.operations.archiving._freeze")
    package = bureau / "archive" / LABEL
    assert packages(bureau) == ["0001"]
    made = (package.stat().st_ino, manifest_digest(package))
    done = again(place)
    assert (package.stat().st_ino, manifest_digest(package)) == made
    assert done.archived is not None
    assert done.archived.manifest_sha256 == made[1]


def test_a_package_of_another_state_is_not_taken(place: tuple[Path, Path]) -> None:
    bureau, case = place
    crash(place, "lawrec.operations.archiving._freeze")
    declare(case, session(bureau), {"overdue": "no"})
    with pytest.raises(RefusedError):
        archive(case, session(bureau), OPTIONS)
    (bureau / "archive" / LABEL).rename(bureau / "archive/aside")
    again(place)


def test_a_damaged_package_is_not_taken(place: tuple[Path, Path]) -> None:
    bureau, case = place
    crash(place, "lawrec.operations.archiving._freeze")
    (bureau / "archive" / LABEL / "data/cover.txt").write_bytes(b"x")
    with pytest.raises(RefusedError):
        archive(case, session(bureau), OPTIONS)


@row("A5")
def test_after_the_last_page_was_promised(place: tuple[Path, Path]) -> None:
    bureau, case = place
    crash(place, "lawrec.custody.change.apply", after=1)
    assert not (case / layout.ARCHIVED).exists()
    with pytest.raises(RefusedError):
        archive(case, session(bureau), OPTIONS)
    page = load(case / layout.ARCHIVED).data
    assert isinstance(page, dict)
    assert page["outcome"] == "complete"
    leaf = read(bureau / layout.LOG).last_for(f"cases/{LABEL}")
    assert leaf is not None
    assert (leaf.event, leaf.head) == ("archive", head(case))
    assert verify(case).findings == ()
