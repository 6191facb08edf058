"""What people do in improvement; each noun's actions are in a file of its own."""

from culturefirst.improvement.actions.frameworks import load_framework

__all__ = ["load_framework"]
