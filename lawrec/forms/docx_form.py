"""A .docx template filled in: docxtpl, with every value escaped.

The only module that knows docxtpl.
"""

from __future__ import annotations

import re
import zipfile
from io import BytesIO
from typing import Any

from lawrec.errors import InputError
from lawrec.forms.docx_build import MARK
from lawrec.forms.expressions import SLIPS, environment, missing, wrong
from lawrec.i18n import _

_TAGS = re.compile(r"<[^>]+>")
_LARGEST = 50_000_000


def source_of(template: bytes, where: str) -> str:
    """The words and tags of a .docx, to see which names it uses."""
    try:
        with zipfile.ZipFile(BytesIO(template)) as parts:
            if sum(part.file_size for part in parts.infolist()) > _LARGEST:
                raise _broken(where)
            texts = [
                parts.read(name).decode("utf-8")
                for name in parts.namelist()
                if re.fullmatch(r"word/(document|header\d*|footer\d*)\.xml", name)
            ]
    except (zipfile.BadZipFile, UnicodeDecodeError, OSError, NotImplementedError):
        raise _broken(where) from None
    return "\n".join(_TAGS.sub("", text) for text in texts)


def fill_docx(template: bytes, values: dict[str, Any], mark: bytes | None, where: str) -> bytes:
    """The document with its names filled in, and the code in the place of its picture."""
    try:
        from docxtpl import DocxTemplate
        from jinja2 import TemplateError
        from lxml.etree import LxmlError
    except ImportError:
        raise missing() from None
    try:
        document = DocxTemplate(BytesIO(template))
        if mark is not None:
            document.allow_missing_pics = True  # a bureau may have left the code out
            document.replace_pic(MARK, BytesIO(mark))
        document.render(values, environment(autoescape=True), autoescape=True)
        out = BytesIO()
        document.save(out)
    except (KeyError, ValueError, LxmlError, zipfile.BadZipFile):
        raise _broken(where) from None
    except (TemplateError, *SLIPS) as error:
        raise wrong(error, where) from None
    return out.getvalue()


def _broken(where: str) -> InputError:
    return InputError(
        _("{path} is no Word document that can be filled in").format(path=where),
        where=where,
        fix=_("Save it again as .docx, or take the shipped form and change that"),
    )
