"""HTML that cannot be broken by what it shows: whatever is not markup made here is escaped.

A page is made of nested calls, so that no text of a file ever stands beside a tag by hand. This
small part is enough for pages without loops and conditions of their own; it spares the core a
template engine.
"""

from __future__ import annotations

import base64
import hashlib
from collections.abc import Mapping
from html import escape

from lawrec.report.clean import clean
from lawrec.report.lines import flat

_VOID = frozenset(("br", "meta"))


class Markup(str):
    """Text that is HTML already; only functions of this module make it."""

    __slots__ = ()


Part = str | Markup | None


def tag(name: str, /, *inside: Part, **attributes: str | int) -> Markup:
    """An element. Plain text inside and in attributes is escaped; None is left out.

    A trailing underscore of an attribute's name is dropped: `class_="late"`.
    """
    named = "".join(
        f' {key.rstrip("_").replace("_", "-")}="{_text(str(value))}"'
        for key, value in attributes.items()
    )
    if name in _VOID:
        return Markup(f"<{name}{named}>")
    return Markup(f"<{name}{named}>{joined(*inside)}</{name}>")


def joined(*parts: Part) -> Markup:
    """Parts one after the other."""
    return Markup(
        "".join(
            part if isinstance(part, Markup) else _text(part) for part in parts if part is not None
        )
    )


def page(
    title: str, style: str, lang: str, *body: Part, meta: Mapping[str, str] | None = None
) -> Markup:
    """A whole document that needs nothing from elsewhere and runs nothing.

    `style` is our own; its digest is the only style that the page's own policy lets through.
    `meta` are further names and contents of its head.
    """
    digest = base64.b64encode(hashlib.sha256(style.encode("utf-8")).digest()).decode("ascii")
    policy = f"default-src 'none'; style-src 'sha256-{digest}'; base-uri 'none'; form-action 'none'"
    head = tag(
        "head",
        tag("meta", charset="utf-8"),
        tag("meta", http_equiv="Content-Security-Policy", content=policy),
        tag("meta", name="referrer", content="no-referrer"),
        *(tag("meta", name=name, content=content) for name, content in (meta or {}).items()),
        tag("title", title),
        tag("style", Markup(style)),
    )
    return Markup(f"<!DOCTYPE html>\n{tag('html', head, tag('body', *body), lang=lang)}\n")


def _text(text: str) -> str:
    """The text on one line, what is hidden in it written out, escaped."""
    return escape(clean(flat(text)), quote=True)
