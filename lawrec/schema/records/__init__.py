"""The papers that a case consists of: one module a stage, and the table of all kinds."""
