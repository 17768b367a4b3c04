"""The worked-out case of the design, as files in a case: clean, and its variants as written."""

from __future__ import annotations

import os
import re
import shutil
from pathlib import Path
from typing import Any

import pytest
import yaml

from lawrec.operations.audit import audit, judge
from lawrec.operations.rulebook import load_rulebook
from tests.rules.loading import apply_patch, load_raw, snapshot

_NAMED = os.environ.get("LAWREC_SHARED")
SHARED = Path(_NAMED) if _NAMED else Path(__file__).parents[3] / "shared"
EXAMPLE = SHARED / "design" / "example-case"
CASE = EXAMPLE / "cases" / "2025" / "0017"
pytestmark = pytest.mark.skipif(
    not CASE.is_dir(), reason="the design's example case is not here: set LAWREC_SHARED"
)
_BLOCK = re.compile(r"^## (\d+) .*?```yaml\n(.*?)```", re.S | re.M)
BOOK, _RULES = load_rulebook("panjin")


def variants() -> list[tuple[str, dict[str, Any]]]:
    """Each variant's number and its patch with the expected clauses."""
    if not CASE.is_dir():
        return []
    text = (EXAMPLE / "variants.md").read_text(encoding="utf-8")
    return [(n, yaml.load(body, yaml.BaseLoader)) for n, body in _BLOCK.findall(text)]


def test_clean_as_files_in_a_case(tmp_path: Path) -> None:
    folder = tmp_path / "bureau" / "cases" / "2025" / "0017"
    shutil.copytree(EXAMPLE, tmp_path / "bureau")
    report = audit(folder, bureau=tmp_path / "bureau").report
    absent = {f.code for f in report.findings if f.path and f.path.startswith("media/")}
    for result in report.clauses:
        if result.verdict == "violated":
            # The example comes without the bytes of its media.
            assert result.clause.id in ("25.1d", "25.1e"), (result, report.findings)
            assert absent
        if result.verdict == "undeterminable" and result.implemented:
            codes = {f.code for f in report.findings if f.id in result.findings}
            # Nor does it come with a history or an access register.
            without = {"history_no_git", "media_absent", "no_access_register"}
            assert codes <= absent | without, (result.clause.id, codes)


def test_clean_with_its_media() -> None:
    report = judge(snapshot(load_raw(CASE))).report
    wrong = [r.clause.id for r in report.clauses if r.implemented and r.verdict in BAD]
    assert wrong == [], report.findings


BAD = ("violated", "undeterminable", "not_yet_due", "crashed")


@pytest.mark.parametrize(("number", "variant"), variants(), ids=lambda v: str(v)[:12])
def test_variant(number: str, variant: dict[str, Any]) -> None:
    report = judge(snapshot(apply_patch(load_raw(CASE), variant["patch"]))).report
    for verdict in ("violated", "undeterminable"):
        expected = {c for c in variant.get(verdict, []) if BOOK.implemented(c)}
        got = {r.clause.id for r in report.clauses if r.implemented and r.verdict == verdict}
        assert got == expected, (number, verdict, [f.message for f in report.findings])
