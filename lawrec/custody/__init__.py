"""Custody: every change to a case is whole, durable, and on record outside the case."""
