"""Who may import whom, which library lives where, and that nothing at import needs POSIX."""

from __future__ import annotations

import ast
import subprocess
import sys
from collections.abc import Iterator
from pathlib import Path

PACKAGE = Path(__file__).parents[1] / "lawrec"
FILES = sorted(PACKAGE.rglob("*.py"))
BASE = {"errors", "i18n", "resources"}

# From each part of the package to the parts that it may import; its own is always allowed.
LAYERS: dict[str, set[str]] = {
    "__init__": set(),
    "errors": set(),
    "i18n": set(),
    "resources": set(),
    "begun": set(),
    "trace": {"__init__"},
    "schema": {"errors", "i18n"},
    "checks": {"errors", "i18n", "schema"},
    "sheets": BASE | {"schema"},
    "report": BASE | {"schema", "sheets"},
    "store": BASE | {"schema"},
    "custody": BASE | {"schema", "store"},
    "media": BASE | {"schema", "store", "custody"},
    "forms": BASE | {"schema", "store"},
    "archive": BASE | {"schema", "store", "custody", "media", "forms"},
    "operations": BASE
    | {"schema", "checks", "store", "custody", "media", "forms", "archive", "sheets", "report"}
    | {"begun", "__init__"},
    "commands": BASE | {"schema", "operations", "sheets", "report", "trace", "__init__"},
    "cli": BASE | {"schema", "operations", "report", "commands", "begun", "trace", "__init__"},
    "__main__": {"cli"},
}

# Each library that reads or writes, and the one module that knows it.
LIBRARIES = {
    "yaml": ("store/yaml_io.py",),
    "git": ("store/git.py",),
    "filelock": ("store/locks.py",),
    "exifread": ("media/exif.py",),
    "pymediainfo": ("media/mediainfo.py",),
    "bagit": ("archive/bag.py",),
    "chinese_calendar": ("store/workdays.py",),
    "fsspec": ("media/stores/",),
    "s3fs": ("media/stores/s3.py",),
    "paramiko": ("media/stores/sftp.py",),
    "webdav4": ("media/stores/webdav.py",),
    "openpyxl": ("sheets/",),
    "segno": ("forms/mark.py",),
    "icalendar": ("report/ics_file.py",),
    "zxingcpp": ("media/scan_codes.py",),
    "PIL": ("media/scan_",),
    "pypdfium2": ("media/scan_pdf.py",),
    "jinja2": ("forms/",),
    "docx": ("forms/docx_",),
    "docxtpl": ("forms/docx_form.py",),
    "lxml": ("forms/docx_form.py",),
    "typst": ("forms/pdf.py",),
    "typer": ("cli.py", "commands/", "report/"),
    "rich": ("cli.py", "commands/", "report/"),
    "click": ("cli.py", "commands/", "report/"),
}
# Whoever asks for help or looks at a case does not wait for these.
LATE = {"git", "exifread", "pymediainfo", "bagit", "chinese_calendar"}
LATE |= {"jinja2", "docx", "docxtpl", "lxml", "typst"}
LATE |= {"fsspec", "s3fs", "paramiko", "webdav4", "openpyxl"}  # and none of these need be there
LATE |= {"icalendar", "segno", "zxingcpp", "PIL", "pypdfium2"}

# A rule sees its case and the moment that it is asked about, nothing else of the computer.
IMPURE_MODULES = {
    *("os", "pathlib", "io", "subprocess", "shutil", "tempfile", "glob", "socket", "sys"),
    *("time", "random", "secrets", "uuid", "locale", "logging", "threading", "multiprocessing"),
}
IMPURE_NAMES = {"open", "print", "input", "exec", "eval"}
CLOCKS = {"now", "today", "utcnow"}
LONGEST_FILE = 300
LONGEST_FUNCTION = 40
# Its functions are tables, one entry a line.
TABLES = {"schema/records/kinds.py"}


def part_of(path: Path) -> str:
    """The top-level part of the package that a file belongs to."""
    first = path.relative_to(PACKAGE).parts[0]
    return first.removesuffix(".py")


def parsed(path: Path) -> ast.Module:
    return ast.parse(path.read_text(encoding="utf-8"), str(path))


def imports(tree: ast.AST, path: Path) -> Iterator[tuple[int, str]]:
    """The line and the full name of everything that a module imports."""
    for node in ast.walk(tree):
        if isinstance(node, ast.Import):
            for alias in node.names:
                yield node.lineno, alias.name
        elif isinstance(node, ast.ImportFrom):
            assert node.level == 0, f"{path}:{node.lineno}: a relative import"
            for alias in node.names:
                yield node.lineno, f"{node.module}.{alias.name}"


def at_import(node: ast.AST) -> Iterator[ast.Import | ast.ImportFrom]:
    """The import statements that run when the module itself is imported."""
    for child in ast.iter_child_nodes(node):
        if isinstance(child, (ast.Import, ast.ImportFrom)):
            yield child
        elif isinstance(child, ast.If) and "TYPE_CHECKING" in ast.unparse(child.test):
            continue
        elif not isinstance(child, (ast.FunctionDef, ast.AsyncFunctionDef)):
            yield from at_import(child)


