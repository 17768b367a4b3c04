"""Writing data as YAML for people: stable bytes, no folding, nothing a reader could mistype.

Written here and not by a library, because the same data must give the same bytes for ever.
"""

from __future__ import annotations

import re
from collections.abc import Mapping, Sequence

from lawrec.errors import InputError
from lawrec.i18n import _
from lawrec.store.yaml_hints import needs_quotes
from lawrec.store.yaml_text import MAX_BYTES, MAX_TEXT_BYTES, refused_character

MAX_DEPTH = 32
"""How deep lists and mappings may be nested."""

MAX_NODES = 200_000
"""How many keys, texts, lists and mappings a file may hold."""

_SHORT = 100
_SMALL_MAPPING = 6
_MAX_KEY = 1000  # the format finds a key only within 1024 characters
_FLOW_UNSAFE = re.compile(r"[,\[\]{}?]")
_LIKE_SEVERAL = re.compile("[，、]")
_INDICATORS = frozenset("-?:,[]{}#&*!|>'\"%@`=~")
# What readers of YAML 1.1 and 1.2 take for a boolean, a null, a number or a time.
_OTHER_TYPE = re.compile(
    r"(?i:y|n|yes|no|on|off|true|false|null|~|=|<<)"
    r"|[-+]?(?:0b[01_]+|0x[0-9A-Fa-f_]+|0o[0-7_]+|[0-9][0-9_,]*)"
    r"|[-+]?[0-9][0-9_]*(?::[0-9]?[0-9])+(?:\.[0-9_]*)?"
    r"|[-+]?(?:\.[0-9_]+|[0-9][0-9_]*(?:\.[0-9_]*)?)(?:[eE][-+]?[0-9]*)?"
    r"|[-+]?\.(?i:inf|nan)"
    r"|[0-9]{4}-[0-9]{1,2}-[0-9]{1,2}(?:[Tt \t].*)?",
    re.DOTALL | re.ASCII,
)


class Plain(str):
    """A text that is written without quotes although a reader may take it for another type.

    For yes, no, unknown, numbers and moments. Where the bare text would not be read back as
    itself it is quoted all the same.
    """

    __slots__ = ()


def dump(data: object, comment: str | None = None) -> bytes:
    """The bytes of a file: mappings, lists and texts, below an optional comment.

    What is written is read back equal by `yaml_io.parse`. Raises InputError for a text that no
    record may hold or that is too long, TypeError for anything but mappings, lists and str.
    """
    if comment is not None:
        _check_text(comment, ())
    _check(data)
    lines = [f"# {line}".rstrip() for line in comment.split("\n")] if comment is not None else []
    if isinstance(data, str) and "\n" not in data:
        lines.append(_quoted(data))  # bare, it would look like a mapping gone wrong
    else:
        _value(lines, "", data, -2)
    raw = ("\n".join(lines) + "\n").encode("utf-8")
    if len(raw) > MAX_BYTES:
        raise _too_much(_("The record is larger than {limit} bytes.").format(limit=MAX_BYTES))
    return raw


def _check(data: object) -> None:
    """Refuse what could not be read back; goes over the data without recursion."""
    waiting: list[tuple[object, tuple[str, ...]]] = [(data, ())]
    count = 0
    while waiting:
        node, path = waiting.pop()
        count += 1
        if count > MAX_NODES:
            text = _("The record holds more than {limit} values.")
            raise _too_much(text.format(limit=MAX_NODES))
        if isinstance(node, str):
            _check_text(node, path)
            continue
        if len(path) >= MAX_DEPTH:
            text = _("Lists and mappings are nested more than {limit} deep.")
            raise _too_much(text.format(limit=MAX_DEPTH))
        if isinstance(node, Mapping):
            count += len(node)
            for key, value in node.items():
                _check_key(key, path)
                waiting.append((value, (*path, key)))
        elif isinstance(node, Sequence) and not isinstance(node, bytes | bytearray):
            waiting += [(value, (*path, str(index))) for index, value in enumerate(node)]
        else:
            raise TypeError(f"cannot write {type(node).__name__} at {'.'.join(path)}")


def _check_key(key: object, path: tuple[str, ...]) -> None:
    if not isinstance(key, str):
        raise TypeError(f"a key is {type(key).__name__}, not str, at {'.'.join(path)}")
    _check_text(key, path)
    if len(key) * 2 >= _MAX_KEY and len(_key(key, flow=True)) > _MAX_KEY:
        raise _too_much(_("A key is longer than {limit} characters.").format(limit=_MAX_KEY))


def _check_text(text: str, path: tuple[str, ...]) -> None:
    character = refused_character(text)
    if character:
        what = _("A character that must not stand in a record: {character}, in {field}.")
        raise InputError(
            what.format(character=character, field=".".join(path) or _("the text")),
            fix=_("Delete it; it is invisible, so type the words around it again."),
        )
    if len(text) * 4 > MAX_TEXT_BYTES and len(text.encode("utf-8")) > MAX_TEXT_BYTES:
        raise _too_much(_("A text is longer than {limit} bytes.").format(limit=MAX_TEXT_BYTES))


