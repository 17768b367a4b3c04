"""lawrec: the complete record of administrative law enforcement, kept, judged and archived."""

__version__ = "0.1.0"
