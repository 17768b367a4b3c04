"""Builds the .docx templates of all shipped layouts: python -m tests.tools.forms."""

from __future__ import annotations

from io import BytesIO
from pathlib import Path
from zipfile import ZIP_DEFLATED, ZipFile, ZipInfo

from lawrec.forms.docx_build import build
from lawrec.forms.layouts import shipped

FOLDER = Path(__file__).parents[2] / "templates" / "forms" / "docx"
_THEN = (2026, 1, 1, 0, 0, 0)


def made() -> dict[str, bytes]:
    """Every template by its name, the same bytes on every run."""
    return {f"{name}.docx": _settled(build(layout)) for name, layout in shipped().items()}


def _settled(data: bytes) -> bytes:
    """The same parts in a ZIP without the time of its making."""
    out = BytesIO()
    with ZipFile(BytesIO(data)) as old, ZipFile(out, "w", ZIP_DEFLATED) as new:
        for name in sorted(old.namelist(), key=lambda n: (n != "[Content_Types].xml", n)):
            info = ZipInfo(name, _THEN)
            info.compress_type = ZIP_DEFLATED
            new.writestr(info, old.read(name))
    return out.getvalue()


def main() -> None:
    """Write them all; what has no layout any more goes."""
    files = made()
    FOLDER.mkdir(parents=True, exist_ok=True)
    for old in FOLDER.glob("*.docx"):
        if old.name not in files:
            old.unlink()
    for name, data in files.items():
        (FOLDER / name).write_bytes(data)


if __name__ == "__main__":
    main()
