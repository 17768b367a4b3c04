"""Parsing in a child: as fast as parsing here, and proof against what kills a parser."""

from __future__ import annotations

import os
import signal
import subprocess
import sys
import time
from datetime import datetime, timedelta, timezone
from pathlib import Path
from zoneinfo import ZoneInfo

import pytest

from lawrec.media import sample_maker
from lawrec.media.facts import MediaFacts, read_facts
from lawrec.media.guarded import GuardedReader, Limits
from lawrec.media.guarded_wire import facts_data, facts_from, line

CN = timezone(timedelta(hours=8))
SHANGHAI = ZoneInfo("Asia/Shanghai")
START = datetime(2025, 3, 11, 9, 30, 15, tzinfo=CN)
ROOT = Path(__file__).parents[2]
NAME = "VID_20250311_093015.mp4"


@pytest.fixture
def photo(tmp_path: Path) -> Path:
    path = tmp_path / "a.jpg"
    sample_maker.jpeg(path, taken=START, gps=(41.5, 122.5), seed=1)
    return path


def here(path: Path, name: str) -> MediaFacts:
    with path.open("rb") as file:
        return read_facts(file, name, "unknown", CN)


def child(body: str) -> list[str]:
    """A child that is ready, and answers every line as `body` does."""
    code = (
        f"import sys, os, time, ctypes\nprint('{{}}', flush=True)\nfor text in sys.stdin:\n {body}"
    )
    return [sys.executable, "-c", code]


def test_the_childs_facts_are_ours(photo: Path) -> None:
    film = photo.with_name("b.mp4")
    sample_maker.mp4(film, start=START, seconds=60, apple_creationdate=False, seed=1)
    with GuardedReader() as reader:
        for path in (photo, film):
            assert reader.read(path, path.name, "unknown", CN) == here(path, path.name)
        seen = reader.read(photo, photo.name, "unknown", SHANGHAI)
    assert (seen.capture.start, seen.capture.certain) == (START, True)


def test_several_children_answer_in_any_order(photo: Path) -> None:
    with GuardedReader(workers=2) as reader:
        futures = [reader.submit(photo, f"{n}.jpg", "unknown", CN) for n in range(50)]
        assert {future.result() for future in futures} == {here(photo, "0.jpg")}


def test_a_film_read_once_is_understood_under_every_clock(photo: Path) -> None:
    path = photo.with_name("b.mp4")
    sample_maker.mp4(path, start=START, seconds=60, apple_creationdate=False, seed=1)
    with GuardedReader() as reader:
        seen = reader.read(path, path.name, "unknown", CN)
        for clock in ("local", "utc", "unknown"):
            again = reader.read(path, path.name, clock, CN)
            assert seen.under(clock).capture == again.capture
            assert seen.under(clock).defects == again.defects


@pytest.mark.parametrize("folder", ["案卷〔2025〕1号", "-n", "a\nb", " "])
def test_odd_paths(photo: Path, folder: str) -> None:
    path = photo.parent / folder / "现场，一.jpg"
    path.parent.mkdir()
    path.write_bytes(photo.read_bytes())
    with GuardedReader() as reader:
        assert reader.read(path, path.name, "unknown", CN).make == "Example"


@pytest.mark.skipif(sys.platform in ("win32", "darwin"), reason="names here are always text")
def test_names_that_are_no_text(photo: Path) -> None:
    path = photo.parent / os.fsdecode(b"\xd5\xd5\xc6\xac.jpg")
    path.write_bytes(photo.read_bytes())
    with GuardedReader() as reader:
        assert reader.read(path, path.name, "unknown", CN) == here(path, path.name)


def test_a_file_that_is_not_there(tmp_path: Path) -> None:
    with GuardedReader() as reader:
        seen = reader.read(tmp_path / NAME, NAME, "unknown", CN)
    assert (seen.defects, seen.capture.start) == (("read_error",), START)


CRASHES = {
    "segfault": "ctypes.string_at(8)",
    "abort": "os.abort()",
    "exit": "os._exit(0)",
    "nonsense": "print('no json', flush=True)",
    "lies": """print('{"facts": {"mode": "photo"}}', flush=True)""",
    "half a line": "sys.stdout.write('{'); sys.stdout.flush(); os._exit(1)",
    "endless line": "\n while True: sys.stdout.write('x' * 4096)",
}


