"""What can be counted of evidence; each noun has a file of its own."""

from culturefirst.intelligence.measures import assets, studies

__all__ = ["assets", "studies"]
