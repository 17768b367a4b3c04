"""The documentation is true: generated parts are fresh, commands work, links lead somewhere."""

from __future__ import annotations

import ast
import re
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest
import typer

from lawrec.commands.app import MODULES, build
from lawrec.i18n import set_language
from lawrec.schema.glossary import terms
from lawrec.schema.names import name_of
from lawrec.schema.value_names import value_name
from tests.tools import blocks, readme
from tests.tools.recording import Recording, record

ROOT = Path(__file__).parents[1]
PAGES = sorted(
    [
        *ROOT.glob("*.md"),
        *(p for name in ("docs", "examples", "templates") for p in (ROOT / name).rglob("*.md")),
    ]
)
REFRESH = "run `make docs`"
_LINK = re.compile(r"\]\(([^)#\s]*)(?:#([^)]*))?\)")
_MACHINE = re.compile(r"(?<![\w.])(?:/tmp|/home|/root|/work|/Users|[A-Z]:\\)[/\\]?")
# Words that may follow "lawrec" in a sentence about the program itself.
_PROSE = {"has", "itself", "cannot", "left", "wrote", "failed", "put"}


def text_of(page: Path) -> str:
    return page.read_text(encoding="utf-8")


def ids(page: Path) -> str:
    return page.relative_to(ROOT).as_posix()


def test_coverage_is_fresh() -> None:
    assert readme.between(text_of(readme.README), "coverage") == readme.coverage(), REFRESH


def test_list_of_commands_is_fresh() -> None:
    assert text_of(readme.COMMANDS) == readme.commands(), REFRESH


def test_glossary_is_fresh() -> None:
    assert text_of(readme.TERMS) == readme.glossary(), REFRESH


def test_every_command_is_in_the_list() -> None:
    listed = text_of(readme.COMMANDS)
    commands = typer.main.get_command(build()).commands  # type: ignore[attr-defined]
    assert {name for name, command in commands.items() if not command.hidden} == set(MODULES)
    for name in MODULES:
        assert f"| `lawrec {name}" in listed


@pytest.mark.parametrize("page", PAGES, ids=ids)
def test_links_lead_somewhere(page: Path) -> None:
    for target, anchor in _LINK.findall(text_of(page)):
        if target.startswith(("http:", "https:")):
            continue
        found = (page.parent / target).resolve() if target else page
        assert found.exists(), target
        if anchor:
            assert anchor in set(anchors(found)), f"{target}#{anchor}"


def anchors(page: Path) -> Iterator[str]:
    """The names of a page's headings as web pages make them."""
    for line in text_of(page).splitlines():
        if line.startswith("#"):
            yield re.sub(r"[^\w\- ]", "", line.lstrip("# ").lower()).replace(" ", "-")


@pytest.mark.parametrize("page", PAGES, ids=ids)
def test_no_place_of_one_computer_is_shown(page: Path) -> None:
    assert not _MACHINE.findall(text_of(page))


@pytest.mark.parametrize("page", PAGES, ids=ids)
def test_shown_commands_exist(page: Path) -> None:
    wrong = [found for line in blocks.named(text_of(page)) if (found := blocks.trouble(line))]
    assert not wrong, "\n".join(wrong)


def test_commands_that_the_program_recommends_exist() -> None:
    wrong = []
    for path in sorted((ROOT / "lawrec").rglob("*.py")):
        for line, text in recommended(path):
            found = blocks.trouble(text)
            if found:
                wrong.append(f"{ids(path)}:{line}: {found}")
    assert not wrong, "\n".join(wrong)


