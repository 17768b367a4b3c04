"""Reading steps.sh: the shell's language as far as an example may use it, and no further."""

from __future__ import annotations

from pathlib import Path

import pytest

from lawrec.errors import InputError
from lawrec.operations.demo import EXAMPLE, example_folder
from lawrec.operations.demo_steps import MARK, Step, read_steps, worker_of


def steps(folder: Path, body: str) -> list[Step]:
    path = folder / "steps.sh"
    path.write_text(f"set -eu\nfor x in 1 2; do :; done\n{MARK}\n{body}", encoding="utf-8")
    return read_steps(path, {"INTO": "/into here"})


def test_a_command_has_its_words_with_names_filled_in(tmp_path: Path) -> None:
    body = 'NAME=示〔2026〕1号\n## one 一\nlawrec audit "$NAME" --bureau "$INTO/x" || test $? = 1\n'
    (step,) = steps(tmp_path, body)
    assert step.words == ("audit", "示〔2026〕1号", "--bureau", "/into here/x")
    assert (step.chapter, step.line, step.expected) == ("one", 6, 1)
    assert step.shown == 'lawrec audit 示〔2026〕1号 --bureau "/into here/x"'


def test_continued_lines_are_one_command(tmp_path: Path) -> None:
    (step,) = steps(
        tmp_path, "# note\nlawrec seen R01 \\\n  --by 某 \\\n  --at '2026-01-01 09:00'\n"
    )
    assert step.words == ("seen", "R01", "--by", "某", "--at", "2026-01-01 09:00")


def test_quotes_are_shown_only_where_a_shell_needs_them(tmp_path: Path) -> None:
    (step,) = steps(tmp_path, 'lawrec amend --set "about=[R07]" --reason \'a "b"\' 办公室，一楼\n')
    assert step.shown == 'lawrec amend --set "about=[R07]" --reason \'a "b"\' 办公室，一楼'


@pytest.mark.parametrize(
    "line",
    ["rm -rf x", "lawrec audit $OTHER", "lawrec 'audit", "A=b c", "for x in 1; do", "export A=b"],
)
def test_anything_else_is_refused_with_its_line(tmp_path: Path, line: str) -> None:
    with pytest.raises(InputError) as refused:
        steps(tmp_path, f"\n{line}\n")
    assert refused.value.where is not None
    assert refused.value.where.endswith("steps.sh:5")


def test_a_file_without_the_mark_is_refused(tmp_path: Path) -> None:
    path = tmp_path / "steps.sh"
    path.write_text("lawrec list\n", encoding="utf-8")
    with pytest.raises(InputError):
        read_steps(path, {})


def test_without_a_worker_the_steps_are_refused(tmp_path: Path) -> None:
    path = tmp_path / "steps.sh"
    path.write_text(f"set -eu\n{MARK}\nexport LAWREC_AS=某\n", encoding="utf-8")
    with pytest.raises(InputError):
        worker_of(path)


def test_the_head_of_the_example_sets_what_the_reader_is_given() -> None:
    with example_folder() as folder:
        text = (folder / "steps.sh").read_text(encoding="utf-8")
        head = text.partition(MARK)[0]
        assert folder.name == EXAMPLE
        assert worker_of(folder / "steps.sh") == "苗某"
    assert 'HERE="$(' in head
    assert 'INTO="$(' in head


def test_every_input_of_the_example_is_used_and_there() -> None:
    with example_folder() as folder:
        found = read_steps(folder / "steps.sh", {"HERE": str(folder), "INTO": "x"})
        used = {word for step in found for word in step.words if word.endswith(".yaml")}
        assert used == {str(path) for path in folder.rglob("*.yaml")}
