"""Article 21: one file a paragraph, and one for the article as a whole."""

from lawrec.checks.panjin.art_21_service import par_1, par_2, par_3, par_4, par_5, whole

RULES = (
    *whole.RULES,
    *par_1.RULES,
    *par_2.RULES,
    *par_3.RULES,
    *par_4.RULES,
    *par_5.RULES,
)