def recommended(path: Path) -> Iterator[tuple[int, str]]:
    """Strings of the source that are a command line of lawrec, with `X` for what is filled in."""
    tree = ast.parse(text_of(path))
    told = (ast.Module, ast.ClassDef, ast.FunctionDef)
    inside = {
        id(node.body[0].value)
        for node in ast.walk(tree)
        if isinstance(node, told) and isinstance(node.body[0], ast.Expr)
    }
    inside |= {
        id(p) for node in ast.walk(tree) if isinstance(node, ast.JoinedStr) for p in node.values
    }
    for node in ast.walk(tree):
        if isinstance(node, ast.JoinedStr):
            parts = (p.value if isinstance(p, ast.Constant) else "X" for p in node.values)
            text = "".join(map(str, parts))
        elif (
            isinstance(node, ast.Constant)
            and isinstance(node.value, str)
            and id(node) not in inside
        ):
            text = node.value
        else:
            continue
        words = text.split()
        if text.startswith("lawrec ") and len(words) > 1 and words[1] not in _PROSE | {"X"}:
            yield node.lineno, text


@pytest.mark.parametrize(
    ("name", "language"), [("docs/使用说明.md", "zh"), ("docs/scripts.md", "en")], ids=["zh", "en"]
)
def test_commands_run_as_the_page_says(
    name: str, language: Any, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("LAWREC_HOME", str(tmp_path / "computer"))
    set_language(language)
    page = text_of(ROOT / name)
    assert len(list(blocks.lines(page))) > 10
    (tmp_path / "desk").mkdir()
    wrong = blocks.run(page, tmp_path / "desk")
    assert not wrong, "\n".join(wrong)


def test_glossary_names_things_as_the_program_does() -> None:
    for term in terms():
        for language, name in (("zh", term.zh), ("en", term.en)):
            code = term.code or ""
            for known in (name_of(code, language), value_name(code, language)):
                assert known in (code, name), f"{code}: {name}, {known}"


def test_no_page_uses_a_word_that_the_glossary_bars() -> None:
    barred = [word for term in terms() for word in term.never]
    assert barred
    for page in PAGES:
        if page != readme.TERMS:
            assert not [word for word in barred if word in text_of(page)], ids(page)


@pytest.fixture(scope="module")
def recording() -> Recording:
    return record()


@pytest.mark.slow
def test_session_is_fresh(recording: Recording) -> None:
    assert readme.between(text_of(readme.README), "session") == readme.session(recording), REFRESH


CONTRACTS = {
    "audit": "## `lawrec audit CASE --json`",
    "import-media": "## `lawrec import-media CASE SOURCE... --json`",
    "archive": "## `lawrec archive CASE --json`",
    "archive refused": "### Refused",
    "verify": "## `lawrec verify CASE --json`",
    "demo": "## `lawrec demo --json`",
}


@pytest.mark.slow
def test_answers_have_the_fields_that_are_promised(recording: Recording) -> None:
    page = text_of(ROOT / "docs/scripts.md")
    wrong = []
    for name, heading in CONTRACTS.items():
        promised, given = documented(page, heading), set(paths(recording.answers[name]))
        assert promised, heading
        unknown = {path for path in given if not any(covers(one, path) for one in promised)}
        lacking = {o for o in promised if not any(covers(o, p) or covers(p, o) for p in given)}
        wrong += [f"{name}: {path} is not documented" for path in sorted(unknown)]
        wrong += [f"{name}: {path} is documented, but not there" for path in sorted(lacking)]
    assert not wrong, "\n".join(wrong)


def documented(page: str, heading: str) -> set[str]:
    """The fields in the first column of the table below a heading."""
    section = page.partition(f"{heading}\n")[2]
    section = re.split(r"^#", section, maxsplit=1, flags=re.MULTILINE)[0]
    cells = (line.split("|")[1] for line in section.splitlines() if line.startswith("| `"))
    return {path for cell in cells for path in re.findall(r"`([^`]+)`", cell)}


def covers(one: str, other: str) -> bool:
    """Whether the first path is the second, or above it."""
    return other == one or other.startswith((f"{one}.", f"{one}["))


def paths(value: Any, above: str = "") -> Iterator[str]:
    """The paths of an answer down to its ends: a.b[].c"""
    if isinstance(value, dict) and value:
        for key, item in value.items():
            yield from paths(item, f"{above}.{key}" if above else key)
    elif isinstance(value, list) and value:
        for item in value:
            yield from paths(item, f"{above}[]")
    else:
        yield f"{above}[]" if isinstance(value, list) else above
