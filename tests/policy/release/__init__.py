"""Confidential until released: who is told what of improvement, and by which door."""
