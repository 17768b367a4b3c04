"""Spreadsheets: the only part that knows how an .xlsx file is written and read."""
