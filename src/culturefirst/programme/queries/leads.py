"""The programme by who leads it."""

from dataclasses import dataclass

from culturefirst.programme.models import Activity
from culturefirst.programme.queries.shapes import ActivityView, ProgrammeView, TargetLine
from culturefirst.programme.reading.leads import leads


@dataclass(frozen=True)
class LeadView:
    """Somebody who leads, with their activities and the targets under them."""

    lead: str
    activities: list[ActivityView]

    @property
    def lines(self) -> list[TargetLine]:
        return [line for activity in self.activities for line in activity.lines]


def leads_of(activity: Activity) -> list[str]:
    """An activity's leads, each once, combined names taken apart as the reader does."""
    return leads("\n".join(activity.leads))


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
