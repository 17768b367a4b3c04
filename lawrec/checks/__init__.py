"""The rules: facts of one case in, verdicts and findings out. No disk, no clock, no console."""
