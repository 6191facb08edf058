"""What polls hold about people, in plain words."""

from culturefirst.kit.holdings import HOLDINGS, Holding
from culturefirst.surveys.models import Answer, Poll

for each in (
    Holding(
        "What you answered in polls",
        "So that each person answers once, and can change it while the poll is open.",
        "While the poll is kept; without your name once you are erased.",
        Answer,
    ),
    Holding(
        "Polls that you wrote",
        "So that those who are asked know who asks.",
        "While the poll is kept; without your name once you are erased.",
        Poll,
    ),
):
    assert each.model is not None
    HOLDINGS.add(each.model._meta.label_lower, each)
