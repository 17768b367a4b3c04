"""Every example survives being written as a workbook and read back, also through LibreOffice."""

from __future__ import annotations

import shutil
import subprocess
from collections.abc import Callable
from pathlib import Path

import pytest

from lawrec.operations.session import open_session
from lawrec.operations.sheet_apply import take_back
from lawrec.operations.sheet_write import sheet_of
from tests.examples.conftest import Built, built, each_story  # noqa: F401

stories = pytest.mark.parametrize("story", each_story())


def head(folder: Path) -> str:
    done = subprocess.run(
        ["git", "rev-parse", "HEAD"], cwd=folder, capture_output=True, text=True, check=True
    )
    return done.stdout


@pytest.mark.slow
@stories
def test_written_read_and_written_again_is_the_same(
    story: str,
    built: Callable[[str], Built],  # noqa: F811
) -> None:
    made = built(story)
    session = open_session(made.case, bureau=made.repository)
    first, before = sheet_of(made.case, session), head(made.case)
    taken = take_back(made.case, session, first, "案卷.xlsx")
    assert (taken.head, taken.missing, taken.ignored) == (None, (), ())
    assert head(made.case) == before
    assert sheet_of(made.case, session) == first


@pytest.mark.slow
@stories
def test_libreoffice_opens_it_and_what_it_saves_reads_back(
    story: str,
    built: Callable[[str], Built],  # noqa: F811
    tmp_path: Path,
) -> None:
    office = shutil.which("soffice")
    if office is None:
        pytest.skip("LibreOffice is not installed")
    made = built(story)
    session = open_session(made.case, bureau=made.repository)
    path = tmp_path / "in" / "案卷.xlsx"
    path.parent.mkdir()
    path.write_bytes(sheet_of(made.case, session))
    profile = f"-env:UserInstallation={(tmp_path / 'profile').as_uri()}"
    done = subprocess.run(
        [office, profile, "--headless", "--convert-to", "xlsx", "--outdir", str(tmp_path), path],
        capture_output=True, text=True, timeout=300, check=False,
    )  # fmt: skip
    saved = tmp_path / "案卷.xlsx"
    assert saved.is_file(), done.stderr
    taken = take_back(made.case, session, saved.read_bytes(), "案卷.xlsx")
    assert (taken.head, taken.missing, taken.ignored) == (None, (), ())
