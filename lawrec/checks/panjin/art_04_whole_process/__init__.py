"""Article 4: the whole process is recorded, in text and film: one file a paragraph."""

from lawrec.checks.base import Rule
from lawrec.checks.panjin.art_04_whole_process import par_1, par_2, par_3, par_4

RULES: tuple[Rule, ...] = (*par_1.RULES, *par_2.RULES, *par_3.RULES, *par_4.RULES)
"""The rules, in the order of the paragraphs."""