def _too_much(what: str) -> InputError:
    return InputError(what, fix=_("Keep long material as an attachment, not in a record."))


def _value(lines: list[str], lead: str, value: object, indent: int) -> None:
    """Write a value after `lead` ("key:", "-" or nothing), whose own indentation is `indent`."""
    inner = indent + 2
    short = _on_one_line(value)
    if short is not None:
        lines.append(f"{lead} {short}" if lead else short)
    elif isinstance(value, str):
        _literal(lines, lead, value, max(inner, 2))
    elif isinstance(value, Mapping):
        lines += [lead] if lead else []
        _mapping(lines, value, inner)
    elif isinstance(value, Sequence):
        lines += [lead] if lead else []
        for entry in value:
            _entry(lines, entry, inner)


def _mapping(lines: list[str], mapping: Mapping[str, object], indent: int) -> None:
    for key, value in mapping.items():
        _value(lines, f"{' ' * indent}{_key(key, flow=False)}:", value, indent)


def _entry(lines: list[str], entry: object, indent: int) -> None:
    dash = " " * indent + "-"
    if not isinstance(entry, Mapping) or not entry:
        _value(lines, dash, entry, indent)
        return
    short = _flow_mapping(entry)
    if short is not None:
        lines.append(f"{dash} {short}")
        return
    first = len(lines)
    _mapping(lines, entry, indent + 2)
    lines[first] = f"{dash} {lines[first][indent + 2 :]}"


def _literal(lines: list[str], lead: str, text: str, indent: int) -> None:
    """A block with the text's own lines; the sign behind | tells how many newlines end it."""
    body = text.removesuffix("\n")
    chomp = "-" if body == text else "+" if body.endswith("\n") else ""
    explicit = "2" if text[0] in " \t\n" else ""
    lines.append(f"{lead} |{explicit}{chomp}" if lead else f"|{explicit}{chomp}")
    lines += [" " * indent + line if line else "" for line in body.split("\n")]


def _on_one_line(value: object) -> str | None:
    """The value as one line, or None where it needs several."""
    if isinstance(value, str):
        return None if "\n" in value and value.strip("\n") else _scalar(value, flow=False)
    if isinstance(value, Mapping):
        return None if value else "{}"
    if isinstance(value, Sequence):
        return _flow_list(value)
    return None


def _flow_list(values: Sequence[object]) -> str | None:
    if not all(isinstance(value, str) and "\n" not in value for value in values):
        return None
    items = [
        _quoted(value) if _LIKE_SEVERAL.search(value) else _scalar(value, flow=True)
        for value in values
        if isinstance(value, str)
    ]
    text = f"[{', '.join(items)}]"
    return text if len(text) < _SHORT else None


def _flow_mapping(mapping: Mapping[str, object]) -> str | None:
    if len(mapping) > _SMALL_MAPPING:
        return None
    pairs = []
    for key, value in mapping.items():
        if not isinstance(value, str) or "\n" in value or "\n" in key:
            return None
        pairs.append(f"{_key(key, flow=True)}: {_scalar(value, flow=True)}")
    text = f"{{{', '.join(pairs)}}}"
    return text if len(text) < _SHORT else None


def _scalar(text: str, *, flow: bool) -> str:
    """A text on one line: bare where that is safe, else in double or single quotes."""
    bare = isinstance(text, Plain) or not _OTHER_TYPE.fullmatch(text)
    if bare and _is_bare_safe(text, flow) and not needs_quotes(text, key=False):
        return str(text)
    return _quoted(text)


def _key(text: str, *, flow: bool) -> str:
    if _OTHER_TYPE.fullmatch(text) or needs_quotes(text, key=True):
        return _quoted(text)
    return text if _is_bare_safe(text, flow) else _quoted(text)


def _quoted(text: str) -> str:
    if ('"' in text or "\\" in text) and "\n" not in text and "\t" not in text:
        return "'" + text.replace("'", "''") + "'"
    escaped = text.replace("\\", "\\\\").replace('"', '\\"')
    return '"' + escaped.replace("\n", "\\n").replace("\t", "\\t") + '"'


def _is_bare_safe(text: str, flow: bool) -> bool:
    """Whether a reader finds exactly this text without quotes around it."""
    if not text or text != text.strip() or text.startswith("..."):
        return False
    if text[0] in _INDICATORS and not (text[0] == "-" and text[1:2].isalnum()):
        return False
    if text.endswith(":") or any(part in text for part in (": ", " #", "\n", "\t")):
        return False
    return not (flow and _FLOW_UNSAFE.search(text))
