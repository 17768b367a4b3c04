"""One case as the rules see it: look-ups over the snapshot, and the time of judging."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass, field
from datetime import date, datetime, timedelta
from functools import cached_property
from typing import TypeVar

from lawrec.checks.facts.calendar import Calendar, no_calendar
from lawrec.schema.base import is_blank
from lawrec.schema.bureau import Duty, Officer, Profile
from lawrec.schema.case import Act, ActKind, Case, Declaration, Person
from lawrec.schema.clause import Rulebook
from lawrec.schema.ids import id_of, sort_key
from lawrec.schema.media import Sidecar
from lawrec.schema.moments import Tri, day_of, last_instant
from lawrec.schema.records.common import Record
from lawrec.schema.records.kinds import KINDS
from lawrec.schema.snapshot import CaseSnapshot, Page, Place, ReadProblem

R = TypeVar("R", bound=Record)
T = TypeVar("T")


@dataclass(frozen=True)
class Facts:
    """The facts of one case for the rules: immutable, without disk or clock.

    `as_of` is the time of judging; `at_archive` asks how the case will stand once archived,
    so that what is only due at the end is due now. `calendar` knows the days of rest.
    `entries` are the rows of upper-law books that allow to depart from others (4.4b), `rulesets`
    the books of branches that are loaded (article 30).
    """

    snapshot: CaseSnapshot
    rulebook: Rulebook
    as_of: datetime
    at_archive: bool = False
    calendar: Calendar = no_calendar
    entries: Mapping[str, frozenset[str]] = field(default_factory=dict)
    rulesets: frozenset[str] = frozenset()
    cache: dict[str, object] = field(default_factory=dict, compare=False, repr=False)

    @property
    def case(self) -> Case | None:
        """case.yaml, or None if it cannot be read."""
        return self.snapshot.case.data if self.snapshot.case else None

    @property
    def case_place(self) -> Place:
        """Where case.yaml stands, for findings about the case as a whole."""
        return self.snapshot.case.at() if self.snapshot.case else Place("case.yaml")

    @property
    def profile(self) -> Profile | None:
        """The bureau's profile, if anyone states it."""
        return self.snapshot.bureau.profile

    @cached_property
    def _by_id(self) -> Mapping[str, Page[Act] | Page[Record] | Page[Sidecar]]:
        pages = (*self.snapshot.acts, *self.snapshot.records, *self.snapshot.media)
        return {page.id: page for page in pages}  # type: ignore[misc]

    @property
    def acts(self) -> tuple[Page[Act], ...]:
        """All acts, in the order of their ids."""
        return self.snapshot.acts

    def acts_of(self, *kinds: ActKind) -> list[Page[Act]]:
        """The acts of these kinds."""
        return [act for act in self.snapshot.acts if act.data.kind in kinds]

    def act(self, act_id: str | None) -> Page[Act] | None:
        """The act with that id."""
        return next((act for act in self.snapshot.acts if act.id == act_id), None)

    def records_of(self, *kinds: str, act: str | None = None) -> list[Page[Record]]:
        """The final records of these kinds, with those that stand for one under "等".

        A draft is not yet a paper. With `act`, only the records of that act.
        """
        return self._of_kinds(kinds, act, draft=False)

    def drafts_of(self, *kinds: str, act: str | None = None) -> list[Page[Record]]:
        """The drafts of these kinds."""
        return self._of_kinds(kinds, act, draft=True)

    def _of_kinds(
        self, kinds: tuple[str, ...], act: str | None, *, draft: bool
    ) -> list[Page[Record]]:
        """Looked up in an index, because rules ask for kinds some hundred times a case."""
        pages = self._by_kinds.get((kinds, draft))
        if pages is None:
            found = {at for kind in kinds for at in self._kind_index.get((kind, draft), ())}
            pages = tuple(self.snapshot.records[at] for at in sorted(found))
            self._by_kinds[kinds, draft] = pages
        return [page for page in pages if act is None or page.data.act == act]

    @cached_property
    def _by_kinds(self) -> dict[tuple[tuple[str, ...], bool], tuple[Page[Record], ...]]:
        """What was looked up before, by the kinds that were asked for."""
        return {}

    @cached_property
    def _kind_index(self) -> Mapping[tuple[str, bool], list[int]]:
        """Kind and whether it is a draft -> where such records stand in the snapshot."""
        index: dict[tuple[str, bool], list[int]] = {}
        for at, page in enumerate(self.snapshot.records):
            for kind in self.stands_for(page.data):
                index.setdefault((kind, bool(page.data.draft)), []).append(at)
        return index

    @staticmethod
    def stands_for(record: Record) -> set[str]:
        """The record's own kind, and the kind that it substitutes."""
        return {record.kind, *([record.substitutes.kind] if record.substitutes else [])}

    def typed(self, pages: Iterable[Page[Record]], model: type[R]) -> list[Page[R]]:
        """Only the pages whose content is of that model (a substitute may be of another)."""
        return [page for page in pages if isinstance(page.data, model)]  # type: ignore[misc]

    def record(self, record_id: str | None) -> Page[Record] | None:
        """The record with that id."""
        page = self._by_id.get(record_id or "")
        return page if page and isinstance(page.data, Record) else None

    def medium(self, media_id: str | None) -> Page[Sidecar] | None:
        """The medium with that id."""
        page = self._by_id.get(media_id or "")
        return page if page and isinstance(page.data, Sidecar) else None

    def media_of(self, act_id: str) -> list[Page[Sidecar]]:
        """The media that name this act."""
        return [page for page in self.snapshot.media if page.data.act == act_id]

    def exists(self, item_id: str) -> bool:
        """Whether an act, record or medium of that id is in the case."""
        return item_id in self._by_id

    @cached_property
    def unread(self) -> Mapping[str, ReadProblem]:
        """Kinds of page, by their file names, of which one could not be read, and its problem.

        A medium counts as `media`, the page of the case itself as `case`.
        """
        found: dict[str, ReadProblem] = {}
        for problem in self.snapshot.problems:
            name = problem.place.path.rsplit("/", 1)[-1].removesuffix(".yaml")
            item = id_of(name)
            if item is None and name == "case" and self.case is None:
                found.setdefault(name, problem)
            elif item is not None and not self.exists(item):
                kind = "media" if item.startswith("M") else name.partition("-")[2]
                found.setdefault(kind, problem)
        return found

    @cached_property
    def unread_ids(self) -> frozenset[str | None]:
        """The ids, by their file names, of the pages that could not be read or hold a fault."""
        paths = (problem.place.path for problem in self.snapshot.problems)
        return frozenset(id_of(path.rsplit("/", 1)[-1]) for path in paths)

    def about(self, item_id: str, *kinds: str) -> list[Page[Record]]:
        """The final records of these kinds (all, if none is named) that are about that item."""
        pages = self.records_of(*kinds) if kinds else self.final_records
        return [page for page in pages if item_id in page.data.about]

    @cached_property
    def final_records(self) -> list[Page[Record]]:
        """All records that are not drafts."""
        return [page for page in self.snapshot.records if not page.data.draft]

    @cached_property
    def parties(self) -> tuple[str, ...]:
        """The names of the parties."""
        return tuple(
            name for name, person in self.snapshot.persons.items() if person.capacity == "party"
        )

    def person(self, name: str) -> Person | None:
        """Someone outside the bureau."""
        return self.snapshot.persons.get(name)

    def officer(self, name: str) -> Officer | None:
        """A member of staff."""
        return self.snapshot.bureau.officers.get(name)

    def has_duty(self, name: str, duty: Duty, on: date | datetime | None) -> Tri:
        """Whether that person had the duty on that day; unknown for strangers or without a day."""
        officer = self.officer(name)
        if officer is None or on is None:
            return "unknown"
        day = day_of(on)
        for post in officer.posts:
            if (
                duty in post.duties
                and (post.from_ is None or post.from_ <= day)
                and (post.to is None or day <= post.to)
            ):
                return "yes"
        return "no"

    def declaration(self, question: str) -> Declaration | None:
        """The handlers' answer to a question; one that nobody stands for is none."""
        declared = self.snapshot.declarations.get(question)
        return None if declared is None or is_blank(declared.by) else declared

    def answer(self, question: str) -> Tri:
        """The answer; missing counts as unknown."""
        declaration = self.declaration(question)
        return declaration.answer if declaration else "unknown"

    def number(self, clause: str, name: str) -> int:
        """A number of the law from the clause list, such as the 24 hours of 9.1d."""
        return int(self.rulebook.number(clause, name).value)

    def limit(self, clause: str, name: str) -> timedelta:
        """A number of the law as a length of time (hours or days)."""
        number = self.rulebook.number(clause, name)
        return timedelta(**{number.unit: int(number.value)})

    def passed(self, moment: date | datetime) -> bool:
        """Whether that moment is wholly over at the time of judging."""
        return last_instant(moment) < self.as_of

    def once(self, key: str, make: Callable[[], T]) -> T:
        """What `make` gives, made at most once for this case: many rules ask for the same."""
        if key not in self.cache:
            self.cache[key] = make()
        return self.cache[key]  # type: ignore[return-value]

    @property
    def label(self) -> str:
        """How commands name this case."""
        return self.snapshot.name

    def kind_of(self, record: Record) -> object:
        """The kind of a record, for a message; its bare name if it is not in the table."""
        return KINDS.get(record.kind, record.kind)


def by_id(pages: Iterable[Page[R]]) -> list[Page[R]]:
    """The pages in the order of their ids."""
    return sorted(pages, key=lambda page: sort_key(page.id))
