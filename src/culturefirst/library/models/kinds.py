"""What kinds of pages there are: one place for their names and for where they live."""

from django.db import models


class Kind(models.TextChoices):
    """The kinds of entry, each with a section of its own; the value is the section's address."""

    NEWS = "news", "News"
    POLICY = "policy-watch", "Policy watch"
    RESOURCE = "resources", "Resources"
    CASE_STUDY = "case-studies", "Case studies"
    BRIEFING = "briefings", "Briefings for councillors"

    @property
    def one(self) -> str:
        """What one of them is called."""
        return ONE[self.value]


ONE = {
    "news": "News",
    "policy-watch": "Policy watch",
    "resources": "Resource",
    "case-studies": "Case study",
    "briefings": "Briefing for councillors",
}
