"""What a lawful case of each kind goes through, as tables of steps: one module a kind of case."""
