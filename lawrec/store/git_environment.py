"""What git is told before it is run on a folder of ours: nobody's settings but these.

GitPython passes the caller's environment on, so whatever could mislead git there is overridden.
"""

from __future__ import annotations

import os
from pathlib import Path

#: Settings that win over those of the history, the user and the system.
SETTINGS = (
    f"core.hooksPath={os.devnull}",
    "core.fsmonitor=false",
    "core.untrackedCache=false",
    f"core.attributesFile={os.devnull}",
    f"core.excludesFile={os.devnull}",
    "core.fsync=all",
    "core.fsyncMethod=fsync",
    "core.quotePath=false",
    "core.longPaths=true",
    "core.logAllRefUpdates=false",
    "core.autocrlf=false",
    "gc.auto=0",
    "maintenance.auto=false",
    "protocol.allow=never",
)


def environment(folder: Path, next_index: str) -> dict[str, str]:
    """Settings that win over what the caller's environment says to git.

    The folder of the history is named outright: git then neither looks for another one above
    nor asks whose account owns it, so that accounts can share a disk. `next_index` is the name of
    the index file to use there.
    """
    git_dir = str(folder.absolute() / ".git")
    ours = {
        "GIT_DIR": git_dir,
        "GIT_COMMON_DIR": git_dir,
        "GIT_WORK_TREE": str(folder.absolute()),
        "GIT_INDEX_FILE": f"{git_dir}/{next_index}",
        "GIT_OBJECT_DIRECTORY": f"{git_dir}/objects",
        "GIT_ALTERNATE_OBJECT_DIRECTORIES": "",
        "GIT_NAMESPACE": "",
        "GIT_SHALLOW_FILE": "",
        "GIT_GRAFT_FILE": os.devnull,
        "GIT_NO_REPLACE_OBJECTS": "1",
        "GIT_NO_LAZY_FETCH": "1",
        "GIT_CONFIG_NOSYSTEM": "1",
        "GIT_CONFIG_SYSTEM": os.devnull,
        "GIT_CONFIG_GLOBAL": os.devnull,
        "GIT_CONFIG_PARAMETERS": "",
        "GIT_CONFIG_COUNT": "0",
        "GIT_ATTR_NOSYSTEM": "1",
        "GIT_TERMINAL_PROMPT": "0",
        "GIT_TEST_FSYNC": "1",
    }
    if os.name == "posix":  # git before 2.32 knows no other way to leave out the user's settings
        ours |= {"HOME": os.devnull, "XDG_CONFIG_HOME": os.devnull}
    return ours
