"""Puts the questions of a guide, one after the other, until somebody confirms what was answered."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import replace
from datetime import datetime
from typing import Any, Literal

from lawrec.commands.common import say
from lawrec.commands.guide_terminal import and_more, ask_line, lines_of, say_wrapped
from lawrec.i18n import _
from lawrec.operations.guide.drafts import Draft
from lawrec.operations.guide.questions import (
    Answers,
    Choice,
    Guide,
    Question,
    Unclear,
    has_proposal,
    value_of,
)
from lawrec.operations.guide.reading import read, word_of
from lawrec.operations.guide.rows import read_row
from lawrec.operations.guide.saying import how_to, row_said, said
from lawrec.report.lines import flat, width

BACK = ("<", "＜", "《", "〈")
STOP = ("!", "！")
HELP = ("?", "？")
CLEAR = ("-", "－")
NONE = (*CLEAR, "无")
END = (".", "。", "．")
_EXPLAINED = ("step", "signers")
_MANY_LINES = ("long", "lines", "rows")
_ECHOED = ("moment", "date", "people", "files", "signers", "step", "rights", "choices")
Outcome = Literal["write", "keep"]


class GoBack(Exception):
    """Somebody wants the question before this one again."""


class Keep(Exception):
    """Somebody stops here; the draft is kept."""


class Asker:
    """One guide and its draft; every answer is on the disk before the next question."""

    def __init__(self, guide: Guide, draft: Draft, now: Callable[[], datetime]) -> None:
        """Begin, or go on where the draft stands."""
        self.guide = guide
        self.draft = draft
        self._now = now
        self._before: Answers = {}

    def until_confirmed(self) -> Outcome:
        """Put what is open, then the summary, until it is to be written or kept."""
        try:
            while True:
                self._ask_open()
                if self._summary():
                    return "write"
        except Keep:
            return "keep"

    def _questions(self) -> Sequence[Question]:
        return self.guide.questions(self.draft.answers)

    def _ask_open(self) -> None:
        while True:
            questions = self._questions()
            waiting = [q for q in questions if q.asked and q.key not in self.draft.answers]
            if not waiting:
                return
            try:
                self._put(waiting[0], f"[{len(self.draft.order) + 1}] ")
            except GoBack:
                self._go_back()

    def _go_back(self) -> None:
        taken = self.draft.take_back()
        if taken is None:
            say(_("This is the first question."))
        else:
            self._before[taken[0]] = taken[1]

    def _put(self, question: Question, mark: str = "") -> None:
        """Ask one question and keep its answer."""
        earlier = self._before.pop(question.key, None)
        if earlier not in (None, "", []):
            question = replace(question, default=earlier)
        say("")
        say(f"{mark}{question.label}" + (" *" if question.required else ""))
        if question.hint:
            say_wrapped(question.hint)
        value = self._long(question) if question.sort in _MANY_LINES else self._short(question)
        self.draft.title = flat(self.guide.title({**self.draft.answers, question.key: value}))
        self.draft.answer(question.key, value)
        if question.sort in _ECHOED and value not in (None, "", []):
            say(f"  = {said(question, value)}")

    def _short(self, question: Question) -> Any:
        """The answer to a question that one line answers."""
        self._show_choices(question)
        if question.sort in _EXPLAINED:
            say("    " + how_to(question)[0])
        if question.default not in (None, "", []) and has_proposal(question):
            say("    " + _("Enter = {value}").format(value=said(question, question.default)))
        while True:
            text = self._line().strip()
            if text in HELP:
                self._help(question)
                continue
            try:
                return self._meant(question, text)
            except Unclear as unclear:
                say(f"  {unclear}")

    def _meant(self, question: Question, text: str) -> Any:
        """What the line means: the proposal, nothing, or what was typed; raises Unclear."""
        if not text:
            if question.default not in (None, "", []) and has_proposal(question):
                return question.default
            if question.required:
                raise Unclear(_("This is needed; ! stops and keeps what is there so far"))
            return None
        if text in NONE and not question.required:
            return None
        return read(question, text, self._now())

    def _line(self) -> str:
        """One line, unless it is one of the signs that steer."""
        text = ask_line()
        if text.strip() in BACK:
            raise GoBack
        if text.strip() in STOP:
            raise Keep
        return text

    def _long(self, question: Question) -> Any:
        """A text, list or table of many lines, which a line with a full stop ends."""
        entered: list[str] = list(self.draft.partial.get(question.key, ()))
        self._say_how(question, entered)
        while True:
            text = self._line()
            if text.strip() in HELP:
                self._help(question)
            elif text.strip() in CLEAR and entered:
                entered = []
                self._hold(question, entered)
                say("  " + _("All lines are taken away; write it anew"))
            elif not entered and not text.strip() and question.default not in (None, "", []):
                return question.default
            elif self._ends(question, text, entered):
                try:
                    return self._gathered(question, entered)
                except Unclear as unclear:
                    say(f"  {unclear}")

    def _ends(self, question: Question, text: str, entered: list[str]) -> bool:
        """Whether that was the end of the text; else, or before it, it is a part of it."""
        if text.strip() in END or (not text.strip() and not entered):
            return True
        return self._take(question, text, entered)

    def _say_how(self, question: Question, entered: list[str]) -> None:
        if question.sort == "rows":
            say("    " + " | ".join(column.label for column in question.columns))
            for column in question.columns:
                if column.choices:
                    say(f"    {column.label}:")
                    for line in lines_of(column.choices):
                        say("      " + line)
            say("    " + _("One row a line, | between the cells; a line with . ends it"))
        elif question.sort == "lines":
            say("    " + _("One a line; a line with . ends it"))
        else:
            say("    " + _("As many lines as it has; a line with only . ends the text"))
        if entered:
            say("    " + _("Already there:"))
            for line in entered:
                say("  | " + line)
            say("    " + _("A line with only - takes all of it away"))
        elif question.default not in (None, "", []):
            say("    " + _("Enter = {value}").format(value=said(question, question.default)))
            if question.sort == "rows" and len(question.default) > 1:
                for row in question.default:
                    say_wrapped(row_said(question.columns, row), "      ")

    def _take(self, question: Question, text: str, entered: list[str]) -> bool:
        """Keep what came together, a row is read at once; whether its last line ends the text."""
        lines = (text + "\n").splitlines()
        is_end = lines[-1].strip() in END
        for line in lines[:-1] if is_end else lines:
            if question.sort == "rows":
                try:
                    row = read_row(question, line, self._now())
                except Unclear as unclear:
                    say(f"  {unclear}")
                    continue
                say(f"  = {row_said(question.columns, row)}")
            entered.append(line)
        self._hold(question, entered)
        return is_end

    def _hold(self, question: Question, entered: list[str]) -> None:
        """What there is so far of a long answer, kept with the draft."""
        self.draft.partial[question.key] = entered
        self.draft.save()

    def _gathered(self, question: Question, entered: list[str]) -> Any:
        lines = [line for line in entered if line.strip()]
        if not lines:
            if question.required:
                raise Unclear(_("This is needed; ! stops and keeps what is there so far"))
            return None
        if question.sort == "rows":
            return [read_row(question, line, self._now()) for line in lines]
        if question.sort == "lines":
            return [line.strip() for line in lines]
        return "\n".join(line.rstrip() for line in entered).strip("\n")

    def _show_choices(self, question: Question) -> None:
        shown = question.choices[: question.shown]
        for line in lines_of(shown):
            say("  " + line)
        left = len(question.choices) - len(shown)
        if left:
            say("  " + and_more(left))

    def _help(self, question: Question) -> None:
        for text in question.help:
            say_wrapped(text)
        if len(question.choices) > question.shown:
            for line in lines_of(question.choices):
                say("  " + line)
        for text in how_to(question):
            say("    " + text)

    def _summary(self) -> bool:
        """Everything once more; True when it is to be written."""
        questions = self._questions()
        shown = [
            q
            for q in questions
            if q.key in self.draft.answers or (not q.asked and q.default not in (None, "", []))
        ]
        rest = [q for q in questions if q not in shown]
        say("")
        say(flat(self.guide.title(self.draft.answers)))
        room = min(max((width(q.label) for q in shown), default=0), 30)
        for number, question in enumerate(shown, 1):
            gap = " " * max(0, room - width(question.label))
            value = said(question, value_of(question, self.draft.answers))
            say(f"  {number:>2} {question.label}{gap}  {value}")
        for remark in self.guide.remarks(self.draft.answers):
            say_wrapped(remark, "  ! ")
        say(_("Enter = write it; a number = change; m = more fields; < = back; ! = keep for later"))
        return self._confirmed(shown, rest)

    def _confirmed(self, shown: Sequence[Question], rest: Sequence[Question]) -> bool:
        try:
            text = word_of(self._line())
        except GoBack:
            self._go_back()
            return False
        if not text:
            return True
        if text.lower() in ("m", "更多"):
            self._more(rest)
        elif text.isdecimal() and 0 < int(text) <= len(shown):
            self._change(shown[int(text) - 1])
        else:
            say(_("Choose a number from 1 to {count}").format(count=len(shown)))
        return False

    def _more(self, rest: Sequence[Question]) -> None:
        if not rest:
            say(_("There are no more fields."))
            return
        for line in lines_of([Choice(q.key, q.label) for q in rest]):
            say("  " + line)
        try:
            text = word_of(self._line())
        except GoBack:
            return
        if text.isdecimal() and 0 < int(text) <= len(rest):
            self._change(rest[int(text) - 1])

    def _change(self, question: Question) -> None:
        """Ask once more, with what is there as the proposal."""
        now = value_of(question, self.draft.answers)
        if question.sort in ("long",) and isinstance(now, str):
            self.draft.partial[question.key] = now.splitlines()
        try:
            self._put(replace(question, default=now))
        except GoBack:
            self.draft.partial.pop(question.key, None)
