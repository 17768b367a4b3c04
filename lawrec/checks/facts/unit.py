"""A bureau as the unit-level rules see it: look-ups over its snapshot, and the time of judging."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date, datetime
from typing import TypeVar

from lawrec.schema.bureau import Duty, Officer, Post, Profile, Unit
from lawrec.schema.clause import Rulebook
from lawrec.schema.moments import day_of, last_instant
from lawrec.schema.records.common import Record
from lawrec.schema.snapshot import Page, Place
from lawrec.schema.unit_snapshot import UnitSnapshot

R = TypeVar("R", bound=Record)
COVERED = ("section", "institution")
"""The types of unit that article 2 names; branches have their own rules (article 30)."""


@dataclass(frozen=True, slots=True)
class UnitFacts:
    """The facts of one bureau for the rules: immutable, without disk or clock."""

    snapshot: UnitSnapshot
    rulebook: Rulebook
    as_of: datetime

    @property
    def profile(self) -> Profile:
        """lawrec.yaml."""
        return self.snapshot.profile.data

    @property
    def day(self) -> date:
        """The calendar day of judging, in Chinese time."""
        return day_of(self.as_of)

    def at(self, *keys: str | int) -> Place:
        """The place of a field of the profile."""
        return self.snapshot.profile.at(*keys)

    @property
    def enforcing(self) -> dict[str, Unit]:
        """The units that the regulation covers and that enforce: they have officers or cases."""
        busy = {case.unit for case in self.snapshot.cases.values()}
        busy |= {post.unit for _name, post in self.posts("enforcement", self.day)}
        return {
            name: unit
            for name, unit in self.profile.units.items()
            if unit.type in COVERED and name in busy
        }

    def officer(self, name: str) -> Officer | None:
        """A member of staff, by name or certificate number."""
        staff = self.snapshot.staff.data
        found = (
            officer
            for officer in staff.values()
            if officer.certificate and officer.certificate.number == name
        )
        return staff.get(name) or next(found, None)

    def posts(self, duty: Duty, on: date) -> Iterator[tuple[str, Post]]:
        """Who has that duty on that day, and in which post."""
        for name, officer in self.snapshot.staff.data.items():
            for post in officer.posts:
                if duty in post.duties and in_post(post, on):
                    yield name, post

    def records_of(self, model: type[R]) -> list[Page[R]]:
        """The bureau's final papers of that model, as far as they were made by now."""
        return [
            page  # type: ignore[misc]
            for page in self.snapshot.records
            if isinstance(page.data, model) and not page.data.draft and self.made(page.data)
        ]

    def made(self, record: Record) -> bool:
        """Whether a paper was made by the time of judging; one without a time counts as made."""
        return record.made_at is None or last_instant(record.made_at) <= last_instant(self.day)

    def covers(self, moment: date | datetime) -> bool:
        """Whether what happened then is measured by the regulation, as far as anybody has said."""
        since = self.profile.effective_from
        return since is None or day_of(moment) >= since

    def in_force(self) -> bool:
        """Whether the regulation is in force, as far as anybody has said since when.

        What only the sender of a folder states switches nothing off (decision 23).
        """
        since = self.profile.effective_from
        return since is None or since <= self.day or not self.snapshot.known


def in_post(post: Post, on: date) -> bool:
    """Whether the post was held on that day; the first and the last day count."""
    return post.from_ <= on and (post.to is None or on <= post.to)
