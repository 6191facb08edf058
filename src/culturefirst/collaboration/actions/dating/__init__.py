"""The verbs of a speed-dating day."""
