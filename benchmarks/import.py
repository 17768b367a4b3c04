"""How long `lawrec import-media` takes, beside the tools that people use for the same.

    python benchmarks/import.py [--work FOLDER] [--rounds 5] [--gigabytes 2] [--photos 2000]
                                [--only large,photos,card,memory] [--peers FOLDER-WITH-PROGRAMS]

Every contender ends in a durable state, and every one of ours is checked afterwards. Peers that
are not installed are left out. The slow card needs Linux, /dev/fuse and the package mfusepy.
"""

from __future__ import annotations

import argparse
import os
import random
import shutil
import subprocess
import sys
import tempfile
import time
from collections.abc import Sequence
from datetime import UTC, datetime, timedelta
from pathlib import Path

from rounds import Contender, Goal, have, in_turns, machine, table

from lawrec.media.sample_maker import jpeg, mp4

LAWREC = (sys.executable, "-m", "lawrec")
CLERK = "林某"
ONCE = "lawrec, card read once, read back"
TWICE = "lawrec, card read twice, read back"
OPENSSL = "cp; sync; openssl dgst -sha256"
SHA256SUM = "cp; sync; sha256sum"


class Bench:
    """A folder with a source, and case repositories made anew for every round."""

    def __init__(self, work: Path) -> None:
        self.work = work
        self.home = work / "home"

    def bureau(self, name: str, source_read: str) -> Path:
        """A fresh case repository with one case, whose policy reads the card once or twice."""
        template = self.work / f"template-{source_read}"
        if not template.exists():
            self._make(template, source_read)
        folder = self.work / name
        shutil.rmtree(folder, ignore_errors=True)
        shutil.copytree(template, folder)
        return folder

    def _make(self, folder: Path, source_read: str) -> None:
        year = f"{datetime.now(UTC):%Y}"
        self.lawrec(
            "init", folder, "--name", "示例市自然资源局", "--unit", "执法科", "--store", "v"
        )
        profile = folder / "lawrec.yaml"
        self.lawrec(
            "officer", "add", CLERK, "--unit", "执法科", "--post", "-", "--duty", "enforcement",
            "--since", f"{year}-01-01", "--cert", "虚构-1", "--bureau", folder,
        )  # fmt: skip
        self.lawrec(
            "new-case", "--title", "赵某甲占地案", "--kind", "penalty", "--party", "赵某甲",
            "--officer", CLERK, "--bureau", folder,
        )  # fmt: skip
        text = profile.read_text(encoding="utf-8") + f"intake:\n  source_read: {source_read}\n"
        profile.write_text(text, encoding="utf-8")

    def lawrec(self, *arguments: str | Path) -> None:
        """One command that is not timed."""
        subprocess.run(
            [*LAWREC, *map(str, arguments)], check=True, env=self.env, stdout=subprocess.DEVNULL
        )

    @property
    def env(self) -> dict[str, str]:
        """Nothing of this computer's own settings plays a part."""
        return {**os.environ, "LAWREC_HOME": str(self.home)}

    def ours(self, name: str, source: Path, source_read: str, count: int) -> Contender:
        """The whole command, start-up, metadata, sidecars, commit, log and hand-over included."""
        folder = self.work / f"bureau-{source_read}"

        def case() -> Path:
            return next((folder / "cases").glob("*/0001"))

        def steps() -> Sequence[Sequence[str | Path]]:
            return [(*LAWREC, "import-media", case(), source, "--as", CLERK, "--bureau", folder)]

        def check() -> None:
            media = [p for p in (case() / "media").iterdir() if p.suffix != ".yaml"]
            assert len(media) == count, f"{len(media)} of {count} files"

        return Contender(
            name,
            steps,
            lambda: (self.bureau(folder.name, source_read), None)[1],
            check,
            env={"LAWREC_HOME": str(self.home)},
        )

    def shell(self, name: str, script: str, prepare: str = "true") -> Contender:
        """A peer as a shell script in an empty folder `out` beside the source `src`."""
        out = self.work / "out"

        def empty() -> None:
            for _try in range(20):  # git-annex and git may still be tidying up in the background
                subprocess.run(["chmod", "-R", "u+w", out], check=False, stderr=subprocess.DEVNULL)
                shutil.rmtree(out, ignore_errors=True)
                if not out.exists():
                    break
                time.sleep(0.5)
            out.mkdir()
            subprocess.run(["sh", "-c", prepare], check=True, cwd=out, stdout=subprocess.DEVNULL)

        return Contender(name, lambda: [("sh", "-ec", script)], empty, where=out)

    def clean(self, *names: str) -> None:
        """What a workload has left, taken away."""
        for name in ("out", "bureau-once", "bureau-twice", *names):
            subprocess.run(["chmod", "-R", "u+w", str(self.work / name)], check=False)
            shutil.rmtree(self.work / name, ignore_errors=True)


_GIT = (
    "git init -q && git config user.name a && git config user.email a@a.invalid "
    "&& git config gc.auto 0"
)