@pytest.mark.parametrize("body", CRASHES.values(), ids=CRASHES)
def test_a_parser_that_crashes(photo: Path, body: str) -> None:
    with GuardedReader(command=child(body)) as reader:
        for _ in range(2):
            seen = reader.read(photo, NAME, "unknown", CN)
            assert (seen.defects, seen.mode) == (("reader_crashed",), "video")
            assert (seen.capture.start, seen.capture.source) == (START, "file_name")


HANGS = {
    "sleeps": "time.sleep(600)",
    "spins": "\n while True: pass",
    "holds on": "import re; re.match('(a+)+$', 'a' * 60 + 'b')",
    "ignores": "import signal; signal.signal(signal.SIGTERM, signal.SIG_IGN); time.sleep(600)",
}


@pytest.mark.parametrize("body", HANGS.values(), ids=HANGS)
def test_a_parser_that_hangs(photo: Path, body: str) -> None:
    began = time.monotonic()
    with GuardedReader(command=child(body), limits=Limits(seconds=0.3)) as reader:
        seen = [reader.read(photo, NAME, "unknown", CN) for _ in range(2)]
    assert [one.defects for one in seen] == [("reader_hung",)] * 2
    assert time.monotonic() - began < 20


def test_one_bad_file_costs_no_other_file_its_facts(photo: Path) -> None:
    """The child of this test is ours, but dies of files with a certain name."""
    code = (
        "import sys, os; from lawrec.media import guarded_child as c; real = c.answer\n"
        "def answer(request):\n"
        " if request['name'] == 'bad.jpg': os.abort()\n"
        " return real(request)\n"
        "c.answer = answer; sys.argv[1:] = ['800000000', '20']; c.main()"
    )
    with GuardedReader(command=[sys.executable, "-c", code]) as reader:
        names = ["a.jpg", "bad.jpg", "b.jpg", "bad.jpg", "bad.jpg", "c.jpg"]
        futures = [reader.submit(photo, name, "unknown", CN) for name in names]
        seen = [future.result() for future in futures]
    assert [one.defects for one in seen] == [
        ("reader_crashed",) if name == "bad.jpg" else () for name in names
    ]


def test_a_child_that_cannot_start(photo: Path) -> None:
    for command in (["/nowhere/python"], [sys.executable, "-c", "raise SystemExit(1)"]):
        with GuardedReader(command=command) as reader:
            seen = [reader.read(photo, NAME, "unknown", CN) for _ in range(3)]
        assert [one.defects for one in seen] == [("reader_missing",)] * 3


@pytest.mark.skipif(sys.platform != "linux", reason="only Linux holds a process to its memory")
def test_a_parser_that_takes_all_memory(photo: Path) -> None:
    code = (
        "import sys; from lawrec.media import guarded_child as c\n"
        "def answer(request):\n"
        " taken = []\n"
        " while True: taken.append(bytearray(1 << 24))\n"
        "c.answer = answer; sys.argv[1:] = ['300000000', '20']; c.main()"
    )
    with GuardedReader(command=[sys.executable, "-c", code]) as reader:
        assert reader.read(photo, NAME, "unknown", CN).defects == ("reader_crashed",)


LARGE_PARENT = """
import sys
from datetime import timezone
from pathlib import Path
from lawrec.media.guarded import GuardedReader, Limits
mebibyte = 1024 * 1024
memory = bytes(range(256)) * (4096 * 300)
with GuardedReader(limits=Limits(memory=256 * mebibyte)) as reader:
    print(reader.read(Path(sys.argv[1]), "a.jpg", "unknown", timezone.utc).make)
"""


def test_the_memory_of_its_parent_is_not_the_childs(photo: Path) -> None:
    parent = [sys.executable, "-c", LARGE_PARENT, str(photo)]
    answer = subprocess.run(parent, cwd=ROOT, capture_output=True, encoding="utf-8", check=True)
    assert answer.stdout == "Example\n"


@pytest.mark.skipif(sys.platform == "win32", reason="Windows has no such limits")
def test_the_child_can_write_no_file(photo: Path, tmp_path: Path) -> None:
    code = (
        "import sys; from pathlib import Path; from lawrec.media import guarded_child as c\n"
        f"def answer(request): Path({str(tmp_path / 'made')!r}).write_bytes(b'x')\n"
        "c.answer = answer; sys.argv[1:] = ['800000000', '20']; c.main()"
    )
    with GuardedReader(command=[sys.executable, "-c", code]) as reader:
        assert reader.read(photo, NAME, "unknown", CN).defects
    assert (tmp_path / "made").read_bytes() == b""


