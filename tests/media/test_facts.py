"""`read_facts` answers for any content: empty, foreign, damaged, or on a failing medium."""

from __future__ import annotations

import io
import os
import subprocess
import sys
from datetime import datetime, timedelta, timezone
from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from lawrec.media import sample_maker
from lawrec.media.facts import SERIOUS_DEFECTS, MediaFacts, read_facts
from lawrec.media.mediainfo import read_container

CN = timezone(timedelta(hours=8))
START = datetime(2025, 3, 11, 9, 30, 15, tzinfo=CN)
ROOT = Path(__file__).parents[2]


def read(data: bytes, name: str) -> MediaFacts:
    return read_facts(io.BytesIO(data), name, "unknown", CN)


@pytest.fixture(scope="module")
def made(tmp_path_factory: pytest.TempPathFactory) -> dict[str, bytes]:
    folder = tmp_path_factory.mktemp("made")
    sample_maker.jpeg(folder / "a.jpg", taken=START, gps=(41.5, 122.5), seed=1)
    sample_maker.mp4(folder / "a.mp4", start=START, seconds=60, apple_creationdate=True, seed=1)
    sample_maker.wav(folder / "a.wav", start=START, seconds=3, seed=1)
    sample_maker.pdf_scan(folder / "a.pdf", "text", 1)
    return {path.name: path.read_bytes() for path in folder.iterdir()}


def test_an_empty_file() -> None:
    seen = read(b"", "VID_20250311_093015.mp4")
    assert (seen.mode, seen.defects) == ("video", ("empty_file",))
    assert (seen.capture.start, seen.capture.source) == (START, "file_name")


@pytest.mark.parametrize("name", ["a.jpg", "a.mp4", "a.wav"])
def test_text_under_a_media_name(name: str) -> None:
    seen = read("这不是照片".encode() * 50, name)
    assert set(seen.defects) == {"unreadable", "extension_mismatch"}


def test_a_playlist_leads_nowhere() -> None:
    """Its addresses would be opened by the reader's library, so it never sees the text."""
    seen = read(b"#EXTM3U\nhttp://example.invalid/a.ts\n" * 9, "camera.dav")
    assert (seen.defects, seen.readers) == (("unreadable",), ())


def test_vendor_footage_is_stored_and_named_unreadable() -> None:
    seen = read(b"DHAV" + bytes(range(256)) * 40, "NVR_20250311093015_20250311101500.dav")
    assert seen.mode == "video"
    assert seen.defects
    assert set(seen.defects) <= SERIOUS_DEFECTS
    assert seen.capture.end == datetime(2025, 3, 11, 10, 15, tzinfo=CN)


@pytest.mark.parametrize("share", [0.25, 0.5, 0.9])
@pytest.mark.parametrize("name", ["a.jpg", "a.mp4", "a.wav", "a.pdf"])
def test_a_cut_file_is_defective_and_has_no_end(
    made: dict[str, bytes], name: str, share: float
) -> None:
    seen = read(made[name][: int(len(made[name]) * share)], name)
    assert seen.truncated
    assert "truncated" in seen.defects
    assert seen.capture.end is None


def test_a_cut_film_that_begins_with_its_index_has_no_end(made: dict[str, bytes]) -> None:
    """Its header still tells the full length."""
    data = made["a.mp4"]
    head, at = int.from_bytes(data[:4], "big"), data.index(b"moov") - 4
    fast = data[:head] + data[at:] + data[head:at]
    seen = read(fast[: len(fast) - 3000], "a.mp4")
    assert (seen.truncated, seen.duration_s) == (True, 60.0)
    assert (seen.capture.start, seen.capture.end) == (START, None)


class Failing(io.BytesIO):
    """A medium whose bytes behind a position cannot be read."""

    good = 0

    def read(self, size: int | None = -1) -> bytes:
        if self.tell() + (len(self.getvalue()) if size is None or size < 0 else size) > self.good:
            raise OSError(5, "Input/output error")
        return super().read(size)


@pytest.mark.parametrize("good", [0, 4096, 6000])
@pytest.mark.parametrize("name", ["a.jpg", "a.mp4", "a.wav", "a.pdf"])
def test_a_failing_medium(made: dict[str, bytes], name: str, good: int) -> None:
    file = Failing(made[name] + bytes(20_000))
    file.good = good
    seen = read_facts(file, name, "unknown", CN)
    if good == 0:
        assert seen.defects == ("read_error",)
    else:
        assert isinstance(seen, MediaFacts)


def test_a_photo_that_fails_at_its_notes(made: dict[str, bytes]) -> None:
    file = Failing(bytes.fromhex("ffd8ffe0") + bytes(20_000))
    file.good = 4096
    assert "read_error" in read_facts(file, "a.jpg", "unknown", CN).defects


def test_without_the_readers_library_it_says_so(made: dict[str, bytes]) -> None:
    seen = read_container(io.BytesIO(made["a.mp4"]), library="/nowhere/libmediainfo.so")
    assert seen.defects == ("reader_missing",)


@settings(max_examples=60)
@given(data=st.data())
def test_flipped_bytes_are_never_an_error(made: dict[str, bytes], data: st.DataObject) -> None:
    name = data.draw(st.sampled_from(["a.jpg", "a.mp4", "a.wav"]))
    content = bytearray(made[name])
    for _ in range(data.draw(st.integers(1, 12))):
        content[data.draw(st.integers(0, min(len(content), 1500) - 1))] = data.draw(
            st.integers(0, 255)
        )
    assert isinstance(read(bytes(content), name), MediaFacts)


CHINESE = """
import sys
from datetime import timedelta, timezone
from pathlib import Path
from lawrec.media.facts import read_facts
folder = Path(sys.argv[1])
for path in sorted(folder.rglob("*")):
    if path.is_file():
        with path.open("rb") as file:
            seen = read_facts(file, path.name, "unknown", timezone(timedelta(hours=8)))
        print(seen.mode, seen.capture.certain, seen.defects)
"""


def test_chinese_paths_without_a_utf8_system(made: dict[str, bytes], tmp_path: Path) -> None:
    folder = tmp_path / "案卷〔2025〕1号" / "音像"
    folder.mkdir(parents=True)
    (folder / "一、照片.jpg").write_bytes(made["a.jpg"])
    (folder / "二、录像.mp4").write_bytes(made["a.mp4"])
    done = subprocess.run(
        [sys.executable, "-X", "utf8=0", "-c", CHINESE, tmp_path],
        env={**os.environ, "LC_ALL": "C", "PYTHONCOERCECLOCALE": "0", "PYTHONPATH": str(ROOT)},
        capture_output=True,
        encoding="utf-8",
        check=False,
    )
    assert done.stderr == ""
    assert done.stdout.splitlines() == ["photo True ()", "video True ()"]
