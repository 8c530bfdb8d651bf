"""A report to facts: quantities, metrics, evidence, citations and checks of arithmetic."""
