"""Every code has a text, and every text a code."""

from __future__ import annotations

import ast
import re
from pathlib import Path

import pytest

import lawrec.media
from lawrec.i18n import N_
from lawrec.media.facts import SERIOUS_DEFECTS
from lawrec.media.facts_text import TEXTS, explain

PACKAGE = Path(lawrec.media.__file__).parent
MODULES = ["capture", "exif", "mediainfo", "sniff", "facts", "guarded_child"]
CODE = re.compile(r"[a-z]+(?:_[a-z]+)+")
# Names that look like codes: fields of a reader's answer, and a source of times.
FIELDS = {
    *("encoded_date", "recorded_date", "mastered_date", "recorded_location"),
    *("file_size", "overall_bit_rate"),
    *(
        "track_type",
        "writing_application",
        "file_name",
        "read_facts",
        "unread_facts",
        "second_reader",
    ),
}


def words() -> set[str]:
    found = set()
    paths = [PACKAGE / f"{name}.py" for name in MODULES] + list(PACKAGE.glob("facts_*.py"))
    for path in paths:
        if path.name == "facts_text.py":
            continue
        for node in ast.walk(ast.parse(path.read_text(encoding="utf-8"))):
            if isinstance(node, ast.Constant) and isinstance(node.value, str):
                found.add(node.value)
    return found


def test_every_code_in_the_source_has_a_text() -> None:
    codes = {word for word in words() if CODE.fullmatch(word)} - FIELDS
    built = {f"container_clock_{clock}" for clock in ("utc", "local", "unknown")}
    assert codes | built | {"truncated", "unreadable"} == set(TEXTS)


def test_serious_defects_are_explained() -> None:
    assert set(TEXTS) >= SERIOUS_DEFECTS


@pytest.mark.parametrize("code", sorted(TEXTS))
def test_a_text_is_one_sentence(code: str) -> None:
    assert explain(code) == N_(TEXTS[code])
    assert TEXTS[code].endswith(".")
    assert len(TEXTS[code]) < 120


def test_a_code_from_a_newer_program_stays_a_code() -> None:
    assert explain("lens_cap_on") == "lens_cap_on"
