"""What the history of a case says: its commits, what each changed, and what is odd about it.

Values only; `lawrec.store.history` reads them from an untrusted folder.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import datetime
from types import MappingProxyType
from typing import Literal

from lawrec.i18n import N_, _

ChangeKind = Literal["added", "modified", "removed"]
HistoryState = Literal["whole", "partial", "none"]
ProblemCode = Literal[
    "no_git",
    "git_is_file",
    "git_is_link",
    "git_is_odd",
    "link_inside",
    "not_regular",
    "unreadable",
    "commondir",
    "head_odd",
    "head_detached",
    "ref_missing",
    "ref_odd",
    "object_missing",
    "object_bad",
    "object_id_differs",
    "pack_bad",
    "delta_too_deep",
    "too_large",
    "budget_spent",
    "shallow",
    "grafts",
    "replace_refs",
    "alternates",
    "promisor",
    "hooks_present",
    "info_attributes",
    "info_exclude",
    "merge_commit",
    "time_goes_back",
    "tree_path_odd",
    "tree_entry_odd",
    "more_problems",
]

#: What each problem means to a reader; `{what}` names the file or object concerned.
PROBLEM_TEXTS: Mapping[ProblemCode, str] = MappingProxyType(
    {
        "no_git": N_("The case has no history: its folder has no .git folder."),
        "git_is_file": N_(
            "The case's .git is a file that points elsewhere; it was not followed, "
            "so the case counts as one without history."
        ),
        "git_is_link": N_(
            "The case's .git is a link; it was not followed, "
            "so the case counts as one without history."
        ),
        "git_is_odd": N_("The case's .git is neither a folder nor a file; it was not opened."),
        "link_inside": N_("{what} in the history is a link; it was not followed."),
        "not_regular": N_("{what} in the history is not a regular file; it was not opened."),
        "unreadable": N_("{what} in the history could not be read ({reason})."),
        "commondir": N_("The history claims to be kept in another folder; that was not followed."),
        "head_odd": N_("HEAD, the mark of the newest commit, is missing or not readable."),
        "head_detached": N_("HEAD names a commit and no branch: new entries would be lost."),
        "ref_missing": N_("The branch {what} holds no commit, or its file is gone."),
        "ref_odd": N_("The branch {what} does not hold the id of a commit."),
        "object_missing": N_("Object {what} is missing from the history."),
        "object_bad": N_("Object {what} in the history is damaged."),
        "object_id_differs": N_(
            "Object {what} in the history was exchanged: its content has the id {found}."
        ),
        "pack_bad": N_("The pack {what} in the history is damaged."),
        "delta_too_deep": N_("The pack {what} holds longer chains of differences than git makes."),
        "too_large": N_("{what} in the history is larger than a case needs; it was not read."),
        "budget_spent": N_("The history is larger than a case needs; it was read only in part."),
        "shallow": N_("The history is marked as cut off (shallow); the mark was not believed."),
        "grafts": N_("The history has grafts, which feign other parents; they were not believed."),
        "replace_refs": N_(
            "The history has replace marks, which feign other content; they were not believed."
        ),
        "alternates": N_("The history borrows objects from another folder; none was fetched."),
        "promisor": N_("The history leaves objects with a server; none was fetched."),
        "hooks_present": N_("The history carries programs (hooks): {what}; none was run."),
        "info_attributes": N_("The history has hidden file attributes (info/attributes)."),
        "info_exclude": N_("The history hides files from git by a private list (info/exclude)."),
        "merge_commit": N_("Commit {what} joins two histories; only the first was followed."),
        "time_goes_back": N_("Commit {what} is dated {time}, before its predecessor ({before})."),
        "tree_path_odd": N_("The history holds a name that no case file may have: {what}."),
        "tree_entry_odd": N_("The history holds a link, or another thing that is no file: {what}."),
        "more_problems": N_("{count} more problems of the kind {what} were found."),
    }
)


@dataclass(frozen=True, slots=True)
class Changed:
    """One file that a commit added, modified or removed; `blob` is the new content's id.

    For a removed file it is the id of the content that was removed.
    """

    path: str
    blob: str
    kind: ChangeKind


@dataclass(frozen=True, slots=True)
class CommitFact:
    """One commit: its id, the committer's time, `Name <mail>` of the author, first message line.

    `changed` compares with the first parent, in the order of paths. It is empty where one side
    of the comparison could not be read; the history is then partial.
    """

    id: str
    time: datetime
    author: str
    message: str
    changed: tuple[Changed, ...]


@dataclass(frozen=True, slots=True)
class HistoryProblem:
    """Something about the history that a reader must know; `params` fill the text."""

    code: ProblemCode
    params: Mapping[str, str]

    def text(self) -> str:
        """The problem as one sentence in the active language."""
        return _(PROBLEM_TEXTS[self.code]).format(**self.params)


@dataclass(frozen=True, slots=True)
class HistoryFacts:
    """The history of one case along first parents, oldest commit first.

    `state` is whole when every commit back to the first, and all their trees, could be read;
    the contents of files are not read for it. `tree` is that of `head`. `first_seen` is the time
    of the commit that first added a path, `last_changed` of the newest one that touched it;
    both also name paths that were removed later, and lack what a partial history cannot tell.
    """

    state: HistoryState
    head: str | None = None
    commits: tuple[CommitFact, ...] = ()
    tree: Mapping[str, str] = field(default_factory=dict)
    first_seen: Mapping[str, datetime] = field(default_factory=dict)
    last_changed: Mapping[str, datetime] = field(default_factory=dict)
    problems: tuple[HistoryProblem, ...] = ()


def commit_at(history: HistoryFacts, when: datetime) -> CommitFact | None:
    """The newest commit whose time is not after `when` (an aware moment), if there is one."""
    for commit in reversed(history.commits):
        if commit.time <= when:
            return commit
    return None
