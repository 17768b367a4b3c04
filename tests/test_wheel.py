"""What is built is what is needed: an installed wheel has its templates, rulebooks and Chinese."""

from __future__ import annotations

import subprocess
import sys
from pathlib import Path

import pytest

ROOT = Path(__file__).parents[1]

# Run apart from the checkout, with nothing but the installed folder before the dependencies.
LOOK = """
import sys
sys.path.insert(0, sys.argv[1])
from importlib.resources import files
import lawrec
from lawrec import resources
assert lawrec.__file__.startswith(sys.argv[1]), lawrec.__file__
template = files("lawrec") / "_templates" / "new_article.py.tmpl"
assert "@rule" in template.read_text(encoding="utf-8")
assert (resources.templates() / template.name).read_bytes() == template.read_bytes()
assert (resources.examples() / "README.md").is_file()
clauses = files("lawrec.checks.panjin") / "clauses"
assert any(file.name.endswith(".yaml") for file in clauses.iterdir())
assert files("lawrec").joinpath("locale", "zh_CN", "LC_MESSAGES", "lawrec.mo").is_file()
"""


@pytest.fixture(scope="module")
def installed(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A folder into which a freshly built wheel was installed."""
    wheels = tmp_path_factory.mktemp("wheels")
    target = tmp_path_factory.mktemp("installed")
    run("build", "--wheel", "--no-isolation", "--outdir", wheels, ROOT)
    (wheel,) = wheels.glob("lawrec-*.whl")
    run("pip", "install", "--quiet", "--no-index", "--no-deps", "--target", target, wheel)
    return target


def run(*arguments: object) -> None:
    done = subprocess.run(
        [sys.executable, "-m", *map(str, arguments)],
        capture_output=True,
        encoding="utf-8",
        timeout=300,
        check=False,
    )
    assert done.returncode == 0, done.stdout + done.stderr


@pytest.mark.slow
def test_resources_are_found_in_an_installed_wheel(installed: Path, tmp_path: Path) -> None:
    done = subprocess.run(
        [sys.executable, "-I", "-c", LOOK, str(installed)],
        cwd=tmp_path,
        capture_output=True,
        encoding="utf-8",
        timeout=120,
        check=False,
    )
    assert done.stderr == ""
    assert done.returncode == 0


@pytest.mark.slow
def test_wheel_brings_the_command_and_the_licence(installed: Path) -> None:
    (info,) = installed.glob("lawrec-*.dist-info")
    assert "lawrec = lawrec.cli:main" in (info / "entry_points.txt").read_text(encoding="utf-8")
    assert (info / "licenses" / "LICENSE").is_file()


@pytest.mark.slow
def test_nothing_else_is_installed(installed: Path) -> None:
    names = {path.name for path in installed.iterdir() if path.suffix != ".dist-info"}
    assert names <= {"lawrec", "bin"}
