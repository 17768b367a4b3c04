"""Runs lawrec as a module: python -m lawrec."""

from lawrec.cli import main

main()
