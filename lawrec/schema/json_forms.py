"""The forms of text that files use, as JSON Schema says them, with what an editor shows."""

from __future__ import annotations

from typing import Any

_DAYS = (
    r"(?:(?:19|20|21)[0-9]{2}-(?:(?:0[13578]|1[02])-(?:0[1-9]|[12][0-9]|3[01])"
    r"|(?:0[469]|11)-(?:0[1-9]|[12][0-9]|30)|02-(?:0[1-9]|1[0-9]|2[0-8]))"
    r"|(?:19(?:0[48]|[2468][048]|[13579][26])|20(?:[02468][048]|[13579][26])"
    r"|21(?:0[48]|[2468][048]|[13579][26]))-02-29)"
)
_CLOCK = (
    r"[T ](?:[01][0-9]|2[0-3]):[0-5][0-9](?::[0-5][0-9](?:\.[0-9]{1,6})?)?"
    r"(?:Z|[+-](?:0[0-9]|1[0-4]):[0-5][0-9])"
)
_DIGIT = "[0-9０-９]"  # `Decimal` takes both, and so does our loader
ANY_TEXT: dict[str, Any] = {"type": ["string", "number", "boolean", "null"]}
"""A free text: what a YAML reader takes for a number, a truth or nothing is text all the same."""

FORMS: dict[str, dict[str, Any]] = {
    "moment": {
        "type": "string",
        "pattern": rf"^\s*{_DAYS}(?:{_CLOCK})?\s*$",
        "description": "写成 2026-03-11T09:30:00+08:00，只知道日期时写成 2026-03-11"
        "（a time with its zone, or a date）",
        "patternErrorMessage": "不是时间：写成 2026-03-11T09:30:00+08:00 或者 2026-03-11"
        "（no time, or no zone）",
    },
    "date": {
        "type": "string",
        "pattern": rf"^\s*{_DAYS}\s*$",
        "description": "写成 2026-03-11（a date）",
        "patternErrorMessage": "不是日期：写成 2026-03-11（no date）",
    },
    "number": {
        "type": ["string", "number"],
        "pattern": rf"^\s*-?{_DIGIT}{{1,18}}(?:\.{_DIGIT}{{1,12}})?\s*$",
        "exclusiveMinimum": -(10**18),
        "exclusiveMaximum": 10**18,
        "description": "数字（a number）",
        "patternErrorMessage": "不是数字（no number）",
        "errorMessage": "不是数字（no number）",
    },
    "count": {
        "type": ["string", "integer"],
        "pattern": rf"^\s*(?:{_DIGIT}{{1,18}}|-[0０]{{1,18}})(?:\.[0０]{{1,12}})?\s*$",
        "minimum": 0,
        "exclusiveMaximum": 10**18,
        "description": "零或者正整数（a whole number, zero or more）",
        "patternErrorMessage": "不是零或者正整数（no whole number of zero or more）",
        "errorMessage": "不是零或者正整数（no whole number of zero or more）",
    },
}
"""Our own kinds of scalar, by the format that the models name."""

PATTERNS: dict[str, dict[str, str]] = {
    pattern: {"description": zh, "patternErrorMessage": f"应当是{zh}"}
    for pattern, zh in (
        (r"^A\d{2,5}$", "执法活动的编号，例如 A01（the id of an act）"),
        (r"^R\d{2,5}$", "文书的编号，例如 R07（the id of a record）"),
        (r"^M\d{2,5}$", "音像的编号，例如 M03（the id of a medium）"),
        (r"^L\d{4}-\d{4,6}$", "线索的编号，例如 L2026-0031（the id of a lead）"),
        (r"^[RM]\d{2,5}$", "文书或者音像的编号，例如 R07、M03（the id of a record or medium）"),
        (
            r"^([RMA]\d{2,5}|case)$",
            "文书、音像或者执法活动的编号，或者 case（an id, or case for the whole case）",
        ),
        (r"^[0-9a-f]{64}$", "64 位小写十六进制摘要（a digest of 64 hexadecimal digits）"),
        (r"^[a-z][a-z_]+$", "文书种类的英文名（the English id of a kind of record）"),
        (
            r"^[a-z0-9]+(-[a-z0-9]+)*$",
            "小写字母、数字和短横线组成的名称（small letters, digits and hyphens）",
        ),
    )
}
"""What the patterns of the models mean to a person."""

NO_SECRET: dict[str, str] = {
    "pattern": r"^(?![^:/?#]*://[^/?#]*:[^/?#]*@)(?!(?!file:)[^:/?#]*://[^?#]*[?#].)",
    "patternErrorMessage": "地址里不能有密码，也不能有 ? 和 #（no password, no ? and no # here）",
}
"""An address that everybody may read."""

ONE_OF = "只能写其中之一：{words}（one of: {plain}）"
"""What is said to a word that is none of the allowed ones."""
