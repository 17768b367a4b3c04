"""A short run of the random kills; the driver beside it makes long ones."""

from __future__ import annotations

import os
from pathlib import Path

import pytest

from tests.faults.random_kills import sweep

KILLS = int(os.environ.get("KILLS", "5"))
MEGABYTES = int(os.environ.get("MEGABYTES", "50"))
pytestmark = [pytest.mark.faults, pytest.mark.slow]


@pytest.mark.skipif(not hasattr(os, "killpg"), reason="kills process groups")
def test_imports_killed_at_random_times(tmp_path: Path) -> None:
    result = sweep(tmp_path, KILLS, MEGABYTES, seed=int(os.environ.get("SEED", "7")))
    assert result.wrong == []
