"""Daily commands with few questions: footage, scans, originals, forms, archiving."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import replace
from pathlib import Path

from lawrec.i18n import _, language
from lawrec.operations.guide.desk import Desk
from lawrec.operations.guide.questions import Answers, Choice, Question, value_of
from lawrec.schema.field_names import field_name

Asked = Sequence[Question] | Callable[[Answers], Sequence[Question]]
"""The questions of a small guide, or what makes them of the answers so far."""


class SmallGuide:
    """A guide with few questions; with `of_case` its command names the case first."""

    def __init__(
        self,
        desk: Desk,
        command: str,
        questions: Asked,
        line: Callable[[Answers], list[str]],
        *,
        of_case: bool = True,
    ) -> None:
        """Put `questions`; `line` makes the arguments behind the case of their answers."""
        self.command = command
        self._desk = desk
        self._questions = questions
        self._line = line
        self._of_case = of_case

    def title(self, answers: Answers) -> str:
        """The case."""
        return self._desk.case

    def questions(self, answers: Answers) -> Sequence[Question]:
        """The questions that these answers lead to."""
        return self._questions(answers) if callable(self._questions) else self._questions

    def remarks(self, answers: Answers) -> Sequence[str]:
        """Nothing to look at once more."""
        return ()

    def commands(self, answers: Answers) -> list[list[str]]:
        """The one command line."""
        values = {q.key: value_of(q, answers) for q in self.questions(answers)}
        case = [self._desk.case] if self._of_case else []
        return [[*self.command.split(), *case, *self._line(values)]]


def import_guide(desk: Desk) -> SmallGuide:
    """Bring in footage from a card or a folder."""
    who = desk.session.who
    officers = desk.officers(*([who] if who in desk.staff else []))
    questions = (
        Question(
            "source",
            _("The card or folder; it can be dragged into this window"),
            "path",
            required=True,
        ),
        Question(
            "officer",
            _("Who filmed"),
            "person",
            choices=officers,
            default=who if who in desk.staff else None,
        ),
    )
    return SmallGuide(
        desk, "import-media", questions, lambda v: [v["source"], *option("officer", v)]
    )


def attach_guide(desk: Desk) -> SmallGuide:
    """Attach a scan: of a signed paper, or of something that was handed in, or a whole folder."""
    papers = tuple(reversed(desk.files(media=False)))

    def questions(answers: Answers) -> Sequence[Question]:
        file = Question(
            "file", _("The scan: a PDF or picture; or a folder of scans"), "path", required=True
        )
        if Path(str(answers.get("file") or "")).is_dir():
            return (file,)
        of = Question(
            "scan-of",
            _("Of which paper; empty for what was handed in, such as a receipt"),
            "choice",
            choices=papers,
            asked=bool(papers),
        )
        own = not answers.get("scan-of")
        return (
            file,
            of,
            Question("title", _("What it is"), "text", required=own, asked=own),
            Question("proves", _("What it proves"), "text", asked=own),
            replace(_seen_by(desk, required=False), asked=not own),
            Question("kept-at", field_name("kept_at", language()), "text", asked=not own),
        )

    def line(values: Answers) -> list[str]:
        if "scan-of" not in values:
            return ["--sort", values["file"]]
        names = ("scan-of", "title", "proves", "seen-by", "kept-at")
        return [values["file"], *(o for n in names for o in option(n, values))]

    return SmallGuide(desk, "attach", questions, line)


def seen_guide(desk: Desk) -> SmallGuide:
    """Note that somebody has seen the signatures on papers."""
    waiting = [
        page.id
        for page in desk.snapshot.records
        if page.id not in desk.snapshot.originals
        and page.data.draft is None
        and (page.data.signatures or getattr(page.data, "steps", ()))
    ]
    questions = (
        Question(
            "records",
            _("Which papers have you seen with their signatures"),
            "files",
            choices=desk.files(media=False),
            default=waiting or None,
            required=True,
        ),
        Question("kept-at", field_name("kept_at", language()), "text", required=True),
        Question(
            "by",
            field_name("seen_by", language()),
            "person",
            choices=desk.officers(desk.session.who),
            default=desk.session.who if desk.session.who in desk.staff else None,
            required=True,
        ),
    )
    return SmallGuide(
        desk,
        "seen",
        questions,
        lambda v: [",".join(v["records"]), *option("kept-at", v), *option("by", v)],
    )


def render_guide(desk: Desk) -> SmallGuide:
    """Print a form for a paper of the case."""
    formats = (Choice("pdf", "PDF"), Choice("docx", "Word / WPS (docx)"))
    papers = desk.files(media=False)
    questions = (
        Question(
            "records",
            _("Which papers"),
            "files",
            choices=tuple(reversed(papers)),
            default=[papers[-1].value] if papers else None,
            required=True,
        ),
        Question("format", _("As what"), "choice", choices=formats, default="pdf", required=True),
        Question("out", _("Into which folder"), "path", default=_desktop(), required=True),
    )
    return SmallGuide(
        desk,
        "render",
        questions,
        lambda v: [*v["records"], *option("format", v), *option("out", v)],
    )


def archive_guide(desk: Desk) -> SmallGuide:
    """Archive the case."""
    custodians = desk.with_duty("custodian")
    profile = desk.session.facts.profile
    periods = dict.fromkeys(profile.retention.values()) if profile else {}
    questions = (
        Question(
            "custodian",
            _("Who takes the case file over"),
            "person",
            choices=desk.officers(*custodians),
            default=custodians[0] if len(custodians) == 1 else None,
        ),
        Question(
            "retention",
            field_name("retention", language()),
            "choice",
            choices=tuple(Choice(period, period) for period in periods),
            own=True,
        ),
        Question("kept-at", _("Where the signed transfer record lies"), "text"),
        _seen_by(desk, required=False),
    )
    names = ("custodian", "retention", "kept-at", "seen-by")
    return SmallGuide(
        desk, "archive", questions, lambda v: [o for n in names for o in option(n, v)]
    )


def _desktop() -> str:
    """Where people look for what they print: their desktop, else their home folder."""
    home = Path.home()
    found = (home / name for name in ("Desktop", "桌面"))
    return str(next((folder for folder in found if folder.is_dir()), home))


def _seen_by(desk: Desk, *, required: bool) -> Question:
    label = field_name("seen_by", language())
    return Question("seen-by", label, "person", choices=desk.officers(), required=required)


def option(name: str, values: Answers) -> list[str]:
    """An option where it has a value."""
    return [f"--{name}", values[name]] if values.get(name) else []