def repository_peers(bench: Bench, source: Path) -> list[Contender]:
    """The tools that keep large files beside git, each with its add and its commit."""
    copy = f"cp -r {source} . "
    found = []
    if have("git-annex"):
        found.append(
            bench.shell(
                "cp; git-annex add; commit",
                f"{copy} && git annex add -q . && git commit -q -m x && sync",
                f"{_GIT} && git annex init -q",
            )
        )
    if have("git-lfs"):
        found.append(
            bench.shell(
                "cp; git-lfs add; commit",
                f"{copy} && git add . && git commit -q -m x && sync",
                f"{_GIT} && git lfs install --local >/dev/null && git lfs track '*' >/dev/null",
            )
        )
    if have("dvc"):
        found.append(
            bench.shell(
                "cp; dvc add; commit",
                f"{copy} && dvc add -q {source.name} && git add . && git commit -q -m x && sync",
                f"{_GIT} && dvc init -q && dvc config core.analytics false",
            )
        )
    if have("datalad"):
        found.append(
            bench.shell(
                "cp; datalad save",
                f"{copy} && datalad -f disabled save -m x . && sync",
                "git config --global user.name >/dev/null 2>&1 || true; "
                "datalad -f disabled create --force . >/dev/null",
            )
        )
    if have("bagit.py"):
        found.append(
            bench.shell(
                "cp; bagit --sha256; sync", f"{copy} && bagit.py --quiet --sha256 . && sync"
            )
        )
    return found


def large(bench: Bench, gigabytes: float, rounds: int) -> bool:
    """One large film."""
    source = bench.work / "src" / "film.mp4"
    source.parent.mkdir(exist_ok=True)
    _film(source, int(gigabytes * 2**30))
    name = source.name
    contenders = [
        bench.ours(ONCE, source, "once", 1),
        bench.ours(TWICE, source, "twice", 1),
        bench.shell(OPENSSL, f"cp {source} . && sync && openssl dgst -sha256 {name}"),
        bench.shell(SHA256SUM, f"cp {source} . && sync && sha256sum {name}"),
        bench.shell("cp; sync", f"cp {source} . && sync"),
        *repository_peers(bench, source),
    ]
    in_turns(contenders, rounds)
    bench.clean("src")
    goals = [
        Goal(ONCE, OPENSSL, 1.10),
        Goal(ONCE, SHA256SUM, 0.65),
        Goal(ONCE, "cp; git-annex add; commit", 0.35),
        Goal(ONCE, "cp; git-lfs add; commit", 0.20),
        Goal(ONCE, "cp; dvc add; commit", 0.20),
    ]
    return table(f"One file of {gigabytes} GiB", contenders, goals)


def photos(bench: Bench, count: int, rounds: int) -> bool:
    """A card of photos."""
    source = bench.work / "card"
    source.mkdir()
    _photos(source, count)
    contenders = [
        bench.ours(ONCE, source, "once", count),
        bench.ours(TWICE, source, "twice", count),
        bench.shell(
            "cp -r; sync; sha256sum",
            f"cp -r {source} . && sync && find card -type f -exec sha256sum {{}} + >list",
        ),
        *repository_peers(bench, source),
    ]
    in_turns(contenders, rounds)
    bench.clean("card")
    goals = [
        Goal(ONCE, "cp -r; sync; sha256sum", 0.60),
        Goal(ONCE, "cp; git-annex add; commit", 0.25),
        Goal(ONCE, "cp; datalad save", 0.40),
        Goal(ONCE, "cp; git-lfs add; commit", 0.50),
        Goal(ONCE, "cp; dvc add; commit", 0.75),
    ]
    return table(f"{count} photos", contenders, goals)


CARD_RATE = 90
ONE_READ = "one reading of the card"


def card(bench: Bench, gigabytes: float, rounds: int) -> bool:
    """A card of 90 MB a second: nothing but the card may cost time."""
    behind, mount = bench.work / "behind", bench.work / "mount"
    behind.mkdir()
    mount.mkdir()
    _film(behind / "film.mp4", int(gigabytes * 2**30))
    script = Path(__file__).with_name("slow_card.py")
    server = subprocess.Popen([sys.executable, script, behind, mount, str(CARD_RATE)])
    try:
        if not _mounted(mount, server):
            print("\nThe slow card: left out, mfusepy or /dev/fuse is missing")
            return True
        film = mount / "film.mp4"
        contenders = [
            bench.ours(ONCE, film, "once", 1),
            bench.ours(TWICE, film, "twice", 1),
            bench.shell(ONE_READ, f"dd if={film} of=/dev/null bs=1M"),
        ]
        in_turns(contenders, rounds)
    finally:
        subprocess.run(["umount", "-l", mount], check=False)
        server.kill()
        server.wait()
    bench.clean("behind")
    goals = [Goal(ONCE, ONE_READ, 1.05), Goal(TWICE, ONE_READ, 2.05)]
    return table(f"{gigabytes} GiB from a card of {CARD_RATE} MB/s", contenders, goals)


def _mounted(mount: Path, server: subprocess.Popen[bytes]) -> bool:
    for _wait in range(100):
        if os.path.ismount(mount):
            return True
        if server.poll() is not None:
            return False
        time.sleep(0.1)
    return False


