"""The evidence log: lines are only added, and whatever happened to it is told."""

from __future__ import annotations

import json
import os
from datetime import UTC, datetime, timedelta
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from lawrec.custody import evidence_log as log
from lawrec.custody.evidence_log import LEAVES, Entry, append, last_for, read
from lawrec.custody.leaf_format import NO_LINE, case_mark, from_line, line_id, to_line
from lawrec.errors import EnvironmentTrouble, InputError
from lawrec.i18n import set_language
from lawrec.schema.evidence import LOG_PROBLEM_TEXTS, Leaf

START = datetime(2031, 3, 11, 9, 30, tzinfo=UTC)


def entry(case: str = "cases/2031/0007", n: int = 1, by: str = "赵某甲") -> Entry:
    head, before = f"{n:040x}", f"{n - 1:040x}"
    return Entry(case, head, before if n > 1 else None, n, "ab" * 32, "record", by)


def fill(folder: Path, count: int = 3) -> list[Leaf]:
    at = [START + timedelta(minutes=n) for n in range(count)]
    return [append(folder, entry(n=n), when=when) for n, when in enumerate(at, 1)]


def lines(folder: Path) -> list[bytes]:
    return (folder / LEAVES).read_bytes().split(b"\n")[:-1]


def codes(folder: Path) -> list[tuple[str, str]]:
    return [(problem.code, problem.params.get("line", "")) for problem in read(folder).problems]


def test_leaves_follow_one_another(tmp_path: Path) -> None:
    leaves = fill(tmp_path / "log")
    facts = read(tmp_path / "log")
    assert facts.leaves == tuple(leaves)
    assert facts.problems == ()
    assert [leaf.seq for leaf in leaves] == [1, 2, 3]
    raw = lines(tmp_path / "log")
    assert [leaf.prev_leaf for leaf in leaves] == [NO_LINE, line_id(raw[0]), line_id(raw[1])]
    assert [leaf.id for leaf in leaves] == [line_id(line) for line in raw]
    assert json.loads(raw[1])["time"] == "2031-03-11T09:31:00Z"
    assert raw[0].startswith('{"by":"赵某甲","case":"cases/2031/0007","commits":1,'.encode())


def test_the_newest_of_a_case(tmp_path: Path) -> None:
    assert last_for(tmp_path / "log", "cases/2031/0007") is None
    fill(tmp_path / "log")
    append(tmp_path / "log", entry("cases/2031/0008"))
    append(tmp_path / "log", entry("bureau", by='","case":"cases/2031/0007",'))
    newest = last_for(tmp_path / "log", "cases/2031/0007")
    assert newest is not None
    assert newest.seq == 3
    assert read(tmp_path / "log").last_for("cases/2031/0007") == newest
    assert len(read(tmp_path / "log").of_case("cases/2031/0007")) == 3
    assert last_for(tmp_path / "log", "cases/2031/000") is None


def test_the_newest_of_a_case_in_a_long_log(tmp_path: Path) -> None:
    first = append(tmp_path, entry("cases/2031/0001"))
    line = to_line(append(tmp_path, entry()))
    with (tmp_path / LEAVES).open("ab") as file:
        file.write((line + b"\n") * 2000)
    assert last_for(tmp_path, "cases/2031/0001") == first
    assert append(tmp_path, entry()).seq == 3


def test_a_torn_line_is_kept_aside(tmp_path: Path) -> None:
    fill(tmp_path)
    whole = (tmp_path / LEAVES).read_bytes()
    for number, torn in enumerate((b"{", b'{"by":"', b"\0" * 5000), 1):
        (tmp_path / LEAVES).write_bytes(whole + torn)
        assert codes(tmp_path) == [("torn_tail", "4")]
        assert append(tmp_path, entry(n=4), when=START + timedelta(days=1)).seq == 4
        assert codes(tmp_path) == []
        assert (tmp_path / f"torn-{number}.bin").read_bytes() == torn
        assert (tmp_path / LEAVES).read_bytes().startswith(whole)


def test_a_torn_line_that_is_kept_already(tmp_path: Path) -> None:
    fill(tmp_path)
    with (tmp_path / LEAVES).open("ab") as file:
        file.write(b"half")
    (tmp_path / "torn-1.bin").write_bytes(b"other")
    (tmp_path / "torn-2.bin").write_bytes(b"half")
    append(tmp_path, entry(n=4))
    assert sorted(path.name for path in tmp_path.glob("torn-*")) == ["torn-1.bin", "torn-2.bin"]


def test_a_first_line_that_was_torn(tmp_path: Path) -> None:
    (tmp_path / LEAVES).write_bytes(b'{"by"')
    assert append(tmp_path, entry()).seq == 1
    assert codes(tmp_path) == []


def test_an_altered_line_breaks_the_chain(tmp_path: Path) -> None:
    fill(tmp_path, 4)
    raw = lines(tmp_path)
    raw[1] = raw[1].replace(b'"record"', b'"import"')
    (tmp_path / LEAVES).write_bytes(b"\n".join(raw) + b"\n")
    assert codes(tmp_path) == [("chain_broken", "3")]


