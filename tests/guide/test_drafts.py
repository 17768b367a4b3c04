"""Drafts: whole on the disk after each answer, one file each, nobody's but their user's."""

from __future__ import annotations

import json
import os
import stat
from pathlib import Path

import pytest

from lawrec.errors import LockedError
from lawrec.operations.guide.drafts import (
    Draft,
    at_work,
    drafts,
    drafts_folder,
    is_at_work,
    new_draft,
)


@pytest.fixture(autouse=True)
def _home(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("LAWREC_HOME", str(tmp_path / "家"))


def begun(title: str = "询问笔录") -> Draft:
    draft = new_draft("add-record", None, None, "苗某")
    draft.title = title
    draft.answer("place", "询问室")
    return draft


def test_every_answer_is_on_the_disk_at_once() -> None:
    draft = begun()
    draft.answer("content", "问：\n答：")
    (read,), broken = drafts()
    assert (read.answers, read.order) == (draft.answers, ["place", "content"])
    assert broken == []
    assert draft.take_back() == ("content", "问：\n答：")
    assert drafts()[0][0].answers == {"place": "询问室"}
    draft.remove()
    assert drafts() == ([], [])
    assert list(drafts_folder().iterdir()) == []


@pytest.mark.skipif(os.name == "nt", reason="folders have no mode there")
def test_nobody_else_on_the_computer_reads_them() -> None:
    begun()
    assert stat.S_IMODE(drafts_folder().stat().st_mode) == 0o700


@pytest.mark.parametrize(
    "content", [b"", b"{", b"[]", b'{"version": 2}', b'{"version": 1}', b"\xff", b'"x"']
)
def test_a_file_that_cannot_be_read_is_told_and_left(content: bytes) -> None:
    begun()
    path = drafts_folder() / "2026-01-01T0000-x.json"
    path.write_bytes(content)
    found, broken = drafts()
    assert len(found) == 1
    assert broken == [path]
    assert path.read_bytes() == content


@pytest.mark.parametrize(
    "change",
    [{"answers": []}, {"order": [1]}, {"order": "x"}, {"begun": "x"}, {"more": 1}, {"sent": 5}],
)
def test_a_draft_of_another_shape_is_not_gone_on_with(change: dict[str, object]) -> None:
    draft = begun()
    assert draft.path is not None
    data = json.loads(draft.path.read_text("utf-8"))
    draft.path.write_text(json.dumps({**data, **change}), encoding="utf-8")
    assert drafts() == ([], [draft.path])


def test_the_oldest_comes_first_and_each_is_a_file_of_its_own() -> None:
    made = [begun(str(number)) for number in range(5)]
    assert [draft.title for draft in drafts()[0]] == list("01234")
    assert len({draft.path for draft in made}) == 5


def test_one_window_at_a_time() -> None:
    draft = begun()
    other = drafts()[0][0]
    with at_work(draft):
        assert is_at_work(other)
        with pytest.raises(LockedError), at_work(other):
            pass
    assert not is_at_work(other)
