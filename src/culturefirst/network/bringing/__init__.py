"""Organisations from a file: cells to values, values against what is here, the whole or nothing."""
