"""What a package holds beside the footage: the case's pages, the report, the table, the cover."""

from __future__ import annotations

import json

from lawrec import __version__
from lawrec.archive.clause_table import clause_table
from lawrec.archive.package import Staging
from lawrec.errors import InputError, RefusedError
from lawrec.i18n import _
from lawrec.operations.archive_gate import Judged
from lawrec.operations.archive_texts import cover
from lawrec.operations.case_writer import CaseWriter
from lawrec.report.clean import clean
from lawrec.report.json_report import to_json
from lawrec.report.text_report import lines
from lawrec.store.case_history import blob_id, read_history
from lawrec.store.regular import read_regular

_NOT_PACKED = (".gitignore",)


def add_pages(staged: Staging, case: CaseWriter) -> None:
    """Every page exactly as the last commit has it; raises RefusedError where one is not."""
    for path, wanted in read_history(case.folder).tree.items():
        if path in _NOT_PACKED:
            continue
        parts = path.split("/")
        if ".." in parts or "\\" in path or ":" in path:
            raise InputError(_("The history holds a path that no case has"), where=path)
        try:
            data = read_regular(case.folder / path)
        except OSError:
            data = None
        if data is None or blob_id(data) != wanted:
            raise RefusedError(
                _("{path} is not what the history of the case has: changed outside lawrec").format(
                    path=path
                ),
                where=str(case.folder / path),
            )
        staged.add(path, data)


def add_papers(staged: Staging, judged: Judged, at: str, by: str) -> None:
    """The report at the time of archiving, the table of clauses, and the cover."""
    report = judged.report
    text = json.dumps(to_json(report), ensure_ascii=False, indent=2)
    staged.add("report.json", f"{text}\n".encode())
    staged.add("report.txt", "".join(f"{clean(line)}\n" for line in lines(report)).encode())
    staged.add("clause_table.csv", clause_table(report))
    made = {
        _("Archived at"): at,
        _("Archived by"): by,
        _("Rulebook"): report.rulebook_version,
        _("Made with"): f"lawrec {__version__}",
        _("Records"): str(len(judged.facts.final_records)),
        _("Media"): str(len(judged.facts.snapshot.media)),
    }
    staged.add("cover.txt", cover(judged.facts, judged.gate, report, made).encode())


def bag_info(case: CaseWriter, judged: Judged) -> dict[str, str]:
    """The package's own description; it names the state of the case that the package holds."""
    facts, report = judged.facts, judged.report
    profile = facts.profile
    return {
        "Source-Organization": profile.bureau.name if profile else "-",
        "External-Identifier": report.case,
        "External-Description": " ".join((report.title or "-").split()),
        "Bagging-Date": case.session.now().date().isoformat(),
        "Bag-Software-Agent": f"lawrec {__version__}",
        "Lawrec-Version": __version__,
        "Lawrec-Rulebook": report.rulebook_version,
        "Lawrec-Outcome": judged.gate.outcome,
        "Lawrec-Case": case.snapshot.name,
        "Lawrec-Case-Head": case.snapshot.history.head or "-",
    }
