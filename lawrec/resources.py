"""The folders that travel with lawrec: templates for cases and papers, and worked examples."""

from __future__ import annotations

from importlib.resources import files
from importlib.resources.abc import Traversable
from pathlib import Path


def templates() -> Traversable:
    """The folder of templates."""
    return _folder("templates")


def examples() -> Traversable:
    """The folder of examples, each with its inputs and its steps."""
    return _folder("examples")


def _folder(name: str) -> Traversable:
    """`lawrec/_NAME` where lawrec is installed, `NAME` beside the package in a checkout."""
    installed = files("lawrec") / f"_{name}"
    return installed if installed.is_dir() else Path(__file__).parents[1] / name