def memory(bench: Bench, gigabytes: float, count: int) -> bool:
    """The most memory that an import takes, all its processes together."""
    met = True
    for name, make in (
        (
            f"one file of {gigabytes} GiB",
            lambda f: _film(f / "film.mp4", int(gigabytes * 2**30)),
        ),
        (f"{count} photos", lambda f: _photos(f, count)),
    ):
        source = bench.work / "card"
        source.mkdir()
        make(source)
        one = bench.ours(ONCE, source, "once", 1 if "file" in name else count)
        one.prepare()
        process = subprocess.Popen(
            [str(part) for part in one.steps()[0]], env=bench.env, stdout=subprocess.DEVNULL
        )
        most = 0
        while process.poll() is None:
            most = max(most, _tree_memory(process.pid))
            time.sleep(0.02)
        one.check()
        met = met and most <= MEMORY_GOAL
        told = "ok  " if most <= MEMORY_GOAL else "MISS"
        print(f"\nMemory, {name}: {told} {most / 1e6:.0f} MB, goal {MEMORY_GOAL / 1e6:.0f} MB")
        bench.clean("card")
    return met


MEMORY_GOAL = 150_000_000


def _tree_memory(root: int) -> int:
    """The memory of a process and all its children that nobody else has (PSS), in bytes."""
    parents: dict[int, int] = {}
    for entry in Path("/proc").iterdir():
        if entry.name.isdigit():
            try:
                text = (entry / "stat").read_text()
            except OSError:
                continue
            parents[int(entry.name)] = int(text.rpartition(")")[2].split()[1])
    tree = {root}
    while more := {child for child, parent in parents.items() if parent in tree} - tree:
        tree |= more
    total = 0
    for member in tree:
        try:
            lines = Path(f"/proc/{member}/smaps_rollup").read_text().splitlines()
        except OSError:
            continue
        total += sum(int(line.split()[1]) * 1024 for line in lines if line.startswith("Pss:"))
    return total


def _film(path: Path, size: int) -> None:
    """A film that readers understand, followed by so much noise as the picture of a camera."""
    start = datetime(2026, 3, 11, 9, 0, tzinfo=UTC)
    mp4(path, start=start, seconds=600, apple_creationdate=True, seed=1)
    noise = random.Random(1).randbytes(1024 * 1024)
    with path.open("ab") as file:
        left = size - file.tell()
        file.write((1).to_bytes(4) + b"free" + left.to_bytes(8))
        for at in range(16, left, len(noise)):
            # No two pieces are alike, so that nobody saves by finding the same twice.
            file.write((at.to_bytes(16) + noise[16:])[: left - at])
    os.sync()


def _photos(folder: Path, count: int) -> None:
    """Photos with EXIF of about 375 KB each: a real picture, and noise in a comment's place."""
    taken = datetime(2026, 3, 11, 9, 0, tzinfo=UTC)
    noise = random.Random(2).randbytes(1024 * 1024)
    for number in range(count):
        path = folder / f"DJI_{number:04d}.JPG"
        jpeg(path, taken=taken + timedelta(seconds=number), seed=number % 50)
        content = path.read_bytes()
        begin = number % 1000
        tail = noise[begin : begin + 350_000 + (number * 37) % 50_000]
        comments = b"".join(
            b"\xff\xfe" + (len(part) + 2).to_bytes(2) + part
            for part in (tail[at : at + 65_000] for at in range(0, len(tail), 65_000))
        )
        path.write_bytes(content[:-2] + comments + number.to_bytes(8) + content[-2:])
    os.sync()


def main() -> int:
    """Run what was asked for; 1 where a goal was missed."""
    parser = argparse.ArgumentParser(description=__doc__, add_help=True)
    parser.add_argument("--work", type=Path, help="a folder on the disk to be measured")
    parser.add_argument("--rounds", type=int, default=5)
    parser.add_argument("--gigabytes", type=float, default=2)
    parser.add_argument("--photos", type=int, default=2000)
    parser.add_argument("--only", default="large,photos,card,memory")
    parser.add_argument("--peers", type=Path, help="a folder with further programs, as of a venv")
    given = parser.parse_args()
    if given.peers:
        os.environ["PATH"] = f"{os.environ['PATH']}:{given.peers}"
    os.environ["PYTHONPATH"] = str(Path(__file__).resolve().parents[1])
    print(machine())
    if given.work is not None:
        given.work.mkdir(parents=True, exist_ok=True)
    with tempfile.TemporaryDirectory(dir=given.work, prefix="lawrec-bench-") as name:
        bench = Bench(Path(name).resolve())
        wanted = given.only.split(",")
        met = True
        if "large" in wanted:
            met &= large(bench, given.gigabytes, given.rounds)
        if "photos" in wanted:
            met &= photos(bench, given.photos, given.rounds)
        if "card" in wanted:
            met &= card(bench, given.gigabytes, min(given.rounds, 3))
        if "memory" in wanted:
            met &= memory(bench, given.gigabytes, given.photos)
    return 0 if met else 1


if __name__ == "__main__":
    sys.exit(main())
