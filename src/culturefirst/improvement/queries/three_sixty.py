"""The 360-degree view: how colleagues score a theme beside how partners do."""

from dataclasses import dataclass

from culturefirst.improvement.models import Assessment, Theme
from culturefirst.improvement.queries.assessments import criteria_of, themes_of
from culturefirst.improvement.queries.spread import UNTOLD, spreads


@dataclass(frozen=True)
class Views:
    """Means of medians over the ``criteria`` of a theme of which both views are told apart."""

    theme: Theme
    own: float
    partners: float
    criteria: int

    @property
    def difference(self) -> float:
        return self.own - self.partners


def around(assessment: Assessment) -> list[Views]:
    """Each theme of which anything can be told of both views."""
    told = spreads(assessment)
    found = []
    for theme, criteria in themes_of(criteria_of(assessment)) if told else []:
        pairs = []
        for each in criteria:
            one = told.get(each.pk, UNTOLD)
            own, partners = one.of("colleague"), one.of("partner")
            if own and partners and own.median is not None and partners.median is not None:
                pairs.append((own.median, partners.median))
        if pairs:
            number = len(pairs)
            own_mean, theirs = (sum(pair[side] for pair in pairs) / number for side in (0, 1))
            found.append(Views(theme, own_mean, theirs, number))
    return found
