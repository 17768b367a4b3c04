"""A progress bar on the terminal, and nothing at all anywhere else."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager

from lawrec.i18n import _
from lawrec.operations.progress import Progress


@contextmanager
def progress_bar(*, enabled: bool) -> Iterator[Progress]:
    """Progress callbacks that draw bytes, rate and time left; silent ones unless `enabled`."""
    if not enabled:
        yield Progress()
        return
    from rich.console import Console
    from rich.progress import (
        BarColumn,
        DownloadColumn,
        TextColumn,
        TimeRemainingColumn,
        TransferSpeedColumn,
    )
    from rich.progress import Progress as Bar

    columns = (
        TextColumn("{task.description}"),
        BarColumn(),
        DownloadColumn(),
        TransferSpeedColumn(),
        TimeRemainingColumn(),
    )
    with Bar(*columns, console=Console(stderr=True)) as bar:
        task = bar.add_task(_("Reading and checking"), total=None)
        yield Progress(
            started=lambda _files, size: bar.update(task, total=size),
            moved=lambda size: bar.advance(task, size),
        )
