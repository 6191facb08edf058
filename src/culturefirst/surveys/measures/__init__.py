"""What can be counted of what people are asked; each noun has a file of its own."""

from culturefirst.surveys.measures import polls, surveys

__all__ = ["polls", "surveys"]
