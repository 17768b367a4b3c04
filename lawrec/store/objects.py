"""The objects of one case's history, loose or packed, each checked against its id."""

from __future__ import annotations

from collections import Counter
from collections.abc import Mapping
from pathlib import Path

from lawrec.schema.history import HistoryProblem, ProblemCode
from lawrec.store.gitdir import GitDir
from lawrec.store.object_formats import (
    MIB,
    Budget,
    ObjectKind,
    ParsedCommit,
    Unreadable,
    object_id,
    parse_commit,
    parse_loose,
    parse_tree,
)
from lawrec.store.packs import read_pack

_LOOSE_FILE_LIMIT = 9 * MIB
_REPORTED_PER_CODE = 20
#: Bytes charged for a name that stays in memory, beside its own length.
_KEPT_NAME = 128
_KEPT_COMMIT = 512


class Problems:
    """The problems met so far: each once, and of every kind no more than a reader can use."""

    def __init__(self) -> None:
        """Start with none."""
        self._found: dict[tuple[str, ...], HistoryProblem] = {}
        self._counts: Counter[ProblemCode] = Counter()

    def add(self, code: ProblemCode, **params: str) -> None:
        """Note a problem; its values are made safe to encode."""
        clean = {key: _encodable(value) for key, value in params.items()}
        key = (code, *clean.values())
        if key not in self._found:
            self._counts[code] += 1
            if self._counts[code] <= _REPORTED_PER_CODE:
                self._found[key] = HistoryProblem(code, clean)

    def add_trouble(self, trouble: Unreadable, what: str = "") -> None:
        """Note what a parser could not read; `what` names it unless the parser knew."""
        self.add(trouble.code, **({"what": what} if what else {}) | trouble.params)

    def has(self, code: ProblemCode) -> bool:
        """Whether a problem of this kind was met."""
        return bool(self._counts[code])

    def all(self) -> tuple[HistoryProblem, ...]:
        """The problems in the order in which they were met, then how many were left out."""
        more = [
            HistoryProblem(
                "more_problems", {"what": code, "count": str(count - _REPORTED_PER_CODE)}
            )
            for code, count in self._counts.items()
            if count > _REPORTED_PER_CODE
        ]
        return (*self._found.values(), *more)


class ObjectStore:
    """Objects by id below one case folder's `.git`, read once, under one budget.

    What cannot be read is None and noted in `problems`; nothing is raised for content.
    """

    def __init__(self, folder: Path, budget: Budget | None = None) -> None:
        """Open nothing yet, except to see that `.git` is a real folder."""
        self.problems = Problems()
        self.git = GitDir(folder)
        self.budget = budget or Budget()
        trouble = self.git.trouble()
        self.usable = trouble is None
        if trouble:
            self.problems.add_trouble(trouble)
        self._packed: dict[str, tuple[ObjectKind, bytes]] = {}
        self._oversize: set[str] = set()
        self._packs: list[str] | None = None
        self._trees: dict[str, Mapping[str, tuple[bool, str]] | None] = {}

    def read(self, wanted: str, kind: ObjectKind) -> bytes | None:
        """The content of the object with this id, if it is of this kind and genuine."""
        if not self.usable:
            return None
        found: tuple[ObjectKind, bytes] | None
        try:
            found = self._loose(wanted)
        except Unreadable as trouble:
            found = self._from_packs(wanted)
            if found is None or trouble.code != "object_missing":
                self._note(trouble, wanted)
        if found is None:
            return None
        if found[0] != kind:
            self.problems.add("object_bad", what=wanted)
            return None
        return found[1]

    def commit(self, wanted: str) -> ParsedCommit | None:
        """The commit with this id."""
        data = self.read(wanted, "commit")
        if data is None:
            return None
        try:
            self.budget.take_bytes(_KEPT_COMMIT)
            return parse_commit(data)
        except Unreadable as trouble:
            self.problems.add_trouble(trouble, wanted)
            return None

    def tree(self, wanted: str) -> Mapping[str, tuple[bool, str]] | None:
        """The folder with this id: name -> (is it a folder, id), without what no case may hold."""
        if wanted not in self._trees:
            self._trees[wanted] = self._parsed_tree(wanted)
        return self._trees[wanted]

    def _parsed_tree(self, wanted: str) -> Mapping[str, tuple[bool, str]] | None:
        data = self.read(wanted, "tree")
        if data is None:
            return None
        try:
            tree = parse_tree(data)
            self.budget.take_bytes(_KEPT_NAME * len(tree.items) + len(data))
        except Unreadable as trouble:
            self.problems.add_trouble(trouble, wanted)
            return None
        for code, name in tree.odd:
            self.problems.add(code, what=name)
        return tree.items

    def _note(self, trouble: Unreadable, wanted: str) -> None:
        if trouble.code == "object_missing":
            if wanted in self._oversize:
                trouble = Unreadable("too_large")
            elif self.problems.has("budget_spent"):
                return  # it may well lie in the part that was not read
        self.problems.add_trouble(trouble, wanted)

    def _loose(self, wanted: str) -> tuple[ObjectKind, bytes]:
        raw = self.git.read(f"objects/{wanted[:2]}/{wanted[2:]}", _LOOSE_FILE_LIMIT)
        if raw is None:
            raise Unreadable("object_missing")
        self.budget.take_object()
        self.budget.take_bytes(len(raw))
        kind, data = parse_loose(raw, self.budget)
        found = object_id(kind, data)
        if found != wanted:
            raise Unreadable("object_id_differs", found=found)
        return kind, data

    def _from_packs(self, wanted: str) -> tuple[ObjectKind, bytes] | None:
        while wanted not in self._packed and self._read_next_pack():
            pass
        return self._packed.get(wanted)

    def _read_next_pack(self) -> bool:
        try:
            if self._packs is None:
                self._packs = self.git.packs()[::-1]
            if not self._packs:
                return False
            name = self._packs.pop()
            data = self.git.read(name, self.budget.bytes_left)
            self.budget.take_bytes(len(data or b""))
        except Unreadable as trouble:
            self.problems.add_trouble(trouble)
            self._packs = self._packs or []
            return bool(self._packs)
        content = read_pack(data or b"", self.budget)
        self._packed |= content.objects
        self._oversize |= content.oversize
        for code in sorted(content.problems):
            self.problems.add_trouble(Unreadable(code), f".git/{name}")
        return True


def _encodable(value: str) -> str:
    return value.encode("utf-8", "backslashreplace").decode()
