"""An enforcement act, question by question: lawrec log-act."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from datetime import date
from typing import get_args

from lawrec.i18n import _, language
from lawrec.operations.guide.desk import Desk
from lawrec.operations.guide.flow import setting
from lawrec.operations.guide.hints import help_of, hint_of
from lawrec.operations.guide.newcomers import capacity_question, entering, strangers
from lawrec.operations.guide.paper import act_times, names_in
from lawrec.operations.guide.questions import Answers, Choice, Question, choices_of, value_of
from lawrec.schema.case import ActKind, MeasureType, Outcome
from lawrec.schema.field_names import field_name
from lawrec.schema.moments import BEIJING, day_of, parse_moment
from lawrec.schema.names import name_of
from lawrec.schema.value_names import value_name

_SCANNER = "scanner"


class ActGuide:
    """The questions for one act of a case."""

    command = "log-act"

    def __init__(self, desk: Desk) -> None:
        """A guide for the case on the desk."""
        self._desk = desk

    def title(self, answers: Answers) -> str:
        """The act by its kind, and the case."""
        kind = answers.get("kind")
        return f"{name_of(kind, language())} · {self._desk.case}" if kind else self._desk.case

    def questions(self, answers: Answers) -> list[Question]:
        """Kind, time and place, who acted, who else was there, with which recorders."""
        found = [self._kind_question()]
        found += act_times(answers)
        handlers = self._desk.handlers
        found.append(
            Question(
                "officers",
                _label("officers"),
                "people",
                hint_of("officers", "Act"),
                help_of("officers", "Act"),
                choices=self._desk.officers(),
                default=handlers,
                required=True,
            )
        )
        found += self._present(answers)
        found += self._recording(answers)
        if answers.get("kind") == "coercive_measure":
            measures = choices_of(get_args(MeasureType), "measure")
            hint = hint_of("measure", "Act")
            found.append(
                Question(
                    "measure", _label("measure"), "choice", hint, choices=measures, required=True
                )
            )
        outcomes = choices_of(get_args(Outcome), "outcome")
        found.append(
            Question(
                "outcome",
                _label("outcome"),
                "choice",
                choices=outcomes,
                default="done",
                asked=False,
            )
        )
        found.append(Question("note", _label("note"), "text", asked=False))
        return found

    def _kind_question(self) -> Question:
        return Question(
            "kind",
            _label("kind"),
            "choice",
            hint_of("kind", "Act"),
            choices=tuple(
                Choice(kind, name_of(kind, language()), (name_of(kind, "zh"), name_of(kind, "en")))
                for kind in get_args(ActKind)
            ),
            required=True,
        )

    def _present(self, answers: Answers) -> Iterator[Question]:
        question = Question(
            "present",
            _label("present"),
            "people",
            hint_of("present", "Act"),
            choices=self._desk.outsiders(),
            default=self._desk.parties() or None,
            own=True,
        )
        yield question
        names = names_in(question, answers.get("present"))
        yield from (capacity_question(name) for name in strangers(self._desk, names))

    def _recording(self, answers: Answers) -> Iterator[Question]:
        """Which recorders, and who carried them where several could have."""
        devices = tuple(
            Choice(name, f"{name} {value_name(device.type, language())}")
            for name, device in self._desk.session.facts.devices.items()
            if device.type != _SCANNER
        )
        if not devices:
            return
        yield Question(
            "recording",
            _label("recording"),
            "choices",
            hint_of("recording", "Act"),
            help_of("recording", "Act"),
            choices=devices,
        )
        if answers.get("recording"):
            officers = answers.get("officers") or self._desk.handlers
            yield Question(
                "recording.by",
                field_name("by", language(), "Recording"),
                "person",
                choices=self._desk.officers(*officers),
                default=next(iter(officers), None),
            )
            yield Question(
                "recording.checked_at",
                _("When were power and free space looked at before"),
                "moment",
                hint_of("recording", "Act"),
                day=_day(answers.get("start")),
            )

    def remarks(self, answers: Answers) -> Sequence[str]:
        """Nothing to look at once more."""
        return ()

    def commands(self, answers: Answers) -> list[list[str]]:
        """Give lawrec log-act with all that was answered; people who are new come first."""
        values = {q.key: value_of(q, answers) for q in self.questions(answers)}
        kind = str(answers.get("kind") or "")
        line = [
            "log-act",
            self._desk.case,
            name_of(kind, language()) if language() == "zh" else kind,
        ]
        for key in ("start", "end", "place"):
            line += [f"--{key}", values[key]] if values.get(key) else []
        if values["officers"] and values["officers"] != self._desk.handlers:
            line += ["--officer", ",".join(values["officers"])]
        if values.get("present"):
            line += ["--present", ",".join(values["present"])]
        line += _recorders(values)
        if values["outcome"] != "done":
            line += ["--outcome", values["outcome"]]
        for key in ("measure", "note"):
            line += setting(key, values[key]) if values.get(key) else []
        return [*entering(self._desk, answers, values.get("present") or ()), line]


def _recorders(values: Answers) -> list[str]:
    """The recorders of the act: who carried them, and when they were looked at before."""
    devices, by = values.get("recording") or (), values.get("recording.by")
    checked = values.get("recording.checked_at")
    if not checked:
        return [o for d in devices for o in ("--device", f"{d}={by}" if by else d)]
    known = {"checked_at": checked, **({"by": by} if by else {})}
    return setting("recording", [{"device": device, **known} for device in devices])


def _day(start: str | None) -> date | None:
    return day_of(parse_moment(start, BEIJING)) if start else None


def _label(field: str) -> str:
    return field_name(field, language(), "Act")
