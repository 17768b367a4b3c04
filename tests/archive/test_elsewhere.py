"""Archiving a case whose footage only a store has: fetched into the package, or refused."""

from __future__ import annotations

import shutil
from pathlib import Path

import pytest

from lawrec.archive.bag import faults_of
from lawrec.operations.archive_plan import ArchiveOptions
from lawrec.operations.archiving import archive
from lawrec.operations.setup import add_store
from lawrec.operations.store_copy import CopyOptions, copy_media
from lawrec.operations.verifying import verify
from tests.archive.building import ready, session

FILM = "media/M08-service_left.mp4"
IN_TIME = ArchiveOptions(at="2026-05-20T09:00:00+08:00", kept_at="档案室", seen_by="罗某")


@pytest.fixture
def place(tmp_path: Path) -> tuple[Path, Path, Path]:
    """A case ready for the archive, whose films lie in a store, one of them only there."""
    bureau, case = ready(tmp_path)
    store = tmp_path / "nas"
    store.mkdir()
    add_store(
        session(bureau), "nas", {"type": "unit_dedicated", "name": "网络存储", "url": str(store)}
    )
    copy_media(case, session(bureau), (), CopyOptions(to="nas"))
    (case / FILM).rename(tmp_path / "film")
    return bureau, case, store


def test_it_is_fetched_into_the_package(place: tuple[Path, Path, Path], tmp_path: Path) -> None:
    bureau, case, _store = place
    done = archive(case, session(bureau), IN_TIME)
    assert done.outcome == "complete", done.reasons
    assert done.package is not None
    assert (done.package / "data" / FILM).read_bytes() == (tmp_path / "film").read_bytes()
    assert not [*faults_of(done.package)]
    assert not (case / FILM).exists()
    assert verify(case, bureau=bureau).findings == ()


@pytest.mark.parametrize("how", ["unreachable", "altered", "gone"])
def test_it_is_refused_where_it_cannot_be_had(place: tuple[Path, Path, Path], how: str) -> None:
    bureau, case, store = place
    if how == "unreachable":
        store.rename(store.with_name("away"))
    else:
        for copy in (store / "sha256").rglob("*"):
            if copy.is_file() and how == "altered":
                copy.write_bytes(copy.read_bytes()[:-1] + b"?")
            elif copy.is_file():
                copy.unlink()
    done = archive(case, session(bureau), IN_TIME)
    assert done.outcome == "refused"
    assert any(reason.ground == "e" for reason in done.reasons)
    assert not [*bureau.glob("archive/*/*")]
    shutil.rmtree(store, ignore_errors=True)
