"""A made-up bureau with one case and a card, and all that must hold whatever happens to them.

The command is run from outside, as an officer runs it; nothing of the program is replaced.
"""

from __future__ import annotations

import os
import re
import shutil
import subprocess
import sys
import tempfile
from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field
from pathlib import Path
from unittest.mock import patch

from lawrec.custody import evidence_log
from lawrec.store import layout
from lawrec.store.yaml_io import load
from tests.faults.running import Done, ended, sha256

CLERK = "林某"
FULL = os.environ.get("FAULTS") == "full"
CLEARED = "The card may be cleared."
KEEP = "Do not clear the card yet"
EXIT_CODES = frozenset({0, 1, 3})
"""What an import may answer by the documentation; 2 is for commands typed wrongly, 4 for bugs."""

_LAWREC = (sys.executable, "-m", "lawrec")
# Goes with the process; there is one for all benches of a test run.
_MADE: list[tempfile.TemporaryDirectory[str]] = []


@dataclass
class Bench:
    """A bureau that is put back as it was before each fault, its case, and a card."""

    work: Path
    wanted: dict[str, str] = field(init=False, default_factory=dict)
    """What the card holds, SHA-256 by name."""
    case_name: str = field(init=False, default="")
    place: Path | None = None
    """The folder in which the bureau lies, where it is another than that of the card."""
    second: Path | None = None
    """A second store of the unit; then two copies must be there before a card may be cleared."""

    @property
    def bureau(self) -> Path:
        return (self.place or self.work) / "bureau"

    @property
    def template(self) -> Path:
        return self.work / "template"

    @property
    def card(self) -> Path:
        return self.work / "card"

    @property
    def case(self) -> Path:
        return self.bureau / self.case_name

    def make(self, content: Mapping[str, bytes], *, profile: str = "") -> Bench:
        """The bureau, kept aside as a template with these lines in its profile, and the card."""
        self.card.mkdir(parents=True)
        for name, data in content.items():
            (self.card / name).parent.mkdir(parents=True, exist_ok=True)
            (self.card / name).write_bytes(data)
        self.wanted = self.digests()
        self._open()
        if self.second is not None:
            self.second.mkdir()
            step = ("store", "add", "s", "--type", "unit_dedicated", "--url", self.second)
            done = self.run(*step, "--bureau", self.bureau, "--as", CLERK)
            assert done.code == 0, done
        if profile:
            page = self.bureau / "lawrec.yaml"
            with page.open("a", encoding="utf-8") as file:
                file.write(profile)
            git = ["git", "-C", str(self.bureau), "-c", "user.name=t", "-c", "user.email=t@t"]
            subprocess.run([*git, "commit", "-qam", "profile"], check=True)
        case = next(self.bureau.glob("cases/*/0001"))
        self.case_name = case.relative_to(self.bureau).as_posix()
        shutil.move(self.bureau, self.template)
        self.fresh()
        return self

    def _open(self) -> None:
        """The bureau with its case: made by commands once, and copied for all other benches."""
        if not _MADE:
            for step in self._steps():
                done = self.run(*step)
                assert done.code == 0, done
            kept = tempfile.TemporaryDirectory()
            shutil.copytree(self.bureau, Path(kept.name) / "bureau", symlinks=True)
            _MADE.append(kept)
            return
        shutil.copytree(Path(_MADE[0].name) / "bureau", self.bureau, symlinks=True)
        with patch.dict(os.environ, self.environment()):
            layout.remember_bureau(self.bureau)

    def _steps(self) -> Iterator[tuple[str | Path, ...]]:
        yield "init", self.bureau, "--name", "示例市自然资源局", "--unit", "执法科", "--store", "v"
        yield ("officer", "add", CLERK, "--unit", "执法科", "--post", "-", "--duty", "enforcement",
               "--since", "2021-01-01", "--cert", "虚构-1", "--bureau", self.bureau)  # fmt: skip
        yield ("new-case", "--title", "赵某甲占地案", "--kind", "penalty", "--party", "赵某甲",
               "--officer", CLERK, "--bureau", self.bureau)  # fmt: skip

    def fresh(self) -> None:
        """The bureau as it was before any import."""
        shutil.rmtree(self.bureau, ignore_errors=True)
        shutil.copytree(self.template, self.bureau, symlinks=True)
        if self.second is not None:
            shutil.rmtree(self.second)
            self.second.mkdir()

    def digests(self) -> dict[str, str]:
        """The card as it is now."""
        return {
            path.relative_to(self.card).as_posix(): sha256(path)
            for path in sorted(self.card.rglob("*"))
            if path.is_file()
        }

    def environment(self, **more: str) -> dict[str, str]:
        """What a command sees: a computer of its own, and messages in English."""
        home = {"LAWREC_HOME": str(self.work / "home"), "LAWREC_LANG": "en"}
        return {**os.environ, **home, "PYTHONPATH": str(Path(__file__).parents[2]), **more}

    def start(
        self,
        *arguments: str | Path | bytes,
        into: tuple[int, int] = (subprocess.PIPE, subprocess.PIPE),
        **more: str,
    ) -> subprocess.Popen[bytes]:
        """A command in a session of its own; its output goes into pipes, or these handles."""
        texts = [a if isinstance(a, bytes) else os.fsencode(a) for a in arguments]
        return subprocess.Popen(
            [*map(os.fsencode, _LAWREC), *texts],
            env=self.environment(**more),
            stdin=subprocess.DEVNULL,
            stdout=into[0],
            stderr=into[1],
            start_new_session=True,
        )

    def run(self, *arguments: str | Path | bytes, **more: str) -> Done:
        """A command to its end; one that hangs is a failure."""
        return ended(self.start(*arguments, **more))

    def importing(self, *sources: str | Path | bytes) -> tuple[str | Path | bytes, ...]:
        """The command that is watched here."""
        given = sources or (self.card,)
        return ("import-media", self.case, *given, "--as", CLERK, "--bureau", self.bureau)

    def importing_now(self, *sources: str | Path | bytes, **more: str) -> Done:
        """Import, and take it for a violation if the answer is none that is documented."""
        done = self.run(*self.importing(*sources), **more)
        assert done.code in EXIT_CODES, done
        assert "Traceback" not in done.said, done
        return done

    # What must hold

    def wrong(self, *, finished: bool = True, card: Path | None = None) -> list[str]:
        """What is not as it must be; more is asked once the import has finished."""
        told = []
        if card is None and self.digests() != self.wanted:
            told.append("the card was changed")
        media = list(self.media())
        told += list(self._wrong_media(media))
        told += list(self._wrong_copies(finished=finished))
        if finished:
            told += list(self._unfinished({digest for _n, digest, sidecar in media if sidecar}))
        return told

    def _wrong_media(self, media: list[tuple[str, str, str | None]]) -> Iterator[str]:
        kept = [digest for _name, digest, _sidecar in media]
        if len(set(kept)) < len(kept):
            yield "a medium lies there twice"
        for name, digest, sidecar in media:
            if digest not in self.wanted.values():
                yield f"{name} is half or altered"
            if sidecar not in (None, digest):
                yield f"the sidecar of {name} states another digest"

    def _wrong_copies(self, *, finished: bool) -> Iterator[str]:
        """Copies in the second store are whole, and at the end they are all there."""
        if self.second is None:
            return
        found = [path for path in self.second.rglob("*") if path.is_file()]
        digests = {path: sha256(path) for path in found}
        named = {path for path in found if digests[path] in path.name}
        yield from (
            f"{path.name} is no whole copy"
            for path in found
            if path not in named and (_looks_final(path) or finished)
        )
        if finished and {digests[path] for path in named} != set(self.wanted.values()):
            yield f"{len(named)} copies in the second store"

    def media(self) -> Iterator[tuple[str, str, str | None]]:
        """Name, digest, and the digest in the sidecar, of every final name."""
        folder = self.case / "media"
        for path in sorted(folder.iterdir()) if folder.is_dir() else ():
            if path.suffix == ".yaml" or path.name.startswith(".tmp-"):
                continue
            sidecar = path.with_name(f"{path.name}.yaml")
            stated = load(sidecar).data if sidecar.exists() else None
            told = str(stated["sha256"]) if isinstance(stated, dict) else None
            yield path.name, sha256(path), told

    def _unfinished(self, kept: set[str]) -> Iterator[str]:
        if kept != set(self.wanted.values()):
            yield f"{len(set(self.wanted.values()) - kept)} media are lost"
        yield from self.unsound()

    def unsound(self) -> Iterator[str]:
        """What is wrong with the case, its history or the log, whichever media there are."""
        pages = sorted((self.case / "media").glob("*.yaml"))
        yield from (f"{p.name} has no content" for p in pages if not p.with_suffix("").exists())
        left = [str(path) for path in self.bureau.rglob(".tmp-*")]
        left += [str(path) for path in (self.case / ".git").rglob("*.lock")]
        left += [str(path) for path in (self.case / ".git").glob("lawrec-journal")]
        if left:
            yield f"left over: {left}"
        yield from self._handed_over()
        yield from self._history()
        with patch.dict(os.environ, self.environment()):
            from lawrec.operations.verifying import verify

            yield from (f"verify: {found}" for found in verify(self.case).findings)

    def _handed_over(self) -> Iterator[str]:
        """Every medium stands in one hand-over record, and in one only."""
        named: list[str] = []
        for path in (self.case / "records").glob("*-media_handover_record.yaml"):
            data = load(path).data
            named += map(str, data["about"]) if isinstance(data, dict) else ()
        ids = sorted(path.name.split("-")[0] for path in (self.case / "media").glob("*.yaml"))
        if sorted(named) != ids:
            yield f"handed over: {sorted(named)}, stored: {ids}"

    def _history(self) -> Iterator[str]:
        for command in (["fsck", "--full", "--strict", "--no-dangling"], ["status", "--porcelain"]):
            done = self.git(*command)
            if done.code or done.out.strip():
                yield f"git {command[0]}: {done.said}"
        lines = self.git("rev-list", "--parents", "HEAD").out.splitlines()
        chain = [line.split() for line in lines]
        if any(len(line) > 2 for line in chain):
            yield "the history is not one line"
        facts = evidence_log.read(self.bureau / "log")
        yield from (f"log: {problem}" for problem in facts.problems)
        logged = [leaf.head for leaf in facts.leaves if leaf.case == self.case_name]
        if logged != [line[0] for line in reversed(chain)]:
            yield f"{len(logged)} leaves, {len(chain)} commits, and they differ"

    def git(self, *arguments: str) -> Done:
        """A git command in the case."""
        command = ["git", "-c", "safe.directory=*", "-C", str(self.case), *arguments]
        done = subprocess.run(command, capture_output=True, check=False)
        return Done(done.returncode, done.stdout.decode(), done.stderr.decode())


def _looks_final(path: Path) -> bool:
    """Whether a name is that of content: its digest."""
    return re.fullmatch(r"[0-9a-f]{64}.*", path.name) is not None
