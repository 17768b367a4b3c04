"""Every page of every example is right by its JSON Schema, as another program reads both."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path

import pytest

from lawrec.store.schema_line import MARK
from tests.examples.conftest import Built, each_story
from tests.test_schemas import check


def pages_by_schema(repository: Path) -> dict[Path, list[Path]]:
    """The pages of a case repository by the schema that their first line points to."""
    found: dict[Path, list[Path]] = {}
    for page in sorted(repository.rglob("*.yaml")):
        below = page.relative_to(repository).parts
        if ".git" in below or below[0] == "archive":
            continue
        first = page.read_bytes().split(b"\n", 1)[0]
        assert first.startswith(MARK), page
        schema = (page.parent / first.removeprefix(MARK).decode()).resolve()
        found.setdefault(schema, []).append(page)
    return found


@pytest.mark.slow
@pytest.mark.parametrize("story", each_story())
def test_every_page_is_right(story: str, built: Callable[[str], Built]) -> None:
    found = pages_by_schema(built(story).repository)
    assert len(found) >= 8
    for schema, pages in found.items():
        assert not check(pages, schema)
