"""Which partners are of one organisation: a mark that does not say which organisation it is.

Guests are of one where their addresses are at one host, and of a body whose people have addresses
there; so many at a public host count as one: rather less is told than too much.
"""

from typing import Any

from django.utils.crypto import salted_hmac

from culturefirst.improvement.models import Assessment
from culturefirst.kit import clock
from culturefirst.network.models import Person, Post


def side_of(assessment: Assessment, person: Person | None, email: str = "") -> str:
    """The mark, another one for each assessment; nothing where nothing is known."""
    host = email.rpartition("@")[2].casefold()
    body = _body(assessment, person, host)
    what: Any = f"body:{body}" if body else f"host:{host}" if host else ""
    told = salted_hmac("improvement.side", f"{assessment.pk}:{what}", algorithm="sha256")
    return told.hexdigest()[:16] if what else ""


def _body(assessment: Assessment, person: Person | None, host: str) -> int | None:
    held = Post.objects.held_on(clock.today()).exclude(organisation=assessment.organisation_id)
    if person is not None:
        held = held.filter(person=person)
    elif host:
        held = held.filter(person__email__iendswith=f"@{host}")
    else:
        return None
    return held.order_by("pk").values_list("organisation", flat=True).first()
