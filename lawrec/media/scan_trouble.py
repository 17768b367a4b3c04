"""Why a file or a page of a heap of scans cannot be read: a code."""

from __future__ import annotations

from typing import Literal, get_args

Trouble = Literal[
    "no_picture",  # neither a picture nor a PDF, whatever its name says
    "damaged",  # it begins like one and cannot be read to this page
    "encrypted",  # a PDF that asks for a password
    "too_large",  # more dots or pages than any scan has
    "hung",  # the reader was ended after its time
    "crashed",  # the reader ended itself
    "missing",  # the reader's libraries are not installed
    "not_cut",  # the pages taken out were not the same as before
]
TROUBLES: frozenset[str] = frozenset(get_args(Trouble))


class NotReadable(Exception):
    """The file is no readable scan; `code` says why."""

    def __init__(self, code: Trouble) -> None:
        super().__init__(code)
        self.code: Trouble = code
