"""What only people can say, question by question: lawrec declare and lawrec attest."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from lawrec.i18n import N_, _, language
from lawrec.operations.guide.desk import Desk
from lawrec.operations.guide.hints import clause_said, help_of, hint_of
from lawrec.operations.guide.questions import Answers, Choice, Question, choices_of, value_of
from lawrec.operations.pages import NEEDS_BASIS
from lawrec.operations.rulebook import clause_list
from lawrec.report.worklist import WorkList
from lawrec.schema.field_names import field_name
from lawrec.schema.questions import open_questions, question_text

_ANSWERS = ("yes", "no", "unknown")
_PENDING = "pending"
_TOLD = {
    "hearing_right": ("hearing_right_notice", ""),
    "statement_made": ("statement_defence_record", ""),
    "state_secret": ("secrecy_marking", "state"),
    "trade_secret": ("secrecy_marking", "trade"),
    "privacy": ("secrecy_marking", "privacy"),
}
"""A question -> the paper that says yes to it."""
_BASIS = N_("On what that rests: what was looked at, what was said")


class DeclareGuide:
    """The questions that no record of the case answers."""

    command = "declare"

    def __init__(self, desk: Desk) -> None:
        """A guide for the case on the desk."""
        self._desk = desk

    def title(self, answers: Answers) -> str:
        """What is done, and the case."""
        return f"{_('Answer questions')} · {self._desk.case}"

    def questions(self, answers: Answers) -> list[Question]:
        """Each open question, then what the answers rest on."""
        found = [self._question(name) for name in self._open(answers)]
        given = {q.key: answers.get(q.key) for q in found}
        needed = any(
            value in ("yes", "no") and (key in NEEDS_BASIS or (key, value) == ("incidents", "no"))
            for key, value in given.items()
        )
        basis = Question("basis", _(_BASIS), "text", required=needed)
        by = Question(
            "by", field_name("by", language()), "person", choices=self._desk.officers(), asked=False
        )
        at = Question("at", field_name("at", language()), "moment", asked=False)
        return [*found, basis, by, at]

    def _open(self, answers: Answers) -> Iterator[str]:
        case = self._desk.snapshot.case
        demanded = bool(self._desk.records("demand_notice"))
        known = self._desk.snapshot.declarations
        for name in open_questions(known, case.data if case else None, demanded=demanded):
            hearing = known["hearing_right"].answer if "hearing_right" in known else None
            hearing = answers.get("hearing_right") or hearing
            if name != "hearing_requested" or hearing != "no":
                yield name

    def _question(self, name: str) -> Question:
        choices = choices_of(_ANSWERS)
        text = question_text(name, language())
        return Question(
            name,
            text,
            "choice",
            hint_of(name),
            help_of(name),
            choices=choices,
            default=self._told(name),
        )

    def _told(self, name: str) -> str | None:
        """What a paper of the case says already; where none says it, nothing is proposed."""
        kind, secrecy = _TOLD.get(name, ("", ""))
        papers = self._desk.records(kind)
        if secrecy:
            papers = [page for page in papers if getattr(page.data, "type", None) == secrecy]
        return "yes" if papers else None

    def remarks(self, answers: Answers) -> Sequence[str]:
        """Nothing to look at once more."""
        return ()

    def commands(self, answers: Answers) -> list[list[str]]:
        """Give lawrec declare with the answers that were given."""
        line = ["declare", self._desk.case]
        line += [f"{name}={answers[name]}" for name in self._open(answers) if answers.get(name)]
        for key in ("basis", "by", "at"):
            line += [f"--{key}", answers[key]] if answers.get(key) else []
        return [line]


class AttestGuide:
    """The clauses that a machine cannot tell, for somebody who has looked at the file."""

    command = "attest"

    def __init__(self, desk: Desk, work: WorkList) -> None:
        """A guide for the case on the desk, with what its judgement leaves open."""
        self._desk = desk
        self._work = work

    def title(self, answers: Answers) -> str:
        """What is done, and the case."""
        return f"{_('Attest clauses')} · {self._desk.case}"

    def questions(self, answers: Answers) -> list[Question]:
        """Which clauses, whether they are met, who says so, and what was looked at."""
        chosen = answers.get("clauses") or ()
        shown = tuple(text for row in chosen for text in self._examine(row))
        return [
            Question(
                "clauses",
                _("Which clauses did you examine"),
                "choices",
                help=tuple(clause_said(row) for row in self._rows()),
                choices=tuple(self._choices()),
                required=True,
            ),
            Question(
                "answer",
                _("What did you find"),
                "choice",
                hint="\n".join(shown),
                choices=choices_of(("met", "not_met")),
                required=True,
            ),
            Question(
                "by",
                _("Who examined it; nobody judges a case of their own"),
                "person",
                choices=self._able(),
                default=self._examiner(),
                required=True,
            ),
            Question("basis", _(_BASIS), "text", required=True),
            Question("at", field_name("at", language()), "moment", asked=False),
        ]

    def _able(self) -> tuple[Choice, ...]:
        """Those who do not handle the case, the legal reviewers first."""
        first = self._desk.with_duty("legal_review")
        able = self._desk.officers(*first)
        return tuple(c for c in able if c.value not in self._desk.handlers) or able

    def _examiner(self) -> str | None:
        """Whoever works here, unless the case is their own."""
        who = self._desk.session.who
        return who if who in self._desk.staff and who not in self._desk.handlers else None

    def _rows(self) -> list[str]:
        """The rows for a person, then those that only lack certainty."""
        open_rows = [c for i in self._work.items if i.state == "undeterminable" for c in i.clauses]
        return list(dict.fromkeys((*self._work.person.clauses, *open_rows)))

    def _choices(self) -> Iterator[Choice]:
        titles = {row.id: row.title.text(language()) for row in clause_list()[0]}
        for row in self._rows():
            yield Choice(row, f"{row} {titles.get(row, '')}".strip())
        if self._work.no_rule.clauses:
            count = len(self._work.no_rule.clauses)
            yield Choice(_PENDING, _("all {count} rows without a rule").format(count=count))

    def _examine(self, row: str) -> Iterator[str]:
        """What the person has to look at for one row."""
        found = next((clause for clause in clause_list()[0] if clause.id == row), None)
        if found is not None:
            yield clause_said(row)
            if found.examine:
                yield "  " + found.examine.text(language())

    def remarks(self, answers: Answers) -> Sequence[str]:
        """Nothing to look at once more."""
        return ()

    def commands(self, answers: Answers) -> list[list[str]]:
        """Give lawrec attest with what was answered."""
        values = {q.key: value_of(q, answers) for q in self.questions(answers)}
        rows = values["clauses"] or []
        line = ["attest", self._desk.case, *(row for row in rows if row != _PENDING)]
        line += ["--pending"] if _PENDING in rows else []
        line += ["--not-met"] if values["answer"] == "not_met" else []
        for key in ("by", "basis", "at"):
            line += [f"--{key}", values[key]] if values.get(key) else []
        return [line]
