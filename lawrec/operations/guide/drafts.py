"""What somebody has begun to enter, kept on their own computer until it is written to the case.

Every answer is on the disk before the next question is put. One draft is one file: two papers
cannot be mixed up, and whoever works on one holds its lock.
"""

from __future__ import annotations

import json
import secrets
from collections.abc import Iterator
from contextlib import contextmanager, suppress
from dataclasses import asdict, dataclass, field
from datetime import UTC, datetime
from pathlib import Path

from lawrec.errors import LockedError
from lawrec.i18n import _
from lawrec.operations.guide.questions import Answers
from lawrec.store import layout
from lawrec.store.files import make_folders, os_errors, remove_durable, write_durable
from lawrec.store.locks import hold

_VERSION = 1


@dataclass
class Draft:
    """One thing that is being entered: by which command, into which case, what is answered.

    `order` has the keys in the order in which they were answered, `partial` the lines of a long
    text that is not finished, `sent` what the case held when writing was last tried.
    """

    command: str
    bureau: str | None
    case: str | None
    title: str
    who: str
    begun: str
    answers: Answers = field(default_factory=dict)
    order: list[str] = field(default_factory=list)
    partial: dict[str, list[str]] = field(default_factory=dict)
    sent: list[str] | None = None
    path: Path | None = None

    def save(self) -> Path:
        """Put it on the disk, whole, before anything else happens."""
        if self.path is None:
            folder = drafts_folder()
            name = f"{self.begun[:16].replace(':', '')}-{secrets.token_hex(4)}.json"
            self.path = folder / name
        data = {key: value for key, value in asdict(self).items() if key != "path"}
        text = json.dumps({"version": _VERSION, **data}, ensure_ascii=False, indent=1)
        with os_errors(self.path):
            make_folders(self.path.parent)
            # A transcript that is not finished concerns nobody else on this computer.
            with suppress(OSError):
                self.path.parent.chmod(0o700)
            write_durable(self.path, text.encode("utf-8", "surrogatepass"))
        return self.path

    def answer(self, key: str, value: object) -> None:
        """Keep one answer; a text that was under way is finished with it."""
        self.answers[key] = value
        self.partial.pop(key, None)
        if key in self.order:
            self.order.remove(key)
        self.order.append(key)
        self.save()

    def take_back(self) -> tuple[str, object] | None:
        """Ask the last question again: its key and what was answered."""
        if not self.order:
            return None
        key = self.order.pop()
        old = self.answers.pop(key, None)
        self.save()
        return key, old

    def remove(self) -> None:
        """It is written to the case, or somebody threw it away."""
        if self.path is not None:
            with os_errors(self.path):
                remove_durable(self.path)
            with suppress(OSError):
                _lock(self.path).unlink(missing_ok=True)

    def when(self) -> datetime:
        """When it was begun."""
        return datetime.fromisoformat(self.begun)


def drafts_folder() -> Path:
    """Where this computer keeps what its user has begun."""
    return layout.computer_folder() / "drafts"


def new_draft(command: str, bureau: Path | None, case: Path | None, who: str) -> Draft:
    """A draft of something that begins now; it is on the disk from the first answer on."""
    begun = datetime.now(UTC).astimezone().isoformat(timespec="microseconds")
    return Draft(
        command,
        str(bureau.resolve()) if bureau else None,
        str(case.resolve()) if case else None,
        "",
        who,
        begun,
    )


def drafts() -> tuple[list[Draft], list[Path]]:
    """What was begun and not finished, oldest first; and the files that cannot be read."""
    folder = drafts_folder()
    found: list[Draft] = []
    broken: list[Path] = []
    for path in sorted(folder.glob("*.json")) if folder.is_dir() else ():
        draft = _read(path)
        if draft is None:
            broken.append(path)
        else:
            found.append(draft)
    return sorted(found, key=lambda draft: draft.when()), broken


def _read(path: Path) -> Draft | None:
    try:
        data = json.loads(path.read_bytes().decode("utf-8", "surrogatepass"))
        if data.pop("version", None) != _VERSION:
            return None
        draft = Draft(**data, path=path)
        draft.when()
        shapes = (draft.answers, dict), (draft.order, list), (draft.partial, dict)
        fits = all(isinstance(value, shape) for value, shape in shapes)
        fits = fits and isinstance(draft.sent, list | None)
        return draft if fits and all(isinstance(key, str) for key in draft.order) else None
    except (OSError, ValueError, TypeError, AttributeError, RecursionError):
        return None


@contextmanager
def at_work(draft: Draft) -> Iterator[None]:
    """Hold a draft: nobody in another window goes on with it meanwhile. Raises LockedError."""
    path = draft.path or draft.save()
    with hold(_lock(path), draft.who, _("enter a paper"), timeout_s=0):
        yield


def is_at_work(draft: Draft) -> bool:
    """Whether another window has this draft open."""
    try:
        with at_work(draft):
            return False
    except LockedError:
        return True


def _lock(path: Path) -> Path:
    return path.with_suffix(".lock")
