"""However much there is on the card, an import takes little memory."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import UTC, datetime, timedelta
from pathlib import Path
from tempfile import TemporaryDirectory

import pytest

from lawrec.media.sample_maker import jpeg
from tests.faults.bench import CLEARED, Bench
from tests.faults.measuring import Measured, measured
from tests.faults.running import picture

pytestmark = pytest.mark.slow
LIMIT = 150_000_000
GROWS = "what is known of each file is kept until the receipt: 212 MB measured for 20,000 files"


def photo(number: int, size: int) -> bytes:
    """A picture as a camera writes it, with its notes, and of about that size."""
    taken = datetime(2031, 5, 3, 9, 0, tzinfo=UTC) + timedelta(seconds=number)
    with TemporaryDirectory() as folder:
        path = Path(folder) / "photo.jpg"
        jpeg(path, taken=taken, seed=number)
        return path.read_bytes() + picture(number, size)


def looked_at(work: Path, content: Mapping[str, bytes]) -> tuple[Bench, Measured]:
    """An import of a card with that content, with what it took."""
    if not Path("/proc/self/statm").exists():
        pytest.skip("memory is read from /proc")
    bench = Bench(work).make(content)
    seen = measured(bench, *bench.importing())
    assert seen.done.code == 0, seen
    assert CLEARED in seen.done.out
    print(f"{seen.peak / 1e6:.0f} MB in {seen.processes} processes, {seen.seconds:.1f} s")
    return bench, seen


def test_a_few_files(tmp_path: Path) -> None:
    content = {f"F{n}.JPG": photo(n, 3_000_000) for n in range(8)}
    _bench, seen = looked_at(tmp_path, content)
    assert seen.peak <= LIMIT


@pytest.mark.faults
def test_one_file_of_two_gigabytes(tmp_path: Path) -> None:
    bench = Bench(tmp_path).make({"A.MP4": picture(1, 1000)})
    with (bench.card / "A.MP4").open("wb") as file:
        for number in range(2048):
            file.write(picture(number, 1 << 20))
    bench.wanted = bench.digests()
    seen = measured(bench, *bench.importing())
    print(f"2 GiB: {seen.peak / 1e6:.0f} MB in {seen.processes} processes, {seen.seconds:.1f} s")
    assert seen.done.code == 0, seen
    assert bench.wrong() == []
    assert seen.peak <= LIMIT


@pytest.mark.faults
@pytest.mark.parametrize(
    "count",
    [5000, pytest.param(20_000, marks=pytest.mark.xfail(strict=False, reason=GROWS))],
)
def test_thousands_of_files(tmp_path: Path, count: int) -> None:
    first = photo(0, 0)
    content = {f"D{n // 500}/F{n}.JPG": first + picture(n, 20_000) for n in range(count)}
    bench, seen = looked_at(tmp_path, content)
    assert bench.wrong() == []
    assert seen.peak <= LIMIT
