"""Whoever asks to be forgotten is: looked for in everything that is stored, on both databases."""
