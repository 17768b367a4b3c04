"""The first line of a page: where the JSON Schema lies that an editor checks it by.

It is a comment, so that it says nothing to lawrec. The schemas lie once in the bureau's folder and
not in every case: in a case that travels alone the line points to nothing, and an editor edits
the page as any other.
"""

from __future__ import annotations

from collections.abc import Mapping

from lawrec.schema.json_pages import schema_for

FOLDER = "schemas"
"""Where a bureau keeps the schemas, below its folder."""

MARK = b"# yaml-language-server: $schema="
_FROM_CASE = 3  # cases/2026/0001


def schema_line(path: str, *, in_case: bool) -> bytes | None:
    """The line for the page at that path below a case or a bureau; None where it has no schema."""
    name = schema_for(path, in_case=in_case) if path.endswith(".yaml") else None
    if name is None:
        return None
    up = path.count("/") + (_FROM_CASE if in_case else 0)
    return MARK + f"{'../' * up}{FOLDER}/{name}.json\n".encode()


def pointed(path: str, content: bytes, *, in_case: bool) -> bytes:
    """The page with that line as its first; a page that has one keeps it."""
    line = schema_line(path, in_case=in_case)
    if line is None or content.startswith(MARK) or not content.startswith(b"#"):
        return content
    return line + content


def all_pointed(files: Mapping[str, bytes | None], *, in_case: bool) -> dict[str, bytes | None]:
    """The pages of a change, each with its line; what is removed stays removed."""
    return {
        path: None if content is None else pointed(path, content, in_case=in_case)
        for path, content in files.items()
    }
