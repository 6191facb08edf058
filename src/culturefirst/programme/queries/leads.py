"""The programme by who leads it."""

import re
from dataclasses import dataclass

from culturefirst.programme.models import Activity
from culturefirst.programme.queries.shapes import ActivityView, ProgrammeView, TargetLine

# "Manager/Director" are two where both are titles or bodies; "LGID Trainers - A/B" is one lead.
BETWEEN = re.compile(r"\s*/\s*")


@dataclass(frozen=True)
class LeadView:
    """Somebody who leads, with their activities and the targets under them."""

    lead: str
    activities: list[ActivityView]

    @property
    def lines(self) -> list[TargetLine]:
        return [line for activity in self.activities for line in activity.lines]


def leads_of(activity: Activity) -> list[str]:
    """An activity's leads, each once, combined names taken apart: a page groups by these."""
    parts = [part for lead in activity.leads for part in split(lead)]
    return list(dict.fromkeys(part for part in parts if part))


def split(lead: str) -> list[str]:
    """The leads named in one printed line, with their spaces put right.

    >>> split("Culture First Manager/Network Director")
    ['Culture First Manager', 'Network Director']
    >>> split("LGID Trainers - Steve Wood/Brian King")
    ['LGID Trainers - Steve Wood/Brian King']
    """
    told = " ".join(lead.split())
    if " - " in told or " – " in told:
        return [told]
    return BETWEEN.split(told)


def by_lead(view: ProgrammeView) -> list[LeadView]:
    """The view's activities under each of their leads, in the order of the alphabet.

    Written in different capitals, a lead is one; the first way of writing stands.
    """
    named: dict[str, LeadView] = {}
    for activity in view.activities:
        for lead in leads_of(activity.activity):
            found = named.setdefault(lead.casefold(), LeadView(lead, []))
            found.activities.append(activity)
    return [named[name] for name in sorted(named)]