def test_starting_keeps_nobody_waiting(photo: Path) -> None:
    began = time.monotonic()
    reader = GuardedReader(command=[sys.executable, "-c", "import time; time.sleep(600)"])
    reader.start()
    future = reader.submit(photo, NAME, "unknown", CN)
    assert time.monotonic() - began < 1
    reader.close(at_once=True)
    assert future.cancelled() or future.result().defects


def test_an_error_of_ours_ends_the_child_at_once(photo: Path) -> None:
    reader = GuardedReader(command=child("time.sleep(600)"))
    began = time.monotonic()
    reader.start()
    futures = [reader.submit(photo, NAME, "unknown", CN) for _ in range(3)]
    time.sleep(0.5)
    with pytest.raises(KeyboardInterrupt), reader:
        raise KeyboardInterrupt
    assert time.monotonic() - began < 10
    assert all(future.cancelled() or future.result().defects for future in futures)


ORPHAN = """
import sys, time
from datetime import timezone
from pathlib import Path
from lawrec.media.guarded import GuardedReader, Limits
reader = GuardedReader(limits=Limits(seconds=float(sys.argv[2])))
print(reader.read(Path(sys.argv[1]), "a.jpg", "unknown", timezone.utc).make, flush=True)
print(reader._workers[0]._child._process.pid, flush=True)
time.sleep(600)
"""


@pytest.mark.skipif(sys.platform == "win32", reason="POSIX signals")
def test_the_child_ends_with_its_parent(photo: Path) -> None:
    parent = subprocess.Popen(
        [sys.executable, "-c", ORPHAN, str(photo), "20"],
        stdout=subprocess.PIPE,
        encoding="utf-8",
        cwd=ROOT,
    )
    assert parent.stdout is not None
    assert parent.stdout.readline() == "Example\n"
    pid = int(parent.stdout.readline())
    os.kill(parent.pid, signal.SIGKILL)
    parent.communicate()
    assert ended(pid, 5)


@pytest.mark.skipif(sys.platform == "win32", reason="POSIX signals")
def test_a_hanging_child_ends_even_without_its_parent() -> None:
    """What hangs does not see its input end: the system's own clock ends it."""
    code = (
        "import sys, re; from lawrec.media import guarded_child as c\n"
        "def answer(request): re.match('(a+)+$', 'a' * 60 + 'b')\n"
        "c._GRACE_S = 0.2; c.answer = answer; sys.argv[1:] = ['800000000', '0.3']; c.main()"
    )
    alone = subprocess.Popen(
        [sys.executable, "-c", code], stdin=subprocess.PIPE, stdout=subprocess.PIPE, cwd=ROOT
    )
    assert alone.stdin is not None
    alone.stdin.write(b"{}\n")
    alone.stdin.close()
    assert alone.wait(20) == -signal.SIGALRM
    assert alone.stdout is not None
    alone.stdout.close()


def ended(pid: int, seconds: float) -> bool:
    until = time.monotonic() + seconds
    while time.monotonic() < until:
        try:
            os.kill(pid, 0)
        except ProcessLookupError:
            return True
        status = Path(f"/proc/{pid}/stat")
        if status.exists() and status.read_text().rpartition(")")[2].split()[0] == "Z":
            return True
        time.sleep(0.05)
    return False


def test_the_wire_keeps_all_samples(manifest: dict[str, object]) -> None:
    for one in manifest.values():
        facts = one.facts  # type: ignore[attr-defined]
        assert facts_from(line({"facts": facts_data(facts)})) == facts


@pytest.mark.parametrize(
    "answer",
    [
        b"\n",
        b"[]\n",
        b"{}\n",
        b"[" * 100_000,
        b'{"facts": {}}\n',
        b'{"facts": {"mode": "film", "mime": "", "truncated": false, "capture": {}}}\n',
        b'{"facts": NaN}\n',
    ],
)
def test_what_is_no_answer_is_refused(answer: bytes) -> None:
    with pytest.raises(ValueError):  # noqa: PT011 - its text is nobody's business
        facts_from(answer)
