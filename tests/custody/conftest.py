"""What the tests of custody share."""

from __future__ import annotations

from pathlib import Path

import pytest

from tests.custody.helpers import make_case


@pytest.fixture
def case(tmp_path: Path) -> Path:
    """A made-up case in its bureau, with one commit and one leaf."""
    return make_case(tmp_path)