def short(path: Path) -> str:
    return path.relative_to(PACKAGE).as_posix()


def test_every_part_has_its_place() -> None:
    assert {part_of(path) for path in FILES} <= set(LAYERS)


def test_imports_point_downwards() -> None:
    wrong = []
    for path in FILES:
        part = part_of(path)
        for line, name in imports(parsed(path), path):
            top, _, rest = name.partition(".")
            target = rest.partition(".")[0]
            target = target if target in LAYERS else "__init__"
            if top == "lawrec" and target not in LAYERS[part] | {part}:
                wrong.append(f"{short(path)}:{line}: {part} imports {target}")
    assert not wrong, "\n".join(wrong)


def test_each_library_has_its_place() -> None:
    wrong = [
        f"{short(path)}:{line}: {name}"
        for path in FILES
        for line, name in imports(parsed(path), path)
        if not short(path).startswith(LIBRARIES.get(name.partition(".")[0], ""))
    ]
    assert not wrong, "\n".join(wrong)


def test_slow_libraries_are_imported_late() -> None:
    wrong = [
        f"{short(path)}:{line}: {name}"
        for path in FILES
        for statement in at_import(parsed(path))
        for line, name in imports(statement, path)
        if name.partition(".")[0] in LATE
    ]
    assert not wrong, "\n".join(wrong)


def test_rules_are_pure() -> None:
    wrong = []
    for path in (PACKAGE / "checks").rglob("*.py"):
        tree = parsed(path)
        wrong += [
            f"{short(path)}:{line}: {name}"
            for line, name in imports(tree, path)
            if name.partition(".")[0] in IMPURE_MODULES
        ]
        wrong += [
            f"{short(path)}:{node.lineno}: {ast.unparse(node)}"
            for node in ast.walk(tree)
            if (isinstance(node, ast.Name) and node.id in IMPURE_NAMES)
            or (isinstance(node, ast.Attribute) and node.attr in CLOCKS)
        ]
    assert not wrong, "\n".join(wrong)


def test_files_and_functions_can_be_read_in_one_sitting() -> None:
    wrong = []
    for path in FILES:
        text = path.read_text(encoding="utf-8")
        if text.count("\n") > LONGEST_FILE:
            wrong.append(f"{short(path)}: {text.count(chr(10))} lines")
        wrong += [
            f"{short(path)}:{node.lineno}: {node.name} has {length(node)} lines"
            for node in ast.walk(ast.parse(text))
            if isinstance(node, (ast.FunctionDef, ast.AsyncFunctionDef))
            and length(node) > LONGEST_FUNCTION
            and short(path) not in TABLES
        ]
    assert not wrong, "\n".join(wrong)


def length(node: ast.FunctionDef | ast.AsyncFunctionDef) -> int:
    """The lines of the body: the options of a command are a table, which may be long."""
    return (node.end_lineno or node.lineno) - node.body[0].lineno + 1


# What Python on Windows does not have. Names that the standard library itself needs stay.
WITHOUT_POSIX = """
import importlib, os, signal, sys, time
import asyncio, concurrent.futures, getpass, multiprocessing, shutil, subprocess, tempfile

for name in ("fcntl", "grp", "pwd", "resource", "syslog", "termios", "tty", "pty"):
    sys.modules[name] = None
for name in (
    "O_DIRECT O_DIRECTORY O_NOFOLLOW O_CLOEXEC O_NONBLOCK O_NOATIME O_PATH O_TMPFILE O_SYNC"
    " chown chroot copy_file_range fchmod fchown fdatasync fork fwalk getegid geteuid getgid"
    " getloadavg getpgid getuid getxattr lchown listxattr mkfifo mknod posix_fadvise"
    " posix_fallocate pread preadv pwrite pwritev sched_getaffinity sendfile setsid statvfs"
    " sync uname killpg"
).split():
    if hasattr(os, name):
        delattr(os, name)
for name in ("SIGALRM", "SIGHUP", "SIGKILL", "SIGPIPE", "SIGUSR1", "SIGUSR2", "pthread_sigmask"):
    delattr(signal, name)
del time.tzset

failed = []
for name in sys.argv[1:]:
    try:
        importlib.import_module(name)
    except Exception as trouble:
        failed.append(f"{name}: {trouble!r}")
print("\\n".join(failed))
"""


def test_every_module_can_be_imported_without_posix() -> None:
    names = [
        ".".join(("lawrec", *path.relative_to(PACKAGE).with_suffix("").parts))
        for path in FILES
        if path.name != "__main__.py"
    ]
    names = [name.removesuffix(".__init__") for name in names]
    done = subprocess.run(
        [sys.executable, "-W", "error", "-c", WITHOUT_POSIX, *names],
        capture_output=True,
        encoding="utf-8",
        timeout=120,
        check=False,
    )
    assert done.stderr == ""
    assert done.stdout.strip() == ""
