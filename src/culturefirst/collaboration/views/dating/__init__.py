"""The pages of a speed-dating day."""
