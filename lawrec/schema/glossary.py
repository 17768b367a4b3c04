"""The words that lawrec uses, one Chinese and one English word for each thing.

Program, papers and documentation keep to them; `docs/glossary.md` is made from this table.
Kinds of record, of act and other values have their names in `records.kinds`, `names` and
`value_names`.
"""

from __future__ import annotations

from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class Term:
    """One thing: its words, what they mean, and the word in files and code where there is one.

    `never` lists Chinese words that mean something else in the law, or that confuse.
    """

    zh: str
    en: str
    zh_meaning: str
    en_meaning: str
    code: str | None = None
    never: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class Group:
    """Terms that belong together, under a heading in both languages."""

    zh: str
    en: str
    terms: tuple[Term, ...]


_PLACES = Group(
    "案件库和案卷",
    "Case repository and case file",
    (
        Term(
            "案件库",
            "case repository",
            "一个单位的设置、名册、存证日志和全部案卷所在的文件夹",
            "the folder with a bureau's profile, rosters, evidence log and all its case files",
        ),
        Term(
            "案卷",
            "case file",
            "一个案件的文件夹，可以单独移交、单独审查",
            "the folder of one case; it can be handed over and judged on its own",
        ),
        Term(
            "历史",
            "history",
            "案卷每次改动的记录，随案卷走（就是其中的 .git）",
            "the record of every change to a case file, kept in it (its .git)",
        ),
        Term(
            "存证日志",
            "evidence log",
            "案卷之外、只增不改的日志：某时某案处于某状态",
            "outside all cases, lines are only added: at this time this case stood so",
            "log/leaves.jsonl",
            ("存证登记", "证据登记簿"),
        ),
        Term(
            "摘录",
            "extract",
            "案卷里保存的本局设置、人员、设备中本案用到的部分",
            "the part of the bureau's facts that a case used, kept in the case",
            "bureau.yaml",
        ),
        Term(
            "待归案音像",
            "inbox",
            "已经存储、还没有案件可归的音像",
            "footage that is stored but belongs to no case yet",
            "inbox",
        ),
        Term(
            "归档包",
            "package",
            "归档时制作的完整副本，附校验值、报告和历史",
            "the whole copy made when archiving, with digests, report and history",
            "archive/",
        ),
    ),
)

_CONTENTS = Group(
    "案卷里的东西",
    "What lies in a case file",
    (
        Term(
            "执法活动",
            "act",
            "做了什么，何时、何地、何人、用什么设备",
            "what was done: when, where, by whom, with which recorder",
            "A01",
            ("执法行为",),
        ),
        Term(
            "文书",
            "record",
            "一份纸质文书的录入内容；签名的原件是纸",
            "what one paper says, typed in; the signed paper is the original",
            "R01",
        ),
        Term(
            "音像",
            "footage",
            "照片、录音、录像、视频监控；扫描件不是音像",
            "photos, sound, film, surveillance footage; a scan is none",
        ),
        Term(
            "附注",
            "sidecar",
            "与音像文件并列的说明：校验值、时间、设备、存储",
            "the page beside a medium: digest, times, device, storing",
        ),
        Term(
            "情况声明",
            "declaration",
            "承办人对文书里看不出来的问题的回答",
            "the handlers' answer to a question that no record shows",
            "declare",
        ),
        Term(
            "人工核验",
            "attestation",
            "具名的人对机器看不出来的条款所作的判断",
            "what a named person judged where a machine cannot tell",
            "attest",
        ),
        Term(
            "验看原件",
            "originals seen",
            "具名的人看过纸质原件上的签名",
            "a named person has looked at the signatures on the paper",
            "seen",
        ),
        Term(
            "更正",
            "amendment",
            "改动已定稿的文书：旧版、原因、批准人都留下",
            "a change to what is final; the old version, reason and approver stay",
            "amend",
        ),
        Term(
            "补录",
            "late entry",
            "事后录入；照实显示，不作问题",
            "typed in days later: shown as it is, not held against anyone",
        ),
    ),
)

_PEOPLE = Group(
    "人",
    "People",
    (
        Term(
            "行政相对人",
            "person concerned",
            "执法活动所针对的公民、法人或者其他组织",
            "the citizen or organisation that enforcement concerns",
        ),
        Term("当事人", "party", "案件的当事人", "the party to a case", "party"),
        Term(
            "承办人", "handler", "办理本案的执法人员", "an officer who handles the case", "handler"
        ),
        Term(
            "印章",
            "seal",
            "只指盖在纸上的印章",
            "only the stamp on paper; never a digital one",
        ),
        Term(
            "留置送达",
            "service by leaving",
            "拒收时依法把文书留在住所",
            "the paper is left at the home when it is refused",
            "left_at_residence",
        ),
    ),
)

_JUDGING = Group(
    "审查",
    "Judging",
    (
        Term(
            "条款清单",
            "clause list",
            "把制度拆成一条条可以判断的要求",
            "the regulation taken apart into rows that can each be judged",
            never=("条款登记",),
        ),
        Term(
            "问题",
            "finding",
            "一个事实，涉及的条款，在哪个文件哪一行，怎样补正",
            "one fact, the clauses it concerns, file and line, and what cures it",
        ),
        Term(
            "符合",
            "satisfied",
            "要求的事实在案卷里",
            "what is asked for is in the case file",
            "satisfied",
        ),
        Term(
            "违反",
            "violated",
            "无论怎样理解条文，事实都不符合",
            "the facts break the clause however its words are read",
            "violated",
        ),
        Term(
            "依法除外",
            "excused",
            "用了条文允许的例外，并说明是哪一个",
            "a lawful exception was used, and it is said which",
            "excused",
        ),
        Term(
            "待核实",
            "undeterminable",
            "缺少事实，或者条文有两种理解",
            "a fact is missing, or the words can be read in two ways",
            "undeterminable",
        ),
        Term(
            "尚未到期",
            "not yet due",
            "期限或者阶段还没有到",
            "its time or stage has not come",
            "not_yet_due",
        ),
        Term(
            "不适用",
            "not applicable",
            "本案没有出现这一条的前提，并说明原因",
            "its trigger is absent in this case, and it is said why",
            "not_applicable",
        ),
        Term(
            "规则出错",
            "crashed",
            "程序有缺陷，不是案卷的问题",
            "a defect of lawrec, not of the case",
            "crashed",
        ),
    ),
)

_ARCHIVING = Group(
    "归档和校验",
    "Archiving and verifying",
    (
        Term(
            "齐全",
            "complete",
            "案件已终结，没有违反、待核实、尚未到期，并写明人工核验项数",
            "ended, nothing violated, open or not yet due; always with the number attested",
            "complete",
        ),
        Term(
            "带问题归档",
            "archived with defects on record",
            "不能补正的问题经批准整改后归档，问题永远留在封面上",
            "incurable violations, rectified and approved, stay on the cover for ever",
            "defects_on_record",
        ),
        Term(
            "校验",
            "verify",
            "写入之后有没有被改动",
            "whether anything was altered since it was written",
            "verify",
        ),
        Term(
            "校验值",
            "digest",
            "文件内容的 SHA-256；改一个字节就不同",
            "the SHA-256 of a file; one changed byte changes it",
            "sha256",
        ),
    ),
)

GLOSSARY: tuple[Group, ...] = (_PLACES, _CONTENTS, _PEOPLE, _JUDGING, _ARCHIVING)
"""All terms, in the order in which a newcomer meets them."""


def terms() -> tuple[Term, ...]:
    """All terms without their groups."""
    return tuple(term for group in GLOSSARY for term in group.terms)
