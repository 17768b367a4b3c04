"""A filled form as PDF/A-2b, set by typst: offline, every font embedded, no empty boxes ever.

The only module that knows typst. The words go to it as JSON, never into its markup. It is set
twice where codes are printed: how many pages there are is known after the first time.
"""

from __future__ import annotations

import json
import re
import tempfile
from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass
from datetime import datetime
from pathlib import Path
from typing import Any

from lawrec.errors import EnvironmentTrouble, InputError
from lawrec.forms.layouts import folder
from lawrec.i18n import _

_SERIF: tuple[str, ...] = (
    "Noto Serif CJK SC",
    "Noto Serif SC",
    "Source Han Serif SC",
    "Source Han Serif CN",
)
_SERIF += ("思源宋体", "Source Han Serif", "SimSun", "宋体", "NSimSun", "STSong", "Songti SC")
_SANS: tuple[str, ...] = (
    "Noto Sans CJK SC",
    "Noto Sans SC",
    "Source Han Sans SC",
    "Source Han Sans CN",
)
_SANS += ("WenQuanYi Micro Hei", "WenQuanYi Zen Hei", "Microsoft YaHei", "Droid Sans Fallback")
_BLACK = ("SimHei", "黑体", "STHeiti", "Heiti SC", "FZHei-B01", "方正黑体_GBK")
_IMITATION: tuple[str, ...] = ("FangSong", "仿宋", "FangSong_GB2312", "仿宋_GB2312", "STFangsong")
_IMITATION += ("FZFangSong-Z02", "方正仿宋_GBK", "方正仿宋_GB18030")
_TITLE = ("FZXiaoBiaoSong-B05", "方正小标宋_GBK", "方正小标宋简体", "方正小标宋_GB18030")
_RARE = ("SimSun-ExtB", "SimSun-ExtG", "Plangothic P1", "Plangothic P2", "HanaMinA", "HanaMinB")
"""Families with Chinese, the one that an office paper should have first; then those for rare
characters, which are asked last."""

FONTS = {
    "body": (*_IMITATION, *_SERIF, *_SANS, *_BLACK),
    "title": (*_TITLE, *_SERIF, *_SANS, *_BLACK, *_IMITATION),
    "head": (*_BLACK, *_SANS, *_SERIF, *_IMITATION),
}
_LACKS = re.compile(r'the text `"(.+?)"` could not be displayed with font `"(.+?)"`', re.S)
_ESCAPED = re.compile(r"\\u\{([0-9a-f]+)\}")
_GONE = re.compile(r"unknown font family: (.+)")
_INSTALL = 'pip install "lawrec[pdf]"'


@dataclass(frozen=True, slots=True)
class Fonts:
    """The families that a computer has for each part of a form, the chosen one first."""

    chosen: dict[str, tuple[str, ...]]
    handle: Any

    @property
    def used(self) -> tuple[str, ...]:
        """The family of the body, of titles and of labels."""
        return tuple(dict.fromkeys(self.chosen[part][0] for part in FONTS))


@dataclass(frozen=True, slots=True)
class Pdf:
    """The finished file, how many pages it has, and the families it is set in."""

    data: bytes
    pages: int
    fonts: tuple[str, ...]


def find_fonts(extra: Path | None = None) -> Fonts:
    """The fonts of the system and of a folder; raises where none of them has Chinese.

    A folder that is not there is an error: other fonts must not take its place unseen.
    """
    typst = _typst()
    if extra is not None and not extra.is_dir():
        raise InputError(_("There is no folder {path}").format(path=extra), where=str(extra))
    folders: Sequence[Path] = [extra] if extra is not None else []
    handle = typst.Fonts(True, False, list(folders))
    there = set(handle.families())
    added: Iterable[str] = typst.Fonts(False, False, list(folders)).families() if folders else ()
    rare = tuple(name for name in _RARE if name in there)
    chosen = {}
    for part, names in FONTS.items():
        known = tuple(name for name in names if name in there)
        # What somebody put into a folder for us is meant for us, whatever its name.
        own = tuple(name for name in added if name not in known)
        chosen[part] = (*known, *own, *(name for name in rare if name not in own))
    if not chosen["body"]:
        raise EnvironmentTrouble(
            _("This computer has no Chinese font that a PDF can be set in"),
            fix=_(
                "Install one (Debian, UOS, Kylin: apt install fonts-noto-cjk), or name a folder "
                "of font files with --fonts"
            ),
        )
    return Fonts(chosen, handle)


def set_pdf(
    form: dict[str, Any],
    fonts: Fonts,
    where: str,
    at: datetime,
    mark: Callable[[int, int], bytes] | None,
) -> Pdf:
    """The PDF of a filled form, made `at` (UTC); `mark` gives the picture for page x of y."""
    with tempfile.TemporaryDirectory(prefix="lawrec-form-") as name:
        root = Path(name)
        (root / "form.typ").write_bytes((folder() / "form.typ").read_bytes())
        data = {**form, "fonts": {part: list(f) for part, f in fonts.chosen.items()}}
        press = _Press(root, fonts, where, at)
        result, pages = press.run({**data, "marks": 0, "pages": 1})
        if mark is not None:
            for page in range(1, pages + 1):
                (root / f"mark-{page}.png").write_bytes(mark(page, pages))
            # The codes lie outside what is set, so that pages stay as they were.
            result, _again = press.run({**data, "marks": pages, "pages": pages})
    return Pdf(result, pages, fonts.used)


class _Press:
    """One folder with the form and its data, to be set once or twice."""

    def __init__(self, root: Path, fonts: Fonts, where: str, at: datetime) -> None:
        self._root, self._fonts, self._where, self._at = root, fonts, where, at

    def run(self, data: dict[str, Any]) -> tuple[bytes, int]:
        """The file and its number of pages; what typst only warns of is an error here."""
        typst = _typst()
        (self._root / "data.json").write_text(json.dumps(data, ensure_ascii=False), "utf-8")
        source = self._root / "form.typ"
        try:
            press = typst.Compiler(source, root=self._root, font_paths=self._fonts.handle)
            result, warnings = press.compile_with_warnings(
                format="pdf", pdf_standards=["a-2b"], timestamp=self._at
            )
            pages = int(press.query("<pages>", field="value", one=True))
        except typst.TypstError as error:
            raise self._trouble(error.message) from None
        if warnings:
            raise self._trouble(warnings[0].message)
        return bytes(result), pages

    def _trouble(self, message: str) -> Exception:
        fix = _("Install a font that has it, or name a folder of font files with --fonts")
        lacks = _LACKS.search(message)
        if lacks is not None:
            text = _ESCAPED.sub(lambda code: chr(int(code[1], 16)), lacks[1])
            what = _("The font {font} has no letters for: {text}").format(font=lacks[2], text=text)
            return EnvironmentTrouble(what, where=self._where, fix=fix)
        gone = _GONE.search(message)
        if gone is not None:
            what = _("The font {font} is not on this computer").format(font=gone[1])
            return EnvironmentTrouble(what, where=self._where, fix=fix)
        return InputError(
            _("The form cannot be set: {detail}").format(detail=message), where=self._where
        )


def _typst() -> Any:
    try:
        import typst
    except ImportError:
        raise EnvironmentTrouble(
            _("PDF needs a library that is not installed"), fix=_INSTALL
        ) from None
    return typst
