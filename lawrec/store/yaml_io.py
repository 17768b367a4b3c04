"""Reading and writing YAML files: every scalar is text, every key has its line.

The only module that uses the yaml package. It works on the parser's events, so nothing in a file
can name code, share nodes or grow in memory; what a record never needs is refused.
"""

from __future__ import annotations

import os
import stat
from collections.abc import Callable, Mapping
from dataclasses import dataclass
from pathlib import Path
from typing import Any, TypeAlias

import yaml

from lawrec.i18n import reason_of
from lawrec.store import yaml_hints as hints
from lawrec.store.yaml_errors import YamlError
from lawrec.store.yaml_syntax import mistyped, syntax_error, trouble
from lawrec.store.yaml_text import MAX_BYTES, MAX_TEXT_BYTES, code_point, decode, find_refused
from lawrec.store.yaml_write import MAX_DEPTH, MAX_NODES, Plain, dump

__all__ = ["Document", "KeyPath", "Plain", "YamlError", "dump", "load", "parse"]

KeyPath: TypeAlias = tuple[str | int, ...]
"""The way to a value: keys, and positions in lists from 0."""

_Loader: Any = getattr(yaml, "CSafeLoader", yaml.SafeLoader)


@dataclass(frozen=True, slots=True)
class Document:
    """The content of a file: dict, list and str only, and the line of every key and entry."""

    data: object
    lines: Mapping[KeyPath, int]

    def line(self, *path: str | int) -> int:
        """The line, from 1, of a key or list entry, or of its nearest ancestor in the file."""
        while path not in self.lines and path:
            path = path[:-1]
        return self.lines.get(path, 1)


def load(path: Path) -> Document:
    """Read a regular file; a link, pipe, device or too large file is refused unread.

    Folders above it may be links: whoever chose the path answers for them. Raises YamlError.
    """
    name = str(path)
    try:
        _refuse_irregular(os.lstat(path), name)
        flags = os.O_RDONLY
        for flag in ("O_NOFOLLOW", "O_NONBLOCK", "O_CLOEXEC", "O_BINARY", "O_NOINHERIT"):
            flags |= getattr(os, flag, 0)
        with os.fdopen(os.open(path, flags), "rb") as file:
            _refuse_irregular(os.fstat(file.fileno()), name)
            raw = file.read(MAX_BYTES + 1)
    except FileNotFoundError:
        raise YamlError("missing", name) from None
    except (OSError, ValueError) as error:
        reason = reason_of(error)
        raise YamlError("unreadable", name, params={"reason": reason}) from None
    return parse(raw, name)


def _refuse_irregular(status: os.stat_result, name: str) -> None:
    if stat.S_ISREG(status.st_mode):
        if status.st_size > MAX_BYTES:
            raise YamlError("too_large", name, params={"limit": MAX_BYTES})
        return
    if stat.S_ISLNK(status.st_mode):
        raise YamlError("is_link", name)
    raise YamlError("is_folder" if stat.S_ISDIR(status.st_mode) else "special_file", name)


def parse(text: bytes, name: str) -> Document:
    """Read the bytes of a file; `name` is what messages call it. Raises YamlError."""
    source = decode(text, name)
    builder = _Builder(source, name)
    try:
        _each_event(source, builder.take)
    except yaml.MarkedYAMLError as error:
        raise syntax_error(source, name, error, _first_trouble) from None
    except yaml.YAMLError as error:
        raise YamlError("syntax", name, params={"detail": str(error)}) from None
    if builder.root is None or (builder.root == "" and builder.root_is_plain):
        raise YamlError("empty", name)
    return Document(builder.root, builder.lines)


def _first_trouble(source: str) -> int | None:
    """Where the parser's trouble with a text begins, or None if it has none."""
    try:
        _each_event(source, lambda event: None)
    except yaml.MarkedYAMLError as error:
        return trouble(error)[0]
    except yaml.YAMLError:
        return 0
    return None


def _each_event(source: str, take: Callable[[Any], None]) -> None:
    """Hand over one event after the other, so that a refusal stops the parser at once."""
    loader = _Loader(source)
    try:
        while (event := loader.get_event()) is not None:
            take(event)
    finally:
        loader.dispose()


class _Frame:
    """A list or mapping that is still open."""

    __slots__ = ("items", "key", "key_line", "node", "path")

    def __init__(self, node: dict[str, object] | list[object], path: KeyPath, flow: bool) -> None:
        self.node = node
        self.path = path
        self.key: str | None = None
        self.key_line = 0
        # Plain items of a [list], with their marks, to see whether one was meant as several.
        self.items: list[tuple[str, Any]] | None = [] if flow else None


