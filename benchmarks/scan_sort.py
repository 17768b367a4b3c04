"""How many pages of a heap of bad scans `lawrec attach --sort` files right, and how long it takes.

    python benchmarks/scan_sort.py [--pages 200] [--seed 1] [--work FOLDER] [--plain]

Papers are made with `lawrec render` as PDF (`--plain`: drawn here, where it cannot run), printed
at 150 dpi, turned by 0, 90, 180 or 270 degrees and up to 4 more, skewed, blurred, given noise,
and stored as JPEG of quality 60, all in one folder. Right is a page whose file the case has as a
scan of the record that it was printed from. Exits with 1 where less than 99 in 100 are right, or
any is wrong.
"""

from __future__ import annotations

import argparse
import json
import os
import random
import resource
import shutil
import subprocess
import sys
import tempfile
import time
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path
from typing import Any

ROOT = Path(__file__).resolve().parents[1]
sys.path.insert(0, str(ROOT))

from tests.forms.scans import DPI, jpeg, mark_of, scanned, sheet  # noqa: E402

CASES = 4
STAFF = ("林某", "高某")


@dataclass
class Figures:
    """What came of one heap."""

    pages: int = 0
    right: int = 0
    wrong: int = 0
    unread: int = 0
    seconds: float = 0.0
    megabytes: float = 0.0

    def __str__(self) -> str:
        share = 100 * self.right / self.pages if self.pages else 0
        return (
            f"{self.pages} pages: {self.right} right ({share:.1f} %), {self.wrong} wrong, "
            f"{self.unread} left for a person; {self.seconds:.1f} s, "
            f"largest process {self.megabytes:.0f} MB"
        )

    @property
    def good(self) -> bool:
        """Whether the goal is met."""
        return self.pages > 0 and self.right >= 0.99 * self.pages and self.wrong == 0


def lawrec(work: Path, *arguments: str, code: tuple[int, ...] = (0,)) -> str:
    """Run one command; its standard output."""
    env = {**os.environ, "LAWREC_HOME": str(work / "home"), "LAWREC_LANG": "en"}
    line = [sys.executable, "-m", "lawrec", *arguments]
    done = subprocess.run(
        line, cwd=work, env={**env, "PYTHONPATH": str(ROOT)}, capture_output=True,
        encoding="utf-8", check=False,
    )  # fmt: skip
    if done.returncode not in code:
        raise SystemExit(f"{' '.join(arguments)}: {done.returncode}\n{done.stdout}{done.stderr}")
    return done.stdout


def office(work: Path, records: int) -> Path:
    """A case repository with four cases and so many signed papers in each."""
    bureau = work / "bureau"
    there = ["--bureau", str(bureau)]
    init = ["init", str(bureau), "--name", "示例市自然资源局", "--unit", "执法科"]
    lawrec(work, *init, "--store", "vault", "--effective-from", "2021-03-01")
    for number, name in enumerate(STAFF):
        add = ["officer", "add", name, "--unit", "执法科", "--post", "岗位"]
        lawrec(work, *add, "--cert", f"虚构-{number}", "--since", "2021-01-01", *there)
    for case in range(1, CASES + 1):
        party = f"赵某{'甲乙丙丁'[case - 1]}"
        new = ["new-case", "--title", f"{party}占地案", "--kind", "penalty", "--party", party]
        lawrec(work, *new, "--officer", ",".join(STAFF), "--as", STAFF[0], *there)
        rows = [f"第{n + 1}次询问。{'问：是否属实？答：属实。' * 40}" for n in range(records)]
        table = work / "rows.csv"
        table.write_text("content\n" + "\n".join(rows) + "\n", encoding="utf-8")
        add = ["add-record", str(case), "inquiry_transcript", "--at", "2026-07-08"]
        signed = ["--signed", ",".join((*STAFF, party)), "--table", str(table)]
        lawrec(work, *add, *signed, "--as", STAFF[0], *there)
    return bureau


def printed(work: Path, bureau: Path, *, plain: bool) -> Iterator[tuple[str, Any]]:
    """Each page that was printed: case and record, and the picture of the clean sheet."""
    for folder in sorted((bureau / "cases").glob("*/*")):
        label = f"{folder.parent.name}/{folder.name}"
        if plain:
            for record in sorted((folder / "records").iterdir()):
                item = record.name.split("-")[0]
                for page in (1, 2):
                    yield f"{label} {item}", sheet(mark_of(folder, item, page, 2))
            continue
        import pypdfium2

        target = work / "printed" / folder.name
        target.mkdir(parents=True)
        render = ["render", label, "--all", "--format", "pdf", "--out", str(target)]
        lawrec(work, *render, "--bureau", str(bureau))
        for paper in sorted(target.glob("*.pdf")):
            item = paper.name.split("-")[2]
            document = pypdfium2.PdfDocument(paper)
            for page in document:
                drawn = page.render(scale=DPI / 72, grayscale=True).to_pil().convert("L")
                yield f"{label} {item}", drawn
            document.close()


def sort(work: Path, pages: int, seed: int, *, plain: bool) -> Figures:
    """Make the heap, sort it, and look up in the cases where each file went."""
    chance = random.Random(seed)
    bureau = office(work, max(1, -(-pages // (CASES * 2))))
    heap, truth = work / "heap", {}
    for number, (whose, clean) in enumerate(printed(work, bureau, plain=plain)):
        if number == pages:
            break
        name = f"scan-{chance.getrandbits(32):08x}.jpg"
        jpeg(scanned(clean, chance), heap / name)
        truth[name] = whose
    figures = Figures(pages=len(truth))
    begun = time.monotonic()
    sorting = ["attach", "--sort", str(heap), "--bureau", str(bureau), "--as", STAFF[0], "--json"]
    answer = json.loads(lawrec(work, *sorting, code=(0, 1)))
    figures.seconds = time.monotonic() - begun
    figures.megabytes = resource.getrusage(resource.RUSAGE_CHILDREN).ru_maxrss / 1024
    figures.unread = len(answer["left"])
    figures.right, figures.wrong = _compared(bureau, truth)
    return figures


def _compared(bureau: Path, truth: dict[str, str]) -> tuple[int, int]:
    """Files that the cases have under the right record, and under another one."""
    from lawrec.store.yaml_io import load

    right = wrong = 0
    for sidecar in (bureau / "cases").glob("*/*/media/*.yaml"):
        data: Any = load(sidecar).data
        folder = sidecar.parents[1]
        whose = f"{folder.parent.name}/{folder.name} {data.get('scan_of')}"
        if truth[data["original_name"]] == whose:
            right += 1
        else:
            wrong += 1
    return right, wrong


def main() -> None:
    """Make the heap, sort it, print the figures."""
    parser = argparse.ArgumentParser(description=(__doc__ or "").splitlines()[0])
    parser.add_argument("--pages", type=int, default=200)
    parser.add_argument("--seed", type=int, default=1)
    parser.add_argument("--work", type=Path)
    parser.add_argument("--plain", action="store_true")
    given = parser.parse_args()
    work = given.work or Path(tempfile.mkdtemp(prefix="lawrec-scans-"))
    work.mkdir(parents=True, exist_ok=True)
    try:
        figures = sort(work, given.pages, given.seed, plain=given.plain)
    finally:
        if given.work is None:
            shutil.rmtree(work)
    print(figures)
    sys.exit(0 if figures.good else 1)


if __name__ == "__main__":
    main()
