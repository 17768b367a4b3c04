"""The demonstration as a guided story: chapters, real command lines, real answers."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from pathlib import Path

from lawrec.commands.common import out
from lawrec.i18n import N_, _
from lawrec.operations.demo import EXAMPLE, Demo, DemoCase, Ran
from lawrec.operations.demo_steps import Step


@dataclass(frozen=True, slots=True)
class Chapter:
    """A title, what happens, and whether every command is shown or only the telling ones."""

    title: str
    text: str
    every: bool = False


CHAPTERS: Mapping[str, Chapter] = {
    "bureau": Chapter(
        N_("A bureau"),
        N_(
            "A made-up bureau with seven people, four recorders, a scanner, a store for footage "
            "and a docking station. Small films, photos and recordings in real formats are made."
        ),
    ),
    "land": Chapter(
        N_("A case of illegal land occupation: opened and investigated"),
        N_(
            "Papers are typed in afterwards, each time as the paper has it. Footage is taken over "
            "from the docking station, with the times at which it was stored."
        ),
    ),
    "decision": Chapter(
        N_("Reviewed, decided, served"),
        N_(
            "Legal review, discussion, notices, decision, service, check. At the end a named "
            "person has looked at the signatures on the paper originals."
        ),
    ),
    "audit": Chapter(
        N_("The audit"),
        N_(
            "Two defects were planted: one officer did not sign the inquiry transcript, which can "
            "still be cured; one photo reached the store two days late, which cannot. These two "
            "are found to be violated, and nothing else is; what is open or not yet due is said."
        ),
        every=True,
    ),
    "close": Chapter(
        N_("Performed, closed, attested"),
        N_(
            "What no rule can judge is judged by a named person, who is not a handler of the "
            "case. Such rows are counted apart for ever."
        ),
    ),
    "gate": Chapter(
        N_("The archive refuses"),
        N_("It says every reason, and what to do about each."),
        every=True,
    ),
    "cure": Chapter(
        N_("The first defect is cured, the second is put on record"),
        N_(
            "The missing signature is added with its true later date, and the old version is "
            "kept. The late photo stays late: cause, measure and responsibility are recorded, "
            "and the head approves."
        ),
        every=True,
    ),
    "archive": Chapter(
        N_("Archived with defects on record"),
        N_("The violation stays on the cover, in the package and in every later report."),
        every=True,
    ),
    "summary": Chapter(
        N_("A second case: summary procedure, complete"),
        N_("Nothing violated, nothing open, with the number of attested rows in the same line."),
    ),
    "open": Chapter(
        N_("A third case stays open"),
        N_("It has been initiated and the party questioned; status says what comes next."),
    ),
}
_TELLING = frozenset(("new-case", "import-media", "archive"))
"""Commands that are shown in every chapter."""


@dataclass
class Storyteller:
    """Prints the story while the steps run; a chapter's other commands are only counted."""

    into: Path
    example: Path
    _chapter: str = ""
    _number: int = 0
    _silent: dict[str, int] = field(default_factory=dict)

    def told(self, step: Step, ran: Ran) -> None:
        """One command has run."""
        if step.chapter != self._chapter:
            self.close_chapter()
            self._begin(step.chapter)
        chapter = CHAPTERS.get(step.chapter)
        if (chapter and chapter.every) or step.words[0] in _TELLING:
            self.close_chapter()
            self._show(step, ran)
        elif step.program == "lawrec":
            self._silent[step.words[0]] = self._silent.get(step.words[0], 0) + 1

    def _begin(self, name: str) -> None:
        self._chapter = name
        chapter = CHAPTERS.get(name)
        if chapter is None:
            return
        self._number += 1
        out()
        out()
        out(f"{self._number}. {_(chapter.title)}")
        out(f"   {_(chapter.text)}")

    def close_chapter(self) -> None:
        """Say which commands have run since without being shown."""
        if self._silent:
            names = ", ".join(
                name if times == 1 else f"{name} x {times}" for name, times in self._silent.items()
            )
            out(_("   (run: {commands})").format(commands=names))
        self._silent.clear()

    def _show(self, step: Step, ran: Ran) -> None:
        line = step.shown
        for folder in (self.example, self.into):
            line = line.replace(f"{folder}/", "").replace(f"{folder}\\", "")
        out()
        out(f"$ {line}")
        for text in ran.output.strip("\n").splitlines():
            out(f"  {text}".rstrip())


def ending(demo: Demo, *, kept: bool) -> None:
    """Where everything lies, or lay."""
    out()
    out(_("Where things are") if kept else _("Where things were"))
    out(_("  Case repository: {path}").format(path=demo.repository))
    for case in demo.cases:
        out(f"  {case.number}  {_outcome(case)}  {case.path}")
        if case.package is not None:
            out(_("    package: {path}").format(path=case.package))
    out()
    if kept:
        out(_("Go on in it: cd {path}; lawrec list; lawrec status 3").format(path=demo.repository))
    else:
        out(_("The folder has been removed. To keep it: lawrec demo --into FOLDER"))
    out(_("All steps, to follow by hand: examples/{name}/README.md").format(name=EXAMPLE))


def _outcome(case: DemoCase) -> str:
    if case.outcome == "complete":
        return _("archived, complete")
    return _("archived with defects on record") if case.outcome else _("open")
