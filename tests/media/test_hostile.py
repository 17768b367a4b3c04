"""Files made to keep a reader busy, to fill its memory or to crash it: each gets an answer.

They go through the child as every import does, under its limits of time and memory. What
cannot be read within them is marked; the files after it are read as if nothing had been.
"""

from __future__ import annotations

import random
import struct
import sys
import time
from collections.abc import Callable, Iterator
from datetime import datetime, timedelta, timezone
from pathlib import Path

import pytest

from lawrec.media import sample_maker
from lawrec.media.guarded import MEMORY, GuardedReader, Limits
from tests.media import making as m

CN = timezone(timedelta(hours=8))
START = datetime(2025, 3, 11, 9, 30, 15, tzinfo=CN)
# Of a computer that does other things too; two children may be needed for one file.
SECONDS = 30.0
# What a process may hold at its limit: the memory allowed, and the libraries' own code.
KILOBYTES = MEMORY // 1024 + 100 * 1024


def nested(kind: bytes, depth: int) -> bytes:
    """Boxes within boxes; built from the inside."""
    heads = [struct.pack(">L4s", 8 * (depth - level), kind) for level in range(depth)]
    return b"".join(heads)


def ring() -> bytes:
    """Directories that point to each other for ever."""
    entry = struct.pack(">HHLL", 0x8769, 4, 1, 8)
    one = struct.pack(">H", 1) + entry + struct.pack(">L", 26)
    two = struct.pack(">H", 1) + entry + struct.pack(">L", 8)
    return b"MM\0*" + struct.pack(">L", 8) + one + two


def crowded() -> bytes:
    """A directory of 65,535 entries that all claim gigabytes."""
    entry = struct.pack(">HHLL", 0x927C, 7, 0xFFFFFFF0, 8)
    return b"MM\0*" + struct.pack(">LH", 8, 0xFFFF) + entry * 0xFFFF + bytes(4)


def long_ratios() -> bytes:
    """A position of many millions of ratios, in a file that has room for them."""
    tag = struct.pack(">HHLL", 0x8825, 4, 1, 26)
    gps = struct.pack(">H", 1) + struct.pack(">HHLL", 2, 5, 2_000_000, 60) + bytes(4)
    head = b"MM\0*" + struct.pack(">L", 8) + struct.pack(">H", 1) + tag + bytes(4) + gps
    return head.ljust(60, b"\0") + b"\0\0\0\1" * 4_000_000


FTYP = m.box(b"ftyp", b"isom\0\0\2\0isommp41")
BILLIONS = struct.pack(">3L", 0, 0, 2**32 - 1)
DEEP = b"\x18\x53\x80\x67\xff" * 100_000
HOSTILE: dict[str, tuple[str, Callable[[], bytes]]] = {
    "boxes 100,000 deep": ("a.mp4", lambda: FTYP + nested(b"moov", 100_000)),
    "tracks 20,000 deep": ("a.mp4", lambda: FTYP + m.box(b"moov", nested(b"trak", 20_000))),
    "two million boxes": ("a.mp4", lambda: FTYP + m.box(b"free") * 2_000_000),
    "a million in the index": ("a.mp4", lambda: FTYP + m.box(b"moov", m.box(b"udta") * 1_000_000)),
    "200,000 tracks": ("a.mov", lambda: FTYP + m.box(b"moov", m.box(b"trak") * 200_000)),
    "boxes without a size": ("a.mp4", lambda: FTYP + bytes(4_000_000)),
    "a box of exabytes": (
        "a.mp4",
        lambda: FTYP + struct.pack(">L4sQ", 1, b"moov", 2**63 - 1) + bytes(1000),
    ),
    "a table of four billion": (
        "a.mp4",
        lambda: (
            FTYP
            + m.box(
                b"moov",
                m.box(
                    b"trak",
                    m.box(
                        b"mdia",
                        m.box(
                            b"minf",
                            m.box(b"stbl", m.box(b"stsz", struct.pack(">3L", 0, 0, 2**32 - 1))),
                        ),
                    ),
                ),
            )
        ),
    ),
    "items without a place": (
        "a.heic",
        lambda: (
            m.box(b"ftyp", b"heic\0\0\0\0mif1heic")
            + m.box(b"meta", bytes(4) + m.box(b"iloc", b"\2\0\0\0\x88\x88" + b"\xff" * 60_000))
        ),
    ),
    "HEIC of nested items": (
        "a.heic",
        lambda: (
            m.box(b"ftyp", b"heic\0\0\0\0mif1heic")
            + m.box(b"meta", bytes(4) + nested(b"iprp", 50_000))
        ),
    ),
    "directories in a ring": ("a.jpg", lambda: m.jpeg(ring())),
    "TIFF in a ring": ("a.tif", ring),
    "65,535 huge entries": ("a.tif", crowded),
    "millions of ratios": ("a.tif", long_ratios),
    "a ring under a RAW name": ("a.nef", ring),
    "300,000 segments": ("a.jpg", lambda: b"\xff\xd8" + m.segment(0xE1, b"") * 300_000),
    "all bytes FF": ("a.jpg", lambda: b"\xff\xd8" + b"\xff" * 8_000_000),
    "endless ID3": (
        "a.mp3",
        lambda: b"ID3\4\0\0\x7f\x7f\x7f\x7f" + b"TXXX\0\0\0\1\0\0\0" * 500_000,
    ),
    "ID3 upon ID3": ("a.mp3", lambda: b"ID3\4\0\0\0\0\0\0" * 500_000),
    "false sync words": ("a.mp3", lambda: b"\xff\xfb\x90\x64" * 2_000_000),
    "lists 50,000 deep": (
        "a.avi",
        lambda: b"RIFF\xff\xff\xff\x7fAVI " + b"LIST\xff\xff\xff\x7fhdrl" * 50_000,
    ),
    "a million chunks": (
        "a.wav",
        lambda: m.chunk(b"RIFF", b"WAVE" + m.chunk(b"abcd", b"") * 1_000_000),
    ),
    "empty elements": ("a.mkv", lambda: b"\x1a\x45\xdf\xa3\x80" + b"\xec\x80" * 2_000_000),
    "elements 100,000 deep": (
        "a.mkv",
        lambda: b"\x1a\x45\xdf\xa3\x80" + DEEP,
    ),
    "a stream of nothing": ("a.ts", lambda: (b"\x47\x1f\xff\x10" + b"\xff" * 184) * 40_000),
    "a stream of 8,000 programs": (
        "a.ts",
        lambda: b"".join(
            b"\x47" + struct.pack(">HB", 0x4000 | n % 8192, 0x10) + bytes(184)
            for n in range(40_000)
        ),
    ),
    "a bomb of text in a PNG": (
        "a.png",
        lambda: m.png(b"").replace(b"eXIf", b"zTXt", 1)[:-12] + bytes(100_000),
    ),
    "a million Ogg pages": ("a.ogg", lambda: b"OggS\0\2" + bytes(22) + b"OggS" * 1_000_000),
    "endless ASF": (
        "a.wmv",
        lambda: bytes.fromhex("3026b2758e66cf11a6d900aa0062ce6c") + b"\xff" * 4_000_000,
    ),
}


