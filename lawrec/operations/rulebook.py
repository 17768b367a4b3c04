"""Joins the rules with their clause list; an unknown id or a doubly claimed row fails here."""

from __future__ import annotations

import hashlib
from functools import lru_cache
from importlib import import_module
from importlib.resources import files
from importlib.resources.abc import Traversable
from pathlib import Path

from lawrec.checks.base import Rule
from lawrec.errors import InputError
from lawrec.i18n import _
from lawrec.operations.own_books import own_book
from lawrec.schema.clause import BookInfo, Clause, Rulebook
from lawrec.store.yaml_io import parse

BOOKS = ("panjin", "liaoning", "national")
"""The rulebooks that come with lawrec: the regulation, the province's rules, national law."""

MAIN = "panjin"
"""The book that decides whether a case is complete."""

Book = tuple[Rulebook, tuple[Rule, ...]]


def load_rulebook(name: str = MAIN, bureau: Path | None = None) -> Book:
    """The clause list of that name with its rules.

    The version is a digest over the clause list and the rules' own sources, so that an
    attestation of what could not be judged lapses when either changes. A name that lawrec does
    not know is looked for among the bureau's own books (article 30).
    """
    if name in BOOKS:
        return _shipped(name)
    found = own_book(bureau, name) if bureau is not None else None
    if found is None:
        raise InputError(
            _("There is no rulebook named {name}").format(name=name),
            fix=_("Known rulebooks: {names}").format(names=", ".join(BOOKS)),
        )
    base = found.info.extends or MAIN
    if base not in BOOKS:
        raise InputError(
            _("{path} extends {book}, which does not come with lawrec").format(
                path=found.path, book=base
            ),
            where=found.path,
            fix=_("Known rulebooks: {names}").format(names=", ".join(BOOKS)),
        )
    return found.on(*_shipped(base))


@lru_cache(maxsize=4)
def _shipped(name: str) -> Book:
    package = f"lawrec.checks.{name}"
    rules: tuple[Rule, ...] = import_module(package).RULES
    clauses, text = clause_list(name)
    digest = hashlib.sha256(text)
    for source in _sources(files("lawrec") / "checks"):
        digest.update(source)
    version = f"{name}-{digest.hexdigest()[:12]}"
    claimed = _claims(rules, {clause.id for clause in clauses})
    return Rulebook(
        name=name, version=version, clauses=clauses, info=book_info(name), rules=claimed
    ), rules


@lru_cache(maxsize=4)
def clause_list(name: str = MAIN) -> tuple[tuple[Clause, ...], bytes]:
    """The rows of a clause list in order, and the text that they were read from."""
    # Not files() of the rulebook itself: that would import all its rules.
    folder = files("lawrec") / "checks" / name / "clauses"
    clauses: list[Clause] = []
    whole = b""
    for source in sorted(folder.iterdir(), key=lambda item: item.name):
        if source.name.endswith(".yaml"):
            text = source.read_bytes().replace(b"\r\n", b"\n")
            whole += text
            clauses += _clauses(text, source.name)
    return tuple(clauses), whole


@lru_cache(maxsize=4)
def book_info(name: str = MAIN) -> BookInfo:
    """What a book that comes with lawrec says of itself, in its `book.yaml`."""
    text = (files("lawrec") / "checks" / name / "book.yaml").read_bytes()
    return BookInfo.model_validate(parse(text, "book.yaml").data)


def _clauses(text: bytes, name: str) -> list[Clause]:
    data = parse(text, name).data
    if not isinstance(data, list):
        raise TypeError(f"{name} is no list of clauses")
    return [Clause.model_validate(row) for row in data]


def _sources(folder: Traversable) -> list[bytes]:
    """The rules' own text, whatever way the files were checked out."""
    found: list[tuple[str, bytes]] = []
    for item in folder.iterdir():
        if item.is_dir() and not item.name.startswith(("_", ".")):
            found += [(f"{item.name}/{n}", text) for n, text in enumerate(_sources(item))]
        elif item.name.endswith(".py"):
            found.append((item.name, item.read_bytes().replace(b"\r\n", b"\n")))
    return [text for _name, text in sorted(found)]


def _claims(rules: tuple[Rule, ...], known: set[str]) -> dict[str, tuple[str, ...]]:
    """Clause id -> rules; a rule for a row that does not exist is a defect of lawrec."""
    claims: dict[str, tuple[str, ...]] = {}
    for rule in rules:
        if rule.clause not in known:
            raise LookupError(f"{rule.name} judges {rule.clause}, which the clause list lacks")
        if rule.clause in claims:
            raise LookupError(f"{rule.name} judges {rule.clause}, as does {claims[rule.clause]}")
        claims[rule.clause] = (rule.name,)
    return claims
