"""Daily commands with few questions: footage, scans, originals, forms, archiving."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from pathlib import Path

from lawrec.i18n import _, language
from lawrec.operations.guide.desk import Desk
from lawrec.operations.guide.questions import Answers, Choice, Question, value_of
from lawrec.schema.field_names import field_name


class SmallGuide:
    """A guide whose questions do not depend on each other."""

    def __init__(
        self,
        desk: Desk,
        command: str,
        questions: Sequence[Question],
        line: Callable[[Answers], list[str]],
    ) -> None:
        """Put `questions`; `line` makes the arguments behind the case of their answers."""
        self.command = command
        self._desk = desk
        self._questions = questions
        self._line = line

    def title(self, answers: Answers) -> str:
        """The case."""
        return self._desk.case

    def questions(self, answers: Answers) -> Sequence[Question]:
        """The questions, always the same."""
        return self._questions

    def commands(self, answers: Answers) -> list[list[str]]:
        """The one command line."""
        values = {q.key: value_of(q, answers) for q in self._questions}
        return [[self.command, self._desk.case, *self._line(values)]]


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
        desk, "import-media", questions, lambda v: [v["source"], *_option("officer", v)]
    )


def attach_guide(desk: Desk) -> SmallGuide:
    """Attach the scan of a signed paper."""
    papers = desk.files(media=False)
    questions = (
        Question("file", _("The scan: a PDF or picture"), "path", required=True),
        Question("scan-of", _("Of which paper"), "choice", choices=papers),
        Question("title", _("What it is"), "text", asked=not papers),
        _seen_by(desk, required=False),
        Question("kept-at", field_name("kept_at", language()), "text"),
    )
    names = ("scan-of", "title", "seen-by", "kept-at")
    return SmallGuide(
        desk, "attach", questions, lambda v: [v["file"], *(o for n in names for o in _option(n, v))]
    )


def seen_guide(desk: Desk) -> SmallGuide:
    """Note that somebody has seen the signatures on papers."""
    waiting = [p.id for p in desk.snapshot.records if p.id not in desk.snapshot.originals]
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
        lambda v: [",".join(v["records"]), *_option("kept-at", v), *_option("by", v)],
    )


def render_guide(desk: Desk) -> SmallGuide:
    """Print a form for a paper of the case."""
    formats = (Choice("pdf", "PDF"), Choice("docx", "Word / WPS (docx)"))
    papers = desk.files(media=False)
    questions = (
        Question(
            "record",
            _("Which paper"),
            "choice",
            choices=tuple(reversed(papers)),
            default=papers[-1].value if papers else None,
            required=True,
        ),
        Question("format", _("As what"), "choice", choices=formats, default="pdf", required=True),
        Question("out", _("Into which folder"), "path", default=_desktop(), required=True),
    )
    return SmallGuide(
        desk,
        "render",
        questions,
        lambda v: [v["record"], *_option("format", v), *_option("out", v)],
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
        desk, "archive", questions, lambda v: [o for n in names for o in _option(n, v)]
    )


def _desktop() -> str:
    """Where people look for what they print: their desktop, else their home folder."""
    home = Path.home()
    found = (home / name for name in ("Desktop", "桌面"))
    return str(next((folder for folder in found if folder.is_dir()), home))


def _seen_by(desk: Desk, *, required: bool) -> Question:
    label = field_name("seen_by", language())
    return Question("seen-by", label, "person", choices=desk.officers(), required=required)


def _option(name: str, values: Answers) -> list[str]:
    return [f"--{name}", values[name]] if values.get(name) else []


MAKERS: dict[str, Callable[[Desk], SmallGuide]] = {
    "import-media": import_guide,
    "attach": attach_guide,
    "seen": seen_guide,
    "render": render_guide,
    "archive": archive_guide,
}
"""Command -> what makes its guide."""
