"""The Chinese names of commands, and what was probably meant by a name that there is not."""

from __future__ import annotations

import os
from collections.abc import Iterable
from difflib import get_close_matches

from lawrec.errors import UsageError
from lawrec.i18n import _

ALIASES = {
    "开案": "new-case",
    "记活动": "log-act",
    "录文书": "add-record",
    "扫描件": "attach",
    "核原件": "seen",
    "导入音像": "import-media",
    "归集音像": "assign-media",
    "移交凭证": "receipt",
    "长期保存": "preserve",
    "声明": "declare",
    "核验": "attest",
    "办案进度": "status",
    "审查": "audit",
    "结案": "close-case",
    "归档": "archive",
    "验真": "verify",
    "案件": "list",
    "待办": "deadlines",
    "查看": "show",
    "经过": "journal",
    "条款": "rules",
    "字段": "schema",
    "演示": "demo",
    "更正": "amend",
    "定稿": "finalise",
    "整改": "rectify",
    "依上位法": "override",
    "查阅申请": "request",
    "借阅": "borrow",
    "我是": "me",
    "涉案人员": "person",
    "本局人员": "officer",
    "设备": "device",
    "储存": "store",
    "本单位": "unit",
    "线索": "lead",
    "建库": "init",
    "打印": "render",
    "表格": "sheet",
    "统计": "stats",
    "体检": "doctor",
    "撤回": "undo",
    "备份": "backup",
    "恢复": "restore",
    "菜单": "menu",
    "快捷方式": "install-shortcuts",
}
"""Chinese name -> command; one for a command. A name whose command is not there does nothing."""

_BY_COMMAND = {command: alias for alias, command in ALIASES.items()}
_LIKE = 0.5


def alias_of(command: str) -> str | None:
    """The Chinese name of a command, if it has one."""
    return _BY_COMMAND.get(command)


def spoken_out(arguments: list[str], commands: Iterable[str]) -> list[str]:
    """The command line with the command's own name in place of a Chinese one."""
    target = ALIASES.get(arguments[0].strip()) if arguments else None
    return [target, *arguments[1:]] if target in set(commands) and target else arguments


def refuse_no_text(arguments: Iterable[str]) -> None:
    """Refuse what can be neither a text nor a name of a file: half of a character, or U+0000."""
    for word in arguments:
        try:
            sound = b"\0" not in os.fsencode(word)
        except UnicodeEncodeError:
            sound = False
        if not sound:
            raise UsageError(_("This holds characters that are no text: {word}").format(word=word))


def meant(word: str, commands: Iterable[str]) -> str | None:
    """What to say to a Chinese word that is no command, with the names that are nearest.

    None for other words: Typer finds what is near to them.
    """
    if word.startswith("-") or word.isascii():
        return None
    there = set(commands)
    names = [alias for alias, command in ALIASES.items() if command in there]
    near = get_close_matches(word, names, n=3, cutoff=_LIKE)
    near += [name for name in names if set(name) & set(word) and name not in near][: 3 - len(near)]
    if not near:
        return _("There is no command {name}").format(name=word)
    return _("There is no command {name}. Did you mean: {names}?").format(
        name=word, names=", ".join(f"{name} ({ALIASES[name]})" for name in near)
    )


def with_alias(text: str, command: str) -> str:
    """The help text of a command, with its Chinese name at the end of the sentence.

    It stands before the full stop, because the list of commands shows the first sentence only.
    """
    alias = alias_of(command)
    if alias is None:
        return text
    if text.endswith("。"):
        return f"{text[:-1]}（{alias}）。"
    return f"{text.removesuffix('.')} ({alias})."
