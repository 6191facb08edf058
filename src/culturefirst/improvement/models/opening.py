"""What a body opened to its peers, as something to filter by; nothing is open by itself."""

from typing import Any, Literal

from django.apps import apps
from django.db.models import Q

What = Literal["judgements", "evidence", "spread"]


def opened_to(user: Any, what: What, path: str = "pk") -> Q:
    """Assessments of which this person, as a peer, is let read this; ``path`` leads to them."""
    # The challenge stands above the assessment, which asks it only when it is read.
    challenge: Any = apps.get_model("improvement", "Challenge")
    theirs = challenge.objects.challenged_by(user)
    rows = challenge._base_manager.filter(
        theirs, state__in=challenge.WHILE_OPEN, **{f"opens_{what}": True}
    )
    return Q(**{f"{path}__in": rows.values("assessment")})
