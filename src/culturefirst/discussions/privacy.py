"""What discussions hold about people, in plain words."""

from culturefirst.discussions import models as m
from culturefirst.kit.holdings import HOLDINGS, Holding

WORDS = (
    "While the network runs; without your name once you are erased. What you want gone, remove "
    "before, or ask the moderators to."
)

for each in (
    Holding("Threads that you opened", "So that others know who asks.", WORDS, m.Thread),
    Holding(
        "What you wrote in discussions",
        "It was said to others, who answered it.",
        WORDS,
        m.Contribution,
    ),
    Holding("Files that you put to it", "As what you wrote.", WORDS, m.Attachment),
    Holding(
        "Where you were named in discussions",
        "So that you learn of it.",
        "Until you are erased.",
        m.Mention,
    ),
    Holding(
        "What you told moderators",
        "So that they can look.",
        "Until you are erased.",
        m.Concern,
    ),
    Holding(
        "What you follow", "So that you are told what is new.", "Until you are erased.", m.Following
    ),
    Holding("How far you have read", "To show what is new.", "Until you are erased.", m.Seen),
    Holding("How often you want letters", "So that no more come.", "Until you are erased.", m.Pace),
    Holding(
        "What letters told you", "So that nothing is told twice.", "Until you are erased.", m.Told
    ),
):
    assert each.model is not None
    HOLDINGS.add(each.model._meta.label_lower, each)
