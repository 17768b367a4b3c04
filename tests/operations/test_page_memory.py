"""What the pages of a case say: a page that the disk does not give is trouble, never left out."""

from __future__ import annotations

import errno
from pathlib import Path

import pytest

from lawrec.errors import EnvironmentTrouble
from lawrec.operations import page_memory
from lawrec.operations.page_memory import PageMemory


@pytest.fixture
def case(tmp_path: Path) -> Path:
    for folder in ("acts", "records", "media"):
        (tmp_path / folder).mkdir()
    (tmp_path / "case.yaml").write_text("title: a\n", encoding="utf-8")
    (tmp_path / "records/R01-note.yaml").write_text("kind: note\n", encoding="utf-8")
    return tmp_path


def test_an_unreadable_page_is_not_left_out(case: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    whole = PageMemory(case).manifest()
    read = page_memory.read_regular

    def failing(path: Path) -> bytes | None:
        if path.name.startswith("R01"):
            raise OSError(errno.EIO, "Input/output error", str(path))
        return read(path)

    monkeypatch.setattr(page_memory, "read_regular", failing)
    with pytest.raises(EnvironmentTrouble):
        PageMemory(case).manifest()
    with pytest.raises(EnvironmentTrouble):
        PageMemory(case).words(frozenset())
    monkeypatch.undo()
    assert PageMemory(case).manifest() == whole
