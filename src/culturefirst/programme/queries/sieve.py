"""Whether an activity or a target passes a programme's filters."""

from collections.abc import Iterable

from culturefirst.programme.models import Activity
from culturefirst.programme.queries.leads import leads_of
from culturefirst.programme.queries.shapes import Filters, TargetLine


def keeps_activity(activity: Activity, sieve: Filters) -> bool:
    """Whether the activity's leads and sub-regions are those asked for."""
    if sieve.lead and sieve.lead.casefold() not in map(str.casefold, leads_of(activity)):
        return False
    places = (place.slug for place in activity.sub_regions.all())
    return not sieve.sub_region or sieve.sub_region in places


def keeps_line(line: TargetLine, activity: Activity, sieve: Filters) -> bool:
    """Whether the target has the status and its activity or itself the words asked for."""
    if sieve.status and line.standing.status != sieve.status:
        return False
    if not sieve.words:
        return True
    told = [activity.title, *activity.actions, *activity.outcomes, *leads_of(activity)]
    return _all_in(sieve.words, [*told, line.target.text])


def _all_in(words: str, texts: Iterable[str]) -> bool:
    text = " ".join(texts).casefold()
    return all(word in text for word in words.casefold().split())
