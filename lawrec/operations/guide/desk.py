"""What lies on the desk while questions are answered: the case and the roster."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass, field
from datetime import datetime
from pathlib import Path

from lawrec.i18n import language
from lawrec.operations.guide.questions import Choice
from lawrec.operations.locate import lead_ids
from lawrec.operations.session import Session, open_session
from lawrec.report.lines import bracketed, when
from lawrec.schema.bureau import Officer
from lawrec.schema.case import Act
from lawrec.schema.media import FILMED
from lawrec.schema.moments import day_of
from lawrec.schema.names import name_of
from lawrec.schema.records.common import OutwardPaper, Record, Transcript
from lawrec.schema.records.kinds import KINDS
from lawrec.schema.snapshot import CaseSnapshot, Page
from lawrec.schema.value_names import value_name
from lawrec.store import layout
from lawrec.store.load import load_case

_EVIDENCE = (
    "evidence_list",
    "evidence_item",
    "documentary_evidence",
    "identity_document",
    "survey_result",
    "appraisal_opinion",
    "sampling_list",
)


@dataclass
class Desk:
    """The bureau and, where there is one, the case; read when the questions begin."""

    session: Session
    folder: Path | None = None
    snapshot: CaseSnapshot = field(default_factory=lambda: CaseSnapshot(""))

    @property
    def now(self) -> datetime:
        """The time of this computer, in the bureau's zone."""
        return self.session.now()

    @property
    def case(self) -> str:
        """How commands name the case."""
        return layout.case_label(self.folder) if self.folder else ""

    @property
    def staff(self) -> dict[str, Officer]:
        """The roster: the bureau's, or what a case alone carries of it."""
        facts = self.session.facts if self.session.bureau else self.snapshot.bureau
        return dict(facts.officers)

    @property
    def organ(self) -> str | None:
        """The bureau's own name, under which its seal stands."""
        facts = self.session.facts if self.session.bureau else self.snapshot.bureau
        return facts.profile.bureau.name if facts.profile else None

    @property
    def language(self) -> str:
        """The language in which the bureau writes its papers."""
        facts = self.session.facts if self.session.bureau else self.snapshot.bureau
        return facts.profile.language if facts.profile else "zh"

    @property
    def handlers(self) -> list[str]:
        """The officers of the case."""
        page = self.snapshot.case
        return list(page.data.officers) if page else []

    def parties(self) -> list[str]:
        """The parties of the case."""
        return [n for n, p in self.snapshot.persons.items() if p.capacity == "party"]

    def with_duty(self, duty: str) -> list[str]:
        """Those on the roster who have that duty now."""
        today = day_of(self.now)
        return [
            name
            for name, officer in self.staff.items()
            if any(
                duty in post.duties
                and (post.from_ is None or post.from_ <= today)
                and (post.to is None or today <= post.to)
                for post in officer.posts
            )
        ]

    def people(self, *first: str) -> tuple[Choice, ...]:
        """Who can be named: those given first, the case's, the roster, at last the bureau."""
        names = [*first, *self.handlers, *self.snapshot.persons, *self.staff]
        names += [self.organ] if self.organ else []
        return tuple(Choice(name, self._known_as(name)) for name in dict.fromkeys(names))

    def outsiders(self) -> tuple[Choice, ...]:
        """The people of the case who are not of the bureau."""
        return tuple(Choice(name, self._known_as(name)) for name in self.snapshot.persons)

    def officers(self, *first: str) -> tuple[Choice, ...]:
        """Those on the roster, the given ones and the case's first."""
        names = [*first, *self.handlers, *self.staff]
        return tuple(
            Choice(name, self._known_as(name))
            for name in dict.fromkeys(names)
            if name in self.staff
        )

    def knows(self, name: str) -> bool:
        """Whether the case or the roster has that name."""
        facts = self.session.facts if self.session.bureau else self.snapshot.bureau
        units = facts.profile.units if facts.profile else {}
        return name in self.snapshot.persons or name in self.staff or name in (self.organ, *units)

    def _known_as(self, name: str) -> str:
        person = self.snapshot.persons.get(name)
        if person is not None:
            return bracketed(name, value_name(person.capacity, language(), "capacity"))
        if name == self.organ:
            return bracketed(name, value_name("seal", language()))
        officer = self.staff.get(name)
        post = officer.posts[-1].post if officer and officer.posts else None
        return bracketed(name, post) if post else name

    def acts(self, kind: str) -> list[Page[Act]]:
        """The acts of that kind, oldest first."""
        return [page for page in self.snapshot.acts if page.data.kind == kind]

    def without_paper(self, act_kind: str, paper: str) -> list[Page[Act]]:
        """The acts of that kind for which no paper of that kind is there yet."""
        papers = {page.data.act for page in self.snapshot.records if page.data.kind == paper}
        return [page for page in self.acts(act_kind) if page.id not in papers]

    def records(self, *kinds: str) -> list[Page[Record]]:
        """The papers of these kinds that are in the case, oldest first."""
        return [page for page in self.snapshot.records if page.data.kind in kinds]

    def files(self, *, media: bool = True) -> tuple[Choice, ...]:
        """Every paper, and with `media` every medium, to be named by its id."""
        found = [
            Choice(page.id, f"{page.id} {self.paper_name(page)}") for page in self.snapshot.records
        ]
        if media:
            found += [
                Choice(
                    page.id,
                    f"{page.id} {value_name(page.data.mode, language())} "
                    f"{page.data.title or page.data.original_name}",
                )
                for page in self.snapshot.media
            ]
        return tuple(found)

    def paper_name(self, page: Page[Record]) -> str:
        """A paper by its own title or kind, and when it was made."""
        kind = KINDS.get(page.data.kind)
        name = page.data.title or ((kind.zh if language() == "zh" else kind.en) if kind else "")
        made = page.data.made_at
        return f"{name} {when(made)}" if made is not None else name

    def act_name(self, page: Page[Act]) -> str:
        """An act by its id, kind, time and place."""
        act = page.data
        return " ".join(
            (page.id, name_of(act.kind, language()), when(act.start), act.place or "")
        ).strip()

    def proofs(self) -> list[str]:
        """What a decision usually rests on: transcripts, evidence, footage of the case."""
        papers = [
            page.id
            for page in self.snapshot.records
            if page.data.draft is None
            and (isinstance(page.data, Transcript) or page.data.kind in _EVIDENCE)
        ]
        return papers + [page.id for page in self.snapshot.media if page.data.mode in FILMED]

    def earlier(self, name: str, kinds: tuple[str, ...]) -> object:
        """What the newest of these papers says in that field."""
        for page in reversed(self.records(*kinds)):
            value = getattr(page.data, name, None)
            if value:
                return list(value) if isinstance(value, tuple) else value
        return None

    def outward(self) -> Iterator[Page[Record]]:
        """The papers that leave the house."""
        return (page for page in self.snapshot.records if isinstance(page.data, OutwardPaper))


def open_desk(start: Path, folder: Path | None, bureau: Path | None, as_who: str | None) -> Desk:
    """The desk for a case, or without one for the bureau around `start`."""
    if folder is None:
        return Desk(open_session(start, bureau=bureau, as_who=as_who))
    session = open_session(folder, bureau=bureau, as_who=as_who, leads=lead_ids(folder))
    return Desk(
        session, folder, load_case(folder, bureau=session.facts if session.bureau else None)
    )
