"""To which sub-region a body belonged on a day: its place, too, is a dated fact."""

from typing import Any

from django.db.models import Exists, OuterRef, Q

from culturefirst.network.models import FormerPlace


def belonged_to(place: Any, day: Any, body: str = "") -> Q:
    """What a row must fulfil whose body belonged to a sub-region on the day.

    ``body`` is the name of the row's own key to its body; without it, the row is the body.
    """
    # The day may itself be a column of the row outside; one query further in, it is one further.
    then = FormerPlace.objects.held_on(OuterRef(day) if isinstance(day, OuterRef) else day)
    then = then.filter(organisation=OuterRef(body or "pk"))
    since = f"{body}__sub_region" if body else "sub_region"
    return Q(Exists(then.filter(sub_region=place))) | (Q(**{since: place}) & ~Q(Exists(then)))
