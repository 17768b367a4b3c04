"""Assembles the commands; the one boundary where an error becomes a message and an exit code."""

from __future__ import annotations

import codecs
import gc
import os
import sys
import traceback
from typing import Any

from lawrec import __version__
from lawrec.begun import mark
from lawrec.errors import ExitCode, LawrecError
from lawrec.i18n import _


def main(arguments: list[str] | None = None) -> int:
    """Run one command line and give its exit code (entry point of `lawrec`)."""
    # What a command reads it needs until its end: looking for garbage all the time finds none.
    gc.set_threshold(100_000, 50, 50)
    code = run(sys.argv[1:] if arguments is None else arguments)
    if arguments is None:
        _flush()
        raise SystemExit(code)
    return code


def run(arguments: list[str]) -> int:
    """The exit code of one command line; every expected trouble is said in one clear place."""
    mark()
    for stream in (sys.stdout, sys.stderr):
        _make_speak(stream)
    if arguments in (["--version"], ["-V"]):
        sys.stdout.write(f"lawrec {__version__}\n")
        return ExitCode.OK
    try:
        return _dispatch(arguments)
    except LawrecError as error:
        _show(error)
        return error.exit_code
    except KeyboardInterrupt:
        sys.stderr.write(_("Interrupted; what was reported as done is kept.") + "\n")
        return ExitCode.INTERRUPTED
    except BrokenPipeError:
        sys.stdout = open(os.devnull, "w", encoding="utf-8")  # noqa: SIM115, PTH123
        return ExitCode.OK
    except (OSError, RuntimeError) as error:
        return _failed(error)
    except Exception:
        return _crashed()


def _make_speak(stream: Any) -> None:
    """Let a stream take every text: what its encoding lacks becomes a question mark.

    One that takes ASCII only was not set up at all (LC_ALL=C); nobody reads rows of question
    marks, so that it gets UTF-8.
    """
    reconfigure = getattr(stream, "reconfigure", None)
    if reconfigure is None:
        return
    if codecs.lookup(stream.encoding or "utf-8").name == "ascii":
        reconfigure(encoding="utf-8", errors="replace")
    else:
        reconfigure(errors="replace")


def _dispatch(arguments: list[str]) -> int:
    from lawrec.commands.app import call

    return call(arguments)


def _show(error: LawrecError) -> None:
    from lawrec.report.clean import clean

    lines = [_("Error: {what}").format(what=error.what)]
    if error.where:
        lines.append(_("  at: {where}").format(where=error.where))
    if error.fix:
        lines.append(_("  do: {fix}").format(fix=error.fix))
    sys.stderr.write(clean("\n".join(lines)) + "\n")


def _failed(error: OSError | RuntimeError) -> int:
    from lawrec.operations.troubles import trouble_with_files

    trouble = trouble_with_files(error)
    if trouble is None:
        return _crashed()
    _show(trouble)
    return trouble.exit_code


def _crashed() -> int:
    """A defect of lawrec: the trace goes into a file, the user gets one sentence."""
    from lawrec.trace import save_trace

    path = save_trace(traceback.format_exc())
    sys.stderr.write(
        _("lawrec itself failed; this is a defect of the program, not of your input.") + "\n"
    )
    sys.stderr.write(_("A report for its developers is in {path}").format(path=path) + "\n")
    return ExitCode.CRASH


def _flush() -> None:
    try:
        sys.stdout.flush()
    except (OSError, ValueError):
        sys.stderr.write("")


if __name__ == "__main__":
    main()
