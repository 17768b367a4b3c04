"""However much there is on the card, an import takes little memory."""

from __future__ import annotations

from collections.abc import Mapping
from pathlib import Path

import pytest

from tests.faults.bench import CLEARED, Bench
from tests.faults.measuring import Measured, measured
from tests.faults.running import picture

pytestmark = pytest.mark.slow
LIMIT = 150_000_000


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
    content = {f"F{n}.JPG": picture(n, 3_000_000 + n) for n in range(8)}
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
def test_five_thousand_files(tmp_path: Path) -> None:
    content = {f"D{n // 500}/F{n}.JPG": picture(n, 20_000 + n) for n in range(5000)}
    bench, seen = looked_at(tmp_path, content)
    assert bench.wrong() == []
    assert seen.peak <= LIMIT
