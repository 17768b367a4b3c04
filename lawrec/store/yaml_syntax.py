"""What the YAML parser complains about, in words for people and at the place to mend."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

from lawrec.store import yaml_hints as hints
from lawrec.store.yaml_errors import YamlError
from lawrec.store.yaml_text import code_point, position
from lawrec.store.yaml_write import MAX_DEPTH

# Part of the parser's message -> code. The first that fits wins.
_CODES = (
    ("tab character", "tab"),
    ("'\\t' that cannot start any token", "tab"),
    ("cannot start any token", "reserved_start"),
    ("alphabetic or numeric", "reserved_start"),
    ("expected node content", "reserved_start"),
    ("expected the node content", "reserved_start"),
    ("sequence entries are not allowed", "reserved_start"),
    ("could not find expected ':'", "no_colon"),
    ("mapping values are not allowed", "colon_misplaced"),
    ("expected ',' or", "open_bracket"),
    ("unexpected end of stream", "open_quote"),
    ("unexpected document", "open_quote"),
    ("unknown escape", "bad_escape"),
    ("Unicode character escape", "bad_escape"),
    ("hexdecimal", "bad_escape"),
    ("hexadecimal", "bad_escape"),
    ("undefined tag handle", "tag"),
    ("maximum nesting depth", "too_deep"),
    ("<document start>", "second_document"),
    ("expected key", "bad_indent"),
    ("expected '-'", "bad_indent"),
    ("expected <block end>", "bad_indent"),
)
_SHOWN_WHERE_IT_BEGAN = frozenset(("no_colon", "open_quote", "open_bracket"))


def trouble(error: Any) -> tuple[int, int]:
    """The indices in the text where a marked parser error began and where it was noticed."""
    noticed: int = error.problem_mark.index
    if error.context_mark is None or (error.context or "").startswith("while parsing a block"):
        return noticed, noticed
    return min(error.context_mark.index, noticed), noticed


def syntax_error(
    source: str, name: str, error: Any, probe: Callable[[str], int | None]
) -> YamlError:
    """The error to raise for a marked parser error; `probe` is that of `yaml_hints.blame`."""
    began, noticed = trouble(error)
    blamed = hints.blame(source, began, noticed, probe)
    if blamed:
        return mistyped(source, name, blamed)
    problem = str(error.problem)
    code = next((code for part, code in _CODES if part in problem), "syntax")
    here = source[noticed : noticed + 1]
    if code == "reserved_start":
        code, noticed = ("tab" if here == "\t" else code), began
    elif code == "bad_indent" and source[source.rfind("\n", 0, noticed) + 1 : noticed].strip(" -"):
        code = "after_quote"
    elif code == "bad_indent" and here == ":":
        code = "key_not_text"
    elif code in _SHOWN_WHERE_IT_BEGAN and source.count("\n", began, noticed):
        noticed = began
    params: dict[str, object] | None = {"detail": problem} if code == "syntax" else None
    params = {"limit": MAX_DEPTH} if code == "too_deep" else params
    return YamlError(code, name, *position(source, noticed), params)


def mistyped(source: str, name: str, blamed: hints.Blame) -> YamlError:
    """The error to raise for a character that stands where an ASCII one is needed."""
    place = position(source, blamed.at)
    if blamed.found == ":":
        return YamlError("colon_space", name, *place)
    found = code_point(blamed.found) if blamed.found.isspace() else blamed.found
    params = {"found": found, "wanted": hints.WANTED[blamed.found]}
    return YamlError("full_width", name, *place, params)