class _Builder:
    """Builds the data from events, one after the other, without recursion."""

    def __init__(self, source: str, name: str) -> None:
        self.source = source
        self.name = name
        self.root: object = None
        self.root_is_plain = False
        self.lines: dict[KeyPath, int] = {}
        self._stack: list[_Frame] = []
        self._nodes = 0
        self._documents = 0

    def take(self, event: Any) -> None:
        """Take the next event; raises YamlError for what a record may not hold."""
        kind = type(event)
        if kind is yaml.ScalarEvent:
            self._scalar(event)
        elif kind is yaml.MappingStartEvent or kind is yaml.SequenceStartEvent:
            self._open(event, kind is yaml.MappingStartEvent)
        elif kind is yaml.MappingEndEvent:
            self._stack.pop()
        elif kind is yaml.SequenceEndEvent:
            self._close_list(self._stack.pop())
        elif kind is yaml.AliasEvent:
            raise self._error("alias", event.start_mark)
        elif kind is yaml.DocumentStartEvent:
            self._documents += 1
            if self._documents > 1:
                raise self._error("second_document", event.start_mark)

    def _scalar(self, event: Any) -> None:
        self._check_node(event)
        value: str = event.value
        mark = event.start_mark
        if event.style == '"':  # escapes are the only way past the check of the raw text
            found = find_refused(value)
            if found:
                raise self._error("control", mark, character=code_point(found[0]))
        if len(value) * 4 > MAX_TEXT_BYTES and len(value.encode()) > MAX_TEXT_BYTES:
            raise self._error("long_text", mark, limit=MAX_TEXT_BYTES)
        frame = self._stack[-1] if self._stack else None
        if frame is not None and frame.key is None and type(frame.node) is dict:
            self._key(frame, value, event)
            return
        if not event.style:
            self._check_plain(frame, value, mark)
        self._place(value, mark)

    def _key(self, frame: _Frame, key: str, event: Any) -> None:
        mark = event.start_mark
        if not event.style:
            if not key:
                raise self._error("key_not_text", mark)
            if key == "<<":
                raise self._error("merge_key", mark)
            offset = None if key.isascii() else hints.in_key(key)
            if offset is not None:
                raise self._full_width(mark.index, key[offset])
        if key in frame.node:
            first = self.lines[(*frame.path, key)]
            shown = key if len(key) <= 40 else key[:40] + "…"
            raise self._error("duplicate_key", mark, key=shown, first=first)
        frame.key = key
        frame.key_line = mark.line
        self.lines[(*frame.path, key)] = mark.line + 1

    def _check_plain(self, frame: _Frame | None, value: str, mark: Any) -> None:
        if frame is None:
            self.root_is_plain = True
            found = hints.in_root(self.source, mark.index)
            if found:
                raise mistyped(self.source, self.name, found)
        if value.isascii():
            return
        entry = frame is not None and frame.key is None
        own_line = frame is None or (not entry and mark.line > frame.key_line)
        offset = hints.in_value(value, own_line=own_line, entry=entry)
        if offset is not None:
            raise self._full_width(mark.index, value[offset])
        if entry and frame is not None and frame.items is not None:
            frame.items.append((value, mark))

    def _open(self, event: Any, is_mapping: bool) -> None:
        self._check_node(event)
        mark = event.start_mark
        if len(self._stack) >= MAX_DEPTH:
            raise self._error("too_deep", mark, limit=MAX_DEPTH)
        frame = self._stack[-1] if self._stack else None
        if frame is not None and frame.key is None and type(frame.node) is dict:
            raise self._error("key_not_text", mark)
        node: dict[str, object] | list[object] = {} if is_mapping else []
        path = self._place(node, mark)
        self._stack.append(_Frame(node, path, bool(event.flow_style) and not is_mapping))

    def _close_list(self, frame: _Frame) -> None:
        items = frame.items or ()
        for number, offset in hints.in_flow_items([item for item, _ in items], len(frame.node)):
            item, mark = items[number]
            raise self._full_width(mark.index, item[offset])

    def _place(self, value: object, mark: Any) -> KeyPath:
        """Put a value where it belongs; gives its path."""
        if not self._stack:
            self.root = value
            self.lines[()] = mark.line + 1
            return ()
        frame = self._stack[-1]
        if isinstance(frame.node, list):
            path: KeyPath = (*frame.path, len(frame.node))
            frame.node.append(value)
            self.lines[path] = mark.line + 1
            return path
        assert frame.key is not None  # noqa: S101 - a value always follows its key
        path = (*frame.path, frame.key)
        frame.node[frame.key] = value
        frame.key = None
        return path

    def _check_node(self, event: Any) -> None:
        self._nodes += 1
        if self._nodes > MAX_NODES:
            raise self._error("too_many_nodes", event.start_mark, limit=MAX_NODES)
        if event.anchor is not None:
            raise self._error("anchor", event.start_mark)
        if event.tag is not None:
            raise self._error("tag", event.start_mark)

    def _error(self, code: str, mark: Any, **params: object) -> YamlError:
        return YamlError(code, self.name, mark.line + 1, mark.column + 1, params)

    def _full_width(self, start: int, found: str) -> YamlError:
        blamed = hints.Blame(self.source.index(found, start), found)
        return mistyped(self.source, self.name, blamed)