def test_a_removed_line(tmp_path: Path) -> None:
    fill(tmp_path, 4)
    raw = lines(tmp_path)
    del raw[1]
    (tmp_path / LEAVES).write_bytes(b"\n".join(raw) + b"\n")
    assert codes(tmp_path) == [("sequence_broken", "2"), ("chain_broken", "2")]
    assert append(tmp_path, entry(n=5)).seq == 5


@pytest.mark.parametrize(
    "bad",
    [b"", b"nonsense", b"[1]", b"{}", b"[" * 60_000, b"1" * 5000, b"\xff\0", b"x" * 300_000],
)
def test_a_bad_line_is_told_and_the_rest_is_read(tmp_path: Path, bad: bytes) -> None:
    fill(tmp_path)
    with (tmp_path / LEAVES).open("ab") as file:
        file.write(bad + b"\n")
    leaf = append(tmp_path, entry(n=4), when=START + timedelta(days=1))
    assert leaf.seq == 5
    assert codes(tmp_path) == [("bad_line", "4")]
    assert len(read(tmp_path).leaves) == 4


def test_what_is_no_text_in_lines_is_not_written_to(tmp_path: Path) -> None:
    fill(tmp_path)
    with (tmp_path / LEAVES).open("ab") as file:
        file.write(b"x" * 1_000_000)
    before = (tmp_path / LEAVES).read_bytes()
    with pytest.raises(InputError, match="damaged"):
        append(tmp_path, entry(n=4))
    assert (tmp_path / LEAVES).read_bytes() == before


CHANGES = [
    {"seq": "1"},
    {"seq": 0},
    {"seq": True},
    {"seq": 1.5},
    {"time": "2031-03-11T09:30:00+08:00"},
    {"time": "2031-13-11T09:30:00Z"},
    {"head": "x"},
    {"head": None},
    {"previous": "0" * 39},
    {"previous": 1},
    {"manifest": ""},
    {"manifest": None},
    {"case": None},
    {"by": ["x"]},
    {"more": "x"},
    {"commits": None},
]


@pytest.mark.parametrize("change", CHANGES)
def test_only_exact_leaves_count(tmp_path: Path, change: dict[str, object]) -> None:
    told = {**json.loads(to_line(append(tmp_path, entry()))), **change}
    line = json.dumps(told, sort_keys=True, separators=(",", ":"), ensure_ascii=False)
    assert from_line(line.encode()) is None


def test_another_spelling_of_the_same_is_no_leaf(tmp_path: Path) -> None:
    line = to_line(append(tmp_path, entry()))
    assert from_line(line) is not None
    assert from_line(line + b" ") is None
    assert from_line(line.replace(b'"by":', b'"by": ')) is None
    assert from_line(line.replace("赵".encode(), b"\\u8d75")) is None


@given(st.text(st.characters(codec=None), max_size=20), st.text(max_size=20))
def test_any_text_survives(by: str, case: str) -> None:
    leaf = Leaf(1, START, case, "0" * 40, None, 1, "0" * 64, "record", by, NO_LINE, "")
    line = to_line(leaf)
    assert b"\n" not in line
    assert case_mark(case) in line
    read_back = from_line(line)
    assert read_back is not None
    assert (read_back.by, read_back.case) == (by, case)


def test_a_clock_that_went_back_is_told(tmp_path: Path) -> None:
    append(tmp_path, entry(n=1), when=START)
    append(tmp_path, entry(n=2), when=START - timedelta(hours=40))
    assert codes(tmp_path) == [("time_goes_back", "2")]


def test_no_log(tmp_path: Path) -> None:
    assert codes(tmp_path / "none") == [("absent", "")]
    (tmp_path / LEAVES).mkdir()
    assert codes(tmp_path) == [("unreadable", "")]
    with pytest.raises(EnvironmentTrouble):
        append(tmp_path, entry())


def test_a_failed_write_is_mended_by_the_next(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    fill(tmp_path)

    def half(handle: int, data: bytes) -> None:
        os.write(handle, data[:20])
        raise OSError(28, "No space left on device")

    monkeypatch.setattr(log, "write_all", half)
    with pytest.raises(EnvironmentTrouble, match="full"):
        append(tmp_path, entry(n=4))
    monkeypatch.undo()
    assert append(tmp_path, entry(n=4), when=START + timedelta(days=1)).seq == 4
    assert codes(tmp_path) == []


def test_every_problem_has_a_text(tmp_path: Path) -> None:
    set_language("en")
    fill(tmp_path, 2)
    (tmp_path / LEAVES).write_bytes(lines(tmp_path)[1] + b"\nx\n{")
    for problem in read(tmp_path).problems:
        assert "{" not in problem.text()
        assert problem.code in LOG_PROBLEM_TEXTS
