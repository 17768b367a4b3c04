"""The example's README: what it names is there, and what it tells to change can be changed."""

from __future__ import annotations

import re

from lawrec.operations.demo import example_folder


def test_what_the_table_of_changes_names_is_in_the_inputs() -> None:
    with example_folder() as folder:
        text = (folder / "README.md").read_text(encoding="utf-8")
        files = re.findall(r"`(inputs/\S+\.yaml)`", text)
        assert len(files) >= 3
        for name in files:
            assert (folder / name).is_file(), name


def test_chapters_and_commands_are_those_of_the_steps() -> None:
    with example_folder() as folder:
        text = (folder / "README.md").read_text(encoding="utf-8")
        steps = (folder / "steps.sh").read_text(encoding="utf-8")
    chapters = re.findall(r"^## (\w+)", steps, re.MULTILINE)
    named = re.findall(r"\*\*.*?（(.+?)）。\*\*", text)
    assert [name for part in named for name in part.split("、")] == chapters
    told = set(re.findall(r"`([a-z]+-?[a-z]*)(?: add)?`", text)) - {"attach"}
    for command in told:
        assert re.search(rf"^lawrec {command} ", steps, re.MULTILINE), command
