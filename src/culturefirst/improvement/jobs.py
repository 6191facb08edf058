"""What goes on by itself: each noun says its own, in a file of its own."""

from culturefirst.improvement.jobs_challenges import remind_of_challenges
from culturefirst.improvement.jobs_figures import write_about_figures

__all__ = ["remind_of_challenges", "write_about_figures"]
