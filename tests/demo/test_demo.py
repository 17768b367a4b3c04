"""`lawrec demo`: three cases, the two planted defects, what stays and what is removed."""

from __future__ import annotations

import os
import re
import shutil
import subprocess
import sys
from pathlib import Path
from typing import Any

import pytest

from lawrec.cli import run
from lawrec.commands.demo_story import CHAPTERS
from lawrec.operations.audit import audit
from lawrec.operations.demo import cases_of, example_folder
from lawrec.operations.demo_steps import read_steps
from tests.demo.conftest import Built

ROOT = Path(__file__).parents[2]
PLANTED = {"13.2a", "25.2b"}


def test_the_answer_for_programs_names_three_cases(built: Built) -> None:
    assert set(built.answer) == {"schema_version", "repository", "cases"}
    assert built.repository == built.into.resolve() / "repository"
    assert (built.repository / "lawrec.yaml").is_file()
    for case in built.answer["cases"]:
        assert set(case) == {"path", "number", "state", "outcome", "package"}
        assert (Path(case["path"]) / "case.yaml").is_file()
    ends = [(case["state"], case["outcome"]) for case in built.answer["cases"]]
    assert ends == [("archived", "defects_on_record"), ("archived", "complete"), ("open", None)]


def test_packages_lie_where_the_answer_says(built: Built) -> None:
    first, second, third = built.answer["cases"]
    for case in (first, second):
        assert (Path(case["package"]) / "bagit.txt").is_file()
    assert third["package"] is None


def test_the_first_case_keeps_only_the_defect_beyond_cure(built: Built) -> None:
    archived = built.snapshot(1).archived
    assert archived is not None
    assert archived.violated == ("25.2b",)
    assert archived.attested


def test_the_second_case_counts_its_attested_rows(built: Built) -> None:
    archived = built.snapshot(2).archived
    assert archived is not None
    assert not archived.violated
    assert archived.attested
    report = audit(Path(built.answer["cases"][1]["path"]), bureau=built.repository).report
    assert len(report.attested) == len(archived.attested)


def test_the_third_case_is_not_unlawful_so_far(built: Built) -> None:
    report = audit(Path(built.answer["cases"][2]["path"]), bureau=built.repository).report
    assert not report.counts["violated"]
    assert report.counts["not_yet_due"]


def test_footage_is_small_and_of_the_promised_formats(built: Built) -> None:
    media = {page.path.removesuffix(".yaml"): page.data for page in built.snapshot(1).media}
    assert {data.mime for data in media.values()} >= {"image/jpeg", "video/mp4"}
    assert {data.mode for data in media.values()} == {"photo", "video", "audio", "scan"}
    assert all(data.size_bytes < 50_000 for data in media.values())
    assert all(data.captured.start for data in media.values())


def test_a_second_demonstration_in_the_same_folder_is_refused(
    built: Built, capsys: pytest.CaptureFixture[str]
) -> None:
    assert run(["demo", "--into", str(built.into)]) == 1
    assert "There is a demonstration in this folder already" in capsys.readouterr().err


def test_media_and_into_exclude_each_other(tmp_path: Path) -> None:
    assert run(["demo", "--into", str(tmp_path), "--media", str(tmp_path)]) == 2


@pytest.mark.slow
def test_the_story_in_chinese_ends_well_and_leaves_nothing(
    capsys: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("LAWREC_LANG", "zh")
    before = dict(os.environ), Path.cwd()
    assert run(["demo"]) == 0
    assert (dict(os.environ), Path.cwd()) == before
    story = capsys.readouterr().out
    assert violated_in(story, "违反") == PLANTED
    assert "带问题归档" in story
    assert re.search(r"齐全，其中人工核验 ?\d+ ?项", story)
    folder = re.search(r"\S*lawrec-demo-\w+", story)
    assert folder is not None
    assert not Path(folder[0]).exists()
    assert not english_lines(story)


def violated_in(story: str, word: str) -> set[str]:
    """The clauses of the findings that the first audit of the story calls violated."""
    block = story.split("$ lawrec audit", 1)[1].split("$ lawrec", 1)[0]
    heads = re.findall(rf"^ *F\d+ .*[\[〔]{word}[\]〕](.*)$", block, re.MULTILINE)
    return {clause for head in heads for clause in re.findall(r"\((\d[^ 、]*)\)", head)}


def english_lines(story: str) -> list[str]:
    """Lines of the story itself that have no Chinese in them: commands and numbers apart."""
    return [
        line
        for line in story.splitlines()
        if re.search(r"[A-Za-z]{3,} [A-Za-z]{2,} [A-Za-z]{2,}", line)
        and not re.search(r"[一-鿿]", line)
        and not line.startswith("$ ")
    ]


def test_every_chapter_of_the_story_is_one_of_the_steps(tmp_path: Path) -> None:
    with example_folder() as folder:
        steps = read_steps(folder / "steps.sh", {"HERE": str(folder), "INTO": str(tmp_path)})
    assert list(dict.fromkeys(step.chapter for step in steps)) == list(CHAPTERS)


@pytest.fixture
def shell(tmp_path: Path) -> dict[str, str]:
    """An environment in which a shell finds this lawrec."""
    programs = tmp_path / "bin"
    programs.mkdir()
    script = programs / "lawrec"
    script.write_text(f'#!/bin/sh\nexec "{sys.executable}" -m lawrec "$@"\n', encoding="utf-8")
    script.chmod(0o755)
    path = f"{programs}{os.pathsep}{os.environ['PATH']}"
    return {**os.environ, "PATH": path, "PYTHONPATH": str(ROOT), "LAWREC_LANG": "en"}


@pytest.mark.slow
@pytest.mark.skipif(shutil.which("bash") is None, reason="there is no bash")
def test_the_steps_run_by_a_shell_come_to_the_same(
    built: Built, shell: dict[str, str], tmp_path: Path
) -> None:
    with example_folder() as folder:
        done = subprocess.run(
            ["bash", str(folder / "steps.sh"), str(tmp_path / "by hand")],
            env=shell, capture_output=True, text=True, encoding="utf-8", check=False,
        )  # fmt: skip
    assert done.returncode == 0, done.stderr[-2000:]
    cases = cases_of(tmp_path / "by hand/repository")
    assert [told(case) for case in cases] == [
        (case["number"], case["state"], case["outcome"]) for case in built.answer["cases"]
    ]
    audited = re.findall(r"^F\d+ \w+ \[violated\].*\((\S+)\)$", done.stdout, re.MULTILINE)
    assert set(audited) == PLANTED


def told(case: Any) -> tuple[str, str, str | None]:
    return case.number, case.state, case.outcome
