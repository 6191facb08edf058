"""Forums, their threads, what people write in them, and whom that is told."""

from culturefirst.discussions.models.following import Following, Pace, Seen, Told
from culturefirst.discussions.models.forums import Forum, Thread, readable
from culturefirst.discussions.models.words import (
    LONGEST,
    Attachment,
    Concern,
    Contribution,
    Mention,
)

__all__ = [
    "LONGEST",
    "Attachment",
    "Concern",
    "Contribution",
    "Following",
    "Forum",
    "Mention",
    "Pace",
    "Seen",
    "Thread",
    "Told",
    "readable",
]
