"""A new case, question by question: lawrec new-case."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from typing import Any, get_args

from lawrec.i18n import N_, Language, _, language, translate
from lawrec.operations.guide.desk import Desk
from lawrec.operations.guide.flow import setting
from lawrec.operations.guide.hints import help_of, hint_of
from lawrec.operations.guide.newcomers import is_organisation
from lawrec.operations.guide.questions import Answers, Choice, Question, choices_of, value_of
from lawrec.operations.leads import leads_of
from lawrec.operations.opening import PROCEDURES
from lawrec.report.lines import flat, when
from lawrec.schema.case import CaseKind, InitiatedBy, Procedure
from lawrec.schema.field_names import field_name
from lawrec.schema.value_names import value_name

_AUTOMATIC = "auto"
_TITLE = N_("{party}: {kind}")
_PARTICULARS = ("address", "id_no", "contact")


class CaseGuide:
    """The questions for a new case; what nobody answers is filled in as the command does."""

    command = "new-case"

    def __init__(self, desk: Desk) -> None:
        """A guide for the bureau on the desk."""
        self._desk = desk

    def title(self, answers: Answers) -> str:
        """The case by its title, or that it is a new one."""
        return str(answers.get("title") or _("a new case"))

    def questions(self, answers: Answers) -> list[Question]:
        """Kind, party, title, who handles it, and the particulars of a single party."""
        kind = answers.get("kind")
        found = [
            _question(
                "kind", "choice", choices=choices_of(get_args(CaseKind), "kind"), required=True
            ),
            _question("party", "people", label=_("Party"), own=True),
        ]
        found += self._particulars(answers)
        found.append(
            _question("title", "text", default=_proposed(self._desk, answers), required=True)
        )
        procedure = PROCEDURES.get(str(kind), "general")
        found.append(
            _question(
                "procedure",
                "choice",
                choices=choices_of(get_args(Procedure), "procedure"),
                default=procedure,
                asked=kind in ("penalty", "coercion", "other"),
            )
        )
        who = self._desk.session.who
        default = [who] if who in self._desk.staff else None
        officers = self._desk.officers(*([who] if default else []))
        found.append(
            _question("officers", "people", choices=officers, default=default, required=True)
        )
        found += self._lead()
        automatic = Choice(_AUTOMATIC, _("the next number of the bureau"))
        found.append(
            _question("number", "choice", choices=(automatic,), default=_AUTOMATIC, own=True)
        )
        return [*found, *self._rest()]

    def _particulars(self, answers: Answers) -> Iterator[Question]:
        """Where the party lives and how to reach it: asked for one, under "more" for several."""
        parties = answers.get("party") or []
        if len(parties) != 1:
            return
        types = choices_of(("natural", "organisation", "unknown"), "type")
        yield Question(
            "party.type", field_name("type", language(), "Person"), "choice", choices=types,
            default="organisation" if is_organisation(parties[0]) else "natural", asked=False,
        )  # fmt: skip
        for key in _PARTICULARS:
            yield Question(
                f"party.{key}", field_name(key, language(), "Person"), "text",
                hint_of("party", "Case") if key == "address" else "",
            )  # fmt: skip

    def _lead(self) -> Iterator[Question]:
        """The leads that have not ended, newest first, where there are any."""
        bureau = self._desk.session.bureau
        leads = leads_of(bureau) if bureau is not None else []
        waiting = tuple(
            Choice(
                noted.id,
                f"{noted.id} {when(noted.lead.received_at)} {flat(noted.lead.content or '')[:40]}",
            )
            for noted in reversed(leads)
            if noted.lead.outcome is None
        )
        yield _question("lead", "choice", choices=waiting, asked=bool(waiting))

    def _rest(self) -> Iterator[Question]:
        profile = self._desk.session.facts.profile
        units = tuple(Choice(name, name) for name in (profile.units if profile else ()))
        yield _question("unit", "choice", choices=units, asked=False)
        began = choices_of(get_args(InitiatedBy), "initiated_by")
        yield _question("initiated_by", "choice", choices=began, asked=False)
        yield _question("legal_basis", "lines", asked=False)

    def remarks(self, answers: Answers) -> Sequence[str]:
        """Nothing to look at once more."""
        return ()

    def commands(self, answers: Answers) -> list[list[str]]:
        """Give lawrec new-case with all that was answered."""
        values = {q.key: value_of(q, answers) for q in self.questions(answers)}
        line = ["new-case", "--title", str(values["title"]), "--kind", str(values["kind"])]
        if values["procedure"] != PROCEDURES.get(str(values["kind"])):
            line += ["--procedure", values["procedure"]]
        line += self._parties(values)
        line += ["--officer", ",".join(values["officers"] or ())]
        for key in ("lead", "unit"):
            line += [f"--{key}", values[key]] if values.get(key) else []
        if values.get("initiated_by"):
            line += ["--initiated-by", values["initiated_by"]]
        if values["number"] not in (None, _AUTOMATIC):
            line += ["--number", values["number"]]
        if values.get("legal_basis"):
            line += setting("legal_basis", values["legal_basis"])
        return [line]

    def _parties(self, values: dict[str, Any]) -> list[str]:
        parties = values.get("party") or []
        known = {key: values.get(f"party.{key}") for key in ("type", *_PARTICULARS)}
        known = {k: v for k, v in known.items() if v and (k, v) != ("type", "natural")}
        if len(parties) == 1 and known:
            return setting("persons", {parties[0]: {"capacity": "party", **known}})
        return [part for name in parties for part in ("--party", name)]


def _proposed(desk: Desk, answers: Answers) -> str | None:
    """What cases are usually called: the party and the kind."""
    parties, kind = answers.get("party"), answers.get("kind")
    if not parties or not kind:
        return None
    spoken: Language = "zh" if desk.language == "zh" else "en"
    words = translate(_TITLE, spoken)
    return words.format(party=parties[0], kind=value_name(str(kind), spoken, "kind"))


def _question(key: str, sort: Any, *, label: str = "", **more: Any) -> Question:
    return Question(
        key,
        label or field_name(key, language(), "Case"),
        sort,
        hint_of(key, "Case"),
        help_of(key, "Case"),
        **more,
    )
