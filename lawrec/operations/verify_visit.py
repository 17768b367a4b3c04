"""Looking again while people write: a page whose commit is still to come is no stray.

A verification of all cases takes hours, and office hours do not wait for it. What looks wrong is
looked at once more with the log as it is by then, until nothing was written in between.
"""

from __future__ import annotations

import time
from collections.abc import Callable
from dataclasses import dataclass, field, replace
from pathlib import Path

from lawrec.custody import journal
from lawrec.i18n import _
from lawrec.operations.found import Found
from lawrec.operations.progress import Progress
from lawrec.operations.sampling import Fraction
from lawrec.operations.verify_log import log_mark, read_log
from lawrec.operations.verify_media import Media, Reading, against_sidecars, media_in
from lawrec.schema.evidence import LogFacts
from lawrec.schema.history import HistoryFacts
from lawrec.store.gitdir import GitDir

_LOOKS = 10
_PAUSE_S = 0.2


@dataclass(slots=True)
class Around:
    """The case repository around a case, its log, and whether this computer vouches for it."""

    bureau: Path | None
    trusted: bool
    log: LogFacts | None = None
    mark: tuple[int, int] | None = None

    def media(self, folder: Path, below: str, sample: Fraction | None) -> Media:
        """What the sidecars of a folder describe."""
        return media_in(folder, below, trusted=self.trusted, bureau=self.bureau, sample=sample)

    def renew(self) -> None:
        """Read the log again if it is not as it was."""
        if self.bureau is not None and (mark := log_mark(self.bureau)) != self.mark:
            self.log, self.mark = read_log(self.bureau), mark


@dataclass(slots=True)
class Looked:
    """What one look at pages, history and log gave, beside the media that were read before."""

    history: HistoryFacts
    findings: list[Found] = field(default_factory=list)
    remarks: list[str] = field(default_factory=list)
    leaves: int | None = None


@dataclass(slots=True)
class Visit:
    """One folder: its media are read once, then its pages looked at, again while people write."""

    folder: Path
    below: str
    media: Media
    around: Around
    shown: Progress
    read: Reading = field(init=False)
    unreadable: dict[Found, None] = field(default_factory=dict)
    """A disk that gives a page at the second attempt is failing all the same."""

    def __post_init__(self) -> None:
        self.read = self._against(self.media)

    def _against(self, media: Media) -> Reading:
        return against_sidecars(media, self.shown.moved, self.around.bureau or self.folder)

    def settled(self, pages: Callable[[Visit], Looked]) -> Looked:
        """What a look at the pages gives; with faults it is taken again until nobody writes."""
        looked, resting = self._look(pages), True
        for _again in range(_LOOKS if looked.findings else 0):
            if not resting:
                time.sleep(_PAUSE_S)
            before = _mark(self.folder)
            self.around.renew()
            self._newcomers()
            looked = self._look(pages)
            resting = not before.promised and _mark(self.folder) == before
            if resting or not looked.findings:
                break
        looked.remarks += self.read.remarks
        if looked.findings and not resting:
            text = _("Somebody is writing here, or was cut off (lawrec doctor): verify again")
            looked.remarks.append(text)
        looked.findings = [*dict.fromkeys((*looked.findings, *self.unreadable))]
        return looked

    def _look(self, pages: Callable[[Visit], Looked]) -> Looked:
        looked = pages(self)
        unread = (found for found in looked.findings if found.code.endswith("_unreadable"))
        self.unreadable.update(dict.fromkeys(unread))
        return looked

    def _newcomers(self) -> None:
        """Read what came since the media were listed."""
        now = self.around.media(self.folder, self.below, None)
        new = tuple(d for d in now.described if d.content.path not in self.media.paths)
        faulty = tuple(f for f in now.faulty if f not in self.media.faulty)
        if not new and not faulty:
            return
        came = replace(now, described=new, faulty=faulty)
        read = self._against(came)
        self.read.findings += read.findings
        self.read.seen += read.seen
        self.read.remarks += read.remarks
        self.media = replace(
            self.media,
            described=(*self.media.described, *new),
            faulty=(*self.media.faulty, *faulty),
            paths=self.media.paths | now.paths,
            chosen=self.media.chosen.union(d.content.path for d in new),
        )


@dataclass(frozen=True, slots=True)
class _Mark:
    """Whether a change is under way in a folder, and where its history stands."""

    promised: bool
    head: str | None


def _mark(folder: Path) -> _Mark:
    return _Mark(bool(journal.promised_paths(folder)), GitDir(folder).newest())
