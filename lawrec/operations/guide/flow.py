"""Values in the short form that --set takes: lists and sets of fields on one line."""

from __future__ import annotations

import json
import re
from collections.abc import Mapping
from typing import Any

_PLAIN = re.compile(r"[^\s\[\]{},:#&*!|>'\"%@`?\\-][^\[\]{},:#\n\t\"\\]*")


def flow(value: Any) -> str:
    """The value as YAML on one line; texts that could be read otherwise get their quotes."""
    if isinstance(value, Mapping):
        inner = ", ".join(f"{flow(key)}: {flow(item)}" for key, item in value.items())
        return "{" + inner + "}"
    if isinstance(value, (list, tuple)):
        return "[" + ", ".join(flow(item) for item in value) + "]"
    text = str(value)
    if _PLAIN.fullmatch(text) and text == text.strip() and text.isprintable():
        return text
    return json.dumps(text, ensure_ascii=False)


def setting(path: str, value: Any) -> list[str]:
    """The option that sets a field; a text that looks like a list is marked as a text."""
    if isinstance(value, (Mapping, list, tuple)):
        return ["--set", f"{path}={flow(value)}"]
    text = str(value)
    mark = "\\" if text.lstrip().startswith(("[", "{", "\\[", "\\{")) else ""
    return ["--set", f"{path}={mark}{text}"]
