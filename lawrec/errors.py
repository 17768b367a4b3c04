"""The expected kinds of trouble, and the exit codes that the commands promise.

A finding about a case is a value and never one of these; a bug is any other exception.
"""

from __future__ import annotations

from enum import IntEnum


class ExitCode(IntEnum):
    """What a command answers to the program that called it."""

    OK = 0
    FINDINGS = 1
    USAGE = 2
    INPUT = 3
    CRASH = 4
    INTERRUPTED = 130


class LawrecError(Exception):
    """Trouble that a user can cause or meet: what happened, where, and what to do.

    The three texts are already in the user's language. `where` is a path, with `:line` where
    a line is known.
    """

    exit_code = ExitCode.INPUT

    def __init__(self, what: str, *, where: str | None = None, fix: str | None = None) -> None:
        """Keep the three texts; `what` is one plain sentence."""
        super().__init__(what)
        self.what = what
        self.where = where
        self.fix = fix

    def __str__(self) -> str:
        """The texts on one line each, as far as they are given."""
        return "\n".join(part for part in (self.what, self.where, self.fix) if part)


class UsageError(LawrecError):
    """The command was called in a way that it does not understand."""

    exit_code = ExitCode.USAGE


class InputError(LawrecError):
    """A file or folder is not what it should be; nothing was written."""


class EnvironmentTrouble(LawrecError):
    """The machine lacks something: git, space, permission; nothing was written."""


class LockedError(EnvironmentTrouble):
    """Someone else is writing to the same case or case repository."""


class RefusedError(LawrecError):
    """A writing command refuses what it was asked, for a reason that lies in the case."""

    exit_code = ExitCode.FINDINGS
