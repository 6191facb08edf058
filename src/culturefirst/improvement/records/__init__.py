"""Word records: a self-assessment, or one's own scores, taken out, filled in and brought back."""