# These make libmediainfo take all the memory that there is.
TOO_MUCH = {"ID3 upon ID3"} if sys.platform == "linux" else set()


@pytest.fixture(scope="module")
def reader() -> Iterator[GuardedReader]:
    with GuardedReader(limits=Limits(seconds=20.0, memory=MEMORY)) as guarded:
        yield guarded


def peak_kilobytes(guarded: GuardedReader) -> int | None:
    """The most memory that the child ever had, where the system tells it."""
    child = guarded._workers[0]._child
    if sys.platform != "linux" or child is None:
        return None
    status = Path(f"/proc/{child._process.pid}/status").read_text(encoding="ascii")
    lines = [line for line in status.splitlines() if line.startswith("VmHWM:")]
    # A child that has just ended tells nothing any more.
    return int(lines[0].split()[1]) if lines else None


@pytest.mark.parametrize("case", HOSTILE)
def test_every_hostile_file_is_answered_soon(
    reader: GuardedReader, tmp_path: Path, case: str
) -> None:
    name, build = HOSTILE[case]
    path = tmp_path / name
    path.write_bytes(build())
    began = time.monotonic()
    seen = reader.read(path, name, "unknown", CN)
    assert time.monotonic() - began < SECONDS
    assert not {"reader_hung", "reader_missing"} & set(seen.defects)
    assert ("reader_crashed" in seen.defects) == (case in TOO_MUCH)
    assert not seen.capture.certain
    peak = peak_kilobytes(reader)
    assert peak is None or peak < KILOBYTES


def test_mutated_samples_are_answered(reader: GuardedReader, tmp_path: Path) -> None:
    """Cut, flipped, doubled and swapped bytes in all that our own maker makes."""
    sample_maker.jpeg(tmp_path / "a.jpg", taken=START, gps=(41.5, 122.5), serial="X1", seed=1)
    sample_maker.mp4(tmp_path / "a.mp4", start=START, seconds=60, apple_creationdate=True, seed=1)
    sample_maker.mp4(tmp_path / "a.mov", start=START, seconds=9, apple_creationdate=True, seed=2)
    sample_maker.wav(tmp_path / "a.wav", start=START, seconds=3, seed=1)
    sample_maker.pdf_scan(tmp_path / "a.pdf", "text", 1)
    (tmp_path / "a.avi").write_bytes(m.avi(b"2003:03:10 15:04:43"))
    (tmp_path / "a.mkv").write_bytes(m.matroska(7 * 10**17))
    (tmp_path / "a.png").write_bytes(m.png(m.tiff({m.MAKE: "Example"}, {})))
    dice = random.Random(20261127)
    waiting = []
    began = time.monotonic()
    for path in sorted(tmp_path.glob("a.*")):
        content = path.read_bytes()
        for number in range(40):
            mutated = tmp_path / f"{number}{path.suffix}"
            mutated.write_bytes(mutate(content, dice))
            waiting.append(reader.submit(mutated, mutated.name, "unknown", CN))
    answers = [future.result() for future in waiting]
    assert len(answers) == 320
    assert not any({"reader_hung", "reader_crashed"} & set(seen.defects) for seen in answers)
    assert time.monotonic() - began < 120
    peak = peak_kilobytes(reader)
    assert peak is None or peak < KILOBYTES


def mutate(content: bytes, dice: random.Random) -> bytes:
    data = bytearray(content)
    for _ in range(dice.randint(1, 8)):
        at = dice.randrange(min(len(data), 4000) if dice.random() < 0.8 else len(data))
        kind = dice.randrange(5)
        if kind == 0:
            data[at] = dice.randrange(256)
        elif kind == 1:
            data[at : at + 4] = dice.choice(
                [b"\xff" * 4, b"\x7f\xff\xff\xff", bytes(4), b"\0\0\0\1"]
            )
        elif kind == 2:
            data[at:at] = data[max(at - 64, 0) : at]
        elif kind == 3:
            del data[at : at + dice.randint(1, 64)]
        elif len(data) > 200:
            del data[max(at, 100) :]
    return bytes(data)
