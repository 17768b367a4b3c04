"""The generated parts of the documentation, made from the program itself.

`python -m tests.tools.readme` (`make docs`) brings all of them up to date: the session and the
coverage table in the README, the list of commands, the glossary.
"""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path
from typing import Any

import typer

from lawrec.commands.app import build
from lawrec.i18n import Language, set_language
from lawrec.operations.rules_info import coverage as count
from lawrec.report.rules_text import coverage_markdown
from lawrec.schema.glossary import GLOSSARY, Term
from tests.tools.recording import Recording, record

ROOT = Path(__file__).parents[2]
README = ROOT / "README.md"
COMMANDS = ROOT / "docs/commands.md"
TERMS = ROOT / "docs/glossary.md"
NOTE = "<!-- Made by `make docs`; do not edit. -->"


def coverage() -> str:
    """The table of articles as `lawrec rules coverage` prints it."""
    set_language("en")
    try:
        return "\n".join(coverage_markdown(count()))
    finally:
        set_language(None)


def session(recording: Recording) -> str:
    """The session as a block of text."""
    return "\n".join(["```text", *recording.session, "```"])


def commands() -> str:
    """The page with one line for each command, in both languages."""
    english, chinese = _lines("en"), _lines("zh")
    lines = ["# Commands 命令", "", NOTE, ""]
    lines += ["`lawrec COMMAND --help` says it in full. `--json` answers programs: see"]
    lines += ["[scripts.md](scripts.md).", ""]
    lines += ["| command | what it does | 作用 |", "| --- | --- | --- |"]
    lines += [f"| `{usage}` | {text} | {chinese[usage]} |" for usage, text in english.items()]
    return "\n".join(lines) + "\n"


def _lines(language: Language) -> dict[str, str]:
    """Usage -> help, for every command and every command of a group."""
    set_language(language)
    try:
        return dict(_usages(typer.main.get_command(build()), "lawrec"))
    finally:
        set_language(None)


def _usages(group: Any, prefix: str) -> Iterator[tuple[str, str]]:
    for name, command in group.commands.items():
        if hasattr(command, "commands"):
            yield from _usages(command, f"{prefix} {name}")
        else:
            words = [
                _argument(item) for item in command.params if item.param_type_name == "argument"
            ]
            yield " ".join([prefix, name, *words]), command.help or ""


def _argument(item: Any) -> str:
    name = item.metavar or item.name.upper()
    if item.metavar and "..." in name:
        return str(name)
    shown = f"{name}..." if item.nargs == -1 else name
    return str(shown if item.required else f"[{shown}]")


def glossary() -> str:
    """The page of terms."""
    lines = ["# Glossary 词汇", "", NOTE, ""]
    lines += ["One word for each thing, in program, papers and documentation. Kinds of record, of"]
    lines += ["act and other values: `lawrec schema --list`."]
    for group in GLOSSARY:
        lines += ["", f"## {group.en} {group.zh}", ""]
        lines += ["| 中文 | English | in files and code | 含义 | meaning |"]
        lines += ["| --- | --- | --- | --- | --- |"]
        lines += [_row(term) for term in group.terms]
    return "\n".join(lines) + "\n"


def _row(term: Term) -> str:
    code = f"`{term.code}`" if term.code else ""
    zh = f"{term.zh}（不说{'、'.join(term.never)}）" if term.never else term.zh
    return f"| {zh} | {term.en} | {code} | {term.zh_meaning} | {term.en_meaning} |"


def between(text: str, name: str) -> str:
    """What stands between the two marks of that name."""
    _before, _mark, rest = text.partition(f"<!-- {name}:begin -->\n")
    inside, mark, _after = rest.partition(f"<!-- {name}:end -->")
    if not mark:
        raise LookupError(f"no marks for {name}")
    return inside.strip("\n")


def put(text: str, name: str, content: str) -> str:
    """The text with the content between the two marks of that name."""
    before, mark, rest = text.partition(f"<!-- {name}:begin -->\n")
    _inside, end, after = rest.partition(f"<!-- {name}:end -->")
    if not end:
        raise LookupError(f"no marks for {name}")
    return f"{before}{mark}{content}\n{end}{after}"


def main() -> None:
    """Write all generated parts; files that are right already are left alone."""
    text = README.read_text(encoding="utf-8")
    text = put(text, "coverage", coverage())
    text = put(text, "session", session(record()))
    for path, content in ((README, text), (COMMANDS, commands()), (TERMS, glossary())):
        if not path.exists() or path.read_text(encoding="utf-8") != content:
            path.write_text(content, encoding="utf-8", newline="\n")
            print(f"written: {path.relative_to(ROOT)}")


if __name__ == "__main__":
    main()
